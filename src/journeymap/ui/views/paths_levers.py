"""The values that can be tried out: which ones are worth trying, the steps of their sliders, and what they override.

A share that moves leaves the rest to the ways beside it, in proportion; everything else stands for itself. Plain
values without Qt.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isclose
from typing import Any

from journeymap.analysis.graph import JourneyGraph, Way
from journeymap.analysis.what_if import WhatIf
from journeymap.labels import amounts
from journeymap.model.document import State
from journeymap.model.records import Connection, Touchpoint
from journeymap.model.values import Duration, Money
from journeymap.ui.views.paths_figures import Totals
from journeymap.ui.views.paths_words import feeling_words
from journeymap.ui.words import language, say, shown

KINDS = ("share", "waiting", "contact_time", "fee", "emotion")
SUGGESTED = 6
_HOUR, _DAY = 3600.0, 86400.0
_TIMES = (
    0, 60, 120, 300, 600, 900, 1200, 1800, 2700, _HOUR, 1.5 * _HOUR, 2 * _HOUR, 3 * _HOUR, 4 * _HOUR, 6 * _HOUR,
    8 * _HOUR, 12 * _HOUR, *(_DAY * days for days in (1, 1.5, 2, 3, 4, 5, 7, 10, 14, 21, 28, 35, 42, 56, 70, 91, 120,
    150, 182, 270, 365, 547, 730)),
)  # fmt: skip
_WORKING_DAYS = (0, 0.5, 1, 1.5, 2, 3, 4, 5, 7, 10, 15, 20, 25, 30, 40, 50, 60, 90, 120, 180, 250)
_FEES = (0, 1, 2, 5, 10, 15, 20, 25, 30, 40, 50, 75, 100, 150, 200, 300, 500, 750, 1000, 1500, 2000, 5000, 10_000)

Key = tuple[str, str]
"""A record and the field of it that is tried out."""


@dataclass(frozen=True, slots=True)
class Lever:
    """One value that can be tried: what it is called, the steps of its slider, and which step is today's (None where
    nothing is noted today).
    """

    key: Key
    kind: str
    name: str
    steps: tuple[Any, ...]
    today: int | None

    def words(self, step: int) -> str:
        """A step's value as people write it."""
        return value_words(self.kind, self.steps[step])

    @property
    def today_words(self) -> str:
        return self.words(self.today) if self.today is not None else say("paths.ground.none")

    @property
    def first(self) -> int:
        """Where the slider stands before it is moved."""
        if self.today is not None:
            return self.today
        return len(self.steps) // 2 if self.kind == "emotion" else 0


def value_words(kind: str, value: Any) -> str:
    match kind:
        case "share":
            return amounts.share(value)
        case "emotion":
            return feeling_words(value)
        case "fee":
            return amounts.money(value, language())
        case _:
            return amounts.duration(value, language())


def lever(totals: Totals, kind: str, record_id: str) -> Lever | None:
    """The lever for one value; None where the record is gone or cannot be changed so."""
    state, graph = totals.state, totals.graph
    if kind == "share":
        way = _parting_ways(graph).get(record_id)
        connection = state.get(Connection, record_id)
        if way is None or connection is None:
            return None
        most = 1 - graph.left[way.source]
        steps, today = _with(tuple(each / 100 for each in range(101) if each / 100 <= most + 1e-9), way.share)
        return Lever((record_id, kind), kind, _way_name(state, connection), steps, today)
    record = state.get(Touchpoint, record_id) or (state.get(Connection, record_id) if kind == "waiting" else None)
    if record is None:
        return None
    name = (
        shown(record.title) or say("touchpoint.untitled")
        if isinstance(record, Touchpoint)
        else _way_name(state, record)
    )
    value = getattr(record, kind)
    if kind == "emotion":
        return Lever((record_id, kind), kind, name, (-2, -1, 0, 1, 2), None if value is None else value + 2)
    if kind == "fee":
        currency = value.unit if value is not None else _usual_currency(graph)
        if currency is None:
            return None
        numbers, today = _with(_FEES, value.typical if value is not None else None)
        return Lever(
            (record_id, kind), kind, name, tuple(Money(typical=each, unit=currency) for each in numbers), today
        )
    unit = value.unit if value is not None else "second"
    scale = _WORKING_DAYS if unit == "working_day" else _TIMES
    numbers, today = _with(scale, value.typical if value is not None else None)
    return Lever((record_id, kind), kind, name, tuple(Duration(typical=each, unit=unit) for each in numbers), today)


def _with(steps: tuple[float, ...], today: float | None) -> tuple[tuple[float, ...], int | None]:
    """The steps with today's value among them, and its place."""
    if today is None:
        return steps, None
    near = next((number for number, each in enumerate(steps) if isclose(each, today, abs_tol=1e-9)), None)
    if near is not None:
        return steps, near
    merged = tuple(sorted((*steps, today)))
    return merged, merged.index(today)


