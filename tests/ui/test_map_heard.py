"""The map as a screen reader finds it: what is asked and answered goes through Qt's own interfaces."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journeymap.edit import fields
from journeymap.model import queries
from journeymap.session import Session
from journeymap.ui.canvas import heard
from journeymap.ui.canvas.view import MapView
from journeymap.ui.views.map import MapPage
from journeymap.ui.window import MainWindow
from journeymap.ui.words import set_language
from tests.ui.panel_project import Small

Text, Role = QAccessible.Text, QAccessible.Role


@pytest.fixture
def small() -> Small:
    set_language("en")
    found = Small()
    found.change(fields.set_field, [found.ask], "emotion", -1)
    found.change(fields.set_field, [found.ask], "channel", "counter")
    return found


@pytest.fixture
def view(small: Small, open_window: Callable[[Session | None], MainWindow]) -> Iterator[MapView]:
    QAccessible.setActive(True)
    yield open_window(small.session).map_page.view  # type: ignore[union-attr]
    QAccessible.setActive(False)


def children(view: MapView) -> dict[str, QAccessibleInterface]:
    whole = QAccessible.queryAccessibleInterface(view)
    return {whole.child(place).text(Text.Name): whole.child(place) for place in range(whole.childCount())}


def test_the_map_is_a_list_of_what_stands_on_it(small: Small, view: MapView) -> None:
    whole = QAccessible.queryAccessibleInterface(view)
    assert (whole.role(), whole.text(Text.Name)) == (Role.List, "Map")
    assert "3 touchpoints in" in whole.text(Text.Description)
    found = children(view)
    names = list(found)
    assert names[0].startswith("Stage: ") and any(each.startswith("Lane: ") for each in names)
    ask = next(each for name, each in found.items() if name.startswith("Ask, feeling: "))
    words = ask.text(Text.Description)
    for part in ("touchpoint 1 of 3", "Lane: Citizen", "Counter", "1 expectation", "1 pain point", "leads to Apply"):
        assert part in words
    assert ask.role() == Role.ListItem and whole.indexOfChild(ask) == 1
    assert any(name.endswith(" to Apply") for name in names)


def test_it_is_heard_in_chinese(small: Small, view: MapView) -> None:
    set_language("zh")
    ask = next(each for name, each in children(view).items() if name.startswith("咨询，情绪："))
    assert "第1个触点，共3个" in ask.text(Text.Description) and "1个痛点" in ask.text(Text.Description)
    set_language("en")


def test_selection_and_focus_are_states(qtbot: QtBot, small: Small, view: MapView) -> None:
    view.go_to(small.apply)
    states = {name: each.state() for name, each in children(view).items()}
    assert states["Apply"].selected and states["Apply"].selectable
    assert not states["Wait"].selected


def test_pressing_selects_and_places_are_those_on_the_screen(small: Small, view: MapView) -> None:
    wait = children(view)["Wait"]
    wait.actionInterface().doAction("Press")
    assert view.map_scene.selected_ids() == [small.wait]
    whole = QAccessible.queryAccessibleInterface(view)
    centre = wait.rect().center()
    at = whole.childAt(centre.x(), centre.y())
    assert at is not None and at.text(Text.Name) == "Wait"


def test_what_comes_and_goes_is_followed(small: Small, view: MapView) -> None:
    before = children(view)
    gone = before["Wait"]
    number = QAccessible.uniqueId(gone)
    small.change(fields.delete, [small.wait])
    assert "Wait" not in children(view)
    assert QAccessible.accessibleInterface(number) is None
    assert "Apply" in children(view)


def test_the_field_of_a_title_is_found_while_it_is_open(qtbot: QtBot, small: Small, view: MapView) -> None:
    whole = QAccessible.queryAccessibleInterface(view)
    count = whole.childCount()
    view.edit_title(small.ask)
    assert whole.childCount() == count + 1
    assert whole.child(count).role() == Role.EditableText
    qtbot.keyClick(view.editor, Qt.Key.Key_Escape)


def test_maps_that_are_closed_leave_nothing_behind(small: Small, qtbot: QtBot, view: MapView) -> None:
    before = len(heard._voices)
    for _ in range(5):
        page = MapPage(small.session)
        page.show_journey(small.journey_id)
        found = children(page.view)
        numbers = [QAccessible.uniqueId(each) for each in found.values()]
        del found
        page.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        del page
        gc.collect()
        assert all(QAccessible.accessibleInterface(each) is None for each in numbers)
    assert len(heard._voices) <= before + 1
    assert len(queries.touchpoints(small.session.state, small.journey_id)) == 3
