"""The pages of the inspector: one for each kind of thing that can be selected. A page shows, edits and refreshes in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from journeymap.edit import annotations as notes
from journeymap.edit import evidence, outline
from journeymap.labels import amounts
from journeymap.model import queries
from journeymap.model.changes import Change
from journeymap.model.document import State
from journeymap.model.records import (
    Connection,
    DataPoint,
    Evidence,
    Indicator,
    Journey,
    Lane,
    Persona,
    Record,
    Stage,
    Touchpoint,
)
from journeymap.ui.icons import icon
from journeymap.ui.panels import cards, forms
from journeymap.ui.panels.bindings import Binding, Context, Subject
from journeymap.ui.panels.cards import AnnotationCard, CardKind, CardList
from journeymap.ui.panels.choices import EvidenceButton, LevelField, open_below, short
from journeymap.ui.panels.layouts import FlowLayout
from journeymap.ui.panels.model_links import LinksField
from journeymap.ui.panels.sections import FieldGrid, Section
from journeymap.ui.panels.texts import EntryField, TextField
from journeymap.ui.panels.toggles import ToggleField, ToggleRow, face_choices, figure_choices
from journeymap.ui.theme import theme
from journeymap.ui.widgets import label
from journeymap.ui.words import say, say_token, shown

EXPECTATIONS = CardKind(
    "expectation", "text", forms.EXPECTATION, cards.expectation_caption, queries.expectations
)
PAIN_POINTS = CardKind(
    "pain_point", "text", forms.PAIN_POINT, cards.pain_point_caption, queries.pain_points, has_links=True
)
OPPORTUNITIES = CardKind(
    "opportunity", "text", forms.OPPORTUNITY, cards.opportunity_caption, queries.opportunities, has_links=True
)
DATA_POINTS = CardKind(
    "data_point", "what", forms.DATA_POINT, cards.data_point_caption,
    lambda state, subject_id: state.children(DataPoint, subject_id), has_evidence=False, is_ordered=False,
)  # fmt: skip
INDICATORS = CardKind(
    "indicator", "name", forms.INDICATOR, cards.indicator_caption,
    lambda state, subject_id: state.children(Indicator, subject_id), has_evidence=False, is_ordered=False,
)  # fmt: skip
ALL_EVIDENCE = CardKind(
    "evidence", "title", forms.EVIDENCE, cards.evidence_caption, lambda state, _: state.all(Evidence), has_evidence=False
)

Adds = Callable[[State], tuple[Record, list[Change]]]


class Page(QWidget):
    """Holds the controls of one selection."""

    def __init__(self, context: Context, record_ids: tuple[str, ...]) -> None:
        super().__init__()
        self.context, self.subject = context, Subject(record_ids)
        self.controls: list[Any] = []
        self.lists: list[CardList] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(16)

    @property
    def state(self) -> State:
        return self.context.state

    @property
    def record_ids(self) -> tuple[str, ...]:
        return self.subject.ids

    @property
    def record_id(self) -> str:
        return self.subject.first

    def show_others(self, record_ids: tuple[str, ...]) -> None:
        """Show other records of the same kind with the controls that are there: quicker than a new page."""
        self.subject.ids = record_ids
        for field in (*self.findChildren(TextField), *self.findChildren(EntryField)):
            field.restart()
        self.refresh()

    def refresh(self) -> None:
        """Show what the records hold now, in the controls that are there."""
        for each in (*self.controls, *self.lists):
            each.refresh()

    def head(self, field: str, hint: str) -> None:
        """The title, to be edited in place, with a line about it."""
        box = QVBoxLayout()
        box.setSpacing(3)
        self.title = TextField(Binding(self.context, self.subject, field), hint, "quiet_title", single=True)
        self.caption = label("", "second", wrap=True)
        inset = QHBoxLayout()
        inset.setContentsMargins(4, 0, 0, 0)
        inset.addWidget(self.caption)
        box.addWidget(self.title)
        box.addLayout(inset)
        self.controls.append(self.title)
        self.column.addLayout(box)

    def set_caption(self, *parts: str) -> None:
        text = " · ".join(part for part in parts if part)
        self.caption.setText(text)
        self.caption.setVisible(bool(text))

    def form(self, rows: forms.Form, section: Section | None = None) -> FieldGrid:
        grid = FieldGrid()
        self.controls += forms.fill(self.context, grid, self.subject, rows)
        if section is None:
            self.column.addWidget(grid)
        else:
            section.body.addWidget(grid)
        return grid

    def folded(self, *groups: tuple[str, forms.Form]) -> QVBoxLayout:
        """Groups of details under headings that fold, one close under the other. More can be added to what is returned."""
        box = QVBoxLayout()
        box.setSpacing(4)
        for key, rows in groups:
            section = Section(self.context, say(f"section.{key}"), fold_key=f"section.{key}")
            section.build_late(partial(self.form, rows, section))
            box.addWidget(section)
        self.column.addLayout(box)
        return box

    def card_section(
        self, title: str, kind: CardKind, add: Adds, *, icon_name: str = "", role: str = "ink_2", fold_key: str = "",
        box: QVBoxLayout | None = None,
    ) -> Section:
        """Cards under a heading with a button that adds one."""
        section = Section(self.context, title, icon_name, role, fold_key)
        found = CardList(self.context, self.subject, kind)
        self.lists.append(found)
        button = section.add_button("plus", say(f"card.add.{kind.kind}"))
        if kind is OPPORTUNITIES:
            button.clicked.connect(lambda _checked=False: self._offer_opportunities(button))
        else:
            button.clicked.connect(lambda _checked=False: self.add_card(kind, add))
        section.body.addWidget(found)
        (box or self.column).addWidget(section)
        return section

    def _offer_opportunities(self, button: QWidget) -> QMenu:
        menu = QMenu(button)
        for kind, icon_name, role in (
            ("fix", "fix", "improvement"), ("improve", "improvement", "improvement"), ("surprise", "surprise", "surprise"),
        ):  # fmt: skip
            action = menu.addAction(icon(icon_name, getattr(theme(), role)), say(f"card.new.{kind}"))
            action.triggered.connect(
                lambda _checked=False, kind=kind: self.add_card(
                    OPPORTUNITIES, lambda state: notes.add_opportunity(state, self.record_id, kind)
                )
            )
        open_below(menu, button)
        return menu

    def add_card(self, kind: CardKind, add: Adds) -> None:
        """Add a record and put the cursor into its card."""
        record, changes = add(self.state)
        word = {"expectation": "add_expectation", "pain_point": "add_pain_point", "opportunity": "add_opportunity"}
        if getattr(record, "kind", "") == "surprise":
            self.context.run("add_surprise", changes)
        elif kind.kind in word:
            self.context.run(word[kind.kind], changes)
        else:
            word_key = "section.evidence" if kind.kind == "evidence" else f"section.{kind.kind}s"
            self.context.run("set_field", changes, None, field=word_key)
        self.refresh()
        self.focus_record(record.id)

    def card_of(self, record_id: str) -> AnnotationCard | None:
        return next((found.cards[record_id] for found in self.lists if record_id in found.cards), None)

    def focus_record(self, record_id: str) -> bool:
        """Put the cursor into the card of a record; into the title for the page's own record."""
        found = self.card_of(record_id)
        if found is not None:
            parent: QWidget | None = found
            while parent is not None and parent is not self:
                if isinstance(parent, Section) and parent.is_folded:
                    parent.toggle()
                parent = parent.parentWidget()
            found.text.edit.setFocus()
            return True
        if record_id in self.record_ids and hasattr(self, "title"):
            self.title.edit.setFocus()
            return True
        return False


