"""Paths, their order, number and burden; the extremes among them; the series along one."""

from __future__ import annotations

import random
from itertools import islice

import pytest
from tests.analysis.drawing import Walker, all_walks, graph, journey, random_journey, tp, way

from journeymap.analysis.extremes import dearest_path, fee_range, slowest_path, time_range, worst_path
from journeymap.analysis.graph import journey_graph
from journeymap.analysis.paths import chosen_path, likeliest_path, likely_paths, path_burden, path_count
from journeymap.analysis.series import Point, series, series_of

CASES = 60


def test_paths_come_by_likelihood_and_all_of_them() -> None:
    for seed in range(CASES):
        records = random_journey(random.Random(seed), loops=False)
        walks = all_walks(records)
        found = graph(*records)
        paths = list(likely_paths(found))
        assert path_count(found).value == len(walks) == len(paths)
        assert path_count(found).exact
        chances = [path.share for path in paths]
        assert chances == pytest.approx(sorted((chance for chance, *_ in walks), reverse=True), abs=1e-12)
        assert {(path.connection_ids, path.leaves) for path in paths} == {
            (tuple(each.id for each in taken), left) for _, _, taken, left in walks
        }


def test_with_loops_paths_are_simple_and_none_is_missing() -> None:
    for seed in range(CASES):
        records = random_journey(random.Random(seed), loops=True, most=8)
        found = graph(*records)
        walker = Walker(records, random.Random(0))
        expected = set()
        work: list[tuple[tuple[str, ...], tuple[str, ...]]] = [(("t00",), ())]
        while work:
            visited, taken = work.pop()
            ways = walker.ways[visited[-1]]
            if not ways or sum(each.share or 0 for each in ways) < 1 - 1e-9:
                expected.add((visited, taken))
            work += [((*visited, each.target_id), (*taken, each.id)) for each in ways if each.target_id not in visited]
        paths = list(likely_paths(found))
        assert {(path.touchpoint_ids, path.connection_ids) for path in paths} == expected
        assert len(paths) == len(expected)
        chances = [path.share for path in paths]
        assert chances == pytest.approx(sorted(chances, reverse=True), abs=1e-12)
        assert path_count(found).value <= len(expected)


def test_two_to_the_fortieth_paths_are_counted_and_the_first_found_at_once() -> None:
    ways = [
        way(source, target)
        for at in range(40)
        for side in "xy"
        for source, target in ((f"a{at}", f"{side}{at}"), (f"{side}{at}", f"a{at + 1}"))
    ]
    found = graph(*(tp(f"x{at}", time=1.0) for at in range(40)), *ways)
    assert path_count(found).value == 2**40
    first = list(islice(likely_paths(found), 100))
    assert all(path.share == 2.0**-40 for path in first)
    assert len({path.touchpoint_ids for path in first}) == 100
    slowest = slowest_path(found)
    assert slowest is not None
    assert (slowest.value, slowest.exact) == (40.0, True)
    assert time_range(found) == (0.0, 40.0)


def test_the_chosen_path_is_taken_while_it_can_be_walked() -> None:
    records = [way("a", "b", "branch", 0.9), way("a", "c", "branch", 0.1), way("b", "e"), way("c", "e")]
    picked = chosen_path(journey(*records, chosen_path=("a", "c", "e")), "j")
    assert picked is not None
    assert (picked.touchpoint_ids, picked.share) == (("a", "c", "e"), 0.1)
    for broken in (("a", "c"), ("c", "e"), ("a", "e"), ("a", "c", "gone")):
        instead = chosen_path(journey(*records, chosen_path=broken), "j")
        assert instead is not None
        assert instead.touchpoint_ids == ("a", "b", "e")


def test_a_journey_without_a_start_has_no_path() -> None:
    found = graph(way("a", "b"), way("b", "a"))
    assert likeliest_path(found) is None
    assert slowest_path(found) is None
    assert worst_path(found) is None


def test_a_path_through_a_block_lists_its_ways_and_takes_as_long_as_the_longest() -> None:
    found = graph(
        tp("s", time=5), tp("x", time=100, fee=3), tp("x2", time=20), tp("y", time=110, fee=4), tp("m", time=1),
        way("s", "x", "parallel", waiting=7), way("s", "y", "parallel"), way("x", "x2"), way("x2", "m", waiting=2),
        way("y", "m", handover=True),
    )  # fmt: skip
    path = likeliest_path(found)
    assert path is not None
    assert path.touchpoint_ids == ("s", "x", "x2", "y", "m")
    assert path.share == 1
    cost = path_burden(found, path)
    assert cost.time == 5 + (7 + 100 + 20 + 2) + 1
    assert cost.at_least
    assert (cost.contact_time, cost.waiting, cost.fees, cost.handovers) == (236, 9, {"CNY": 7}, 1)
    slowest = slowest_path(found)
    assert slowest is not None
    assert slowest.value == cost.time
    assert time_range(found) == (cost.time, cost.time)


