"""The walk as an absorbing Markov chain: expected visits, chances of coming somewhere, expected sums, all exact.

Solved part by part: strongly connected parts by elimination, between them in topological order; paths are never
listed. What the figures mean for the citizen is left to `outlook` and `summary`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import inf

from journeymap.analysis.elimination import Elimination
from journeymap.analysis.graph import JourneyGraph

Steps = Sequence[Sequence[tuple[int, float]]]
_NOWHERE: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Chain:
    """Steps with shares above 0, what stops at each node, where people begin, and the parts in topological order.

    A part is (its nodes, whether one can go round in it). The steps and the stop of a node add up to 1.
    """

    steps: Steps
    stop: Sequence[float]
    begin: Sequence[tuple[int, float]]
    parts: Sequence[tuple[Sequence[int], bool]]
    _solved: dict[int, Elimination | None] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def times(self) -> Sequence[float]:
        """How often each node is visited by one citizen who starts the journey; nearly every figure asks for it."""
        return visits(self)


def chain_of(graph: JourneyGraph) -> Chain:
    """The chain of everybody who starts the journey. Ways, leaving and being shut out add up to 1 at each node."""
    walk = graph.walk
    steps = [[(arc.target, arc.share) for arc in arcs if arc.share > 0] for arcs in walk.out]
    stop = [1.0 if place in graph.ends else graph.left[place] + graph.shut[place] for place in walk.place]
    begin = tuple((node, share) for node, share in walk.starts if share > 0)
    return Chain(steps, stop, begin, parts_of(steps, walk.order))


def parts_of(steps: Steps, order: Sequence[Sequence[int]]) -> list[tuple[Sequence[int], bool]]:
    """Components with whether one can go round in them."""
    return [(nodes, len(nodes) > 1 or any(target == nodes[0] for target, _ in steps[nodes[0]])) for nodes in order]


def visits(
    chain: Chain, begin: Iterable[tuple[int, float]] | None = None, until: Collection[int] = _NOWHERE
) -> list[float]:
    """How often each node is visited by one citizen, from the journey's starts or from `begin`.

    Who comes to a node of `until` is counted there and taken out. In a trap that is entered visits are infinite.
    """
    found = [0.0] * len(chain.steps)
    for node, share in chain.begin if begin is None else begin:
        found[node] += share
    for number, (nodes, round_) in enumerate(chain.parts):
        if not round_:
            node = nodes[0]
            mass = found[node]
            if mass and node not in until:
                for target, share in chain.steps[node]:
                    found[target] += mass * share
            continue
        coming = [found[node] for node in nodes]
        if not any(coming):
            continue
        inside = {node: place for place, node in enumerate(nodes) if node not in until}
        solver = _solver(chain, number, inside)
        if solver is None:
            for node in nodes:
                found[node] = inf
            continue
        local = solver.visits([found[node] for node in inside])
        for node, times in zip(inside, local, strict=True):
            found[node] = times
            for target, share in chain.steps[node]:
                if target not in inside:
                    found[target] += times * share
    return found


def chances(chain: Chain, goals: Collection[int], lost: Collection[int] = _NOWHERE) -> list[float]:
    """For each node the probability that who is there is or ever comes to a node of `goals`, never before to one of
    `lost`.
    """
    found = [0.0] * len(chain.steps)
    for node in goals:
        found[node] = 1.0
    for node in lost:
        found[node] = 0.0
    settled = {*goals, *lost}
    for number in range(len(chain.parts) - 1, -1, -1):
        nodes, round_ = chain.parts[number]
        if not round_:
            node = nodes[0]
            if node not in settled:
                total = 0.0
                for target, share in chain.steps[node]:
                    total += share * found[target]
                found[node] = total
            continue
        inside = {node: place for place, node in enumerate(nodes) if node not in settled}
        gain = [
            sum(share * found[target] for target, share in chain.steps[node] if target not in inside) for node in inside
        ]
        if not any(gain):
            continue
        solver = _solver(chain, number, inside)
        if solver is not None:
            for node, chance in zip(inside, solver.sums(gain), strict=True):
                found[node] = min(1.0, chance)
    return found


def sums(chain: Chain, gain: Sequence[float]) -> list[float]:
    """For each node what who is there collects on the rest of the walk, where a visit brings `gain` (none negative)."""
    found = [0.0] * len(chain.steps)
    for number in range(len(chain.parts) - 1, -1, -1):
        nodes, round_ = chain.parts[number]
        if not round_:
            node = nodes[0]
            total = gain[node]
            for target, share in chain.steps[node]:
                total += share * found[target]
            found[node] = total
            continue
        inside = {node: place for place, node in enumerate(nodes)}
        local = [
            gain[node] + sum(share * found[target] for target, share in chain.steps[node] if target not in inside)
            for node in nodes
        ]
        solver = _solver(chain, number, inside)
        values = solver.sums(local) if solver is not None else [inf if any(local) else 0.0] * len(nodes)
        for node, value in zip(nodes, values, strict=True):
            found[node] = value
    return found


def returns(chain: Chain) -> list[float]:
    """For each node how often it is visited in all by who begins there; infinite in a trap."""
    found = [1.0] * len(chain.steps)
    for number, (nodes, round_) in enumerate(chain.parts):
        if round_:
            solver = _solver(chain, number, {node: place for place, node in enumerate(nodes)})
            values = solver.returns() if solver is not None else [inf] * len(nodes)
            for node, value in zip(nodes, values, strict=True):
                found[node] = value
    return found


def finish_chances(chain: Chain) -> list[float]:
    """For each node the probability of not being caught in a trap from there."""
    return [min(1.0, chance) for chance in sums(chain, chain.stop)]


def trap_nodes(chain: Chain) -> list[Sequence[int]]:
    """The parts that can be entered but not left."""
    return [nodes for number, (nodes, round_) in enumerate(chain.parts) if round_ and _closed(chain, number)]


def never_ending(chain: Chain) -> float:
    """The probability of coming into a trap."""
    caught = [node for nodes in trap_nodes(chain) for node in nodes]
    if not caught:
        return 0.0
    chance = chances(chain, caught)
    return min(1.0, sum(share * chance[node] for node, share in chain.begin))


def conditioned(chain: Chain, chance: Sequence[float]) -> Chain:
    """The chain of those who do not come into a trap, where `chance` is the probability of that at each node."""
    steps = [
        [(target, share * chance[target] / chance[node]) for target, share in leaving if chance[target] > 0]
        if chance[node] > 0
        else []
        for node, leaving in enumerate(chain.steps)
    ]
    stop = [share / chance[node] if chance[node] > 0 else 1.0 for node, share in enumerate(chain.stop)]
    total = sum(share * chance[node] for node, share in chain.begin)
    begin = [(node, share * chance[node] / total) for node, share in chain.begin if chance[node] > 0]
    order: list[Sequence[int]] = []
    for nodes, _ in chain.parts:
        if chance[nodes[0]] > 0:
            order.append(nodes)
        else:
            order.extend([node] for node in nodes)
    return Chain(steps, stop, begin, parts_of(steps, order))


def _closed(chain: Chain, number: int) -> bool:
    nodes = chain.parts[number][0]
    inside = set(nodes)
    return all(chain.stop[node] <= 0 and all(target in inside for target, _ in chain.steps[node]) for node in nodes)


def _solver(chain: Chain, number: int, inside: dict[int, int]) -> Elimination | None:
    """The elimination of a part without the nodes `outside`; None where nobody ever leaves it. Whole parts are solved
    once.
    """
    nodes = chain.parts[number][0]
    whole = len(inside) == len(nodes)
    if whole and number in chain._solved:
        return chain._solved[number]
    if whole and _closed(chain, number):
        solver = None
    else:
        place = {node: local for local, node in enumerate(inside)}
        rows: list[dict[int, float]] = []
        out: list[float] = []
        for node in inside:
            row: dict[int, float] = {}
            leaving = chain.stop[node]
            for target, share in chain.steps[node]:
                local = place.get(target)
                if local is None:
                    leaving += share
                else:
                    row[local] = row.get(local, 0.0) + share
            rows.append(row)
            out.append(leaving)
        solver = Elimination(rows, out)
    if whole:
        chain._solved[number] = solver
    return solver
