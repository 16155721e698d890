"""The journey as a series: feelings along one path, their peak, low and end, and what did not recover.

Every figure is of one path and counts what is missing; the sum over all walks is in `summary`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from journeymap.analysis.graph import JourneyGraph
from journeymap.analysis.paths import Path


@dataclass(frozen=True, slots=True)
class Point:
    """One touchpoint on the path with what is felt there, None where nobody noted it."""

    touchpoint_id: str
    emotion: int | None
    engagement: int | None


@dataclass(frozen=True, slots=True)
class Series:
    """Figures of one path. Places count along `points`; figures are None where no feeling is known.

    `peak` is the feeling of largest size, a negative one before a positive, of equals the later. `low` is the lowest,
    of equals the first. `end` is the last known. `peak_end` is the mean of peak and end. `flat` is the longest run of
    equal known feelings as (first place, number of known points); missing points do not break it.
    """

    points: tuple[Point, ...]
    peak: int | None
    low: int | None
    end: int | None
    peak_end: float | None
    mean: float | None
    unrecovered: tuple[int, ...]
    flat: tuple[int, int] | None
    missing: int

    def emotion(self, place: int | None) -> int | None:
        return self.points[place].emotion if place is not None else None


def series(graph: JourneyGraph, path: Path) -> Series:
    """The series of a path in the order in which it is walked."""
    places = [graph.walk.place[node] for node in path.nodes]
    points = tuple(
        Point(graph.touchpoints[place].id, graph.emotions[place], graph.touchpoints[place].engagement)
        for place in places
    )
    return series_of(points)


def series_of(points: Sequence[Point]) -> Series:
    """The figures of feelings in order."""
    known = [(place, point.emotion) for place, point in enumerate(points) if point.emotion is not None]
    if not known:
        return Series(tuple(points), None, None, None, None, None, (), None, len(points))
    peak = max(known, key=lambda item: (abs(item[1]), item[1] < 0, item[0]))
    low = min(known, key=lambda item: (item[1], item[0]))
    end = known[-1]
    return Series(
        tuple(points),
        peak[0],
        low[0],
        end[0],
        (peak[1] + end[1]) / 2,
        sum(emotion for _, emotion in known) / len(known),
        _unrecovered(known),
        _flat(known),
        len(points) - len(known),
    )


def _unrecovered(known: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Places of negative feelings without a positive one among the next two known."""
    return tuple(
        place
        for number, (place, emotion) in enumerate(known)
        if emotion < 0 and not any(after > 0 for _, after in known[number + 1 : number + 3])
    )


def _flat(known: Sequence[tuple[int, int]]) -> tuple[int, int]:
    best = (known[0][0], 1)
    first, length = known[0][0], 1
    for (_, before), (place, emotion) in pairwise(known):
        if emotion == before:
            length += 1
        else:
            first, length = place, 1
        if length > best[1]:
            best = (first, length)
    return best
