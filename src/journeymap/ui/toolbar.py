"""The bar of buttons above all views, with the state of safety."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from journeymap.ui.icons import icon
from journeymap.ui.theme import theme
from journeymap.ui.widgets import label, separator, tool_button
from journeymap.ui.words import say

if TYPE_CHECKING:
    from journeymap.ui.window import MainWindow

TOOLBAR = ("tool_select", "tool_add", "tool_connect", "tool_pan", "|", "undo", "redo", "|", "arrange", "toggle_strip")


class Toolbar(QWidget):
    """The tools of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.setProperty("look", "toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        actions = window.actions_table
        self.safety = label("", "caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 12, 6)
        row.setSpacing(4)
        for name in TOOLBAR:
            if name == "|":
                row.addSpacing(4)
                row.addWidget(separator())
                row.addSpacing(4)
            else:
                row.addWidget(tool_button(actions[name], text=name == "arrange"))
        row.addStretch(1)
        row.addWidget(self.safety)
        row.addSpacing(10)
        find = QPushButton(icon("search", theme().ink_2), say("find.short"))
        find.setProperty("look", "search")
        find.setAccessibleName(say("action.find"))
        find.setToolTip(actions["find"].toolTip())
        find.setMinimumWidth(130)
        find.clicked.connect(lambda _checked=False: window.run_command("find"))
        row.addWidget(find)
        row.addSpacing(6)
        row.addWidget(tool_button(actions["export"], text=True))
