"""The order of nodes inside given layers that lets edges cross as little as possible.

A plain function on names that knows nothing of journeys. Edges over several layers are cut into pieces by placeholders;
nodes of one band (a lane) stay together and bands keep their order.

The method: each node drifts to the mean of its neighbours on both sides, over-relaxed, while every layer is held at one
mean and spread, which unfolds the whole net at once (the relaxation of Koren's spectral drawing, 2003, layer by layer);
then sifting (Matuszewski, Schönfeld, Molitor 1999): each node is tried in the places of its layer and put where it costs
least.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import product

DRIFTS, PULLS = 40, (1.5, 1.2, 1.7)
"""How often all nodes drift, and how far beyond the mean of their neighbours' distance; a small net tries more than one."""
APART = 4.0
"""The distance of two bands while nodes drift; the nodes of one band in one layer have a spread of 1."""
LONGEST = 12
"""An edge over more layers than this is not followed through them."""
ROUNDS = 6
HOPELESS = 4
"""A node is moved no further in a direction that has become worse by this many crossings."""
HOPEFUL = 3
"""The given order is tidied up only if it has at most so many times the crossings of the best one found."""
SMALL, LARGE = 300, 3_000
"""With fewer nodes every start is sifted before the best is taken, with more there is but one start, for the time's sake;
between the two, several starts drift half as often."""


def ordered_layers(
    layers: Sequence[Sequence[str]],
    edges: Iterable[tuple[str, str]],
    band_of: Mapping[str, int],
    *,
    settled: Set[str] = frozenset(),
    thorough: bool = True,
) -> list[list[str]]:
    """The layers with their nodes in a better order; equal input gives equal output.

    The given order, tidied up, is kept unless another one has fewer crossings. Nodes that are `settled` keep their order in
    any case, and only the others are moved among them.
    What is not `thorough` must do with a short search, in a large journey from one start.
    """
    names = [name for layer in layers for name in layer]
    number = {name: place for place, name in enumerate(names)}
    net = _Net([[number[name] for name in layer] for layer in layers], [band_of[name] for name in names])
    for source, target in edges:
        net.join(number[source], number[target])
    count = len(names)
    best = net.joined({number[name] for name in settled}) if settled else net.improved(thorough)
    return [[names[node] for node in layer if node < count] for layer in best]


