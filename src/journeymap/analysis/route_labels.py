"""Where the labels of routes lie: on their own route, clear of cards, of other labels and of other routes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from journeymap.analysis.geometry import Metrics, Rect

_BUCKET = 320.0
Point = tuple[float, float]


class _Taken:
    """Rectangles found again by place, for quick questions of what is in the way."""

    def __init__(self) -> None:
        self._buckets: dict[tuple[int, int], list[tuple[float, float, float, float, str]]] = {}

    @staticmethod
    def _keys(left: float, top: float, right: float, bottom: float) -> Iterator[tuple[int, int]]:
        for column in range(int(left // _BUCKET), int(right // _BUCKET) + 1):
            for row in range(int(top // _BUCKET), int(bottom // _BUCKET) + 1):
                yield column, row

    def add(self, left: float, top: float, right: float, bottom: float, owner: str = "") -> None:
        for key in self._keys(left, top, right, bottom):
            self._buckets.setdefault(key, []).append((left, top, right, bottom, owner))

    def hit(self, left: float, top: float, right: float, bottom: float, owner: str) -> bool:
        """Whether anything of another owner shares more than a border with a rectangle."""
        for key in self._keys(left, top, right, bottom):
            for one_left, one_top, one_right, one_bottom, one_owner in self._buckets.get(key, ()):
                if one_owner == owner:
                    continue
                if one_left < right and left < one_right and one_top < bottom and top < one_bottom:
                    return True
        return False


def placed_labels(
    cards: Iterable[Rect],
    lines: Mapping[str, Sequence[Point]],
    sizes: Mapping[str, tuple[float, float]],
    metrics: Metrics,
    *,
    crossing: bool,
) -> dict[str, Rect]:
    """A place for each label that finds one. With `crossing` it may lie over a route, never over a card or label."""
    solid, thin = _Taken(), _Taken()
    gap = metrics.label_gap
    for card in cards:
        solid.add(card.x - gap, card.y - gap, card.right + gap, card.bottom + gap)
    for key, points in lines.items():
        for (x, y), (to_x, to_y) in pairwise(points):
            thin.add(min(x, to_x) - 2, min(y, to_y) - 2, max(x, to_x) + 2, max(y, to_y) + 2, key)
    found: dict[str, Rect] = {}
    waiting = [key for key in lines if key in sizes]
    for over_lines in (False, True) if crossing else (False,):
        left_over = []
        for key in waiting:
            for rect in _candidates(lines[key], sizes[key], metrics, tight=over_lines):
                box = (rect.x, rect.y, rect.right, rect.bottom)
                if not solid.hit(*box, key) and (over_lines or not thin.hit(*box, key)):
                    found[key] = rect
                    solid.add(rect.x - gap, rect.y - gap, rect.right + gap, rect.bottom + gap, key)
                    break
            else:
                left_over.append(key)
        waiting = left_over
    return found


def _candidates(points: Sequence[Point], size: tuple[float, float], metrics: Metrics, *, tight: bool) -> Iterator[Rect]:
    """Places on a route: level runs first, those at its ends before others; in each the middle first."""
    width, height = size
    runs = list(pairwise(points))
    arrow = metrics.clearance + 2
    outer = (0, len(runs) - 1)
    order = sorted(range(len(runs)), key=lambda each: (not _is_level(runs[each]), each not in outer, -each))
    for place in order:
        (x, y), (to_x, to_y) = runs[place]
        level = _is_level(runs[place])
        extent = width if level else height
        length = abs(to_x - x) + abs(to_y - y)
        before, after = (0.0 if tight else 6.0), (arrow if place == len(runs) - 1 else 0.0 if tight else 6.0)
        spare = length - extent - before - after
        if spare < 0:
            continue
        for part in (0.5, 1.0, 0.75, 0.25, 0.0) if spare > 1 else (0.5,):
            along = before + part * spare + extent / 2
            ratio = along / length
            middle_x, middle_y = x + (to_x - x) * ratio, y + (to_y - y) * ratio
            yield Rect(middle_x - width / 2, middle_y - height / 2, width, height)


def _is_level(run: tuple[Point, Point]) -> bool:
    return run[0][1] == run[1][1]
