"""Records as rows of a table and back without loss: a column for each field, language and part of an amount.

Owns the names of columns and the form of cells, for those who write tables and those who read them. Knows no file format: a cell
is a bool, a number, a text or None.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from journeymap.model.records import RECORD_CLASSES, Opaque, Record, record_from
from journeymap.model.text import LocalText
from journeymap.model.values import Day, Point

Cell = bool | int | float | str | None
OTHER = "other"
"""The table of records whose kind this version does not know."""
CONTENTS = "journeymap"
"""The sheet of a workbook that tells people what is in the others."""
JSON_FORM = "journeymap-records"
"""What a JSON file of records says it is."""
KIND_KEY = "record"
"""What tells a record's kind in JSON, as in project files; records have fields called `kind` themselves."""
EXTRA = "extra"
_FORMULA = ("=", "+", "-", "@", "\t", "'")
_PART = 30_000
"""Spreadsheets cut cells at 32,767 characters; longer texts go on in further columns."""


@cache
def _forms(cls: type[Record]) -> dict[str, str]:
    """Field → how it lies in cells: text, texts, day, amount, point, words, list, number or flag."""
    return {
        name: _form(info.annotation)
        for name, info in cls.model_fields.items()
        if name not in ("deleted", "opaque_kind")
    }


def _form(given: Any) -> str:
    annotation = given
    if get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in (Union, UnionType):
        (annotation,) = (each for each in get_args(annotation) if each is not type(None))
        return "day" if given == Day | None else _form(annotation)
    if annotation is LocalText:
        return "texts"
    if annotation is Point:
        return "point"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return "amount"
    if get_origin(annotation) is tuple:
        inner = get_args(annotation)[0]
        plain = any(getattr(each, "pattern", None) for each in getattr(inner, "__metadata__", ()))
        return "words" if plain else "list"
    return {bool: "flag", int: "number", float: "number"}.get(annotation, "text")


