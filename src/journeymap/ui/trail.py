"""The way through the journeys of a project: where on its map somebody was in each, and where a sub-journey was entered.

Plain values, so that a new workspace on the same session goes on where the former was.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtCore import QPointF

from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Journey, Touchpoint


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

    def door(self, state: State, journey_id: str) -> Touchpoint | None:
        """The touchpoint through which one comes to a sub-journey: that of the last time, else one that stands for it above."""
        point = state.get(Touchpoint, self.entered.get(journey_id))
        if point is not None and point.sub_journey_id == journey_id:
            return point
        above = queries.journey_above(state, journey_id)
        standing = [each for each in state.children(Touchpoint, journey_id) if each.sub_journey_id == journey_id]
        return next((each for each in standing if each.journey_id == above), None)

    def above(self, state: State, journey_id: str) -> str | None:
        """The journey that one goes back to; None from the outermost."""
        point = self.door(state, journey_id)
        above = point.journey_id if point is not None else queries.journey_above(state, journey_id)
        return above if above != journey_id and state.get(Journey, above) is not None else None

    def line(self, state: State, journey_id: str) -> list[str]:
        """The journeys from the outermost to this one."""
        found = [journey_id]
        while (above := self.above(state, found[0])) is not None and above not in found:
            found.insert(0, above)
        return found
