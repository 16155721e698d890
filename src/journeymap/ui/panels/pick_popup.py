"""A list to choose one thing from by typing: words in either language, parts of words, first letters of Chinese readings.

What can be chosen is given as `Pick`s; elements of the standard and touchpoints are chosen with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from journeymap import typesetting
from journeymap.ui.canvas.painting import draw_lines
from journeymap.ui.icons import icon
from journeymap.ui.matching import Target, rank
from journeymap.ui.panels.texts import Line
from journeymap.ui.theme import BODY, CAPTION, theme
from journeymap.ui.widgets import label
from journeymap.ui.words import say

PICK_ID, TITLE, PROMPT, SIGN = (Qt.ItemDataRole.UserRole + each for each in range(1, 5))
POPUP_WIDTH, POPUP_HEIGHT = 380, 420
MOST = 200
"""How many are listed at once; typing brings up the others."""


@dataclass(frozen=True, slots=True)
class Pick:
    """One thing to choose: what it is called, a line about it, its sign, and by what it is found."""

    id: str
    title: str
    prompt: str
    sign: QIcon
    target: Target


class _RowDelegate(QStyledItemDelegate):
    """Two lines: the title in bold, the question it asks in the second ink."""

    def _prompt_lines(self, index: QModelIndex | QPersistentModelIndex, width: float) -> tuple[str, ...]:
        prompt = str(index.data(PROMPT) or "")
        return tuple(typesetting.break_lines(prompt, width, CAPTION, False, 2).lines) if prompt else ()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        t = theme()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.adjusted(2, 1, -2, -1)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.accent_soft)
            painter.drawRoundedRect(box, 7, 7)
        index.data(SIGN).paint(painter, QRect(box.x() + 8, box.y() + 7, 15, 15))
        lines = typesetting.break_lines(str(index.data(TITLE)), box.width() - 42, BODY, True, 1).lines
        y = draw_lines(painter, lines, box.x() + 31, box.y() + 5, BODY, t.ink, bold=True)
        draw_lines(painter, self._prompt_lines(index, box.width() - 42), box.x() + 31, y + 1, CAPTION, t.ink_2)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        lines = len(self._prompt_lines(index, POPUP_WIDTH - 80))
        return QSize(120, round(14 + BODY * 1.32 + lines * CAPTION * 1.32))


class PickPopup(QFrame):
    """A list to search by typing; arrows walk, Enter chooses, Escape closes."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget, picks: Sequence[Pick], hint: str, name: str) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("look", "popup")
        self.setAccessibleName(hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        self.search = Line()
        self.search.setPlaceholderText(hint)
        self.search.setAccessibleName(hint)
        self.search.addAction(icon("search", theme().ink_2), Line.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        self.list = QListView()
        self.list.setItemDelegate(_RowDelegate(self.list))
        self.list.setAccessibleName(name)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(self._take)
        self._model = QStandardItemModel(self)
        self._picks = tuple(picks)
        self.list.setModel(self._model)
        self.nothing = label(say("link.nothing"), "second")
        self.nothing.hide()
        column.addWidget(self.search)
        column.addWidget(self.nothing)
        column.addWidget(self.list)
        self._filter("")

    def open_at(self, button: QWidget) -> None:
        """Show the list under a button, inside the screen."""
        self.open_over(button, button.rect())

    def open_over(self, widget: QWidget, box: QRect) -> None:
        """Show the list under a part of a widget, inside the screen."""
        self.resize(POPUP_WIDTH, POPUP_HEIGHT)
        place = widget.mapToGlobal(box.bottomLeft() + QPoint(0, 2))
        area = widget.screen().availableGeometry()
        x = min(place.x(), area.right() - POPUP_WIDTH - 8)
        y = (
            place.y()
            if place.y() + POPUP_HEIGHT <= area.bottom()
            else max(area.top(), area.bottom() - POPUP_HEIGHT - 8)
        )
        self.move(max(x, area.left()), y)
        self.show()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        ranks = [(found, pick) for pick in self._picks if (found := rank(pick.target, words)) is not None]
        self._model.clear()
        for _, pick in sorted(ranks, key=lambda each: each[0])[:MOST]:
            item = QStandardItem(pick.title)
            for role, value in ((PICK_ID, pick.id), (TITLE, pick.title), (PROMPT, pick.prompt), (SIGN, pick.sign)):
                item.setData(value, role)
            item.setData(
                f"{pick.title}. {pick.prompt}" if pick.prompt else pick.title, Qt.ItemDataRole.AccessibleTextRole
            )
            item.setToolTip(pick.prompt)
            self._model.appendRow(item)
        self.nothing.setVisible(not self._model.rowCount())
        if self._model.rowCount():
            self.list.setCurrentIndex(self._model.index(0, 0))

    def titles(self) -> list[str]:
        """The titles that are listed now."""
        return [self._model.item(row).text() for row in range(self._model.rowCount())]

    def _take(self, index: QModelIndex) -> None:
        if index.isValid():
            pick_id = str(index.data(PICK_ID))
            self.close()
            self.chosen.emit(pick_id)

    # Qt's methods

    def eventFilter(self, watched: object, event: object) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step and self._model.rowCount():
                row = min(max(self.list.currentIndex().row() + step, 0), self._model.rowCount() - 1)
                self.list.setCurrentIndex(self._model.index(row, 0))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type]
