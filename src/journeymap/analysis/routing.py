"""The course of connections between cards: the sides they leave and enter, the channels they follow, where they turn.

The edges of all cards cut the map into tiles. A course is a chain of straight runs along free rows and columns of
tiles; for each connection a few plain courses are compared, and only where cards placed by hand block them all is a way
searched. Exact coordinates come later, from `tracks`.
"""

from __future__ import annotations

import heapq
import math
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from journeymap.analysis.geometry import Rect

BEND, CROSSING, BESIDE = 60.0, 90.0, 4.0
"""What a bend, a crossing and a tile shared with a parallel run cost, in map units of detour."""
AGAINST = 90.0
"""What it costs to leave on the left or enter on the right, against the direction of reading."""
ROUNDABOUT = 3 * BEND + 3 * CROSSING
"""Courses of three bends and more are tried only where a simpler one costs this more than the distance of the cards."""
NARROW = 36.0
"""Tiles narrower than this are a poor place for a straight way from card to card."""
TRIED = 3
"""As many channels are tried at each end of a connection that spans many."""

Side = str
"""`left`, `right`, `top` or `bottom` of a card."""
Run = tuple[bool, int]
"""A straight run: whether it is level, and its row (or column) of tiles."""
_Extent = tuple[bool, int, int, int]
"""A run with the tiles at which it begins and ends."""
Box = tuple[int, int, int, int]
"""The tiles of a card: first and last column, first and last row."""


@dataclass(frozen=True, slots=True)
class Way:
    """A connection to be routed; `label` is the width and height of its label."""

    id: str
    source: str
    target: str
    kind: str
    label: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Course:
    """The sides at which a connection leaves and enters and the runs in between, alternately level and upright."""

    leaves: Side
    enters: Side
    runs: tuple[Run, ...]


class Grid:
    """The tiles of a map: which are covered by cards, and how many runs pass through each.

    Every table is kept by rows and by columns, so that any run reads one slice.
    """

    __slots__ = ("blocked", "boxes", "height", "level", "middle_x", "middle_y", "upright", "width", "xs", "ys")

    def __init__(self, cards: Mapping[str, Rect], area: Rect) -> None:
        self.xs = sorted({area.x, area.right, *(x for card in cards.values() for x in (card.x, card.right))})
        self.ys = sorted({area.y, area.bottom, *(y for card in cards.values() for y in (card.y, card.bottom))})
        self.width, self.height = len(self.xs) - 1, len(self.ys) - 1
        self.middle_x = [(low + high) / 2 for low, high in zip(self.xs, self.xs[1:], strict=False)]
        self.middle_y = [(low + high) / 2 for low, high in zip(self.ys, self.ys[1:], strict=False)]
        size = self.width * self.height
        self.blocked = {True: bytearray(size), False: bytearray(size)}
        self.level = {True: [0] * size, False: [0] * size}
        self.upright = {True: [0] * size, False: [0] * size}
        self.boxes: dict[str, Box] = {}
        column_at = {x: place for place, x in enumerate(self.xs)}
        row_at = {y: place for place, y in enumerate(self.ys)}
        across, down = self.blocked[True], self.blocked[False]
        for key, card in cards.items():
            box = column_at[card.x], column_at[card.right] - 1, row_at[card.y], row_at[card.bottom] - 1
            self.boxes[key] = box
            for column in range(box[0], box[1] + 1):
                for row in range(box[2], box[3] + 1):
                    across[row * self.width + column] = 1
                    down[column * self.height + row] = 1

    def same_as(self, other: Grid) -> bool:
        """Whether the tiles lie alike, whatever their sizes: courses of one then hold for the other."""
        return self.width == other.width and self.boxes == other.boxes

    def is_free(self, level: bool, at: int, low: int, high: int) -> bool:
        """Whether no card stands in a run."""
        if not (0 <= at < (self.height if level else self.width)):
            return False
        if low < 0 or high >= (self.width if level else self.height):
            return False
        start = at * (self.width if level else self.height)
        return self.blocked[level].find(1, start + low, start + high + 1) < 0

    def extents(self, course: Course, source: Box, target: Box) -> list[_Extent]:
        """The runs of a course as (level, at, from tile, to tile), in the order of walking."""
        found = []
        runs = course.runs
        for place, (level, at) in enumerate(runs):
            begin = runs[place - 1][1] if place else beside(source, course.leaves)
            end = runs[place + 1][1] if place < len(runs) - 1 else beside(target, course.enters)
            found.append((level, at, begin, end))
        return found

    def cost(self, course: Course, source: Box, target: Box, limit: float, known: dict[_Extent, float]) -> float:
        """The cost of a course, infinite where a card is in the way or `limit` is passed.

        `known` remembers the costs of runs while the courses of one connection are compared: they share many.
        """
        runs, last = course.runs, len(course.runs) - 1
        cost = BEND * last
        if course.leaves == "left":
            cost += AGAINST
        if course.enters == "right":
            cost += AGAINST
        begin = beside(source, course.leaves)
        for place, (level, at) in enumerate(runs):
            end = runs[place + 1][1] if place < last else beside(target, course.enters)
            extent = (level, at, begin, end)
            if extent not in known:
                known[extent] = self._run_cost(*extent)
            cost += known[extent]
            if cost >= limit:
                return math.inf
            begin = at
        return cost

    def _run_cost(self, level: bool, at: int, begin: int, end: int) -> float:
        low, high = (begin, end) if begin <= end else (end, begin)
        if level:
            across, along, middle = self.upright[True], self.level[True], self.middle_x
            size, most = self.width, self.height
        else:
            across, along, middle = self.level[False], self.upright[False], self.middle_y
            size, most = self.height, self.width
        if not 0 <= at < most or low < 0 or high >= size:
            return math.inf
        start, stop = at * size + low, at * size + high + 1
        if self.blocked[level].find(1, start, stop) >= 0:
            return math.inf
        return middle[high] - middle[low] + CROSSING / 4 * sum(across[start:stop]) + BESIDE * sum(along[start:stop])

    def occupy(self, course: Course, source: Box, target: Box) -> None:
        """Count a chosen course: tiles at its ends and corners half."""
        for level, at, begin, end in self.extents(course, source, target):
            low, high = (begin, end) if begin <= end else (end, begin)
            counts = self.level if level else self.upright
            for tile in range(low, high + 1):
                weight = 1 if tile in (begin, end) else 2
                row, column = (at, tile) if level else (tile, at)
                counts[True][row * self.width + column] += weight
                counts[False][column * self.height + row] += weight


