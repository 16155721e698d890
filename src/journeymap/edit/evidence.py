"""Evidence and what rests on it: new pieces of evidence, the basis of single values, rows pasted from a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from journeymap import labels
from journeymap.edit.dates import read_day
from journeymap.edit.fields import toggle_member
from journeymap.edit.ordering import key_at_end
from journeymap.model.changes import Add, Change, Set
from journeymap.model.document import State
from journeymap.model.records import Basis, Evidence
from journeymap.model.text import EMPTY, LocalText
from journeymap.model.values import EVIDENCE_KINDS, new_id

COLUMNS = ("title", "kind", "source", "date", "sample", "note")
"""The columns of the ledger in which it travels to a spreadsheet and back."""
MOST_ROWS, LONGEST_CELL = 5_000, 4_000


def add(
    state: State, title: LocalText = EMPTY, kind: str = "observation", **fields: Any
) -> tuple[Evidence, list[Change]]:
    """A new piece of evidence behind the others of the project."""
    record = Evidence(id=new_id(), title=title, kind=kind, order=key_at_end(state.all(Evidence)), **fields)
    return record, [Add(record)]


def toggle_basis(state: State, subject_id: str, field: str, evidence_id: str) -> list[Change]:
    """Let one value of a record rest on a piece of evidence, or no longer."""
    existing = [each for each in state.children(Basis, subject_id) if each.field == field]
    if not existing:
        return [Add(Basis(id=new_id(), subject_id=subject_id, field=field, evidence_ids=(evidence_id,)))]
    holding = [each for each in existing if evidence_id in each.evidence_ids]
    changed = holding or existing[:1]
    return [Set(each.id, "evidence_ids", tuple(set(each.evidence_ids) ^ {evidence_id})) for each in changed]


def toggle_use(state: State, evidence_id: str, record_id: str, field: str = "") -> list[Change]:
    """Let an annotation, or one value of a record, rest on a piece of evidence, or no longer."""
    if field:
        return toggle_basis(state, record_id, field, evidence_id)
    return toggle_member(state, record_id, "evidence_ids", evidence_id)


# rows of a spreadsheet


def as_rows(evidence: Iterable[Evidence], language: str) -> list[list[str]]:
    """Evidence as rows of words under their heads, for a spreadsheet."""
    rows = [[labels.say(f"field.{name}", language) for name in COLUMNS]]
    for each in evidence:
        rows.append([
            each.title.shown_in(language), labels.say_token("evidence_kind", each.kind, language), each.source,
            each.date or "", "" if each.sample is None else str(each.sample), each.note.shown_in(language),
        ])  # fmt: skip
    return rows


def as_text(rows: Iterable[Sequence[str]]) -> str:
    """Rows as spreadsheets take them: columns parted by tabs."""
    out = io.StringIO()
    csv.writer(out, "excel-tab", lineterminator="\n").writerows(rows)
    return out.getvalue()


def from_text(state: State, text: str, language: str) -> tuple[list[Evidence], list[Change], int]:
    """Rows copied from a spreadsheet as new evidence: the records, the changes, how many cells could not be read.

    A first row of heads in either language says which column is what; without one they stand as in the ledger.
    """
    try:
        rows = [row for row in csv.reader(io.StringIO(text), "excel-tab") if any(cell.strip() for cell in row)]
    except csv.Error:  # a quotation mark that is never closed before a cell grows too long
        rows = [line.split("\t") for line in text.splitlines() if line.strip()]
    heads = _heads(rows[0]) if rows else {}
    if heads:
        rows = rows[1:]
    else:
        heads = dict(enumerate(COLUMNS))
    found: list[Evidence] = []
    changes: list[Change] = []
    unread = 0
    order = key_at_end(state.all(Evidence))
    for row in rows[:MOST_ROWS]:
        cells = {heads[place]: cell.strip()[:LONGEST_CELL] for place, cell in enumerate(row) if place in heads}
        fields, odd = _fields(cells, language)
        unread += odd
        if not fields.get("title") and not fields.get("source"):
            continue
        record = Evidence(id=new_id(), order=order, **fields)
        order = key_at_end([record])
        found.append(record)
        changes.append(Add(record))
    return found, changes, unread + max(len(rows) - MOST_ROWS, 0)


def _heads(row: Sequence[str]) -> dict[int, str]:
    """Which column is what by its head, in either language; nothing where the row is no row of heads."""
    words = {
        labels.say(f"field.{name}", language).casefold(): name for name in COLUMNS for language in labels.LANGUAGES
    }
    found = {place: words[key] for place, cell in enumerate(row) if (key := cell.strip().casefold()) in words}
    return found if "title" in found.values() and len(found) > 1 else {}


def _fields(cells: Mapping[str, str], language: str) -> tuple[dict[str, Any], int]:
    """The fields in a row of cells, and how many cells could not be read; what could not be read goes into the note."""
    fields: dict[str, Any] = {"title": LocalText({language: cells.get("title", "")}), "source": cells.get("source", "")}
    odd: list[str] = []
    kind = cells.get("kind", "")
    fields["kind"] = _kind(kind) or "observation"
    if kind and _kind(kind) is None:
        odd.append(kind)
    day = cells.get("date", "")
    read = read_day(day)
    if read is None:
        odd.append(day)
    fields["date"] = read or None
    sample = re.sub(r"[\s,，]|^n\s*=", "", cells.get("sample", ""))
    if re.fullmatch(r"[0-9]{1,6}", sample):
        fields["sample"] = int(sample)
    elif sample:
        odd.append(cells["sample"])
    note = " · ".join(part for part in (cells.get("note", ""), *odd) if part)
    fields["note"] = LocalText({language: note})
    return fields, len(odd)


def _kind(word: str) -> str | None:
    wanted = word.casefold()
    for kind in EVIDENCE_KINDS:
        words = (labels.say_token("evidence_kind", kind, language) for language in labels.LANGUAGES)
        if wanted == kind or wanted in {each.casefold() for each in words}:
            return kind
    return None
