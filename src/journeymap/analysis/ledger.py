"""The evidence ledger: every piece of evidence with what rests on it, and how much of what a journey says is evidence.

Counts statements: a value that was given, an annotation that was written. What rests on nothing is assumed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from journeymap.analysis.content import Content, content_of
from journeymap.analysis.ground import Ground, ground_of
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.queries import strength
from journeymap.model.records import (
    Basis,
    Connection,
    Evidence,
    Expectation,
    Opportunity,
    PainPoint,
    Persona,
    Touchpoint,
)

YEARS_FRESH = 2
TOUCHPOINT_VALUES = (
    "emotion", "contact_time", "waiting", "fee", "visits", "documents", "data_repeated", "start_share",
    "description",
)  # fmt: skip
CONNECTION_VALUES = ("share", "waiting")
"""The values that evidence can be named for."""


class Use(NamedTuple):
    """Something that rests on a piece of evidence: a record as a whole, or one `field` of it."""

    record_id: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of evidence in the ledger."""

    evidence: Evidence
    uses: tuple[Use, ...]
    is_aged: bool


@dataclass(frozen=True, slots=True)
class Ledger:
    """All evidence of a project in its order, and for each journey what its statements rest on."""

    entries: tuple[Entry, ...]
    journeys: tuple[tuple[str, Ground], ...]

    def ground(self, journey_id: str) -> Ground:
        return dict(self.journeys).get(journey_id, Ground())


def ledger(state: State, today: date) -> Ledger:
    """The ledger of a project."""
    found = uses(state)
    entries = tuple(
        Entry(each, tuple(found.get(each.id, ())), is_aged(each.date, today)) for each in state.all(Evidence)
    )
    return Ledger(entries, tuple((each.id, statements(state, each.id)) for each in queries.journeys(state)))


def is_aged(day: str | None, today: date) -> bool:
    """Whether a date, as far as it is known, lies more than two years back."""
    limit = f"{today.year - YEARS_FRESH:04d}-{today.month:02d}-{today.day:02d}"
    return day is not None and day < limit[: len(day)]


def uses(state: State) -> dict[str, list[Use]]:
    """Evidence id → what rests on it: values first, then annotations and personas."""
    found: dict[str, dict[Use, None]] = {}
    for basis in state.all(Basis):
        for evidence_id in basis.evidence_ids:
            found.setdefault(evidence_id, {})[Use(basis.subject_id, basis.field)] = None
    for rows in (state.all(Expectation), state.all(PainPoint), state.all(Opportunity), state.all(Persona)):
        for record in rows:
            for evidence_id in record.evidence_ids:
                found.setdefault(evidence_id, {})[Use(record.id)] = None
    return {evidence_id: list(each) for evidence_id, each in found.items()}


def values_given(record: Touchpoint | Connection) -> list[str]:
    """The fields of a touchpoint or connection that say something which can rest on evidence."""
    if isinstance(record, Connection):
        return [name for name in CONNECTION_VALUES if getattr(record, name) is not None]
    return [
        name for name in TOUCHPOINT_VALUES
        if (value := getattr(record, name)) is not None and (name == "emotion" or value)
    ]  # fmt: skip


def share_of_evidence(ground: Ground) -> float | None:
    """The part of statements that are measured or observed; None where nothing is said."""
    return (ground.measured + ground.observed) / ground.known if ground.known else None


def statements(state: State, journey_id: str) -> Ground:
    """What everything that is said in a journey rests on."""
    content = content_of(state, journey_id)
    counts = {"measured": 0, "observed": 0, "assumed": 0}
    said: list[Touchpoint | Connection] = [*content.touchpoints, *content.connections]
    for record in said:
        for name in values_given(record):
            counts[_strength(content, record.id, name)] += 1
    noted: list[Expectation | PainPoint | Opportunity] = []
    for expectations in content.expectations.values():
        noted += expectations
    for pain_points in content.pain_points.values():
        noted += pain_points
    return Ground(**counts) + ground_of(content, [*noted, *content.journey_opportunities()])


def _strength(content: Content, subject_id: str, field: str) -> str:
    if not content.bases.get(subject_id):
        return "assumed"
    return strength(content.evidence_for(subject_id, field))
