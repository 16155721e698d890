"""Leads through the journeys of a workspace: into the one behind a touchpoint, and back to the very place above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from journeymap.model.records import Journey, Touchpoint
from journeymap.ui import reviews, versions
from journeymap.ui.breadcrumb import Breadcrumb
from journeymap.ui.trail import Place, Trail

if TYPE_CHECKING:
    from journeymap.ui.window import MainWindow
    from journeymap.ui.workspace import Workspace


class Guide(QObject):
    """Owns the line of journeys and remembers the places; the workspace shows what it is told."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._window = window
        self._workspace = workspace
        self.trail = Trail()
        self.line = [workspace.journey_id]
        """The journeys from the outermost to the one in sight."""
        self.breadcrumb = Breadcrumb()
        self.breadcrumb.journey_chosen.connect(self.go_back_to)
        self.breadcrumb.review_chosen.connect(self._review)
        workspace.navigator.journey_asked.connect(self._do)
        workspace.map_page.view.left.connect(self.leave)
        workspace.map_page.scene.sub_journey_wanted.connect(self._enter_or_offer)

    def note_place(self) -> None:
        """Remember where on its map one is in the journey in sight."""
        here = self._workspace
        scene = here.map_page.scene
        if scene.journey_id and scene.journey_id == here.journey_id:
            self.trail.places[here.journey_id] = Place(*here.map_page.view.looking_at(), tuple(scene.selected_ids()))

    def show_line(self) -> None:
        """Bring the line in line with the records."""
        here = self._workspace
        self.line = self.trail.line(here.session.state, here.journey_id)
        self.breadcrumb.show_line(here.session.state, self.line)

    @property
    def above(self) -> str | None:
        """The journey to which one goes back from the one in sight."""
        return self.line[-2] if len(self.line) > 1 else None

    def enter(self, touchpoint_id: str) -> None:
        """Go into the journey behind a touchpoint, in all views; the way back leads to this place."""
        here = self._workspace
        point = here.session.state.get(Touchpoint, touchpoint_id)
        below = here.session.state.get(Journey, point.sub_journey_id) if point is not None else None
        if below is not None:
            here.map_page.scene.select([touchpoint_id])
            self.trail.entered[below.id] = touchpoint_id
            here.show_journey(below.id)
            here.focus_view()

    def leave(self) -> None:
        """Go back to the journey within which this one lies, to the very place."""
        if self.above is not None:
            self.go_back_to(self.above)

    def go_back_to(self, journey_id: str) -> None:
        """Go up to one of the journeys on the line; what was entered there is selected. The one in sight shows its fields."""
        here = self._workspace
        if journey_id == here.journey_id:
            here.map_page.scene.select([])
            return
        below = self.line[self.line.index(journey_id) + 1]
        here.show_journey(journey_id)
        door = self.trail.door(here.session.state, journey_id, below)
        if door is not None and not here.map_page.scene.selected_ids():
            here.show_record(door)
        here.focus_view()

    def _enter_or_offer(self, touchpoint_id: str) -> None:
        versions.enter(self._window, touchpoint_id)

    def _do(self, command_id: str, journey_id: str) -> None:
        """What was asked for a journey in the list of them."""
        versions.DO[command_id](self._window, journey_id)

    def _review(self, state: str) -> None:
        reviews.mark(self._window, self._workspace.journey_id, state)
