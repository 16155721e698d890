"""Setting single fields: of one record or of several at once, with text language by language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from journeymap.model.changes import Change, Set
from journeymap.model.document import State
from journeymap.model.text import LocalText


def set_field(record_ids: Iterable[str], field: str, value: Any) -> list[Change]:
    """Give one field of several records the same value."""
    return [Set(record_id, field, value) for record_id in record_ids]


def set_text(state: State, record_id: str, field: str, language: str, text: str) -> list[Change]:
    """Write a text in one language and leave its other languages as they are."""
    record = state.find(record_id)
    before = record.value(field) if record is not None else None
    former = before if isinstance(before, LocalText) else LocalText()
    return [Set(record_id, field, former.with_text(language, text))]


def toggle_member(state: State, record_id: str, field: str, member: str) -> list[Change]:
    """Put a member into a set-valued field, or take it out."""
    record = state.find(record_id)
    members = set(record.value(field) or ()) if record is not None else set()
    return [Set(record_id, field, tuple(members ^ {member}))]


def delete(record_ids: Iterable[str]) -> list[Change]:
    """Delete records. What hangs on them goes with them and comes back with them."""
    return [Set(record_id, "deleted", True) for record_id in record_ids]
