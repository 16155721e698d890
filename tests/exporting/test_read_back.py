"""Every edition on every paper, read back from the PDF: all texts there, inside, apart, large enough, in fonts of the file.

A run takes each paper and journey once; `make test-long` takes all of them together, and journeys of 600 touchpoints.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from journeymap.exporting.editions import Made, Wish, made, written
from journeymap.exporting.poster import PosterOptions
from journeymap.exporting.public import public_state
from journeymap.exporting.wording import SMALLEST
from journeymap.labels import say
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Expectation, PainPoint
from journeymap.model.text import LocalText
from journeymap.resources import samples
from journeymap.session import Session
from tests.conftest import SCALE
from tests.exporting.documents import texts_of
from tests.exporting.full import full_journey
from tests.exporting.pages import JOURNEY, journey, squeezed
from tests.exporting.reading_back import (
    fonts_missing,
    in_no_piece,
    laid_over,
    outside,
    read_back,
    svg_texts,
    wrong_cards,
)

PAPERS = ("A4", "A3", "A0", "Letter")
LANGUAGES = (("zh",), ("en",), ("en", "zh"))
SAMPLES = {path.stem: path for path in samples()}
JOURNEYS = (*SAMPLES, 2, 60, 600, "full 2", "full 60", "full 600")
SOME = [(name, PAPERS[place % 4], LANGUAGES[place % 3]) for place, name in enumerate(SAMPLES)]
SOME += [(2, "Letter", ("en", "zh")), (60, "A4", ("zh",)), (60, "A0", ("en",))]
SOME += [("full 2", "A4", ("en", "zh")), ("full 2", "A0", ("zh",))]
CASES = list(product(JOURNEYS, PAPERS, LANGUAGES)) if SCALE > 1 else SOME
FEW = CASES if SCALE > 1 else [SOME[0], SOME[1], SOME[-2]]
DATE = "2026-11-01"


def journey_of(which: str | int) -> tuple[State, str]:
    """A sample by its name, or a journey of so many touchpoints with the longest words, or with everything there can be on it."""
    if isinstance(which, str) and which.startswith("full "):
        return full_journey(int(which.removeprefix("full "))), JOURNEY
    if isinstance(which, str):
        state = Session.open_copy(SAMPLES[which]).state
        return state, queries.journeys(state)[0].id
    long = {
        place: LocalText(en=f"Step {place}: {'Rechtsschutzversicherung' * 3}", zh=f"第{place}步" + "（须本人到场）" * 4)
        for place in range(0, which, 7)
    }
    return journey(which, stages=max(which // 30, 2), titles=long), JOURNEY


def wished(edition: str, paper: str, languages: tuple[str, ...]) -> Wish:
    return Wish(edition, PosterOptions(paper, languages=languages, date=DATE))


def assert_well_set(data: bytes, found: Made) -> str:
    """The text of a PDF that has no fault."""
    read = read_back(data)
    assert [words for page in read for words in outside(page)] == []
    assert [pair for page in read for pair in laid_over(page)] == []
    assert fonts_missing(data) == []
    if found.keeps_promise:
        assert min(page.smallest_type for page in read) >= SMALLEST - 0.05
    return "".join(page.text for page in read)


@pytest.mark.timeout(600)
@pytest.mark.parametrize(("which", "paper", "languages"), CASES)
def test_running_text_holds_every_text(which: str | int, paper: str, languages: tuple[str, ...]) -> None:
    state, journey_id = journey_of(which)
    for edition in ("text", "report"):
        found = made(state, journey_id, wished(edition, paper, languages))
        text = assert_well_set(written(found, "pdf"), found)
        for language in languages:
            assert [each for _, _, each in texts_of(state, journey_id, language) if each not in text] == []
        assert found.keeps_promise


@pytest.mark.timeout(600)
@pytest.mark.parametrize(("which", "paper", "languages"), CASES)
def test_the_poster_holds_every_title_or_said_beforehand_which_paper_does(
    which: str | int, paper: str, languages: tuple[str, ...]
) -> None:
    state, journey_id = journey_of(which)
    found = made(state, journey_id, wished("poster", paper, languages))
    text = assert_well_set(written(found, "pdf"), found)
    assert wrong_cards(text, state, journey_id, languages) == []
    drawn = [each for language in languages for each in _drawn(state, journey_id, language)]
    missing = [each for each in drawn if each not in text]
    said = {notice.key: dict(notice.values) for notice in found.notices}
    assert len(missing) <= said.get("print.texts_shortened", {"n": 0})["n"] * len(languages)
    if missing:
        language = languages[0]
        assert any(squeezed(say(f"print.{key}", language)) in text for key in ("shortened", "terse"))
    assert found.keeps_promise or said.keys() & {"print.too_small", "print.too_small_for_all"}
    if found.fits is not None:
        larger = made(state, journey_id, wished("poster", found.fits, languages))
        assert larger.keeps_promise


@pytest.mark.timeout(900)
@pytest.mark.parametrize(("which", "paper", "languages"), FEW)
def test_tiles_hold_all_of_the_poster(which: str | int, paper: str, languages: tuple[str, ...]) -> None:
    state, journey_id = journey_of(which)
    whole = read_back(written(made(state, journey_id, wished("poster", paper, languages)), "pdf"))[0]
    found = made(state, journey_id, wished("tiles", paper, languages))
    data = written(found, "pdf")
    assert fonts_missing(data) == []
    _, *sheets = read_back(data)
    assert len(sheets) == len(found.plans) - 1
    assert in_no_piece(whole, sheets) == []
    if found.keeps_promise:
        assert min(sheet.smallest_type for sheet in sheets) >= SMALLEST - 0.05


@pytest.mark.timeout(600)
@pytest.mark.parametrize(("which", "paper", "languages"), FEW)
def test_the_public_edition_holds_all_that_may_leave(which: str | int, paper: str, languages: tuple[str, ...]) -> None:
    state, journey_id = journey_of(which)
    open_to_all, _ = public_state(state)
    for edition in ("text", "poster"):
        found = made(state, journey_id, replace(wished(edition, paper, languages), public=True))
        text = assert_well_set(written(found, "pdf"), found)
        if edition == "text":
            for language in languages:
                assert [each for _, _, each in texts_of(open_to_all, journey_id, language) if each not in text] == []


@pytest.mark.timeout(600)
@pytest.mark.parametrize(("which", "paper", "languages"), FEW)
def test_the_picture_holds_every_title(which: str | int, paper: str, languages: tuple[str, ...]) -> None:
    state, journey_id = journey_of(which)
    found = made(state, journey_id, wished("picture", paper, languages))
    (width, height), texts = svg_texts(written(found, "svg"))
    assert [each for each in texts if not (each.x >= 0 and 0 < each.y <= height and each.x < width)] == []
    said = squeezed("".join(each.text for each in texts))
    titles = [each.title for each in (*queries.stages(state, journey_id), *queries.touchpoints(state, journey_id))]
    missing = [each[one] for each in titles for one in languages if one in each and squeezed(each[one]) not in said]
    assert len(missing) <= sum(text.text.endswith("…") for text in texts)
    if which in SAMPLES:
        assert missing == [], "real titles fit"


def _drawn(state: State, journey_id: str, language: str) -> list[str]:
    """What a map shows of a journey in one language: titles, conditions, and what is noted on touchpoints."""
    points = queries.touchpoints(state, journey_id)
    notes = [each for point in points for each in queries.subjects_of_touchpoint(state, point.id)]
    texts = [each.title for each in (*queries.stages(state, journey_id), *points)]
    texts += [each.condition for each in queries.connections(state, journey_id)]
    texts += [each.text for each in notes if isinstance(each, Expectation | PainPoint)]
    texts += [each.text for each in queries.journey_opportunities(state, journey_id) if each.kind == "surprise"]
    return [squeezed(each[language]) for each in texts if each.get(language)]


@pytest.mark.timeout(600)
@pytest.mark.parametrize(("which", "paper", "languages"), CASES)
def test_cards_hold_every_touchpoint_and_opportunity(which: str | int, paper: str, languages: tuple[str, ...]) -> None:
    state, journey_id = journey_of(which)
    found = made(state, journey_id, wished("cards", paper, languages))
    text = assert_well_set(written(found, "pdf"), found)
    subjects = [point.title for point in queries.touchpoints(state, journey_id)]
    subjects += [each.text for each in queries.journey_opportunities(state, journey_id)]
    cut = [each[one] for each in subjects for one in languages if one in each and squeezed(each[one]) not in text]
    said = {notice.key: dict(notice.values) for notice in found.notices}
    assert len(cut) <= said.get("print.cards_shortened", {"n": 0})["n"]
    if which in SAMPLES:
        assert cut == [], "real texts fit"
