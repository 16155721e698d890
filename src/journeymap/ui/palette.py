"""The list that finds everything by name: typing narrows it, Enter does or shows what is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsDropShadowEffect,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from journeymap import typesetting
from journeymap.ui.canvas.painting import draw_text
from journeymap.ui.findable import Thing, matching, things
from journeymap.ui.icons import draw_icon, icon
from journeymap.ui.theme import BODY, CAPTION, theme
from journeymap.ui.widgets import label
from journeymap.ui.words import say

if TYPE_CHECKING:
    from journeymap.ui.window import MainWindow

WIDTH = 600
ROW = 36
ROWS = 11
_WALKING = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -ROWS, Qt.Key.Key_PageDown: ROWS}

Index = QModelIndex | QPersistentModelIndex


class _Finds(QAbstractListModel):
    """The things that fit, for the list and for screen readers."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.things: list[Thing] = []

    def show(self, found: list[Thing]) -> None:
        self.beginResetModel()
        self.things = found
        self.endResetModel()

    # Qt's methods

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.things)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        thing = self.things[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return thing.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(part for part in (thing.title, thing.kind, thing.keys) if part)
            case Qt.ItemDataRole.ToolTipRole:
                return thing.title
        return None


class _Row(QStyledItemDelegate):
    """Paints a find: icon, name, kind, and keys as caps."""

    # Qt's methods

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(WIDTH - 40, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, _Finds)
        thing, t = model.things[index.row()], theme()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        box = QRectF(option.rect).adjusted(4, 1, -4, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.accent_soft if chosen else t.hover))
            painter.drawRoundedRect(box, 7, 7)
        if thing.icon:
            draw_icon(
                painter,
                thing.icon,
                QRectF(box.left() + 9, box.center().y() - 8, 16, 16),
                t.accent if chosen else t.ink_2,
            )
        right = box.right() - 10
        if thing.keys:
            right = _draw_keys(painter, thing.keys, right, box.center().y()) - 10
        kind = typesetting.shorten(thing.kind, 170, CAPTION, False)
        kind_width = typesetting.width(kind, CAPTION, False)
        draw_text(painter, kind, QRectF(right - kind_width, box.top(), kind_width + 1, box.height()), CAPTION, t.ink_2)
        space = right - kind_width - 14 - box.left() - 36
        title = typesetting.shorten(thing.title, space, BODY, chosen)
        draw_text(painter, title, QRectF(box.left() + 36, box.top(), space + 1, box.height()), BODY, t.ink, bold=chosen)
        painter.restore()


def _draw_keys(painter: QPainter, keys: str, right: float, middle: float) -> float:
    """Keys as a cap that ends at `right`; returns where it begins."""
    t = theme()
    width = typesetting.width(keys, CAPTION, False) + 12
    cap = QRectF(right - width, middle - 9.5, width, 19)
    painter.setPen(QPen(QColor(t.line), 1))
    painter.setBrush(QColor(t.paper))
    painter.drawRoundedRect(cap, 4.5, 4.5)
    draw_text(painter, keys, cap.adjusted(6, 0, 0, 0), CAPTION, t.ink_2, max_lines=1)
    return cap.left()


class CommandPalette(QFrame):
    """The list over a window. It goes when something was chosen, at Escape, and when something else gets the focus."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._former: QWidget | None = None
        self._things: list[Thing] = []
        self._recent: tuple[str, ...] = ()
        self.setProperty("look", "palette")
        self.setAccessibleName(say("action.find"))
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(34)
        shadow.setOffset(0, 8)
        dark = QColor(theme().shadow)
        dark.setAlpha(90)
        shadow.setColor(dark)
        self.setGraphicsEffect(shadow)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(8)
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(say("find.placeholder"))
        self.edit.setAccessibleName(say("action.find"))
        self.edit.addAction(icon("search", theme().ink_2), QLineEdit.ActionPosition.LeadingPosition)
        self.edit.setClearButtonEnabled(False)
        self.edit.setMinimumHeight(36)
        self.edit.textChanged.connect(self._find)
        self.edit.installEventFilter(self)
        column.addWidget(self.edit)
        self._model = _Finds(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Row(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFocusProxy(self.edit)
        self.list.setAccessibleName(say("action.find"))
        self.list.clicked.connect(lambda index: self._choose(index.row()))
        column.addWidget(self.list)
        self.nothing = label(say("find.nothing"), "second")
        self.nothing.setContentsMargins(10, 4, 10, 8)
        column.addWidget(self.nothing)
        self.hide()

    def open_in(self, window: MainWindow) -> None:
        """Show the list at the upper middle of the window, ready for typing."""
        self._former = QApplication.focusWidget()
        self._things = things(window)
        self._recent = window.settings.found
        self._find("")
        self.place()
        self.show()
        self.raise_()
        self.edit.setFocus(Qt.FocusReason.PopupFocusReason)
        window.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    def place(self) -> None:
        """Keep to the upper middle of the window, no higher than what was found needs."""
        window = self._window
        width = min(WIDTH, window.width() - 40)
        rows = min(len(self._model.things), ROWS, max((window.height() - 200) // ROW, 3))
        self.list.setFixedHeight(rows * ROW)
        self.list.setVisible(rows > 0)
        self.nothing.setVisible(rows == 0)
        self.setFixedWidth(width)
        self.setFixedHeight(self._column.sizeHint().height())
        self.move((window.width() - width) // 2, min(92, window.height() // 8))

    @property
    def _window(self) -> MainWindow:
        return cast("MainWindow", self.parentWidget())

    @property
    def found(self) -> list[Thing]:
        """What is listed now."""
        return self._model.things

    def dismiss(self) -> None:
        """Go, and give the focus back."""
        if self.isHidden():
            return
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.disconnect(self._on_focus)
        self._window.removeEventFilter(self)
        focused = QApplication.focusWidget()
        inside = focused is None or self.isAncestorOf(focused)
        self.hide()
        if inside and self._former is not None:
            self._former.setFocus(Qt.FocusReason.PopupFocusReason)
        self.deleteLater()

    def _find(self, text: str) -> None:
        self._model.show(matching(self._things, text, self._recent))
        if self._model.things:
            self.list.setCurrentIndex(self._model.index(0, 0))
            self.list.scrollToTop()
        self.place()

    def _walk(self, step: int) -> None:
        count = len(self._model.things)
        if count:
            row = self.list.currentIndex().row()
            row = (row + step) % count if abs(step) == 1 else max(0, min(count - 1, row + step))
            self.list.setCurrentIndex(self._model.index(row, 0))

    def _choose(self, row: int) -> None:
        """Do what was chosen once the list is gone, so that it acts on what had the focus before."""
        if 0 <= row < len(self._model.things):
            thing = self._model.things[row]
            self._window.settings.add_found(thing.key)
            do = thing.do
            self.dismiss()
            QTimer.singleShot(0, self._window, do)

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and new is not self and not self.isAncestorOf(new):
            self.dismiss()

    # Qt's methods

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self.place()
        if watched is self.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _WALKING:
                self._walk(_WALKING[key])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self.list.currentIndex().row())
                return True
            if key == Qt.Key.Key_Escape:
                self.dismiss()
                return True
            if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                self._walk(-1 if key == Qt.Key.Key_Backtab else 1)
                return True
        return super().eventFilter(watched, event)
