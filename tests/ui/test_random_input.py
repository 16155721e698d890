"""Thousands of real mouse and key events without sense: nothing is raised, the document stays valid, undo-all leads back.

Each run is a seed; what it does depends on nothing else. A seed that breaks something goes into `random_input_seeds.txt`.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from journeymap import resources
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Record
from journeymap.session import Session
from journeymap.storage import parse_project, project_bytes
from journeymap.ui.canvas.view import MapView
from journeymap.ui.commands import COMMANDS
from journeymap.ui.window import MainWindow
from journeymap.ui.workspace import VIEWS
from tests.conftest import SCALE

SEEDS = Path(__file__).with_name("random_input_seeds.txt")
KNOWN = [int(line) for line in SEEDS.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]
FRESH = [int(os.environ.get("JOURNEYMAP_RANDOM_SEED", "0")) + each for each in range(2 * SCALE)]
EVENTS = 400
LEFT, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
NONE = Qt.KeyboardModifier.NoModifier
MODIFIERS = (
    NONE, NONE, NONE, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)  # fmt: skip
KEYS = (
    Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape, Qt.Key.Key_Delete, Qt.Key.Key_Backspace,
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End,
    Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_F2, Qt.Key.Key_F6, Qt.Key.Key_Space, Qt.Key.Key_Menu,
    Qt.Key.Key_Plus, Qt.Key.Key_A, Qt.Key.Key_N, Qt.Key.Key_3,
)  # fmt: skip
LEAVES = frozenset({"open", "save", "save_as", "export", "close", "quit", "new", "discover", "import", "print",
                    "print_preview", "own_catalogue", "shipped_catalogue", "full_screen", "present",
                    "preferences", "shortcuts", "first_steps"})  # fmt: skip
"""Commands that leave the journey: for files, for other windows. What they do is tested elsewhere."""
SLOW = frozenset({"language_en", "language_zh", "theme_light", "theme_dark", "theme_system", "high_contrast", "larger",
                  "smaller", "unverified_rows", "find"})  # fmt: skip
"""Commands that build the window anew: now and then is enough."""


class Monkey:
    """Somebody who presses and types whatever comes, at places where something is."""

    def __init__(self, window: MainWindow, seed: int) -> None:
        self.window = window
        self.dice = random.Random(seed)
        commands = [each.id for each in COMMANDS if each.id not in LEAVES]
        self.commands = [each for each in commands if each not in SLOW] * 12 + [
            each for each in commands if each in SLOW
        ]
        self.doings: list[tuple[Callable[[], None], int]] = [
            (self.click, 14), (self.drag, 16), (self.double_click, 6), (self.key, 22), (self.command, 20),
            (self.type, 8), (self.wheel, 3), (self.change_view, 2), (self.click_anywhere, 9),
        ]  # fmt: skip

    def act(self) -> None:
        (doing,) = self.dice.choices([each for each, _ in self.doings], [weight for _, weight in self.doings])
        doing()
        QApplication.processEvents()

    @property
    def view(self) -> MapView:
        assert self.window.map_page is not None
        return self.window.map_page.view

    def place(self) -> QPoint:
        """A place on the map: on or beside a card, in a head, anywhere."""
        layout, dice = self.view.map_scene.layout, self.dice
        rects = [*layout.cards.values()]
        heads = [*layout.stages.values(), *layout.lanes.values()]
        if rects and dice.random() < 0.6:
            rect = dice.choice(rects)
            across = dice.choice((0.0, 0.5, 1.0, 1.02, dice.uniform(-0.3, 1.3)))
            where = QPointF(
                rect.x + rect.width * across, rect.y + rect.height * dice.choice((0.5, dice.uniform(-0.3, 1.3)))
            )
        elif heads and dice.random() < 0.5:
            rect = dice.choice(heads)
            where = QPointF(rect.x + rect.width * dice.uniform(-0.05, 1.02), rect.y + dice.uniform(-60, 20))
        else:
            port = self.view.viewport().rect()
            return QPoint(dice.randrange(max(port.width(), 1)), dice.randrange(max(port.height(), 1)))
        return self.view.mapFromScene(where)

    def modifier(self) -> Qt.KeyboardModifier:
        return self.dice.choice(MODIFIERS)

    def on_map(self) -> bool:
        return self.window.workspace is not None and self.window.workspace.view_name == "map"

    def click(self) -> None:
        if self.on_map():
            QTest.mouseClick(self.view.viewport(), LEFT, self.modifier(), self.place())

    def double_click(self) -> None:
        if self.on_map():
            QTest.mouseDClick(self.view.viewport(), LEFT, NONE, self.place())

    def drag(self) -> None:
        if not self.on_map():
            return
        port, modifier = self.view.viewport(), self.modifier()
        start, end = self.place(), self.place()
        QTest.mousePress(port, LEFT, modifier, start)
        for step in (0.1, 0.6, 1.0):
            QTest.mouseMove(port, start + (end - start) * step)
        if self.dice.random() < 0.15:
            QTest.keyClick(self.view, Qt.Key.Key_Escape)
        QTest.mouseRelease(port, LEFT, modifier, end)

    def wheel(self) -> None:
        port = self.view.viewport()
        where = QPointF(port.rect().center())
        turn = QPoint(0, self.dice.choice((-120, 120, 480, -480)))
        event = QWheelEvent(
            where,
            port.mapToGlobal(where),
            QPoint(),
            turn,
            NO_BUTTON,
            self.modifier(),
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(port, event)

    def target(self) -> QWidget:
        return QApplication.focusWidget() or (self.view.editor or self.view)

    def key(self) -> None:
        QTest.keyClick(self.target(), self.dice.choice(KEYS), self.modifier())

    def type(self) -> None:
        target = self.target()
        if isinstance(target, QLineEdit | QPlainTextEdit | QComboBox):
            QTest.keyClicks(target, self.dice.choice(("Counter", "2 d 3 h", "-1", "1.8", "x" * 30, "12%", " ")))
        else:
            QTest.keyClicks(target, self.dice.choice(("n", "Go", "0")))

    def command(self) -> None:
        name = self.dice.choice(self.commands)
        action = self.window.actions_table[name]
        keys = action.shortcut()
        if action.isEnabled() and not keys.isEmpty() and self.dice.random() < 0.5:
            QTest.keySequence(self.target(), QKeySequence(keys))
        elif action.isEnabled():
            action.trigger()

    def change_view(self) -> None:
        assert self.window.workspace is not None
        self.window.workspace.show_view(self.dice.choice((*VIEWS, "map", "map", "table")))

    def click_anywhere(self) -> None:
        """On a control of the view in sight or of the inspector."""
        workspace = self.window.workspace
        assert workspace is not None
        parent = self.dice.choice((workspace.views.currentWidget(), workspace.inspector, workspace.navigator))
        shown = [each for each in parent.findChildren(QWidget) if each.isVisible() and each.isEnabled()]
        if shown:
            widget = self.dice.choice(shown)
            QTest.mouseClick(widget, LEFT, NONE, QPoint(widget.width() // 2, min(widget.height() // 2, 12)))


def live(session: Session) -> dict[str, Record]:
    return {each.id: each for each in session.state.live_records()}


def close_what_waits() -> None:
    """Menus and dialogs that wait for an answer get none."""
    waiting = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    if waiting is not None:
        QTest.keyClick(waiting, Qt.Key.Key_Escape)
        if waiting.isVisible():
            waiting.close()


@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", [*KNOWN, *FRESH])
def test_random_input_breaks_nothing_and_can_be_undone(
    seed: int, qtbot: QtBot, open_window: Callable[[Session | None], MainWindow]
) -> None:
    session = Session.open_copy(resources.samples()[seed % 2]) if seed % 3 else Session.new("empty", ("en", "zh"))
    start = live(session)
    window = open_window(session)
    monkey = Monkey(window, seed)
    nurse = QTimer()
    nurse.timeout.connect(close_what_waits)
    nurse.start(15)
    for number in range(EVENTS):
        monkey.act()
        assert window.session is session, f"event {number} left the project"
        if number % 50 == 49:
            assert_valid(session)
    nurse.stop()
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    for dialog in QApplication.topLevelWidgets():
        if dialog is not window and dialog.isVisible():
            dialog.close()
    window.workspace.show_view("map")  # type: ignore[union-attr]
    QTest.keyClick(monkey.view.editor or monkey.view, Qt.Key.Key_Escape)
    assert_valid(session)
    present = live(session)
    steps = 0
    while session.undo() is not None:
        steps += 1
    assert live(session) == start
    assert steps > 20, "hardly anything was done"
    for _ in range(steps):
        session.redo()
    assert live(session) == present


def assert_valid(session: Session) -> None:
    """What is in memory is a file that opens without a word and holds the same."""
    data = project_bytes(session.state, session.media, document_id="d", revision=1)
    loaded = parse_project(data, "random")
    assert loaded.notices == ()
    assert {each.id: each for each in State(loaded.records).live_records()} == live(session)
    assert queries.journeys(session.state)
