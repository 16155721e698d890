"""Writing on the map: the field laid over a title or a condition, and new things that are named as soon as they are there."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtWidgets import QWidget

from journeymap.edit import comments, fields, grouping, stages, touchpoints
from journeymap.model import queries
from journeymap.model.changes import Change, Label
from journeymap.model.records import Connection, Lane, Note, Record, Stage, Touchpoint
from journeymap.model.text import LocalText
from journeymap.model.values import Point
from journeymap.ui.author import Author
from journeymap.ui.canvas.dropping import room_for
from journeymap.ui.canvas.editor import Then, TitleEditor
from journeymap.ui.canvas.items.connection import ConnectionItem
from journeymap.ui.canvas.items.note import WIDTH
from journeymap.ui.canvas.navigation import NavigableView
from journeymap.ui.canvas.scene import MapScene
from journeymap.ui.words import language, say

TEXTS: dict[type[Record], str] = {
    Touchpoint: "title", Stage: "title", Lane: "title", Connection: "condition", Note: "text",
}  # fmt: skip
"""The field that is written in place, for each kind of record on the map."""


class WritableView(NavigableView):
    """A view in which titles are written where they stand."""

    def __init__(self, scene: MapScene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self._editor: TitleEditor | None = None
        self.new_kind = "action"
        """The kind of touchpoints that are added without saying which."""
        self.author = Author()
        """Who writes the notes that are set down here."""

    # adding

    def add_at(self, place: QPointF, *, stays: bool = False, kind: str | None = None) -> None:
        """A new touchpoint in the cell at a place, ready to be named; one that `stays` stands exactly there.

        On a connection it goes into it.
        """
        scene = self.map_scene
        cell = scene.cell_at(place)
        if cell is None:
            return
        stage_id, lane_id, pos = cell
        hit = self.connection_at(place) if stays else None
        if hit is not None:
            self._insert(hit, stage_id, lane_id, kind)
            return
        point, changes = touchpoints.add(
            scene.state, scene.journey_id, stage_id, lane_id, pos=pos if stays else None, kind=kind or self.new_kind
        )
        self.run_new(point.id, "add_touchpoint", [*changes, *(room_for(scene, {point.id: cell}) if stays else ())])

    def add_next(
        self,
        source_id: str | None = None,
        *,
        stage_id: str | None = None,
        lane_id: str | None = None,
        kind: str | None = None,
    ) -> None:
        """A new touchpoint behind another one (the selected one if none is named), ready to be named.

        A selected connection gets it in its middle; a selected note is written on.
        """
        scene, kind = self.map_scene, kind or self.new_kind
        if source_id is None:
            chosen = scene.selected(Touchpoint)
            ways = scene.selected(Connection)
            notes = scene.selected(Note)
            if notes and not chosen:
                self.edit_title(notes[-1])
                return
            if ways and not chosen:
                self._insert(ways[-1], kind=kind)
                return
            source_id = chosen[-1] if chosen else None
        if source_id is None:
            place = self._free_place(stage_id)
            if place is not None:
                point, changes = touchpoints.add(scene.state, scene.journey_id, *place, kind=kind)
                self.run_new(point.id, "add_touchpoint", changes)
            return
        point, changes = touchpoints.add_behind(scene.state, source_id, stage_id=stage_id, lane_id=lane_id, kind=kind)
        self.run_new(point.id, "add_touchpoint", changes)

    def add_next_in(self, *, stage_step: int = 0, lane_step: int = 0) -> None:
        """A new touchpoint behind the selected one, some stages on or some lanes down; lanes go round at the end."""
        scene = self.map_scene
        chosen = scene.selected(Touchpoint)
        source = scene.state.get(Touchpoint, chosen[-1]) if chosen else None
        if source is None:
            self.add_next()
            return
        stage_ids = [each.id for each in queries.stages(scene.state, scene.journey_id)]
        lane_ids = [each.id for each in queries.lanes(scene.state, scene.journey_id)]
        stage = stage_ids.index(source.stage_id) if source.stage_id in stage_ids else 0
        lane = lane_ids.index(source.lane_id) if source.lane_id in lane_ids else 0
        self.add_next(
            source.id,
            stage_id=stage_ids[min(stage + stage_step, len(stage_ids) - 1)],
            lane_id=lane_ids[(lane + lane_step) % len(lane_ids)],
        )

    def add_stage(self) -> None:
        """A new stage at the end, ready to be named."""
        stage, changes = stages.add_stage(self.map_scene.state, self.map_scene.journey_id)
        self.run_new(stage.id, "add_stage", changes)

    def add_lane(self) -> None:
        """A new lane at the end, ready to be named."""
        lane, changes = stages.add_lane(self.map_scene.state, self.map_scene.journey_id)
        self.run_new(lane.id, "add_lane", changes)

    def add_note(self, place: QPointF | None = None) -> None:
        """A new sticky note with its corner at a place, on the card there or the ground; without a place on the selected
        touchpoint, or in the middle of what is in sight. It can be written on at once.
        """
        scene = self.map_scene
        chosen = scene.selected(Touchpoint)
        subject_id = chosen[-1] if chosen and place is None else None
        pos: Point | None = None
        if place is not None:
            card = scene.card_at(place)
            corner = card.pos() if card is not None else QPointF()
            subject_id = card.touchpoint_id if card is not None else None
            pos = Point(place.x() - corner.x(), place.y() - corner.y())
        elif subject_id is None:
            middle = self.mapToScene(self.viewport().rect().center())
            pos = Point(middle.x() - WIDTH / 2, middle.y() - 40)
        note, changes = comments.add_note(
            scene.state, scene.journey_id, self.author.name, subject_id=subject_id, pos=pos
        )  # fmt: skip
        self.run_new(note.id, "add_note", changes)

    def _insert(
        self, connection_id: str, stage_id: str | None = None, lane_id: str | None = None, kind: str | None = None
    ) -> None:
        point, changes = touchpoints.add_into(
            self.map_scene.state, connection_id, stage_id=stage_id, lane_id=lane_id, kind=kind or self.new_kind
        )
        if point is not None:
            self.run_new(point.id, "insert_touchpoint", changes)

    def _free_place(self, stage_id: str | None) -> tuple[str, str] | None:
        scene = self.map_scene
        headers = [each for each in scene.selected_ids() if each in scene.layout.stages]
        lanes = [each for each in scene.selected_ids() if each in scene.layout.lanes]
        place = touchpoints.first_place(scene.state, scene.journey_id)
        if place is None:
            return None
        return (stage_id or (headers[0] if headers else place[0]), lanes[0] if lanes else place[1])

    def run_new(self, record_id: str, label: str, changes: list[Change]) -> None:
        """Do what makes a new thing, and let it be named in the same step of the history."""
        self.map_scene.session.run(Label.of(label), changes, merge_key=f"new:{record_id}")
        self.map_scene.select([record_id])
        self.reveal(record_id)
        self.edit_title(record_id, merge_key=f"new:{record_id}")

    def connection_at(self, place: QPointF) -> str | None:
        """The id of the connection that runs near a place."""
        reach = QRectF(place.x() - 14, place.y() - 14, 28, 28)
        found = (item for item in self.map_scene.items(reach) if isinstance(item, ConnectionItem))
        return next((item.connection_id for item in found), None)

    # writing

    @property
    def editor(self) -> TitleEditor | None:
        """The open field."""
        return self._editor

    def edit_title(self, record_id: str, *, merge_key: str | None = None, typed: str | None = None) -> None:
        """Open the field for a title over a card or header, or for the condition over a connection.

        `typed` is the key that opened it and replaces the text.
        """
        self.close_editor()
        record = self.map_scene.state.find(record_id)
        box = self.text_box(record_id)
        if box is None or record is None or type(record) not in TEXTS:
            return
        former = getattr(record, TEXTS[type(record)]).shown_in(language())
        editor = TitleEditor(self.viewport(), former, box, self.scale_factor)
        if isinstance(record, Connection):
            editor.setAccessibleName(say("editor.condition"))
            editor.setPlaceholderText(say("editor.condition_placeholder"))
        elif isinstance(record, Note):
            editor.setAccessibleName(say("record.note"))
            editor.setPlaceholderText(say("note.empty"))
        if typed is not None:
            editor.setPlainText("")
            editor.insertPlainText(typed)
        editor.taken.connect(lambda text, then: self._taken(record_id, text, then, merge_key))
        editor.dropped.connect(self.close_editor)
        self._editor = editor

    def text_box(self, record_id: str) -> QRectF | None:
        """Where the text of a record stands, in pixels of the viewport; None for what is not on the map."""
        scene = self.map_scene
        card, header, line = scene.card(record_id), scene.header(record_id), scene.line(record_id)
        note = scene.notes.items.get(record_id)
        if card is not None:
            box = card.title_rect().translated(card.pos())
        elif note is not None:
            box = note.text_rect().translated(note.pos())
        elif header is not None:
            box = header.header_rect
        elif line is not None:
            box = line.text_rect()
        else:
            return None
        return QRectF(self.mapFromScene(box).boundingRect())

    def close_editor(self) -> None:
        """Close the field without taking over what is in it."""
        editor, self._editor = self._editor, None
        if editor is not None:
            editor.blockSignals(True)
            editor.hide()
            editor.deleteLater()
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _taken(self, record_id: str, text: str, then: Then, merge_key: str | None) -> None:
        scene = self.map_scene
        record = scene.state.find(record_id)
        self.close_editor()
        if record is None or not scene.state.is_live(record):
            return  # taken back while somebody was writing on it
        field = TEXTS[type(record)]
        former = getattr(record, field, LocalText())
        if text != former.shown_in(language()):
            changes = fields.set_text(scene.state, record_id, field, language(), text)
            changes += grouping.named_alike(scene.state, record_id, language(), text)
            scene.session.run(Label.of(f"rename_{record.kind_name}"), changes, merge_key=merge_key)
        scene.session.history.close_step()
        scene.select([record_id])
        self._go_on(record, then)

    def _go_on(self, record: Record | None, then: Then) -> None:
        if isinstance(record, Touchpoint) and then is not Then.NOTHING:
            stage_step, lane_step = {Then.NEXT: (0, 0), Then.NEXT_LANE: (0, 1), Then.NEXT_STAGE: (1, 0)}[then]
            self.add_next_in(stage_step=stage_step, lane_step=lane_step)
        elif isinstance(record, Stage | Lane) and then is Then.NEXT:
            find = queries.stages if isinstance(record, Stage) else queries.lanes
            ids = [row.id for row in find(self.map_scene.state, self.map_scene.journey_id)]
            place = ids.index(record.id) + 1
            if place < len(ids):
                self.map_scene.select([ids[place]])
                self.edit_title(ids[place])
