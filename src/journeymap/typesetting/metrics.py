"""The widths of characters in the shipped fonts, read from a table that `scripts/build_fonts.py` writes beside them."""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from functools import cache
from typing import Any

from journeymap.resources import resource

REGULAR = "JourneymapSansSC-Regular"
BOLD = "JourneymapSansSC-Bold"
EMOJI = "NotoEmoji-Regular"
REPLACEMENT = "□"
_INVISIBLE = frozenset("\ufe0e\ufe0f\u200b\u200c\u200d")


_LACKING = math.inf


class _Widths(dict[str, float]):
    """Character → advance width in em; infinite for what the font lacks, so that a sum tells whether anything is lacking."""

    def __init__(self, table: dict[str, Any]) -> None:
        self._em: float = table["units_per_em"]
        self.ascent: float = table["ascent"] / self._em
        self.descent: float = -abs(table["descent"]) / self._em
        self._runs = sorted(table["runs"])
        self._firsts = [run[0] for run in self._runs]

    def __missing__(self, character: str) -> float:
        point = ord(character)
        place = bisect_right(self._firsts, point) - 1
        found = place >= 0 and self._runs[place][1] >= point
        self[character] = result = self._runs[place][2] / self._em if found else _LACKING
        return result


@cache
def _fonts() -> dict[str, _Widths]:
    tables = json.loads(resource("fonts", "metrics.json").read_bytes())
    return {name: _Widths(tables[name]) for name in (REGULAR, BOLD, EMOJI)}


def ascent(size: float, font: str = REGULAR) -> float:
    """The height above the base line of a text of `size`, in the unit of `size`."""
    return _fonts()[font].ascent * size


def descent(size: float, font: str = REGULAR) -> float:
    """The depth below the base line, negative."""
    return _fonts()[font].descent * size


def runs(text: str, bold: bool = False) -> list[tuple[str, str]]:
    """`text` in pieces that one font can draw: (font name, piece). What no font has becomes □."""
    main = BOLD if bold else REGULAR
    widths, emoji = _fonts()[main], _fonts()[EMOJI]
    pieces: list[tuple[str, str]] = []
    for character in text:
        if character in _INVISIBLE:
            continue
        font = main
        if widths[character] == _LACKING:
            if emoji[character] < _LACKING:
                font = EMOJI
            else:
                character = REPLACEMENT
        if pieces and pieces[-1][0] == font:
            pieces[-1] = (font, pieces[-1][1] + character)
        else:
            pieces.append((font, character))
    return pieces


def width(text: str, size: float, bold: bool = False) -> float:
    """The width of one line of text in the unit of `size`."""
    widths = _fonts()[BOLD if bold else REGULAR]
    total = sum(map(widths.__getitem__, text))
    if total == _LACKING:
        fonts = _fonts()
        total = sum(fonts[font][character] for font, piece in runs(text, bold) for character in piece)
    return total * size


def missing_characters(text: str) -> frozenset[str]:
    """The characters of `text` that no shipped font can draw."""
    fonts = _fonts()
    return frozenset(
        character
        for character in text
        if not character.isspace() and character not in _INVISIBLE
        and fonts[REGULAR][character] == _LACKING and fonts[EMOJI][character] == _LACKING
    )  # fmt: skip