class _Net:
    """Layers of numbered nodes with their neighbours in the layer before and after."""

    def __init__(self, layers: list[list[int]], bands: list[int]) -> None:
        self.layers = layers
        self.bands = bands
        self.layer_of = [0] * len(bands)
        for place, layer in enumerate(layers):
            for node in layer:
                self.layer_of[node] = place
        self.before: list[list[int]] = [[] for _ in bands]
        self.after: list[list[int]] = [[] for _ in bands]
        self.at = [0] * len(bands)

    def join(self, source: int, target: int) -> None:
        """Add an edge, whichever of its ends comes first, with placeholders in the layers between."""
        if self.layer_of[source] > self.layer_of[target]:
            source, target = target, source
        first, last = self.layer_of[source], self.layer_of[target]
        if first == last or last - first > LONGEST:
            return
        low, high = self.bands[source], self.bands[target]
        node = source
        for place in range(first + 1, last):
            following = len(self.bands)
            self.bands.append(round(low + (high - low) * (place - first) / (last - first)))
            self.layer_of.append(place)
            self.at.append(0)
            self.layers[place].append(following)
            self.before.append([node])
            self.after.append([])
            self.after[node].append(following)
            node = following
        self.after[node].append(target)
        self.before[target].append(node)

    def _given(self) -> list[list[int]]:
        """Take the layers as they are given, band by band."""
        for layer in self.layers:
            layer.sort(key=lambda node: self.bands[node])
        given = self.layers
        self._take(given)
        return given

    def joined(self, settled: Set[int]) -> list[list[int]]:
        """The layers in the given order, with all nodes that are not settled where they cross least."""
        self._given()
        self._sift(settled)
        return self.layers

    def improved(self, thorough: bool) -> list[list[int]]:
        """The layers in the best order found, from the given order and from two that follow the edges."""
        given = self._given()
        crossings = self._crossings()
        if not crossings:
            return given
        size = len(self.bands)
        starts = [given]
        if size <= SMALL or (thorough and size <= LARGE):
            starts += [self._followed(given, self.after), self._followed(given[::-1], self.before)]
        drifts = DRIFTS // 3 if not thorough else DRIFTS // 2 if SMALL < size <= LARGE else DRIFTS
        pulls = PULLS if thorough and size <= SMALL else PULLS[:1]
        drifted: list[tuple[int, int, list[list[int]]]] = []
        for start, pull in product(starts, pulls):
            self._take(self._drifted(start, drifts, pull))
            if size <= SMALL:
                self._sift()
            drifted.append((self._crossings(), len(drifted), self.layers))
        self._take(min(drifted)[2])
        self._sift()
        fresh, least = self.layers, self._crossings()
        if crossings > HOPEFUL * least:
            return fresh
        self._take(given)
        self._sift()
        return fresh if least < self._crossings() else self.layers

    def _take(self, layers: list[list[int]]) -> None:
        self.layers = [layer.copy() for layer in layers]
        for layer in self.layers:
            for place, node in enumerate(layer):
                self.at[node] = place

    def _followed(self, given: list[list[int]], onwards: list[list[int]]) -> list[list[int]]:
        """The order in which a walk along the edges, from the nodes of the first layer given onwards, comes by."""
        seen = [False] * len(self.bands)
        found: list[list[int]] = [[] for _ in given]
        for layer in given:
            for root in layer:
                stack = [root]
                while stack:
                    node = stack.pop()
                    if not seen[node]:
                        seen[node] = True
                        found[self.layer_of[node]].append(node)
                        stack.extend(reversed(onwards[node]))
        for layer in found:
            layer.sort(key=lambda node: self.bands[node])
        return found

    def _drifted(self, layers: list[list[int]], drifts: int, pull: float) -> list[list[int]]:
        """The layers sorted by where their nodes drift to."""
        near = [before + after for before, after in zip(self.before, self.after, strict=True)]
        height = [0.0] * len(near)
        groups: list[list[list[int]]] = []
        for layer in layers:
            in_bands: dict[int, list[int]] = {}
            for node in layer:
                in_bands.setdefault(self.bands[node], []).append(node)
            groups.append(list(in_bands.values()))
            for band, nodes in in_bands.items():
                for place, node in enumerate(nodes):
                    height[node] = APART * band + (place + 0.5) / len(nodes) - 0.5
        for drift in range(drifts):
            for in_bands_of_layer in groups if drift % 2 == 0 else reversed(groups):
                for nodes in in_bands_of_layer:
                    total = squares = 0.0
                    for node in nodes:
                        at = height[node]
                        neighbours = near[node]
                        if neighbours:
                            pulled = 0.0
                            for other in neighbours:
                                pulled += height[other]
                            at += pull * (pulled / len(neighbours) - at)
                            height[node] = at
                        total += at
                        squares += at * at
                    mean = total / len(nodes)
                    spread = squares / len(nodes) - mean * mean
                    scale = 1 / spread**0.5 if spread > 1e-9 else 1.0
                    middle = APART * self.bands[nodes[0]]
                    for node in nodes:
                        height[node] = middle + (height[node] - mean) * scale
        return [sorted(layer, key=lambda node: (self.bands[node], height[node])) for layer in layers]

    def _crossings(self) -> int:
        total = 0
        at, before = self.at, self.before
        for layer in self.layers:
            passed: list[int] = []
            for node in layer:
                places = [at[other] for other in before[node]]
                for place in places:
                    total += len(passed) - bisect_right(passed, place)
                for place in places:
                    insort(passed, place)
        return total

    def _sift(self, settled: Set[int] = frozenset()) -> None:
        """Move each node that is not settled to the place of its layer where its edges cross least, while that helps."""
        moved = set(range(len(self.layers)))
        for _ in range(ROUNDS):
            again: set[int] = set()
            for place in range(len(self.layers)):
                if place in moved and self._sift_layer(self.layers[place], settled):
                    again |= {place - 1, place, place + 1}
            moved = again
            if not moved:
                break

    def _sift_layer(self, layer: list[int], settled: Set[int]) -> bool:
        at, bands = self.at, self.bands
        gained = False
        spots = {
            node: ([at[other] for other in self.before[node]], [at[other] for other in self.after[node]])
            for node in layer
        }
        last = len(layer) - 1
        for node in [node for node in layer if node not in settled]:
            band = bands[node]
            ups, downs = spots[node]
            here = at[node]
            best_place, best_cost = here, 0
            for step in (-1, 1):
                cost, place = 0, here + step
                while 0 <= place <= last and bands[layer[place]] == band:
                    other_ups, other_downs = spots[layer[place]]
                    for one in ups:
                        for other in other_ups:
                            if one < other:
                                cost += step
                            elif one > other:
                                cost -= step
                    for one in downs:
                        for other in other_downs:
                            if one < other:
                                cost += step
                            elif one > other:
                                cost -= step
                    if cost < best_cost:
                        best_cost, best_place = cost, place
                    elif cost - best_cost > HOPELESS:
                        break
                    place += step
            if best_cost < 0:
                gained = True
                layer.insert(best_place, layer.pop(here))
                for place in range(min(here, best_place), max(here, best_place) + 1):
                    at[layer[place]] = place
        return gained
