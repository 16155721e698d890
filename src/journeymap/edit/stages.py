"""Stages, the columns, and lanes, the rows: adding, ordering, deleting with what lies in them."""

from __future__ import annotations

from journeymap.edit.ordering import key_at, key_at_end
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
    order = key_at_end(rows) if place is None else key_at(rows, place)
    stage = Stage(id=new_id(), journey_id=journey_id, title=title, order=order)
    return stage, [Add(stage)]


def add_lane(
    state: State, journey_id: str, kind: str = "frontstage", title: LocalText = EMPTY, place: int | None = None
) -> tuple[Lane, list[Change]]:
    """A new lane at a place among the others (0 = first), or at the end."""
    rows = queries.lanes(state, journey_id)
    order = key_at_end(rows) if place is None else key_at(rows, place)
    lane = Lane(id=new_id(), journey_id=journey_id, kind=kind, title=title, order=order)
    return lane, [Add(lane)]


def move(state: State, record_id: str, place: int) -> list[Change]:
    """Put a stage among the stages, or a lane among the lanes, at `place` (0 = first)."""
    record = state.find(record_id)
    if isinstance(record, Stage):
        rest_stages = [each for each in queries.stages(state, record.journey_id) if each.id != record_id]
        return [Set(record_id, "order", key_at(rest_stages, place))]
    if isinstance(record, Lane):
        rest_lanes = [each for each in queries.lanes(state, record.journey_id) if each.id != record_id]
        return [Set(record_id, "order", key_at(rest_lanes, place))]
    return []


def delete(state: State, record_id: str) -> list[Change]:
    """Delete a stage or lane; its touchpoints go with it. The last one of a journey stays, so that the map has a place."""
    record = state.find(record_id)
    if isinstance(record, Stage):
        if len(queries.stages(state, record.journey_id)) < 2:
            return []
        inside = [each for each in queries.touchpoints(state, record.journey_id) if each.stage_id == record_id]
    elif isinstance(record, Lane):
        if len(queries.lanes(state, record.journey_id)) < 2:
            return []
        inside = [each for each in queries.touchpoints(state, record.journey_id) if each.lane_id == record_id]
    else:
        return []
    return [Set(each.id, "deleted", True) for each in (*inside, record)]
