"""The first screen: everything on it can be reached and chosen, by mouse and by keys."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journeymap import labels, resources
from journeymap.edit import projects
from journeymap.model import queries
from journeymap.session import Session
from journeymap.ui import theme
from journeymap.ui.settings import Settings
from journeymap.ui.views.cards import PictureCard, shorten_in_middle
from journeymap.ui.views.start import StartPage
from journeymap.ui.window import MainWindow
from journeymap.ui.words import set_language, shown


@pytest.fixture
def page(qtbot: QtBot, settings: Settings) -> StartPage:
    set_language("en")
    page = StartPage(settings)
    qtbot.addWidget(page)
    page.resize(1400, 860)
    page.show()
    qtbot.waitExposed(page)
    return page


@pytest.fixture
def window(qtbot: QtBot, settings: Settings) -> MainWindow:
    set_language("en")
    window = MainWindow(settings)
    qtbot.addWidget(window, before_close_func=lambda each: each.set_session(None))
    window.resize(1400, 900)
    window.show()
    return window


def first_screen(window: MainWindow) -> StartPage:
    return next(each for each in window.findChildren(StartPage) if each.isVisible())


def test_every_template_and_sample_is_offered_by_name(page: StartPage) -> None:
    titles = [card.accessibleName() for card in page.templates]
    assert titles == [projects.template_title(name)["en"] for name in projects.template_names()]
    assert len(page.samples) == len(resources.samples()) > 0
    assert all(card.accessibleName() and card.accessibleDescription() for card in page.templates + page.samples)


def test_each_sample_has_its_own_words_in_both_languages() -> None:
    for path in resources.samples():
        for key in (f"sample.{path.stem}", f"sample.place.{path.stem}"):
            assert all(labels.say(key, language) for language in labels.LANGUAGES)


def test_cards_show_the_map_of_what_they_open(page: StartPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: all(card.miniature is not None for card in page.templates + page.samples), timeout=20_000)
    for path, card in zip(resources.samples(), page.samples, strict=True):
        state = Session.open_copy(path).state
        journey_id = queries.journeys(state)[0].id
        assert card.miniature is not None
        assert len(card.miniature.cards) == len(queries.touchpoints(state, journey_id))
        assert len(card.miniature.stages) == len(queries.stages(state, journey_id))


def test_a_sample_card_is_painted_in_the_colours_of_its_feelings(page: StartPage, qtbot: QtBot) -> None:
    card = page.samples[0]
    qtbot.waitUntil(lambda: card.miniature is not None, timeout=20_000)
    image = card.grab().toImage()
    seen = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    felt = {emotion for _, emotion in card.miniature.cards if emotion is not None}  # type: ignore[union-attr]
    assert felt
    assert {theme.theme().emotion(emotion).lower() for emotion in felt} <= seen


def test_enter_and_space_choose_and_tab_goes_from_card_to_card(page: StartPage, qtbot: QtBot) -> None:
    chosen: list[str] = []
    page.template_chosen.connect(chosen.append)
    first, second = page.templates[:2]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Return)
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is second
    qtbot.keyClick(second, Qt.Key.Key_Space)
    assert chosen == list(projects.template_names()[:2])


def test_a_click_on_a_sample_chooses_its_file(page: StartPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.sample_chosen) as signal:
        qtbot.mouseClick(page.samples[-1], Qt.MouseButton.LeftButton)
    assert signal.args == [str(resources.samples()[-1])]


def test_recent_files_tell_name_and_day_and_open(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    set_language("en")
    path = tmp_path / "Kindergarten place.journey"
    Session.new("empty").save(path)
    settings.add_recent(path)
    page = StartPage(settings)
    qtbot.addWidget(page)
    (row,) = page.recent.rows
    assert row.text() == "Kindergarten place"
    assert row.caption.startswith("today ")
    assert tmp_path.name in row.caption
    with qtbot.waitSignal(page.file_chosen) as signal:
        qtbot.keyClick(row, Qt.Key.Key_Return)
    assert signal.args == [str(path)]


def test_a_narrow_page_puts_everything_below_each_other(page: StartPage, qtbot: QtBot) -> None:
    def columns() -> int:
        return len({card.mapTo(page, card.rect().topLeft()).x() for card in page.templates})

    assert columns() == 3
    page.resize(480, 700)
    qtbot.waitUntil(lambda: columns() == 1)
    assert page.open_button.mapTo(page.widget(), page.open_button.rect().topLeft()).y() > page.samples[-1].height()
    right_edge = max(card.mapTo(page, card.rect().topRight()).x() for card in page.templates + page.samples)
    assert right_edge < page.viewport().width()


@pytest.mark.parametrize("language", labels.LANGUAGES)
def test_a_new_project_from_a_template_opens_in_the_window(window: MainWindow, qtbot: QtBot, language: str) -> None:
    window.set_language(language)
    card: PictureCard = first_screen(window).templates[-1]
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert window.session is not None
    journey = queries.journeys(window.session.state)[0]
    assert shown(journey.title)
    assert len(queries.touchpoints(window.session.state, journey.id)) > 10


def test_a_sample_opens_in_the_window_and_nothing_is_to_be_saved(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(first_screen(window).samples[0], Qt.MouseButton.LeftButton)
    assert window.session is not None
    assert window.session.path is None
    assert not window.session.is_modified


def test_language_and_theme_change_from_the_first_screen(
    window: MainWindow, qtbot: QtBot, settings: Settings, find_button: Callable[[MainWindow, str], object]
) -> None:
    qtbot.mouseClick(find_button(window, "简体中文"), Qt.MouseButton.LeftButton)
    assert first_screen(window).templates[0].text() == projects.template_title("empty")["zh"]
    qtbot.mouseClick(find_button(window, "深色"), Qt.MouseButton.LeftButton)
    assert theme.theme().name == "dark"
    assert (settings.language, settings.theme) == ("zh", "dark")
    qtbot.mouseClick(find_button(window, "浅色"), Qt.MouseButton.LeftButton)


@pytest.fixture
def find_button() -> Callable[[MainWindow, str], object]:
    from PySide6.QtWidgets import QToolButton

    def find(window: MainWindow, text: str) -> QToolButton:
        return next(each for each in first_screen(window).findChildren(QToolButton) if each.text() == text)

    return find


@pytest.mark.parametrize(("language", "words"), [("en", "3 Feb 2024"), ("zh", "2024年2月3日")])
def test_older_files_have_a_date(qtbot: QtBot, settings: Settings, tmp_path: Path, language: str, words: str) -> None:
    path = tmp_path / "old.journey"
    path.write_bytes(b"")
    moment = datetime(2024, 2, 3, 12).timestamp()
    os.utime(path, (moment, moment))
    settings.add_recent(path)
    set_language(language)
    page = StartPage(settings)
    qtbot.addWidget(page)
    assert page.recent.rows[0].caption.startswith(words)
    set_language("en")


def test_long_folders_keep_both_ends() -> None:
    folder = "/home/somebody/Documents/Projects/2026/Service design/Journeys"
    shortened = shorten_in_middle(folder, 160, 11)
    head, _, tail = shortened.partition("…")
    assert head
    assert folder.startswith(head)
    assert folder.endswith(tail)
    assert len(tail) > len(head)
