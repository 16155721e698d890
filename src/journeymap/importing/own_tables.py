"""The tables and JSON that this program wrote itself, read back without loss: every record, language and unknown field.

A cell that no longer fits its field is left out and told; a row without an id is a new record. How records lie in cells is
`model.rows`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import ValidationError

from journeymap.importing.errors import ImportProblem
from journeymap.importing.grids import Sheet, shown
from journeymap.importing.report import Place, Report, at_cell
from journeymap.model.records import RECORD_CLASSES, Record, record_from
from journeymap.model.rows import CONTENTS, JSON_FORM, KIND_KEY, OTHER, from_row, unguarded, unknown_columns
from journeymap.model.values import new_id

_KINDS = frozenset({*RECORD_CLASSES, OTHER})
_HEADS = 4
"""Among so many rows at the top the names of the columns are looked for."""


def head_row(sheet: Sheet) -> int | None:
    """The place of the row that names the columns of one of our tables; None in a foreign one.

    In workbooks a row of words stands above it, and `id` is a word as well as a name: the row with most names is the one.
    """
    if sheet.name not in _KINDS:
        return None
    heads = [
        (len(row) - len(unknown_columns(sheet.name, [shown(cell) for cell in row])), place)
        for place, row in enumerate(sheet.rows[:_HEADS]) if "id" in row
    ]  # fmt: skip
    return max(heads)[1] if heads else None


def are_own(sheets: Iterable[Sheet]) -> bool:
    """Whether some of these are our own tables."""
    return any(head_row(sheet) is not None for sheet in sheets)


def records_of_sheets(sheets: Sequence[Sheet], report: Report, *, guarded: bool) -> list[Record]:
    """The records of our own tables. `guarded` texts have an apostrophe where a formula might begin."""
    found: dict[str, Record] = {}
    for sheet in sheets:
        head = head_row(sheet)
        if sheet.name == CONTENTS:
            continue
        if head is None:
            report.left_out("import.foreign_sheet", Place("sheet", sheet.name))
            continue
        names = [shown(cell).strip() for cell in sheet.rows[head]]
        key = names.index("id")
        for name in unknown_columns(sheet.name, names):
            report.left_out("import.column_left_out", at_cell(head, names.index(name), sheet.name), head=name)
        count = 0
        for number, cells in enumerate(sheet.rows[head + 1 :], head + 1):
            values = [unguarded(cell) if guarded and isinstance(cell, str) else cell for cell in cells]
            if not any(value not in (None, "") for value in values):
                continue
            values += [None] * (len(names) - len(values))
            if values[key] in (None, ""):
                values[key] = new_id()
                report.changed("import.new_row", at_cell(number, key, sheet.name))
            record = _record(sheet.name, names, values, number, report)
            if record is not None and record.id in found:
                report.left_out("import.double_row", at_cell(number, 0, sheet.name), id=record.id)
            elif record is not None:
                found[record.id] = record
                count += 1
        report.facts[sheet.name] += count
        report.understood("import.rows", Place("sheet", sheet.name), n=count)
    return list(found.values())


def _record(kind: str, names: list[str], cells: list[Any], number: int, report: Report) -> Record | None:
    """The record in a row; what does not fit is taken out of it, one field after the other."""
    cells = list(cells)
    for _ in range(len(names) + 1):
        try:
            return from_row(kind, names, cells)
        except ValidationError as error:
            bad = {str(each["loc"][0]) for each in error.errors() if each["loc"]}
        except (ValueError, TypeError, KeyError):
            bad = {name.partition(".")[0] for place, name in enumerate(names) if not _alone(kind, names, cells, place)}
        places = [
            place for place, name in enumerate(names)
            if name.partition(".")[0] in bad and place < len(cells) and cells[place] not in (None, "")
        ]  # fmt: skip
        if not places or "id" in bad:
            break
        for place in places:
            at = at_cell(number, place, kind)
            report.left_out("import.bad_value", at, field=names[place], value=shown(cells[place]))
            cells[place] = None
    report.left_out("import.bad_row", at_cell(number, 0, kind))
    return None


def _alone(kind: str, names: list[str], cells: list[Any], place: int) -> bool:
    """Whether one cell can be read when it stands alone in its row."""
    field = names[place].partition(".")[0]
    if field in ("id", "kind"):
        return True
    row = [
        cell if name.partition(".")[0] in (field, "id", "kind") else None
        for name, cell in zip(names, cells, strict=False)
    ]
    try:
        from_row(kind, names, row)
    except ValidationError:
        return True
    except (ValueError, TypeError, KeyError):
        return False
    return True


def is_own_json(content: Any) -> bool:
    return isinstance(content, dict) and content.get("format") == JSON_FORM


def records_of_json(content: dict[str, Any], name: str, report: Report) -> list[Record]:
    """The records of our own JSON. Raises ImportProblem with the number of the entry that breaks the format."""
    rows = content.get("records")
    if not isinstance(rows, list):
        raise ImportProblem("error.import.json_form", name=name)
    found: dict[str, Record] = {}
    for number, row in enumerate(rows, 1):
        data = dict(row) if isinstance(row, dict) else {}
        kind = data.pop(KIND_KEY, None)
        try:
            if not isinstance(kind, str) or not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,63}", kind):
                raise ValueError(KIND_KEY)
            record = record_from(kind, data)
        except ValueError as error:
            fields = (
                [".".join(map(str, each["loc"])) for each in error.errors()]
                if isinstance(error, ValidationError)
                else []
            )
            where = ", ".join(fields[:3]) or KIND_KEY
            raise ImportProblem("error.import.json_record", name=name, number=number, field=where) from error
        if record.id in found:
            raise ImportProblem("error.import.json_record", name=name, number=number, field="id")
        found[record.id] = record
        report.facts[kind] += 1
    for kind, count in report.facts.items():
        report.understood("import.rows", Place("sheet", kind), n=count)
    return list(found.values())


def json_of(text: str, name: str) -> Any:
    """JSON as Python has it. Raises ImportProblem with the line at which it breaks."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ImportProblem("error.import.json", name=name, line=error.lineno) from error
    except (RecursionError, ValueError) as error:
        raise ImportProblem("error.import.json", name=name, line=1) from error
