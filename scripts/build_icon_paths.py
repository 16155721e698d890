"""Turns the icons into drawing commands for the writers of PDF and SVG: `icons/*.svg` becomes `resources/icons.json`.

Each icon is a list of sub-paths in its 24 by 24 view box, each a flat list such as
`["M", x, y, "L", x, y, "C", x1, y1, x2, y2, x, y, "Z"]`, to be stroked as the icon files are: width 2, round caps
and joins, no filling. Run it after a change of icons: `python scripts/build_icon_paths.py`.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from xml.etree import ElementTree

from fontTools.pens.basePen import BasePen
from fontTools.svgLib import SVGPath

ROOT = Path(__file__).resolve().parent.parent
VIEW_BOX = "0 0 24 24"

# The program's own sign is filled and has its own size: it is not drawn on maps.
LEFT_OUT = {"journeymap"}

Command = str | float


class CommandPen(BasePen):
    """Notes down what is drawn; the base class turns quadratic curves into cubic ones."""

    def __init__(self) -> None:
        super().__init__(glyphSet=None)
        self.sub_paths: list[list[Command]] = []

    def _note(self, letter: str, *points: tuple[float, float]) -> None:
        self.sub_paths[-1].append(letter)
        for point in points:
            self.sub_paths[-1].extend(shortened(value) for value in point)

    def _moveTo(self, pt: tuple[float, float]) -> None:
        self.sub_paths.append([])
        self._note("M", pt)

    def _lineTo(self, pt: tuple[float, float]) -> None:
        self._note("L", pt)

    def _curveToOne(self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]) -> None:
        self._note("C", pt1, pt2, pt3)

    def _closePath(self) -> None:
        self._note("Z")


def shortened(value: float) -> float:
    """The number with at most three decimals, whole when it can be, and never minus zero."""
    rounded = round(value, 3)
    return int(rounded) if rounded == int(rounded) else rounded


def commands(path: Path) -> list[list[Command]]:
    """The sub-paths of one icon file."""
    view_box = ElementTree.parse(path).getroot().get("viewBox")
    if view_box != VIEW_BOX:
        raise SystemExit(f"{path.name} has the view box {view_box}, not {VIEW_BOX}.")
    pen = CommandPen()
    SVGPath(path).draw(pen)
    return pen.sub_paths


def main() -> None:
    """Writes one icon on a line, in the order of their names."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("icons", nargs="?", type=Path, default=ROOT / "icons", help="folder of SVG files")
    parser.add_argument("target", nargs="?", type=Path, default=ROOT / "resources" / "icons.json", help="JSON file")
    arguments = parser.parse_args()
    files = sorted(path for path in arguments.icons.glob("*.svg") if path.stem not in LEFT_OUT)
    lines = [f"{json.dumps(path.stem)}:{json.dumps(commands(path), separators=(',', ':'))}" for path in files]
    arguments.target.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8", newline="\n")
    print(f"{len(files)} icons, {arguments.target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
