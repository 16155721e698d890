"""Whether the goal can be reached while some touchpoints are closed, by any way that is drawn, whatever its share.

Owns reachability on the walk, where all parallel ways have to be passed; chances and burden of those who meet closed
touchpoints are in `limits`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Set

from journeymap.analysis.dominators import immediate_dominators
from journeymap.analysis.graph import JourneyGraph
from journeymap.model.records import Persona


def barred(graph: JourneyGraph, persona: Persona) -> frozenset[int]:
    """The touchpoints whose barriers meet the persona's limits."""
    limits = frozenset(persona.limits)
    if not limits:
        return frozenset()
    return frozenset(
        place for place, touchpoint in enumerate(graph.touchpoints) if not limits.isdisjoint(touchpoint.barriers)
    )


def reached_before(graph: JourneyGraph, closed: Set[int]) -> Iterator[int]:
    """The touchpoints that some way leads to from a start without a closed touchpoint, one after the other."""
    walk = graph.walk
    todo = [node for node, _ in walk.starts if walk.place[node] not in closed]
    seen = set(todo)
    while todo:
        node = todo.pop()
        yield walk.place[node]
        for arc in walk.out[node]:
            if arc.target not in seen and walk.place[arc.target] not in closed:
                seen.add(arc.target)
                todo.append(arc.target)


def goal_open(graph: JourneyGraph, closed: Set[int] = frozenset()) -> bool:
    """Whether some way leads from a start to a goal without a closed touchpoint."""
    return not graph.goals.isdisjoint(reached_before(graph, closed))


def on_every_way(graph: JourneyGraph, among: Collection[int]) -> tuple[int, ...]:
    """Those touchpoints of `among` that lie on every way from every start to a goal, in reading order.

    Empty where no way leads to a goal at all.
    """
    walk = graph.walk
    size = len(walk.place)
    root, sink = size, size + 1
    successors = [[arc.target for arc in arcs] for arcs in walk.out]
    for node, place in enumerate(walk.place):
        if place in graph.goals:
            successors[node] = [sink]
    successors += [[node for node, _ in walk.starts], []]
    dominator = immediate_dominators(successors, root)
    if sink not in dominator:
        return ()
    always: set[int] = set()
    node = dominator[sink]
    while node != root:
        always.add(walk.place[node])
        node = dominator[node]
    several = [place for place, nodes in walk.nodes_of().items() if len(nodes) > 1 and place in among]
    always.update(place for place in several if place not in always and not goal_open(graph, {place}))
    return tuple(sorted(place for place in among if place in always))
