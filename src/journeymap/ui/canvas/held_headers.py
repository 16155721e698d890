"""Headers that stay in sight: strips over the edges of a view that show stages and lanes whose own headers were scrolled away.

The strips are opaque and let the mouse through: the items of the headers lie beneath them and take it, but paint nothing then,
so that scrolling paints only what comes into sight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from journeymap.ui.canvas.items.grid import HELD
from journeymap.ui.theme import theme

if TYPE_CHECKING:
    from journeymap.ui.canvas.navigation import NavigableView


class HeldHeaders(QWidget):
    """One strip: along the top with the stages, or along the left with the lanes."""

    def __init__(self, view: NavigableView, *, stages: bool) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._stages = stages
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def follow(self) -> None:
        """Take the place of the headers that are held now; none, no strip."""
        held = self._view.map_scene.headers.held(stages=self._stages)
        if not held:
            self.hide()
            return
        box = QRectF()
        for item in held:
            box |= item.header_rect
        shown = self._view.mapFromScene(box.adjusted(-HELD, -HELD, HELD, HELD)).boundingRect()
        area = self._view.viewport().rect()
        start = QPoint(max(shown.left(), 0), 0) if self._stages else QPoint(0, max(shown.top(), 0))
        self.setGeometry(QRect(start, shown.bottomRight()) & area)
        self.update()
        if self.isHidden():
            self.lower()
            self.show()

    # Qt's methods

    def paintEvent(self, event: QPaintEvent) -> None:
        view, painter = self._view, QPainter(self)
        painter.fillRect(event.rect(), QColor(theme().canvas))
        seen = view.mapToScene(event.rect().translated(self.pos())).boundingRect()
        painter.translate(-QPointF(self.pos()))
        painter.setWorldTransform(view.viewportTransform() * painter.worldTransform())
        for item in view.map_scene.headers.held(stages=self._stages):
            if not item.header_rect.intersects(seen):
                continue
            painter.save()
            painter.setOpacity(item.opacity())
            painter.translate(item.pos())
            item.paint_on(painter, view.scale_factor)
            painter.restore()
