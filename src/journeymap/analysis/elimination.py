"""Solves the equations of a small absorbing chain exactly, by taking its states out one after the other.

The reduction is that of Grassmann, Taksar and Heyman (Operations Research 33, 1985): pivots are sums of outflows,
never differences, so that hardly any accuracy is lost even where people go round nearly for ever. States with few
neighbours go first, which keeps sparse chains sparse. Used for the strongly connected parts of a walk; `chain` puts
the parts together.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heapify, heappop, heappush


class Elimination:
    """The reduced form of a chain on states 0 … n-1.

    `rows[i]` are the shares that go from i to other states, `out[i]` what goes from i out of the chain. What stays at
    i is the rest. Each state has to lead out, by whatever way.
    """

    __slots__ = ("_into", "_order", "_out_of", "_pivot")

    def __init__(self, rows: Sequence[dict[int, float]], out: Sequence[float]) -> None:
        size = len(rows)
        going = [dict(row) for row in rows]
        leaving = list(out)
        coming: list[set[int]] = [set() for _ in range(size)]
        for source, row in enumerate(going):
            row.pop(source, None)
            for target in row:
                coming[target].add(source)
        self._order: list[int] = []
        self._pivot = [0.0] * size
        self._out_of: list[list[tuple[int, float]]] = [[] for _ in range(size)]
        self._into: list[list[tuple[int, float]]] = [[] for _ in range(size)]
        queue = [(len(going[state]) * len(coming[state]), state) for state in range(size)]
        heapify(queue)
        done = bytearray(size)
        while queue:
            cost, state = heappop(queue)
            if done[state]:
                continue
            now = len(going[state]) * len(coming[state])
            if now > cost:
                heappush(queue, (now, state))
                continue
            done[state] = 1
            row = going[state]
            pivot = leaving[state] + sum(row.values())
            self._order.append(state)
            self._pivot[state] = pivot
            self._out_of[state] = [(target, share / pivot) for target, share in row.items()]
            for target in row:
                coming[target].discard(state)
            for source in coming[state]:
                other = going[source]
                factor = other.pop(state) / pivot
                self._into[state].append((source, factor))
                leaving[source] += factor * leaving[state]
                for target, share in row.items():
                    if target != source:
                        if target in other:
                            other[target] += factor * share
                        else:
                            other[target] = factor * share
                            coming[target].add(source)
                heappush(queue, (len(other) * len(coming[source]), source))

    def visits(self, begin: Sequence[float]) -> list[float]:
        """How often each state is visited, where `begin` come in from outside."""
        mass = list(begin)
        for state in self._order:
            if mass[state]:
                for target, share in self._out_of[state]:
                    mass[target] += mass[state] * share
        found = [0.0] * len(mass)
        for state in reversed(self._order):
            total = mass[state] / self._pivot[state]
            for source, factor in self._into[state]:
                total += found[source] * factor
            found[state] = total
        return found

    def sums(self, gain: Sequence[float]) -> list[float]:
        """What each state earns until the chain is left, where a visit earns `gain`."""
        mass = list(gain)
        for state in self._order:
            if mass[state]:
                for source, factor in self._into[state]:
                    mass[source] += factor * mass[state]
        found = [0.0] * len(mass)
        for state in reversed(self._order):
            total = mass[state] / self._pivot[state]
            for target, share in self._out_of[state]:
                total += share * found[target]
            found[state] = total
        return found

    def returns(self) -> list[float]:
        """How often each state is visited in all where one begins in it.

        The diagonal of the inverse, from the entries that the pattern of the reduction needs (Takahashi, Fagan and
        Chin 1973).
        """
        inverse: dict[tuple[int, int], float] = {}
        for state in reversed(self._order):
            out_of, into = self._out_of[state], self._into[state]
            for target, _ in out_of:
                inverse[target, state] = sum(inverse[target, source] * factor for source, factor in into)
            for source, _ in into:
                inverse[state, source] = sum(share * inverse[target, source] for target, share in out_of)
            own = sum(share * inverse[target, state] for target, share in out_of)
            inverse[state, state] = 1 / self._pivot[state] + own
        return [inverse[state, state] for state in range(len(self._order))]
