"""The page of one touchpoint: its feeling, annotations, links, levels, barriers and all its fields."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from journeymap.edit import annotations as notes
from journeymap.edit import outline
from journeymap.labels import amounts
from journeymap.model import queries
from journeymap.model.records import (
    Journey,
    Lane,
    Touchpoint,
)
from journeymap.ui.flow import FlowLayout
from journeymap.ui.panels import forms
from journeymap.ui.panels.bindings import Binding, Context
from journeymap.ui.panels.cards import CardKind
from journeymap.ui.panels.choices import EvidenceButton, LevelField
from journeymap.ui.panels.model_links import LinksField
from journeymap.ui.panels.page import (
    DATA_POINTS,
    EXPECTATIONS,
    INDICATORS,
    OPPORTUNITIES,
    PAIN_POINTS,
    Adds,
    Page,
)
from journeymap.ui.panels.picture_field import PictureField
from journeymap.ui.panels.sections import Section
from journeymap.ui.panels.toggles import ToggleField, ToggleRow, face_choices, figure_choices
from journeymap.ui.widgets import label
from journeymap.ui.words import say, say_token, shown


class TouchpointPage(Page):
    """All of one touchpoint."""

    def __init__(self, context: Context, touchpoint_id: str) -> None:
        super().__init__(context, (touchpoint_id,))
        self.picture: PictureField | None = None
        self.head("title", say("touchpoint.untitled"))
        self._add_feeling()
        first = self._cards
        self._add_picture()
        first("expectations", EXPECTATIONS, lambda state: notes.add_expectation(state, self.record_id), "expectation")
        first("pain_points", PAIN_POINTS, lambda state: notes.add_pain_point(state, self.record_id), "pain_point")
        first("opportunities", OPPORTUNITIES, lambda state: notes.add_opportunity(state, self.record_id), "surprise")
        self.links = LinksField(context, self.subject)
        self.controls.append(self.links)
        section = Section(context, say("model_elements"), "model_element", fold_key="section.model_elements")
        section.body.addWidget(self.links)
        self.column.addWidget(section)
        self._add_levels()
        barriers = Section(context, say("field.barriers"), "barrier", fold_key="section.barriers")
        self.form(forms.BARRIER_FIELD, barriers)
        self.column.addWidget(barriers)
        box = self.folded(
            ("contact", forms.CONTACT), ("burden", forms.BURDEN), ("role", forms.ROLE), ("words", forms.IN_WORDS),
            ("place", forms.PLACE),
        )  # fmt: skip
        self._add_feelings(box)
        self.add_comments(box)
        for key, kind, add in (
            ("data_points", DATA_POINTS, lambda _: outline.add_data_point(self.record_id)),
            ("indicators", INDICATORS, lambda _: outline.add_indicator(self.record_id)),
        ):
            self.card_section(say(f"section.{key}"), kind, add, fold_key=f"section.{key}", box=box)
        self.column.addStretch(1)
        self.refresh()

    def _cards(self, words: str, kind: CardKind, add: Adds, role: str) -> None:
        self.card_section(
            say(words), kind, add, icon_name=kind.kind if kind is not OPPORTUNITIES else "surprise", role=role
        )

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

    def _add_picture(self) -> None:
        """The picture of the storyboard; folded while there is none, to leave room for what is noted."""
        section = Section(self.context, say("section.picture"), fold_key="section.picture")
        section.build_late(lambda: self._build_picture(section))
        self._picture_section = section
        self.column.addWidget(section)

    def _build_picture(self, section: Section) -> None:
        self.picture = PictureField(self.context, self.subject)
        self.controls.append(self.picture)
        section.body.addWidget(self.picture)

    def show_picture(self) -> PictureField:
        """The field of the picture, unfolded."""
        if self._picture_section.is_folded:
            self._picture_section.toggle()
        assert self.picture is not None
        return self.picture

    def _add_levels(self) -> None:
        section = Section(self.context, say("section.levels"), "level", fold_key="section.levels")
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
        self._picture_section.summary.setText(say("card.picture") if point.media_id is not None else "")
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
