"""Odd journeys of every kind: nothing breaks, what must add up does, and dice on parallel ways come to the same figures."""

from __future__ import annotations

import json
import os
import random
from datetime import date
from math import inf, isfinite, sqrt
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.drawing import journey, tp, way

from journeymap.analysis.figures import as_json
from journeymap.analysis.graph import JourneyGraph, journey_graph
from journeymap.analysis.outlook import outlook
from journeymap.analysis.report import report
from journeymap.analysis.spread import time_spread
from journeymap.model.document import State
from journeymap.model.records import Opportunity, Persona, Record
from journeymap.model.values import CONNECTION_KINDS

SCALE = int(os.environ.get("JOURNEYMAP_TEST_SCALE", "1"))


def odd(rnd: random.Random) -> State:
    """A journey that somebody is in the middle of drawing: any way from anywhere to anywhere, shares known or not."""
    count = rnd.randint(1, 10)
    names = [f"t{at}" for at in range(count)]
    records: list[Record] = [
        tp(
            name,
            time=float(rnd.randint(0, 5)),
            fee=rnd.choice((None, 2, 3)),
            emotion=rnd.choice((None, -2, -1, 0, 1, 2)),
            is_goal=rnd.random() < 0.2,
            start_share=rnd.choice((None, None, None, 0.0, 0.5, 1.0)),
            barriers=("needs_stairs",) if rnd.random() < 0.3 else (),
            sub_journey_id="j" if rnd.random() < 0.05 else None,
        )
        for name in names
    ]
    kinds = (*CONNECTION_KINDS, "parallel", "sequence", "a_kind_of_tomorrow")
    for at in range(rnd.randint(0, 2 * count)):
        share = rnd.choice((None, None, 0.0, 0.3, 0.7, 1.0))
        records.append(way(rnd.choice(names), rnd.choice(names), rnd.choice(kinds), share, id=f"c{at}"))
    records.append(Persona(id="p", limits=("needs_stairs",)))
    records.append(Opportunity(id="o", touchpoint_ids=(rnd.choice(names),), emotion_after=2, effort=2))
    return journey(*records, persona_ids=("p",))


@given(st.integers(0, 10**9))
def test_nothing_breaks_and_what_must_add_up_does(seed: int) -> None:
    state = odd(random.Random(seed))
    found = report(state, "j", today=date(2026, 11, 22))
    json.dumps(as_json(found.figures), allow_nan=False)
    graph, ahead = found.figures.graph, found.figures.outlook
    for place, leaving in enumerate(graph.out):
        block = graph.blocks.get(place)
        shares = [graph.ways[number].share for number in leaving if block is None or number not in block.ways]
        total = sum(shares) + (block.share if block else 0.0) + graph.left[place]
        assert not leaving or total == pytest.approx(1)
    if graph.starts:
        assert sum(share for _, share in graph.starts) == pytest.approx(1)
        assert sum(ahead.ends.values()) + ahead.left + ahead.never == pytest.approx(1)
    assert all(0 <= chance <= 1 for chance in (*ahead.reach, ahead.goal, ahead.never))
    assert all(chance <= times + 1e-9 for chance, times in zip(ahead.reach, ahead.visits, strict=True))
    spread = found.figures.time
    if spread is not None:
        assert spread.least <= spread.mean + 1e-6
        assert spread.mean <= spread.most + 1e-6
        assert (
            spread.median.value <= spread.slowest_tenth.value + spread.slowest_tenth.error + spread.median.error + 1e-6
        )
    for fares in found.figures.personas:
        assert fares.served <= ahead.goal + 1e-9
        assert 0 <= fares.chance <= 1
        assert fares.chance == 0 or fares.open
    for prospect in found.figures.prospects:
        assert isfinite(prospect.gain)


