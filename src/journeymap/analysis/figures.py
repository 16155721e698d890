"""All figures of one journey in one call, with what they rest on, and the same as plain JSON values.

Computes nothing itself: it gathers what the modules beside it compute, sharing the graph and the chain between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from itertools import islice
from math import inf
from typing import Any

from journeymap.analysis.agreement import Agreement, journey_agreement
from journeymap.analysis.burden import Burden
from journeymap.analysis.chain import chain_of
from journeymap.analysis.content import Content, content_of
from journeymap.analysis.coverage import Coverage, coverage
from journeymap.analysis.extremes import Extreme, dearest_path, likely_ones, slowest_path, worst_path
from journeymap.analysis.graph import JourneyGraph
from journeymap.analysis.ground import Ground, grounds
from journeymap.analysis.life_event import sub_outlooks, whole_graph
from journeymap.analysis.limits import Passage, passage
from journeymap.analysis.outlook import Outlook, outlook
from journeymap.analysis.paths import Count, Path, likely_paths, path_burden, path_count, picked_path
from journeymap.analysis.series import Series, series
from journeymap.analysis.spread import Spread, fee_spread, time_spread
from journeymap.analysis.summary import Summary, summary
from journeymap.analysis.surprise import Prospect, prospects
from journeymap.model.document import State
from journeymap.model.records import Persona

BASED_ON: dict[str, tuple[str, ...]] = {
    "expected_visits": ("share",),
    "reach": ("share",),
    "goal": ("share",),
    "never": ("share",),
    "left": ("share",),
    "share": ("share",),
    "paths": ("share",),
    "time": ("share", "contact_time", "waiting"),
    "contact_time": ("share", "contact_time"),
    "waiting": ("share", "waiting"),
    "fee": ("share", "fee"),
    "trips": ("share", "visits"),
    "documents": ("share", "documents"),
    "data_repeated": ("share", "data_repeated"),
    "handovers": ("share", "handover"),
    "slowest_path": ("contact_time", "waiting"),
    "dearest_path": ("fee",),
    "worst_path": ("emotion",),
    "peak_end": ("emotion",),
    "sum_emotion": ("share", "emotion"),
    "sum_peak_end": ("share", "emotion"),
    "gain": ("share", "emotion"),
    "served": ("share",),
    "her_chance": ("share",),
}
"""Figure → the kinds of values it is made from."""


@dataclass(frozen=True, slots=True)
class PathFigures:
    """One path with its burden and its series."""

    path: Path
    burden: Burden
    series: Series


@dataclass(frozen=True, slots=True)
class Figures:
    """All that is computed of one journey. What is None could not be computed, because a start, an end or feelings
    are missing.
    """

    graph: JourneyGraph
    outlook: Outlook
    time: Spread | None
    fees: dict[str, Spread]
    chosen: PathFigures | None
    likely: tuple[PathFigures, ...]
    path_count: Count
    slowest: Extreme | None
    dearest: dict[str, Extreme]
    worst: Extreme | None
    summary: Summary
    coverage: Coverage
    personas: tuple[Passage, ...]
    prospects: tuple[Prospect, ...]
    agreement: dict[tuple[str, str], Agreement]
    sub_journeys: dict[str, Outlook]
    grounds: dict[str, Ground]

    def ground(self, figure: str) -> Ground:
        """What a figure rests on; nothing for one that is only counted."""
        return sum((self.grounds[name] for name in BASED_ON.get(figure, ())), Ground())


def figures(
    state: State,
    journey_id: str,
    *,
    element_ids: Iterable[str] = (),
    dimensions: Mapping[str, str] | None = None,
    content: Content | None = None,
    graph: JourneyGraph | None = None,
    likely: int = 5,
) -> Figures:
    """All figures of a journey: `likely` of its most likely paths, coverage against `element_ids` of the chosen
    edition.
    """
    content = content or content_of(state, journey_id)
    graph = graph or whole_graph(state, journey_id, content=content)
    chain = chain_of(graph)
    base = outlook(graph, chain)
    currencies = sorted({currency for place in graph.reachable for currency, _ in graph.loads[place].fees})
    personas = (state.get(Persona, each) for each in content.journey.persona_ids)
    ranked = list(islice(likely_paths(graph), likely)) if graph.walk.acyclic else likely_ones(graph)
    chosen = picked_path(state, graph) or next(iter(ranked), None)
    return Figures(
        graph=graph,
        outlook=base,
        time=time_spread(graph, chain),
        fees={each: found for each in currencies if (found := fee_spread(graph, each, chain)) is not None},
        chosen=path_figures(graph, chosen) if chosen is not None else None,
        likely=tuple(path_figures(graph, path) for path in ranked[:likely]),
        path_count=path_count(graph),
        slowest=slowest_path(graph, ranked),
        dearest={each: path for each in currencies if (path := dearest_path(graph, each, ranked)) is not None},
        worst=worst_path(graph, ranked),
        summary=summary(content, graph, chain),
        coverage=coverage(state, journey_id, element_ids, dimensions, content),
        personas=tuple(passage(graph, each, chain, base) for each in personas if each is not None),
        prospects=tuple(prospects(content, graph, chain)),
        agreement=journey_agreement(state, journey_id),
        sub_journeys=sub_outlooks(content),
        grounds=grounds(content, graph),
    )


def path_figures(graph: JourneyGraph, path: Path) -> PathFigures:
    """A path with what it costs and how it feels."""
    return PathFigures(path, path_burden(graph, path), series(graph, path))


def numbers(found: Figures) -> dict[str, float]:
    """The figures that are single numbers, by dotted names, to be set beside those of another version or journey."""
    result: dict[str, float] = {
        "goal": found.outlook.goal,
        "never": found.outlook.never,
        "left": found.outlook.left,
        "paths": float(found.path_count.value) if found.path_count.value < 1 << 1000 else inf,
    }
    for name, total in (
        ("everyone", found.outlook.everyone),
        ("reaching", found.outlook.reaching),
        ("finishing", found.outlook.finishing),
        ("chosen", found.chosen.burden if found.chosen else None),
    ):
        if total is not None:
            result.update((f"{name}.{key}", value) for key, value in burden_numbers(total).items())
    for name, spread in (("time", found.time), *((f"fee.{each}", fee) for each, fee in found.fees.items())):
        if spread is not None:
            for key in ("mean", "deviation", "least", "most"):
                result[f"{name}.{key}"] = getattr(spread, key)
            for key in ("median", "slowest_tenth", "percentile_95"):
                result[f"{name}.{key}"] = getattr(spread, key).value
    for name, extreme in (
        ("slowest_path", found.slowest),
        ("worst_path", found.worst),
        *((f"dearest_path.{each}", path) for each, path in found.dearest.items()),
    ):
        if extreme is not None:
            result[name] = extreme.value
    _add_experience(found, result)
    for persona in found.personas:
        result[f"persona.{persona.persona_id}.served"] = persona.served
        result[f"persona.{persona.persona_id}.chance"] = persona.chance
        if persona.burden is not None:
            result.update(
                (f"persona.{persona.persona_id}.{key}", value) for key, value in burden_numbers(persona.burden).items()
            )
    return result


def _add_experience(found: Figures, result: dict[str, float]) -> None:
    total = found.summary
    if found.chosen is not None:
        for key in ("peak_end", "mean"):
            value = getattr(found.chosen.series, key)
            if value is not None:
                result[f"chosen.{key}"] = value
    if total.mean_emotion is not None:
        result["sum_emotion"] = total.mean_emotion
    if total.peak_end is not None:
        result["sum_peak_end"] = total.peak_end.value
    for kano, gaps in total.gaps.items():
        result[f"gaps.{kano or 'none'}"] = gaps.mean
    for level in range(5):
        result[f"levels_reached.{level}"] = total.levels_reached[level]
        result[f"levels_aimed.{level}"] = total.levels_aimed[level]
    result["open_pain_points"] = sum(total.open_pain_points.values())
    for relation, count in found.coverage.relations.items():
        result[f"coverage.{relation}"] = count
    result["coverage.untouched"] = len(found.coverage.untouched)
    if found.coverage.share_of_lacks is not None:
        result["coverage.share_of_lacks"] = found.coverage.share_of_lacks


def burden_numbers(total: Burden) -> dict[str, float]:
    """A burden as single numbers; money by currency."""
    result = {
        field.name: getattr(total, field.name) for field in fields(total) if field.name not in ("fees", "at_least")
    }
    return {**result, **{f"fee.{currency}": value for currency, value in total.fees.items()}}


def as_json(found: Figures) -> dict[str, Any]:
    """The figures as values that JSON can hold: touchpoints by id, infinity as the word "infinite"."""
    ids = [touchpoint.id for touchpoint in found.graph.touchpoints]
    base = found.outlook
    result = {
        each.name: _plain(getattr(found, each.name))
        for each in fields(found)
        if each.name not in ("graph", "outlook", "agreement", "coverage", "sub_journeys")
    }
    result["journey_id"] = found.graph.journey_id
    result["outlook"] = _outlook_json(base, ids)
    result["coverage"] = {
        each.name: _plain(getattr(found.coverage, each.name)) for each in fields(found.coverage) if each.name != "cells"
    }
    result["agreement"] = [
        {"touchpoint_id": touchpoint_id, "field": name, **_plain(value)}
        for (touchpoint_id, name), value in found.agreement.items()
    ]
    result["sub_journeys"] = {
        touchpoint_id: {"goal": sub.goal, "everyone": _plain(sub.everyone)}
        for touchpoint_id, sub in found.sub_journeys.items()
    }
    result["based_on"] = {figure: _plain(found.ground(figure)) for figure in BASED_ON}
    result["adjustments"] = [
        {"key": each.key, "subject_ids": list(each.subject_ids), **dict(each.values)}
        for each in found.graph.adjustments
    ]
    return result


def _outlook_json(base: Outlook, ids: list[str]) -> dict[str, Any]:
    return {
        "goal": base.goal,
        "never": base.never,
        "left": base.left,
        "ends": {ids[place]: chance for place, chance in base.ends.items()},
        "left_at": {ids[place]: chance for place, chance in base.left_at.items()},
        "touchpoints": {
            touchpoint_id: {"visits": _plain(times), "reach": chance}
            for touchpoint_id, times, chance in zip(ids, base.visits, base.reach, strict=True)
        },
        "everyone": _plain(base.everyone),
        "reaching": _plain(base.reaching),
        "finishing": _plain(base.finishing),
    }


_INSIDE = frozenset({"nodes", "arcs"})


def _plain(value: Any) -> Any:
    match value:
        case float() if value == inf:
            return "infinite"
        case Mapping():
            return {str(key): _plain(each) for key, each in value.items()}
        case tuple() if hasattr(value, "_asdict"):
            return {key: _plain(each) for key, each in value._asdict().items()}
        case list() | tuple():
            return [_plain(each) for each in value]
        case _ if is_dataclass(value) and not isinstance(value, type):
            return {each.name: _plain(getattr(value, each.name)) for each in fields(value) if each.name not in _INSIDE}
        case _:
            return value
