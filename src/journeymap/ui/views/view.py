"""What the workspace asks of a view. Each takes what concerns it and leaves the rest."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journeymap.ui.settings import Settings


class View(QWidget):
    """One tab on one journey of a session."""

    selection_changed = Signal(list)
    """Touchpoints or other records were selected here."""
    command_wanted = Signal(str)
    """A command of the window is to be done."""
    jump = Signal(str)
    """A record is to be shown on the map."""
    told = Signal(str)
    """A sentence for the notice."""

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

    def use(self, settings: Settings) -> None:
        """Take over what this person chose on this computer."""

    def copy(self) -> bool:
        """Put what is selected here on the clipboard; False where the view leaves that to the map."""
        return False

    def cut(self) -> bool:
        """Copy what is selected here and take it away; False where the view leaves that to the map."""
        return False

    def paste(self) -> bool:
        """Put in here what is on the clipboard; False where the view leaves that to the map."""
        return False

    def leave(self) -> None:
        """Stop following the session; the view is going."""
