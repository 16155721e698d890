"""Which gesture a press of the mouse begins: decided by what lies under it, the tool in use and the keys held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QGraphicsItem

from journeymap.ui.canvas.items.card import CardItem
from journeymap.ui.canvas.items.connection import ConnectionItem
from journeymap.ui.canvas.items.grid import HeaderItem
from journeymap.ui.canvas.items.note import NoteItem
from journeymap.ui.canvas.items.plus import PlusItem
from journeymap.ui.canvas.tools.connect import Connect, Reconnect
from journeymap.ui.canvas.tools.gesture import CONTROL, SHIFT, Gesture
from journeymap.ui.canvas.tools.headers import MoveHeader, ResizeHeader
from journeymap.ui.canvas.tools.marquee import Marquee
from journeymap.ui.canvas.tools.move import MoveCards
from journeymap.ui.canvas.tools.note import MoveNote
from journeymap.ui.canvas.tools.pan import Pan

if TYPE_CHECKING:
    from journeymap.ui.canvas.view import MapView

END = 18.0
"""How near to the end of a connection, in pixels, one takes hold of that end."""


def gesture_for(
    view: MapView, place: QPointF, button: Qt.MouseButton, modifiers: Qt.KeyboardModifier
) -> Gesture | None:
    """The gesture that begins at a place of the scene; None where the press itself was all, or nothing."""
    scene = view.map_scene
    if button == Qt.MouseButton.MiddleButton or view.is_panning:
        return Pan(view, place, modifiers)
    if button != Qt.MouseButton.LeftButton:
        return None
    thing = scene.thing_at(place)
    if isinstance(thing, NoteItem):
        return MoveNote(view, place, modifiers, thing)
    if isinstance(thing, CardItem):
        if scene.open_at(place):
            return None
        if view.mode == "connect" or thing.handle_at(place - thing.pos()):
            return Connect(view, place, modifiers, thing)
        return MoveCards(view, place, modifiers, thing)
    if isinstance(thing, PlusItem):
        (view.add_stage if thing.adds == "stage" else view.add_lane)()
        return None
    if view.mode == "add":
        view.add_at(place, stays=isinstance(thing, ConnectionItem))
        return None
    if isinstance(thing, HeaderItem):
        return (ResizeHeader if thing.edge_at(place) else MoveHeader)(view, place, modifiers, thing)
    if isinstance(thing, ConnectionItem):
        return _at_connection(view, place, modifiers, thing)
    on_strip = scene.strip_at(place)
    if on_strip is not None:
        scene.select([on_strip[0]])
        return None
    return Marquee(view, place, modifiers)


def _at_connection(
    view: MapView, place: QPointF, modifiers: Qt.KeyboardModifier, line: ConnectionItem
) -> Gesture | None:
    first, last = line.ends
    reach = END / max(view.scale_factor, 0.3)
    if (place - last).manhattanLength() < reach:
        return Reconnect(view, place, modifiers, line, at_start=False)
    if (place - first).manhattanLength() < reach:
        return Reconnect(view, place, modifiers, line, at_start=True)
    chosen = [line.connection_id]
    if modifiers & (SHIFT | CONTROL):
        chosen += view.map_scene.selected_ids()
    view.map_scene.select(chosen)
    return None


def kind_of(thing: QGraphicsItem | None) -> str:
    """What kind of thing lies somewhere, for its menu: touchpoint, connection, stage, lane, note or ground."""
    if isinstance(thing, NoteItem):
        return "note"
    if isinstance(thing, CardItem):
        return "touchpoint"
    if isinstance(thing, ConnectionItem):
        return "connection"
    if isinstance(thing, HeaderItem):
        return "stage" if thing.is_stage else "lane"
    return "ground"
