"""The table of all commands: menus, toolbar, shortcuts and the command palette are made of it.

Each row says what the command is called (words `action.<id>` in `labels.interface`), its icon, its keys, when it
can be used, and which method of the window does it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from journeymap.ui.icons import icon
from journeymap.ui.words import say

if TYPE_CHECKING:
    from journeymap.ui.window import MainWindow


@dataclass(frozen=True, slots=True)
class Command:
    """One command. `when` names the method of the window that says whether it can be used now."""

    id: str
    icon: str = ""
    keys: tuple[str, ...] = ()
    when: str = "has_session"
    checkable: bool = False
    group: str = ""
    on_map: bool = False


COMMANDS = (
    Command("new", "new", ("Ctrl+N",), when="always"),
    Command("open", "open", ("Ctrl+O",), when="always"),
    Command("save", "save", ("Ctrl+S",)),
    Command("save_as", "", ("Ctrl+Shift+S",)),
    Command("export", "export_pdf", ("Ctrl+E",), when="has_journey"),
    Command("close", "", ("Ctrl+W",)),
    Command("quit", "", ("Ctrl+Q",), when="always"),
    Command("undo", "undo", ("Ctrl+Z",), when="can_undo"),
    Command("redo", "redo", ("Ctrl+Shift+Z", "Ctrl+Y"), when="can_redo"),
    Command("duplicate", "duplicate", ("Ctrl+D",), when="has_touchpoints_selected"),
    Command("delete", "delete", ("Del", "Backspace"), when="has_selection", on_map=True),
    Command("select_all", "", ("Ctrl+A",), when="has_journey", on_map=True),
    Command("rename", "edit", ("F2",), when="has_selection", on_map=True),
    Command("find", "search", ("Ctrl+F",), when="has_journey"),
    Command("tool_select", "select", ("Ctrl+1",), when="has_journey", checkable=True, group="tool"),
    Command("tool_add", "add_touchpoint", ("Ctrl+2",), when="has_journey", checkable=True, group="tool"),
    Command("tool_connect", "connect", ("Ctrl+3",), when="has_journey", checkable=True, group="tool"),
    Command("tool_pan", "hand", ("Ctrl+4",), when="has_journey", checkable=True, group="tool"),
    Command("add_next", "add_touchpoint", ("Return", "Enter"), when="has_journey", on_map=True),
    Command("add_next_lane", "", ("Ctrl+Return", "Ctrl+Enter"), when="has_journey", on_map=True),
    Command("add_next_stage", "", ("Shift+Return", "Shift+Enter"), when="has_journey", on_map=True),
    Command("add_stage", "stage", ("Ctrl+Shift+G",), when="has_journey"),
    Command("add_lane", "layers", ("Ctrl+Shift+L",), when="has_journey"),
    Command("connect_to", "connect", ("Ctrl+L",), when="has_touchpoints_selected", on_map=True),
    Command("emotion_-2", "emotion_minus2", ("Ctrl+Alt+1",), when="has_touchpoints_selected"),
    Command("emotion_-1", "emotion_minus1", ("Ctrl+Alt+2",), when="has_touchpoints_selected"),
    Command("emotion_0", "emotion_0", ("Ctrl+Alt+3",), when="has_touchpoints_selected"),
    Command("emotion_1", "emotion_plus1", ("Ctrl+Alt+4",), when="has_touchpoints_selected"),
    Command("emotion_2", "emotion_plus2", ("Ctrl+Alt+5",), when="has_touchpoints_selected"),
    Command("add_expectation", "expectation", ("Ctrl+Shift+E",), when="has_touchpoints_selected"),
    Command("add_pain_point", "pain_point", ("Ctrl+Shift+P",), when="has_touchpoints_selected"),
    Command("add_surprise", "surprise", ("Ctrl+Shift+U",), when="has_touchpoints_selected"),
    Command("toggle_goal", "goal", ("Ctrl+Alt+G",), when="has_touchpoints_selected"),
    Command("move_left", "", ("Alt+Left",), when="has_touchpoints_selected", on_map=True),
    Command("move_right", "", ("Alt+Right",), when="has_touchpoints_selected", on_map=True),
    Command("move_up", "", ("Alt+Up",), when="has_touchpoints_selected", on_map=True),
    Command("move_down", "", ("Alt+Down",), when="has_touchpoints_selected", on_map=True),
    Command("arrange", "arrange", ("Ctrl+Shift+A",), when="has_journey"),
    Command("likeliest_path", "path", (), when="has_journey"),
    Command("choose_path", "path", ("Ctrl+Shift+H",), when="has_touchpoints_selected"),
    Command("new_journey", "journey", ("Ctrl+Shift+J",)),
    Command("discover", "finding_ok"),
    Command("new_persona", "persona", ("Ctrl+Shift+N",)),
    Command("delete_journey", "", (), when="has_other_journeys"),
    Command("zoom_in", "zoom_in", ("Ctrl++", "Ctrl+="), when="has_journey"),
    Command("zoom_out", "zoom_out", ("Ctrl+-",), when="has_journey"),
    Command("zoom_100", "", ("Ctrl+0",), when="has_journey"),
    Command("fit", "fit", ("Ctrl+9",), when="has_journey"),
    Command("zoom_selection", "", ("Ctrl+8",), when="has_selection"),
    Command("toggle_strip", "curve", ("Ctrl+Shift+K",), when="has_journey", checkable=True),
    Command("toggle_navigator", "", ("Ctrl+Shift+1",), when="has_session", checkable=True),
    Command("toggle_inspector", "", ("Ctrl+Shift+2",), when="has_session", checkable=True),
    Command("language_en", "", (), when="always", checkable=True, group="language"),
    Command("language_zh", "", (), when="always", checkable=True, group="language"),
    Command("unverified_rows", when="always", checkable=True),
    Command("own_catalogue", when="always"),
    Command("shipped_catalogue", when="has_own_catalogue"),
    Command("theme_light", "", (), when="always", checkable=True, group="theme"),
    Command("theme_dark", "", (), when="always", checkable=True, group="theme"),
    Command("keys", "help", ("F1",), when="always"),
    Command("about", "info", (), when="always"),
)

MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("file", ("new", "open", "*recent", "-", "save", "save_as", "-", "export", "-", "close", "quit")),
    ("edit", ("undo", "redo", "-", "duplicate", "delete", "rename", "select_all", "-", "find")),
    (
        "touchpoint",
        (
            "add_next", "add_next_lane", "add_next_stage", "connect_to", "-",
            "emotion_2", "emotion_1", "emotion_0", "emotion_-1", "emotion_-2", "-",
            "add_expectation", "add_pain_point", "add_surprise", "toggle_goal", "-",
            "move_left", "move_right", "move_up", "move_down",
        ),
    ),
    (
        "journey",
        ("new_journey", "new_persona", "delete_journey", "discover", "-", "add_stage", "add_lane", "-", "arrange", "likeliest_path", "choose_path"),
    ),
    (
        "view",
        (
            "tool_select", "tool_add", "tool_connect", "tool_pan", "-", "zoom_in", "zoom_out", "zoom_100", "fit",
            "zoom_selection", "-", "toggle_strip", "toggle_navigator", "toggle_inspector", "-", "language_zh",
            "language_en", "-", "theme_light", "theme_dark", "-", "unverified_rows",
            "own_catalogue", "shipped_catalogue",
        ),
    ),
    ("help", ("keys", "*samples", "-", "about")),
)  # fmt: skip

CONTEXT_MENU = (
    "add_next", "add_next_lane", "connect_to", "rename", "duplicate", "delete", "-", "add_expectation", "add_pain_point", "add_surprise",
    "toggle_goal", "-", "choose_path", "arrange",
)  # fmt: skip


class Actions:
    """The QActions of one window, by command id."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._actions: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        for command in COMMANDS:
            action = QAction(window)
            if command.icon:
                action.setIcon(icon(command.icon))
            if command.keys and not command.on_map:
                action.setShortcuts([QKeySequence(keys) for keys in command.keys])
            action.setCheckable(command.checkable)
            if command.group:
                group = self._groups.setdefault(command.group, QActionGroup(window))
                group.addAction(action)
            action.triggered.connect(self._runner(command.id))
            self._actions[command.id] = action
            window.addAction(action)
        self.retranslate()

    def _runner(self, command_id: str) -> Callable[[bool], None]:
        return lambda _checked: self._window.run_command(command_id)

    def __getitem__(self, command_id: str) -> QAction:
        return self._actions[command_id]

    def bind_to_map(self, widget: QWidget) -> None:
        """Commands whose keys are also letters of a text field work only while the map has the focus."""
        for command in COMMANDS:
            if command.on_map:
                action = self._actions[command.id]
                action.setShortcuts([QKeySequence(keys) for keys in command.keys])
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
                self._window.removeAction(action)
                widget.addAction(action)

    def retranslate(self) -> None:
        for command in COMMANDS:
            action = self._actions[command.id]
            text = say(f"action.{command.id}")
            action.setText(text)
            keys = (
                f"  {QKeySequence(command.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)}"
                if command.keys
                else ""
            )
            action.setToolTip(f"{text}{keys}")

    def update(self) -> None:
        """Enable what can be used now; undo and redo say what they would take back."""
        window = self._window
        for command in COMMANDS:
            self._actions[command.id].setEnabled(bool(getattr(window, command.when)()))
        for name in ("undo", "redo"):
            label = window.history_label(name)
            text = say(f"action.{name}") if label is None else say(f"action.{name}_what", what=label)
            self._actions[name].setText(text)
            self._actions[name].setToolTip(
                f"{text}  {self._actions[name].shortcut().toString(QKeySequence.SequenceFormat.NativeText)}"
            )
