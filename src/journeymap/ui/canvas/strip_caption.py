"""The sentence above the curve: which path it follows and what that path feels like and costs."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.analysis.paths import path_totals
from journeymap.analysis.series import series
from journeymap.labels import amounts
from journeymap.model.document import State
from journeymap.model.records import Journey
from journeymap.ui.words import language, say


def caption(state: State, journey_id: str, path: Sequence[str]) -> str:
    """'Along the likeliest path · 9 touchpoints · mean −0.6 · …' in the window's language."""
    journey = state.get(Journey, journey_id)
    if not path or journey is None:
        return say("strip.empty")
    chosen = tuple(journey.chosen_path) == tuple(path)
    parts = [say("strip.chosen" if chosen else "strip.likeliest"), say("count.touchpoints", n=len(path))]
    figures = series(state, path)
    if figures.mean is not None:
        parts.append(say("strip.mean", value=amounts.signed(figures.mean)))
    if figures.low is not None:
        parts.append(say("strip.low", value=amounts.signed(figures.low)))
    if figures.end is not None:
        parts.append(say("strip.end", value=amounts.signed(figures.end)))
    totals = path_totals(state, journey_id, path)
    if totals.time:
        parts.append(amounts.elapsed(totals.time, language()))
    return " · ".join(parts)
