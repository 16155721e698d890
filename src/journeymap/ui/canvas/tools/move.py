"""Moving touchpoints over the map, and stages or lanes along their row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsLineItem, QGraphicsRectItem

from journeymap.edit import stages, touchpoints
from journeymap.model import queries
from journeymap.model.changes import Change, Label
from journeymap.model.records import Stage, Touchpoint
from journeymap.model.values import Point
from journeymap.ui.canvas.items.card import CardItem
from journeymap.ui.canvas.items.grid import HeaderItem
from journeymap.ui.canvas.tools.gesture import Gesture
from journeymap.ui.theme import colour

if TYPE_CHECKING:
    from journeymap.ui.canvas.view import MapView

SNAP = 8.0
"""Grid and reach of snap lines, in map units."""


class MoveCards(Gesture):
    """Drag the selected cards; they snap to the edges of others, and stay where they are let go."""

    def __init__(self, view: MapView, start: QPointF, modifiers: Qt.KeyboardModifier, card: CardItem) -> None:
        super().__init__(view, start, modifiers)
        self._card = card
        self._was_selected = card.isSelected()
        self._origins: dict[str, QPointF] = {}
        self._offset = QPointF()
        self._guides: list[QGraphicsItem] = []
        self._cell: QGraphicsRectItem | None = None
        adding = modifiers & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier)
        if not self._was_selected:
            kept = self.scene.selected_ids() if adding else []
            self.scene.select([*kept, card.touchpoint_id])

    def begin_drag(self) -> None:
        chosen = self.scene.selected(Touchpoint)
        self.scene.lift(chosen)
        for touchpoint_id in chosen:
            card = self.scene.card(touchpoint_id)
            if card is not None:
                self._origins[touchpoint_id] = card.pos()
                card.setOpacity(0.85)
        fill = QColor(colour("accent"))
        fill.setAlpha(18)
        self._cell = self.scene.addRect(QRectF(), QPen(Qt.PenStyle.NoPen), fill)
        self._cell.setZValue(-5)

    def drag(self, place: QPointF) -> None:
        self._offset = self._snapped(place - self.start)
        self.scene.carry(self._offset)
        centre = self._centre(self._card.touchpoint_id)
        cell = self.scene.cell_at(centre)
        if cell is not None and self._cell is not None:
            stage, lane = self.scene.layout.stages[cell[0]], self.scene.layout.lanes[cell[1]]
            self._cell.setRect(QRectF(stage.x, lane.y, stage.width, lane.height))

    def _centre(self, touchpoint_id: str) -> QPointF:
        box = self._card.card_rect
        return self._origins[touchpoint_id] + self._offset + QPointF(box.width() / 2, box.height() / 2)

    def _snapped(self, offset: QPointF) -> QPointF:
        """The offset on the grid, or in line with another card; shows the line."""
        for guide in self._guides:
            self.scene.removeItem(guide)
        self._guides.clear()
        if self.modifiers & Qt.KeyboardModifier.AltModifier:
            return offset
        origin = self._origins[self._card.touchpoint_id]
        wanted = origin + offset
        near = QRectF(wanted - QPointF(900, 700), wanted + QPointF(900, 700))
        others = [
            item.pos() for item in self.scene.items(near)
            if isinstance(item, CardItem) and item.touchpoint_id not in self._origins
        ]  # fmt: skip
        x = min((each.x() for each in others), key=lambda value: abs(value - wanted.x()), default=None)
        y = min((each.y() for each in others), key=lambda value: abs(value - wanted.y()), default=None)
        box = self._card.card_rect
        pen = QPen(colour("accent"), 0, Qt.PenStyle.DashLine)
        if x is not None and abs(x - wanted.x()) <= SNAP:
            wanted.setX(x)
            self._guides.append(self.scene.addLine(x, near.top(), x, near.bottom(), pen))
        else:
            wanted.setX(round(wanted.x() / SNAP) * SNAP)
        if y is not None and abs(y - wanted.y()) <= SNAP:
            wanted.setY(y)
            middle = y + box.height() / 2
            self._guides.append(self.scene.addLine(near.left(), middle, near.right(), middle, pen))
        else:
            wanted.setY(round(wanted.y() / SNAP) * SNAP)
        return wanted - origin

    def finish(self) -> None:
        if not self.is_drag:
            if self._was_selected and self.modifiers & Qt.KeyboardModifier.ControlModifier:
                self._card.setSelected(False)
            elif not self.modifiers:
                self.scene.select([self._card.touchpoint_id])
            return
        wishes: dict[str, tuple[str, str, Point | None]] = {}
        for touchpoint_id in self._origins:
            cell = self.scene.cell_at(self._centre(touchpoint_id))
            if cell is None:
                continue
            wishes[touchpoint_id] = cell
        state = self.scene.state
        changes = touchpoints.move(state, wishes)
        if len(wishes) == 1:
            changes += self._insertion()
        self.scene.session.run(Label.of("move_touchpoints", n=len(wishes)), changes)

    def _insertion(self) -> list[Change]:
        """A card without ways that is dropped on a connection goes into it."""
        touchpoint_id = self._card.touchpoint_id
        if queries.connections_of(self.scene.state, touchpoint_id):
            return []
        hit = self.view.connection_at(self._centre(touchpoint_id))
        return touchpoints.insert_into(self.scene.state, touchpoint_id, hit) if hit else []

    def cancel(self) -> None:
        for touchpoint_id in self._origins:
            card = self.scene.card(touchpoint_id)
            if card is not None:
                card.setOpacity(1)
        self.scene.put_down()
        for guide in self._guides:
            self.scene.removeItem(guide)
        if self._cell is not None:
            self.scene.removeItem(self._cell)
        self._origins, self._guides, self._cell = {}, [], None


class MoveHeader(Gesture):
    """Drag a stage among the stages or a lane among the lanes."""

    def __init__(self, view: MapView, start: QPointF, modifiers: Qt.KeyboardModifier, header: HeaderItem) -> None:
        super().__init__(view, start, modifiers)
        self._header = header
        self._mark: QGraphicsLineItem | None = None
        self._place: int | None = None
        self.scene.select([header.record_id])

    def begin_drag(self) -> None:
        self._mark = self.scene.addLine(0, 0, 0, 0, QPen(colour("accent"), 3))
        self._mark.setZValue(30)
        self._header.setOpacity(0.5)

    def drag(self, place: QPointF) -> None:
        assert self._mark is not None
        layout = self.scene.layout
        if self._header.is_stage:
            boxes = sorted(layout.stages.values(), key=lambda rect: rect.x)
            self._place = sum(place.x() > rect.x + rect.width / 2 for rect in boxes)
            edge = boxes[self._place].x - 6 if self._place < len(boxes) else boxes[-1].right + 6
            self._mark.setLine(edge, layout.bounds.y, edge, layout.bounds.bottom)
        else:
            boxes = sorted(layout.lanes.values(), key=lambda rect: rect.y)
            self._place = sum(place.y() > rect.y + rect.height / 2 for rect in boxes)
            edge = boxes[self._place].y - 4 if self._place < len(boxes) else boxes[-1].bottom + 4
            self._mark.setLine(layout.bounds.x, edge, layout.bounds.right, edge)

    def finish(self) -> None:
        if not self.is_drag or self._place is None:
            return
        state, record_id = self.scene.state, self._header.record_id
        is_stage = state.get(Stage, record_id) is not None
        rows = queries.stages(state, self.scene.journey_id) if is_stage else queries.lanes(state, self.scene.journey_id)
        old = [row.id for row in rows].index(record_id)
        wanted = self._place - 1 if self._place > old else self._place
        if wanted != old:
            key = "move_stage" if is_stage else "move_lane"
            self.scene.session.run(Label.of(key), stages.move(state, record_id, wanted))

    def cancel(self) -> None:
        self._header.setOpacity(1)
        if self._mark is not None:
            self.scene.removeItem(self._mark)
            self._mark = None


def ghost_frame(rect: QRectF) -> QGraphicsRectItem:
    """The outline of a card that would come to be."""
    frame = QGraphicsRectItem(rect)
    frame.setPen(QPen(colour("accent"), 1.6, Qt.PenStyle.DashLine))
    frame.setZValue(40)
    return frame
