"""P9 and P10: how long posters take to draw, against a floor of the same marks written straight through reportlab's canvas.

The floor draws the very plan that the program draws, mark by mark, with the calls of the canvas a programmer would
reach for first, in the same fonts. Prints a JSON line for each figure. `--n` sets the touchpoints of the poster,
`--quick` takes fewer.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import platform
import statistics
import time
from collections.abc import Callable
from typing import Any

import reportlab
from reportlab.pdfgen.canvas import Canvas

from journeymap.exporting import PosterOptions, poster
from journeymap.exporting.pdf import pdf_bytes
from journeymap.exporting.pdf.fonts import registered
from journeymap.exporting.plan import Box, Curve, Icon, Plan, Polygon, Polyline, Text
from journeymap.exporting.shapes import arrow_head, icon_path, outline
from journeymap.model.document import State
from journeymap.model.order import keys_between
from journeymap.model.records import Connection, Journey, Lane, Project, Record, Stage, Touchpoint
from journeymap.model.text import LocalText
from journeymap.typesetting import BOLD, REGULAR

GOAL = 1.5
BOOK = 50


def journey(count: int) -> State:
    """A journey of `count` touchpoints in a row over nine stages and four lanes."""
    records: list[Record] = [Project(id="p"), Journey(id="j", title=LocalText(en="Parking permit"))]
    records += [Stage(id=f"s{each}", journey_id="j", order=f"A{each}") for each in range(9)]
    records += [Lane(id=f"l{each}", journey_id="j", order=f"A{each}") for each in range(4)]
    for place, key in enumerate(keys_between(None, None, count)):
        title = LocalText(en=f"Sends form {place} to the desk")
        stage, lane = f"s{place * 9 // count}", f"l{place % 4}"
        where = {"journey_id": "j", "stage_id": stage, "lane_id": lane, "order": key}
        records.append(Touchpoint(id=f"t{place}", title=title, emotion=place % 5 - 2, **where))
        if place:
            records.append(Connection(id=f"c{place}", journey_id="j", source_id=f"t{place - 1}", target_id=f"t{place}"))
    return State(records)


def floor_bytes(plans: list[Plan]) -> bytes:
    """The marks of plans through the plain calls of a reportlab canvas."""
    registered()
    target = io.BytesIO()
    canvas: Any = Canvas(target, pageCompression=1, invariant=1)
    for plan in plans:
        canvas.setPageSize((plan.width, plan.height))
        for mark in plan.marks:
            _floor_mark(canvas, mark, plan.height)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _floor_mark(canvas: Any, mark: Any, height: float) -> None:
    match mark:
        case Text():
            canvas.setFillColor(mark.colour)
            canvas.setFont(BOLD if mark.bold else REGULAR, mark.size)
            canvas.drawString(mark.x, height - mark.y, mark.text)
        case Box():
            if mark.fill:
                canvas.setFillColor(mark.fill)
            if mark.stroke:
                canvas.setStrokeColor(mark.stroke)
                canvas.setLineWidth(mark.stroke_width)
            bottom = height - mark.y - mark.height
            radius = min(mark.radius, mark.width / 2, mark.height / 2)
            canvas.roundRect(mark.x, bottom, mark.width, mark.height, radius, bool(mark.stroke), bool(mark.fill))
        case Polygon():
            canvas.setFillColor(mark.fill)
            _floor_path(canvas, outline(mark), height, fill=1)
        case Polyline() | Curve():
            canvas.setStrokeColor(mark.colour)
            canvas.setLineWidth(mark.stroke_width)
            _floor_path(canvas, outline(mark), height, stroke=1)
            if isinstance(mark, Polyline) and (head := arrow_head(mark)):
                canvas.setFillColor(mark.colour)
                _floor_path(canvas, head, height, fill=1)
        case Icon():
            canvas.saveState()
            canvas.translate(mark.x, height - mark.y - mark.size)
            canvas.scale(mark.size / 24, mark.size / 24)
            canvas.setStrokeColor(mark.colour)
            canvas.setLineWidth(mark.stroke_width)
            _floor_path(canvas, icon_path(mark.name), 24, stroke=1)
            canvas.restoreState()


def _floor_path(canvas: Any, pieces: Any, height: float, stroke: int = 0, fill: int = 0) -> None:
    path = canvas.beginPath()
    for operator, *numbers in pieces:
        flipped = [value if place % 2 == 0 else height - value for place, value in enumerate(numbers)]
        if operator == "M":
            path.moveTo(*flipped)
        elif operator == "L":
            path.lineTo(*flipped)
        elif operator == "C":
            path.curveTo(*flipped)
        else:
            path.close()
    canvas.drawPath(path, stroke=stroke, fill=fill)


def measured(work: Callable[[], object], runs: int) -> list[float]:
    """Milliseconds of each run, after one that is not counted."""
    work()
    found = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        found.append((time.perf_counter() - start) * 1000)
    return sorted(found)


def report(figure: str, what: str, count: int, times: list[float], floor: list[float] | None, **more: Any) -> None:
    row: dict[str, Any] = {"figure": figure, "what": what, "n": count, "median_ms": round(statistics.median(times), 1)}
    row["p95_ms"] = round(times[min(len(times) - 1, int(len(times) * 0.95))], 1)
    if floor is not None:
        ratio = statistics.median(times) / statistics.median(floor)
        row |= {
            "floor_ms": round(statistics.median(floor), 1),
            "ratio": round(ratio, 3),
            "goal": GOAL,
            "met": ratio <= GOAL,
        }
    row |= more
    row["versions"] = {"python": platform.python_version(), "reportlab": reportlab.__version__}
    row["load1"] = round(os.getloadavg()[0], 2)
    print(json.dumps(row), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=1000)
    parser.add_argument("--quick", action="store_true")
    chosen = parser.parse_args()
    count, runs, book = (100, 3, 5) if chosen.quick else (chosen.n, 5, BOOK)
    state, options = journey(count), PosterOptions("A0", "landscape", ("en",), "2026-11-22")
    made = poster(state, "j", options)
    data, plain = pdf_bytes([made.plan]), floor_bytes([made.plan])
    times = measured(lambda: pdf_bytes([made.plan]), runs)
    floor = measured(lambda: floor_bytes([made.plan]), runs)
    report(
        "P9", "draw poster", count, times, floor, bytes=len(data), floor_bytes=len(plain), marks=len(made.plan.marks)
    )
    report("P9", "compose poster", count, measured(lambda: poster(state, "j", options), 1), None)
    small = poster(journey(20), "j", PosterOptions("A3", "landscape", ("en",), "2026-11-22"))
    times = measured(lambda: [pdf_bytes([small.plan]) for _ in range(book)], runs)
    floor = measured(lambda: [floor_bytes([small.plan]) for _ in range(book)], runs)
    report("P10", f"draw {book} posters of 20", book * 20, times, floor)


if __name__ == "__main__":
    main()
