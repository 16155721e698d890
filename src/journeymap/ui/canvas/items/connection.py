"""The line of one connection, with its share and condition."""

from __future__ import annotations

from math import atan2, cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from journeymap import typesetting
from journeymap.analysis.geometry import Route
from journeymap.labels import amounts
from journeymap.model.records import Connection
from journeymap.ui.canvas.painting import FAR, draw_text, rounded_path
from journeymap.ui.theme import CAPTION, theme
from journeymap.ui.words import language

ARROW = 8
_CONDITION_LENGTH = 96.0
_DASHES: dict[str, list[float]] = {"loop": [4, 3], "recovery": [6, 3], "information": [1.5, 3]}


def label_text(connection: Connection) -> str:
    """What stands on a connection: its condition and its share, as far as they are known."""
    condition = connection.condition.shown_in(language())
    if condition:
        condition = typesetting.shorten(condition, _CONDITION_LENGTH, CAPTION)
    share = amounts.share(connection.share) if connection.share is not None else ""
    return " ".join(part for part in (condition, share) if part)


def label_size(connection: Connection) -> tuple[float, float] | None:
    """The size of a connection's label in map units; None without one."""
    text = label_text(connection)
    return (typesetting.width(text, CAPTION) + 14, 18) if text else None


class ConnectionItem(QGraphicsItem):
    """Paints a connection along its route."""

    def __init__(self, connection_id: str) -> None:
        super().__init__()
        self.connection_id = connection_id
        self._route: Route | None = None
        self._connection: Connection | None = None
        self._path = QPainterPath()
        self._outline = QPainterPath()
        self._strong = True
        self._hovered = False
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
        self.setAcceptHoverEvents(True)
        self.setZValue(4)

    def show_route(self, connection: Connection, route: Route, *, strong: bool) -> None:
        """Show a connection along a route; `strong` ones are on the chosen path."""
        if (connection, route, strong) == (self._connection, self._route, self._strong):
            return
        self.prepareGeometryChange()
        self._connection, self._route, self._strong = connection, route, strong
        self._path = rounded_path(route.points)
        stroker = QPainterPathStroker()
        stroker.setWidth(10)
        self._outline = stroker.createStroke(self._path)
        if route.label is not None:
            box = route.label
            self._outline.addRect(QRectF(box.x, box.y, box.width, box.height))
        self.setToolTip(connection.condition.shown_in(language()) or label_text(connection))
        self.setZValue(5 if strong else 4)
        self.update()

    def retranslate(self) -> None:
        self.update()

    @property
    def ends(self) -> tuple[QPointF, QPointF]:
        """Where the line begins and ends."""
        assert self._route is not None
        return QPointF(*self._route.points[0]), QPointF(*self._route.points[-1])

    # Qt's methods

    def boundingRect(self) -> QRectF:
        return self._outline.boundingRect().adjusted(-ARROW, -ARROW, ARROW, ARROW)

    def shape(self) -> QPainterPath:
        return self._outline

    def hoverEnterEvent(self, _event: object) -> None:
        self._hovered = True
        self.update()

    def hoverLeaveEvent(self, _event: object) -> None:
        self._hovered = False
        self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        if self._route is None or self._connection is None or len(self._route.points) < 2:
            return
        t = theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        active = self.isSelected() or self._hovered
        colour = QColor(t.accent if active else t.ink_2 if self._strong else t.connection)
        if not self._strong and not active:
            colour.setAlpha(150)
        pen = QPen(colour, 2.2 if self._strong or self.isSelected() else 1.4)
        if dashes := _DASHES.get(self._connection.kind):
            pen.setDashPattern(dashes)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._path)
        before, tip = self._route.points[-2], self._route.points[-1]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(arrow_head(QPointF(*before), QPointF(*tip)))
        if self._connection.kind == "parallel":
            start = QPointF(*self._route.points[0])
            painter.drawRect(QRectF(start.x(), start.y() - 5, 3, 10))
        scale = option.levelOfDetailFromTransform(painter.worldTransform())
        if self._route.label is not None and scale > FAR:
            box = QRectF(self._route.label.x, self._route.label.y, self._route.label.width, self._route.label.height)
            painter.setPen(QPen(QColor(t.accent if active else t.line), 1))
            painter.setBrush(QColor(t.paper))
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
            draw_text(
                painter, label_text(self._connection), box.adjusted(2, 0, -2, 0), CAPTION,
                t.ink if self._strong else t.ink_2, align=Qt.AlignmentFlag.AlignHCenter, max_lines=1,
            )  # fmt: skip


def arrow_head(before: QPointF, tip: QPointF) -> QPolygonF:
    """The arrow at the end of a line that comes from `before`."""
    angle = atan2(tip.y() - before.y(), tip.x() - before.x())
    wings = [
        QPointF(tip.x() - ARROW * cos(angle + turn), tip.y() - ARROW * sin(angle + turn)) for turn in (-pi / 7, pi / 7)
    ]
    return QPolygonF([tip, *wings])
