"""Journeys in a few words for tests of the analysis, and an independent walker: plain dictionaries and dice, no code of ours."""

from __future__ import annotations

import random
from typing import Any

from journeymap.analysis.graph import JourneyGraph, journey_graph
from journeymap.model.document import State
from journeymap.model.records import Connection, Journey, Lane, Project, Record, Stage, Touchpoint
from journeymap.model.text import LocalText
from journeymap.model.values import Duration, Money


def seconds(value: float) -> Duration:
    return Duration(typical=value)


def yuan(value: float) -> Money:
    return Money(typical=value, unit="CNY")


def tp(name: str, **fields: Any) -> Touchpoint:
    """A touchpoint; `time` is its contact time in seconds, `fee` in CNY."""
    if "time" in fields:
        fields["contact_time"] = seconds(fields.pop("time"))
    if isinstance(fields.get("fee"), int | float):
        fields["fee"] = yuan(fields["fee"])
    return Touchpoint(
        **{"id": name, "journey_id": "j", "stage_id": "stage", "lane_id": "lane", "title": LocalText(en=name), **fields}
    )


def way(source: str, target: str, kind: str = "sequence", share: float | None = None, **fields: Any) -> Connection:
    if isinstance(fields.get("waiting"), int | float):
        fields["waiting"] = seconds(fields["waiting"])
    return Connection(
        **{
            "id": f"{source}-{target}", "journey_id": "j", "source_id": source, "target_id": target, "kind": kind,
            "share": share, **fields,
        }
    )  # fmt: skip


def journey(*records: Record, **fields: Any) -> State:
    """A state with one journey `j`, stage `stage`, citizens' lane `lane` and these records.

    Ends of ways need no touchpoint of their own where nothing but the name is known.
    """
    given = {record.id for record in records}
    ends = dict.fromkeys(
        end for record in records if isinstance(record, Connection) for end in (record.source_id, record.target_id)
    )
    frame: list[Record] = [
        Project(id="project", languages=("en", "zh")),
        Journey(**{"id": "j", **fields}),
        Stage(id="stage", journey_id="j", title=LocalText(en="Stage", zh="阶段")),
        Lane(id="lane", journey_id="j", title=LocalText(en="Lane", zh="泳道")),
    ]
    bare = [tp(end) for end in ends if end not in given]
    return State([*(each for each in frame if each.id not in given), *records, *bare])


def graph(*records: Record, **fields: Any) -> JourneyGraph:
    return journey_graph(journey(*records, **fields), "j")


def random_journey(rnd: random.Random, *, loops: bool, most: int = 12) -> list[Record]:
    """A connected journey of up to `most` touchpoints; known shares only, so that the walker needs no rules for unknown ones."""
    count = rnd.randint(3, most)
    records: list[Record] = [
        tp(
            f"t{at:02d}",
            time=float(rnd.randint(0, 9) * 10),
            waiting=seconds(float(rnd.randint(0, 3) * 7)),
            fee=rnd.choice((0, 1, 5)) or None,
            visits=rnd.randint(0, 2),
            documents=rnd.randint(0, 2),
            emotion=rnd.choice((None, -2, -1, 0, 1, 2)),
            is_goal=at == count - 1 or rnd.random() < 0.1,
            start_share=1.0 if at == 0 else 0.0,
        )
        for at in range(count)
    ]
    for at in range(count - 1):
        targets = {rnd.randint(at + 1, count - 1) for _ in range(rnd.randint(1, 3))} | {at + 1}
        back = rnd.randint(0, at) if loops and rnd.random() < 0.4 else None
        weights = [rnd.randint(1, 5) for _ in targets]
        total = sum(weights) + (3 if back is not None else 0) + (1 if rnd.random() < 0.2 else 0)
        for target, weight in zip(sorted(targets), weights, strict=True):
            wait = rnd.choice((None, 3.0, 11.0))
            records.append(
                way(f"t{at:02d}", f"t{target:02d}", "branch", weight / total, waiting=wait, handover=rnd.random() < 0.3)
            )
        if back is not None:
            records.append(way(f"t{at:02d}", f"t{back:02d}", "loop", 3 / total))
    return records


class Walker:
    """Walks drawn records by dice and notes what happens. Reads the records alone; parallel ways are not for it."""

    def __init__(self, records: list[Record], rnd: random.Random) -> None:
        self.points = {each.id: each for each in records if isinstance(each, Touchpoint)}
        self.ways: dict[str, list[Connection]] = {name: [] for name in self.points}
        for each in records:
            if isinstance(each, Connection):
                self.ways[each.source_id].append(each)
        self.rnd = rnd

    def walk(self, limit: int = 10_000) -> dict[str, Any]:
        """One walk from `t00`: its touchpoints, sums, feelings, and how it stopped."""
        at = "t00"
        visited, found = [at], {"time": 0.0, "fee": 0.0, "visits": 0, "documents": 0, "handovers": 0}
        while len(visited) < limit:
            point = self.points[at]
            found["time"] += point.contact_time.typical if point.contact_time else 0.0
            found["time"] += point.waiting.typical if point.waiting else 0.0
            found["fee"] += point.fee.typical if point.fee else 0.0
            found["visits"] += point.visits
            found["documents"] += point.documents
            dice = self.rnd.random()
            for each in self.ways[at]:
                assert each.share is not None
                if dice < each.share:
                    found["time"] += each.waiting.typical if each.waiting else 0.0
                    found["handovers"] += each.handover
                    at = each.target_id
                    visited.append(at)
                    break
                dice -= each.share
            else:
                return {**found, "visited": visited, "left": bool(self.ways[at]) and dice > 1e-9}
        raise AssertionError("a walk never ended")

    def peak_end(self, visited: list[str]) -> float | None:
        known = [emotion for name in visited if (emotion := self.points[name].emotion) is not None]
        if not known:
            return None
        size = max(abs(emotion) for emotion in known)
        peak = -size if -size in known else size
        return (peak + known[-1]) / 2


def all_walks(records: list[Record]) -> list[tuple[float, list[str], list[Connection], bool]]:
    """Every walk of a journey without loops from `t00`: probability, touchpoints, ways, whether it left on the way."""
    walker = Walker(records, random.Random(0))
    found = []
    work: list[tuple[float, list[str], list[Connection]]] = [(1.0, ["t00"], [])]
    while work:
        chance, visited, taken = work.pop()
        ways = walker.ways[visited[-1]]
        rest = 1.0 - sum(each.share or 0.0 for each in ways)
        if not ways or rest > 1e-9:
            found.append((chance * rest if ways else chance, visited, taken, bool(ways)))
        work += [(chance * (each.share or 0.0), [*visited, each.target_id], [*taken, each]) for each in ways]
    return found
