"""The things on a map that can be taken hold of, the records that they stand for, and where the map itself is."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QGraphicsItem

from journeymap.analysis.geometry import MapLayout
from journeymap.ui.canvas.items.card import CardItem
from journeymap.ui.canvas.items.connection import ConnectionItem
from journeymap.ui.canvas.items.grid import HeaderItem
from journeymap.ui.canvas.items.note import NoteItem
from journeymap.ui.canvas.items.plus import PlusItem

THINGS = (NoteItem, CardItem, ConnectionItem, HeaderItem, PlusItem)


def record_id_of(item: QGraphicsItem) -> str | None:
    """The id of the record that an item stands for."""
    if isinstance(item, CardItem):
        return item.touchpoint_id
    if isinstance(item, ConnectionItem):
        return item.connection_id
    if isinstance(item, NoteItem):
        return item.note_id
    return item.record_id if isinstance(item, HeaderItem) else None


def is_among(layout: MapLayout, point: QPointF) -> bool:
    """Whether a place is among the stages and lanes of a map, the gaps between them included."""
    columns, rows = list(layout.stages.values()), list(layout.lanes.values())
    if not columns or not rows:
        return False
    in_stages = columns[0].x <= point.x() <= columns[-1].right
    return in_stages and rows[0].y <= point.y() <= rows[-1].bottom
