"""Papers: their names, their sizes in points and which one is the next larger."""

from __future__ import annotations

from dataclasses import dataclass

MILLIMETRE = 72 / 25.4
_SIZES = {
    "A4": (210 * MILLIMETRE, 297 * MILLIMETRE),
    "A3": (297 * MILLIMETRE, 420 * MILLIMETRE),
    "A2": (420 * MILLIMETRE, 594 * MILLIMETRE),
    "A1": (594 * MILLIMETRE, 841 * MILLIMETRE),
    "A0": (841 * MILLIMETRE, 1189 * MILLIMETRE),
    "Letter": (612.0, 792.0),
    "Tabloid": (792.0, 1224.0),
}
FITTED = "fitted"
"""One page as large as the map needs."""
PAPERS = (*_SIZES, FITTED)
ORIENTATIONS = ("landscape", "portrait")
AUTO = "auto"
LARGEST = 14_400.0
"""The longest side of a page, in points, that readers of PDF must show."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet of a known name, lying or standing."""

    name: str
    orientation: str

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        short, long = _SIZES[self.name]
        return (long, short) if self.orientation == "landscape" else (short, long)


def ladder(orientation: str) -> list[Paper]:
    """A4 to A0, small to large."""
    return [Paper(name, orientation) for name in ("A4", "A3", "A2", "A1", "A0")]
