"""The journey as an outline, the twin of the map for keyboard and screen reader: what the map shows is read and changed here.

Enter on a title adds the next row of its kind, F2 or Enter on another cell edits it, Alt with arrows moves, Del deletes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QToolButton,
    QTreeView,
    QVBoxLayout,
)

from journeymap.edit import annotations as notes
from journeymap.edit import fields, outline, stages, touchpoints
from journeymap.model import queries
from journeymap.model.changes import Change, Label
from journeymap.model.records import Connection, Expectation, Opportunity, PainPoint, Record, Stage, Touchpoint
from journeymap.session import Session
from journeymap.ui.icons import icon
from journeymap.ui.theme import theme
from journeymap.ui.views.cell_editors import CellEditors
from journeymap.ui.views.outline_model import COLUMNS, ID_ROLE, Node, OutlineModel
from journeymap.ui.views.view import View
from journeymap.ui.widgets import label
from journeymap.ui.words import say

MOST_OPEN = 2000
_WIDTHS = (330, 125, 125, 150, 110, 130, 90, 140, 140)


class TableView(View):
    """Shows one journey. `selection_changed(ids)` tells what somebody selects here."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setProperty("look", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.journey_id = ""
        self._silent = False
        self._stale = True
        """Whether something changed while the table was out of sight."""
        self._wanted: list[str] = []
        self._collapsed: set[str] = set()
        self._opened: set[str] = set()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 8)
        column.setSpacing(8)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(4)
        column.addLayout(self._buttons)
        self.model = OutlineModel(session, self)
        self.tree = QTreeView()
        self.tree.setModel(self.model)
        self._delegate = CellEditors(self.tree)
        self._delegate.refused.connect(self._on_refused)
        self.tree.setItemDelegate(self._delegate)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.tree.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.tree.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.tree.setUniformRowHeights(True)
        self.tree.setAllColumnsShowFocus(False)
        self.tree.setIndentation(18)
        self.tree.setTabKeyNavigation(False)
        self.tree.setExpandsOnDoubleClick(False)
        self.tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.tree.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.tree.header().setStretchLastSection(False)
        for place, width in enumerate(_WIDTHS):
            self.tree.setColumnWidth(place, width)
        self.tree.installEventFilter(self)
        self.tree.collapsed.connect(lambda index: self._fold(index, True))
        self.tree.expanded.connect(lambda index: self._fold(index, False))
        self.tree.selectionModel().selectionChanged.connect(lambda *_: self._on_selection())
        column.addWidget(self.tree, 1)
        self.empty = label("", "second", wrap=True)
        column.addWidget(self.empty)
        self.hint = label("", "caption", wrap=True)
        column.addWidget(self.hint)
        self.setFocusProxy(self.tree)
        self.retranslate()

    # what is shown

    def show_journey(self, journey_id: str) -> None:
        """Show another journey of the session."""
        self.journey_id = journey_id
        self._collapsed.clear()
        self._opened.clear()
        self.refresh()

    def show_only(self, touchpoint_ids: frozenset[str] | None) -> None:
        """Let the rows of all touchpoints but these recede."""
        self.model.show_only(touchpoint_ids)

    def refresh(self) -> None:
        """Take over what has changed in the project; selection, folding and an open editor stay."""
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        selected, current = self._wanted or self.selected_ids(), self._current()
        self._wanted = []
        self._silent = True
        if self.model.take_over(self.journey_id):
            self._unfold()
            self._select(selected, current)
        self._silent = False
        self.empty.setVisible(not self.model.root.children)

    def _unfold(self) -> None:
        """Open all rows but those that somebody has closed."""
        folded = set(self._collapsed)
        if sum(1 for _ in self.model.root.walk()) > MOST_OPEN:
            # Opening thousands of rows takes seconds: stages are open, touchpoints as somebody opens them.
            self.tree.expandToDepth(0)
            for node in self.model.root.walk():
                if node.id in self._opened:
                    self.tree.expand(self.model.index_of(node))
        else:
            self.tree.expandAll()
        for node in self.model.root.walk():
            if node.id in folded:
                self.tree.collapse(self.model.index_of(node))

    def _fold(self, index: QModelIndex, folded: bool) -> None:
        record_id = self.model.node(index).id
        (self._collapsed.add if folded else self._collapsed.discard)(record_id)
        if self.model.node(index).parent is not self.model.root:
            (self._opened.discard if folded else self._opened.add)(record_id)

    def retranslate(self) -> None:
        """Say everything in the window's language."""
        self.tree.setAccessibleName(say("table.name"))
        self.hint.setText(say("table.hint"))
        self.hint.setProperty("look", "caption")
        self.empty.setText(say("table.empty"))
        while (item := self._buttons.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        rows: tuple[tuple[str, str, str, str, Callable[[], None]], ...] = (
            ("add_touchpoint", "table.add_touchpoint", "Return", "touchpoint", self.add_touchpoint),
            ("expectation", "card.add.expectation", "Ctrl+Shift+E", "", lambda: self.annotate("expectation")),
            ("pain_point", "card.add.pain_point", "Ctrl+Shift+P", "", lambda: self.annotate("pain_point")),
            ("surprise", "card.add.opportunity", "Ctrl+Shift+U", "", lambda: self.annotate("surprise")),
            ("stage", "table.add_stage", "", "", self.add_stage),
            ("chevron_up", "table.up", "Alt+Up", "", lambda: self.move_rows(-1)),
            ("chevron_down", "table.down", "Alt+Down", "", lambda: self.move_rows(1)),
            ("edit", "table.edit", "F2", "", self.edit_current),
            ("delete", "table.delete", "Del", "", self.delete_rows),
        )
        for name, word, keys, text, do in rows:
            button = QToolButton()
            button.setProperty("look", "flat")
            button.setIcon(icon(name, theme().ink_2))
            shortcut = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip(say("table.with_key", what=say(word), keys=shortcut).strip())
            button.setAccessibleName(say(word))
            if text:
                button.setText(say(word))
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.clicked.connect(lambda _checked=False, do=do: do())
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        self.refresh()

    # selection

    def selected_ids(self) -> list[str]:
        """The records of the selected rows, from the top."""
        rows = self.tree.selectionModel().selectedRows(0)
        rows.sort(key=lambda index: self.tree.visualRect(index).top())
        return list(dict.fromkeys(str(index.data(ID_ROLE)) for index in rows))

    def select(self, record_ids: list[str]) -> None:
        """Select the rows of these records without telling anybody."""
        if self._stale:
            self._wanted = record_ids
            return
        if self._silent or record_ids == self.selected_ids():
            return
        self._silent = True
        self._select(record_ids, None)
        self._silent = False

    def _select(self, record_ids: list[str], current: tuple[str, int] | None) -> None:
        chooser = self.tree.selectionModel()
        chooser.clearSelection()
        wanted = set(record_ids)
        flags = QItemSelectionModel.SelectionFlag
        first: QModelIndex | None = None
        for node in self.model.root.walk():
            if node.id in wanted:
                wanted.discard(node.id)
                index = self.model.index_of(node)
                first = first or index
                chooser.select(index, flags.Select | flags.Rows)
        former = self.model.find(current[0]) if current is not None else None
        if current is not None and former is not None:
            chooser.setCurrentIndex(self.model.index_of(former, current[1]), flags.NoUpdate)
        elif first is not None:
            chooser.setCurrentIndex(first, flags.NoUpdate)
            self.tree.scrollTo(first)

    def _current(self) -> tuple[str, int] | None:
        index = self.tree.currentIndex()
        return (self.model.node(index).id, index.column()) if index.isValid() else None

    def _on_selection(self) -> None:
        if not self._silent:
            # What the window does about it must not select here again.
            self._silent = True
            self.selection_changed.emit(self.selected_ids())
            self._silent = False

    def go_to(self, record_id: str, *, edit: bool = False) -> None:
        """Make a record's row the current and only selected one, and let its title be typed."""
        node = self.model.find(record_id)
        if node is None:
            return
        index = self.model.index_of(node)
        self.tree.setCurrentIndex(index)
        self.tree.scrollTo(index)
        if edit:
            self.tree.edit(index)

    # changes

    def _run(self, label_key: str, changes: list[Change], **values: Any) -> None:
        self.session.run(Label.of(label_key, **values), changes)
        self.refresh()

    def _record(self) -> Record | None:
        return self.model.record(self.tree.currentIndex())

    def _touchpoint_id(self) -> str | None:
        """The touchpoint of the current row, or of the row it stands under."""
        node: Node | None = self.model.node(self.tree.currentIndex())
        while node is not None:
            if isinstance(self.session.state.find(node.id), Touchpoint):
                return node.id
            node = node.parent
        return None

    def add_touchpoint(self) -> None:
        """Add the touchpoint that comes next: behind the current one, or at the end of the current stage."""
        state, current = self.session.state, self._record()
        source_id = self._touchpoint_id()
        if source_id is not None:
            point, changes = touchpoints.add_behind(state, source_id)
        else:
            place = touchpoints.first_place(state, self.journey_id)
            if place is None:
                return
            stage_id = current.id if isinstance(current, Stage) else place[0]
            inside = [each for each in queries.touchpoints(state, self.journey_id) if each.stage_id == stage_id]
            point, changes = touchpoints.add(
                state, self.journey_id, stage_id, inside[-1].lane_id if inside else place[1]
            )
        self._run("add_touchpoint", changes)
        self.go_to(point.id, edit=True)

    def add_stage(self) -> None:
        """Add a stage at the end."""
        stage, changes = stages.add_stage(self.session.state, self.journey_id)
        self._run("add_stage", changes)
        self.go_to(stage.id, edit=True)

    def annotate(self, kind: str) -> None:
        """Add an expectation, a pain point or an opportunity to the touchpoint of the current row."""
        touchpoint_id = self._touchpoint_id()
        if touchpoint_id is None:
            return
        state = self.session.state
        record: Record
        if kind == "expectation":
            record, changes = notes.add_expectation(state, touchpoint_id)
        elif kind == "pain_point":
            record, changes = notes.add_pain_point(state, touchpoint_id)
        else:
            record, changes = notes.add_opportunity(state, touchpoint_id, kind)
        self._run(f"add_{kind}" if kind in ("expectation", "pain_point", "surprise") else "add_opportunity", changes)
        self.go_to(record.id, edit=True)

    def add_next(self) -> None:
        """Add another row of the kind of the current one."""
        match self._record():
            case Expectation():
                self.annotate("expectation")
            case PainPoint():
                self.annotate("pain_point")
            case Opportunity() as record:
                self.annotate(record.kind)
            case _:
                self.add_touchpoint()

    def edit_current(self) -> None:
        index = self.tree.currentIndex()
        if index.isValid() and self.model.cell(index) is not None:
            self.tree.edit(index)

    def delete_rows(self) -> None:
        """Delete the selected rows; the row that follows becomes the current one."""
        state, ids = self.session.state, self.selected_ids()
        found = [record for each in ids if (record := state.find(each)) is not None]
        points = [each.id for each in found if isinstance(each, Touchpoint)]
        changes: list[Change] = touchpoints.delete(state, points)
        for each in found:
            if isinstance(each, Stage):
                changes += stages.delete(state, each.id)
            elif not isinstance(each, Touchpoint):
                changes += fields.delete([each.id])
        below = self.tree.indexBelow(self.tree.currentIndex())
        following = str(below.data(ID_ROLE)) if below.isValid() else ""
        if points and len(points) == len(found):
            self._run("delete_touchpoints", changes, n=len(points))
        else:
            self._run(_delete_label(found), changes)
        self.go_to(following)

    def move_rows(self, step: int) -> None:
        """Move the current row up or down among its like; a touchpoint goes on into the next stage."""
        record = self._record()
        if record is None or isinstance(record, Connection):
            return
        changes = outline.move(self.session.state, record.id, step)
        key = {Stage: "move_stage", Touchpoint: "move_touchpoints"}.get(type(record))
        if key == "move_touchpoints":
            self._run(key, changes, n=1)
        elif key is not None:
            self._run(key, changes)
        else:
            self._run("set_field", changes, field="field.order")

    def _on_refused(self, record_id: str, typed: str) -> None:
        """Say what is wrong with an entry and let it be typed on."""
        column = self.tree.currentIndex().column()
        self._tell(say(self.model.error))

        def reopen() -> None:
            node = self.model.find(record_id)
            if node is None:
                return
            index = self.model.index_of(node, column)
            self.tree.setCurrentIndex(index)
            self.tree.edit(index)
            editor = self.tree.indexWidget(index)
            if isinstance(editor, QLineEdit):
                editor.setText(typed)
                editor.setModified(True)
                editor.textEdited.connect(lambda _text: self._tell(""))

        QTimer.singleShot(0, self, reopen)

    def _tell(self, problem: str) -> None:
        self.hint.setText(problem or say("table.hint"))
        self.hint.setProperty("look", "error" if problem else "caption")
        self.hint.style().unpolish(self.hint)
        self.hint.style().polish(self.hint)

    def _on_key(self, event: QKeyEvent) -> bool:
        if self.tree.indexWidget(self.tree.currentIndex()) is not None:
            # Keys that the editor of a cell leaves over come here too.
            return False
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            index = self.tree.currentIndex()
            if index.isValid() and index.column() > 0 and self.model.cell(index) is not None:
                self.tree.edit(index)
            else:
                self.add_next()
            return True
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_rows(-1 if key == Qt.Key.Key_Up else 1)
            return True
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_rows()
            return True
        return False

    # Qt's methods

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = watched is self.tree and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and self._on_key(event):
            return True
        return super().eventFilter(watched, event)


def _delete_label(records: list[Record]) -> str:
    kinds = {type(each) for each in records}
    if kinds == {Stage}:
        return "delete_stage"
    if kinds == {Connection}:
        return "delete_connection"
    return "delete_annotation" if kinds <= {Expectation, PainPoint, Opportunity} else "delete"
