"""P8 and P18: how long all figures and findings of a journey take, against the least that plain Python needs.

The journey is synthetic: touchpoints in layers, about 1.33 connections each, every fifth one annotated. The floor reads
the same records and solves expected visits, expected time and the slowest path on plain lists; nothing of the product is
in it. The critical path is set against networkx on the same acyclic graph, both with their graph at hand. Prints one JSON
line for each figure.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import random
import statistics
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import pairwise
from typing import Any

from journeymap.analysis.chain import chain_of, visits
from journeymap.analysis.extremes import slowest_path
from journeymap.analysis.graph import journey_graph
from journeymap.analysis.outlook import outlook
from journeymap.analysis.paths import likeliest_path, path_count
from journeymap.analysis.report import report
from journeymap.model.document import State
from journeymap.model.records import (
    Connection,
    Expectation,
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
from journeymap.model.text import LocalText
from journeymap.model.values import BARRIERS, Duration, Money

GOAL_MS = {60: 5.0, 1000: 60.0, 5000: 500.0}


def synthetic(count: int, seed: int = 7) -> State:
    """A journey of `count` touchpoints in layers without loops, with annotations, one persona and a goal."""
    rnd = random.Random(seed)
    width = max(4, round(math.sqrt(count) / 2))
    layers = [list(range(at, min(at + width, count))) for at in range(0, count, width)]
    stages = min(9, len(layers))
    records: list[Record] = [
        Project(id="project", languages=("en", "zh")),
        Journey(id="journey", title=_text("Parking permit"), persona_ids=("persona",)),
        Persona(id="persona", name=_text("Wheelchair user"), limits=("needs_stairs", "needs_smartphone")),
    ]
    records += [
        Stage(id=f"s{at}", journey_id="journey", title=_text(f"Stage {at}"), order=f"{at}") for at in range(stages)
    ]
    records += [
        Lane(id=f"l{at}", journey_id="journey", title=_text(kind), kind=kind, order=f"{at}", actor=_text(kind))
        for at, kind in enumerate(("citizen", "frontstage", "backstage", "partner"))
    ]
    for layer, nodes in enumerate(layers):
        for node in nodes:
            records.append(
                Touchpoint(
                    id=f"t{node}",
                    journey_id="journey",
                    stage_id=f"s{layer * stages // len(layers)}",
                    lane_id=f"l{rnd.randrange(4)}",
                    order=f"{node:06d}",
                    title=_text(f"Touchpoint {node}"),
                    channel=rnd.choice(("web", "phone", "counter", "app", "post")),
                    emotion=rnd.randint(-2, 2),
                    level_reached=rnd.randint(1, 3),
                    level_aimed=rnd.randint(1, 4),
                    contact_time=Duration(typical=60.0 * rnd.randint(1, 240)),
                    waiting=Duration(typical=float(rnd.randint(0, 5)), unit="working_day"),
                    fee=Money(typical=float(rnd.randint(1, 40)), unit="CNY") if rnd.random() < 0.1 else None,
                    visits=rnd.randint(0, 1),
                    documents=rnd.randint(0, 2),
                    barriers=tuple(rnd.sample(BARRIERS, 2)) if rnd.random() < 0.1 else (),
                    is_goal=layer == len(layers) - 1,
                )
            )
            if node % 5 == 0:
                records += _annotations(rnd, node)
    edges = _edges(rnd, layers)
    records += [
        Connection(
            id=f"c{at}", journey_id="journey", source_id=f"t{a}", target_id=f"t{b}", kind="branch", handover=at % 9 == 0
        )
        for at, (a, b) in enumerate(edges)
    ]
    return State(records)


def _annotations(rnd: random.Random, node: int) -> list[Record]:
    here = f"t{node}"
    return [
        Expectation(id=f"e{node}", touchpoint_id=here, kano="must_be", expected=4, perceived=rnd.randint(1, 5)),
        PainPoint(id=f"p{node}", touchpoint_id=here, text=_text("Nobody answers"), severity=rnd.randint(1, 5)),
        Opportunity(
            id=f"o{node}", touchpoint_ids=(here,), kind="surprise", emotion_after=2, effort=rnd.randint(1, 5), owner="-"
        ),
        ModelLink(
            id=f"m{node}", subject_id=here, element_id="el-experience-design", relation=rnd.choice(("shows", "lacks"))
        ),
    ]


def _text(text: str) -> LocalText:
    return LocalText(en=text, zh=text)


def _edges(rnd: random.Random, layers: list[list[int]]) -> list[tuple[int, int]]:
    edges: set[tuple[int, int]] = set()
    for number, (here, following) in enumerate(pairwise(layers)):
        for place, node in enumerate(here):
            at = place * len(following) // len(here)
            edges.add((node, following[at]))
            if rnd.random() < 0.3:
                edges.add((node, following[min(len(following) - 1, max(0, at + rnd.choice((-2, -1, 1, 2))))]))
            if number + 2 < len(layers) and rnd.random() < 0.05:
                edges.add((node, rnd.choice(layers[number + 2])))
    return sorted(edges)


def floor(state: State) -> tuple[float, float]:
    """What any program has to do: read the records into lists, order them, solve visits, mean time and longest time."""
    touchpoints = state.children(Touchpoint, "journey")
    place = {touchpoint.id: number for number, touchpoint in enumerate(touchpoints)}
    times = [
        (each.contact_time.typical if each.contact_time else 0.0)
        + (each.waiting.typical * 120960.0 if each.waiting else 0.0)
        for each in touchpoints
    ]
    after: list[list[int]] = [[] for _ in touchpoints]
    before = [0] * len(touchpoints)
    for connection in state.children(Connection, "journey"):
        after[place[connection.source_id]].append(place[connection.target_id])
        before[place[connection.target_id]] += 1
    ready = [node for node, count in enumerate(before) if not count]
    share = [0.0] * len(touchpoints)
    longest = [0.0] * len(touchpoints)
    for node in ready:
        share[node] = 1 / len(ready)
    mean = 0.0
    for node in ready:
        mean += share[node] * times[node]
        longest[node] += times[node]
        for target in after[node]:
            share[target] += share[node] / len(after[node])
            longest[target] = max(longest[target], longest[node])
            before[target] -= 1
            if not before[target]:
                ready.append(target)
    return mean, max(longest)


def everything(state: State) -> None:
    report(state, "journey", today=date(2026, 11, 22))


def side_by_side(runs: int, *works: Callable[[], object]) -> list[dict[str, float]]:
    """Median and 95th percentile in milliseconds of several works, taken in turns so that all meet the same load."""
    found: list[list[float]] = [[] for _ in works]
    for work in works:
        work()
    for _ in range(runs):
        for times, work in zip(found, works, strict=True):
            begun = time.perf_counter()
            work()
            times.append((time.perf_counter() - begun) * 1000)
    return [
        {"median_ms": statistics.median(times), "p95_ms": sorted(times)[math.ceil(0.95 * len(times)) - 1]}
        for times in found
    ]


def line(figure: str, what: str, count: int, **measured: Any) -> None:
    import networkx

    versions = {"python": platform.python_version(), "networkx": networkx.__version__}
    row = {"figure": figure, "what": what, "n": count, **measured, "versions": versions, "load1": os.getloadavg()[0]}
    print(
        json.dumps({key: round(value, 4) if isinstance(value, float) else value for key, value in row.items()}),
        flush=True,
    )


def all_figures(count: int, runs: int) -> None:
    state = synthetic(count)
    ours, least = side_by_side(runs, lambda: everything(state), lambda: floor(state))
    goal = GOAL_MS.get(count)
    met = ours["median_ms"] <= goal if goal is not None else None
    ratio = ours["median_ms"] / least["median_ms"]
    line("P8", "all figures and findings", count, **ours, floor_ms=least["median_ms"], ratio=ratio, goal=goal, met=met)


def critical_path(count: int, runs: int) -> None:
    import networkx

    graph = journey_graph(synthetic(count), "journey")
    peer = networkx.DiGraph()
    times = [load.time for load in graph.loads]
    peer.add_nodes_from(range(len(times)))
    peer.add_weighted_edges_from((way.source, way.target, times[way.target]) for way in graph.ways)
    ours, theirs = side_by_side(runs, lambda: slowest_path(graph), lambda: networkx.dag_longest_path(peer))
    ratio = theirs["median_ms"] / ours["median_ms"]
    line("P8", "slowest path", count, **ours, floor_ms=theirs["median_ms"], ratio=ratio, goal=8.0, met=ratio >= 8)


def many_paths(runs: int, branches: int = 40) -> None:
    """2^40 paths: a row of diamonds, all figures from records to results."""
    records: list[Record] = [
        Journey(id="journey"),
        Stage(id="s", journey_id="journey"),
        Lane(id="l", journey_id="journey"),
    ]
    for at in range(branches + 1):
        for side in ("a", "b", "c") if at < branches else ("a",):
            records.append(
                Touchpoint(
                    id=f"{side}{at}", journey_id="journey", stage_id="s", lane_id="l", emotion=(at * 7) % 5 - 2,
                    contact_time=Duration(typical=60.0 * (at % 9) + ord(side)),
                )
            )  # fmt: skip
    for at in range(branches):
        for side in ("b", "c"):
            for source, target in ((f"a{at}", f"{side}{at}"), (f"{side}{at}", f"a{at + 1}")):
                records.append(
                    Connection(id=f"{source}-{target}", journey_id="journey", source_id=source, target_id=target)
                )
    state = State(records)
    assert path_count(journey_graph(state, "journey")).value == 2**branches
    (ours,) = side_by_side(runs, lambda: everything(state))
    line("P8", "2^40 paths", 3 * branches + 1, **ours, goal=50.0, met=ours["median_ms"] <= 50)


def growth(counts: list[int], runs: int) -> None:
    """Doubling n, for all figures and for parts of them, each from the records."""
    parts: dict[str, Callable[[State], object]] = {
        "all figures and findings": everything,
        "graph": lambda state: journey_graph(state, "journey"),
        "visits": lambda state: visits(chain_of(journey_graph(state, "journey"))),
        "outlook": lambda state: outlook(journey_graph(state, "journey")),
        "likeliest path": lambda state: likeliest_path(journey_graph(state, "journey")),
    }
    for what, part in parts.items():
        for count in counts:
            one, two = synthetic(count), synthetic(2 * count)
            first, second = side_by_side(runs, partial(part, one), partial(part, two))
            ratio, floor_ms = second["median_ms"] / first["median_ms"], first["median_ms"]
            line(
                "P18",
                f"doubling: {what}",
                2 * count,
                **second,
                floor_ms=floor_ms,
                ratio=ratio,
                goal=2.2,
                met=ratio <= 2.2,
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", default="60,1000,5000", help="numbers of touchpoints, parted by commas")
    parser.add_argument("--quick", action="store_true", help="fewer runs and no doubling")
    arguments = parser.parse_args()
    counts = [int(each) for each in arguments.n.split(",")]
    for count in counts:
        all_figures(count, 3 if arguments.quick else 30 if count <= 100 else 9)
    for count in counts:
        critical_path(count, 9 if arguments.quick else 25)
    many_paths(3 if arguments.quick else 15)
    if not arguments.quick:
        growth([count for count in (500, 1000, 2500) if count <= max(counts)], 5)


if __name__ == "__main__":
    main()
