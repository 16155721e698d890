"""The bar of buttons: in a narrow window all of it is there, and its menu of paths lets the map follow one."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from journeymap import resources
from journeymap.model.records import Journey
from journeymap.session import Session
from journeymap.ui.flow import FlowLayout
from journeymap.ui.toolbar import Toolbar
from journeymap.ui.views.parts import FlowRow
from journeymap.ui.window import MainWindow

Open = Callable[[Session | None], MainWindow]


def sample(open_window: Open) -> MainWindow:
    return open_window(Session.open_copy(resources.samples()[0]))


def bar(window: MainWindow) -> Toolbar:
    assert window.workspace is not None
    return window.workspace.toolbar


def places(toolbar: Toolbar) -> list[QRect]:
    """Where the parts of the bar stand, from left to right."""
    buttons = [each for each in toolbar.findChildren(QAbstractButton) if each.isVisible()]
    return sorted(
        (QRect(each.mapTo(toolbar, QPoint()), each.size()) for each in [*buttons, toolbar.safety]),
        key=lambda each: each.x(),
    )


def stands_apart(toolbar: Toolbar, width: int) -> bool:
    """Whether no part lies over another, and none is cut off at the right."""
    found = places(toolbar)
    return found[-1].right() < width and not any(one.intersects(other) for one, other in pairwise(found))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_words_give_way_in_a_narrow_window_and_come_back(open_window: Open, qtbot: QtBot, language: str) -> None:
    window = sample(open_window)
    window.set_language(language)
    window.resize(1440, 900)
    qtbot.waitUntil(lambda: bar(window).width() == 1440)
    texts = {each.defaultAction(): each for each in bar(window).findChildren(QToolButton)}
    present = texts[window.actions_table["present"]]
    wide = present.width()
    for width in (960, window.minimumWidth()):
        window.resize(width, 700)
        qtbot.waitUntil(lambda width=width: bar(window).width() == width and present.width() < wide)
        qtbot.waitUntil(lambda width=width: stands_apart(bar(window), width))
        assert all(each.toolTip() for each in texts.values())
    window.resize(1440, 900)
    qtbot.waitUntil(lambda: present.width() == wide)


def test_a_path_chosen_in_the_menu_is_followed_and_the_likeliest_again(open_window: Open, qtbot: QtBot) -> None:
    window = sample(open_window)
    session = window.session
    assert session is not None
    button = bar(window).path

    def chosen() -> tuple[str, ...]:
        journey = session.state.get(Journey, window.journey_id)
        assert journey is not None
        return journey.chosen_path

    def open_menu() -> QMenu:
        menu = button.menu()
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))
        assert sum(each.isChecked() for each in menu.actions()) == 1
        return menu

    menu = open_menu()
    assert menu.actions()[0].isChecked()
    third = [each for each in menu.actions() if "\t" in each.text()][2]
    assert third.text().endswith("%")
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(third).center())
    assert chosen()
    menu = open_menu()
    assert [each for each in menu.actions() if "\t" in each.text()][2].isChecked()
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(menu.actions()[0]).center())
    assert not chosen()


def test_what_flows_stands_in_the_middle_of_its_line(qtbot: QtBot) -> None:
    low, high, next_line = (QPushButton() for _ in range(3))
    for each, height in ((low, 20), (high, 40), (next_line, 20)):
        each.setFixedSize(100, height)
    row = FlowRow([low, high, next_line])
    qtbot.addWidget(row)
    row.resize(220, 200)
    row.show()
    layout = row.layout()
    assert isinstance(layout, FlowLayout)
    assert low.geometry().center().y() == high.geometry().center().y()
    assert next_line.x() == low.x() and next_line.y() > high.geometry().bottom()
    assert layout.heightForWidth(220) == 40 + layout.spacing() + 20
