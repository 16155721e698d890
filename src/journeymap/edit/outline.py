"""The outline of a journey, stage by stage: moving its rows up and down, adding those without a module of their own.

A touchpoint that leaves the end of its stage goes on into the next one: a whole journey can be ordered by two keys.
"""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.edit import stages
from journeymap.edit.ordering import Ordered, room_at
from journeymap.model import queries
from journeymap.model.changes import Add, Change, Set
from journeymap.model.document import State
from journeymap.model.records import (
    DataPoint,
    Evidence,
    Expectation,
    Indicator,
    Journey,
    Lane,
    Opportunity,
    PainPoint,
    Persona,
    Record,
    Stage,
    Touchpoint,
)
from journeymap.model.values import new_id


def move(state: State, record_id: str, step: int) -> list[Change]:
    """Move a row one place down (step 1) or up (-1) among its like; nothing where it is at the border already."""
    record = state.find(record_id)
    if record is None or not state.is_live(record):
        return []
    match record:
        case Stage() | Lane():
            rows: Sequence[Record]
            rows = (queries.stages if isinstance(record, Stage) else queries.lanes)(state, record.journey_id)
            place = [each.id for each in rows].index(record_id) + step
            return stages.move(state, record_id, place) if 0 <= place < len(rows) else []
        case Touchpoint():
            return _move_touchpoint(state, record, step)
        case Expectation():
            return _move_among(queries.expectations(state, record.touchpoint_id), record, step)
        case PainPoint():
            return _move_among(queries.pain_points(state, record.touchpoint_id), record, step)
        case Opportunity(touchpoint_ids=(first, *_)):
            return _move_among(queries.opportunities(state, first), record, step)
        case Evidence() | Journey() | Persona():
            return _move_among(state.all(type(record)), record, step)
    return []


def _move_among(rows: Sequence[Ordered], record: Ordered, step: int) -> list[Change]:
    """Put a record behind or before its neighbour. Rows whose keys leave no room get fresh ones."""
    rest = [each for each in rows if each.id != record.id]
    place = [each.id for each in rows].index(record.id) + step
    if not 0 <= place < len(rows):
        return []
    (order,), room = room_at(rest, place)
    return [*room, Set(record.id, "order", order)]


def _move_touchpoint(state: State, touchpoint: Touchpoint, step: int) -> list[Change]:
    everywhere = queries.touchpoints(state, touchpoint.journey_id)
    inside = [each for each in everywhere if each.stage_id == touchpoint.stage_id]
    # What was placed by hand is placed anew, or the map would contradict the order.
    free = [Set(touchpoint.id, "pos", None)] if touchpoint.pos is not None else []
    within = _move_among(inside, touchpoint, step)
    if within:
        return [*within, *free]
    stage_ids = [each.id for each in queries.stages(state, touchpoint.journey_id)]
    place = stage_ids.index(touchpoint.stage_id) + step if touchpoint.stage_id in stage_ids else 0
    if not 0 <= place < len(stage_ids):
        return []
    there = [each for each in everywhere if each.stage_id == stage_ids[place]]
    (order,), room = room_at(there, 0 if step > 0 else len(there))
    return [*room, Set(touchpoint.id, "stage_id", stage_ids[place]), Set(touchpoint.id, "order", order), *free]


def add_data_point(touchpoint_id: str) -> tuple[DataPoint, list[Change]]:
    """A new note of data that the citizen hands over at a touchpoint."""
    record = DataPoint(id=new_id(), touchpoint_id=touchpoint_id)
    return record, [Add(record)]


def add_indicator(subject_id: str) -> tuple[Indicator, list[Change]]:
    """A new measured figure of a touchpoint or journey."""
    record = Indicator(id=new_id(), subject_id=subject_id)
    return record, [Add(record)]
