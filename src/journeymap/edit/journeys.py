"""Journeys and personas of a project: adding, deleting, and how journeys lie within each other."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.edit.ordering import fresh_keys, key_at_end, room_at
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


def with_parts(state: State, journey_id: str) -> list[Journey]:
    """A journey with those that lie within it, and within these; itself first."""
    found: dict[str, Journey] = {}
    waiting = [journey_id]
    while waiting:
        journey = state.get(Journey, waiting.pop(0))
        if journey is not None and journey.id not in found:
            found[journey.id] = journey
            waiting += [each.id for each in state.children(Journey, journey.id) if each.parent_id == journey.id]
    return list(found.values())


def delete(state: State, journey_id: str) -> list[Change]:
    """Delete a journey with all that lies in it, sub-journeys among it. Nothing where no journey would be left."""
    lost = with_parts(state, journey_id)
    if len(lost) == len(queries.journeys(state)):
        return []
    points = [point for each in lost for point in queries.touchpoints(state, each.id)]
    return [Set(each, "deleted", True) for each in (*lost_opportunities(state, ids(points)), *ids(lost))]


def nest(state: State, journey_id: str, parent_id: str | None, before_id: str | None = None) -> list[Change]:
    """Put a journey within another one (None: within none), before one of those there or behind them all.

    Nothing for a journey that would come to lie within itself, for one that a touchpoint elsewhere stands for and that should
    lie within none, and nothing where it lies there already.
    """
    journey = state.get(Journey, journey_id)
    if journey is None or (
        parent_id is not None and journey_id in (parent_id, *queries.journeys_above(state, parent_id))
    ):
        return []
    if parent_id is None and queries.journey_stood_for(state, journey_id) is not None:
        return []
    rows = [each for each in queries.journeys(state) if each.id != journey_id]
    there = [each.id for each in rows if queries.journey_above(state, each.id) == parent_id]
    place = next((n for n, each in enumerate(rows) if each.id == before_id), None)
    if place is None:
        place = next((n + 1 for n, each in reversed(list(enumerate(rows))) if each.id in there), len(rows))
    if journey.parent_id == parent_id and _follows(state, journey, there, before_id):
        return []
    (order,), room = room_at(rows, place)
    return [*room, Set(journey_id, "parent_id", parent_id), Set(journey_id, "order", order)]


def _follows(state: State, journey: Journey, there: Sequence[str], before_id: str | None) -> bool:
    """Whether a journey stands already before `before_id`, or behind all of those `there`."""
    row = [each.id for each in queries.journeys(state) if each.id in there or each.id == journey.id]
    behind = row[row.index(journey.id) + 1 :]
    return behind[:1] == ([before_id] if before_id in there else [])


def siblings(state: State, journey_id: str) -> list[Journey]:
    """The journeys that lie within the same one, itself among them, in their order."""
    above = queries.journey_above(state, journey_id)
    return [each for each in queries.journeys(state) if queries.journey_above(state, each.id) == above]


def move(state: State, journey_id: str, step: int) -> list[Change]:
    """A journey one place down (1) or up (-1) among those beside it; nothing at the border."""
    row = [each.id for each in siblings(state, journey_id)]
    if journey_id not in row or not 0 <= row.index(journey_id) + step < len(row):
        return []
    place = row.index(journey_id) + step + (1 if step > 0 else 0)
    before_id = row[place] if place < len(row) else None
    return nest(state, journey_id, queries.journey_above(state, journey_id), before_id)


def push_in(state: State, journey_id: str) -> list[Change]:
    """Put a journey within the one above it in its row; nothing for the first of a row."""
    row = [each.id for each in siblings(state, journey_id)]
    place = row.index(journey_id) if journey_id in row else 0
    return nest(state, journey_id, row[place - 1]) if place else []


def pull_out(state: State, journey_id: str) -> list[Change]:
    """Take a journey out of the one it lies within, to stand behind it; nothing for one that lies in none."""
    above = queries.journey_above(state, journey_id)
    if above is None:
        return []
    row = [each.id for each in siblings(state, above)]
    place = row.index(above) + 1
    return nest(state, journey_id, queries.journey_above(state, above), row[place] if place < len(row) else None)


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
