"""The walk: the journey graph unrolled so that one citizen walks it in one line, parallel ways one after the other in
lane order.

On it a journey with parallel blocks is a plain chain: visits, fees and chances need no case of their own. Only
elapsed time does, since the ways of a block run at once; for that each node and way is told the parallel way
(*strand*) it belongs to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from journeymap.analysis.components import components

if TYPE_CHECKING:
    from journeymap.analysis.graph import Block, Way


class TooTangledError(ValueError):
    """Parallel blocks overlap so much that unrolling them would never end."""


class Strand(NamedTuple):
    """One parallel way on the walk; strand 0 is all that lies outside of blocks.

    `split` is the node of the walk where its block begins, `parent` the strand that block lies in, `number` its place
    among the ways of the block.
    """

    parent: int
    split: int
    block: Block | None
    number: int


class Arc(NamedTuple):
    """A step of the walk. It follows one connection, or several where one parallel way ends and the next begins.

    `strands` names, connection by connection, the strand whose time a wait on it belongs to.
    """

    target: int
    share: float
    ways: tuple[int, ...]
    strands: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Walk:
    """Nodes are (touchpoint, strand); `order` holds components of nodes joined by shares above 0, in topological
    order.
    """

    place: Sequence[int]
    strand: Sequence[int]
    strands: Sequence[Strand]
    out: Sequence[Sequence[Arc]]
    starts: tuple[tuple[int, float], ...]
    order: Sequence[Sequence[int]]
    acyclic: bool

    def nodes_of(self) -> dict[int, list[int]]:
        """Touchpoint → its nodes. Several only where parallel ways overlap or a way is also entered from outside."""
        found: dict[int, list[int]] = {}
        for node, place in enumerate(self.place):
            found.setdefault(place, []).append(node)
        return found


_OUTSIDE = Strand(-1, -1, None, 0)


def walk_of(
    ways: Sequence[Way],
    out: Sequence[Sequence[int]],
    starts: Sequence[tuple[int, float]],
    blocks: Mapping[int, Block],
) -> Walk:
    """Unroll the graph from its starts; ways of share 0 are kept, since they can be walked.

    Raises TooTangledError where overlapping blocks would make the walk more than four times as long as the graph.
    """
    if not blocks:
        return _plain(ways, out, starts)
    limit = 4 * len(out) + 1000
    node_of: dict[tuple[int, int], int] = {}
    place: list[int] = []
    strand: list[int] = []
    strand_of: dict[Strand, int] = {_OUTSIDE: 0}
    strands = [_OUTSIDE]
    arcs: list[list[Arc]] = []

    def node(at: int, within: int) -> int:
        number = node_of.get((at, within))
        if number is None:
            number = node_of[at, within] = len(place)
            if number >= limit:
                raise TooTangledError
            place.append(at)
            strand.append(within)
        return number

    def enter(split: int, parent: int, block: Block, number: int) -> int:
        key = Strand(parent, split, block, number)
        if key not in strand_of:
            strand_of[key] = len(strands)
            strands.append(key)
        return strand_of[key]

    def arc(first: int, within: int, share: float) -> Arc:
        """Follow a way, and where it ends its strand go on to the next strand or out of the block."""
        taken, owners = [first], [within]
        at = ways[first].target
        while within:
            here = strands[within]
            assert here.block is not None
            if at != here.block.meeting:
                if at in here.block.region:
                    break
                within = here.parent  # a way that nobody takes leads out of the block
            elif here.number + 1 < len(here.block.ways):
                within = enter(here.split, here.parent, here.block, here.number + 1)
                taken.append(here.block.ways[here.number + 1])
                owners.append(within)
                at = ways[taken[-1]].target
            else:
                within = here.parent
        return Arc(node(at, within), share, tuple(taken), tuple(owners))

    begun = tuple((node(at, 0), share) for at, share in starts)
    current = 0
    while current < len(place):
        at, within = place[current], strand[current]
        block = blocks.get(at)
        found = [arc(way, within, ways[way].share) for way in out[at] if block is None or way not in block.ways]
        if block is not None:
            found.append(arc(block.ways[0], enter(current, within, block, 0), block.share))
        arcs.append(found)
        current += 1
    return _ordered(place, strand, strands, arcs, begun)


def _plain(ways: Sequence[Way], out: Sequence[Sequence[int]], starts: Sequence[tuple[int, float]]) -> Walk:
    """The walk of a graph without blocks: its reachable part."""
    node_of = {at: node for node, (at, _) in enumerate(starts)}
    place = list(node_of)
    arcs: list[list[Arc]] = []
    outside = (0,)
    for at in place:
        found = []
        for number in out[at]:
            way = ways[number]
            node = node_of.get(way.target)
            if node is None:
                node = node_of[way.target] = len(place)
                place.append(way.target)
            found.append(Arc(node, way.share, (number,), outside))
        arcs.append(found)
    begun = tuple((node_of[at], share) for at, share in starts)
    return _ordered(place, [0] * len(place), [_OUTSIDE], arcs, begun)


def _ordered(
    place: list[int],
    strand: list[int],
    strands: list[Strand],
    arcs: list[list[Arc]],
    starts: tuple[tuple[int, float], ...],
) -> Walk:
    live = [[arc.target for arc in leaving if arc.share > 0] for leaving in arcs]
    order = components(live)
    looping = any(len(component) > 1 or component[0] in live[component[0]] for component in order)
    return Walk(place, strand, strands, arcs, starts, order, not looping)
