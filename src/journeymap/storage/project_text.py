"""`project.json`: the header and the records of a project as canonical text, and back.

One record is one line, sorted by kind and id, fields in the order of their class, defaults left out: moving a
touchpoint changes one line, and equal projects give equal bytes. What this version does not know is kept: kinds as
`Opaque` records, fields as extra values, parts of the header as `header_extra`. `docs/file-format.md` describes the
format for strangers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import to_json

from journeymap import __version__, garbage
from journeymap.model.document import State
from journeymap.model.records import Record, record_from
from journeymap.storage.errors import FileError
from journeymap.storage.migrations import STEPS, migrated
from journeymap.storage.strict_json import StrictJSONError, parse

MAJOR, MINOR = 1, 0
GENERATOR = "journeymap"
WRITER = f"{GENERATOR} {__version__}"
KIND_KEY = "record"
"""The key of a record's kind. `kind` itself is a field of many records."""
MAX_RECORDS = 1_000_000

_OWN_VALUES: dict[str, Any] = {
    "format": {"major": MAJOR, "minor": MINOR},
    "min_reader": {"major": MAJOR, "minor": 0},
    "must_understand": [],
    "generator": GENERATOR,
}
_RESERVED = frozenset({"opaque_kind"})


@dataclass(frozen=True)
class ProjectText:
    """What `project.json` says. `header_extra` holds what its header says beyond this version's own values."""

    records: tuple[Record, ...]
    header_extra: Mapping[str, Any] = field(default_factory=dict)
    version: tuple[int, int] = (MAJOR, MINOR)


def stored_records(state: State) -> list[Record]:
    """The records that belong in a file, sorted by kind and id: all but the deleted and what hangs on a deleted one.

    Records that hang on something the file never had are not shown either, but nobody deleted them, so they are kept.
    """
    gone = {record.id for record in state if record.deleted}
    if gone:
        hanging: dict[str, list[str]] = {}
        for record in state:
            for name in record.PARENTS:
                hanging.setdefault(getattr(record, name), []).append(record.id)
        waiting = list(gone)
        while waiting:
            fallen = [each for each in hanging.get(waiting.pop(), ()) if each not in gone]
            gone.update(fallen)
            waiting += fallen
    stored = [record for record in state if record.id not in gone]
    return sorted(stored, key=lambda record: (record.kind_name, record.id))


def record_line(record: Record) -> str:
    """One record as canonical JSON without a line end: kind and id first, defaults left out, unknown fields last."""
    fields = "" if _needs_care(record) else record.model_dump_json(exclude_defaults=True)
    if not fields or "-0.0" in fields:
        fields = _compact(_tidy_model(record))
    return f'{{"{KIND_KEY}":"{record.kind_name}",{fields[1:]}'


def write_project_text(records: Iterable[Record], header_extra: Mapping[str, Any] | None = None) -> str:
    """The whole text for records that are already sorted."""
    header = _overlaid(_OWN_VALUES, header_extra or {})
    lines = [f"{_compact(key)}:{_compact(value)},\n" for key, value in header.items()]
    return "".join(("{\n", *lines, '"records":[\n', ",\n".join(map(record_line, records)), "\n]\n}\n"))


def read_project_text(data: bytes, name: str) -> ProjectText:
    """What `data` says; `name` is the file's name for messages. Raises FileError."""
    # Millions of fresh values hold no cycles, but the collector would look through them all again and again.
    with garbage.paused():
        return _read(data, name)


def _read(data: bytes, name: str) -> ProjectText:
    try:
        content = parse(data)
    except StrictJSONError as error:
        raise FileError("error.file.bad_text", name=name, detail=error.reason) from None
    if not isinstance(content, dict) or "format" not in content:
        raise FileError("error.file.bad_text", name=name, detail="format")
    major, minor = _read_version(content, name)
    content = migrated(content, major, MAJOR)
    rows = content.pop("records", None)
    if not isinstance(rows, list):
        raise FileError("error.file.bad_text", name=name, detail="records")
    if len(rows) > MAX_RECORDS:
        raise FileError("error.file.too_many_records", name=name, limit=MAX_RECORDS)
    records: list[Record] = []
    known: set[str] = set()
    for number, row in enumerate(rows, 1):
        record = _read_record(row, number, name)
        if record.id in known:
            raise FileError("error.file.double_id", name=name, id=record.id)
        known.add(record.id)
        records.append(record)
    return ProjectText(tuple(records), _beyond_own(content, (major, minor)), (major, minor))


