"""Touchpoints: adding, connecting, inserting, moving, duplicating, deleting, as a person sees it afterwards."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from tests.journeys import chain_of, frame, way

from journeymap.edit import touchpoints
from journeymap.model import queries
from journeymap.model.changes import Change, Label
from journeymap.model.document import Document, State
from journeymap.model.records import (
    Basis,
    Connection,
    Feeling,
    Journey,
    ModelLink,
    Opportunity,
    PainPoint,
    Stage,
    Touchpoint,
)
from journeymap.model.text import LocalText
from journeymap.model.values import Point

LABEL = Label.of("add_touchpoint")


def after(document: Document, changes: Iterable[Change]) -> State:
    document.apply(changes, LABEL)
    return document.state


def order(state: State, journey_id: str = "j") -> list[str]:
    return [each.id for each in queries.touchpoints(state, journey_id)]


def ways(state: State) -> set[tuple[str, str, str]]:
    return {(each.source_id, each.target_id, each.kind) for each in queries.connections(state, "j")}


def point(state: State, record_id: str) -> Touchpoint:
    found = state.get(Touchpoint, record_id)
    assert found is not None
    return found


def test_a_new_touchpoint_is_the_last_of_its_stage(small_journey: Document) -> None:
    new, changes = touchpoints.add(small_journey.state, "j", "s1", "back", LocalText(en="New"))
    state = after(small_journey, changes)
    assert order(state) == ["a", "b", "c", new.id]
    assert point(state, new.id).lane_id == "back"


def test_a_next_touchpoint_stands_behind_and_is_connected(small_journey: Document) -> None:
    new, changes = touchpoints.add_behind(small_journey.state, "c")
    state = after(small_journey, changes)
    assert order(state) == ["a", "b", "c", new.id]
    assert ("c", new.id, "sequence") in ways(state)


def test_a_second_next_touchpoint_makes_a_choice(small_journey: Document) -> None:
    new, changes = touchpoints.add_behind(small_journey.state, "a", lane_id="back")
    state = after(small_journey, changes)
    assert order(state) == ["a", new.id, "b", "c"]
    assert {("a", "b", "branch"), ("a", new.id, "branch")} <= ways(state)


def test_a_next_touchpoint_in_another_stage_is_the_last_there(small_journey: Document) -> None:
    new, changes = touchpoints.add_behind(small_journey.state, "a", stage_id="s2")
    assert point(after(small_journey, changes), new.id).stage_id == "s2"


def test_nothing_stands_behind_what_is_gone(small_journey: Document) -> None:
    with pytest.raises(LookupError):
        touchpoints.add_behind(small_journey.state, "nobody")


def test_touchpoints_can_be_added_behind_the_same_one_for_ever(small_journey: Document) -> None:
    added = []
    for _each in range(1_500):
        new, changes = touchpoints.add_behind(small_journey.state, "a")
        small_journey.apply(changes, LABEL)
        added.append(new.id)
    assert order(small_journey.state) == ["a", *reversed(added), "b", "c"]


def test_touchpoints_whose_keys_are_equal_get_room_between_them() -> None:
    same = [each.model_copy(update={"order": "V"}) for each in chain_of("a", "b", "c") if isinstance(each, Touchpoint)]
    document = Document([*frame(), *same])
    new, changes = touchpoints.add_behind(document.state, "a")
    assert order(after(document, changes)) == ["a", new.id, "b", "c"]


# connecting


def test_connecting_back_makes_a_loop_and_a_second_way_a_branch(small_journey: Document) -> None:
    _way, changes = touchpoints.connect(small_journey.state, "c", "a")
    assert ("c", "a", "loop") in ways(after(small_journey, changes))
    _way, changes = touchpoints.connect(small_journey.state, "a", "c")
    assert {("a", "b", "branch"), ("a", "c", "branch")} <= ways(after(small_journey, changes))


@pytest.mark.parametrize(("source", "target"), [("a", "b"), ("a", "a"), ("a", "nobody"), ("nobody", "a"), ("a", "x")])
def test_what_cannot_be_connected_is_left_alone(small_journey: Document, source: str, target: str) -> None:
    other = [
        Journey(id="k"),
        Stage(id="ks", journey_id="k"),
        Touchpoint(id="x", journey_id="k", stage_id="ks", lane_id="l"),
    ]
    document = Document([*small_journey.state, *other])
    assert touchpoints.connect(document.state, source, target) == (None, [])


def test_a_touchpoint_put_into_a_connection_parts_it(small_journey: Document) -> None:
    new, changes = touchpoints.add(small_journey.state, "j", "s1", "front")
    small_journey.apply(changes, LABEL)
    state = after(small_journey, touchpoints.insert_into(small_journey.state, new.id, "a-b"))
    assert ways(state) == {("a", new.id, "sequence"), (new.id, "b", "sequence"), ("b", "c", "sequence")}


def test_put_into_a_loop_only_the_second_half_leads_back() -> None:
    document = Document([*frame(), *chain_of("a", "b"), *chain_of("x"), way("b", "a", "loop")])
    state = after(document, touchpoints.insert_into(document.state, "x", "b-a"))
    assert ways(state) == {("a", "b", "sequence"), ("b", "x", "sequence"), ("x", "a", "loop")}


def test_a_connected_touchpoint_or_one_that_is_gone_is_not_put_into_a_connection(small_journey: Document) -> None:
    assert touchpoints.insert_into(small_journey.state, "c", "a-b") == []
    assert touchpoints.insert_into(small_journey.state, "nobody", "a-b") == []
    assert touchpoints.insert_into(small_journey.state, "c", "gone") == []


# moving


def test_moving_sets_stage_lane_and_place_and_nothing_twice(small_journey: Document) -> None:
    changes = touchpoints.move(small_journey.state, {"a": ("s2", "back", Point(5, 6)), "gone": ("s2", "back", None)})
    moved = point(after(small_journey, changes), "a")
    assert (moved.stage_id, moved.lane_id, moved.pos) == ("s2", "back", (5, 6))
    assert touchpoints.move(small_journey.state, {"a": ("s2", "back", Point(5, 6))}) == []


def test_moving_by_keys_stops_at_the_border_and_places_automatically(small_journey: Document) -> None:
    small_journey.apply(touchpoints.move(small_journey.state, {"a": ("s1", "front", Point(5, 6))}), LABEL)
    state = after(small_journey, touchpoints.move_by_keys(small_journey.state, ["a", "b"], 1, 5))
    assert [(each.stage_id, each.lane_id, each.pos) for each in (point(state, "a"), point(state, "b"))] == [
        ("s2", "back", None)
    ] * 2
    assert touchpoints.move_by_keys(state, ["a"], 3, 1) == []


# duplicating


def test_copies_follow_their_originals_with_the_connections_among_them(small_journey: Document) -> None:
    new_ids, changes = touchpoints.duplicate(small_journey.state, ["b", "a"])
    state = after(small_journey, changes)
    b, a = new_ids
    assert order(state) == ["a", "b", a, b, "c"]
    assert ways(state) == {("a", "b", "sequence"), ("b", "c", "sequence"), (a, b, "sequence")}
    assert point(state, a).title == {"en": "a"}


def test_a_copy_has_annotations_of_its_own(with_annotations: Document) -> None:
    (copy,), changes = touchpoints.duplicate(with_annotations.state, ["b"])
    state = after(with_annotations, changes)
    (pain,) = queries.pain_points(state, copy)
    ideas = {each.kind: each for each in queries.opportunities(state, copy)}
    assert pain.severity == 5 and pain.id != "pain"
    assert ideas["fix"].answers_ids == (pain.id,) and ideas["fix"].touchpoint_ids == (copy,)
    assert ideas["improve"].touchpoint_ids == (copy,)
    assert [each.relation for each in queries.model_links(state, pain.id)] == ["lacks"]
    assert [each.id for each in queries.evidence_for(state, copy, "emotion")] == ["e"]
    assert (
        len(state.children(Feeling, copy))
        == len(state.children(ModelLink, copy))
        == len(state.children(Basis, copy))
        == 1
    )
    assert [each.id for each in queries.pain_points(state, "b")] == ["pain"]


def test_an_opportunity_at_several_copied_touchpoints_is_copied_once(with_annotations: Document) -> None:
    (b, c), changes = touchpoints.duplicate(with_annotations.state, ["b", "c"])
    state = after(with_annotations, changes)
    both = [each for each in state.all(Opportunity) if c in each.touchpoint_ids]
    assert [set(each.touchpoint_ids) for each in both] == [{b, c}]


def test_touchpoints_of_two_journeys_are_copied_each_into_its_own(small_journey: Document) -> None:
    there = Touchpoint(id="x", journey_id="k", stage_id="s1", lane_id="front")
    document = Document([*small_journey.state, Journey(id="k"), there])
    (a, x), changes = touchpoints.duplicate(document.state, ["a", "x"])
    state = after(document, changes)
    assert order(state) == ["a", a, "b", "c"] and order(state, "k") == ["x", x]


def test_a_copy_starts_nothing_and_is_nobodys_counterpart(small_journey: Document) -> None:
    state = small_journey.state
    original = point(state, "a").model_copy(
        update={"id": "x", "start_share": 1.0, "origin_id": "a", "pos": Point(1, 1)}
    )
    document = Document([*state, original])
    (copy,), changes = touchpoints.duplicate(document.state, ["x"])
    found = point(after(document, changes), copy)
    assert (found.start_share, found.origin_id, found.pos) == (None, None, None)


# deleting


def test_a_touchpoint_deleted_from_a_way_closes_the_gap(small_journey: Document) -> None:
    assert ways(after(small_journey, touchpoints.delete(small_journey.state, ["b"]))) == {("a", "c", "sequence")}


def test_neighbours_deleted_together_close_the_gap_too() -> None:
    document = Document([*frame(), *chain_of("a", "b", "c", "d")])
    assert ways(after(document, touchpoints.delete(document.state, ["c", "b"]))) == {("a", "d", "sequence")}


@pytest.mark.parametrize(
    ("more", "gone", "left"),
    [
        ([way("c", "b", "loop")], ["b"], set()),
        ([way("a", "c", "branch")], ["b"], {("a", "c", "branch")}),
        ([], ["a"], {("b", "c", "sequence")}),
        ([], ["c"], {("a", "b", "sequence")}),
        ([], ["a", "b", "c"], set()),
    ],
)
def test_no_way_is_made_up_where_there_was_no_single_one(
    small_journey: Document, more: list[Connection], gone: list[str], left: set[tuple[str, str, str]]
) -> None:
    document = Document([*small_journey.state, *more])
    assert ways(after(document, touchpoints.delete(document.state, gone))) == left


def test_a_loop_with_a_gap_stays_a_loop() -> None:
    document = Document([*frame(), *chain_of("a", "b"), *chain_of("x"), way("b", "x"), way("x", "a", "loop")])
    assert ways(after(document, touchpoints.delete(document.state, ["x"]))) == {
        ("a", "b", "sequence"),
        ("b", "a", "loop"),
    }


def test_information_is_no_way_and_closes_no_gap() -> None:
    document = Document([*frame(), *chain_of("a"), *chain_of("b", "c"), way("a", "b", "information")])
    assert ways(after(document, touchpoints.delete(document.state, ["b"]))) == set()


def test_annotations_go_and_come_back_with_their_touchpoint(with_annotations: Document) -> None:
    state = after(with_annotations, touchpoints.delete(with_annotations.state, ["b"]))
    assert state.all(PainPoint) == []
    assert [each.id for each in state.all(Opportunity)] == ["idea"]
    assert after(with_annotations, touchpoints.delete(state, ["c"])).all(Opportunity) == []


def test_deleting_nothing_changes_nothing(small_journey: Document) -> None:
    assert touchpoints.delete(small_journey.state, []) == touchpoints.delete(small_journey.state, ["gone"]) == []


def test_the_first_touchpoint_belongs_into_the_first_cell(small_journey: Document) -> None:
    assert touchpoints.first_place(small_journey.state, "j") == ("s1", "front")
    assert touchpoints.first_place(State([Journey(id="k")]), "k") is None
