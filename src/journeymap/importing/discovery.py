"""A journey discovered from an event log: the directly-follows graph of its cases, with shares and waiting times.

Which activity follows which, and how often, is counted as process mining does (van der Aalst, Process Mining, 2016, ch. 2): an
edge for each pair of events next to each other in a case. Rare ways can be left out; what is left out is told.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import isnan
from statistics import median

from journeymap.edit.ordering import fresh_keys, key_at_end
from journeymap.importing.errors import ImportProblem
from journeymap.importing.event_log import Event
from journeymap.model import queries
from journeymap.model.changes import Add, Change
from journeymap.model.document import State
from journeymap.model.records import Basis, Connection, Evidence, Journey, Lane, Stage, Touchpoint
from journeymap.model.text import LocalText
from journeymap.model.values import CHANNELS, Duration, new_id

SMALL_SAMPLE = 100
"""Below so many cases a log is said to be a small sample."""
_KEPT = 20_001
_STAGES = 5


@dataclass(slots=True)
class Edge:
    """How often one activity directly follows another, and the times between, thinned evenly where there are very many."""

    cases: int = 0
    gaps: array[float] = field(default_factory=lambda: array("d"))

    def add(self, gap: float | None) -> None:
        self.cases += 1
        if gap is not None and gap >= 0:
            if len(self.gaps) >= _KEPT:
                del self.gaps[1::2]
            self.gaps.append(gap)

    @property
    def typical(self) -> float | None:
        """The median time between the two, in seconds."""
        return median(self.gaps) if self.gaps else None


@dataclass(frozen=True, slots=True)
class Follows:
    """The directly-follows graph of a log. `places` are the mean places of activities in their cases, 0 first to 1 last."""

    cases: int
    events: int
    variants: int
    activities: Mapping[str, int]
    edges: Mapping[tuple[str, str], Edge]
    starts: Mapping[str, int]
    ends: Mapping[str, int]
    places: Mapping[str, float]
    service: Mapping[str, float]
    channels: Mapping[str, str]


def directly_follows(events: Iterable[Event]) -> Follows:
    """Count a log. Events of a case are put in the order of their times; those without time stay where they stand.

    Start and complete of one activity in a row count as one event that takes the time between. Raises ImportProblem
    where there is no event.
    """
    numbers: dict[str, int] = {}
    cases: dict[str, tuple[array[int], array[float]]] = {}
    begun: dict[tuple[str, str], float] = {}
    service: dict[str, Edge] = {}
    channels: dict[str, Counter[str]] = {}
    total = 0
    for event in events:
        state = event.lifecycle.lower()
        if state in ("start", "schedule", "assign"):
            if state == "start" and event.time is not None:
                begun[event.case, event.activity] = event.time
            continue
        total += 1
        number = numbers.setdefault(event.activity, len(numbers))
        row = cases.setdefault(event.case, (array("l"), array("d")))
        row[0].append(number)
        row[1].append(float("nan") if event.time is None else event.time)
        start = begun.pop((event.case, event.activity), None)
        if start is not None and event.time is not None:
            service.setdefault(event.activity, Edge()).add(event.time - start)
        if event.channel in CHANNELS:
            channels.setdefault(event.activity, Counter())[event.channel] += 1
    if not cases:
        raise ImportProblem("error.import.no_events")
    return _counted(list(numbers), cases, total, service, channels)


def _counted(
    names: list[str],
    cases: Mapping[str, tuple[array[int], array[float]]],
    total: int,
    service: Mapping[str, Edge],
    channels: Mapping[str, Counter[str]],
) -> Follows:
    edges: dict[tuple[str, str], Edge] = {}
    starts: Counter[str] = Counter()
    ends: Counter[str] = Counter()
    activities: Counter[str] = Counter()
    places: dict[str, list[float]] = {name: [0.0, 0] for name in names}
    variants: set[bytes] = set()
    for numbers, times in cases.values():
        known = not any(map(isnan, times))
        order = sorted(range(len(numbers)), key=times.__getitem__) if known else range(len(numbers))
        walk = array("l", (numbers[place] for place in order))
        when = [times[place] for place in order]
        variants.add(walk.tobytes())
        starts[names[walk[0]]] += 1
        ends[names[walk[-1]]] += 1
        for place, number in enumerate(walk):
            name = names[number]
            activities[name] += 1
            places[name][0] += place / max(len(walk) - 1, 1)
            places[name][1] += 1
            if place:
                gap = when[place] - when[place - 1]
                edges.setdefault((names[walk[place - 1]], name), Edge()).add(None if isnan(gap) else gap)
    return Follows(
        cases=len(cases),
        events=total,
        variants=len(variants),
        activities=activities,
        edges=edges,
        starts=starts,
        ends=ends,
        places={name: summed / max(count, 1) for name, (summed, count) in places.items()},
        service={name: found for name, edge in service.items() if (found := edge.typical) is not None},
        channels={name: counted.most_common(1)[0][0] for name, counted in channels.items()},
    )


@dataclass(frozen=True, slots=True)
class Discovery:
    """A discovered journey: the changes that make it, and what was left out."""

    journey: Journey
    changes: list[Change]
    dropped_edges: int
    dropped_activities: int
    small_sample: bool


def discover(state: State, follows: Follows, title: str, source: str, *, least_share: float = 0.0) -> Discovery:
    """A journey of a log's activities. Ways taken by less than `least_share` of those at their source are left out.

    An activity whose ways are all left out goes too. Shares, waiting times (medians) and case counts rest on the log as
    evidence; those who end at an activity leave the journey there.
    """
    passed = _passed(follows)
    kept = {
        (source_name, target): edge
        for (source_name, target), edge in follows.edges.items()
        if edge.cases / passed[source_name] >= least_share
    }
    names = [
        name for name in follows.activities
        if len(follows.activities) == 1 or (name in follows.starts and follows.starts[name] / follows.cases >= least_share)
        or any(name in pair for pair in kept)
    ]  # fmt: skip
    journey = Journey(id=new_id(), title=_both(title), order=key_at_end(queries.journeys(state)))
    lane = Lane(
        id=new_id(), journey_id=journey.id, kind="frontstage", title=LocalText(en="Service", zh="服务"), order="V"
    )
    evidence = Evidence(
        id=new_id(), title=LocalText(en="Event log", zh="事件日志"), kind="log", source=source, sample=follows.cases,
        order=key_at_end(state.all(Evidence)),
    )  # fmt: skip
    changes: list[Change] = [Add(journey), Add(lane), Add(evidence)]
    stage_of, stages = _stages(names, follows, journey.id)
    changes += [Add(stage) for stage in stages]
    names.sort(key=lambda name: (follows.places[name], name))
    points: dict[str, Touchpoint] = {}
    for name, order in zip(names, fresh_keys(len(names)), strict=True):
        begins = follows.starts.get(name, 0) / follows.cases
        took = follows.service.get(name)
        points[name] = Touchpoint(
            id=new_id(), journey_id=journey.id, stage_id=stage_of[name], lane_id=lane.id, order=order, title=_both(name),
            channel=follows.channels.get(name), start_share=begins or None,
            contact_time=Duration(typical=took) if took is not None else None,
        )  # fmt: skip
    changes += [Add(point) for point in points.values()]
    changes += _ways(
        {pair: edge for pair, edge in kept.items() if set(pair) <= points.keys()}, points, follows, evidence.id
    )
    return Discovery(
        journey,
        changes,
        dropped_edges=len(follows.edges) - len(kept),
        dropped_activities=len(follows.activities) - len(points),
        small_sample=follows.cases < SMALL_SAMPLE,
    )


def _both(text: str) -> LocalText:
    return LocalText(en=text, zh=text)


def _passed(follows: Follows) -> Counter[str]:
    """How often each activity is passed: going on or ending there."""
    passed = Counter(follows.ends)
    for (name, _), edge in follows.edges.items():
        passed[name] += edge.cases
    return passed


def _stages(names: list[str], follows: Follows, journey_id: str) -> tuple[dict[str, str], list[Stage]]:
    """Activities in up to five stages by their mean places in the cases, so that the flow runs from left to right."""
    ranked = sorted(names, key=lambda name: (follows.places[name], name))
    count = min(_STAGES, max(1, len(ranked) // 2))
    stages = [
        Stage(
            id=new_id(),
            journey_id=journey_id,
            title=LocalText(en=f"Part {place + 1}", zh=f"第{place + 1}段"),
            order=order,
        )
        for place, order in enumerate(fresh_keys(count))
    ]
    return {name: stages[place * count // len(ranked)].id for place, name in enumerate(ranked)}, stages


def _ways(
    kept: Mapping[tuple[str, str], Edge], points: Mapping[str, Touchpoint], follows: Follows, evidence_id: str
) -> list[Change]:
    passed = _passed(follows)
    ways_out = Counter(name for name, _ in kept)
    place = {name: number for number, name in enumerate(points)}
    changes: list[Change] = []
    for (name, target), edge in kept.items():
        back = place[target] <= place[name]
        kind = "loop" if back else "branch" if ways_out[name] > 1 or follows.ends.get(name) else "sequence"
        waiting = edge.typical
        way = Connection(
            id=new_id(), journey_id=points[name].journey_id, source_id=points[name].id, target_id=points[target].id,
            kind=kind, share=edge.cases / passed[name], cases=edge.cases,
            waiting=Duration(typical=round(waiting)) if waiting else None,
        )  # fmt: skip
        changes.append(Add(way))
        fields = ("share", "waiting") if way.waiting is not None else ("share",)
        changes += [
            Add(Basis(id=new_id(), subject_id=way.id, field=each, evidence_ids=(evidence_id,))) for each in fields
        ]
    return changes
