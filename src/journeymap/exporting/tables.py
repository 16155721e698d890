"""A project as tables: an Excel workbook with a sheet for each kind of record, CSV files, and JSON with its schema.

Nothing is lost: every live record, language and unknown field lies in a cell. No text becomes a formula. How records lie in cells
is `model.rows`; pictures are named, their bytes are not here.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from journeymap.labels import say, say_token, table
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import RECORD_CLASSES, Opaque, Record
from journeymap.model.rows import CONTENTS, JSON_FORM, KIND_KEY, OTHER, Cell, columns, guarded, is_day, to_row

_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
"""Workbooks and archives bear one date, so that equal projects give equal bytes."""
_WIDE = ("title", "text", "description", "summary", "aim", "story", "note", "condition", "quote", "name")


def _kinds(state: State) -> Iterator[tuple[str, list[str], list[Record]]]:
    """Each kind that the project has records of: its name, its columns and its records."""
    rows: dict[str, list[Record]] = {kind: [] for kind in (*RECORD_CLASSES, OTHER)}
    for record in state.live_records():
        rows[OTHER if isinstance(record, Opaque) else record.kind_name].append(record)
    languages = queries.project(state).languages
    for kind, records in rows.items():
        if records:
            ordered = (
                sorted(records, key=lambda each: (str(each.value("order") or ""), each.id))
                if kind != OTHER
                else records
            )
            yield kind, columns(kind, ordered, languages), ordered


def workbook_bytes(state: State, language: str) -> bytes:
    """The project as .xlsx: what is in it, then its sheets; their first row tells the columns in words, the second by name."""
    import xlsxwriter

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, options)
    book.set_properties(
        {"created": _EPOCH.replace(tzinfo=None), "title": queries.project(state).title.shown_in(language)}
    )
    words = book.add_format({"bold": True, "bg_color": "#E8EEF4", "text_wrap": True, "valign": "top"})
    names = book.add_format({"font_color": "#5A6572", "font_size": 8})
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    kinds = list(_kinds(state))
    counts = [(kind, len(records)) for kind, _, records in kinds]
    _contents(book.add_worksheet(CONTENTS), state, counts, language, words, plain)
    for kind, heads, records in kinds:
        sheet = book.add_worksheet(kind)
        sheet.freeze_panes(2, 1)
        sheet.repeat_rows(0, 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        for place, head in enumerate(heads):
            sheet.write_string(0, place, head_words(head, language), words)
            sheet.write_string(1, place, head, names)
            field, _, part = head.partition(".")
            sheet.set_column(place, place, 36 if field in _WIDE and part else 18)
        for number, record in enumerate(records, 2):
            for place, (head, cell) in enumerate(zip(heads, to_row(record, heads), strict=True)):
                _write(sheet, number, place, cell, day if is_day(kind, head) else None, plain)
        sheet.autofilter(1, 0, len(records) + 1, len(heads) - 1)
    book.close()
    return target.getvalue()


def _contents(sheet: Any, state: State, counts: list[tuple[str, int]], language: str, strong: Any, plain: Any) -> None:
    """The sheet that tells a person what is in the workbook, and what may be done with it."""
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 40)
    title = queries.project(state).title.shown_in(language)
    sheet.write_string(0, 0, title or say("sheet.contents", language), strong)
    sheet.merge_range(1, 0, 1, 2, "")
    sheet.write_string(1, 0, say("sheet.how", language), plain)
    sheet.set_row(1, 80)
    for place, key in enumerate(("sheet.name", "sheet.holds", "sheet.rows")):
        sheet.write_string(3, place, say(key, language), strong)
    for row, (kind, count) in enumerate(counts, 4):
        sheet.write_string(row, 0, kind)
        sheet.write_string(row, 1, say(f"sheet.{kind}", language))
        sheet.write_number(row, 2, count)


def _write(sheet: Any, row: int, column: int, cell: Cell, day: Any, plain: Any) -> None:
    match cell:
        case None:
            return
        case bool():
            sheet.write_boolean(row, column, cell, plain)
        case int() | float() if _keeps(cell):
            sheet.write_number(row, column, cell, plain)
        case str() if day is not None and len(cell) == 10 and cell >= "1900-03-01":
            sheet.write_datetime(row, column, date.fromisoformat(cell), day)
        case _:
            sheet.write_string(row, column, str(cell) if isinstance(cell, str) else repr(cell), plain)


def _keeps(number: float) -> bool:
    """Whether the sixteen digits that workbooks keep are enough for this number."""
    return float(f"{number:.16G}") == number and abs(number) < 1e300


def head_words(head: str, language: str) -> str:
    """What a column is called: the word for its field, with the language or part behind it."""
    field, _, part = head.partition(".")
    word = say_token("field" if f"field.{field}" in table() else "column", field, language)
    return (
        say("column.with_part", language, field=word, part=say_token("column.part", part, language)) if part else word
    )


def csv_files(state: State) -> dict[str, bytes]:
    """File name → CSV in UTF-8 with a mark, as spreadsheets expect it; a file for each kind of record."""
    files = {}
    for kind, heads, records in _kinds(state):
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow(heads)
        for record in records:
            writer.writerow([_shown(cell) for cell in to_row(record, heads)])
        files[f"{kind}.csv"] = stream.getvalue().encode("utf-8-sig")
    return files


def _shown(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case str():
            return guarded(cell)
    return repr(cell)


def csv_archive(state: State) -> bytes:
    """The CSV files of a project in one zip."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in csv_files(state).items():
            package.writestr(zipfile.ZipInfo(name, _EPOCH.timetuple()[:6]), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def json_bytes(state: State) -> bytes:
    """The records as JSON, fields that hold their defaults left out. `schema_bytes` tells what may stand in it."""
    records = [
        {KIND_KEY: each.kind_name, "id": each.id, **each.model_dump(mode="json", exclude_defaults=True, exclude={"id"})}
        for each in state.live_records()
    ]
    content = {"$schema": "journeymap-records.schema.json", "format": JSON_FORM, "version": 1, "records": records}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def schema_bytes() -> bytes:
    """The JSON Schema (2020-12) of what `json_bytes` gives, made of the record classes."""
    from pydantic.json_schema import GenerateJsonSchema, models_json_schema

    class Generator(GenerateJsonSchema):
        """Texts in languages validate themselves; this is what they look like."""

        def function_plain_schema(self, schema: Any) -> dict[str, Any]:
            del schema
            return {"type": "object", "additionalProperties": {"type": "string"}, "description": "language tag → text"}

    classes = list(RECORD_CLASSES.values())
    refs, definitions = models_json_schema([(cls, "validation") for cls in classes], schema_generator=Generator)
    found = definitions["$defs"]
    kinds = []
    for kind, cls in RECORD_CLASSES.items():
        name = refs[cls, "validation"]["$ref"].rpartition("/")[2]
        found[name]["properties"][KIND_KEY] = {"const": kind}
        found[name].setdefault("required", []).append(KIND_KEY)
        kinds.append({"$ref": f"#/$defs/{name}"})
    unknown = {
        "type": "object", "required": ["id", KIND_KEY],
        "properties": {"id": {"type": "string"}, KIND_KEY: {"type": "string", "not": {"enum": list(RECORD_CLASSES)}}},
    }  # fmt: skip
    content = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Records of a Journeymap project",
        "type": "object",
        "required": ["format", "records"],
        "properties": {
            "format": {"const": JSON_FORM}, "version": {"const": 1},
            "records": {"type": "array", "items": {"oneOf": [*kinds, unknown]}},
        },
        "$defs": found,
    }  # fmt: skip
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
