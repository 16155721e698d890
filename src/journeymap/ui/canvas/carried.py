"""Cards on the move, dragged or gliding: they stand off from their places in the layout; connections and notes follow.

The document and the layout stay as they are; only items move.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from journeymap.analysis.geometry import Rect
from journeymap.ui.canvas.items.card import CardItem
from journeymap.ui.canvas.items.connection import ConnectionItem
from journeymap.ui.canvas.items.note import NoteItem

Offset = tuple[float, float]
Points = Sequence[tuple[float, float]]
STILL: Offset = (0.0, 0.0)


class Carried:
    """Some cards, the connections that begin or end at them, and the notes that lie on them."""

    def __init__(
        self,
        cards: Mapping[str, tuple[CardItem, Rect]],
        lines: Sequence[ConnectionItem],
        notes: Mapping[str, Sequence[NoteItem]] = MappingProxyType({}),
    ) -> None:
        self._cards = dict(cards)
        self._lines = lines
        self._notes = notes

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(self._cards)

    @property
    def line_ids(self) -> frozenset[str]:
        return frozenset(line.connection_id for line in self._lines)

    def move(self, offsets: Mapping[str, Offset]) -> None:
        """Show each card as far off its place as `offsets` say, those left out in their place."""
        for touchpoint_id, (card, place) in self._cards.items():
            dx, dy = offsets.get(touchpoint_id, STILL)
            card.setPos(place.x + dx, place.y + dy)
            for note in self._notes.get(touchpoint_id, ()):
                note.follow(card.pos())
        for line in self._lines:
            route, connection = line.route, line.connection
            if route is None or connection is None or len(route.points) < 2:
                continue
            first = offsets.get(connection.source_id, STILL)
            last = offsets.get(connection.target_id, STILL)
            if first == last:
                line.setPos(*first)
            else:
                line.stretch(stretched(route.points, first, last), None)

    def settle(self) -> None:
        """Everything back to its place in the layout."""
        for touchpoint_id, (card, place) in self._cards.items():
            card.place(place)
            for note in self._notes.get(touchpoint_id, ()):
                note.follow(card.pos())
        for line in self._lines:
            line.setPos(0, 0)
            if line.connection is not None and line.route is not None:
                line.show_route(line.connection, line.route)


def stretched(points: Points, first: Offset, last: Offset) -> Points:
    """An upright line whose ends are moved and whose runs next to them follow."""
    (x, y), (end_x, end_y) = points[0], points[-1]
    level, ends_level = y == points[1][1], points[-2][1] == end_y
    x, y, end_x, end_y = x + first[0], y + first[1], end_x + last[0], end_y + last[1]
    if len(points) == 2:
        if level:
            middle = (x + end_x) / 2
            return ((x, y), (middle, y), (middle, end_y), (end_x, end_y)) if y != end_y else ((x, y), (end_x, end_y))
        middle = (y + end_y) / 2
        return ((x, y), (x, middle), (end_x, middle), (end_x, end_y)) if x != end_x else ((x, y), (end_x, end_y))
    found = list(points)
    found[0], found[-1] = (x, y), (end_x, end_y)
    found[1] = (found[1][0], y) if level else (x, found[1][1])
    found[-2] = (found[-2][0], end_y) if ends_level else (end_x, found[-2][1])
    return found
