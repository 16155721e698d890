"""Nothing that is built flashes up as a window of its own: it would take the keys away from whoever is typing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from journeymap import resources
from journeymap.model import queries
from journeymap.session import Session
from journeymap.ui import picture_actions, pictures, tasks
from journeymap.ui.dialogs.import_file import ImportDialog
from journeymap.ui.window import MainWindow
from journeymap.ui.workspace import VIEWS
from tests.ui.panel_project import Small
from tests.ui.test_pictures import halves, written


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


def test_panels_bars_and_languages_change_in_their_place(
    open_window: Callable[[Session | None], MainWindow], lookout: Lookout
) -> None:
    window = open_window(Small().session)
    for command in ("history", "filter", "find_text", "add_note", "add_comment", "language_zh", "theme_dark",
                    "first_steps", "language_en", "theme_light"):  # fmt: skip
        window.run_command(command)
        QApplication.processEvents()
    window.set_session(None)
    QApplication.processEvents()
    assert [each for each in lookout.strays if not each.startswith("MainWindow")] == []


DIALOGS = ("edit_persona", "crop_picture", "export", "print", "preferences", "shortcuts", "keys", "about")


def test_a_dialog_is_the_only_window_that_it_opens(
    open_window: Callable[[Session | None], MainWindow], lookout: Lookout, tmp_path: Path, qtbot: QtBot
) -> None:
    project = Small()
    picture = pictures.from_bytes(written(halves()), "queue.png")
    picture_actions.put(project.session, [project.ask], picture, label="add_picture")
    window = open_window(project.session)
    path = tmp_path / "flow.mmd"
    path.write_text("flowchart LR\n  a[Ask] --> b[Wait]\n", "utf-8")

    def open_import() -> None:
        ImportDialog(window, path).open()

    for opened in (*(partial(window.run_command, each) for each in DIALOGS), open_import):
        assert window.map_page is not None
        window.map_page.scene.select([project.ask])
        lookout.strays.clear()
        opened()
        QApplication.processEvents()
        qtbot.waitUntil(lambda: not tasks.is_busy(), timeout=60_000)
        (dialog,) = (each for each in window.findChildren(QDialog) if each.isVisible())
        assert len(lookout.strays) == 1 and lookout.strays[0].startswith(type(dialog).__name__), lookout.strays
        dialog.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
