"""The sticky notes of a map: for each one an item, on the card it is about or on the ground."""

from __future__ import annotations

from collections.abc import Container

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QGraphicsScene

from journeymap.analysis.geometry import MapLayout
from journeymap.edit import comments
from journeymap.model.document import State
from journeymap.ui.canvas.items.note import WIDTH, NoteItem

APART = 24.0
"""How far apart notes lie that nobody has put anywhere."""


class StickyNotes:
    """Keeps an item for each note as long as its record stays."""

    def __init__(self, scene: QGraphicsScene) -> None:
        self._scene = scene
        self.items: dict[str, NoteItem] = {}

    def refresh(self, state: State, journey_id: str, layout: MapLayout) -> None:
        """Bring the notes in line with the records and the places of the cards."""
        found = comments.notes(state, journey_id)
        for note_id in self.items.keys() - {each.id for each in found}:
            self._scene.removeItem(self.items.pop(note_id))
        loose = 0
        for note in found:
            item = self.items.get(note.id)
            if item is None:
                item = self.items[note.id] = NoteItem(note)
                self._scene.addItem(item)
            item.show_note(note)
            item.subject_id = note.subject_id if note.subject_id in layout.cards else None
            if note.pos is not None:
                item.offset = QPointF(note.pos.x, note.pos.y)
            elif item.subject_id is not None:
                item.offset = QPointF(*comments.NEAR)
            else:
                item.offset = QPointF(layout.bounds.right + 20, loose * APART)
                loose += 1
        self.place(layout)

    def place(self, layout: MapLayout) -> None:
        """Every note to its place on the map."""
        for item in self.items.values():
            card = layout.cards.get(item.subject_id) if item.subject_id is not None else None
            item.follow(QPointF(card.x, card.y) if card is not None else QPointF())

    def on_cards(self, touchpoint_ids: Container[str]) -> dict[str, list[NoteItem]]:
        """Touchpoint → the notes that lie on its card and go where it goes, for those of these that have any."""
        found: dict[str, list[NoteItem]] = {}
        for each in self.items.values():
            if each.subject_id is not None and each.subject_id in touchpoint_ids:
                found.setdefault(each.subject_id, []).append(each)
        return found

    @property
    def bounds(self) -> QRectF:
        """The rectangle round all notes; empty where there are none."""
        whole = QRectF()
        for item in self.items.values():
            whole = whole.united(item.note_rect.translated(item.pos()))
        return whole


def size_of_new() -> QRectF:
    """The outline of a note that is about to be set down."""
    return QRectF(0, 0, WIDTH, 60)
