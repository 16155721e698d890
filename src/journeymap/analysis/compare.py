"""As-is against to-be: what was added, what is gone, what changed, and how the figures differ.

Touchpoints and connections are matched by where they come from, never by their titles.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from journeymap.analysis.figures import Figures, figures, numbers
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Connection, Touchpoint

_NOT_COMPARED = frozenset(
    {"id", "journey_id", "deleted", "origin_id", "order", "pos", "stage_id", "lane_id", "source_id", "target_id"}
)


class Changed(NamedTuple):
    """One field of a matched record that differs."""

    before_id: str
    after_id: str
    field: str
    before: Any
    after: Any


class Difference(NamedTuple):
    """One figure on both sides; None where it could not be computed. Infinite against infinite differs by nothing."""

    before: float | None
    after: float | None

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
    """Every single number of two sets of figures, side by side."""
    one, other = numbers(before), numbers(after)
    return {name: Difference(one.get(name), other.get(name)) for name in {**one, **other}}


def _matched(before: Iterable[Touchpoint | Connection], after: Iterable[Touchpoint | Connection]) -> dict[str, str]:
    """Record before → record after that was made from it, or from the same one."""
    by_origin: Mapping[str, str] = {each.origin_id: each.id for each in after if each.origin_id is not None}
    found: dict[str, str] = {}
    for each in before:
        match = by_origin.get(each.id) or (by_origin.get(each.origin_id) if each.origin_id is not None else None)
        if match is not None and match not in found.values():
            found[each.id] = match
    return found


def _changes(state: State, before_id: str, after_id: str) -> Iterable[Changed]:
    before, after = state.find(before_id), state.find(after_id)
    assert before is not None and after is not None
    for name in type(before).model_fields:
        if name not in _NOT_COMPARED:
            one, other = getattr(before, name), getattr(after, name)
            if one != other:
                yield Changed(before.id, after.id, name, one, other)


def _by_touchpoint(found: Figures) -> dict[str, tuple[float, float]]:
    base = found.outlook
    return {
        touchpoint.id: (times, chance)
        for touchpoint, times, chance in zip(found.graph.touchpoints, base.visits, base.reach, strict=True)
    }
