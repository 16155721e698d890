"""Findings: what is odd in a journey and worth a look, as data. A key, a severity, the records it is about, figures;
no words.

Gathers the checks of `checks_flow`, `checks_service` and `checks_sources`, and takes out what somebody has dismissed.
Words for the keys are in `labels.findings`, put together by `finding_words`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from journeymap.analysis.checks_flow import flow_checks
from journeymap.analysis.checks_service import service_checks
from journeymap.analysis.checks_sources import source_checks
from journeymap.analysis.content import Content, content_of
from journeymap.analysis.finding import SEVERITIES, Finding
from journeymap.analysis.graph import JourneyGraph
from journeymap.analysis.life_event import whole_graph
from journeymap.analysis.paths import Path, chosen_path
from journeymap.model.document import State
from journeymap.model.records import DismissedFinding

__all__ = ["SEVERITIES", "Finding", "Findings", "findings", "findings_of"]

URGENT = (
    "shut_out", "no_way_out", "no_start", "unreachable", "no_goal", "dead_end", "only_digital", "people_leave", "not_connected",
)  # fmt: skip
"""What keeps people from the goal, and so comes before all else of its severity."""


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings of a journey: those that stand, the worst first, and those somebody has dismissed."""

    open: tuple[Finding, ...]
    dismissed: tuple[Finding, ...]


def findings(
    state: State,
    journey_id: str,
    *,
    graph: JourneyGraph | None = None,
    content: Content | None = None,
    chosen: Path | None = None,
    today: date | None = None,
) -> Findings:
    """Check one journey. `graph`, `content` and the `chosen` path are taken as given where they are at hand. Without
    `today` nothing is found to be late or out of date.

    A finding about several records that each stand for themselves (`group`) can be dismissed record by record.
    """
    content = content or content_of(state, journey_id)
    graph = graph or whole_graph(state, journey_id, content=content)
    found = [
        *flow_checks(content, graph),
        *service_checks(content, graph, chosen or chosen_path(state, journey_id, graph), today),
        *source_checks(content, today),
    ]
    return _sorted_out(found, state.children(DismissedFinding, journey_id))


def findings_of(state: State, journey_id: str, today: date | None = None) -> list[Finding]:
    """The findings of a journey that nobody has dismissed, the worst first."""
    return list(findings(state, journey_id, today=today).open)


def _sorted_out(found: Iterable[Finding], dismissals: Iterable[DismissedFinding]) -> Findings:
    exact: set[tuple[str, frozenset[str]]] = set()
    single: dict[str, set[str]] = {}
    for dismissal in dismissals:
        exact.add((dismissal.finding, frozenset(dismissal.subject_ids)))
        single.setdefault(dismissal.finding, set()).update(dismissal.subject_ids)
    standing: list[Finding] = []
    dismissed: list[Finding] = []
    for finding in found:
        if (finding.key, frozenset(finding.subject_ids)) in exact:
            dismissed.append(finding)
        elif finding.group and (gone := single.get(finding.key, set()).intersection(finding.subject_ids)):
            kept = tuple(each for each in finding.subject_ids if each not in gone)
            dismissed.append(_with_subjects(finding, tuple(each for each in finding.subject_ids if each in gone)))
            if kept:
                standing.append(_with_subjects(finding, kept))
        else:
            standing.append(finding)
    return Findings(tuple(sorted(standing, key=_rank)), tuple(sorted(dismissed, key=_rank)))


def _rank(finding: Finding) -> tuple[int, int]:
    """The worst first; of the same severity what shuts people out, else in the order of the checks."""
    urgency = URGENT.index(finding.key) if finding.key in URGENT else len(URGENT)
    return -SEVERITIES.index(finding.severity), urgency


def _with_subjects(finding: Finding, subject_ids: tuple[str, ...]) -> Finding:
    values: Mapping[str, object] = {**finding.values, "n": len(subject_ids)}
    return replace(finding, subject_ids=subject_ids, values=values)