class TouchpointPage(Page):
    """All of one touchpoint."""

    def __init__(self, context: Context, touchpoint_id: str) -> None:
        super().__init__(context, (touchpoint_id,))
        self.head("title", say("touchpoint.untitled"))
        self._add_feeling()
        first = self._cards
        first("expectations", EXPECTATIONS, lambda state: notes.add_expectation(state, self.record_id), "expectation")
        first("pain_points", PAIN_POINTS, lambda state: notes.add_pain_point(state, self.record_id), "pain_point")
        first("opportunities", OPPORTUNITIES, lambda state: notes.add_opportunity(state, self.record_id), "surprise")
        self.links = LinksField(context, self.subject)
        self.controls.append(self.links)
        section = Section(context, say("model_elements"), "model_element")
        section.body.addWidget(self.links)
        self.column.addWidget(section)
        self._add_levels()
        barriers = Section(context, say("field.barriers"), "barrier")
        self.form(forms.BARRIER_FIELD, barriers)
        self.column.addWidget(barriers)
        box = self.folded(
            ("contact", forms.CONTACT), ("burden", forms.BURDEN), ("role", forms.ROLE), ("words", forms.IN_WORDS),
            ("place", forms.PLACE),
        )  # fmt: skip
        self._add_feelings(box)
        for key, kind, add in (
            ("data_points", DATA_POINTS, lambda _: outline.add_data_point(self.record_id)),
            ("indicators", INDICATORS, lambda _: outline.add_indicator(self.record_id)),
        ):
            self.card_section(say(f"section.{key}"), kind, add, fold_key=f"section.{key}", box=box)
        self.column.addStretch(1)
        self.refresh()

    def _cards(self, words: str, kind: CardKind, add: Adds, role: str) -> None:
        self.card_section(say(words), kind, add, icon_name=kind.kind if kind is not OPPORTUNITIES else "surprise", role=role)

    def _add_feeling(self) -> None:
        box = QVBoxLayout()
        box.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(6)
        self.faces = ToggleField(Binding(self.context, self.subject, "emotion"), face_choices(), 20, 32)
        self.feeling = label("", "caption", wrap=True)
        basis = EvidenceButton(Binding(self.context, self.subject, "emotion"), "emotion")
        self.controls += [self.faces, basis]
        row.addWidget(self.faces, 5)
        row.addWidget(self.feeling, 2)
        row.addWidget(basis)
        box.addLayout(row)
        engagement = QHBoxLayout()
        engagement.setSpacing(8)
        name = label(say("field.engagement"), "field")
        self.engagement = ToggleField(
            Binding(self.context, self.subject, "engagement"), figure_choices(1, 5), height=24
        )
        self.controls.append(self.engagement)
        engagement.addWidget(name)
        engagement.addWidget(self.engagement, 1)
        box.addLayout(engagement)
        self.column.addLayout(box)

    def _add_levels(self) -> None:
        section = Section(self.context, say("section.levels"), "level")
        row = FlowLayout()
        for name in ("level_reached", "level_aimed"):
            field = LevelField(Binding(self.context, self.subject, name))
            self.controls.append(field)
            row.addWidget(field)
            if name == "level_reached":
                arrow = label("→", "second")
                arrow.setFixedHeight(field.sizeHint().height())
                row.addWidget(arrow)
        section.body.addLayout(row)
        self.column.addWidget(section)

    def _add_feelings(self, box: QVBoxLayout) -> None:
        self._feelings = Section(self.context, say("section.feelings"), fold_key="section.feelings")
        self._rows: dict[str, tuple[QWidget, QLabel, ToggleRow]] = {}
        box.addWidget(self._feelings)

    def _feel(self, persona_id: str, emotion: int | None) -> None:
        changes = notes.set_feeling(self.state, self.record_id, persona_id, emotion)
        self.context.run("set_field", changes, None, field="field.persona_emotion")

    def refresh(self) -> None:
        super().refresh()
        point = self.state.get(Touchpoint, self.record_id)
        if point is None:
            return
        stage_ids = [each.id for each in queries.stages(self.state, point.journey_id)]
        lane = self.state.get(Lane, point.lane_id)
        number = stage_ids.index(point.stage_id) + 1 if point.stage_id in stage_ids else 0
        self.set_caption(
            say("inspector.stage_number", number=number) if number else "",
            shown(lane.title) if lane is not None else "",
            say_token("channel", point.channel),
        )
        self.feeling.setText(
            "" if point.emotion is None else f"{amounts.signed(point.emotion)}\n{say(f'emotion.{point.emotion}')}"
        )
        self._refresh_feelings(point)

    def _refresh_feelings(self, point: Touchpoint) -> None:
        personas = {each.id: each for each in queries.personas(self.state, self.state.get(Journey, point.journey_id))}
        for persona_id in [each for each in self._rows if each not in personas]:
            widget = self._rows.pop(persona_id)[0]
            widget.hide()
            widget.deleteLater()
        for persona_id, persona in personas.items():
            name = shown(persona.name) or say("navigator.untitled_persona")
            if persona_id not in self._rows:
                widget = QWidget()
                row = QHBoxLayout(widget)
                row.setContentsMargins(0, 0, 0, 0)
                row.setSpacing(8)
                text = label(name, "field", wrap=True)
                faces = ToggleRow(name, face_choices(), 14, 24)
                faces.setFixedWidth(132)
                faces.chosen.connect(lambda value, persona_id=persona_id: self._feel(persona_id, value))
                row.addWidget(text, 1)
                row.addWidget(faces)
                self._feelings.body.addWidget(widget)
                self._rows[persona_id] = (widget, text, faces)
            _, text, faces = self._rows[persona_id]
            text.setText(name)
            own = queries.feeling(self.state, self.record_id, persona_id)
            faces.show_value(own.emotion if own is not None else None)
        self._feelings.setVisible(bool(personas))

    def feeling_row(self, persona_id: str) -> ToggleRow:
        return self._rows[persona_id][2]


