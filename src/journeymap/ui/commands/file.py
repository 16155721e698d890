"""Commands on the project's file: new, open, save, export, close."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.model.records import Touchpoint
from journeymap.ui import files, importing
from journeymap.ui.commands.command import Command, always, has_journey, session

if TYPE_CHECKING:
    from journeymap.ui.window import MainWindow


def _new(window: MainWindow) -> None:
    if files.may_close(window):
        window.set_session(None)


def _close(window: MainWindow) -> None:
    if files.may_close(window):
        window.set_session(None)


def _save(window: MainWindow) -> None:
    files.save(window)


def _quit(window: MainWindow) -> None:
    window.close()


def _export(window: MainWindow) -> None:
    from journeymap.ui.dialogs.export import ExportDialog

    workspace = window.workspace
    selected = workspace.map_page.scene.selected(Touchpoint) if workspace is not None else []
    ExportDialog(window, session(window), window.journey_id, selected).open()


def _print(window: MainWindow) -> None:
    from journeymap.ui.dialogs.printing import PrintDialog

    PrintDialog(window, session(window), window.journey_id).open()


COMMANDS = (
    Command("new", _new, "new", ("Ctrl+N",), when=always),
    Command("open", files.open_asked, "open", ("Ctrl+O",), when=always),
    Command("import", importing.ask, "import", ("Ctrl+I",), when=always),
    Command("save", _save, "save", ("Ctrl+S",)),
    Command("save_as", files.save_as, "", ("Ctrl+Shift+S",)),
    Command("export", _export, "export_pdf", ("Ctrl+E",), when=has_journey),
    Command("print", _print, "print", ("Ctrl+P",), when=has_journey),
    Command("close", _close, "", ("Ctrl+W",)),
    Command("quit", _quit, "", ("Ctrl+Q",), when=always),
)

MENU = (
    "new",
    "open",
    "*recent",
    "import",
    "-",
    "save",
    "save_as",
    "-",
    "export",
    "print",
    "-",
    "close",
    "quit",
)
