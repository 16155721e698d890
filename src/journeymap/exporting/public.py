"""What may leave the house: the guard that finds personal data before an export, and the public edition, from which all that
is meant for inside is taken out.

Both work on the records, so that every edition, picture and table made of what is left is clean too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

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


class Hit(NamedTuple):
    """A place that looks like personal data: in which text of which record, of which kind, and the words themselves."""

    record_id: str
    field: str
    kind: str
    words: str


def guard(state: State) -> list[Hit]:
    """All places of a project that look like personal data and could be printed; internal notes are never printed."""
    found = []
    for record in state.live_records():
        if isinstance(record, _INSIDE):
            continue
        for field in _text_fields(record):
            value = getattr(record, field)
            for text in value.values() if isinstance(value, LocalText) else (value,):
                for match in personal_data(text):
                    found.append(Hit(record.id, field, match.kind, text[match.start : match.end]))
    return found


def redacted_state(state: State) -> State:
    """The project with personal data blacked out, all else as it is."""
    counts: Counter[str] = Counter()
    return State(_redacted(record, (), counts) for record in state)


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
    names = tuple(field for field in _NAMES.get(type(record), ()) if getattr(record, field))
    counts["owners"] += len(names)
    emptied = {field: type(record).model_fields[field].get_default() for field in names}
    return _redacted(record.model_copy(update=emptied) if emptied else record, names, counts)


def _redacted(record: Record, skipped: Iterable[str], counts: Counter[str]) -> Record:
    changes: dict[str, Any] = {}
    for field in _text_fields(record):
        if field in skipped:
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
