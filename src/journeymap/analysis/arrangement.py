"""Who stands beside whom: the sub-columns of stages, the order of cards in a cell and their sub-rows, as whole numbers.

Knows the graph and the user's order, not a single length; `layout` turns the numbers into places. The order that keeps
crossings few is searched in `ordering`.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from journeymap.analysis.ordering import ordered_layers
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.order import keys_between
from journeymap.model.records import Connection, Lane, Stage, Touchpoint

WALKED = ("sequence", "branch", "parallel", "recovery", "loop")
"""Kinds of connections that give the flow its direction; the further left, the more they decide what is forward."""
ARRANGED = 4
"""How often an arrangement may be begun again from the order it found."""
ISOLATED_STACK = 3
"""As many unconnected cards stand one above the other before the next sub-column begins."""

Cell = tuple[int, int, int]
"""Stage, sub-column in the stage, lane; each by its place."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Sub-columns of each stage, and the cards of each cell from top to bottom. Cards placed by hand are in no cell."""

    columns: tuple[int, ...]
    cells: Mapping[Cell, tuple[str, ...]]
    column_of: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Places:
    """The stages, lanes and touchpoints of a journey with the place of every touchpoint's stage and lane."""

    stages: Sequence[Stage]
    lanes: Sequence[Lane]
    touchpoints: Mapping[str, Touchpoint]
    connections: Sequence[Connection]
    stage_of: Mapping[str, int]
    lane_of: Mapping[str, int]


def places(state: State, journey_id: str) -> Places:
    """What is to be arranged. Touchpoints whose stage or lane is gone belong to the first one."""
    stages, lanes = queries.stages(state, journey_id), queries.lanes(state, journey_id)
    stage_place = {stage.id: place for place, stage in enumerate(stages)}
    lane_place = {lane.id: place for place, lane in enumerate(lanes)}
    touchpoints = {each.id: each for each in queries.touchpoints(state, journey_id)}
    connections = [
        each for each in queries.connections(state, journey_id)
        if each.source_id in touchpoints and each.target_id in touchpoints
    ]  # fmt: skip
    return Places(
        stages,
        lanes,
        touchpoints,
        connections,
        {each.id: stage_place.get(each.stage_id, 0) for each in touchpoints.values()},
        {each.id: lane_place.get(each.lane_id, 0) for each in touchpoints.values()},
    )


def arrangement(
    given: Places, former: Mapping[str, float] = MappingProxyType({}), *, thorough: bool = False
) -> Arrangement:
    """The sub-columns and cells of a journey. `former` tells how high cards stood, whose order then stays."""
    forward = forward_links(given)
    members: list[list[str]] = [[] for _ in range(max(1, len(given.stages)))]
    for touchpoint_id in given.touchpoints:
        members[given.stage_of[touchpoint_id]].append(touchpoint_id)
    linked = {end for source, targets in forward.items() for target in targets for end in (source, target)}
    column_of: dict[str, int] = {}
    for ids in members:
        column_of |= columns_of(ids, given.lane_of, forward, linked)
    columns = tuple(max((column_of[each] + 1 for each in ids), default=1) for ids in members)
    return Arrangement(columns, _ordered_cells(given, column_of, columns, former, thorough), column_of)


