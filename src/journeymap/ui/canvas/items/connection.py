"""The line of one connection, with its share and condition."""

from __future__ import annotations

from collections.abc import Sequence
from math import atan2, cos, pi, sin

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPainterPathStroker, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from journeymap import typesetting
from journeymap.analysis.geometry import Route
from journeymap.labels import amounts
from journeymap.model.records import Connection
from journeymap.ui.canvas.card_painting import DIMMED, Look
from journeymap.ui.canvas.painting import FAR, draw_text, ink, pen, rounded_path
from journeymap.ui.canvas.strokes import STRONG, WEAK, line_pen, pieces
from journeymap.ui.theme import CAPTION, theme
from journeymap.ui.words import language

ARROW = 8
_CONDITION_LENGTH = 96.0


def label_text(connection: Connection) -> str:
    """What stands on a connection: its condition and its share, as far as they are known."""
    condition = connection.condition.shown_in(language())
    if condition:
        condition = typesetting.shorten(condition, _CONDITION_LENGTH, CAPTION)
    share = amounts.share(connection.share) if connection.share is not None else ""
    return " ".join(part for part in (condition, share) if part)


def label_size(connection: Connection) -> tuple[float, float] | None:
    """The size of a connection's label in map units; None without one."""
    if connection.share is None and not connection.condition.shown_in(language()):
        return None
    text = label_text(connection)
    return (typesetting.width(text, CAPTION) + 14, 18) if text else None


class ConnectionItem(QGraphicsItem):
    """Paints a connection along its route, or along another line while cards are on the move."""

    def __init__(self, connection_id: str) -> None:
        super().__init__()
        self.connection_id = connection_id
        self._route: Route | None = None
        self._connection: Connection | None = None
        self._points: Sequence[tuple[float, float]] = ()
        self._label: QRectF | None = None
        self._path: QPainterPath | None = None
        self._pieces: dict[float, list[QLineF]] = {}
        """What is drawn, by the width of the line."""
        self._outline: QPainterPath | None = None
        self._head: QPolygonF | None = None
        self._bounds = QRectF()
        self._look = Look()
        self._hovered = False
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
        self.setAcceptHoverEvents(True)
        self.setZValue(4)

    def show_route(self, connection: Connection, route: Route) -> None:
        """Show a connection along its route."""
        if connection is not self._connection:
            self._connection, self._pieces = connection, {}
            self.update()
        if route is not self._route or self._points is not route.points:
            self._route = route
            box = route.label
            self._run(route.points, QRectF(box.x, box.y, box.width, box.height) if box is not None else None)

    def stretch(self, points: Sequence[tuple[float, float]], label: QRectF | None) -> None:
        """Follow cards on the move along `points`; `show_route` ends that."""
        self._run(points, label)

    def _run(self, points: Sequence[tuple[float, float]], label: QRectF | None) -> None:
        self.prepareGeometryChange()
        self._points, self._label, self._path, self._outline, self._head = points, label, None, None, None
        self._pieces = {}
        xs, ys = [x for x, _ in points], [y for _, y in points]
        room = 10.0 + ARROW
        bounds = QRectF(min(xs) - room, min(ys) - room, max(xs) - min(xs) + 2 * room, max(ys) - min(ys) + 2 * room)
        self._bounds = bounds if label is None else bounds.united(label.adjusted(-2, -2, 2, 2))
        self.update()

    def show_look(self, look: Look) -> None:
        """Show the connection strong or pale, or dimmed."""
        if look != self._look:
            self._look = look
            self.setZValue(5 if look.strong else 4)
            self.update()

    @property
    def look(self) -> Look:
        return self._look

    @property
    def route(self) -> Route | None:
        """Where the connection runs when nothing is on the move."""
        return self._route

    @property
    def connection(self) -> Connection | None:
        return self._connection

    @property
    def ends(self) -> tuple[QPointF, QPointF]:
        """Where the line begins and ends."""
        return QPointF(*self._points[0]), QPointF(*self._points[-1])

    def text_rect(self) -> QRectF:
        """Where the condition is written: at the label, or in the middle of the line where there is none."""
        if self._label is not None:
            return self._label
        middle = self._line().pointAtPercent(0.5)
        return QRectF(middle.x() - 70, middle.y() - 12, 140, 24)

    # Qt's methods

    def boundingRect(self) -> QRectF:
        return self._bounds

    def shape(self) -> QPainterPath:
        if self._outline is None:
            stroker = QPainterPathStroker()
            stroker.setWidth(10)
            self._outline = stroker.createStroke(self._line())
            self._outline.setFillRule(Qt.FillRule.WindingFill)
            if self._label is not None:
                self._outline.addRect(self._label)
        return self._outline

    def _line(self) -> QPainterPath:
        if self._path is None:
            self._path = rounded_path(self._points)
        return self._path

    def _drawn(self, kind: str, width: float) -> list[QLineF]:
        if width not in self._pieces:
            self._pieces[width] = pieces(self._points, kind, width)
        return self._pieces[width]

    def hoverEnterEvent(self, _event: object) -> None:
        self._hovered = True
        connection = self._connection
        if connection is not None:
            self.setToolTip(connection.condition.shown_in(language()) or label_text(connection))
        self.update()

    def hoverLeaveEvent(self, _event: object) -> None:
        self._hovered = False
        self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        if self._connection is None or len(self._points) < 2:
            return
        t, look = theme(), self._look
        active = self.isSelected() or self._hovered
        if look.dimmed and not active:
            painter.setOpacity(painter.opacity() * DIMMED)
        kind, selected = self._connection.kind, self.isSelected()
        strong = look.strong and not look.dimmed
        line = line_pen(kind, strong=strong, active=active, selected=selected)
        painter.setPen(line)
        painter.drawLines(self._drawn(kind, STRONG if strong or selected else WEAK))
        painter.setBrush(line.color())
        painter.setPen(Qt.PenStyle.NoPen)
        if self._head is None:
            self._head = arrow_head(QPointF(*self._points[-2]), QPointF(*self._points[-1]))
        painter.drawPolygon(self._head)
        if kind == "parallel":
            start = QPointF(*self._points[0])
            painter.drawRect(QRectF(start.x(), start.y() - 5, 3, 10))
        if self._label is not None and option.levelOfDetailFromTransform(painter.worldTransform()) > FAR:
            box = self._label
            painter.setPen(pen(t.accent if active else t.line, 1))
            painter.setBrush(ink(t.paper))
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
            draw_text(
                painter, label_text(self._connection), box.adjusted(2, 0, -2, 0), CAPTION,
                t.ink if look.strong else t.ink_2, align=Qt.AlignmentFlag.AlignHCenter, max_lines=1,
            )  # fmt: skip


def arrow_head(before: QPointF, tip: QPointF) -> QPolygonF:
    """The arrow at the end of a line that comes from `before`."""
    angle = atan2(tip.y() - before.y(), tip.x() - before.x())
    wings = [
        QPointF(tip.x() - ARROW * cos(angle + turn), tip.y() - ARROW * sin(angle + turn)) for turn in (-pi / 7, pi / 7)
    ]
    return QPolygonF([tip, *wings])
