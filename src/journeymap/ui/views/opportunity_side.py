"""The right column of the Opportunities view: one opportunity with what it answers, serves, promises and what was decided."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from journeymap import catalogue
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Decision, Expectation, PainPoint
from journeymap.ui.canvas.card_face import dimension_number
from journeymap.ui.icons import face_icon, icon
from journeymap.ui.theme import theme
from journeymap.ui.views.model_signs import SignWidget
from journeymap.ui.views.opportunity_rows import OpportunityRow, kind_icon, kind_tint
from journeymap.ui.views.parts import Card, Panel, heading, icon_label
from journeymap.ui.widgets import button, label
from journeymap.ui.words import say, say_token, shown


class OpportunitySide(Panel):
    """Shows one opportunity; the feeling after it is set here."""

    jump = Signal(str)
    emotion_wanted = Signal(str, object)
    decision_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(say("opps.panel"))

    def show_row(self, state: State, row: OpportunityRow | None) -> None:
        """Show another opportunity, or what will be here."""
        if row is None:
            self.fill([label(say("opps.panel"), "title"), label(say("opps.choose"), "second", wrap=True)])
            return
        opportunity = row.opportunity
        head = QWidget()
        line = QHBoxLayout(head)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        sign = icon_label(kind_icon(opportunity.kind), kind_tint(opportunity.kind), 20)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label(row.text, "title", wrap=True), 1)
        facts = [row.kind]
        if opportunity.level is not None:
            facts.append(say("opps.level", n=opportunity.level))
        facts.append(say_token("status", opportunity.status))
        widgets: list[QWidget] = [head, label(" · ".join(facts), "second", wrap=True)]
        widgets += [heading(say("opps.at")), *self._touchpoints(row)]
        widgets += [heading(say("opps.answers")), *_answers(state, row)]
        widgets += [heading(say("opps.impact_effort")), label(row.place)]
        widgets += [heading(say("opps.emotion_after")), self._faces(row)]
        if row.cracks:
            widgets.append(heading(say("opps.blocked"), "foundation"))
            for sentence in row.blocks():
                widgets.append(Card(sentence, tone="notice", sign=icon_label("finding_warning", theme().warning)))
        widgets += [heading(say("opps.serves")), *_serves(state, row)]
        owner = opportunity.owner or say("opps.nobody")
        widgets += [
            heading(say("opps.owner_due")),
            label(f"{owner} · {opportunity.due or say('opps.no_date')}", wrap=True),
        ]
        votes = say("opps.votes_from", n=row.votes, rounds=row.rounds) if row.votes else say("opps.no_votes")
        widgets += [heading(say("opps.votes"), "votes"), label(votes)]
        widgets.append(heading(say("opps.decided")))
        for decision in (each for each in state.all(Decision) if each.opportunity_id == row.id):
            facts = [each for each in (decision.decided_on, decision.owner, decision.due) if each]
            widgets.append(Card(shown(decision.what), " · ".join(facts)))
        widgets.append(button(say("opps.decide"), "link", lambda: self.decision_wanted.emit(row.id)))
        self.fill(widgets)

    def _touchpoints(self, row: OpportunityRow) -> list[QWidget]:
        if not row.touchpoints:
            return [label(say("opps.at_none"), "caption", wrap=True)]
        cards: list[QWidget] = []
        for touchpoint in row.touchpoints:
            card = Card(shown(touchpoint.title) or say("touchpoint.untitled"))
            card.setToolTip(say("model.show_on_map"))
            card.pressed.connect(lambda touchpoint_id=touchpoint.id: self.jump.emit(touchpoint_id))
            cards.append(card)
        return cards

    def _faces(self, row: OpportunityRow) -> QWidget:
        """Five faces and 'not known': how people feel once the opportunity is real."""
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        group = QButtonGroup(box)
        for value in (-2, -1, 0, 1, 2, None):
            each = QToolButton()
            each.setProperty("look", "flat")
            each.setCheckable(True)
            each.setChecked(value == row.opportunity.emotion_after)
            words = say("opps.emotion_clear") if value is None else say(f"emotion.{value}")
            each.setAccessibleName(f"{say('opps.emotion_after')}: {words}")
            each.setToolTip(words)
            each.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            if value is None:
                each.setText("–")
            else:
                each.setIcon(icon(face_icon(value), theme().emotion(value)))
                each.setIconSize(QSize(20, 20))
            each.clicked.connect(lambda _checked=False, value=value: self.emotion_wanted.emit(row.id, value))
            group.addButton(each)
            line.addWidget(each)
        line.addStretch(1)
        return box


def _answers(state: State, row: OpportunityRow) -> list[QWidget]:
    widgets: list[QWidget] = []
    for record_id in row.opportunity.answers_ids:
        record = state.get(PainPoint, record_id)
        if record is not None:
            severity = f" ({record.severity})" if record.severity else ""
            sign = icon_label("pain_point", theme().pain_point)
            widgets.append(Card(f"{shown(record.text)}{severity}", sign=sign))
            continue
        expectation = state.get(Expectation, record_id)
        if expectation is not None:
            sign = icon_label("expectation", theme().expectation)
            widgets.append(Card(shown(expectation.text), say_token("kano", expectation.kano), sign=sign))
    return widgets or [label(say("opps.answers_none"), "caption", wrap=True)]


def _serves(state: State, row: OpportunityRow) -> list[QWidget]:
    widgets: list[QWidget] = []
    for link in queries.model_links(state, row.id):
        found = catalogue.load().find(link.element_id)
        if found is None:
            continue
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(SignWidget(dimension_number(link.element_id) or 0, link.relation))
        layout.addWidget(label(f"{found.clause} {shown(found.short or found.title)}", wrap=True), 1)
        widgets.append(line)
    return widgets or [label(say("opps.serves_none"), "caption", wrap=True)]
