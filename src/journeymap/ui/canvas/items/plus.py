"""The sign at the end of the stages and of the lanes that adds another one."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from journeymap.ui.icons import draw_icon
from journeymap.ui.theme import theme
from journeymap.ui.words import say


class PlusItem(QGraphicsItem):
    """Paints a plus sign; `adds` is 'stage' or 'lane'."""

    def __init__(self, adds: str) -> None:
        super().__init__()
        self.adds = adds
        self._rect = QRectF()
        self._hovered = False
        self.setAcceptHoverEvents(True)

    def place(self, rect: QRectF) -> None:
        self.prepareGeometryChange()
        self._rect = rect
        self.setToolTip(say(f"action.add_{self.adds}"))

    def boundingRect(self) -> QRectF:
        return self._rect.adjusted(-1, -1, 1, 1)

    def hoverEnterEvent(self, _event: object) -> None:
        self._hovered = True
        self.update()

    def hoverLeaveEvent(self, _event: object) -> None:
        self._hovered = False
        self.update()

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        t = theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(t.accent if self._hovered else t.line), 1.2, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(t.accent_soft) if self._hovered else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self._rect, 7, 7)
        centre = self._rect.center()
        draw_icon(
            painter, "plus", QRectF(centre.x() - 7, centre.y() - 7, 14, 14), t.accent if self._hovered else t.connection
        )
