"""What the benchmark scripts share: a synthetic journey, timing side by side with a floor, and one JSON line a figure.

A figure is a ratio to its floor, the least that Qt, reportlab or Python need for the same work, taken in the same run:
rounds of both are interleaved, so that a busy neighbour hits them alike.
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
from collections.abc import Callable, Sequence
from importlib import metadata
from itertools import pairwise
from typing import Any

from journeymap.model.order import keys_between
from journeymap.model.records import Connection, Journey, Lane, Project, Record, Stage, Touchpoint
from journeymap.model.text import LocalText

VERBS = ("Finds", "Reads", "Fills in", "Sends", "Calls about", "Uploads", "Checks", "Pays", "Receives")
THINGS = ("the form", "a reminder", "the fee", "the decision", "an appointment", "the case number", "her card")
LANES = ("citizen", "frontstage", "backstage", "partner")


def arguments(description: str | None, sizes: str) -> tuple[list[int], bool]:
    """The sizes asked for by --n and whether --quick was given."""
    parser = argparse.ArgumentParser(description=(description or "").partition("\n")[0])
    parser.add_argument("--n", default=sizes, help=f"touchpoints, separated by commas (default: {sizes})")
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    given = parser.parse_args()
    return [int(each) for each in given.n.split(",")], given.quick


def journey(count: int, seed: int = 7) -> list[Record]:
    """The records of a journey of `count` touchpoints in layers with about 1.33 connections each; equal for equal seeds."""
    chance = random.Random(seed)
    width = max(4, round(math.sqrt(count) / 2))
    layers = [list(range(first, min(count, first + width))) for first in range(0, count, width)]
    stages = min(9, len(layers))
    records: list[Record] = [
        Project(id="p", languages=("en", "zh")),
        Journey(id="j", title=LocalText(en="Permit", zh="许可")),
    ]
    for number, key in enumerate(keys_between(None, None, stages)):
        records.append(Stage(id=f"s{number}", journey_id="j", order=key, title=LocalText(en=f"Stage {number}")))
    for number, (kind, key) in enumerate(zip(LANES, keys_between(None, None, len(LANES)), strict=True)):
        records.append(Lane(id=f"l{number}", journey_id="j", kind=kind, order=key, title=LocalText(en=kind)))
    keys = keys_between(None, None, count)
    for place, layer in enumerate(layers):
        for node in layer:
            title = LocalText(en=f"{chance.choice(VERBS)} {chance.choice(THINGS)}", zh="办理手续")
            records.append(
                Touchpoint(
                    id=f"t{node}",
                    journey_id="j",
                    stage_id=f"s{place * stages // len(layers)}",
                    order=keys[node],
                    lane_id=f"l{chance.randrange(len(LANES))}",
                    title=title,
                    emotion=chance.randint(-2, 2),
                )
            )
    for here, following in pairwise(layers):
        for number, node in enumerate(here):
            targets = {following[number * len(following) // len(here)]}
            if chance.random() < 0.33:
                targets.add(chance.choice(following))
            for target in sorted(targets):
                ends = {"source_id": f"t{node}", "target_id": f"t{target}"}
                kind = "branch" if len(targets) > 1 else "sequence"
                records.append(Connection(id=f"c{node}-{target}", journey_id="j", kind=kind, **ends))
    return records


def side_by_side(
    work: Callable[[], object], floor: Callable[[], object], rounds: int
) -> tuple[list[float], list[float]]:
    """Milliseconds of both in each round, the first round left out."""
    taken: tuple[list[float], list[float]] = ([], [])
    for each in range(rounds + 1):
        for times, doing in zip(taken, (work, floor), strict=True):
            begin = time.perf_counter_ns()
            doing()
            if each:
                times.append((time.perf_counter_ns() - begin) / 1e6)
    return taken


def p95(times: Sequence[float]) -> float:
    return sorted(times)[min(len(times) - 1, math.ceil(len(times) * 0.95) - 1)]


def versions(*distributions: str) -> dict[str, str]:
    return {"python": platform.python_version(), **{name: metadata.version(name) for name in distributions}}


def emit(
    figure: str,
    what: str,
    n: int,
    times: Sequence[float],
    floor: Sequence[float],
    *,
    goal: float | None = None,
    using: Sequence[str] = ("pydantic",),
    **more: Any,
) -> bool:
    """Print the line of one figure. Returns whether the goal, a largest ratio of the medians, is met."""
    ratio = statistics.median(times) / statistics.median(floor)
    met = goal is None or ratio <= goal
    line: dict[str, Any] = {
        "figure": figure,
        "what": what,
        "n": n,
        "median_ms": round(statistics.median(times), 4),
        "p95_ms": round(p95(times), 4),
        "floor_ms": round(statistics.median(floor), 4),
        "ratio": round(ratio, 3),
        "goal": goal,
        "met": met if goal is not None else None,
        **more,
        "versions": versions(*using),
        "load1": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
    }
    print(json.dumps(line, ensure_ascii=False), flush=True)
    return met
