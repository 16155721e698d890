"""Somebody without sense at a window: real mouse and key events at places where something is, drawn from a seed.

Nothing here knows what should come of it; `test_random_input.py` looks after that. Between two doings menus and dialogs stay
open, so that the next doing may be one in them; what waits for an answer inside a doing gets one from `answer`.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from journeymap.session import Session
from journeymap.ui.canvas.view import MapView
from journeymap.ui.commands import COMMANDS
from journeymap.ui.dialogs.question import Question
from journeymap.ui.window import MainWindow
from journeymap.ui.workspace import VIEWS
from tests.ui.dropping import drop

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
SLOW = frozenset({"language_en", "language_zh", "theme_light", "theme_dark", "theme_system", "high_contrast", "larger",
                  "smaller", "unverified_rows", "find", "open", "save", "save_as", "export", "close", "quit", "new",
                  "discover", "import", "print", "own_catalogue", "shipped_catalogue", "full_screen", "present",
                  "preferences", "shortcuts", "first_steps", "about", "keys", "edit_persona", "crop_picture",
                  "history", "delete_journey"})  # fmt: skip
"""Commands that build the window anew, lead elsewhere or ask: now and then is enough."""
LIKED = frozenset({"enter", "leave", "begin_behind", "make_to_be", "duplicate_journey", "add_note", "add_comment",
                   "next_note", "next_comment", "add_touchpoint", "connect_to", "group", "dissolve"})  # fmt: skip
HISTORY = ("undo", "undo", "redo", "redo", "undo", "redo", "undo")
PASTED = (
    "Touchpoint\tDuration\tCost\nAsk\t2 d\t12\nWait\t-1\tx\n", "Berührung;Dauer\nA;1\nB;2\n", "one\ntwo\n\n\tthree",
    "事项\t时长\n申请\t3 天\n等待\t\n", "journey\n  title T\n  section S\n    Do it: 3: Me\n", "\x00\t\x01", "🙂" * 40,
    "a\tb\tc\td\te\tf\tg\th\ti\tj\tk\tl\n" * 3, "{}", "\n\n\n",
)  # fmt: skip
FILES = {
    "map.mmd": "journey\n  title Birth\n  section Ask\n    Find: 3: Me\n    Hand in: 7: Me\n",
    "flow.mmd": "flowchart LR\n  a[Ask] --> b{Is it so?}\n  b -->|yes| c[Done]\n  b -->|no| a\n",
    "table.csv": "Stage,Touchpoint,Lane\nAsk,Find the form,Citizen\nAsk,Fill it in,Citizen\nWait,Wait,Citizen\n",
    "empty.csv": "",
    "words.txt": "\t\x00 nothing of ours",
    "broken.bpmn": "<definitions><process id=",
    "broken.journey": "PK\x03\x04 no zip",
    "picture.png": "no picture",
}


class Monkey:
    """Somebody who presses and types whatever comes, at places where something is."""

    def __init__(self, window: MainWindow, seed: int, folder: Path) -> None:
        self.window = window
        assert window.session is not None
        self.session: Session = window.session
        self.dice = random.Random(seed)
        self.did: deque[str] = deque(maxlen=25)
        """What was done last, for whoever looks for the cause of a fault."""
        names = [each.id for each in COMMANDS]
        self.commands = [each for each in names if each not in SLOW] * 12
        self.commands += [each for each in names if each in SLOW]
        self.commands += [each for each in names if each in LIKED] * 24
        self.files = [folder / name for name in FILES]
        for path in self.files:
            path.write_text(FILES[path.name], "utf-8")
        self.doings: list[tuple[Callable[[], None], int]] = [
            (self.click, 14), (self.drag, 16), (self.double_click, 6), (self.key, 22), (self.command, 20),
            (self.type, 8), (self.wheel, 3), (self.change_view, 3), (self.click_anywhere, 12), (self.paste, 2),
            (self.travel, 2), (self.step, 6), (self.drop_file, 1),
        ]  # fmt: skip
        self._nurse = QTimer(window)
        self._nurse.timeout.connect(self.answer)
        self._acting = False

    def act(self) -> None:
        """Do one thing, wherever we are; then be back at the project."""
        dialog = self.dialog()
        if dialog is not None:
            doing = self.in_dialog
        else:
            (doing,) = self.dice.choices([each for each, _ in self.doings], [weight for _, weight in self.doings])
        self.did.append(doing.__name__)
        self._acting = True
        self._nurse.start(0)
        try:
            doing()
        finally:
            self._acting = False
            self._nurse.stop()
        QApplication.processEvents()
        self.come_back()

    def told(self) -> str:
        """What was done last, in one line."""
        return "; ".join(self.did)

    def dialog(self) -> QWidget | None:
        """A menu, a dialog or another window that is open."""
        found = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        others = [each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not self.window]
        return found or next(iter(others), None)

    def answer(self) -> None:
        """Answer what waits inside a doing: a question with any of its buttons, files and printers with Escape."""
        waiting = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if not self._acting or waiting is None:
            return
        buttons = waiting.findChildren(QAbstractButton) if isinstance(waiting, Question) else []
        self.did.append(f"answer {type(waiting).__name__}")
        if buttons:
            QTest.mouseClick(self.dice.choice(buttons), LEFT)
        else:
            QTest.keyClick(waiting, Qt.Key.Key_Escape)
            if waiting.isVisible():
                waiting.close()

    def come_back(self) -> None:
        """Whoever left the project or closed the window opens it again."""
        closed = not self.window.isVisible()
        if closed:
            self.window.show()
        if closed or self.window.session is not self.session:
            self.did.append("opened again")
            self.window.set_session(self.session)
        assert self.window.workspace is not None

    def end(self) -> None:
        """Close all that is open but the window."""
        while (open_one := self.dialog()) is not None:
            open_one.close()
            QApplication.processEvents()
        self.come_back()

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
        phase = Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(where, port.mapToGlobal(where), QPoint(), turn, NO_BUTTON, self.modifier(), phase, False)
        QApplication.sendEvent(port, event)

    def target(self) -> QWidget:
        return QApplication.focusWidget() or (self.view.editor or self.view)

    def key(self) -> None:
        key, target = self.dice.choice(KEYS), self.target()
        self.did.append(f"{key.name} to {type(target).__name__}")
        QTest.keyClick(target, key, self.modifier())

    def type(self) -> None:
        self.write(self.target())

    def write(self, target: QWidget) -> None:
        """By keys, or in Chinese by way of an input method."""
        if not isinstance(target, QLineEdit | QPlainTextEdit | QComboBox):
            QTest.keyClicks(target, self.dice.choice(("n", "Go", "0")))
        elif self.dice.random() < 0.2:
            event = QInputMethodEvent()
            event.setCommitString("办事")
            QApplication.sendEvent(target, event)
        else:
            QTest.keyClicks(target, self.dice.choice(("Counter", "2 d 3 h", "-1", "1.8", "x" * 30, "12%", " ")))

    def command(self) -> None:
        self.do(self.dice.choice(self.commands))

    def do(self, name: str) -> None:
        action = self.window.actions_table[name]
        keys = action.shortcut()
        self.did.append(f"command {name}, enabled {action.isEnabled()}")
        if action.isEnabled() and not keys.isEmpty() and self.dice.random() < 0.5:
            QTest.keySequence(self.target(), QKeySequence(keys))
        elif action.isEnabled():
            action.trigger()

    def step(self) -> None:
        """Back and forth in the history."""
        for _ in range(self.dice.choice((1, 1, 2, 5))):
            self.do(self.dice.choice(HISTORY))

    def travel(self) -> None:
        """Click on a step in the list of them."""
        workspace = self.window.workspace
        assert workspace is not None
        if workspace.history.isHidden():
            self.do("history")
        self.click_row(workspace.history.list)

    def click_row(self, rows: QAbstractItemView) -> None:
        """On one of the rows in sight."""
        port = rows.viewport()
        row, width = max(rows.sizeHintForRow(0), 8), max(port.width(), 1)
        place = QPoint(self.dice.randrange(width), self.dice.randrange(max(min(port.height(), 9 * row), 1)))
        click = QTest.mouseDClick if self.dice.random() < 0.3 else QTest.mouseClick
        self.did.append(f"row of {type(rows).__name__} at {place.toTuple()}")
        click(port, LEFT, self.modifier(), place)

    def paste(self) -> None:
        """Words and tables of other programs, wherever the keys are."""
        data = QMimeData()
        data.setText(self.dice.choice(PASTED))
        QApplication.clipboard().setMimeData(data)
        QTest.keyClick(self.target(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def drop_file(self) -> None:
        path = self.dice.choice(self.files)
        self.did.append(f"drop {path.name}")
        drop(self.view if self.on_map() else self.window, path)

    def change_view(self) -> None:
        assert self.window.workspace is not None
        self.window.workspace.show_view(self.dice.choice((*VIEWS, "map", "map", "table")))

    def click_anywhere(self) -> None:
        """On a control of the view in sight, of a panel or a bar."""
        workspace = self.window.workspace
        assert workspace is not None
        view = workspace.views.currentWidget()
        parents = (view, view, workspace.inspector, workspace.navigator, workspace.filter_bar, workspace.find_bar,
                   workspace.guide.breadcrumb, self.window.notice)  # fmt: skip
        self.click_in(self.dice.choice(parents))

    def click_in(self, parent: QWidget) -> None:
        shown = [each for each in parent.findChildren(QWidget) if each.isVisible() and each.isEnabled()]
        rows = [each for each in shown if isinstance(each, QAbstractItemView)]
        if rows and self.dice.random() < 0.4:
            self.click_row(self.dice.choice(rows))
        elif shown:
            widget = self.dice.choice(shown)
            words = widget.text() if isinstance(widget, QAbstractButton) else ""
            self.did.append(f"click {type(widget).__name__} {widget.accessibleName() or words}")
            QTest.mouseClick(widget, LEFT, NONE, QPoint(widget.width() // 2, min(widget.height() // 2, 12)))

    def in_dialog(self) -> None:
        """A few things in whatever is open in front of the window; often that is left."""
        dialog, luck = self.dialog(), self.dice.random()
        assert dialog is not None
        self.did.append(f"in {type(dialog).__name__}")
        if luck < 0.3 or isinstance(dialog, QFileDialog):
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
            if self.dialog() is dialog:
                dialog.close()
        elif luck < 0.65:
            self.click_in(dialog)
        elif luck < 0.85:
            focused = dialog.focusWidget() or dialog
            QTest.keyClick(focused, self.dice.choice(KEYS), self.modifier())
        else:
            self.write(dialog.focusWidget() or dialog)
