"""When Python looks for cyclic garbage: not while very many values without cycles are made, nor while a thread works beside
the window's.

Python collects in whichever thread happens to allocate, and what it frees may be Qt's: a timer that ends in another thread
than its own is not taken off the list of timers, and when it would be due the program ends with it.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
_pauses = 0


def pause() -> None:
    """No collection from here on, until as many calls of `resume` as there were of this."""
    global _pauses
    with _lock:
        _pauses += 1
        gc.disable()


def resume() -> None:
    """Take back one `pause`. Called in the window's thread: the next collection happens where the call is made."""
    global _pauses
    with _lock:
        _pauses -= 1
        if not _pauses:
            gc.enable()


@contextmanager
def paused() -> Iterator[None]:
    """No collection inside."""
    pause()
    try:
        yield
    finally:
        resume()
