"""Checks of the ways through a journey: starts, goals, dead ends, traps, shares, what the map's size and parts say."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.analysis.access import reached_before
from journeymap.analysis.content import Content
from journeymap.analysis.finding import Finding, Share, group, note, problem, warning
from journeymap.analysis.graph import JourneyGraph
from journeymap.analysis.traps import traps

MOST_STAGES = 9
MOST_TOUCHPOINTS = 60
_ADJUSTED = {
    "shares_above_one": "warning",
    "start_shares_scaled": "note",
    "start_after_recovery": "warning",
    "share_unknown": "note",
    "parallel_never_meets": "warning",
    "sub_journey_contains_itself": "warning",
}
_FIXES = {
    "shares_above_one": "scale_shares",
    "start_shares_scaled": "scale_starts",
    "start_after_recovery": "no_start",
}


def flow_checks(content: Content, graph: JourneyGraph) -> Iterator[Finding]:
    """What is odd about the graph of a journey."""
    yield from _starts_and_goals(content, graph)
    yield from _stuck(graph)
    for adjustment in graph.adjustments:
        values = {name: Share(value) if name in ("total", "share") else value for name, value in adjustment.values}
        yield Finding(
            adjustment.key, _ADJUSTED[adjustment.key], adjustment.subject_ids, values, fix=_FIXES.get(adjustment.key)
        )
    yield from _parts(content)


def _starts_and_goals(content: Content, graph: JourneyGraph) -> Iterator[Finding]:
    journey_id = content.journey.id
    if not graph.touchpoints:
        return
    if not graph.starts:
        yield problem("no_start", journey_id)
    if not graph.goals_marked:
        yield warning("no_goal", journey_id, fix="mark_goal")
    reachable = graph.reachable
    lost = [place for place in range(len(graph.touchpoints)) if place not in reachable and place not in graph.outside]
    if graph.starts:
        yield from group("unreachable", "problem", graph.ids(lost))
    yield from group("not_connected", "warning", graph.ids(sorted(graph.outside)))


def _stuck(graph: JourneyGraph) -> Iterator[Finding]:
    if graph.goals_marked:
        ends = sorted(graph.ends.intersection(reached_before(graph, graph.goals)))
        yield from group("dead_end", "warning", graph.ids(ends), fix="mark_goal")
    for trap in traps(graph.walk, graph.left, graph.shut):
        places = sorted({graph.walk.place[node] for node in trap})
        yield problem("no_way_out", *graph.ids(places), n=len(places))
    for place in sorted(graph.reachable):
        if graph.left[place] > 0 and graph.out[place]:
            yield note("people_leave", graph.touchpoints[place].id, share=Share(graph.left[place]))


def _parts(content: Content) -> Iterator[Finding]:
    used_stages = {touchpoint.stage_id for touchpoint in content.touchpoints}
    used_lanes = {touchpoint.lane_id for touchpoint in content.touchpoints}
    empty_stages = (each.id for each in content.stages if each.id not in used_stages)
    empty_lanes = (each.id for each in content.lanes if each.id not in used_lanes)
    yield from group("empty_stage", "note", empty_stages, fix="delete_empty")
    yield from group("empty_lane", "note", empty_lanes, fix="delete_empty")
    if len(content.stages) > MOST_STAGES:
        yield note("many_stages", content.journey.id, fix="sub_journey", n=len(content.stages), most=MOST_STAGES)
    if len(content.touchpoints) > MOST_TOUCHPOINTS:
        count = len(content.touchpoints)
        yield note("many_touchpoints", content.journey.id, fix="sub_journey", n=count, most=MOST_TOUCHPOINTS)
