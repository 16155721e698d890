"""Recent files with their pictures: kept when saved, made when missing, pinned, removed, cleared."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from journeymap.labels import LANGUAGES, say
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.session import Session
from journeymap.storage import load_project
from journeymap.ui import files, previews
from journeymap.ui.miniature import miniature_of
from journeymap.ui.settings import Settings
from journeymap.ui.views.recent import RecentRow
from journeymap.ui.views.start import StartPage
from journeymap.ui.window import MainWindow
from journeymap.ui.words import set_language

NEVER_STALE = lambda: False  # noqa: E731


def saved(folder: Path, name: str, template: str = "counter_visit") -> Path:
    path = folder / f"{name}.journey"
    Session.new(template, ("en", "zh")).save(path)
    return path


@pytest.fixture
def page(qtbot: QtBot, settings: Settings, tmp_path: Path) -> StartPage:
    set_language("en")
    for name in ("first", "second", "third"):
        settings.add_recent(saved(tmp_path, name))
    page = StartPage(settings)
    qtbot.addWidget(page)
    page.resize(1400, 860)
    page.show()
    qtbot.waitExposed(page)
    return page


def names(page: StartPage) -> list[str]:
    return [row.text() for row in page.recent.rows]


def pick(row: RecentRow, text: str, qtbot: QtBot) -> None:
    """Opens the menu of a row by its button and chooses an entry by keys."""
    qtbot.mouseClick(row.more, Qt.MouseButton.LeftButton)
    menu = next(each for each in row.findChildren(QMenu) if each.isVisible())
    texts = [action.text() for action in menu.actions()]
    for _ in range(texts.index(text) + 1):
        qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    QApplication.processEvents()


def test_a_miniature_is_the_same_after_it_was_kept(tmp_path: Path) -> None:
    path = saved(tmp_path, "kept", "complaint")
    state = State(load_project(path).records)
    previews.keep(tmp_path / "cache", path, state, NEVER_STALE)
    kept = previews.preview(tmp_path / "cache", path, NEVER_STALE)
    made = miniature_of(state, queries.journeys(state)[0].id)
    assert kept is not None
    assert [emotion for _, emotion in kept.cards] == [emotion for _, emotion in made.cards]
    assert [rect.x for rect, _ in kept.cards] == pytest.approx([rect.x for rect, _ in made.cards], abs=0.1)
    assert len(kept.ways) + len(kept.strong_ways) == len(made.ways) + len(made.strong_ways)


def test_a_file_that_was_changed_by_another_program_is_drawn_anew(tmp_path: Path) -> None:
    cache, path = tmp_path / "cache", saved(tmp_path, "changed", "empty")
    assert previews.preview(cache, path, NEVER_STALE).cards == ()  # type: ignore[union-attr]
    saved(tmp_path, "changed", "complaint")
    assert len(previews.preview(cache, path, NEVER_STALE).cards) > 3  # type: ignore[union-attr]


@pytest.mark.parametrize("content", [b"", b"no journey", b"{}"])
def test_what_cannot_be_read_has_no_picture_and_no_complaint(tmp_path: Path, content: bytes) -> None:
    cache, path = tmp_path / "cache", tmp_path / "odd.journey"
    path.write_bytes(content)
    assert previews.preview(cache, path, NEVER_STALE) is None
    path.unlink()
    assert previews.preview(cache, path, NEVER_STALE) is None


def test_a_broken_or_locked_cache_is_in_nobodys_way(tmp_path: Path) -> None:
    cache, path = tmp_path / "cache", saved(tmp_path, "fine")
    first = previews.preview(cache, path, NEVER_STALE)
    (kept,) = cache.glob("*.json")
    kept.write_text("{")
    assert previews.preview(cache, path, NEVER_STALE) == first
    blocked = tmp_path / "a file"
    blocked.write_text("")
    assert previews.preview(blocked, path, NEVER_STALE) == first


def test_saving_keeps_a_picture_and_other_files_are_forgotten(
    qtbot: QtBot, open_window: Callable[[Session | None], MainWindow], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(Session.new("complaint", ("en", "zh")))
    path = tmp_path / "saved.journey"
    monkeypatch.setattr(QFileDialog, "exec", lambda _self: QFileDialog.DialogCode.Accepted)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _self: [str(path)])
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    cache = window.settings.cache
    qtbot.waitUntil(lambda: len(list(cache.glob("*.json"))) == 1)
    (cache / "of a file long gone.json").write_text("{}")
    window.set_session(None)
    assert len(list(cache.glob("*.json"))) == 1


def test_each_row_shows_its_map(page: StartPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: all(row.miniature is not None for row in page.recent.rows), timeout=10_000)
    assert len(page.recent.rows[0].miniature.cards) > 3  # type: ignore[union-attr]


def test_a_pinned_file_goes_to_the_top_and_stays_there(page: StartPage, qtbot: QtBot, settings: Settings) -> None:
    assert names(page) == ["third", "second", "first"]
    pick(page.recent.rows[2], say("recent.pin", "en"), qtbot)
    assert names(page) == ["first", "third", "second"]
    row = page.recent.rows[0]
    qtbot.waitUntil(lambda: page.focusWidget() is row)
    assert say("recent.pinned", "en") in row.accessibleDescription()
    settings.add_recent(settings.recent[2])
    assert settings.recent[0].stem == "first"
    pick(page.recent.rows[0], say("recent.unpin", "en"), qtbot)
    assert names(page)[0] == "second"


def test_a_file_is_taken_off_the_list_by_menu_and_by_key_and_stays_on_the_disk(
    page: StartPage, qtbot: QtBot, settings: Settings
) -> None:
    paths = settings.recent
    pick(page.recent.rows[0], say("recent.remove", "en"), qtbot)
    assert names(page) == ["second", "first"]
    qtbot.keyClick(page.recent.rows[0], Qt.Key.Key_Delete)
    assert names(page) == ["first"]
    assert all(path.is_file() for path in paths)


def test_clearing_leaves_pinned_files(page: StartPage, qtbot: QtBot, settings: Settings) -> None:
    settings.pin(settings.recent[1], pinned=True)
    assert page.recent.clear_button is not None
    qtbot.mouseClick(page.recent.clear_button, Qt.MouseButton.LeftButton)
    assert names(page) == ["second"]
    assert page.recent.clear_button is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_that_went_away_meanwhile_is_told_in_a_sentence(
    open_window: Callable[[Session | None], MainWindow], tmp_path: Path, language: str, qtbot: QtBot
) -> None:
    path = saved(tmp_path, "gone")
    window = open_window(None)
    window.settings.add_recent(path)
    window.set_language(language)
    window.set_session(None)
    page = next(each for each in window.findChildren(StartPage) if each.isVisible())
    path.unlink()
    qtbot.keyClick(page.recent.rows[0], Qt.Key.Key_Return)
    assert window.notice.text
    assert window.session is None
    files.may_close(window)
    window.set_session(None)
    page = next(each for each in window.findChildren(StartPage) if each.isVisible())
    assert names(page) == []
