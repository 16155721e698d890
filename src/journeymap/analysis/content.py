"""All that hangs on the touchpoints of one journey, gathered once for the figures and findings that read it.

Holds live records only, in their order; touchpoints without annotations have no entry. Computes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import (
    Basis,
    Comment,
    Connection,
    Contribution,
    DataPoint,
    Evidence,
    Expectation,
    Indicator,
    Journey,
    Lane,
    ModelLink,
    Note,
    Opportunity,
    PainPoint,
    Project,
    Record,
    Round,
    Stage,
    Touchpoint,
    Workshop,
)

R = TypeVar("R", bound=Record)
ByTouchpoint = Mapping[str, Sequence[R]]


@dataclass(frozen=True, slots=True)
class Content:
    """The records of one journey. The maps go from the id of a touchpoint (or, for links and bases, of any subject)
    to records.
    """

    state: State
    project: Project
    journey: Journey
    stages: Sequence[Stage]
    lanes: Sequence[Lane]
    touchpoints: Sequence[Touchpoint]
    connections: Sequence[Connection]
    expectations: ByTouchpoint[Expectation]
    pain_points: ByTouchpoint[PainPoint]
    opportunities: ByTouchpoint[Opportunity]
    data_points: ByTouchpoint[DataPoint]
    indicators: ByTouchpoint[Indicator]
    comments: ByTouchpoint[Comment]
    links: Mapping[str, Sequence[ModelLink]]
    bases: Mapping[str, Sequence[Basis]]
    notes: Sequence[Note]
    contributions: Sequence[Contribution]

    def journey_opportunities(self) -> list[Opportunity]:
        """The opportunities on at least one touchpoint, each once, in reading order."""
        return list({each.id: each for found in self.opportunities.values() for each in found}.values())

    def records(self) -> Iterator[Record]:
        """The journey with everything on it, each record once."""
        yield self.journey
        for flat in (self.stages, self.lanes, self.touchpoints, self.connections, self.notes, self.contributions):
            yield from flat
        for rows in (self.expectations, self.pain_points, self.data_points, self.indicators, self.comments, self.links):
            for found in rows.values():
                yield from found
        yield from self.journey_opportunities()

    def evidence_ids(self) -> list[str]:
        """The evidence that anything on this journey rests on, each once."""
        found: dict[str, None] = {}
        for bases in self.bases.values():
            for basis in bases:
                found.update(dict.fromkeys(basis.evidence_ids))
        for rows in (self.expectations, self.pain_points, self.opportunities):
            for found_here in rows.values():
                for annotation in found_here:
                    found.update(dict.fromkeys(annotation.evidence_ids))
        return list(found)

    def evidence_of(self, evidence_id: str) -> Evidence | None:
        """A piece of evidence that is still there."""
        return self.state.get(Evidence, evidence_id)

    def evidence_for(self, subject_id: str, field: str) -> list[Evidence]:
        """The evidence behind one value, empty where it is assumed."""
        found: dict[str, Evidence] = {}
        for basis in self.bases.get(subject_id, ()):
            if basis.field == field:
                for evidence_id in basis.evidence_ids:
                    evidence = self.evidence_of(evidence_id)
                    if evidence is not None:
                        found[evidence_id] = evidence
        return list(found.values())


def content_of(state: State, journey_id: str) -> Content:
    """Gather the records of a journey; of one that is not there, an empty content."""
    journey = state.get(Journey, journey_id) or Journey(id=journey_id)
    by = state.children_by
    touchpoints = queries.touchpoints(state, journey_id)
    connections = queries.connections(state, journey_id)
    touchpoint_ids = [each.id for each in touchpoints]
    pain_points = by(PainPoint, touchpoint_ids)
    opportunities = {
        touchpoint_id: [each for each in found if touchpoint_id in each.touchpoint_ids]
        for touchpoint_id, found in by(Opportunity, touchpoint_ids).items()
    }
    opportunity_ids = {each.id for found in opportunities.values() for each in found}
    pain_point_ids = [each.id for found in pain_points.values() for each in found]
    expectations = by(Expectation, touchpoint_ids)
    subject_ids = [journey_id, *touchpoint_ids, *pain_point_ids, *opportunity_ids]
    based_ids = [*touchpoint_ids, *(each.id for each in connections), *pain_point_ids, *opportunity_ids]
    based_ids += [each.id for found in expectations.values() for each in found]
    rounds = [each for workshop in state.children(Workshop, journey_id) for each in state.children(Round, workshop.id)]
    return Content(
        state=state,
        project=queries.project(state),
        journey=journey,
        stages=queries.stages(state, journey_id),
        lanes=queries.lanes(state, journey_id),
        touchpoints=touchpoints,
        connections=connections,
        expectations=expectations,
        pain_points=pain_points,
        opportunities=opportunities,
        data_points=by(DataPoint, touchpoint_ids),
        indicators=by(Indicator, [journey_id, *touchpoint_ids]),
        comments=by(Comment, touchpoint_ids),
        links=by(ModelLink, subject_ids),
        bases=by(Basis, based_ids),
        notes=state.children(Note, journey_id),
        contributions=[each for round_ in rounds for each in state.children(Contribution, round_.id)],
    )
