"""Starts, ends, shares, parallel blocks: the journey graph as the domain words it."""

from __future__ import annotations

import pytest
from tests.analysis.drawing import graph, journey, tp, way

from journeymap.analysis.graph import JourneyGraph, journey_graph
from journeymap.analysis.shares import parting
from journeymap.model.document import State
from journeymap.model.records import Feeling, Lane, Persona, Project


def shares(found: JourneyGraph) -> dict[str, float]:
    return {each.connection_id: round(each.share, 9) for each in found.ways}


def adjusted(found: JourneyGraph) -> list[str]:
    return [each.key for each in found.adjustments]


def names(found: JourneyGraph, places: object) -> set[str]:
    return set(found.ids(frozenset(places)))  # type: ignore[arg-type]


def test_known_shares_stay_and_unknown_ones_split_the_rest() -> None:
    found = graph(way("a", "b", "branch", 0.4), way("a", "c", "branch"), way("a", "d", "branch"))
    assert shares(found) == {"a-b": 0.4, "a-c": 0.3, "a-d": 0.3}
    assert found.left[found.index["a"]] == 0


def test_an_unknown_loop_takes_nothing_and_is_reported() -> None:
    found = graph(way("a", "b"), way("b", "a", "loop"), way("b", "c"))
    assert shares(found) == {"a-b": 1, "b-a": 0, "b-c": 1}
    assert [each.subject_ids for each in found.adjustments] == [("b-a", "b")]
    assert adjusted(found) == ["share_unknown"]


def test_where_only_unknown_loops_and_recoveries_exist_they_share_evenly() -> None:
    found = graph(way("a", "b"), way("b", "a", "loop"), way("b", "c", "recovery"), tp("c", start_share=0))
    assert shares(found) == {"a-b": 1, "b-a": 0.5, "b-c": 0.5}
    assert adjusted(found) == []


def test_a_lone_unknown_way_is_taken_by_all_whatever_its_kind() -> None:
    assert shares(graph(way("a", "b", "recovery"))) == {"a-b": 1}


def test_shares_above_one_are_scaled_and_reported() -> None:
    found = graph(way("a", "b", "branch", 0.9), way("a", "c", "branch", 0.6), way("a", "d", "branch"))
    assert shares(found) == {"a-b": 0.6, "a-c": 0.4, "a-d": 0}
    assert found.adjustments[0].values == (("total", 1.5),)


def test_what_nobody_takes_leaves_the_journey() -> None:
    found = graph(way("a", "b", "branch", 0.5), way("a", "c", "loop"))
    assert found.left[found.index["a"]] == 0.5
    assert names(found, found.ends) == {"b", "c"}


@pytest.mark.parametrize("parts", [(0.1, 0.2, 0.7), (1 / 3, 1 / 3, 1 / 3), (0.3, 0.3, 0.4)])
def test_rounding_leaves_nobody_behind(parts: tuple[float, ...]) -> None:
    parted = parting(parts, ["branch"] * len(parts))
    assert parted.left == 0
    assert sum(parted.shares) == pytest.approx(1, abs=1e-15)


def test_starts_are_those_with_a_share_and_those_without_a_way_in() -> None:
    found = graph(
        tp("b", start_share=0.2), way("a", "b"), way("b", "c"), way("d", "c"), way("c", "e"), way("c", "a", "loop")
    )
    assert {found.touchpoints[place].id: share for place, share in found.starts} == {"a": 0.4, "b": 0.2, "d": 0.4}


def test_a_loop_into_a_touchpoint_does_not_keep_it_from_being_a_start() -> None:
    found = graph(way("a", "b"), way("b", "a", "loop", 0.1), way("b", "c"))
    assert names(found, (place for place, _ in found.starts)) == {"a"}


def test_a_start_that_a_recovery_leads_to_is_reported() -> None:
    found = graph(way("a", "b"), way("a", "c", "recovery"), way("c", "b"))
    assert len(found.starts) == 2
    assert ("start_after_recovery", ("c",)) in [each[:2] for each in found.adjustments]


def test_start_shares_are_scaled_to_one() -> None:
    found = graph(tp("a", start_share=0.2), tp("b", start_share=0.6), way("a", "c"), way("b", "c"))
    assert [round(share, 9) for _, share in found.starts] == [0.25, 0.75]
    assert adjusted(found) == ["start_shares_scaled"]


