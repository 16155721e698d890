"""What a walk costs the citizen in sum: time, waiting, money, visits, papers, repeated data, hand-overs.

Adds up loads over how often each touchpoint and way is passed: once each on a path, expected numbers on the whole
journey. In a parallel block visits, fees and effort (contact time and waiting as the citizen has them in each way)
add up, but the elapsed time of the block is that of its longest way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from journeymap.analysis.amounts import add_fees
from journeymap.analysis.graph import JourneyGraph
from journeymap.analysis.walk import Arc, Walk


@dataclass(frozen=True, slots=True)
class Burden:
    """Sums for one citizen. Times in seconds; `time` is elapsed, and where `at_least` is set its mean may be longer.

    Money is kept by currency. All sums are infinite where people may never get out of a part of the journey that
    costs them.
    """

    time: float = 0.0
    at_least: bool = False
    contact_time: float = 0.0
    waiting: float = 0.0
    fees: dict[str, float] = field(default_factory=dict)
    visits: float = 0.0
    documents: float = 0.0
    data_repeated: float = 0.0
    handovers: float = 0.0


Passings = Iterable[tuple[int, float]]
"""How often nodes of the walk are passed."""
Steps = Iterable[tuple[Arc, float]]
"""How often arcs of the walk are passed."""


def burden(graph: JourneyGraph, passings: Passings, steps: Steps) -> Burden:
    """The sums over nodes passed and steps taken, each so many times."""
    walk, loads, ways = graph.walk, graph.loads, graph.ways
    place, strand = walk.place, walk.strand
    elapsed = [0.0] * len(walk.strands)
    contact = waiting = visits = documents = repeated = handovers = 0.0
    fees: dict[str, float] = {}
    for node, times in passings:
        if not times:
            continue
        own_contact, own_waiting, own_fees, own_visits, own_documents, own_repeated, own_handovers = loads[place[node]]
        if own_contact:
            contact += times * own_contact
            elapsed[strand[node]] += times * own_contact
        if own_waiting:
            waiting += times * own_waiting
            elapsed[strand[node]] += times * own_waiting
        if own_fees:
            add_fees(own_fees, fees, times)
        if own_visits:
            visits += times * own_visits
        if own_documents:
            documents += times * own_documents
        if own_repeated:
            repeated += times * own_repeated
        if own_handovers:
            handovers += times * own_handovers
    for arc, times in steps:
        for number, owner in zip(arc.ways, arc.strands, strict=True):
            way = ways[number]
            if way.waiting and times:
                waiting += times * way.waiting
                elapsed[owner] += times * way.waiting
            if way.handover:
                handovers += times
    time, at_least = block_time(walk, elapsed)
    return Burden(time, at_least, contact, waiting, fees, visits, documents, repeated, handovers)


def block_time(walk: Walk, elapsed: Sequence[float]) -> tuple[float, bool]:
    """Elapsed time in sum, from the sums by strand: what lies outside of blocks and the longest way of each block.

    Also whether ways of a block ran at once, so that the mean may be longer.
    """
    if len(elapsed) == 1:
        return elapsed[0], False
    longest, at_once = block_times(walk, elapsed)
    return elapsed[0] + sum(longest.values()), at_once


def block_times(walk: Walk, elapsed: Sequence[float]) -> tuple[dict[int, float], bool]:
    """For each block outside of others, by its split on the walk, the time of its longest way in sum over all passings.

    A strand comes after the strand it lies in, so the innermost blocks are settled first.
    """
    total = list(elapsed)
    longest: list[dict[int, float]] = [{} for _ in total]
    at_once = False
    for number in range(len(total) - 1, 0, -1):
        strand = walk.strands[number]
        total[number] += sum(longest[number].values())
        found = longest[strand.parent]
        known = found.get(strand.split)
        if known is not None and known > 0 and total[number] > 0:
            at_once = True
        found[strand.split] = max(known or 0.0, total[number])
    return longest[0], at_once
