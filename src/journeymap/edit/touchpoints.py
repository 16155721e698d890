"""Touchpoints: adding them where they are wanted, behind others, moving, duplicating and deleting them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any

from journeymap.edit.copies import twin, with_annotations
from journeymap.edit.ordering import key_at_end, place_behind, room_at
from journeymap.model import queries
from journeymap.model.changes import Add, Change, Set
from journeymap.model.document import State
from journeymap.model.records import (
    Connection,
    Stage,
    Touchpoint,
)
from journeymap.model.text import EMPTY, LocalText
from journeymap.model.values import Point, new_id

Spot = tuple[str, str, Point | None]
"""A stage, a lane and a place in their cell; no place where the map is to find one."""


def add(
    state: State,
    journey_id: str,
    stage_id: str,
    lane_id: str,
    title: LocalText = EMPTY,
    pos: Point | None = None,
    *,
    kind: str = "action",
) -> tuple[Touchpoint, list[Change]]:
    """A new touchpoint at the end of a stage, in a lane."""
    inside = [each for each in queries.touchpoints(state, journey_id) if each.stage_id == stage_id]
    touchpoint = Touchpoint(
        id=new_id(), journey_id=journey_id, stage_id=stage_id, lane_id=lane_id, title=title, pos=pos, kind=kind,
        order=key_at_end(inside),
    )  # fmt: skip
    return touchpoint, [Add(touchpoint)]


def add_behind(
    state: State,
    source_id: str,
    *,
    lane_id: str | None = None,
    stage_id: str | None = None,
    title: LocalText = EMPTY,
    kind: str = "action",
) -> tuple[Touchpoint, list[Change]]:
    """A new touchpoint connected from another one: in its stage and lane unless others are named.

    If the source already has a way out, both ways become branches: more than one way on is a choice until said otherwise.
    """
    source = state.get(Touchpoint, source_id)
    if source is None:
        raise LookupError(source_id)
    touchpoint, room = _made_behind(state, source, stage_id, lane_id, title=title, kind=kind)
    connection = Connection(id=new_id(), journey_id=source.journey_id, source_id=source_id, target_id=touchpoint.id)
    return touchpoint, [*room, Add(touchpoint), *_as_choice(state, source_id, connection)]


def _made_behind(
    state: State, source: Touchpoint, stage_id: str | None, lane_id: str | None, **fields: Any
) -> tuple[Touchpoint, list[Change]]:
    """A touchpoint in the order behind another one, not yet connected, and the changes that make room for it."""
    stage = stage_id or source.stage_id
    inside = [each for each in queries.touchpoints(state, source.journey_id) if each.stage_id == stage]
    (order,), room = room_at(inside, place_behind(inside, source.id))
    return Touchpoint(
        id=new_id(), journey_id=source.journey_id, stage_id=stage, lane_id=lane_id or source.lane_id, order=order, **fields
    ), room  # fmt: skip


def add_into(
    state: State,
    connection_id: str,
    *,
    stage_id: str | None = None,
    lane_id: str | None = None,
    title: LocalText = EMPTY,
    kind: str = "action",
) -> tuple[Touchpoint | None, list[Change]]:
    """A new touchpoint in the middle of a connection: in the stage and lane where it begins unless others are named."""
    connection = state.get(Connection, connection_id)
    source = state.get(Touchpoint, connection.source_id) if connection is not None else None
    if connection is None or source is None:
        return None, []
    touchpoint, room = _made_behind(state, source, stage_id, lane_id, title=title, kind=kind)
    return touchpoint, [*room, Add(touchpoint), *_put_into(state, touchpoint.id, connection)]


def connect(state: State, source_id: str, target_id: str) -> tuple[Connection | None, list[Change]]:
    """A connection from one touchpoint to another of the same journey; nothing where it is there already or meets itself.

    A way back to an earlier touchpoint on the same way is a loop, a second way out makes a branch.
    """
    source, target = state.get(Touchpoint, source_id), state.get(Touchpoint, target_id)
    if source is None or target is None or source_id == target_id or source.journey_id != target.journey_id:
        return None, []
    if any(each.target_id == target_id for each in queries.connections_out(state, source_id)):
        return None, []
    kind = "loop" if leads_to(state, target_id, source_id) else "sequence"
    connection = Connection(
        id=new_id(), journey_id=source.journey_id, source_id=source_id, target_id=target_id, kind=kind
    )
    return connection, _as_choice(state, source_id, connection)


def _as_choice(state: State, source_id: str, new: Connection) -> list[Change]:
    if new.kind != "sequence":
        return [Add(new)]
    others = [each for each in queries.connections_out(state, source_id) if each.kind in ("sequence", "branch")]
    if not others:
        return [Add(new)]
    branches: list[Change] = [Set(each.id, "kind", "branch") for each in others if each.kind == "sequence"]
    return [*branches, Add(new.model_copy(update={"kind": "branch"}))]


def leads_to(state: State, start_id: str, goal_id: str, without: str = "") -> bool:
    """Whether walking on from `start_id`, without loops and without one connection, ever comes to `goal_id`."""
    seen, waiting = {start_id}, [start_id]
    while waiting:
        for each in queries.connections_out(state, waiting.pop()):
            if each.kind in ("loop", "information") or each.target_id in seen or each.id == without:
                continue
            if each.target_id == goal_id:
                return True
            seen.add(each.target_id)
            waiting.append(each.target_id)
    return start_id == goal_id


def insert_into(state: State, touchpoint_id: str, connection_id: str) -> list[Change]:
    """Put an unconnected touchpoint into a connection: the connection ends at it, and a new one goes on from it.

    What goes on from it leads back or informs where the connection did. Nothing where the touchpoint is connected.
    """
    connection, touchpoint = state.get(Connection, connection_id), state.get(Touchpoint, touchpoint_id)
    if connection is None or touchpoint is None or touchpoint.journey_id != connection.journey_id:
        return []
    if queries.connections_of(state, touchpoint_id):
        return []
    return _put_into(state, touchpoint_id, connection)


def _put_into(state: State, touchpoint_id: str, connection: Connection) -> list[Change]:
    onward = Connection(
        id=new_id(), journey_id=connection.journey_id, source_id=touchpoint_id, target_id=connection.target_id,
        kind=connection.kind if connection.kind in ("loop", "information") else "sequence",
    )  # fmt: skip
    changes: list[Change] = [Set(connection.id, "target_id", touchpoint_id), Add(onward)]
    if connection.kind == "loop":
        # Up to the new touchpoint it is a way on; only behind it the way leads back.
        others = [each for each in queries.connections_out(state, connection.source_id) if each.id != connection.id]
        changes.append(Set(connection.id, "kind", "branch" if others else "sequence"))
    return changes


def move(state: State, wishes: Mapping[str, Spot]) -> list[Change]:
    """Move touchpoints: id → (stage, lane, place in the cell, or None to be placed automatically)."""
    changes: list[Change] = []
    for touchpoint_id, (stage_id, lane_id, pos) in wishes.items():
        touchpoint = state.get(Touchpoint, touchpoint_id)
        if touchpoint is None:
            continue
        wanted = {"stage_id": stage_id, "lane_id": lane_id, "pos": pos}
        changes += [
            Set(touchpoint_id, name, value) for name, value in wanted.items() if getattr(touchpoint, name) != value
        ]
    return changes


def move_by_keys(state: State, touchpoint_ids: Sequence[str], stages: int, lanes: int) -> list[Change]:
    """Move touchpoints some stages to the right (negative: left) and lanes down; those at the border stay there."""
    wishes: dict[str, Spot] = {}
    for touchpoint_id in touchpoint_ids:
        touchpoint = state.get(Touchpoint, touchpoint_id)
        if touchpoint is None:
            continue
        stage_ids = [each.id for each in queries.stages(state, touchpoint.journey_id)]
        lane_ids = [each.id for each in queries.lanes(state, touchpoint.journey_id)]
        stage = _shifted(stage_ids, touchpoint.stage_id, stages)
        lane = _shifted(lane_ids, touchpoint.lane_id, lanes)
        if (stage, lane) != (touchpoint.stage_id, touchpoint.lane_id):
            wishes[touchpoint_id] = (stage, lane, None)
    return move(state, wishes)


def _shifted(ids: Sequence[str], current: str, step: int) -> str:
    place = ids.index(current) if current in ids else 0
    return ids[min(max(place + step, 0), len(ids) - 1)]


def duplicate(
    state: State, touchpoint_ids: Sequence[str], spots: Mapping[str, Spot] = MappingProxyType({})
) -> tuple[list[str], list[Change]]:
    """Copies of touchpoints with their annotations and the connections among them. Returns the new ids and the changes.

    Copies follow the last of their originals in its stage, or stand where `spots` put them (original id → spot). They start
    nobody's journey and stand for no touchpoint of another journey, whatever their originals do.
    """
    chosen = [each for each in map(partial(state.get, Touchpoint), dict.fromkeys(touchpoint_ids)) if each is not None]
    originals = with_annotations(state, chosen)
    twins = {each.id: new_id() for each in originals}
    orders, changes = _orders_of_copies(state, chosen)
    for record in originals:
        fields: dict[str, Any] = {}
        if isinstance(record, Touchpoint):
            stage_id, lane_id, pos = spots.get(record.id, (record.stage_id, record.lane_id, None))
            fields = {"stage_id": stage_id, "lane_id": lane_id, "pos": pos, "order": orders[record.id]}
            fields |= {"start_share": None, "origin_id": None}
        elif isinstance(record, Connection):
            fields = {"origin_id": None}
        changes.append(Add(twin(record, twins, **fields)))
    return [twins[each.id] for each in chosen], changes


def _orders_of_copies(state: State, chosen: Sequence[Touchpoint]) -> tuple[dict[str, str], list[Change]]:
    ids = {each.id for each in chosen}
    orders: dict[str, str] = {}
    changes: list[Change] = []
    for journey_id, stage_id in dict.fromkeys((each.journey_id, each.stage_id) for each in chosen):
        rows = [each for each in queries.touchpoints(state, journey_id) if each.stage_id == stage_id]
        copied = [each.id for each in rows if each.id in ids]
        keys, room = room_at(rows, place_behind(rows, copied[-1]), len(copied))
        orders.update(zip(copied, keys, strict=True))
        changes += room
    return orders, changes


def delete(state: State, touchpoint_ids: Sequence[str]) -> list[Change]:
    """Delete touchpoints, and the opportunities that are left without any.

    Touchpoints in the middle of a single way close the gap: what came before leads to what came after.
    """
    going = [each for each in dict.fromkeys(touchpoint_ids) if state.get(Touchpoint, each) is not None]
    changes: list[Change] = [Set(each, "deleted", True) for each in going]
    changes += [Set(each, "deleted", True) for each in lost_opportunities(state, going)]
    return [*changes, *_closed_gaps(state, set(going))]


def lost_opportunities(state: State, going: Iterable[str]) -> list[str]:
    """The opportunities that stand at none but these touchpoints."""
    ids = set(going)
    found = {each.id: each for touchpoint_id in ids for each in queries.opportunities(state, touchpoint_id)}
    return sorted(
        each.id
        for each in found.values()
        if all(place in ids or state.get(Touchpoint, place) is None for place in each.touchpoint_ids)
    )


def _closed_gaps(state: State, going: set[str]) -> list[Change]:
    changes: list[Change] = []
    joined: set[tuple[str, str]] = set()
    for first_id in sorted(going):
        for way in queries.connections_in(state, first_id):
            if way.source_id in going:
                continue
            ways = [way]
            while ways[-1].target_id in going:
                before = queries.connections_in(state, ways[-1].target_id)
                after = queries.connections_out(state, ways[-1].target_id)
                if len(before) != 1 or len(after) != 1:
                    break
                ways += after
            ends = way.source_id, ways[-1].target_id
            kinds = {each.kind for each in ways}
            if ends[1] in going or ends[0] == ends[1] or ends in joined or "information" in kinds:
                continue
            if any(each.target_id == ends[1] for each in queries.connections_out(state, ends[0])):
                continue
            joined.add(ends)
            changes.append(Set(way.id, "target_id", ends[1]))
            if "loop" in kinds:
                changes.append(Set(way.id, "kind", "loop"))
    return changes


def first_place(state: State, journey_id: str) -> tuple[str, str] | None:
    """Stage and lane for the first touchpoint of a journey."""
    stages: list[Stage] = queries.stages(state, journey_id)
    lanes = queries.lanes(state, journey_id)
    return (stages[0].id, lanes[0].id) if stages and lanes else None
