"""The counts in docs/actions.md: each task is done with real events in exactly as many actions as the table says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget

from journeymap.model import queries
from journeymap.model.records import Touchpoint
from journeymap.ui.views.model import ModelView
from journeymap.ui.views.model_matrix import LEVELS
from tests.ui.conftest import Hand
from tests.ui.test_gestures import add, drag_holding, kind_drag, stage_ids

TABLE = Path(__file__).parents[2] / "docs" / "actions.md"
CONTROL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
ENTER, LEFT, RIGHT, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Down
BUTTON = Qt.MouseButton.LeftButton
FACE = "Feeling: tense"
ELEMENT = "el-equity-transparency-accessibility"


def told() -> dict[str, tuple[int, int, str, str]]:
    """The first table: task → actions by mouse and by keyboard, and draw.io's."""
    rows = [line.strip("|").split("|") for line in TABLE.read_text("utf-8").splitlines() if line.startswith("| ")]
    found = {}
    for cells in ([cell.strip() for cell in row] for row in rows):
        if len(cells) == 5 and cells[1].isdecimal():
            found[cells[0]] = (int(cells[1]), int(cells[2]), cells[3], cells[4])
    return found


class Task:
    """A hand before a task: what is there already is not counted."""

    def __init__(self, hand: Hand) -> None:
        self.hand = hand

    def begin(self) -> None:
        self.hand.actions = 0

    def away(self) -> None:
        """A click beside everything, which takes over what was typed."""
        self.hand.click(self.hand.cell(3, 2))

    def click(self, widget: QWidget, pos: QPoint | None = None) -> None:
        self.hand.actions += 1
        self.hand.qtbot.mouseClick(widget, BUTTON, pos=pos or widget.rect().center())

    def button(self, name: str) -> QAbstractButton:
        """A button of the inspector by its name."""
        self.hand.window.workspace.inspect_now()
        found = self.hand.window.workspace.inspector.findChildren(QAbstractButton)
        return next(each for each in found if each.accessibleName() == name and each.isVisible())

    def one(self) -> None:
        add(self.hand, 0, 0, "A")
        self.begin()

    def two(self, stage: int = 1) -> None:
        """A and B, connected, A selected."""
        add(self.hand, 0, 0, "A")
        self.hand.drag(self.hand.handle("A"), self.hand.cell(stage, 0))
        self.hand.type("B")
        self.hand.key(ENTER)
        self.hand.click(self.hand.centre("A"))
        self.begin()


# add


def add_mouse(task: Task) -> None:
    task.begin()
    task.hand.double_click(task.hand.cell(0, 0))
    task.hand.type("A")
    task.away()
    assert task.hand.titles() == ["A"]


def add_keys(task: Task) -> None:
    task.begin()
    task.hand.key(ENTER)
    task.hand.type("A")
    task.hand.key(ENTER)
    assert task.hand.titles() == ["A"]


def next_mouse(task: Task) -> None:
    task.one()
    task.hand.click(task.hand.handle("A"))
    task.hand.type("B")
    task.away()
    assert task.hand.ways() == {("A", "B", "sequence")}


def next_keys(task: Task) -> None:
    task.one()
    task.hand.key(ENTER)
    task.hand.type("B")
    task.hand.key(ENTER)
    assert task.hand.ways() == {("A", "B", "sequence")}


def next_stage_mouse(task: Task) -> None:
    task.one()
    task.hand.drag(task.hand.handle("A"), task.hand.cell(1, 0))
    task.hand.type("B")
    task.away()
    assert task.hand.ways() == {("A", "B", "sequence")}
    assert task.hand.point("B").stage_id == stage_ids(task.hand)[1]


def next_stage_keys(task: Task) -> None:
    task.one()
    task.hand.key(ENTER, SHIFT)
    task.hand.type("B")
    task.hand.key(ENTER)
    assert task.hand.point("B").stage_id == stage_ids(task.hand)[1]


# connect


def connect_mouse(task: Task) -> None:
    add(task.hand, 0, 0, "A")
    add(task.hand, 1, 0, "B")
    task.begin()
    task.hand.drag(task.hand.handle("A"), task.hand.centre("B"))
    assert task.hand.ways() == {("A", "B", "sequence")}


