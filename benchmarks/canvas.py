"""P2 to P7 and P13 on the map: opening, whole-journey frames, pan, zoom, marquee, drag, typing, adding, undo; to the paint.

    QT_QPA_PLATFORM=offscreen python benchmarks/canvas.py [--n 100,1000,10000] [--quick]

Real mouse, wheel and key events go to the window; a figure ends when the view they concern has painted. `cpu_ms` and
`cpu_ratio` leave out what other programs took of the processor meanwhile, for machines that are not quiet. Floors are the
same gestures on a plain Qt scene of as many Python items (`floor_scene`), in turn with ours. `stall` lines tell the longest
time that what was left for later then holds up the window.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

import common
from floor_scene import FloorView
from journeymap.app import make_application
from journeymap.edit import touchpoints
from journeymap.model.changes import Label, Set
from journeymap.model.document import Document
from journeymap.model.records import Touchpoint
from journeymap.session import Session
from journeymap.ui.settings import Settings
from journeymap.ui.window import MainWindow

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
PLAIN, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
GIVEN_UP = 20.0
USING = ("PySide6-Essentials",)


class Taken(float):
    """Milliseconds that something took, and how many of them the processor worked for this program: all but the waiting
    for other programs.
    """

    cpu: float

    @classmethod
    def since(cls, begin: float, cpu: float) -> Taken:
        taken = cls((time.perf_counter() - begin) * 1000)
        taken.cpu = (time.process_time() - cpu) * 1000
        return taken


class Painted(QObject):
    """Counts the paint events of some widgets."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self.count = 0
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False

    def time_of(self, act: Callable[[], object]) -> Taken:
        """From an act to the end of the next paint."""
        before, begin, cpu = self.count, time.perf_counter(), time.process_time()
        act()
        while self.count == before:
            QApplication.processEvents()
            if time.perf_counter() - begin > GIVEN_UP:
                raise RuntimeError("nothing was painted")
        QApplication.processEvents()
        return Taken.since(begin, cpu)


def rest(seconds: float = 0.0) -> float:
    """Let everything come to rest; the longest time, in milliseconds, that one turn of the event loop took."""
    longest, quiet = 0.0, time.perf_counter()
    begun = quiet
    while time.perf_counter() - quiet < 0.01 + seconds and time.perf_counter() - begun < 5:
        begin = time.perf_counter()
        QApplication.processEvents()
        taken = (time.perf_counter() - begin) * 1000
        longest = max(longest, taken)
        if taken > 1:
            quiet = time.perf_counter() - seconds / 2
    return longest


def mouse(widget: QWidget, kind: QEvent.Type, place: QPoint, button: Qt.MouseButton, held: Qt.MouseButton) -> None:
    spot = QPointF(place)
    event = QMouseEvent(kind, spot, QPointF(widget.mapToGlobal(place)), button, held, PLAIN)
    QApplication.sendEvent(widget, event)


def wheel(widget: QWidget, place: QPoint, dx: int, dy: int, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
    event = QWheelEvent(
        QPointF(place), QPointF(widget.mapToGlobal(place)), QPoint(), QPoint(dx, dy), NONE, modifiers,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def key(widget: QObject, text: str) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, ord(text.upper()), PLAIN, text))


