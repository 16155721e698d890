"""The list of opportunities, edited in place: kind, text, owner, phase, status, due date, level, with votes and gain."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from journeymap.edit.annotations import add_opportunity
from journeymap.edit.dates import is_past, read_day
from journeymap.edit.fields import delete, set_field, set_text
from journeymap.labels import amounts
from journeymap.model.changes import Change, Label
from journeymap.model.text import LocalText
from journeymap.model.values import OPPORTUNITY_KINDS, OPPORTUNITY_STATES, PHASES
from journeymap.session import Session
from journeymap.ui.icons import icon
from journeymap.ui.theme import theme
from journeymap.ui.views.editing import CHOICES, RIGHT, SORT, EditTable, Index, RowModel, SortedRows
from journeymap.ui.views.opportunity_rows import OpportunityBoard, OpportunityRow, kind_icon, kind_tint
from journeymap.ui.views.parts import Hint
from journeymap.ui.widgets import button
from journeymap.ui.words import language, say, say_token, shown

COLUMNS = ("kind", "text", "touchpoints", "owner", "phase", "status", "due", "votes", "level", "gain")
_WIDTHS = {
    "kind": 54, "touchpoints": 170, "owner": 92, "phase": 88, "status": 84, "due": 94, "votes": 58, "level": 58, "gain": 62,
}  # fmt: skip
_LEAST_TEXT = 230
_EDITABLE = frozenset({"kind", "text", "owner", "phase", "status", "due", "level"})
_TOKENS = {"kind": "opportunity_kind", "phase": "phase", "status": "status"}


class OpportunityModel(RowModel):
    """The rows of a board as a table."""

    COLUMNS = COLUMNS
    EDITABLE = _EDITABLE
    NUMBERS = frozenset({"votes", "gain", "level"})
    WORDS = "opps.column"
    refused = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.rows: tuple[OpportunityRow, ...] = ()

    def show(self, rows: tuple[OpportunityRow, ...]) -> None:
        """Take other rows."""

        def assign() -> None:
            self.rows = rows

        self.take([row.id for row in rows], assign)

    # Qt's methods

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], COLUMNS[index.column()]
        roles = Qt.ItemDataRole
        if role == roles.DisplayRole:
            return "" if column == "kind" else _shown(row, column)
        if role == roles.EditRole:
            return row.text if column == "text" else getattr(row.opportunity, column, None)
        if role == CHOICES:
            return _choices(column)
        if role == SORT:
            return _sort_key(row, column)
        if role == roles.ToolTipRole:
            return _tip(row, column)
        if role == roles.AccessibleTextRole:
            return f"{say(f'opps.column.{column}')}: {_shown(row, column)}"
        if role == roles.DecorationRole and column == "kind":
            return icon(kind_icon(row.opportunity.kind), kind_tint(row.opportunity.kind))
        if role == roles.ForegroundRole:
            return _ink(row, column)
        if role == roles.FontRole and column == "text":
            font = QFont()
            font.setStrikeOut(row.opportunity.status == "dropped")
            return font
        return RIGHT if role == roles.TextAlignmentRole and column in self.NUMBERS else None

    def setData(self, index: Index, value: Any, _role: int = Qt.ItemDataRole.EditRole) -> bool:
        opportunity, column = self.rows[index.row()].opportunity, COLUMNS[index.column()]
        changes: list[Change]
        if column == "text":
            changes = set_text(self._session.state, opportunity.id, "text", language(), str(value).strip())
        elif column == "due":
            day = read_day(str(value or ""))
            if day is None:
                self.refused.emit(say("opps.bad_date", text=str(value)))
                return False
            changes = set_field([opportunity.id], "due", day or None)
        else:
            changes = set_field([opportunity.id], column, value)
        return self._session.run(Label.of("edit_opportunity"), changes) is not None


def _shown(row: OpportunityRow, column: str) -> str:
    opportunity = row.opportunity
    if column in _TOKENS:
        return say_token(_TOKENS[column], getattr(opportunity, column)) or "–"
    if column == "text":
        return row.text
    if column == "touchpoints":
        return row.where or "–"
    if column == "votes":
        return str(row.votes) if row.votes else "–"
    if column == "level":
        return f"L{opportunity.level}" if opportunity.level is not None else "–"
    if column == "gain":
        return amounts.signed(row.prospect.gain, 2) if row.prospect is not None else "–"
    return getattr(opportunity, column) or "–"


def _sort_key(row: OpportunityRow, column: str) -> Any:
    opportunity = row.opportunity
    if column == "votes":
        return row.votes
    if column == "gain":
        return row.prospect.gain if row.prospect is not None else -99.0
    if column == "level":
        return opportunity.level or 0
    orders = {"kind": OPPORTUNITY_KINDS, "status": OPPORTUNITY_STATES, "phase": PHASES}
    if column in orders:
        value = getattr(opportunity, column)
        return orders[column].index(value) if value in orders[column] else 99
    if column == "due":
        return opportunity.due or "9999"
    return _shown(row, column).casefold()


def _tip(row: OpportunityRow, column: str) -> str:
    if column == "due" and row.is_open and is_past(row.opportunity.due, date.today()):
        return say("opps.overdue")
    if column == "gain":
        return "\n".join([*row.blocks()]) or _shown(row, column)
    return _shown(row, column)


def _ink(row: OpportunityRow, column: str) -> QColor | None:
    if not row.is_open:
        return QColor(theme().ink_2)
    if column == "due" and is_past(row.opportunity.due, date.today()):
        return QColor(theme().problem)
    if column == "gain" and row.prospect is not None:
        return QColor(theme().pain_point if row.cracks else theme().good)
    return None


def _choices(column: str) -> list[tuple[object, str]] | None:
    if column == "kind":
        return [(each, say_token("opportunity_kind", each)) for each in OPPORTUNITY_KINDS]
    if column == "status":
        return [(each, say_token("status", each)) for each in OPPORTUNITY_STATES]
    if column == "phase":
        return [(None, "–"), *((each, say_token("phase", each)) for each in PHASES)]
    if column == "level":
        return [(None, "–"), *((each, f"L{each} · {say(f'level.{each}')}") for each in range(1, 5))]
    return None


class OpportunityList(QWidget):
    """The table, and the line below it in which a new opportunity is written."""

    chosen = Signal(str)
    jump = Signal(str)
    refused = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._board: OpportunityBoard | None = None
        self.open_only = False
        self.model = OpportunityModel(session)
        self.model.refused.connect(self.refused)
        self.sorted = SortedRows()
        self.sorted.setSourceModel(self.model)
        self.table = EditTable(say("opps.list"), self._key)
        self.table.setModel(self.sorted)
        self.table.setIconSize(QSize(16, 16))
        self.table.setSortingEnabled(True)
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.table.horizontalHeader().setSortIndicatorClearable(True)
        self.sorted.sort(-1)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.table.doubleClicked.connect(self._on_double_click)
        for column, width in _WIDTHS.items():
            self.table.setColumnWidth(COLUMNS.index(column), width)
        self.table.resized.connect(self._size_text)
        self._hint = Hint(say("opps.empty"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addWidget(self.table, 1)
        whole.addWidget(self._hint, 1)
        whole.addLayout(self._new_line())

    def _new_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(6)
        self.new_kind = QComboBox()
        self.new_kind.setAccessibleName(say("opps.column.kind"))
        for kind in OPPORTUNITY_KINDS:
            self.new_kind.addItem(icon(kind_icon(kind), kind_tint(kind)), say_token("opportunity_kind", kind), kind)
        self.new_kind.setCurrentIndex(1)
        self.new_text = QLineEdit()
        self.new_text.setPlaceholderText(say("opps.add_text"))
        self.new_text.setAccessibleName(say("opps.add_text"))
        self.new_text.returnPressed.connect(self.add)
        self.new_place = QComboBox()
        self.new_place.setAccessibleName(say("opps.add_touchpoint"))
        self.new_place.setEditable(True)
        self.new_place.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.new_place.setMinimumWidth(190)
        completer = self.new_place.completer()
        assert completer is not None
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        line.addWidget(self.new_kind)
        line.addWidget(self.new_text, 1)
        line.addWidget(self.new_place)
        self.add_button = button(say("opps.add"), "", self.add, "plus")
        line.addWidget(self.add_button)
        return line

    def show_board(self, board: OpportunityBoard) -> None:
        """Show another state of a journey."""
        self._board = board
        rows = tuple(row for row in board.rows if row.is_open or not self.open_only)
        current = self.current_id()
        self.model.show(rows)
        self.table.setVisible(bool(board.rows))
        self._hint.setVisible(not board.rows)
        wanted = [(each.id, shown(each.title) or say("touchpoint.untitled")) for each in board.content.touchpoints]
        box = self.new_place
        if wanted != [(box.itemData(place), box.itemText(place)) for place in range(box.count())]:
            former = box.currentData()
            box.clear()
            for touchpoint_id, title in wanted:
                box.addItem(title, touchpoint_id)
            box.setCurrentIndex(max(box.findData(former), 0) if wanted else -1)
        self.add_button.setEnabled(bool(wanted))
        self.choose(current)

    def current_id(self) -> str:
        """The opportunity under the cursor."""
        index = self.sorted.mapToSource(self.table.currentIndex())
        return self.model.rows[index.row()].id if index.isValid() else ""

    def choose(self, opportunity_id: str) -> None:
        """Put the cursor on an opportunity."""
        if opportunity_id == self.current_id():
            return
        place = next((place for place, row in enumerate(self.model.rows) if row.id == opportunity_id), None)
        if place is None:
            return
        column = max(self.table.currentIndex().column(), COLUMNS.index("text"))
        self.table.setCurrentIndex(self.sorted.mapFromSource(self.model.index(place, column)))

    def _size_text(self) -> None:
        """The text takes what the other columns leave, and never so little that it cannot be read."""
        rest = self.table.viewport().width() - sum(_WIDTHS.values())
        self.table.setColumnWidth(COLUMNS.index("text"), max(rest, _LEAST_TEXT))

    def add(self) -> None:
        """Add what is written in the line below the table."""
        text = self.new_text.text().strip()
        place = self.new_place.findText(self.new_place.currentText())
        if not text or place < 0:
            (self.new_place if text else self.new_text).setFocus()
            return
        record, changes = add_opportunity(
            self._session.state,
            self.new_place.itemData(place),
            self.new_kind.currentData(),
            LocalText({language(): text}),
        )
        key = "add_surprise" if record.kind == "surprise" else "add_opportunity"
        self._session.run(Label.of(key), changes)
        self.new_text.clear()
        self.chosen.emit(record.id)

    def _on_row(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        if self.current_id():
            self.chosen.emit(self.current_id())

    def _on_double_click(self, index: QModelIndex) -> None:
        row = self.model.rows[self.sorted.mapToSource(index).row()]
        if COLUMNS[index.column()] == "touchpoints" and row.touchpoints:
            self.jump.emit(row.touchpoints[0].id)

    def _key(self, _index: QModelIndex, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.current_id():
            self._session.run(Label.of("delete_opportunity"), delete([self.current_id()]))
            return True
        return False
