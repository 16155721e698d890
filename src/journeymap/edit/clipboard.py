"""Copying parts of a journey and putting them in elsewhere: in the same journey, another project, another window.

What is copied is a list of records that stands by itself; how it travels (bytes, text, tables) is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from journeymap.edit.copies import twin, with_annotations
from journeymap.edit.ordering import key_at_end, place_behind, room_at
from journeymap.model import queries
from journeymap.model.changes import Add, Change
from journeymap.model.document import State
from journeymap.model.records import (
    Connection,
    Evidence,
    Feeling,
    Journey,
    Lane,
    Media,
    Opportunity,
    PainPoint,
    Persona,
    Project,
    Record,
    Stage,
    Touchpoint,
)
from journeymap.model.text import LocalText
from journeymap.model.values import new_id

_FOUND_HERE = (Project, Journey, Stage, Lane, Evidence, Persona, Media)
"""What copies are put into or lean on; all else is copied."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where copies go: behind a touchpoint, or at the end of a stage, in a lane where one is named.

    `by_name`: stages go to those of the same title, and new ones are added behind the target's where there is none.
    """

    journey_id: str
    stage_id: str
    lane_id: str | None = None
    behind_id: str | None = None
    by_name: bool = False


def copied(state: State, touchpoint_ids: Iterable[str]) -> list[Record]:
    """Touchpoints in reading order with all that is noted on them, and what these rest on: stages, lanes, evidence,
    personas with feelings of their own, pictures."""
    wanted = set(touchpoint_ids)
    journeys = {point.journey_id for each in wanted if (point := state.get(Touchpoint, each)) is not None}
    chosen = [
        each for journey_id in sorted(journeys) for each in queries.touchpoints(state, journey_id) if each.id in wanted
    ]
    found: dict[str, Record] = {each.id: each for each in with_annotations(state, chosen)}
    for cls, ids in (
        (Stage, [each.stage_id for each in chosen]),
        (Lane, [each.lane_id for each in chosen]),
        (Media, [each.media_id for each in chosen]),
        (Persona, [each.persona_id for each in found.values() if isinstance(each, Feeling)]),
        (Evidence, [one for each in found.values() for one in getattr(each, "evidence_ids", ())]),
    ):
        rows = (state.get(cls, each) for each in ids)
        found.update((row.id, row) for row in rows if row is not None)
    return list(found.values())


def pasted(state: State, records: Sequence[Record], target: Target) -> tuple[list[str], list[Change]]:
    """Copies of what was copied, put in at `target`. Returns the ids of the new touchpoints and the changes.

    Stages keep their distance from the first one, lanes, evidence, personas and pictures are those of the same id or
    name, else they are added. What refers to things that are not there is left out.
    """
    points = _in_reading_order(records)
    if not points or state.get(Journey, target.journey_id) is None:
        return [], []
    changes: list[Change] = []
    twins: dict[str, str] = {}
    for cls in (Evidence, Persona, Media):
        for record in records:
            if isinstance(record, cls):
                twins[record.id] = _same_or_added(state, record, changes)
    lanes = _lanes(state, records, points, target, changes)
    stages = _stages(state, records, points, target, changes)
    twins |= lanes | stages
    kept = [each for each in records if not isinstance(each, _FOUND_HERE)]
    twins |= {each.id: new_id() for each in kept}
    twins |= {each.journey_id: target.journey_id for each in points}
    orders = _orders(state, points, stages, target, changes)
    for record in kept:
        fields: dict[str, Any] = {}
        if isinstance(record, Touchpoint):
            fields = {"order": orders[record.id], "pos": None, "start_share": None, "origin_id": None}
            if target.lane_id is not None and len({each.lane_id for each in points}) == 1:
                fields["lane_id"] = target.lane_id
        elif isinstance(record, Connection):
            fields = {"origin_id": None}
        copy = _rooted(state, twin(record, twins, **fields), set(twins.values()))
        if copy is not None:
            changes.append(Add(copy))
    return [twins[each.id] for each in points], changes


def _in_reading_order(records: Sequence[Record]) -> list[Touchpoint]:
    """The touchpoints as they were read where they come from."""
    places = {each.id: each.order for each in records if isinstance(each, Stage | Lane)}
    points = [each for each in records if isinstance(each, Touchpoint)]
    return sorted(
        points, key=lambda each: (places.get(each.stage_id, ""), each.order, places.get(each.lane_id, ""), each.id)
    )


def _same_or_added(state: State, record: Evidence | Persona | Media, changes: list[Change]) -> str:
    """The id of the record that means the same here; it is added where there is none."""
    if state.get(type(record), record.id) is not None:
        return record.id
    name = _name(record)
    for each in state.all(type(record)):
        if name and _name(each) == name:
            return each.id
    # Under its old id, where that is free, so that pasting twice does not add it twice.
    own = record.id if state.find(record.id) is None else new_id()
    empty = {field: () for field in record.REFERENCES if isinstance(getattr(record, field), tuple)}
    changes.append(Add(record.model_copy(update={"id": own, "deleted": False, **empty})))
    return own


def _name(record: Record) -> Any:
    if isinstance(record, Media):
        return record.sha256
    return getattr(record, "title", None) or getattr(record, "name", None)


def _lanes(
    state: State, records: Sequence[Record], points: Sequence[Touchpoint], target: Target, changes: list[Change]
) -> dict[str, str]:
    """Copied lane → the lane of the journey that is the same, or called the same, or of the same kind; else a new one."""
    here = queries.lanes(state, target.journey_id)
    known = {each.id: each for each in records if isinstance(each, Lane)}
    found: dict[str, str] = {}
    last = key_at_end(here)
    for lane_id in dict.fromkeys(point.lane_id for point in points):
        lane = known.get(lane_id)
        same = next((each.id for each in here if each.id == lane_id), None)
        if same is None and lane is not None:
            same = next((each.id for each in here if lane.title and each.title == lane.title), None)
            same = same or next((each.id for each in here if each.kind == lane.kind), None)
        if same is None and lane is not None:
            copy = Lane(
                id=new_id(),
                journey_id=target.journey_id,
                title=lane.title,
                kind=lane.kind,
                actor=lane.actor,
                order=last,
            )
            changes.append(Add(copy))
            same = copy.id
        found[lane_id] = same or target.lane_id or here[0].id
    return found


def _stages(
    state: State, records: Sequence[Record], points: Sequence[Touchpoint], target: Target, changes: list[Change]
) -> dict[str, str]:
    """Copied stage → the stage as far behind the target's as it was behind the first copied one; the last where none is."""
    rows = queries.stages(state, target.journey_id)
    here = [each.id for each in rows]
    start = here.index(target.stage_id) if target.stage_id in here else 0
    known = {each.id: each for each in records if isinstance(each, Stage)}
    used = dict.fromkeys(point.stage_id for point in points)
    ids = sorted(used, key=lambda each: known[each].order if each in known else "")
    if not target.by_name:
        return {each: here[min(start + place, len(here) - 1)] for place, each in enumerate(ids)}
    found: dict[str, str] = {}
    missing = []
    for stage_id in ids:
        title = known[stage_id].title if stage_id in known else None
        same = next((each.id for each in rows if title and each.title == title), None)
        found[stage_id] = same or (here[start] if not title else "")
        missing += [stage_id] if not found[stage_id] else []
    keys, room = room_at(rows, start + 1, len(missing)) if missing else ([], [])
    changes += room
    for stage_id, key in zip(missing, keys, strict=True):
        stage = known[stage_id].model_copy(update={"id": new_id(), "journey_id": target.journey_id, "order": key})
        changes.append(Add(stage))
        found[stage_id] = stage.id
    return found


