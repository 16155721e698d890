"""Rows of the navigator: a sign, words that may take several lines, a figure at the right. A list of them is one stop for Tab."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QIcon,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from journeymap import typesetting
from journeymap.ui.canvas.painting import LINE_HEIGHT, draw_lines
from journeymap.ui.carrying import Carry, Parcel
from journeymap.ui.icons import icon
from journeymap.ui.panels.texts import Line
from journeymap.ui.theme import BODY, CAPTION, theme

PAD_X, PAD_Y, SIGN, FOLD, INDENT = 8, 5, 16, 12, 14


@dataclass(frozen=True, slots=True)
class Row:
    """What one row shows. `role` is the colour of its words, `count` the figure at its right; one that can be opened says
    by `fold` whether it is.
    """

    id: str
    text: str
    icon: QIcon | None = None
    count: str = ""
    name: str = ""
    hint: str = ""
    indent: int = 0
    checked: bool = False
    role: str = "ink"
    size: int = BODY
    max_lines: int = 2
    is_heading: bool = False
    fold: bool | None = None
    note: str = ""
    """A few small words below the text, behind a sign of their own."""
    note_icon: QIcon | None = None


class RowButton(QAbstractButton):
    """One row."""

    renamed = Signal()
    asked_menu = Signal(QPoint)

    def __init__(self, row: Row) -> None:
        super().__init__()
        self.row = row
        self.carry: Carry | None = None
        self._hovered = False
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCheckable(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_row(row)

    def show_row(self, row: Row) -> None:
        """Show other contents."""
        changed = row != self.row
        self.row = row
        self.setText(row.text)
        self.setAccessibleName(row.name or row.text)
        self.setToolTip(row.hint)
        self.setEnabled(not row.is_heading)
        if changed:
            self.updateGeometry()
            self.update()

    def _text_x(self) -> int:
        return PAD_X + self.row.indent * INDENT + (SIGN + 8 if self.row.icon is not None else 0)

    def _right(self) -> int:
        return PAD_X + (FOLD + 4 if self.row.fold is not None else 0)

    def _lines(self, width: int) -> Sequence[str]:
        row = self.row
        right = self._right() + (typesetting.width(row.count, CAPTION, False) + 10 if row.count else 0)
        room = max(width - self._text_x() - right, 30)
        return typesetting.break_lines(row.text, room, row.size, row.checked, row.max_lines).lines

    # Qt's methods

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        note = CAPTION * LINE_HEIGHT + 1 if self.row.note else 0
        return round(max(len(self._lines(width)), 1) * self.row.size * LINE_HEIGHT + note + 2 * PAD_Y)

    def sizeHint(self) -> QSize:
        width = self.width() if self.width() > 60 else 200
        return QSize(160, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(100, round(self.row.size * LINE_HEIGHT + 2 * PAD_Y))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, row = theme(), self.row
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if row.checked or self._hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.accent_soft if row.checked else t.hover))
            painter.drawRoundedRect(box, 7, 7)
        if self.hasFocus():
            painter.setPen(QPen(QColor(t.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 7, 7)
        first = row.size * LINE_HEIGHT
        if row.icon is not None:
            top = round(PAD_Y + (first - SIGN) / 2)
            row.icon.paint(painter, QRect(PAD_X + row.indent * INDENT, top, SIGN, SIGN))
        tint = t.accent if row.checked else getattr(t, row.role)
        draw_lines(painter, self._lines(self.width()), self._text_x(), PAD_Y, row.size, tint, bold=row.checked)
        if row.note:
            self._paint_note(painter)
        if row.count:
            x = self.width() - self._right() - typesetting.width(row.count, CAPTION, False)
            draw_lines(painter, [row.count], x, PAD_Y + (row.size - CAPTION) * 0.75, CAPTION, t.ink_2)
        if row.fold is not None:
            sign = icon("chevron_down" if row.fold else "chevron_right", t.ink_2)
            sign.paint(painter, QRect(self.width() - PAD_X - FOLD + 2, round(PAD_Y + (first - FOLD) / 2), FOLD, FOLD))
        painter.end()

    def _paint_note(self, painter: QPainter) -> None:
        row, t = self.row, theme()
        x, y = self._text_x(), PAD_Y + len(self._lines(self.width())) * row.size * LINE_HEIGHT + 1
        if row.note_icon is not None:
            row.note_icon.paint(painter, QRect(round(x), round(y + 2), 12, 12))
            x += 16
        note = typesetting.break_lines(row.note, max(self.width() - x - PAD_X, 20), CAPTION, False, 1).lines
        draw_lines(painter, note, x, y, CAPTION, t.ink_2)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = False
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None and event.reason() != Qt.FocusReason.MouseFocusReason:
            area.ensureWidgetVisible(self, 0, PAD_Y)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self.renamed.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.mapToGlobal(QPoint(PAD_X, self.height()))
        self.asked_menu.emit(place)


class RowList(QWidget):
    """Rows one under the other; Up and Down walk, Enter or Space choose, F2 renames."""

    chosen = Signal(str)
    renamed = Signal(str)
    asked_menu = Signal(str, QPoint)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        self.buttons: dict[str, RowButton] = {}
        self._line: Line | None = None
        self._drop: Callable[[], None] = lambda: None
        self.parcel_of: Callable[[str], Parcel | None] = lambda _row_id: None
        """What is carried when a row is dragged out of the list."""

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; those that stay keep the focus, that of one that goes passes to the one in its place."""
        wanted = {row.id: row for row in rows}
        focused = next((place for place, each in enumerate(self.buttons.values()) if each.hasFocus()), None)
        for row_id in [each for each in self.buttons if each not in wanted]:
            gone = self.buttons.pop(row_id)
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for place, row in enumerate(rows):
            button = self.buttons.get(row.id)
            if button is None:
                button = self.buttons[row.id] = self._new_button(row)
            button.show_row(row)
            if self._column.indexOf(button) != place:
                self._column.insertWidget(place, button)
                button.show()
        self.buttons = {row.id: self.buttons[row.id] for row in rows}
        stop = next((row.id for row in rows if row.checked), next((row.id for row in rows if not row.is_heading), ""))
        for row_id, button in self.buttons.items():
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if row_id == stop else Qt.FocusPolicy.ClickFocus)
        if focused is not None and not any(each.hasFocus() for each in self.buttons.values()):
            enabled = [place for place, row in enumerate(rows) if not row.is_heading]
            near = min(enabled, key=lambda place: abs(place - focused), default=None)
            if near is not None:
                self.buttons[rows[near].id].setFocus(Qt.FocusReason.OtherFocusReason)

    def _new_button(self, row: Row) -> RowButton:
        button = RowButton(row)
        button.clicked.connect(lambda _checked=False, row_id=row.id: self.chosen.emit(row_id))
        button.renamed.connect(lambda row_id=row.id: self.renamed.emit(row_id))
        button.asked_menu.connect(lambda place, row_id=row.id: self.asked_menu.emit(row_id, place))
        button.installEventFilter(self)
        button.carry = Carry(button, partial(self._parcel, row.id))
        return button

    def _parcel(self, row_id: str) -> Parcel | None:
        return self.parcel_of(row_id)

    def ask(self, row_id: str, text: str, hint: str, take: Callable[[str], None]) -> Line:
        """A line over a row to type into. Enter or leaving takes it over, Escape drops it."""
        button = self.buttons[row_id]
        line = Line(text, self)
        line.setPlaceholderText(hint)
        line.setAccessibleName(hint)
        line.setGeometry(button.geometry().adjusted(0, -2, 0, 2))
        line.setMinimumHeight(30)
        line.selectAll()
        done: list[bool] = []

        def finish(*, keep: bool) -> None:
            if done:
                return
            done.append(True)
            typed = line.text().strip()
            self._line = None
            line.hide()
            line.deleteLater()
            if keep:
                take(typed)
            if row_id in self.buttons and self.isVisible():
                self.buttons[row_id].setFocus()

        line.editingFinished.connect(lambda: finish(keep=True))
        line.installEventFilter(self)
        self._drop = lambda: finish(keep=False)
        self._line = line
        line.show()
        line.raise_()
        line.setFocus()
        return line

    @property
    def line(self) -> Line | None:
        """The line that is being typed into."""
        return self._line

    # Qt's methods

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if watched is self._line:
                if key == Qt.Key.Key_Escape:
                    self._drop()
                    return True
                return False
            buttons = [each for each in self.buttons.values() if each.isEnabled()]
            if watched in buttons:
                place = buttons.index(watched)
                step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(key), 0)
                if step:
                    buttons[min(max(place + step, 0), len(buttons) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
                    return True
                if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                    buttons[place].click()
                    return True
                if key == Qt.Key.Key_F2:
                    self.renamed.emit(buttons[place].row.id)
                    return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type]
