"""The slim bar beside the map with the kinds of touchpoints: click one to set down several, drag it to where it belongs,
or press Enter on it to add one behind the selection."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolButton, QVBoxLayout, QWidget

from journeymap.model.values import TOUCHPOINT_KINDS
from journeymap.ui.canvas.view import MapView
from journeymap.ui.icons import icon
from journeymap.ui.words import say, say_token


class KindBar(QWidget):
    """One button for each kind, in a column."""

    def __init__(self, view: MapView) -> None:
        super().__init__()
        self.setProperty("look", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(say("kinds.bar"))
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 10, 5, 10)
        column.setSpacing(4)
        self._view = view
        self.buttons = {kind: KindButton(view, kind, number) for number, kind in enumerate(TOUCHPOINT_KINDS, 1)}
        for button in self.buttons.values():
            column.addWidget(button)
        column.addStretch(1)
        view.mode_changed.connect(self._show_mode)

    def _show_mode(self, mode: str) -> None:
        for kind, button in self.buttons.items():
            button.setChecked(mode == "add" and self._view.new_kind == kind)


class KindButton(QToolButton):
    """Stands for one kind of touchpoint."""

    def __init__(self, view: MapView, kind: str, number: int) -> None:
        super().__init__()
        self.kind = kind
        self._view = view
        self._pressed: QPointF | None = None
        name = say_token("touchpoint_kind", kind)
        self.setIcon(icon(f"kind_{kind}"))
        self.setIconSize(QSize(20, 20))
        self.setProperty("look", "flat")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)
        keys = QKeySequence(f"Alt+{number}").toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(f"{name}  {keys}\n{say('kinds.hint')}")

    def _spot(self, event: QMouseEvent) -> QPoint:
        return self._view.viewport().mapFromGlobal(event.globalPosition().toPoint())

    # Qt's methods

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.RightButton and self._view.is_placing:
            self._view.drop_gesture()
            self._pressed = None
        elif event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._view.is_placing:
            self._view.follow_placing(self._spot(event), event.modifiers())
        elif self._pressed is not None:
            moved = (event.position() - self._pressed).manhattanLength()
            if moved >= QApplication.startDragDistance():
                self._view.begin_placing(self.kind, self._spot(event))
                self._view.setFocus(Qt.FocusReason.OtherFocusReason)
                self._pressed = None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._view.is_placing:
            self._view.end_placing(self._spot(event))
        elif self._pressed is not None:
            armed = self._view.mode == "add" and self._view.new_kind == self.kind
            self._view.set_mode("select") if armed else self._view.set_mode("add", self.kind)
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._pressed = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
            self._view.add_next(kind=self.kind)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)
