"""P1: cold start, from spawning the interpreter to the first pixels and to a usable window with the last journey open.

    python benchmarks/startup.py [--n 20] [--quick]

Floors: a bare window, and the smallest editor (menus, tool bar, dock, a scene of as many items) that also imports the
record models and loads the shipped fonts. Offscreen, and on an X server of its own where Xvfb is installed. Variants are
interleaved round by round; both clocks are CLOCK_MONOTONIC, so spawn and exec are inside the figure.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import common
from journeymap import resources
from journeymap.model.document import Document
from journeymap.session import Session

FIRST_GOAL, USABLE_GOAL = 1.5, 1.3
UNWANTED = ("networkx", "reportlab", "pikepdf", "pypdfium2", "openpyxl", "starlette", "uvicorn")

# A paint event has come in and the loop turned once more: its pixels are there. At rest: nothing painted for 200 ms.
WATCH = """
import json, os, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
class Watch(QObject):
    first, last, waiting, loaded = 0, 0, False, ()
    def eventFilter(self, target, event):
        if event.type() == QEvent.Type.Paint and not self.waiting:
            self.waiting, self.loaded = True, self.loaded or tuple(sys.modules)
            QTimer.singleShot(0, self.painted)
        return False
    def painted(self):
        self.waiting, self.last = False, time.monotonic_ns()
        self.first = self.first or self.last
        rest.start(200)
    def ended(self):
        unwanted = [name for name in UNWANTED if name in self.loaded]
        print(json.dumps([self.first, self.last, unwanted]), flush=True)
        os._exit(0)
watch, rest = Watch(), QTimer(singleShot=True)
rest.timeout.connect(watch.ended)
"""
BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
app = QApplication([])
window = QMainWindow(); window.resize(1280, 800); window.setCentralWidget(QWidget())
"""
EDITOR = """
import journeymap.model.records
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (QApplication, QDockWidget, QGraphicsScene, QGraphicsView, QListWidget, QMainWindow,
    QToolBar)
app = QApplication([])
for name in FONTS: QFontDatabase.addApplicationFont(name)
window = QMainWindow(); window.resize(1280, 800)
scene = QGraphicsScene()
for number in range(COUNT):
    box = scene.addRect(0, 0, 150, 60); box.setPos(number % 5 * 200, number // 5 * 100)
    scene.addSimpleText("Fills in the form", window.font()).setParentItem(box)
window.setCentralWidget(QGraphicsView(scene))
for title in ("File", "Edit", "View", "Journey", "Touchpoint", "Help"):
    menu = window.menuBar().addMenu(title)
    for number in range(8): menu.addAction(f"{title} {number}")
bar = QToolBar(); window.addToolBar(bar)
for number in range(10): bar.addAction(f"T{number}")
dock = QDockWidget("Inspector"); dock.setWidget(QListWidget()); window.addDockWidget(Qt.RightDockWidgetArea, dock)
window.statusBar().showMessage("ready")
"""
PROGRAM = """
from pathlib import Path
from typing import Any
from journeymap import app as program
from journeymap.ui import files
from journeymap.ui.settings import Settings
from journeymap.ui.window import MainWindow
app = program.make_application()
settings = Settings(Path(SETTINGS))
program.dress(app, settings)
window = MainWindow(settings)
files.open_path(window, Path(FILE))
"""
SHOW = "app.installEventFilter(watch)\nwindow.show()\napp.exec()\n"


def once(code: str, given: str, platform: str) -> tuple[float, float, list[str]]:
    """Milliseconds to first pixels and to a window that has come to rest, and unwanted modules at first paint."""
    script = f"{given}\n{code}\n{WATCH}\n{SHOW}"
    environment = {**os.environ, "QT_QPA_PLATFORM": platform}
    begin = time.monotonic_ns()
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=120, env=environment, check=False
    )
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    first, last, unwanted = json.loads(done.stdout.splitlines()[-1])
    return (first - begin) / 1e6, (last - begin) / 1e6, unwanted


@contextmanager
def x_server() -> Iterator[bool]:
    """A virtual X server of our own for as long as it is needed; False where there is none."""
    if shutil.which("Xvfb") is None:
        yield False
        return
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        pass_fds=[writing], stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    former = os.environ.get("DISPLAY")
    with os.fdopen(reading) as pipe:
        os.environ["DISPLAY"] = f":{pipe.readline().strip()}"
    try:
        yield True
    finally:
        server.terminate()
        server.wait()
        os.environ.pop("DISPLAY")
        if former is not None:
            os.environ["DISPLAY"] = former


def measure(count: int, rounds: int, platform: str, folder: Path) -> bool:
    file = folder / f"journey-{count}.journey"
    if not file.exists():
        Session(Document(common.journey(count))).save(file)
    fonts = [str(path) for path in sorted(resources.resource("fonts").glob("*.ttf"))]
    names = {"UNWANTED": UNWANTED, "FONTS": fonts, "COUNT": count, "FILE": str(file), "SETTINGS": str(folder / "s.ini")}
    given = "\n".join(f"{name} = {value!r}" for name, value in names.items())
    variants = {"bare": BARE, "editor": EDITOR, "program": PROGRAM}
    first: dict[str, list[float]] = {name: [] for name in variants}
    usable: dict[str, list[float]] = {name: [] for name in variants}
    unwanted: list[str] = []
    for each in range(rounds + 1):
        for name, code in variants.items():
            paint, rest, loaded = once(code, given, platform)
            if each:
                first[name].append(paint)
                usable[name].append(rest)
            if name == "program":
                unwanted = loaded
    more: dict[str, Any] = {
        "platform": platform,
        "unwanted_modules": unwanted,
        "using": ("PySide6-Essentials", "pydantic"),
    }
    met = common.emit("P1", "first pixels", count, first["program"], first["bare"], goal=FIRST_GOAL, **more)
    met &= common.emit("P1", "usable window", count, usable["program"], usable["editor"], goal=USABLE_GOAL, **more)
    return met and not unwanted


def main() -> int:
    sizes, quick = common.arguments(__doc__, "20")
    rounds = 3 if quick else 15
    with tempfile.TemporaryDirectory() as name:
        for count in sizes:
            measure(count, rounds, "offscreen", Path(name))
            with x_server() as there:
                if there:
                    measure(count, rounds, "xcb", Path(name))
    return 0


if __name__ == "__main__":
    sys.exit(main())
