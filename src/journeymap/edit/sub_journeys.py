"""Sub-journeys that are begun behind a touchpoint, and stages moved into one, for which a touchpoint then stands.

Only stages are moved whose people all come in at one touchpoint and all go on from one, so that times, costs and chances of the
journey stay what they are. What its figures become as one touchpoint is in `analysis.life_event`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journeymap.edit import projects
from journeymap.edit.ordering import key_at_end, room_at
from journeymap.model import queries
from journeymap.model.changes import Add, Change, Set
from journeymap.model.document import State
from journeymap.model.records import Connection, Journey, Lane, Note, Stage, Touchpoint
from journeymap.model.values import new_id

_COMING = frozenset({"sequence", "branch", "parallel"})
"""A touchpoint without a way in of these kinds is a start."""


@dataclass(frozen=True, slots=True)
class _Part:
    """The touchpoints of a stage with the ways among them and across its border."""

    points: tuple[Touchpoint, ...]
    inside: tuple[Connection, ...]
    coming: tuple[Connection, ...]
    going: tuple[Connection, ...]
    first_id: str


def begin_behind(state: State, touchpoint_id: str) -> tuple[Journey | None, list[Change]]:
    """A new journey behind a touchpoint, called like it: what happens there, told in a map of its own.

    The one that is there already comes back without changes.
    """
    point = state.get(Touchpoint, touchpoint_id)
    above = state.get(Journey, point.journey_id) if point is not None else None
    if point is None or above is None:
        return None, []
    existing = state.get(Journey, point.sub_journey_id)
    if existing is not None:
        return existing, []
    below, changes = projects.new_journey(state, title=point.title)
    told = {"parent_id": above.id, "state": above.state, "persona_ids": above.persona_ids}
    changes += [Set(below.id, name, value) for name, value in told.items()]
    return below, [*changes, Set(point.id, "sub_journey_id", below.id)]


def movable_stages(state: State, journey_id: str) -> list[str]:
    """The stages that can be moved without changing how people pass through the journey."""
    stages = queries.stages(state, journey_id)
    return [each.id for each in stages if len(stages) > 1 and _part(state, each.id) is not None]


def move_stage(state: State, stage_id: str) -> tuple[Journey | None, list[Change]]:
    """A sub-journey out of a stage; the touchpoint that stands for it is in the stage before, or else behind.

    Returns no journey and no changes for a stage that is not among `movable_stages`.
    """
    stage, part = state.get(Stage, stage_id), _part(state, stage_id)
    above = state.get(Journey, stage.journey_id) if stage is not None else None
    if stage is None or part is None or above is None or len(queries.stages(state, above.id)) < 2:
        return None, []
    below = Journey(
        id=new_id(), title=stage.title, order=key_at_end(queries.journeys(state)), goal=stage.aim, state=above.state,
        persona_ids=above.persona_ids, parent_id=above.id,
    )  # fmt: skip
    changes: list[Change] = [Add(below), Set(stage.id, "journey_id", below.id)]
    lanes: dict[str, str] = {}
    for lane in queries.lanes(state, above.id):
        if any(each.lane_id == lane.id for each in part.points):
            copy = Lane(
                id=new_id(), journey_id=below.id, title=lane.title, kind=lane.kind, order=lane.order, actor=lane.actor
            )
            lanes[lane.id] = copy.id
            changes.append(Add(copy))
    standing, room = _standing_for(state, stage, part, below)
    changes += [*room, Add(standing)]
    for point in part.points:
        changes += [Set(point.id, "journey_id", below.id), Set(point.id, "pos", None)]
        if point.lane_id in lanes:
            changes.append(Set(point.id, "lane_id", lanes[point.lane_id]))
    moved = {each.id for each in part.points}
    changes += [Set(each.id, "journey_id", below.id) for each in part.inside]
    changes += [Set(each.id, "target_id", standing.id) for each in part.coming]
    changes += [Set(each.id, "source_id", standing.id) for each in part.going]
    changes += [
        Set(each.id, "journey_id", below.id) for each in state.children(Note, above.id) if each.subject_id in moved
    ]
    if not moved.isdisjoint(above.chosen_path):
        path = dict.fromkeys(standing.id if each in moved else each for each in above.chosen_path)
        changes.append(Set(above.id, "chosen_path", tuple(path)))
    return below, changes


def _part(state: State, stage_id: str) -> _Part | None:
    """A stage as something that can be moved; None where people come in or go on at several touchpoints."""
    stage = state.get(Stage, stage_id)
    if stage is None:
        return None
    points = tuple(each for each in queries.touchpoints(state, stage.journey_id) if each.stage_id == stage_id)
    own = {each.id for each in points}
    ways = queries.connections(state, stage.journey_id)
    walked = [each for each in ways if each.kind != "information"]
    inside = tuple(each for each in ways if each.source_id in own and each.target_id in own)
    going_on = {each.source_id for each in walked if each in inside}
    first = {each.id for each in points} - {each.target_id for each in inside if each.kind in _COMING}
    last = own - going_on
    if len(points) < 2 or len(first) != 1 or len(last) != 1:
        return None
    first_id, last_id = *first, *last
    crossing = [each for each in ways if (each.source_id in own) != (each.target_id in own)]
    coming = tuple(each for each in crossing if each.target_id in own)
    going = tuple(each for each in crossing if each.source_id in own)
    at_border = all(
        (each.target_id == first_id if each.target_id in own else each.source_id == last_id)
        for each in crossing
        if each.kind != "information"
    )
    plain = all(each.start_share is None for each in points if each.id != first_id)
    plain = plain and not any(each.is_goal for each in points if each.id not in (first_id, last_id))
    plain = plain and not any(each.kind == "recovery" and each.target_id == first_id for each in inside)
    if not (at_border and plain and _all_pass(walked, own, last_id)):
        return None
    return _Part(points, inside, coming, going, first_id)


def _all_pass(walked: Sequence[Connection], own: set[str], last_id: str) -> bool:
    """Whether everybody who comes into the part gets to its last touchpoint, by shares that can be read off."""
    onward: set[str] = {last_id}
    while more := {
        each.source_id
        for each in walked
        if each.source_id in own - onward and each.target_id in onward and each.kind not in ("loop", "recovery")
    }:
        onward |= more
    if onward != own:
        return False
    for point_id in own - {last_id}:
        shares = [each.share for each in walked if each.source_id == point_id and each.kind != "parallel"]
        if shares and None not in shares and sum(share or 0.0 for share in shares) < 1 - 1e-9:
            return False
    return True


def _standing_for(state: State, stage: Stage, part: _Part, below: Journey) -> tuple[Touchpoint, list[Change]]:
    """The touchpoint that stands for the part, at the near end of the stage beside it."""
    stages = queries.stages(state, stage.journey_id)
    place = next(number for number, each in enumerate(stages) if each.id == stage.id)
    beside = stages[place - 1] if place else stages[1]
    rows = [each for each in queries.touchpoints(state, stage.journey_id) if each.stage_id == beside.id]
    (order,), room = room_at(rows, len(rows) if place else 0)
    first = next(each for each in part.points if each.id == part.first_id)
    return Touchpoint(
        id=new_id(), journey_id=stage.journey_id, stage_id=beside.id, lane_id=first.lane_id, order=order, title=stage.title,
        channel=first.channel, owner_unit=first.owner_unit, start_share=first.start_share,
        is_goal=any(each.is_goal for each in part.points), sub_journey_id=below.id,
    ), room  # fmt: skip
