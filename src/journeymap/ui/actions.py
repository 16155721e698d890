"""The QActions of a window, made of the table of commands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from journeymap.ui import shortcuts
from journeymap.ui.commands import COMMANDS
from journeymap.ui.commands.command import Run
from journeymap.ui.icons import icon
from journeymap.ui.words import say

if TYPE_CHECKING:
    from journeymap.ui.window import MainWindow


class Actions:
    """The QActions of one window, by command id."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._actions: dict[str, QAction] = {}
        self._runs: dict[str, Callable[[bool], None]] = {}
        self._groups: dict[str, QActionGroup] = {}
        for command in COMMANDS:
            action = QAction(window)
            if command.icon:
                action.setIcon(icon(command.icon))
            if command.on_map:
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.setCheckable(command.checkable)
            action.setIconVisibleInMenu(not command.checkable)  # what is on has a tick there
            if command.group:
                group = self._groups.setdefault(command.group, QActionGroup(window))
                group.addAction(action)
            self._runs[command.id] = self._runner(command.run)
            action.triggered.connect(self._runs[command.id])
            self._actions[command.id] = action
            window.addAction(action)
        self._keys: dict[str, tuple[str, ...]] = {}
        self.rekey()

    def rekey(self) -> None:
        """Give all commands the keys that the settings name."""
        self._keys = shortcuts.all_keys(self._window.settings)
        for command_id, keys in self._keys.items():
            self._actions[command_id].setShortcuts([QKeySequence(each) for each in keys])
        self.retranslate()

    def keys(self, command_id: str) -> tuple[str, ...]:
        """All keys of a command, in Qt's portable spelling."""
        return self._keys[command_id]

    def shown_keys(self, command_id: str) -> str:
        """The first keys of a command as this system writes them; "" where it has none."""
        return next(map(shortcuts.native, self._keys[command_id]), "")

    def _runner(self, run: Run) -> Callable[[bool], None]:
        def do(_checked: bool) -> None:
            run(self._window)
            self._window.update_all()

        return do

    def run(self, command_id: str) -> None:
        """Do a command by its id."""
        self._runs[command_id](False)

    def __contains__(self, command_id: str) -> bool:
        return command_id in self._actions

    def __getitem__(self, command_id: str) -> QAction:
        return self._actions[command_id]

    def bind_to_map(self, widget: QWidget) -> None:
        """Commands whose keys are also letters of a text field work only while the map has the focus."""
        for command in COMMANDS:
            if command.on_map:
                action = self._actions[command.id]
                self._window.removeAction(action)
                widget.addAction(action)

    def retranslate(self) -> None:
        for command in COMMANDS:
            action = self._actions[command.id]
            text = say(f"action.{command.id}")
            action.setText(text)
            action.setToolTip(self._tip(command.id, text))

    def _tip(self, command_id: str, text: str) -> str:
        keys = self.shown_keys(command_id)
        return f"{text}  {keys}" if keys else text

    def update(self) -> None:
        """Enable what can be used now; undo and redo say what they would take back."""
        window = self._window
        for command in COMMANDS:
            self._actions[command.id].setEnabled(command.when(window))
        for name in ("undo", "redo"):
            label = window.history_label(name)
            text = say(f"action.{name}") if label is None else say(f"action.{name}_what", what=label)
            self._actions[name].setText(text)
            self._actions[name].setToolTip(self._tip(name, text))
