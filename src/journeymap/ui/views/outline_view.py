"""The tree that shows a journey as an outline: which rows and columns are seen, opened, selected, and how it follows the project.

What the keys and buttons of the table change is in `table`.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    Qt,
)
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QVBoxLayout

from journeymap.model import queries
from journeymap.model.changes import Add, ChangeSet
from journeymap.session import Session
from journeymap.ui.flow import FlowLayout
from journeymap.ui.settings import Settings
from journeymap.ui.views.cell_editors import CellEditors
from journeymap.ui.views.outline_cells import USUAL
from journeymap.ui.views.outline_model import PLACING, USUAL_WIDTH, WIDTHS, Node, OutlineModel
from journeymap.ui.views.view import View
from journeymap.ui.widgets import label

MOST_OPEN = 2000


class OutlineView(View):
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
        self._changed: set[str] = set()
        """The records that hold other values than those shown."""
        self._is_replaced = True
        """Whether rows may have come, gone or moved."""
        self._settings: Settings | None = None
        session.document.listen(self._on_change)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 8)
        column.setSpacing(8)
        self.bar = FlowLayout(None, 4)
        column.addLayout(self.bar)
        self.model = OutlineModel(session, self)
        self.tree = QTreeView()
        self.tree.setModel(self.model)
        self.editors = CellEditors(self.tree)
        self.tree.setItemDelegate(self.editors)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.tree.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
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
        self.tree.header().setSectionsMovable(False)
        self._set_widths()
        self.tree.collapsed.connect(lambda index: self._fold(index, True))
        self.tree.expanded.connect(lambda index: self._fold(index, False))
        self.tree.selectionModel().selectionChanged.connect(lambda *_: self._on_selection())
        column.addWidget(self.tree, 1)
        self.empty = label("", "second", wrap=True)
        column.addWidget(self.empty)
        self.hint = label("", "caption", wrap=True)
        column.addWidget(self.hint)
        self.setFocusProxy(self.tree)

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
        changed, self._changed = self._changed, set()
        if self._is_replaced or self.journey_id != self.model.journey_id:
            self._is_replaced = False
            selected, current = self._wanted or self.selected_ids(), self.current()
            self._wanted = []
            self._silent = True
            if self.model.take_over(self.journey_id):
                self._unfold()
                self._select(selected, current)
            self._silent = False
        else:
            self.model.show_again(changed)
            if self._wanted:
                wanted, self._wanted = self._wanted, []
                self.select(wanted)
        self.empty.setVisible(not queries.stages(self.session.state, self.journey_id))

    def leave(self) -> None:
        """Stop following the session; the view is going."""
        self.session.document.unlisten(self._on_change)

    def _on_change(self, change_set: ChangeSet) -> None:
        """Note what has changed until it is shown: single values are shown in place, without looking at all rows."""
        for change in change_set.changes:
            if isinstance(change, Add) or change.field in PLACING:
                self._is_replaced = True
            else:
                self._changed.add(change.id)

    def use(self, settings: Settings) -> None:
        """Take over which columns this person wants to see."""
        self._settings = settings
        self._show_columns(settings.table_columns)

    def show_columns(self, columns: tuple[str, ...]) -> None:
        """Show these columns, now and the next time; none for the usual ones."""
        if self._settings is not None:
            self._settings.table_columns = columns
        self._show_columns(columns)

    def _show_columns(self, columns: tuple[str, ...]) -> None:
        selected, current = self.selected_ids(), self.current()
        self._silent = True
        if self.model.show_columns(columns or USUAL):
            self._set_widths()
            self._unfold()
            self._select(selected, current)
        self._silent = False

    def _set_widths(self) -> None:
        for place, name in enumerate(self.model.columns):
            self.tree.setColumnWidth(place, WIDTHS.get(name, USUAL_WIDTH))

    def _unfold(self) -> None:
        """Open all rows but those that somebody has closed."""
        folded = set(self._collapsed)
        if self.model.size > MOST_OPEN:
            # Opening thousands of rows takes seconds: stages are open, touchpoints as somebody opens them.
            self.tree.expandToDepth(0)
            for record_id in list(self._opened):
                for node in self.model.places(record_id):
                    self.tree.expand(self.model.index_of(node))
        else:
            self.tree.expandAll()
        for record_id in folded:
            for node in self.model.places(record_id):
                self.tree.collapse(self.model.index_of(node))

    def _fold(self, index: QModelIndex, folded: bool) -> None:
        record_id = self.model.node(index).id
        (self._collapsed.add if folded else self._collapsed.discard)(record_id)
        if self.model.node(index).parent is not self.model.root:
            (self._opened.discard if folded else self._opened.add)(record_id)

    # selection

    def selected_ids(self) -> list[str]:
        """The records of the rows in which something is selected, from the top."""
        return list(dict.fromkeys(node.id for node in self.selected_cells()))

    def selected_cells(self) -> dict[Node, list[int]]:
        """The rows in which something is selected, from the top, with the columns selected in them."""
        found: dict[Node, set[int]] = {}
        ranges = self.tree.selectionModel().selection()
        for chosen in (ranges.at(place) for place in range(ranges.count())):
            above = self.model.node(chosen.parent())
            for node in above.children[chosen.top() : chosen.bottom() + 1]:
                found.setdefault(node, set()).update(range(chosen.left(), chosen.right() + 1))
        return {node: sorted(found[node]) for node in sorted(found, key=Node.path)}

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

    def _select(
        self, record_ids: list[str], current: tuple[str, int] | None, columns: tuple[int, int] | None = None
    ) -> None:
        """Select rows, or only some columns of them, and make a cell the current one."""
        start, end = columns or (0, len(self.model.columns) - 1)
        chooser = self.tree.selectionModel()
        chooser.clearSelection()
        wanted = set(record_ids)
        flags = QItemSelectionModel.SelectionFlag
        first: QModelIndex | None = None
        chosen = QItemSelection()
        nodes = [node for each in wanted if (node := self.model.find(each)) is not None]
        for node in sorted(nodes, key=Node.path):
            index = self.model.index_of(node)
            first = first or index
            end = min(end, len(self.model.columns) - 1)
            chosen.select(self.model.index_of(node, start), self.model.index_of(node, end))
        chooser.select(chosen, flags.Select)
        former = self.model.find(current[0]) if current is not None else None
        if current is not None and former is not None:
            column = min(current[1], len(self.model.columns) - 1)
            chooser.setCurrentIndex(self.model.index_of(former, column), flags.NoUpdate)
        elif first is not None:
            chooser.setCurrentIndex(first, flags.NoUpdate)
            self.tree.scrollTo(first)

    def take_up(self, record_ids: list[str], columns: tuple[int, int] | None = None) -> None:
        """Select rows, or only some columns of them, and tell of it."""
        current = self.current()
        self._silent = True
        self._select(record_ids, current, columns)
        self._silent = False
        self._on_selection()

    def current(self) -> tuple[str, int] | None:
        index = self.tree.currentIndex()
        return (self.model.node(index).id, index.column()) if index.isValid() else None

    def _on_selection(self) -> None:
        if not self._silent:
            # What the window does about it must not select here again.
            self._silent = True
            self.selection_changed.emit(self.selected_ids())
            self._silent = False

    def go_to(self, record_id: str, *, edit: bool = False, column: int = 0) -> None:
        """Make a cell of a record's row the current and only selected one, and let it be typed."""
        node = self.model.find(record_id)
        if node is None:
            return
        index = self.model.index_of(node, column)
        self.tree.setCurrentIndex(index)
        self.tree.scrollTo(index)
        if edit and self.model.cell(index) is not None:
            self.tree.edit(index)

    # Qt's methods

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()
