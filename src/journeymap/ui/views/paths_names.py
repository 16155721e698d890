"""What paths are called: by the conditions of the branches taken, or by the touchpoints that tell them apart."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.analysis.graph import JourneyGraph
from journeymap.analysis.paths import Path
from journeymap.model.document import State
from journeymap.model.records import Connection, Touchpoint
from journeymap.model.text import EMPTY, LocalText

NAMED_TOGETHER = 60
"""A path's name tells it from so many of the paths shown beside it."""


def path_parts(state: State, graph: JourneyGraph, paths: Sequence[Path]) -> list[tuple[LocalText, ...]]:
    """What tells each path from the others shown: the fewest of its choices, in the order in which they are made.

    A choice is a condition where ways part, else where the way leads; also where a path begins or is left. A path
    without choices is named by its first and last touchpoint.
    """
    choices = [_choices(graph, path) for path in paths]
    compared = [set(found) for found in choices[:NAMED_TOGETHER]]
    result = []
    for number, found in enumerate(choices):
        others = {place for place in range(len(compared)) if place != number}
        picked: set[tuple[str, str]] = set()
        while others:
            best = max(found, key=lambda each: sum(each not in compared[place] for place in others), default=None)
            excluded = {place for place in others if best is not None and best not in compared[place]}
            if best is None or not excluded:
                break
            picked.add(best)
            others -= excluded
        texts = [_choice_text(state, each) for each in found if each in picked]
        if not texts:
            ends = [
                state.get(Touchpoint, each)
                for each in (paths[number].touchpoint_ids[0], paths[number].touchpoint_ids[-1])
            ]
            texts = [each.title for each in dict.fromkeys(ends) if each is not None]
        result.append(tuple(texts))
    return result


def _choices(graph: JourneyGraph, path: Path) -> list[tuple[str, str]]:
    found = []
    if len(graph.starts) > 1:
        found.append(("start", path.touchpoint_ids[0]))
    for arc in path.arcs:
        way = graph.ways[arc.ways[0]]
        block = graph.blocks.get(way.source)
        if block is not None and arc.ways[0] in block.ways and len(graph.out[way.source]) == len(block.ways):
            continue
        if len(graph.out[way.source]) > 1 or graph.left[way.source] > 0:
            found.append(("way", way.connection_id))
    if path.leaves:
        found.append(("leaves", path.touchpoint_ids[-1]))
    return found


def _choice_text(state: State, choice: tuple[str, str]) -> LocalText:
    kind, record_id = choice
    if kind == "way":
        connection = state.get(Connection, record_id)
        if connection is not None and connection.condition:
            return connection.condition
        record_id = connection.target_id if connection is not None else ""
    touchpoint = state.get(Touchpoint, record_id)
    return touchpoint.title if touchpoint is not None else EMPTY
