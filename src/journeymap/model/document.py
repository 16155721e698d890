"""The document: all records of one project, and `apply`, the only door through which they change."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Annotated, Any, TypeVar, cast

from pydantic import ConfigDict, TypeAdapter, ValidationError

from journeymap.model.changes import Add, Change, ChangeSet, Label, Origin, Set, squash
from journeymap.model.records import Opaque, Record

R = TypeVar("R", bound=Record)
K = TypeVar("K")
LONG = 16
"""Lists taken from more records than this are kept until something changes."""


class ChangeError(ValueError):
    """A change that cannot be applied. The document is as it was.

    `error.change.` + `key` names the reason in `labels`: `unknown_record`, `double_id`, `unknown_field` or `bad_value`.
    """

    def __init__(self, key: str, record_id: str, detail: str = "") -> None:
        super().__init__(f"{key}: {record_id}" + (f": {detail}" if detail else ""))
        self.key = key
        self.record_id = record_id
        self.detail = detail


class State:
    """All records at one moment, deleted ones included, with what is needed to find them quickly. Read only."""

    __slots__ = ("_by_kind", "_children", "_proven", "_records", "_remembered")

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._proven: set[str] = set()
        """Ids of records known to be live; it grows until anything changes."""
        self._remembered: dict[object, list[Any]] = {}
        self._records: dict[str, Record] = {}
        self._by_kind: dict[str, dict[str, None]] = {}
        self._children: dict[tuple[str, str], dict[str, None]] = {}
        for record in records:
            if record.id in self._records:
                raise ChangeError("double_id", record.id)
            self._records[record.id] = record
            self._by_kind.setdefault(record.kind_name, {})[record.id] = None
            for key in _index_keys(record):
                self._children.setdefault(key, {})[record.id] = None

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[Record]:
        """All records, deleted ones too, in no particular order."""
        return iter(self._records.values())

    def __contains__(self, record_id: object) -> bool:
        return record_id in self._records

    def find(self, record_id: str | None) -> Record | None:
        """The record of this id, deleted or not."""
        return self._records.get(record_id) if record_id is not None else None

    def get(self, cls: type[R], record_id: str | None) -> R | None:
        """The live record of this class and id; None if there is none, it is deleted or of another kind."""
        record = self.find(record_id)
        return record if isinstance(record, cls) and self.is_live(record) else None

    def is_live(self, record: Record) -> bool:
        """Whether the record and all it hangs on are there and not deleted."""
        if record.deleted:
            return False
        proven = self._proven
        # Each record above is looked at once: files may hold long threads, circles and worse.
        seen: set[str] = set()
        waiting = [record]
        while waiting:
            below = waiting.pop()
            for name in below.PARENTS:
                parent_id = getattr(below, name)
                if parent_id in proven or parent_id in seen:
                    continue
                parent = self._records.get(parent_id)
                if parent is None or parent.deleted:
                    return False
                seen.add(parent_id)
                if parent.PARENTS:
                    waiting.append(parent)
        proven |= seen
        return True

    def all(self, cls: type[R]) -> list[R]:
        """All live records of a class, in order."""
        return self._answer(cls, None, self._by_kind.get(cls.KIND))

    def children(self, cls: type[R], parent_id: str) -> list[R]:
        """The live records of a class that refer to `parent_id` in one of their REFERENCES, in order."""
        return self._answer(cls, parent_id, self._children.get((parent_id, cls.KIND)))

    def children_by(self, cls: type[R], parent_ids: Iterable[str]) -> dict[str, list[R]]:
        """The live records that refer to each of these parents, in order; parents without any are left out."""
        rows, kind = self._children, cls.KIND
        found = {parent_id: self._live(cls, row) for parent_id in parent_ids if (row := rows.get((parent_id, kind)))}
        return {parent_id: records for parent_id, records in found.items() if records}

    def remembered(self, key: object, find: Callable[[], list[R]]) -> list[R]:
        """What `find` finds in this state; looked for once until anything changes."""
        found = self._remembered.get(key)
        if found is None:
            found = self._remembered[key] = find()
        return found.copy()

    def _answer(self, cls: type[R], parent_id: str | None, record_ids: Collection[str] | None) -> list[R]:
        """The live ones of these records, which are all that refer to a parent, or all of their kind."""
        if not record_ids or len(record_ids) <= LONG:
            return self._live(cls, record_ids)
        return self.remembered((cls.KIND, parent_id), lambda: self._live(cls, record_ids))

    def _live(self, cls: type[R], record_ids: Iterable[str] | None) -> list[R]:
        """Those of these records that are live, by their order and id."""
        if not record_ids:
            return []
        proven, is_live, parents = self._proven, self.is_live, _parents(cls)
        found = [
            record
            for record in map(self._records.__getitem__, record_ids)
            if (proven.issuperset(parents(record)) and not record.deleted) or is_live(record)
        ]
        proven.update(map(_ID, found))
        if len(found) > 1:
            found.sort(key=_ORDER_AND_ID if "order" in cls.model_fields else _ID)
        return cast(list[R], found)

    def live_records(self) -> list[Record]:
        """All live records sorted by kind and id, as they are stored."""
        live = [record for record in self._records.values() if self.is_live(record)]
        return sorted(live, key=lambda record: (record.kind_name, record.id))

    def copy(self) -> State:
        """A second state with the same records, independent of changes to this one."""
        other = State()
        other._records = self._records.copy()
        other._by_kind = self._by_kind.copy()
        other._children = self._children.copy()
        other._remembered = self._remembered.copy()
        return other

    def with_records(self, records: Iterable[Record]) -> State:
        """A second state in which these records stand in place of those of the same id, or are added."""
        other = self.copy()
        other._put(records)
        return other

    def _put(self, records: Iterable[Record]) -> None:
        """Replace or add records. Index rows are replaced, never altered: copies of this state share them."""
        fresh: set[object] = set()
        self._proven, self._remembered = set(), {}

        def row(rows: dict[K, dict[str, None]], key: K) -> dict[str, None]:
            if key not in fresh:
                fresh.add(key)
                rows[key] = rows.get(key, {}).copy()
            return rows[key]

        for record in records:
            former = self._records.get(record.id)
            self._records[record.id] = record
            if former is None:
                row(self._by_kind, record.kind_name)[record.id] = None
            old_keys = _index_keys(former) if former is not None else frozenset()
            new_keys = _index_keys(record)
            for key in old_keys - new_keys:
                del row(self._children, key)[record.id]
            for key in new_keys - old_keys:
                row(self._children, key)[record.id] = None


def _index_keys(record: Record) -> frozenset[tuple[str, str]]:
    keys = set()
    for name in record.REFERENCES:
        value = getattr(record, name)
        for parent in value if isinstance(value, tuple) else (value,):
            if parent is not None:
                keys.add((parent, record.KIND))
    return frozenset(keys)


_ID = attrgetter("id")
_ORDER_AND_ID = attrgetter("order", "id")


@cache
def _parents(cls: type[Record]) -> Callable[[Record], tuple[str, ...]]:
    """What tells the ids of the records that one of this class hangs on."""
    names = cls.PARENTS
    return attrgetter(*names, names[0]) if names else lambda _record: ()  # of one name alone it would be no tuple


@cache
def _field_validator(cls: type[Record], name: str) -> TypeAdapter[Any] | None:
    info = cls.model_fields.get(name)
    if info is None:
        return None
    annotation: Any = info.annotation
    for item in info.metadata:
        annotation = Annotated[annotation, item]
    # As the record's own class has it; TypeAdapter does not know of the class.
    return TypeAdapter(annotation, config=ConfigDict(allow_inf_nan=False))


Listener = Callable[[ChangeSet], None]


class Document:
    """The records of one open project.

    `state` is the present for reading at once; `snapshot()` is a state that stays as it is, for workers and savers.
    Listeners are told of each applied change set in the order in which they were added.
    """

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._state = State(records)
        self._snapshot: State | None = None
        self._listeners: list[Listener] = []
        self.revision = 0

    @property
    def state(self) -> State:
        return self._state

    def snapshot(self) -> State:
        """The present state, unchanged by what comes later."""
        if self._snapshot is None:
            self._snapshot = self._state.copy()
        return self._snapshot

    @property
    def listeners(self) -> Sequence[Listener]:
        """Who is told of changes, in the order in which they are told."""
        return tuple(self._listeners)

    def listen(self, listener: Listener) -> None:
        self._listeners.append(listener)

    def unlisten(self, listener: Listener) -> None:
        self._listeners.remove(listener)

    def apply(
        self,
        changes: Iterable[Change],
        label: Label,
        *,
        origin: Origin = Origin.LOCAL,
        actor: str = "",
        at: datetime | None = None,
        merge_key: str | None = None,
    ) -> ChangeSet | None:
        """Apply all changes or none, and tell the listeners what really changed.

        Returns the applied set with every `before` filled in, or None where nothing changed. Raises ChangeError and
        leaves the document as it was if a record is unknown or doubled or a value breaks the limits of its field.
        """
        staged: dict[str, Record] = {}
        effective: list[Change] = []
        for change in changes:
            current = staged.get(change.id) or self._state.find(change.id)
            match change:
                case Add(record):
                    if current is None:
                        staged[record.id] = record
                        effective.append(change)
                    elif current != record:
                        raise ChangeError("double_id", record.id)
                case Set(id_, name, after, _):
                    if current is None:
                        raise ChangeError("unknown_record", id_)
                    value = _validated(current, name, after)
                    before = current.value(name)
                    if before != value:
                        staged[id_] = current.model_copy(update={name: value})
                        effective.append(Set(id_, name, value, before))
        # Several changes of one field are one, so that undo finds what the step as a whole wrote.
        squashed = squash(effective)
        if not squashed:
            return None
        self._state._put(staged.values())
        self._snapshot = None
        self.revision += 1
        change_set = ChangeSet(squashed, label, origin, actor, at, merge_key)
        for listener in tuple(self._listeners):
            listener(change_set)
        return change_set


def _validated(record: Record, name: str, value: Any) -> Any:
    if name in ("id", "opaque_kind"):
        raise ChangeError("unknown_field", record.id, name)
    validator = _field_validator(type(record), name)
    if validator is None:
        extra = record.__pydantic_extra__ or {}
        if isinstance(record, Opaque) or name in extra:
            return value
        raise ChangeError("unknown_field", record.id, name)
    try:
        return validator.validate_python(value)
    except ValidationError as error:
        raise ChangeError("bad_value", record.id, f"{name}: {error.errors()[0]['msg']}") from error
