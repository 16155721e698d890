"""What figures rest on: how many of the values behind them are measured, observed or assumed, and how many are missing.

Counts values, not evidence: a feeling that three surveys agree on is one measured value.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from journeymap.analysis.content import Content
from journeymap.analysis.graph import JourneyGraph
from journeymap.model.queries import strength
from journeymap.model.records import Expectation, Opportunity, PainPoint


@dataclass(frozen=True, slots=True)
class Ground:
    """Counts of values by what they rest on. `missing` ones were left out or stood in for by a rule."""

    measured: int = 0
    observed: int = 0
    assumed: int = 0
    missing: int = 0

    @property
    def known(self) -> int:
        return self.measured + self.observed + self.assumed

    def __add__(self, other: Ground) -> Ground:
        return Ground(
            self.measured + other.measured,
            self.observed + other.observed,
            self.assumed + other.assumed,
            self.missing + other.missing,
        )


INPUTS = ("share", "emotion", "contact_time", "waiting", "fee", "visits", "documents", "data_repeated", "handover")
"""The kinds of values that figures of a journey are made from."""


def grounds(content: Content, graph: JourneyGraph) -> dict[str, Ground]:
    """The ground of each kind of value on the touchpoints and ways that can be reached.

    A share is wanted where ways part, a feeling at each touchpoint. A time is missing where neither contact nor
    waiting is given (counted under `contact_time`); fees, counts and waits on ways are taken to be nothing where
    they are not given, and only counted where they are.
    """
    found = {name: [0, 0, 0, 0] for name in INPUTS}

    def count(name: str, subject_id: str, field: str) -> None:
        bases = content.bases.get(subject_id)
        if bases is None or not any(basis.field == field for basis in bases):
            found[name][2] += 1
        else:
            kind = strength(content.evidence_for(subject_id, field))
            found[name][("measured", "observed", "assumed").index(kind)] += 1

    reachable = graph.reachable
    for place in reachable:
        touchpoint = graph.touchpoints[place]
        if touchpoint.emotion is None:
            found["emotion"][3] += 1
        else:
            count("emotion", touchpoint.id, "emotion")
        if touchpoint.contact_time is None and touchpoint.waiting is None:
            found["contact_time"][3] += 1
        for name in ("contact_time", "waiting", "fee", "visits", "documents", "data_repeated"):
            if getattr(touchpoint, name):
                count(name, touchpoint.id, name)
    for way in graph.ways:
        if way.source not in reachable:
            continue
        if len(graph.out[way.source]) > 1 and way.source not in graph.blocks:
            if way.known:
                count("share", way.connection_id, "share")
            else:
                found["share"][3] += 1
        if way.waiting:
            count("waiting", way.connection_id, "waiting")
        if way.handover:
            count("handover", way.connection_id, "handover")
    return {name: Ground(*counts) for name, counts in found.items()}


def ground_of(content: Content, records: Iterable[Expectation | PainPoint | Opportunity]) -> Ground:
    """The ground of annotations, which carry their evidence themselves or by a basis."""
    counts = {"measured": 0, "observed": 0, "assumed": 0}
    for record in records:
        own = [each for each in map(content.evidence_of, record.evidence_ids) if each is not None]
        based = [
            each
            for basis in content.bases.get(record.id, ())
            for each in map(content.evidence_of, basis.evidence_ids)
            if each is not None
        ]
        counts[strength([*own, *based])] += 1
    return Ground(**counts)
