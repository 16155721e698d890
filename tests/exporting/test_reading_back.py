"""The checker itself: a page that is spoilt on purpose does not pass."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from journeymap.exporting.editions import Wish, made, written
from journeymap.exporting.plan import Mark, Plan, Text
from journeymap.exporting.poster import PosterOptions
from journeymap.exporting.wording import SMALLEST
from tests.exporting.pages import JOURNEY, journey, squeezed, title_of
from tests.exporting.reading_back import in_no_piece, laid_over, outside, read_back, wrong_cards

LANGUAGES = ("zh",)
TITLE = title_of(3)["zh"]


def faults(change: Callable[[Text, Plan], Mark | None]) -> set[str]:
    """What the checker says about the poster of nine touchpoints in which texts were changed or taken out."""
    state = journey(9)
    found = made(state, JOURNEY, Wish("poster", PosterOptions("A1", languages=LANGUAGES)))
    (plan,) = found.plans
    changed = (change(mark, plan) if isinstance(mark, Text) else mark for mark in plan.marks)
    spoilt = replace(plan, marks=tuple(mark for mark in changed if mark is not None))
    (page,) = read_back(written(found._replace(plans=(spoilt,)), "pdf"))
    said = {
        "outside": bool(outside(page)),
        "over another": bool(laid_over(page)),
        "too small": page.smallest_type < SMALLEST - 0.05,
        "not there": squeezed(TITLE) not in page.text,
        "wrong card": bool(wrong_cards(page.text, state, JOURNEY, LANGUAGES)),
    }
    return {name for name, is_so in said.items() if is_so}


def _other(plan: Plan) -> Text:
    return next(each for each in plan.texts if each.text == title_of(0)["zh"])


def _moved(text: Text, plan: Plan) -> Text:
    """A title half a line below another one."""
    there = _other(plan)
    return replace(text, x=there.x, y=there.y + there.size / 2) if text.text == TITLE else text


def _counts(text: Text, plan: Plan) -> Text:
    """The first count on a card, which follows its title, one higher."""
    texts = list(plan.texts)
    count = texts[texts.index(_other(plan)) + 1]
    return replace(text, text=str(int(count.text) + 1)) if text is count else text


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda text, _: None if text.text == TITLE else text, "not there"),
        (lambda text, _: replace(text, text="办理") if text.text == TITLE else text, "not there"),
        (_moved, "over another"),
        (lambda text, plan: replace(text, x=plan.width - 9) if text.text == TITLE else text, "outside"),
        (lambda text, _: replace(text, size=6.0) if text.text == TITLE else text, "too small"),
        (_counts, "wrong card"),
        (lambda text, _: None if text.text == "L4" else text, "wrong card"),
    ],
    ids=[
        "text dropped",
        "text cut",
        "shifted over another",
        "shifted out",
        "type shrunk",
        "count changed",
        "level dropped",
    ],
)
def test_what_is_spoilt_is_found(change: Callable[[Text, Plan], Mark | None], fault: str) -> None:
    assert fault in faults(change)


def test_a_sound_page_passes() -> None:
    assert faults(lambda text, _: text) == set()


def test_a_sheet_that_is_missing_is_found() -> None:
    state = journey(9)
    page = PosterOptions("A2", languages=LANGUAGES)
    (whole,) = read_back(written(made(state, JOURNEY, Wish("poster", page)), "pdf"))
    _, *sheets = read_back(written(made(state, JOURNEY, Wish("tiles", page)), "pdf"))
    assert in_no_piece(whole, sheets) == []
    assert all(in_no_piece(whole, sheets[:place] + sheets[place + 1 :]) for place in range(len(sheets)))
