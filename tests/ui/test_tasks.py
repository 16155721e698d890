"""Work beside the window: what is freed meanwhile is freed in the window's thread, because it may be Qt's."""

from __future__ import annotations

import gc
import threading

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journeymap.ui.tasks import Stale, Work


class Knot:
    """Refers to itself, as a widget and its slots do; tells in which thread it ends."""

    ended_in: list[str] = []  # noqa: RUF012

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        self.ended_in.append(threading.current_thread().name)


def tie_and_toil(_stale: Stale) -> int:
    """Leaves cyclic garbage behind and makes so many values that Python would collect several times."""
    for _ in range(100):
        Knot()
    return len([[each] for each in range(20_000)])


def test_cyclic_garbage_never_ends_in_the_thread_that_works(qtbot: QtBot, qapp: QApplication) -> None:
    Knot.ended_in.clear()
    owner = QObject()
    work = Work(owner)
    for _ in range(5):
        with qtbot.waitSignal(work.done):
            work.ask(tie_and_toil)
    qtbot.waitUntil(gc.isenabled)
    gc.collect()
    assert len(Knot.ended_in) == 500
    assert set(Knot.ended_in) == {threading.main_thread().name}