def beside(box: Box, side: Side) -> int:
    """The column or row of tiles next to one side of a card."""
    match side:
        case "left":
            return box[0] - 1
        case "right":
            return box[1] + 1
        case "top":
            return box[2] - 1
        case _:
            return box[3] + 1


def course_along(grid: Grid, points: Sequence[tuple[float, float]]) -> Course:
    """The course of a line that runs from card edge to card edge."""
    runs = []
    for (x, y), (_, to_y) in pairwise(points):
        level = y == to_y
        edges, at = (grid.ys, y) if level else (grid.xs, x)
        runs.append((level, min(max(bisect_right(edges, at) - 1, 0), len(edges) - 2)))
    (x, y), (next_x, next_y) = points[0], points[1]
    leaves = ("right" if next_x > x else "left") if y == next_y else ("bottom" if next_y > y else "top")
    (x, y), (to_x, to_y) = points[-2], points[-1]
    enters = ("left" if to_x > x else "right") if y == to_y else ("top" if to_y > y else "bottom")
    return Course(leaves, enters, tuple(runs))


def courses(grid: Grid, ways: Sequence[Way]) -> dict[str, Course]:
    """A course for each way, the short ones chosen first. Ways between cards that overlap may have none."""
    found: dict[str, Course] = {}
    boxes = grid.boxes

    def difficulty(each: Way) -> tuple[bool, int]:
        source, target = boxes[each.source], boxes[each.target]
        return target[1] < source[0], abs(source[0] - target[0]) + abs(source[2] - target[2])

    for way in sorted(ways, key=difficulty):
        source, target = boxes[way.source], boxes[way.target]
        best: Course | None = None
        least = math.inf
        shortest = max(0.0, _distance(grid.middle_x, source[:2], target[:2]))
        shortest += max(0.0, _distance(grid.middle_y, source[2:], target[2:]))
        known: dict[_Extent, float] = {}
        for candidates, worth in ((_plain, 0.0), (_roundabout, ROUNDABOUT), (_far, math.inf)):
            if least <= shortest + worth and best is not None:
                break
            for course, extra in candidates(grid, source, target):
                if shortest + BEND * (len(course.runs) - 1) + extra >= least:
                    continue
                cost = grid.cost(course, source, target, least - extra, known)
                if cost + extra < least:
                    best, least = course, cost + extra
        if best is None:
            best = _searched(grid, source, target)
        if best is not None:
            grid.occupy(best, source, target)
            found[way.id] = best
    return {way.id: found[way.id] for way in ways if way.id in found}


def _distance(middles: Sequence[float], one: Sequence[int], other: Sequence[int]) -> float:
    """The distance between the gaps on the near sides of two cards, along x or y."""
    if other[0] > one[1]:
        return middles[other[0] - 1] - middles[one[1] + 1]
    return middles[one[0] - 1] - middles[other[1] + 1] if one[0] > other[1] else 0.0


