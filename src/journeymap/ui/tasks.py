"""Work off the window's thread. Jobs run one after the other in one thread, because pdfium may be used by one thread at a time.

A job gets plain values (a snapshot, options) and gives back a plain value; nothing here knows what it does.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

from PySide6.QtCore import QObject, Signal

Stale = Callable[[], bool]
Job = Callable[[Stale], Any]


class OvertakenError(Exception):
    """Raised by a job that notices that nobody waits for its answer any more."""


@cache
def _worker() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="journeymap-work")


class _Answer(QObject):
    """Brings an answer from the worker's thread into the window's; belongs to the job, so that it outlives a closed window."""

    arrived = Signal(int, object, object)


class Work(QObject):
    """Asks for one answer at a time: a newer wish makes an older one stale, whose answer is dropped.

    `done` carries the answer, `failed` the exception of a job that went wrong.
    """

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._wish = _Wish()

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._wish.open

    def ask(self, job: Job) -> None:
        """Have a job done; it may call its argument to learn whether it has been overtaken."""
        self.drop()
        wish = self._wish
        wish.open = True
        number = wish.number
        answer = _Answer()
        answer.arrived.connect(self._arrived)

        def run() -> None:
            if wish.number != number:
                return
            try:
                result, error = job(lambda: wish.number != number), None
            except OvertakenError:
                return
            except Exception as caught:  # handed on to the window's thread
                result, error = None, caught
            answer.arrived.emit(number, result, error)

        _worker().submit(run)

    def drop(self) -> None:
        """Forget the last wish: its answer will not come."""
        self._wish.number += 1
        self._wish.open = False

    def _arrived(self, number: int, result: object, error: Exception | None) -> None:
        if number != self._wish.number:
            return
        self._wish.open = False
        if error is None:
            self.done.emit(result)
        else:
            self.failed.emit(error)


class _Wish:
    """Which wish counts; shared with the worker, and not a Qt object, so that it can be read when the window is gone."""

    def __init__(self) -> None:
        self.number = 0
        self.open = False