def _orders(
    state: State, points: Sequence[Touchpoint], stages: dict[str, str], target: Target, changes: list[Change]
) -> dict[str, str]:
    """New order keys for copies: behind the target's touchpoint in its stage, at the end of others."""
    everywhere = queries.touchpoints(state, target.journey_id)
    found: dict[str, str] = {}
    for stage_id in dict.fromkeys(stages[point.stage_id] for point in points):
        going = [point for point in points if stages[point.stage_id] == stage_id]
        rows = [each for each in everywhere if each.stage_id == stage_id]
        place = place_behind(rows, target.behind_id) if target.behind_id is not None else len(rows)
        keys, room = room_at(rows, place, len(going))
        found.update((point.id, key) for point, key in zip(going, keys, strict=True))
        changes += room
    return found


def _rooted(state: State, record: Record, new_ids: set[str]) -> Record | None:
    """The record without references to what is not there; None where it cannot stand without one of them."""
    lost: dict[str, Any] = {}
    for name in record.REFERENCES:
        value = getattr(record, name)
        if value is None or isinstance(value, tuple) or value in new_ids or state.find(value) is not None:
            continue
        if name in record.PARENTS or name in ("persona_id",):
            return None
        lost[name] = None
    if isinstance(record, Opportunity) and not record.touchpoint_ids:
        return None
    return record.model_copy(update=lost) if lost else record


def as_text(state: State, touchpoint_ids: Iterable[str], language: str) -> str:
    """An outline to be pasted into a mail: stages, touchpoints, what is noted on them."""
    lines: list[str] = []
    stage_id = ""
    for record in copied(state, touchpoint_ids):
        if not isinstance(record, Touchpoint):
            continue
        if record.stage_id != stage_id:
            stage_id = record.stage_id
            stage = state.get(Stage, stage_id)
            lines.append(f"# {stage.title.shown_in(language) if stage is not None else ''}".rstrip())
        lines.append(f"- {record.title.shown_in(language)}")
        notes: Sequence[PainPoint | Opportunity | Any] = (
            *queries.expectations(state, record.id),
            *queries.pain_points(state, record.id),
            *queries.opportunities(state, record.id),
        )
        lines += [
            f"  - {note.text.shown_in(language)}" for note in notes if isinstance(note.text, LocalText) and note.text
        ]
    return "\n".join(lines)
