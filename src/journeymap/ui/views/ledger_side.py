"""Beside the ledger: what rests on a piece of evidence, and what of the selected touchpoint could."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from journeymap.analysis.finding_words import title_of
from journeymap.analysis.ground import Ground
from journeymap.analysis.ledger import Entry, Use, share_of_evidence, values_given
from journeymap.labels import amounts, say_token
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import (
    Connection,
    Evidence,
    Expectation,
    Journey,
    Opportunity,
    PainPoint,
    Persona,
    Record,
    Touchpoint,
)
from journeymap.ui.panels.choices import short
from journeymap.ui.theme import theme
from journeymap.ui.views.parts import Card, FlowRow, Hint, Panel, chip, heading
from journeymap.ui.widgets import label
from journeymap.ui.words import language, say, shown

MOST_USES = 150


class GroundBar(QWidget):
    """How much is measured, observed and assumed, as one bar in three parts with a pattern each."""

    def __init__(self) -> None:
        super().__init__()
        self._ground = Ground()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_ground(self, ground: Ground) -> None:
        """Show what other statements rest on."""
        self._ground = ground
        self.setAccessibleName(ground_words(ground))
        self.setToolTip(ground_words(ground))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 10)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = max(self._ground.known, 1)
        x = 0.0
        for count, colour, pattern in (
            (self._ground.measured, t.good, Qt.BrushStyle.SolidPattern),
            (self._ground.observed, t.accent, Qt.BrushStyle.Dense3Pattern),
            (whole - self._ground.measured - self._ground.observed, t.line, Qt.BrushStyle.SolidPattern),
        ):
            width = self.width() * count / whole
            if width > 0:
                brush = painter.brush()
                brush.setColor(QColor(colour))
                brush.setStyle(pattern)
                painter.setBrush(brush)
                painter.drawRect(QRectF(x, 0, width, self.height()))
            x += width
        painter.end()


def ground_words(ground: Ground) -> str:
    """What statements rest on, in words."""
    share = share_of_evidence(ground)
    if share is None:
        return say("ledger.nothing_said")
    return say(
        "ledger.share", share=amounts.share(share), n=ground.known, measured=ground.measured, observed=ground.observed,
        assumed=ground.assumed,
    )  # fmt: skip


def use_words(state: State, use: Use) -> tuple[str, str]:
    """What rests on evidence, and where that is: (statement, place)."""
    record = state.find(use.record_id)
    if record is None:
        return say("finding.untitled"), ""
    kind = say_token("record", record.kind_name, language())
    if use.field:
        return say(f"field.{use.field}"), f"{kind} · {title_of(state, use.record_id, language())}"
    return title_of(state, use.record_id, language()), " · ".join([kind, *_places(state, record)])


def _places(state: State, record: Record) -> list[str]:
    ids: Sequence[str] = ()
    if isinstance(record, Expectation | PainPoint):
        ids = (record.touchpoint_id,)
    elif isinstance(record, Opportunity):
        ids = record.touchpoint_ids[:1]
    points = (state.get(Touchpoint, each) for each in ids)
    return [shown(each.title) or say("touchpoint.untitled") for each in points if each is not None]


def statements_of(state: State, record_ids: Sequence[str]) -> tuple[str, list[Use]]:
    """What of the first selected touchpoint, connection or persona could rest on evidence: its name and the statements."""
    for record_id in record_ids:
        record = state.find(record_id)
        if isinstance(record, Touchpoint | Connection) and state.is_live(record):
            found = [Use(record.id, name) for name in values_given(record)]
            noted = (
                *queries.expectations(state, record.id), *queries.pain_points(state, record.id),
                *queries.opportunities(state, record.id),
            )  # fmt: skip
            return title_of(state, record.id, language()), found + [Use(each.id) for each in noted]
        if isinstance(record, Persona) and state.is_live(record):
            return title_of(state, record.id, language()), [Use(record.id)]
    return "", []


class LedgerSide(Panel):
    """Shows one entry. `jump` asks for a record, `toggled` lets a statement rest on the evidence or no longer."""

    jump = Signal(str)
    toggled = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: object = None
        self.uses: list[Card] = []

    def show_entry(self, state: State, entry: Entry | None, selected_ids: Sequence[str]) -> None:
        """Show what rests on the current piece of evidence, and what of the selection can be put on it."""
        name, statements = statements_of(state, selected_ids)
        shown_now = (entry, name, tuple(statements), [use_words(state, each) for each in statements], language())
        uses = [use_words(state, each) for each in entry.uses] if entry is not None else []
        if self._shown == (shown_now, uses):
            return
        self._shown = (shown_now, uses)
        self.uses = []
        if entry is None:
            self.fill([Hint(say("ledger.choose"))])
            return
        parts: list[QWidget] = [label(evidence_name(entry.evidence), "title", wrap=True)]
        parts.append(heading(say("ledger.rests")))
        for use, (statement, place) in zip(entry.uses[:MOST_USES], uses, strict=False):
            row = Card(short(statement, 90), short(place, 90))
            row.pressed.connect(lambda use=use: self.jump.emit(use.record_id))
            self.uses.append(row)
            parts.append(row)
        if len(entry.uses) > MOST_USES:
            parts.append(label(say("remarks.more", n=len(entry.uses) - MOST_USES), "caption"))
        if not entry.uses:
            parts.append(label(say("ledger.nothing_rests"), "second", wrap=True))
        parts.append(heading(say("ledger.attach")))
        if not statements:
            parts.append(label(say("ledger.select_first"), "second", wrap=True))
        else:
            parts.append(label(say("ledger.attach_to", name=name), "second", wrap=True))
            parts.append(FlowRow([self._switch(state, each, entry) for each in statements]))
        self.fill(parts)

    def _switch(self, state: State, use: Use, entry: Entry) -> QWidget:
        statement, _ = use_words(state, use)
        result = chip(short(statement, 34))
        result.setChecked(use in entry.uses)
        result.setToolTip(statement)
        result.setAccessibleName(say("ledger.let_rest", what=statement))
        result.toggled.connect(lambda _on: self.toggled.emit(use))
        return result


def evidence_name(evidence: Evidence) -> str:
    return shown(evidence.title) or say("evidence.untitled")


def journey_card(journey: Journey, ground: Ground, *, current: bool) -> Card:
    """A journey with how much of it is evidence."""
    share = share_of_evidence(ground)
    card = Card(
        short(shown(journey.title) or say("navigator.untitled_journey"), 60), tone="accent" if current else "",
        end=amounts.share(share) if share is not None else "–",
    )  # fmt: skip
    card.setAccessibleName(f"{shown(journey.title)}: {ground_words(ground)}")
    card.setToolTip(ground_words(ground))
    return card
