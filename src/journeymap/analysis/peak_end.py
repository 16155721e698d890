"""The path-weighted peak–end: the mean over all walks of the mean of peak and last feeling, exact, without listing
walks.

The peak of a walk is the strongest feeling it comes by (−2 before +2 before −1 before +1 before 0), so the chance
that the peak is at least so strong is the chance of ever coming to such a touchpoint. The last known feeling is had
by visits and the chance that nothing known follows. By the linearity of means this equals the chain on (touchpoint,
least so far, greatest so far, last known).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from journeymap.analysis.chain import Chain, chances, conditioned, finish_chances, never_ending, visits

STRENGTHS = (-2, 2, -1, 1, 0)
"""Feelings from the strongest peak to the weakest."""
_RANK: dict[int | None, int] = {**{emotion: rank for rank, emotion in enumerate(STRENGTHS)}, None: len(STRENGTHS)}


@dataclass(frozen=True, slots=True)
class PeakEnd:
    """The mean peak–end of the walks on which some feeling is known, and the share of these walks."""

    value: float
    known: float


def finishing_chain(chain: Chain) -> Chain | None:
    """The chain of those who come to an end; None where nobody does."""
    never = never_ending(chain)
    if never >= 1 or not chain.begin:
        return None
    return chain if never <= 0 else conditioned(chain, finish_chances(chain))


def peak_end(chain: Chain, emotions: Sequence[int | None]) -> PeakEnd | None:
    """The path-weighted peak–end of a chain without traps, where a node of the walk feels as `emotions` says.

    None where no walk comes by a known feeling.
    """
    stages = [_stage(emotions, rank) for rank in range(len(STRENGTHS))]
    reached = [_from_start(chain, chances(chain, stage)) if stage else 0.0 for stage in stages]
    if reached[-1] <= 0:
        return None
    return PeakEnd((_mean_peak(reached) + _mean_last(chain, emotions, stages[-1])) / 2 / reached[-1], reached[-1])


def _stage(emotions: Sequence[int | None], rank: int) -> set[int]:
    return {node for node, emotion in enumerate(emotions) if _RANK[emotion] <= rank}


def _from_start(chain: Chain, chance: Sequence[float]) -> float:
    return min(1.0, sum(share * chance[node] for node, share in chain.begin))


def _mean_peak(reached: Sequence[float]) -> float:
    """Of the chances of a peak at least so strong, the mean peak (a walk without feelings counts 0)."""
    total = before = 0.0
    for emotion, chance in zip(STRENGTHS, reached, strict=True):
        total += emotion * (chance - before)
        before = chance
    return total


def _mean_last(chain: Chain, emotions: Sequence[int | None], known: set[int]) -> float:
    times = chain.times
    silent = [1.0 - chance for chance in chances(chain, known)]
    return sum(times[node] * (emotions[node] or 0) * _last_here(chain, silent, node) for node in known)


def _last_here(chain: Chain, silent: Sequence[float], node: int) -> float:
    """The chance that nothing known follows a visit to `node`."""
    return chain.stop[node] + sum(share * silent[target] for target, share in chain.steps[node])


class Revision:
    """How the peak–end would change if touchpoints felt different: quick for one node that nobody comes to twice.

    Holds what such a change needs to know of all the rest: the chance of coming to a node before anything stronger,
    and the mean of the last feeling before it.
    """

    def __init__(self, chain: Chain, emotions: Sequence[int | None]) -> None:
        self._chain = chain
        self._emotions = emotions
        self._round = {node for nodes, round_ in chain.parts if round_ for node in nodes}
        stages = [_stage(emotions, rank) for rank in range(len(STRENGTHS))]
        self._ahead = [chances(chain, stage) for stage in stages]
        self._before = [visits(chain, until=stage) for stage in stages]
        self._reached = [_from_start(chain, chance) for chance in self._ahead]
        self._times = chain.times
        known = stages[-1]
        self._silent = [1.0 - chance for chance in self._ahead[-1]]
        self._last = sum(
            self._times[node] * (emotions[node] or 0) * _last_here(chain, self._silent, node) for node in known
        )
        carried: dict[int, float] = {}
        for node in known:
            felt = self._times[node] * (emotions[node] or 0)
            if felt:
                for target, share in chain.steps[node]:
                    carried[target] = carried.get(target, 0.0) + felt * share
        self._carried = visits(chain, carried.items(), until=known)

    @property
    def today(self) -> PeakEnd | None:
        """The peak–end as it is."""
        return self._value(self._reached, self._last)

    def with_emotions(self, changed: Mapping[int, int]) -> PeakEnd | None:
        """The peak–end if these nodes of the walk felt so."""
        really = {node: emotion for node, emotion in changed.items() if self._emotions[node] != emotion}
        if not really:
            return self.today
        if len(really) == 1:
            ((node, emotion),) = really.items()
            if node not in self._round:
                return self._with_one(node, emotion)
        return peak_end(self._chain, [really.get(node, emotion) for node, emotion in enumerate(self._emotions)])

    def _with_one(self, node: int, emotion: int) -> PeakEnd | None:
        old, new = _RANK[self._emotions[node]], _RANK[emotion]
        reached = list(self._reached)
        for rank in range(len(STRENGTHS)):
            ahead, before = self._ahead[rank], self._before[rank][node]
            if new <= rank < old:
                reached[rank] += before * (1.0 - ahead[node])
            elif old <= rank < new:
                onward = sum(share * ahead[target] for target, share in self._chain.steps[node])
                reached[rank] -= before * (1.0 - onward)
        here = _last_here(self._chain, self._silent, node)
        former = self._emotions[node]
        had = self._times[node] * former if former is not None else self._carried[node]
        return self._value(reached, self._last + here * (self._times[node] * emotion - had))

    def _value(self, reached: Sequence[float], last: float) -> PeakEnd | None:
        return PeakEnd((_mean_peak(reached) + last) / 2 / reached[-1], reached[-1]) if reached[-1] > 0 else None
