"""The public edition of a project: what is meant for inside is taken out, and what was taken out is said.

Works on the records, so that every edition, picture and table made of what is left is public too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from journeymap.analysis.personal_data import personal_data
from journeymap.model.document import State
from journeymap.model.records import (
    Comment,
    Decision,
    DismissedFinding,
    Evidence,
    Journey,
    Note,
    Opportunity,
    Record,
    SavedView,
)
from journeymap.model.text import LocalText

_INSIDE: tuple[type[Record], ...] = (Note, Comment, SavedView, DismissedFinding)
_NAMES: dict[type[Record], tuple[str, ...]] = {
    Journey: ("owner", "review_by"),
    Opportunity: ("owner",),
    Decision: ("owner",),
    Evidence: ("note",),
}
"""Fields that name people of the house or are remarks to them."""
BLOCK = "█"


def public_state(state: State) -> tuple[State, dict[str, int]]:
    """The project without internal notes, owners and personal data; and how much of what was taken out.

    The counts are under 'notes', 'owners' and 'personal'.
    """
    counts: Counter[str] = Counter()
    kept = []
    for record in state:
        if isinstance(record, _INSIDE):
            counts["notes"] += not record.deleted
            continue
        kept.append(_cleared(record, counts))
    return State(kept), dict(counts)


def redacted(text: str) -> tuple[str, int]:
    """A text with its personal data blacked out, and how many places that were."""
    found = personal_data(text)
    for match in sorted(found, key=lambda each: each.start, reverse=True):
        text = text[: match.start] + BLOCK * (match.end - match.start) + text[match.end :]
    return text, len(found)


def _cleared(record: Record, counts: Counter[str]) -> Record:
    changes: dict[str, Any] = {}
    for field in _NAMES.get(type(record), ()):
        if getattr(record, field):
            changes[field] = type(record).model_fields[field].get_default()
            counts["owners"] += 1
    for field in _text_fields(record):
        if field in changes:
            continue
        value = getattr(record, field)
        if isinstance(value, LocalText):
            pieces = {language: redacted(text) for language, text in value.items()}
            hits = sum(number for _, number in pieces.values())
            clean: Any = LocalText({language: text for language, (text, _) in pieces.items()})
        else:
            clean, hits = redacted(value)
        if hits:
            changes[field] = clean
            counts["personal"] += hits
    return record.model_copy(update=changes) if changes else record


def _text_fields(record: Record) -> Iterable[str]:
    identifying = {"id", *record.REFERENCES, *record.PARENTS}
    for field in type(record).model_fields:
        if field not in identifying and isinstance(getattr(record, field), str | LocalText):
            yield field
