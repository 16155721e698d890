"""What a drop on the map asks for besides the move itself: others step aside, and a free card goes into a connection."""

from __future__ import annotations

from collections.abc import Mapping

from journeymap.analysis.placing import stepped_aside
from journeymap.edit.touchpoints import Spot
from journeymap.model import queries
from journeymap.model.changes import Change, Set
from journeymap.model.values import Point
from journeymap.ui.canvas.scene import MapScene


def room_for(scene: MapScene, spots: Mapping[str, Spot]) -> list[Change]:
    """The changes that let cards placed by hand step aside for cards that now stand at `spots` (touchpoint id → spot)."""
    standing: dict[tuple[str, str], dict[str, tuple[float, float]]] = {}
    for each in queries.touchpoints(scene.state, scene.journey_id):
        if each.pos is not None and each.id not in spots:
            standing.setdefault((each.stage_id, each.lane_id), {})[each.id] = each.pos.x, each.pos.y
    dropped: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for stage_id, lane_id, pos in spots.values():
        if pos is not None:
            dropped.setdefault((stage_id, lane_id), []).append((pos.x, pos.y))
    changes: list[Change] = []
    for cell, places in dropped.items():
        aside = stepped_aside(places, standing.get(cell, {}), scene.layout.metrics)
        changes += [Set(touchpoint_id, "pos", Point(*place)) for touchpoint_id, place in aside.items()]
    return changes
