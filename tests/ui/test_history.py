"""The list of steps: what it says, and going to a step by mouse and keys."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journeymap.edit import projects
from journeymap.labels import LANGUAGES, say
from journeymap.model import queries
from journeymap.model.changes import Label, Set
from journeymap.session import Session
from journeymap.ui.panels.history import HistoryPanel
from journeymap.ui.window import MainWindow

BEGIN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def session_with(steps: int) -> Session:
    """A session of so many steps, one a minute."""
    count = iter(range(steps + 1))
    session = Session(projects.new_project("counter_visit"), clock=lambda: BEGIN + timedelta(minutes=next(count)))
    point = queries.touchpoints(session.state, queries.journeys(session.state)[0].id)[0].id
    for number in range(steps):
        session.run(Label.of("move_touchpoints", n=1), [Set(point, "documents", number + 1)])
    return session


@pytest.fixture
def window(open_window: Callable[[Session], MainWindow]) -> MainWindow:
    window = open_window(session_with(6))
    window.run_command("history")
    QApplication.processEvents()
    return window


def panel(window: MainWindow) -> HistoryPanel:
    return window.workspace.history  # type: ignore[union-attr]


def moved(window: MainWindow) -> int:
    state = window.session.state  # type: ignore[union-attr]
    return queries.touchpoints(state, window.journey_id)[0].documents


def heard(window: MainWindow, row: int) -> str:
    steps = panel(window).steps
    return str(steps.data(steps.index(row, 0), Qt.ItemDataRole.AccessibleTextRole))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_step_tells_what_was_done_when_and_whether_it_holds(window: MainWindow, language: str) -> None:
    window.set_language(language)
    window.run_command("undo")
    QApplication.processEvents()
    assert panel(window).isVisible(), "another language leaves it open"
    assert panel(window).steps.rowCount() == 7
    clock = (BEGIN + timedelta(minutes=4)).astimezone()
    done = say("change.move_touchpoints", language, n=1)
    assert heard(window, 5).casefold() == f"{done}, {clock:%m-%d %H:%M}, {say('history.here', language)}".casefold()
    assert heard(window, 6).endswith(say("history.undone", language))
    assert heard(window, 0) == f"{say('history.start', language)}, {say('history.done', language)}"


def test_a_click_goes_back_and_forward_to_a_step(window: MainWindow, qtbot: QtBot) -> None:
    lines = panel(window).list

    def click(row: int) -> None:
        spot = lines.visualRect(panel(window).steps.index(row, 0)).center()
        qtbot.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        QApplication.processEvents()

    before = moved(window)
    click(2)
    assert (panel(window).steps.here, moved(window)) == (2, 2)
    click(5)
    assert (panel(window).steps.here, moved(window)) == (5, 5)
    click(0)
    assert moved(window) == 0
    assert not window.actions_table["undo"].isEnabled()
    click(6)
    assert moved(window) == before


def test_the_arrows_and_enter_go_to_a_step_and_the_focus_stays(window: MainWindow, qtbot: QtBot) -> None:
    lines = panel(window).list
    assert QApplication.focusWidget() is lines
    for _ in range(3):
        qtbot.keyClick(lines, Qt.Key.Key_Up)
    qtbot.keyClick(lines, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert moved(window) == 3
    assert QApplication.focusWidget() is lines
    assert lines.currentIndex().row() == 3


def test_the_map_shows_what_holds_after_a_journey_through_many_steps(window: MainWindow) -> None:
    assert window.session is not None and window.map_page is not None and window.workspace is not None
    scene, state = window.map_page.scene, window.session.state
    ids = [each.id for each in queries.touchpoints(state, window.journey_id)]
    window.run("delete_touchpoints", [Set(each, "deleted", True) for each in ids[:2]], n=2)
    place = window.session.history.place
    window.workspace.travel(0)
    assert set(scene.layout.cards) == set(ids)
    assert scene.card(ids[0]).isVisible()
    window.workspace.travel(place)
    assert set(scene.layout.cards) == set(ids[2:])


def test_ten_thousand_steps_are_listed_and_walked_without_waiting(qtbot: QtBot) -> None:
    session = session_with(10_000)
    shown = HistoryPanel(session)
    qtbot.addWidget(shown)
    shown.resize(260, 700)
    begun = time.perf_counter()
    shown.show()
    qtbot.waitExposed(shown)
    assert shown.steps.rowCount() == 10_001
    shown.list.setCurrentIndex(shown.steps.index(17, 0))
    shown.list.scrollTo(shown.steps.index(17, 0))
    shown.grab()
    listed = time.perf_counter() - begun
    assert listed < 2.0, "a widget for each step would take ten times as long"
    assert shown.list.indexAt(QPoint(20, 20)) != QModelIndex()
    session.travel(4_000)
    shown.refresh()
    assert shown.steps.here == 4_000
    assert queries.touchpoints(session.state, queries.journeys(session.state)[0].id)[0].documents == 4_000
