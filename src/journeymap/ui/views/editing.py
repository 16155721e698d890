"""Tables that are edited in place: their look, and cells that offer a choice of words."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from typing import Any, ClassVar

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from journeymap.ui.theme import theme
from journeymap.ui.words import say

Index = QModelIndex | QPersistentModelIndex
CHOICES = Qt.ItemDataRole.UserRole + 1
"""The role under which a model gives the choices of a cell: pairs of value and words. None where the cell takes text."""
SORT = Qt.ItemDataRole.UserRole + 2
"""The role under which a model gives what a column is sorted by."""
ROW_HEIGHT = 34
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RowModel(QAbstractTableModel):
    """Rows under the heads of `COLUMNS`, whose words are `WORDS` + the column; those in `EDITABLE` can be changed.

    Each class of models says what its cells show and what a change of them does; those in `NUMBERS` stand at the right.
    """

    COLUMNS: ClassVar[Sequence[str]] = ()
    EDITABLE: ClassVar[Container[str]] = ()
    NUMBERS: ClassVar[Container[str]] = ()
    WORDS: ClassVar[str] = ""

    def __init__(self) -> None:
        super().__init__()
        self._ids: list[str] = []

    def take(self, ids: list[str], assign: Callable[[], None]) -> None:
        """Take over other rows of these ids by `assign`; editors and the cursor stay where the ids are the same."""
        same = ids == self._ids
        if not same:
            self.beginResetModel()
        self._ids = ids
        assign()
        if not same:
            self.endResetModel()
        elif ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(ids) - 1, len(self.COLUMNS) - 1))

    # Qt's methods

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return say(f"{self.WORDS}.{self.COLUMNS[section]}")
        return RIGHT if role == Qt.ItemDataRole.TextAlignmentRole and self.COLUMNS[section] in self.NUMBERS else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if self.COLUMNS[index.column()] in self.EDITABLE else flags


class SortedRows(QSortFilterProxyModel):
    """Rows in the order of a column, by what `SORT` says; equal ones as they come."""

    def __init__(self) -> None:
        super().__init__()
        self.setSortRole(SORT)
        self.setDynamicSortFilter(False)

    def lessThan(self, left: Index, right: Index) -> bool:
        first, second = left.data(SORT), right.data(SORT)
        return bool(first < second) if first != second else left.row() < right.row()


class CellEditor(QStyledItemDelegate):
    """Edits a cell as text, or by a list where the model gives choices."""

    def _done(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)

    # Qt's methods

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        choices: Sequence[tuple[object, str]] | None = index.data(CHOICES)
        if choices is None:
            editor = super().createEditor(parent, option, index)
            editor.setStyleSheet("border-radius: 0; padding: 0 6px;")
            return editor
        box = QComboBox(parent)
        box.setStyleSheet("border-radius: 0; padding: 0 6px;")
        for value, words in choices:
            box.addItem(words, value)
        box.activated.connect(lambda _place: self._done(box))
        QTimer.singleShot(0, box, box.showPopup)
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(editor.findData(index.data(Qt.ItemDataRole.EditRole)), 0))
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        else:
            super().setModelData(editor, model, index)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        editor.setGeometry(option.rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        # A list that opens its popup loses the focus to it; that must not close the editor.
        if isinstance(editor, QComboBox) and event.type() == QEvent.Type.FocusOut and editor.view().isVisible():
            return False
        return super().eventFilter(editor, event)


class EditTable(QTableView):
    """A calm table: no grid, quiet heads; Enter or typing edits, other keys may be taken by `keys`."""

    resized = Signal()

    def __init__(self, name: str, keys: Callable[[QModelIndex, QKeyEvent], bool] | None = None) -> None:
        super().__init__()
        self._keys = keys
        self.setAccessibleName(name)
        self.setItemDelegate(CellEditor(self))
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setAlternatingRowColors(False)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setMinimumSectionSize(48)
        t = theme()
        self.setStyleSheet(
            f"QTableView {{ background: {t.canvas}; }}"
            f"QTableView::item {{ padding: 0 8px; border-bottom: 1px solid {t.line}; }}"
            f"QTableView::item:selected {{ background: {t.accent_soft}; color: {t.ink}; }}"
            f"QTableView::item:focus {{ border: 2px solid {t.accent}; }}"
            f"QHeaderView::section {{ background: {t.canvas}; padding: 7px 11px; }}"
        )

    # Qt's methods

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if self.state() != QAbstractItemView.State.EditingState and index.isValid():
            if self._keys is not None and self._keys(index, event):
                return
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.edit(index)
                return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()
