"""The steps of this session in a list: what was done, when, and where we are now. Choosing one asks to go there.

The list is a model over the history's own steps, so ten thousand of them cost no more than the few in sight.
"""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from journeymap import typesetting
from journeymap.model.changes import ChangeSet
from journeymap.session import Session
from journeymap.ui.canvas.painting import draw_text
from journeymap.ui.panels.sections import heading_text, tiny_button
from journeymap.ui.theme import BODY, CAPTION, theme
from journeymap.ui.widgets import label
from journeymap.ui.words import label_words, say

ROW = 30
SIGN = 30

Index = QModelIndex | QPersistentModelIndex


class Steps(QAbstractListModel):
    """First the state before all steps, then the steps, the ones that were taken back last."""

    def __init__(self, parent: QObject, session: Session) -> None:
        super().__init__(parent)
        self._session = session
        self._steps: tuple[ChangeSet, ...] = ()
        self.here = 0
        """The row of the state that is shown now."""

    def refresh(self) -> bool:
        """Take in what happened; returns whether anything did."""
        history = self._session.history
        done = history.done
        steps = (*done, *reversed(history.undone))
        if steps == self._steps and self.here == len(done):
            return False
        self.beginResetModel()
        self._steps, self.here = steps, len(done)
        self.endResetModel()
        return True

    def words(self, row: int) -> str:
        """What was done in a row."""
        if row == 0:
            return say("history.start")
        text = label_words(self._steps[row - 1].label)
        return text[:1].upper() + text[1:]

    def time(self, row: int) -> str:
        """When it was done: by the clock today, with the date before."""
        at = self._steps[row - 1].at if row else None
        return _time(at.astimezone()) if at is not None else ""

    # Qt's methods

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._steps) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = index.row()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self.words(row)
            case Qt.ItemDataRole.AccessibleTextRole:
                state = "here" if row == self.here else "undone" if row > self.here else "done"
                return ", ".join(part for part in (self.words(row), self.time(row), say(f"history.{state}")) if part)
        return None


class _Painting(QStyledItemDelegate):
    """Paints a step: a line of dots at the left, filled up to where we are; what is taken back is pale and hollow."""

    # Qt's methods

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, row, t = index.model(), index.row(), theme()
        assert isinstance(model, Steps)
        box, is_here = QRectF(option.rect), row == model.here
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_here or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.accent_soft if is_here else t.hover))
            painter.drawRoundedRect(box.adjusted(4, 1, -4, -1), 7, 7)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(t.accent), 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(4.7, 1.7, -4.7, -1.7), 7, 7)
        x, y = box.left() + SIGN / 2 + 3, box.center().y()
        painter.setPen(QPen(QColor(t.line), 1.4))
        for is_there, end in ((row > 0, box.top()), (row + 1 < model.rowCount(), box.bottom())):
            if is_there:
                painter.drawLine(int(x), int(y), int(x), int(end))
        painter.setPen(QPen(QColor(t.accent if is_here else t.connection), 1.4))
        painter.setBrush(QColor(t.paper if row > model.here else t.accent if is_here else t.connection))
        size = 5.0 if is_here else 3.2
        painter.drawEllipse(QRectF(x - size, y - size, 2 * size, 2 * size))
        ink = t.ink if row <= model.here else t.ink_2
        when = model.time(row)
        room = typesetting.width(when, CAPTION, False)
        draw_text(painter, when, QRectF(box.right() - 12 - room, box.top(), room + 1, box.height()), CAPTION, t.ink_2)
        space = box.width() - SIGN - 26 - room
        words = typesetting.shorten(model.words(row), space, BODY, is_here)
        place = QRectF(box.left() + SIGN + 6, box.top(), space + 1, box.height())
        draw_text(painter, words, place, BODY, ink, bold=is_here)
        painter.restore()


class HistoryPanel(QWidget):
    """The list with its heading. It looks at the history only while it is shown."""

    wanted = Signal(int)
    """Go to where so many steps are done."""
    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("look", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(200)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setContentsMargins(14, 4, 8, 4)
        head.addWidget(label(heading_text(say("history.title")), "heading"), 1)
        close = tiny_button("close", say("history.close"))
        close.clicked.connect(lambda _checked=False: self.closed.emit())
        head.addWidget(close)
        column.addLayout(head)
        self.steps = Steps(self, session)
        self.list = QListView()
        self.list.setModel(self.steps)
        self.list.setItemDelegate(_Painting(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(say("history.title"))
        self.list.clicked.connect(lambda index: self.wanted.emit(index.row()))
        self.list.activated.connect(lambda index: self.wanted.emit(index.row()))
        column.addWidget(self.list, 1)
        self.hide()

    def refresh(self) -> None:
        """Show the steps of the moment, if anybody looks."""
        if self.isVisible() and self.steps.refresh():
            here = self.steps.index(self.steps.here, 0)
            self.list.setCurrentIndex(here)
            self.list.scrollTo(here)

    # Qt's methods

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()


def _time(at: datetime) -> str:
    return f"{at:%H:%M}" if at.date() == date.today() else f"{at:%m-%d %H:%M}"
