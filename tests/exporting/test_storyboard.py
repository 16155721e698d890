"""Pictures on poster and paper cards: in their place, clean, said in words, and never in the way of what is written."""

from __future__ import annotations

import io

import page
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from journeymap.exporting import PosterOptions, Wish, export, made
from journeymap.exporting.plan import Box, Icon, Mark, Open, Picture, Plan, Polygon, Polyline
from journeymap.model.document import State
from journeymap.model.records import Media, ModelLink, Persona, Touchpoint
from journeymap.model.text import LocalText
from tests.exporting.full import full_journey
from tests.exporting.pages import JOURNEY, Rectangle, journey, text_faults
from tests.exporting.test_picture_metadata import SECRETS, written

SHA = "a" * 64


def pictured(journey: State) -> State:
    """Each touchpoint and the persona with a picture."""
    media = Media(id="m", sha256=SHA, mime="image/jpeg", alternative_text=LocalText(en="The desk", zh="办事窗口"))
    records = (
        each.model_copy(update={"media_id": "m"}) if isinstance(each, Touchpoint | Persona) else each
        for each in journey
    )
    return State([*records, media])


def drawn(plan: Plan) -> list[Picture]:
    return [mark for mark in plan.marks if isinstance(mark, Picture)]


@pytest.mark.parametrize("languages", [("zh",), ("en", "zh")])
@pytest.mark.parametrize("paper", ["A4", "A1", "fitted"])
def test_the_poster_shows_every_touchpoint_and_portrait(paper: str, languages: tuple[str, ...]) -> None:
    wish = Wish("poster", PosterOptions(paper, languages=languages))
    (plan,) = made(pictured(journey(9)), JOURNEY, wish, {SHA: written("jpeg")}).plans
    pictures = drawn(plan)
    assert len(pictures) == 10
    for place, one in enumerate(pictures):
        assert 0 <= one.x < one.x + one.width <= plan.width
        assert 0 <= one.y < one.y + one.height <= plan.height
        assert one.width / one.height == pytest.approx(40 / 60, rel=0.01)
        for other in pictures[place + 1 :]:
            assert one.x + one.width <= other.x or other.x + other.width <= one.x or one.y + one.height <= other.y
    assert text_faults(plan) == []
    assert ("办事窗口" if languages[0] == "zh" else "The desk") in plan.alternative


def test_a_poster_without_room_shows_some_and_says_how_many_more_there_are() -> None:
    wish = Wish("poster", PosterOptions("A2", languages=("en",)))
    (plan,) = made(pictured(full_journey(24)), JOURNEY, wish, {SHA: written("jpeg")}).plans
    shown = len(drawn(plan)) - 1
    left_out = sum(int(text.text.split()[2]) for text in plan.texts if text.text.endswith("more in the report"))
    assert 4 <= shown < 24
    assert shown + left_out == 24
    assert text_faults(plan) == []


@pytest.mark.parametrize("edition", ["poster", "tiles", "cards"])
def test_pictures_are_clean_and_in_the_structure(edition: str) -> None:
    wish = Wish(edition, PosterOptions("A3", languages=("en",), date="2026-11-01"), public=True)
    found = export(pictured(journey(9)), JOURNEY, wish, "pdf", {SHA: written("jpeg")}).data
    assert [secret for secret in SECRETS if secret in found] == []
    assert list(page.validate_pdf_bytes(found, profile=page.ValidationProfile.PDF_UA_1).failures) == []
    document = pypdfium2.PdfDocument(io.BytesIO(found))
    try:
        objects = [each for sheet in document for each in sheet.get_objects(max_depth=5)]
        assert any(each.type == pdfium.FPDF_PAGEOBJ_IMAGE for each in objects)
    finally:
        document.close()


