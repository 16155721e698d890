"""Expected figures against enumeration of all walks, against dice, and against small cases done by hand."""

from __future__ import annotations

import os
import random
from math import inf, sqrt
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.drawing import Walker, all_walks, graph, random_journey, tp, way

from journeymap.analysis.chain import chain_of, returns
from journeymap.analysis.elimination import Elimination
from journeymap.analysis.outlook import outlook
from journeymap.analysis.peak_end import peak_end
from journeymap.analysis.spread import fee_spread, time_spread
from journeymap.analysis.summary import mean_emotion
from journeymap.model.records import Touchpoint
from journeymap.model.values import Duration

SCALE = int(os.environ.get("JOURNEYMAP_TEST_SCALE", "1"))
CITIZENS = 20_000 * SCALE


def test_without_loops_all_figures_are_those_of_all_walks() -> None:
    for seed in range(60):
        records = random_journey(random.Random(seed), loops=False)
        walker = Walker(records, random.Random(0))
        walks = all_walks(records)
        found = graph(*records)
        ahead = outlook(found)
        goals = {name for name, point in walker.points.items() if point.is_goal}
        reached = sum(chance for chance, visited, *_ in walks if goals.intersection(visited))
        assert ahead.goal == pytest.approx(reached, abs=1e-9)
        assert ahead.left == pytest.approx(sum(chance for chance, *_, left in walks if left), abs=1e-9)
        for place, point in enumerate(found.touchpoints):
            here = sum(chance for chance, visited, *_ in walks if point.id in visited)
            assert ahead.visits[place] == pytest.approx(here, abs=1e-9)
            assert ahead.reach[place] == pytest.approx(here, abs=1e-9)
        sums = []
        for chance, visited, taken, _ in walks:
            points = [walker.points[name] for name in visited]
            time = sum(each.contact_time.typical for each in points if each.contact_time)
            time += sum(each.waiting.typical for each in (*points, *taken) if each.waiting)
            fee = sum(each.fee.typical for each in points if each.fee)
            papers = sum(each.documents for each in points)
            sums.append(
                (chance, time, fee, papers, sum(each.handover for each in taken), bool(goals.intersection(visited)))
            )
        mean = sum(chance * time for chance, time, *_ in sums)
        assert ahead.everyone.time == pytest.approx(mean, abs=1e-9)
        assert ahead.everyone.fees.get("CNY", 0.0) == pytest.approx(sum(each[0] * each[2] for each in sums), abs=1e-9)
        assert ahead.everyone.documents == pytest.approx(sum(each[0] * each[3] for each in sums), abs=1e-9)
        assert ahead.everyone.handovers == pytest.approx(sum(each[0] * each[4] for each in sums), abs=1e-9)
        assert ahead.reaching is not None
        assert ahead.reaching.time == pytest.approx(
            sum(each[0] * each[1] for each in sums if each[5]) / reached, abs=1e-9
        )
        spread = time_spread(found)
        assert spread is not None
        deviation = sqrt(sum(chance * (time - mean) ** 2 for chance, time, *_ in sums))
        assert (spread.mean, spread.deviation) == (pytest.approx(mean), pytest.approx(deviation, abs=1e-6))
        for part, quantile in ((0.5, spread.median), (0.9, spread.slowest_tenth), (0.95, spread.percentile_95)):
            total, true = 0.0, 0.0
            for chance, time, *_ in sorted(sums, key=lambda each: each[1]):
                total += chance
                true = time
                if total >= part - 1e-9:
                    break
            assert abs(quantile.value - true) <= quantile.error + 1e-6


def test_without_loops_the_weighted_peak_end_is_that_of_all_walks() -> None:
    for seed in range(60):
        records = random_journey(random.Random(seed), loops=False)
        walker = Walker(records, random.Random(0))
        felt = [
            (chance, value)
            for chance, visited, *_ in all_walks(records)
            if (value := walker.peak_end(visited)) is not None
        ]
        found = graph(*records)
        exact = peak_end(chain_of(found), [found.emotions[place] for place in found.walk.place])
        known = sum(chance for chance, _ in felt)
        if exact is None:
            assert not felt
            continue
        assert exact.known == pytest.approx(known, abs=1e-9)
        assert exact.value == pytest.approx(sum(chance * value for chance, value in felt) / known, abs=1e-9)


