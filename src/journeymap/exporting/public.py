"""What may leave the house: the guard that finds personal data before an export, and the public edition, from which all that
is meant for inside is taken out.

Both work on the records, so that every edition, picture and table made of what is left is clean too. Fields and kinds that a
newer version has written are looked through as well; the public edition, which cannot know their meaning, leaves them out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple, get_type_hints

from pydantic import BaseModel

from journeymap.analysis.personal_data import personal_data
from journeymap.model.document import State
from journeymap.model.records import (
    Comment,
    Contribution,
    Decision,
    DismissedFinding,
    Evidence,
    Journey,
    Note,
    Opaque,
    Opportunity,
    Record,
    SavedView,
)
from journeymap.model.text import LocalText, PlainText

_INSIDE: tuple[type[Record], ...] = (Note, Comment, SavedView, DismissedFinding)
_NAMES: dict[type[Record], tuple[str, ...]] = {
    Journey: ("owner", "review_by"),
    Opportunity: ("owner",),
    Decision: ("owner",),
    Evidence: ("note",),
    Contribution: ("pseudonym",),
}
"""Fields that name people or are remarks to them."""
BLOCK = "█"


class Hit(NamedTuple):
    """A place that looks like personal data: in which text of which record, of which kind, and the words themselves."""

    record_id: str
    field: str
    kind: str
    words: str


def guard(state: State, *, inside: bool = False) -> list[Hit]:
    """All places of a project that look like personal data and could be printed.

    With `inside` also those that are in no edition and in all tables: internal notes and what a newer version wrote.
    """
    found = []
    for record in state.live_records():
        if not inside and isinstance(record, (*_INSIDE, Opaque)):
            continue
        for field, value in _values(record):
            if not inside and field not in type(record).model_fields:
                continue
            for text in _texts(value):
                for match in personal_data(text):
                    found.append(Hit(record.id, field, match.kind, text[match.start : match.end]))
    return found


def redacted_state(state: State) -> State:
    """The project with personal data blacked out, all else as it is."""
    counts: Counter[str] = Counter()
    return State(_redacted(record, counts) for record in state)


def public_state(state: State) -> tuple[State, dict[str, int]]:
    """The project without internal notes, owners and personal data; and how much of what was taken out.

    The counts are under 'notes', 'owners', 'personal' and 'unknown', which is what this version does not know.
    """
    counts: Counter[str] = Counter()
    kept = []
    for record in state:
        if isinstance(record, (*_INSIDE, Opaque)):
            counts["unknown" if isinstance(record, Opaque) else "notes"] += not record.deleted
            continue
        kept.append(_redacted(_cleared(record, counts), counts))
    return State(kept), dict(counts)


def redacted(text: str) -> tuple[str, int]:
    """A text with its personal data blacked out, and how many places that were."""
    found = personal_data(text)
    for match in sorted(found, key=lambda each: each.start, reverse=True):
        text = text[: match.start] + BLOCK * (match.end - match.start) + text[match.end :]
    return text, len(found)


def _cleared(record: Record, counts: Counter[str]) -> Record:
    """A record without the names of people and without what this version does not know."""
    cls = type(record)
    names = tuple(field for field in _NAMES.get(cls, ()) if getattr(record, field))
    counts["owners"] += len(names)
    changes = {field: cls.model_fields[field].get_default() for field in names}
    for field in cls.model_fields:
        value = getattr(record, field)
        if isinstance(value, BaseModel) and value.model_extra:
            counts["unknown"] += len(value.model_extra)
            changes[field] = type(value)(**{name: getattr(value, name) for name in type(value).model_fields})
    if not record.model_extra:
        return record.model_copy(update=changes) if changes else record
    counts["unknown"] += len(record.model_extra)
    return cls.model_validate({**{field: getattr(record, field) for field in cls.model_fields}, **changes})


def _redacted(record: Record, counts: Counter[str]) -> Record:
    def black(text: str) -> str:
        clean, hits = redacted(text)
        counts["personal"] += hits
        return clean

    changes = {}
    for field, value in _values(record):
        clean = _mapped(value, black)
        if clean != value:
            changes[field] = clean
    return record.model_copy(update=changes) if changes else record


# the texts of a record


def _values(record: Record) -> Iterator[tuple[str, Any]]:
    """The fields that hold what people write, known here or not, with their values."""
    for field in _text_fields(type(record)):
        yield field, getattr(record, field)
    yield from (record.model_extra or {}).items()


@cache
def _text_fields(cls: type[Record]) -> tuple[str, ...]:
    """The fields of a kind that hold what people write: texts, and the words a view is filtered by."""
    hints = get_type_hints(cls, include_extras=True)
    written = tuple(name for name in cls.model_fields if hints[name] in (LocalText, PlainText))
    return (*written, "filters") if cls is SavedView else written


def _texts(value: Any) -> Iterator[str]:
    """All texts in a value, however deep."""
    found: list[str] = []

    def take(text: str) -> str:
        found.append(text)
        return text

    _mapped(value, take)
    yield from found


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    """A value with each text in it changed."""
    match value:
        case str():
            return change(value)
        case LocalText():
            return LocalText({language: change(text) for language, text in value.items()})
        case dict():
            return {name: _mapped(each, change) for name, each in value.items()}
        case list() | tuple():
            return type(value)(_mapped(each, change) for each in value)
    return value
