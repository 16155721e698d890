"""The map goes along while something is dragged to the edge of the view: the nearer to the edge, the faster."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QTimer

from journeymap.ui.canvas.navigation import NavigableView

MARGIN = 28
"""How near to the edge, in pixels, scrolling begins."""
FASTEST = 22
"""Pixels in one turn."""
TURN_MS = 16


class EdgeScroll(QTimer):
    """Scrolls a view while it runs, and says so after each turn."""

    def __init__(self, view: NavigableView, scrolled: Callable[[], None]) -> None:
        super().__init__(view)
        self._view = view
        self._scrolled = scrolled
        self._spot = QPoint()
        self._entered = False
        self.setInterval(TURN_MS)
        self.timeout.connect(self.turn)

    def begin(self, *, outside: bool = False) -> None:
        """A drag begins. One that begins outside scrolls nothing before it has been well inside."""
        self._entered = not outside

    def follow(self, spot: QPoint) -> None:
        """The mouse is at a spot of the viewport."""
        self._spot = spot
        inner = self._view.viewport().rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        self._entered = self._entered or inner.contains(spot)
        if self._entered and not inner.contains(spot):
            if not self.isActive():
                self.start()
        else:
            self.stop()

    def turn(self) -> None:
        """Scroll once."""
        area = self._view.viewport().rect()
        dx = _speed(self._spot.x(), area.width())
        dy = _speed(self._spot.y(), area.height())
        self._view.scroll_by(QPoint(dx, dy))
        self._scrolled()


def _speed(at: int, length: int) -> int:
    beyond = min(at - MARGIN, 0) + max(at - (length - MARGIN), 0)
    return max(-FASTEST, min(FASTEST, round(beyond * FASTEST / (2 * MARGIN))))
