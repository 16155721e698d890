"""The panel at the right: everything that is known of what is selected, to be read and edited in place.

It shows a page for the selection and keeps it: after a change the controls take the new values, and the focus, the cursor and
the scroll position stay. What is typed goes into the project at once.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from journeymap.model import queries
from journeymap.model.records import (
    Comment,
    DataPoint,
    Evidence,
    Expectation,
    Indicator,
    ModelLink,
    Opportunity,
    PainPoint,
    Touchpoint,
)
from journeymap.session import Session
from journeymap.ui.panels.bindings import Context, writing_language
from journeymap.ui.panels.page import OPEN_AT_FIRST, Page
from journeymap.ui.panels.pages import page_for
from journeymap.ui.panels.sections import heading_text
from journeymap.ui.panels.texts import Composing
from journeymap.ui.widgets import label
from journeymap.ui.words import say, say_token


class _PageArea(QScrollArea):
    """Scrolls up and down only and follows the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)


class Inspector(QWidget):
    """Shows and edits the selected records. `jump(id)` asks the window to show a record on the map."""

    jump = Signal(str)
    left = Signal()
    """Escape was pressed: the keys go back to where the selection is."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setProperty("look", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(250)
        self.context = Context(session, writing_language(session), self.refresh, self._on_jump)
        self.context.unfolded |= OPEN_AT_FIRST
        self._ids: tuple[str, ...] = ()
        self._journey_id = ""
        self.page: Page | None = None
        self._refreshing = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setContentsMargins(14, 0, 10, 0)
        head.setSpacing(4)
        self._kind = label("", "heading")
        head.addWidget(self._kind, 1)
        self.language_buttons: dict[str, QToolButton] = {}
        self._languages = QHBoxLayout()
        self._languages.setSpacing(3)
        head.addLayout(self._languages)
        column.addLayout(head)
        self.area = _PageArea()
        column.addWidget(self.area, 1)
        self.retranslate()

    # what is shown

    def show_journey(self, journey_id: str) -> None:
        """The journey to show when nothing is selected."""
        self._journey_id = journey_id

    def show_records(self, ids: list[str]) -> None:
        """Show these records: one page for one of them, shared fields for several, the journey for none.

        An annotation is shown on the page of its touchpoint, opened.
        """
        subject_ids, opened = self._subjects(ids)
        for record_id in opened:
            self.context.unfolded.add(record_id)
        if not subject_ids:
            journeys = queries.journeys(self.session.state)
            known = [each.id for each in journeys if each.id == self._journey_id] or [each.id for each in journeys]
            subject_ids = tuple(known[:1])
        if subject_ids != self._ids or self.page is None:
            focus = QApplication.focusWidget()
            if focus is not None and self.isAncestorOf(focus):
                if isinstance(focus, Composing):
                    focus.keep_composed()
                self.session.history.close_step()
            self._ids = subject_ids
            self._build()
        if self.page is not None:
            for record_id in opened:
                found = self.page.card_of(record_id)
                if found is not None:
                    found.open()
                    QTimer.singleShot(0, found, lambda found=found: self.area.ensureWidgetVisible(found, 0, 20))

    def _subjects(self, ids: list[str]) -> tuple[tuple[str, ...], list[str]]:
        """The records whose page is shown, and the annotations to open on it."""
        state = self.session.state
        subjects: dict[str, None] = {}
        opened: list[str] = []
        for record_id in ids:
            record = state.find(record_id)
            match record:
                case Expectation() | PainPoint() | DataPoint():
                    subjects[record.touchpoint_id] = None
                case Opportunity():
                    inside = [each for each in record.touchpoint_ids if state.get(Touchpoint, each) is not None]
                    current = [each for each in inside if each in self._ids]
                    subjects.update(dict.fromkeys((current or inside)[:1]))
                case Comment() | Indicator() | ModelLink():
                    subjects[record.subject_id] = None
                case None:
                    continue
                case _:
                    subjects[record_id] = None
                    continue
            opened.append(record_id)
        return tuple(
            each for each in subjects if (found := state.find(each)) is not None and state.is_live(found)
        ), opened

    @property
    def shown_ids(self) -> tuple[str, ...]:
        """The records whose page is shown."""
        return self._ids

    def focus_record(self, record_id: str) -> None:
        """Put the cursor where the text of a record is written."""
        self.show_records([record_id])
        if self.page is not None:
            self.page.focus_record(record_id)

    def _build(self) -> None:
        former = self.page
        self.page = page_for(self.context, self._ids, former)
        self._name_kind()
        if self.page is not None and self.page is former:
            self.area.verticalScrollBar().setValue(0)
            return
        holder = QWidget()
        holder.setProperty("look", "panel")
        column = QVBoxLayout(holder)
        column.setContentsMargins(12, 2, 14, 24)
        if self.page is not None:
            column.addWidget(self.page)
        self.area.setWidget(holder)

    def _name_kind(self) -> None:
        state, first = self.session.state, self.session.state.find(self._ids[0]) if self._ids else None
        text = ""
        if len(self._ids) == 1 and isinstance(first, Touchpoint):
            order = [each.id for each in queries.touchpoints(state, first.journey_id)]
            number = order.index(first.id) + 1 if first.id in order else 0
            text = say("inspector.touchpoint", number=number)
        elif len(self._ids) == 1 and first is not None:
            text = say_token("record", first.kind_name)
        self._kind.setText(heading_text(text))

    def refresh(self) -> None:
        """Take over what has changed in the project, without disturbing whoever types."""
        if self._refreshing:
            return
        self._refreshing = True
        try:
            state = self.session.state
            live = [each for each in self._ids if (found := state.find(each)) is not None and state.is_live(found)]
            if len(live) != len(self._ids) or self.page is None:
                self._ids, self.page = (), None
                self.show_records(live)
            else:
                if tuple(self.language_buttons) != self.session.languages:
                    self._fill_languages()
                self.page.refresh()
                self._name_kind()
        finally:
            self._refreshing = False

    # languages

    def write_in(self, language: str) -> None:
        """Edit the texts in another of the project's languages."""
        self.context.language = language
        self.session.history.close_step()
        for name, button in self.language_buttons.items():
            button.setChecked(name == language)
        self.refresh()

    def _fill_languages(self) -> None:
        while (item := self._languages.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.language_buttons = {}
        if self.context.language not in self.session.languages:
            self.context.language = writing_language(self.session)
        for name in self.session.languages:
            button = QToolButton()
            button.setProperty("look", "segment")
            button.setCheckable(True)
            button.setChecked(name == self.context.language)
            button.setText(say_token("language_sign", name))
            words = say("inspector.write_in", language=say_token("language", name))
            button.setAccessibleName(words)
            button.setToolTip(words)
            button.setFixedSize(34, 24)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(lambda _checked=False, name=name: self.write_in(name))
            self.language_buttons[name] = button
            self._languages.addWidget(button)

    def retranslate(self) -> None:
        """Say everything in the window's language; texts are then written in it too."""
        self.setAccessibleName(say("inspector.name"))
        self.context.language = writing_language(self.session)
        self._fill_languages()
        if self._ids:
            place = self.area.verticalScrollBar().value()
            self.page = None
            self._build()
            QTimer.singleShot(0, self.area, lambda: self.area.verticalScrollBar().setValue(place))

    def _on_jump(self, record_id: str) -> None:
        """Records that are not on the map are shown here."""
        if isinstance(self.session.state.find(record_id), Evidence):
            self.focus_record(record_id)
        else:
            self.jump.emit(record_id)

    # Qt's methods

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.page is not None:
            self.page.setFocus(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
