"""Typing a title in place: a text field laid over the card or header, in the font and scale of the map."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from journeymap.ui.theme import TITLE, text_font
from journeymap.ui.words import say


class Then(Enum):
    """What the writer wants after the title is taken over."""

    NOTHING = "nothing"
    NEXT = "next"
    NEXT_LANE = "next_lane"
    NEXT_STAGE = "next_stage"


class TitleEditor(QPlainTextEdit):
    """A field for one title. Enter takes it over, Tab goes on to the next one, Escape drops it;
    Shift+Enter and Ctrl+Enter go on in the next stage and lane, as they do on the map."""

    taken = Signal(str, object)
    dropped = Signal()

    def __init__(self, parent: QWidget, text: str, box: QRectF, scale: float) -> None:
        super().__init__(parent)
        self._done = False
        self.setAccessibleName(say("editor.title"))
        self.setFont(text_font(max(round(TITLE * scale), 9), bold=True))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setPlaceholderText(say("editor.placeholder"))
        self.setStyleSheet("QPlainTextEdit { padding: 2px 4px; }")
        self.document().setDocumentMargin(1)
        smallest = QRectF(box.x() - 6, box.y() - 5, max(box.width() + 12, 150), max(box.height() + 10, 48))
        self.setGeometry(smallest.toRect())
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.selectAll()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self, then: Then = Then.NOTHING) -> None:
        """Hand the text over once."""
        if not self._done:
            self._done = True
            self.taken.emit(" ".join(self.toPlainText().split()), then)

    # Qt's methods

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.take(Then.NEXT_LANE if control else Then.NEXT_STAGE if shift else Then.NOTHING)
        elif event.key() == Qt.Key.Key_Tab:
            self.take(Then.NEXT)
        elif event.key() == Qt.Key.Key_Escape:
            self._done = True
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.take()
