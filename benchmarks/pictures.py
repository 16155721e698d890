"""P2, P4 and P5 again with a picture of its own on every card, beside the same journey without any; to the paint.

    QT_QPA_PLATFORM=offscreen python benchmarks/pictures.py [--n 100,1000] [--quick]

The floor of each figure is the same gesture of `canvas.py` in the same run on the journey without pictures.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

import common
from canvas import Bench, rest
from journeymap.app import make_application
from journeymap.edit import pictures as edit
from journeymap.model.changes import Change, Label
from journeymap.session import Session
from journeymap.ui import pictures


def photo(number: int) -> pictures.Picture:
    """A picture of 800 by 600 like no other."""
    image = QImage(800, 600, QImage.Format.Format_RGB32)
    image.fill(QColor.fromHsv(number * 37 % 360, 120, 220))
    painter = QPainter(image)
    for place in range(12):
        tint = QColor.fromHsv((number * 91 + place * 31) % 360, 160, 40 + (number + place * 17) % 200)
        painter.fillRect(QRect(place * 61 % 700, (number * 13 + place * 47) % 500, 120, 90), tint)
    painter.end()
    return pictures.from_image(image, f"{number}.jpg")


class Illustrated(Bench):
    """The same bench on a journey with pictures."""

    def open(self) -> tuple[float, float]:
        session = Session.open(self.path)
        if not session.media:
            changes: list[Change] = []
            for number in range(self.size):
                found = photo(number)
                session.add_media({found.sha256: found.data})
                changes += edit.attach(session.state, [f"t{number}"], found.sha256, found.mime)
            session.run(Label.of("add_picture"), changes)
            session.save()
        return super().open()


def main() -> int:
    sizes, quick = common.arguments(__doc__, "100,1000")
    make_application()
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            for make in (Bench, Illustrated):
                within = Path(folder) / make.__name__
                within.mkdir(exist_ok=True)
                bench = make(size, within, quick=quick)
                rest(1.0)
                bench.opening()
                bench.floor.close()
                bench.floor = bench.floor_view()
                bench.floor_painted = type(bench.painted)(bench.floor.viewport())
                bench.moving_about()
                bench.dragging(1)
                bench.close()
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
