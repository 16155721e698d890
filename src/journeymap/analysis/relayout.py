"""A map after a small change: what stays is carried along with its column and row, only what changed finds its place anew.

Quick, and calm for the eye. Courses and channels of all that stays are taken over from the former layout, with those that
lie beside what is new moved as little as they must. Tells None where too much has changed; then `layout` begins afresh.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from journeymap.analysis.arrangement import Arrangement, Cell, Places, columns_of, forward_links, nearest_rows, rejoined
from journeymap.analysis.framing import Band, Blocked, Frame, Needs, Rows
from journeymap.analysis.geometry import Rect, Route
from journeymap.analysis.routing import Way
from journeymap.model.records import Connection, Touchpoint

MOST, SHARE = 24, 1 / 15
"""With more touchpoints and connections changed at once than this, and than this share of all touchpoints, a map is laid
out as a whole."""
NEAR = 300.0
"""Connections that pass so near to what is new make room for it."""

Points = tuple[tuple[float, float], ...]
Bounds = tuple[float, float, float, float]
"""The left, top, right and bottom end of a line."""


@dataclass(frozen=True, slots=True, eq=False)
class Memory:
    """What a layout was made from, for the next one."""

    given: Places
    found: Arrangement
    frame: Frame
    needs: Needs
    known: Mapping[str, tuple[Connection, Way]]
    bounds: Mapping[str, Bounds]

    @classmethod
    def of(
        cls,
        given: Places,
        found: Arrangement,
        frame: Frame,
        needs: Needs,
        ways: Sequence[Way],
        bounds: Mapping[str, Bounds],
    ) -> Memory:
        known = {way.id: (each, way) for each, way in zip(given.connections, ways, strict=True)}
        return cls(given, found, frame, needs, known, bounds)

    def has(self, way: Way) -> bool:
        """Whether a way was the same."""
        former = self.known.get(way.id)
        return former is not None and (former[1] is way or former[1] == way)


@dataclass(frozen=True, slots=True)
class Change:
    """A new arrangement, and which of the former columns are which now."""

    found: Arrangement
    rows_of: Callable[[Blocked], Rows]
    columns: Mapping[int, Mapping[int, int]]
    """By stage, former sub-column → sub-column. Stages left out are as they were."""


def rearranged(given: Places, ways: Sequence[Way], memory: Memory) -> Change | None:
    """The arrangement after a small change; None after a large one."""
    before = memory.given
    if _ground(given) != _ground(before):
        return None
    fresh = {
        key for key, each in given.touchpoints.items()
        if (old := before.touchpoints.get(key)) is not each and (old is None or _stand(old) != _stand(each))
    }  # fmt: skip
    gone = before.touchpoints.keys() - given.touchpoints.keys()
    changed = [way for way in ways if not memory.has(way)]
    same = {way.id for way in ways} - {way.id for way in changed}
    changed += [former for key, (_, former) in memory.known.items() if key not in same]
    most = max(MOST, len(given.touchpoints) * SHARE)
    if len(fresh) + len(gone) + len(changed) > most:
        return None
    stage_of = {**{key: before.stage_of[key] for key in gone}, **given.stage_of}
    stages = {stage_of[end] for way in changed for end in (way.source, way.target)}
    stages |= {places.stage_of[key] for places in (given, before) for key in fresh | gone if key in places.stage_of}
    column_of = {key: memory.found.column_of[key] for key in given.touchpoints if key not in fresh}
    counts = list(memory.found.columns)
    forward = forward_links(given)
    linked = {end for source, targets in forward.items() for target in targets for end in (source, target)}
    columns: dict[int, dict[int, int]] = {}
    for stage in stages:
        ids = [key for key in given.touchpoints if given.stage_of[key] == stage]
        former = {key: column_of[key] for key in ids if key not in fresh}
        column_of |= columns_of(ids, given.lane_of, forward, linked)
        counts[stage] = max((column_of[key] + 1 for key in ids), default=1)
        moves = _moves(former, column_of)
        if moves is None:
            return None
        columns[stage] = moves
        fresh |= {key for key, column in former.items() if column_of[key] != moves[column]}
    if len(fresh) > most:
        return None
    cells, touched = _cells(given, memory, column_of, counts, columns, fresh)
    found = Arrangement(tuple(counts), cells, column_of)
    return Change(
        found, lambda blocked: _rows(given, memory, found, touched | _by_hands(given, stages, cells), blocked), columns
    )


def _ground(given: Places) -> tuple[object, ...]:
    return [(each.id, each.width) for each in given.stages], [(each.id, each.height) for each in given.lanes]


def _stand(each: Touchpoint) -> tuple[object, ...]:
    return each.stage_id, each.lane_id, each.order, each.pos


def _moves(former: Mapping[str, int], column_of: Mapping[str, int]) -> dict[int, int] | None:
    """Which sub-column each former one of a stage is now, by the most of its cards; None where they changed sides."""
    votes: dict[int, dict[int, int]] = {}
    for key, column in former.items():
        tally = votes.setdefault(column, {})
        tally[column_of[key]] = tally.get(column_of[key], 0) + 1
    moves = {column: max(tally, key=tally.__getitem__) for column, tally in sorted(votes.items())}
    return moves if all(one < other for one, other in pairwise(moves.values())) else None


def _cells(
    given: Places,
    memory: Memory,
    column_of: Mapping[str, int],
    counts: Sequence[int],
    columns: Mapping[int, Mapping[int, int]],
    fresh: Set[str],
) -> tuple[dict[Cell, tuple[str, ...]], set[Cell]]:
    """The cards of each cell, and the cells that are not what they were."""
    cells: dict[Cell, tuple[str, ...]] = {}
    touched: set[Cell] = set()
    for (stage, column, lane), ids in memory.found.cells.items():
        kept = ids
        if stage in columns:
            kept = tuple(key for key in ids if key in given.touchpoints and key not in fresh)
            column = columns[stage].get(column, column)
        if kept:
            cells[stage, column, lane] = kept
            if len(kept) < len(ids):
                touched.add((stage, column, lane))
    joining: dict[Cell, list[str]] = {}
    for key in given.touchpoints:
        if key in fresh and given.touchpoints[key].pos is None:
            joining.setdefault((given.stage_of[key], column_of[key], given.lane_of[key]), []).append(key)
    for cell, new in joining.items():
        cells[cell] = rejoined(given, counts, cells, cell, new)
        touched.add(cell)
    return dict(sorted(cells.items())), touched


def _by_hands(given: Places, stages: Set[int], cells: Iterable[Cell]) -> set[Cell]:
    """The cells in which cards placed by hand may be in the way, in these stages."""
    by_hand = {
        (given.stage_of[key], given.lane_of[key]) for key, each in given.touchpoints.items() if each.pos is not None
    }
    return {cell for cell in cells if cell[0] in stages and (cell[0], cell[2]) in by_hand}


def _rows(given: Places, memory: Memory, found: Arrangement, touched: Set[Cell], blocked: Blocked) -> Rows:
    """Sub-rows as they were, but in the cells that were touched: there new cards come level with their neighbours."""
    row_of = {key: row for key, row in memory.frame.row_of.items() if key in given.touchpoints}
    counts = [1] * max(1, len(given.lanes))
    for cell, ids in found.cells.items():
        if cell not in touched:
            counts[cell[2]] = max(counts[cell[2]], row_of[ids[-1]] + 1)
    near: dict[str, list[str]] = {key: [] for cell in touched for key in found.cells[cell]}
    for link in given.connections:
        for one, other in ((link.source_id, link.target_id), (link.target_id, link.source_id)):
            if one in near and given.lane_of[one] == given.lane_of[other] and other in row_of:
                near[one].append(other)
    for cell in touched:
        ids, lane = found.cells[cell], cell[2]
        free: list[int] = []
        row = 0
        while len(free) < len(ids) or row < counts[lane]:
            if not blocked(cell, row):
                free.append(row)
            row += 1
        wishes: list[float] = []
        for place, key in enumerate(ids):
            if key in row_of:
                wishes.append(row_of[key])
            elif near[key]:
                wishes.append(sum(row_of[other] for other in near[key]) / len(near[key]))
            else:
                wishes.append(wishes[-1] + 1 if place else 0)
        row_of.update(zip(ids, nearest_rows(wishes, free), strict=True))
        counts[lane] = max(counts[lane], row_of[ids[-1]] + 1)
    return tuple(counts), row_of


class Shift:
    """Where the places of a former frame are in a new one; nowhere where their column or row is gone."""

    def __init__(self, former: Frame, frame: Frame, columns: Mapping[int, Mapping[int, int]]) -> None:
        self._x = _steps(former.columns, frame.columns, columns, frame.metrics.card_width)
        self._y = _steps(former.rows, frame.rows, {}, frame.metrics.card_height)

    def extent(self, bounds: Bounds) -> tuple[float, float] | None:
        """How far all within bounds moves, across and down; None where it does not move as one."""
        left, top, right, bottom = bounds
        starts, steps = self._x
        dx = steps[bisect_right(starts, left)]
        if dx is None or bisect_right(starts, right) != bisect_right(starts, left):
            return None
        starts, steps = self._y
        dy = steps[bisect_right(starts, top)]
        if dy is None or bisect_right(starts, bottom) != bisect_right(starts, top):
            return None
        return dx, dy

    def points(self, points: Points) -> Points | None:
        """A line where it is now."""
        starts, steps = self._x
        starts_y, steps_y = self._y
        found = []
        for x, y in points:
            dx, dy = steps[bisect_right(starts, x)], steps_y[bisect_right(starts_y, y)]
            if dx is None or dy is None:
                return None
            found.append((x + dx, y + dy))
        return tuple(found)

    def rect(self, rect: Rect) -> Rect | None:
        """A card or label where it is now."""
        (starts, steps), (starts_y, steps_y) = self._x, self._y
        dx, dy = steps[bisect_right(starts, rect.x)], steps_y[bisect_right(starts_y, rect.y)]
        if dx is None or dy is None:
            return None
        return Rect(rect.x + dx, rect.y + dy, rect.width, rect.height) if dx or dy else rect


def _steps(
    former: Sequence[Band], bands: Sequence[Band], moves: Mapping[int, Mapping[int, int]], size: float
) -> tuple[list[float], list[float | None]]:
    """Where the distance changes by which things move, and the distances before, between and behind these places.

    What lies in a channel keeps its distance from the cards before it; of a channel that has become narrower nothing is left.
    """
    starts: list[float] = []
    steps: list[float | None] = [0.0]

    def change(at: float, step: float | None) -> None:
        if step != steps[-1]:
            starts.append(at)
            steps.append(step)

    behind = former[0].start
    for place, (old, new) in enumerate(zip(former, bands, strict=True)):
        for number, start in enumerate(old.starts):
            now = moves[place].get(number) if place in moves else number
            step = new.starts[now] - start if now is not None and now < len(new.starts) else None
            last = steps[-1]
            if step is not None and last is not None and step < last:
                change(behind, None)
            change(start, step)
            behind = start + size + 0.01
    end = bands[-1].end - former[-1].end
    if steps[-1] is not None and end < steps[-1]:
        change(behind, None)
    return starts, steps


def carried_needs(needs: Needs, columns: Mapping[int, Mapping[int, int]]) -> Needs:
    """What channels needed, by their new places."""

    def moved(key: tuple[int, int]) -> tuple[int, int] | None:
        place, number = key
        if not number or place not in columns:
            return key
        return (place, columns[place][number]) if number in columns[place] else None

    return Needs(
        {now: width for key, width in needs.columns.items() if (now := moved(key)) is not None},
        dict(needs.rows),
        {now: parts for key, parts in needs.labels.items() if (now := moved(key)) is not None},
    )


@dataclass(frozen=True, slots=True)
class Carried:
    """Routes in a new frame: those that stay on their course, and the ways that need another one."""

    routes: dict[str, Route]
    bounds: dict[str, Bounds]
    fresh: list[Way]
    near: list[Way]
    """Those that stay but pass near the fresh ones."""
    area: Rect
    """Where something changes."""


def carried(frame: Frame, memory: Memory, former: Mapping[str, Route], ways: Sequence[Way], shift: Shift) -> Carried:
    """Take routes over into a new frame. A route stays that neither its ends nor a card that moved by itself disturb."""
    strays = {
        key for key, rect in frame.cards.items()
        if (old := memory.frame.cards.get(key)) is None
        or shift.extent((old.x, old.y, old.right, old.bottom)) != (rect.x - old.x, rect.y - old.y)
    }  # fmt: skip
    rects = [frame.cards[key] for key in strays]
    around = _around(rects, 0.0)
    routes: dict[str, Route] = {}
    bounds: dict[str, Bounds] = {}
    fresh = []
    for way in ways:
        route = former.get(way.id)
        moved = None
        if route is not None and memory.has(way) and way.source not in strays and way.target not in strays:
            moved = _moved(route, memory.bounds[way.id], shift)
        if moved is None or (
            _meets(moved[1], around) and any(_meets(moved[1], rect) and _disturbs(moved[0], rect) for rect in rects)
        ):
            fresh.append(way)
        else:
            routes[way.id], bounds[way.id] = moved
    if not fresh:
        return Carried(routes, bounds, [], [], around)
    area = _around([frame.cards[end] for way in fresh for end in (way.source, way.target)], NEAR)
    near = [way for way in ways if way.id in routes and _meets(bounds[way.id], area)]
    return Carried(routes, bounds, fresh, near, area)


def _around(rects: Sequence[Rect], room: float) -> Rect:
    """The rectangle round some others, and so much room about it."""
    if not rects:
        return Rect(0, 0, 0, 0)
    left, top = min(each.x for each in rects) - room, min(each.y for each in rects) - room
    right, bottom = max(each.right for each in rects) + room, max(each.bottom for each in rects) + room
    return Rect(left, top, right - left, bottom - top)


def _moved(route: Route, bounds: Bounds, shift: Shift) -> tuple[Route, Bounds] | None:
    """A route and its bounds where they are now; None where its column or row is gone."""
    step = shift.extent(bounds)
    if step == (0.0, 0.0):
        return route, bounds
    if step is None:
        points = shift.points(route.points)
        if points is None:
            return None
        label = shift.rect(route.label) if route.label is not None else None
        if label is None and route.label is not None:
            return None
        return Route(points, label, route.kind), bounds_of(points)
    dx, dy = step
    box, (left, top, right, bottom) = route.label, bounds
    label = Rect(box.x + dx, box.y + dy, box.width, box.height) if box is not None else None
    points = tuple([(x + dx, y + dy) for x, y in route.points])
    return Route(points, label, route.kind), (left + dx, top + dy, right + dx, bottom + dy)


def bounds_of(points: Points) -> Bounds:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _meets(bounds: Bounds, rect: Rect) -> bool:
    left, top, right, bottom = bounds
    return left < rect.right and rect.x < right and top < rect.bottom and rect.y < bottom


def _disturbs(route: Route, rect: Rect) -> bool:
    """Whether a card lies on a route or its label."""
    if route.label is not None and route.label.intersects(rect):
        return True
    return any(
        min(x, to_x) < rect.right and max(x, to_x) > rect.x and min(y, to_y) < rect.bottom and max(y, to_y) > rect.y
        for (x, y), (to_x, to_y) in pairwise(route.points)
    )
