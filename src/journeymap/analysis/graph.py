"""The journey graph: the touchpoints of one journey with the ways citizens walk, every share resolved, as plain
frozen data.

Owns starts, ends, goals, shares, parallel blocks and the report of what had to be adjusted. What follows from walking
the graph is left to `walk` and the modules above it. Readings chosen where the domain leaves two open:

- A connection of a kind this version does not know is walked like a sequence.
- The parallel ways out of a touchpoint are one alternative beside its exclusive ways: its share is the largest that
  one of the parallel ways carries, unknown if none does, and 1 where there is nothing beside it. A single parallel
  way is a sequence.
- A parallel split whose ways can lead back to it before they meet is no block, since such a way is no chain of its
  own; nor is one whose ways can leave the journey or get caught before they meet.
- `start_share` 0 says that nobody starts there, even without a way in. Known start shares are scaled to 1 in sum
  where no start without a share takes what is left.
- A touchpoint that only recovery paths and loops lead to is a start by the rule; beside other starts it is reported.
- A touchpoint whose ways all carry share 0 is left there by everybody; it is no end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from journeymap.analysis.amounts import Load, elapsed, load, workday_seconds
from journeymap.analysis.components import components
from journeymap.analysis.content import Content
from journeymap.analysis.dominators import immediate_dominators
from journeymap.analysis.shares import TOLERANCE, parting
from journeymap.analysis.walk import TooTangledError, Walk, walk_of
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Connection, Feeling, Touchpoint

_NO_ENTRY = frozenset({"loop", "recovery"})


class Way(NamedTuple):
    """A walkable connection between two touchpoints, told by their places in the graph.

    `share` is resolved; `known` says whether it was given (or needed no telling, being the only way). `waiting` is in
    seconds.
    """

    connection_id: str
    source: int
    target: int
    kind: str
    share: float
    known: bool
    waiting: float | None
    handover: bool


class Block(NamedTuple):
    """Parallel ways that are all taken: from `split` to `meeting`. `ways` are in lane order, `share` is of those who
    take it.

    `region` holds the touchpoints between the two.
    """

    split: int
    meeting: int
    ways: tuple[int, ...]
    share: float
    region: frozenset[int]


class Adjustment(NamedTuple):
    """Something the graph could not take as it was drawn: a key, the records it concerns, figures."""

    key: str
    subject_ids: tuple[str, ...]
    values: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class JourneyGraph:
    """One journey as a directed multigraph. Numbers are places in `touchpoints`, which are in reading order.

    `left` is the part of the people at a touchpoint who leave the journey there, `shut` the part for whom no way is
    open (only in the graph of a persona). `outside` are cards that no walkable way touches. Of the nodes of the
    walk, `stops` is the part of those there who go no further (1 at an end, else what leaves), `node_times` their
    elapsed seconds;
    `way_times` are those of ways that take any.
    """

    journey_id: str
    workday: float
    touchpoints: tuple[Touchpoint, ...]
    index: Mapping[str, int]
    loads: Sequence[Load]
    emotions: Sequence[int | None]
    ways: Sequence[Way]
    out: Sequence[Sequence[int]]
    left: Sequence[float]
    shut: Sequence[float]
    starts: tuple[tuple[int, float], ...]
    shut_at_start: float
    goals: frozenset[int]
    goals_marked: bool
    ends: frozenset[int]
    outside: frozenset[int]
    blocks: Mapping[int, Block]
    adjustments: tuple[Adjustment, ...]
    walk: Walk
    stops: Sequence[float] = field(init=False, repr=False)
    node_times: Sequence[float] = field(init=False, repr=False)
    way_times: Mapping[int, float] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        ends, left = self.ends, self.left
        times = [(load[0] or 0.0) + (load[1] or 0.0) for load in self.loads]
        place = self.walk.place
        object.__setattr__(self, "stops", [1.0 if at in ends else left[at] for at in place])
        object.__setattr__(self, "node_times", [times[at] for at in place])
        object.__setattr__(self, "way_times", {at: way.waiting for at, way in enumerate(self.ways) if way.waiting})

    def ids(self, places: Sequence[int] | frozenset[int]) -> tuple[str, ...]:
        """The ids of touchpoints told by their places."""
        return tuple(self.touchpoints[place].id for place in places)

    @property
    def reachable(self) -> frozenset[int]:
        """The touchpoints that some way leads to from a start, whatever its share."""
        return frozenset(self.walk.place)


def journey_graph(
    state: State,
    journey_id: str,
    *,
    persona_id: str | None = None,
    loads: Mapping[str, Load] | None = None,
    content: Content | None = None,
) -> JourneyGraph:
    """The graph of one journey.

    With `persona_id` the feelings are that persona's own where she has any. `loads` (touchpoint id → burden) take the
    place of the touchpoints' own amounts; this is how figures of sub-journeys flow in.
    """
    touchpoints = tuple(content.touchpoints if content else queries.touchpoints(state, journey_id))
    index = {touchpoint.id: place for place, touchpoint in enumerate(touchpoints)}
    workday = workday_seconds(queries.project(state))
    drawn = [
        each
        for each in (content.connections if content else queries.connections(state, journey_id))
        if each.kind != "information" and each.source_id in index and each.target_id in index
    ]
    touched = {index[end] for each in drawn for end in (each.source_id, each.target_id)}
    outside = frozenset(range(len(touchpoints))) - touched if len(touchpoints) > 1 else frozenset()
    adjustments: list[Adjustment] = []
    lane_places = {lane.id: place for place, lane in enumerate(queries.lanes(state, journey_id))}
    ways, out, left, bundles = _resolved(
        drawn, touchpoints, adjustments, index=index, workday=workday, lane_places=lane_places
    )
    starts = _starts(touchpoints, drawn, index, outside, adjustments)
    ends = frozenset(place for place, ways_out in enumerate(out) if not ways_out and place not in outside)
    marked = frozenset(place for place, each in enumerate(touchpoints) if each.is_goal and place not in outside)
    own = [load(each, workday) for each in touchpoints]
    if loads:
        own = [loads.get(each.id, mine) for each, mine in zip(touchpoints, own, strict=True)]
    blocks = _blocks(ways, out, left, bundles)
    _split_evenly({split: bundle for split, bundle in bundles.items() if split not in blocks}, ways)
    try:
        walk = walk_of(ways, out, starts, blocks)
    except TooTangledError:
        _split_evenly({split: list(block.ways) for split, block in blocks.items()}, ways)
        blocks = {}
        walk = walk_of(ways, out, starts, blocks)
    adjustments.extend(
        Adjustment("parallel_never_meets", (touchpoints[split].id,), (("n", len(bundle)),))
        for split, bundle in bundles.items()
        if split not in blocks
    )
    return JourneyGraph(
        journey_id=journey_id,
        workday=workday,
        touchpoints=touchpoints,
        index=index,
        loads=own,
        emotions=emotions(state, touchpoints, persona_id),
        ways=ways,
        out=out,
        left=left,
        shut=[0.0] * len(touchpoints),
        starts=starts,
        shut_at_start=0.0,
        goals=marked or ends,
        goals_marked=bool(marked),
        ends=ends,
        outside=outside,
        blocks=blocks,
        adjustments=tuple(adjustments),
        walk=walk,
    )


def emotions(state: State, touchpoints: Sequence[Touchpoint], persona_id: str | None) -> list[int | None]:
    """The feelings at touchpoints; with a persona, her own where noted and the touchpoint's elsewhere."""
    found = [touchpoint.emotion for touchpoint in touchpoints]
    if persona_id is not None:
        own = {each.touchpoint_id: each.emotion for each in state.children(Feeling, persona_id)}
        for place, touchpoint in enumerate(touchpoints):
            emotion = own.get(touchpoint.id)
            if emotion is not None:
                found[place] = emotion
    return found


