"""Annotations as cards: text to be edited in place, one line that sums up the rest, and the rest when the card is opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from journeymap.edit import fields, outline, rows
from journeymap.labels import amounts
from journeymap.model.changes import Change
from journeymap.model.document import State
from journeymap.model.records import DataPoint, Evidence, Expectation, Indicator, Opportunity, PainPoint, Record
from journeymap.ui.announcing import announce
from journeymap.ui.carrying import Carry, Modifiers, Parcel
from journeymap.ui.icons import icon
from journeymap.ui.panels import forms
from journeymap.ui.panels.bindings import Binding, Context, Subject
from journeymap.ui.panels.choices import EvidenceButton, short
from journeymap.ui.panels.model_links import LinksField
from journeymap.ui.panels.sections import FieldGrid, card, tiny_button
from journeymap.ui.panels.texts import TextField
from journeymap.ui.theme import theme
from journeymap.ui.words import say, say_token, shown

Parts = list[tuple[str, str]]
"""Pieces of a caption, each with the role of its colour ('' for the second ink)."""


@dataclass(frozen=True, slots=True)
class CardKind:
    """How the records of one kind look as cards."""

    kind: str
    text_field: str
    form: forms.Form
    caption: Callable[[Any], Parts]
    rows: Callable[[State, str], Sequence[Record]]
    has_evidence: bool = True
    has_links: bool = False
    is_ordered: bool = True
    is_carried: bool = True
    """Whether a card can be dragged to another place and to another touchpoint."""


def expectation_caption(record: Expectation) -> Parts:
    parts: Parts = []
    if record.kano is not None:
        parts.append((say_token("kano", record.kano), ""))
    if record.kind != "expectation":
        parts.append((say_token("expectation_kind", record.kind), ""))
    if record.expected is not None and record.perceived is not None:
        parts.append((say("card.perceived", perceived=record.perceived, expected=record.expected), ""))
        gap = record.perceived - record.expected
        parts.append((say("card.gap", gap=amounts.signed(gap)), "pain_point" if gap < 0 else ""))
    return parts


def pain_point_caption(record: PainPoint) -> Parts:
    parts: Parts = []
    if record.severity is not None:
        role = "pain_point" if record.severity >= 4 else ""
        parts.append((say("card.severity", value=say("inspector.of_five", value=record.severity)), role))
    if record.frequency is not None:
        parts.append((say("card.hits", share=amounts.share(record.frequency)), ""))
    if record.harm:
        parts.append((say("card.harm"), "problem"))
    return parts


def opportunity_caption(record: Opportunity) -> Parts:
    parts: Parts = [(say_token("opportunity_kind", record.kind), "surprise" if record.kind == "surprise" else "")]
    parts += [
        (say(f"card.{name}", value=value), "") for name in ("impact", "effort") if (value := getattr(record, name))
    ]
    parts.append((say_token("status", record.status), ""))
    if record.owner:
        parts.append((record.owner, ""))
    if record.due:
        parts.append((say("card.due", date=record.due), ""))
    return parts


def data_point_caption(record: DataPoint) -> Parts:
    return [
        *([(say("field.personal"), "")] if record.personal else []),
        *([(shown(record.purpose), "")] if record.purpose else []),
    ]


def indicator_caption(record: Indicator) -> Parts:
    values = [record.baseline, record.actual, record.target]
    figures = [f"{amounts.number(value, 2)} {record.unit}".strip() for value in values if value is not None]
    return [(say_token("indicator_kind", record.kind), ""), *([(" → ".join(figures), "")] if figures else [])]


def evidence_caption(record: Evidence) -> Parts:
    parts: Parts = [(say_token("evidence_kind", record.kind), "")]
    parts += [(part, "") for part in (record.source, record.date or "") if part]
    if record.sample is not None:
        parts.append((say("card.sample", n=amounts.number(record.sample)), ""))
    return parts


class AnnotationCard(QWidget):
    """One record as a card."""

    def __init__(self, context: Context, record_id: str, kind: CardKind, owner: Subject) -> None:
        super().__init__()
        self.record_id = record_id
        self._owner = owner
        self._context, self._kind = context, kind
        self._subject = Subject((record_id,))
        self._fields: list[Any] = []
        self._details: QWidget | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._frame: QFrame = card(self._look())
        outer.addWidget(self._frame)
        self._column = QVBoxLayout(self._frame)
        self._column.setContentsMargins(7, 6, 5, 7)
        self._column.setSpacing(2)
        top = QHBoxLayout()
        top.setSpacing(2)
        binding = Binding(context, self._subject, kind.text_field)
        self.text = TextField(binding, say(f"card.placeholder.{kind.kind}"), "quiet")
        self.text.edit.setAccessibleName(say(f"record.{kind.kind}") if kind.kind in _NAMED else binding.label)
        self.opener = tiny_button("chevron_right", "", 14)
        self.opener.clicked.connect(lambda _checked=False: self.open(self._details is None or self._details.isHidden()))
        self.text.edit.installEventFilter(self)
        if kind.is_carried:
            self.handle = tiny_button("drag", say("card.drag"), 14)
            self.handle.setCursor(Qt.CursorShape.OpenHandCursor)
            self.carry = Carry(self.handle, self._parcel)
            top.addWidget(self.handle, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.text, 1)
        top.addWidget(self.opener, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(top)
        self.caption = QLabel()
        self.caption.setProperty("look", "caption")
        self.caption.setTextFormat(Qt.TextFormat.RichText)
        self.caption.setWordWrap(True)
        self.caption.setCursor(Qt.CursorShape.PointingHandCursor)
        inset = QHBoxLayout()
        inset.setContentsMargins(4, 0, 6, 0)
        inset.addWidget(self.caption)
        self._column.addLayout(inset)
        if record_id in context.unfolded:
            self.open()
        self.refresh()

    def _record(self) -> Record | None:
        return self._context.state.find(self.record_id)

    def _look(self) -> str:
        record = self._record()
        return "surprise" if isinstance(record, Opportunity) and record.kind == "surprise" else "card"

    def open(self, opened: bool = True) -> None:
        """Show or hide the details."""
        if opened and self._details is None:
            self._details = self._build_details()
            self._column.addWidget(self._details)
        if self._details is not None:
            self._details.setVisible(opened)
        (self._context.unfolded.add if opened else self._context.unfolded.discard)(self.record_id)
        self.opener.setIcon(icon("chevron_down" if opened else "chevron_right", theme().ink_2))

    def _build_details(self) -> QWidget:
        details = QWidget()
        column = QVBoxLayout(details)
        column.setContentsMargins(4, 6, 4, 0)
        column.setSpacing(6)
        grid = FieldGrid()
        self._fields = forms.fill(self._context, grid, self._subject, self._kind.form)
        column.addWidget(grid)
        if self._kind.has_links:
            links = LinksField(self._context, self._subject)
            self._fields.append(links)
            column.addWidget(links)
        row = QHBoxLayout()
        row.setSpacing(2)
        if self._kind.has_evidence:
            evidence = EvidenceButton(Binding(self._context, self._subject, "evidence_ids"))
            self._fields.append(evidence)
            row.addWidget(evidence)
        row.addStretch(1)
        for name, step in (("up", -1), ("down", 1)):
            if self._kind.is_ordered:
                button = tiny_button(f"chevron_{name}", say(f"card.{name}"))
                button.clicked.connect(lambda _checked=False, step=step: self.move_by(step))
                row.addWidget(button)
        delete = tiny_button("delete", say("card.delete"))
        delete.clicked.connect(lambda _checked=False: self._delete())
        row.addWidget(delete)
        column.addLayout(row)
        return details

    def _parcel(self) -> Parcel | None:
        """The annotation, as it is dragged to another place or touchpoint."""
        record = self._record()
        if record is None:
            return None
        sign = icon(self._kind.kind if self._kind.kind in _SIGNED else "drag", theme().ink_2)
        text = short(shown(getattr(record, self._kind.text_field)), 40) or say(f"record.{self._kind.kind}")
        return Parcel("annotation", self.record_id, text, sign, self._owner.first)

    def move_by(self, step: int) -> None:
        """Put the card one place up or down; the focus stays, and where it stands now is said."""
        state = self._context.state
        changes = (
            rows.place_by(state, self.record_id, self._owner.first, step)
            if self._kind.is_carried
            else outline.move(state, self.record_id, step)
        )
        if changes:
            self._context.run("set_field", changes, None, field="field.order")
            ids = [each.id for each in self._kind.rows(self._context.state, self._owner.first)]
            announce(self, say("card.moved", place=ids.index(self.record_id) + 1, n=len(ids)))

    def _delete(self) -> None:
        self._context.run("delete_annotation", fields.delete([self.record_id]))

    def refresh(self) -> None:
        record = self._record()
        if record is None:
            return
        self.text.refresh()
        for field in self._fields:
            field.refresh()
        look = self._look()
        if self._frame.property("look") != look:
            self._frame.setProperty("look", look)
            self._frame.style().unpolish(self._frame)
            self._frame.style().polish(self._frame)
        parts = self._kind.caption(record)
        told = parts or [(say("card.no_details"), "")]
        self.caption.setText(" · ".join(_coloured(text, role) for text, role in told))
        own = short(shown(getattr(record, self._kind.text_field)), 40)
        self.opener.setAccessibleName(say("card.more", text=own))
        self.opener.setToolTip(say("card.more", text=own))

    # Qt's methods

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._moves_by(event):
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._moves_by(event):
            super().keyPressEvent(event)

    def _moves_by(self, event: QKeyEvent) -> bool:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if not step or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != Qt.KeyboardModifier.AltModifier:
            return False
        self.move_by(step)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.caption.geometry().contains(self._frame.mapFrom(self, event.position().toPoint())):
            self.opener.click()
        super().mousePressEvent(event)


_NAMED = ("expectation", "pain_point", "opportunity", "evidence")
_SIGNED = ("expectation", "pain_point", "evidence")


def _coloured(text: str, role: str) -> str:
    # A part of the caption stays together; lines break between parts.
    kept = escape(text).replace(" ", "&nbsp;") if len(text) < 24 else escape(text)
    return f'<span style="color:{getattr(theme(), role)}; font-weight:bold">{kept}</span>' if role else kept


class CardList(QWidget):
    """The cards of one subject and kind, in their order, from the first `refresh` on; that is for when it has its place."""

    counted = Signal(str)
    """How many cards there are, '' for none."""

    def __init__(self, context: Context, subject: Subject, kind: CardKind) -> None:
        super().__init__()
        self._context, self._subject, self._kind = context, subject, kind
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.cards: dict[str, AnnotationCard] = {}
        self.drop_place = self if kind.is_carried else None
        self._line: QFrame | None = None

    # where a card that is dragged goes

    def _place_at(self, spot: QPoint) -> int:
        """Before which card something at a place of the screen would stand."""
        y = self.mapFromGlobal(spot).y()
        return sum(each.geometry().center().y() < y for each in self._in_order())

    def _in_order(self) -> list[AnnotationCard]:
        found = (self._column.itemAt(place) for place in range(self._column.count()))
        widgets = (each.widget() for each in found if each is not None)
        return [each for each in widgets if isinstance(each, AnnotationCard)]

    def _wish(self, parcel: Parcel, spot: QPoint) -> list[Change]:
        if parcel.id not in self.cards:
            return []
        place = self._place_at(spot)
        ids = [each.record_id for each in self._in_order()]
        place -= ids.index(parcel.id) < place
        return rows.place_at(self._context.state, parcel.id, self._subject.first, place)

    def offer(self, parcel: Parcel, spot: QPoint, _modifiers: Modifiers) -> str:
        """Show a line where the card would stand."""
        self.withdraw()
        if not self._wish(parcel, spot):
            return ""
        place, found = self._place_at(spot), self._in_order()
        y = found[place].y() - 4 if place < len(found) else found[-1].geometry().bottom() + 2
        self._line = QFrame(self)
        self._line.setStyleSheet(f"background: {theme().accent}; border-radius: 1px;")
        self._line.setGeometry(2, max(y, 0), self.width() - 4, 3)
        self._line.show()
        return say("carry.order", what=parcel.text)

    def take(self, parcel: Parcel, spot: QPoint, _modifiers: Modifiers) -> None:
        """Put the card there."""
        self._context.run("set_field", self._wish(parcel, spot), None, field="field.order")

    def withdraw(self) -> None:
        """Show no line."""
        if self._line is not None:
            self._line.hide()
            self._line.deleteLater()
            self._line = None

    def refresh(self) -> None:
        wanted = [each.id for each in self._kind.rows(self._context.state, self._subject.first)]
        for record_id in [each for each in self.cards if each not in wanted]:
            gone = self.cards.pop(record_id)
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for place, record_id in enumerate(wanted):
            found = self.cards.get(record_id)
            if found is None:
                found = self.cards[record_id] = AnnotationCard(self._context, record_id, self._kind, self._subject)
                self._column.insertWidget(place, found)
                found.show()
            else:
                found.refresh()
                if self._column.indexOf(found) != place:
                    focused = found.window().focusWidget() if found.isAncestorOf(found.window().focusWidget()) else None
                    self._column.removeWidget(found)
                    self._column.insertWidget(place, found)
                    if focused is not None:
                        focused.setFocus()
        self.setVisible(bool(wanted))
        self.counted.emit(amounts.number(len(wanted)) if wanted else "")