class Bench:
    """One window on one journey, beside a floor of the same journey."""

    def __init__(self, size: int, folder: Path, *, quick: bool) -> None:
        self.size = size
        self.rounds = 12 if quick else 60
        self.few = 3 if quick else 9
        self.records = common.journey(size)
        self.path = folder / f"{size}.journey"
        Session(Document(self.records)).save(self.path)
        settings = Settings(folder / "settings.ini")
        settings.toured, settings.animations = True, False
        self.window = MainWindow(settings)
        self.window.resize(1600, 1000)
        self.window.show()
        rest()
        self.open()
        self.floor = self.floor_view()
        self.floor_painted = Painted(self.floor.viewport())

    def floor_view(self) -> FloorView:
        cards = {each: (rect.x, rect.y) for each, rect in self.scene.layout.cards.items()}
        view = FloorView(self.records, cards, self.view.viewport().size())
        view.show()
        return view

    @property
    def scene(self):  # type: ignore[no-untyped-def]
        return self.view.map_scene

    @property
    def port(self) -> QWidget:
        return self.view.viewport()

    def emit(
        self, figure: str, what: str, times: list[float], floor: list[float], goal: float | None, **more: object
    ) -> None:
        cpu, floor_cpu = ([each.cpu for each in one if isinstance(each, Taken)] for one in (times, floor))
        if cpu:
            more["cpu_ms"] = round(statistics.median(cpu), 3)
        if cpu and floor_cpu:
            more["cpu_ratio"] = round(statistics.median(cpu) / statistics.median(floor_cpu), 3)
        common.emit(figure, what, self.size, times, floor, goal=goal, using=USING, **more)

    def pair(
        self, act: Callable[[int], object], floor: Callable[[int], object], rounds: int
    ) -> tuple[list[float], list[float]]:
        """Times of both in turn, the first two left out."""
        taken: tuple[list[float], list[float]] = ([], [])
        for number in range(rounds + 2):
            ours = self.painted.time_of(lambda number=number: act(number))
            rest()
            theirs = self.floor_painted.time_of(lambda number=number: floor(number))
            rest()
            if number > 1:
                taken[0].append(ours)
                taken[1].append(theirs)
        return taken

    # P2

    def open(self) -> tuple[float, float]:
        """Open the file as a person does; milliseconds to the first frame, and the longest stall behind it."""
        self.window.set_session(None)
        rest(0.2)
        begin, cpu = time.perf_counter(), time.process_time()
        self.session = Session.open(self.path)
        self.window.set_session(self.session)
        page = self.window.map_page
        assert page is not None
        self.view = page.view
        self.painted = Painted(self.view.viewport())
        self.painted.time_of(lambda: None)
        return Taken.since(begin, cpu), rest(0.3)

    def floor_open(self) -> float:
        """Bulk validation of the same records, and a plain scene shown."""
        rows = [(type(record), record.model_dump()) for record in self.records]
        begin, cpu = time.perf_counter(), time.process_time()
        for cls, row in rows:
            cls.model_validate(row)
        view = self.floor_view()
        Painted(view.viewport()).time_of(lambda: None)
        taken = Taken.since(begin, cpu)
        view.close()
        view.deleteLater()
        rest()
        return taken

    def opening(self) -> list[float]:
        ours, stalls, floor = [], [], []
        for _ in range(min(self.few, 3 if self.size > 2000 else 9)):
            taken, stall = self.open()
            ours.append(taken)
            stalls.append(stall)
            floor.append(self.floor_open())
        self.emit(
            "P2", "open to first frame", ours, floor, 1.3 if self.size <= 2000 else 0.6, stall_ms=round(max(stalls), 1)
        )
        return ours

    # P3, P4

    def whole(self) -> None:
        self.view.fit()
        self.floor.fitInView(self.floor.scene().itemsBoundingRect(), Qt.AspectRatioMode.KeepAspectRatio)
        rest(0.1)
        scale = round(self.view.transform().m11(), 3)
        times = self.pair(lambda _: self.port.update(), lambda _: self.floor.viewport().update(), self.rounds // 2)
        goal = 0.06 if self.size >= 10_000 else 0.15 if self.size >= 1000 else None
        self.emit("P3", "whole-journey frame", *times, goal, scale=scale)

    def at_full_size(self) -> QPoint:
        """Look at the middle of the map at 100 %; the middle of the view."""
        self.view.zoom_to(1.0)
        self.middle = self.nearest()
        rect = self.scene.layout.cards[self.middle]
        self.view.centerOn(*rect.center)
        self.floor.resetTransform()
        self.floor.centerOn(*rect.center)
        rest(0.1)
        return self.port.rect().center()

    def nearest(self) -> str:
        cards = self.scene.layout.cards
        x, y = self.scene.layout.bounds.center
        return min(cards, key=lambda each: abs(cards[each].center[0] - x) + abs(cards[each].center[1] - y))

    def moving_about(self) -> None:
        place = self.at_full_size()
        bar = self.floor.horizontalScrollBar()

        def floor_pan(number: int) -> None:
            bar.setValue(bar.value() + (23 if number % 40 < 20 else -23))

        def pan(number: int) -> None:
            wheel(self.port, place, -38 if number % 40 < 20 else 38, 0)

        times = self.pair(pan, floor_pan, self.rounds)
        self.emit("P4", "pan", *times, 2)
        self.at_full_size()
        start = self.port.rect().center()
        mouse(self.port, QEvent.Type.MouseButtonPress, start, Qt.MouseButton.MiddleButton, Qt.MouseButton.MiddleButton)
        at = [start.x()]

        def drag_pan(number: int) -> None:
            at[0] += 23 if number % 40 < 20 else -23
            mouse(self.port, QEvent.Type.MouseMove, QPoint(at[0], start.y()), NONE, Qt.MouseButton.MiddleButton)

        times = self.pair(drag_pan, floor_pan, self.rounds)
        mouse(self.port, QEvent.Type.MouseButtonRelease, start, Qt.MouseButton.MiddleButton, NONE)
        self.emit("P4", "pan by the middle button", *times, 2)
        self.at_full_size()
        times = self.pair(
            lambda number: wheel(self.port, place, 0, 40 if number % 8 < 4 else -40, CONTROL), floor_pan, self.rounds
        )
        self.emit("P4", "wheel zoom", *times, 2)
        self.at_full_size()

        def floor_zoom(number: int) -> None:
            factor = 1.0015 ** (40 if number % 8 < 4 else -40)
            self.floor.scale(factor, factor)

        times = self.pair(
            lambda number: wheel(self.port, place, 0, 40 if number % 8 < 4 else -40, CONTROL), floor_zoom, self.rounds
        )
        self.emit("P4", "wheel zoom, against the floor's zoom", *times, None)
        self.at_full_size()
        empty = self.empty_place()
        mouse(self.port, QEvent.Type.MouseButtonPress, empty, LEFT, LEFT)
        times = self.pair(
            lambda number: mouse(
                self.port, QEvent.Type.MouseMove, empty + QPoint(60 + 9 * (number % 30), 60 + 7 * (number % 30)), NONE, LEFT
            ), floor_pan, self.rounds,
        )  # fmt: skip
        mouse(self.port, QEvent.Type.MouseButtonRelease, empty, LEFT, NONE)
        self.emit("P4", "marquee", *times, 2)
        self.scene.select(())
        rest(0.1)

    def empty_place(self) -> QPoint:
        """A place in the view with nothing to take hold of, near its left upper corner."""
        for y in range(60, self.port.height() - 300, 7):
            for x in range(60, self.port.width() - 300, 7):
                if self.scene.thing_at(self.view.mapToScene(x, y)) is None:
                    return QPoint(x, y)
        raise RuntimeError("no empty place in sight")

    # P5

    def dragging(self, count: int) -> None:
        self.at_full_size()
        cards = self.scene.layout.cards
        x, y = cards[self.middle].center
        near = sorted(cards, key=lambda each: abs(cards[each].center[0] - x) + abs(cards[each].center[1] - y))[:count]
        self.scene.select(near)
        rest(0.1)
        start = self.view.mapFromScene(QPointF(x, y))
        mouse(self.port, QEvent.Type.MouseButtonPress, start, LEFT, LEFT)
        mouse(self.port, QEvent.Type.MouseMove, start + QPoint(30, 20), NONE, LEFT)
        rest()

        def drag(number: int) -> None:
            step = 16 * (number % 12) + 48
            mouse(self.port, QEvent.Type.MouseMove, start + QPoint(step, step // 2), NONE, LEFT)

        def floor(number: int) -> None:
            step = 16 if number % 12 else -176
            self.floor.move(near, step, step / 2)

        times = self.pair(drag, floor, self.rounds)
        goal = 8 if count == 1 else None
        self.emit("P5", f"drag {count}", *times, goal, p95_goal_ms=3 if count == 1 else 16.7)
        drop = start + QPoint(96, 48)
        mouse(self.port, QEvent.Type.MouseMove, drop, NONE, LEFT)
        rest()
        taken = self.painted.time_of(lambda: mouse(self.port, QEvent.Type.MouseButtonRelease, drop, LEFT, NONE))
        stall = rest(0.3)
        back = self.painted.time_of(self.session.undo)
        stalls = {"stall_ms": round(max(stall, rest(0.3)), 1), "undo_ms": round(back, 2)}
        self.emit("P5", f"drop {count}", [taken], [statistics.median(times[1])], None, **stalls)
        self.scene.select(())
        rest(0.1)

    # P6

    def typing(self) -> None:
        self.at_full_size()
        self.scene.select([self.middle])
        self.view.edit_title(self.middle)
        editor = self.view.editor
        assert editor is not None
        painted, self.painted = self.painted, Painted(editor.viewport(), self.port)
        self.floor.text_field(self.middle)
        rest(0.1)
        letters = "the citizen waits for an answer " * 4
        times = self.pair(
            lambda number: key(editor, letters[number]), lambda number: key(self.floor, letters[number]), self.rounds
        )
        self.emit("P6", "key to paint in a card", *times, 6, p95_goal_ms=2)
        self.painted = painted
        self.view.close_editor()
        self.scene.select(())
        rest(0.1)

    # P7, P13

    def changing(self, opened: list[float]) -> None:
        self.at_full_size()
        state = self.scene.state
        few = self.few if self.size <= 2000 else 3
        before = dict(self.scene.layout.cards)
        ours, moved, stalls = [], [], []
        for _ in range(few):
            _new, changes = touchpoints.add_behind(state, self.middle)
            ours.append(
                self.painted.time_of(lambda changes=changes: self.session.run(Label.of("add_touchpoint"), changes))
            )
            stalls.append(rest(0.3))
            moved.append(self.share_moved(before))
            self.session.undo()
            rest(0.3)
        self.emit(
            "P7",
            "one touchpoint added, to the paint",
            ours,
            [16.0],
            1,
            moved=max(moved),
            stall_ms=round(max(stalls), 1),
        )
        self.at_full_size()
        point = state.get(Touchpoint, self.middle)
        place = self.scene.cell_at(QPointF(*self.scene.layout.cards[self.middle].center))
        assert point is not None and place is not None
        wish = {self.middle: (point.stage_id, point.lane_id, place[2])}
        self.session.run(Label.of("move_touchpoints", n=1), touchpoints.move(state, wish))
        rest(0.3)

        def back_or_forth(number: int) -> None:
            (self.session.undo if number % 2 == 0 else self.session.redo)()
            if not number:
                return

        floor_step = [1]

        def floor_undo(_number: int) -> None:
            floor_step[0] = -floor_step[0]
            self.floor.move([self.middle], 16 * floor_step[0], 0)

        self.emit("P13", "undo and redo of one move", *self.pair(back_or_forth, floor_undo, few * 2), 5)
        if self.size >= 100:
            wishes = [Set(f"t{number}", "emotion", number % 5 - 2) for number in range(min(1000, self.size))]
            wishes += [Set(f"t{number}", "moment_of_truth", True) for number in range(min(1000, self.size))]
            self.session.run(Label.of("set_field"), wishes)
            rest(0.3)
            times = self.pair(back_or_forth, floor_undo, few * 2)[0]
            self.emit("P13", f"undo and redo of a change of {min(1000, self.size)} touchpoints", times, opened, 1)

    def share_moved(self, before: dict) -> float:  # type: ignore[type-arg]
        """The part of the cards whose neighbourhood changed: all that moved otherwise than with their column and row."""
        after = self.scene.layout.cards
        columns: dict[float, dict[float, int]] = {}
        rows: dict[float, dict[float, int]] = {}
        for each, rect in before.items():
            tally = columns.setdefault(rect.x, {})
            tally[after[each].x] = tally.get(after[each].x, 0) + 1
            tally = rows.setdefault(rect.y, {})
            tally[after[each].y] = tally.get(after[each].y, 0) + 1
        column = {x: max(tally, key=tally.__getitem__) for x, tally in columns.items()}
        row = {y: max(tally, key=tally.__getitem__) for y, tally in rows.items()}
        moved = [
            each for each, rect in before.items() if (after[each].x, after[each].y) != (column[rect.x], row[rect.y])
        ]
        return round(len(moved) / len(before), 4)

    def close(self) -> None:
        self.floor.close()
        self.floor.deleteLater()
        self.window.set_session(None)
        self.window.close()
        self.window.deleteLater()
        rest(0.2)


def main() -> int:
    sizes, quick = common.arguments(__doc__, "100,1000,10000")
    make_application()
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            bench = Bench(size, Path(folder), quick=quick)
            opened = bench.opening()
            bench.floor.close()
            bench.floor = bench.floor_view()
            bench.floor_painted = Painted(bench.floor.viewport())
            bench.whole()
            bench.moving_about()
            for count in (1, 50, 200):
                if count < size:
                    bench.dragging(count)
            bench.typing()
            bench.changing(opened)
            bench.close()
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