def with_emotions(graph: JourneyGraph, changed: Mapping[int, int | None]) -> JourneyGraph:
    """The same graph with other feelings at some touchpoints."""
    return replace(graph, emotions=[changed.get(place, each) for place, each in enumerate(graph.emotions)])


def _resolved(
    drawn: list[Connection],
    touchpoints: Sequence[Touchpoint],
    adjustments: list[Adjustment],
    *,
    index: Mapping[str, int],
    workday: float,
    lane_places: Mapping[str, int],
) -> tuple[list[Way], list[list[int]], list[float], dict[int, list[int]]]:
    """Ways with resolved shares, the ways out of each touchpoint, what leaves there, and the parallel bundles by
    split.
    """
    by_source: list[list[Connection]] = [[] for _ in touchpoints]
    for connection in drawn:
        by_source[index[connection.source_id]].append(connection)
    ways: list[Way] = []
    out: list[list[int]] = [[] for _ in touchpoints]
    left = [0.0] * len(touchpoints)
    bundles: dict[int, list[int]] = {}

    def add(connection: Connection, share: float, known: bool) -> int:
        source = index[connection.source_id]
        out[source].append(len(ways))
        ways.append(
            Way(
                connection.id,
                source,
                index[connection.target_id],
                connection.kind,
                share,
                known,
                elapsed(connection.waiting, workday),
                connection.handover,
            )
        )
        return len(ways) - 1

    for source, leaving in enumerate(by_source):
        if not leaving:
            continue
        if len(leaving) == 1 and (leaving[0].share is None or leaving[0].kind == "parallel"):
            add(leaving[0], 1.0, True)
            continue
        parallel = [each for each in leaving if each.kind == "parallel"]
        exclusive = [each for each in leaving if each.kind != "parallel"] if len(parallel) > 1 else leaving
        bundled = len(parallel) > 1
        known = [each.share for each in exclusive]
        kinds = [each.kind for each in exclusive]
        if bundled:
            given = [each.share for each in parallel if each.share is not None]
            known.append((max(given) if given else None) if exclusive else 1.0)
            kinds.append("parallel")
        parted = parting(known, kinds)
        left[source] = parted.left
        _report(touchpoints[source].id, exclusive, parted.scaled_from, parted.assumed_zero, adjustments)
        unknown = set(parted.even) | set(parted.assumed_zero)
        for place, connection in enumerate(exclusive):
            add(connection, parted.shares[place], place not in unknown)
        if bundled:
            parallel.sort(
                key=lambda each: (
                    lane_places.get(touchpoints[index[each.target_id]].lane_id, -1),
                    index[each.target_id],
                    each.id,
                )
            )
            certain = len(exclusive) not in unknown
            bundles[source] = [add(each, parted.shares[-1], certain) for each in parallel]
    return ways, out, left, bundles


