"""What the columns of somebody else's table mean: which sheet, which way it lies, where its heads are, and an aspect for each
column.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QScrollArea, QSpinBox, QVBoxLayout, QWidget

from journeymap.importing import tables
from journeymap.importing.aspects import ASPECTS
from journeymap.importing.grids import Sheet
from journeymap.importing.report import at_cell
from journeymap.ui.dialogs.export_choices import Choice
from journeymap.ui.widgets import label
from journeymap.ui.words import language, say

MOST_SHOWN = 60
"""A table with more columns keeps what was guessed for the rest."""
_EXAMPLES = 3
_LONGEST = 48
_MOST_HEADS = 200


class ColumnsForm(QWidget):
    """Emits `changed` where somebody says something else. `mapping` is None while several sheets are read, each as guessed."""

    changed = Signal()

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        super().__init__()
        self._sheets = {each.name: each.texts() for each in sheets if each.is_filled}
        self.mapping: tables.Mapping | None = None
        self.sheet: str | None = None
        self.boxes: list[QComboBox] = []
        self._filling = False
        self.sheet_box = QComboBox()
        self.sheet_box.setAccessibleName(say("import.sheet"))
        self.direction = Choice(
            say("import.direction"), [(each, say(f"import.direction.{each}")) for each in ("rows", "columns")], None
        )
        self.head = QSpinBox()
        self.head.setRange(1, _MOST_HEADS)
        self._head_label = label("")
        self._top = QWidget()
        self._area = QScrollArea()
        self._hint = label(say("import.choose_sheet"), "second", wrap=True)
        self._build()
        self._choose_sheet()
        self.sheet_box.currentIndexChanged.connect(self._choose_sheet)
        self.direction.changed.connect(self._turn)
        self.head.valueChanged.connect(self._move_head)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        if len(self._sheets) > 1:
            self.sheet_box.addItem(say("import.all_sheets"), None)
        for name in self._sheets:
            self.sheet_box.addItem(name, name)
        maps = [name for name, rows in self._sheets.items() if tables.has_known_heads(rows)]
        if len(maps) == 1:
            self.sheet_box.setCurrentIndex(self.sheet_box.findData(maps[0]))
        sheet = QWidget()
        row = QHBoxLayout(sheet)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(say("import.sheet")))
        row.addWidget(self.sheet_box, 1)
        sheet.setVisible(len(self._sheets) > 1)
        column.addWidget(sheet)
        column.addWidget(self._hint, 1, Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout(self._top)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(label(say("import.direction")))
        row.addWidget(self.direction, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._head_label)
        row.addWidget(self.head)
        column.addWidget(self._top)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self._area, 1)

    @property
    def _rows(self) -> tables.Rows:
        return self._sheets[self.sheet or next(iter(self._sheets))]

    def _choose_sheet(self) -> None:
        self.sheet = self.sheet_box.currentData()
        self._take(tables.guess_mapping(self._rows) if self.sheet is not None or len(self._sheets) == 1 else None)

    def _turn(self) -> None:
        self._take(tables.mapping_at(self._rows, 0, transposed=self.direction.value == "columns"))

    def _move_head(self) -> None:
        if self.mapping is not None:
            self._take(tables.mapping_at(self._rows, self.head.value() - 1, transposed=self.mapping.transposed))

    def _take(self, mapping: tables.Mapping | None) -> None:
        """Show another mapping and tell it."""
        if self._filling:
            return
        self._filling = True
        self.mapping = mapping
        self._hint.setVisible(mapping is None)
        self._top.setVisible(mapping is not None)
        self._area.setVisible(mapping is not None)
        if mapping is not None:
            lies = "columns" if mapping.transposed else "rows"
            self.direction.choose(lies)
            self.head.setValue(mapping.head + 1)
            self._head_label.setText(say(f"import.heads.{lies}"))
            self.head.setAccessibleName(say(f"import.heads.{lies}"))
            self._area.setWidget(self._columns(mapping))
        self._filling = False
        self.changed.emit()

    def _columns(self, mapping: tables.Mapping) -> QWidget:
        """A line for each column of the table: its place and head, what it means, and what stands in it."""
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(2, 1)
        examples = tables.preview(self._rows, mapping, _EXAMPLES)
        self.boxes = []
        for place, head in enumerate(mapping.heads[:MOST_SHOWN]):
            cell = at_cell(place, mapping.head) if mapping.transposed else at_cell(mapping.head, place)
            name = label(head or say("import.no_head"), "bold" if head else "second", wrap=True)
            name.setMaximumWidth(190)
            name.setToolTip(cell.said(language()))
            box = self._box(place, head or cell.said(language()), mapping.aspects[place])
            found = (row[place] for row in examples if place < len(row) and row[place])
            held = label(" · ".join(_cut(each) for each in found), "second", wrap=True)
            for number, widget in enumerate((name, box, held)):
                grid.addWidget(widget, place, number)
            self.boxes.append(box)
        rest = len(mapping.heads) - MOST_SHOWN
        if rest > 0:
            grid.addWidget(label(say("import.more_columns", n=rest), "second", wrap=True), MOST_SHOWN, 0, 1, 3)
        grid.setRowStretch(MOST_SHOWN + 1, 1)
        return inside

    def _box(self, place: int, head: str, aspect: str) -> QComboBox:
        box = QComboBox()
        for each in ASPECTS:
            box.addItem(say(f"import.aspect.{each}"), each)
        box.setCurrentIndex(box.findData(aspect))
        box.setAccessibleName(head)
        box.setMinimumWidth(170)
        box.currentIndexChanged.connect(partial(self._say_aspect, place))
        return box

    def _say_aspect(self, place: int, number: int) -> None:
        if self.mapping is not None:
            self.mapping = self.mapping.with_aspect(place, ASPECTS[number])
            self.changed.emit()


def _cut(text: str) -> str:
    """The beginning of what stands in a cell, on one line."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
