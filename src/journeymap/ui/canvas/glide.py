"""Cards glide from where they were to where they belong. Only pixels do: document and layout are right from the start."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation

from journeymap.ui.canvas.carried import Carried, Offset

MILLISECONDS = 180
MOST = 300
"""With more cards on the move at once they jump: following so many is no help, and costs time."""


class Glide(QVariantAnimation):
    """One movement of some cards into their places; a new one takes over from wherever the cards are."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._carried: Carried | None = None
        self._offsets: dict[str, Offset] = {}
        self.setStartValue(1.0)
        self.setEndValue(0.0)
        self.setDuration(MILLISECONDS)
        self.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.valueChanged.connect(self._show)
        self.finished.connect(self.end)

    def begin(self, carried: Carried, offsets: Mapping[str, Offset]) -> None:
        """Let cards glide that stand `offsets` off their places."""
        self._carried, self._offsets = carried, dict(offsets)
        carried.move(self._offsets)
        self.start()

    def end(self) -> None:
        """Everything is in its place at once."""
        carried = self.drop()
        if carried is not None:
            carried.settle()

    def drop(self) -> Carried | None:
        """Stop where it is; whoever asks takes care of the cards that were on the move."""
        carried, self._carried = self._carried, None
        self.stop()
        return carried

    def _show(self, rest: float) -> None:
        if self._carried is not None:
            self._carried.move({each: (dx * rest, dy * rest) for each, (dx, dy) in self._offsets.items()})
