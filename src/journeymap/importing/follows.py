"""Directly-follows graphs as process mining tools write them: names of activities, starts, ends, and counted edges by number."""

from __future__ import annotations

import re
from collections import Counter

from journeymap.importing.errors import ImportProblem
from journeymap.importing.report import Report, at_line
from journeymap.importing.sketch import Card, Sketch, Way

_COUNTED = re.compile(r"(\d+)x(\d+)")
_EDGE = re.compile(r"(\d+)>(\d+)x(\d+)")
_MOST_CASES = 1_000_000


def follows(text: str, name: str, report: Report) -> Sketch:
    """The sketch of a graph, with shares and counts. Raises ImportProblem with the line that breaks the form."""
    lines = [(number, line.strip()) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    place = 0

    def taken(count: int) -> list[tuple[int, str]]:
        nonlocal place
        part = lines[place : place + count]
        if len(part) < count:
            raise ImportProblem("error.import.breaks_off", name=name, line=lines[-1][0])
        place += count
        return part

    def number() -> int:
        ((at, line),) = taken(1)
        if not line.isdigit() or len(line) > 6:
            raise ImportProblem("error.import.broken_line", name=name, line=at)
        return int(line)

    def known(found: re.Match[str] | None, at: int, ends: int) -> list[int]:
        values = [int(each) for each in found.groups()] if found is not None else []
        if not values or any(each >= len(names) for each in values[:ends]):
            raise ImportProblem("error.import.broken_line", name=name, line=at)
        return values

    names = [line for _, line in taken(number())]
    sketch = Sketch(cards=[Card(str(place), title) for place, title in enumerate(names)])
    starts = dict(_pair(known(_COUNTED.fullmatch(line), at, 1)) for at, line in taken(number()))
    ends = dict(_pair(known(_COUNTED.fullmatch(line), at, 1)) for at, line in taken(number()))
    passed = Counter(ends)
    edges: list[tuple[int, int, int]] = []
    for at, line in lines[place:]:
        source, target, times = known(_EDGE.fullmatch(line), at, 2)
        edges.append((source, target, times))
        passed[source] += times
        report.understood("import.way", at_line(at), source=names[source], target=names[target])
    for source, target, times in edges:
        share = times / passed[source] if passed[source] else None
        sketch.ways.append(Way(str(source), str(target), "", share=share, cases=min(times, _MOST_CASES)))
    everyone = sum(starts.values())
    for start, times in starts.items():
        if everyone:
            sketch.cards[start].fields["start_share"] = times / everyone
    report.facts.update({"activities": len(names), "starts": len(starts), "ends": len(ends), "edges": len(edges)})
    return sketch


def _pair(values: list[int]) -> tuple[int, int]:
    return values[0], values[1]
