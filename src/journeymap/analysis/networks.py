"""A journey as a networkx graph, for whoever wants to ask it what the program does not compute.

The figures of the program work on plain lists instead (docs/adr/0010); nothing of it waits for this import.
"""

from __future__ import annotations

import networkx

from journeymap.analysis.graph import JourneyGraph


def as_networkx(graph: JourneyGraph) -> networkx.MultiDiGraph[str]:
    """The touchpoints and walkable ways of a journey by their ids.

    Nodes carry `emotion` (−2…2 or None), `seconds` (contact and waiting), `start` (part of the people who begin there),
    `goal` and `end`; ways carry `kind`, `share` (0…1) and `seconds` (waiting).
    """
    found: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(journey=graph.journey_id)
    starts = dict(graph.starts)
    for place, point in enumerate(graph.touchpoints):
        contact, waiting = graph.loads[place][:2]
        found.add_node(
            point.id, emotion=graph.emotions[place], seconds=(contact or 0.0) + (waiting or 0.0),
            start=starts.get(place, 0.0), goal=place in graph.goals, end=place in graph.ends,
        )  # fmt: skip
    ids = [each.id for each in graph.touchpoints]
    for way in graph.ways:
        found.add_edge(
            ids[way.source], ids[way.target], key=way.connection_id, kind=way.kind, share=way.share, seconds=way.waiting or 0.0
        )  # fmt: skip
    return found