def forward_links(given: Places) -> dict[str, list[str]]:
    """The walkable connections without those that lead back, so that no cycle is left: source → targets.

    Found by one depth-first walk that begins where the journey begins and takes the plain ways first, so that of a
    cycle the loop or recovery is what leads back, and otherwise the way against the user's order.
    """
    strength = {kind: place for place, kind in enumerate(WALKED)}
    position = {touchpoint_id: place for place, touchpoint_id in enumerate(given.touchpoints)}
    out: dict[str, list[tuple[int, int, str]]] = {touchpoint_id: [] for touchpoint_id in position}
    entered: set[str] = set()
    entered_plainly: set[str] = set()
    for each in given.connections:
        if each.kind in strength and each.source_id != each.target_id:
            out[each.source_id].append((strength[each.kind], position[each.target_id], each.target_id))
            entered.add(each.target_id)
            if strength[each.kind] < 3:
                entered_plainly.add(each.target_id)
    roots = [each for each in out if each not in entered]
    roots += [each for each in out if each in entered and each not in entered_plainly]
    roots += [each for each in out if each in entered_plainly]
    forward: dict[str, list[str]] = {touchpoint_id: [] for touchpoint_id in out}
    seen: set[str] = set()
    for root in roots:
        if root in seen:
            continue
        seen.add(root)
        above = {root}
        stack = [(root, iter(sorted(out[root])))]
        while stack:
            source, ways = stack[-1]
            for _, _, target in ways:
                if target in above:
                    continue
                forward[source].append(target)
                if target not in seen:
                    seen.add(target)
                    above.add(target)
                    stack.append((target, iter(sorted(out[target]))))
                    break
            else:
                above.discard(source)
                stack.pop()
    return forward


def columns_of(
    ids: Sequence[str], lane_of: Mapping[str, int], forward: Mapping[str, list[str]], linked: Set[str]
) -> dict[str, int]:
    """The sub-column of each touchpoint of a stage: as far left as its predecessors in the stage allow.

    A card may share the sub-column of its predecessor where they stand in different lanes with nothing between them:
    the connection then runs straight down or up. Cards of one lane and rank are stacked.
    """
    inside = set(ids)
    before: dict[str, list[str]] = {each: [] for each in ids}
    for source in ids:
        for target in forward[source]:
            if target in inside and source not in before[target]:
                before[target].append(source)
    column: dict[str, int] = {}
    standing: dict[tuple[int, int], int] = {}
    kept_free: set[tuple[int, int]] = set()
    tied: set[tuple[int, int]] = set()

    def between(first: str, second: str, at: int) -> list[tuple[int, int]]:
        low, high = sorted((lane_of[first], lane_of[second]))
        return [(at, lane) for lane in range(low + 1, high)]

    def fits(each: str, at: int) -> bool:
        own = (at, lane_of[each])
        above = [source for source in before[each] if column[source] == at]
        if own in kept_free or own in tied:
            return False
        if not above:
            return each in linked or standing.get(own, 0) < ISOLATED_STACK
        if len(above) > 1 or own in standing or standing[at, lane_of[above[0]]] > 1:
            return False
        return not any(cell in standing for cell in between(above[0], each, at))

    for each in [*_by_rank([one for one in ids if one in linked], before), *(one for one in ids if one not in linked)]:
        at = max((column[one] + (lane_of[one] == lane_of[each]) for one in before[each]), default=0)
        while not fits(each, at):
            at += 1
        column[each] = at
        own = (at, lane_of[each])
        standing[own] = standing.get(own, 0) + 1
        for source in before[each]:
            if column[source] == at:
                kept_free.update(between(source, each, at))
                tied |= {own, (at, lane_of[source])}
    return column


def _by_rank(ids: Sequence[str], before: Mapping[str, list[str]]) -> list[str]:
    """The touchpoints so that each comes after its predecessors, otherwise in the given order."""
    position = {each: place for place, each in enumerate(ids)}
    missing = {each: len(before[each]) for each in ids}
    after: dict[str, list[str]] = {each: [] for each in ids}
    for each in ids:
        for source in before[each]:
            after[source].append(each)
    ready = [position[each] for each in ids if not missing[each]]
    found = []
    while ready:
        each = ids[heapq.heappop(ready)]
        found.append(each)
        for target in after[each]:
            missing[target] -= 1
            if not missing[target]:
                heapq.heappush(ready, position[target])
    return found