_Candidates = Iterator[tuple[Course, float]]
"""Courses with what each costs beyond its shape."""


def _plain(grid: Grid, source: Box, target: Box) -> _Candidates:
    """Courses of up to two bends."""
    row, column = _middle_tile(grid.ys, source[2:]), _middle_tile(grid.xs, source[:2])
    if source == target:
        for into, beyond in (("top", source[2] - 1), ("bottom", source[3] + 1)):
            yield Course("right", into, ((True, row), (False, source[1] + 1), (True, beyond), (False, column))), 0
        return
    end_row, end_column = _middle_tile(grid.ys, target[2:]), _middle_tile(grid.xs, target[:2])
    forward, backward = target[0] > source[1], target[1] < source[0]
    below, above = target[2] > source[3], target[3] < source[2]
    down, up = ("bottom", "top") if below else ("top", "bottom")
    if forward or backward:
        ahead, behind = ("right", "left") if forward else ("left", "right")
        for each in _shared_tiles(grid.ys, source[2:], target[2:]):
            yield Course(ahead, behind, ((True, each),)), _squeeze(grid.ys, each)
        if below or above:
            yield Course(ahead, up, ((True, row), (False, end_column))), 0
            yield Course(down, behind, ((False, column), (True, end_row))), 0
        for each in _some(beside(source, ahead), beside(target, behind)):
            yield Course(ahead, behind, ((True, row), (False, each), (True, end_row))), 0
        for each in _between(source, target):
            yield Course(down, up, ((False, column), (True, each), (False, end_column))), 0
    else:
        for each in _shared_tiles(grid.xs, source[:2], target[:2]):
            yield Course(down, up, ((False, each),)), _squeeze(grid.xs, each)
        for side, each in (("right", max(source[1], target[1]) + 1), ("left", min(source[0], target[0]) - 1)):
            yield Course(side, side, ((True, row), (False, each), (True, end_row))), 0
    # Forward ways that pass over cards prefer to go above, ways back below, so that the two keep apart.
    outside = ((_highest(source, target), "top", 40.0 * backward), (_lowest(source, target), "bottom", 40.0 * forward))
    for each, side, extra in outside:
        yield Course(side, side, ((False, column), (True, each), (False, end_column))), extra


def _squeeze(edges: Sequence[float], tile: int) -> float:
    """What it costs to go straight where the sides of two cards overlap but little."""
    return max(0.0, NARROW - edges[tile + 1] + edges[tile]) * 5


def _roundabout(grid: Grid, source: Box, target: Box) -> _Candidates:
    """Courses of three and four bends, along the channels next to the cards."""
    between = _between(source, target)
    rows = [*dict.fromkeys([*between[:1], *between[-1:]]), _highest(source, target), _lowest(source, target)]
    if target[1] < source[0]:
        return _along(grid, source, target, rows, leaves=("left", "right"), enters=("right", "left"))
    return _along(grid, source, target, rows, leaves=("right",), enters=("left",))


def _far(grid: Grid, source: Box, target: Box) -> _Candidates:
    """Courses of three and four bends by any sides, also along channels further off."""
    highest, lowest = _highest(source, target), _lowest(source, target)
    rows = [*_between(source, target), *(row for off in range(2) for row in (highest - off, lowest + off))]
    return _along(grid, source, target, rows, leaves=("right", "left"), enters=("left", "right"))


def _along(
    grid: Grid, source: Box, target: Box, rows: Sequence[int], *, leaves: Sequence[Side], enters: Sequence[Side]
) -> _Candidates:
    """Courses that go along one of these rows and turn into it and out of it."""
    if source == target:
        return
    row, column = _middle_tile(grid.ys, source[2:]), _middle_tile(grid.xs, source[:2])
    end_row, end_column = _middle_tile(grid.ys, target[2:]), _middle_tile(grid.xs, target[:2])
    leaving = [(side, ((True, row), (False, beside(source, side)))) for side in leaves]
    entering = [(side, ((False, beside(target, side)), (True, end_row))) for side in enters]
    for each in rows:
        along = (True, each)
        out = "bottom" if each > source[3] else "top"
        into = "bottom" if each > target[3] else "top"
        if not source[2] <= each <= source[3]:
            for side, last in entering:
                yield Course(out, side, ((False, column), along, *last)), 0
        if not target[2] <= each <= target[3]:
            for side, first in leaving:
                yield Course(side, into, (*first, along, (False, end_column))), 0
        for side, first in leaving:
            for end_side, last in entering:
                if first[1] != last[0]:
                    yield Course(side, end_side, (*first, along, *last)), 0


def _highest(source: Box, target: Box) -> int:
    return min(source[2], target[2]) - 1


