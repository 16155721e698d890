"""The one form in which a project changes: `Add(record)` and `Set(id, field, after)`, in sets with a label.

Undo, the journal, difference, merge and live sessions read these sets and nothing else. The functions here are pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any

from journeymap.model.records import Record


class Unknown(Enum):
    """Stands for a value not known yet: the `before` of a Set that has not been applied."""

    UNKNOWN = "unknown"


UNKNOWN = Unknown.UNKNOWN


@dataclass(frozen=True, slots=True)
class Add:
    """A new record comes into being."""

    record: Record

    @property
    def id(self) -> str:
        return self.record.id


@dataclass(frozen=True, slots=True)
class Set:
    """One field of one record takes the value `after`. `before` is filled in when the change is applied."""

    id: str
    field: str
    after: Any
    before: Any = UNKNOWN


Change = Add | Set


class Origin(Enum):
    """Where a change set comes from. Listeners decide by it what concerns them."""

    LOCAL = "local"
    HISTORY = "history"
    REMOTE = "remote"
    MERGE = "merge"
    REPLAY = "replay"


@dataclass(frozen=True, slots=True)
class Label:
    """What a change set does, as a key for the words in `labels` with the values that fill them."""

    key: str
    values: tuple[tuple[str, Any], ...] = ()

    @classmethod
    def of(cls, key: str, **values: Any) -> Label:
        return cls(key, tuple(sorted(values.items())))


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Changes that happened together: one gesture, one undo step, one journal entry."""

    changes: tuple[Change, ...]
    label: Label
    origin: Origin = Origin.LOCAL
    actor: str = ""
    at: datetime | None = None
    merge_key: str | None = None

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all records that changed."""
        return frozenset(change.id for change in self.changes)


def inverse(changes: Iterable[Change]) -> list[Change]:
    """What takes applied changes back: fields get their former value, added records are marked deleted."""
    back: list[Change] = []
    for change in changes:
        match change:
            case Add(record):
                back.append(Set(record.id, "deleted", True, before=False))
            case Set(id_, name, after, before):
                back.append(Set(id_, name, before, before=after))
    back.reverse()
    return back


@dataclass(slots=True)
class _Squash:
    added: dict[str, Record] = field(default_factory=dict)
    values: dict[tuple[str, str], Set] = field(default_factory=dict)


def squash(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The same effect in the fewest changes: several Sets of one field become one, from first `before` to last
    `after`.
    """
    result = _Squash()
    for change in changes:
        match change:
            case Add(record):
                result.added[record.id] = record
            case Set(id_, name, after, _) if id_ in result.added:
                result.added[id_] = result.added[id_].model_copy(update={name: after})
            case Set(id_, name, after, before):
                first = result.values.get((id_, name))
                result.values[id_, name] = Set(id_, name, after, before if first is None else first.before)
    kept = [change for change in result.values.values() if change.after != change.before]
    return (*(Add(record) for record in result.added.values()), *kept)
