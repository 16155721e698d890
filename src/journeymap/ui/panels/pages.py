"""The pages of the inspector: one for each kind of thing that can be selected. A page shows, edits and refreshes in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox, QListView, QPushButton

from journeymap.edit import comments, evidence, fields, outline
from journeymap.labels import amounts
from journeymap.model import queries
from journeymap.model.records import (
    Connection,
    Evidence,
    Journey,
    Lane,
    Note,
    Persona,
    Record,
    Stage,
    Touchpoint,
)
from journeymap.model.values import Point
from journeymap.ui import widgets
from journeymap.ui.choice_box import ChoiceBox
from journeymap.ui.panels import forms
from journeymap.ui.panels.bindings import Context, Subject
from journeymap.ui.panels.choices import short
from journeymap.ui.panels.model_links import LinksField
from journeymap.ui.panels.page import (
    ALL_EVIDENCE,
    INDICATORS,
    Page,
)
from journeymap.ui.panels.picture_field import PictureField
from journeymap.ui.panels.sections import FieldGrid, Section
from journeymap.ui.panels.touchpoint_page import TouchpointPage
from journeymap.ui.widgets import label
from journeymap.ui.words import say, say_token, shown


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
        self.add_comments()
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
        self.title_label.setText(
            record.condition.shown_in(self.context.language) or say_token("connection_kind", record.kind)
        )
        shares = [
            each.share for each in queries.connections_out(self.state, record.source_id) if each.share is not None
        ]
        self.shares.setText(say("connection.shares", total=amounts.share(sum(shares))))
        self.shares.setVisible(len(shares) > 1)


class StagePage(Page):
    def __init__(self, context: Context, stage_id: str) -> None:
        super().__init__(context, (stage_id,))
        self.head("title", say("stage.untitled"))
        self.form((forms.text("aim"),))
        self.add_comments()
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
        self.add_comments()
        self.column.addStretch(1)
        self.refresh()


class PersonaPage(Page):
    """A persona in short; the editor has everything about her side by side."""

    def __init__(self, context: Context, persona_id: str) -> None:
        super().__init__(context, (persona_id,))
        self.head("name", say("navigator.untitled_persona"))
        self.set_caption(say("record.persona"))
        self.picture = PictureField(context, self.subject)
        self.controls.append(self.picture)
        self.column.addWidget(self.picture)
        opener = widgets.button(say("action.edit_persona"), "", lambda: context.edit_persona(self.record_id), "edit")
        self.column.addWidget(opener)
        self.form(forms.PERSONA)
        self.column.addStretch(1)

    def show_picture(self) -> PictureField:
        """The field of the portrait."""
        return self.picture


class NotePage(Page):
    """A sticky note: its text, on whose behalf, by whom, about what."""

    def __init__(self, context: Context, note_id: str) -> None:
        super().__init__(context, (note_id,))
        self.head("text", say("note.empty"))
        self.set_caption(say("record.note"))
        grid = self.form(forms.NOTE)
        self.about = ChoiceBox()
        self.about.setView(QListView())
        self.about.setAccessibleName(say("note.about"))
        self.about.setMinimumContentsLength(5)
        self.about.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.about.activated.connect(lambda _place: self._put_on(self.about.currentData()))
        grid.add(say("note.about"), self.about)
        self.column.addWidget(
            widgets.button(
                say("note.delete"),
                "",
                lambda: context.run("delete_notes", fields.delete([self.record_id]), n=1),
                "delete",
            )
        )
        self.column.addStretch(1)
        self.refresh()

    def _put_on(self, touchpoint_id: str | None) -> None:
        pos = comments.NEAR if touchpoint_id is not None else Point(40, 40)
        self.context.run("move_notes", comments.move_note(self.record_id, touchpoint_id, pos), n=1)

    def refresh(self) -> None:
        super().refresh()
        note = self.state.get(Note, self.record_id)
        if note is None:
            return
        points = queries.touchpoints(self.state, note.journey_id)
        rows = [
            (None, say("note.on_map")),
            *((each.id, shown(each.title) or say("touchpoint.untitled")) for each in points),
        ]
        if rows != [(self.about.itemData(place), self.about.itemText(place)) for place in range(self.about.count())]:
            self.about.clear()
            for touchpoint_id, title in rows:
                self.about.addItem(title, touchpoint_id)
        self.about.setCurrentIndex(max(self.about.findData(note.subject_id), 0))


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
        self.add_comments(box)
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
    Note: NotePage,
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
