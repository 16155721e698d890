"""What the workspace asks of a view. Each takes what concerns it and leaves the rest."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class View(QWidget):
    """One tab on one journey of a session."""

    selection_changed = Signal(list)
    """Touchpoints or other records were selected here."""
    jump = Signal(str)
    """A record is to be shown on the map."""

    def show_journey(self, journey_id: str) -> None:
        """Show another journey of the session."""

    def show_persona(self, persona_id: str | None) -> None:
        """Show it as this persona meets it; None for everybody."""

    def show_only(self, touchpoint_ids: frozenset[str] | None) -> None:
        """Let all touchpoints but these recede, as a filter does; None lets none."""

    def select(self, record_ids: list[str]) -> None:
        """Select what was selected elsewhere."""

    def refresh(self) -> None:
        """Bring it in line with the records."""
