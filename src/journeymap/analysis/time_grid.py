"""The distribution of a sum over the walks of a chain, on a grid of equal bins, with strict bounds of what the grid
does to it.

The grid holds what a walk costs beyond the least that anybody comes with to the same node, so that it is as wide as walks
differ, not as long as they are. Each step is rounded to whole bins, once always down and once always up; the true
distribution lies between the two.
A node keeps the fraction of a bin by which its likeliest way there misses the grid, so that only where ways of
different length meet something is rounded at all. All bins of a node lie in one big integer: shifting, scaling and
adding them is then one operation each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from math import ceil, floor, gcd, inf

from journeymap.analysis.chain import Chain
from journeymap.analysis.dominators import postorder

_FIELD = 96  # bits of a bin: 50 for mass, 30 for a factor, the rest keeps neighbours apart
_ONE = 1 << 50
_FACTOR = 30
_KEPT = (1 << 66) - 1
_BEFORE = 64  # bins before nought, room for rounding down
_FAINT = 1e-6  # a part of all walks too small to move a quantile; shares are kept to nine digits
_MOST_ROUNDS = 20_000


@dataclass(frozen=True, slots=True)
class Quantile:
    """A value that the given part of all walks does not exceed; the true one is at most `error` away."""

    value: float
    error: float


def quantiles(
    walkers: Chain,
    cost: Sequence[float],
    step_cost: Sequence[Sequence[float]],
    parts: Sequence[float],
    top: float,
    bins: int = 512,
) -> list[Quantile]:
    """The least sums that these parts of all walks do not exceed.

    `cost` is what a visit to a node adds, `step_cost` what each of its steps adds; `top` is a
    value that none of the quantiles exceeds. Walks that are caught for ever must have been taken out of the chain.
    """
    ahead = _least_before(walkers, cost, step_cost)
    base = min(ahead[node] + cost[node] for node, stop in enumerate(walkers.stop) if stop > 0 and ahead[node] < inf)
    if top <= base:
        return [Quantile(base, 0.0) for _ in parts]
    delays = [
        [before + cost[node] + value - ahead[target] for (target, _), value in zip(steps, values, strict=True)]
        if (before := ahead[node]) < inf
        else [0.0] * len(steps)
        for node, (steps, values) in enumerate(zip(walkers.steps, step_cost, strict=True))
    ]
    ending = [before + own - base if before < inf else 0.0 for before, own in zip(ahead, cost, strict=True)]
    size, whole = _bin_size(ending, delays, top, bins)
    grid = _Grid(walkers, ending, delays, size, int((top - base) / size) + 2 + _BEFORE)
    below = grid.distribution(floor, 1e-9)
    above = below if whole else grid.distribution(ceil, -1e-9)
    found = []
    for part in parts:
        low = _quantile(below, part - below.astray)
        high = _quantile(above, part)
        least = base + max(0.0, (low - _BEFORE) * size) if low is not None else base
        most = min(top, base + (high - _BEFORE) * size) if high is not None else top
        most = max(least, most)
        found.append(Quantile((least + most) / 2, (most - least) / 2))
    return found


def _least_before(walkers: Chain, cost: Sequence[float], step_cost: Sequence[Sequence[float]]) -> list[float]:
    """The least sum with which anybody comes to each node; infinite where nobody does."""
    found = [inf] * len(cost)
    for node, _ in walkers.begin:
        found[node] = 0.0
    for nodes, round_ in walkers.parts:
        changed = True
        while changed:
            changed = False
            for node in nodes:
                after = found[node] + cost[node]
                for (target, _), value in zip(walkers.steps[node], step_cost[node], strict=True):
                    if after + value < found[target]:
                        found[target] = after + value
                        changed = round_
    return found


def _bin_size(ending: Sequence[float], delays: Sequence[Sequence[float]], top: float, bins: int) -> tuple[float, bool]:
    """The size of a bin, and whether all delays are whole bins, so that nothing is rounded: where they are multiples of one
    whole number and few enough of it reach the top, it is that number.
    """
    values = {*ending, *chain.from_iterable(delays)}
    if any(value % 1 for value in values):
        return top / bins, False
    common = gcd(*map(int, values))
    return (float(common), True) if common and top / common <= 2 * bins else (top / bins, False)


@dataclass(frozen=True, slots=True)
class _Distribution:
    """The probability of each bin, and of walks that were not followed to their end: those may lie anywhere."""

    bins: Sequence[float]
    astray: float


class _Grid:
    """One chain on one grid; `distribution` walks it with one way of rounding."""

    def __init__(
        self, walkers: Chain, ending: Sequence[float], delays: Sequence[Sequence[float]], size: float, bins: int
    ) -> None:
        self.chain = walkers
        self.bins = bins
        self.steps = [
            [(target, delay / size, _factor(share)) for (target, share), delay in zip(steps, values, strict=True)]
            for steps, values in zip(walkers.steps, delays, strict=True)
        ]
        self.ending = [delay / size for delay in ending]
        self.fraction = self._fractions()
        self.mask = _repeat(_KEPT, bins)
        self.all = (1 << (_FIELD * bins)) - 1
        self._below = 0

    def _fractions(self) -> list[float]:
        """For each node the fraction of a bin at which its first way there arrives, following the likeliest steps."""
        fraction = [0.0] * len(self.steps)
        weight = [0] * len(self.steps)
        for node, _ in self.chain.begin:
            weight[node] = 2 << _FACTOR
        for nodes, _ in self.chain.parts:
            for node in nodes:
                for target, delay, factor in self.steps[node]:
                    if factor > weight[target]:
                        weight[target] = factor
                        fraction[target] = (fraction[node] + delay) % 1.0
        return fraction

    def distribution(self, rounded: Callable[[float], int], grace: float) -> _Distribution:
        """The probability of each bin at the end of the walk, where each step is rounded in one direction."""
        fraction = self.fraction
        mass = [0] * len(self.steps)
        for node, share in self.chain.begin:
            mass[node] += round(share * _ONE) << (_FIELD * _BEFORE)
        done = astray = self._below = 0

        def step(found: int, node: int, target: int, delay: float) -> int:
            return self._shifted(found, rounded(delay + fraction[node] - fraction[target] + grace))

        for nodes, round_ in self.chain.parts:
            inside = frozenset(nodes) if round_ else frozenset()
            if round_:
                astray += self._go_round(inside, mass, step)
            for node in nodes:
                here = mass[node]
                if not here:
                    continue
                stop = self.chain.stop[node]
                if stop > 0:
                    shift = rounded(self.ending[node] + fraction[node] + grace)
                    done += self._shifted(self._scaled(here, _factor(stop)), shift)
                part, portion = here, 1 << _FACTOR
                for target, delay, factor in self.steps[node]:
                    if target not in inside:
                        if factor != portion:  # ways that part evenly carry the same
                            part, portion = self._scaled(here, factor), factor
                        moved = step(part, node, target, delay)
                        mass[target] = mass[target] + moved if mass[target] else moved
        width = _FIELD // 8
        data = done.to_bytes(self.bins * width, "little")
        found = [int.from_bytes(data[at : at + width], "little") / _ONE for at in range(0, len(data), width)]
        return _Distribution(found, (astray + self._below) / _ONE)

    def _go_round(self, inside: frozenset[int], mass: list[int], step: Callable[[int, int, int, float], int]) -> int:
        """Walk on inside a part until next to nobody is left in it, collecting all arrivals; how much mass was left.

        One round follows the part from end to end; only what goes back waits for the next.
        """
        inner = {node: [target for target, _, _ in self.steps[node] if target in inside] for node in inside}
        first = next((node for node in inside if mass[node]), None)
        if first is None:
            return 0
        order = postorder(inner, first)[::-1]
        waiting = {node: mass[node] for node in inside if mass[node]}
        for node in waiting:
            mass[node] = 0
        left = 0
        for _ in range(max(50, _MOST_ROUNDS // len(inside))):
            for node in order:
                here = waiting.pop(node, 0)
                if here:
                    mass[node] += here
                    for target, delay, factor in self.steps[node]:
                        if target in inside and (moved := step(self._scaled(here, factor), node, target, delay)):
                            waiting[target] = waiting.get(target, 0) + moved
            left = sum(_mass(here) for here in waiting.values())
            if left < _ONE * _FAINT / 10:
                break
        return left

    def _shifted(self, found: int, bins: int) -> int:
        """Moved up by so many bins; what goes beyond the grid is dropped, since no quantile asked for lies there."""
        if bins >= 0:
            return (found << (_FIELD * bins)) & self.all if 0 < bins < self.bins else found if not bins else 0
        self._below += _mass(found & ((1 << (_FIELD * -bins)) - 1))
        return found >> (_FIELD * -bins)

    def _scaled(self, found: int, factor: int) -> int:
        if factor == 1 << _FACTOR:
            return found
        return ((found * factor) >> _FACTOR) & self.mask


def _mass(found: int) -> int:
    """The sum of all bins: the rest of a division by the largest field, as with casting out nines."""
    return found % ((1 << _FIELD) - 1)


def _factor(share: float) -> int:
    return round(share * (1 << _FACTOR))


def _repeat(field: int, count: int) -> int:
    return int.from_bytes(field.to_bytes(_FIELD // 8, "little") * count, "little")


def _quantile(distribution: _Distribution, part: float) -> int | None:
    """The first bin up to which `part` of all lies; None beyond the grid."""
    total = 0.0
    for place, mass in enumerate(distribution.bins):
        total += mass
        if total >= part - _FAINT:
            return place
    return None
