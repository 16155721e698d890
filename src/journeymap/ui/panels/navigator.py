"""The panel at the left: the project's journeys and personas, what of the model they touch, and what is odd in them.

Journeys and personas follow every change at once; coverage and findings are worked out anew shortly after the last one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QScrollArea, QVBoxLayout, QWidget

from journeymap import catalogue
from journeymap.analysis.coverage import Coverage, coverage
from journeymap.analysis.findings import Findings, findings
from journeymap.edit import fields, outline, personas
from journeymap.model import queries
from journeymap.model.changes import Change
from journeymap.model.document import State
from journeymap.model.records import Journey, Persona
from journeymap.model.text import LocalText
from journeymap.session import Session
from journeymap.ui.carrying import Parcel
from journeymap.ui.icons import icon
from journeymap.ui.panels.bindings import Context, writing_language
from journeymap.ui.panels.findings_list import FindingsList, on_map
from journeymap.ui.panels.journey_list import JourneyList
from journeymap.ui.panels.model_links import row_title
from journeymap.ui.panels.portraits import Portraits, persona_rows
from journeymap.ui.panels.remarks import remark_rows
from journeymap.ui.panels.rows import Row, RowList
from journeymap.ui.panels.sections import Section, heading_text
from journeymap.ui.panels.signs import dimension_icon, row_icon
from journeymap.ui.tasks import Work
from journeymap.ui.theme import theme
from journeymap.ui.widgets import label
from journeymap.ui.words import say, shown

WAIT_MS = 300
MOST_AT_ONCE = 300
"""Journeys with more touchpoints show their findings a moment after they are opened."""
PRINCIPLES = "principles"
_SECTIONS = ("journeys", "personas", "remarks", "coverage", "findings")


def _worked_out(state: State, journey_id: str) -> tuple[Findings, Coverage]:
    """The findings and the coverage of a journey."""
    known, edition = catalogue.load(), queries.project(state).edition
    dimensions = {row.id: each.id for each in known.dimensions(edition) for row in each.elements}
    is_there = state.get(Journey, journey_id) is not None
    found = findings(state, journey_id, today=date.today()) if is_there else Findings((), ())
    return found, coverage(state, journey_id or "none", dimensions, dimensions)


class Navigator(QWidget):
    """Lists what a project holds, and tells the window what somebody chose."""

    journey_chosen = Signal(str)
    persona_chosen = Signal(object)
    element_chosen = Signal(str)
    subjects_chosen = Signal(object)
    remark_chosen = Signal(str)
    """A comment or sticky note is to be shown."""
    worked_out = Signal()
    """The findings are new."""
    journey_asked = Signal(str, str)
    """Something is to be done with a journey: a command's id, the journey."""
    persona_edited = Signal(str)
    """The editor of a persona is wanted."""
    new_journey = Signal()
    new_persona = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setProperty("look", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(180)
        self.context = Context(session, writing_language(session), self.refresh)
        self.context.unfolded.update(f"navigator.{name}" for name in _SECTIONS)
        self.journey_id = ""
        self.persona_id: str | None = None
        self._opened: set[str] = set()
        self._opened_findings: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self._work_out_aside)
        self._work = Work(self)
        self._work.done.connect(self._take_in)
        self._work.failed.connect(lambda _error: self.findings.show_failure())
        self._portraits = Portraits(session, self)
        self._portraits.changed.connect(self._show_personas)
        self.found, self._covered = _worked_out(session.state, "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self.area)
        self.retranslate()

    # what is shown

    def show(self, journey_id: str | None = None, persona_id: str | None = None) -> None:
        """Mark the journey and the persona that the map shows. Without arguments, what any widget does."""
        if journey_id is None:
            super().show()
            return
        changed = journey_id != self.journey_id
        self.journey_id, self.persona_id = journey_id, persona_id
        if changed:
            self._opened_findings.clear()
            if len(queries.touchpoints(self.session.state, journey_id)) <= MOST_AT_ONCE:
                self.work_out()
            else:
                self._work_out_aside()
        self.refresh()

    def refresh(self) -> None:
        """Take over what has changed in the project."""
        self.journeys.show_journeys(self.session.state, self.journey_id)
        self._show_personas()
        self._show_remarks()
        self._timer.start()

    def work_out(self) -> None:
        """Work out coverage and findings now."""
        self._timer.stop()
        self._work.drop()
        self._take_in(_worked_out(self.session.state, self.journey_id))

    def _work_out_aside(self) -> None:
        """Work them out off the window's thread, on a state that stays as it is."""
        journey_id, snapshot = self.journey_id, self.session.document.snapshot()
        self._work.ask(lambda _is_stale: _worked_out(snapshot, journey_id))

    def _take_in(self, worked_out: tuple[Findings, Coverage]) -> None:
        self.found, self._covered = worked_out
        self._show_coverage()
        self.findings.show_findings(self.journey_id, self.found)
        self.worked_out.emit()

    def retranslate(self) -> None:
        """Say everything in the window's language."""
        self.setAccessibleName(say("navigator.name"))
        self.context.language = writing_language(self.session)
        holder = QWidget()
        holder.setProperty("look", "panel")
        column = QVBoxLayout(holder)
        column.setContentsMargins(8, 12, 8, 20)
        column.setSpacing(14)
        self.sections = {
            name: Section(self.context, say(f"navigator.{name}"), fold_key=f"navigator.{name}") for name in _SECTIONS
        }
        self.findings = FindingsList(say("navigator.findings"), self.context, self._opened_findings)
        self.lists = {name: RowList(say(f"navigator.{name}")) for name in _SECTIONS[1:-1]}
        self.journeys = JourneyList(say("navigator.journeys"), self.context)
        self.lists |= {"journeys": self.journeys, "findings": self.findings}
        self._no_personas = label(say("navigator.no_personas"), "caption", wrap=True)
        for name, section in self.sections.items():
            section.body.setSpacing(2)
            section.body.addWidget(self.lists[name])
            column.addWidget(section)
        self.sections["personas"].body.addWidget(self._no_personas)
        column.addStretch(1)
        for name, signal in (("journey", self.new_journey), ("persona", self.new_persona)):
            button = self.sections[f"{name}s"].add_button("plus", say(f"navigator.new_{name}"))
            button.clicked.connect(lambda _checked=False, signal=signal: signal.emit())
        self.lists["journeys"].chosen.connect(self.journey_chosen)
        self.lists["journeys"].renamed.connect(lambda row_id: self.rename(Journey, row_id))
        self.journeys.asked.connect(self.journey_asked)
        self.lists["personas"].chosen.connect(self._choose_persona)
        self.lists["personas"].renamed.connect(lambda row_id: self.rename(Persona, row_id))
        self.lists["personas"].asked_menu.connect(self._persona_menu)
        self.lists["remarks"].chosen.connect(self.remark_chosen)
        self.lists["coverage"].chosen.connect(self._choose_row)
        self.lists["coverage"].parcel_of = self._carried
        self.findings.subjects_chosen.connect(self._show_subjects)
        self.area.setWidget(holder)
        self._take_in((self.found, self._covered))
        self.refresh()

    # journeys and personas

    def _show_personas(self) -> None:
        state = self.session.state
        journey = state.get(Journey, self.journey_id)
        # Those of this journey first; the others can be chosen as well.
        everybody = queries.personas(state)
        own = [each for each in everybody if journey is not None and each.id in journey.persona_ids]
        ordered = [*own, *(each for each in everybody if each not in own)]
        rows = persona_rows(self._portraits, self.persona_id, ordered, {each.id for each in own})
        self.lists["personas"].show_rows(rows)
        self._no_personas.setVisible(not rows)

    def _show_remarks(self) -> None:
        rows = remark_rows(self.session.state, self.journey_id)
        self.lists["remarks"].show_rows(rows)
        self.sections["remarks"].setVisible(bool(rows))
        self.sections["remarks"].summary.setText(str(len(rows)))

    def _choose_persona(self, persona_id: str) -> None:
        self.persona_id = None if persona_id == self.persona_id else persona_id
        self._show_personas()
        self.persona_chosen.emit(self.persona_id)

    def rename(self, cls: type[Journey] | type[Persona], record_id: str) -> None:
        """Let the name of a journey or persona be typed over its row."""
        record = self.session.state.get(cls, record_id)
        if record is None:
            return
        field = "title" if isinstance(record, Journey) else "name"
        tag = self.context.language
        text: LocalText = getattr(record, field)
        former = text.shown_in(tag)

        def take(typed: str) -> None:
            if typed and typed != former:
                changes = fields.set_text(self.session.state, record_id, field, tag, typed)
                self.context.run(f"rename_{cls.KIND}", changes)

        rows = self.lists["journeys" if cls is Journey else "personas"]
        rows.ask(record_id, former, say(f"field.{field}"), take)

    def _persona_menu(self, record_id: str, place: QPoint) -> None:
        self._menu(
            place,
            ("persona", "action.edit_persona", True, lambda: self.persona_edited.emit(record_id)),
            ("edit", "navigator.rename", True, lambda: self.rename(Persona, record_id)),
            ("duplicate", "persona.duplicate", True, lambda: self._duplicate_persona(record_id)),
            *self._moves(record_id),
            ("delete", "navigator.delete", True, lambda: self._delete_persona(record_id)),
        )

    def _moves(self, record_id: str) -> list[tuple[str, str, bool, Callable[[], None]]]:
        entries: list[tuple[str, str, bool, Callable[[], None]]] = []
        for name, step in (("up", -1), ("down", 1)):
            changes = outline.move(self.session.state, record_id, step)
            entries.append((f"chevron_{name}", f"navigator.{name}", bool(changes), self._mover(changes)))
        return entries

    def _mover(self, changes: list[Change]) -> Callable[[], None]:
        return lambda: self.context.run("set_field", changes, None, field="field.order")

    def _delete_persona(self, record_id: str) -> None:
        if record_id == self.persona_id:
            self._choose_persona(record_id)
        self.context.run("delete_persona", personas.delete(self.session.state, record_id))

    def _duplicate_persona(self, record_id: str) -> None:
        _, changes = personas.duplicate(self.session.state, record_id)
        self.context.run("duplicate_persona", changes)

    def _menu(self, place: QPoint, *entries: tuple[str, str, bool, Callable[[], None]]) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for sign, word, enabled, do in entries:
            action = menu.addAction(icon(sign), say(word))
            action.setEnabled(enabled)
            action.triggered.connect(lambda _checked=False, do=do: do())
        menu.popup(place)
        return menu

    # coverage

    def _show_coverage(self) -> None:
        state = self.session.state
        known, edition = catalogue.load(), queries.project(state).edition
        links: dict[str, int] = {}
        lacks: dict[str, int] = {}
        for link in {each.link_id: each for each in self._covered.links}.values():
            links[link.element_id] = links.get(link.element_id, 0) + 1
            if link.relation == "lacks":
                lacks[link.element_id] = lacks.get(link.element_id, 0) + 1
        rows: list[Row] = []
        for number, dimension in enumerate(known.dimensions(edition), 1):
            total = sum(links.get(each.id, 0) for each in dimension.elements)
            title = f"{dimension.clause} {shown(dimension.short) or shown(dimension.title)}"
            rows.append(self._group_row(dimension.id, title, shown(dimension.title), dimension_icon(number), total))
            if dimension.id in self._opened:
                rows += [
                    self._element_row(each.id, row_title(each), shown(each.prompt), number, links, lacks)
                    for each in dimension.elements
                ]
        principles = known.principles()
        total = sum(links.get(each.id, 0) for each in principles)
        sign = icon("model_element", theme().ink_2)
        rows.append(self._group_row(PRINCIPLES, say("model_principles"), "", sign, total))
        if PRINCIPLES in self._opened:
            rows += [
                self._element_row(each.id, row_title(each), shown(each.summary), 0, links, lacks) for each in principles
            ]
        self.lists["coverage"].show_rows(rows)
        section = self.sections["coverage"]
        title = shown(known.edition(edition).title)
        if section.fold is not None:
            standard = re.match(r"[A-Z/]+ \d+", title)
            short = f" · {standard[0]}" if standard else ""
            section.fold.setText(f"{heading_text(say('navigator.coverage'))}{short}")
            section.fold.setToolTip(title)

    def _group_row(self, row_id: str, title: str, full: str, sign: object, total: int) -> Row:
        spoken = say("navigator.dimension", title=full or title, links=say("navigator.links", n=total))
        return Row(row_id, title, sign, str(total), spoken, spoken)  # type: ignore[arg-type]

    def _element_row(
        self, row_id: str, title: str, prompt: str, number: int, links: dict[str, int], lacks: dict[str, int]
    ) -> Row:
        count = links.get(row_id, 0)
        told = say("navigator.links", n=count) if count else say("navigator.untouched")
        if lacks.get(row_id):
            told = f"{told}, {say('navigator.lacks', n=lacks[row_id])}"
        relation = "would_serve" if not count else "lacks" if lacks.get(row_id) == count else "shows"
        sign = dimension_icon(number, relation) if number else icon("model_element", theme().ink_2)
        role = "ink" if count else "ink_2"
        return Row(
            row_id,
            title,
            sign,
            str(count) if count else "–",
            f"{title}, {told}",
            "\n".join((told, prompt)),
            1,
            False,
            role,
        )

    def _carried(self, row_id: str) -> Parcel | None:
        """An element or principle that is dragged onto the map or into the table."""
        row = catalogue.load().find(row_id)
        if row is None or any(each.id == row_id for each in catalogue.load().dimension_rows):
            return None
        return Parcel("element", row_id, row_title(row), row_icon(row_id))

    def _choose_row(self, row_id: str) -> None:
        if row_id == PRINCIPLES or any(each.id == row_id for each in catalogue.load().dimension_rows):
            self._opened ^= {row_id}
            self._show_coverage()
        else:
            self.element_chosen.emit(row_id)

    # findings

    def _show_subjects(self, record_ids: list[str]) -> None:
        """Go to what a finding is about; one about a persona shows the map as she meets it."""
        state = self.session.state
        persona = next((each for each in record_ids if state.get(Persona, each) is not None), None)
        if persona is not None and persona != self.persona_id:
            self._choose_persona(persona)
        self.subjects_chosen.emit(on_map(state, record_ids))
