"""Paths through a journey: the most likely ones one by one, the chosen one, how many there are, and what each costs.

A path is simple: it passes no node of the walk twice; parallel ways are listed one after the other in lane order.
Ways of share 0 are on no likely path, but the path that a user chose may take them.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from math import inf, log

from journeymap.analysis.burden import Burden, burden
from journeymap.analysis.graph import JourneyGraph, journey_graph
from journeymap.analysis.walk import Arc
from journeymap.model.document import State
from journeymap.model.records import Journey

_SAME = 1e-12
"""Paths whose logarithms of likelihood differ by less are equally likely: rounding must not widen the search."""


@dataclass(frozen=True, slots=True)
class Path:
    """One way through a journey. `share` is the part of all who start that goes exactly this way.

    `leaves` says that the path stops at its last touchpoint though ways lead on. `nodes` are places on the graph's
    walk.
    """

    touchpoint_ids: tuple[str, ...]
    connection_ids: tuple[str, ...]
    share: float
    leaves: bool
    nodes: tuple[int, ...]
    arcs: tuple[Arc, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """A number of paths; where not `exact` there are at least that many."""

    value: int
    exact: bool


def path_of(graph: JourneyGraph, nodes: Sequence[int], arcs: Sequence[Arc]) -> Path:
    """The path over these nodes of the walk."""
    place = graph.walk.place
    share = next((share for node, share in graph.walk.starts if node == nodes[0]), 0.0)
    for arc in arcs:
        share *= arc.share
    last = place[nodes[-1]]
    leaves = last not in graph.ends
    if leaves:
        share *= graph.left[last]
    return Path(
        tuple(graph.touchpoints[place[node]].id for node in nodes),
        tuple(graph.ways[way].connection_id for arc in arcs for way in arc.ways),
        share,
        leaves,
        tuple(nodes),
        tuple(arcs),
    )


def path_burden(graph: JourneyGraph, path: Path) -> Burden:
    """What the path costs; the elapsed time of a parallel block is that of its longest way on this path."""
    return burden(graph, ((node, 1.0) for node in path.nodes), ((arc, 1.0) for arc in path.arcs))


def likely_paths(graph: JourneyGraph) -> Iterator[Path]:
    """All simple paths of share above 0, the most likely first, found one by one as they are asked for.

    A best-first search on the likelihood lost against the best way on. Inside of loops only steps are tried from
    which the way out is still open, so that each step of the search leads to a path.
    """
    walk = graph.walk
    stop = graph.stops
    best = _best_ways_on(graph, stop)
    component = _cyclic_components(graph)
    ticket = count()
    queue: list[tuple[float, int, int, _Step, bool]] = []
    roots = [(log(share) + best[node], node) for node, share in walk.starts if share > 0 and best[node] > -inf]
    top = max((value for value, _ in roots), default=0.0)
    for value, node in roots:
        heapq.heappush(queue, (_loss(top, value), 0, next(ticket), _Step(node, None, None, 1), False))
    while queue:
        loss, _, _, step, done = heapq.heappop(queue)
        node = step.node
        if done:
            yield _path(graph, step)
            continue
        depth = -step.length - 1
        if stop[node] > 0:
            lost = loss + _loss(best[node], log(stop[node]))
            heapq.heappush(queue, (lost, depth, next(ticket), step, True))
        inside = component[node]
        seen = _seen(step, inside, component) if inside is not None else None
        for arc in walk.out[node]:
            target = arc.target
            if arc.share <= 0 or best[target] == -inf:
                continue
            if (
                seen is not None
                and component[target] is inside
                and (target in seen or not _way_out(graph, target, seen, component, stop))
            ):
                continue
            lost = loss + _loss(best[node], log(arc.share) + best[target])
            heapq.heappush(queue, (lost, depth, next(ticket), _Step(target, step, arc, step.length + 1), False))


def likeliest_path(graph: JourneyGraph) -> Path | None:
    """The path that most people go, None where no path comes to an end."""
    return next(likely_paths(graph), None)


def chosen_path(state: State, journey_id: str, graph: JourneyGraph | None = None) -> Path | None:
    """The path that the journey's owner picked while it can still be walked from a start to an end; else the
    likeliest.
    """
    graph = graph or journey_graph(state, journey_id)
    return picked_path(state, graph) or likeliest_path(graph)


def picked_path(state: State, graph: JourneyGraph) -> Path | None:
    """The path that the journey's owner picked, None where none was or it can no longer be walked."""
    journey = state.get(Journey, graph.journey_id)
    return walked_path(graph, journey.chosen_path) if journey is not None and journey.chosen_path else None


