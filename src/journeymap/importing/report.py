"""What an import tells: line by line what was understood, changed and left out, and where it stood in the file.

Holds keys, values and places; the words are in `labels.importing`. Nothing here knows a format.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

from journeymap.labels import say, say_token

UNDERSTOOD, CHANGED, LEFT_OUT = SEVERITIES = ("understood", "changed", "left_out")
"""`changed`: it is there, but not as the file has it. `left_out`: a journey has no place for it."""
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: `kind` is line, cell, element, sheet or page, `at` its number or name.

    Elements are known by their ids; `line` is where one begins, 0 where that is not known.
    """

    kind: str
    at: str
    line: int = 0

    def said(self, language: str) -> str:
        if self.line:
            return say("import.place.line", language, at=self.line)
        return say(f"import.place.{self.kind}", language, at=self.at)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report. `key` names the words, `values` fill their places."""

    severity: str
    key: str
    values: tuple[tuple[str, Any], ...] = ()
    place: Place | None = None

    def said(self, language: str) -> str:
        """The sentence, with its place in front where it has one."""
        text = self.without_place(language)
        if self.place is None:
            return text
        return say("import.at_place", language, place=self.place.said(language), text=text)

    def without_place(self, language: str) -> str:
        """The sentence alone."""
        return say(self.key, language, **{name: _worded(name, value, language) for name, value in self.values})


def _worded(name: str, value: Any, language: str) -> Any:
    """A value in words, where it is one of our own tokens."""
    match name:
        case "aspect":
            return say(f"import.aspect.{value}", language)
        case "channel":
            return say_token("channel", value, language)
        case "language":
            return say_token("language", value, language)
    return value


@dataclass(slots=True)
class Report:
    """Collects lines and counts while a file is read."""

    lines: list[Line] = field(default_factory=list)
    facts: Counter[str] = field(default_factory=Counter)
    elements: dict[str, int] = field(default_factory=dict)
    """The lines of an XML file on which elements begin, by their ids."""

    def understood(self, key: str, place: Place | None = None, **values: Any) -> None:
        self._add(UNDERSTOOD, key, place, values)

    def changed(self, key: str, place: Place | None = None, **values: Any) -> None:
        self._add(CHANGED, key, place, values)

    def left_out(self, key: str, place: Place | None = None, **values: Any) -> None:
        self._add(LEFT_OUT, key, place, values)

    def _add(self, severity: str, key: str, place: Place | None, values: dict[str, Any]) -> None:
        shown = tuple((name, shortened(each) if isinstance(each, str) else each) for name, each in values.items())
        if place is not None and place.kind == "element" and place.at in self.elements:
            place = replace(place, line=self.elements[place.at])
        self.lines.append(Line(severity, key, shown, place))


def at_line(number: int) -> Place:
    return Place("line", str(number))


def at_element(name: str) -> Place | None:
    """The place of an element known by its id; None where it has none."""
    return Place("element", shortened(name)) if name else None


def at_cell(row: int, column: int, sheet: str = "") -> Place:
    """The place of a table's cell, both counted from 0: B3, or Sheet!B3."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return Place("cell", f"{sheet}!{letters}{row + 1}" if sheet else f"{letters}{row + 1}")


def shortened(text: str) -> str:
    """One line of at most so many characters, for showing."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
