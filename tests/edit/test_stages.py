"""Stages and lanes: places among the others, and what goes with them."""

from __future__ import annotations

import pytest
from tests.journeys import chain_of, frame

from journeymap.edit import stages
from journeymap.model import queries
from journeymap.model.changes import Label
from journeymap.model.document import Document
from journeymap.model.records import Lane, Opportunity, Stage

LABEL = Label.of("add_stage")


def stage_ids(document: Document) -> list[str]:
    return [each.id for each in queries.stages(document.state, "j")]


def test_a_stage_is_added_at_the_end_or_at_a_place(small_journey: Document) -> None:
    last, changes = stages.add_stage(small_journey.state, "j")
    small_journey.apply(changes, LABEL)
    middle, changes = stages.add_stage(small_journey.state, "j", place=1)
    small_journey.apply(changes, LABEL)
    first, changes = stages.add_stage(small_journey.state, "j", place=0)
    small_journey.apply(changes, LABEL)
    assert stage_ids(small_journey) == [first.id, "s1", middle.id, "s2", last.id]


def test_a_lane_is_added_at_a_place(small_journey: Document) -> None:
    lane, changes = stages.add_lane(small_journey.state, "j", "partner", place=1)
    small_journey.apply(changes, LABEL)
    assert [each.id for each in queries.lanes(small_journey.state, "j")] == ["front", lane.id, "back"]
    assert lane.kind == "partner"


@pytest.mark.parametrize(
    ("moved", "place", "order"),
    [("c", 0, "cab"), ("a", 2, "bca"), ("a", 1, "bac"), ("b", 1, "abc"), ("a", 99, "bca"), ("c", -1, "cab")],
)
@pytest.mark.parametrize("keys", ["ABC", "VVV", "000"])
def test_a_stage_moves_to_its_place_whatever_the_keys_were(moved: str, place: int, order: str, keys: str) -> None:
    document = Document(
        [frame()[1], *(Stage(id=name, journey_id="j", order=key) for name, key in zip("abc", keys, strict=True))]
    )
    document.apply(stages.move(document.state, moved, place), LABEL)
    assert "".join(stage_ids(document)) == order


def test_a_stage_that_is_there_already_does_not_move(small_journey: Document) -> None:
    assert stages.move(small_journey.state, "s1", 0) == []
    assert stages.move(small_journey.state, "gone", 0) == []


def test_a_lane_moves(small_journey: Document) -> None:
    small_journey.apply(stages.move(small_journey.state, "back", 0), LABEL)
    assert [each.id for each in small_journey.state.all(Lane)] == ["back", "front"]


@pytest.mark.parametrize("gone", ["s1", "front"])
def test_touchpoints_go_with_their_stage_or_lane(with_annotations: Document, gone: str) -> None:
    with_annotations.apply(stages.delete(with_annotations.state, gone), LABEL)
    assert queries.touchpoints(with_annotations.state, "j") == []
    assert with_annotations.state.all(Opportunity) == []


def test_the_way_goes_on_over_a_deleted_stage() -> None:
    records = [
        each.model_copy(update={"stage_id": "s2"}) if each.id == "b" else each for each in chain_of("a", "b", "c")
    ]
    document = Document([*frame(), *records])
    document.apply(stages.delete(document.state, "s2"), LABEL)
    assert [(each.source_id, each.target_id) for each in queries.connections(document.state, "j")] == [("a", "c")]


def test_the_last_stage_and_the_last_lane_stay(small_journey: Document) -> None:
    for gone, last in (("s2", "s1"), ("back", "front")):
        small_journey.apply(stages.delete(small_journey.state, gone), LABEL)
        assert stages.delete(small_journey.state, last) == []
    assert stages.delete(small_journey.state, "nobody") == []
