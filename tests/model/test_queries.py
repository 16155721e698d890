"""The questions asked of a state most often."""

from __future__ import annotations

import pytest

from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import (
    Basis,
    Connection,
    Evidence,
    Expectation,
    Feeling,
    Journey,
    Lane,
    ModelLink,
    Opportunity,
    PainPoint,
    Persona,
    Project,
    Record,
    Stage,
    Touchpoint,
)


def touchpoint(name: str, stage: str, lane: str, order: str, journey: str = "j", **more: str) -> Touchpoint:
    return Touchpoint(id=name, journey_id=journey, stage_id=stage, lane_id=lane, order=order, **more)  # type: ignore[arg-type]


def state(*more: Record) -> State:
    return State(
        [
            Project(id="p"),
            Journey(id="j", persona_ids=("ada",)),
            Stage(id="s2", journey_id="j", order="B"),
            Stage(id="s1", journey_id="j", order="A"),
            Lane(id="back", journey_id="j", kind="backstage", order="B"),
            Lane(id="front", journey_id="j", kind="citizen", order="A"),
            touchpoint("d", "s2", "front", "A"),
            touchpoint("c", "s1", "back", "B"),
            touchpoint("b", "s1", "front", "B"),
            touchpoint("a", "s1", "back", "A"),
            *more,
        ]
    )


def names(records: list[Record]) -> list[str]:
    return [each.id for each in records]


def test_touchpoints_are_read_stage_by_stage_in_their_order_upper_lanes_first() -> None:
    assert names([*queries.touchpoints(state(), "j")]) == ["a", "b", "c", "d"]


def test_a_touchpoint_that_stands_for_a_journey_is_not_in_it() -> None:
    other = state(Journey(id="k"), touchpoint("x", "s", "l", "A", journey="k", sub_journey_id="j"))
    assert "x" not in names([*queries.touchpoints(other, "j")])
    assert names([*queries.touchpoints(other, "k")]) == ["x"]


def test_connections_by_their_ends() -> None:
    ways = [
        Connection(id="ab", journey_id="j", source_id="a", target_id="b"),
        Connection(id="bc", journey_id="j", source_id="b", target_id="c"),
    ]
    found = state(*ways)
    assert names([*queries.connections_of(found, "b")]) == ["ab", "bc"]
    assert names([*queries.connections_out(found, "b")]) == ["bc"]
    assert names([*queries.connections_in(found, "b")]) == ["ab"]
    assert names([*queries.connections(found, "j")]) == ["ab", "bc"]


def test_opportunities_are_those_that_improve_a_touchpoint_not_those_that_answer_something_there() -> None:
    found = state(
        PainPoint(id="pain", touchpoint_id="a"),
        Opportunity(id="here", touchpoint_ids=("a", "b")),
        Opportunity(id="else", touchpoint_ids=("c",), answers_ids=("pain", "a")),
        Opportunity(id="nowhere"),
    )
    assert names([*queries.opportunities(found, "a")]) == ["here"]
    assert sorted(names([*queries.journey_opportunities(found, "j")])) == ["else", "here"]


def test_the_subjects_at_a_touchpoint_are_itself_and_what_is_noted_there() -> None:
    found = state(
        PainPoint(id="pain", touchpoint_id="a"),
        Expectation(id="e", touchpoint_id="a"),
        Opportunity(id="idea", touchpoint_ids=("a",)),
        ModelLink(id="m", subject_id="pain", element_id="el-x"),
    )
    assert names([*queries.subjects_of_touchpoint(found, "a")]) == ["a", "pain", "idea"]
    assert names([*queries.model_links(found, "pain")]) == ["m"]
    assert queries.subjects_of_touchpoint(found, "gone") == []


def test_personas_of_the_project_and_of_a_journey() -> None:
    found = state(Persona(id="ada"), Persona(id="bo"), Feeling(id="f", touchpoint_id="a", persona_id="ada", emotion=1))
    journey = found.get(Journey, "j")
    assert names([*queries.personas(found)]) == ["ada", "bo"]
    assert names([*queries.personas(found, journey)]) == ["ada"]
    feeling = queries.feeling(found, "a", "ada")
    assert feeling is not None and feeling.emotion == 1
    assert queries.feeling(found, "a", "bo") is None


def test_a_value_rests_on_the_evidence_of_its_basis() -> None:
    found = state(
        Evidence(id="e1", kind="survey"),
        Basis(id="b1", subject_id="a", field="waiting", evidence_ids=("e1", "gone")),
    )
    assert names([*queries.evidence_for(found, "a", "waiting")]) == ["e1"]
    assert queries.evidence_for(found, "a", "fee") == []


@pytest.mark.parametrize(
    ("kinds", "strength"),
    [
        ((), "assumed"),
        (("assumption",), "assumed"),
        (("assumption", "interview"), "observed"),
        (("complaint", "log"), "measured"),
        (("a-newer-kind",), "assumed"),
    ],
)
def test_the_strongest_evidence_counts(kinds: tuple[str, ...], strength: str) -> None:
    assert queries.strength(Evidence(id=f"e{place}", kind=kind) for place, kind in enumerate(kinds)) == strength


def test_a_file_without_a_project_record_still_has_a_project() -> None:
    assert queries.project(State()).languages == ("zh", "en")
