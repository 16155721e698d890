"""Where the arrow keys lead on a map: from card to card, along connections, and up to the headers of stages and lanes.

Reads the layout and the connections; selects nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from journeymap.analysis.geometry import MapLayout, Rect
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Connection

LINKED = 260.0
"""How much nearer, in map units, a card counts that a connection leads to."""


def first(layout: MapLayout, ids: list[str]) -> str | None:
    """The card furthest to the left, of several the uppermost."""
    return min(ids, key=lambda each: (layout.cards[each].x, layout.cards[each].y), default=None)


def step(state: State, layout: MapLayout, here: str, dx: int, dy: int) -> str | None:
    """The id of what lies next to a card, connection, stage or lane in a direction; None where the map ends."""
    if here in layout.cards:
        return _from_card(state, layout, here, dx, dy)
    if here in layout.stages:
        return _beside(layout.stages, here, dx) if dx else _below(layout, here) if dy > 0 else None
    if here in layout.lanes:
        return _beside(layout.lanes, here, dy) if dy else _right_of(layout, here) if dx > 0 else None
    way = state.get(Connection, here)
    if way is None:
        return None
    return (way.target_id if dx > 0 else way.source_id) if dx else _sibling(state, way, dy)


def _from_card(state: State, layout: MapLayout, here: str, dx: int, dy: int) -> str | None:
    rect = layout.cards[here]
    linked = {
        each.target_id if each.source_id == here else each.source_id for each in queries.connections_of(state, here)
    }
    best: tuple[float, str] | None = None
    for touchpoint_id, other in layout.cards.items():
        ahead = (other.x - rect.x) * dx + (other.y - rect.y) * dy
        aside = abs((other.x - rect.x) * dy) + abs((other.y - rect.y) * dx)
        if touchpoint_id == here or ahead <= 1:
            continue
        distance = ahead + 2.2 * aside - (LINKED if touchpoint_id in linked else 0)
        if aside <= ahead * 3 and (best is None or distance < best[0]):
            best = distance, touchpoint_id
    if best is not None:
        return best[1]
    home = layout.home(here)
    if home is None:
        return None
    return home[0] if dy < 0 else home[1] if dx < 0 else None


def _beside(rects: Mapping[str, Rect], here: str, by: int) -> str | None:
    ids = list(rects)
    place = ids.index(here) + by
    return ids[place] if 0 <= place < len(ids) else None


def _below(layout: MapLayout, stage_id: str) -> str | None:
    return min(in_stage(layout, stage_id), key=lambda each: (layout.cards[each].y, layout.cards[each].x), default=None)


def _right_of(layout: MapLayout, lane_id: str) -> str | None:
    return first(layout, in_lane(layout, lane_id))


def in_stage(layout: MapLayout, stage_id: str) -> list[str]:
    """The cards of a stage."""
    column = layout.stages[stage_id]
    return [each for each, card in layout.cards.items() if column.x <= card.center[0] <= column.right]


def in_lane(layout: MapLayout, lane_id: str) -> list[str]:
    """The cards of a lane."""
    row = layout.lanes[lane_id]
    return [each for each, card in layout.cards.items() if row.y <= card.center[1] <= row.bottom]


def _sibling(state: State, way: Connection, by: int) -> str | None:
    """The next connection that begins at the same touchpoint; of a single one, the next that ends at the same."""
    rows = queries.connections_out(state, way.source_id)
    if len(rows) < 2:
        rows = queries.connections_in(state, way.target_id)
    ids = [each.id for each in rows]
    return ids[(ids.index(way.id) + by) % len(ids)] if len(ids) > 1 else None


def end_of_row(layout: MapLayout, here: str | None, direction: int) -> str | None:
    """The first (-1) or last (1) card of the lane where a card is; of the map where there is none."""
    home = layout.home(here) if here is not None else None
    ids = in_lane(layout, home[1]) if home is not None else list(layout.cards)
    ids.sort(key=lambda each: (layout.cards[each].x, layout.cards[each].y))
    return ids[0 if direction < 0 else -1] if ids else None


def in_next_stage(layout: MapLayout, here: str | None, direction: int) -> str | None:
    """The card nearest in height in the next stage (1) or the one before (-1) that has cards."""
    home = layout.home(here) if here is not None else None
    if here is None or home is None:
        return end_of_row(layout, None, -1)
    ids = list(layout.stages)
    place = ids.index(home[0]) + direction
    y = layout.cards[here].y
    while 0 <= place < len(ids):
        found = in_stage(layout, ids[place])
        if found:
            return min(found, key=lambda each: (abs(layout.cards[each].y - y), layout.cards[each].x))
        place += direction
    return None
