"""P7: the order of cards that crosses least, its time and its growth; the whole layout; what one more touchpoint costs.

    python benchmarks/arrange.py [--n 20,100,1000,5000] [--quick]

Prints JSON lines. The graph is layered with about 1.3 connections each, columns given, cards shuffled; crossings are counted on
straight lines between the cards. Where Graphviz is installed, `dot` gets the same columns (`rank=same`).
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import random
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable

from journeymap.analysis.layout import MapLayout, layout_map
from journeymap.analysis.ordering import ordered_layers
from journeymap.model.document import State
from journeymap.model.order import keys_between
from journeymap.model.records import Connection, Journey, Lane, Record, Stage, Touchpoint

RELAID_MS = 16
"""One touchpoint more must not take longer to lay out."""

Edges = list[tuple[int, int]]
Places = dict[int, tuple[float, float]]


def layered_graph(count: int, seed: int = 7) -> tuple[list[int], Edges]:
    """The layer of each node and the edges; numbers are shuffled, so that no order can be read from them."""
    chance = random.Random(seed)
    width = max(4, round(math.sqrt(count) / 2))
    layers = [list(range(first, min(count, first + width))) for first in range(0, count, width)]
    edges = set()
    for place, here in enumerate(layers[:-1]):
        following = layers[place + 1]
        for number, node in enumerate(here):
            at = number * len(following) // len(here)
            edges.add((node, following[at]))
            if chance.random() < 0.3:
                edges.add((node, following[min(len(following) - 1, max(0, at + chance.choice((-2, -1, 1, 2))))]))
            if place + 2 < len(layers) and chance.random() < 0.05:
                edges.add((node, chance.choice(layers[place + 2])))
    name = list(range(count))
    random.Random(11).shuffle(name)
    layer_of = [0] * count
    for place, layer in enumerate(layers):
        for node in layer:
            layer_of[name[node]] = place
    shuffled = sorted((name[source], name[target]) for source, target in edges)
    random.Random(12).shuffle(shuffled)
    return layer_of, shuffled


def crossings(edges: Edges, at: Places) -> int:
    """Pairs of straight edges that cut through each other."""

    def side(one: tuple[float, float], other: tuple[float, float], point: tuple[float, float]) -> float:
        return (other[0] - one[0]) * (point[1] - one[1]) - (other[1] - one[1]) * (point[0] - one[0])

    lines = sorted((min(at[a], at[b]), max(at[a], at[b])) for a, b in edges)
    total = 0
    for place, (start, end) in enumerate(lines):
        for start2, end2 in lines[place + 1 :]:
            if start2[0] >= end[0]:
                break
            if (
                side(start, end, start2) * side(start, end, end2) < 0
                and side(start2, end2, start) * side(start2, end2, end) < 0
            ):
                total += 1
    return total


def ours(layer_of: list[int], edges: Edges) -> Places:
    layers: list[list[str]] = [[] for _ in range(max(layer_of) + 1)]
    for node, place in enumerate(layer_of):
        layers[place].append(str(node))
    links = [(str(source), str(target)) for source, target in edges]
    found = ordered_layers(layers, links, dict.fromkeys(map(str, range(len(layer_of))), 0))
    return {
        int(node): (place, number - len(layer) / 2)
        for place, layer in enumerate(found)
        for number, node in enumerate(layer)
    }


def dot(layer_of: list[int], edges: Edges) -> Places:
    text = ["digraph{rankdir=LR;node[shape=box,width=2,height=.8,fixedsize=1];"]
    for place in range(max(layer_of) + 1):
        text.append("{rank=same;" + ";".join(str(node) for node, layer in enumerate(layer_of) if layer == place) + "}")
    text += [f"{source}->{target};" for source, target in edges]
    result = subprocess.run(["dot", "-Tplain"], input="".join(text) + "}", capture_output=True, text=True, check=True)
    rows = (line.split() for line in result.stdout.splitlines() if line.startswith("node"))
    return {int(row[1]): (float(row[2]), float(row[3])) for row in rows}


def journey(layer_of: list[int], edges: Edges, more: int = 0) -> State:
    """The graph as a journey of ten stages and four lanes; `more` touchpoints are added behind the first one."""
    chance = random.Random(3)
    records: list[Record] = [Journey(id="journey")]
    records += [
        Stage(id=f"s{n}", journey_id="journey", order=key) for n, key in enumerate(keys_between(None, None, 10))
    ]
    records += [Lane(id=f"l{n}", journey_id="journey", order=key) for n, key in enumerate(keys_between(None, None, 4))]
    stages = [place * 10 // (max(layer_of) + 1) for place in layer_of] + [
        layer_of[0] * 10 // (max(layer_of) + 1)
    ] * more
    links = [*edges, *((0, len(layer_of) + n) for n in range(more))]
    for number, stage in enumerate(stages):
        fields = {"stage_id": f"s{stage}", "lane_id": f"l{chance.randrange(4)}", "order": f"{number + 1:06d}"}
        records.append(Touchpoint(id=f"t{number}", journey_id="journey", **fields))
    for number, (source, target) in enumerate(links):
        records.append(
            Connection(id=f"c{number}", journey_id="journey", source_id=f"t{source}", target_id=f"t{target}")
        )
    return State(records)


def slots_of(layout: MapLayout, state: State) -> dict[str, tuple[int, int]]:
    """The sub-column of each card in its stage and its sub-row in its lane, among the cards of `state`."""
    columns: dict[str, set[float]] = {}
    rows: dict[str, set[float]] = {}
    cards = state.all(Touchpoint)
    for each in cards:
        columns.setdefault(each.stage_id, set()).add(layout.cards[each.id].x)
        rows.setdefault(each.lane_id, set()).add(layout.cards[each.id].y)
    column = {(stage, x): place for stage, found in columns.items() for place, x in enumerate(sorted(found))}
    row = {(lane, y): place for lane, found in rows.items() for place, y in enumerate(sorted(found))}
    places = ((each, layout.cards[each.id]) for each in cards)
    return {each.id: (column[each.stage_id, card.x], row[each.lane_id, card.y]) for each, card in places}


def timed(work: Callable[[], object], runs: int) -> dict[str, float]:
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return {"median_ms": round(statistics.median(times), 2), "p95_ms": round(sorted(times)[int(0.95 * (runs - 1))], 2)}


def emit(**fields: object) -> None:
    versions = {"python": platform.python_version()}
    print(json.dumps({"figure": "P7", **fields, "versions": versions, "load1": os.getloadavg()[0]}), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", default="20,100,1000,5000")
    parser.add_argument("--quick", action="store_true", help="one run of each, nothing above 1,000")
    options = parser.parse_args()
    former: tuple[int, float] | None = None
    for count in map(int, options.n.split(",")):
        if options.quick and count > 1000:
            continue
        runs = 1 if options.quick else 9 if count <= 100 else 3
        layer_of, edges = layered_graph(count)
        own_time = timed(lambda given=(layer_of, edges): ours(*given), runs)
        own_crossings = crossings(edges, ours(layer_of, edges))
        line: dict[str, object] = {
            "what": "order",
            "n": count,
            "edges": len(edges),
            "crossings": own_crossings,
            **own_time,
        }
        if shutil.which("dot"):
            dot_time = timed(lambda given=(layer_of, edges): dot(*given), 1 if count > 1000 else runs)
            dot_crossings = crossings(edges, dot(layer_of, edges))
            goal = (1.1, 0.1) if count > 1000 else (1.0, 0.5 if count == 1000 else math.inf)
            ratio = own_crossings / dot_crossings if dot_crossings else float(own_crossings > 0)
            ratio_time = own_time["median_ms"] / dot_time["median_ms"]
            line |= {"dot_crossings": dot_crossings, "dot_ms": dot_time["median_ms"], "ratio": round(ratio, 3)}
            line |= {
                "ratio_time": round(ratio_time, 3),
                "goal": goal[0],
                "met": ratio <= goal[0] and ratio_time <= goal[1],
            }
        emit(**line)
        state, added = journey(layer_of, edges), journey(layer_of, edges, more=1)
        first = layout_map(state, "journey")
        second = layout_map(added, "journey", previous=first)
        former_slots, slots = slots_of(first, state), slots_of(second, state)
        moved = [key for key, slot in former_slots.items() if slot != slots[key]]
        whole = timed(lambda given=state: layout_map(given, "journey"), runs)
        growth = None
        if former is not None:
            growth = round((whole["median_ms"] / former[1]) ** (math.log(2) / math.log(count / former[0])), 2)
        former = (count, whole["median_ms"])
        emit(what="layout with routes", n=count, growth_when_doubled=growth, **whole)
        again = timed(lambda given=(added, first): layout_map(given[0], "journey", previous=given[1]), runs)
        share = len(moved) / count
        met = share <= 0.05 and again["median_ms"] <= RELAID_MS
        emit(what="one touchpoint more", n=count, moved=round(share, 4), goal=0.05, goal_ms=RELAID_MS, met=met, **again)


if __name__ == "__main__":
    main()