def nested(rnd: random.Random, depth: int, prefix: str) -> tuple[list[Record], str, str]:
    """A well-formed piece of journey, its first and last touchpoint: rows, branches, loops and parallel blocks in one another."""
    first, last = f"{prefix}a", f"{prefix}z"
    records: list[Record] = [
        tp(first, time=float(rnd.randint(0, 5)), fee=rnd.choice((None, 2)), start_share=0.0),
        tp(last, time=float(rnd.randint(0, 5)), start_share=0.0),
    ]
    if depth == 0:
        return [*records, way(first, last, waiting=rnd.choice((None, 2.0)))], first, last
    kind = rnd.choice(("branch", "parallel", "loop"))
    inner = [
        nested(rnd, depth - 1, f"{prefix}{number}") for number in range(rnd.randint(2, 3) if kind != "loop" else 1)
    ]
    for number, (piece, begin, end) in enumerate(inner):
        share = [0.5, 0.3, 0.2][number] if kind == "branch" and len(inner) == 3 else 0.5 if kind == "branch" else None
        records += [*piece, way(first, begin, "parallel" if kind == "parallel" else "branch", share), way(end, last)]
    if kind == "loop":
        records += [
            way(last, first, "loop", 0.4),
            tp(f"{prefix}y", start_share=0.0),
            way(last, f"{prefix}y", share=0.6),
        ]
        return records, first, f"{prefix}y"
    return records, first, last


def walked(graph: JourneyGraph, rnd: random.Random, at: int, until: int | None, sums: dict[str, float]) -> float:
    """Walk from `at` to `until` by dice, parallel ways one by one; the elapsed time, where blocks take their longest way."""
    elapsed = 0.0
    while at != until:
        sums["steps"] += 1
        load = graph.loads[at]
        elapsed += load.time
        sums["fee"] += sum(value for _, value in load.fees)
        if not graph.out[at]:
            return elapsed
        block = graph.blocks.get(at)
        if block is not None:
            longest = 0.0
            for number in block.ways:
                way_ = graph.ways[number]
                longest = max(longest, (way_.waiting or 0.0) + walked(graph, rnd, way_.target, block.meeting, sums))
            elapsed += longest
            at = block.meeting
            continue
        dice = rnd.random()
        for number in graph.out[at]:
            dice -= graph.ways[number].share
            if dice < 0:
                break
        elapsed += graph.ways[number].waiting or 0.0
        at = graph.ways[number].target
    return elapsed


def test_citizens_who_walk_parallel_ways_come_to_the_same_figures() -> None:
    for seed in range(12):
        rnd = random.Random(seed)
        records, first, _ = nested(rnd, 3, "")
        graph = journey_graph(journey(*(each for each in records if each.id != first), tp(first, start_share=1.0)), "j")
        assert not any(each.key == "parallel_never_meets" for each in graph.adjustments)
        walks = []
        times = []
        for _ in range(1500 * SCALE):
            sums = {"steps": 0.0, "fee": 0.0}
            times.append(walked(graph, rnd, graph.index[first], None, sums))
            walks.append(sums)
        ahead = outlook(graph)
        for value, samples in (
            (sum(ahead.visits), [each["steps"] for each in walks]),
            (ahead.everyone.fees.get("CNY", 0.0), [each["fee"] for each in walks]),
        ):
            mean = fmean(samples)
            assert abs(value - mean) <= 5 * sqrt(fmean([(each - mean) ** 2 for each in samples]) / len(samples)) + 1e-9
        mean = fmean(times)
        error = 5 * sqrt(fmean([(each - mean) ** 2 for each in times]) / len(times)) + 1e-9
        assert ahead.everyone.time <= mean + error  # at least: the longest of the ways' means
        if not ahead.everyone.at_least:
            assert abs(ahead.everyone.time - mean) <= error
        spread = time_spread(graph)
        assert spread is not None
        assert spread.mean == pytest.approx(ahead.everyone.time)
        assert spread.least <= min(times) + 1e-9
        assert spread.most == inf or max(times) <= spread.most + 1e-9
        if graph.walk.acyclic:
            assert spread.least == pytest.approx(min(times))
            assert spread.most == pytest.approx(max(times))
