"""Drawing a connection from a card: to another card, or to empty ground, where a new touchpoint then stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsRectItem

from journeymap.edit import connections, touchpoints
from journeymap.model.changes import Label
from journeymap.ui.canvas.items.card import CardItem
from journeymap.ui.canvas.items.connection import ConnectionItem
from journeymap.ui.canvas.painting import rounded_path
from journeymap.ui.canvas.tools.gesture import Gesture
from journeymap.ui.canvas.tools.marks import ghost_frame
from journeymap.ui.theme import colour

if TYPE_CHECKING:
    from journeymap.ui.canvas.view import MapView


class Connect(Gesture):
    """Drag from a card's edge. A click on the edge adds the next touchpoint."""

    def __init__(self, view: MapView, start: QPointF, modifiers: Qt.KeyboardModifier, card: CardItem) -> None:
        super().__init__(view, start, modifiers)
        self._source = card
        self._draft: QGraphicsPathItem | None = None
        self._frame: QGraphicsRectItem | None = None

    def begin_drag(self) -> None:
        self._draft = QGraphicsPathItem()
        self._draft.setPen(QPen(colour("accent"), 2))
        self._draft.setZValue(40)
        self.scene.addItem(self._draft)
        self._frame = ghost_frame(QRectF())
        self.scene.addItem(self._frame)

    def drag(self, place: QPointF) -> None:
        assert self._draft is not None and self._frame is not None
        box = self._source.card_rect.translated(self._source.pos())
        start = QPointF(box.right(), box.center().y())
        target = self._target(place)
        if target is not None:
            aim = target.card_rect.translated(target.pos())
            end = QPointF(aim.left(), aim.center().y())
            self._frame.setRect(aim.adjusted(-3, -3, 3, 3))
        else:
            end = place
            size = self._source.card_rect
            on_map = self.scene.is_on_map(place)
            self._frame.setRect(
                QRectF(place.x(), place.y() - size.height() / 2, size.width(), size.height()) if on_map else QRectF()
            )
        middle = (start.x() + end.x()) / 2
        corners = [start, QPointF(middle, start.y()), QPointF(middle, end.y()), end]
        self._draft.setPath(rounded_path([(each.x(), each.y()) for each in corners]))

    def _target(self, place: QPointF) -> CardItem | None:
        card = self.scene.card_at(place)
        return card if card is not None and card is not self._source else None

    def finish(self) -> None:
        state, session = self.scene.state, self.scene.session
        source_id = self._source.touchpoint_id
        if not self.is_drag:
            self.view.add_next(source_id)
            return
        place = self.last
        target = self._target(place)
        if target is not None:
            connection, changes = touchpoints.connect(state, source_id, target.touchpoint_id)
            if connection is not None:
                session.run(Label.of("connect"), changes)
                self.scene.select([connection.id])
            return
        cell = self.scene.cell_at(place) if self.scene.is_on_map(place) else None
        if cell is not None:
            self.view.add_next(source_id, stage_id=cell[0], lane_id=cell[1])

    def cancel(self) -> None:
        for item in (self._draft, self._frame):
            if item is not None:
                self.scene.removeItem(item)
        self._draft = self._frame = None


class Reconnect(Gesture):
    """Drag an end of a connection to another card."""

    def __init__(
        self, view: MapView, start: QPointF, modifiers: Qt.KeyboardModifier, line: ConnectionItem, *, at_start: bool
    ) -> None:
        super().__init__(view, start, modifiers)
        self._line = line
        self._at_start = at_start
        self._draft: QGraphicsPathItem | None = None

    def begin_drag(self) -> None:
        self._draft = QGraphicsPathItem()
        self._draft.setPen(QPen(colour("accent"), 2, Qt.PenStyle.DashLine))
        self._draft.setZValue(40)
        self.scene.addItem(self._draft)

    def drag(self, place: QPointF) -> None:
        assert self._draft is not None
        first, last = self._line.ends
        ends = (place, last) if self._at_start else (first, place)
        self._draft.setPath(rounded_path([(each.x(), each.y()) for each in ends]))

    def finish(self) -> None:
        if not self.is_drag:
            self.scene.select([self._line.connection_id])
            return
        card = self.scene.card_at(self.last)
        if card is None:
            return
        changes = connections.reconnect(
            self.scene.state, self._line.connection_id, card.touchpoint_id, at_start=self._at_start
        )
        if changes:
            self.scene.session.run(Label.of("reconnect"), changes)

    def cancel(self) -> None:
        if self._draft is not None:
            self.scene.removeItem(self._draft)
            self._draft = None
