"""The extremes among all walks: the least and the most time and money, the slowest, the dearest and the worst-feeling
path.

Exact without loops. With loops the least is exact, the most is infinite where a loop costs, and the paths are the
best among the most likely ones, which is said. Elapsed time of a parallel block is that of its longest way on the
walk.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from math import inf

from journeymap.analysis.graph import JourneyGraph
from journeymap.analysis.paths import Path, likely_paths, path_burden, path_of
from journeymap.analysis.series import series
from journeymap.analysis.walk import Arc, Walk

LIKELY = 100
"""How many of the most likely paths are looked at where there are loops."""


@dataclass(frozen=True, slots=True)
class Extreme:
    """A path that is the most of something, with that value. Not `exact` where it is the best of the `LIKELY`
    likeliest.
    """

    path: Path
    value: float
    exact: bool


def slowest_path(graph: JourneyGraph, likely: Sequence[Path] | None = None) -> Extreme | None:
    """The path of the longest elapsed time in seconds."""
    if graph.walk.acyclic:
        value, next_arc = _longest(graph)
        return _followed(graph, value, next_arc)
    return _best_of(likely_ones(graph, likely), lambda path: path_burden(graph, path).time)


def dearest_path(graph: JourneyGraph, currency: str, likely: Sequence[Path] | None = None) -> Extreme | None:
    """The path with the highest fees in one currency."""
    if graph.walk.acyclic:
        value, next_arc = _most(graph, fee_steps(graph, currency))
        return _followed(graph, value, next_arc)
    return _best_of(likely_ones(graph, likely), lambda path: path_burden(graph, path).fees.get(currency, 0.0))


def worst_path(graph: JourneyGraph, likely: Sequence[Path] | None = None) -> Extreme | None:
    """The path with the lowest peak–end, of these the one with the lowest mean feeling; None where no feeling is
    known.

    The value is the peak–end.
    """
    if graph.walk.acyclic:
        return _worst_feeling(graph)
    best: tuple[float, float, Path] | None = None
    for path in likely_ones(graph, likely):
        curve = series(graph, path)
        if curve.peak_end is None or curve.mean is None:
            continue
        if best is None or (curve.peak_end, curve.mean) < best[:2]:
            best = (curve.peak_end, curve.mean, path)
    return None if best is None else Extreme(best[2], best[0], False)


def time_range(graph: JourneyGraph) -> tuple[float, float]:
    """The least and the most elapsed time from start to end in seconds; (0, 0) where nobody comes to an end."""
    if len(graph.walk.strands) == 1:
        return _plain_range(graph, time_steps(graph))
    return _range(graph, _blocked(graph, min)[0], _blocked(graph, max)[0])


def fee_range(graph: JourneyGraph, currency: str) -> tuple[float, float]:
    """The least and the most fees in one currency."""
    return _plain_range(graph, fee_steps(graph, currency))


@dataclass(frozen=True, slots=True)
class Costs:
    """What nodes of the walk cost, and those ways that cost something themselves."""

    nodes: Sequence[float]
    ways: Mapping[int, float]

    def arc(self, arc: Arc) -> float:
        ways = self.ways
        return sum(ways.get(way, 0.0) for way in arc.ways) if ways else 0.0


def time_steps(graph: JourneyGraph) -> Costs:
    """Elapsed seconds of nodes and ways."""
    return Costs(graph.node_times, graph.way_times)


def fee_steps(graph: JourneyGraph, currency: str) -> Costs:
    """Fees of nodes in one currency."""
    fees = [sum(value for unit, value in load.fees if unit == currency) for load in graph.loads]
    return Costs([fees[place] for place in graph.walk.place], {})


Choice = Callable[[float, float], float]


def _range(graph: JourneyGraph, least: Sequence[float], most: Sequence[float]) -> tuple[float, float]:
    begun = [node for node, share in graph.walk.starts if share > 0 and least[node] < inf]
    if not begun:
        return 0.0, 0.0
    return min(least[node] for node in begun), max(most[node] for node in begun)


def _plain_range(graph: JourneyGraph, costs: Costs) -> tuple[float, float]:
    """The range of sums that simply add up along the walk."""
    if not graph.walk.acyclic:
        return _range(graph, _values(graph, costs, min), _values(graph, costs, max))
    walk, stop, costly = graph.walk, graph.stops, bool(costs.ways)
    least, most = [0.0] * len(walk.place), [0.0] * len(walk.place)
    for component in reversed(walk.order):
        node = component[0]
        low, high = (0.0, 0.0) if stop[node] > 0 else (inf, -inf)
        for arc in walk.out[node]:
            if arc.share > 0:
                extra = costs.arc(arc) if costly else 0.0
                if (this := least[arc.target] + extra) < low:
                    low = this
                if (this := most[arc.target] + extra) > high:
                    high = this
        least[node], most[node] = low + costs.nodes[node], high + costs.nodes[node]
    return _range(graph, least, most)


def _most(graph: JourneyGraph, costs: Costs) -> tuple[list[float], list[Arc | None]]:
    """Without loops: for each node the most that the rest of a walk can cost, and the arc it goes on by."""
    walk, stop, nodes = graph.walk, graph.stops, costs.nodes
    out, costly = walk.out, bool(costs.ways)
    value = [-inf] * len(nodes)
    next_arc: list[Arc | None] = [None] * len(nodes)
    for (node,) in reversed(walk.order):
        best = 0.0 if stop[node] > 0 else -inf
        chosen = None
        for arc in out[node]:
            this = value[arc[0]]
            if costly:
                this += costs.arc(arc)
            if this > best and arc[1] > 0:
                best, chosen = this, arc
        value[node] = best + nodes[node]
        next_arc[node] = chosen
    return value, next_arc


def _values(graph: JourneyGraph, costs: Costs, choose: Choice) -> list[float]:
    """For each node the least or most that the rest of a walk to an end can cost; ∞ of least where none ends.

    Repeated on parts with loops until nothing changes; the most is infinite where a loop costs something.
    """
    walk, stop = graph.walk, graph.stops
    nothing = inf if choose is min else -inf
    value = [nothing] * len(walk.place)

    def update(node: int) -> bool:
        best = 0.0 if stop[node] > 0 else nothing
        for arc in walk.out[node]:
            if arc.share > 0:
                best = choose(best, value[arc.target] + costs.arc(arc))
        best += costs.nodes[node]
        changed = best != value[node]
        value[node] = best
        return changed

    for component in reversed(walk.order):
        _settle(component, update, value, unbounded=choose is max and _costly_loop(walk, costs, component))
    return value


def _settle(component: Sequence[int], update: Callable[[int], bool], value: list[float], *, unbounded: bool) -> None:
    if len(component) == 1 and not unbounded:
        update(component[0])
        update(component[0])  # a loop on itself that costs nothing
        return
    changed = True
    while changed:
        changed = False
        for node in component:
            changed = update(node) or changed
        if unbounded and any(value[node] > -inf for node in component):
            for node in component:
                value[node] = inf
            return


def _costly_loop(walk: Walk, costs: Costs, component: Sequence[int]) -> bool:
    inside = set(component)
    arcs = [arc for node in component for arc in walk.out[node] if arc.share > 0 and arc.target in inside]
    return bool(arcs) and (any(costs.nodes[node] > 0 for node in component) or any(costs.arc(arc) > 0 for arc in arcs))


def _blocked(graph: JourneyGraph, choose: Choice) -> tuple[list[float], list[Arc | None]]:
    """As `_values` for elapsed time, where a parallel block takes as long as its longest way.

    Values of nodes in a strand reach to the end of that strand. Also the arcs that the chosen walk goes on by.
    """
    walk, stop, costs, ways = graph.walk, graph.stops, time_steps(graph), graph.ways
    nothing = inf if choose is min else -inf
    node_at = {(place, strand): node for node, (place, strand) in enumerate(zip(walk.place, walk.strand, strict=True))}
    strand_at = {(strand.parent, strand.split, strand.number): number for number, strand in enumerate(walk.strands)}
    value = [nothing] * len(walk.place)
    next_arc: list[Arc | None] = [None] * len(walk.place)

    def ends_at(strand: int, place: int) -> bool:
        block = walk.strands[strand].block
        return block is not None and block.meeting == place

    def block_and_after(node: int) -> float:
        block = graph.blocks[walk.place[node]]
        longest = 0.0
        for number, way in enumerate(block.ways):
            time = ways[way].waiting or 0.0
            if ways[way].target != block.meeting:
                time += value[node_at[ways[way].target, strand_at[walk.strand[node], node, number]]]
            longest = max(longest, time)
        if ends_at(walk.strand[node], block.meeting):
            return longest
        return longest + value[node_at[block.meeting, walk.strand[node]]]

    def update(node: int) -> bool:
        strand = walk.strand[node]
        best = 0.0 if stop[node] > 0 else nothing
        for arc in walk.out[node]:
            if arc.share <= 0:
                continue
            if arc.strands[0] != strand:
                this = block_and_after(node)
            elif ends_at(strand, ways[arc.ways[0]].target):
                this = ways[arc.ways[0]].waiting or 0.0
            else:
                this = value[arc.target] + costs.arc(arc)
            if choose(best, this) != best:
                best, next_arc[node] = this, arc
        best += costs.nodes[node]
        changed = best != value[node]
        value[node] = best
        return changed

    for component in reversed(walk.order):
        _settle(component, update, value, unbounded=choose is max and _costly_loop(walk, costs, component))
    return value, next_arc


def _longest(graph: JourneyGraph) -> tuple[list[float], list[Arc | None]]:
    if len(graph.walk.strands) == 1:
        return _most(graph, time_steps(graph))
    return _blocked(graph, max)


def _followed(graph: JourneyGraph, value: Sequence[float], next_arc: Sequence[Arc | None]) -> Extreme | None:
    begun = [node for node, share in graph.walk.starts if share > 0 and value[node] > -inf]
    if not begun:
        return None
    first = max(begun, key=lambda node: value[node])
    nodes, arcs = [first], []
    arc = next_arc[first]
    while arc is not None:
        arcs.append(arc)
        nodes.append(arc.target)
        arc = next_arc[arc.target]
    return Extreme(path_of(graph, nodes, arcs), value[first], True)


def likely_ones(graph: JourneyGraph, known: Sequence[Path] | None = None) -> Sequence[Path]:
    """The likeliest paths that are looked at where there are loops; `known` where they are at hand."""
    return list(islice(likely_paths(graph), LIKELY)) if known is None else known


def _best_of(paths: Sequence[Path], measure: Callable[[Path], float]) -> Extreme | None:
    found = [(measure(path), path) for path in paths]
    if not found:
        return None
    value, path = max(found, key=lambda item: item[0])
    return Extreme(path, value, False)


_Mood = tuple[int | None, int | None]
"""The strongest feeling so far and the last known."""


def _worst_feeling(graph: JourneyGraph) -> Extreme | None:
    """Without loops: all moods a walk can be in at each node are few; the lowest mean among walks that end in the
    worst of them is found by lowering a guess until no walk lies below it.
    """
    walk, stop = graph.walk, graph.stops
    order = [component[0] for component in walk.order]
    emotions = [graph.emotions[place] for place in walk.place]
    moods: list[set[_Mood]] = [set() for _ in emotions]
    for node, share in walk.starts:
        if share > 0:
            moods[node].add(_FELT[emotions[node]][None, None])
    for node in order:
        for arc in walk.out[node]:
            if arc.share > 0:
                felt = _FELT[emotions[arc.target]]
                moods[arc.target].update([felt[mood] for mood in moods[node]])
    endings = [
        ending for node in order if stop[node] > 0 for ending in map(_peak_end, moods[node]) if ending is not None
    ]
    if not endings:
        return None
    worst = min(endings)
    guess = Fraction(3)
    path: Path | None = None
    while True:
        found = _lowest(graph, emotions, order, worst, guess)
        known = [emotions[node] for node in found.nodes]
        values = [emotion for emotion in known if emotion is not None]
        mean = Fraction(sum(values), len(values))
        if path is not None and mean >= guess:
            return Extreme(path, worst, True)
        path, guess = found, mean


def _felt(mood: _Mood, emotion: int | None) -> _Mood:
    peak, _ = mood
    if emotion is None:
        return mood
    if peak is None or (abs(emotion), emotion < 0) > (abs(peak), peak < 0):
        peak = emotion
    return peak, emotion


_MOODS = [(None, None), *((peak, last) for peak in range(-2, 3) for last in range(-2, 3))]
_FELT: dict[int | None, dict[_Mood, _Mood]] = {
    emotion: {mood: _felt(mood, emotion) for mood in _MOODS} for emotion in (None, *range(-2, 3))
}
"""Feeling → mood before → mood after."""


def _peak_end(mood: _Mood) -> float | None:
    peak, last = mood
    return None if peak is None or last is None else (peak + last) / 2


def _lowest(
    graph: JourneyGraph, emotions: Sequence[int | None], order: Sequence[int], worst: float, guess: Fraction
) -> Path:
    """The path with the lowest sum of (feeling − guess) among those whose peak–end is the worst; in whole numbers."""
    walk, stop = graph.walk, graph.stops
    best: list[dict[_Mood, tuple[int, _Mood | None, int, Arc | None]]] = [{} for _ in emotions]

    weights = [0 if emotion is None else emotion * guess.denominator - guess.numerator for emotion in emotions]
    for node, share in walk.starts:
        if share > 0:
            best[node][_FELT[emotions[node]][None, None]] = (weights[node], None, -1, None)
    final: tuple[int, int, _Mood] | None = None
    for node in order:
        for mood, (total, _, _, _) in best[node].items():
            ends = stop[node] > 0 and _peak_end(mood) == worst
            if ends and (final is None or total < final[0]):
                final = (total, node, mood)
            for arc in walk.out[node]:
                if arc.share > 0:
                    target = arc.target
                    further = _FELT[emotions[target]][mood]
                    cost = total + weights[target]
                    known = best[target].get(further)
                    if known is None or cost < known[0]:
                        best[target][further] = (cost, mood, node, arc)
    assert final is not None
    _, node, mood = final
    nodes: list[int] = [node]
    arcs: list[Arc] = []
    while True:
        _, before, source, taken = best[node][mood]
        if taken is None or before is None:
            return path_of(graph, nodes[::-1], arcs[::-1])
        arcs.append(taken)
        nodes.append(source)
        node, mood = source, before
