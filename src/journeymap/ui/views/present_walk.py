"""A walk through a journey for an audience: which touchpoint is shown now, which comes next, where one may choose. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace

from journeymap.analysis.graph import journey_graph
from journeymap.analysis.paths import chosen_path
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Connection

_LESS_USUAL = frozenset({"loop", "recovery"})
MOST_WAYS = 9
"""Ways that the keys 1 to 9 can choose between."""


@dataclass(frozen=True, slots=True)
class Walk:
    """The touchpoints to be shown one after the other, and the place of the one in sight."""

    trail: tuple[str, ...]
    place: int = 0

    @property
    def here(self) -> str | None:
        """The touchpoint in sight; None in an empty journey."""
        return self.trail[self.place] if self.trail else None

    def at(self, place: int) -> Walk:
        """The same walk at another place, within its ends."""
        return replace(self, place=min(max(place, 0), max(len(self.trail) - 1, 0)))

    def on(self, steps: int) -> Walk:
        """So many steps on, or back."""
        return self.at(self.place + steps)


def begin(state: State, journey_id: str, at: str | None = None) -> Walk:
    """A walk along the chosen path, else the likeliest one; without any, over all touchpoints in reading order.

    It begins at the touchpoint `at` where that lies on it.
    """
    path = chosen_path(state, journey_id, journey_graph(state, journey_id))
    in_order = (each.id for each in queries.touchpoints(state, journey_id))
    trail = path.touchpoint_ids if path is not None else tuple(in_order)
    return Walk(trail, trail.index(at) if at in trail else 0)


def ways_on(state: State, walk: Walk) -> tuple[Connection, ...]:
    """The ways between which one can choose here, the likeliest first: none where there is only one way on."""
    ways = _ways(state, walk.here) if walk.here is not None else []
    return tuple(ways[:MOST_WAYS]) if len(ways) > 1 else ()


def take(state: State, walk: Walk, way: Connection) -> Walk:
    """Go one of the ways on. Where it meets the former trail again it follows that, else the likeliest ways to an end."""
    former = walk.trail[walk.place + 1 :]
    trail = [*walk.trail[: walk.place + 1]]
    seen: set[str] = set()
    here: str | None = way.target_id
    while here is not None and here not in seen:
        if here in former:
            trail += former[former.index(here) :]
            break
        trail.append(here)
        seen.add(here)
        here = _likeliest_target(state, here)
    return Walk(tuple(trail), walk.place + 1)


def _ways(state: State, touchpoint_id: str) -> list[Connection]:
    """The ways that can be walked from here: usual ones before loops and recoveries, then by share."""
    ways = [each for each in queries.connections_out(state, touchpoint_id) if each.kind != "information"]
    return sorted(ways, key=lambda way: (way.kind in _LESS_USUAL, -(way.share or 0.0), way.target_id))


def _likeliest_target(state: State, touchpoint_id: str) -> str | None:
    ways = _ways(state, touchpoint_id)
    return ways[0].target_id if ways else None
