"""The view of a map: which gesture a press begins, typing titles in place, and what the keys do on the map."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from journeymap.edit import fields, stages, touchpoints
from journeymap.model import queries
from journeymap.model.changes import Change, Label
from journeymap.model.records import Lane, Stage, Touchpoint
from journeymap.model.text import LocalText
from journeymap.ui.canvas.editor import Then, TitleEditor
from journeymap.ui.canvas.items.card import CardItem
from journeymap.ui.canvas.items.connection import ConnectionItem
from journeymap.ui.canvas.items.grid import HeaderItem
from journeymap.ui.canvas.items.plus import PlusItem
from journeymap.ui.canvas.navigation import NavigableView
from journeymap.ui.canvas.scene import MapScene
from journeymap.ui.canvas.tools.connect import Connect, Reconnect
from journeymap.ui.canvas.tools.gesture import Gesture
from journeymap.ui.canvas.tools.marquee import Marquee
from journeymap.ui.canvas.tools.move import MoveCards, MoveHeader
from journeymap.ui.canvas.tools.pan import Pan
from journeymap.ui.theme import colour
from journeymap.ui.words import language, say

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class MapView(NavigableView):
    """Shows a `MapScene` and takes the gestures made on it."""

    mode_changed = Signal(str)

    def __init__(self, scene: MapScene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self.mode = "select"
        self._gesture: Gesture | None = None
        self._editor: TitleEditor | None = None
        self._space = False
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.setAccessibleName(say("view.map"))
        self.dress()

    def dress(self) -> None:
        """Take over the colours of the theme."""
        self.setBackgroundBrush(colour("canvas"))
        self.viewport().update()

    # modes and gestures

    def set_mode(self, mode: str) -> None:
        """Choose a tool: 'select', 'add', 'connect' or 'pan'."""
        if mode != self.mode:
            self.mode = mode
            self.update_cursor()
            self.mode_changed.emit(mode)

    def update_cursor(self) -> None:
        shapes = {
            "add": Qt.CursorShape.CrossCursor,
            "connect": Qt.CursorShape.CrossCursor,
            "pan": Qt.CursorShape.OpenHandCursor,
        }
        hand = Qt.CursorShape.OpenHandCursor
        self.viewport().setCursor(hand if self._space else shapes.get(self.mode, Qt.CursorShape.ArrowCursor))

    def connection_at(self, place: QPointF) -> str | None:
        """The id of the connection that runs near a place."""
        reach = QRectF(place.x() - 14, place.y() - 14, 28, 28)
        found = (item for item in self.map_scene.items(reach) if isinstance(item, ConnectionItem))
        return next((item.connection_id for item in found), None)

    def _gesture_for(self, event: QMouseEvent) -> Gesture | None:
        place, modifiers = self.mapToScene(event.position().toPoint()), event.modifiers()
        if event.button() == Qt.MouseButton.MiddleButton or self._space or self.mode == "pan":
            return Pan(self, place, modifiers)
        if event.button() != Qt.MouseButton.LeftButton:
            return None
        thing = self.map_scene.thing_at(place)
        if isinstance(thing, CardItem):
            if self.map_scene.open_at(place):
                return None
            if self.mode == "connect" or thing.handle_at(place - thing.pos()):
                return Connect(self, place, modifiers, thing)
            return MoveCards(self, place, modifiers, thing)
        if isinstance(thing, PlusItem):
            self._add_header(thing.adds)
            return None
        if self.mode == "add":
            self.add_at(place)
            return None
        if isinstance(thing, HeaderItem):
            return MoveHeader(self, place, modifiers, thing)
        if isinstance(thing, ConnectionItem):
            first, last = thing.ends
            reach = 18 / max(self.scale_factor, 0.3)
            if (place - last).manhattanLength() < reach:
                return Reconnect(self, place, modifiers, thing, at_start=False)
            if (place - first).manhattanLength() < reach:
                return Reconnect(self, place, modifiers, thing, at_start=True)
            chosen = [thing.connection_id]
            if modifiers & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier):
                chosen += self.map_scene.selected_ids()
            self.map_scene.select(chosen)
            return None
        on_strip = self.map_scene.strip_at(place)
        if on_strip is not None:
            self.map_scene.select([on_strip[0]])
            return None
        return Marquee(self, place, modifiers)

    def _end_gesture(self, place: QPointF | None) -> None:
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

    # adding and renaming

    def add_at(self, place: QPointF) -> None:
        """A new touchpoint in the cell at a place, ready to be named."""
        cell = self.map_scene.cell_at(place)
        if cell is None:
            return
        point, changes = touchpoints.add(self.map_scene.state, self.map_scene.journey_id, cell[0], cell[1])
        self._run_new(point.id, "add_touchpoint", changes)

    def add_next(
        self, source_id: str | None = None, *, stage_id: str | None = None, lane_id: str | None = None
    ) -> None:
        """A new touchpoint behind another one (the selected one if none is named), ready to be named."""
        scene = self.map_scene
        if source_id is None:
            chosen = scene.selected(Touchpoint)
            source_id = chosen[-1] if chosen else None
        if source_id is None:
            place = self._free_place(stage_id)
            if place is not None:
                point, changes = touchpoints.add(scene.state, scene.journey_id, *place)
                self._run_new(point.id, "add_touchpoint", changes)
            return
        point, changes = touchpoints.add_behind(scene.state, source_id, stage_id=stage_id, lane_id=lane_id)
        self._run_new(point.id, "add_touchpoint", changes)

    def add_next_in(self, *, stage_step: int = 0, lane_step: int = 0) -> None:
        """A new touchpoint behind the selected one, some stages on or some lanes down; lanes go round at the end."""
        scene = self.map_scene
        chosen = scene.selected(Touchpoint)
        source = scene.state.get(Touchpoint, chosen[-1]) if chosen else None
        if source is None:
            self.add_next()
            return
        stage_ids = [each.id for each in queries.stages(scene.state, scene.journey_id)]
        lane_ids = [each.id for each in queries.lanes(scene.state, scene.journey_id)]
        stage = stage_ids.index(source.stage_id) if source.stage_id in stage_ids else 0
        lane = lane_ids.index(source.lane_id) if source.lane_id in lane_ids else 0
        self.add_next(
            source.id,
            stage_id=stage_ids[min(stage + stage_step, len(stage_ids) - 1)],
            lane_id=lane_ids[(lane + lane_step) % len(lane_ids)],
        )

    def _free_place(self, stage_id: str | None) -> tuple[str, str] | None:
        scene = self.map_scene
        headers = [each for each in scene.selected_ids() if each in scene.layout.stages]
        place = touchpoints.first_place(scene.state, scene.journey_id)
        if place is None:
            return None
        return (stage_id or (headers[0] if headers else place[0]), place[1])

    def _add_header(self, adds: str) -> None:
        scene = self.map_scene
        if adds == "stage":
            stage, changes = stages.add_stage(scene.state, scene.journey_id)
            self._run_new(stage.id, "add_stage", changes)
        else:
            lane, changes = stages.add_lane(scene.state, scene.journey_id)
            self._run_new(lane.id, "add_lane", changes)

    def add_stage(self) -> None:
        self._add_header("stage")

    def add_lane(self) -> None:
        self._add_header("lane")

    def _run_new(self, record_id: str, label: str, changes: list[Change]) -> None:
        self.map_scene.session.run(Label.of(label), changes, merge_key=f"new:{record_id}")
        self.map_scene.select([record_id])
        self.reveal(record_id)
        self.edit_title(record_id, merge_key=f"new:{record_id}")

    def edit_title(self, record_id: str, *, merge_key: str | None = None, typed: str | None = None) -> None:
        """Open the field for a title over a card or header; `typed` is the key that opened it and replaces the text."""
        self.close_editor()
        record = self.map_scene.state.find(record_id)
        box = self._title_box(record_id)
        if box is None or not isinstance(record, Touchpoint | Stage | Lane):
            return
        editor = TitleEditor(self.viewport(), record.title.shown_in(language()), box, self.scale_factor)
        if typed is not None:
            editor.setPlainText("")
            editor.insertPlainText(typed)
        editor.taken.connect(lambda text, then: self._title_taken(record_id, text, then, merge_key))
        editor.dropped.connect(self.close_editor)
        self._editor = editor

    def _title_box(self, record_id: str) -> QRectF | None:
        scene = self.map_scene
        card = scene.card(record_id)
        if card is not None:
            box = card.title_rect().translated(card.pos())
        else:
            header = scene.header(record_id)
            if header is None:
                return None
            box = header.header_rect
        return QRectF(self.mapFromScene(box).boundingRect())

    def _title_taken(self, record_id: str, text: str, then: Then, merge_key: str | None) -> None:
        record = self.map_scene.state.find(record_id)
        title = getattr(record, "title", LocalText())
        self.close_editor()
        if record is not None and text != title.shown_in(language()):
            changes = fields.set_text(self.map_scene.state, record_id, "title", language(), text)
            self.map_scene.session.run(Label.of(f"rename_{record.kind_name}"), changes, merge_key=merge_key)
        self.map_scene.session.history.close_step()
        self.map_scene.select([record_id])
        if isinstance(record, Touchpoint) and then is not Then.NOTHING:
            steps = {Then.NEXT: (0, 0), Then.NEXT_LANE: (0, 1), Then.NEXT_STAGE: (1, 0)}[then]
            self.add_next_in(stage_step=steps[0], lane_step=steps[1])
        elif isinstance(record, Stage | Lane) and then is Then.NEXT:
            rows = (queries.stages if isinstance(record, Stage) else queries.lanes)(
                self.map_scene.state, self.map_scene.journey_id
            )
            place = [row.id for row in rows].index(record_id) + 1
            if place < len(rows):
                self.map_scene.select([rows[place].id])
                self.edit_title(rows[place].id)

    @property
    def editor(self) -> TitleEditor | None:
        """The open title field."""
        return self._editor

    def close_editor(self) -> None:
        editor, self._editor = self._editor, None
        if editor is not None:
            editor.blockSignals(True)
            editor.hide()
            editor.deleteLater()
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    # walking with keys

    def walk(self, dx: int, dy: int) -> None:
        """Select the next card in a direction: along a connection where one leads there, else the nearest one."""
        scene = self.map_scene
        chosen = scene.selected(Touchpoint)
        cards = scene.layout.cards
        if not cards:
            return
        if not chosen:
            first = queries.touchpoints(scene.state, scene.journey_id)[0].id
            self._go_to(first)
            return
        here = cards[chosen[-1]]
        linked = {
            each.target_id if each.source_id == chosen[-1] else each.source_id
            for each in queries.connections_of(scene.state, chosen[-1])
        }
        best: tuple[float, str] | None = None
        for touchpoint_id, rect in cards.items():
            ahead = (rect.x - here.x) * dx + (rect.y - here.y) * dy
            aside = abs((rect.x - here.x) * dy) + abs((rect.y - here.y) * dx)
            if touchpoint_id == chosen[-1] or ahead <= 1:
                continue
            distance = ahead + 2.2 * aside - (260 if touchpoint_id in linked else 0)
            if aside <= ahead * 3 and (best is None or distance < best[0]):
                best = distance, touchpoint_id
        if best is not None:
            self._go_to(best[1])

    def _go_to(self, touchpoint_id: str) -> None:
        self.map_scene.select([touchpoint_id])
        self.reveal(touchpoint_id)

    # Qt's methods

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() == Qt.MouseButton.RightButton:
            self._select_under(event)
            event.ignore()
            return
        self._end_gesture(None)
        self._gesture = self._gesture_for(event)
        event.accept()

    def _select_under(self, event: QMouseEvent) -> None:
        thing = self.map_scene.thing_at(self.mapToScene(event.position().toPoint()))
        if isinstance(thing, CardItem | ConnectionItem | HeaderItem) and not thing.isSelected():
            self.map_scene.clearSelection()
            thing.setSelected(True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._gesture is not None:
            self._gesture.move(self.mapToScene(event.position().toPoint()))
        else:
            super().mouseMoveEvent(event)
            self.viewport().setToolTip(self.map_scene.strip_text_at(self.mapToScene(event.position().toPoint())))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._end_gesture(self.mapToScene(event.position().toPoint()))
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._end_gesture(None)
        place = self.mapToScene(event.position().toPoint())
        thing = self.map_scene.thing_at(place)
        if isinstance(thing, CardItem):
            self.edit_title(thing.touchpoint_id)
        elif isinstance(thing, HeaderItem):
            self.edit_title(thing.record_id)
        elif thing is None and self.map_scene.is_on_map(place):
            self.add_at(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        plain = not modifiers & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Escape:
            if self._gesture is not None:
                self._end_gesture(None)
            elif self.mode != "select":
                self.set_mode("select")
            else:
                self.map_scene.select(())
        elif key == Qt.Key.Key_Space and plain and not self._space:
            self._space = not event.isAutoRepeat()
            self.update_cursor()
        elif key in _ARROWS and plain:
            self.walk(*_ARROWS[Qt.Key(key)])
        elif plain and event.text().isprintable() and event.text().strip() and self._typing_target():
            self.edit_title(self._typing_target() or "", typed=event.text())
        else:
            super().keyPressEvent(event)

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
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self.update_cursor()
        super().keyReleaseEvent(event)

    def _typing_target(self) -> str | None:
        chosen = self.map_scene.selected_ids()
        return chosen[0] if len(chosen) == 1 and self._title_box(chosen[0]) is not None else None