def walked_path(graph: JourneyGraph, touchpoint_ids: Sequence[str]) -> Path | None:
    """The path over exactly these touchpoints, by the likeliest of several ways; None where it cannot be walked.

    It has to begin at a start, follow ways, and stop where the journey ends or people leave it.
    """
    walk = graph.walk
    if not touchpoint_ids or any(each not in graph.index for each in touchpoint_ids):
        return None
    places = [graph.index[each] for each in touchpoint_ids]
    reached: dict[int, _Step] = {}
    for node, _ in walk.starts:
        if walk.place[node] == places[0]:
            reached[node] = _Step(node, None, None, 1)
    for _, place in pairwise(places):
        further: dict[int, tuple[float, _Step]] = {}
        for node, step in reached.items():
            for arc in walk.out[node]:
                if walk.place[arc.target] == place and arc.share > further.get(arc.target, (-1.0,))[0]:
                    further[arc.target] = (arc.share, _Step(arc.target, step, arc, step.length + 1))
        reached = {node: step for node, (_, step) in further.items()}
    stop = graph.stops
    found = [step for node, step in reached.items() if stop[node] > 0]
    return max((_path(graph, step) for step in found), key=lambda path: path.share, default=None)


def path_count(graph: JourneyGraph) -> Count:
    """How many simple paths of share above 0 there are: exact where there is no loop.

    With loops, the paths that take no step back against the order in which touchpoints are first come to are counted:
    there are at least so many.
    """
    walk = graph.walk
    stop = graph.stops
    number = [0] * len(walk.place)
    nodes = [node for component in walk.order for node in sorted(component)]
    rank = [0] * len(nodes)
    for place, node in enumerate(nodes):
        rank[node] = place
    for node in reversed(nodes):
        number[node] = (stop[node] > 0) + sum(
            number[arc.target] for arc in walk.out[node] if arc.share > 0 and rank[arc.target] > rank[node]
        )
    return Count(sum(number[node] for node, share in walk.starts if share > 0), walk.acyclic)


@dataclass(frozen=True, slots=True, eq=False)
class _Step:
    """The end of a partial path, with the step before."""

    node: int
    before: _Step | None
    arc: Arc | None
    length: int


def _path(graph: JourneyGraph, step: _Step) -> Path:
    nodes: list[int] = []
    arcs: list[Arc] = []
    here: _Step | None = step
    while here is not None:
        nodes.append(here.node)
        if here.arc is not None:
            arcs.append(here.arc)
        here = here.before
    return path_of(graph, nodes[::-1], arcs[::-1])


def _loss(best: float, this: float) -> float:
    lost = best - this
    return lost if lost > _SAME else 0.0


def _best_ways_on(graph: JourneyGraph, stop: Sequence[float]) -> list[float]:
    """For each node the logarithm of the likelihood of the best way from it to where a path may stop."""
    walk = graph.walk
    best = [log(share) if share > 0 else -inf for share in stop]
    if walk.acyclic:
        for component in reversed(walk.order):
            node = component[0]
            for arc in walk.out[node]:
                if arc.share > 0 and (value := log(arc.share) + best[arc.target]) > best[node]:
                    best[node] = value
        return best
    into: list[list[tuple[int, float]]] = [[] for _ in best]
    for node, arcs in enumerate(walk.out):
        for arc in arcs:
            if arc.share > 0:
                into[arc.target].append((node, log(arc.share)))
    queue = [(-value, node) for node, value in enumerate(best) if value > -inf]
    heapq.heapify(queue)
    settled = bytearray(len(best))
    while queue:
        cost, node = heapq.heappop(queue)
        if settled[node]:
            continue
        settled[node] = 1
        for source, value in into[node]:
            if value - cost > best[source]:
                best[source] = value - cost
                heapq.heappush(queue, (cost - value, source))
    return best


def _cyclic_components(graph: JourneyGraph) -> list[int | None]:
    """For each node the number of the loop-bound part it is in, None outside of such parts."""
    found: list[int | None] = [None] * len(graph.walk.place)
    for number, component in enumerate(graph.walk.order):
        if len(component) > 1 or any(arc.target == component[0] for arc in graph.walk.out[component[0]]):
            for node in component:
                found[node] = number
    return found


def _seen(step: _Step, inside: int | None, component: Sequence[int | None]) -> set[int]:
    """The nodes of this part that the partial path has passed."""
    seen: set[int] = set()
    here: _Step | None = step
    while here is not None and component[here.node] == inside:
        seen.add(here.node)
        here = here.before
    return seen


def _way_out(
    graph: JourneyGraph, node: int, seen: set[int], component: Sequence[int | None], stop: Sequence[float]
) -> bool:
    """Whether a way leads from `node` out of its loop-bound part, or to a stop, without a node seen before."""
    inside = component[node]
    todo, tried = [node], {node}
    while todo:
        here = todo.pop()
        if stop[here] > 0:
            return True
        for arc in graph.walk.out[here]:
            if arc.share <= 0 or arc.target in seen or arc.target in tried:
                continue
            if component[arc.target] != inside:
                return True
            tried.add(arc.target)
            todo.append(arc.target)
    return False
