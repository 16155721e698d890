"""The log of decisions: what was decided about an opportunity or the journey, who does it and by when."""

from __future__ import annotations

from journeymap.model.changes import Add, Change
from journeymap.model.document import State
from journeymap.model.records import Decision, Opportunity
from journeymap.model.text import EMPTY, LocalText
from journeymap.model.values import new_id


def add(
    state: State, opportunity_id: str | None = None, what: LocalText = EMPTY, decided_on: str | None = None
) -> tuple[Decision, list[Change]]:
    """A new decision; owner and date of its opportunity are taken over, since they are most often the same."""
    opportunity = state.get(Opportunity, opportunity_id)
    record = Decision(
        id=new_id(),
        opportunity_id=opportunity.id if opportunity is not None else None,
        what=what,
        owner=opportunity.owner if opportunity is not None else "",
        due=opportunity.due if opportunity is not None else None,
        decided_on=decided_on,
    )
    return record, [Add(record)]


def decisions(state: State, opportunity_ids: frozenset[str]) -> list[Decision]:
    """The decisions about these opportunities and those about none, the newest first."""
    found = [
        each for each in state.all(Decision) if each.opportunity_id is None or each.opportunity_id in opportunity_ids
    ]
    return sorted(found, key=lambda each: (each.decided_on or "", each.id), reverse=True)
