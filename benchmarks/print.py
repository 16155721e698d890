"""P9 and P10: how long posters and reports take, against a floor of the same marks written straight through reportlab's canvas.

The floor draws the very pages that the program draws, mark by mark, with the calls of the canvas a programmer would reach for
first, in the same fonts and without tags; where anything stands it is told, while the program has to find out. Commands are
timed from spawn to file. `--n` sets the touchpoints and `--quick` takes fewer. `--mermaid MMDC` adds mermaid-cli (it needs
Chromium on the path) and `--dot` Graphviz as peers. Prints a JSON line for each figure.
"""

from __future__ import annotations

import argparse
import io
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from common import emit, journey, side_by_side
from journeymap.exporting import PosterOptions, Wish, made, written
from journeymap.exporting.mermaid import journey_text
from journeymap.exporting.pdf.fonts import registered
from journeymap.exporting.plan import Box, Curve, Icon, Plan, Polygon, Polyline, Text, Window
from journeymap.exporting.shapes import arrow_head, icon_path, outline
from journeymap.model.document import State
from journeymap.model.records import Connection, Record, Touchpoint
from journeymap.storage import save_project
from journeymap.typesetting import BOLD, REGULAR

GOAL = 1.5
BOOK = 50
DATE = "2026-11-22"
LOADED = (
    "import journeymap.model.records, journeymap.storage, journeymap.exporting.pdf.fonts as fonts\nfonts.registered()"
)
"""What a command that draws a PDF cannot do without."""

Work = Callable[[], object]


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


def making(records: Sequence[Record], edition: str, paper: str) -> tuple[Callable[[], bytes], list[Plan]]:
    """What makes an edition out of records, to the last byte; and its pages."""
    state = State(records)
    wish = Wish(edition, PosterOptions(paper, languages=("en",), date=DATE))
    plans = list(made(state, "j", wish).plans)
    if any(isinstance(mark, Window) for plan in plans for mark in plan.marks):
        raise AssertionError("the floor draws no windows")
    return lambda: written(made(state, "j", wish), "pdf"), plans


def editions(sizes: Sequence[int], rounds: int) -> None:
    """P9: an edition composed and written, beside the floor."""
    for count in sizes:
        for edition, paper in (("poster", "A0"), ("report", "A4")):
            whole, plans = making(journey(count), edition, paper)
            sized = {"bytes": len(whole()), "floor_bytes": len(floor_bytes(plans)), "pages": len(plans)}
            times, floor = side_by_side(whole, lambda: floor_bytes(plans), rounds if count <= 1000 else 1)  # noqa: B023
            sized["small"] = sized["bytes"] <= sized["floor_bytes"]
            emit("P9", f"{edition} {paper}", count, times, floor, goal=GOAL, using=("reportlab",), **sized)


def book(rounds: int, count: int) -> None:
    """P10: many small posters, one after the other."""
    whole, plans = making(journey(20), "poster", "A3")
    times, floor = side_by_side(
        lambda: [whole() for _ in range(count)], lambda: [floor_bytes(plans) for _ in range(count)], rounds
    )
    emit("P10", f"{count} posters of 20", count * 20, times, floor, goal=GOAL, using=("reportlab",))


def commands(rounds: int, count: int, mermaid: str | None, *, dot: bool) -> None:
    """P10 from spawn to files, and the peers of P9 and P10."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "book").mkdir()
        for number in range(count):
            _save(folder / "book" / f"{number:02d}.journey", journey(20, number))
        _save(folder / "large.journey", journey(1000))
        ours = [sys.executable, "-m", "journeymap", "export", "--out", str(folder / "out"), "--date", DATE]
        one = _command([*ours, str(folder / "book" / "00.journey")])
        times, floor = side_by_side(one, _command([sys.executable, "-c", LOADED]), rounds)
        emit("P10", "command, one poster of 20; floor: all imported, nothing drawn", 20, times, floor, goal=1.3)
        many = _command([*ours, str(folder / "book")])
        large = _command([*ours, "--paper", "A0", str(folder / "large.journey")])
        if mermaid is not None:
            peer = [mermaid, "--quiet", *_settings(folder), "--output"]
            fenced = (f"```mermaid\n{journey_text(State(journey(20, each)), 'j', 'en')[0]}```" for each in range(count))
            (folder / "book.md").write_text("\n\n".join(fenced), "utf-8")
            times, floor = side_by_side(many, _peer(peer, folder / "book.md"), 1)
            emit("P10", f"command, {count} posters of 20; floor: mermaid-cli", count * 20, times, floor, goal=1 / 50)
            (folder / "large.mmd").write_text(journey_text(State(journey(1000)), "j", "en")[0], "utf-8")
            times, floor = side_by_side(large, _peer(peer, folder / "large.mmd"), 1)
            emit("P9", "command, poster A0; floor: mermaid-cli", 1000, times, floor, goal=1 / 20)
        if dot:
            (folder / "large.dot").write_text(_dot(journey(1000)), "utf-8")
            times, floor = side_by_side(large, _peer(["dot", "-Tpdf", "-o"], folder / "large.dot"), rounds)
            emit("P9", "command, poster A0; floor: dot", 1000, times, floor)


def _save(path: Path, records: list[Record]) -> None:
    save_project(path, State(records), {}, document_id="benchmark", revision=1)


def _command(words: list[str]) -> Work:
    return lambda: subprocess.run(words, check=True, capture_output=True)


def _peer(words: list[str], source: Path) -> Work:
    """A peer that is told its target last but for its source."""
    inputs = ["--input", str(source)] if "--output" in words else [str(source)]
    return _command([*words, str(source.with_suffix(".pdf")), *inputs])


def _settings(folder: Path) -> list[str]:
    """mermaid-cli is told which browser to use and that texts may be long."""
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    browser = {"executablePath": shutil.which("chromium"), "protocolTimeout": 600_000, "args": flags}
    (folder / "browser.json").write_text(json.dumps(browser))
    (folder / "mermaid.json").write_text(json.dumps({"maxTextSize": 50_000_000, "maxEdges": 1_000_000}))
    return ["--puppeteerConfigFile", str(folder / "browser.json"), "--configFile", str(folder / "mermaid.json")]


def _dot(records: list[Record]) -> str:
    points = [f'{each.id} [label="{each.title["en"]}"]' for each in records if isinstance(each, Touchpoint)]
    ways = [f"{each.source_id} -> {each.target_id}" for each in records if isinstance(each, Connection)]
    return "digraph { rankdir=LR node [shape=box] " + ";".join([*points, *ways]) + "}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--n", default="30,300,1000,3000", help="touchpoints, separated by commas")
    parser.add_argument("--quick", action="store_true", help="fewer and smaller")
    parser.add_argument("--mermaid", help="the program mmdc of mermaid-cli")
    parser.add_argument("--dot", action="store_true", help="Graphviz as a peer")
    chosen = parser.parse_args()
    sizes = [30, 100] if chosen.quick else [int(each) for each in chosen.n.split(",")]
    editions(sizes, 2 if chosen.quick else 3)
    book(1 if chosen.quick else 3, 5 if chosen.quick else BOOK)
    commands(2 if chosen.quick else 5, 5 if chosen.quick else BOOK, chosen.mermaid, dot=chosen.dot)


if __name__ == "__main__":
    main()
