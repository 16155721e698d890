"""Opportunities as work: their place by impact and effort, and who does what by when. Adding them is in `annotations`."""

from __future__ import annotations

from journeymap.model.changes import Change, Set

LOWEST, HIGHEST = 1, 5


def place(opportunity_id: str, impact: int | None, effort: int | None) -> list[Change]:
    """Put an opportunity into the field of impact and effort (1–5 each, kept in these limits), or out of it (None)."""
    return [
        Set(opportunity_id, "impact", _kept(impact)),
        Set(opportunity_id, "effort", _kept(effort)),
    ]


def _kept(value: int | None) -> int | None:
    return None if value is None else min(max(value, LOWEST), HIGHEST)
