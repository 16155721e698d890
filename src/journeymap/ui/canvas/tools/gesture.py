"""What all gestures share: they begin with a press, follow the mouse with ghosts, and end in a wish or in nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QPointF, Qt

if TYPE_CHECKING:
    from journeymap.ui.canvas.view import MapView

CLICK_DISTANCE = 5.0
"""Pixels on the screen that the mouse may move before a click becomes a drag."""
SHIFT, CONTROL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


class Gesture:
    """One press-move-release of the mouse. The document stays untouched until `finish`."""

    scrolls: ClassVar[bool] = True
    """Whether the map goes along when the mouse is dragged to the edge of the view."""

    def __init__(self, view: MapView, start: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        self.view = view
        self.scene = view.map_scene
        self.start = start
        self.last = start
        self.modifiers = modifiers
        """The keys held at the moment."""
        self.is_drag = False

    def move(self, place: QPointF) -> None:
        """The mouse is at `place` (scene coordinates)."""
        self.last = place
        if not self.is_drag:
            distance = (place - self.start).manhattanLength() * self.view.scale_factor
            if distance < CLICK_DISTANCE:
                return
            self.is_drag = True
            self.begin_drag()
        self.drag(place)

    def hold(self, modifiers: Qt.KeyboardModifier) -> None:
        """Other keys are held now."""
        if modifiers != self.modifiers:
            self.modifiers = modifiers
            if self.is_drag:
                self.drag(self.last)

    def begin_drag(self) -> None:
        """The press became a drag: make the ghosts."""

    def drag(self, place: QPointF) -> None:
        """Move the ghosts."""

    def finish(self) -> None:
        """The button was let go at `last`: ask for the change."""

    def cancel(self) -> None:
        """Drop the ghosts. Also called after `finish`."""
