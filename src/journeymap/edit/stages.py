"""Stages, the columns, and lanes, the rows: adding, ordering, resizing, splitting, merging, deleting with what is in them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from journeymap.edit import touchpoints
from journeymap.edit.ordering import key_at_end, room_at
from journeymap.model import queries
from journeymap.model.changes import Add, Change, Set
from journeymap.model.document import State
from journeymap.model.records import Basis, Comment, Indicator, Lane, ModelLink, Note, Record, Stage
from journeymap.model.text import EMPTY, LocalText
from journeymap.model.values import Point, new_id

LEAST, MOST = 80.0, 4000.0
"""The limits of a width or height given by hand, in map units."""
_ABOUT_STAGES: tuple[type[Record], ...] = (Comment, ModelLink, Indicator, Note, Basis)
"""Kinds of records that may have a stage for their subject."""


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


def move_by(state: State, record_id: str, steps: int) -> list[Change]:
    """Move a stage or lane some places along its row; at the end of the row it stays."""
    ids = [each.id for each in _row_of(state, record_id)]
    return move(state, record_id, max(ids.index(record_id) + steps, 0)) if record_id in ids else []


def resize(state: State, record_id: str, extent: float | None) -> list[Change]:
    """Give a stage its least width or a lane its least height in map units; None leaves it to what is in it."""
    field = "width" if state.get(Stage, record_id) is not None else "height"
    rows = [each for each in _row_of(state, record_id) if each.id == record_id]
    wanted = None if extent is None else round(min(max(extent, LEAST), MOST))
    return [Set(record_id, field, wanted)] if rows and rows[0].value(field) != wanted else []


def split(
    state: State, stage_id: str, moved_ids: Collection[str], title: LocalText = EMPTY, shift: float = 0.0
) -> tuple[Stage | None, list[Change]]:
    """A new stage behind a stage, with those of its touchpoints that are among `moved_ids`.

    Touchpoints placed by hand move `shift` map units to the left, by where the border between both stages now is.
    """
    stage = state.get(Stage, stage_id)
    if stage is None:
        return None, []
    place = [each.id for each in queries.stages(state, stage.journey_id)].index(stage_id) + 1
    new, changes = add_stage(state, stage.journey_id, title, place)
    for each in queries.touchpoints(state, stage.journey_id):
        if each.stage_id == stage_id and each.id in moved_ids:
            changes.append(Set(each.id, "stage_id", new.id))
            changes += _moved_aside(each.id, each.pos, -shift)
    if stage.width is not None:
        changes.append(Set(stage_id, "width", None))
    return new, changes


def merge(state: State, stage_id: str, *, shift: float = 0.0) -> list[Change]:
    """Join a stage with the one behind it: its touchpoints come behind, its words and what is noted on it are kept.

    Touchpoints of the second stage that were placed by hand move `shift` map units to the right, the width of the first.
    """
    rows = _row_of(state, stage_id)
    place = next((number for number, each in enumerate(rows) if each.id == stage_id), len(rows))
    if place + 1 >= len(rows):
        return []
    first, second = rows[place], rows[place + 1]
    if not isinstance(first, Stage) or not isinstance(second, Stage):
        return []
    points = queries.touchpoints(state, first.journey_id)
    stay = [each for each in points if each.stage_id == first.id]
    come = [each for each in points if each.stage_id == second.id]
    changes: list[Change] = []
    if come:
        keys, changes = room_at(stay, len(stay), len(come))
        for each, key in zip(come, keys, strict=True):
            changes += [Set(each.id, "stage_id", first.id), Set(each.id, "order", key)]
            changes += _moved_aside(each.id, each.pos, shift)
    for field, between in (("title", " / "), ("aim", "\n")):
        words = _joined(first.value(field), second.value(field), between)
        if words != first.value(field):
            changes.append(Set(first.id, field, words))
    if first.width is not None or second.width is not None:
        changes.append(Set(first.id, "width", None))
    for cls in _ABOUT_STAGES:
        changes += [Set(each.id, "subject_id", first.id) for each in state.children(cls, second.id)]
    return [*changes, Set(second.id, "deleted", True)]


def _joined(one: LocalText, other: LocalText, between: str) -> LocalText:
    """Both texts, language by language."""
    found = one
    for language, text in other.items():
        former = one.get(language, "")
        found = found.with_text(language, f"{former}{between}{text}" if former and text != former else text or former)
    return found


def _moved_aside(touchpoint_id: str, pos: Point | None, by: float) -> list[Change]:
    return [Set(touchpoint_id, "pos", Point(max(pos.x + by, 0.0), pos.y))] if pos is not None and by else []


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
