"""The view of a map: what mouse and keys do on it. Gestures are chosen in `tools.choice`, steps of the keys in `walking`."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QFocusEvent, QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from journeymap.model import queries
from journeymap.model.records import Touchpoint
from journeymap.ui.canvas import walking
from journeymap.ui.canvas.edge_scroll import EdgeScroll
from journeymap.ui.canvas.items.card import CardItem
from journeymap.ui.canvas.items.connection import ConnectionItem
from journeymap.ui.canvas.items.grid import HeaderItem
from journeymap.ui.canvas.items.note import NoteItem
from journeymap.ui.canvas.scene import MapScene
from journeymap.ui.canvas.tools.choice import gesture_for
from journeymap.ui.canvas.tools.gesture import Gesture
from journeymap.ui.canvas.tools.headers import resize
from journeymap.ui.canvas.tools.note import PlaceNote
from journeymap.ui.canvas.tools.place import PlaceNew
from journeymap.ui.canvas.writing import WritableView
from journeymap.ui.carrying import DropPlace
from journeymap.ui.theme import colour
from journeymap.ui.words import say

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
NOTE = "note"
"""What the bar of kinds calls a sticky note."""
_HOLDING = {
    Qt.Key.Key_Control: Qt.KeyboardModifier.ControlModifier,
    Qt.Key.Key_Alt: Qt.KeyboardModifier.AltModifier,
    Qt.Key.Key_Shift: Qt.KeyboardModifier.ShiftModifier,
}
_CURSORS = {
    "add": Qt.CursorShape.CrossCursor,
    "connect": Qt.CursorShape.CrossCursor,
    "pan": Qt.CursorShape.OpenHandCursor,
}


class MapView(WritableView):
    """Shows a `MapScene` and takes the gestures made on it."""

    mode_changed = Signal(str)
    menu_wanted = Signal()
    """The menu of what is selected is asked for, by neither mouse nor key."""
    left = Signal()
    """Escape, with nothing left to drop: out of the sub-journey."""

    def __init__(self, scene: MapScene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self.mode = "select"
        self._gesture: Gesture | None = None
        self._edge = EdgeScroll(self, self._on_edge_scroll)
        self._spot = QPoint()
        self._space = False
        self._here: str | None = None
        self.menu_place: QPointF | None = None
        """Where the menu that is open was asked for by mouse; None by key."""
        self.drop_place: DropPlace | None = None
        """What takes elements and annotations that are dragged onto the map."""
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.setAccessibleName(say("view.map"))
        self.dress()

    def dress(self) -> None:
        """Take over the colours of the theme."""
        self.setBackgroundBrush(colour("canvas"))
        self.viewport().update()

    # modes

    def set_mode(self, mode: str, kind: str = "action") -> None:
        """Choose a tool: 'select', 'add' (touchpoints of a kind), 'connect' or 'pan'."""
        if mode != self.mode or kind != self.new_kind:
            self.mode, self.new_kind = mode, kind
            self.update_cursor()
            self.mode_changed.emit(mode)

    @property
    def is_panning(self) -> bool:
        """Whether any press moves the view."""
        return self._space or self.mode == "pan"

    def update_cursor(self) -> None:
        """The pointer of the tool in use."""
        shape = Qt.CursorShape.OpenHandCursor if self._space else _CURSORS.get(self.mode, Qt.CursorShape.ArrowCursor)
        self.viewport().setCursor(shape)

    def show_sign(self, shape: Qt.CursorShape) -> None:
        """Another pointer, until `update_cursor`."""
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    # gestures

    def _begin(self, gesture: Gesture | None, *, outside: bool = False) -> None:
        self._end_gesture(None)
        self._gesture = gesture
        self._edge.begin(outside=outside)

    def _follow(self, spot: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        gesture = self._gesture
        if gesture is None:
            return
        self._spot = spot
        gesture.hold(modifiers)
        gesture.move(self.mapToScene(spot))
        if gesture.scrolls and gesture.is_drag:
            self._edge.follow(spot)

    def _on_edge_scroll(self) -> None:
        if self._gesture is not None:
            self._gesture.move(self.mapToScene(self._spot))

    def _end_gesture(self, place: QPointF | None) -> None:
        """The gesture at hand comes to its end at a place, or to nothing."""
        self._edge.stop()
        gesture, self._gesture = self._gesture, None
        if gesture is None:
            return
        if place is None:
            gesture.cancel()
            return
        try:
            gesture.last = place
            gesture.finish()
        finally:
            gesture.cancel()

    def begin_placing(self, kind: str, spot: QPoint) -> None:
        """A new touchpoint of a kind, or a note, is dragged in from elsewhere; `spot` is where the mouse is, in the viewport."""
        place = self.mapToScene(spot)
        make = PlaceNote if kind == NOTE else PlaceNew
        gesture = make(self, place, Qt.KeyboardModifier.NoModifier, kind)
        self._begin(gesture, outside=True)
        gesture.is_drag = True
        gesture.begin_drag()

    def follow_placing(self, spot: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        """The mouse moves on with the new touchpoint."""
        self._follow(spot, modifiers)

    def end_placing(self, spot: QPoint) -> None:
        """The new touchpoint is let go."""
        self._end_gesture(self.mapToScene(spot))

    def drop_gesture(self) -> None:
        """Whatever is being dragged comes to nothing."""
        self._end_gesture(None)

    @property
    def is_placing(self) -> bool:
        return isinstance(self._gesture, PlaceNew)

    # walking with keys

    def here(self) -> str | None:
        """What the keys start from: the thing selected last."""
        chosen = self.map_scene.selected_ids()
        if self._here not in chosen:
            points = self.map_scene.selected(Touchpoint)
            self._here = points[-1] if points else chosen[-1] if chosen else None
        return self._here

    def walk(self, dx: int, dy: int, *, extend: bool = False) -> None:
        """Select what lies next in a direction; to `extend` keeps what is selected."""
        scene = self.map_scene
        here = self.here()
        if here is not None:
            self.go_to(walking.step(scene.state, scene.layout, here, dx, dy), extend=extend)
        elif scene.layout.cards:
            self.go_to(queries.touchpoints(scene.state, scene.journey_id)[0].id)
        elif scene.layout.stages:
            self.go_to(next(iter(scene.layout.stages)))

    def go_to(self, record_id: str | None, *, extend: bool = False) -> None:
        """Select something and bring it into sight."""
        if record_id is None:
            return
        self.map_scene.select([*(self.map_scene.selected_ids() if extend else ()), record_id])
        self._here = record_id
        self.reveal(record_id)

    def leap(self, key: int, *, extend: bool = False, whole: bool = False) -> bool:
        """Home, End, Page up and Page down: the ends of a lane (of the `whole` map), the next stages."""
        layout, here = self.map_scene.layout, self.here()
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            start = None if whole else here
            self.go_to(walking.end_of_row(layout, start, -1 if key == Qt.Key.Key_Home else 1), extend=extend)
            return True
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and not whole:
            self.go_to(walking.in_next_stage(layout, here, -1 if key == Qt.Key.Key_PageUp else 1), extend=extend)
            return True
        return False

    def walk_way(self, *, out: bool) -> None:
        """Select the first connection out of or into the selected touchpoint, from where the arrows go on."""
        here = self.here()
        if here is None:
            return
        find = queries.connections_out if out else queries.connections_in
        found = find(self.map_scene.state, here)
        self.go_to(found[0].id if found else None)

    # Qt's methods

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.ignore()  # files are the window's; the scene would take anything

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() == Qt.MouseButton.RightButton:
            if self._gesture is not None:
                self._end_gesture(None)
            else:
                self._select_under(event)
                event.ignore()
            return
        self._begin(None)
        place = self.mapToScene(event.position().toPoint())
        self._gesture = gesture_for(self, place, event.button(), event.modifiers())
        event.accept()

    def _select_under(self, event: QMouseEvent) -> None:
        thing = self.map_scene.thing_at(self.mapToScene(event.position().toPoint()))
        if isinstance(thing, NoteItem | CardItem | ConnectionItem | HeaderItem) and not thing.isSelected():
            self.map_scene.clearSelection()
            thing.setSelected(True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot = event.position().toPoint()
        if self._gesture is not None:
            self._follow(spot, event.modifiers())
        else:
            super().mouseMoveEvent(event)
            self.viewport().setToolTip(self.map_scene.strip_text_at(self.mapToScene(spot)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.RightButton:
            if self._gesture is not None:
                self._gesture.hold(event.modifiers())
            self._end_gesture(self.mapToScene(event.position().toPoint()))
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._end_gesture(None)
        place = self.mapToScene(event.position().toPoint())
        thing = self.map_scene.thing_at(place)
        if isinstance(thing, CardItem):
            self.edit_title(thing.touchpoint_id)
        elif isinstance(thing, NoteItem):
            self.edit_title(thing.note_id)
        elif isinstance(thing, HeaderItem):
            if thing.edge_at(place):
                resize(self, thing.record_id, None)
            else:
                self.edit_title(thing.record_id)
        elif isinstance(thing, ConnectionItem):
            self.edit_title(thing.connection_id)
        elif thing is None and self.map_scene.is_on_map(place):
            self.add_at(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        plain = not modifiers & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Escape:
            self._escape()
        elif key in _HOLDING and self._gesture is not None:
            self._gesture.hold(modifiers | _HOLDING[Qt.Key(key)])
        elif key == Qt.Key.Key_Space and plain and not self._space:
            self._space = not event.isAutoRepeat()
            self.update_cursor()
        elif key in _ARROWS and plain:
            self.walk(*_ARROWS[Qt.Key(key)], extend=shift)
        elif (plain or control) and self.leap(key, extend=shift, whole=control):
            event.accept()
        elif plain and event.text().isprintable() and event.text().strip() and self._typing_target():
            self.edit_title(self._typing_target() or "", typed=event.text())
        else:
            super().keyPressEvent(event)

    def _escape(self) -> None:
        if self._gesture is not None:
            self._end_gesture(None)
        elif self.mode != "select":
            self.set_mode("select")
        elif self.map_scene.selectedItems():
            self.map_scene.select(())
        else:
            self.left.emit()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Composing text (Chinese) on a selected card opens its field and goes on there."""
        target = self._typing_target()
        if target is not None and (event.preeditString() or event.commitString()):
            self.edit_title(target, typed="")
            if self._editor is not None:
                QApplication.sendEvent(self._editor, event)
        else:
            super().inputMethodEvent(event)

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:
        if query == Qt.InputMethodQuery.ImEnabled:
            return self._typing_target() is not None
        return super().inputMethodQuery(query)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() in _HOLDING and self._gesture is not None:
            self._gesture.hold(event.modifiers() & ~_HOLDING[Qt.Key(event.key())])
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self.update_cursor()
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The release of the space bar may never come to a view that has lost the focus."""
        super().focusOutEvent(event)
        if self._space:
            self._space = False
            self.update_cursor()

    def _typing_target(self) -> str | None:
        chosen = self.map_scene.selected_ids()
        return chosen[0] if len(chosen) == 1 and self.text_box(chosen[0]) is not None else None