def _lowest(source: Box, target: Box) -> int:
    return max(source[3], target[3]) + 1


def _between(source: Box, target: Box) -> list[int]:
    """The rows of tiles between two cards one of which is lower."""
    if target[2] > source[3]:
        return _some(source[3] + 1, target[2] - 1)
    return _some(source[2] - 1, target[3] + 1) if source[2] > target[3] else []


def _some(first: int, last: int) -> list[int]:
    """The numbers from one to another, of many only those near the ends."""
    step = 1 if last >= first else -1
    every = list(range(first, last + step, step))
    return every if len(every) <= 2 * TRIED else every[:TRIED] + every[-TRIED:]


def _middle_tile(edges: Sequence[float], span: Sequence[int]) -> int:
    """The tile that holds the middle of a card's side."""
    if span[0] == span[1]:
        return span[0]
    middle = (edges[span[0]] + edges[span[1] + 1]) / 2
    return min(range(span[0], span[1] + 1), key=lambda each: max(edges[each] - middle, middle - edges[each + 1], 0))


def _shared_tiles(edges: Sequence[float], one: Sequence[int], other: Sequence[int]) -> list[int]:
    """The tiles that two cards' sides share, the one nearest to both middles first."""
    shared = range(max(one[0], other[0]), min(one[1], other[1]) + 1)
    if len(shared) < 2:
        return list(shared)
    goal = (edges[one[0]] + edges[one[1] + 1] + edges[other[0]] + edges[other[1] + 1]) / 4
    return sorted(shared, key=lambda each: abs((edges[each] + edges[each + 1]) / 2 - goal))


def _searched(grid: Grid, source: Box, target: Box) -> Course | None:
    """The cheapest course among all, by a best-first search over tiles; None where a card is walled in."""
    row, column = _middle_tile(grid.ys, source[2:]), _middle_tile(grid.xs, source[:2])
    end_row, end_column = _middle_tile(grid.ys, target[2:]), _middle_tile(grid.xs, target[:2])
    goals = {
        (target[0] - 1, end_row, True): "left", (target[1] + 1, end_row, True): "right",
        (end_column, target[2] - 1, False): "top", (end_column, target[3] + 1, False): "bottom",
    }  # fmt: skip
    starts = {
        (source[1] + 1, row, True): "right", (source[0] - 1, row, True): "left",
        (column, source[2] - 1, False): "top", (column, source[3] + 1, False): "bottom",
    }  # fmt: skip
    heap: list[tuple[float, float, tuple[int, int, bool]]] = []
    reached: dict[tuple[int, int, bool], float] = {}
    came: dict[tuple[int, int, bool], tuple[int, int, bool]] = {}
    goal_x, goal_y = grid.middle_x[end_column], grid.middle_y[end_row]

    def offer(state: tuple[int, int, bool], cost: float, origin: tuple[int, int, bool] | None) -> None:
        x, y, level = state
        if not grid.is_free(level, y if level else x, x if level else y, x if level else y):
            return
        if cost < reached.get(state, math.inf):
            reached[state] = cost
            if origin is not None:
                came[state] = origin
            rest = abs(grid.middle_x[x] - goal_x) + abs(grid.middle_y[y] - goal_y)
            heapq.heappush(heap, (cost + rest, cost, state))

    for state, side in starts.items():
        offer(state, AGAINST * (side == "left"), None)
    while heap:
        _, cost, state = heapq.heappop(heap)
        if cost > reached[state]:
            continue
        if state in goals:
            return _course_of(state, came, starts, goals[state])
        x, y, level = state
        offer((x, y, not level), cost + BEND, state)
        for step in (-1, 1):
            beyond = (x + step, y, True) if level else (x, y + step, False)
            if 0 <= beyond[0] < grid.width and 0 <= beyond[1] < grid.height:
                width = abs(grid.middle_x[beyond[0]] - grid.middle_x[x])
                width += abs(grid.middle_y[beyond[1]] - grid.middle_y[y])
                crossed = (grid.upright if level else grid.level)[True][beyond[1] * grid.width + beyond[0]]
                offer(beyond, cost + width + CROSSING / 4 * crossed, state)
    return None


def _course_of(
    state: tuple[int, int, bool],
    came: Mapping[tuple[int, int, bool], tuple[int, int, bool]],
    starts: Mapping[tuple[int, int, bool], Side],
    enters: Side,
) -> Course:
    """The chain of states that led to a goal, as runs."""
    runs: list[Run] = []
    while True:
        x, y, level = state
        if not runs or runs[-1][0] != level:
            runs.append((level, y if level else x))
        if state not in came:
            return Course(starts[state], enters, tuple(reversed(runs)))
        state = came[state]
