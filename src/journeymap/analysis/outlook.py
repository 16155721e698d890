"""What awaits one citizen who starts the journey: how often she comes by each touchpoint, whether she ever does, what
it costs her.

Reads the chain in the citizens' terms: everybody, those who reach the goal, those who come to an end at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from journeymap.analysis.burden import Burden, burden
from journeymap.analysis.chain import Chain, chain_of, chances, finish_chances, never_ending, returns, visits
from journeymap.analysis.graph import JourneyGraph
from journeymap.analysis.walk import Arc


@dataclass(frozen=True, slots=True)
class Outlook:
    """Probabilities and expected figures of one journey; touchpoints are told by their places in the graph.

    `visits` and `reach` are of each touchpoint. `ends` → reach of each end; `left` is the part of all who leave where
    ways lead on, `left_at` where; `shut` the part for whom no way is open; `never` that of those who never finish;
    `goal` that of those who ever come to a goal. `everyone` is infinite where somebody may be caught in a part that
    costs; `finishing` is then given for those who are not. `reaching` is None where nobody reaches the goal.
    """

    visits: tuple[float, ...]
    reach: tuple[float, ...]
    ends: dict[int, float]
    left: float
    left_at: dict[int, float]
    shut: float
    shut_at: dict[int, float]
    never: float
    goal: float
    everyone: Burden
    reaching: Burden | None
    finishing: Burden | None


def outlook(graph: JourneyGraph, chain: Chain | None = None) -> Outlook:
    """The outlook of one citizen; all zero where the journey has no start."""
    chain = chain or chain_of(graph)
    walk = graph.walk
    times = chain.times
    goals = {node for node, place in enumerate(walk.place) if place in graph.goals}
    to_goal = chances(chain, goals)
    goal = min(1.0, sum(share * to_goal[node] for node, share in chain.begin))
    never = never_ending(chain)
    size = len(graph.touchpoints)
    by_place = [0.0] * size
    left_at: dict[int, float] = {}
    shut_at: dict[int, float] = {}
    for node, count in enumerate(times):
        place = walk.place[node]
        by_place[place] += count
        if count and count != inf and place not in graph.ends:
            if graph.left[place] > 0:
                left_at[place] = left_at.get(place, 0.0) + count * graph.left[place]
            if graph.shut[place] > 0:
                shut_at[place] = shut_at.get(place, 0.0) + count * graph.shut[place]
    everyone = Flow(((times, None),), 1.0)
    before = visits(chain, until=goals)
    begun = [(node, before[node]) for node in goals if before[node]]
    reaching = Flow(((_without(before, goals), to_goal), (visits(chain, begun), None)), goal)
    finishing: Flow | None = None
    if 0 < never < 1:
        finishing = Flow(((times, finish_chances(chain)),), 1.0 - never)
    return Outlook(
        tuple(by_place),
        reach_of(graph, chain, times),
        {place: by_place[place] for place in sorted(graph.ends & graph.reachable)},
        sum(left_at.values()),
        left_at,
        sum(shut_at.values()) + graph.shut_at_start,
        shut_at,
        never,
        goal,
        expected(graph, everyone),
        expected(graph, reaching) if goal > 0 else None,
        expected(graph, finishing) if finishing is not None else None,
    )


def reach_of(graph: JourneyGraph, chain: Chain, times: Sequence[float]) -> tuple[float, ...]:
    """For each touchpoint the probability of ever coming there: its visits over those of who begins there.

    Where a touchpoint has several nodes on the walk (parallel ways that overlap) it is solved for by itself.
    """
    again = returns(chain)
    reach = [0.0] * len(graph.touchpoints)
    for place, nodes in graph.walk.nodes_of().items():
        if len(nodes) == 1 and again[nodes[0]] < inf:
            reach[place] = min(1.0, times[nodes[0]] / again[nodes[0]])
        elif any(times[node] for node in nodes):
            chance = chances(chain, nodes)
            reach[place] = min(1.0, sum(share * chance[node] for node, share in chain.begin))
    return tuple(reach)


@dataclass(frozen=True, slots=True)
class Flow:
    """How many of a group pass each node and arc, for one of the group.

    `parts` are (visits, chance that who is there belongs to the group, or None where all do); `total` is the group's
    part of all who start.
    """

    parts: tuple[tuple[Sequence[float], Sequence[float] | None], ...]
    total: float

    def passings(self) -> Iterator[tuple[int, float]]:
        for times, chance in self.parts:
            for node, count in enumerate(times):
                if count and (chance is None or chance[node]):
                    yield node, (count if chance is None else count * chance[node]) / self.total

    def endless(self) -> bool:
        """Whether somebody of the group goes round for ever."""
        return any(
            inf in times and (chance is None or any(count == inf and chance[node] for node, count in enumerate(times)))
            for times, chance in self.parts
        )

    def step(self, node: int, arc: Arc) -> float:
        found = 0.0
        for times, chance in self.parts:
            if times[node]:
                if chance is None:
                    found += times[node] * arc.share
                elif chance[arc.target]:
                    found += times[node] * arc.share * chance[arc.target]
        return found / self.total


def expected(graph: JourneyGraph, flow: Flow) -> Burden:
    """The expected burden of a group: infinite in all where some of it never finish."""
    if flow.endless():
        currencies = {currency for place in set(graph.walk.place) for currency, _ in graph.loads[place].fees}
        return Burden(inf, False, inf, inf, dict.fromkeys(sorted(currencies), inf), inf, inf, inf, inf)
    steps = ((arc, flow.step(node, arc)) for node, arc in costly_arcs(graph))
    return burden(graph, flow.passings(), steps)


def costly_arcs(graph: JourneyGraph) -> list[tuple[int, Arc]]:
    """The arcs of the walk that cost something themselves, with the nodes they leave."""
    costly = {number for number, way in enumerate(graph.ways) if way.waiting or way.handover}
    if not costly:
        return []
    return [
        (node, arc)
        for node, arcs in enumerate(graph.walk.out)
        for arc in arcs
        if arc.share > 0 and not costly.isdisjoint(arc.ways)
    ]


def _without(times: Sequence[float], nodes: set[int]) -> list[float]:
    return [0.0 if node in nodes else count for node, count in enumerate(times)]