def test_a_card_without_connections_stands_outside_unless_it_is_the_only_one() -> None:
    found = graph(tp("x"), way("a", "b"), way("x", "a", "information"))
    assert names(found, found.outside) == {"x"}
    alone = graph(tp("x"))
    assert alone.outside == frozenset()
    assert alone.starts == ((0, 1.0),)
    assert alone.ends == {0}


def test_information_is_never_walked() -> None:
    found = graph(way("a", "b"), way("a", "c", "information"), way("c", "b"))
    assert shares(found) == {"a-b": 1, "c-b": 1}


def test_connections_of_deleted_touchpoints_are_gone() -> None:
    found = graph(tp("b", deleted=True), way("a", "b"), way("a", "c"))
    assert shares(found) == {"a-c": 1}


def test_without_a_marked_goal_every_end_is_one() -> None:
    found = graph(way("a", "b"), way("a", "c"))
    assert names(found, found.goals) == {"b", "c"}
    assert not found.goals_marked


def test_working_days_become_elapsed_time_by_the_projects_calendar() -> None:
    records = [Project(id="project", workdays_per_week=6), tp("a", waiting={"typical": 3, "unit": "working_day"})]
    found = journey_graph(journey(*records), "j")
    assert found.loads[0].waiting == 3 * 7 / 6 * 86400


def test_a_personas_own_feelings_lie_over_the_touchpoints() -> None:
    state = journey(
        tp("a", emotion=1), tp("b", emotion=1), way("a", "b"), Persona(id="p"),
        Feeling(id="f", touchpoint_id="b", persona_id="p", emotion=-2),
    )  # fmt: skip
    assert list(journey_graph(state, "j").emotions) == [1, 1]
    assert list(journey_graph(state, "j", persona_id="p").emotions) == [1, -2]


def two_lanes() -> State:
    return journey(
        Lane(id="below", journey_id="j", order="B"), Lane(id="above", journey_id="j", order="A"),
        tp("x", lane_id="below"), tp("y", lane_id="above"),
        way("s", "x", "parallel"), way("s", "y", "parallel"), way("x", "m"), way("y", "m"), way("m", "e"),
    )  # fmt: skip


def test_parallel_ways_meet_in_the_post_dominator_and_are_listed_in_lane_order() -> None:
    found = journey_graph(two_lanes(), "j")
    (block,) = found.blocks.values()
    assert names(found, (block.split,)) == {"s"}
    assert names(found, (block.meeting,)) == {"m"}
    assert [found.ways[number].connection_id for number in block.ways] == ["s-y", "s-x"]
    assert shares(found) == {"s-x": 1, "s-y": 1, "x-m": 1, "y-m": 1, "m-e": 1}


def test_a_parallel_block_is_one_alternative_beside_exclusive_ways() -> None:
    found = graph(
        way("s", "x", "parallel"), way("s", "y", "parallel"), way("s", "z", "branch", 0.25),
        way("x", "m"), way("y", "m"), way("z", "m"),
    )  # fmt: skip
    assert shares(found) == {"s-x": 0.75, "s-y": 0.75, "s-z": 0.25, "x-m": 1, "y-m": 1, "z-m": 1}


@pytest.mark.parametrize(
    "broken",
    [
        (way("x", "e"), way("y", "f")),
        (way("x", "m", "branch", 0.5), way("y", "m")),
        (way("x", "s", "loop", 0.5), way("x", "m", "branch", 0.5), way("y", "m")),
        (way("x", "t", "branch", 0.5), way("x", "m", "branch", 0.5), way("t", "t", "loop"), way("y", "m")),
    ],
    ids=["two ends", "leaves inside", "leads back", "trap inside"],
)
def test_parallel_ways_that_do_not_surely_meet_are_even_branches_and_reported(broken: tuple[object, ...]) -> None:
    found = graph(way("a", "s"), way("s", "x", "parallel"), way("s", "y", "parallel"), *broken)  # type: ignore[arg-type]
    assert not found.blocks
    assert shares(found)["s-x"] == shares(found)["s-y"] == 0.5
    assert "parallel_never_meets" in adjusted(found)


def test_an_unused_way_back_does_not_break_a_block() -> None:
    found = graph(
        way("a", "s"), way("s", "x", "parallel"), way("s", "y", "parallel"), way("x", "m"), way("y", "m"),
        way("x", "a", "loop"),
    )  # fmt: skip
    assert len(found.blocks) == 1


def test_a_journey_that_is_not_there_is_an_empty_graph() -> None:
    found = journey_graph(State(), "nowhere")
    assert found.touchpoints == ()
    assert found.starts == ()
