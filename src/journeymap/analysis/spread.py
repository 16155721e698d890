"""How time and money spread between walks: mean, deviation, least, most, median, slowest tenth and 95th percentile.

Steps carry one value each, so the spread is that of the ways people take. A parallel block counts as one step that
takes the largest of its ways' means; least and most are of walks, where a block takes as long as its longest way.
Where some never finish, the spread is of those who do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, sqrt

from journeymap.analysis.burden import block_times
from journeymap.analysis.chain import Chain, chain_of, conditioned, finish_chances, never_ending, parts_of, sums
from journeymap.analysis.extremes import Costs, fee_range, fee_steps, time_range, time_steps
from journeymap.analysis.graph import JourneyGraph
from journeymap.analysis.time_grid import Quantile, quantiles

PARTS = (0.5, 0.9, 0.95)
_CANTELLI = sqrt(PARTS[-1] / (1 - PARTS[-1])) * 1.0001
"""No distribution has its 95th percentile further above its mean than so many deviations (Cantelli's inequality)."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Seconds, or money in one currency. `most` is infinite where loops cost. `at_least` says that parallel ways
    run at once, so that mean and percentiles may be larger. `finishing` says that it is of those who finish, since
    not everybody does.

    The `slowest_tenth` is the value that nine tenths of all walks do not exceed.
    """

    mean: float
    deviation: float
    least: float
    most: float
    median: Quantile
    slowest_tenth: Quantile
    percentile_95: Quantile
    at_least: bool
    finishing: bool


@dataclass(frozen=True, slots=True)
class _Steps:
    """A chain with what its visits and steps cost."""

    chain: Chain
    cost: Sequence[float]
    step_cost: Sequence[Sequence[float]]


def time_spread(graph: JourneyGraph, chain: Chain | None = None) -> Spread | None:
    """The spread of elapsed time; None where nobody comes to an end."""
    chain = chain or chain_of(graph)
    costs = time_steps(graph)
    if len(graph.walk.strands) == 1:
        return _spread(_plain(graph, chain, costs), time_range(graph), at_least=False)
    steps, at_least = _blocks_as_steps(graph, chain, costs)
    return _spread(steps, time_range(graph), at_least=at_least)


def fee_spread(graph: JourneyGraph, currency: str, chain: Chain | None = None) -> Spread | None:
    """The spread of fees in one currency; None where nobody comes to an end."""
    chain = chain or chain_of(graph)
    return _spread(_plain(graph, chain, fee_steps(graph, currency)), fee_range(graph, currency), at_least=False)


def _spread(steps: _Steps, range_: tuple[float, float], *, at_least: bool) -> Spread | None:
    chain = steps.chain
    never = never_ending(chain)
    if never >= 1 or not chain.begin:
        return None
    if never > 0:
        steps = _finishing(steps, finish_chances(chain))
        chain = steps.chain
    mean, variance = _moments(steps)
    least, most = range_
    deviation = sqrt(variance)
    if deviation <= 1e-9 * max(1.0, mean):
        at = Quantile(mean, 0.0)
        median, tenth, last = at, at, at
    else:
        top = min(most if not at_least else inf, mean + _CANTELLI * deviation)
        bins = 512 if len(chain.steps) <= 300 else 256
        median, tenth, last = quantiles(chain, steps.cost, steps.step_cost, PARTS, top, bins)
    return Spread(mean, deviation, least, most, median, tenth, last, at_least, never > 0)


def _moments(steps: _Steps) -> tuple[float, float]:
    """Mean and variance of the sum over a walk: at each visit the variance of what the next step makes of it."""
    chain = steps.chain
    gain = [
        own + sum(share * value for (_, share), value in zip(leaving, values, strict=True))
        for own, leaving, values in zip(steps.cost, chain.steps, steps.step_cost, strict=True)
    ]
    rest = sums(chain, gain)
    times = chain.times
    mean = sum(share * rest[node] for node, share in chain.begin)
    variance = sum(share * (rest[node] - mean) ** 2 for node, share in chain.begin)
    for node, leaving in enumerate(chain.steps):
        if times[node] and leaving:
            expected = rest[node] - steps.cost[node]
            here = chain.stop[node] * expected**2
            for (target, share), value in zip(leaving, steps.step_cost[node], strict=True):
                here += share * (value + rest[target] - expected) ** 2
            variance += times[node] * here
    return mean, variance


def _plain(graph: JourneyGraph, chain: Chain, costs: Costs) -> _Steps:
    values = [[costs.arc(arc) for arc in arcs if arc.share > 0] for arcs in graph.walk.out]
    return _Steps(chain, costs.nodes, values)


def _finishing(steps: _Steps, chance: Sequence[float]) -> _Steps:
    """The steps of those who finish; costs keep their places beside the steps that remain."""
    values = [
        [value for (target, _), value in zip(leaving, costs, strict=True) if chance[target] > 0]
        if chance[node] > 0
        else []
        for node, (leaving, costs) in enumerate(zip(steps.chain.steps, steps.step_cost, strict=True))
    ]
    return _Steps(conditioned(steps.chain, chance), steps.cost, values)


def _blocks_as_steps(graph: JourneyGraph, chain: Chain, costs: Costs) -> tuple[_Steps, bool]:
    """The chain outside of blocks, each block one step from its split to its meeting that takes the largest mean of
    its ways.
    """
    walk = graph.walk
    means, at_least = _block_means(graph, chain, costs)
    outer = [node for node, strand in enumerate(walk.strand) if strand == 0]
    number_of = {node: number for number, node in enumerate(outer)}
    at = {walk.place[node]: number for number, node in enumerate(outer)}
    steps: list[list[tuple[int, float]]] = []
    values: list[list[float]] = []
    for node in outer:
        leaving: list[tuple[int, float]] = []
        cost: list[float] = []
        for arc in walk.out[node]:
            if arc.share <= 0:
                continue
            if arc.strands[0] == 0:
                leaving.append((number_of[arc.target], arc.share))
                cost.append(costs.arc(arc))
            else:
                leaving.append((at[graph.blocks[walk.place[node]].meeting], arc.share))
                cost.append(means.get(node, 0.0))
        steps.append(leaving)
        values.append(cost)
    order = [found for nodes in walk.order if (found := [number_of[node] for node in nodes if node in number_of])]
    begin = [(number_of[node], share) for node, share in chain.begin]
    outer_chain = Chain(steps, [chain.stop[node] for node in outer], begin, parts_of(steps, order))
    return _Steps(outer_chain, [costs.nodes[node] for node in outer], values), at_least


def _block_means(graph: JourneyGraph, chain: Chain, costs: Costs) -> tuple[dict[int, float], bool]:
    """Split (as node outside of blocks) → the mean time of its block."""
    walk = graph.walk
    times = chain.times
    if never_ending(chain) > 0:
        chance = finish_chances(chain)
        times = [count * chance[node] if chance[node] else 0.0 for node, count in enumerate(times)]
    elapsed = [0.0] * len(walk.strands)
    passed: dict[int, float] = {}
    for node, arcs in enumerate(walk.out):
        if not times[node]:
            continue
        elapsed[walk.strand[node]] += times[node] * costs.nodes[node]
        for arc in arcs:
            if arc.share <= 0:
                continue
            for way, owner in zip(arc.ways, arc.strands, strict=True):
                elapsed[owner] += times[node] * arc.share * costs.ways.get(way, 0.0)
            if arc.strands[0] != walk.strand[node]:
                passed[node] = times[node] * arc.share
    longest, at_least = block_times(walk, elapsed)
    return {split: time / passed[split] for split, time in longest.items() if passed.get(split)}, at_least
