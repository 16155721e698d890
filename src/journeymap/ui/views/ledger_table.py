"""The evidence of a project as a table that is edited in place, sorted and filtered."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView

from journeymap.analysis.ledger import YEARS_FRESH, Entry
from journeymap.edit.dates import read_day
from journeymap.edit.fields import set_field, set_text
from journeymap.labels import amounts
from journeymap.model.changes import Change, Label
from journeymap.model.values import EVIDENCE_KINDS, MEASURED, OBSERVED
from journeymap.session import Session
from journeymap.ui.icons import icon
from journeymap.ui.theme import theme
from journeymap.ui.views.editing import CHOICES, RIGHT, SORT, EditTable, Index, RowModel, SortedRows
from journeymap.ui.words import language, say, say_token, shown

COLUMNS = ("title", "kind", "source", "date", "sample", "rests", "note")
WIDTHS = {"kind": 118, "source": 170, "date": 112, "sample": 84, "rests": 92, "note": 200}
LEAST_TITLE = 220


def strength_icon(kind: str) -> tuple[str, str]:
    """The sign and colour of how strong a kind of evidence is: measured, observed or assumed."""
    t = theme()
    if kind in MEASURED:
        return "curve", t.good
    return ("search", t.accent) if kind in OBSERVED else ("help", t.ink_2)


class LedgerModel(RowModel):
    """Entries as rows."""

    COLUMNS = COLUMNS
    EDITABLE = frozenset(COLUMNS) - {"rests"}
    NUMBERS = frozenset({"sample", "rests"})
    WORDS = "ledger.column"
    refused = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.rows: tuple[Entry, ...] = ()

    def show(self, rows: tuple[Entry, ...]) -> None:
        """Take other entries."""

        def assign() -> None:
            self.rows = rows

        self.take([each.evidence.id for each in rows], assign)

    # Qt's methods

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry, column = self.rows[index.row()], COLUMNS[index.column()]
        roles = Qt.ItemDataRole
        if role == roles.DisplayRole:
            return cell_words(entry, column)
        if role == roles.EditRole:
            return _typed(entry, column)
        if role == CHOICES:
            return [(each, say_token("evidence_kind", each)) for each in EVIDENCE_KINDS] if column == "kind" else None
        if role == SORT:
            return _sort_key(entry, column)
        if role == roles.ToolTipRole:
            if column == "date" and entry.is_aged:
                return say("ledger.aged", years=YEARS_FRESH)
            return cell_words(entry, column)
        if role == roles.AccessibleTextRole:
            aged = f", {say('ledger.aged', years=YEARS_FRESH)}" if column == "date" and entry.is_aged else ""
            return f"{say(f'ledger.column.{column}')}: {cell_words(entry, column)}{aged}"
        if role == roles.DecorationRole:
            if column == "kind":
                return icon(*strength_icon(entry.evidence.kind))
            return icon("wait", theme().warning) if column == "date" and entry.is_aged else None
        if role == roles.ForegroundRole:
            if column == "date" and entry.is_aged:
                return QColor(theme().warning)
            return QColor(theme().ink_2) if column == "rests" and not entry.uses else None
        return RIGHT if role == roles.TextAlignmentRole and column in self.NUMBERS else None

    def setData(self, index: Index, value: Any, _role: int = Qt.ItemDataRole.EditRole) -> bool:
        evidence, column = self.rows[index.row()].evidence, COLUMNS[index.column()]
        changes: list[Change]
        if column in ("title", "note"):
            changes = set_text(self._session.state, evidence.id, column, language(), str(value).strip())
        elif column == "date":
            day = read_day(str(value or ""))
            if day is None:
                self.refused.emit(say("ledger.bad_date", text=str(value)))
                return False
            changes = set_field([evidence.id], "date", day or None)
        elif column == "sample":
            digits = str(value or "").replace(",", "").strip()
            if digits and (not digits.isdecimal() or int(digits) > 1_000_000):
                self.refused.emit(say("error.field.count"))
                return False
            changes = set_field([evidence.id], "sample", int(digits) if digits else None)
        else:
            changes = set_field([evidence.id], column, value)
        return self._session.run(Label.of("edit_evidence"), changes) is not None


def cell_words(entry: Entry, column: str) -> str:
    """What a cell shows."""
    evidence = entry.evidence
    match column:
        case "title":
            return shown(evidence.title) or say("evidence.untitled")
        case "kind":
            return say_token("evidence_kind", evidence.kind)
        case "sample":
            return amounts.number(evidence.sample) if evidence.sample is not None else "–"
        case "rests":
            return str(len(entry.uses)) if entry.uses else say("ledger.unused")
        case "note":
            return " ".join(shown(evidence.note).split())
        case _:
            return getattr(evidence, column) or "–"


def _typed(entry: Entry, column: str) -> Any:
    evidence = entry.evidence
    if column in ("title", "note"):
        return shown(getattr(evidence, column))
    value = getattr(evidence, column, None)
    if column == "kind":
        return value
    return "" if value is None else str(value)


def _sort_key(entry: Entry, column: str) -> Any:
    evidence = entry.evidence
    match column:
        case "kind":
            strength = 0 if evidence.kind in MEASURED else 1 if evidence.kind in OBSERVED else 2
            return strength, say_token("evidence_kind", evidence.kind)
        case "sample":
            return -1 if evidence.sample is None else evidence.sample
        case "rests":
            return len(entry.uses)
        case "date":
            return evidence.date or ""
        case _:
            return cell_words(entry, column).casefold()


class LedgerOrder(SortedRows):
    """The entries that somebody wants to see, in the order of a column."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self.kind: str | None = None
        self.only = ""
        """"" for all, `aged` or `unused`."""

    def narrow(self, words: str, kind: str | None, only: str) -> None:
        """Show what holds these words, is of this kind and is aged or unused."""
        self.words, self.kind, self.only = words.casefold(), kind, only
        self.invalidate()

    def filterAcceptsRow(self, row: int, _parent: Index) -> bool:
        model = self.sourceModel()
        assert isinstance(model, LedgerModel)
        entry = model.rows[row]
        if self.kind is not None and entry.evidence.kind != self.kind:
            return False
        if (self.only == "aged" and not entry.is_aged) or (self.only == "unused" and entry.uses):
            return False
        if not self.words:
            return True
        evidence = entry.evidence
        texts = (*evidence.title.values(), *evidence.note.values(), evidence.source, evidence.date or "")
        return any(self.words in each.casefold() for each in texts)


