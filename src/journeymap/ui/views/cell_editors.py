"""The editors of the outline's cells: a line of text, or a list of choices that is open at once."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QComboBox,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from journeymap.ui.views.outline_model import ID_ROLE, Index, OutlineModel
from journeymap.ui.words import language, say

_HINTED = frozenset({"time", "money", "share", "day"})


class CellEditors(QStyledItemDelegate):
    """Editors for cells: a line, or a list that is open at once."""

    refused = Signal(object, str)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        assert isinstance(model, OutlineModel)
        cell, record = model.cell(index), model.record(index)
        if cell is None or record is None:
            return super().createEditor(parent, option, index)
        if cell.choices is None:
            line = QLineEdit(parent)
            line.setAccessibleName(say(f"field.{cell.field}"))
            if cell.edit in _HINTED:
                line.setPlaceholderText(say(f"hint.{cell.edit}"))
            line.setStyleSheet("padding: 1px 5px; border-radius: 5px;")
            return line
        box = QComboBox(parent)
        box.setView(QListView())
        box.setAccessibleName(say(f"field.{cell.field}"))
        box.setStyleSheet("padding: 1px 5px; border-radius: 5px;")
        for choice in cell.choices(model.session.state, record, language()):
            box.addItem(choice.text or say("inspector.not_set"), choice.value)
        box.activated.connect(lambda _place: self._take(box))
        QTimer.singleShot(0, box, box.showPopup)
        return box

    def _take(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        model = index.model()
        assert isinstance(model, OutlineModel)
        if isinstance(editor, QComboBox):
            cell, record = model.cell(index), model.record(index)
            value = getattr(record, cell.field) if cell is not None else None
            place = next((place for place in range(editor.count()) if editor.itemData(place) == value), 0)
            editor.setCurrentIndex(place)
        elif isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(model.typed(index))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(model, OutlineModel)
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        elif isinstance(editor, QLineEdit) and not model.setData(index, editor.text()):
            self.refused.emit(index.data(ID_ROLE), editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        editor.setGeometry(option.rect.adjusted(0, 1, 0, -1))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> Any:
        size = super().sizeHint(option, index)
        size.setHeight(max(size.height(), 32))
        return size
