"""Many files at once: which they are, where below the output folder each one's work goes, and how far the work has come.

Folders are searched down to the bottom, and what is written keeps their order, so that files of one name stay apart.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from journeymap.cli import print_error
from journeymap.cli import say as say_here


class Source(NamedTuple):
    """A file to work on, and the folder it was found in as seen from the folder that was named."""

    path: Path
    below: Path


def sources(paths: Iterable[Path], language: str) -> tuple[list[Source], bool]:
    """The files; for a folder the journeys in it and below, in the order of their names. Tells a folder that has none.

    The second value says whether each path led to a file.
    """
    found: list[Source] = []
    good = True
    for path in paths:
        if not path.is_dir():
            found.append(Source(path, Path()))
            continue
        inside = sorted(path.rglob("*.journey"))
        if not inside:
            print_error(say_here("cli.error.empty_folder", language, name=path), language)
            good = False
        found += [Source(each, each.parent.relative_to(path)) for each in inside]
    return found, good


class Targets:
    """Names for what is written, each given once: a second file of the same name in one run gets a number."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def free(self, folder: Path, stem: str, suffix: str) -> Path:
        names = (stem if number == 1 else f"{stem} ({number})" for number in range(1, len(self._given) + 2))
        paths = (folder / f"{name}.{suffix}" for name in names)
        target = next(path for path in paths if str(path).casefold() not in self._given)
        self._given.add(str(target).casefold())
        return target


def counted(files: list[Source], language: str) -> Iterator[Source]:
    """The files one by one. Where errors go to a terminal it is told there, in a line that the next one replaces."""
    tells = len(files) > 1 and sys.stderr.isatty()
    for place, each in enumerate(files, 1):
        line = say_here("cli.progress", language, place=place, count=len(files), name=each.path.name)
        if tells:
            print(line, end="\r", file=sys.stderr, flush=True)
        yield each
        if tells:
            # Chinese takes two columns a character.
            print(" " * 2 * len(line), end="\r", file=sys.stderr, flush=True)