def _report(
    touchpoint_id: str,
    exclusive: list[Connection],
    scaled_from: float | None,
    assumed_zero: list[int],
    adjustments: list[Adjustment],
) -> None:
    if scaled_from is not None:
        adjustments.append(Adjustment("shares_above_one", (touchpoint_id,), (("total", scaled_from),)))
    for place in assumed_zero:
        adjustments.append(Adjustment("share_unknown", (exclusive[place].id, touchpoint_id)))


def _starts(
    touchpoints: Sequence[Touchpoint],
    drawn: list[Connection],
    index: Mapping[str, int],
    outside: frozenset[int],
    adjustments: list[Adjustment],
) -> tuple[tuple[int, float], ...]:
    entered = {index[each.target_id] for each in drawn if each.kind not in _NO_ENTRY}
    known: dict[int, float] = {}
    open_: list[int] = []
    for place, touchpoint in enumerate(touchpoints):
        if place in outside:
            continue
        if touchpoint.start_share:
            known[place] = touchpoint.start_share
        elif touchpoint.start_share is None and place not in entered:
            open_.append(place)
    total = sum(known.values())
    if not known and not open_:
        return ()
    if total > 1 + TOLERANCE or (known and not open_ and total < 1 - TOLERANCE):
        subject_ids = tuple(touchpoints[place].id for place in known)
        adjustments.append(Adjustment("start_shares_scaled", subject_ids, (("total", total),)))
    rest = max(0.0, 1 - total)
    if not open_ or total >= 1:
        known = {place: share / total for place, share in known.items()}
        rest = 0.0
    found = {**known, **{place: rest / len(open_) for place in open_}}
    if rest > 0:
        recovered = {index[each.target_id] for each in drawn if each.kind == "recovery"}
        adjustments.extend(
            Adjustment("start_after_recovery", (touchpoints[place].id,), (("share", found[place]),))
            for place in open_
            if place in recovered and len(found) > 1
        )
    return tuple((place, found[place]) for place in sorted(found))


def _blocks(
    ways: list[Way], out: list[list[int]], left: list[float], bundles: dict[int, list[int]]
) -> dict[int, Block]:
    """The bundles of parallel ways that meet again."""
    blocks: dict[int, Block] = {}
    meetings = _post_dominators(ways, out, left, set(bundles)) if bundles else {}
    for split, meeting in meetings.items():
        bundle = bundles[split]
        region = _between(meeting, [ways[way].target for way in bundle], ways, out)
        if split not in region:
            blocks[split] = Block(split, meeting, tuple(bundle), ways[bundle[0]].share, frozenset(region))
    return blocks


def _split_evenly(bundles: Mapping[int, list[int]], ways: list[Way]) -> None:
    """Make plain branches of parallel ways, each with the same part of the bundle's share."""
    for bundle in bundles.values():
        for way in bundle:
            ways[way] = ways[way]._replace(share=ways[way].share / len(bundle))


def _post_dominators(ways: list[Way], out: list[list[int]], left: list[float], splits: set[int]) -> dict[int, int]:
    """Split → the first touchpoint that all who go on from it must come to; leaving and being caught are ends."""
    exit_ = len(out)
    live = [[ways[way].target for way in ways_out if ways[way].share > 0] for ways_out in out]
    backward: list[list[int]] = [[] for _ in range(exit_ + 1)]
    for source, targets in enumerate(live):
        for target in targets:
            backward[target].append(source)
    for component in components(live):
        inside = set(component)
        closed = all(target in inside for node in component for target in live[node])
        if closed and not any(left[node] > 0 for node in component):
            backward[exit_].extend(component)
    backward[exit_].extend(node for node, share in enumerate(left) if share > 0)
    found = immediate_dominators(backward, exit_)
    return {split: found[split] for split in splits if split in found and found[split] != exit_}


def _between(meeting: int, entries: list[int], ways: list[Way], out: list[list[int]]) -> set[int]:
    """The touchpoints that people come to from `entries` before they come to `meeting`."""
    seen = {entry for entry in entries if entry != meeting}
    todo = list(seen)
    while todo:
        for way in out[todo.pop()]:
            target = ways[way].target
            if target not in seen and target != meeting and ways[way].share > 0:
                seen.add(target)
                todo.append(target)
    return seen
