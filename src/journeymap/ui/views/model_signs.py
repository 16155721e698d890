"""Signs of the Model view: the shape of a dimension or of a principle by relation, several in one cell."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from math import cos, pi, sin
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from journeymap.ui.canvas.painting import draw_dimension, draw_relation
from journeymap.ui.theme import theme
from journeymap.ui.views.model_sheet import PRINCIPLE

RADIUS = 7.5
Draw = Callable[[QPainter, Any, QRectF], None]


def draw_sign(painter: QPainter, dimension: int, centre: QPointF, relation: str, radius: float = RADIUS) -> None:
    """The sign of a relation: shape by dimension, a hexagon for principles; filled shows, hollow would serve, dashed lacks."""
    if dimension != PRINCIPLE:
        draw_dimension(painter, dimension, centre, radius, relation)
        return
    corners = [QPointF(radius * cos(pi / 3 * n), radius * sin(pi / 3 * n)) + centre for n in range(6)]
    path = QPainterPath()
    path.addPolygon(QPolygonF([*corners, corners[0]]))
    draw_relation(painter, path, theme().accent, relation)


def draw_signs(painter: QPainter, what: tuple[int, tuple[str, ...]], rect: QRectF) -> None:
    """The signs of a cell (dimension, relations) side by side, smaller where there are several."""
    dimension, relations = what
    radius = RADIUS if len(relations) == 1 else RADIUS - 1.5
    step = radius * 2 + 4
    left = rect.center().x() - step * (len(relations) - 1) / 2
    for number, relation in enumerate(relations):
        draw_sign(painter, dimension, QPointF(left + number * step, rect.center().y()), relation, radius)


@lru_cache(maxsize=256)
def _stamp(draw: Draw, what: Hashable, width: int, height: int, ratio: float, _theme: str) -> QPixmap:
    stamp = QPixmap(round(width * ratio), round(height * ratio))
    stamp.setDevicePixelRatio(ratio)
    stamp.fill(Qt.GlobalColor.transparent)
    painter = QPainter(stamp)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw(painter, what, QRectF(0, 0, width, height))
    painter.end()
    return stamp


def draw_stamp(painter: QPainter, draw: Draw, what: Hashable, rect: QRectF) -> None:
    """Draw what `draw` makes of `what`, from a picture kept for it: a screen full of cells shows few different ones."""
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    stamp = _stamp(draw, what, round(rect.width()), round(rect.height()), ratio, theme().name)
    painter.drawPixmap(rect.topLeft(), stamp)


@lru_cache(maxsize=64)
def _tint(role: str, _theme: str) -> QColor:
    return QColor(getattr(theme(), role))


def tint(role: str) -> QColor:
    """The colour of a role, kept; not to be changed."""
    return _tint(role, theme().name)


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
