"""The one place that knows where the files are that come with the program, in a checkout and installed."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def _root() -> Path:
    package = Path(__file__).resolve().parent
    installed = package / "_data"
    return installed if installed.is_dir() else package.parents[1]


def resource(*parts: str) -> Path:
    """A file or folder in `resources/`."""
    return _root().joinpath("resources", *parts)


def icon(name: str) -> Path:
    """The SVG of an icon, named by its meaning."""
    return _root() / "icons" / f"{name}.svg"


def icon_folder() -> Path:
    return _root() / "icons"


def samples() -> list[Path]:
    """The sample journeys, in the order in which they are offered."""
    return sorted((_root() / "sample_journeys").glob("*.journey"))


def font(name: str) -> Path:
    """A shipped font: `JourneymapSansSC-Regular`, `JourneymapSansSC-Bold` or `NotoEmoji-Regular`."""
    return resource("fonts", f"{name}.ttf")
