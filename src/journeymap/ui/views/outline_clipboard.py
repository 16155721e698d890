"""Cells of the table on the clipboard: copied for spreadsheets, and put in from them, as one step of the history.

Rows copied whole say of what kind they are, so that they can be put in again; what is put in and not understood is kept in the
description of its row where that has one, and told.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import NamedTuple

from PySide6.QtCore import QMimeData

from journeymap import labels
from journeymap.edit import rows as edit_rows
from journeymap.edit import stages, touchpoints
from journeymap.edit.ordering import place_behind
from journeymap.importing.errors import ImportProblem
from journeymap.model import queries
from journeymap.model.changes import Add, Change, Label, Set
from journeymap.model.document import Document, State
from journeymap.model.records import Connection, Lane, Record, Stage, Touchpoint
from journeymap.model.text import LocalText
from journeymap.model.values import new_id
from journeymap.ui.clipboard import LONGEST_TEXT
from journeymap.ui.panels.bindings import writing_language
from journeymap.ui.panels.texts import usual_currency
from journeymap.ui.views import outline_cells
from journeymap.ui.views.outline_cells import CELLS, COLUMNS, folded
from journeymap.ui.views.outline_model import Node, OutlineModel
from journeymap.ui.words import language, listed, say

ROW = "row"
"""The column of a copied block that says what kind of row it is."""
_MOST_TOLD = 3


class Block(NamedTuple):
    """The cells that are selected: rows from the top down, each with the columns selected in it."""

    rows: list[tuple[Node, list[int]]]
    is_whole: bool
    """Whether whole rows are selected."""


@dataclass(slots=True)
class Pasted:
    """What putting in a block of cells comes to."""

    changes: list[Change] = field(default_factory=list)
    record_ids: list[str] = field(default_factory=list)
    filled: int = 0
    added: int = 0
    odd: list[tuple[str, str]] = field(default_factory=list)
    """Values that were not understood and are kept in a description, each with its column's name."""
    lost: list[tuple[str, str]] = field(default_factory=list)
    left_rows: int = 0

    def told(self) -> str:
        """What happened, in words."""
        parts = [say("table.pasted", n=self.filled)]
        if self.added:
            parts.append(say("table.rows_added", n=self.added))
        for key, found in (("table.odd", self.odd), ("table.odd_lost", self.lost)):
            if found:
                named = [say("table.odd_one", value=value[:30], column=column) for value, column in found[:_MOST_TOLD]]
                more = "…" if len(found) > _MOST_TOLD else ""
                parts.append(say(key, n=len(found), what=listed(named) + more))
        if self.left_rows:
            parts.append(say("table.rows_left_out", n=self.left_rows))
        return ("" if language() == "zh" else " ").join(parts)


def copied(model: OutlineModel, block: Block) -> QMimeData:
    """A block of cells as tab-separated text and as a table with heads."""
    rows = [_texts(model, node, columns, whole=block.is_whole) for node, columns in block.rows]
    used = sorted({each for _, columns in block.rows for each in columns})
    heads = [say(f"table.column.{model.columns[each]}") for each in used]
    table = [[row.get(each, "") for each in used] for row in rows]
    if block.is_whole:
        heads.insert(0, say("table.row"))
        table = [[row[-1], *cells] for row, cells in zip(rows, table, strict=True)]
        table.insert(0, heads)
    text = io.StringIO()
    csv.writer(text, dialect="excel-tab", lineterminator="\n").writerows(table)
    data = QMimeData()
    data.setText(text.getvalue())
    html = _html(heads, table[1:] if block.is_whole else table, with_heads=block.is_whole)
    data.setData("text/html", html.encode("utf-8"))
    return data


def _texts(model: OutlineModel, node: Node, columns: Sequence[int], *, whole: bool) -> dict[int, str]:
    """Column → text; under -1 the kind of the row."""
    record = model.session.state.find(node.id)
    found = {each: _copied_text(model, node, record, each) for each in columns}
    if whole:
        found[-1] = say(f"record.{record.kind_name}") if record is not None else ""
    return found


def _copied_text(model: OutlineModel, node: Node, record: Record | None, column: int) -> str:
    index = model.index_of(node, column)
    cell = model.cell(index)
    if cell is None or record is None:
        return model.text(index)
    value = getattr(record, cell.field)
    if isinstance(record, Stage | Lane | Touchpoint) and not value and column == 0:
        return ""
    return model.text(index) if isinstance(value, LocalText) else model.typed(index)


def _html(heads: Sequence[str], table: Sequence[Sequence[str]], *, with_heads: bool) -> str:
    def row(cells: Sequence[str], tag: str) -> str:
        # Spreadsheets must not take '1-2' for a day or '+2' for a sum.
        style = " style=\"mso-number-format:'\\@'\""
        inside = "".join(f"<{tag}{style}>{escape(cell).replace(chr(10), '<br>')}</{tag}>" for cell in cells)
        return f"<tr>{inside}</tr>"

    head = row(heads, "th") if with_heads else ""
    return f"<table>{head}{''.join(row(cells, 'td') for cells in table)}</table>"


