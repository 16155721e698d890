"""The buttons above the table: what adds, moves, edits and deletes rows, and which columns are shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from journeymap.ui.flow import FlowLayout
from journeymap.ui.icons import icon
from journeymap.ui.panels.choices import CheckMenu, open_below
from journeymap.ui.theme import theme
from journeymap.ui.views.outline_cells import COLUMNS, USUAL
from journeymap.ui.widgets import set_sign
from journeymap.ui.words import say

if TYPE_CHECKING:
    from journeymap.ui.views.outline_view import OutlineView
    from journeymap.ui.views.table import TableView

Do = Callable[[], object]


class Entry(NamedTuple):
    """One button or line of a menu: its icon, its words, its keys, what it does."""

    icon: str
    word: str
    keys: str
    do: Do
    has_text: bool = False


def _entries(view: TableView) -> list[Entry]:
    return [
        Entry("add_touchpoint", "table.add_touchpoint", "Return", view.add_touchpoint, has_text=True),
        Entry("expectation", "card.add.expectation", "Ctrl+Shift+E", lambda: view.annotate("expectation")),
        Entry("pain_point", "card.add.pain_point", "Ctrl+Shift+P", lambda: view.annotate("pain_point")),
        Entry("surprise", "card.new.surprise", "Ctrl+Shift+U", lambda: view.annotate("surprise")),
        Entry("connect", "table.add.connection", "Ctrl+L", view.connect_to),
        Entry("stage", "table.add_stage", "Ctrl+Shift+G", view.add_stage),
        Entry("chevron_up", "table.up", "Alt+Up", lambda: view.move_rows(-1)),
        Entry("chevron_down", "table.down", "Alt+Down", lambda: view.move_rows(1)),
        Entry("edit", "table.edit", "F2", view.edit_current),
        Entry("delete", "table.delete", "Del", view.delete_rows),
    ]


def _more(view: TableView) -> list[Entry]:
    return [
        Entry("fix", "card.new.fix", "", lambda: view.annotate("fix")),
        Entry("improvement", "card.new.improve", "", lambda: view.annotate("improve")),
        Entry("model_element", "table.add.model_link", "Ctrl+M", view.link_to),
        Entry("document", "record.data_point", "", lambda: view.annotate("data_point")),
        Entry("curve", "record.indicator", "", lambda: view.annotate("indicator")),
        Entry("layers", "table.add_lane", "Ctrl+Shift+L", view.add_lane),
    ]


def keys(view: TableView) -> list[tuple[str, Do]]:
    """The keys that add something where the row at hand is."""
    return [(each.keys, each.do) for each in (*_entries(view), *_more(view)) if each.keys.startswith("Ctrl+")]


def fill(row: FlowLayout, view: TableView) -> None:
    """Put the buttons into a row, in place of those that were there."""
    while (item := row.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.deleteLater()
    row.setSpacing(1)  # a window of half the usual width has room for all of them
    entries = _entries(view)
    for entry in entries[:6]:
        row.addWidget(_button(entry))
    more = _menu_button("plus", say("table.add_more"))
    more.clicked.connect(lambda _checked=False: open_below(_more_menu(view), more))
    row.addWidget(more)
    for entry in entries[6:]:
        row.addWidget(_button(entry))
    columns = _menu_button("overview", say("table.columns"))
    columns.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    columns.clicked.connect(lambda _checked=False: open_below(columns_menu(view, columns), columns))
    row.addWidget(columns)


def _button(entry: Entry) -> QToolButton:
    button = _flat(entry.icon, say(entry.word))
    spelled = QKeySequence(entry.keys).toString(QKeySequence.SequenceFormat.NativeText)
    button.setToolTip(say("table.with_key", what=say(entry.word), keys=spelled).strip())
    if entry.has_text:
        set_sign(button, button.icon())
        button.setText(say(entry.word))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    do = entry.do
    button.clicked.connect(lambda _checked=False: do())
    return button


def _flat(icon_name: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setProperty("look", "flat")
    button.setIcon(icon(icon_name, theme().ink_2))
    button.setAccessibleName(name)
    return button


def _menu_button(icon_name: str, name: str) -> QToolButton:
    button = _flat(icon_name, name)
    set_sign(button, button.icon())
    button.setText(f"{name} ▾")
    button.setToolTip(name)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button


def _more_menu(view: TableView) -> QMenu:
    menu = QMenu(view)
    for entry in _more(view):
        action = menu.addAction(icon(entry.icon, theme().ink_2), say(entry.word))
        if entry.keys:
            spelled = QKeySequence(entry.keys).toString(QKeySequence.SequenceFormat.NativeText)
            action.setText(f"{say(entry.word)}\t{spelled}")
        action.triggered.connect(lambda _checked=False, do=entry.do: do())
    return menu


def columns_menu(view: OutlineView, parent: QWidget) -> CheckMenu:
    """Which columns are shown, to be ticked one after the other."""
    menu = CheckMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for name in COLUMNS[1:]:
        action = menu.addAction(say(f"table.column.{name}"))
        action.setCheckable(True)
        action.setChecked(name in view.model.columns)
        action.triggered.connect(lambda checked, name=name: _tick(view, name, wanted=checked))
    menu.addSeparator()
    for word, columns in (("table.columns.usual", USUAL), ("table.columns.all", COLUMNS)):
        action = menu.addAction(say(word))
        action.triggered.connect(lambda _checked=False, columns=columns: view.show_columns(columns))
    return menu


def _tick(view: OutlineView, name: str, *, wanted: bool) -> None:
    shown = set(view.model.columns) ^ {name} if wanted != (name in view.model.columns) else set(view.model.columns)
    view.show_columns(tuple(each for each in COLUMNS if each in shown))
