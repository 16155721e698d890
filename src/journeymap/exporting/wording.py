"""Words and type of a page: which languages it speaks, in which styles, and how a text becomes lines.

Sizes are in units of a page at scale 1, where the smallest type is `SMALLEST`; nothing on a page is set smaller.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from journeymap.exporting.palette import Palette
from journeymap.exporting.plan import Sheet, line_height
from journeymap.labels import say, say_token
from journeymap.model.text import LocalText
from journeymap.typesetting import break_lines, shorten, width

SMALLEST = 9.0


class Style(NamedTuple):
    """Size and weight of a text; `colour` names a role of the palette."""

    size: float
    bold: bool = False
    colour: str = "ink"


TITLE = Style(22, True)
BODY = Style(9.5)
STRONG = Style(9.5, True)
SMALL = Style(SMALLEST, False, "second")
HEADING = Style(10, True, "second")
STAGE = Style(12, True)
LANE = Style(9.5, True, "second")
CARD = Style(10, True)
ROW = Style(9, True)


class Line(NamedTuple):
    """One line as it will be set."""

    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A text in lines, and how often it had to be shortened."""

    lines: tuple[Line, ...]
    shortened: int = 0

    @property
    def height(self) -> float:
        return sum(line_height(line.style.size) for line in self.lines)

    @property
    def width(self) -> float:
        """The width of the widest line."""
        return max((width(line.text, line.style.size, line.style.bold) for line in self.lines), default=0.0)


@dataclass(frozen=True, slots=True)
class Voice:
    """The languages of a page: the first large, the second, where there is one, small below it."""

    first: str
    second: str | None = None

    @property
    def languages(self) -> tuple[str, ...]:
        return (self.first,) if self.second is None else (self.first, self.second)

    def says(self, key: str, /, **values: Any) -> LocalText:
        """The words for a key in the languages of the page. Values that are texts in languages are put in likewise."""
        return self.made(lambda language: say(key, language, **_in_language(values, language)))

    def token(self, prefix: str, token: str | None) -> LocalText:
        return self.made(lambda language: say_token(prefix, token, language))

    def made(self, make: Callable[[str], str]) -> LocalText:
        """A text put together in each language of the page."""
        return LocalText({language: make(language) for language in self.languages})

    def wrap(self, text: LocalText, space: float, style: Style, max_lines: int | None = None) -> Wrapped:
        """The lines of a text in this space; beyond `max_lines` of each language it is shortened."""
        lines: list[Line] = []
        shortened = 0
        for shown, its_style, _ in self.versions(text, style):
            broken = break_lines(shown, space, its_style.size, its_style.bold, max_lines)
            lines.extend(Line(line, its_style) for line in broken.lines)
            shortened += broken.shortened
        return Wrapped(tuple(lines), shortened)

    def one_line(self, text: LocalText, space: float, style: Style) -> Wrapped:
        """Both languages on one line, the second after the first in its smaller style; shortened where it is too long."""
        shown = "  ".join(shown for shown, _, _ in self.versions(text, style))
        cut = shorten(shown, space, style.size, style.bold)
        return Wrapped((Line(cut, style),), int(cut != shown))

    def versions(self, text: LocalText, style: Style) -> Iterable[tuple[str, Style, str]]:
        """The text in each language of the page, with the style and the language it is in."""
        first = text.shown_in(self.first)
        if first:
            yield first, style, self.first if text.get(self.first) else ("en" if self.first == "zh" else "zh")
        if self.second is not None and (second := text.get(self.second)) and second != first:
            yield second, Style(max(SMALLEST, style.size * 0.82), False, "second"), self.second


def _in_language(values: dict[str, Any], language: str) -> dict[str, Any]:
    return {name: value.shown_in(language) if isinstance(value, LocalText) else value for name, value in values.items()}


def set_lines(
    sheet: Sheet, palette: Palette, wrapped: Wrapped, x: float, y: float, space: float, align: float = 0.0,
    colour: str | None = None,
) -> float:  # fmt: skip
    """Set lines from the top edge `y` down; `colour` takes the place of the ink of the first style. Returns their height."""
    top = y
    for line in wrapped.lines:
        size = line.style.size
        ink = colour if colour is not None and line.style.colour == "ink" else getattr(palette, line.style.colour)
        step = line_height(size)
        sheet.text(
            x,
            top + (step - size) / 2 + 0.86 * size,
            line.text,
            size,
            ink,
            space=space,
            bold=line.style.bold,
            align=align,
        )
        top += step
    return top - y
