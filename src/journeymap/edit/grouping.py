"""Touchpoints put together into a sub-journey, and a sub-journey taken apart again.

One touchpoint stands for the group. Connections across its border are kept and remember where inside they begin or end, so that
taking the group apart gives back the same graph. What is annotated stays where it is, since touchpoints keep their ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from journeymap.edit import touchpoints
from journeymap.edit.ordering import key_at_end, room_at
from journeymap.model import queries
from journeymap.model.changes import Add, Change, Set
from journeymap.model.document import State
from journeymap.model.records import (
    Comment,
    Connection,
    DataPoint,
    Expectation,
    Indicator,
    Journey,
    Lane,
    ModelLink,
    Note,
    PainPoint,
    Record,
    Stage,
    Touchpoint,
)
from journeymap.model.text import EMPTY, LocalText
from journeymap.model.values import new_id

_AT_TOUCHPOINT: tuple[type[Record], ...] = (Expectation, PainPoint, DataPoint)
_ABOUT: tuple[type[Record], ...] = (ModelLink, Indicator, Comment, Note)


def group(
    state: State, touchpoint_ids: Iterable[str], title: LocalText = EMPTY
) -> tuple[Touchpoint | None, list[Change]]:
    """A sub-journey out of touchpoints of one journey, and the touchpoint that stands for it where the first of them stood.

    Its stages and lanes are copies of those that the touchpoints stood in. Nothing for less than two touchpoints.
    """
    wanted = set(touchpoint_ids)
    first = next((point for each in wanted if (point := state.get(Touchpoint, each)) is not None), None)
    above = state.get(Journey, first.journey_id) if first is not None else None
    if above is None:
        return None, []
    points = [each for each in queries.touchpoints(state, above.id) if each.id in wanted]
    if len(points) < 2:
        return None, []
    inside = {each.id for each in points}
    below = Journey(
        id=new_id(), title=title, order=key_at_end(queries.journeys(state)), state=above.state,
        persona_ids=above.persona_ids, parent_id=above.id,
        chosen_path=tuple(each for each in above.chosen_path if each in inside),
    )  # fmt: skip
    standing, changes = _standing_for(state, points, below)
    stages, lanes, copied = _frame_of(state, points, below.id)
    changes = [Add(below), *copied, *changes, Add(standing)]
    for each in points:
        changes.append(Set(each.id, "journey_id", below.id))
        changes += [Set(each.id, "stage_id", stages[each.stage_id])] if each.stage_id in stages else []
        changes += [Set(each.id, "lane_id", lanes[each.lane_id])] if each.lane_id in lanes else []
    for way in queries.connections(state, above.id):
        begins, ends = way.source_id in inside, way.target_id in inside
        if begins and ends:
            changes.append(Set(way.id, "journey_id", below.id))
        elif begins:
            changes.append(Set(way.id, "source_within", (way.source_id, *way.source_within)))
            changes.append(Set(way.id, "source_id", standing.id))
        elif ends:
            changes.append(Set(way.id, "target_within", (way.target_id, *way.target_within)))
            changes.append(Set(way.id, "target_id", standing.id))
    changes += _notes_moved(state, above.id, inside, below.id)
    changes += _journeys_moved(state, points, above.id, below.id)
    if below.chosen_path:
        path = dict.fromkeys(standing.id if each in inside else each for each in above.chosen_path)
        changes.append(Set(above.id, "chosen_path", tuple(path)))
    return standing, changes


def _standing_for(state: State, points: Sequence[Touchpoint], below: Journey) -> tuple[Touchpoint, list[Change]]:
    first = points[0]
    row = [each for each in queries.touchpoints(state, first.journey_id) if each.stage_id == first.stage_id]
    (order,), room = room_at(row, [each.id for each in row].index(first.id))
    shares = [each.start_share for each in points if each.start_share is not None]
    return Touchpoint(
        id=new_id(), journey_id=first.journey_id, stage_id=first.stage_id, lane_id=first.lane_id, order=order, pos=first.pos,
        title=below.title, channel=first.channel, owner_unit=first.owner_unit, sub_journey_id=below.id,
        start_share=min(sum(shares), 1.0) if shares else None, is_goal=any(each.is_goal for each in points),
    ), room  # fmt: skip


def _frame_of(
    state: State, points: Sequence[Touchpoint], journey_id: str
) -> tuple[dict[str, str], dict[str, str], list[Change]]:
    """Copies of the stages and lanes in which touchpoints stand: old id → new id. They keep their order keys, by which they
    are found again."""
    changes: list[Change] = []
    found: tuple[dict[str, str], dict[str, str]] = ({}, {})
    used = {each.stage_id for each in points} | {each.lane_id for each in points}
    for rows, new_ids in (
        (queries.stages(state, points[0].journey_id), found[0]),
        (queries.lanes(state, points[0].journey_id), found[1]),
    ):
        for row in rows:
            if row.id in used:
                new_ids[row.id] = new_id()
                changes.append(Add(row.model_copy(update={"id": new_ids[row.id], "journey_id": journey_id})))
    return *found, changes


def is_group(state: State, touchpoint_id: str) -> bool:
    """Whether a touchpoint stands, it alone, for a sub-journey."""
    standing = state.get(Touchpoint, touchpoint_id)
    below = state.get(Journey, standing.sub_journey_id) if standing is not None else None
    if standing is None or below is None or below.id == standing.journey_id:
        return False
    return [each.id for each in state.children(Touchpoint, below.id) if each.sub_journey_id == below.id] == [
        touchpoint_id
    ]


def dissolve(state: State, touchpoint_id: str) -> list[Change]:
    """Put what is inside of a touchpoint's sub-journey in its place. What was noted on it goes to the first inside.

    Nothing for a touchpoint that `is_group` denies.
    """
    standing = state.get(Touchpoint, touchpoint_id)
    below = state.get(Journey, standing.sub_journey_id) if standing is not None else None
    above = state.get(Journey, standing.journey_id) if standing is not None else None
    if standing is None or below is None or above is None or not is_group(state, touchpoint_id):
        return []
    points = queries.touchpoints(state, below.id)
    if not points:
        return [*touchpoints.delete(state, [touchpoint_id]), Set(below.id, "deleted", True)]
    stages = _matched(queries.stages(state, below.id), queries.stages(state, above.id), standing.stage_id)
    lanes = _matched(queries.lanes(state, below.id), queries.lanes(state, above.id), standing.lane_id)
    changes: list[Change] = []
    for each in points:
        changes.append(Set(each.id, "journey_id", above.id))
        changes.append(Set(each.id, "stage_id", stages.get(each.stage_id, standing.stage_id)))
        changes.append(Set(each.id, "lane_id", lanes.get(each.lane_id, standing.lane_id)))
    inner = queries.connections(state, below.id)
    changes += [Set(each.id, "journey_id", above.id) for each in inner]
    changes += _ends_inside(state, standing, points, inner)
    inside = {each.id for each in points}
    changes += _notes_moved(state, below.id, inside, above.id)
    changes += [
        Set(each.id, "parent_id", above.id) for each in state.children(Journey, below.id) if each.parent_id == below.id
    ]
    changes += _annotations_moved(state, standing.id, points[0].id)
    if standing.id in above.chosen_path:
        way = [each for each in below.chosen_path if each in inside]
        path = (step for each in above.chosen_path for step in (way if each == standing.id else [each]))
        changes.append(Set(above.id, "chosen_path", tuple(path) if way else ()))
    return [*changes, Set(standing.id, "deleted", True), Set(below.id, "deleted", True)]


def _ends_inside(
    state: State, standing: Touchpoint, points: Sequence[Touchpoint], inner: Sequence[Connection]
) -> list[Change]:
    """The connections at the standing touchpoint led to where they begin or end inside; where that is gone, or was never said,
    to the first and from the last of the sub-journey."""
    inside = {each.id for each in points}
    entered, left = {each.target_id for each in inner}, {each.source_id for each in inner}
    first_id = next((each.id for each in points if each.id not in entered), points[0].id)
    last_id = next((each.id for each in reversed(points) if each.id not in left), points[-1].id)
    changes: list[Change] = []
    for way in queries.connections_of(state, standing.id):
        for end, within, usual in (
            ("source_id", way.source_within, last_id),
            ("target_id", way.target_within, first_id),
        ):
            if way.value(end) != standing.id:
                continue
            known = bool(within) and within[0] in inside
            changes.append(Set(way.id, end, within[0] if known else usual))
            if within:
                changes.append(Set(way.id, end.replace("_id", "_within"), within[1:] if known else ()))
    return changes


def _matched(rows: Sequence[Stage | Lane], others: Sequence[Stage | Lane], usual: str) -> dict[str, str]:
    """For each stage or lane the one of the other journey that it is a copy of: by its order key, else by its words."""
    by_order: Mapping[str, str] = {each.order: each.id for each in others}
    by_title: Mapping[LocalText, str] = {each.title: each.id for each in reversed(others) if each.title}
    titles = {each.id: each.title for each in others}
    found = {}
    for row in rows:
        same = by_order.get(row.order)
        if same is None or titles[same] != row.title:
            same = by_title.get(row.title, same)
        found[row.id] = same or usual
    return found


def _notes_moved(state: State, from_id: str, touchpoint_ids: set[str], to_id: str) -> list[Change]:
    return [
        Set(each.id, "journey_id", to_id)
        for each in state.children(Note, from_id)
        if each.subject_id in touchpoint_ids and each.journey_id == from_id
    ]


def _journeys_moved(state: State, points: Sequence[Touchpoint], from_id: str, to_id: str) -> list[Change]:
    """Sub-journeys of the touchpoints lie within the journey that these come to."""
    found = (state.get(Journey, each.sub_journey_id) for each in points)
    return [Set(each.id, "parent_id", to_id) for each in found if each is not None and each.parent_id == from_id]


def _annotations_moved(state: State, from_id: str, to_id: str) -> list[Change]:
    changes: list[Change] = []
    for cls in _AT_TOUCHPOINT:
        changes += [Set(each.id, "touchpoint_id", to_id) for each in state.children(cls, from_id)]
    for cls in _ABOUT:
        changes += [Set(each.id, "subject_id", to_id) for each in state.children(cls, from_id)]
    for idea in queries.opportunities(state, from_id):
        ids = {to_id if each == from_id else each for each in idea.touchpoint_ids}
        changes.append(Set(idea.id, "touchpoint_ids", tuple(sorted(ids))))
    return changes


def proposed_title(state: State, touchpoint_ids: Sequence[str]) -> LocalText:
    """What a group may be called: the titles of its first and last touchpoint."""
    points = [point for each in touchpoint_ids if (point := state.get(Touchpoint, each)) is not None]
    if not points:
        return EMPTY
    first, last = points[0].title, points[-1].title
    return LocalText({key: f"{first[key]} … {last[key]}" for key in first if key in last})


def named_alike(state: State, record_id: str, language: str, text: str) -> list[Change]:
    """What renaming a touchpoint does to the sub-journey it stands for: as long as both are called alike, they stay so."""
    point = state.get(Touchpoint, record_id)
    below = state.get(Journey, point.sub_journey_id) if point is not None else None
    if point is None or below is None or below.title != point.title:
        return []
    return [Set(below.id, "title", below.title.with_text(language, text))]
