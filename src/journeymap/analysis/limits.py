"""Can she get through? What a persona's limits do to her journey: who of today's people is lost, her own chance and
burden, where she is shut out, and what would have to be opened for her.

A touchpoint is *barred* where its barriers meet her limits.
"""

from __future__ import annotations

import heapq
from collections.abc import Set
from dataclasses import dataclass, replace
from functools import partial

from journeymap.analysis.access import barred, goal_open, on_every_way
from journeymap.analysis.burden import Burden
from journeymap.analysis.chain import Chain, chain_of, chances
from journeymap.analysis.graph import Block, JourneyGraph
from journeymap.analysis.outlook import Outlook, outlook
from journeymap.analysis.walk import walk_of
from journeymap.model.records import Persona


@dataclass(frozen=True, slots=True)
class Passage:
    """How a persona fares, in touchpoint ids.

    `served` is the share of today's people that reach the goal if all who come to a barred touchpoint are lost.
    `chance` is her own of reaching it when those who would have gone a barred way spread over the ways that stay
    open, `burden` her expected one on the way (None where she has no chance), `shut_out_at` where no way stays open
    for her, with probabilities. `open` says that some way leads to the goal, whatever its share. `unavoidable` are
    the barred touchpoints on every way from every start to the goal; `to_open` is one smallest set of barred
    touchpoints whose opening lets her through.
    """

    persona_id: str
    barred: tuple[str, ...]
    open: bool
    served: float
    chance: float
    burden: Burden | None
    never: float
    shut_out_at: dict[str, float]
    unavoidable: tuple[str, ...]
    to_open: tuple[str, ...]


def passage(graph: JourneyGraph, persona: Persona, chain: Chain | None = None, base: Outlook | None = None) -> Passage:
    """How one persona fares on a journey. `chain` and `base` are those of everybody, where they are at hand."""
    closed = barred(graph, persona)
    chain = chain or chain_of(graph)
    if not closed:
        base = base or outlook(graph, chain)
        return Passage(
            persona.id,
            (),
            base.goal > 0 or goal_open(graph),
            base.goal,
            base.goal,
            base.reaching,
            base.never,
            {},
            (),
            (),
        )
    hers = outlook(closed_graph(graph, closed))
    is_open, ids = goal_open(graph, closed), graph.ids
    return Passage(
        persona.id,
        ids(tuple(sorted(closed))),
        is_open,
        served(graph, closed, chain),
        hers.goal,
        hers.reaching,
        hers.never,
        {graph.touchpoints[place].id: chance for place, chance in hers.shut_at.items() if chance > 0},
        () if is_open else ids(on_every_way(graph, closed)),
        () if is_open else ids(smallest_opening(graph, closed, chain)),
    )


def served(graph: JourneyGraph, closed: Set[int], chain: Chain | None = None) -> float:
    """The share of today's people who reach the goal without coming to a closed touchpoint before."""
    chain = chain or chain_of(graph)
    walk = graph.walk
    lost = {node for node, place in enumerate(walk.place) if place in closed}
    goals = {node for node, place in enumerate(walk.place) if place in graph.goals} - lost
    chance = chances(chain, goals, lost)
    return min(1.0, sum(share * chance[node] for node, share in chain.begin))


def closed_graph(graph: JourneyGraph, closed: Set[int]) -> JourneyGraph:
    """The graph of those who cannot pass `closed`: shares spread over the ways that stay open, in proportion.

    What leaves the journey at a touchpoint leaves it as before. Where the open ways all have share 0 they take
    evenly; where none is open, she is shut out there. A parallel block is open while the first touchpoint of each
    of its ways is.
    """
    ways = list(graph.ways)
    out: list[list[int]] = []
    shut = [0.0] * len(graph.touchpoints)
    blocks: dict[int, Block] = {}
    for place, leaving in enumerate(graph.out):
        block = graph.blocks.get(place)
        bundle = block.ways if block is not None else ()
        open_ways = [number for number in leaving if number not in bundle and ways[number].target not in closed]
        block_open = block is not None and not any(ways[number].target in closed for number in bundle)
        if len(open_ways) == len(leaving) - len(bundle) and block_open == (block is not None):
            out.append(list(leaving))
            if block is not None:
                blocks[place] = block
            continue
        total = sum(ways[number].share for number in open_ways) + (
            block.share if block is not None and block_open else 0.0
        )
        alternatives = len(open_ways) + block_open
        staying = 1.0 - graph.left[place]

        spread = partial(_spread, total, alternatives, staying)
        for number in open_ways:
            ways[number] = ways[number]._replace(share=spread(ways[number].share))
        if block is not None and block_open:
            share = spread(block.share)
            blocks[place] = block._replace(share=share)
            for number in bundle:
                ways[number] = ways[number]._replace(share=share)
            open_ways.extend(bundle)
        if not alternatives:
            shut[place] = staying
        out.append(open_ways)
    starts = tuple((place, share) for place, share in graph.starts if place not in closed)
    begun = sum(share for _, share in starts)
    starts = tuple((place, share / begun if begun > 0 else 1 / len(starts)) for place, share in starts)
    return replace(
        graph,
        ways=ways,
        out=out,
        shut=shut,
        starts=starts,
        shut_at_start=0.0 if starts else 1.0,
        goals=graph.goals - closed,
        blocks=blocks,
        walk=walk_of(ways, out, starts, blocks),
    )


def _spread(total: float, count: int, staying: float, share: float) -> float:
    """The new share of one of `count` open ways whose shares come to `total`, for the `staying` part of the people."""
    return staying * share / total if total > 0 else staying / count


def smallest_opening(graph: JourneyGraph, closed: Set[int], chain: Chain | None = None) -> tuple[int, ...]:
    """One smallest set of closed touchpoints that have to be opened for a way to the goal, in the order they are
    come to.

    The way with the fewest closed touchpoints; of several sets the one that more people come by today, then the one
    of smaller ids. Empty where a way is open already, or where no way leads to the goal at all.
    """
    walk = graph.walk
    times = (chain or chain_of(graph)).times
    seen_by: dict[int, float] = {}
    for node, count in enumerate(times):
        seen_by[walk.place[node]] = seen_by.get(walk.place[node], 0.0) + count

    def extended(label: _Label, place: int) -> _Label:
        count, passing, ids, opened = label
        if place not in closed or place in opened:
            return label
        return count + 1, passing - seen_by.get(place, 0.0), (*ids, graph.touchpoints[place].id), (*opened, place)

    nothing: _Label = (0, 0.0, (), ())
    queue = [(extended(nothing, walk.place[node]), node) for node, _ in walk.starts]
    heapq.heapify(queue)
    settled: set[int] = set()
    while queue:
        label, node = heapq.heappop(queue)
        if node in settled:
            continue
        settled.add(node)
        if walk.place[node] in graph.goals:
            return label[3]
        for arc in walk.out[node]:
            if arc.target not in settled:
                heapq.heappush(queue, (extended(label, walk.place[arc.target]), arc.target))
    return ()


_Label = tuple[int, float, tuple[str, ...], tuple[int, ...]]
"""How many are opened, less the people who come by them, their ids, their places: compared in this order."""
