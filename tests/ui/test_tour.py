"""The first steps: shown once, over a real project, walked through by mouse and by keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journeymap.labels import LANGUAGES, say
from journeymap.session import Session
from journeymap.ui import shortcuts
from journeymap.ui.commands import COMMANDS
from journeymap.ui.settings import Settings
from journeymap.ui.tour import STEPS, Tour, offer_once
from journeymap.ui.window import MainWindow


def tour_of(window: MainWindow) -> Tour:
    return next(each for each in window.findChildren(Tour) if each.isVisible())


def focused_in(tour: Tour):  # type: ignore[no-untyped-def]
    focused = QApplication.focusWidget()
    assert focused is not None and tour.isAncestorOf(focused)
    return focused


@pytest.fixture
def window(open_window: Callable[[Session | None], MainWindow]) -> MainWindow:
    return open_window(Session.new("counter_visit", ("en", "zh")))


@pytest.mark.parametrize("size", [(1440, 900), (960, 540)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_three_bubbles_stand_beside_what_they_speak_of_and_are_read_out(
    window: MainWindow, qtbot: QtBot, language: str, size: tuple[int, int]
) -> None:
    window.resize(*size)
    window.set_language(language)
    QApplication.processEvents()
    window.run_command("first_steps")
    tour = tour_of(window)
    for number, step in enumerate(STEPS):
        assert tour.number == number
        assert tour.rect().contains(tour.bubble.geometry())
        assert not tour.place.intersects(tour.bubble.geometry().adjusted(12, 12, -12, -12))
        heard = QAccessible.queryAccessibleInterface(focused_in(tour))
        assert say(f"tour.{step.key}.title", language) in heard.text(QAccessible.Text.Name)
        assert heard.text(QAccessible.Text.Description)
        qtbot.keyClick(focused_in(tour), Qt.Key.Key_Return)
    assert tour.isHidden()
    assert window.settings.toured
    assert window.map_page is not None
    assert window.map_page.view.hasFocus()


def test_each_points_at_the_real_control(window: MainWindow) -> None:
    assert window.workspace is not None
    window.run_command("first_steps")
    tour, here = tour_of(window), window.workspace
    cards = here.map_page.scene.layout.cards
    spot = here.map_page.view.mapFromGlobal(window.mapToGlobal(tour.place.center()))
    assert here.map_page.view.mapToScene(spot).x() == pytest.approx(next(iter(cards.values())).center[0], abs=12)
    tour.show_step(1)
    assert here.inspector.mapTo(window, QPoint(2, 2)) == tour.place.topLeft()
    tour.show_step(2)
    assert here.tabs.tabAt(here.tabs.mapFrom(window, tour.place.center())) == here.view_place("paths")


def test_tab_stays_inside_back_goes_back_and_escape_ends_it(window: MainWindow, qtbot: QtBot) -> None:
    window.run_command("first_steps")
    tour = tour_of(window)
    qtbot.keyClick(focused_in(tour), Qt.Key.Key_Return)
    names = []
    for _ in range(3):
        qtbot.keyClick(focused_in(tour), Qt.Key.Key_Tab)
        names.append(focused_in(tour))
    assert names == [tour.skip, tour.back, tour.next]
    qtbot.mouseClick(tour.back, Qt.MouseButton.LeftButton)
    assert tour.number == 0
    revision = window.session.document.revision  # type: ignore[union-attr]
    qtbot.mouseClick(tour, Qt.MouseButton.LeftButton, pos=QPoint(700, 400))
    assert window.session.document.revision == revision  # type: ignore[union-attr]
    qtbot.keyClick(focused_in(tour), Qt.Key.Key_Escape)
    assert tour.isHidden()
    assert window.notice.text == say("tour.ended", "en")


def test_it_is_offered_once_with_the_first_project(
    open_window: Callable[[Session | None], MainWindow], qtbot: QtBot, settings: Settings
) -> None:
    settings.toured = False
    window = open_window(None)
    offer_once(window)
    assert not window.findChildren(Tour), "the start page explains itself"
    window.set_session(Session.new("empty", ("en", "zh")))
    offer_once(window)
    tour = tour_of(window)
    qtbot.mouseClick(tour.skip, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    offer_once(window)
    assert not any(each.isVisible() for each in window.findChildren(Tour))


def test_from_the_start_page_it_runs_on_a_sample(open_window: Callable[[Session | None], MainWindow]) -> None:
    window = open_window(None)
    window.run_command("first_steps")
    assert window.session is not None
    assert tour_of(window).number == 0


def test_it_names_the_keys_that_hold_now(window: MainWindow, settings: Settings) -> None:
    export = next(each for each in COMMANDS if each.id == "export")
    shortcuts.give(export, ("F4",), settings)
    window.use_keys()
    window.run_command("first_steps")
    tour = tour_of(window)
    tour.show_step(2)
    assert "F4" in tour.next.accessibleDescription()
