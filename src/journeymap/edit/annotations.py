"""What is noted at touchpoints: expectations, pain points, opportunities, links to the model, levels, personas' feelings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from journeymap.edit.ordering import key_at_end
from journeymap.model import queries
from journeymap.model.changes import Add, Change, Set
from journeymap.model.document import State
from journeymap.model.records import (
    DismissedFinding,
    Expectation,
    Feeling,
    ModelLink,
    Opportunity,
    PainPoint,
)
from journeymap.model.text import EMPTY, LocalText
from journeymap.model.values import RELATIONS, new_id


def add_expectation(state: State, touchpoint_id: str, text: LocalText = EMPTY) -> tuple[Expectation, list[Change]]:
    rows = queries.expectations(state, touchpoint_id)
    record = Expectation(id=new_id(), touchpoint_id=touchpoint_id, text=text, order=key_at_end(rows))
    return record, [Add(record)]


def add_pain_point(state: State, touchpoint_id: str, text: LocalText = EMPTY) -> tuple[PainPoint, list[Change]]:
    rows = queries.pain_points(state, touchpoint_id)
    record = PainPoint(id=new_id(), touchpoint_id=touchpoint_id, text=text, order=key_at_end(rows))
    return record, [Add(record)]


def add_opportunity(
    state: State, touchpoint_id: str, kind: str = "improve", text: LocalText = EMPTY
) -> tuple[Opportunity, list[Change]]:
    """A new opportunity; a surprise is one of level 4, as the pyramid has it."""
    rows = queries.opportunities(state, touchpoint_id)
    record = Opportunity(
        id=new_id(), touchpoint_ids=(touchpoint_id,), text=text, kind=kind, order=key_at_end(rows),
        level=4 if kind == "surprise" else None,
    )  # fmt: skip
    return record, [Add(record)]


def link(state: State, subject_id: str, element_id: str, relation: str = "shows") -> list[Change]:
    """Link a subject to an element or principle; an existing link takes the relation."""
    existing = link_between(state, subject_id, element_id)
    if existing is not None:
        return [Set(existing.id, "relation", relation)] if existing.relation != relation else []
    return [Add(ModelLink(id=new_id(), subject_id=subject_id, element_id=element_id, relation=relation))]


def unlink(state: State, subject_id: str, element_id: str) -> list[Change]:
    existing = link_between(state, subject_id, element_id)
    return [Set(existing.id, "deleted", True)] if existing is not None else []


def cycle_link(state: State, subject_id: str, element_id: str) -> list[Change]:
    """The next relation in the round: none, shows, lacks, would serve, none."""
    existing = link_between(state, subject_id, element_id)
    if existing is None:
        return link(state, subject_id, element_id)
    place = RELATIONS.index(existing.relation) if existing.relation in RELATIONS else len(RELATIONS)
    if place + 1 < len(RELATIONS):
        return [Set(existing.id, "relation", RELATIONS[place + 1])]
    return [Set(existing.id, "deleted", True)]


def link_between(state: State, subject_id: str, element_id: str) -> ModelLink | None:
    return next((each for each in queries.model_links(state, subject_id) if each.element_id == element_id), None)


def set_feeling(state: State, touchpoint_id: str, persona_id: str, emotion: int | None) -> list[Change]:
    """Note what one persona feels at a touchpoint, or that she feels as everybody does (None)."""
    existing = queries.feeling(state, touchpoint_id, persona_id)
    if emotion is None and (existing is None or existing.engagement is None):
        return [Set(existing.id, "deleted", True)] if existing is not None else []
    if existing is not None:
        return [Set(existing.id, "emotion", emotion)]
    return [Add(Feeling(id=new_id(), touchpoint_id=touchpoint_id, persona_id=persona_id, emotion=emotion))]


def dismiss_finding(journey_id: str, key: str, subject_ids: tuple[str, ...], reason: str) -> list[Change]:
    """Note that a finding is no problem here, because of `reason`."""
    fields: dict[str, Any] = {"journey_id": journey_id, "finding": key, "subject_ids": subject_ids, "reason": reason}
    return [Add(DismissedFinding(id=new_id(), **fields))]


def dismissals(
    state: State, journey_id: str, key: str, subject_ids: Iterable[str], *, group: bool = False
) -> list[DismissedFinding]:
    """The notes that set a finding aside. Of a `group`, whose subjects stand for themselves, those about any of them."""
    wanted = set(subject_ids)
    return [
        each
        for each in state.children(DismissedFinding, journey_id)
        if each.finding == key
        and (not wanted.isdisjoint(each.subject_ids) if group else wanted == set(each.subject_ids))
    ]


def restore_finding(
    state: State, journey_id: str, key: str, subject_ids: Iterable[str], *, group: bool = False
) -> list[Change]:
    """Take a dismissed finding up again."""
    found = dismissals(state, journey_id, key, subject_ids, group=group)
    return [Set(each.id, "deleted", True) for each in found]
