"""Life events: the figures of a sub-journey flow into the touchpoint that stands for it.

What the citizen has to expect of the sub-journey takes the place of the touchpoint's
own time, money, visits, papers, repeated data, and brings its hand-overs; feelings, barriers and shares stay the
touchpoint's own.
"""

from __future__ import annotations

from dataclasses import replace

from journeymap.analysis.amounts import Load
from journeymap.analysis.content import Content, content_of
from journeymap.analysis.graph import Adjustment, JourneyGraph, journey_graph
from journeymap.analysis.outlook import Outlook, outlook
from journeymap.model.document import State
from journeymap.model.records import Journey


def whole_graph(
    state: State, journey_id: str, *, persona_id: str | None = None, content: Content | None = None
) -> JourneyGraph:
    """The graph of a journey with its sub-journeys in it, and theirs in them.

    A sub-journey that contains the journey itself is left out and reported. One that has been deleted, or has no
    start yet, leaves the touchpoint with its own amounts.
    """
    content = content or content_of(state, journey_id)
    return _graph(content, persona_id, (), {})


def sub_outlooks(content: Content) -> dict[str, Outlook]:
    """Touchpoint → the outlook of the sub-journey it stands for, its chance of reaching the goal among it."""
    return {
        touchpoint_id: outlook(whole_graph(content.state, sub_journey_id))
        for touchpoint_id, sub_journey_id in _sub_journeys(content).items()
        if sub_journey_id != content.journey.id
    }


def _sub_journeys(content: Content) -> dict[str, str]:
    return {
        touchpoint.id: touchpoint.sub_journey_id
        for touchpoint in content.touchpoints
        if touchpoint.sub_journey_id is not None and content.state.get(Journey, touchpoint.sub_journey_id) is not None
    }


def _graph(
    content: Content, persona_id: str | None, above: tuple[str, ...], known: dict[str, Load | None]
) -> JourneyGraph:
    loads: dict[str, Load] = {}
    circular: list[Adjustment] = []
    inside = (*above, content.journey.id)
    for touchpoint_id, sub_journey_id in _sub_journeys(content).items():
        if sub_journey_id in inside:
            circular.append(Adjustment("sub_journey_contains_itself", (touchpoint_id,)))
            continue
        if sub_journey_id not in known:
            known[sub_journey_id] = _load(_graph(content_of(content.state, sub_journey_id), persona_id, inside, known))
        load = known[sub_journey_id]
        if load is not None:
            loads[touchpoint_id] = load
    graph = journey_graph(content.state, content.journey.id, persona_id=persona_id, loads=loads, content=content)
    return replace(graph, adjustments=(*graph.adjustments, *circular)) if circular else graph


def _load(graph: JourneyGraph) -> Load | None:
    """What a journey costs as one touchpoint: all its elapsed time, of which the contact in it counts as contact.

    Of those who finish, where not everybody does; None where nobody does.
    """
    ahead = outlook(graph)
    total = ahead.finishing if ahead.never > 0 else ahead.everyone
    if not graph.starts or total is None:
        return None
    contact = min(total.contact_time, total.time)
    return Load(
        contact,
        total.time - contact,
        tuple(sorted(total.fees.items())),
        total.visits,
        total.documents,
        total.data_repeated,
        total.handovers,
    )