def connect_keys(task: Task) -> None:
    add(task.hand, 1, 0, "B")
    add(task.hand, 0, 0, "A")
    task.begin()
    task.hand.key(Qt.Key.Key_L, CONTROL)
    task.hand.key(RIGHT)
    task.hand.key(ENTER)
    assert task.hand.ways() == {("A", "B", "sequence")}


def condition(task: Task) -> str:
    state = task.hand.window.session.state
    ways = queries.connections(state, task.hand.window.journey_id)
    return next(each.condition["en"] for each in ways if each.target_id == task.hand.point("C").id)


def branch_mouse(task: Task) -> None:
    task.two()
    hand = task.hand
    hand.click(hand.handle("A"))
    hand.type("C")
    task.away()
    (way,) = queries.connections_in(hand.window.session.state, hand.point("C").id)
    hand.double_click(hand.scene.line(way.id).text_rect().center())
    hand.type("if late")
    task.away()
    assert hand.ways() == {("A", "B", "branch"), ("A", "C", "branch")}
    assert condition(task) == "if late"


def branch_keys(task: Task) -> None:
    task.two()
    hand = task.hand
    hand.key(ENTER)
    hand.type("C")
    hand.key(ENTER)
    hand.key(LEFT, CONTROL)
    hand.type("i")
    hand.type("f late")
    hand.key(ENTER)
    assert hand.ways() == {("A", "B", "branch"), ("A", "C", "branch")}
    assert condition(task) == "if late"


def insert_mouse(task: Task) -> None:
    task.two(3)
    hand = task.hand
    place = hand.scene.line(hand.first_way()).text_rect().center()
    kind_drag(hand, "action", place)
    hand.type("C")
    task.away()
    assert hand.ways() == {("A", "C", "sequence"), ("C", "B", "sequence")}


def insert_keys(task: Task) -> None:
    task.two()
    task.hand.scene.select([task.hand.first_way()])
    task.begin()
    task.hand.key(ENTER)
    task.hand.type("C")
    task.hand.key(ENTER)
    assert task.hand.ways() == {("A", "C", "sequence"), ("C", "B", "sequence")}


# annotate, feel, link


def pain_points(task: Task) -> list[str]:
    state = task.hand.window.session.state
    return [each.text["en"] for each in queries.pain_points(state, task.hand.point("A").id)]


def write(task: Task, text: str) -> None:
    """Type into what has the focus."""
    focused = QApplication.focusWidget()
    assert focused is not None
    task.hand.qtbot.keyClicks(focused, text)


def annotate_mouse(task: Task) -> None:
    task.one()
    task.click(task.button("Add pain point"))
    write(task, "Long queue")
    assert pain_points(task) == ["Long queue"]


def annotate_keys(task: Task) -> None:
    task.one()
    task.hand.key(Qt.Key.Key_P, CONTROL | SHIFT)
    write(task, "Long queue")
    assert pain_points(task) == ["Long queue"]


def feel_mouse(task: Task) -> None:
    task.one()
    task.click(task.button(FACE))
    assert task.hand.point("A").emotion == -1


def feel_keys(task: Task) -> None:
    task.one()
    task.hand.key(Qt.Key.Key_2, CONTROL | ALT)
    assert task.hand.point("A").emotion == -1


def matrix(task: Task) -> ModelView:
    task.one()
    task.hand.window.workspace.show_view("model")
    view = task.hand.window.findChild(ModelView)
    assert view is not None
    QApplication.processEvents()
    return view


def links(task: Task) -> list[str]:
    state = task.hand.window.session.state
    return [each.element_id for each in queries.model_links(state, task.hand.point("A").id)]


def link_mouse(task: Task) -> None:
    view = matrix(task)
    sheet = view.matrix.cells.sheet
    row = [each.subject_id for each in sheet.rows].index(task.hand.point("A").id)
    column = [each.row_id for each in sheet.columns].index(ELEMENT) + LEVELS
    task.click(
        view.matrix.table.viewport(), view.matrix.table.visualRect(view.matrix.cells.index(row, column)).center()
    )
    assert links(task) == [ELEMENT]


def link_keys(task: Task) -> None:
    view = matrix(task)
    view.matrix.table.setFocus()
    view.matrix.table.go_to(task.hand.point("A").id, ELEMENT)
    task.hand.actions += 1
    task.hand.qtbot.keyClick(view.matrix.table, Qt.Key.Key_S)
    assert links(task) == [ELEMENT]


