"""The plain values a drawn map is made of: rectangles, measures, routes, the whole layout.

In map units, 1 unit = 1 pixel at 100 %. Where things stand is decided in `layout`, how
connections run in `routing`; screen and print only read these values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from journeymap.analysis.relayout import Memory


class Rect(NamedTuple):
    """An upright rectangle; y grows downwards."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def center(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2

    def contains(self, x: float, y: float) -> bool:
        """Whether a point lies inside or on the border."""
        return self.x <= x <= self.right and self.y <= y <= self.bottom

    def holds(self, other: Rect) -> bool:
        """Whether another rectangle lies inside, borders included."""
        return self.contains(other.x, other.y) and self.contains(other.right, other.bottom)

    def intersects(self, other: Rect) -> bool:
        """Whether two rectangles share more than a border."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def inset(self, dx: float, dy: float | None = None) -> Rect:
        """The rectangle with every side moved inwards (outwards where negative)."""
        dy = dx if dy is None else dy
        return Rect(self.x + dx, self.y + dy, self.width - 2 * dx, self.height - 2 * dy)


@dataclass(frozen=True, slots=True)
class Metrics:
    """The measures of a map. Gaps are the least there is; they grow where connections and labels need room."""

    card_width: float = 156
    card_height: float = 96
    gap_x: float = 48
    gap_y: float = 28
    """Between two cards of one stage side by side, and of one lane one above the other."""
    stage_header: float = 32
    stage_gap: float = 8
    stage_padding: float = 24
    """From the border of a stage to its cards."""
    lane_header_width: float = 52
    lane_gap: float = 4
    lane_padding: float = 18
    """From the border of a lane to its cards."""
    header_gap: float = 8
    """Between the headers and what they head."""
    track_gap: float = 12
    """Between connections that run side by side."""
    clearance: float = 10
    """The least distance of a connection that passes a card; also the room for an arrow head."""
    label_gap: float = 4
    """The least distance of a label from cards and other labels."""


@dataclass(frozen=True, slots=True)
class Route:
    """The way of one connection on the map: an upright polyline from card edge to card edge, the arrow at its end."""

    points: tuple[tuple[float, float], ...]
    label: Rect | None
    kind: str


@dataclass(frozen=True, slots=True)
class MapLayout:
    """Where everything of one journey stands. Stages and lanes keep the user's order in their mappings."""

    bounds: Rect
    stages: Mapping[str, Rect]
    stage_headers: Mapping[str, Rect]
    lanes: Mapping[str, Rect]
    lane_headers: Mapping[str, Rect]
    cells: Mapping[tuple[str, str], Rect]
    cards: Mapping[str, Rect]
    routes: Mapping[str, Route]
    visibility_y: float | None
    interaction_y: float | None
    orders: Mapping[str, str]
    """The order keys of the touchpoints laid out, by which a later layout sees whose place is settled."""
    metrics: Metrics
    memory: Memory | None = field(default=None, compare=False, repr=False)
    """What it was made from, so that the next layout can take over what stays."""

    def home(self, touchpoint_id: str) -> tuple[str, str] | None:
        """The stage and lane a card is shown in, which differ from its record where those are gone."""
        card = self.cards.get(touchpoint_id)
        if card is None:
            return None
        x, y = card.center
        stage = next((key for key, rect in self.stages.items() if rect.x <= x <= rect.right), None)
        lane = next((key for key, rect in self.lanes.items() if rect.y <= y <= rect.bottom), None)
        return (stage, lane) if stage is not None and lane is not None else None
