"""The slim bar beside the map with the kinds of touchpoints and the sticky note: click a kind to set down several, drag it to
where it belongs, or press Enter on it to add one behind the selection."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolButton, QVBoxLayout, QWidget

from journeymap.model.values import TOUCHPOINT_KINDS
from journeymap.ui.canvas.view import NOTE, MapView
from journeymap.ui.icons import icon
from journeymap.ui.widgets import line as separator_line
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
        column.addWidget(separator_line())
        self.note = NoteButton(view)
        column.addWidget(self.note)
        column.addStretch(1)
        view.mode_changed.connect(self._show_mode)

    def _show_mode(self, mode: str) -> None:
        for kind, button in self.buttons.items():
            button.setChecked(mode == "add" and self._view.new_kind == kind)


class BarButton(QToolButton):
    """Something new to be dragged onto the map, or to be set down by a click or Enter."""

    def __init__(self, view: MapView, kind: str, name: str, sign: str, keys: str, hint: str) -> None:
        super().__init__()
        self.kind = kind
        self._view = view
        self._pressed: QPointF | None = None
        self.setIcon(icon(sign))
        self.setIconSize(QSize(20, 20))
        self.setProperty("look", "flat")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(f"{name}  {shown}\n{hint}")

    def on_click(self) -> None:
        """It was clicked."""
        raise NotImplementedError

    def on_enter(self) -> None:
        """It was chosen by a key."""
        self.on_click()

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
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
            self.on_click()
        self._pressed = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
            self.on_enter()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)


class KindButton(BarButton):
    """Stands for one kind of touchpoint."""

    def __init__(self, view: MapView, kind: str, number: int) -> None:
        super().__init__(
            view, kind, say_token("touchpoint_kind", kind), f"kind_{kind}", f"Alt+{number}", say("kinds.hint")
        )  # fmt: skip
        self.setCheckable(True)

    def on_enter(self) -> None:
        self._view.add_next(kind=self.kind)

    def on_click(self) -> None:
        if self._view.mode == "add" and self._view.new_kind == self.kind:
            self._view.set_mode("select")
        else:
            self._view.set_mode("add", self.kind)


class NoteButton(BarButton):
    """Stands for a sticky note; clicked, one is set down on the selected touchpoint or in the middle of the map."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view, NOTE, say("action.add_note"), "note", "Ctrl+Shift+T", say("kinds.note_hint"))

    def on_click(self) -> None:
        self._view.add_note()
