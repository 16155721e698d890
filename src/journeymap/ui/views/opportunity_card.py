"""One opportunity as a card that is carried by mouse or moved by key; where it lands is decided by `opportunity_field`."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from journeymap import typesetting
from journeymap.ui.canvas.painting import draw_text
from journeymap.ui.icons import draw_icon
from journeymap.ui.theme import colour, theme
from journeymap.ui.views.opportunity_rows import OpportunityRow, kind_icon, kind_tint
from journeymap.ui.words import say

CARD_HEIGHT = 37
TEXT = 11
"""The size of a card's text, in pixels."""
_WIDEST = 220


class OpportunityCard(QWidget):
    """One opportunity as a card: kind, text, votes. A child of the field or the tray."""

    chosen = Signal(str)
    moved = Signal(str, int, int)
    """Opportunity id and steps in impact and effort."""
    removed = Signal(str)
    dragged = Signal(str, QPoint)
    dropped = Signal(str, QPoint)

    def __init__(self, row: OpportunityRow) -> None:
        super().__init__()
        self.row = row
        self.current = False
        self._start: QPoint | None = None
        self.dragging = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        words = say("opps.chip", kind=row.kind, text=row.text, place=row.place, votes=row.votes)
        self.setAccessibleName(words)
        self.setToolTip(f"{row.text}\n{row.kind} · {row.place}\n{row.where}")

    # Qt's methods

    def sizeHint(self) -> QSize:
        wanted = typesetting.width(self.row.text, TEXT, True) + 68
        return QSize(round(min(max(wanted, 110), _WIDEST)), CARD_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.dragging:
            painter.setOpacity(0.9)
        tint = QColor(kind_tint(self.row.opportunity.kind))
        box = QRectF(self.rect()).adjusted(1.2, 1.2, -1.2, -1.2)
        shadow = colour("shadow")
        shadow.setAlphaF(0.10)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shadow)
        painter.drawRoundedRect(box.translated(0, 1), 8, 8)
        painter.setBrush(colour("paper"))
        accent = self.hasFocus() or self.current
        painter.setPen(QPen(colour("accent") if accent else tint, 2.4 if accent else 1.2))
        painter.drawRoundedRect(box, 8, 8)
        draw_icon(painter, kind_icon(self.row.opportunity.kind), QRectF(9, box.center().y() - 8, 16, 16), tint)
        votes = str(self.row.votes) if self.row.votes else ""
        end = typesetting.width(votes, TEXT, True) + 8 if votes else 0
        ink = theme().ink if self.row.is_open else theme().ink_2
        text = QRectF(31, box.top() + 2, box.width() - 38 - end, box.height() - 4)
        draw_text(painter, self.row.text, text, TEXT, ink, bold=True, max_lines=2)
        if votes:
            place = QRectF(box.right() - end - 2, box.top(), end, box.height())
            draw_text(painter, votes, place, TEXT, tint, bold=True, max_lines=1)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._start = event.position().toPoint()
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._start is None:
            return
        place = event.position().toPoint()
        if not self.dragging and (place - self._start).manhattanLength() >= QApplication.startDragDistance():
            self.dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self.dragging:
            self.dragged.emit(self.row.id, self.mapToGlobal(place))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was, self._start = self._start, None
        if self.dragging:
            self.dragging = False
            self.setCursor(Qt.CursorShape.OpenHandCursor)
            self.dropped.emit(self.row.id, self.mapToGlobal(event.position().toPoint()))
        elif was is not None:
            self.chosen.emit(self.row.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        steps = {
            Qt.Key.Key_Up: (1, 0), Qt.Key.Key_Down: (-1, 0), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Left: (0, -1),
        }.get(Qt.Key(key))  # fmt: skip
        if key == Qt.Key.Key_Escape and self._start is not None:
            self._start, self.dragging = None, False
            self.setCursor(Qt.CursorShape.OpenHandCursor)
            self.dragged.emit("", QPoint())
        elif steps is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.moved.emit(self.row.id, *steps)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(self.row.id)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.row.id)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()
        if self._start is None:
            self.chosen.emit(self.row.id)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
