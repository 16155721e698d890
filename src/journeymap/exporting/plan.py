"""The page plan: what stands where on a page, as plain data in points, measured from the top left corner downwards.

A plan knows nothing of PDF, SVG or the journey it shows. Texts carry their measured width, so that a reader of the plan can
tell whether they fit; marks come in the order in which they are painted. `Sheet` collects marks in units of its own scale.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from hashlib import sha256
from typing import Any

from journeymap.typesetting import ascent, descent, shorten, width

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text on its base line (x, y). `space` is the width it was given, `width` what it takes."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    width: float
    space: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, with round corners where `radius` is above 0; a disc where it is half the width."""

    x: float
    y: float
    width: float
    height: float
    radius: float = 0.0
    fill: str | None = None
    stroke: str | None = None
    stroke_width: float = 0.0


@dataclass(frozen=True, slots=True)
class Polyline:
    """Straight pieces with corners rounded by `radius`, and an arrow head of `arrow` length at the end."""

    points: tuple[Place, ...]
    colour: str
    stroke_width: float
    radius: float = 0.0
    dash: tuple[float, float] | None = None
    arrow: float = 0.0


@dataclass(frozen=True, slots=True)
class Curve:
    """A smooth line of cubic pieces: a start, then two control points and an end for each piece."""

    points: tuple[Place, ...]
    colour: str
    stroke_width: float
    dash: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Polygon:
    """A filled area."""

    points: tuple[Place, ...]
    fill: str


@dataclass(frozen=True, slots=True)
class Icon:
    """A sign from the icon table, in a square of `size` whose top left corner is (x, y)."""

    x: float
    y: float
    size: float
    name: str
    colour: str
    stroke_width: float = 2.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo or drawing of the project, as the bytes of its file."""

    x: float
    y: float
    width: float
    height: float
    data: bytes
    mime: str


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place that the outline of the document leads to."""

    title: str
    y: float
    depth: int = 0


@dataclass(slots=True, eq=False)
class Element:
    """A part of what is read: a heading, a paragraph, a table cell … `kind` is its name among the structure types of PDF.

    The same element may be opened again on a later page, and goes on there. What stands in no element, or in one of kind
    'Artifact', is decoration. `box` (left, top, width, height in points) is given for figures.
    """

    kind: str
    alternative: str = ""
    language: str = ""
    scope: str = ""
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Open:
    """What follows belongs to an element, up to its `Close`."""

    element: Element


@dataclass(frozen=True, slots=True)
class Close:
    """The end of what was opened last."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that links with this key lead to."""

    key: str
    y: float


@dataclass(frozen=True, slots=True)
class LinkArea:
    """A rectangle that leads to the anchor `to`, or to an address; `words` say where."""

    x: float
    y: float
    width: float
    height: float
    to: str
    words: str


@dataclass(frozen=True, slots=True)
class Window:
    """A part of another page, from (left, top) on it, shown at (x, y) in a rectangle of this page, `scale` times as large."""

    x: float
    y: float
    width: float
    height: float
    plan: Plan
    left: float = 0.0
    top: float = 0.0
    scale: float = 1.0


Mark = Text | Box | Polyline | Curve | Polygon | Icon | Picture | Bookmark | Open | Close | Anchor | LinkArea | Window


