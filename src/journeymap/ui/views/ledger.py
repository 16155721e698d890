"""The evidence ledger: all evidence of the project in a table, what rests on it, and how much of each journey is evidence."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QSplitter, QVBoxLayout, QWidget

from journeymap.analysis.ground import Ground
from journeymap.analysis.ledger import Entry, Ledger, Use, ledger
from journeymap.edit import evidence as edit
from journeymap.edit.fields import delete
from journeymap.model import queries
from journeymap.model.changes import ChangeSet, Label
from journeymap.model.records import Evidence, Journey
from journeymap.model.text import LocalText
from journeymap.model.values import EVIDENCE_KINDS
from journeymap.session import Session
from journeymap.ui.icons import icon
from journeymap.ui.tasks import Work
from journeymap.ui.views.ledger_side import GroundBar, LedgerSide, evidence_name, ground_words, journey_card
from journeymap.ui.views.ledger_table import COLUMNS, LedgerModel, LedgerTable, strength_icon
from journeymap.ui.views.parts import PANEL_WIDTH, FlowRow, Hint, chip, heading, icon_label, refill
from journeymap.ui.views.view import View
from journeymap.ui.widgets import Notice, button, label, make_clearable
from journeymap.ui.words import language, say, say_token, sentences, shown

LONGEST_TEXT = 2_000_000
MOST_AT_ONCE = 1_500
"""With more records than this the ledger is worked out off the window's thread."""
MOST_JOURNEYS = 12


