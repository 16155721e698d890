"""What the program can do about a finding: for each `fix` that analysis names, what there is to choose from and the changes.

A fix makes up no facts: where only people know the answer (a channel, a feeling, which end is the goal) they choose it, and one
choice does for all the records that the finding is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from journeymap.analysis.finding import Finding
from journeymap.edit import sub_journeys
from journeymap.model import queries
from journeymap.model.changes import Change, Set
from journeymap.model.document import State
from journeymap.model.records import Connection, Journey, Lane, Stage, Touchpoint
from journeymap.model.values import CHANNELS

NO_CHOICE = ("",)
FEELINGS = ("-2", "-1", "0", "1", "2")
_WALKED_ONE_OF = frozenset({"sequence", "branch", "loop", "recovery"})


@dataclass(frozen=True, slots=True)
class Fix:
    """How one kind of fix is done. `tokens` is the prefix of the words for its choices; without one they are records."""

    choices: Callable[[State, Finding], Sequence[str]]
    changes: Callable[[State, Finding, str], list[Change]]
    tokens: str = ""


def choices(state: State, finding: Finding) -> tuple[str, ...]:
    """What can be chosen for the fix of a finding: ids of records, or tokens; one empty choice where there is nothing to
    choose, none at all where the program has no fix.
    """
    fix = FIXES.get(finding.fix or "")
    return tuple(fix.choices(state, finding)) if fix is not None else ()


def changes(state: State, finding: Finding, choice: str = "") -> list[Change]:
    """The changes that put a finding right, by one of its `choices`; none where it is not among them any more."""
    fix = FIXES.get(finding.fix or "")
    if fix is None or choice not in fix.choices(state, finding):
        return []
    return fix.changes(state, finding, choice)


def _ends(state: State, finding: Finding) -> list[str]:
    """The touchpoints where ways end: those the finding names, or all of its journey."""
    journey = state.get(Journey, finding.subject_ids[0])
    if journey is None:
        return [each for each in finding.subject_ids if state.get(Touchpoint, each) is not None]
    points = queries.touchpoints(state, journey.id)
    ways = [each for each in queries.connections(state, journey.id) if each.kind != "information"]
    left, reached = {each.source_id for each in ways}, {each.target_id for each in ways}
    ends = [each.id for each in points if each.id in reached - left]
    return ends or [each.id for each in points if len(points) == 1]


def _mark_goal(_state: State, _finding: Finding, choice: str) -> list[Change]:
    return [Set(choice, "is_goal", True)]


def _points(state: State, finding: Finding) -> list[str]:
    return [each for each in finding.subject_ids if state.get(Touchpoint, each) is not None]


def _set_channel(state: State, finding: Finding, choice: str) -> list[Change]:
    return [Set(each, "channel", choice) for each in _points(state, finding)]


def _set_emotion(state: State, finding: Finding, choice: str) -> list[Change]:
    return [Set(each, "emotion", int(choice)) for each in _points(state, finding)]


def _movable(state: State, finding: Finding) -> list[str]:
    return sub_journeys.movable_stages(state, finding.subject_ids[0])


def _move_stage(state: State, _finding: Finding, choice: str) -> list[Change]:
    return sub_journeys.move_stage(state, choice)[1]


def _deletable(state: State, finding: Finding) -> list[str]:
    """The empty rows, as far as the map keeps one of their kind."""
    rows: list[Stage | Lane] = [
        row for each in finding.subject_ids if (row := state.get(Stage, each) or state.get(Lane, each)) is not None
    ]
    if not rows:
        return []
    beside = queries.stages if isinstance(rows[0], Stage) else queries.lanes
    spare = len(beside(state, rows[0].journey_id)) - 1
    return [each.id for each in reversed(rows)][:spare]


def _delete_empty(state: State, finding: Finding, _choice: str) -> list[Change]:
    return [Set(each, "deleted", True) for each in _deletable(state, finding)]


def _ways_above_one(state: State, finding: Finding) -> list[Connection]:
    ways = [
        each
        for each in queries.connections_out(state, finding.subject_ids[0])
        if each.kind in _WALKED_ONE_OF and each.share is not None
    ]
    return ways if sum(each.share or 0.0 for each in ways) > 1 else []


def _scale_shares(state: State, finding: Finding, _choice: str) -> list[Change]:
    ways = _ways_above_one(state, finding)
    return _scaled("share", [(each.id, each.share or 0.0) for each in ways])


def _starts(state: State, finding: Finding) -> list[tuple[str, float]]:
    points = (state.get(Touchpoint, each) for each in finding.subject_ids)
    return [(each.id, each.start_share) for each in points if each is not None and each.start_share]


def _scale_starts(state: State, finding: Finding, _choice: str) -> list[Change]:
    return _scaled("start_share", _starts(state, finding))


def _scaled(field: str, parts: Sequence[tuple[str, float]]) -> list[Change]:
    """Shares in the same proportion that add up to 1, in hundredths of a percent; the last one takes the rest."""
    total = sum(share for _, share in parts)
    found = [round(share / total, 4) for _, share in parts[:-1]]
    found.append(max(round(1 - sum(found), 4), 0.0))
    return [Set(each, field, share) for (each, _), share in zip(parts, found, strict=True)]


def _no_start(state: State, finding: Finding, _choice: str) -> list[Change]:
    return [Set(each, "start_share", 0.0) for each in _points(state, finding)]


def _once(wanted: Callable[[State, Finding], Iterable[object]]) -> Callable[[State, Finding], Sequence[str]]:
    """Nothing to choose, where there is anything to be done."""
    return lambda state, finding: NO_CHOICE if any(True for _ in wanted(state, finding)) else ()


def _of(tokens: Sequence[str]) -> Callable[[State, Finding], Sequence[str]]:
    return lambda state, finding: tokens if _points(state, finding) else ()


FIXES: dict[str, Fix] = {
    "mark_goal": Fix(_ends, _mark_goal),
    "set_channel": Fix(_of(CHANNELS), _set_channel, "channel"),
    "set_emotion": Fix(_of(FEELINGS), _set_emotion, "emotion"),
    "sub_journey": Fix(_movable, _move_stage),
    "delete_empty": Fix(_once(_deletable), _delete_empty),
    "scale_shares": Fix(_once(_ways_above_one), _scale_shares),
    "scale_starts": Fix(_once(_starts), _scale_starts),
    "no_start": Fix(_once(_points), _no_start),
}
"""The fixes that analysis names."""