def _ordered_cells(
    given: Places,
    column_of: Mapping[str, int],
    columns: Sequence[int],
    former: Mapping[str, float],
    thorough: bool,
) -> dict[Cell, tuple[str, ...]]:
    """The cards of each cell from top to bottom, ordered so that connections cross as little as possible."""
    first = [sum(columns[:stage]) for stage in range(len(columns))]
    layers: list[list[str]] = [[] for _ in range(sum(columns))]
    layer_of = {each: first[given.stage_of[each]] + column_of[each] for each in given.touchpoints}
    for each in given.touchpoints:
        layers[layer_of[each]].append(each)
    for layer in layers:
        layer[:] = _joined(layer, former, given.touchpoints) if former else layer
        layer.sort(key=lambda each: given.lane_of[each])
    stacked = any(given.lane_of[one] == given.lane_of[other] for layer in layers for one, other in pairwise(layer))
    if stacked:
        links = [(each.source_id, each.target_id) for each in given.connections]
        layers = ordered_layers(layers, links, given.lane_of, settled=former.keys(), thorough=thorough)
    cells: dict[Cell, list[str]] = {}
    for layer in layers:
        for each in layer:
            if given.touchpoints[each].pos is None:
                cell = (given.stage_of[each], column_of[each], given.lane_of[each])
                cells.setdefault(cell, []).append(each)
    return {cell: tuple(ids) for cell, ids in sorted(cells.items())}


def _joined(layer: Iterable[str], former: Mapping[str, float], touchpoints: Mapping[str, Touchpoint]) -> list[str]:
    """Settled cards as they stood, each other one before the first that comes after it in the user's order."""
    others = [each for each in layer if each not in former]
    found = sorted((each for each in layer if each in former), key=former.__getitem__)
    for each in others:
        key = touchpoints[each].order
        place = next((at for at, other in enumerate(found) if touchpoints[other].order > key), len(found))
        found.insert(place, each)
    return found


def rejoined(
    given: Places, columns: Sequence[int], cells: Mapping[Cell, Sequence[str]], cell: Cell, ids: Collection[str]
) -> tuple[str, ...]:
    """The cards of a cell when others join them, each where it crosses least; those that are there keep their order."""
    joined = list(cells.get(cell, ()))
    for each in ids:
        key = given.touchpoints[each].order
        place = next((at for at, other in enumerate(joined) if given.touchpoints[other].order > key), len(joined))
        joined.insert(place, each)
    if len(joined) == 1:
        return tuple(joined)
    slots = [(stage, column) for stage, count in enumerate(columns) for column in range(count)]
    here = slots.index(cell[:2])
    layers = [
        [
            each
            for lane in range(max(1, len(given.lanes)))
            for each in (joined if (*slot, lane) == cell else cells.get((*slot, lane), ()))
        ]
        for slot in slots[max(0, here - 1) : here + 2]
    ]
    inside = {each for layer in layers for each in layer}
    links = [
        (each.source_id, each.target_id) for each in given.connections
        if each.source_id in inside and each.target_id in inside
    ]  # fmt: skip
    layers = ordered_layers(layers, links, given.lane_of, settled=inside - set(ids))
    return tuple(each for layer in layers for each in layer if each in joined)


def sub_rows(
    found: Arrangement, given: Places, blocked: Callable[[Cell, int], bool] = lambda _cell, _row: False
) -> tuple[tuple[int, ...], dict[str, int]]:
    """The number of sub-rows of each lane and the sub-row of each automatic card, level with its neighbours if it can.

    `blocked` tells where a card placed by hand is in the way.
    """
    counts = [1] * max(1, len(given.lanes))
    free: dict[Cell, list[int]] = {}
    for cell, ids in found.cells.items():
        rows: list[int] = []
        row = 0
        while len(rows) < len(ids):
            if not blocked(cell, row):
                rows.append(row)
            row += 1
        free[cell] = rows
        counts[cell[2]] = max(counts[cell[2]], row)
    for cell, rows in free.items():
        rows += [row for row in range(rows[-1] + 1, counts[cell[2]]) if not blocked(cell, row)]
    row_of = {each: free[cell][place] for cell, ids in found.cells.items() for place, each in enumerate(ids)}
    place_of = {each: cell[:2] for cell, ids in found.cells.items() for each in ids}
    near: dict[str, list[str]] = {each: [] for each in row_of}
    for link in given.connections:
        one, other = link.source_id, link.target_id
        if one not in row_of or other not in row_of:
            continue
        if given.lane_of[one] == given.lane_of[other] and place_of[one] != place_of[other]:
            near[one].append(other)
            near[other].append(one)
    cells = [cell for cell in sorted(found.cells) if counts[cell[2]] > 1]
    for sweep in range(3):
        rightwards = sweep % 2 == 0
        for cell in cells if rightwards else reversed(cells):
            ids = found.cells[cell]
            if len(ids) == len(free[cell]):
                continue
            wanted = []
            for each in ids:
                sides = [other for other in near[each] if (place_of[other] < cell[:2]) == rightwards]
                wanted.append(sum(row_of[other] for other in sides) / len(sides) if sides else float(row_of[each]))
            row_of.update(zip(ids, nearest_rows(wanted, free[cell]), strict=True))
    return tuple(counts), row_of


