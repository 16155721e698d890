"""Touchpoints: adding them where they are wanted, behind others, moving, duplicating and deleting them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journeymap.edit.ordering import key_at_end, key_behind
from journeymap.model import queries
from journeymap.model.changes import Add, Change, Set
from journeymap.model.document import State
from journeymap.model.records import (
    Connection,
    DataPoint,
    Expectation,
    Feeling,
    Indicator,
    ModelLink,
    Opportunity,
    PainPoint,
    Record,
    Stage,
    Touchpoint,
)
from journeymap.model.text import EMPTY, LocalText
from journeymap.model.values import Point, new_id


def add(
    state: State, journey_id: str, stage_id: str, lane_id: str, title: LocalText = EMPTY, pos: Point | None = None
) -> tuple[Touchpoint, list[Change]]:
    """A new touchpoint at the end of a stage, in a lane."""
    inside = [each for each in queries.touchpoints(state, journey_id) if each.stage_id == stage_id]
    touchpoint = Touchpoint(
        id=new_id(), journey_id=journey_id, stage_id=stage_id, lane_id=lane_id, title=title, pos=pos,
        order=key_at_end(inside),
    )  # fmt: skip
    return touchpoint, [Add(touchpoint)]


def add_behind(
    state: State, source_id: str, *, lane_id: str | None = None, stage_id: str | None = None, title: LocalText = EMPTY
) -> tuple[Touchpoint, list[Change]]:
    """A new touchpoint connected from another one: in its stage and lane unless others are named.

    If the source already has a way out, both ways become branches: more than one way on is a choice until said otherwise.
    """
    source = state.get(Touchpoint, source_id)
    if source is None:
        raise LookupError(source_id)
    stage = stage_id or source.stage_id
    inside = [each for each in queries.touchpoints(state, source.journey_id) if each.stage_id == stage]
    touchpoint = Touchpoint(
        id=new_id(), journey_id=source.journey_id, stage_id=stage, lane_id=lane_id or source.lane_id, title=title,
        order=key_behind(inside, source_id),
    )  # fmt: skip
    connection = Connection(id=new_id(), journey_id=source.journey_id, source_id=source_id, target_id=touchpoint.id)
    return touchpoint, [Add(touchpoint), *_as_choice(state, source_id, connection)]


def connect(state: State, source_id: str, target_id: str) -> tuple[Connection | None, list[Change]]:
    """A connection from one touchpoint to another of the same journey; nothing where it is there already or meets itself.

    A way back to an earlier touchpoint on the same way is a loop, a second way out makes a branch.
    """
    source, target = state.get(Touchpoint, source_id), state.get(Touchpoint, target_id)
    if source is None or target is None or source_id == target_id or source.journey_id != target.journey_id:
        return None, []
    if any(each.target_id == target_id for each in queries.connections_out(state, source_id)):
        return None, []
    kind = "loop" if _leads_to(state, target_id, source_id) else "sequence"
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


def _leads_to(state: State, start_id: str, goal_id: str) -> bool:
    """Whether walking on from `start_id`, without loops, ever comes to `goal_id`."""
    seen, waiting = {start_id}, [start_id]
    while waiting:
        for each in queries.connections_out(state, waiting.pop()):
            if each.kind in ("loop", "information") or each.target_id in seen:
                continue
            if each.target_id == goal_id:
                return True
            seen.add(each.target_id)
            waiting.append(each.target_id)
    return start_id == goal_id


def insert_into(state: State, touchpoint_id: str, connection_id: str) -> list[Change]:
    """Put an unconnected touchpoint into a connection: the connection ends at it, and a new one goes on from it."""
    connection = state.get(Connection, connection_id)
    if connection is None or touchpoint_id in (connection.source_id, connection.target_id):
        return []
    onward = Connection(
        id=new_id(), journey_id=connection.journey_id, source_id=touchpoint_id, target_id=connection.target_id
    )
    return [Set(connection_id, "target_id", touchpoint_id), Add(onward)]


def move(state: State, wishes: Mapping[str, tuple[str, str, Point | None]]) -> list[Change]:
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
    wishes: dict[str, tuple[str, str, Point | None]] = {}
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


def reorder(state: State, touchpoint_id: str, step: int) -> list[Change]:
    """Move a touchpoint one place on (step 1) or back (-1) among those of its stage, and let it be placed automatically."""
    touchpoint = state.get(Touchpoint, touchpoint_id)
    if touchpoint is None:
        return []
    inside = [
        each for each in queries.touchpoints(state, touchpoint.journey_id)
        if each.stage_id == touchpoint.stage_id and each.lane_id == touchpoint.lane_id
    ]  # fmt: skip
    place = [each.id for each in inside].index(touchpoint_id) + step
    if not 0 <= place < len(inside):
        return []
    neighbour = inside[place]
    return [Set(touchpoint_id, "order", neighbour.order), Set(neighbour.id, "order", touchpoint.order)]


def duplicate(state: State, touchpoint_ids: Sequence[str]) -> tuple[list[str], list[Change]]:
    """Copies of touchpoints with their annotations and the connections among them. Returns the new ids and the changes."""
    new_ids = {each: new_id() for each in touchpoint_ids if state.get(Touchpoint, each) is not None}
    changes: list[Change] = []
    for old_id, own_id in new_ids.items():
        touchpoint = state.get(Touchpoint, old_id)
        assert touchpoint is not None
        changes.append(Add(touchpoint.model_copy(update={"id": own_id, "pos": None})))
        annotations: list[Record] = []
        for cls in (Feeling, Expectation, PainPoint, DataPoint):
            annotations += state.children(cls, old_id)
        changes += [Add(each.model_copy(update={"id": new_id(), "touchpoint_id": own_id})) for each in annotations]
        subjects: list[Record] = [*state.children(ModelLink, old_id), *state.children(Indicator, old_id)]
        changes += [Add(each.model_copy(update={"id": new_id(), "subject_id": own_id})) for each in subjects]
        changes += [
            Add(each.model_copy(update={"id": new_id(), "touchpoint_ids": (own_id,), "answers_ids": ()}))
            for each in state.children(Opportunity, old_id)
        ]
    for old_id, own_id in new_ids.items():
        for each in queries.connections_out(state, old_id):
            if each.target_id in new_ids:
                ends = {"id": new_id(), "source_id": own_id, "target_id": new_ids[each.target_id]}
                changes.append(Add(each.model_copy(update=ends)))
    return list(new_ids.values()), changes


def delete(state: State, touchpoint_ids: Sequence[str]) -> list[Change]:
    """Delete touchpoints. One in the middle of a single way closes the gap: what came before leads to what came after."""
    going = set(touchpoint_ids)
    changes: list[Change] = [Set(each, "deleted", True) for each in touchpoint_ids]
    for touchpoint_id in touchpoint_ids:
        before = queries.connections_in(state, touchpoint_id)
        after = queries.connections_out(state, touchpoint_id)
        if len(before) != 1 or len(after) != 1 or after[0].target_id in going or before[0].source_id in going:
            continue
        source_id, target_id = before[0].source_id, after[0].target_id
        joined = any(each.target_id == target_id for each in queries.connections_out(state, source_id))
        if source_id != target_id and not joined:
            changes.append(Set(before[0].id, "target_id", target_id))
    return changes


def first_place(state: State, journey_id: str) -> tuple[str, str] | None:
    """Stage and lane for the first touchpoint of a journey."""
    stages: list[Stage] = queries.stages(state, journey_id)
    lanes = queries.lanes(state, journey_id)
    return (stages[0].id, lanes[0].id) if stages and lanes else None
