"""Files of other programs brought into the window: asked for or dropped, shown by a dialog, taken in as one step.

The readers are loaded when a file is there to be read, so that the window need not wait for them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFileDialog

from journeymap.model.changes import Label
from journeymap.session import Session
from journeymap.ui import files
from journeymap.ui.words import language, say

if TYPE_CHECKING:
    from journeymap.importing.reading import Imported
    from journeymap.ui.window import MainWindow

_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff"})


def ask(window: MainWindow) -> None:
    """Ask for a file and show what it holds."""
    name, _ = QFileDialog.getOpenFileName(window, say("import.dialog"), "", say("import.filter"))
    if name:
        show(window, Path(name))


def show(window: MainWindow, path: Path) -> None:
    """Show what a file holds, to be taken in or left; a project of our own is opened instead."""
    if path.suffix.casefold() == files.SUFFIX:
        files.open_path(window, path)
        return
    from journeymap.ui.dialogs.import_file import ImportDialog

    ImportDialog(window, path).open()


def dropped(data: QMimeData) -> Path | None:
    """The file that is dragged here, if it may be a project or one to import. Pictures belong to touchpoints."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if len(paths) != 1 or (paths[0].suffix.casefold() in _PICTURES and ".drawio" not in paths[0].suffixes):
        return None
    return paths[0]


def take_in(window: MainWindow, imported: Imported, path: Path, *, into_new: bool) -> bool:
    """Take in what was read, as a new project or as one step in the open one. False where the open project is to stay."""
    from journeymap.importing import telling
    from journeymap.importing.reading import changes_for, project_of

    first = imported.journeys[0] if imported.journeys else None
    if into_new:
        if not files.may_close(window):
            return False
        window.set_session(Session.made_of(project_of(imported), path.stem))
    else:
        session = window.session
        assert session is not None
        session.run(Label.of("import", name=path.name), changes_for(session.state, imported))
    session = window.session
    assert session is not None
    if first is not None:
        window.show_journey(first.id)
        told = say("import.done", name=path.name, what=telling.drawn(session.state, first, language()))
        if into_new:
            window.notice.tell(told)
        else:
            window.notice.tell(told, say("action.undo"), lambda: window.run_command("undo"))
    return True
