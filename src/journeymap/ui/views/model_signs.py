"""Signs of the Model view: the shape of a dimension or of a principle by relation, several in one cell."""

from __future__ import annotations

from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from journeymap.ui.canvas.painting import draw_dimension
from journeymap.ui.theme import theme
from journeymap.ui.views.model_sheet import PRINCIPLE

RADIUS = 7.5


def draw_sign(painter: QPainter, dimension: int, centre: QPointF, relation: str, radius: float = RADIUS) -> None:
    """The sign of a relation: shape by dimension, a hexagon for principles; filled shows, hollow would serve, dashed lacks."""
    if dimension != PRINCIPLE:
        draw_dimension(painter, dimension, centre, radius, relation)
        return
    colour = QColor(theme().pain_point if relation == "lacks" else theme().accent)
    corners = [QPointF(radius * cos(pi / 3 * n), radius * sin(pi / 3 * n)) + centre for n in range(6)]
    path = QPainterPath()
    path.addPolygon(QPolygonF([*corners, corners[0]]))
    if relation == "shows":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
    else:
        pen = QPen(colour, 1.6)
        if relation == "lacks":
            pen.setDashPattern([1.6, 1.3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def draw_signs(painter: QPainter, dimension: int, rect: QRectF, relations: tuple[str, ...]) -> None:
    """The signs of a cell side by side, smaller where there are several."""
    radius = RADIUS if len(relations) == 1 else RADIUS - 1.5
    step = radius * 2 + 4
    left = rect.center().x() - step * (len(relations) - 1) / 2
    for number, relation in enumerate(relations):
        draw_sign(painter, dimension, QPointF(left + number * step, rect.center().y()), relation, radius)


class SignWidget(QWidget):
    """One sign beside a text."""

    def __init__(self, dimension: int, relation: str = "shows") -> None:
        super().__init__()
        self._dimension = dimension
        self._relation = relation
        self.setFixedSize(QSize(20, 20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_sign(painter, self._dimension, QPointF(10, 10), self._relation, 6.5)
        painter.end()


def dimension_colour(dimension: int) -> str:
    """The colour of a column's clause."""
    return theme().accent if dimension == PRINCIPLE else theme().dimension(dimension)
