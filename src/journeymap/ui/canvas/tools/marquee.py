"""Selecting what lies in a rectangle."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QGraphicsRectItem

from journeymap.ui.canvas.items.card import CardItem
from journeymap.ui.canvas.tools.gesture import Gesture
from journeymap.ui.theme import colour


class Marquee(Gesture):
    """Drag a frame; with Shift or Ctrl what is selected already stays so."""

    _frame: QGraphicsRectItem | None = None
    _before: frozenset[str] = frozenset()

    def begin_drag(self) -> None:
        keep = self.modifiers & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier)
        self._before = frozenset(self.scene.selected_ids()) if keep else frozenset()
        fill = QColor(colour("accent"))
        fill.setAlpha(26)
        self._frame = self.scene.addRect(QRectF(), QPen(colour("accent"), 0), fill)
        self._frame.setZValue(50)

    def drag(self, place: QPointF) -> None:
        assert self._frame is not None
        box = QRectF(self.start, place).normalized()
        self._frame.setRect(box)
        inside = {item.touchpoint_id for item in self.scene.items(box) if isinstance(item, CardItem)}
        self.scene.select(self._before | inside)

    def finish(self) -> None:
        if not self.is_drag and not self.modifiers & Qt.KeyboardModifier.ControlModifier:
            self.scene.select(())

    def cancel(self) -> None:
        if self._frame is not None:
            self.scene.removeItem(self._frame)
            self._frame = None
