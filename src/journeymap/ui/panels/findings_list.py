"""Findings in the navigator: the worst first, those of one kind folded into one row, each with its advice, what can be done about
it, and the way to set it aside with a reason; at the end those that were set aside.

Shows what it is given and changes the project by one step at a time; working findings out is the navigator's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QMenu

from journeymap import catalogue
from journeymap.analysis.finding import Finding
from journeymap.analysis.finding_words import finding_words, record_name
from journeymap.analysis.findings import Findings
from journeymap.edit import annotations as notes
from journeymap.edit import fixes
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Connection, Lane, ModelLink, Opportunity, Stage, Touchpoint
from journeymap.model.text import LocalText
from journeymap.ui.icons import icon
from journeymap.ui.panels.bindings import Context
from journeymap.ui.panels.rows import Row, RowList
from journeymap.ui.theme import CAPTION, theme
from journeymap.ui.words import language, say, say_token

MOST_ALIKE = 20
"""So many findings of one kind are listed before somebody asks for more."""
ASIDE = "aside"
_SIGNS = {"problem": ("finding_problem", "problem"), "warning": ("finding_warning", "warning")}


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that can be opened: one finding, or several of one kind with each of them `inside`."""

    id: str
    findings: tuple[Finding, ...]
    inside: tuple[Entry, ...] = ()

    @property
    def first(self) -> Finding:
        return self.findings[0]

    @property
    def subject_ids(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each for finding in self.findings for each in finding.subject_ids))


def entries(found: Iterable[Finding], prefix: str = "") -> list[Entry]:
    """Findings in their order, those of one kind together. One about records that each stand for themselves holds one
    for every record.
    """
    kinds: dict[str, list[Finding]] = {}
    for finding in found:
        kinds.setdefault(finding.key, []).append(finding)
    result = []
    for key, alike in kinds.items():
        if alike[0].group:
            for number, finding in enumerate(alike):
                ones = [
                    replace(finding, subject_ids=(each,), values={**finding.values, "n": 1})
                    for each in finding.subject_ids
                ]
                result.append(_entry(f"{prefix}{key}/{number}", (finding,), ones, prefix))
        else:
            result.append(_entry(f"{prefix}{key}", tuple(alike), alike, prefix))
    return result


def _entry(entry_id: str, findings: tuple[Finding, ...], ones: Sequence[Finding], prefix: str) -> Entry:
    single = [Entry(f"{prefix}{each.key}:{' '.join(each.subject_ids)}", (each,)) for each in ones]
    return single[0] if len(single) == 1 else Entry(entry_id, findings, tuple(single))


def on_map(state: State, record_ids: Iterable[str]) -> list[str]:
    """Where records are to be seen on the map: themselves, or the touchpoints they are noted at."""
    found: dict[str, None] = {}
    for record_id in record_ids:
        found.update(dict.fromkeys(_places(state, record_id)))
    return list(found)


def _places(state: State, record_id: str) -> Iterable[str]:
    record = state.find(record_id)
    match record:
        case Touchpoint() | Connection() | Stage() | Lane():
            return (record_id,)
        case Opportunity():
            return record.touchpoint_ids
        case ModelLink():
            return _places(state, record.subject_id) if record.subject_id != record_id else ()
    touchpoint_id = getattr(record, "touchpoint_id", None)
    return (touchpoint_id,) if touchpoint_id else ()


