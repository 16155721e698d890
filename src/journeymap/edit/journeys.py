"""Journeys and personas of a project: adding, deleting, and how journeys lie within each other."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.edit.ordering import fresh_keys, key_at_end, room_at
from journeymap.edit.touchpoints import lost_opportunities
from journeymap.model import queries
from journeymap.model.changes import Add, Change, Set
from journeymap.model.document import State
from journeymap.model.records import Journey, Lane, Persona, Stage, Touchpoint
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


def can_delete(state: State, journey_id: str) -> bool:
    """Whether a journey would be left without this one and those within it."""
    return len(with_parts(state, journey_id)) < len(queries.journeys(state))


def delete(state: State, journey_id: str) -> list[Change]:
    """Delete a journey with all that lies in it, sub-journeys among it. Nothing where no journey would be left."""
    if not can_delete(state, journey_id):
        return []
    lost = with_parts(state, journey_id)
    points = [point for each in lost for point in queries.touchpoints(state, each.id)]
    return [Set(each, "deleted", True) for each in (*lost_opportunities(state, ids(points)), *ids(lost))]


def nest(state: State, journey_id: str, parent_id: str | None, before_id: str | None = None) -> list[Change]:
    """Put a journey within another one (None: within none), before one of those there or behind them all.

    Nothing for a journey that would come to lie within itself, for one that a touchpoint stands for and that should lie
    within none, and nothing where it lies there already.
    """
    journey, above = state.get(Journey, journey_id), queries.journeys_above(state)
    if journey is None or (parent_id is not None and journey_id in queries.line_of_journeys(above, parent_id)):
        return []
    if parent_id is None and above[journey_id] is not None and _is_stood_for(state, journey_id):
        return []
    row = [each.id for each in queries.journeys(state)]
    there = [each for each in row if above[each] == parent_id and each != journey_id]
    if journey.parent_id == parent_id and _is_at(row, journey_id, there, before_id):
        return []
    rows = [each for each in queries.journeys(state) if each.id != journey_id]
    last = before_id if before_id is not None else next(reversed(there), None)
    place = next((n for n, each in enumerate(rows) if each.id == last), len(rows))
    (order,), room = room_at(rows, place if before_id is not None else place + 1)
    return [*room, Set(journey_id, "parent_id", parent_id), Set(journey_id, "order", order)]


def _is_stood_for(state: State, journey_id: str) -> bool:
    """Whether a touchpoint of another journey stands for this one."""
    points = state.children(Touchpoint, journey_id)
    return any(each.sub_journey_id == journey_id != each.journey_id for each in points)


def _is_at(row: Sequence[str], journey_id: str, there: Sequence[str], before_id: str | None) -> bool:
    """Whether a journey stands already before `before_id`, or behind all of those `there`."""
    behind = [each for each in row[row.index(journey_id) + 1 :] if each in there]
    return behind[:1] == ([before_id] if before_id is not None else [])


def siblings(state: State, journey_id: str) -> list[str]:
    """The journeys that lie within the same one, itself among them, in their order."""
    above = queries.journeys_above(state)
    return [each.id for each in queries.journeys(state) if above[each.id] == above.get(journey_id)]


def move(state: State, journey_id: str, step: int) -> list[Change]:
    """A journey one place down (1) or up (-1) among those beside it; nothing at the border."""
    row = siblings(state, journey_id)
    if journey_id not in row or not 0 <= row.index(journey_id) + step < len(row):
        return []
    place = row.index(journey_id) + step + (1 if step > 0 else 0)
    before_id = row[place] if place < len(row) else None
    return nest(state, journey_id, queries.journeys_above(state)[journey_id], before_id)


def push_in(state: State, journey_id: str) -> list[Change]:
    """Put a journey within the one above it in its row; nothing for the first of a row."""
    row = siblings(state, journey_id)
    place = row.index(journey_id) if journey_id in row else 0
    return nest(state, journey_id, row[place - 1]) if place else []


def pull_out(state: State, journey_id: str) -> list[Change]:
    """Take a journey out of the one it lies within, to stand behind it; nothing for one that lies in none."""
    above = queries.journeys_above(state)
    outer = above.get(journey_id)
    if outer is None:
        return []
    row = siblings(state, outer)
    place = row.index(outer) + 1
    return nest(state, journey_id, above[outer], row[place] if place < len(row) else None)


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
