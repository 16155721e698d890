"""Can she get through? The two figures, the touchpoints that shut her out, and the least that has to be opened."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.drawing import Walker, all_walks, graph, random_journey, tp, way

from journeymap.analysis.access import goal_open, on_every_way
from journeymap.analysis.chain import chain_of
from journeymap.analysis.limits import passage, served, smallest_opening
from journeymap.model.records import Persona, Touchpoint

WANG = Persona(id="wang", limits=("needs_smartphone", "needs_stairs"))
APP = ("needs_smartphone",)


def test_shares_spread_over_the_ways_that_stay_open() -> None:
    found = graph(
        tp("app", barriers=APP, time=1), tp("desk", time=100, visits=1), tp("phone", time=30), tp("done", is_goal=True),
        way("a", "app", "branch", 0.7), way("a", "desk", "branch", 0.2), way("a", "phone", "branch", 0.05),
        way("app", "done"), way("desk", "done"), way("phone", "done"),
    )  # fmt: skip
    fares = passage(found, WANG)
    assert fares.barred == ("app",)
    assert fares.open
    assert fares.served == pytest.approx(0.25)
    assert fares.chance == pytest.approx(0.95)  # a twentieth leaves as before
    assert fares.burden is not None
    assert fares.burden.time == pytest.approx((100 * 0.2 + 30 * 0.05) / 0.25)
    assert (fares.unavoidable, fares.to_open) == ((), ())


def test_shut_out_where_no_way_stays_open() -> None:
    found = graph(
        tp("app", barriers=APP), tp("stairs", barriers=("needs_stairs",)), tp("done", is_goal=True),
        way("a", "b"), way("b", "app", "branch", 0.9), way("b", "stairs", "branch", 0.1),
        way("app", "done"), way("stairs", "done"),
    )  # fmt: skip
    fares = passage(found, WANG)
    assert (fares.served, fares.chance, fares.burden) == (0, 0, None)
    assert not fares.open
    assert fares.shut_out_at == {"b": 1}
    assert fares.unavoidable == ()
    assert fares.to_open == ("app",)  # more people come by it today


def test_a_barred_touchpoint_on_every_way_is_named() -> None:
    found = graph(
        tp("gate", barriers=APP), tp("side", barriers=APP), tp("done", is_goal=True),
        way("a", "gate"), way("gate", "side", "branch", 0.5), way("gate", "c", "branch", 0.5),
        way("side", "done"), way("c", "done"),
    )  # fmt: skip
    fares = passage(found, WANG)
    assert fares.unavoidable == ("gate",)
    assert fares.to_open == ("gate",)
    assert fares.shut_out_at == {"a": 1}


def test_an_unused_recovery_is_a_way_for_her() -> None:
    found = graph(
        tp("app", barriers=APP), tp("done", is_goal=True), tp("help", start_share=0),
        way("a", "app"), way("a", "help", "recovery"), way("app", "done"), way("help", "done"),
    )  # fmt: skip
    fares = passage(found, WANG)
    assert (fares.served, fares.chance) == (0, 1)


def test_all_parallel_ways_have_to_be_open() -> None:
    found = graph(
        tp("x", barriers=APP), tp("m", is_goal=True),
        way("s", "x", "parallel"), way("s", "y", "parallel"), way("x", "m"), way("y", "m"),
    )  # fmt: skip
    fares = passage(found, WANG)
    assert (fares.open, fares.chance, fares.served) == (False, 0, 0)
    assert (fares.unavoidable, fares.to_open) == (("x",), ("x",))


def test_barred_starts_are_left_to_others() -> None:
    found = graph(
        tp("app", barriers=APP, start_share=0.8), tp("desk", start_share=0.2), way("app", "done"), way("desk", "done")
    )
    assert passage(found, WANG).chance == 1
    alone = graph(tp("app", barriers=APP), way("app", "done"))
    assert passage(alone, WANG).chance == 0


def test_a_persona_without_limits_fares_like_everybody() -> None:
    fares = passage(graph(way("a", "b", "branch", 0.5), way("b", "c")), Persona(id="p"))
    assert (fares.served, fares.chance, fares.barred) == (0.5, 0.5, ())


@given(st.integers(0, 10**6), st.lists(st.integers(0, 11), max_size=12))
def test_a_barrier_never_raises_the_share_of_people_served(seed: int, order: list[int]) -> None:
    found = graph(*random_journey(random.Random(seed), loops=True))
    chain = chain_of(found)
    closed: set[int] = set()
    before = served(found, closed, chain)
    for place in order:
        closed.add(place % len(found.touchpoints))
        after = served(found, closed, chain)
        assert after <= before + 1e-12
        before = after


def test_people_served_are_the_walks_that_reach_the_goal_before_a_barrier() -> None:
    for seed in range(40):
        rnd = random.Random(seed)
        records = random_journey(rnd, loops=False)
        found = graph(*records)
        closed = {place for place in range(len(found.touchpoints)) if rnd.random() < 0.3}
        points = Walker(records, rnd).points
        total = 0.0
        for chance, visited, *_ in all_walks(records):
            for name in visited:
                if found.index[name] in closed:
                    break
                if points[name].is_goal:
                    total += chance
                    break
        assert served(found, closed) == pytest.approx(total, abs=1e-9)


def test_the_smallest_opening_is_smallest_and_opens() -> None:
    for seed in range(60):
        rnd = random.Random(seed)
        found = graph(*random_journey(rnd, loops=True, most=9))
        closed = frozenset(place for place in range(len(found.touchpoints)) if rnd.random() < 0.6)
        opened = set(smallest_opening(found, closed))
        assert opened <= closed
        assert goal_open(found, closed - opened)
        for fewer in range(len(opened)):
            assert not any(goal_open(found, closed - set(some)) for some in combinations(sorted(closed), fewer))


def test_what_lies_on_every_way_is_what_alone_shuts_everybody_out() -> None:
    for seed in range(60):
        found = graph(*random_journey(random.Random(seed), loops=True))
        places = range(len(found.touchpoints))
        assert on_every_way(found, places) == tuple(place for place in places if not goal_open(found, {place}))


def test_her_burden_counts_what_she_meets() -> None:
    points = [
        tp("a", time=1),
        Touchpoint(id="b", journey_id="j", stage_id="stage", lane_id="lane", barriers=APP, visits=1),
    ]
    found = graph(*points, tp("c", time=9, visits=2), way("a", "b", "branch", 0.5), way("a", "c", "branch", 0.5))
    fares = passage(found, WANG)
    assert fares.burden is not None
    assert (fares.burden.time, fares.burden.visits) == (10, 2)