def cells_of(data: QMimeData) -> list[list[str]]:
    """The cells on a clipboard, row by row. Raises ImportProblem where there are none or too many."""
    from journeymap.importing.grids import table_of

    text = data.text()
    if len(text) > LONGEST_TEXT:
        raise ImportProblem("clipboard.too_long")
    rows = [[str(cell).strip() for cell in row] for row in table_of(text, say("clipboard.name"), "\t").rows]
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise ImportProblem("table.nothing_pasted")
    return rows


def pasted(model: OutlineModel, node: Node, column: int, block: Sequence[Sequence[str]]) -> Pasted:
    """What putting in a block comes to: from a cell on, in further rows of the same kind, and in new ones behind them.

    A block with heads goes into the columns they name; one that names the kinds of its rows into rows of these kinds.
    """
    heads = _heads_of(block[0])
    if heads is None:
        columns = dict(enumerate(model.columns[column:]))
        return _Filler(model, columns).fill_like(node, block)
    filler = _Filler(model, heads)
    if ROW in heads.values():
        return filler.fill_kinds(node, block[1:])
    return filler.fill_like(node, block[1:])


def _heads_of(row: Sequence[str]) -> dict[int, str] | None:
    """Place → column, where a row holds the heads of columns; None where it holds values."""
    known = {folded(labels.say(f"table.column.{name}", tag)): name for name in COLUMNS for tag in labels.LANGUAGES}
    for tag in labels.LANGUAGES:
        known |= {folded(labels.say("table.row", tag)): ROW, folded(labels.say("record.touchpoint", tag)): "title"}
        known |= {
            folded(labels.say(f"field.{cell.field}", tag)): name for name, cell in CELLS[Touchpoint].items()
        }  # fmt: skip
    found = {place: known[word] for place, cell in enumerate(row) if (word := folded(cell)) in known}
    named = sum(bool(cell) for cell in row)
    return found if len(found) >= 2 and 2 * len(found) >= named else None


def _kinds() -> dict[str, type[Record]]:
    return {
        folded(labels.say(f"record.{cls.KIND}", tag)): cls for cls in CELLS for tag in labels.LANGUAGES
    } | {cls.KIND: cls for cls in CELLS}  # fmt: skip


class _Filler:
    """Puts the rows of a block into an outline; `columns` says into which column each of its cells goes."""

    def __init__(self, model: OutlineModel, columns: dict[int, str]) -> None:
        self._model, self._columns = model, columns
        self._state = model.session.state
        self._tag = writing_language(model.session)
        self._usual = usual_currency(model.session)
        self._found = Pasted()

    def fill_like(self, node: Node, block: Sequence[Sequence[str]]) -> Pasted:
        """Into a row and those of its kind that follow it, and into new ones behind the last of them."""
        record = self._state.find(node.id) or next(iter(queries.stages(self._state, self._model.journey_id)), None)
        if isinstance(record, Stage) and self._is_for_touchpoints(block):
            return self._fill_stage(record, block)
        if record is None or node.parent is None:
            self._found.left_rows = len(block)
            return self._found
        following = (self._state.find(each.id) for each in node.parent.children[node.row :])
        there = [each for each in following if type(each) is type(record) and each is not None]
        made, changes = edit_rows.add_behind(self._state, there[-1], len(block) - len(there), node.parent.id)
        self._found.changes += changes
        self._found.added = len(made)
        targets = [*there, *made]
        self._found.left_rows = max(len(block) - len(targets), 0)
        for target, cells in zip(targets, block, strict=False):
            self._fill(target, cells)
        return self._found

    def _is_for_touchpoints(self, block: Sequence[Sequence[str]]) -> bool:
        """Whether a block over a stage means what happens in it: several rows, or cells that no stage has."""
        used = {self._columns.get(place, "") for cells in block for place, text in enumerate(cells) if text}
        return len(block) > 1 or not used <= CELLS[Stage].keys()

    def _fill_stage(self, stage: Stage, block: Sequence[Sequence[str]]) -> Pasted:
        """Into new touchpoints at the end of a stage."""
        new = _NewRows(self._state, self._model.journey_id)
        inside = [each for each in queries.touchpoints(self._state, stage.journey_id) if each.stage_id == stage.id]
        for each in (stage, *inside[-1:]):
            new.pass_by(each)
        for cells in block:
            record, changes = new.add(Touchpoint)
            self._found.changes += changes
            if record is None:
                self._found.left_rows += 1
            else:
                self._found.added += 1
                self._fill(record, cells)
        return self._found

    def fill_kinds(self, node: Node, block: Sequence[Sequence[str]]) -> Pasted:
        """Into rows of the kinds that the block names, as they follow each other, and into new ones where they do not."""
        walk = list(self._model.root.walk())
        place = walk.index(node) if node in walk else 0
        kinds, kind_at = _kinds(), next(each for each, name in self._columns.items() if name == ROW)
        new = _NewRows(self._state, self._model.journey_id)
        for cells in block:
            cls = kinds.get(folded(cells[kind_at])) if kind_at < len(cells) else None
            record = self._state.find(walk[place].id) if place < len(walk) else None
            if record is not None and type(record) is cls:
                place += 1
                new.pass_by(record)
            else:
                record, changes = new.add(cls)
                self._found.changes += changes
                self._found.added += record is not None
            if record is None:
                self._found.left_rows += 1
            else:
                self._fill(record, cells)
        return self._found

    def _fill(self, record: Record, cells: Sequence[str]) -> None:
        kept: list[str] = []
        described: LocalText | None = None
        about = CELLS[type(record)].get("description")
        for place, text in enumerate(cells):
            column = self._columns.get(place, "")
            if not text or column == ROW or self._is_shown(record, column, text):
                continue
            cell = outline_cells.cell_of(record, column)
            value, problem = (None, "error") if cell is None else self._read(cell.edit, column, record, text)
            if cell is None or problem:
                name = say(f"table.column.{column}") if column else ""
                (self._found.odd if about is not None else self._found.lost).append((text, name))
                kept.append(say("inspector.value_of", name=name, value=text) if name else text)
                continue
            self._found.filled += 1
            if cell is about and isinstance(value, LocalText):
                described = value
            else:
                self._found.changes.append(Set(record.id, cell.field, value))
        if about is not None and (kept or described is not None):
            whole = getattr(record, about.field) if described is None else described
            text = "\n".join(part for part in (whole.get(self._tag, ""), *kept) if part)
            self._found.changes.append(Set(record.id, about.field, whole.with_text(self._tag, text)))
        self._found.record_ids.append(record.id)

    def _read(self, edit: str, column: str, record: Record, text: str) -> tuple[object, str]:
        cell = CELLS[type(record)][column]
        if edit == "text":
            return getattr(record, cell.field).with_text(self._tag, text), ""
        return outline_cells.read(cell, self._state, record, text, self._usual)

    def _is_shown(self, record: Record, column: str, text: str) -> bool:
        """Whether a text only says again what the row shows there."""
        node = self._model.find(record.id)
        if node is None or column not in self._model.columns:
            return False
        index = self._model.index_of(node, self._model.columns.index(column))
        return text == self._model.text(index)


