"""Presenting a journey to a room: the whole screen, one touchpoint after another, chosen by keys or a click.

What comes next is `present_walk`'s business, how a touchpoint looks `present_slide`'s.
"""

from __future__ import annotations

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from journeymap import labels
from journeymap.model.records import Touchpoint
from journeymap.session import Session
from journeymap.ui.canvas.painting import draw_text
from journeymap.ui.theme import theme
from journeymap.ui.views import present_walk
from journeymap.ui.views.present_slide import SMALL, WIDTH, Slide, draw_slide, slide_of
from journeymap.ui.words import language

_ON = frozenset({
    Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_PageDown, Qt.Key.Key_Return, Qt.Key.Key_Enter,
    Qt.Key.Key_N,
})  # fmt: skip
_BACK = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace, Qt.Key.Key_P})
_END = frozenset({Qt.Key.Key_Escape, Qt.Key.Key_F5})
_BLANK = frozenset({Qt.Key.Key_B, Qt.Key.Key_Period})


class Presentation(QWidget):
    """A window of its own that shows a walk. It follows nothing: the journey is as it was when it began."""

    def __init__(self, parent: QWidget, session: Session, journey_id: str, at: str | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._state = session.document.snapshot()
        self._media = session.media
        self.language = language()
        self.is_blank = False
        self._hints = True
        self.walk = present_walk.begin(self._state, journey_id, at)
        self.slide: Slide | None = None
        self.setWindowTitle(labels.say("present.title", self.language))
        self._show(self.walk)

    def go(self, steps: int) -> None:
        """So many touchpoints on, or back."""
        self._hints = self._hints and steps == 0
        self._show(self.walk.on(steps))

    def choose(self, number: int) -> None:
        """Take one of the ways on, counted from 1."""
        ways = present_walk.ways_on(self._state, self.walk)
        if 1 <= number <= len(ways):
            self._show(present_walk.take(self._state, self.walk, ways[number - 1]))

    def _show(self, walk: present_walk.Walk) -> None:
        self.walk = walk
        self.slide = slide_of(self._state, self._media, walk, self.language)
        words = self.slide.words if self.slide is not None else labels.say("present.empty", self.language)
        self.setAccessibleName(words)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.update()

    def _speak(self, name: str) -> None:
        self.language = name
        self.setWindowTitle(labels.say("present.title", name))
        self._show(self.walk)

    def _feelings(self) -> list[int | None]:
        points = (self._state.get(Touchpoint, each) for each in self.walk.trail)
        return [point.emotion if point is not None else None for point in points]

    # Qt's methods

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _END:
            self.close()
        elif self.is_blank or key in _BLANK:
            self.is_blank = not self.is_blank
            self.update()
        elif key in _ON:
            self.go(1)
        elif key in _BACK:
            self.go(-1)
        elif key == Qt.Key.Key_Home:
            self._show(self.walk.at(0))
        elif key == Qt.Key.Key_End:
            self._show(self.walk.at(len(self.walk.trail)))
        elif key == Qt.Key.Key_L:
            self._speak("en" if self.language == "zh" else "zh")
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.choose(key - Qt.Key.Key_0)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.is_blank:
            self.is_blank = False
            self.update()
        elif event.button() == Qt.MouseButton.LeftButton:
            self.go(1)
        elif event.button() == Qt.MouseButton.RightButton:
            self.go(-1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = theme()
        if self.is_blank:
            painter.fillRect(self.rect(), QColor(Qt.GlobalColor.black))
            return
        painter.fillRect(self.rect(), QColor(t.canvas))
        size = QSizeF(self.size())
        if self.slide is None:
            self._say_below(painter, labels.say("present.empty", self.language), self.height() / 2)
            return
        draw_slide(painter, size, self.slide, self.walk, self._feelings(), self.language)
        if self._hints:
            self._say_below(painter, labels.say("present.keys", self.language), self.height() - 24 * self._unit)

    @property
    def _unit(self) -> float:
        return self.width() / WIDTH

    def _say_below(self, painter: QPainter, text: str, y: float) -> None:
        """One line in the middle of the screen's width."""
        painter.save()
        painter.scale(self._unit, self._unit)
        rect = self.rect().toRectF()
        rect.setRect(40, y / self._unit - 20, WIDTH - 80, 40)
        draw_text(painter, text, rect, SMALL - 5, theme().ink_2, align=Qt.AlignmentFlag.AlignHCenter, max_lines=1)
        painter.restore()


def present(parent: QWidget, session: Session, journey_id: str, at: str | None = None) -> Presentation:
    """Begin to present on the screen that the window is on."""
    shown = Presentation(parent, session, journey_id, at)
    shown.setGeometry(parent.screen().geometry())
    shown.showFullScreen()
    shown.activateWindow()
    shown.setFocus()
    return shown