class SeveralPage(Page):
    """Fields that several touchpoints share, to be set at once."""

    def __init__(self, context: Context, record_ids: tuple[str, ...]) -> None:
        super().__init__(context, record_ids)
        self.count = label("", "title", wrap=True)
        self.column.addWidget(self.count)
        self.column.addWidget(label(say("inspector.several_hint"), "second", wrap=True))
        self.form(forms.SHARED)
        section = Section(context, say("field.barriers"), "barrier")
        self.form(forms.BARRIER_FIELD, section)
        self.column.addWidget(section)
        self.column.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        super().refresh()
        self.count.setText(say("inspector.several", n=len(self.record_ids)))


class MixedPage(Page):
    """Things of different kinds: nothing to set at once."""

    def __init__(self, context: Context, record_ids: tuple[str, ...]) -> None:
        super().__init__(context, record_ids)
        self.column.addWidget(label(say("inspector.several_things", n=len(record_ids)), "title", wrap=True))
        self.column.addWidget(label(say("inspector.mixed_hint"), "second", wrap=True))
        self.column.addStretch(1)


class ConnectionPage(Page):
    """A way from one touchpoint to the next."""

    def __init__(self, context: Context, connection_id: str) -> None:
        super().__init__(context, (connection_id,))
        self.title_label = label("", "title", wrap=True)
        self.column.addWidget(self.title_label)
        grid = FieldGrid()
        self.ends: dict[str, QPushButton] = {}
        for end in ("source", "target"):
            button = QPushButton()
            button.setProperty("look", "link")
            button.clicked.connect(lambda _checked=False, end=end: self._jump(end))
            self.ends[end] = button
            grid.add(say("connection.from" if end == "source" else "connection.to"), button)
        self.column.addWidget(grid)
        self.form(forms.CONNECTION)
        self.shares = label("", "caption", wrap=True)
        self.column.addWidget(self.shares)
        self.form((forms.text("condition"),))
        self.column.addStretch(1)
        self.refresh()

    def _jump(self, end: str) -> None:
        record = self.state.get(Connection, self.record_id)
        if record is not None:
            self.context.jump(getattr(record, f"{end}_id"))

    def refresh(self) -> None:
        super().refresh()
        record = self.state.get(Connection, self.record_id)
        if record is None:
            return
        for end, button in self.ends.items():
            point = self.state.get(Touchpoint, getattr(record, f"{end}_id"))
            title = (shown(point.title) if point is not None else "") or say("touchpoint.untitled")
            button.setText(short(title, 22))
            button.setToolTip(title)
            button.setAccessibleName(say("connection.jump", title=title))
        self.title_label.setText(record.condition.shown_in(self.context.language) or say_token("connection_kind", record.kind))
        shares = [each.share for each in queries.connections_out(self.state, record.source_id) if each.share is not None]
        self.shares.setText(say("connection.shares", total=amounts.share(sum(shares))))
        self.shares.setVisible(len(shares) > 1)


