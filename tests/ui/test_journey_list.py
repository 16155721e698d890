"""The tree of journeys in the navigator: nested and reordered by keys and by dragging, with menu, versions and reviews."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from journeymap.edit import journeys, sub_journeys, touchpoints
from journeymap.model import queries
from journeymap.model.changes import Label, Set
from journeymap.model.records import Journey
from journeymap.model.text import LocalText
from journeymap.session import Session
from journeymap.ui.panels.journey_list import JourneyList
from journeymap.ui.panels.rows import RowButton
from journeymap.ui.reviews import ReviewDialog
from journeymap.ui.window import MainWindow

LABEL = Label.of("paste")
LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier


class Tree:
    """A window with the journeys One to Four in a row."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        assert window.session is not None and window.workspace is not None
        self.qtbot, self.window, self.session = qtbot, window, window.session
        self.list: JourneyList = window.workspace.navigator.journeys
        self.ids = [each.id for each in queries.journeys(self.session.state)]

    def rows(self) -> list[tuple[str, int]]:
        QApplication.processEvents()
        return [(each.row.text, each.row.indent) for each in self.list.buttons.values()]

    def button(self, place: int) -> RowButton:
        return self.list.buttons[self.ids[place]]

    def key(self, place: int, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.button(place).setFocus()
        self.qtbot.keyClick(self.button(place), key, modifiers)

    def drag(self, place: int, target: int, part: float, *, drop: bool = True) -> None:
        """Drag a row onto another one: `part` of its height from its top."""
        button, other = self.button(place), self.button(target)
        end = other.mapTo(self.list, QPoint(40, round(other.height() * part)))
        self.qtbot.mousePress(button, LEFT, pos=QPoint(30, 8))
        for step in (QPoint(34, 12), button.mapFrom(self.list, end)):
            self.qtbot.mouseMove(button, step)
        if drop:
            self.qtbot.mouseRelease(button, LEFT, pos=button.mapFrom(self.list, end))

    def menu(self, place: int) -> dict[str, object]:
        menu = self.list.open_menu(self.ids[place], QPoint(20, 20))
        return {each.text(): each for each in menu.actions() if each.text()}


@pytest.fixture
def tree(qtbot: QtBot, open_window: Callable[[Session], MainWindow]) -> Iterator[Tree]:
    session = Session.new("empty", ("en", "zh"))
    first = queries.journeys(session.state)[0]
    session.run(LABEL, [Set(first.id, "title", LocalText(en="One"))])
    for title in ("Two", "Three", "Four"):
        session.run(
            LABEL, journeys.add(session.state, LocalText(en=title), [LocalText()], [("citizen", LocalText())])[1]
        )
    window = open_window(session)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield Tree(qtbot, window)
    for menu in window.findChildren(QMenu):
        menu.close()


def test_alt_and_the_arrows_reorder_and_nest(tree: Tree) -> None:
    tree.key(1, Qt.Key.Key_Up, ALT)
    assert [text for text, _ in tree.rows()] == ["Two", "One", "Three", "Four"]
    tree.key(0, Qt.Key.Key_Right, ALT)
    assert tree.rows() == [("Two", 0), ("One", 1), ("Three", 0), ("Four", 0)]
    assert tree.button(0).hasFocus()
    tree.key(0, Qt.Key.Key_Left, ALT)
    tree.key(0, Qt.Key.Key_Down, ALT)
    assert tree.rows() == [("Two", 0), ("Three", 0), ("One", 0), ("Four", 0)]
    for _ in range(4):
        tree.session.undo()
    assert [text for text, _ in tree.rows()] == ["One", "Two", "Three", "Four"]


def test_dragging_puts_a_journey_between_others_or_into_one(tree: Tree) -> None:
    tree.drag(3, 0, 0.1)
    assert [text for text, _ in tree.rows()] == ["Four", "One", "Two", "Three"]
    tree.drag(3, 2, 0.5)
    assert tree.rows() == [("One", 0), ("Two", 0), ("Three", 0), ("Four", 1)]
    tree.drag(0, 3, 0.9)
    assert tree.rows() == [("Two", 0), ("Three", 0), ("Four", 1), ("One", 1)]
    steps = len(tree.session.history.done)
    tree.drag(2, 3, 0.5)
    assert len(tree.session.history.done) == steps, "a journey does not go into itself"


def test_escape_drops_a_drag_and_a_click_still_opens(tree: Tree) -> None:
    before = tree.rows()
    tree.drag(3, 0, 0.5, drop=False)
    assert tree.list._ghost.isVisible()
    tree.qtbot.keyClick(tree.button(3), Qt.Key.Key_Escape)
    assert not tree.list._ghost.isVisible()
    tree.qtbot.mouseRelease(tree.button(3), LEFT, pos=QPoint(30, 8))
    assert tree.rows() == before
    tree.qtbot.mouseClick(tree.button(2), LEFT, pos=QPoint(30, 8))
    assert tree.window.journey_id == tree.ids[2]


def test_the_menu_makes_versions_compares_and_nests(tree: Tree) -> None:
    found = tree.menu(1)
    assert {"Rename", "Make the to-be journey", "Compare side by side", "Put into the journey above", "Delete"} <= set(
        found
    )
    assert not found["Take out one level"].isEnabled()  # type: ignore[attr-defined]
    found["Put into the journey above"].trigger()  # type: ignore[attr-defined]
    assert tree.rows()[1] == ("Two", 1)
    tree.menu(2)["Make the to-be journey"].trigger()  # type: ignore[attr-defined]
    assert ("Three – to-be", 0) in tree.rows()
    made = tree.session.state.get(Journey, tree.window.journey_id)
    assert made is not None and made.derived_from_id == tree.ids[2]
    assert tree.list.buttons[made.id].row.note == "To-be"
    assert "To-be" in tree.list.buttons[made.id].accessibleName()


def test_a_journey_is_deleted_by_key_with_those_within_it_and_comes_back(tree: Tree) -> None:
    tree.key(1, Qt.Key.Key_Right, ALT)
    tree.window.show_journey(tree.ids[1])
    tree.key(0, Qt.Key.Key_Delete)
    assert [text for text, _ in tree.rows()] == ["Three", "Four"]
    assert tree.window.notice.text == 'The journey "One" was deleted with 1 journey in it.'
    assert tree.window.journey_id == tree.ids[2]
    tree.qtbot.mouseClick(tree.window.notice._action, LEFT)
    assert tree.rows() == [("One", 0), ("Two", 1), ("Three", 0), ("Four", 0)]


def test_a_journey_behind_a_touchpoint_cannot_be_put_within_none(tree: Tree) -> None:
    state = tree.session.state
    stage, lane = queries.stages(state, tree.ids[1])[0], queries.lanes(state, tree.ids[1])[0]
    point, changes = touchpoints.add(state, tree.ids[1], stage.id, lane.id, LocalText(en="Insure"))
    tree.session.run(LABEL, changes)
    _, changes = sub_journeys.begin_behind(tree.session.state, point.id)
    tree.session.run(LABEL, changes)
    assert ("Insure", 1) in tree.rows()
    tree.ids = [each.id for each in queries.journeys(tree.session.state)]
    assert not tree.menu(4)["Take out one level"].isEnabled()  # type: ignore[attr-defined]


def review(tree: Tree) -> tuple[str, str, str | None]:
    journey = tree.session.state.get(Journey, tree.window.journey_id)
    assert journey is not None
    return journey.review, journey.review_by, journey.review_on


def test_who_never_gave_a_name_is_asked_once(tree: Tree) -> None:
    tree.window.run_command("mark_approved")
    dialog = tree.window.findChild(QDialog)
    assert isinstance(dialog, ReviewDialog)
    tree.qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.isVisible() and review(tree)[0] == "draft"
    tree.qtbot.keyClicks(dialog.name, "Ada King")
    dialog.day.clear()
    tree.qtbot.keyClicks(dialog.day, "soon")
    tree.qtbot.mouseClick(dialog.done_button, LEFT)
    assert dialog.isVisible()
    dialog.day.clear()
    tree.qtbot.keyClicks(dialog.day, "2026-11-03")
    tree.qtbot.keyClick(dialog.day, Qt.Key.Key_Return)
    assert review(tree) == ("approved", "Ada King", "2026-11-03")
    assert tree.window.settings.author == "Ada King"
    QApplication.processEvents()
    row = tree.list.buttons[tree.window.journey_id].row
    assert row.note == "Approved" and "Approved by Ada King on 2026-11-03" in row.name
    tree.window.show_journey(tree.ids[1])
    key = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    tree.window.activateWindow()
    tree.qtbot.waitUntil(tree.window.isActiveWindow)
    tree.qtbot.keyClick(tree.window, Qt.Key.Key_R, key)
    assert review(tree)[:2] == ("reviewed", "Ada King")


def test_a_change_takes_an_approval_back_and_says_so(tree: Tree) -> None:
    tree.window.settings.author = "Ada King"
    tree.window.run_command("mark_approved")
    assert tree.window.workspace is not None
    chip = tree.window.workspace.guide.breadcrumb.review
    QApplication.processEvents()
    assert chip.text() == "Approved" and "Ada King" in chip.accessibleName()
    stage = queries.stages(tree.session.state, tree.window.journey_id)[0]
    tree.window.run("set_field", [Set(stage.id, "title", LocalText(en="Earlier"))], field="field.title")
    assert review(tree)[0] == "draft" and "is a draft again" in tree.window.notice.text
    QApplication.processEvents()
    assert chip.text() == "Draft"
    tree.qtbot.mouseClick(tree.window.notice._action, LEFT)
    assert review(tree)[0] == "approved"
    tree.session.undo()
    tree.session.undo()
    assert review(tree)[0] == "approved", "undoing the change brings the approval back"


def test_the_sign_on_the_line_offers_all_states(tree: Tree) -> None:
    tree.window.settings.author = "Ada King"
    assert tree.window.workspace is not None
    breadcrumb = tree.window.workspace.guide.breadcrumb
    tree.qtbot.mouseClick(breadcrumb.review, LEFT)
    menu = breadcrumb.findChild(QMenu)
    assert isinstance(menu, QMenu) and [each.text() for each in menu.actions()] == ["Draft", "Reviewed", "Approved"]
    menu.actions()[1].trigger()
    assert review(tree)[:2] == ("reviewed", "Ada King")
