"""Stages and lanes: places among the others, and what goes with them."""

from __future__ import annotations

import pytest
from tests.journeys import chain_of, frame

from journeymap.edit import stages
from journeymap.model import queries
from journeymap.model.changes import Add, Label, Set
from journeymap.model.document import Document
from journeymap.model.records import Comment, Lane, Opportunity, Stage, Touchpoint
from journeymap.model.text import LocalText
from journeymap.model.values import Point

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


def test_a_stage_is_split_and_merged_again(small_journey: Document) -> None:
    before = [each.id for each in queries.touchpoints(small_journey.state, "j")]
    new, changes = stages.split(small_journey.state, "s1", {"b", "c"})
    assert new is not None
    small_journey.apply(changes, LABEL)
    assert stage_ids(small_journey) == ["s1", new.id, "s2"]
    assert [each.stage_id for each in queries.touchpoints(small_journey.state, "j")] == ["s1", new.id, new.id]
    small_journey.apply(stages.merge(small_journey.state, "s1"), LABEL)
    assert stage_ids(small_journey) == ["s1", "s2"]
    assert [each.id for each in queries.touchpoints(small_journey.state, "j")] == before
    assert len(queries.connections(small_journey.state, "j")) == 2


def test_cards_placed_by_hand_stay_where_they_are_when_a_stage_is_split_or_merged(small_journey: Document) -> None:
    small_journey.apply([Set("b", "pos", Point(300.0, 20.0)), Set("s1", "width", 500)], LABEL)
    _, changes = stages.split(small_journey.state, "s1", {"b"}, shift=250.0)
    small_journey.apply(changes, LABEL)
    assert small_journey.state.get(Touchpoint, "b").pos == Point(50.0, 20.0)  # type: ignore[union-attr]
    assert small_journey.state.get(Stage, "s1").width is None  # type: ignore[union-attr]
    small_journey.apply(stages.merge(small_journey.state, "s1", shift=250.0), LABEL)
    assert small_journey.state.get(Touchpoint, "b").pos == Point(300.0, 20.0)  # type: ignore[union-attr]


def test_merging_keeps_the_words_and_what_is_noted_on_the_second_stage(small_journey: Document) -> None:
    words = [
        Set("s1", "title", LocalText(en="Apply")),
        Set("s2", "title", LocalText(en="Check", zh="审核")),
        Set("s2", "aim", LocalText(en="Be sure")),
    ]
    small_journey.apply([*words, Add(Comment(id="remark", subject_id="s2"))], LABEL)
    small_journey.apply(stages.merge(small_journey.state, "s1"), LABEL)
    merged = small_journey.state.get(Stage, "s1")
    assert merged is not None
    assert (merged.title, merged.aim) == (LocalText(en="Apply / Check", zh="审核"), LocalText(en="Be sure"))
    assert [each.id for each in small_journey.state.children(Comment, "s1")] == ["remark"]
    assert stages.merge(small_journey.state, "s1") == []


@pytest.mark.parametrize(("extent", "stored"), [(300.4, 300), (10.0, 80), (99_999.0, 4000), (None, None)])
def test_a_width_given_by_hand_stays_within_its_limits(
    small_journey: Document, extent: float | None, stored: float | None
) -> None:
    small_journey.apply([Set("s1", "width", 200)], LABEL)
    small_journey.apply(stages.resize(small_journey.state, "s1", extent), LABEL)
    assert small_journey.state.get(Stage, "s1").width == stored  # type: ignore[union-attr]
    small_journey.apply(stages.resize(small_journey.state, "back", 120), LABEL)
    assert small_journey.state.get(Lane, "back").height == 120  # type: ignore[union-attr]
    assert stages.resize(small_journey.state, "gone", 120) == []


def test_a_stage_moves_step_by_step_and_stops_at_the_end(small_journey: Document) -> None:
    small_journey.apply(stages.move_by(small_journey.state, "s1", 1), LABEL)
    assert stage_ids(small_journey) == ["s2", "s1"]
    assert stages.move_by(small_journey.state, "s1", 1) == []
    assert stages.move_by(small_journey.state, "s2", -1) == []