def _usual_currency(graph: JourneyGraph) -> str | None:
    found = [currency for load in graph.loads for currency, _ in load.fees]
    return max(set(found), key=found.count) if found else None


def _parting_ways(graph: JourneyGraph) -> dict[str, Way]:
    """The ways that leave somebody a choice: connection → way. Parallel ways are all taken, so they are none."""
    bundled = {number for block in graph.blocks.values() for number in block.ways}
    found: dict[str, Way] = {}
    for source in sorted(graph.reachable):
        open_ways = [number for number in graph.out[source] if number not in bundled]
        if len(open_ways) > 1 or (open_ways and graph.left[source] > 0):
            found.update((graph.ways[number].connection_id, graph.ways[number]) for number in open_ways)
    return found


def _way_name(state: State, connection: Connection) -> str:
    source, target = state.get(Touchpoint, connection.source_id), state.get(Touchpoint, connection.target_id)
    names = [shown(each.title) if each is not None else "" for each in (source, target)]
    if connection.condition:
        return say("paths.lever.way_if", source=names[0], condition=shown(connection.condition))
    return say("paths.lever.way", source=names[0], target=names[1])


def candidates(totals: Totals, kind: str) -> list[tuple[str, str]]:
    """All records on which a kind of value can be tried: (id, name), in reading order."""
    state, graph = totals.state, totals.graph
    if kind == "share":
        found = (state.get(Connection, each) for each in _parting_ways(graph))
        return [(each.id, _way_name(state, each)) for each in found if each is not None]
    if kind == "fee" and _usual_currency(graph) is None:
        return []
    listed = []
    for place in sorted(graph.reachable):
        touchpoint = graph.touchpoints[place]
        if kind != "emotion" and touchpoint.sub_journey_id is not None:
            continue  # its amounts are those of the journey it stands for
        listed.append((touchpoint.id, shown(touchpoint.title) or say("touchpoint.untitled")))
        if kind == "waiting":
            for number in graph.out[place]:
                connection = state.get(Connection, graph.ways[number].connection_id)
                if connection is not None and connection.waiting is not None:
                    listed.append((connection.id, _way_name(state, connection)))
    return listed


def suggestions(totals: Totals) -> list[Key]:
    """Values that move the figures most: the widest partings, the longest waits, the lowest feelings, by how many
    people come by; two of each.
    """
    graph, visits = totals.graph, totals.outlook.visits
    shares = sorted(
        (
            (visits[way.source] * way.share * (1 - way.share), way.connection_id)
            for way in _parting_ways(graph).values()
        ),
        key=lambda each: (-each[0], each[1]),
    )
    waits = sorted(
        (
            (visits[place] * (graph.loads[place].waiting or 0), graph.touchpoints[place].id)
            for place in graph.reachable
            if graph.touchpoints[place].sub_journey_id is None
        ),
        key=lambda each: (-each[0], each[1]),
    )
    lows = sorted(
        (
            (visits[place] * min(emotion, 0), graph.touchpoints[place].id)
            for place in graph.reachable
            if (emotion := graph.emotions[place]) is not None
        ),
    )
    found = [(record_id, "share") for weight, record_id in shares if weight > 0][:2]
    found += [(record_id, "waiting") for weight, record_id in waits if weight > 0][:2]
    found += [(record_id, "emotion") for weight, record_id in lows if weight < 0][:2]
    return found[:SUGGESTED]


def overrides(graph: JourneyGraph, values: Mapping[Key, Any]) -> WhatIf:
    """What the tried values put in place of the document's. `graph` is today's."""
    found = WhatIf()
    moved: dict[int, dict[str, float]] = {}
    ways = _parting_ways(graph)
    for (record_id, kind), value in values.items():
        if kind != "share":
            found = found.put(record_id, kind, value)
        elif record_id in ways:
            moved.setdefault(ways[record_id].source, {})[record_id] = value
    for source, given in moved.items():
        beside = [each for each in ways.values() if each.source == source and each.connection_id not in given]
        room = 1 - graph.left[source] - _bundle_share(graph, source)
        rest = max(0.0, room - sum(given.values()))
        total = sum(each.share for each in beside)
        for each in beside:
            share = rest * each.share / total if total > 0 else rest / len(beside)
            found = found.put(each.connection_id, "share", min(share, 1.0))
        for record_id, share in given.items():
            found = found.put(record_id, "share", share)
    return found


def _bundle_share(graph: JourneyGraph, source: int) -> float:
    block = graph.blocks.get(source)
    return block.share if block is not None else 0.0
