"""Moving touchpoints over the map, or setting down copies of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtWidgets import QGraphicsRectItem

from journeymap.edit import touchpoints
from journeymap.edit.touchpoints import Spot
from journeymap.model import queries
from journeymap.model.changes import Label
from journeymap.model.records import Connection, Touchpoint
from journeymap.ui.canvas.dropping import room_for
from journeymap.ui.canvas.items.card import CardItem
from journeymap.ui.canvas.tools.gesture import ALT, CONTROL, SHIFT, Gesture
from journeymap.ui.canvas.tools.marks import DropMarks, ghost_frame

if TYPE_CHECKING:
    from journeymap.ui.canvas.view import MapView


class MoveCards(Gesture):
    """Drag the selected cards; they snap to the edges of others, and stay where they are let go.

    With Ctrl or Alt held, copies are set down and the cards stay; with Shift nothing snaps.
    """

    def __init__(self, view: MapView, start: QPointF, modifiers: Qt.KeyboardModifier, card: CardItem) -> None:
        super().__init__(view, start, modifiers)
        self._card = card
        self._was_selected = card.isSelected()
        self._began_with_control = bool(modifiers & CONTROL)
        self._origins: dict[str, QPointF] = {}
        self._offset = QPointF()
        self._ghosts: list[QGraphicsRectItem] = []
        self._marks = DropMarks(self.scene, self._origins)
        if not self._was_selected:
            kept = self.scene.selected_ids() if modifiers & (SHIFT | CONTROL) else []
            self.scene.select([*kept, card.touchpoint_id])

    @property
    def _copies(self) -> bool:
        return bool(self.modifiers & (CONTROL | ALT))

    def begin_drag(self) -> None:
        if self._began_with_control and not self._was_selected:
            self.scene.select([self._card.touchpoint_id])
        chosen = self.scene.selected(Touchpoint)
        self.scene.lift(chosen)
        for touchpoint_id in chosen:
            card = self.scene.card(touchpoint_id)
            if card is not None:
                self._origins[touchpoint_id] = card.pos()

    def drag(self, place: QPointF) -> None:
        origin = self._origins[self._card.touchpoint_id]
        corner = origin + place - self.start
        if self.modifiers & SHIFT:
            self._marks.hide_lines()
        else:
            corner = self._marks.snapped(corner)
        self._offset = corner - origin
        self.scene.carry(QPointF() if self._copies else self._offset)
        self._show_ghosts()
        centre = self._centre(self._card.touchpoint_id)
        self._marks.show_cell(centre)
        self._marks.show_way(self._way_under())

    def _show_ghosts(self) -> None:
        """Outlines of the copies, and a plus at the pointer."""
        self._drop_ghosts()
        opacity = 1.0 if self._copies else 0.85
        for touchpoint_id, origin in self._origins.items():
            card = self.scene.card(touchpoint_id)
            if card is None:
                continue
            card.setOpacity(opacity)
            if self._copies:
                ghost = ghost_frame(card.card_rect.translated(origin + self._offset))
                self._ghosts.append(ghost)
                self.scene.addItem(ghost)
        self.view.show_sign(Qt.CursorShape.DragCopyCursor if self._copies else Qt.CursorShape.ClosedHandCursor)

    def _drop_ghosts(self) -> None:
        for ghost in self._ghosts:
            self.scene.removeItem(ghost)
        self._ghosts.clear()

    def _centre(self, touchpoint_id: str) -> QPointF:
        return QRectF(self._card.card_rect).translated(self._origins[touchpoint_id] + self._offset).center()

    def _way_under(self) -> str | None:
        """The connection that a single card without ways would go into where it is."""
        touchpoint_id = self._card.touchpoint_id
        if self._copies or len(self._origins) > 1 or queries.connections_of(self.scene.state, touchpoint_id):
            return None
        return self.view.connection_at(self._centre(touchpoint_id))

    def finish(self) -> None:
        if not self.is_drag:
            if self._was_selected and self.modifiers & CONTROL:
                self._card.setSelected(False)
            elif not self.modifiers:
                self.scene.select([self._card.touchpoint_id])
            return
        spots: dict[str, Spot] = {}
        for touchpoint_id in self._origins:
            cell = self.scene.cell_at(self._centre(touchpoint_id))
            if cell is not None:
                spots[touchpoint_id] = cell
        if self._copies:
            self._set_down_copies(spots)
        else:
            self._move(spots)

    def _move(self, spots: dict[str, Spot]) -> None:
        state, session = self.scene.state, self.scene.session
        way = self._way_under()
        if way is not None:
            (touchpoint_id, spot) = next(iter(spots.items()))
            if self._is_automatic(way):  # the map makes room for it between the two
                spots = {touchpoint_id: (spot[0], spot[1], None)}
        changes = [*touchpoints.move(state, spots), *room_for(self.scene, spots)]
        if way is not None:
            changes += touchpoints.insert_into(state, self._card.touchpoint_id, way)
        session.run(Label.of("move_touchpoints", n=len(spots)), changes)

    def _is_automatic(self, connection_id: str) -> bool:
        """Whether both ends of a connection stand where the map has put them."""
        way = self.scene.state.get(Connection, connection_id)
        ends = [self.scene.state.get(Touchpoint, each) for each in (way.source_id, way.target_id)] if way else []
        return all(each is not None and each.pos is None for each in ends)

    def _set_down_copies(self, spots: dict[str, Spot]) -> None:
        state = self.scene.state
        new_ids, changes = touchpoints.duplicate(state, list(spots), spots)
        landed = dict(zip(new_ids, spots.values(), strict=True))
        self.scene.session.run(
            Label.of("duplicate", n=len(spots)), [*changes, *room_for(self.scene, landed)]
        )  # fmt: skip
        self.scene.select(new_ids)

    def cancel(self) -> None:
        for touchpoint_id in self._origins:
            card = self.scene.card(touchpoint_id)
            if card is not None:
                card.setOpacity(1)
        self._drop_ghosts()
        self._marks.clear()
        self.scene.put_down()
        self.view.update_cursor()
