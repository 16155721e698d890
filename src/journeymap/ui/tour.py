"""The first steps: three bubbles over a real project, each pointing at the control it speaks of.

Enter goes on, Escape ends it, Tab stays inside; the words are read out when a bubble gets the focus. They explain, and
change nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from journeymap import resources
from journeymap.ui import files
from journeymap.ui.theme import theme
from journeymap.ui.widgets import button, label
from journeymap.ui.words import say

if TYPE_CHECKING:
    from journeymap.ui.window import MainWindow
    from journeymap.ui.workspace import Workspace

WIDTH = 340
TIP = 12
"""How far the tip of a bubble stands out."""
GAP = 6


@dataclass(frozen=True, slots=True)
class Step:
    """One bubble: its words, and the place in the window that it points at once everything is shown there."""

    key: str
    place: Callable[[Workspace], tuple[QWidget, QRect]]


def _map(here: Workspace) -> tuple[QWidget, QRect]:
    """The first touchpoint on the map, else its middle."""
    here.show_view("map")
    view, scene = here.map_page.view, here.map_page.scene
    port = view.viewport()
    for card in scene.layout.cards.values():
        spot = view.mapFromScene(QRectF(card.x, card.y, card.width, card.height)).boundingRect()
        if port.rect().contains(spot):
            return port, spot
    return port, QRect(port.rect().center() - QPoint(60, 30), port.rect().center() + QPoint(60, 30))


def _inspector(here: Workspace) -> tuple[QWidget, QRect]:
    """The panel at the right, filled with a touchpoint."""
    here.show_view("map")
    here.want_inspector(True)
    cards = list(here.map_page.scene.layout.cards)
    if cards and not here.map_page.scene.selected_ids():
        here.show_record(cards[0])
        here.inspect_now()
    return here.inspector, here.inspector.rect().adjusted(2, 2, -2, -2)


def _paths(here: Workspace) -> tuple[QWidget, QRect]:
    """The tab of the paths."""
    return here.tabs, here.tabs.tabRect(here.view_place("paths"))


STEPS = (Step("add", _map), Step("annotate", _inspector), Step("follow", _paths))


class Tour(QWidget):
    """Lies over a window and takes it out of reach while a bubble is shown."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._former = QApplication.focusWidget()
        self.place = QRect()
        self.number = 0
        self.setAccessibleName(say("action.first_steps"))
        self.bubble = QWidget(self)
        column = QVBoxLayout(self.bubble)
        column.setContentsMargins(18 + TIP, 14 + TIP, 18 + TIP, 14 + TIP)
        column.setSpacing(6)
        self._count = label("", "caption")
        self._title = label("", "title", wrap=True)
        self._text = label("", "", wrap=True)
        for each in (self._count, self._title, self._text):
            column.addWidget(each)
        column.addSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.skip = button(say("tour.skip"), "flat", self.end)
        self.back = button(say("tour.back"), "", lambda: self.show_step(self.number - 1))
        self.next = button(say("tour.next"), "primary", self._go_on)
        row.addWidget(self.skip)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.next)
        column.addLayout(row)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self.show_step(0)

    def show_step(self, number: int) -> None:
        """Point at a step's place, and give its words to whoever reads or listens."""
        here = self._window.workspace
        if here is None:
            self.end()
            return
        self.number = number
        step = STEPS[number]
        keys = {name: self._window.actions_table.shown_keys(name) for name in ("export", "find")}
        title = say(f"tour.{step.key}.title")
        text = say(f"tour.{step.key}.text", keys=keys["export"], find=keys["find"])
        count = say("tour.step", n=number + 1, of=len(STEPS))
        self._count.setText(count)
        self._title.setText(title)
        self._text.setText(text)
        self.back.setEnabled(number > 0)
        self.next.setText(say("tour.end" if number + 1 == len(STEPS) else "tour.next"))
        self.next.setAccessibleName(say("tour.heard", step=count, title=title))
        self.next.setAccessibleDescription(text)
        self._settle()
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def _settle(self) -> None:
        """Find the place anew, and put the bubble beside it where there is room."""
        here = self._window.workspace
        if here is None:
            return
        widget, rect = STEPS[self.number].place(here)
        self.place = QRect(widget.mapTo(self._window, rect.topLeft()), rect.size())
        width = min(WIDTH + 2 * TIP, self.width() - 16)
        self.bubble.setFixedWidth(width)
        height = self.bubble.heightForWidth(width)
        self.bubble.setFixedHeight(min(height, self.height() - 16))
        self.bubble.move(self._spot(self.bubble.width(), self.bubble.height()))
        self.update()

    def _spot(self, width: int, height: int) -> QPoint:
        """Beside the place, where the bubble covers none of it and stays inside the window; else in the middle."""
        place, area = self.place, self.rect()
        x = min(max(place.center().x() - width // 2, 8), area.width() - width - 8)
        y = min(max(place.center().y() - height // 2, 8), area.height() - height - 8)
        for spot in (
            QPoint(x, place.bottom() + GAP), QPoint(place.right() + GAP, y), QPoint(place.left() - GAP - width, y),
            QPoint(x, place.top() - GAP - height),
        ):  # fmt: skip
            if area.contains(QRect(spot.x(), spot.y(), width, height)):
                return spot
        return QPoint((area.width() - width) // 2, (area.height() - height) // 2)

    def _go_on(self) -> None:
        if self.number + 1 < len(STEPS):
            self.show_step(self.number + 1)
        else:
            self.end()

    def end(self) -> None:
        """Go, and remember that the first steps were seen."""
        self._window.removeEventFilter(self)
        self._window.settings.toured = True
        self.hide()
        self.deleteLater()
        if self._window.workspace is not None:
            self._window.workspace.focus_view()
        self._window.notice.tell(say("tour.ended"))

    # Qt's methods

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self.setGeometry(self._window.rect())
            self._settle()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.end()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                focused = self.focusWidget()
                (focused if focused in (self.skip, self.back) else self.next).click()
            case Qt.Key.Key_Left if self.number > 0:
                self.show_step(self.number - 1)
            case Qt.Key.Key_Right:
                self._go_on()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round inside the bubble."""
        buttons = [each for each in (self.skip, self.back, self.next) if each.isEnabled()]
        focused = self.focusWidget()
        here = next((n for n, each in enumerate(buttons) if each is focused), 0)
        buttons[(here + (1 if forward else -1)) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A veil over the window with a hole at the place, and the bubble with its tip."""
        t = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hole = QRectF(self.place).adjusted(-4, -4, 4, 4)
        veil = QPainterPath()
        veil.addRect(QRectF(self.rect()))
        ring = QPainterPath()
        ring.addRoundedRect(hole, 9, 9)
        painter.fillPath(veil.subtracted(ring), QColor(0, 0, 0, 96))
        painter.setPen(QPen(QColor(t.accent), 2.4))
        painter.drawPath(ring)
        painter.setPen(QPen(QColor(t.edge), 1))
        painter.setBrush(QColor(t.paper))
        painter.drawPath(self._bubble_path())

    def _bubble_path(self) -> QPainterPath:
        box = QRectF(self.bubble.geometry()).adjusted(TIP, TIP, -TIP, -TIP)
        path = QPainterPath()
        path.addRoundedRect(box, 10, 10)
        place = QRectF(self.place).center()
        x = min(max(place.x(), box.left() + 24), box.right() - 24)
        y = min(max(place.y(), box.top() + 24), box.bottom() - 24)
        if self.place.bottom() < box.top():
            tip, foot = QPointF(x, box.top() - TIP + 2), QPointF(10, 0)
        elif self.place.right() < box.left():
            tip, foot = QPointF(box.left() - TIP + 2, y), QPointF(0, 10)
        elif self.place.left() > box.right():
            tip, foot = QPointF(box.right() + TIP - 2, y), QPointF(0, 10)
        elif self.place.top() > box.bottom():
            tip, foot = QPointF(x, box.bottom() + TIP - 2), QPointF(10, 0)
        else:
            return path
        inside = QPointF(
            min(max(tip.x(), box.left() + 1), box.right() - 1), min(max(tip.y(), box.top() + 1), box.bottom() - 1)
        )
        corner = QPainterPath(tip)
        corner.lineTo(inside + foot)
        corner.lineTo(inside - foot)
        corner.closeSubpath()
        return path.united(corner)


def first_steps(window: MainWindow) -> None:
    """Show the first steps, on a sample where no project is open."""
    if window.session is None:
        files.open_sample(window, resources.samples()[0])
        window.notice.hide()
    if window.workspace is not None:
        QApplication.processEvents()
        Tour(window)


def offer_once(window: MainWindow) -> None:
    """Show the first steps with the first project of somebody who has never seen them."""
    if window.session is not None and not window.settings.toured and window.findChild(Tour) is None:
        first_steps(window)
