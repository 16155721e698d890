"""Work off the window's thread. Jobs run one after the other in one thread, because pdfium may be used by one thread at a time.

A job gets plain values (a snapshot, options) and gives back a plain value; nothing here knows what it does. While a job runs,
cyclic garbage waits: it may hold Qt objects, which must not end in that thread.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import cache, partial
from threading import Lock, Thread, current_thread
from typing import Any

from PySide6.QtCore import QObject, Signal, SignalInstance

from journeymap import garbage

Stale = Callable[[], bool]
Job = Callable[[Stale], Any]


_waiting: set[_Wish] = set()


def is_busy() -> bool:
    """Whether any answer is still to come anywhere in the program."""
    return bool(_waiting)


class OvertakenError(Exception):
    """Raised by a job that notices that nobody waits for its answer any more."""


class _Worker:
    """Does jobs one after the other in a thread that lives only while there are any."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._jobs: deque[Callable[[], None]] = deque()
        self._runs = False

    def submit(self, job: Callable[[], None], office: _Office) -> None:
        with self._lock:
            self._jobs.append(job)
            starts, self._runs = not self._runs, True
        if starts:
            garbage.pause()
            Thread(target=self._work, args=(office,), name="journeymap-work").start()

    def _work(self, office: _Office) -> None:
        while (job := self._next()) is not None:
            job()
            del job
        office.arrived.emit(partial(_after, current_thread()))

    def _next(self) -> Callable[[], None] | None:
        with self._lock:
            if self._jobs:
                return self._jobs.popleft()
            self._runs = False
            return None


def _after(thread: Thread) -> None:
    """Garbage is collected again once the thread has ended to its last step: it might be the one to collect."""
    thread.join()
    garbage.resume()


_worker = _Worker()


class _Office(QObject):
    """Brings answers from the worker's thread into the window's. One for the whole program: a Qt object may end in its own
    thread only, and a job ends in the worker's."""

    arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.arrived.connect(self._deliver)

    def _deliver(self, answer: Callable[[], None]) -> None:
        answer()


@cache
def _office() -> _Office:
    return _Office()


class _Wish:
    """Which wish counts. No Qt object, so that it can be asked when the window is gone."""

    def __init__(self) -> None:
        self.number = 0

    @property
    def open(self) -> bool:
        return self in _waiting

    def begin(self) -> int:
        """A new wish; its number."""
        self.end()
        _waiting.add(self)
        return self.number

    def end(self, *_: object) -> None:
        """Whatever was wished is not waited for any more."""
        self.number += 1
        _waiting.discard(self)


class Work(QObject):
    """Asks for one answer at a time: a newer wish makes an older one stale, whose answer is dropped.

    `done` carries the answer, `failed` the exception of a job that went wrong.
    """

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._wish = _Wish()
        self.destroyed.connect(self._wish.end)

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._wish.open

    def ask(self, job: Job) -> None:
        """Have a job done; it may call its argument to learn whether it has been overtaken."""
        wish, office = self._wish, _office()
        number = wish.begin()
        done, failed = self.done, self.failed

        def is_stale() -> bool:
            return wish.number != number

        def run() -> None:
            if is_stale():
                return
            try:
                result = job(is_stale)
            except OvertakenError:
                return
            except Exception as error:
                office.arrived.emit(partial(deliver, failed, error))
            else:
                office.arrived.emit(partial(deliver, done, result))

        def deliver(signal: SignalInstance, result: object) -> None:
            if not is_stale():
                wish.end()
                signal.emit(result)

        _worker.submit(run, office)

    def drop(self) -> None:
        """Forget the last wish: its answer will not come."""
        self._wish.end()
