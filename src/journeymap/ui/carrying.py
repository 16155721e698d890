"""Dragging something out of a panel to where it belongs: an element of the model or an annotation onto a card or a row.

A source is given a `Carry`; a widget that takes what is carried has a `drop_place`. While the mouse moves, a small sign beside it
says what letting go would do; Escape and the right button drop everything. Nothing here changes the project.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QWidget

from journeymap.ui.widgets import label
from journeymap.ui.words import say

Modifiers = Qt.KeyboardModifier
_HELD = {
    Qt.Key.Key_Shift: Modifiers.ShiftModifier,
    Qt.Key.Key_Control: Modifiers.ControlModifier,
    Qt.Key.Key_Alt: Modifiers.AltModifier,
}


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is carried: an `element` of the model, or an `annotation` away from the touchpoint `from_id`."""

    kind: str
    id: str
    text: str
    sign: QIcon
    from_id: str = ""


class DropPlace(Protocol):
    """Where something carried can be let go. Spots are places on the screen."""

    def offer(self, parcel: Parcel, spot: QPoint, modifiers: Modifiers) -> str:
        """Show what letting go would do, and say it; '' where it would do nothing."""

    def take(self, parcel: Parcel, spot: QPoint, modifiers: Modifiers) -> None:
        """What is carried is let go here."""

    def withdraw(self) -> None:
        """It is carried away again: show nothing any more."""


class Carry(QObject):
    """Lets what a widget stands for be dragged out of it; `parcel()` makes it, or None where there is nothing to carry."""

    def __init__(self, source: QWidget, parcel: Callable[[], Parcel | None]) -> None:
        super().__init__(source)
        self._source, self._make = source, parcel
        self._pressed: QPointF | None = None
        self._parcel: Parcel | None = None
        self._place: DropPlace | None = None
        self._spot = QPoint()
        self._sign: _Sign | None = None
        source.installEventFilter(self)

    @property
    def is_carrying(self) -> bool:
        return self._parcel is not None

    def _begin(self) -> None:
        self._pressed = None
        self._parcel = self._make()
        if self._parcel is not None:
            self._sign = _Sign(self._source.window(), self._parcel)
            self._source.grabKeyboard()

    def _follow(self, spot: QPoint, modifiers: Modifiers) -> None:
        assert self._parcel is not None and self._sign is not None
        self._spot = spot
        found = drop_place_at(self._source.window(), spot)
        if self._place is not None and found is not self._place:
            self._place.withdraw()
        self._place = found
        words = found.offer(self._parcel, spot, modifiers) if found is not None else ""
        self._sign.show_at(spot, words)

    def _end(self, modifiers: Modifiers | None) -> None:
        """Let go; without modifiers, drop it."""
        parcel, self._parcel = self._parcel, None
        place, self._place = self._place, None
        if parcel is None:
            return
        self._source.releaseKeyboard()
        if self._sign is not None:
            self._sign.hide()
            self._sign.deleteLater()
            self._sign = None
        if place is not None:
            takes = modifiers is not None and bool(place.offer(parcel, self._spot, modifiers))
            place.withdraw()
            if takes and modifiers is not None:
                place.take(parcel, self._spot, modifiers)

    # Qt's methods

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent):
            return self._on_mouse(event)
        if isinstance(event, QKeyEvent) and self.is_carrying:
            self._on_key(event)
            return True
        if event.type() == QEvent.Type.Hide:
            self._end(None)
        return super().eventFilter(watched, event)

    def _on_mouse(self, event: QMouseEvent) -> bool:
        left = event.button() == Qt.MouseButton.LeftButton
        match event.type():
            case QEvent.Type.MouseButtonPress if self.is_carrying:
                self._end(None)
                return True
            case QEvent.Type.MouseButtonPress if left:
                self._pressed = event.position()
            case QEvent.Type.MouseMove if self.is_carrying:
                self._follow(event.globalPosition().toPoint(), event.modifiers())
                return True
            case QEvent.Type.MouseMove if self._pressed is not None:
                if (event.position() - self._pressed).manhattanLength() >= QApplication.startDragDistance():
                    self._begin()
                    if self.is_carrying:
                        self._follow(event.globalPosition().toPoint(), event.modifiers())
                        return True
            case QEvent.Type.MouseButtonRelease if left:
                self._pressed = None
                if self.is_carrying:
                    self._end(event.modifiers())
                    self._let_up()
                    return True
        return False

    def _let_up(self) -> None:
        """The button under the mouse is not pressed any more, and was not clicked either."""
        if hasattr(self._source, "setDown"):
            self._source.setDown(False)

    def _on_key(self, event: QKeyEvent) -> None:
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self._end(None)
            self._let_up()
        elif self.is_carrying and event.key() in _HELD:
            held = _HELD[Qt.Key(event.key())]
            down = event.type() == QEvent.Type.KeyPress
            self._follow(self._spot, event.modifiers() | held if down else event.modifiers() & ~held)


def drop_place_at(window: QWidget, spot: QPoint) -> DropPlace | None:
    """What takes something let go at a place on the screen."""
    widget = window.childAt(window.mapFromGlobal(spot))
    while widget is not None:
        found: DropPlace | None = getattr(widget, "drop_place", None)
        if found is not None:
            return found
        widget = widget.parentWidget()
    return None


class _Sign(QFrame):
    """What is carried, beside the mouse, with what letting go would do."""

    def __init__(self, window: QWidget, parcel: Parcel) -> None:
        super().__init__(window)
        self.setProperty("look", "notice")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 12, 6)
        row.setSpacing(8)
        picture = QLabel()
        picture.setPixmap(parcel.sign.pixmap(16, 16))
        row.addWidget(picture)
        self._parcel = parcel
        self._words = label(parcel.text)
        row.addWidget(self._words)

    def show_at(self, spot: QPoint, words: str) -> None:
        """Stand beside a place on the screen, inside the window."""
        self._words.setText(words or say("carry.nowhere", what=self._parcel.text))
        self.adjustSize()
        window = self.window()
        place = window.mapFromGlobal(spot) + QPoint(14, 18)
        x = min(place.x(), window.width() - self.width() - 4)
        y = place.y() if place.y() + self.height() < window.height() else place.y() - self.height() - 30
        self.move(max(x, 0), max(y, 0))
        self.show()
        self.raise_()