def test_with_loops_citizens_with_dice_come_to_the_same_figures() -> None:
    for seed in (3, 11, 17, 29):
        rnd = random.Random(seed)
        records = random_journey(rnd, loops=True)
        walker = Walker(records, rnd)
        walks = [walker.walk() for _ in range(CITIZENS)]
        found = graph(*records)
        ahead = outlook(found)
        goals = {name for name, point in walker.points.items() if point.is_goal}

        def close(value: float, samples: list[float]) -> None:
            mean = fmean(samples)
            spread = sqrt(fmean([(sample - mean) ** 2 for sample in samples]) / len(samples))
            assert abs(value - mean) <= 5 * spread + 1e-9

        for place, point in enumerate(found.touchpoints):
            close(ahead.visits[place], [float(walk["visited"].count(point.id)) for walk in walks])
            close(ahead.reach[place], [float(point.id in walk["visited"]) for walk in walks])
        close(ahead.left, [float(walk["left"]) for walk in walks])
        close(ahead.goal, [float(not goals.isdisjoint(walk["visited"])) for walk in walks])
        close(ahead.everyone.time, [walk["time"] for walk in walks])
        close(ahead.everyone.visits, [float(walk["visits"]) for walk in walks])
        close(ahead.everyone.handovers, [float(walk["handovers"]) for walk in walks])
        assert ahead.reaching is not None
        close(ahead.reaching.time, [walk["time"] for walk in walks if not goals.isdisjoint(walk["visited"])])
        exact = peak_end(chain_of(found), [found.emotions[place] for place in found.walk.place])
        felt = [value for walk in walks if (value := walker.peak_end(walk["visited"])) is not None]
        assert exact is not None
        close(exact.value, felt)
        spread = time_spread(found)
        assert spread is not None
        close(spread.deviation**2 + spread.mean**2, [walk["time"] ** 2 for walk in walks])
        times = sorted(walk["time"] for walk in walks)
        for part, quantile in ((0.5, spread.median), (0.9, spread.slowest_tenth), (0.95, spread.percentile_95)):
            margin = 5 * sqrt(part * (1 - part) * len(times))
            low, high = (
                times[int(part * len(times) - margin)],
                times[min(len(times) - 1, int(part * len(times) + margin))],
            )
            assert low - quantile.error - 1e-6 <= quantile.value <= high + quantile.error + 1e-6


def test_a_loop_by_hand() -> None:
    """Half go round again: b is visited twice on average, everybody is done in the end."""
    found = graph(
        tp("a", time=10), tp("b", time=4, fee=1), way("a", "b"), way("b", "b", "loop", 0.5, waiting=3), way("b", "c")
    )
    ahead = outlook(found)
    assert ahead.visits == pytest.approx((1, 2, 1))
    assert ahead.reach == pytest.approx((1, 1, 1))
    assert ahead.everyone.time == pytest.approx(10 + 2 * 4 + 3)
    assert ahead.everyone.fees == pytest.approx({"CNY": 2})
    spread = time_spread(found)
    assert spread is not None
    assert spread.deviation == pytest.approx(sqrt(7 * 7 * 2))  # a geometric number of turns of 7 seconds
    assert (spread.least, spread.most) == (14, inf)
    assert (spread.median.value, spread.median.error) == (14, 0)
    assert spread.slowest_tenth.value == 10 + 4 + 3 * 7


def test_a_trap_makes_totals_infinite_and_shows_those_who_finish() -> None:
    found = graph(
        tp("a", time=1), tp("t", time=5), tp("g", time=2, is_goal=True),
        way("a", "t", "branch", 0.25), way("a", "g", "branch", 0.75), way("t", "u"), way("u", "t", "loop"),
    )  # fmt: skip
    ahead = outlook(found)
    assert ahead.never == pytest.approx(0.25)
    assert ahead.everyone.time == inf
    assert ahead.finishing is not None
    assert ahead.finishing.time == ahead.reaching.time == 3  # type: ignore[union-attr]
    assert ahead.goal == pytest.approx(0.75)
    assert sum(ahead.ends.values()) + ahead.left + ahead.never == pytest.approx(1)
    spread = time_spread(found)
    assert spread is not None
    assert (spread.mean, spread.finishing) == (3, True)


