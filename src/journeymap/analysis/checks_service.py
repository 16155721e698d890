"""Checks of what citizens get: contact, feelings, foundation, pain, hand-overs, access, ideas and who took part."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain

from journeymap.analysis.access import barred, goal_open, on_every_way
from journeymap.analysis.content import Content
from journeymap.analysis.finding import Finding, Named, Tokens, group, note, problem, warning
from journeymap.analysis.foundation import answered, gap, open_opportunities, shaky
from journeymap.analysis.graph import JourneyGraph
from journeymap.analysis.paths import Path
from journeymap.analysis.series import series
from journeymap.model.records import Lane, ModelLink, Persona, Touchpoint
from journeymap.model.text import LocalText
from journeymap.model.values import DIGITAL_CHANNELS

HIDDEN_LANES = frozenset({"backstage", "support"})
SEVERE = 4


def service_checks(content: Content, graph: JourneyGraph, chosen: Path | None, today: date | None) -> Iterator[Finding]:
    """What is odd about the service as it is drawn."""
    yield from _blank(content)
    for touchpoint in content.touchpoints:
        yield from _touchpoint(content, touchpoint)
    recovering = {each.source_id for each in content.connections if each.kind == "recovery"}
    for touchpoint in content.touchpoints:
        if touchpoint.emotion == -2 and touchpoint.id not in recovering:
            yield warning("no_recovery", touchpoint.id)
    yield from _low_at_the_end(chosen, graph)
    yield from _handovers(content)
    yield from _same_data(content)
    yield from _access(content, graph)
    yield from _ideas(content, today)
    yield from _co_creation(content)


def _blank(content: Content) -> Iterator[Finding]:
    lanes = {lane.id: lane for lane in content.lanes}
    points = content.touchpoints
    yield from group("no_channel", "note", (each.id for each in points if each.channel is None), fix="set_channel")
    yield from group("no_actor", "note", (each.id for each in points if not _has_actor(each, lanes.get(each.lane_id))))
    seen = (each for each in points if each.lane_id not in lanes or lanes[each.lane_id].kind not in HIDDEN_LANES)
    yield from group("no_emotion", "note", (each.id for each in seen if each.emotion is None), fix="set_emotion")
    felt = (each for each in points if each.emotion is not None)
    yield from group(
        "emotion_assumed",
        "note",
        (each.id for each in felt if each.id not in content.bases or not content.evidence_for(each.id, "emotion")),
    )


def _has_actor(touchpoint: Touchpoint, lane: Lane | None) -> bool:
    """In the citizens' lane it is the citizen who acts; elsewhere the lane, the unit or the partner has to be named."""
    if lane is not None and (lane.kind == "citizen" or lane.actor):
        return True
    return bool(touchpoint.owner_unit or touchpoint.third_party)


def _touchpoint(content: Content, touchpoint: Touchpoint) -> Iterator[Finding]:
    reasons = shaky(content, touchpoint)
    if reasons:
        yield warning("shaky_foundation", touchpoint.id, reasons=Tokens("finding.crack", reasons))
    for expectation in content.expectations.get(touchpoint.id, ()):
        missed = gap(expectation.expected, expectation.perceived)
        if expectation.kano == "must_be" and missed is not None and missed < 0:
            yield problem("must_be_gap", touchpoint.id, expectation.id, gap=missed)
    for pain_point in content.pain_points.get(touchpoint.id, ()):
        if (pain_point.severity or 0) >= SEVERE and not answered(content, pain_point):
            yield warning("pain_unanswered", touchpoint.id, pain_point.id, severity=pain_point.severity)
    if touchpoint.data_repeated:
        yield warning("data_asked_again", touchpoint.id, n=touchpoint.data_repeated)


def _low_at_the_end(path: Path | None, graph: JourneyGraph) -> Iterator[Finding]:
    if path is None:
        return
    curve = series(graph, path)
    emotion = curve.emotion(curve.end)
    if curve.end is not None and emotion is not None and emotion < 0:
        yield warning("low_at_the_end", curve.points[curve.end].touchpoint_id, emotion=emotion)