class StagePage(Page):
    def __init__(self, context: Context, stage_id: str) -> None:
        super().__init__(context, (stage_id,))
        self.head("title", say("stage.untitled"))
        self.form((forms.text("aim"),))
        self.column.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        super().refresh()
        stage = self.state.get(Stage, self.record_ids[0])
        if stage is not None:
            rows = [each.id for each in queries.stages(self.state, stage.journey_id)]
            inside = [each for each in queries.touchpoints(self.state, stage.journey_id) if each.stage_id == stage.id]
            number = say("inspector.stage_number", number=rows.index(stage.id) + 1)
            self.set_caption(number, say("count.touchpoints", n=len(inside)))


class LanePage(Page):
    def __init__(self, context: Context, lane_id: str) -> None:
        super().__init__(context, (lane_id,))
        self.head("title", say("lane.untitled"))
        self.set_caption(say("record.lane"))
        self.form(forms.LANE)
        self.column.addStretch(1)


class PersonaPage(Page):
    def __init__(self, context: Context, persona_id: str) -> None:
        super().__init__(context, (persona_id,))
        self.head("name", say("navigator.untitled_persona"))
        self.set_caption(say("record.persona"))
        self.form(forms.PERSONA)
        self.column.addStretch(1)


class EvidencePage(Page):
    def __init__(self, context: Context, evidence_id: str) -> None:
        super().__init__(context, (evidence_id,))
        self.head("title", say("evidence.untitled"))
        self.set_caption(say("record.evidence"))
        self.form(forms.EVIDENCE)
        self.column.addStretch(1)


