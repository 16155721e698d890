"""The questions asked of a state most often. All answers hold live records only, in their order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from journeymap.model.document import State
from journeymap.model.records import (
    Basis,
    Connection,
    Evidence,
    Expectation,
    Feeling,
    Journey,
    Lane,
    ModelLink,
    Opportunity,
    PainPoint,
    Persona,
    Project,
    Record,
    Stage,
    Touchpoint,
)
from journeymap.model.values import MEASURED, OBSERVED


def project(state: State) -> Project:
    """The project record; an empty one where the file has none."""
    found = state.all(Project)
    return found[0] if found else Project(id="project")


def journeys(state: State) -> list[Journey]:
    return state.all(Journey)


def journeys_above(state: State) -> dict[str, str | None]:
    """Journey → the one it lies within: by its own word, else that of a touchpoint that stands for it. Circles are opened at
    the first of their journeys.
    """
    every = journeys(state)
    known = {each.id for each in every}
    above: dict[str, str | None] = {
        each.id: each.parent_id if each.parent_id in known - {each.id} else None for each in every
    }
    for point in state.all(Touchpoint):
        below = point.sub_journey_id
        if below in known and above[below] is None and point.journey_id != below:
            above[below] = point.journey_id
    for each in every:
        seen: set[str | None] = set()
        here: str | None = each.id
        while here is not None and here not in seen:
            seen.add(here)
            here = above[here]
        if here == each.id:
            above[each.id] = None
    return above


def line_of_journeys(above: Mapping[str, str | None], journey_id: str) -> list[str]:
    """A journey behind those it lies within, the outermost first."""
    found = [journey_id]
    while (upper := above.get(found[0])) is not None:
        found.insert(0, upper)
    return found


def journey_tree(state: State) -> list[tuple[Journey, int]]:
    """All journeys, each behind the one it lies within, with its depth."""
    above = journeys_above(state)
    inside: dict[str | None, list[Journey]] = {}
    for each in journeys(state):
        inside.setdefault(above[each.id], []).append(each)
    found: list[tuple[Journey, int]] = []
    waiting = [(each, 0) for each in reversed(inside.get(None, []))]
    while waiting:
        journey, depth = waiting.pop()
        found.append((journey, depth))
        waiting += [(each, depth + 1) for each in reversed(inside.get(journey.id, []))]
    return found


def stages(state: State, journey_id: str) -> list[Stage]:
    return state.children(Stage, journey_id)


def lanes(state: State, journey_id: str) -> list[Lane]:
    return state.children(Lane, journey_id)


def touchpoints(state: State, journey_id: str) -> list[Touchpoint]:
    """The touchpoints of a journey in reading order: stage by stage, in their order, upper lanes first."""
    return state.remembered(("reading order", journey_id), lambda: _in_reading_order(state, journey_id))


def _in_reading_order(state: State, journey_id: str) -> list[Touchpoint]:
    stage_place = {stage.id: place for place, stage in enumerate(stages(state, journey_id))}
    lane_place = {lane.id: place for place, lane in enumerate(lanes(state, journey_id))}
    found = [touchpoint for touchpoint in state.children(Touchpoint, journey_id) if touchpoint.journey_id == journey_id]
    return sorted(
        found,
        key=lambda each: (stage_place.get(each.stage_id, -1), each.order, lane_place.get(each.lane_id, -1), each.id),
    )


def connections(state: State, journey_id: str) -> list[Connection]:
    return state.children(Connection, journey_id)


def connections_of(state: State, touchpoint_id: str) -> list[Connection]:
    """The connections that begin or end at a touchpoint."""
    return state.children(Connection, touchpoint_id)


def connections_out(state: State, touchpoint_id: str) -> list[Connection]:
    return [each for each in connections_of(state, touchpoint_id) if each.source_id == touchpoint_id]


def connections_in(state: State, touchpoint_id: str) -> list[Connection]:
    return [each for each in connections_of(state, touchpoint_id) if each.target_id == touchpoint_id]


def expectations(state: State, touchpoint_id: str) -> list[Expectation]:
    return state.children(Expectation, touchpoint_id)


def pain_points(state: State, touchpoint_id: str) -> list[PainPoint]:
    return state.children(PainPoint, touchpoint_id)


def opportunities(state: State, touchpoint_id: str) -> list[Opportunity]:
    return [each for each in state.children(Opportunity, touchpoint_id) if touchpoint_id in each.touchpoint_ids]


def journey_opportunities(state: State, journey_id: str) -> list[Opportunity]:
    """The opportunities that improve at least one touchpoint of a journey."""
    found = {each.id: each for point in touchpoints(state, journey_id) for each in opportunities(state, point.id)}
    return list(found.values())


def model_links(state: State, subject_id: str) -> list[ModelLink]:
    return state.children(ModelLink, subject_id)


def subjects_of_touchpoint(state: State, touchpoint_id: str) -> list[Record]:
    """A touchpoint with all that is annotated on it: whatever a model link may have for its subject there."""
    touchpoint = state.get(Touchpoint, touchpoint_id)
    here: list[Record] = [touchpoint] if touchpoint is not None else []
    return [*here, *pain_points(state, touchpoint_id), *opportunities(state, touchpoint_id)]


def touchpoints_linked_to(state: State, journey_id: str, element_id: str) -> list[str]:
    """Ids of a journey's touchpoints that are linked to an element of the model, themselves or by an annotation."""
    return [
        point.id
        for point in touchpoints(state, journey_id)
        if any(
            link.element_id == element_id
            for subject in subjects_of_touchpoint(state, point.id)
            for link in model_links(state, subject.id)
        )
    ]


def personas(state: State, journey: Journey | None = None) -> list[Persona]:
    """All personas, or those of one journey."""
    found = state.all(Persona)
    return [each for each in found if journey is None or each.id in journey.persona_ids]


def feeling(state: State, touchpoint_id: str, persona_id: str) -> Feeling | None:
    """What one persona feels at a touchpoint, where that was noted apart from the touchpoint's own feeling."""
    return next((each for each in state.children(Feeling, touchpoint_id) if each.persona_id == persona_id), None)


def evidence_for(state: State, subject_id: str, field: str) -> list[Evidence]:
    """The evidence behind one value of a record; empty where it is assumed."""
    found = [each for each in state.children(Basis, subject_id) if each.field == field]
    return evidence_of(state, (evidence_id for each in found for evidence_id in each.evidence_ids))


def evidence_of(state: State, evidence_ids: Iterable[str]) -> list[Evidence]:
    """The evidence with these ids that is there, each once."""
    found = (state.get(Evidence, evidence_id) for evidence_id in dict.fromkeys(evidence_ids))
    return [each for each in found if each is not None]


def strength(evidence: Iterable[Evidence]) -> str:
    """`measured`, `observed` or `assumed`: the strongest kind among pieces of evidence."""
    kinds = {each.kind for each in evidence}
    if kinds & MEASURED:
        return "measured"
    return "observed" if kinds & OBSERVED else "assumed"
