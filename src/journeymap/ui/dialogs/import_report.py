"""The report of an import, line by line: what was understood, changed and left out, and where it stood. Can be filtered,
copied and saved.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from journeymap.importing.report import CHANGED, LEFT_OUT, UNDERSTOOD, Line
from journeymap.ui.dialogs.export_choices import Choice
from journeymap.ui.icons import icon
from journeymap.ui.theme import theme
from journeymap.ui.widgets import button, label
from journeymap.ui.words import language, say

HEADS = ("what", "where", "text")
FILTERS = ("all", CHANGED, LEFT_OUT)
_SIGNS = {UNDERSTOOD: "finding_ok", CHANGED: "finding_note", LEFT_OUT: "finding_warning"}
_ROW_HEIGHT = 28
_Index = QModelIndex | QPersistentModelIndex


class ReportModel(QAbstractTableModel):
    """The lines as rows: what became of it, where it stood, what it was."""

    def __init__(self, lines: Sequence[Line]) -> None:
        super().__init__()
        self.lines = lines

    def text(self, row: int) -> str:
        """A line as one sentence, for those who hear it and for the words below the table."""
        return self.lines[row].said(language())

    # Qt's methods

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole if index.column() == 0:
                return say(f"import.severity.{line.severity}")
            case Qt.ItemDataRole.DisplayRole if index.column() == 1:
                return line.place.said(language()) if line.place is not None else "—"
            case Qt.ItemDataRole.DisplayRole:
                return line.without_place(language())
            case Qt.ItemDataRole.DecorationRole if index.column() == 0:
                return icon(_SIGNS[line.severity], _tint(line.severity))
            case Qt.ItemDataRole.ToolTipRole:
                return self.text(index.row())
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{say(f'import.severity.{line.severity}')}: {self.text(index.row())}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return say(f"import.head.{HEADS[section]}")
        return None


def _tint(severity: str) -> str:
    return {UNDERSTOOD: theme().good, CHANGED: theme().accent, LEFT_OUT: theme().warning}[severity]


class ReportTable(QWidget):
    """The lines with a filter above them and the whole sentence of the present one below."""

    copy_wanted = Signal()
    save_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[Line] = ()
        self._model: ReportModel | None = None
        self.table = QTableView()
        self.filter = Choice(say("import.show"), [(each, "") for each in FILTERS], "all")
        self.filter.changed.connect(self._refill)
        self.sentence = label("", "second", wrap=True)
        self.empty = label(say("import.nothing_here"), "second")
        self.copy_button = button(say("import.copy"), "flat", self.copy_wanted.emit, "copy")
        self.save_button = button(say("import.save"), "flat", self.save_wanted.emit, "save")
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.addWidget(self.filter, 1, Qt.AlignmentFlag.AlignVCenter)
        for each in (self.copy_button, self.save_button):
            each.setAutoDefault(False)
            row.addWidget(each)
        column.addLayout(row)
        table = self.table
        table.setAccessibleName(say("import.report"))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        heads = table.horizontalHeader()
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.setStretchLastSection(True)
        heads.setHighlightSections(False)
        column.addWidget(table, 1)
        column.addWidget(self.empty)
        column.addWidget(self.sentence)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show another report. Where something was changed or left out, it is shown first; so is all where nothing was."""
        self._lines = lines
        for name in FILTERS:
            count = len(lines) if name == "all" else sum(line.severity == name for line in lines)
            chip = self.filter.answer(name)
            chip.setText(say(f"import.show.{name}", n=count))
            chip.setAccessibleName(f"{say('import.show')}: {chip.text()}")
        self._refill()

    def _refill(self) -> None:
        chosen = self.filter.value
        shown = [line for line in self._lines if chosen in ("all", line.severity)]
        former, self._model = self._model, ReportModel(shown)
        self._model.setParent(self)
        self.table.setModel(self._model)
        if former is not None:
            former.deleteLater()
        self.table.selectionModel().currentRowChanged.connect(self._tell)
        self.table.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        self.sentence.setText("")
        widths = self.table.fontMetrics()
        self.table.setColumnWidth(
            0, max(widths.horizontalAdvance(say(f"import.severity.{each}")) for each in _SIGNS) + 56
        )
        places = (line.place.said(language()) for line in shown[:500] if line.place is not None)
        widest = max((widths.horizontalAdvance(place) for place in places), default=30)
        self.table.setColumnWidth(1, min(max(widest, 30) + 28, 220))
        if shown:
            self.table.selectRow(0)

    def _tell(self, current: QModelIndex) -> None:
        if self._model is not None and current.isValid():
            self.sentence.setText(self._model.text(current.row()))