# reorder, group, duplicate


def reorder_mouse(task: Task) -> None:
    task.begin()
    first, second = stage_ids(task.hand)[:2]
    boxes = [task.hand.scene.header(each).header_rect for each in (first, second)]
    task.hand.drag(boxes[0].center(), boxes[1].center() + (boxes[1].center() - boxes[0].center()) * 0.3)
    assert stage_ids(task.hand)[:2] == [second, first]


def reorder_keys(task: Task) -> None:
    first, second = stage_ids(task.hand)[:2]
    task.hand.scene.select([first])
    task.begin()
    task.hand.key(RIGHT, ALT)
    assert stage_ids(task.hand)[:2] == [second, first]


def group_mouse(task: Task) -> None:
    task.two()
    hand = task.hand
    hand.scene.select([each.id for each in hand.points()])
    port, spot = hand.view.viewport(), hand.spot(hand.centre("A"))
    hand.actions += 1
    hand.qtbot.mousePress(port, Qt.MouseButton.RightButton, pos=spot)
    QApplication.sendEvent(port, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, port.mapToGlobal(spot)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    task.click(menu, menu.actionGeometry(hand.window.actions_table["group"]).center())
    hand.type("G")
    task.away()
    assert hand.titles() == ["G"]


def group_keys(task: Task) -> None:
    task.two()
    task.hand.scene.select([each.id for each in task.hand.points()])
    task.hand.key(Qt.Key.Key_G, CONTROL)
    task.hand.type("G")
    task.hand.key(ENTER)
    assert task.hand.titles() == ["G"]


def copies(task: Task) -> list[Touchpoint]:
    return [each for each in task.hand.points() if each.stage_id == stage_ids(task.hand)[1]]


def duplicate_mouse(task: Task) -> None:
    task.one()
    task.hand.actions += 1
    drag_holding(task.hand, task.hand.centre("A"), task.hand.cell(1, 0), CONTROL)
    assert len(copies(task)) == 1 and len(task.hand.points()) == 2


def duplicate_keys(task: Task) -> None:
    task.one()
    task.hand.key(Qt.Key.Key_D, CONTROL)
    task.hand.key(RIGHT, ALT)
    assert len(copies(task)) == 1 and len(task.hand.points()) == 2


TASKS: dict[str, tuple[Callable[[Task], None], Callable[[Task], None]]] = {
    "add a touchpoint and name it": (add_mouse, add_keys),
    "add the next one, connected and named": (next_mouse, next_keys),
    "the same in the next stage": (next_stage_mouse, next_stage_keys),
    "connect two that are there": (connect_mouse, connect_keys),
    "branch: a second way out, named, with its condition": (branch_mouse, branch_keys),
    "put a named touchpoint into a connection": (insert_mouse, insert_keys),
    "annotate: a pain point on the selected touchpoint": (annotate_mouse, annotate_keys),
    "set the feeling of the selected touchpoint": (feel_mouse, feel_keys),
    "link the selected touchpoint to an element of the standard": (link_mouse, link_keys),
    "reorder: the selected stage behind the next one": (reorder_mouse, reorder_keys),
    "group two selected touchpoints and name the group": (group_mouse, group_keys),
    "duplicate to another place": (duplicate_mouse, duplicate_keys),
}


@pytest.mark.parametrize("hands", ["mouse", "keyboard"])
@pytest.mark.parametrize("task", TASKS)
def test_a_task_takes_as_many_actions_as_the_table_says(hand: Hand, task: str, hands: str) -> None:
    hand.window.activateWindow()
    hand.qtbot.waitUntil(hand.window.isActiveWindow)
    by_mouse = hands == "mouse"
    TASKS[task][0 if by_mouse else 1](Task(hand))
    assert hand.actions == told()[task][0 if by_mouse else 1]


def test_the_table_and_these_tasks_are_the_same_and_no_count_is_above_draw_io() -> None:
    rows = told()
    assert list(rows) == list(TASKS)
    for mouse, keys, their_mouse, their_keys in rows.values():
        for ours, theirs in ((mouse, their_mouse), (keys, their_keys)):
            assert theirs == "–" or ours <= int(theirs.split()[0])