def nearest_rows(wanted: Sequence[float], free: Sequence[int]) -> list[int]:
    """Rising rows out of `free`, one for each wish, with the least sum of distances; ties go up."""
    spare = len(free) - len(wanted)
    costs = [0.0] * (spare + 1)
    choices: list[list[int]] = []
    for place, wish in enumerate(wanted):
        best, chosen, options = float("inf"), 0, []
        following = []
        for skipped in range(spare + 1):
            if costs[skipped] < best:
                best, chosen = costs[skipped], skipped
            following.append(best + abs(free[place + skipped] - wish))
            options.append(chosen)
        costs = following
        choices.append(options)
    skipped = min(range(spare + 1), key=lambda each: (costs[each], each))
    rows = []
    for place in range(len(wanted) - 1, -1, -1):
        rows.append(free[place + skipped])
        skipped = choices[place][skipped]
    return rows[::-1]


def arrange(
    state: State, journey_id: str, touchpoint_ids: Iterable[str] | None = None
) -> dict[str, dict[str, str | None]]:
    """What the Arrange command wishes for: touchpoint id → its fields that change, `order` and `pos`.

    Places set by hand are cleared, and the order of the fewest crossings is written down, so that it stays when the map
    changes. With `touchpoint_ids` only those change; they swap the order keys they have among themselves.
    """
    given = places(state, journey_id)
    chosen = set(given.touchpoints if touchpoint_ids is None else touchpoint_ids) & given.touchpoints.keys()
    touchpoints = {
        key: each.model_copy(update={"pos": None}) if key in chosen else each for key, each in given.touchpoints.items()
    }
    for _ in range(ARRANGED):
        # The order found is where the next search begins, so that arranging twice changes nothing more.
        freed = Places(given.stages, given.lanes, touchpoints, given.connections, given.stage_of, given.lane_of)
        best: list[list[str]] = [[] for _ in range(max(1, len(given.stages)))]
        for (stage, _, _), members in arrangement(freed, thorough=True).cells.items():
            best[stage] += [each for each in members if each in chosen]
        before = touchpoints
        touchpoints = _reordered(touchpoints, best)
        if touchpoints == before:
            break
    wishes: dict[str, dict[str, str | None]] = {}
    for key, each in given.touchpoints.items():
        fields: dict[str, str | None] = {}
        if touchpoints[key].order != each.order:
            fields["order"] = touchpoints[key].order
        if touchpoints[key].pos != each.pos:
            fields["pos"] = None
        if fields:
            wishes[key] = fields
    return wishes


def _reordered(touchpoints: Mapping[str, Touchpoint], best: Iterable[Sequence[str]]) -> dict[str, Touchpoint]:
    """The touchpoints with order keys that rise along each list of `best`, sorted as `queries.touchpoints` does."""
    found = dict(touchpoints)
    for ids in best:
        keys = sorted({touchpoints[each].order for each in ids} - {""})
        if len(keys) < len(ids):
            keys = keys_between(None, None, len(ids))
        for each, key in zip(ids, keys, strict=True):
            if found[each].order != key:
                found[each] = found[each].model_copy(update={"order": key})
    stage_order = {key: place for place, key in enumerate(touchpoints)}
    return dict(sorted(found.items(), key=lambda item: (item[1].order, stage_order[item[0]])))
