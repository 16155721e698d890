"""The log of decisions: what was decided, about which opportunity, who does it, by when; edited in place."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLineEdit, QVBoxLayout, QWidget

from journeymap.edit import decisions
from journeymap.edit.dates import is_past, read_day
from journeymap.edit.fields import delete, set_field, set_text
from journeymap.model.changes import Change, Label
from journeymap.model.records import Decision
from journeymap.model.text import LocalText
from journeymap.session import Session
from journeymap.ui.choice_box import ChoiceBox
from journeymap.ui.theme import theme
from journeymap.ui.views.editing import CHOICES, EditTable, Index, RowModel
from journeymap.ui.views.opportunity_rows import OpportunityBoard
from journeymap.ui.views.parts import Hint
from journeymap.ui.widgets import button
from journeymap.ui.words import language, say, shown

COLUMNS = ("on", "what", "opportunity", "owner", "due")
_FIELDS = {"on": "decided_on", "what": "what", "opportunity": "opportunity_id", "owner": "owner", "due": "due"}
_WIDTHS = {"on": 116, "opportunity": 240, "owner": 130, "due": 116}


class DecisionModel(RowModel):
    """Decisions as a table."""

    COLUMNS = COLUMNS
    EDITABLE = COLUMNS
    WORDS = "decision"
    refused = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.rows: list[Decision] = []
        self.titles: dict[str, str] = {}

    def show(self, rows: list[Decision], titles: dict[str, str]) -> None:
        """Take other decisions; `titles` names the opportunities of the journey."""

        def assign() -> None:
            self.rows, self.titles = rows, titles

        self.take([row.id for row in rows], assign)

    # Qt's methods

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        decision, column = self.rows[index.row()], COLUMNS[index.column()]
        if role == CHOICES:
            if column != "opportunity":
                return None
            return [(None, say("decision.of_none")), *self.titles.items()]
        if role == Qt.ItemDataRole.ForegroundRole and column == "due" and is_past(decision.due, date.today()):
            return QColor(theme().problem)
        if role == Qt.ItemDataRole.EditRole:
            return shown(decision.what) if column == "what" else getattr(decision, _FIELDS[column])
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if column == "what":
            return shown(decision.what)
        if column == "opportunity":
            return self.titles.get(decision.opportunity_id or "", say("decision.of_none"))
        return getattr(decision, _FIELDS[column]) or "–"

    def setData(self, index: Index, value: Any, _role: int = Qt.ItemDataRole.EditRole) -> bool:
        decision, column = self.rows[index.row()], COLUMNS[index.column()]
        changes: list[Change]
        if column == "what":
            changes = set_text(self._session.state, decision.id, "what", language(), str(value).strip())
        elif column in ("on", "due"):
            day = read_day(str(value or ""))
            if day is None:
                self.refused.emit(say("opps.bad_date", text=str(value)))
                return False
            changes = set_field([decision.id], _FIELDS[column], day or None)
        else:
            changes = set_field([decision.id], _FIELDS[column], value)
        return self._session.run(Label.of("edit_decision"), changes) is not None


class DecisionList(QWidget):
    """The log, and the line below it in which a new decision is written."""

    refused = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.model = DecisionModel(session)
        self.model.refused.connect(self.refused)
        self.table = EditTable(say("decision.heading"), self._key)
        self.table.setModel(self.model)
        for column, width in _WIDTHS.items():
            self.table.setColumnWidth(COLUMNS.index(column), width)
        self.table.horizontalHeader().setSectionResizeMode(COLUMNS.index("what"), QHeaderView.ResizeMode.Stretch)
        self._hint = Hint(say("decision.empty"))
        self.new_what = QLineEdit()
        self.new_what.setPlaceholderText(say("decision.add_text"))
        self.new_what.setAccessibleName(say("decision.add_text"))
        self.new_what.returnPressed.connect(self.add)
        self.new_about = ChoiceBox()
        self.new_about.setAccessibleName(say("decision.opportunity"))
        self.new_about.setMaximumWidth(280)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.new_what, 1)
        line.addWidget(self.new_about)
        line.addWidget(button(say("opps.add"), "", self.add, "plus"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addWidget(self.table, 1)
        whole.addWidget(self._hint, 1)
        whole.addLayout(line)

    def show_board(self, board: OpportunityBoard) -> None:
        """Show another state of a journey."""
        titles = {row.id: row.text for row in board.rows}
        rows = decisions.decisions(self._session.state, frozenset(titles))
        self.model.show(rows, titles)
        self.table.setVisible(bool(rows))
        self._hint.setVisible(not rows)
        wanted = [("", say("decision.of_none")), *titles.items()]
        box = self.new_about
        if wanted != [(box.itemData(place), box.itemText(place)) for place in range(box.count())]:
            former = box.currentData()
            box.clear()
            for opportunity_id, title in wanted:
                box.addItem(title, opportunity_id)
            box.setCurrentIndex(max(box.findData(former), 0))

    def begin(self, opportunity_id: str) -> None:
        """Let somebody write a decision about an opportunity."""
        self.new_about.setCurrentIndex(max(self.new_about.findData(opportunity_id), 0))
        self.new_what.setFocus()

    def add(self) -> None:
        """Add what is written in the line below the log."""
        text = self.new_what.text().strip()
        if not text:
            self.new_what.setFocus()
            return
        about = self.new_about.currentData() or None
        _, changes = decisions.add(self._session.state, about, LocalText({language(): text}), date.today().isoformat())
        self._session.run(Label.of("add_decision"), changes)
        self.new_what.clear()

    def _key(self, index: QModelIndex, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._session.run(Label.of("delete_decision"), delete([self.model.rows[index.row()].id]))
            return True
        return False
