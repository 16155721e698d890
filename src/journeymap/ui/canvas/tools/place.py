"""A new touchpoint dragged onto the map from the bar of kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtWidgets import QGraphicsRectItem

from journeymap.ui.canvas.tools.gesture import SHIFT, Gesture
from journeymap.ui.canvas.tools.marks import DropMarks, ghost_frame

if TYPE_CHECKING:
    from journeymap.ui.canvas.view import MapView


class PlaceNew(Gesture):
    """Drag a kind of touchpoint to where it belongs; on a connection it goes into it, beside the map nothing comes of it."""

    def __init__(self, view: MapView, start: QPointF, modifiers: Qt.KeyboardModifier, kind: str) -> None:
        super().__init__(view, start, modifiers)
        self._kind = kind
        self._frame: QGraphicsRectItem | None = None
        self._marks = DropMarks(self.scene, ())
        self._centre: QPointF | None = None

    def begin_drag(self) -> None:
        self._frame = ghost_frame(QRectF())
        self.scene.addItem(self._frame)

    def drag(self, place: QPointF) -> None:
        assert self._frame is not None
        inside = self.view.is_in_sight(place) and self.scene.is_on_map(place)
        self._frame.setVisible(inside)
        self._marks.clear()
        self._centre = None
        self.view.show_sign(Qt.CursorShape.DragCopyCursor if inside else Qt.CursorShape.ForbiddenCursor)
        if not inside:
            return
        size = self.scene.layout.metrics
        half = QPointF(size.card_width / 2, size.card_height / 2)
        way = self.view.connection_at(place)
        corner = place - half
        if way is None and not self.modifiers & SHIFT:
            corner = self._marks.snapped(corner)
        self._centre = corner + half
        self._frame.setRect(QRectF(corner.x(), corner.y(), size.card_width, size.card_height))
        self._marks.show_cell(self._centre)
        self._marks.show_way(way)

    def finish(self) -> None:
        if self._centre is not None:
            self.view.add_at(self._centre, stays=True, kind=self._kind)

    def cancel(self) -> None:
        self._marks.clear()
        if self._frame is not None:
            self.scene.removeItem(self._frame)
            self._frame = None
        self.view.update_cursor()
