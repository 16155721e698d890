"""The review of a journey: who looked at it or approved it, and when. What is approved and then changed is a draft again."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.model import queries
from journeymap.model.changes import Add, Change, Set
from journeymap.model.document import State
from journeymap.model.records import (
    Basis,
    Connection,
    DataPoint,
    Expectation,
    Feeling,
    Indicator,
    Journey,
    Lane,
    ModelLink,
    Opportunity,
    PainPoint,
    Record,
    Stage,
    Touchpoint,
)

_APPROVED_WITH: tuple[type[Record], ...] = (
    Journey, Stage, Lane, Touchpoint, Feeling, Connection, Expectation, PainPoint, Opportunity, ModelLink, DataPoint,
    Indicator, Basis,
)  # fmt: skip
"""What an approval is about. Notes and comments are remarks on it, saved views and rounds of workshops are ways to use it."""
_LOOKS = frozenset({"pos", "width", "height"})
_ABOUT_JOURNEYS = frozenset(
    {"review", "review_by", "review_on", "order", "parent_id", "derived_from_id", "chosen_path", "deleted"}
)


def mark(journey_id: str, review: str, by: str, on: str) -> list[Change]:
    """Note that somebody reviewed or approved a journey on a day."""
    return [Set(journey_id, "review", review), Set(journey_id, "review_by", by), Set(journey_id, "review_on", on)]


def set_back(state: State, changes: Sequence[Change]) -> list[Change]:
    """What changes do to approvals: each approved journey whose contents they change becomes a draft again.

    Who approved it, and when, stays noted. Places on the map are no contents.
    """
    approved = {each.id for each in queries.journeys(state) if each.review == "approved"}
    if not approved:
        return []
    added = {each.id: each.record for each in changes if isinstance(each, Add)}
    decided = {each.id for each in changes if isinstance(each, Set) and each.field == "review"}
    touched: dict[str, None] = {}
    for change in changes:
        record = change.record if isinstance(change, Add) else added.get(change.id) or state.find(change.id)
        if record is not None and isinstance(record, _APPROVED_WITH) and _is_content(record, change):
            touched.update(dict.fromkeys(_journeys_of(state, record, added)))
            if isinstance(change, Set) and change.field == "journey_id":
                touched[change.after] = None
    return [Set(each, "review", "draft") for each in touched if each in approved - decided]


def _is_content(record: Record, change: Change) -> bool:
    if isinstance(change, Add):
        return True
    if record.value(change.field) == change.after or change.field in _LOOKS:
        return False
    return not isinstance(record, Journey) or change.field not in _ABOUT_JOURNEYS


def _journeys_of(state: State, record: Record, added: dict[str, Record]) -> set[str]:
    """The journeys that a record is part of, be it by way of what it is noted on."""
    found: set[str] = set()
    seen: set[str] = set()
    waiting: list[Record | None] = [record]
    while waiting:
        here = waiting.pop()
        if here is None or here.id in seen:
            continue
        seen.add(here.id)
        if isinstance(here, Journey):
            found.add(here.id)
        elif isinstance(here, Stage | Lane | Touchpoint | Connection):
            found.add(here.journey_id)
        else:
            above = here.value("touchpoint_ids") or (here.value("touchpoint_id") or here.value("subject_id"),)
            waiting += [added.get(each) or state.find(each) for each in above]
    return found