class _NewRows:
    """Adds the rows of a block that are not there yet, each behind what was passed by or added before it."""

    def __init__(self, state: State, journey_id: str) -> None:
        # The changes are tried out apart, so that each new row finds those before it.
        self._trial = Document(state)
        self._journey_id = journey_id
        self._last: dict[type[Record], str] = {}

    def pass_by(self, record: Record) -> None:
        """Go on behind a row that is there."""
        self._last[type(record)] = record.id

    def add(self, cls: type[Record] | None) -> tuple[Record | None, list[Change]]:
        """A new row of a kind, and the changes that make it; none of a kind that leads somewhere else."""
        record, changes = self._made(self._trial.state, cls)
        if record is not None:
            self._trial.apply(changes, Label.of("paste_cells"))
            self.pass_by(record)
        return record, changes

    def _made(self, state: State, cls: type[Record] | None) -> tuple[Record | None, list[Change]]:
        stage = state.get(Stage, self._last.get(Stage))
        point = state.get(Touchpoint, self._last.get(Touchpoint))
        if cls is Stage or cls is Lane:
            rows = queries.stages(state, self._journey_id) if cls is Stage else queries.lanes(state, self._journey_id)
            place = place_behind(rows, self._last.get(cls, ""))
            make = stages.add_stage if cls is Stage else stages.add_lane
            return make(state, self._journey_id, place=place)
        if cls is Touchpoint:
            if point is not None and (stage is None or point.stage_id == stage.id):
                (made, *_), changes = edit_rows.add_behind(state, point, 1)
                return made, changes
            home = touchpoints.first_place(state, self._journey_id)
            if home is None:
                return None, []
            return _at_the_end(state, self._journey_id, stage.id if stage is not None else home[0], home[1], point)
        if cls in edit_rows.ANNOTATIONS and cls is not None and point is not None:
            (made, *_), changes = edit_rows.add_under(state, cls, point.id)
            return made, changes
        return None, []


def _at_the_end(
    state: State, journey_id: str, stage_id: str, lane_id: str, before: Touchpoint | None
) -> tuple[Record, list[Change]]:
    """A touchpoint at the end of a stage, to which the one before it leads where that led nowhere yet."""
    record, changes = touchpoints.add(state, journey_id, stage_id, before.lane_id if before is not None else lane_id)
    if before is not None and not queries.connections_out(state, before.id):
        way = Connection(id=new_id(), journey_id=journey_id, source_id=before.id, target_id=record.id)
        changes.append(Add(way))
    return record, changes
