"""Slides to be edited by others: shapes with text that fits, connectors glued along the routes of the map, all texts told."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Any

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from journeymap import resources
from journeymap.exporting import PosterOptions, Wish, export
from journeymap.exporting.slide_map import MapSlide
from journeymap.exporting.slide_shapes import _corners
from journeymap.exporting.wording import Voice
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Touchpoint
from journeymap.model.text import LocalText
from journeymap.storage import load_project
from journeymap.typesetting import break_lines
from tests.exporting.pages import JOURNEY, journey, title_of
from tests.journeys import chain_of, frame, way

SAMPLES = [State(load_project(path).records) for path in resources.samples()]
Frame = tuple[float, float, float, float]


def slides_of(state: State, journey_id: str = JOURNEY, languages: tuple[str, ...] = ("zh",)) -> Any:
    wish = Wish("slides", PosterOptions(languages=languages))
    return Presentation(io.BytesIO(export(state, journey_id, wish, "pptx").data))


def test_the_same_journey_gives_the_same_bytes() -> None:
    wish = Wish("slides", PosterOptions(languages=("en", "zh")))
    assert export(journey(5), JOURNEY, wish, "pptx").data == export(journey(5), JOURNEY, wish, "pptx").data


def shapes(slide: Any) -> list[Any]:
    """The boxes and labels of a slide, without its connectors."""
    return [shape for shape in slide.shapes if shape.shape_type != MSO_SHAPE_TYPE.LINE]


def lines(slide: Any) -> list[Any]:
    return [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.LINE]


def frame_of(shape: Any) -> Frame:
    return shape.left.pt, shape.top.pt, shape.width.pt, shape.height.pt


def needed(shape: Any) -> float:
    """The height that a shape's paragraphs take in the shipped font."""
    text = shape.text_frame
    space = shape.width.pt - text.margin_left.pt - text.margin_right.pt
    total = text.margin_top.pt + text.margin_bottom.pt
    for paragraph in text.paragraphs:
        for run in paragraph.runs:
            size = run.font.size.pt
            total += max(1, len(break_lines(run.text, space, size, bool(run.font.bold)).lines)) * size * 1.2
    return total


def faults(deck: Any) -> Iterator[str]:
    """What is outside its slide, over another shape, or larger than its shape."""
    for number, slide in enumerate(deck.slides, 1):
        if not slide.shapes.title.text_frame.text:
            yield f"{number}: no title"
        found = shapes(slide)
        for shape in found:
            x, y, wide, high = frame_of(shape)
            if x < 0 or y < 0 or x + wide > deck.slide_width.pt + 0.01 or y + high > deck.slide_height.pt + 0.01:
                yield f"{number}: outside: {shape.text_frame.text}"
            if needed(shape) > high + 0.5:
                yield f"{number}: too long: {shape.text_frame.text}"
        for one, other in combinations(found, 2):
            (x, y, w, h), (x2, y2, w2, h2) = frame_of(one), frame_of(other)
            if x + w > x2 + 0.2 and x2 + w2 > x + 0.2 and y + h > y2 + 0.2 and y2 + h2 > y + 0.2:
                yield f"{number}: over each other: {one.text_frame.text} / {other.text_frame.text}"


@pytest.mark.parametrize(("place", "languages"), [(0, ("zh",)), (1, ("en",)), (2, ("zh", "en")), (3, ("en", "zh"))])
def test_nothing_overlaps_leaves_the_slide_or_its_shape(place: int, languages: tuple[str, ...]) -> None:
    state = SAMPLES[place]
    deck = slides_of(state, queries.journeys(state)[0].id, languages)
    assert list(faults(deck)) == []


def test_the_first_slide_is_the_map_with_connectors_glued_to_its_cards() -> None:
    first = slides_of(journey(24)).slides[0]
    texts = [shape.text_frame.text for shape in shapes(first)]
    assert [place for place in range(24) if not any(title_of(place)["zh"] in text for text in texts)] == []
    cards = {shape.shape_id for shape in shapes(first)}
    assert len(lines(first)) >= 23
    for line in lines(first):
        ends = line._element.xpath(".//a:stCxn/@id | .//a:endCxn/@id")
        assert len(ends) == 2
        assert {int(end) for end in ends} <= cards


def drawn(line: Any) -> list[tuple[float, float]]:
    """The corners of a connector as the standard (ECMA-376, presetShapeDefinitions) draws it."""
    transform = line._element.spPr.xfrm
    x, y, wide, high = (each / 12700 for each in (transform.off.x, transform.off.y, transform.ext.cx, transform.ext.cy))
    bends = {
        name: int(guide.get("fmla").split()[1]) / 100_000
        for guide in line._element.xpath(".//a:gd")
        for name in [guide.get("name")]
    }
    kind = line._element.xpath(".//a:prstGeom/@prst")[0]
    first, second, third = (bends.get(name, 0.5) for name in ("adj1", "adj2", "adj3"))
    local = {
        "straightConnector1": [(0.0, 0.0), (1, 1)],
        "bentConnector2": [(0, 0), (1, 0), (1, 1)],
        "bentConnector3": [(0, 0), (first, 0), (first, 1), (1, 1)],
        "bentConnector4": [(0, 0), (first, 0), (first, second), (1, second), (1, 1)],
        "bentConnector5": [(0, 0), (first, 0), (first, second), (third, second), (third, 1), (1, 1)],
    }[kind]
    found = []
    for part_x, part_y in local:
        across = (1 - part_x if transform.get("flipH") else part_x) * wide - wide / 2
        along = (1 - part_y if transform.get("flipV") else part_y) * high - high / 2
        if transform.get("rot"):
            across, along = -along, across
        found.append((x + wide / 2 + across, y + high / 2 + along))
    return found