class JourneyPage(Page):
    """The journey, and under it the project."""

    def __init__(self, context: Context, journey_id: str) -> None:
        super().__init__(context, (journey_id,))
        self.head("title", say("navigator.untitled_journey"))
        self.form(forms.JOURNEY_STORY)
        section = Section(context, say("section.scope"))
        self.form(forms.JOURNEY_SCOPE, section)
        self.column.addWidget(section)
        section = Section(context, say("section.review"))
        self.form(forms.JOURNEY_REVIEW, section)
        self.column.addWidget(section)
        self.links = LinksField(context, self.subject)
        self.controls.append(self.links)
        section = Section(context, say("model_elements"), "model_element")
        section.body.addWidget(self.links)
        self.column.addWidget(section)
        box = self.folded()
        for key, kind, add in (
            ("indicators", INDICATORS, lambda _: outline.add_indicator(self.record_id)),
            ("evidence", ALL_EVIDENCE, evidence.add),
        ):
            self.card_section(say(f"section.{key}"), kind, add, fold_key=f"section.{key}", box=box)
        project = Section(context, say("section.project"), fold_key="section.project")
        project.build_late(lambda: self._add_project(project))
        box.addWidget(project)
        self.column.addStretch(1)
        self.refresh()

    def _add_project(self, section: Section) -> None:
        grid = FieldGrid()
        subject = Subject((queries.project(self.state).id,))
        self.controls += forms.fill(self.context, grid, subject, forms.PROJECT)
        section.body.addWidget(grid)

    def refresh(self) -> None:
        super().refresh()
        journey = self.state.get(Journey, self.record_id)
        if journey is not None:
            points = queries.touchpoints(self.state, self.record_id)
            self.set_caption(
                say_token("journey_state", journey.state),
                say("count.touchpoints", n=len(points)),
                say_token("review", journey.review),
            )


PAGES: dict[type[Record], Callable[[Context, str], Page]] = {
    Touchpoint: TouchpointPage,
    Connection: ConnectionPage,
    Stage: StagePage,
    Lane: LanePage,
    Journey: JourneyPage,
    Persona: PersonaPage,
    Evidence: EvidencePage,
}


def page_for(context: Context, record_ids: Sequence[str], former: Page | None = None) -> Page | None:
    """The page for a selection: the former one where it can show it; None where nothing of it is there any more."""
    found = (context.state.find(each) for each in record_ids)
    records = [each for each in found if each is not None and context.state.is_live(each)]
    ids = tuple(each.id for each in records)
    if not records:
        return None
    if len(records) > 1:
        if not all(isinstance(each, Touchpoint) for each in records):
            return MixedPage(context, ids)
        if isinstance(former, SeveralPage):
            former.show_others(ids)
            return former
        return SeveralPage(context, ids)
    make = PAGES.get(type(records[0]))
    if make is None:
        return None
    if former is not None and type(former) is make:
        former.show_others(ids)
        return former
    return make(context, ids[0])
