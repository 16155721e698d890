"""Journeys and personas of a project: adding, renaming, deleting."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.edit.ordering import fresh_keys, key_at_end
from journeymap.edit.touchpoints import lost_opportunities
from journeymap.model import queries
from journeymap.model.changes import Add, Change, Set
from journeymap.model.document import State
from journeymap.model.records import Journey, Lane, Persona, Stage
from journeymap.model.text import EMPTY, LocalText
from journeymap.model.values import ids, new_id


def add(
    state: State, title: LocalText, stages: Sequence[LocalText], lanes: Sequence[tuple[str, LocalText]]
) -> tuple[Journey, list[Change]]:
    """A new journey with stages to type into and lanes given as (kind, title)."""
    journey = Journey(id=new_id(), title=title, order=key_at_end(queries.journeys(state)))
    changes: list[Change] = [Add(journey)]
    for text, order in zip(stages, fresh_keys(len(stages)), strict=True):
        changes.append(Add(Stage(id=new_id(), journey_id=journey.id, title=text, order=order)))
    for (kind, text), order in zip(lanes, fresh_keys(len(lanes)), strict=True):
        changes.append(Add(Lane(id=new_id(), journey_id=journey.id, kind=kind, title=text, order=order)))
    return journey, changes


def delete(state: State, journey_id: str) -> list[Change]:
    """Delete a journey with all that lies in it. The last one of a project stays."""
    if len(queries.journeys(state)) < 2:
        return []
    lost = lost_opportunities(state, ids(queries.touchpoints(state, journey_id)))
    return [Set(each, "deleted", True) for each in (*lost, journey_id)]


def add_persona(state: State, journey_id: str | None, name: LocalText = EMPTY) -> tuple[Persona, list[Change]]:
    """A new persona, for one journey or for the project."""
    persona = Persona(id=new_id(), name=name, order=key_at_end(queries.personas(state)))
    changes: list[Change] = [Add(persona)]
    journey = state.get(Journey, journey_id)
    if journey is not None:
        changes.append(Set(journey.id, "persona_ids", (*journey.persona_ids, persona.id)))
    return persona, changes


def choose_path(journey_id: str, touchpoint_ids: Sequence[str]) -> list[Change]:
    """Let map, curve and rows follow this path; an empty one stands for the likeliest."""
    return [Set(journey_id, "chosen_path", tuple(touchpoint_ids))]
