"""Connections that are there already: their ends and their kinds. Drawing new ones is in `touchpoints`."""

from __future__ import annotations

from collections.abc import Iterable

from journeymap.edit.touchpoints import leads_to
from journeymap.model import queries
from journeymap.model.changes import Change, Set
from journeymap.model.document import State
from journeymap.model.records import Connection, Touchpoint

PLAIN = ("sequence", "branch")
"""Kinds that only say that the way goes on; the others were chosen and stay."""


def reconnect(state: State, connection_id: str, touchpoint_id: str, *, at_start: bool) -> list[Change]:
    """Let a connection begin or end at another touchpoint of its journey.

    A plain way that then leads back becomes a loop, a loop that no longer does a plain way. Nothing where the connection
    would meet itself, or where another one runs already.
    """
    way, point = state.get(Connection, connection_id), state.get(Touchpoint, touchpoint_id)
    if way is None or point is None or point.journey_id != way.journey_id:
        return []
    source_id, target_id = (touchpoint_id, way.target_id) if at_start else (way.source_id, touchpoint_id)
    there = queries.connections_out(state, source_id)
    if source_id == target_id or any(each.target_id == target_id for each in there):
        return []
    changes: list[Change] = [Set(way.id, "source_id" if at_start else "target_id", touchpoint_id)]
    within = "source_within" if at_start else "target_within"
    if way.value(within):
        changes.append(Set(way.id, within, ()))
    others = [each for each in there if each.id != way.id and each.kind in PLAIN]
    back = leads_to(state, target_id, source_id, without=way.id)
    kind = way.kind
    if kind in (*PLAIN, "loop"):
        kind = "loop" if back else "branch" if others else "sequence"
    if kind != way.kind:
        changes.append(Set(way.id, "kind", kind))
    if kind == "branch":
        changes += [Set(each.id, "kind", "branch") for each in others if each.kind == "sequence"]
    return changes


def set_kind(state: State, connection_ids: Iterable[str], kind: str) -> list[Change]:
    """Give connections a kind."""
    found = (state.get(Connection, each) for each in connection_ids)
    return [Set(each.id, "kind", kind) for each in found if each is not None and each.kind != kind]