@pytest.mark.parametrize("place", [0, 2])
def test_connectors_begin_and_end_at_their_cards_and_pass_through_no_other(place: int) -> None:
    state = SAMPLES[place]
    for slide in slides_of(state, queries.journeys(state)[0].id, ("en",)).slides:
        boxes = {
            shape.shape_id: frame_of(shape) for shape in shapes(slide) if shape.shape_type == MSO_SHAPE_TYPE.AUTO_SHAPE
        }
        for line in lines(slide):
            course = drawn(line)
            ends = [int(line._element.xpath(f".//a:{name}/@id")[0]) for name in ("stCxn", "endCxn")]
            for (x, y), shape_id in zip((course[0], course[-1]), ends, strict=True):
                left, top, wide, high = boxes[shape_id]
                assert left - 0.6 <= x <= left + wide + 0.6
                assert top - 0.6 <= y <= top + high + 0.6
            for (x1, y1), (x2, y2) in pairwise(course):
                assert abs(x1 - x2) < 0.3 or abs(y1 - y2) < 0.3
                for shape_id, (left, top, wide, high) in boxes.items():
                    crosses = (
                        min(x1, x2) < left + wide - 1 and max(x1, x2) > left + 1
                        and min(y1, y2) < top + high - 1 and max(y1, y2) > top + 1
                    )  # fmt: skip
                    assert shape_id in ends or not crosses


def test_a_long_way_round_keeps_its_first_and_last_piece() -> None:
    route = [(0.0, 0.0), (10, 0), (10, 20), (30, 20), (30, 50), (60, 50), (60, 80), (90, 80)]
    course = _corners(route)
    assert (course[:2], course[-2:]) == (route[:2], route[-2:])
    assert len(course) <= 6
    assert all(x1 == x2 or y1 == y2 for (x1, y1), (x2, y2) in pairwise(course))


def test_a_map_too_large_to_read_follows_in_parts_that_name_what_lies_beyond() -> None:
    deck = slides_of(journey(40, stages=8), languages=("en", "zh"))
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    parts = [slide for slide, title in zip(deck.slides, titles, strict=True) if title.startswith("Moving house (")]
    assert len(parts) >= 2
    texts = [shape.text_frame for slide in parts for shape in shapes(slide)]
    assert min(run.font.size.pt for text in texts for each in text.paragraphs for run in each.runs) >= 5
    said = "\n".join(shape.text_frame.text for slide in parts for shape in shapes(slide))
    assert [place for place in range(40) if title_of(place)["en"] not in said] == []
    assert "→ " in said


def test_of_a_map_as_small_as_a_stamp_the_colours_stay() -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    MapSlide(journey(24), JOURNEY, Voice("zh"), (0, 0, 30, 20), {"t0": "told"}).draw(slide)
    assert {shape.text_frame.text for shape in shapes(slide)} == {""}
    assert "told" in [name for shape in slide.shapes for name in shape._element.xpath(".//p:cNvPr/@descr")]
    assert Presentation(io.BytesIO(saved(deck))).slides[0].shapes[0].width.pt < 30


def saved(deck: Any) -> bytes:
    target = io.BytesIO()
    deck.save(target)
    return target.getvalue()


def test_every_text_in_both_languages_is_told_and_longer_ones_stand_in_the_notes() -> None:
    deck = slides_of(journey(24), languages=("en", "zh"))
    said = "\n".join(shape.text_frame.text for slide in deck.slides for shape in shapes(slide))
    assert [place for place in range(24) for text in title_of(place).values() if text not in said] == []
    assert list(faults(deck)) == []
    long = LocalText(en="word " * 3_900)
    deck = slides_of(journey(2, titles={0: long}), languages=("en",))
    assert list(faults(deck)) == []
    notes = [slide.notes_slide.notes_text_frame.text for slide in deck.slides if slide.has_notes_slide]
    assert any(long["en"].strip() in text for text in notes)


def test_shapes_and_connectors_say_what_they_are_to_those_who_cannot_see() -> None:
    state = State([*frame(), *chain_of("a", "b"), way("b", "a", "loop")])
    first = slides_of(state, "j", ("en",)).slides[0]
    described = [shape._element.xpath(".//p:cNvPr/@descr") for shape in first.shapes]
    assert sum(bool(each and each[0]) for each in described) >= 4


def test_slides_take_texts_that_are_no_xml() -> None:
    deck = slides_of(journey(2, titles={0: LocalText(zh="<b>&\u0007]]>")}))
    assert any("<b>&]]>" in shape.text_frame.text for shape in shapes(deck.slides[0]))


def test_an_empty_journey_is_a_slide_with_a_title() -> None:
    assert list(faults(slides_of(State([each for each in frame() if not isinstance(each, Touchpoint)]), "j"))) == []
