"""The bar of buttons above all views, with the state of safety."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from journeymap.ui.icons import AIR, icon
from journeymap.ui.path_menu import PathMenu
from journeymap.ui.theme import theme
from journeymap.ui.widgets import label, separator, set_sign, tool_button
from journeymap.ui.words import say

if TYPE_CHECKING:
    from journeymap.ui.window import MainWindow

TOOLS = ("tool_select", "tool_add", "tool_connect", "tool_pan", "|", "undo", "redo", "|")
WORDED = ("arrange", "filter", "present", "export")
"""Their buttons have words where there is room for them."""
_SIZE = 18


class Toolbar(QWidget):
    """The tools of one window. Where it is narrow the words give way, and the signs with their hints stay."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.setProperty("look", "toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        actions = window.actions_table
        self.safety = label("", "caption")
        self._worded = {name: tool_button(actions[name], text=True) for name in WORDED}
        for name in ("filter", "present"):
            actions[name].setIconText(say(f"toolbar.{name}"))
        self.path = _path_button(window)
        self._is_worded, self._words_width = True, 0
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 12, 6)
        row.setSpacing(4)
        for name in TOOLS:
            if name == "|":
                row.addSpacing(4)
                row.addWidget(separator())
                row.addSpacing(4)
            else:
                row.addWidget(tool_button(actions[name]))
        row.addWidget(self._worded["arrange"])
        row.addWidget(self.path)
        row.addWidget(self._worded["filter"])
        row.addWidget(tool_button(actions["toggle_strip"]))
        row.addStretch(1)
        row.addWidget(self.safety)
        row.addSpacing(10)
        row.addWidget(_find_button(window))
        row.addSpacing(6)
        row.addWidget(self._worded["present"])
        row.addWidget(self._worded["export"])

    def _fit(self) -> None:
        """Show the words of the buttons while all of them have room."""
        wanted = self._row.minimumSize().width()
        if self._is_worded and wanted > self.width():
            self._show_words(False)
            self._row.invalidate()
            self._words_width = wanted - self._row.minimumSize().width()
        elif not self._is_worded and wanted + self._words_width <= self.width():
            self._show_words(True)

    def _show_words(self, worded: bool) -> None:
        self._is_worded = worded
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if worded else Qt.ToolButtonStyle.ToolButtonIconOnly
        for button in (*self._worded.values(), self.path):
            button.setToolButtonStyle(style)
            button.setIconSize(QSize(_SIZE + AIR if worded else _SIZE, _SIZE))

    # Qt's methods

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._row.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # the state of safety is told in other words
            self._fit()
        return super().event(event)


def _find_button(window: MainWindow) -> QPushButton:
    find = QPushButton(say("find.short"))
    set_sign(find, icon("search", theme().ink_2))
    find.setProperty("look", "search")
    find.setAccessibleName(say("action.find"))
    find.setToolTip(window.actions_table["find"].toolTip())
    find.setMinimumWidth(130)
    find.clicked.connect(lambda _checked=False: window.run_command("find"))
    return find


def _path_button(window: MainWindow) -> QToolButton:
    button = QToolButton()
    button.setProperty("look", "flat")
    set_sign(button, icon("path"), _SIZE)
    button.setText(f"{say('toolbar.path')} ▾")
    button.setAccessibleName(say("toolbar.path_hint"))
    button.setToolTip(say("toolbar.path_hint"))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setMenu(PathMenu(button, window))
    return button
