"""Stages and lanes by their headers: dragged to another place in their row, or wider and taller by their edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QGraphicsLineItem, QGraphicsRectItem

from journeymap.edit import stages
from journeymap.model import queries
from journeymap.model.changes import Label
from journeymap.model.records import Stage
from journeymap.ui.canvas.items.grid import HeaderItem
from journeymap.ui.canvas.tools.gesture import Gesture
from journeymap.ui.theme import colour

if TYPE_CHECKING:
    from journeymap.ui.canvas.view import MapView


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


class ResizeHeader(Gesture):
    """Drag the right edge of a stage or the lower edge of a lane; contents keep the room they need."""

    def __init__(self, view: MapView, start: QPointF, modifiers: Qt.KeyboardModifier, header: HeaderItem) -> None:
        super().__init__(view, start, modifiers)
        self._header = header
        self._frame: QGraphicsRectItem | None = None
        self.scene.select([header.record_id])

    def begin_drag(self) -> None:
        fill = QColor(colour("accent"))
        fill.setAlpha(18)
        self._frame = self.scene.addRect(QRectF(), QPen(colour("accent"), 1.6, Qt.PenStyle.DashLine), fill)
        self._frame.setZValue(30)

    def _extent(self, place: QPointF) -> float:
        """How wide the stage or how tall the lane would be with the mouse at a place."""
        box, moved = self._header.header_rect, place - self.start
        wanted = box.width() + moved.x() if self._header.is_stage else box.height() + moved.y()
        return min(max(wanted, stages.LEAST), stages.MOST)

    def drag(self, place: QPointF) -> None:
        assert self._frame is not None
        box, bounds, extent = self._header.header_rect, self.scene.layout.bounds, self._extent(place)
        if self._header.is_stage:
            self._frame.setRect(QRectF(box.left(), bounds.y, extent, bounds.height))
        else:
            self._frame.setRect(QRectF(bounds.x, box.top(), bounds.width, extent))

    def finish(self) -> None:
        if self.is_drag:
            resize(self.view, self._header.record_id, self._extent(self.last))

    def cancel(self) -> None:
        if self._frame is not None:
            self.scene.removeItem(self._frame)
            self._frame = None


def resize(view: MapView, record_id: str, extent: float | None) -> None:
    """Give a stage a width or a lane a height; None gives it back what its contents need.

    Where contents need more than was given so far, less than they need is the same as nothing given.
    """
    scene = view.map_scene
    header, record = scene.header(record_id), scene.state.find(record_id)
    if header is None or record is None:
        return
    box = header.header_rect
    shown = box.width() if header.is_stage else box.height()
    given = record.value("width" if header.is_stage else "height")
    if extent is not None and extent < shown and (given or 0) < shown - 0.5:
        extent = None
    changes = stages.resize(scene.state, record_id, extent)
    if changes:
        key = "resize_stage" if header.is_stage else "resize_lane"
        scene.session.run(Label.of(key), changes, merge_key=f"{key}:{record_id}")
