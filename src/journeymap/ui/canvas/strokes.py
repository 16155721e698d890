"""How a connection's line is drawn: its pen, and its way cut into straight pieces.

Qt strokes a path anew at every painting, whole even where little of it is in sight; short opaque straight pieces it draws
many times faster. So corners are rounded and dashes are cut here, once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import cycle, pairwise
from math import hypot

from PySide6.QtCore import QLineF
from PySide6.QtGui import QColor, QPen

from journeymap.ui.theme import theme

Point = tuple[float, float]
RADIUS = 9.0
BEND = (0.25, 0.5, 0.75, 1.0)
"""Where a rounded corner is cut."""
STRONG, WEAK = 2.2, 1.4
FAINT = 0.6
"""How much of its colour a connection keeps that is not on the chosen path."""
_DASHES: dict[str, tuple[float, ...]] = {"loop": (4, 3), "recovery": (6, 3), "information": (1.5, 3)}
"""By kind, in widths of the line: how long it is drawn and left out."""


def line_pen(kind: str, *, strong: bool, active: bool = False, selected: bool = False, dashed: bool = False) -> QPen:
    """The pen of a connection: darker on the chosen path, in the accent colour where it is active.

    `dashed` by its kind only for whoever does not draw pieces, which are dashed themselves.
    """
    t = theme()
    value = t.accent if active else t.ink_2 if strong else t.connection
    width = STRONG if strong or selected else WEAK
    return _pen(value, "" if strong or active else t.canvas, width, _DASHES.get(kind, ()) if dashed else ())


@lru_cache(maxsize=256)
def _pen(value: str, ground: str, width: float, dashes: tuple[float, ...]) -> QPen:
    colour = QColor(value)
    if ground:  # opaque, since Qt takes three times as long to let the ground shine through
        below = QColor(ground)
        pairs = ((colour.red(), below.red()), (colour.green(), below.green()), (colour.blue(), below.blue()))
        colour = QColor(*(round(FAINT * over + (1 - FAINT) * under) for over, under in pairs))
    found = QPen(colour, width)
    if dashes:
        found.setDashPattern(dashes)
    return found


def pieces(points: Sequence[Point], kind: str, width: float) -> list[QLineF]:
    """An upright polyline with rounded corners as straight pieces, dashed as its kind asks for."""
    course = list(_rounded(points))
    dashes = _DASHES.get(kind)
    if dashes is None:
        return [QLineF(*one, *other) for one, other in pairwise(course)]
    return list(_dashed(course, [width * each for each in dashes]))


def _rounded(points: Sequence[Point]) -> Iterator[Point]:
    yield points[0]
    for (x, y), (corner_x, corner_y), (to_x, to_y) in zip(points, points[1:], points[2:], strict=False):
        before, after = abs(corner_x - x) + abs(corner_y - y), abs(to_x - corner_x) + abs(to_y - corner_y)
        if not before or not after:
            continue
        room = min(RADIUS, before / 2, after / 2)
        start_x, start_y = corner_x + (x - corner_x) * room / before, corner_y + (y - corner_y) * room / before
        end_x, end_y = corner_x + (to_x - corner_x) * room / after, corner_y + (to_y - corner_y) * room / after
        yield start_x, start_y
        for part in BEND:
            rest = 1 - part
            bend, far = 2 * part * rest, part * part
            yield (
                rest * rest * start_x + bend * corner_x + far * end_x,
                rest * rest * start_y + bend * corner_y + far * end_y,
            )
    yield points[-1]


def _dashed(course: Sequence[Point], lengths: Sequence[float]) -> Iterator[QLineF]:
    """The drawn parts of a line; a dash goes on round a corner."""
    turns = cycle(enumerate(lengths))
    turn, left = next(turns)
    for (x, y), (to_x, to_y) in pairwise(course):
        length, at = hypot(to_x - x, to_y - y), 0.0
        while at < length:
            step = min(left, length - at)
            if turn % 2 == 0:
                one, other = at / length, (at + step) / length
                yield QLineF(x + (to_x - x) * one, y + (to_y - y) * one, x + (to_x - x) * other, y + (to_y - y) * other)
            at += step
            left -= step
            if left <= 0:
                turn, left = next(turns)
