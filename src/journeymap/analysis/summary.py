"""The journey as a sum of experiences: one page of totals over everybody who walks it.

Feelings weighted by expected visits, peak–end weighted by paths, gaps, levels, open pain. What it costs is in
`outlook`, what it shows of the standard in `coverage`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journeymap.analysis.chain import Chain, chain_of
from journeymap.analysis.content import Content
from journeymap.analysis.coverage import levels
from journeymap.analysis.foundation import gap
from journeymap.analysis.graph import JourneyGraph
from journeymap.analysis.peak_end import PeakEnd, finishing_chain, peak_end
from journeymap.model.records import PainPoint
from journeymap.model.values import KANO_CLASSES


@dataclass(frozen=True, slots=True)
class Gaps:
    """Expectations of one Kano class: how many have both values, their mean gap, the worst, how many are negative."""

    count: int
    mean: float
    worst: int
    negative: int


@dataclass(frozen=True, slots=True)
class Summary:
    """Totals of a journey. Feelings are of those who finish, where not everybody does; None where nothing is known.

    `gaps` is by Kano class, under '' those without one. `open_pain_points` is severity → how many that no finished
    opportunity answers, under 0 those without a severity.
    """

    mean_emotion: float | None
    peak_end: PeakEnd | None
    gaps: dict[str, Gaps]
    levels_reached: dict[int, int]
    levels_aimed: dict[int, int]
    open_pain_points: dict[int, int]


def summary(content: Content, graph: JourneyGraph, chain: Chain | None = None) -> Summary:
    """The sum of a journey."""
    finishing = finishing_chain(chain or chain_of(graph))
    felt = [graph.emotions[place] for place in graph.walk.place]
    return Summary(
        mean_emotion(finishing, felt) if finishing else None,
        peak_end(finishing, felt) if finishing else None,
        expectation_gaps(content),
        levels(touchpoint.level_reached for touchpoint in content.touchpoints),
        levels(touchpoint.level_aimed for touchpoint in content.touchpoints),
        _by_severity(open_pain_points(content)),
    )


def mean_emotion(chain: Chain, emotions: Sequence[int | None]) -> float | None:
    """The mean of the known feelings, each weighted by how often its touchpoint is visited."""
    weights = total = 0.0
    for times, emotion in zip(chain.times, emotions, strict=True):
        if emotion is not None:
            weights += times
            total += times * emotion
    return total / weights if weights > 0 else None


def expectation_gaps(content: Content) -> dict[str, Gaps]:
    """The gaps by Kano class, in the order of the classes; classes without a gap are left out."""
    found: dict[str, list[int]] = {}
    for expectations in content.expectations.values():
        for expectation in expectations:
            value = gap(expectation.expected, expectation.perceived)
            if value is not None:
                found.setdefault(expectation.kano or "", []).append(value)
    order = [*KANO_CLASSES, *sorted(set(found) - {*KANO_CLASSES, ""}), ""]
    return {
        kano: Gaps(len(values), sum(values) / len(values), min(values), sum(value < 0 for value in values))
        for kano in order
        if (values := found.get(kano))
    }


def open_pain_points(content: Content) -> list[PainPoint]:
    """The pain points that no opportunity answers which is done."""
    return [
        pain_point
        for found in content.pain_points.values()
        for pain_point in found
        if not any(
            each.status == "done" and pain_point.id in each.answers_ids
            for each in content.opportunities.get(pain_point.touchpoint_id, ())
        )
    ]


def _by_severity(pain_points: Sequence[PainPoint]) -> dict[int, int]:
    found = dict.fromkeys((5, 4, 3, 2, 1, 0), 0)
    for pain_point in pain_points:
        found[pain_point.severity or 0] += 1
    return found