class LedgerView(View):
    """Shows the evidence of a project; the journey in sight and the selection say what can be put on it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.journey_id = ""
        self._selected: list[str] = []
        self._revision = -1
        self._wanted = ""
        self.found = Ledger((), ())
        self.setProperty("look", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = LedgerModel(session)
        self.table = LedgerTable(self.model)
        self.side = LedgerSide()
        self.notice = Notice(self)
        self._work = Work(self)
        self._work.done.connect(self._take_in)
        self._work.failed.connect(self._on_failure)
        self._build()
        self._connect()
        self.setFocusProxy(self.table)

    def _build(self) -> None:
        self.share = label("", "second", wrap=True)
        self.bar = GroundBar()
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addWidget(heading(say("ledger.grounds")))
        head.addWidget(self.share)
        head.addWidget(self.bar)
        signs = []
        for kind, key in (("survey", "measured"), ("interview", "observed"), ("assumption", "assumed")):
            name, tint = strength_icon(kind)
            signs += [icon_label(name, tint, 14), label(say(f"ledger.{key}"), "caption")]
        for sign in signs:
            sign.setFixedHeight(16)
        for words in signs[1::2]:
            words.setContentsMargins(0, 0, 9, 0)  # nearer to its own sign than to the next
        head.addWidget(FlowRow(signs, 5))
        self.search = QLineEdit()
        self.search.setPlaceholderText(say("ledger.search"))
        self.search.setAccessibleName(say("ledger.search"))
        make_clearable(self.search)
        self.search.setMinimumWidth(184)
        self.kinds = QComboBox()
        self.kinds.setAccessibleName(say("ledger.column.kind"))
        self.kinds.addItem(say("ledger.all_kinds"), None)
        for kind in EVIDENCE_KINDS:
            name, tint = strength_icon(kind)
            self.kinds.addItem(icon(name, tint), say_token("evidence_kind", kind), kind)
        self.aged = chip(say("ledger.only_aged"), icon_name="wait")
        self.unused = chip(say("ledger.only_unused"), icon_name="unlink")
        for each in (self.aged, self.unused):
            each.setFixedHeight(32)
        self.copy_button = button(say("ledger.copy"), "flat", self.copy_rows, "copy")
        self.paste_button = button(say("ledger.paste"), "flat", self.paste_rows, "paste")
        self.delete_button = button(say("ledger.delete"), "flat", self.delete, "delete")
        self.tools = FlowRow(
            [self.search, self.kinds, self.aged, self.unused, self.copy_button, self.paste_button, self.delete_button]
        )  # fmt: skip
        self._hint = Hint(say("ledger.empty"))
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(14, 12, 12, 10)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.tools)
        column.addWidget(self.table, 1)
        column.addWidget(self._hint, 1)
        column.addLayout(self._new_line())
        right = QWidget()
        right.setProperty("look", "panel")
        right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._journeys = QVBoxLayout()
        self._journeys.setSpacing(6)
        right_column = QVBoxLayout(right)
        right_column.setContentsMargins(0, 0, 0, 0)
        right_column.addWidget(self.side, 1)
        box = QVBoxLayout()
        box.setContentsMargins(14, 0, 14, 12)
        self._journeys_head = heading(say("ledger.journeys"))
        box.addWidget(self._journeys_head)
        box.addLayout(self._journeys)
        right_column.addLayout(box)
        right.setMinimumWidth(230)
        whole = QSplitter(Qt.Orientation.Horizontal)
        whole.setHandleWidth(1)
        whole.addWidget(left)
        whole.addWidget(right)
        whole.setStretchFactor(0, 1)
        whole.setCollapsible(0, False)
        whole.setSizes([900, PANEL_WIDTH])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(whole)

    def _new_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(6)
        self.new_kind = QComboBox()
        self.new_kind.setAccessibleName(say("ledger.column.kind"))
        for kind in EVIDENCE_KINDS:
            name, tint = strength_icon(kind)
            self.new_kind.addItem(icon(name, tint), say_token("evidence_kind", kind), kind)
        self.new_kind.setCurrentIndex(EVIDENCE_KINDS.index("observation"))
        self.new_title = QLineEdit()
        self.new_title.setPlaceholderText(say("ledger.add_text"))
        self.new_title.setAccessibleName(say("ledger.add_text"))
        self.new_title.returnPressed.connect(self.add)
        line.addWidget(self.new_kind)
        line.addWidget(self.new_title, 1)
        line.addWidget(button(say("ledger.add"), "", self.add, "plus"))
        return line

    def _connect(self) -> None:
        self.model.refused.connect(self.notice.tell)
        self.table.delete_wanted.connect(self.delete)
        self.table.copy_wanted.connect(self.copy_rows)
        self.table.paste_wanted.connect(self.paste_rows)
        self.table.opened.connect(self._open_first_use)
        self.table.clicked.connect(self._on_click)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_current())
        self.search.textChanged.connect(lambda _text: self._narrow())
        self.kinds.currentIndexChanged.connect(lambda _place: self._narrow())
        for one, other in ((self.aged, self.unused), (self.unused, self.aged)):
            one.toggled.connect(lambda on, other=other: self._only(other, on))
        self.side.jump.connect(self.jump)
        self.side.toggled.connect(self._toggle)

    # showing

    def show_journey(self, journey_id: str) -> None:
        """Say first how the statements of this journey are founded."""
        self.journey_id = journey_id
        self._show_grounds()
        self.refresh()

    def select(self, record_ids: list[str]) -> None:
        """What was selected elsewhere can be put on evidence here."""
        self._selected = record_ids
        if self.isVisible():
            self._show_current()

    def refresh(self) -> None:
        """Bring everything in line with the records; does nothing where that is so already."""
        revision = self.session.document.revision
        if revision == self._revision:
            self._show_current()
            return
        self._revision = revision
        today = date.today()
        if len(self.session.state) <= MOST_AT_ONCE:
            self._work.drop()
            self._take_in(ledger(self.session.state, today))
        else:
            snapshot = self.session.document.snapshot()
            self._work.ask(lambda _stale: ledger(snapshot, today))

    def _on_failure(self, error: Exception) -> None:
        raise error

    def _take_in(self, found: Ledger) -> None:
        current = self._wanted or self.table.current_id()
        self._wanted = ""
        self.found = found
        self.model.show(found.entries)
        self.table.order.invalidate()
        self.table.setVisible(bool(found.entries))
        self._hint.setVisible(not found.entries)
        if current and current != self.table.current_id():
            self.table.go_to(current)
        self._show_grounds()
        self._show_current()

    def _show_grounds(self) -> None:
        ground = self.found.ground(self.journey_id)
        journey = self.session.state.get(Journey, self.journey_id)
        title = shown(journey.title) if journey is not None else ""
        self.share.setText(
            say("ledger.of_journey", title=title, words=ground_words(ground)) if title else ground_words(ground)
        )
        self.bar.show_ground(ground)
        others: list[QWidget] = []
        grounds: dict[str, Ground] = dict(self.found.journeys)
        for each in queries.journeys(self.session.state)[:MOST_JOURNEYS]:
            card = journey_card(each, grounds.get(each.id, Ground()), current=each.id == self.journey_id)
            card.pressed.connect(lambda journey_id=each.id: self.jump.emit(journey_id))
            others.append(card)
        several = len(others) > 1
        self._journeys_head.setVisible(several)
        refill(self._journeys, others if several else [])

    def _entry(self) -> Entry | None:
        current = self.table.current_id()
        return next((each for each in self.found.entries if each.evidence.id == current), None)

    def _show_current(self) -> None:
        entry = self._entry()
        self.side.show_entry(self.session.state, entry, self._selected)
        self.delete_button.setEnabled(entry is not None)
        self.copy_button.setEnabled(bool(self.found.entries))

    def _narrow(self) -> None:
        only = "aged" if self.aged.isChecked() else "unused" if self.unused.isChecked() else ""
        self.table.order.narrow(self.search.text().strip(), self.kinds.currentData(), only)
        self._show_current()

    def _only(self, other: QPushButton, on: bool) -> None:
        """One of the two switches at a time."""
        if on:
            other.setChecked(False)
        self._narrow()

    def _on_click(self, index: QModelIndex) -> None:
        if COLUMNS[index.column()] == "rests":
            self._open_first_use()

    def _open_first_use(self) -> None:
        """Enter on the count: the cursor goes to the list of what rests on it."""
        if self.side.uses:
            self.side.uses[0].setFocus(Qt.FocusReason.TabFocusReason)

    # changing

    def add(self) -> None:
        """Add what is written in the line below the table."""
        text = self.new_title.text().strip()
        if not text:
            self.new_title.setFocus()
            return
        record, changes = edit.add(
            self.session.state,
            LocalText({language(): text}),
            self.new_kind.currentData(),
            date=date.today().isoformat(),
        )
        self._wanted = record.id
        self.session.run(Label.of("add_evidence", n=1), changes)
        self.new_title.clear()
        self.refresh()

    def delete(self) -> None:
        """Delete the chosen evidence, and say what is assumed from now on."""
        ids = self.table.chosen_ids() or [each for each in [self.table.current_id()] if each]
        gone = [each for each in self.found.entries if each.evidence.id in set(ids)]
        if not gone:
            return
        kept = {use for each in self.found.entries if each not in gone for use in each.uses}
        losing = {use for each in gone for use in each.uses} - kept
        step = self.session.run(Label.of("delete_evidence", n=len(gone)), delete(ids))
        self.refresh()
        name = evidence_name(gone[0].evidence)
        told = say("ledger.deleted", n=len(gone), name=name)
        if losing:
            told = sentences(told, say("ledger.lost_basis", n=len(losing)))
        self.notice.tell(told, say("action.undo"), lambda: self._take_back(step))

    def _take_back(self, step: ChangeSet | None) -> None:
        """Undo the deletion, unless something else has been done meanwhile."""
        if self.session.history.last_step is step:
            self.session.undo()
            self.refresh()

    def leave(self) -> None:
        """Stop working anything out; the view is going."""
        self._work.drop()

    def _toggle(self, use: Use) -> None:
        current = self.table.current_id()
        if current:
            changes = edit.toggle_use(self.session.state, current, use.record_id, use.field)
            self.session.run(Label.of("set_field", field="field.basis"), changes)
            self.refresh()

    def copy(self) -> bool:
        self.copy_rows()
        return True

    def copy_rows(self) -> None:
        """Put the chosen rows, or all of them, on the clipboard as spreadsheets take them."""
        ids = self.table.chosen_ids() or [each.evidence.id for each in self.found.entries]
        records = [found for each in ids if (found := self.session.state.get(Evidence, each)) is not None]
        data = QMimeData()
        data.setText(edit.as_text(edit.as_rows(records, language())))
        QGuiApplication.clipboard().setMimeData(data)
        self.notice.tell(say("ledger.copied", n=len(records)))

    def paste(self) -> bool:
        self.paste_rows()
        return True

    def paste_rows(self) -> None:
        """Rows of a spreadsheet become new evidence."""
        data = QGuiApplication.clipboard().mimeData()
        text = data.text() if data is not None else ""
        found, changes, unread = edit.from_text(self.session.state, text[:LONGEST_TEXT], language())
        if not found:
            self.notice.tell(say("ledger.nothing_to_paste"))
            return
        self._wanted = found[0].id
        self.session.run(Label.of("add_evidence", n=len(found)), changes)
        self.refresh()
        told = say("ledger.pasted", n=len(found))
        self.notice.tell(sentences(told, say("ledger.unread", n=unread) if unread else ""))

    # Qt's methods

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.notice.place()
