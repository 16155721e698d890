"""Everything that can be said of one journey at this moment: its figures and its findings, from one reading of the records.

What a worker computes after an edit, off the window's thread, from a snapshot of the state.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from journeymap.analysis.content import content_of
from journeymap.analysis.figures import Figures, figures
from journeymap.analysis.findings import Findings, findings
from journeymap.analysis.life_event import whole_graph
from journeymap.model.document import State


@dataclass(frozen=True, slots=True)
class Report:
    """The figures and the findings of one journey."""

    figures: Figures
    findings: Findings


def report(
    state: State,
    journey_id: str,
    *,
    today: date | None = None,
    element_ids: Iterable[str] = (),
    dimensions: Mapping[str, str] | None = None,
) -> Report:
    """The report of a journey. Without `today` nothing is found late or out of date."""
    content = content_of(state, journey_id)
    graph = whole_graph(state, journey_id, content=content)
    found = figures(state, journey_id, element_ids=element_ids, dimensions=dimensions, content=content, graph=graph)
    chosen = found.chosen.path if found.chosen is not None else None
    return Report(found, findings(state, journey_id, graph=graph, content=content, chosen=chosen, today=today))
