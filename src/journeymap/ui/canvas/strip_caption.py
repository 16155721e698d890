"""The sentence above the curve: which path it follows and what that path feels like and costs."""

from __future__ import annotations

from journeymap.analysis.graph import JourneyGraph
from journeymap.analysis.paths import Path, path_burden
from journeymap.analysis.series import series
from journeymap.labels import amounts
from journeymap.model.document import State
from journeymap.model.records import Journey
from journeymap.ui.words import language, say


def caption(state: State, graph: JourneyGraph, path: Path | None) -> str:
    """'Along the likeliest path · 9 touchpoints · mean −0.6 · …' in the window's language."""
    journey = state.get(Journey, graph.journey_id)
    if path is None or journey is None:
        return say("strip.empty")
    chosen = journey.chosen_path == path.touchpoint_ids
    parts = [say("strip.chosen" if chosen else "strip.likeliest"), say("count.touchpoints", n=len(path.touchpoint_ids))]
    figures = series(graph, path)
    for key, value in (
        ("mean", figures.mean),
        ("low", figures.emotion(figures.low)),
        ("end", figures.emotion(figures.end)),
    ):
        if value is not None:
            parts.append(say(f"strip.{key}", value=amounts.signed(value)))
    burden = path_burden(graph, path)
    if burden.time:
        parts.append(amounts.elapsed(burden.time, language()))
    return " · ".join(parts)
