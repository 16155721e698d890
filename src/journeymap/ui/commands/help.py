"""Commands that explain the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.ui.commands.command import Command, always

if TYPE_CHECKING:
    from journeymap.ui.window import MainWindow


def _keys(window: MainWindow) -> None:
    from journeymap.ui.dialogs.keys import KeysDialog

    KeysDialog(window).open()


def _about(window: MainWindow) -> None:
    from journeymap.ui.dialogs.keys import AboutDialog

    AboutDialog(window).open()


def _shortcuts(window: MainWindow) -> None:
    from journeymap.ui.dialogs.shortcuts import ShortcutsDialog

    ShortcutsDialog(window).open()


def _first_steps(window: MainWindow) -> None:
    from journeymap.ui.tour import first_steps

    first_steps(window)


COMMANDS = (
    Command("first_steps", _first_steps, "hand", when=always),
    Command("keys", _keys, "help", ("F1",), when=always),
    Command("shortcuts", _shortcuts, when=always),
    Command("about", _about, "info", when=always),
)

MENU = (
    "first_steps",
    "keys",
    "shortcuts",
    "*samples",
    "-",
    "about",
)
