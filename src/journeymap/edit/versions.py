"""Another version of a journey: a to-be made from an as-is, or a copy to try something on, with the sub-journeys in it.

Touchpoints and connections remember the one they come from (`origin_id`), by which versions are compared. What people said
about the original stays there: comments, workshops, decisions.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from journeymap.edit.copies import twin, with_annotations
from journeymap.edit.journeys import with_parts
from journeymap.edit.ordering import place_behind, room_at
from journeymap.model import queries
from journeymap.model.changes import Add, Change
from journeymap.model.document import State
from journeymap.model.records import (
    Connection,
    DismissedFinding,
    Indicator,
    Journey,
    Lane,
    ModelLink,
    Note,
    Record,
    SavedView,
    Stage,
    Touchpoint,
)
from journeymap.model.text import LocalText
from journeymap.model.values import new_id

_IN_JOURNEY: tuple[type[Record], ...] = (Stage, Lane, Note, SavedView, DismissedFinding)
_ABOUT: tuple[type[Record], ...] = (ModelLink, Indicator)


def make(state: State, journey_id: str, title: LocalText, as_state: str) -> tuple[Journey | None, list[Change]]:
    """A version of a journey as a draft, in the row behind the original. `as_state` is `as_is`, `to_be` or the original's own.

    The sub-journeys that lie within it are copied too, so that neither version is changed with the other.
    """
    if state.get(Journey, journey_id) is None:
        return None, []
    originals = with_parts(state, journey_id)
    found: dict[str, Record] = {each.id: each for each in originals}
    for each in originals:
        found.update((record.id, record) for record in _within(state, each))
    twins = {each: new_id() for each in found}
    everywhere = queries.journeys(state)
    orders, room = room_at(everywhere, place_behind(everywhere, journey_id), len(originals))
    keys = {each.id: order for each, order in zip(originals, orders, strict=True)}
    changes: list[Change] = [*room]
    made: Journey | None = None
    for record in found.values():
        fields: dict[str, Any] = {}
        match record:
            case Journey():
                fields = {
                    "derived_from_id": record.id, "state": as_state, "order": keys[record.id], "review": "draft",
                    "review_by": "", "review_on": None, "chosen_path": _in_order(record.chosen_path, twins),
                }  # fmt: skip
                if record.id == journey_id:
                    fields |= {"title": title, "parent_id": record.parent_id}
            case Touchpoint():
                fields = {"origin_id": record.origin_id or record.id}
            case Connection():
                fields = {
                    "origin_id": record.origin_id or record.id,
                    "source_within": _in_order(record.source_within, twins),
                    "target_within": _in_order(record.target_within, twins),
                }
            case DismissedFinding():
                fields = {"subject_ids": tuple(sorted(_in_order(record.subject_ids, twins)))}
        copy = twin(record, twins, **fields)
        changes.append(Add(copy))
        if isinstance(copy, Journey) and record.id == journey_id:
            made = copy
    return made, changes


def _within(state: State, journey: Journey) -> Iterable[Record]:
    """All that belongs to one journey, without itself."""
    for cls in _IN_JOURNEY:
        yield from state.children(cls, journey.id)
    for about in _ABOUT:
        yield from state.children(about, journey.id)
    yield from with_annotations(state, queries.touchpoints(state, journey.id))


def _in_order(record_ids: Iterable[str], twins: dict[str, str]) -> tuple[str, ...]:
    return tuple(twins.get(each, each) for each in record_ids)
