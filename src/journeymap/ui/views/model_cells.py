"""The matrix as Qt's table model: two level columns, one column for each element, and the total of the row.

Says each cell in words for tooltips and screen readers; painting is in `model_matrix`.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from journeymap.model.document import State
from journeymap.ui.views.model_sheet import Column, Row, Sheet
from journeymap.ui.views.model_words import LEVEL_FIELDS, cell_words, column_name, level_words, row_name
from journeymap.ui.words import say, shown

LEVELS = len(LEVEL_FIELDS)
Index = QModelIndex | QPersistentModelIndex
_WORDS = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


class CellModel(QAbstractTableModel):
    """A sheet, cell by cell."""

    def __init__(self) -> None:
        super().__init__()
        self.sheet = Sheet()
        self._state = State()

    def show(self, state: State, sheet: Sheet) -> None:
        """Take another sheet; where its rows and columns are the same, what is current and in sight stays."""
        former = self.sheet
        same = former.columns == sheet.columns and [row.subject_id for row in former.rows] == [
            row.subject_id for row in sheet.rows
        ]
        if same:
            self.sheet, self._state = sheet, state
            if sheet.rows:
                self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
                self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self.rowCount() - 1)
            return
        self.beginResetModel()
        self.sheet, self._state = sheet, state
        self.endResetModel()

    def row(self, index: Index) -> Row | None:
        return self.sheet.rows[index.row()] if index.isValid() else None

    def column(self, section: int) -> Column | None:
        """The element of a column; None for levels and the total."""
        place = section - LEVELS
        return self.sheet.columns[place] if 0 <= place < len(self.sheet.columns) else None

    def field(self, section: int) -> str | None:
        """The level that a column holds; None for elements and the total."""
        return LEVEL_FIELDS[section] if 0 <= section < LEVELS else None

    def words(self, index: Index) -> str:
        """One sentence about a cell."""
        row = self.row(index)
        if row is None:
            return ""
        column, field = self.column(index.column()), self.field(index.column())
        if column is not None:
            return cell_words(self._state, self.sheet, row, column)
        if field is not None:
            return level_words(row, field)
        total = self.sheet.row_totals[row.subject_id]
        return say("model.total_cell", name=row_name(row), n=total.linked, lacks=total.lacks)

    # Qt's methods

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.sheet.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else LEVELS + len(self.sheet.columns) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self.words(index) if role in _WORDS else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        wanted = (Qt.ItemDataRole.DisplayRole, *_WORDS)
        if role not in wanted:
            return None
        if orientation == Qt.Orientation.Vertical:
            return row_name(self.sheet.rows[section]) if section < len(self.sheet.rows) else None
        column, field = self.column(section), self.field(section)
        if column is None:
            return say("model.total") if field is None else say(field)
        if role == Qt.ItemDataRole.DisplayRole:
            return column_name(column)
        total = self.sheet.column_totals[column.row_id]
        tip = say("model.head_tip", clause=column.clause, title=shown(column.title))
        said = say("model.total_cell", name=shown(column.short), n=total.linked, lacks=total.lacks)
        return f"{tip}\n{said}" if column.in_edition else f"{column_name(column)}\n{say('model.not_in_edition')}"
