"""What shows where a dragged card would go: lines to the cards it is level with, its cell, the connection it would go into."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QGraphicsRectItem

from journeymap.ui.canvas.items.card import CardItem
from journeymap.ui.canvas.painting import rounded_path
from journeymap.ui.canvas.scene import MapScene
from journeymap.ui.theme import colour

SNAP = 8.0
"""Grid and reach of snap lines, in map units."""
NEAR_X, NEAR_Y = 900.0, 700.0
"""How far off cards are looked for to be level with."""


class DropMarks:
    """The marks of one drag on a scene."""

    def __init__(self, scene: MapScene, carried: Collection[str]) -> None:
        self._scene = scene
        self._carried = carried
        self._lines: list[QGraphicsItem] = []
        self._cell: QGraphicsRectItem | None = None
        self._way: QGraphicsPathItem | None = None

    def snapped(self, corner: QPointF) -> QPointF:
        """The top left corner of a card, level with another card or on the grid; shows the lines to what it is level with."""
        self.hide_lines()
        size = self._scene.layout.metrics
        reach = QPointF(NEAR_X, NEAR_Y)
        near = QRectF(corner - reach, corner + reach)
        others = [
            item.pos() for item in self._scene.items(near)
            if isinstance(item, CardItem) and item.touchpoint_id not in self._carried
        ]  # fmt: skip
        x = min((each.x() for each in others), key=lambda value: abs(value - corner.x()), default=None)
        y = min((each.y() for each in others), key=lambda value: abs(value - corner.y()), default=None)
        found = QPointF(round(corner.x() / SNAP) * SNAP, round(corner.y() / SNAP) * SNAP)
        pen = QPen(colour("accent"), 0, Qt.PenStyle.DashLine)
        if x is not None and abs(x - corner.x()) <= SNAP:
            found.setX(x)
        if y is not None and abs(y - corner.y()) <= SNAP:
            found.setY(y)
        if found.x() == x:
            level = [each.y() for each in others if each.x() == x] + [found.y()]
            for line_x in (x, x + size.card_width):
                line = self._scene.addLine(line_x, min(level) - 12, line_x, max(level) + size.card_height + 12, pen)
                self._lines.append(line)
        if found.y() == y:
            level = [each.x() for each in others if each.y() == y] + [found.x()]
            middle = y + size.card_height / 2
            self._lines.append(self._scene.addLine(min(level), middle, max(level) + size.card_width, middle, pen))
        for guide in self._lines:
            guide.setZValue(19)
        return found

    def hide_lines(self) -> None:
        for line in self._lines:
            self._scene.removeItem(line)
        self._lines.clear()

    def show_cell(self, centre: QPointF) -> None:
        """Tint the cell that a card with its middle at `centre` would be in."""
        cell = self._scene.cell_at(centre)
        if cell is None:
            return
        if self._cell is None:
            fill = QColor(colour("accent"))
            fill.setAlpha(18)
            self._cell = self._scene.addRect(QRectF(), QPen(Qt.PenStyle.NoPen), fill)
            self._cell.setZValue(-5)
        stage, lane = self._scene.layout.stages[cell[0]], self._scene.layout.lanes[cell[1]]
        self._cell.setRect(QRectF(stage.x, lane.y, stage.width, lane.height))

    def show_way(self, connection_id: str | None) -> None:
        """Make a connection stand out that the card would go into; None for none."""
        if self._way is not None:
            self._scene.removeItem(self._way)
            self._way = None
        route = self._scene.layout.routes.get(connection_id) if connection_id is not None else None
        if route is not None:
            self._way = QGraphicsPathItem(rounded_path(route.points))
            self._way.setPen(QPen(colour("accent"), 5))
            self._way.setZValue(6)
            self._scene.addItem(self._way)

    def clear(self) -> None:
        """Take all marks away."""
        self.hide_lines()
        self.show_way(None)
        if self._cell is not None:
            self._scene.removeItem(self._cell)
            self._cell = None


def ghost_frame(rect: QRectF) -> QGraphicsRectItem:
    """The outline of a card that would come to be."""
    frame = QGraphicsRectItem(rect)
    frame.setPen(QPen(colour("accent"), 1.6, Qt.PenStyle.DashLine))
    frame.setZValue(40)
    return frame
