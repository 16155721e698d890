"""As-is against to-be: what was added, what is gone, what changed, and how the figures differ.

Touchpoints and connections are matched by where they come from, never by their titles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from journeymap.analysis.figures import Figures, figures, numbers
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Connection, Expectation, Journey, Lane, Opportunity, PainPoint, Stage, Touchpoint
from journeymap.model.text import LocalText

_NOT_COMPARED = frozenset(
    {
        "id", "journey_id", "deleted", "origin_id", "order", "pos", "stage_id", "lane_id", "source_id", "target_id",
        "sub_journey_id", "source_within", "target_within",
    }
)  # fmt: skip
_Noted = Callable[[State, str], Sequence[Expectation | PainPoint | Opportunity]]
NOTED: dict[str, _Noted] = {
    "expectations": queries.expectations,
    "pain_points": queries.pain_points,
    "opportunities": queries.opportunities,
}
"""What is noted at a touchpoint, compared by its words, since notes do not remember where they come from."""
_MORE_IS_BETTER = frozenset(
    {"goal", "peak_end", "mean", "sum_emotion", "sum_peak_end", "worst_path", "served", "chance", "shows"}
)
_MORE_IS_WORSE = frozenset(
    {
        "never", "left", "time", "contact_time", "waiting", "fee", "visits", "documents", "data_repeated", "handovers",
        "least", "most", "median", "slowest_tenth", "percentile_95", "slowest_path", "dearest_path", "open_pain_points",
        "lacks", "untouched", "share_of_lacks",
    }
)  # fmt: skip


class Changed(NamedTuple):
    """One field of a matched record that differs; of `NOTED` the values are tuples of texts, of places and ends ids."""

    before_id: str
    after_id: str
    field: str
    before: Any
    after: Any


class Difference(NamedTuple):
    """One figure on both sides; None where it could not be computed. Infinite against infinite differs by nothing.

    A change of no more than `error` may come from how the figure is computed.
    """

    before: float | None
    after: float | None
    error: float = 0.0

    @property
    def change(self) -> float | None:
        if self.before is None or self.after is None:
            return None
        return 0.0 if self.before == self.after else self.after - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """`matched` is touchpoint before → after. `figures` is by the names of `figures.numbers`; `visits` and `reach`
    are of matched touchpoints, by their id before.
    """

    matched: dict[str, str]
    added: tuple[str, ...]
    gone: tuple[str, ...]
    added_connections: tuple[str, ...]
    gone_connections: tuple[str, ...]
    changed: tuple[Changed, ...]
    figures: dict[str, Difference]
    visits: dict[str, Difference]
    reach: dict[str, Difference]


def compare(
    state: State,
    before_id: str,
    after_id: str,
    *,
    before: Figures | None = None,
    after: Figures | None = None,
    element_ids: Iterable[str] = (),
) -> Comparison:
    """A journey against the one made from it. Figures are computed unless they are given."""
    element_ids = tuple(element_ids)
    before = before or figures(state, before_id, element_ids=element_ids)
    after = after or figures(state, after_id, element_ids=element_ids)
    matched = _matched(queries.touchpoints(state, before_id), queries.touchpoints(state, after_id))
    ways = _matched(queries.connections(state, before_id), queries.connections(state, after_id))
    changed = [change for one, other in (matched | ways).items() for change in _changes(state, one, other)]
    changed += [change for one, other in matched.items() for change in _moves_and_notes(state, one, other)]
    changed += [change for one, other in ways.items() for change in _led_elsewhere(state, one, other, matched)]
    outlook_before = _by_touchpoint(before)
    outlook_after = _by_touchpoint(after)
    return Comparison(
        matched,
        tuple(each.id for each in queries.touchpoints(state, after_id) if each.id not in matched.values()),
        tuple(each.id for each in queries.touchpoints(state, before_id) if each.id not in matched),
        tuple(each.id for each in queries.connections(state, after_id) if each.id not in ways.values()),
        tuple(each.id for each in queries.connections(state, before_id) if each.id not in ways),
        tuple(changed),
        differences(before, after),
        {one: Difference(outlook_before[one][0], outlook_after[other][0]) for one, other in matched.items()},
        {one: Difference(outlook_before[one][1], outlook_after[other][1]) for one, other in matched.items()},
    )


def differences(before: Figures, after: Figures) -> dict[str, Difference]:
    """Every single number of two sets of figures, side by side. Paths too many to be counted cannot be compared."""
    one, other = numbers(before), numbers(after)
    counted = before.path_count.exact and after.path_count.exact
    names = [name for name in {**one, **other} if counted or name != "paths"]
    errors = _errors(before), _errors(after)
    return {
        name: Difference(one.get(name), other.get(name), sum(each.get(name, 0.0) for each in errors)) for name in names
    }


def _errors(found: Figures) -> dict[str, float]:
    """How far the figures that are read off a grid may be off, by their names in `figures.numbers`."""
    spreads = {"time": found.time, **{f"fee.{each}": fee for each, fee in found.fees.items()}}
    return {
        f"{name}.{key}": getattr(spread, key).error
        for name, spread in spreads.items()
        if spread is not None
        for key in ("median", "slowest_tenth", "percentile_95")
    }


def better(name: str, change: float | None) -> bool | None:
    """Whether a figure of this name got better by changing so; None where that cannot be said of it."""
    if not change:
        return None
    parts = name.split(".")
    if parts[0] in ("time", "fee"):  # "time.mean" is a time, "chosen.mean" a feeling
        good = None if parts[-1] == "deviation" else False
    else:
        known = [each for each in parts if each in _MORE_IS_BETTER or each in _MORE_IS_WORSE]
        good = known[-1] in _MORE_IS_BETTER if known else None
    return None if good is None else (change > 0) == good


def comparable(state: State, journey_id: str) -> list[str]:
    """The other journeys that share origins with this one, in their order."""
    own = _keys(queries.touchpoints(state, journey_id))
    return [
        each.id
        for each in queries.journeys(state)
        if each.id != journey_id and not own.isdisjoint(_keys(queries.touchpoints(state, each.id)))
    ]


def counterparts(state: State, journey_id: str) -> tuple[str, str] | None:
    """(before, after) that are compared if nobody says otherwise: what the journey was made from, else what was made from it."""
    journey = state.get(Journey, journey_id)
    if journey is None:
        return None
    if state.get(Journey, journey.derived_from_id) is not None:
        return str(journey.derived_from_id), journey_id
    made = [each.id for each in state.children(Journey, journey_id) if each.derived_from_id == journey_id]
    if made:
        return journey_id, made[0]
    others = comparable(state, journey_id)
    return (others[0], journey_id) if others else None


def _keys(points: Iterable[Touchpoint]) -> set[str]:
    return {each.origin_id or each.id for each in points}


def _matched(before: Iterable[Touchpoint | Connection], after: Iterable[Touchpoint | Connection]) -> dict[str, str]:
    """Record before → record after, where one was made from the other or both from the same one."""
    known: dict[str, str] = {}
    for each in after:
        known.setdefault(each.origin_id or each.id, each.id)
        known.setdefault(each.id, each.id)
    found: dict[str, str] = {}
    taken: set[str] = set()
    for each in before:
        match = known.get(each.id) or (known.get(each.origin_id) if each.origin_id is not None else None)
        if match is not None and match not in taken:
            found[each.id] = match
            taken.add(match)
    return found


def _changes(state: State, before_id: str, after_id: str) -> Iterable[Changed]:
    before, after = state.find(before_id), state.find(after_id)
    assert before is not None and after is not None
    for name in type(before).model_fields:
        if name not in _NOT_COMPARED:
            one, other = getattr(before, name), getattr(after, name)
            if one != other:
                yield Changed(before.id, after.id, name, one, other)


def _moves_and_notes(state: State, before_id: str, after_id: str) -> Iterable[Changed]:
    """Whether a touchpoint stands in a stage or lane called otherwise, and what is noted on it in other words."""
    before, after = state.find(before_id), state.find(after_id)
    assert isinstance(before, Touchpoint) and isinstance(after, Touchpoint)
    for name in ("stage_id", "lane_id"):
        one, other = getattr(before, name), getattr(after, name)
        if _title(state, one) != _title(state, other):
            yield Changed(before_id, after_id, name, one, other)
    if (before.sub_journey_id is None) != (after.sub_journey_id is None):
        yield Changed(before_id, after_id, "sub_journey_id", before.sub_journey_id, after.sub_journey_id)
    for name, read in NOTED.items():
        noted = [
            tuple(sorted((each.text for each in read(state, point_id)), key=repr)) for point_id in (before_id, after_id)
        ]
        if noted[0] != noted[1]:
            yield Changed(before_id, after_id, name, *noted)


def _led_elsewhere(state: State, before_id: str, after_id: str, matched: Mapping[str, str]) -> Iterable[Changed]:
    before, after = state.find(before_id), state.find(after_id)
    assert isinstance(before, Connection) and isinstance(after, Connection)
    for name in ("source_id", "target_id"):
        one, other = getattr(before, name), getattr(after, name)
        if matched.get(one) != other:
            yield Changed(before_id, after_id, name, one, other)


def _title(state: State, record_id: str) -> LocalText | None:
    record = state.find(record_id)
    return record.title if isinstance(record, Stage | Lane) else None


def _by_touchpoint(found: Figures) -> dict[str, tuple[float, float]]:
    base = found.outlook
    return {
        touchpoint.id: (times, chance)
        for touchpoint, times, chance in zip(found.graph.touchpoints, base.visits, base.reach, strict=True)
    }
