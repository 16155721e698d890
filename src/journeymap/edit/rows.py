"""Rows of the outline: several new ones of a kind at once, and annotations that go to another touchpoint or another place.

What single rows do among their like, step by step, is in `outline`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from journeymap.edit import outline
from journeymap.edit.annotations import link_between
from journeymap.edit.fields import delete
from journeymap.edit.ordering import key_at_end, place_behind, room_at
from journeymap.model import queries
from journeymap.model.changes import Add, Change, Set
from journeymap.model.document import State
from journeymap.model.records import (
    Connection,
    DataPoint,
    Expectation,
    Indicator,
    Lane,
    ModelLink,
    Opportunity,
    PainPoint,
    Record,
    Stage,
    Touchpoint,
)
from journeymap.model.values import new_id

ANNOTATIONS: tuple[type[Record], ...] = (Expectation, PainPoint, Opportunity, DataPoint, Indicator)
"""The kinds of rows that can be added under a touchpoint."""


def noted(state: State, cls: type[Record], touchpoint_id: str) -> Sequence[Any]:
    """The annotations of one kind at a touchpoint, in their order."""
    if cls is Opportunity:
        return queries.opportunities(state, touchpoint_id)
    return state.children(cls, touchpoint_id)


def add_under(
    state: State, cls: type[Record], touchpoint_id: str, count: int = 1, behind_id: str = ""
) -> tuple[list[Record], list[Change]]:
    """New annotations of one kind at a touchpoint: behind another one, or at the end."""
    place: dict[str, Any] = {"touchpoint_id": touchpoint_id}
    if cls is Opportunity:
        place = {"touchpoint_ids": (touchpoint_id,)}
    elif cls is Indicator:
        place = {"subject_id": touchpoint_id}
    if "order" not in cls.model_fields:
        plain = [cls.model_validate({"id": new_id(), **place}) for _ in range(count)]
        return plain, [Add(each) for each in plain]
    rows = noted(state, cls, touchpoint_id)
    keys, room = room_at(rows, place_behind(rows, behind_id), count)
    made = [cls.model_validate({"id": new_id(), "order": key, **place}) for key in keys]
    return made, [*room, *(Add(each) for each in made)]


def add_behind(state: State, row: Record, count: int, touchpoint_id: str = "") -> tuple[list[Record], list[Change]]:
    """New rows of the kind of `row`, behind it; none of a kind that leads somewhere. `touchpoint_id` is where `row` stands."""
    if count < 1:
        return [], []
    match row:
        case Stage():
            stages = queries.stages(state, row.journey_id)
            keys, room = room_at(stages, place_behind(stages, row.id), count)
            made: list[Record] = [Stage(id=new_id(), journey_id=row.journey_id, order=key) for key in keys]
            return made, [*room, *(Add(each) for each in made)]
        case Lane():
            lanes = queries.lanes(state, row.journey_id)
            keys, room = room_at(lanes, place_behind(lanes, row.id), count)
            made = [Lane(id=new_id(), journey_id=row.journey_id, kind=row.kind, order=key) for key in keys]
            return made, [*room, *(Add(each) for each in made)]
        case Touchpoint():
            return _touchpoints_behind(state, row, count)
    if type(row) in ANNOTATIONS:
        return add_under(state, type(row), touchpoint_id, count, row.id)
    return [], []


def _touchpoints_behind(state: State, source: Touchpoint, count: int) -> tuple[list[Record], list[Change]]:
    """Touchpoints one after the other behind another one, in its stage and lane, on the way that leads on from it."""
    inside = [each for each in queries.touchpoints(state, source.journey_id) if each.stage_id == source.stage_id]
    keys, changes = room_at(inside, place_behind(inside, source.id), count)
    journey_id = source.journey_id
    made = [
        Touchpoint(id=new_id(), journey_id=journey_id, stage_id=source.stage_id, lane_id=source.lane_id, order=key)
        for key in keys
    ]
    changes += [Add(each) for each in made]
    ways = [each for each in queries.connections_out(state, source.id) if each.kind in ("sequence", "branch")]
    ends = list(pairwise(each.id for each in made))
    if len(ways) == 1 and ways[0].kind == "sequence":
        changes.append(Set(ways[0].id, "target_id", made[0].id))
        ends.append((made[-1].id, ways[0].target_id))
    else:
        kind = "branch" if ways else "sequence"
        changes += [Set(each.id, "kind", "branch") for each in ways if each.kind == "sequence"]
        changes.append(
            Add(Connection(id=new_id(), journey_id=journey_id, source_id=source.id, target_id=made[0].id, kind=kind))
        )
    changes += [
        Add(Connection(id=new_id(), journey_id=journey_id, source_id=first, target_id=second)) for first, second in ends
    ]
    return list(made), changes


def place_at(state: State, record_id: str, touchpoint_id: str, place: int) -> list[Change]:
    """Put an annotation at a place (0 = first) among those of its kind at its touchpoint."""
    record: Any = state.find(record_id)
    if record is None or "order" not in type(record).model_fields:
        return []
    rows = noted(state, type(record), touchpoint_id)
    rest = [each for each in rows if each.id != record_id]
    if len(rest) == len(rows) or [each.id for each in rows].index(record_id) == min(max(place, 0), len(rest)):
        return []
    (order,), room = room_at(rest, place)
    return [*room, Set(record_id, "order", order)]


def place_by(state: State, record_id: str, touchpoint_id: str, step: int) -> list[Change]:
    """Put an annotation one place up (-1) or down (1) among those of its kind at its touchpoint."""
    record = state.find(record_id)
    ids = [each.id for each in noted(state, type(record), touchpoint_id)] if record is not None else []
    place = ids.index(record_id) + step if record_id in ids else -1
    return place_at(state, record_id, touchpoint_id, place) if 0 <= place < len(ids) else []


def move_to(state: State, record_id: str, from_id: str, touchpoint_id: str, *, first: bool = False) -> list[Change]:
    """Move an annotation from one touchpoint to another: to the end of its kind there, or to the beginning."""
    record = state.find(record_id)
    if record is None or touchpoint_id == from_id or state.get(Touchpoint, touchpoint_id) is None:
        return []
    changes: list[Change] = []
    if isinstance(record, Expectation | PainPoint | Opportunity):
        rows = noted(state, type(record), touchpoint_id)
        if first:
            (order,), changes = room_at(rows, 0)
        else:
            order = key_at_end(rows)
        changes.append(Set(record_id, "order", order))
    match record:
        case Expectation() | PainPoint() | DataPoint():
            changes.append(Set(record_id, "touchpoint_id", touchpoint_id))
        case Opportunity():
            if touchpoint_id in record.touchpoint_ids:
                return [
                    Set(record_id, "touchpoint_ids", tuple(each for each in record.touchpoint_ids if each != from_id))
                ]
            others = tuple(each for each in record.touchpoint_ids if each != from_id)
            changes.append(Set(record_id, "touchpoint_ids", (*others, touchpoint_id)))
        case ModelLink():
            if link_between(state, touchpoint_id, record.element_id) is not None:
                return delete([record_id])
            changes.append(Set(record_id, "subject_id", touchpoint_id))
        case Indicator():
            changes.append(Set(record_id, "subject_id", touchpoint_id))
        case _:
            return []
    return changes


def move_on(state: State, record_id: str, step: int, touchpoint_id: str) -> list[Change]:
    """Move a row one place; an annotation at the border of its touchpoint goes on to the next or the former one."""
    changes = outline.move(state, record_id, step)
    point = state.get(Touchpoint, touchpoint_id)
    record = state.find(record_id)
    if changes or point is None or not isinstance(record, (*ANNOTATIONS, ModelLink)):
        return changes
    ids = [each.id for each in queries.touchpoints(state, point.journey_id)]
    place = ids.index(touchpoint_id) + step
    return move_to(state, record_id, touchpoint_id, ids[place], first=step > 0) if 0 <= place < len(ids) else []
