"""The list that finds everything by name, used as people use it: typing, arrows, Enter, Escape."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from journeymap import resources
from journeymap.model import queries
from journeymap.model.records import Journey, Touchpoint
from journeymap.session import Session
from journeymap.ui.findable import Thing, matching
from journeymap.ui.matching import Target
from journeymap.ui.palette import CommandPalette
from journeymap.ui.window import MainWindow
from journeymap.ui.workspace import VIEWS


@pytest.fixture
def window(open_window: Callable[[Session], MainWindow]) -> MainWindow:
    return open_window(Session.open_copy(resources.samples()[0]))


def open_palette(window: MainWindow, qtbot: QtBot) -> CommandPalette:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    return next(each for each in window.findChildren(CommandPalette) if each.isVisible())


def write(palette: CommandPalette, qtbot: QtBot, text: str) -> None:
    """Types on the keyboard; Chinese comes from an input method."""
    if text.isascii():
        qtbot.keyClicks(palette.edit, text)
    else:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(palette.edit, event)


def titles(palette: CommandPalette) -> list[str]:
    return [thing.title for thing in palette.found]


def test_ctrl_k_opens_it_ready_for_typing(window: MainWindow, qtbot: QtBot) -> None:
    palette = open_palette(window, qtbot)
    assert QApplication.focusWidget() is palette.edit
    assert palette.list.currentIndex().row() == 0


@pytest.mark.parametrize("typed", ["hotline office", "PHONES INS", "打电话", "dh"])
def test_a_touchpoint_is_found_and_shown(window: MainWindow, qtbot: QtBot, typed: str) -> None:
    state = window.session.state  # type: ignore[union-attr]
    wanted = next(
        point
        for point in queries.touchpoints(state, window.journey_id)
        if point.title["en"] == "Phones the insurance office"
    )
    typed = {"hotline office": "insurance phones", "打电话": wanted.title["zh"][:3]}.get(typed, typed)
    palette = open_palette(window, qtbot)
    write(palette, qtbot, typed)
    row = titles(palette).index("Phones the insurance office")
    for _ in range(row):
        qtbot.keyClick(palette.edit, Qt.Key.Key_Down)
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    assert palette.isHidden()
    qtbot.waitUntil(lambda: window.map_page.scene.selected(Touchpoint) == [wanted.id])  # type: ignore[union-attr]


@pytest.mark.parametrize("typed", ["arrange", "自动排", "zdpl"])
def test_a_command_is_found_in_both_languages_with_its_keys(window: MainWindow, qtbot: QtBot, typed: str) -> None:
    palette = open_palette(window, qtbot)
    write(palette, qtbot, typed)
    thing = next(each for each in palette.found if each.title == "Arrange")
    assert "Ctrl" in thing.keys
    assert thing.kind == "Journey"


def test_enter_runs_a_command(window: MainWindow, qtbot: QtBot) -> None:
    journeys = len(queries.journeys(window.session.state))  # type: ignore[union-attr]
    palette = open_palette(window, qtbot)
    qtbot.keyClicks(palette.edit, "new journey")
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(queries.journeys(window.session.state)) == journeys + 1)  # type: ignore[union-attr]


def test_only_commands_that_can_be_used_now_are_listed(window: MainWindow, qtbot: QtBot) -> None:
    palette = open_palette(window, qtbot)
    qtbot.keyClicks(palette.edit, "redo")
    assert "Redo" not in titles(palette)


def test_journeys_personas_stages_and_elements_are_listed(window: MainWindow, qtbot: QtBot) -> None:
    state = window.session.state  # type: ignore[union-attr]
    listed = set(titles(open_palette(window, qtbot)))
    assert {journey.title["en"] for journey in state.all(Journey)} <= listed
    assert {persona.name["en"] for persona in queries.personas(state)} <= listed
    assert {stage.title["en"] for stage in queries.stages(state, window.journey_id)} <= listed
    assert any(title.startswith("7.2.") for title in listed)


def test_an_element_selects_the_touchpoints_linked_to_it(window: MainWindow, qtbot: QtBot) -> None:
    palette = open_palette(window, qtbot)
    qtbot.keyClicks(palette.edit, "7.4.2")
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.map_page.scene.selected(Touchpoint)))  # type: ignore[union-attr]
    state = window.session.state  # type: ignore[union-attr]
    for touchpoint_id in window.map_page.scene.selected(Touchpoint):  # type: ignore[union-attr]
        subjects = queries.subjects_of_touchpoint(state, touchpoint_id)
        assert any(queries.model_links(state, subject.id) for subject in subjects)


def test_a_touchpoint_chosen_by_name_has_the_keys(window: MainWindow, qtbot: QtBot) -> None:
    view = window.map_page.view  # type: ignore[union-attr]
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.workspace.toolbar.findChildren(QToolButton)[0].setFocus()  # type: ignore[union-attr]
    palette = open_palette(window, qtbot)
    point = queries.touchpoints(window.session.state, window.journey_id)[0]  # type: ignore[union-attr]
    qtbot.keyClicks(palette.edit, point.title["en"])
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(view.hasFocus)
    assert window.map_page.scene.selected_ids() == [point.id]  # type: ignore[union-attr]
    window.run_command("add_pain_point")
    field = QApplication.focusWidget()
    assert field is not None and field is not view
    qtbot.keyClicks(field, "Long queue")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is view
    assert [each.text["en"] for each in queries.pain_points(window.session.state, point.id)][-1] == "Long queue"  # type: ignore[union-attr]


def test_arrows_go_round_and_escape_gives_the_focus_back(window: MainWindow, qtbot: QtBot) -> None:
    before = window.map_page.view  # type: ignore[union-attr]
    window.activateWindow()
    before.setFocus()
    qtbot.waitUntil(before.hasFocus)
    palette = open_palette(window, qtbot)
    qtbot.keyClick(palette.edit, Qt.Key.Key_Up)
    assert palette.list.currentIndex().row() == len(palette.found) - 1
    qtbot.keyClick(palette.edit, Qt.Key.Key_Down)
    assert palette.list.currentIndex().row() == 0
    qtbot.keyClick(palette.edit, Qt.Key.Key_Escape)
    assert palette.isHidden()
    assert QApplication.focusWidget() is before


def test_nothing_found_is_said(window: MainWindow, qtbot: QtBot) -> None:
    palette = open_palette(window, qtbot)
    qtbot.keyClicks(palette.edit, "zzzz qqqq")
    assert palette.nothing.isVisible()
    assert not palette.list.isVisible()
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_a_click_elsewhere_closes_it(window: MainWindow, qtbot: QtBot) -> None:
    palette = open_palette(window, qtbot)
    window.map_page.view.setFocus(Qt.FocusReason.MouseFocusReason)  # type: ignore[union-attr]
    assert palette.isHidden()


def test_what_was_chosen_lately_comes_first_and_is_remembered(window: MainWindow, qtbot: QtBot) -> None:
    palette = open_palette(window, qtbot)
    write(palette, qtbot, "whole map")
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    QApplication.processEvents()
    palette = open_palette(window, qtbot)
    assert titles(palette)[0] == "Whole map"
    assert window.settings.found == ("command:fit",)
    qtbot.keyClick(palette.edit, Qt.Key.Key_Escape)


@pytest.mark.parametrize(("typed", "view"), [("matrix", "model"), ("机会点", "opportunities"), ("qhdlj", "paths")])
def test_views_are_found_by_name_and_shown(window: MainWindow, qtbot: QtBot, typed: str, view: str) -> None:
    palette = open_palette(window, qtbot)
    write(palette, qtbot, typed)
    row = next(n for n, thing in enumerate(palette.found) if thing.key == f"command:view_{view}")
    for _ in range(row):
        qtbot.keyClick(palette.edit, Qt.Key.Key_Down)
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.workspace.view_name == view)  # type: ignore[union-attr]


def test_a_slip_of_the_finger_is_forgiven(window: MainWindow, qtbot: QtBot) -> None:
    palette = open_palette(window, qtbot)
    write(palette, qtbot, "arragne")
    assert titles(palette)[0] == "Arrange"


def test_the_views_go_round_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    workspace = window.workspace
    assert workspace is not None
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window.map_page.view, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)  # type: ignore[union-attr]
    assert workspace.view_name == VIEWS[-1]
    qtbot.keyClick(window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert workspace.view_name == "map"


def test_five_thousand_names_are_searched_while_somebody_types() -> None:
    signs = "调用窗口登记审核材料办理查询补正通知领取证件预约取号前往大厅"
    rows = [
        Thing(
            str(n), "", "", "", "",
            Target.of([f"calls desk {n} and asks", signs[n % 20 : n % 20 + 9] + str(n)], ["Touchpoint", "触点"]),
            lambda: None,
        )
        for n in range(5_000)
    ]  # fmt: skip
    begun = time.perf_counter()
    for _ in range(5):
        sorted(" ".join(row.target.texts) for row in rows)
    floor = (time.perf_counter() - begun) / 5
    begun = time.perf_counter()
    for typed in ("d", "dj", "登记", "desk 12", "nothing of the kind"):
        matching(rows, typed)
    assert (time.perf_counter() - begun) / 5 < max(60 * floor, 0.15)
