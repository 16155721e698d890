"""How far a change reaches on the map: whether things move, and which cards show something else."""

from __future__ import annotations

from dataclasses import dataclass

from journeymap.model.changes import Add, Change, ChangeSet
from journeymap.model.document import State
from journeymap.model.records import (
    Comment,
    Connection,
    Journey,
    Lane,
    Media,
    ModelLink,
    Note,
    Opportunity,
    PainPoint,
    Record,
    Stage,
    Touchpoint,
)

_GEOMETRY: dict[type[Record], frozenset[str]] = {
    Touchpoint: frozenset({"stage_id", "lane_id", "order", "pos", "deleted"}),
    Connection: frozenset({"source_id", "target_id", "kind", "condition", "share", "deleted"}),
    Stage: frozenset({"order", "deleted", "width"}),
    Lane: frozenset({"order", "deleted", "kind", "height"}),
}
"""The fields that decide where something stands or how wide a label is."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What has to be looked at again: all places, the headers' words, or the cards of some touchpoints."""

    geometry: bool
    headers: bool
    notes: bool
    touchpoint_ids: frozenset[str]

    @classmethod
    def of(cls, state: State, change_set: ChangeSet | None) -> Reach:
        """The reach of a change set; everything where there is none."""
        if change_set is None:
            return cls(geometry=True, headers=True, notes=True, touchpoint_ids=frozenset())
        geometry = headers = notes = False
        touched: set[str] = set()
        for change in change_set.changes:
            record = state.find(change.id)
            if record is None:
                continue
            geometry = geometry or moves(record, change)
            headers = headers or isinstance(record, Stage | Lane)
            notes = notes or isinstance(record, Note)
            touched |= touchpoints_of(state, record)
        return cls(geometry, headers, notes, frozenset(touched))


def moves(record: Record, change: Change) -> bool:
    """Whether a change to a record may move something on its map."""
    fields = _GEOMETRY.get(type(record))
    return fields is not None and (isinstance(change, Add) or change.field in fields)


def touchpoints_of(state: State, record: Record) -> set[str]:
    """The touchpoints on whose cards a record shows, deleted records too."""
    if isinstance(record, Touchpoint):
        return {record.id}
    if isinstance(record, Opportunity):
        return set(record.touchpoint_ids)
    if isinstance(record, Journey):  # its title stands on the cards it is inside of
        return {each.id for each in state.children(Touchpoint, record.id) if each.sub_journey_id == record.id}
    if isinstance(record, Media):
        return {each.id for each in state.children(Touchpoint, record.id)}
    if isinstance(record, Comment):
        subject = state.find(record.subject_id)
        return {subject.id} if isinstance(subject, Touchpoint) else set()
    if isinstance(record, ModelLink):
        subject = state.find(record.subject_id)
        return touchpoints_of(state, subject) if isinstance(subject, Touchpoint | Opportunity | PainPoint) else set()
    touchpoint_id = getattr(record, "touchpoint_id", None)
    return {touchpoint_id} if isinstance(touchpoint_id, str) else set()


def place_of(state: State, record_id: str) -> tuple[str, str]:
    """The journey that a record belongs to, and what of its map stands for it; "" for what is not known or on no map."""
    record = state.find(record_id)
    if record is None or isinstance(record, Journey):
        return record_id, ""
    for touchpoint_id in sorted(touchpoints_of(state, record)):
        point = state.get(Touchpoint, touchpoint_id)
        return (point.journey_id if point is not None else ""), touchpoint_id
    on_map = isinstance(record, Stage | Lane | Connection | Note)
    return getattr(record, "journey_id", None) or "", record_id if on_map else ""
