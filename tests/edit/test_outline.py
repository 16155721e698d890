"""Ordering a journey by moving rows, and naming what values rest on."""

from __future__ import annotations

from journeymap.edit import annotations as notes
from journeymap.edit import evidence, journeys, outline, projects, touchpoints
from journeymap.model import queries
from journeymap.model.changes import Change, Label
from journeymap.model.document import Document
from journeymap.model.records import Evidence, Record, Touchpoint
from journeymap.model.text import LocalText
from journeymap.model.values import Point


def run(document: Document, changes: list[Change]) -> None:
    document.apply(changes, Label.of("paste"))


def added(document: Document, made: tuple[Record, list[Change]]) -> str:
    run(document, made[1])
    return made[0].id


def journey_of_three(document: Document) -> tuple[str, list[str]]:
    journey_id = queries.journeys(document.state)[0].id
    stage, lane = queries.stages(document.state, journey_id)[0], queries.lanes(document.state, journey_id)[0]
    ids = [
        added(document, touchpoints.add(document.state, journey_id, stage.id, lane.id, LocalText(en=name)))
        for name in ("A", "B", "C")
    ]
    return journey_id, ids


def order(document: Document, journey_id: str) -> list[str]:
    return [each.id for each in queries.touchpoints(document.state, journey_id)]


def test_a_touchpoint_moves_in_its_stage_and_on_into_the_next() -> None:
    document = projects.new_project("empty", ("en", "zh"))
    journey_id, (a, b, c) = journey_of_three(document)
    run(document, outline.move(document.state, c, -1))
    assert order(document, journey_id) == [a, c, b]
    run(document, outline.move(document.state, b, 1))
    stages = queries.stages(document.state, journey_id)
    moved = document.state.get(Touchpoint, b)
    assert moved is not None and moved.stage_id == stages[1].id
    run(document, outline.move(document.state, b, -1))
    assert order(document, journey_id) == [a, c, b]
    assert outline.move(document.state, a, -1) == []


def test_moving_lets_a_touchpoint_be_placed_anew() -> None:
    document = projects.new_project("empty", ("en", "zh"))
    _, (a, _, _) = journey_of_three(document)
    stage, lane = document.state.get(Touchpoint, a).stage_id, document.state.get(Touchpoint, a).lane_id  # type: ignore[union-attr]
    run(document, touchpoints.move(document.state, {a: (stage, lane, Point(10, 20))}))
    run(document, outline.move(document.state, a, 1))
    assert document.state.get(Touchpoint, a).pos is None  # type: ignore[union-attr]


def test_rows_with_equal_keys_can_be_ordered_too() -> None:
    document = projects.new_project("empty", ("en", "zh"))
    _, (a, _, _) = journey_of_three(document)
    ids = [added(document, notes.add_pain_point(document.state, a, LocalText(en=name))) for name in "xyz"]
    from journeymap.edit import fields

    run(document, fields.set_field(ids, "order", "V"))
    former = [each.id for each in queries.pain_points(document.state, a)]
    run(document, outline.move(document.state, former[2], -1))
    assert [each.id for each in queries.pain_points(document.state, a)] == [former[0], former[2], former[1]]


def test_journeys_and_personas_are_ordered_among_their_like() -> None:
    document = projects.new_project("empty", ("en", "zh"))
    first = added(document, journeys.add_persona(document.state, None))
    second = added(document, journeys.add_persona(document.state, None))
    run(document, outline.move(document.state, second, -1))
    assert [each.id for each in queries.personas(document.state)] == [second, first]


def test_a_value_rests_on_evidence_until_it_is_taken_away() -> None:
    document = projects.new_project("empty", ("en", "zh"))
    _, (a, _, _) = journey_of_three(document)
    source = added(document, evidence.add(document.state, LocalText(en="Counter log"), "log"))
    other = added(document, evidence.add(document.state, LocalText(en="Interviews"), "interview"))
    for each in (source, other):
        run(document, evidence.toggle_basis(document.state, a, "waiting", each))
    assert {each.id for each in queries.evidence_for(document.state, a, "waiting")} == {source, other}
    assert queries.evidence_for(document.state, a, "fee") == []
    run(document, evidence.toggle_basis(document.state, a, "waiting", source))
    assert [each.id for each in queries.evidence_for(document.state, a, "waiting")] == [other]
    assert [each.id for each in document.state.all(Evidence)] == [source, other]