def _read_record(row: Any, number: int, name: str) -> Record:
    kind = row.pop(KIND_KEY, None) if isinstance(row, dict) else None
    if not isinstance(kind, str) or not _RESERVED.isdisjoint(row):
        raise FileError("error.file.bad_record", name=name, number=number, kind="?", id="?", field=KIND_KEY)
    try:
        return record_from(kind, row)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        place = ".".join(str(step) for step in first["loc"]) or KIND_KEY
        values = {"number": number, "kind": kind[:64], "id": str(row.get("id", "?"))[:64], "field": place[:200]}
        raise FileError("error.file.bad_record", name=name, **values) from None


def _read_version(content: dict[str, Any], name: str) -> tuple[int, int]:
    """The file's format version, once it is certain that this program may read it."""
    version = _version(content["format"])
    min_reader = _version(content.get("min_reader", {"major": 0, "minor": 0}))
    demands = content.get("must_understand", [])
    if version is None or min_reader is None or not isinstance(demands, list):
        raise FileError("error.file.bad_text", name=name, detail="format")
    versions = {"file_version": "{}.{}".format(*version), "own_version": f"{MAJOR}.{MINOR}"}
    if version[0] > MAJOR or min_reader > (MAJOR, MINOR):
        raise FileError("error.file.newer_version", name=name, **versions)
    if demands:
        features = ", ".join(str(each)[:40] for each in demands[:5])
        raise FileError("error.file.must_understand", name=name, features=features, **versions)
    if any(number not in STEPS for number in range(version[0], MAJOR)):
        raise FileError("error.file.bad_text", name=name, detail="format")
    return version


def _version(value: Any) -> tuple[int, int] | None:
    major, minor = (value.get("major"), value.get("minor")) if isinstance(value, dict) else (None, None)
    # bool is an int to Python but not in JSON
    if type(major) is not int or type(minor) is not int or major < 0 or minor < 0:
        return None
    return major, minor


def _beyond_own(header: dict[str, Any], version: tuple[int, int]) -> dict[str, Any]:
    """What of a header to write again: unknown parts, and the version of a newer writer, as its content is kept."""
    newer = version > (MAJOR, MINOR)
    beyond: dict[str, Any] = {}
    for key, value in header.items():
        own = _OWN_VALUES.get(key)
        if isinstance(own, dict) and isinstance(value, dict):
            value = {name: part for name, part in value.items() if name not in own or (newer and part != own[name])}
            if value:
                beyond[key] = value
        elif key not in _OWN_VALUES:
            beyond[key] = value
    return beyond


def _overlaid(own: Mapping[str, Any], extra: Mapping[str, Any]) -> dict[str, Any]:
    """Own values in their order with `extra` laid over them, unknown keys last and sorted."""
    result = dict(own)
    for key in sorted(extra):
        known = result.get(key)
        result[key] = _overlaid(known, extra[key]) if isinstance(known, dict) else _tidy_sorted(extra[key])
    return result


def _needs_care(record: Record) -> bool:
    """Whether unknown fields must be put in order, which pydantic's quick way does not do."""
    if record.model_extra:
        return True
    parts = (getattr(record, name) for name in _fields_with_parts(type(record)))
    return any(part is not None and part.model_extra for part in parts)


@cache
def _fields_with_parts(cls: type[Record]) -> tuple[str, ...]:
    """The fields whose values have fields of their own: amounts."""
    return tuple(
        name
        for name, info in cls.model_fields.items()
        if any(
            isinstance(part, type) and issubclass(part, BaseModel)
            for part in (info.annotation, *get_args(info.annotation))
        )
    )


def _tidy_model(model: BaseModel) -> dict[str, Any]:
    """The plain fields of a record or amount: known ones in the order of the class, unknown ones sorted; no −0."""
    fields = model.model_dump(mode="json", exclude_defaults=True)
    tidy: dict[str, Any] = {}
    for name in type(model).model_fields:
        if name in fields:
            value = getattr(model, name)
            tidy[name] = _tidy_model(value) if isinstance(value, BaseModel) else _tidy(fields[name])
    for name in sorted(model.model_extra or {}):
        tidy[name] = _tidy_sorted(fields[name])
    return tidy


def _tidy(value: Any) -> Any:
    match value:
        case float():
            return value + 0.0
        case list():
            return [_tidy(each) for each in value]
        case dict():
            return {key: _tidy(each) for key, each in value.items()}
    return value


def _tidy_sorted(value: Any) -> Any:
    match value:
        case dict():
            return {key: _tidy_sorted(value[key]) for key in sorted(value)}
        case list():
            return [_tidy_sorted(each) for each in value]
    return _tidy(value)


def _compact(value: Any) -> str:
    return to_json(value).decode("utf-8")
