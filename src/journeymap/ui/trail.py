"""The way through the journeys of a project: where on its map somebody was in each, and where a sub-journey was entered.

Plain values, so that a new workspace on the same session goes on where the former was.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtCore import QPointF

from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Touchpoint


class Place(NamedTuple):
    """A look at a map: its scale, what is in the middle, what is selected."""

    scale: float
    centre: QPointF
    selected: tuple[str, ...]


@dataclass(slots=True)
class Trail:
    """`places` is by journey; `entered` is journey → the touchpoint through which it was entered."""

    places: dict[str, Place] = field(default_factory=dict)
    entered: dict[str, str] = field(default_factory=dict)

    def line(self, state: State, journey_id: str) -> list[str]:
        """The journeys from the outermost to this one, as they were entered, else as they lie within each other."""
        above = queries.journeys_above(state)
        found = [journey_id]
        while (upper := self._entered_from(state, found[0]) or above.get(found[0])) is not None and upper not in found:
            found.insert(0, upper)
        return found

    def _entered_from(self, state: State, journey_id: str) -> str | None:
        point = state.get(Touchpoint, self.entered.get(journey_id))
        return point.journey_id if point is not None and point.sub_journey_id == journey_id else None

    def door(self, state: State, above_id: str, journey_id: str) -> str | None:
        """The touchpoint of a journey through which one comes to a sub-journey: that of the last time, else the first."""
        if self._entered_from(state, journey_id) == above_id:
            return self.entered[journey_id]
        standing = (each for each in state.children(Touchpoint, journey_id) if each.sub_journey_id == journey_id)
        return next((each.id for each in standing if each.journey_id == above_id), None)
