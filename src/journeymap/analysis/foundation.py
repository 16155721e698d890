"""The foundation rule: levels 3 and 4 and surprises stand only where levels 1 and 2 hold.

Says which touchpoints are shaky and why; what to say about it is for the findings and the planner.
"""

from __future__ import annotations

from journeymap.analysis.content import Content
from journeymap.model.records import Opportunity, PainPoint, Touchpoint

DROPPED = "dropped"


def gap(expected: int | None, perceived: int | None) -> int | None:
    """Perceived minus expected, None where one of them is missing."""
    return None if expected is None or perceived is None else perceived - expected


def answered(content: Content, pain_point: PainPoint, kind: str | None = None) -> bool:
    """Whether an opportunity that is not dropped (of `kind`) answers a pain point.

    One that names what it answers has to name this pain point; one that names nothing answers all on its touchpoints.
    """
    return any(
        (not each.answers_ids or pain_point.id in each.answers_ids) and kind in (None, each.kind)
        for each in open_opportunities(content, pain_point.touchpoint_id)
    )


def open_opportunities(content: Content, touchpoint_id: str) -> list[Opportunity]:
    """The opportunities on a touchpoint that nobody has dropped."""
    return [each for each in content.opportunities.get(touchpoint_id, ()) if each.status != DROPPED]


def cracks(content: Content, touchpoint: Touchpoint) -> tuple[str, ...]:
    """Why nothing of level 3 or 4 can stand on this touchpoint: `level_reached`, `must_be_gap`, `pain_point`; empty
    where it can.

    A touchpoint without a level counts as not having reached level 2.
    """
    found = []
    if (touchpoint.level_reached or 0) < 2:
        found.append("level_reached")
    for expectation in content.expectations.get(touchpoint.id, ()):
        if expectation.kano == "must_be" and (gap(expectation.expected, expectation.perceived) or 0) < 0:
            found.append("must_be_gap")
            break
    for pain_point in content.pain_points.get(touchpoint.id, ()):
        if (pain_point.severity or 0) >= 4 and not answered(content, pain_point, "fix"):
            found.append("pain_point")
            break
    return tuple(found)


def aims_high(content: Content, touchpoint: Touchpoint) -> bool:
    """Whether a touchpoint aims at level 3 or 4 or carries a surprise opportunity, so that the rule applies to it."""
    return (touchpoint.level_aimed or 0) >= 3 or any(
        each.kind == "surprise" for each in open_opportunities(content, touchpoint.id)
    )


def shaky(content: Content, touchpoint: Touchpoint) -> tuple[str, ...]:
    """The cracks of a touchpoint that aims high; empty where it is sound or aims no higher."""
    return cracks(content, touchpoint) if aims_high(content, touchpoint) else ()
