"""Miniatures of saved files, kept in the user's cache folder and made again whenever they are missing or out of date.

They are a convenience: what cannot be read or written here is left, and nobody is bothered with it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from journeymap import storage
from journeymap.analysis.geometry import Rect
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.ui.miniature import Miniature, miniature_of
from journeymap.ui.tasks import Stale

LARGEST = 40_000_000
"""Larger files, in bytes, are not opened for a picture."""


def keep(folder: Path, path: Path, state: State, _stale: Stale) -> None:
    """Make and keep the miniature of a file that has just been saved with this state."""
    _write(folder, path, _drawn(state))


def preview(folder: Path, path: Path, _stale: Stale) -> Miniature | None:
    """The miniature of a file: the one that was kept, else one made now; None where the file cannot be read."""
    kept = _read(folder, path)
    if kept is not None:
        return kept
    try:
        if path.stat().st_size > LARGEST:
            return None
        made = _drawn(State(storage.load_project(path).records))
    except (OSError, storage.FileError):
        return None
    _write(folder, path, made)
    return made


def forget_others(folder: Path, paths: Iterable[Path]) -> None:
    """Keep the miniatures of these files only."""
    wanted = {_place(folder, path) for path in paths}
    with suppress(OSError):  # the folder need not be there, and another window may be clearing up as well
        for each in folder.glob("*.json"):
            if each not in wanted:
                each.unlink(missing_ok=True)


def _drawn(state: State) -> Miniature | None:
    journeys = queries.journeys(state)
    return miniature_of(state, journeys[0].id) if journeys else None


def _place(folder: Path, path: Path) -> Path:
    return folder / f"{sha256(str(path.resolve()).encode()).hexdigest()[:24]}.json"


def _stamp(path: Path) -> list[int]:
    """What tells whether a file is still the same."""
    found = path.stat()
    return [found.st_mtime_ns, found.st_size]


def _write(folder: Path, path: Path, mini: Miniature | None) -> None:
    if mini is None:
        return
    with suppress(OSError):  # a full or locked disk costs a picture, no more
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"stamp": _stamp(path), "mini": _packed(mini)}, separators=(",", ":"))
        fresh = _place(folder, path).with_suffix(".new")
        fresh.write_text(text, "utf-8")
        fresh.replace(_place(folder, path))


def _read(folder: Path, path: Path) -> Miniature | None:
    try:
        data = json.loads(_place(folder, path).read_text("utf-8"))
        return _unpacked(data["mini"]) if data["stamp"] == _stamp(path) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _packed(mini: Miniature) -> dict[str, Any]:
    return {
        "bounds": _numbers(mini.bounds),
        "stages": [_numbers(each) for each in mini.stages],
        "lanes": [_numbers(each) for each in mini.lanes],
        "cards": [[*_numbers(rect), emotion] for rect, emotion in mini.cards],
        "ways": [_points(each) for each in mini.ways],
        "strong_ways": [_points(each) for each in mini.strong_ways],
        "visibility_y": mini.visibility_y,
        "curve": mini.curve,
    }


def _unpacked(data: dict[str, Any]) -> Miniature:
    return Miniature(
        bounds=Rect(*data["bounds"]),
        stages=tuple(Rect(*each) for each in data["stages"]),
        lanes=tuple(Rect(*each) for each in data["lanes"]),
        cards=tuple((Rect(*rect), emotion) for *rect, emotion in data["cards"]),
        ways=tuple(_pairs(each) for each in data["ways"]),
        strong_ways=tuple(_pairs(each) for each in data["strong_ways"]),
        visibility_y=data["visibility_y"],
        curve=tuple(data["curve"]),
    )


def _numbers(rect: Rect) -> list[float]:
    return [round(each, 1) for each in (rect.x, rect.y, rect.width, rect.height)]


def _points(way: Sequence[tuple[float, float]]) -> list[list[float]]:
    return [[round(x, 1), round(y, 1)] for x, y in way]


def _pairs(way: Iterable[Sequence[float]]) -> tuple[tuple[float, float], ...]:
    return tuple((x, y) for x, y in way)