def columns(kind: str, records: Iterable[Record], languages: Sequence[str]) -> list[str]:
    """The names of the columns that hold these records of one kind; texts in these languages and all others they are in."""
    cls = RECORD_CLASSES.get(kind)
    rows = list(records)
    width = max((len(part) for record in rows for part in _extra(record).values()), default=0)
    extra = [EXTRA, *(f"{EXTRA}.{number}" for number in range(2, -(-width // _PART) + 1))] if width else []
    if cls is None:
        return ["id", "kind", *extra]
    found = []
    for name, form in _forms(cls).items():
        values = [record.value(name) for record in rows]
        if form == "texts":
            written = {language for value in values for language in value}
            found += [f"{name}.{language}" for language in (*languages, *sorted(written - set(languages)))]
        elif form == "amount":
            found += [f"{name}.{part}" for part in ("typical", "low", "high", "unit")]
            if any(value is not None and value.model_extra for value in values):
                found.append(f"{name}.{EXTRA}")
        elif form == "point":
            found += [f"{name}.x", f"{name}.y"]
        else:
            found.append(name)
    return found + extra


def _extra(record: Record) -> dict[str, str]:
    """The unknown fields of a record as one text under `extra`, and those emptied by hand, which as empty cells would get their
    defaults back; nothing where it has none.
    """
    emptied = {
        name: "" for name, info in type(record).model_fields.items() if info.default and record.value(name) == ""
    }
    more = {**(record.model_extra or {}), **emptied}
    return {EXTRA: json.dumps(more, ensure_ascii=True, sort_keys=True)} if more else {}


def to_row(record: Record, names: Sequence[str]) -> list[Cell]:
    """The cells of a record under these columns."""
    forms = _forms(type(record))
    extra = _extra(record).get(EXTRA, "")
    return [_cell(record, name, forms, extra) for name in names]


def _cell(record: Record, name: str, forms: Mapping[str, str], extra: str) -> Cell:
    if name == "kind" and isinstance(record, Opaque):
        return record.kind_name
    field, _, part = name.partition(".")
    if field == EXTRA and field not in forms:
        number = int(part or 1) - 1
        return extra[number * _PART : (number + 1) * _PART] or None
    value = record.value(field)
    match forms.get(field):
        case "texts":
            return value.get(part) or None
        case "amount" if value is not None and part == EXTRA:
            return json.dumps(value.model_extra, ensure_ascii=True, sort_keys=True) if value.model_extra else None
        case "amount" | "point":
            return None if value is None else getattr(value, part)
        case "words":
            return " ".join(value) or None
        case "list":
            return json.dumps(list(value), ensure_ascii=True) if value else None
    return None if value == "" else value


def from_row(kind: str, names: Sequence[str], cells: Sequence[Any]) -> Record:
    """The record in a row. Raises ValueError where a cell does not fit its field; pydantic's errors are among them."""
    given = {name: cell for name, cell in zip(names, cells, strict=False) if cell is not None and cell != ""}
    cls = RECORD_CLASSES.get(kind, Opaque)
    if cls is Opaque:
        kind = str(given.pop("kind", ""))
        if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,63}", kind) or kind in RECORD_CLASSES:
            raise ValueError("kind")
    data = _loaded(given)
    forms = _forms(cls)
    for field, form in forms.items():
        value = _value(field, form, given)
        if value is not None:
            data[field] = value
    return record_from(kind, data)


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula when it opens a text file: an apostrophe stands in front."""
    return f"'{text}" if text[:1] in _FORMULA else text


def unguarded(text: str) -> str:
    """What `guarded` was given."""
    return text[1:] if text[:1] == "'" and text[1:2] in _FORMULA else text


def is_day(kind: str, name: str) -> bool:
    """Whether a column holds days."""
    cls = RECORD_CLASSES.get(kind)
    return cls is not None and _forms(cls).get(name) == "day"


def unknown_columns(kind: str, names: Sequence[str]) -> list[str]:
    """The columns that no field of this kind lies in: somebody has added them."""
    forms = _forms(RECORD_CLASSES.get(kind, Opaque))
    known = {EXTRA, *forms, *(("kind",) if kind not in RECORD_CLASSES else ())}
    return [name for name in names if name and name.partition(".")[0] not in known]


def _loaded(given: Mapping[str, Any]) -> dict[str, Any]:
    parts = sorted(
        (int(name.partition(".")[2] or 1), str(cell)) for name, cell in given.items()
        if re.fullmatch(rf"{EXTRA}(\.\d+)?", name)
    )  # fmt: skip
    data = json.loads("".join(text for _, text in parts)) if parts else {}
    if not isinstance(data, dict):
        raise ValueError(EXTRA)
    return data


def _value(field: str, form: str, given: Mapping[str, Any]) -> Any:
    inner = {name.partition(".")[2]: cell for name, cell in given.items() if name.startswith(f"{field}.")}
    match form:
        case "texts":
            return {language: _text(cell) for language, cell in inner.items()} or None
        case "amount":
            more = json.loads(inner.pop(EXTRA)) if EXTRA in inner else {}
            return {**more, **{part: _number(cell) if part != "unit" else cell for part, cell in inner.items()}} or None
        case "point":
            return (_number(inner["x"]), _number(inner["y"])) if {"x", "y"} <= inner.keys() else None
    cell = given.get(field)
    if cell is None:
        return None
    match form:
        case "words":
            return tuple(str(cell).split())
        case "list":
            return json.loads(str(cell))
        case "number":
            return _number(cell)
        case "flag":
            return _flag(cell)
    return _text(cell)


def _text(cell: Any) -> str:
    """A cell's text. Spreadsheets turn what looks like a number or a day into one; its plain form is the text again."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell if isinstance(cell, str) else cell.isoformat()[:10] if hasattr(cell, "isoformat") else str(cell)


def _number(cell: Any) -> Any:
    if isinstance(cell, str):
        text = cell.strip()
        return int(text) if re.fullmatch(r"[+-]?\d{1,18}", text) else float(text)
    return cell


def _flag(cell: Any) -> bool:
    if isinstance(cell, (bool, int, float)):
        return bool(cell)
    word = str(cell).strip().casefold()
    if word in ("true", "yes", "1", "是", "对", "✓", "x"):
        return True
    if word in ("false", "no", "0", "否", "错"):
        return False
    raise ValueError(word)