def test_nested_blocks_take_the_longest_way_at_each_level() -> None:
    found = graph(
        *(tp(name, time=time) for name, time in (("p", 10), ("q", 30), ("y", 35), ("n", 2), ("m", 1))),
        way("s", "r", "parallel"), way("s", "y", "parallel"), way("r", "p", "parallel"), way("r", "q", "parallel"),
        way("p", "n"), way("q", "n"), way("n", "m"), way("y", "m"), way("m", "e"),
    )  # fmt: skip
    path = likeliest_path(found)
    assert path is not None
    assert len(found.blocks) == 2
    assert path_burden(found, path).time == max(30 + 2, 35) + 1


def test_extremes_of_journeys_without_loops_are_those_of_all_walks() -> None:
    for seed in range(CASES):
        records = random_journey(random.Random(seed), loops=False)
        found = graph(*records)
        walker = Walker(records, random.Random(0))
        times, fees, feelings = [], [], []
        for _, visited, taken, _ in all_walks(records):
            points = [walker.points[name] for name in visited]
            time = sum((each.contact_time.typical if each.contact_time else 0) for each in points)
            time += sum(each.waiting.typical for each in (*points, *taken) if each.waiting)
            times.append(time)
            fees.append(sum(each.fee.typical for each in points if each.fee))
            known = [each.emotion for each in points if each.emotion is not None]
            if known:
                feelings.append((walker.peak_end(visited), sum(known) / len(known)))
        slowest, dearest, worst = slowest_path(found), dearest_path(found, "CNY"), worst_path(found)
        assert slowest is not None and dearest is not None
        assert slowest.value == path_burden(found, slowest.path).time == max(times)
        assert dearest.value == max(fees)
        assert time_range(found) == (min(times), max(times))
        assert fee_range(found, "CNY") == (min(fees), max(fees))
        assert (worst is None) == (not feelings)
        if worst is not None:
            curve = series(found, worst.path)
            assert (curve.peak_end, pytest.approx(curve.mean)) == min(feelings)  # type: ignore[type-var]


def test_with_a_costly_loop_there_is_no_most_and_paths_say_that_they_are_of_the_likely_ones() -> None:
    found = graph(tp("a", time=1), tp("b", time=2), way("a", "b"), way("b", "a", "loop", 0.5), way("b", "c"))
    assert time_range(found) == (3, float("inf"))
    slowest = slowest_path(found)
    assert slowest is not None
    assert (slowest.value, slowest.exact) == (3, False)


def points(*emotions: int | None) -> list[Point]:
    return [Point(f"t{place}", emotion, None) for place, emotion in enumerate(emotions)]


def test_the_peak_is_the_strongest_a_negative_before_a_positive_then_the_later() -> None:
    assert series_of(points(2, -2, 1, -2, 2)).peak == 3
    assert series_of(points(1, 1, 0)).peak == 1
    curve = series_of(points(2, -2, 1, None))
    assert (curve.peak, curve.end, curve.low, curve.peak_end, curve.missing) == (1, 2, 1, -0.5, 1)
    assert curve.mean == pytest.approx(1 / 3)


def test_a_low_recovers_by_a_positive_feeling_among_the_next_two() -> None:
    assert series_of(points(-1, 0, 1, -2, None, 0, 0, 1, -1)).unrecovered == (3, 8)


def test_the_flat_stretch_is_the_longest_run_and_is_not_broken_by_missing_points() -> None:
    assert series_of(points(1, 0, 0, None, 0, 2, 2)).flat == (1, 3)


def test_a_series_without_feelings_says_so() -> None:
    curve = series_of(points(None, None))
    assert (curve.peak, curve.mean, curve.flat, curve.missing) == (None, None, None, 2)


def test_the_same_figures_whatever_the_order_of_records() -> None:
    records = random_journey(random.Random(5), loops=True)
    mixed = list(records)
    random.Random(1).shuffle(mixed)
    one, other = (journey_graph(journey(*each), "j") for each in (records, mixed))
    assert [path.share for path in likely_paths(one)] == pytest.approx([path.share for path in likely_paths(other)])
