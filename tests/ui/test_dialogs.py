"""Dialogs to read open in both languages and say what they should."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from journeymap import __version__, labels
from journeymap.session import Session
from journeymap.ui.commands import COMMANDS, MENUS
from journeymap.ui.dialogs.keys import AboutDialog, KeysDialog
from journeymap.ui.shortcuts import native
from journeymap.ui.window import MainWindow


@pytest.fixture(params=labels.LANGUAGES)
def window(request: pytest.FixtureRequest, open_window: Callable[[Session], MainWindow]) -> MainWindow:
    window = open_window(Session.new("empty"))
    window.set_language(request.param)
    return window


def said(dialog: QDialog) -> list[str]:
    return [each.text() for each in dialog.findChildren(QLabel)]


def test_f1_shows_every_command_that_has_keys(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F1)
    dialog = window.findChild(KeysDialog)
    assert dialog is not None
    assert dialog.isVisible()
    texts = said(dialog)
    in_menus = {row for _, rows in MENUS for row in rows}
    with_keys = [command for command in COMMANDS if command.keys and command.id in in_menus]
    assert len(with_keys) > 30
    for command in with_keys:
        assert native(command.keys[0]) in texts
        assert window.actions_table[command.id].text() in texts or command.id in ("undo", "redo")
    assert labels.say("keys.mouse", window.settings.language) in texts


def test_every_command_with_keys_is_in_a_menu() -> None:
    in_menus = {row for _, rows in MENUS for row in rows}
    assert [command.id for command in COMMANDS if command.keys and command.id not in in_menus] == []


def test_escape_closes_the_sheet_of_keys(window: MainWindow, qtbot: QtBot) -> None:
    window.run_command("keys")
    dialog = window.findChild(KeysDialog)
    assert dialog is not None
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(KeysDialog) is None)


def test_about_says_version_licences_and_that_no_conformity_is_claimed(window: MainWindow) -> None:
    window.run_command("about")
    dialog = window.findChild(AboutDialog)
    assert dialog is not None
    text = "\n".join(said(dialog))
    assert __version__ in text
    for licence in ("Apache-2.0", "OFL-1.1", "LGPL-3.0", "ISC"):
        assert licence in text
    assert labels.say("about.conformity", window.settings.language) in text
    dialog.reject()


@pytest.mark.parametrize("kind", [KeysDialog, AboutDialog])
def test_nothing_is_cut_off(window: MainWindow, kind: type[QDialog]) -> None:
    dialog = kind(window)  # type: ignore[arg-type]
    dialog.open()
    dialog.grab()
    for part in dialog.findChildren(QLabel):
        if part.text() and not part.wordWrap():
            assert part.width() >= part.sizeHint().width(), part.text()
        elif part.text():
            assert part.height() >= part.heightForWidth(part.width()), part.text()
    dialog.reject()
