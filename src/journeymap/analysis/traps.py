"""Traps: parts of the walk that people can enter but never leave."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.analysis.walk import Walk


def traps(walk: Walk, left: Sequence[float], shut: Sequence[float]) -> list[Sequence[int]]:
    """The closed strongly connected parts (over shares above 0) that are no end: lists of nodes of the walk."""
    if walk.acyclic:
        return []
    found = []
    for component in walk.order:
        inside = set(component)
        targets = [arc.target for node in component for arc in walk.out[node] if arc.share > 0]
        leaving = any(left[walk.place[node]] > 0 or shut[walk.place[node]] > 0 for node in component)
        if targets and not leaving and all(target in inside for target in targets):
            found.append(component)
    return found
