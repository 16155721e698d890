"""The ground of the map: stages as columns, lanes as rows, the line of visibility; and the headers that can be
taken hold of.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsSceneHoverEvent, QStyleOptionGraphicsItem, QWidget

from journeymap import typesetting
from journeymap.analysis.geometry import MapLayout, Rect
from journeymap.ui.canvas.painting import LINE_HEIGHT, VERY_FAR, draw_sign, draw_text, pen
from journeymap.ui.theme import BODY, CAPTION, theme
from journeymap.ui.words import say

LANE_TITLE = 12
DASHES = (6, 4)
"""Of the line of visibility, in widths of the line."""
PERIOD = 16.0
"""After so many map units every dashed line of the ground begins anew."""
HEADER_Z = 15
"""Above the cards, which pass below headers that are held in sight, and below cards that are carried."""
HELD = 6.0
"""How far a header that is held stays from the edge of the view, in map units."""
EDGE = 7.0
"""How near to its far edge a header is taken hold of to change its size."""


def qrect(rect: Rect) -> QRectF:
    return QRectF(rect.x, rect.y, rect.width, rect.height)


class GridItem(QGraphicsItem):
    """Paints the lines between stages and lanes and the line of visibility."""

    def __init__(self) -> None:
        super().__init__()
        self._layout: MapLayout | None = None
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setZValue(-10)

    def show_layout(self, layout: MapLayout) -> None:
        self.prepareGeometryChange()
        self._layout = layout
        self.update()

    def boundingRect(self) -> QRectF:
        return qrect(self._layout.bounds).adjusted(-4, -4, 4, 24) if self._layout else QRectF()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        layout, t, seen = self._layout, theme(), option.exposedRect
        if layout is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen(t.line, 1, Qt.PenStyle.DotLine))
        stages = sorted(layout.stages.values(), key=lambda rect: rect.x)
        for left, right in pairwise(stages):
            x = (left.right + right.x) / 2
            if seen.left() <= x <= seen.right():
                _draw_line(painter, QPointF(x, left.y), QPointF(x, left.bottom), seen)
        lanes = sorted(layout.lanes.values(), key=lambda rect: rect.y)
        painter.setPen(pen(t.line, 1))
        for above, below in pairwise(lanes):
            border = (above.bottom + below.y) / 2
            if layout.visibility_y is None or abs(layout.visibility_y - border) > 12:
                _draw_line(painter, QPointF(above.x, border), QPointF(above.right, border), seen)
        if layout.visibility_y is not None and stages:
            y, end = layout.visibility_y, stages[-1].right
            painter.setPen(_visibility_pen(t.connection))
            _draw_line(painter, QPointF(stages[0].x, y), QPointF(end, y), seen)
            if option.levelOfDetailFromTransform(painter.worldTransform()) > VERY_FAR:
                text = say("line_of_visibility")
                width = typesetting.width(text, CAPTION)
                draw_text(painter, text, QRectF(end - width - 4, y + 2, width + 4, 16), CAPTION, t.ink_2)


@cache
def _visibility_pen(colour: str) -> QPen:
    found = QPen(QColor(colour), 1.6)
    found.setDashPattern(DASHES)
    return found


def _draw_line(painter: QPainter, start: QPointF, end: QPointF, seen: QRectF) -> None:
    """Draw what is in sight of a level or upright line, from where a new dash begins: Qt cuts even those not in sight."""
    level = start.y() == end.y()
    begin, far = (start.x(), end.x()) if level else (start.y(), end.y())
    low, high = (seen.left(), seen.right()) if level else (seen.top(), seen.bottom())
    begin, far = begin + max(0.0, low - begin) // PERIOD * PERIOD, min(far, high)
    if begin < far:
        one, other = ((begin, start.y()), (far, start.y())) if level else ((start.x(), begin), (start.x(), far))
        painter.drawLine(QPointF(*one), QPointF(*other))


class HeaderItem(QGraphicsItem):
    """The header of a stage or of a lane."""

    def __init__(self, record_id: str, changed: Callable[[], None], *, is_stage: bool) -> None:
        """`changed` is told when it looks different."""
        super().__init__()
        self.record_id = record_id
        self.is_stage = is_stage
        self._rect = QRectF()
        self._title = ""
        self._number = 0
        self._icon = ""
        self._hovered = False
        self._changed = changed
        self.is_held = False
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
        self.setAcceptHoverEvents(True)
        self.setZValue(HEADER_Z + 1 if is_stage else HEADER_Z)

    def show_header(self, rect: Rect, title: str, *, number: int = 0, icon: str = "") -> None:
        """Show a stage's number and title, or a lane's icon and title."""
        if qrect(rect) != self._rect:
            self.prepareGeometryChange()
            self._rect = qrect(rect)
        self._title, self._number, self._icon = title, number, icon
        self.setToolTip(title)
        self.update()

    def hold(self, corner: QPointF, end: QPointF) -> None:
        """Stay in sight where the view begins at `corner`, as far as the map goes.

        Away from its own place it paints nothing itself: a strip over the view does.
        """
        if self.is_stage:
            away = min(max(corner.y() + HELD - self._rect.top(), 0.0), max(end.y() - self._rect.bottom(), 0.0))
            self.setPos(0.0, away)
        else:
            away = min(max(corner.x() + HELD - self._rect.left(), 0.0), max(end.x() - self._rect.right(), 0.0))
            self.setPos(away, 0.0)
        if (away > 0) != self.is_held:
            self.is_held = away > 0
            self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents, self.is_held)

    @property
    def header_rect(self) -> QRectF:
        """Where it is shown now, in the scene."""
        return self._rect.translated(self.pos())

    def edge_at(self, place: QPointF) -> bool:
        """Whether a place of the scene is at the edge by which the stage is made wider or the lane taller."""
        box = self.header_rect
        return place.x() >= box.right() - EDGE if self.is_stage else place.y() >= box.bottom() - EDGE

    def boundingRect(self) -> QRectF:
        return self._rect.adjusted(-2, -2, 3, 2) if self.is_stage else self._rect.adjusted(-2, -2, 2, 3)

    def itemChange(self, change: QGraphicsItem.GraphicsItemChange, value: object) -> object:
        if change == QGraphicsItem.GraphicsItemChange.ItemSelectedHasChanged:
            self._changed()
        return super().itemChange(change, value)

    def _hover(self, *, on: bool) -> None:
        self._hovered = on
        self.update()
        self._changed()

    def hoverEnterEvent(self, _event: object) -> None:
        self._hover(on=True)

    def hoverMoveEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        if self.edge_at(event.scenePos()):
            self.setCursor(Qt.CursorShape.SplitHCursor if self.is_stage else Qt.CursorShape.SplitVCursor)
        else:
            self.unsetCursor()

    def hoverLeaveEvent(self, _event: object) -> None:
        self.unsetCursor()
        self._hover(on=False)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        self.paint_on(painter, option.levelOfDetailFromTransform(painter.worldTransform()))

    def paint_on(self, painter: QPainter, scale: float) -> None:
        """Paint it at its own place; a map unit takes `scale` pixels."""
        t = theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(
            QPen(QColor(t.accent), 2) if self.isSelected() else QPen(QColor(t.header if self.is_stage else t.hover), 1)
        )
        painter.setBrush(QColor(t.header if self.is_stage else t.hover))
        painter.drawRoundedRect(self._rect, 7, 7)
        if self._hovered:
            self._paint_grip(painter)
        if scale < VERY_FAR:
            return
        if self.is_stage:
            text = f"{self._number}  {self._title}" if self._title else f"{self._number}  {say('stage.untitled')}"
            colour = t.ink if self._title else t.ink_2
            centre = Qt.AlignmentFlag.AlignHCenter
            draw_text(painter, text, self._rect.adjusted(8, 0, -8, 0), BODY, colour, bold=True, align=centre)
            return
        title = self._title or say("lane.untitled")
        room = self._rect.adjusted(6, 0, -6, 0)
        lines = typesetting.break_lines(title, room.width(), LANE_TITLE, True, 4).lines
        height = 22 + len(lines) * LANE_TITLE * LINE_HEIGHT
        top = room.center().y() - height / 2
        draw_sign(painter, self._icon, QRectF(room.center().x() - 8, top, 16, 16), t.ink_2)
        box = QRectF(room.x(), top + 20, room.width(), height - 18)
        draw_text(painter, title, box, LANE_TITLE, t.ink_2, bold=True, align=Qt.AlignmentFlag.AlignHCenter, max_lines=4)

    def _paint_grip(self, painter: QPainter) -> None:
        """A short stroke at the edge that can be dragged."""
        painter.setPen(QPen(QColor(theme().connection), 2, c=Qt.PenCapStyle.RoundCap))
        centre, right, bottom = self._rect.center(), self._rect.right() - 4, self._rect.bottom() - 4
        if self.is_stage:
            painter.drawLine(QPointF(right, centre.y() - 6), QPointF(right, centre.y() + 6))
        else:
            painter.drawLine(QPointF(centre.x() - 12, bottom), QPointF(centre.x() + 12, bottom))