def _handovers(content: Content) -> Iterator[Finding]:
    owned = {each.id for each in content.touchpoints if each.owner_unit}
    for connection in content.connections:
        if connection.handover and connection.target_id not in owned:
            yield warning("handover_without_owner", connection.target_id, connection.id)


def _same_data(content: Content) -> Iterator[Finding]:
    """Data points with the same words at several touchpoints."""
    asked: dict[LocalText, dict[str, str]] = {}
    for touchpoint in content.touchpoints:
        for data_point in content.data_points.get(touchpoint.id, ()):
            if data_point.what:
                asked.setdefault(data_point.what, {}).setdefault(touchpoint.id, data_point.id)
    for what, places in asked.items():
        if len(places) > 1:
            yield warning("same_data_twice", *places, *places.values(), what=what, n=len(places))


def _access(content: Content, graph: JourneyGraph) -> Iterator[Finding]:
    if not goal_open(graph):
        return
    for persona_id in content.journey.persona_ids:
        persona = content.state.get(Persona, persona_id)
        if persona is None:
            continue
        closed = barred(graph, persona)
        if closed and not goal_open(graph, closed):
            always = on_every_way(graph, closed)
            barriers = {tag for place in always or closed for tag in graph.touchpoints[place].barriers}
            tags = tuple(sorted(barriers.intersection(persona.limits)))
            subjects = graph.ids(always or tuple(sorted(closed)))
            yield problem(
                "shut_out",
                persona.id,
                *subjects,
                limits=Tokens("limit", tags),
                at=Named(subjects),
                persona=persona.name,
            )
    digital = frozenset(place for place, each in enumerate(graph.touchpoints) if each.channel in DIGITAL_CHANNELS)
    if digital and not goal_open(graph, digital):
        subjects = graph.ids(on_every_way(graph, digital) or sorted(digital & graph.reachable))
        yield warning("only_digital", content.journey.id, *subjects, at=Named(subjects))


def _ideas(content: Content, today: date | None) -> Iterator[Finding]:
    yield from _lacks(content)
    alive = [each for each in content.journey_opportunities() if each.status not in ("done", "dropped")]
    yield from group("opportunity_without_owner", "note", (each.id for each in alive if not each.owner))
    if today is not None:
        late = (each.id for each in alive if each.due is not None and each.due < today.isoformat()[: len(each.due)])
        yield from group("opportunity_late", "warning", late)


def _lacks(content: Content) -> Iterator[Finding]:
    """Elements lacking where no opportunity of the same place would serve them, one finding for each element."""
    served = {
        (touchpoint_id, link.element_id)
        for touchpoint_id in content.opportunities
        for opportunity in open_opportunities(content, touchpoint_id)
        for link in content.links.get(opportunity.id, ())
    }
    anywhere = {element_id for _, element_id in served}
    lacking: dict[str, list[ModelLink]] = {}

    def check(subject_id: str, touchpoint_id: str | None) -> None:
        for link in content.links.get(subject_id, ()):
            known = link.element_id in anywhere if touchpoint_id is None else (touchpoint_id, link.element_id) in served
            if link.relation == "lacks" and not known:
                lacking.setdefault(link.element_id, []).append(link)

    check(content.journey.id, None)
    for touchpoint in content.touchpoints:
        check(touchpoint.id, touchpoint.id)
        for annotation in chain(content.pain_points.get(touchpoint.id, ()), open_opportunities(content, touchpoint.id)):
            check(annotation.id, touchpoint.id)
    for element_id, links in lacking.items():
        link_ids = tuple(dict.fromkeys(link.id for link in links))
        yield note("element_lacks", *link_ids, element=Tokens("element", (element_id,)), n=len(link_ids))


def _co_creation(content: Content) -> Iterator[Finding]:
    if content.touchpoints and not any(
        each.contributor_kind == "citizen" and each.state != "hidden" for each in content.contributions
    ):
        yield note("no_citizen", content.journey.id)
