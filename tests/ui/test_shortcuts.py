"""Keys that somebody gives to commands, by real keys in the window that is made for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from journeymap.labels import LANGUAGES
from journeymap.labels import say as words
from journeymap.model import queries
from journeymap.session import Session
from journeymap.ui import shortcuts
from journeymap.ui.commands import COMMANDS
from journeymap.ui.dialogs.keys import KeysDialog
from journeymap.ui.dialogs.shortcuts import ShortcutsDialog
from journeymap.ui.settings import Settings
from journeymap.ui.window import MainWindow

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
)  # fmt: skip


def command(command_id: str):  # type: ignore[no-untyped-def]
    return next(each for each in COMMANDS if each.id == command_id)


def conflicts(settings: Settings) -> list[str]:
    keyed = [shortcuts.portable(each) for keys in shortcuts.all_keys(settings).values() for each in keys]
    return [each for each in keyed if keyed.count(each) > 1]


@pytest.fixture
def window(open_window: Callable[[Session], MainWindow]) -> MainWindow:
    return open_window(Session.new("counter_visit", ("en", "zh")))


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> ShortcutsDialog:
    window.run_command("shortcuts")
    found = window.findChild(ShortcutsDialog)
    assert found is not None
    qtbot.waitExposed(found)
    return found


def choose(dialog: ShortcutsDialog, qtbot: QtBot, name: str) -> None:
    """Finds a command by typing its name, and goes on to the field of its keys with Enter."""
    dialog.filter.clear()
    dialog.filter.setFocus()
    qtbot.keyClicks(dialog.filter, name)
    qtbot.keyClick(dialog.filter, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is dialog.field


def tab_to(dialog: ShortcutsDialog, qtbot: QtBot, button) -> None:  # type: ignore[no-untyped-def]
    for _ in range(8):
        focused = QApplication.focusWidget()
        if focused is button:
            return
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    raise AssertionError("out of reach by Tab")


def test_a_command_gets_other_keys_by_keyboard_alone_and_all_places_follow(
    window: MainWindow, dialog: ShortcutsDialog, qtbot: QtBot, settings: Settings
) -> None:
    choose(dialog, qtbot, "arrange")
    qtbot.keyClick(dialog.field, Qt.Key.Key_K, CTRL | ALT)
    assert dialog.message.text() == words("shortcuts.free", "en", keys="Ctrl+Alt+K")
    tab_to(dialog, qtbot, dialog.use)
    qtbot.keyClick(dialog.use, Qt.Key.Key_Space)
    action = window.actions_table["arrange"]
    assert [each.toString() for each in action.shortcuts()] == ["Ctrl+Alt+K"]
    assert "Ctrl+Alt+K" in action.toolTip()
    assert Settings(settings.cache.parent / "settings.ini").keys == {"arrange": ("Ctrl+Alt+K",)}
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    window.run_command("keys")
    sheet = window.findChild(KeysDialog)
    assert sheet is not None
    said = [each.text() for each in sheet.findChildren(QLabel)]
    assert "Ctrl+Alt+K" in said
    assert "Ctrl+Shift+A" not in said


def test_new_keys_work_and_the_former_ones_do_not(window: MainWindow, settings: Settings, qtbot: QtBot) -> None:
    shortcuts.give(command("toggle_navigator"), ("F9",), settings)
    window.use_keys()
    navigator = window.workspace.navigator  # type: ignore[union-attr]
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert navigator.isHidden()
    qtbot.keyClick(window, Qt.Key.Key_1, CTRL | SHIFT)
    assert navigator.isHidden()


def test_keys_of_the_map_work_on_the_map_only(window: MainWindow, settings: Settings, qtbot: QtBot) -> None:
    shortcuts.give(command("add_next"), ("F8",), settings)
    window.use_keys()
    assert window.session is not None
    assert window.map_page is not None
    count = len(queries.touchpoints(window.session.state, window.journey_id))
    scene = window.map_page.scene
    scene.select(list(scene.layout.cards)[:1])
    window.run_command("find_text")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F8)
    assert len(queries.touchpoints(window.session.state, window.journey_id)) == count
    window.map_page.view.setFocus()
    qtbot.keyClick(window.map_page.view, Qt.Key.Key_F8)
    assert len(queries.touchpoints(window.session.state, window.journey_id)) == count + 1


def test_taken_keys_are_told_by_name_and_swapped(
    window: MainWindow, dialog: ShortcutsDialog, qtbot: QtBot, settings: Settings
) -> None:
    choose(dialog, qtbot, "arrange")
    qtbot.keyClick(dialog.field, Qt.Key.Key_D, CTRL)
    assert words("action.duplicate", "en") in dialog.message.text()
    assert dialog.use.text() == words("shortcuts.swap", "en")
    assert not dialog.also.isEnabled()
    qtbot.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
    assert window.actions_table.keys("arrange") == ("Ctrl+D",)
    assert window.actions_table.keys("duplicate") == ("Ctrl+Shift+A",)
    assert conflicts(settings) == []


@pytest.mark.parametrize(
    ("name", "key", "modifiers", "reason"),
    [
        ("arrange", Qt.Key.Key_A, SHIFT, "typing"),
        ("arrange", Qt.Key.Key_C, CTRL, "editing"),
        ("arrange", Qt.Key.Key_Left, CTRL, "editing"),
        ("arrange", Qt.Key.Key_F, ALT, "menu"),
        ("delete", Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, "walking"),
        ("delete", Qt.Key.Key_X, Qt.KeyboardModifier.NoModifier, "typing"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_that_others_need_are_refused_with_the_reason(
    window: MainWindow, qtbot: QtBot, name: str, key: Qt.Key, modifiers: Qt.KeyboardModifier, reason: str, language: str
) -> None:
    window.set_language(language)
    window.run_command("shortcuts")
    dialog = next(each for each in window.findChildren(ShortcutsDialog) if each.isVisible())
    dialog.choose(name)
    dialog.field.setFocus()
    qtbot.keyClick(dialog.field, key, modifiers)
    assert dialog.message.text() == words(f"shortcuts.refused.{reason}", language, keys=dialog.field.text())
    assert not dialog.use.isEnabled()
    dialog.reject()


def test_no_command_answers_while_its_keys_are_pressed_in_the_field(
    window: MainWindow, dialog: ShortcutsDialog, qtbot: QtBot
) -> None:
    revision = window.session.document.revision  # type: ignore[union-attr]
    choose(dialog, qtbot, "new journey")
    qtbot.keyClick(dialog.field, Qt.Key.Key_J, CTRL | SHIFT)
    assert window.session.document.revision == revision  # type: ignore[union-attr]
    assert dialog.message.text() == words("shortcuts.own", "en", name="New journey", keys="Ctrl+Shift+J")


def test_further_keys_clearing_and_resetting(
    window: MainWindow, dialog: ShortcutsDialog, qtbot: QtBot, settings: Settings
) -> None:
    choose(dialog, qtbot, "find")
    dialog.choose("find")
    dialog.field.setFocus()
    qtbot.keyClick(dialog.field, Qt.Key.Key_F4)
    qtbot.mouseClick(dialog.also, Qt.MouseButton.LeftButton)
    assert window.actions_table.keys("find") == ("Ctrl+K", "F4")
    qtbot.mouseClick(dialog.clear, Qt.MouseButton.LeftButton)
    assert window.actions_table.keys("find") == ()
    assert window.actions_table["find"].toolTip() == window.actions_table["find"].text()
    qtbot.mouseClick(dialog.reset, Qt.MouseButton.LeftButton)
    assert window.actions_table.keys("find") == ("Ctrl+K",)
    shortcuts.swap(command("open"), "Ctrl+N", settings)
    dialog.filter.clear()
    assert settings.keys
    dialog.choose("open")
    qtbot.mouseClick(dialog.reset_all, Qt.MouseButton.LeftButton)
    assert settings.keys == {}
    assert window.actions_table.keys("open") == ("Ctrl+O",)


def test_giving_a_command_its_own_keys_again_takes_them_from_whoever_has_them(settings: Settings) -> None:
    shortcuts.give(command("arrange"), ("Ctrl+N",), settings)
    assert shortcuts.all_keys(settings)["new"] == ()
    shortcuts.take_back(command("new"), settings)
    assert shortcuts.all_keys(settings)["new"] == ("Ctrl+N",)
    assert shortcuts.all_keys(settings)["arrange"] == ()
    assert conflicts(settings) == []


def test_a_command_is_found_by_its_keys(dialog: ShortcutsDialog, qtbot: QtBot) -> None:
    qtbot.keyClicks(dialog.filter, "ctrl+shift+a")
    assert dialog.command is not None
    assert dialog.command.id == "arrange"


def test_no_command_comes_with_keys_that_others_need() -> None:
    for each in COMMANDS:
        bare = next(other for other in COMMANDS if other.id != each.id and other.on_map == each.on_map)
        for keys in each.keys:
            assert shortcuts.refusal(bare, keys) in (None, "shortcuts.refused.editing"), f"{each.id}: {keys}"
