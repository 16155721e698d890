"""Sticky notes by mouse: setting one down from the bar, and moving those that are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtWidgets import QGraphicsRectItem

from journeymap.edit import comments
from journeymap.model.changes import Change, Label
from journeymap.model.values import Point
from journeymap.ui.canvas.items.note import NoteItem
from journeymap.ui.canvas.notes import size_of_new
from journeymap.ui.canvas.tools.gesture import CONTROL, SHIFT, Gesture
from journeymap.ui.canvas.tools.marks import ghost_frame
from journeymap.ui.canvas.tools.place import PlaceNew

if TYPE_CHECKING:
    from journeymap.ui.canvas.scene import MapScene
    from journeymap.ui.canvas.view import MapView

REACH = 30.0
"""How far from its card a note may lie and still belong to it."""


def landing(scene: MapScene, item: NoteItem, corner: QPointF) -> list[Change]:
    """What moving a note to `corner` does: onto the card under its middle; one that stays close to its card stays with it."""
    box = item.note_rect.translated(corner)
    card = scene.card_at(box.center()) or scene.card_at(corner)
    subject_id = card.touchpoint_id if card is not None else None
    own = scene.card(item.subject_id) if item.subject_id is not None else None
    if subject_id is None and own is not None:
        near = own.card_rect.translated(own.pos()).adjusted(-REACH, -REACH, REACH, REACH)
        subject_id = item.subject_id if near.intersects(box) else None
    place = scene.layout.cards.get(subject_id) if subject_id is not None else None
    x, y = (place.x, place.y) if place is not None else (0.0, 0.0)
    return comments.move_note(item.note_id, subject_id, Point(corner.x() - x, corner.y() - y))


class MoveNote(Gesture):
    """Drag a note, and the other selected notes with it; dropped on a card it is about that touchpoint from then on."""

    def __init__(self, view: MapView, start: QPointF, modifiers: Qt.KeyboardModifier, note: NoteItem) -> None:
        super().__init__(view, start, modifiers)
        self._note = note
        self._was_selected = note.isSelected()
        self._origins: dict[str, QPointF] = {}
        if not self._was_selected:
            kept = self.scene.selected_ids() if modifiers & (SHIFT | CONTROL) else []
            self.scene.select([*kept, note.note_id])

    def begin_drag(self) -> None:
        items = self.scene.notes.items
        self._origins = {each: items[each].pos() for each in self.scene.selected_ids() if each in items}

    def drag(self, place: QPointF) -> None:
        for note_id, origin in self._origins.items():
            self.scene.notes.items[note_id].setPos(origin + place - self.start)
        self.view.show_sign(Qt.CursorShape.ClosedHandCursor)

    def finish(self) -> None:
        if not self.is_drag:
            if self._was_selected and self.modifiers & CONTROL:
                self._note.setSelected(False)
            elif not self.modifiers:
                self.scene.select([self._note.note_id])
            return
        changes = [
            change
            for note_id, origin in self._origins.items()
            for change in landing(self.scene, self.scene.notes.items[note_id], origin + self.last - self.start)
        ]
        self.scene.session.run(Label.of("move_notes", n=len(self._origins)), changes)

    def cancel(self) -> None:
        self.scene.notes.place(self.scene.layout)
        self.view.update_cursor()


class PlaceNote(PlaceNew):
    """Drag a new note to where it belongs: onto a card or onto the ground."""

    def begin_drag(self) -> None:
        self._frame: QGraphicsRectItem | None = ghost_frame(size_of_new())
        self.scene.addItem(self._frame)

    def drag(self, place: QPointF) -> None:
        assert self._frame is not None
        inside = self.view.is_in_sight(place)
        self._frame.setVisible(inside)
        self._frame.setRect(QRectF(place, size_of_new().size()))
        self._centre = place if inside else None
        self.view.show_sign(Qt.CursorShape.DragCopyCursor if inside else Qt.CursorShape.ForbiddenCursor)

    def finish(self) -> None:
        if self._centre is not None:
            self.view.add_note(self._centre)
