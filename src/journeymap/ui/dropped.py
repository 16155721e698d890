"""What letting go of an element or an annotation over a touchpoint comes to, on the map and in the table alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QGraphicsRectItem, QTreeView

from journeymap import labels
from journeymap.edit import annotations as notes
from journeymap.edit import rows
from journeymap.model.changes import Change, Label, Set
from journeymap.model.records import Opportunity, Touchpoint
from journeymap.session import Session
from journeymap.ui.canvas.items.card import CardItem
from journeymap.ui.canvas.tools.marks import ghost_frame
from journeymap.ui.canvas.view import MapView
from journeymap.ui.carrying import Modifiers, Parcel
from journeymap.ui.panels.choices import short
from journeymap.ui.words import language, say, shown

LONGEST_NAME = 24


def relation_of(modifiers: Modifiers) -> str:
    """The relation that held keys choose: Shift for what is lacking, Ctrl for what would serve, none for what shows."""
    if modifiers & Qt.KeyboardModifier.ShiftModifier:
        return "lacks"
    return "would_serve" if modifiers & Qt.KeyboardModifier.ControlModifier else "shows"


def words(session: Session, parcel: Parcel, touchpoint_ids: list[str], modifiers: Modifiers) -> str:
    """What letting go over touchpoints would do; '' where it would do nothing."""
    points = [found for each in touchpoint_ids if (found := session.state.get(Touchpoint, each)) is not None]
    if not points:
        return ""
    name = labels.quoted(short(shown(points[0].title) or say("touchpoint.untitled"), LONGEST_NAME), language())
    if len(points) > 1:
        name = say("count.touchpoints", n=len(points))
    if parcel.kind == "element":
        return say(f"carry.{relation_of(modifiers)}", what=parcel.text, where=name)
    if parcel.from_id in touchpoint_ids or not moved(session, parcel, points[0].id, modifiers):
        return ""
    also = bool(modifiers & Qt.KeyboardModifier.ControlModifier) and _is_shared(session, parcel)
    return say("carry.also" if also else "carry.move", what=short(parcel.text, LONGEST_NAME), where=name)


def _is_shared(session: Session, parcel: Parcel) -> bool:
    return isinstance(session.state.find(parcel.id), Opportunity)


def moved(session: Session, parcel: Parcel, touchpoint_id: str, modifiers: Modifiers) -> list[Change]:
    """The changes that bring a carried annotation to a touchpoint; with Ctrl an opportunity stays where it was as well."""
    record = session.state.find(parcel.id)
    if isinstance(record, Opportunity) and modifiers & Qt.KeyboardModifier.ControlModifier:
        return [Set(record.id, "touchpoint_ids", (*record.touchpoint_ids, touchpoint_id))]
    return rows.move_to(session.state, parcel.id, parcel.from_id, touchpoint_id)


def take(session: Session, parcel: Parcel, touchpoint_ids: Iterable[str], modifiers: Modifiers) -> None:
    """Link the element to the touchpoints, or move the annotation to the first of them: one step of the history."""
    ids = list(touchpoint_ids)
    if parcel.kind == "element":
        relation = relation_of(modifiers)
        changes = [change for each in ids for change in notes.link(session.state, each, parcel.id, relation)]
        session.run(Label.of("link"), changes)
    elif ids:
        session.run(Label.of("move_annotation"), moved(session, parcel, ids[0], modifiers))


class MapPlace:
    """The cards of a map take elements and annotations. One of several selected ones takes elements for all of them."""

    def __init__(self, view: MapView, select: Callable[[list[str]], None]) -> None:
        self._view, self._select = view, select
        self._frames: list[QGraphicsRectItem] = []

    def _touchpoints(self, parcel: Parcel, spot: QPoint) -> list[str]:
        view = self._view
        thing = view.map_scene.thing_at(view.mapToScene(view.viewport().mapFromGlobal(spot)))
        if not isinstance(thing, CardItem):
            return []
        chosen = view.map_scene.selected(Touchpoint)
        if parcel.kind == "element" and thing.touchpoint_id in chosen:
            return [thing.touchpoint_id, *(each for each in chosen if each != thing.touchpoint_id)]
        return [thing.touchpoint_id]

    def offer(self, parcel: Parcel, spot: QPoint, modifiers: Modifiers) -> str:
        """Mark the card under the mouse."""
        ids = self._touchpoints(parcel, spot)
        said = words(self._view.map_scene.session, parcel, ids, modifiers)
        self.withdraw()
        for touchpoint_id in ids if said else ():
            card = self._view.map_scene.card(touchpoint_id)
            if card is None:
                continue
            frame = ghost_frame(card.card_rect.translated(card.pos()).adjusted(-3, -3, 3, 3))
            self._view.map_scene.addItem(frame)
            self._frames.append(frame)
        return said

    def take(self, parcel: Parcel, spot: QPoint, modifiers: Modifiers) -> None:
        """Link or move, and show the card where it happened."""
        ids = self._touchpoints(parcel, spot)
        take(self._view.map_scene.session, parcel, ids, modifiers)
        if len(ids) == 1:
            self._select(ids)

    def withdraw(self) -> None:
        """Mark no card."""
        for frame in self._frames:
            self._view.map_scene.removeItem(frame)
        self._frames.clear()


class RowPlace:
    """The rows of a table take elements and annotations, for the touchpoint they belong to."""

    def __init__(self, tree: QTreeView, session: Session, touchpoint_at: Callable[[QPoint], str | None]) -> None:
        self._tree, self._session, self._touchpoint_at = tree, session, touchpoint_at

    def _touchpoints(self, spot: QPoint) -> list[str]:
        found = self._touchpoint_at(self._tree.viewport().mapFromGlobal(spot))
        return [found] if found is not None else []

    def offer(self, parcel: Parcel, spot: QPoint, modifiers: Modifiers) -> str:
        """Say what letting go does here."""
        return words(self._session, parcel, self._touchpoints(spot), modifiers)

    def take(self, parcel: Parcel, spot: QPoint, modifiers: Modifiers) -> None:
        """Link or move."""
        take(self._session, parcel, self._touchpoints(spot), modifiers)

    def withdraw(self) -> None:
        """Nothing is marked here."""
