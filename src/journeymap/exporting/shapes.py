"""Outlines of marks as path pieces, shared by all that draw a plan: ("M", x, y), ("L", x, y), ("C", six numbers), ("Z",)."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache

from journeymap.exporting.plan import Box, Curve, Place, Polygon, Polyline
from journeymap.resources import resource

Piece = tuple[str | float, ...]
_ROUND = 0.5523  # how far the control points of a quarter circle lie from its ends


def outline(mark: Box | Polyline | Curve | Polygon) -> list[Piece]:
    """The path of a mark; of a polyline without its arrow head."""
    match mark:
        case Box():
            return _box(mark)
        case Polyline():
            return rounded(_shaft(mark), mark.radius)
        case Curve(points):
            steps = range(1, len(points) - 2, 3)
            return [("M", *points[0]), *(("C", *points[at], *points[at + 1], *points[at + 2]) for at in steps)]
        case Polygon(points):
            return [("M", *points[0]), *(("L", *point) for point in points[1:]), ("Z",)]


def _box(box: Box) -> list[Piece]:
    x, y, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    r = min(box.radius, box.width / 2, box.height / 2)
    if r <= 0:
        return [("M", x, y), ("L", right, y), ("L", right, bottom), ("L", x, bottom), ("Z",)]
    k = r * (1 - _ROUND)
    return [
        ("M", x + r, y), ("L", right - r, y), ("C", right - k, y, right, y + k, right, y + r),
        ("L", right, bottom - r), ("C", right, bottom - k, right - k, bottom, right - r, bottom),
        ("L", x + r, bottom), ("C", x + k, bottom, x, bottom - k, x, bottom - r),
        ("L", x, y + r), ("C", x, y + k, x + k, y, x + r, y), ("Z",),
    ]  # fmt: skip


def rounded(points: Sequence[Place], radius: float) -> list[Piece]:
    """Straight pieces whose corners are rounded as far as the pieces allow."""
    path: list[Piece] = [("M", *points[0])]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        into, out = math.dist(before, corner), math.dist(corner, after)
        cut = min(radius, into / 2, out / 2)
        if cut < 0.01:
            path.append(("L", *corner))
            continue
        start = _towards(corner, before, cut)
        end = _towards(corner, after, cut)
        path.append(("L", *start))
        path.append(("C", *_towards(corner, start, cut * 0.45), *_towards(corner, end, cut * 0.45), *end))
    path.append(("L", *points[-1]))
    return path


def _towards(start: Place, end: Place, way: float) -> Place:
    whole = math.dist(start, end)
    if whole == 0:
        return start
    return start[0] + (end[0] - start[0]) * way / whole, start[1] + (end[1] - start[1]) * way / whole


def _shaft(line: Polyline) -> Sequence[Place]:
    """The points of a line, its end drawn back so that it does not show beside the tip of its arrow."""
    if not line.arrow or len(line.points) < 2:
        return line.points
    *kept, last = line.points
    return [*kept, _towards(last, kept[-1], min(line.arrow * 0.8, math.dist(last, kept[-1])))]


def arrow_head(line: Polyline) -> list[Piece]:
    """The filled triangle at the end of a line; empty for a line without an arrow."""
    if not line.arrow or len(line.points) < 2:
        return []
    tip, before = line.points[-1], line.points[-2]
    whole = math.dist(tip, before) or 1.0
    along = (tip[0] - before[0]) / whole, (tip[1] - before[1]) / whole
    base = tip[0] - along[0] * line.arrow, tip[1] - along[1] * line.arrow
    half = line.arrow * 0.42
    return [
        ("M", *tip),
        ("L", base[0] - along[1] * half, base[1] + along[0] * half),
        ("L", base[0] + along[1] * half, base[1] - along[0] * half),
        ("Z",),
    ]


@cache
def icon_path(name: str) -> tuple[Piece, ...]:
    """The strokes of an icon on its grid of 24 by 24, y downwards. Raises KeyError for an unknown name."""
    return tuple(piece for stroke in _icons()[name] for piece in _pieces(stroke))


def _pieces(stroke: list[str | float]) -> list[Piece]:
    starts = [place for place, each in enumerate(stroke) if isinstance(each, str)]
    return [tuple(stroke[start:end]) for start, end in zip(starts, [*starts[1:], len(stroke)], strict=True)]


@cache
def _icons() -> dict[str, list[list[str | float]]]:
    table: dict[str, list[list[str | float]]] = json.loads(resource("icons.json").read_bytes())
    return table
