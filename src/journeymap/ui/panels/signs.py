"""Icons that are drawn rather than loaded: level bars and the shapes of dimensions with their relation."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap

from journeymap import catalogue
from journeymap.ui.canvas.painting import draw_dimension, draw_level
from journeymap.ui.icons import icon
from journeymap.ui.theme import theme


class _Sign(QIconEngine):
    """Draws by a function of the painter and a rectangle."""

    def __init__(self, kind: str, number: int, relation: str = "shows") -> None:
        super().__init__()
        self._kind, self._number, self._relation = kind, number, relation

    def clone(self) -> QIconEngine:
        return _Sign(self._kind, self._number, self._relation)

    def paint(self, painter: QPainter, rect: QRect, _mode: QIcon.Mode, _state: QIcon.State) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(rect)
        side = min(box.width(), box.height())
        if self._kind == "level":
            inner = QRectF(0, 0, side * 0.82, side * 0.82)
            inner.moveCenter(box.center())
            draw_level(painter, self._number, inner)
        else:
            draw_dimension(painter, self._number, QPointF(box.center()), side * 0.36, self._relation)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        if size.isEmpty():
            return pixmap
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap


@cache  # kept for good, as `icons.icon` says
def level_icon(level: int) -> QIcon:
    """Four stacked bars, filled up to the level."""
    return QIcon(_Sign("level", level))


@cache
def dimension_icon(number: int, relation: str = "shows") -> QIcon:
    """The shape of dimension 7.`number`: filled shows, hollow would serve, dashed lacks."""
    return QIcon(_Sign("dimension", number, relation))


def row_icon(row_id: str, relation: str = "shows") -> QIcon:
    """The sign of an element by its dimension; of a principle, the sign of the model."""
    dimension = catalogue.load().dimension_of(row_id)
    if dimension is None:
        t = theme()
        return icon("model_element", t.pain_point if relation == "lacks" else t.ink_2)
    return dimension_icon(int(dimension.clause.rsplit(".", 1)[-1]), relation)