@dataclass(frozen=True, slots=True)
class Plan:
    """One page with all that is said about the document. `alternative` is the page in words, for those who cannot see it."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    title: str
    language: str
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    date: str = ""
    alternative: str = ""

    @property
    def texts(self) -> Iterator[Text]:
        return (mark for mark in self.marks if isinstance(mark, Text))

    @property
    def smallest_type(self) -> float:
        """The size of the smallest text in points; 0 on a page without text."""
        return min((text.size for text in self.texts), default=0.0)


def as_data(plan: Plan) -> dict[str, Any]:
    """The plan as JSON-able data, rounded to hundredths of a point, for comparing and storing."""
    head = {each.name: _plain(getattr(plan, each.name)) for each in fields(plan) if each.name != "marks"}
    return {**head, "marks": [_mark_data(mark) for mark in plan.marks]}


def _mark_data(mark: Mark) -> list[Any]:
    return [type(mark).__name__, *(_plain(getattr(mark, each.name)) for each in fields(mark))]


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 2)
    if isinstance(value, bytes):
        return sha256(value).hexdigest()
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


class Sheet:
    """Marks on their way to a plan. Places and sizes are given in the sheet's own units and turned into points at once."""

    def __init__(
        self, scale: float = 1.0, left: float = 0.0, top: float = 0.0, marks: list[Mark] | None = None
    ) -> None:
        self.scale = scale
        self.left = left
        self.top = top
        self.marks: list[Mark] = [] if marks is None else marks

    def at(self, x: float, y: float) -> Sheet:
        """A sheet on the same page whose origin lies at (x, y) of this one."""
        return Sheet(self.scale, self.left + x * self.scale, self.top + y * self.scale, self.marks)

    @property
    def texts(self) -> Iterator[Text]:
        return (mark for mark in self.marks if isinstance(mark, Text))

    def _place(self, x: float, y: float) -> Place:
        return self.left + x * self.scale, self.top + y * self.scale

    def _places(self, points: Iterable[Place]) -> tuple[Place, ...]:
        return tuple(self._place(x, y) for x, y in points)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        colour: str,
        *,
        space: float,
        bold: bool = False,
        align: float = 0.0,
    ) -> float:
        """One line on base line `y`, in the `space` to the right of `x`, cut with '…' if it is longer; returns its width.

        `align` says where in the space it stands: 0 left, 0.5 in the middle, 1 right.
        """
        text = shorten(text, space, size, bold)
        taken = width(text, size, bold)
        if text.strip():
            left, base = self._place(x + (space - taken) * align, y)
            scale = self.scale
            self.marks.append(Text(left, base, text, size * scale, colour, taken * scale, space * scale, bold))
        return taken

    def lines(
        self, x: float, y: float, lines: Sequence[str], size: float, colour: str, *, space: float, bold: bool = False,
        align: float = 0.0, leading: float | None = None,
    ) -> float:  # fmt: skip
        """Broken lines from the top edge `y` down; returns the height they take."""
        step = leading if leading is not None else line_height(size)
        base = y + (step - size) / 2 + 0.86 * size
        for number, line in enumerate(lines):
            self.text(x, base + number * step, line, size, colour, space=space, bold=bold, align=align)
        return len(lines) * step

    def box(
        self, x: float, y: float, width: float, height: float, *, radius: float = 0.0, fill: str | None = None,
        stroke: str | None = None, stroke_width: float = 0.0,
    ) -> None:  # fmt: skip
        left, top = self._place(x, y)
        scale = self.scale
        self.marks.append(
            Box(left, top, width * scale, height * scale, radius * scale, fill, stroke, stroke_width * scale)
        )

    def disc(self, x: float, y: float, radius: float, fill: str) -> None:
        """A filled disc around (x, y)."""
        self.box(x - radius, y - radius, 2 * radius, 2 * radius, radius=radius, fill=fill)

    def line(
        self, points: Iterable[Place], colour: str, stroke_width: float, *, radius: float = 0.0,
        dash: tuple[float, float] | None = None, arrow: float = 0.0,
    ) -> None:  # fmt: skip
        scale = self.scale
        scaled = (dash[0] * scale, dash[1] * scale) if dash is not None else None
        self.marks.append(
            Polyline(self._places(points), colour, stroke_width * scale, radius * scale, scaled, arrow * scale)
        )

    def curve(self, points: Iterable[Place], colour: str, stroke_width: float) -> None:
        self.marks.append(Curve(self._places(points), colour, stroke_width * self.scale))

    def polygon(self, points: Iterable[Place], fill: str) -> None:
        self.marks.append(Polygon(self._places(points), fill))

    def picture(self, x: float, y: float, width: float, height: float, data: bytes, mime: str) -> None:
        left, top = self._place(x, y)
        self.marks.append(Picture(left, top, width * self.scale, height * self.scale, data, mime))

    def icon(self, x: float, y: float, size: float, name: str, colour: str, stroke_width: float = 2.0) -> None:
        """The icon `name`; `stroke_width` is in units of the icon's own grid of 24."""
        left, top = self._place(x, y)
        self.marks.append(Icon(left, top, size * self.scale, name, colour, stroke_width))

    def open(self, element: Element) -> None:
        self.marks.append(Open(element))

    def close(self) -> None:
        self.marks.append(Close())

    def place(self, element: Element, x: float, y: float, width: float, height: float) -> None:
        """Say where on the page a figure stands."""
        left, top = self._place(x, y)
        element.box = (left, top, width * self.scale, height * self.scale)

    def anchor(self, key: str, y: float) -> None:
        self.marks.append(Anchor(key, self._place(0, y)[1]))

    def link(self, x: float, y: float, width: float, height: float, to: str, words: str) -> None:
        left, top = self._place(x, y)
        self.marks.append(LinkArea(left, top, width * self.scale, height * self.scale, to, words))

    def window(
        self, plan: Plan, x: float, y: float, width: float, height: float, *, left: float = 0.0, top: float = 0.0,
        scale: float = 1.0,
    ) -> None:  # fmt: skip
        """A part of another page, `left`, `top` and `scale` in that page's points."""
        at_x, at_y = self._place(x, y)
        size = self.scale
        self.marks.append(Window(at_x, at_y, width * size, height * size, plan, left, top, scale * size))

    def bookmark(self, title: str, y: float, depth: int = 0) -> None:
        self.marks.append(Bookmark(title, self._place(0, y)[1], depth))


def line_height(size: float) -> float:
    """The distance from one base line to the next."""
    return size * 1.36


def extent(text: Text) -> tuple[float, float]:
    """Top and bottom of the line a text stands on, with the font's full ascent and descent."""
    return text.y - ascent(text.size), text.y - descent(text.size)


def moved(plan: Plan, marks: Iterable[Mark]) -> Plan:
    """The same page with other marks."""
    return replace(plan, marks=tuple(marks))


def language_tag(language: str) -> str:
    """The language as RFC 5646 names it."""
    return "zh-CN" if language == "zh" else language