def test_a_journey_where_nobody_finishes() -> None:
    found = graph(way("a", "b"), way("b", "c"), way("c", "b", "loop"))
    ahead = outlook(found)
    assert (ahead.never, ahead.goal) == (1, 0)
    assert ahead.reaching is None
    assert ahead.finishing is None
    assert time_spread(found) is None


def test_parallel_ways_add_up_but_in_time() -> None:
    found = graph(
        tp("s", time=1), tp("x", time=10, fee=2, documents=1), tp("r", time=6), tp("y", time=12, fee=3, visits=1),
        tp("m", time=1), way("s", "x", "parallel", waiting=1), way("s", "y", "parallel"),
        way("x", "r", "branch", 0.5), way("x", "m", "branch", 0.5),
        way("r", "m"), way("y", "m"), way("m", "s", "loop", 0.5), way("m", "e"),
    )  # fmt: skip
    ahead = outlook(found)
    place = found.index
    assert [ahead.visits[place[name]] for name in ("s", "x", "r", "y", "m", "e")] == pytest.approx([2, 2, 1, 2, 2, 1])
    assert ahead.reach[place["r"]] == pytest.approx(0.5 / 0.75)
    assert ahead.everyone.fees == pytest.approx({"CNY": 10})
    assert (ahead.everyone.visits, ahead.everyone.documents) == (pytest.approx(2), pytest.approx(2))
    assert ahead.everyone.time == pytest.approx(2 * (1 + max(1 + 10 + 0.5 * 6, 12) + 1))
    assert ahead.everyone.at_least
    spread = time_spread(found)
    assert spread is not None
    assert spread.mean == pytest.approx(ahead.everyone.time)
    assert spread.least == 1 + 12 + 1


def test_overlapping_parallel_ways_are_chains_of_their_own() -> None:
    """Both ways may come by the same complaint desk: it is visited 0.8 times, but only 0.64 come there at all."""
    found = graph(
        way("s", "x", "parallel"), way("s", "y", "parallel"),
        way("x", "c", "branch", 0.4), way("x", "m", "branch", 0.6), way("y", "c", "branch", 0.4), way("y", "m", "branch", 0.6),
        way("c", "m"),
    )  # fmt: skip
    ahead = outlook(found)
    assert ahead.visits[found.index["c"]] == pytest.approx(0.8)
    assert ahead.reach[found.index["c"]] == pytest.approx(1 - 0.6 * 0.6)
    assert ahead.visits[found.index["m"]] == pytest.approx(1)


def test_forty_branches_in_a_row() -> None:
    """2^40 paths: the time is that of 40 fair coins, the fee that of 40 unfair ones."""
    ways = []
    points: list[Touchpoint] = []
    for at in range(40):
        ways += [way(f"a{at}", f"x{at}", "branch", 0.25), way(f"a{at}", f"y{at}", "branch", 0.75)]
        ways += [way(f"x{at}", f"a{at + 1}"), way(f"y{at}", f"a{at + 1}")]
        points.append(tp(f"x{at}", time=1, fee=3))
    found = graph(*points, *ways)
    ahead = outlook(found)
    assert ahead.everyone.time == pytest.approx(10, abs=1e-9)
    assert ahead.everyone.fees["CNY"] == pytest.approx(30, abs=1e-9)
    spread, money = time_spread(found), fee_spread(found, "CNY")
    assert spread is not None and money is not None
    assert spread.deviation == pytest.approx(sqrt(40 * 0.25 * 0.75))
    assert (spread.least, spread.most, spread.median.value) == (0, 40, 10)
    assert (spread.slowest_tenth.value, spread.percentile_95.value) == (14, 15)  # binomial(40, 1/4)
    assert spread.percentile_95.error == 0
    assert money.median.value == 30


