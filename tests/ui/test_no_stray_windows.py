"""Nothing that is built flashes up as a window of its own: it would take the keys away from whoever is typing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from journeymap import resources
from journeymap.model import queries
from journeymap.session import Session
from journeymap.ui.window import MainWindow
from journeymap.ui.workspace import VIEWS


class Lookout(QObject):
    """Notes each widget that is shown while it is in no window."""

    def __init__(self) -> None:
        super().__init__()
        self.strays: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.strays.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


@pytest.fixture
def lookout(qapp: QApplication) -> Iterator[Lookout]:
    found = Lookout()
    qapp.installEventFilter(found)
    yield found
    qapp.removeEventFilter(found)


def test_pages_and_views_are_built_in_their_place(
    open_window: Callable[[Session | None], MainWindow], lookout: Lookout
) -> None:
    window = open_window(Session.open_copy(resources.samples()[0]))
    workspace = window.workspace
    assert workspace is not None
    state, journey_id = workspace.session.state, window.journey_id
    points = [each.id for each in queries.touchpoints(state, journey_id)]
    fullest = max(points, key=lambda each: len(queries.subjects_of_touchpoint(state, each)))
    line = queries.connections(state, journey_id)[0].id
    subjects = ([fullest], points[:3], [queries.stages(state, journey_id)[0].id], [queries.lanes(state, journey_id)[0].id],
                [line], [queries.personas(state)[0].id], [journey_id], [queries.project(state).id])  # fmt: skip
    for chosen in subjects:
        workspace.inspect(chosen)
        workspace.inspect_now()
        QApplication.processEvents()
    for view in VIEWS:
        workspace.show_view(view)
        QApplication.processEvents()
    window.run_command("find_text")
    window.run_command("filter")
    QApplication.processEvents()
    assert [each for each in lookout.strays if not each.startswith("MainWindow")] == []
