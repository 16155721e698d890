"""The surprise planner: what each opportunity would do for the path-weighted peak–end, against its effort.

Each is taken by itself, realised on all its touchpoints of this journey, all else unchanged. Marks where the ground
below is shaky.
"""

from __future__ import annotations

from dataclasses import dataclass

from journeymap.analysis.chain import Chain, chain_of
from journeymap.analysis.content import Content
from journeymap.analysis.foundation import shaky
from journeymap.analysis.graph import JourneyGraph
from journeymap.analysis.peak_end import Revision, finishing_chain

CLOSED = frozenset({"done", "dropped"})


@dataclass(frozen=True, slots=True)
class Prospect:
    """What an opportunity promises. `gain` is in units of peak–end, `worth` is gain over effort.

    `shaky` → why, for those of its touchpoints where the foundation rule fails.
    """

    opportunity_id: str
    touchpoint_ids: tuple[str, ...]
    before: float
    after: float
    gain: float
    worth: float
    shaky: dict[str, tuple[str, ...]]


def prospects(content: Content, graph: JourneyGraph, chain: Chain | None = None) -> list[Prospect]:
    """The opportunities with a feeling after them and an effort, the best gain for its effort first, then by id.

    Those that are done or dropped are left out, as are touchpoints that nobody comes to. Where no feeling is known
    today, the gain is counted from neutral.
    """
    opportunities = [
        each
        for each in content.journey_opportunities()
        if each.emotion_after is not None and each.effort is not None and each.status not in CLOSED
    ]
    finishing = finishing_chain(chain or chain_of(graph)) if opportunities else None
    if finishing is None:
        return []
    revision = Revision(finishing, [graph.emotions[place] for place in graph.walk.place])
    nodes_of = graph.walk.nodes_of()
    today = revision.today
    before = today.value if today else 0.0
    reasons = {
        touchpoint.id: why
        for touchpoint in content.touchpoints
        if touchpoint.id in content.opportunities and (why := shaky(content, touchpoint))
    }
    found: list[Prospect] = []
    for opportunity in opportunities:
        assert opportunity.emotion_after is not None and opportunity.effort is not None
        here = [each for each in opportunity.touchpoint_ids if each in graph.index]
        changed = {node: opportunity.emotion_after for each in here for node in nodes_of.get(graph.index[each], ())}
        realised = revision.with_emotions(changed)
        after = realised.value if realised else before
        found.append(
            Prospect(
                opportunity.id,
                tuple(here),
                before,
                after,
                after - before,
                (after - before) / opportunity.effort,
                {each: reasons[each] for each in here if each in reasons},
            )
        )
    found.sort(key=lambda each: (-each.worth, each.opportunity_id))
    return found
