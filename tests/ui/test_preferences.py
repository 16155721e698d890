"""The preferences: what is chosen holds at once and is still there the next time."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QProcess, Qt, QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from journeymap import catalogue
from journeymap.app import last_file
from journeymap.labels import say
from journeymap.model import queries
from journeymap.session import Session
from journeymap.ui import files, theme
from journeymap.ui.dialogs.preferences import PreferencesDialog
from journeymap.ui.settings import PREFERENCES, Settings
from journeymap.ui.window import MainWindow


@pytest.fixture
def window(open_window: Callable[[Session | None], MainWindow]):  # type: ignore[no-untyped-def]
    window = open_window(Session.new("counter_visit", ("en", "zh")))
    yield window
    window.settings.reset()
    window.settings.language, window.settings.theme = "en", "light"
    window.use_preferences()


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> PreferencesDialog:
    qtbot.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    found = window.findChild(PreferencesDialog)
    assert found is not None
    return found


def choose(box: QComboBox, qtbot: QtBot, value: object) -> None:
    """Goes to a value with the arrow keys, as somebody at the keyboard does."""
    box.setFocus()
    steps = box.findData(value) - box.currentIndex()
    for _ in range(abs(steps)):
        qtbot.keyClick(box, Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)
    QApplication.processEvents()


def test_language_and_colours_change_at_once_and_the_focus_stays(
    dialog: PreferencesDialog, window: MainWindow, qtbot: QtBot, settings: Settings
) -> None:
    choose(dialog.language, qtbot, "zh")
    assert dialog.windowTitle() == say("preferences.title", "zh")
    assert window.actions_table["arrange"].text() == say("action.arrange", "zh")
    assert QApplication.focusWidget() is dialog.language
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消", "Qt's own dialogs speak it too"
    choose(dialog.theme, qtbot, "dark")
    assert theme.theme().name == "dark"
    qtbot.keyClick(dialog.contrast, Qt.Key.Key_Space)
    QApplication.processEvents()
    assert theme.theme().name == "dark_contrast"
    assert (settings.language, settings.theme, settings.contrast) == ("zh", "dark", True)


def test_every_window_follows(
    dialog: PreferencesDialog, qtbot: QtBot, open_window: Callable[[Session | None], MainWindow]
) -> None:
    other = open_window(None)
    choose(dialog.language, qtbot, "zh")
    assert other.actions_table["arrange"].text() == say("action.arrange", "zh")


def test_motion_stops_and_size_waits_for_the_next_start(
    dialog: PreferencesDialog, window: MainWindow, qtbot: QtBot, settings: Settings
) -> None:
    window.set_animations(True)
    assert window.map_page is not None
    assert window.map_page.scene.animated
    dialog.still.setChecked(False)
    qtbot.keyClick(dialog.still, Qt.Key.Key_Space)
    assert not settings.animations
    assert not window.map_page.scene.animated
    choose(dialog.scale, qtbot, 0.75)
    assert settings.scale == 0.75
    assert window.notice.text == say("scale.later", "en", percent=75)


def test_the_name_is_kept_as_it_is_typed(dialog: PreferencesDialog, qtbot: QtBot, settings: Settings) -> None:
    dialog.author.setFocus()
    qtbot.keyClicks(dialog.author, "Li Wei ")
    qtbot.keyClick(dialog.author, Qt.Key.Key_Return)
    assert dialog.isVisible(), "Enter closes nothing"
    assert settings.author == "Li Wei"


def test_new_projects_begin_with_the_language_and_paper_that_were_chosen(
    dialog: PreferencesDialog, window: MainWindow, qtbot: QtBot
) -> None:
    choose(dialog.first_language, qtbot, "zh")
    choose(dialog.paper, qtbot, "A1")
    dialog.reject()
    files.new(window, "empty")
    project = queries.project(window.session.state)  # type: ignore[union-attr]
    assert project.languages == ("zh", "en")
    assert project.paper == "A1"


def test_an_own_catalogue_is_chosen_told_and_given_back(
    dialog: PreferencesDialog, qtbot: QtBot, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "our own.json"
    rows = [{"id": "el-monitoring", "title": {"en": "Our figures"}}]
    path.write_text(json.dumps({"dimensions": [{"id": "dim-operational", "elements": rows}]}))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    qtbot.mouseClick(dialog.choose_catalogue, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert settings.own_catalogue == path
    assert catalogue.load().find("el-monitoring").title["en"] == "Our figures"  # type: ignore[union-attr]
    assert "our own.json" in [each.text() for each in dialog.findChildren(QLabel)]
    qtbot.mouseClick(dialog.shipped_catalogue, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert settings.own_catalogue is None
    assert catalogue.load().find("el-monitoring").title["en"] != "Our figures"  # type: ignore[union-attr]


def test_reset_brings_all_defaults_back_and_keeps_keys_and_files(
    dialog: PreferencesDialog, qtbot: QtBot, settings: Settings
) -> None:
    settings.author, settings.paper, settings.scale = "Li Wei", "A0", 1.5
    settings.set_keys("arrange", ("F9",))
    choose(dialog.theme, qtbot, "dark")
    qtbot.mouseClick(dialog.reset, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    fresh = Settings(settings.cache.parent / "none.ini")
    for name in PREFERENCES:
        assert getattr(settings, name) == getattr(fresh, name), name
    assert settings.keys == {"arrange": ("F9",)}
    assert theme.theme().name == "light"
    assert dialog.author.text() == ""


def test_the_program_can_begin_with_the_file_that_was_open_last(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "last.journey"
    Session.new("empty").save(path)
    settings.add_recent(path)
    assert last_file(settings) == []
    settings.reopens_last = True
    assert last_file(settings) == [path]
    path.unlink()
    assert last_file(settings) == []


def test_a_restart_opens_the_same_file_and_asks_before_anything_is_lost(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(QProcess, "startDetached", lambda _program, arguments: started.append(arguments))
    path = tmp_path / "open.journey"
    session = window.session
    assert session is not None
    session.save(path)
    window.run_command("add_stage")
    window.run_command("larger")
    QTimer.singleShot(50, lambda: qtbot.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Escape))
    qtbot.mouseClick(window.notice.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert started == []
    assert window.session is session, "the way back leaves all as it was"
    session.save()
    window.restart()
    assert started == [["-m", "journeymap", str(path)]]
    assert not window.isVisible()
