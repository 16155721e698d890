"""Stages, the columns, and lanes, the rows: adding, ordering, deleting with what lies in them."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.edit import touchpoints
from journeymap.edit.ordering import key_at_end, room_at
from journeymap.model import queries
from journeymap.model.changes import Add, Change, Set
from journeymap.model.document import State
from journeymap.model.records import Lane, Stage
from journeymap.model.text import EMPTY, LocalText
from journeymap.model.values import new_id


def add_stage(
    state: State, journey_id: str, title: LocalText = EMPTY, place: int | None = None
) -> tuple[Stage, list[Change]]:
    """A new stage at a place among the others (0 = first), or at the end."""
    rows = queries.stages(state, journey_id)
    (order,), room = ([key_at_end(rows)], []) if place is None else room_at(rows, place)
    stage = Stage(id=new_id(), journey_id=journey_id, title=title, order=order)
    return stage, [*room, Add(stage)]


def add_lane(
    state: State, journey_id: str, kind: str = "frontstage", title: LocalText = EMPTY, place: int | None = None
) -> tuple[Lane, list[Change]]:
    """A new lane at a place among the others (0 = first), or at the end."""
    rows = queries.lanes(state, journey_id)
    (order,), room = ([key_at_end(rows)], []) if place is None else room_at(rows, place)
    lane = Lane(id=new_id(), journey_id=journey_id, kind=kind, title=title, order=order)
    return lane, [*room, Add(lane)]


def move(state: State, record_id: str, place: int) -> list[Change]:
    """Put a stage among the stages, or a lane among the lanes, at `place` (0 = first)."""
    rows = _row_of(state, record_id)
    rest = [each for each in rows if each.id != record_id]
    place = min(max(place, 0), len(rest))
    if not rows or rows[place].id == record_id:
        return []
    (order,), room = room_at(rest, place)
    return [*room, Set(record_id, "order", order)]


def delete(state: State, record_id: str) -> list[Change]:
    """Delete a stage or lane; its touchpoints go with it. The last one of a journey stays: the map needs a place."""
    rows = _row_of(state, record_id)
    if len(rows) < 2:
        return []
    inside = [
        each.id for each in queries.touchpoints(state, rows[0].journey_id) if record_id in (each.stage_id, each.lane_id)
    ]
    return [*touchpoints.delete(state, inside), Set(record_id, "deleted", True)]


def _row_of(state: State, record_id: str) -> Sequence[Stage | Lane]:
    """The stages among which a stage stands, or the lanes around a lane; nothing for what is neither or is gone."""
    if stage := state.get(Stage, record_id):
        return queries.stages(state, stage.journey_id)
    if lane := state.get(Lane, record_id):
        return queries.lanes(state, lane.journey_id)
    return []
