"""Which touchpoints of a journey somebody asks for: by text, channel, feeling, level, element, owner, marks or findings.

A condition is 'facet:value', as saved views keep it. Conditions on one facet widen the choice, those on several narrow
it. A condition on a facet that this program does not know leaves the choice as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from journeymap.analysis.finding import Finding
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Connection, Opportunity, Record, Touchpoint
from journeymap.model.text import LocalText
from journeymap.model.values import CHANNELS, OPPORTUNITY_KINDS, TOUCHPOINT_KINDS

TEXT = "text"
FACETS = ("channel", "emotion", "level", "element", "owner", "mark", "finding", "kind")
"""What can be chosen from lists; `text` is typed."""
MARKS = ("moment_of_truth", "emotional_touchpoint", "goal", "expectation", "pain_point", *OPPORTUNITY_KINDS, "no_level")
LONGEST = 150
"""Characters of a text that a condition holds."""
_ORDERS: dict[str, Sequence[str]] = {
    "channel": CHANNELS,
    "emotion": ("-2", "-1", "0", "1", "2", ""),
    "mark": MARKS,
    "kind": TOUCHPOINT_KINDS,
}


def condition(facet: str, value: str) -> str:
    """How a saved view writes that a facet has a value."""
    return f"{facet}:{value}"


def by_facet(conditions: Iterable[str]) -> dict[str, list[str]]:
    """The conditions taken apart: facet → values, in their order."""
    found: dict[str, list[str]] = {}
    for each in conditions:
        facet, _, value = each.partition(":")
        found.setdefault(facet, []).append(value)
    return found


def choices(state: State, journey_id: str, facet: str, found: Iterable[Finding] = ()) -> list[tuple[str, int]]:
    """The values that touchpoints of a journey have in a facet, each with the number of touchpoints that have it.

    Known values come in the order of their list, others (owners, elements, findings) by name. `found` are the findings.
    """
    about = _about(state, journey_id, found) if facet == "finding" else {}
    counted: Counter[str] = Counter()
    for point in queries.touchpoints(state, journey_id):
        counted.update(set(_values(state, point, facet, about)))
    order = _ORDERS.get(facet)
    if order is not None:
        known = [each for each in order if each in counted]
        return [(each, counted[each]) for each in [*known, *sorted(set(counted) - set(known))]]
    return sorted(counted.items(), key=lambda each: [_natural(part) for part in each[0].split(".")])


def matching(
    state: State, journey_id: str, conditions: Iterable[str], found: Iterable[Finding] = ()
) -> frozenset[str] | None:
    """Ids of the touchpoints that meet the conditions; None where there is no condition that narrows the choice."""
    wanted = {facet: set(values) for facet, values in by_facet(conditions).items() if facet in (TEXT, *FACETS)}
    if not wanted:
        return None
    about = _about(state, journey_id, found) if "finding" in wanted else {}
    return frozenset(
        point.id
        for point in queries.touchpoints(state, journey_id)
        if all(_meets(state, point, facet, values, about) for facet, values in wanted.items())
    )


def _meets(state: State, point: Touchpoint, facet: str, values: set[str], about: dict[str, set[str]]) -> bool:
    if facet == TEXT:
        return any(value.casefold() in text for value in values for text in _texts(state, point))
    return not values.isdisjoint(_values(state, point, facet, about))


def _values(state: State, point: Touchpoint, facet: str, about: dict[str, set[str]]) -> Iterable[str]:
    """What a touchpoint has in a facet."""
    match facet:
        case "channel":
            return (point.channel or "",)
        case "emotion":
            return ("" if point.emotion is None else str(point.emotion),)
        case "level":
            return ("" if point.level_reached is None else str(point.level_reached),)
        case "owner":
            return (_first(point.owner_unit),)
        case "kind":
            return (point.kind,)
        case "finding":
            return about.get(point.id, ())
        case "element":
            subjects = queries.subjects_of_touchpoint(state, point.id)
            return (link.element_id for each in subjects for link in queries.model_links(state, each.id))
        case _:
            return _marks(state, point)


def _marks(state: State, point: Touchpoint) -> Iterator[str]:
    yield from (name for name in ("moment_of_truth", "emotional_touchpoint") if point.value(name))
    if point.is_goal:
        yield "goal"
    if queries.expectations(state, point.id):
        yield "expectation"
    if queries.pain_points(state, point.id):
        yield "pain_point"
    yield from {each.kind for each in queries.opportunities(state, point.id)}
    if point.level_reached is None:
        yield "no_level"


def _texts(state: State, point: Touchpoint) -> Iterator[str]:
    """All that is written on a touchpoint and its annotations, in every language, without regard to case."""
    records: list[Record] = [*queries.subjects_of_touchpoint(state, point.id), *queries.expectations(state, point.id)]
    for record in records:
        for name in type(record).model_fields:
            value = record.value(name)
            if isinstance(value, LocalText):
                yield from (text.casefold() for _, text in value.items())


def _about(state: State, journey_id: str, found: Iterable[Finding]) -> dict[str, set[str]]:
    """Touchpoint → keys of the findings that are about it or about something that hangs on it."""
    about: dict[str, set[str]] = {}
    for finding in found:
        for subject_id in finding.subject_ids:
            for touchpoint_id in _touchpoints_at(state, journey_id, subject_id):
                about.setdefault(touchpoint_id, set()).add(finding.key)
    return about


def _touchpoints_at(state: State, journey_id: str, record_id: str) -> Iterable[str]:
    match record := state.find(record_id):
        case Touchpoint():
            return (record.id,)
        case Connection():
            return (record.source_id, record.target_id)
        case Opportunity():
            return record.touchpoint_ids
    hung_on = getattr(record, "touchpoint_id", None)
    if isinstance(hung_on, str):
        return (hung_on,)
    return (each.id for each in queries.touchpoints(state, journey_id) if record_id in (each.stage_id, each.lane_id))


def _first(text: LocalText) -> str:
    """The text that stands for an owner in all languages: the first that it is written in."""
    return next((" ".join(each.split())[:LONGEST] for _, each in text.items()), "")


def _natural(part: str) -> tuple[int, str]:
    return (int(part), "") if part.isdecimal() else (10**9, part)