class LedgerTable(EditTable):
    """The table itself: several rows can be chosen; Del deletes, Ctrl+C and Ctrl+V copy and paste rows."""

    delete_wanted = Signal()
    copy_wanted = Signal()
    paste_wanted = Signal()
    opened = Signal()

    def __init__(self, model: LedgerModel) -> None:
        super().__init__(say("ledger.name"), self._key)
        self.model_ = model
        self.order = LedgerOrder()
        self.order.setSourceModel(model)
        self.setModel(self.order)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setIconSize(QSize(15, 15))
        self.setSortingEnabled(True)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.horizontalHeader().setSortIndicatorClearable(True)
        self.order.sort(-1)
        for column, width in WIDTHS.items():
            self.setColumnWidth(COLUMNS.index(column), width)
        self.resized.connect(self._size_title)

    def _size_title(self) -> None:
        rest = self.viewport().width() - sum(WIDTHS.values())
        self.setColumnWidth(COLUMNS.index("title"), max(rest, LEAST_TITLE))

    def current_id(self) -> str:
        """The evidence under the cursor."""
        index = self.order.mapToSource(self.currentIndex())
        return self.model_.rows[index.row()].evidence.id if index.isValid() else ""

    def chosen_ids(self) -> list[str]:
        """The evidence of all chosen rows, from the top."""
        rows = sorted(self.selectionModel().selectedRows(), key=lambda index: index.row())
        return [self.model_.rows[self.order.mapToSource(index).row()].evidence.id for index in rows]

    def go_to(self, evidence_id: str, *, edit: bool = False) -> None:
        """Put the cursor on a piece of evidence, and let its title be written."""
        place = next((n for n, each in enumerate(self.model_.rows) if each.evidence.id == evidence_id), None)
        if place is None:
            return
        index = self.order.mapFromSource(self.model_.index(place, COLUMNS.index("title")))
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
            if edit:
                self.edit(index)

    def _key(self, index: QModelIndex, event: QKeyEvent) -> bool:
        keys = QKeySequence.StandardKey
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_wanted.emit()
        elif event.matches(keys.Copy):
            self.copy_wanted.emit()
        elif event.matches(keys.Paste):
            self.paste_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and COLUMNS[index.column()] == "rests":
            self.opened.emit()
        else:
            return False
        return True

    # Qt's methods

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # An empty table has no cell to ask about, and rows can be pasted into it all the same.
        if event.matches(QKeySequence.StandardKey.Paste) and not self.currentIndex().isValid():
            self.paste_wanted.emit()
            return
        super().keyPressEvent(event)