def test_going_round_nearly_for_ever_is_exact() -> None:
    share = 1 - 1e-9
    found = graph(way("a", "b"), way("b", "a", "loop", share), way("b", "c"))
    assert outlook(found).visits == pytest.approx((1e9, 1e9, 1), rel=1e-6)


@given(st.integers(1, 9), st.randoms(use_true_random=False))
def test_elimination_solves_what_it_was_given(size: int, rnd: random.Random) -> None:
    rows: list[dict[int, float]] = []
    out = []
    for _ in range(size):
        weights = {target: rnd.random() for target in range(size) if rnd.random() < 0.5}
        leaving = rnd.random() + 0.01
        total = sum(weights.values()) + leaving
        rows.append({target: weight / total for target, weight in weights.items()})
        out.append(leaving / total)
    solver = Elimination(rows, out)
    begin = [rnd.random() for _ in range(size)]
    visits = solver.visits(begin)
    for state in range(size):
        coming = sum(visits[source] * row.get(state, 0.0) for source, row in enumerate(rows))
        assert visits[state] == pytest.approx(begin[state] + coming)
    sums = solver.sums(begin)
    for state, row in enumerate(rows):
        assert sums[state] == pytest.approx(begin[state] + sum(share * sums[target] for target, share in row.items()))
    again = solver.returns()
    for state in range(size):
        assert again[state] == pytest.approx(solver.visits([float(each == state) for each in range(size)])[state])


@given(st.integers(0, 10**6), st.floats(0.1, 50))
def test_scaling_all_times_scales_the_burden(seed: int, factor: float) -> None:
    records = random_journey(random.Random(seed), loops=True)

    def scaled(amount: Duration | None) -> Duration | None:
        return None if amount is None else Duration(typical=amount.typical * factor)

    slower = []
    for record in records:
        names = ("contact_time", "waiting") if isinstance(record, Touchpoint) else ("waiting",)
        slower.append(record.model_copy(update={name: scaled(getattr(record, name)) for name in names}))
    before, after = outlook(graph(*records)).everyone, outlook(graph(*slower)).everyone
    assert after.time == pytest.approx(before.time * factor)
    assert after.fees == before.fees


@given(st.integers(0, 10**6))
def test_splitting_a_touchpoint_in_two_changes_no_total(seed: int) -> None:
    rnd = random.Random(seed)
    records = random_journey(rnd, loops=True)
    point = rnd.choice([each for each in records if isinstance(each, Touchpoint)])
    halves = {"contact_time": Duration(typical=point.contact_time.typical / 2)} if point.contact_time else {}
    first = point.model_copy(update={**halves, "is_goal": False})
    second = point.model_copy(
        update={**halves, "id": "second", "waiting": None, "fee": None, "visits": 0, "documents": 0, "start_share": 0.0}
    )
    split = [first, second, way(point.id, "second")]
    for record in records:
        if record is not point:
            at_source = getattr(record, "source_id", None) == point.id
            split.append(record.model_copy(update={"source_id": "second"}) if at_source else record)
    one, other = outlook(graph(*records)), outlook(graph(*split))
    assert other.everyone.time == pytest.approx(one.everyone.time)
    assert other.everyone.fees == pytest.approx(one.everyone.fees)
    assert other.everyone.documents == pytest.approx(one.everyone.documents)
    assert other.goal == pytest.approx(one.goal)
    before, after = time_spread(graph(*records)), time_spread(graph(*split))
    assert before is not None and after is not None
    assert after.deviation == pytest.approx(before.deviation, abs=1e-6)


def test_the_mean_feeling_is_weighted_by_visits() -> None:
    found = graph(tp("a", emotion=2), tp("b", emotion=-1), way("a", "b"), way("b", "b", "loop", 0.75), way("b", "c"))
    chain = chain_of(found)
    assert mean_emotion(chain, [found.emotions[place] for place in found.walk.place]) == pytest.approx((2 - 4) / 5)
    assert returns(chain)[found.index["b"]] == pytest.approx(4)
