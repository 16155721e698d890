"""Small versions of a project's pictures, ready to be painted: decoded off the window's thread, kept by size.

Asking never waits: what is not there yet is asked for, and `ready` tells when it is. Sizes go in steps, so that a picture is
not decoded anew for each step of a zoom.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from journeymap.ui.pictures import decoded
from journeymap.ui.tasks import OvertakenError, Stale, Work

STEPS = (64, 128, 256, 512, 1024, 1600)
"""Sides in pixels."""
MOST_BYTES = 96 * 1024 * 1024
A_BATCH = 24
"""How many pictures one job of the worker makes small, so that those in sight come soon."""

Key = tuple[str, int]


class Thumbnails(QObject):
    """The small pictures of one session."""

    ready = Signal(object)
    """The SHA-256 of the pictures that can be painted now."""

    def __init__(self, media: Callable[[], Mapping[str, bytes]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._media = media
        self._kept: OrderedDict[Key, QPixmap] = OrderedDict()
        self._bytes = 0
        self._wanted: dict[Key, None] = {}
        self._broken: set[str] = set()
        self._work = Work(self)
        self._work.done.connect(self._take_in)
        self._work.failed.connect(self._on_failure)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._begin)

    def find(self, sha256: str, side: float) -> QPixmap | None:
        """A picture at least `side` pixels large where there is one of that size, else the best there is; None while
        nothing of it is there. What is missing is asked for."""
        step = next((each for each in STEPS if each >= side), STEPS[-1])
        key = sha256, step
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found
        if sha256 not in self._broken and sha256 in self._media():
            self._wanted[key] = None
            if not self._soon.isActive() and not self._work.is_busy:
                self._soon.start(0)
        others = [self._kept[sha256, each] for each in reversed(STEPS) if (sha256, each) in self._kept]
        return others[0] if others else None

    def is_lost(self, sha256: str) -> bool:
        """Whether there is nothing to show: its bytes are missing or damaged."""
        return sha256 in self._broken or sha256 not in self._media()

    @property
    def is_busy(self) -> bool:
        """Whether pictures are still to come."""
        return self._soon.isActive() or self._work.is_busy

    def leave(self) -> None:
        """Nobody waits any more."""
        self._soon.stop()
        self._work.drop()

    def _next_batch(self) -> dict[Key, bytes]:
        media = self._media()
        keys = list(self._wanted)[-A_BATCH:]  # what was asked for last is in sight
        return {key: media.get(key[0], b"") for key in keys}

    def _begin(self) -> None:
        batch = self._next_batch()
        if batch:
            self._work.ask(lambda stale: _all_small(batch, stale))

    def _take_in(self, found: Mapping[Key, QImage]) -> None:
        arrived: dict[str, None] = {}
        for key, image in found.items():
            self._wanted.pop(key, None)
            if image.isNull():
                self._broken.add(key[0])
                continue
            pixmap = QPixmap.fromImage(image)
            self._kept[key] = pixmap
            self._bytes += _weight(pixmap)
            arrived[key[0]] = None
        while self._bytes > MOST_BYTES and len(self._kept) > 1:
            _, former = self._kept.popitem(last=False)
            self._bytes -= _weight(former)
        if found:
            self.ready.emit(frozenset(arrived))
        if self._wanted:
            self._soon.start(0)

    def _on_failure(self, error: Exception) -> None:
        self._wanted.clear()
        raise error


def _all_small(batch: Mapping[Key, bytes], stale: Stale) -> dict[Key, QImage]:
    found = {}
    for key, data in batch.items():
        if stale():
            raise OvertakenError
        found[key] = _small(data, key[1])
    return found


def _small(data: bytes, side: int) -> QImage:
    image = decoded(data)
    if image.isNull() or max(image.width(), image.height()) <= side:
        return image
    size = image.size().scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio)
    return image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)


def _weight(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4
