"""Moving the view over the map."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt

from journeymap.ui.canvas.tools.gesture import Gesture


class Pan(Gesture):
    """Drag the paper under the window."""

    scrolls = False

    def begin_drag(self) -> None:
        self.view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def drag(self, place: QPointF) -> None:
        delta = (place - self.start) * self.view.scale_factor
        self.view.scroll_by(-delta.toPoint())

    def cancel(self) -> None:
        self.view.update_cursor()
