"""Pages in colour, in grey and in black: every text stands out from its ground, on paper and after a black-and-white copier."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest

from journeymap.exporting.editions import Wish, made
from journeymap.exporting.palette import PALETTES
from journeymap.exporting.plan import Box, Plan, Polygon, Text
from journeymap.exporting.poster import PosterOptions
from journeymap.model import queries
from journeymap.resources import samples
from journeymap.session import Session
from tests.exporting.pages import ink_box

ENOUGH = 4.5
Light = Callable[[str], tuple[float, float, float]]


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _copied(colour: str) -> tuple[float, float, float]:
    """What a copier without colour makes of it (the luma of ITU-R BT.601)."""
    red, green, blue = _parts(colour)
    grey = 0.299 * red + 0.587 * green + 0.114 * blue
    return grey, grey, grey


def _luminance(parts: tuple[float, float, float]) -> float:
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str, seen: Light) -> float:
    """The contrast of two colours as WCAG 2 counts it, from 1 to 21."""
    low, high = sorted((_luminance(seen(one)), _luminance(seen(other))))
    return (high + 0.05) / (low + 0.05)


def grounds(plan: Plan) -> Iterator[tuple[Text, str]]:
    """Each text with the colour of the area painted last under its middle."""
    for place, text in enumerate(plan.marks):
        if not isinstance(text, Text):
            continue
        left, top, right, bottom = ink_box(text)
        x, y = (left + right) / 2, (top + bottom) / 2
        under = "#FFFFFF"
        for mark in plan.marks[:place]:
            if isinstance(mark, Box | Polygon) and mark.fill and _covers(mark, x, y):
                under = mark.fill
        yield text, under


def _covers(mark: Box | Polygon, x: float, y: float) -> bool:
    if isinstance(mark, Box):
        return mark.x <= x <= mark.x + mark.width and mark.y <= y <= mark.y + mark.height
    across, up = zip(*mark.points, strict=True)
    return min(across) <= x <= max(across) and min(up) <= y <= max(up)


@pytest.mark.parametrize("seen", [_parts, _copied], ids=["printed", "copied"])
@pytest.mark.parametrize("colours", PALETTES)
@pytest.mark.parametrize("edition", ["poster", "report", "cards"])
def test_every_text_stands_out_from_its_ground(edition: str, colours: str, seen: Light) -> None:
    state = Session.open_copy(samples()[-1]).state
    journey_id = queries.journeys(state)[0].id
    page = PosterOptions("A1" if edition == "poster" else "A4", languages=("en", "zh"), colours=colours)
    plans = made(state, journey_id, Wish(edition, page)).plans
    faint = {
        (text.colour, ground): text.text
        for plan in plans for text, ground in grounds(plan) if contrast(text.colour, ground, seen) < ENOUGH
    }  # fmt: skip
    assert faint == {}


@pytest.mark.parametrize("colours", ["grey", "ink"])
@pytest.mark.parametrize("edition", ["poster", "report", "cards"])
def test_grey_and_ink_use_no_colour(edition: str, colours: str) -> None:
    state = Session.open_copy(samples()[0]).state
    page = PosterOptions(colours=colours)
    found = {
        colour
        for plan in made(state, queries.journeys(state)[0].id, Wish(edition, page)).plans
        for mark in plan.marks for name in ("colour", "fill", "stroke") if (colour := getattr(mark, name, None))
    }  # fmt: skip
    assert found
    assert [colour for colour in found if not colour[1:3] == colour[3:5] == colour[5:7]] == []


def test_steps_stay_apart_in_grey() -> None:
    """The bars of feelings run from dark to light and each differs from the next by more than a copier blurs."""
    bars = [_luminance(_parts(colour)) ** (1 / 2.2) for colour in PALETTES["grey"].bars]
    assert all(after - before > 0.12 for before, after in pairwise(bars))