def test_a_card_shows_its_picture_beside_the_title() -> None:
    wish = Wish("cards", PosterOptions("A4", languages=("en", "zh")))
    plans = made(pictured(journey(9)), JOURNEY, wish, {SHA: written("jpeg")}).plans
    assert sum(len(drawn(plan)) for plan in plans) == 9
    figures = [mark.element for plan in plans for mark in plan.marks if isinstance(mark, Open)]
    assert sum(each.kind == "Figure" and each.alternative == "The desk" for each in figures) == 9
    for plan in plans:
        assert text_faults(plan) == []
        for picture in drawn(plan):
            assert not [
                text.text
                for text in plan.texts
                if text.x < picture.x + picture.width and text.x + text.width > picture.x
                and text.y - text.size < picture.y + picture.height and text.y > picture.y
            ]  # fmt: skip


def test_a_title_goes_before_a_picture_on_a_card() -> None:
    long = LocalText(en="A very long title of what happens at the desk, told in many words and clauses, " * 2)
    state = State(
        each.model_copy(update={"title": long}) if isinstance(each, Touchpoint) else each
        for each in pictured(journey(2))
    )
    found = made(state, JOURNEY, Wish("cards", PosterOptions("A4", languages=("en",))), {SHA: written("jpeg")})
    assert [drawn(plan) for plan in found.plans] == [[]]


@pytest.mark.parametrize("edition", ["poster", "cards"])
def test_what_is_no_picture_is_left_out(edition: str) -> None:
    found = made(pictured(journey(9)), JOURNEY, Wish(edition, PosterOptions("A3")), {SHA: b"no picture"})
    assert [drawn(plan) for plan in found.plans if drawn(plan)] == []


ELEMENTS = ("el-leadership-management", "el-service-culture", "el-experience-design", "el-monitoring")


def test_signs_of_a_crowded_card_stand_apart() -> None:
    """Number, channel, goal, moment of truth, four dimensions and a face in the width of the narrowest card."""
    crowded = {"is_goal": True, "moment_of_truth": True, "channel": "counter", "emotion": 1}
    points = [
        each.model_copy(update=crowded) if isinstance(each, Touchpoint) else each
        for each in journey(12)
        if not isinstance(each, ModelLink)
    ]
    links = [
        ModelLink(
            id=f"x{place}-{each}", subject_id=f"t{place}", element_id=each, relation=("lacks", "serves")[place % 2]
        )
        for place in range(12)
        for each in ELEMENTS
    ]
    (plan,) = made(State([*points, *links]), JOURNEY, Wish("picture", PosterOptions(languages=("zh",)))).plans
    cards = [mark for mark in plan.marks if isinstance(mark, Box) and mark.radius == 6 and mark.width > 100]
    assert len(cards) == 12
    for card in cards:
        signs = [box for box in map(_extent, plan.marks) if box and _inside(box, card)]
        assert len(signs) >= 8
        for place, one in enumerate(signs):
            for other in signs[place + 1 :]:
                across = min(one[2], other[2]) - max(one[0], other[0])
                down = min(one[3], other[3]) - max(one[1], other[1])
                assert across <= 0.5 or down <= 0.5 or _holds(one, other) or _holds(other, one)


def _extent(mark: Mark) -> Rectangle | None:
    match mark:
        case Icon():
            return mark.x, mark.y, mark.x + mark.size, mark.y + mark.size
        case Box():
            return mark.x, mark.y, mark.x + mark.width, mark.y + mark.height
        case Polygon() | Polyline():
            across, down = zip(*mark.points, strict=True)
            return min(across), min(down), max(across), max(down)
    return None


def _inside(box: Rectangle, card: Box) -> bool:
    """In the upper part of a card, right of its bar."""
    return card.x + 6 < box[0] and box[2] < card.x + card.width and card.y < box[1] and box[3] < card.y + 19.6


def _holds(one: Rectangle, other: Rectangle) -> bool:
    return (
        one[0] <= other[0] + 0.5 and one[1] <= other[1] + 0.5 and one[2] >= other[2] - 0.5 and one[3] >= other[3] - 0.5
    )