class FindingsList(RowList):
    """The findings of a journey. A row that is chosen opens and tells what it is about.

    `opened` holds the ids of open rows and outlives the list, which is made anew when the language changes.
    """

    subjects_chosen = Signal(object)

    def __init__(self, name: str, context: Context, opened: set[str]) -> None:
        super().__init__(name)
        self._context, self._opened = context, opened
        self._journey_id = ""
        self._found = Findings((), ())
        self._titles: Mapping[str, LocalText] = {}
        self._shown: dict[str, Entry] = {}
        self._most: dict[str, int] = {}
        self.chosen.connect(self._choose)
        self.asked_menu.connect(self._menu)

    def show_findings(self, journey_id: str, found: Findings) -> None:
        """Show the findings of a journey. What is open stays open."""
        self._titles = catalogue.load().titles(queries.project(self._context.state).edition)
        self._journey_id, self._found = journey_id, found
        self._refresh()

    def show_failure(self) -> None:
        """Say that findings could not be worked out."""
        self.show_rows([Row("failed", say("navigator.findings_failed"), _sign("warning"), max_lines=4)])

    def _refresh(self) -> None:
        self._shown.clear()
        rows: list[Row] = []
        for severity, found in groupby(self._found.open, key=lambda each: each.severity):
            alike = list(found)
            name = say(f"severity.{severity}")
            rows.append(
                Row(f"severity.{severity}", name, None, str(len(alike)), role="ink_2", size=CAPTION, is_heading=True)
            )
            for entry in entries(alike):
                rows += self._rows_of(entry, 0)
        if not self._found.open:
            rows.append(Row("well", say("navigator.all_well"), icon("finding_ok", theme().good)))
        if self._found.dismissed:
            rows += self._rows_aside()
        self.show_rows(rows)

    # rows

    def _rows_of(self, entry: Entry, indent: int) -> Iterator[Row]:
        self._shown[entry.id] = entry
        is_open = entry.id in self._opened
        text, advice = self._words(entry)
        severity = say(f"severity.{entry.first.severity}")
        sign = _sign(entry.first.severity) if not indent else None
        count = str(len(entry.inside)) if entry.inside else ""
        spoken = ", ".join(filter(None, (f"{severity}: {text}", count, _spoken_fold(is_open))))
        yield Row(
            entry.id,
            text,
            sign,
            count,
            spoken,
            f"{text}\n{advice}",
            indent,
            max_lines=12 if is_open else 4,
            fold=is_open,
        )
        if not is_open:
            return
        if not indent:
            yield _caption(f"advice|{entry.id}", advice, indent + 1)
        yield from self._actions(entry, indent + 1)
        most = self._most.get(entry.id, MOST_ALIKE)
        for each in entry.inside[:most]:
            yield from self._rows_of(each, indent + 1)
        if len(entry.inside) > most:
            more = say("navigator.more", n=len(entry.inside) - most)
            yield Row(f"more|{entry.id}", more, icon("more", theme().ink_2), indent=indent + 1, role="ink_2")

    def _actions(self, entry: Entry, indent: int) -> Iterator[Row]:
        text = self._words(entry)[0]
        choices = self._choices(entry)
        if choices:
            doing = say(f"fix.{entry.first.fix}")
            if len(choices) > 1:
                doing = say("fix.choose", fix=doing)
            elif choices != fixes.NO_CHOICE:
                doing = say("fix.with", fix=doing, name=record_name(self._context.state, choices[0], language()))
            yield _action(f"fix|{entry.id}", doing, "fix", text, indent)
        key = "navigator.dismiss_all" if entry.inside else "navigator.dismiss"
        yield _action(f"dismiss|{entry.id}", say(key), "check", text, indent)

    def _rows_aside(self) -> Iterator[Row]:
        """What was set aside, with the reasons; folded at first."""
        is_open = ASIDE in self._opened
        title, count = say("navigator.aside"), str(len(self._found.dismissed))
        spoken = ", ".join((title, count, _spoken_fold(is_open)))
        yield Row(ASIDE, title, icon("check", theme().ink_2), count, spoken, role="ink_2", fold=is_open)
        for number, finding in enumerate(self._found.dismissed if is_open else ()):
            entry = Entry(f"{ASIDE}/{number}/{finding.key}", (finding,))
            self._shown[entry.id] = entry
            text = self._words(entry)[0]
            told = notes.dismissals(
                self._context.state, self._journey_id, finding.key, finding.subject_ids, group=finding.group
            )
            reason = say(
                "navigator.because", reason=" · ".join(dict.fromkeys(each.reason for each in told if each.reason))
            )
            opened = entry.id in self._opened
            spoken = ", ".join((text, reason, _spoken_fold(opened)))
            yield Row(
                entry.id, text, None, "", spoken, text, 1, role="ink_2", max_lines=12 if opened else 3, fold=opened
            )
            yield _caption(f"reason|{entry.id}", reason, 1)
            if opened:
                yield _action(f"again|{entry.id}", say("navigator.take_up_again"), "undo", text, 2)

    def _words(self, entry: Entry) -> tuple[str, str]:
        text, advice = finding_words(self._context.state, entry.first, language(), self._titles)
        return (say(f"finding.{entry.first.key}.several") if len(entry.findings) > 1 else text), advice

    # doing

    def _choices(self, entry: Entry) -> tuple[str, ...]:
        """What can be chosen to put an entry right; of several findings only what needs no choice is done at once."""
        found = {fixes.choices(self._context.state, each) for each in entry.findings}
        if len(entry.findings) > 1 and found != {fixes.NO_CHOICE}:
            return ()
        return found.pop()

    def _choose(self, row_id: str) -> None:
        what, _, entry_id = row_id.rpartition("|")
        entry = self._shown.get(entry_id)
        if row_id == ASIDE:
            self.turn(row_id)
        elif entry is None:
            return
        elif what == "fix":
            self.fix(entry)
        elif what == "dismiss":
            self.dismiss(entry)
        elif what == "again":
            self.take_up_again(entry)
        elif what == "more":
            self._most[entry_id] = self._most.get(entry_id, MOST_ALIKE) + 2 * MOST_ALIKE
            self._refresh()
        else:
            self.turn(entry_id)
            self.subjects_chosen.emit(list(entry.subject_ids))

    def turn(self, row_id: str) -> None:
        """Open a row, or close it."""
        self._opened ^= {row_id}
        self._refresh()

    def fix(self, entry: Entry) -> None:
        """Put a finding right, by one step that can be undone; where there is a choice, a menu asks for it."""
        choices = self._choices(entry)
        if len(choices) == 1:
            self._mend(entry, choices[0])
        elif choices:
            self._open_menu(self._place_under(f"fix|{entry.id}"), self._choice_actions(entry, choices))

    def _mend(self, entry: Entry, choice: str) -> None:
        state = self._context.state
        changes = [change for each in entry.findings for change in fixes.changes(state, each, choice)]
        if changes:
            self._context.run(f"fix_{entry.first.fix}", changes)

    def dismiss(self, entry: Entry) -> None:
        """Ask in place why a finding is no problem here, and set it aside with the reason."""
        row_id = f"dismiss|{entry.id}"
        if row_id not in self.buttons:
            self.turn(entry.id)
        journey_id = self._journey_id

        def take(reason: str) -> None:
            if reason:
                changes = [
                    change
                    for each in entry.findings
                    for change in notes.dismiss_finding(journey_id, each.key, each.subject_ids, reason)
                ]
                self._context.run("dismiss_finding", changes)

        self.ask(row_id, "", say("navigator.dismiss_why"), take)

    def take_up_again(self, entry: Entry) -> None:
        """Let a finding that was set aside stand again."""
        finding = entry.first
        changes = notes.restore_finding(
            self._context.state, self._journey_id, finding.key, finding.subject_ids, group=finding.group
        )
        self._opened.discard(entry.id)
        self._context.run("restore_finding", changes)

    # menus

    def _menu(self, row_id: str, place: QPoint) -> None:
        entry = self._shown.get(row_id.rpartition("|")[2])
        if entry is None:
            return
        if entry.id.startswith(f"{ASIDE}/"):
            wanted = [("undo", say("navigator.take_up_again"), partial(self.take_up_again, entry))]
        else:
            key = "navigator.dismiss_all" if entry.inside else "navigator.dismiss"
            wanted = [("check", say(key), partial(self.dismiss, entry))]
            choices = self._choices(entry)
            if len(choices) == 1:
                wanted.insert(0, ("fix", say(f"fix.{entry.first.fix}"), partial(self._mend, entry, choices[0])))
        self._open_menu(place, wanted)

    def _choice_actions(self, entry: Entry, choices: Sequence[str]) -> list[tuple[str, str, partial[None]]]:
        tokens = fixes.FIXES[entry.first.fix or ""].tokens
        state = self._context.state
        names = [say_token(tokens, each) if tokens else record_name(state, each, language()) for each in choices]
        return [("", name, partial(self._mend, entry, each)) for name, each in zip(names, choices, strict=True)]

    def _open_menu(self, place: QPoint, wanted: Sequence[tuple[str, str, partial[None]]]) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for sign, name, do in wanted:
            # A menu takes & for the mark of a key.
            action = menu.addAction(icon(sign) if sign else QIcon(), name.replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, do=do: do())
        menu.popup(place)

    def _place_under(self, row_id: str) -> QPoint:
        button = self.buttons.get(row_id)
        return button.mapToGlobal(QPoint(0, button.height())) if button is not None else self.mapToGlobal(QPoint())

    # Qt's methods

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is not self.line:
            row_id = next((each for each, button in self.buttons.items() if button is watched), "")
            wants_open = {Qt.Key.Key_Right: True, Qt.Key.Key_Left: False}.get(Qt.Key(event.key()))
            if wants_open is not None and (row_id in self._shown or row_id == ASIDE):
                if wants_open != (row_id in self._opened):
                    self.turn(row_id)
                return True
        return super().eventFilter(watched, event)


def _sign(severity: str) -> QIcon:
    name, role = _SIGNS.get(severity, ("finding_note", "ink_2"))
    return icon(name, getattr(theme(), role))


def _spoken_fold(is_open: bool) -> str:
    return say("navigator.opened" if is_open else "navigator.closed")


def _caption(row_id: str, text: str, indent: int) -> Row:
    return Row(row_id, text, None, indent=indent, role="ink_2", size=CAPTION, max_lines=6, is_heading=True)


def _action(row_id: str, text: str, sign: str, about: str, indent: int) -> Row:
    return Row(row_id, text, icon(sign, theme().accent), "", f"{text}: {about}", "", indent, role="accent")
