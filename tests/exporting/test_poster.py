"""Posters hold all they promise: every title to be found, nothing cut, covered or too small, and a word where that cannot be."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from journeymap.exporting import PosterOptions, export_poster, poster
from journeymap.exporting.paper import LARGEST
from journeymap.exporting.plan import Icon, Text
from journeymap.exporting.public import public_state
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Connection, Journey, Lane, Project, Stage, Touchpoint
from journeymap.model.text import LocalText
from journeymap.resources import samples
from journeymap.storage import load_project
from tests.exporting.full import full_journey
from tests.exporting.pages import (
    JOURNEY,
    ink_box,
    journey,
    overlapping,
    pdf_text,
    pdf_text_boxes,
    squeezed,
    text_faults,
    title_of,
)
from tests.strategies import SCALE, projects

LANGUAGES = [("zh",), ("en",), ("zh", "en")]


@pytest.mark.parametrize("languages", LANGUAGES, ids="+".join)
@pytest.mark.parametrize("count", [0, 1, 7, 24])
def test_every_title_is_on_the_page_and_no_text_is_cut_or_covered(count: int, languages: tuple[str, ...]) -> None:
    state = journey(count)
    made = poster(state, JOURNEY, PosterOptions("A3", languages=languages))
    assert text_faults(made.plan) == []
    found = pdf_text(export_poster(state, JOURNEY, PosterOptions("A3", languages=languages)).data)
    for language in languages:
        for place in range(count):
            assert squeezed(title_of(place)[language]) in found
        assert squeezed({"zh": "搬家“一件事”", "en": "Moving house"}[language]) in found


def test_sixty_touchpoints_in_bands_on_a_standing_page() -> None:
    made = poster(journey(60, stages=9, lanes=5), JOURNEY, PosterOptions("A0", "portrait", ("zh",)))
    assert made.keeps_promise
    assert text_faults(made.plan) == []
    assert {text.text for text in made.plan.texts} >= {str(number) for number in range(1, 61)}


@pytest.mark.parametrize("path", samples(), ids=lambda path: path.stem)
def test_samples_keep_their_promise_on_some_paper(path) -> None:  # type: ignore[no-untyped-def]
    state = State(load_project(path).records)
    for each in queries.journeys(state):
        made = poster(state, each.id, PosterOptions("A1", languages=queries.project(state).languages[:1]))
        assert text_faults(made.plan) == []
        assert made.keeps_promise
        assert made.plan.smallest_type >= 9 * 0.995


@pytest.mark.parametrize("orientation", ["landscape", "portrait"])
def test_a_page_too_small_names_the_paper_that_fits_and_is_right(orientation: str) -> None:
    state = journey(24)
    small = poster(state, JOURNEY, PosterOptions("A4", orientation, ("zh",)))
    assert not small.keeps_promise
    assert small.fits is not None
    assert small.fits in small.notices[0].said("en")
    assert small.fits in small.notices[0].said("zh")
    large = poster(state, JOURNEY, PosterOptions(small.fits, orientation, ("zh",)))
    assert large.keeps_promise
    assert min(text.size for text in large.plan.texts) >= 9 * 0.995


def test_a_fitted_page_has_the_promised_size_exactly_and_all_texts_whole() -> None:
    made = poster(journey(24), JOURNEY, PosterOptions("fitted", languages=("en",), smallest=8))
    assert made.plan.smallest_type == pytest.approx(8)
    assert not [text.text for text in made.plan.texts if text.text.endswith("…")]
    assert made.notices == ()


def test_titles_of_any_length_and_kind_stay_inside_their_cards() -> None:
    titles = {
        0: LocalText(
            zh="在住院期间由责任护士协助通过国家医保服务平台小程序办理异地就医临时备案并确认备案信息已经生效" * 4
        ),
        1: LocalText(zh="Rechtsschutzversicherungsgesellschaften-Antragsformularprüfungsstelle"),
        2: LocalText(zh="（（（《《《“““，，，。。。！！！"),
        3: LocalText(zh="👩‍👩‍👧 家庭 😀 签字 ✍️"),
        4: LocalText(zh="镕堃喆𬭎𫟹㛃"),
        5: LocalText(zh="第一行\n第二行\n\n第四行"),
    }
    made = poster(journey(9, titles=titles), JOURNEY, PosterOptions("A2", languages=("zh",)))
    assert text_faults(made.plan) == []
    assert any("shortened" in notice.said("en") for notice in made.notices)
    assert any("全文见报告" in text.text for text in made.plan.texts)


def test_characters_that_no_font_has_are_named_and_never_a_silent_box() -> None:
    state = journey(3, titles={1: LocalText(zh="办理\U000e0041登记\ue000")})
    made = export_poster(state, JOURNEY, PosterOptions(languages=("zh",)))
    said = " ".join(notice.said("zh") for notice in made.notices)
    assert "U+E000" in said
    assert "U+E0041" in said
    assert "办理□登记□" in pdf_text(made.data)


def test_a_journey_without_stages_says_what_to_do() -> None:
    state = State([Project(id="p"), Journey(id=JOURNEY, title=LocalText(zh="空白"))])
    data = export_poster(state, JOURNEY, PosterOptions("A4", languages=("zh",))).data
    assert "添加阶段和触点" in pdf_text(data)


def test_an_unknown_journey_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        poster(journey(1), "nowhere", PosterOptions())


def test_texts_as_a_reader_of_the_pdf_finds_them_do_not_overlap_or_leave_the_page() -> None:
    data = export_poster(journey(24), JOURNEY, PosterOptions("A2", languages=("zh", "en"))).data
    boxes, (width, height) = pdf_text_boxes(data)
    assert len(boxes) > 150
    assert all(left >= 0 and low >= 0 and right <= width and top <= height for _, (left, low, right, top) in boxes)
    assert overlapping(boxes, allowed=0.6) == []


def test_cards_show_channel_face_and_counts() -> None:
    icons = [mark.name for mark in poster(journey(7), JOURNEY, PosterOptions()).plan.marks if isinstance(mark, Icon)]
    for name in (
        "channel_counter",
        "channel_app",
        "emotion_minus2",
        "emotion_plus2",
        "expectation",
        "pain_point",
        "surprise",
    ):
        assert icons.count(name) >= 2


def test_the_page_in_words_tells_stages_ways_and_feelings() -> None:
    words = poster(journey(7), JOURNEY, PosterOptions(languages=("en",))).plan.alternative
    assert "Stage 1, Stage 1: Step 000 at the desk, Step 001 at the desk" in words
    assert "Step 005 at the desk → Step 002 at the desk (20 %)" in words
    assert "Step 000 at the desk −2" in words


def test_the_head_says_who_approved_the_journey_but_not_to_the_public() -> None:
    state = journey(2)
    found = state.get(Journey, JOURNEY)
    assert found is not None
    told = {"review": "approved", "review_by": "Ada King", "review_on": "2026-11-28"}
    state = state.with_records([found.model_copy(update=told)])

    def head(state: State, language: str) -> str:
        page = poster(state, JOURNEY, PosterOptions(languages=(language,)))  # type: ignore[arg-type]
        return " ".join(mark.text for mark in page.plan.marks if isinstance(mark, Text))

    assert "Approved by Ada King on 2026-11-28" in head(state, "en")
    assert "已批准（Ada King，2026-11-28）" in head(state, "zh")
    assert "Approved (2026-11-28)" in head(public_state(state)[0], "en")
    draft = state.with_records([found.model_copy(update={**told, "review": "draft"})])
    assert "Draft" in head(draft, "en") and "Ada" not in head(draft, "en")


def test_a_band_tells_where_its_ways_go_on() -> None:
    """Cut into bands, each way that leaves one is continued in another under the number of its touchpoint."""
    state = journey(40, stages=8, lanes=3)
    plan = poster(state, JOURNEY, PosterOptions("A2", "portrait", ("en",))).plan
    heads = sorted({round(text.y) for text in plan.texts if text.text.endswith(("Stage 1", "Stage 8"))})
    assert len(heads) == 2, "the map stands in bands"
    right = max(ink_box(text)[2] for text in plan.texts if text.text.isdigit())
    assert right <= plan.width


@settings(max_examples=8 * SCALE)
@given(projects(max_records=40))
def test_any_project_makes_a_page_without_faults(records) -> None:  # type: ignore[no-untyped-def]
    state = State(records)
    for each in queries.journeys(state)[:2]:
        made = poster(state, each.id, PosterOptions("A3", languages=("zh", "en"), date="2026-11-22"))
        assert text_faults(made.plan) == []


def test_a_chain_that_runs_backwards_and_in_circles_is_drawn() -> None:
    lane, stages = (
        Lane(id="l", journey_id=JOURNEY),
        [Stage(id=f"s{n}", journey_id=JOURNEY, order=f"A{n}") for n in range(3)],
    )
    points = [
        Touchpoint(id=f"t{n}", journey_id=JOURNEY, stage_id=f"s{2 - n}", lane_id="l", emotion=n - 1, title=title_of(n))
        for n in range(3)
    ]
    ways = [
        Connection(id=f"c{a}{b}", journey_id=JOURNEY, source_id=f"t{a}", target_id=f"t{b}")
        for a, b in ((0, 1), (1, 2), (2, 0), (1, 1))
    ]
    state = State([Project(id="p"), Journey(id=JOURNEY), lane, *stages, *points, *ways])
    assert text_faults(poster(state, JOURNEY, PosterOptions(languages=("en",))).plan) == []


@pytest.mark.parametrize(
    ("state", "keeps"), [(journey(300, stages=14), True), (full_journey(150), True)], ids=["long", "full"]
)
def test_a_page_fitted_to_a_long_map_goes_in_bands_before_its_type_gets_small(state: State, keeps: bool) -> None:
    made = poster(state, JOURNEY, PosterOptions("fitted", languages=("en",)))
    assert max(made.plan.width, made.plan.height) <= LARGEST + 0.01
    assert made.keeps_promise is keeps
    assert made.plan.smallest_type >= 9 * 0.995
