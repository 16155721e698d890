"""What `make run` does: opens the window with the first sample journey, or, where there is no display, exports it into `out/`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from journeymap import resources
from journeymap.exporting import PosterOptions, export_poster
from journeymap.model import queries
from journeymap.session import Session

OUT = Path("out")


def has_display() -> bool:
    """Whether a window could be seen."""
    if sys.platform in ("darwin", "win32"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def export(sample: Path, folder: Path) -> list[Path]:
    """The maps of a sample as PDF in both languages and as PNG; returns the files."""
    state = Session.open_copy(sample).state
    journey = queries.journeys(state)[0]
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for language in ("en", "zh"):
        for to in ("pdf", "png"):
            made = export_poster(state, journey.id, PosterOptions(paper="A1", languages=(language,)), to)
            path = folder / f"{sample.stem}-{language}.{to}"
            path.write_bytes(made.data)
            written.append(path)
            for notice in made.notices:
                print(f"{path.name}: {notice.said('en')}")
    return written


def main() -> int:
    sample = resources.samples()[0]
    if has_display():
        from journeymap.app import run

        return run(sample=sample)
    print("There is no display here, so the first sample journey is exported instead of shown:")
    for path in export(sample, OUT):
        print(f"  {path}")
    print("On a desktop the same command opens the window.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
