"""Shapes of slides: boxes with text, and connectors that keep to the routes of the map and are glued to the boxes at their ends.

The only module that knows how python-pptx and the XML below it want things.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from journeymap.exporting.palette import COLOUR
from journeymap.model.text import LocalText

Place = tuple[float, float]
Frame = tuple[float, float, float, float]
"""Left, top, width and height in points."""
_TOP, _LEFT, _BOTTOM, _RIGHT = range(4)
"""The places of a rectangle that connectors are glued to."""
_TINIEST = 1.0
"""Slides have no smaller type; what would be smaller is left to its alternative text."""
_NARROW = 0.1
"""A connector is at least so wide and high: its bends are told as parts of that."""
INSET_X, INSET_Y = 4.0, 3.0
"""The room between a box and its text."""


class Line(NamedTuple):
    """A paragraph as it is to be set."""

    text: str
    size: float
    bold: bool = False
    colour: str = COLOUR.ink


def points(value: float) -> Any:
    from pptx.util import Pt

    return Pt(value)


def _rgb(colour: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor(*bytes.fromhex(colour.removeprefix("#")))  # type: ignore[no-untyped-call]


def box(slide: Any, frame: Frame, fill: str, line: str, width: float = 0.75) -> Any:
    """A rectangle with round corners."""
    from pptx.enum.shapes import MSO_SHAPE

    shape = slide.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *(points(each) for each in frame))
    shape.adjustments[0] = min(0.5, 5 / max(1.0, min(frame[2:])))
    shape.fill.solid()
    shape.fill.fore_color.rgb = _rgb(fill)
    shape.line.color.rgb = _rgb(line)
    shape.line.width = points(width)
    _flat(shape)
    return shape


def label(slide: Any, frame: Frame, lines: Sequence[Line]) -> None:
    """Words on a patch of paper, so that the line below does not strike them through; none that would be too small."""
    if all(line.size < _TINIEST for line in lines):
        return
    shape = slide.shapes.add_textbox(*(points(each) for each in frame))
    shape.fill.solid()
    shape.fill.fore_color.rgb = _rgb(COLOUR.paper)
    write(shape, lines, middle=True, inset=(0.0, 0.0))


def _flat(shape: Any) -> None:
    """Without the shadow that the theme gives."""
    for reference in shape._element.xpath(".//a:effectRef"):
        reference.set("idx", "0")


def write(
    shape: Any, lines: Sequence[Line], *, middle: bool = False, top: bool = False, inset: Place = (INSET_X, INSET_Y)
) -> None:
    """Paragraphs into a shape, each line of a text one of its own."""
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = points(inset[0])
    frame.margin_top = frame.margin_bottom = points(inset[1])
    frame.vertical_anchor = MSO_ANCHOR.TOP if top else MSO_ANCHOR.MIDDLE
    told = (line for line in lines if line.size >= _TINIEST)
    rows = [line._replace(text=text) for line in told for text in printable(line.text).split("\n")]
    for place, line in enumerate(rows):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.CENTER if middle else PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text = line.text
        run.font.size = points(line.size)
        run.font.bold = line.bold
        run.font.color.rgb = _rgb(line.colour)


def versions(text: LocalText, first: str, second: str | None) -> list[str]:
    """A text in the languages of the slides, the second where it says something else."""
    found = [text.shown_in(first)]
    if second is not None and (other := text.get(second)) and other != found[0]:
        found.append(other)
    return [each for each in found if each]


def printable(text: str) -> str:
    """XML holds no control characters but tab and line end."""
    return "".join(each for each in text if each >= " " or each in "\n\t")


def describe(shape: Any, words: str) -> None:
    """The words that take the shape's place for those who cannot see it."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", printable(words))


def connector(slide: Any, route: Sequence[Place], ends: tuple[Any, Any], *, dashed: bool, width: float) -> Any:
    """A line along a route of level and upright pieces with an arrow at its end, glued to the shapes it joins."""
    from pptx.enum.dml import MSO_LINE_DASH_STYLE
    from pptx.enum.shapes import MSO_CONNECTOR

    course = _corners(route)
    bends = len(course) - 2
    line = slide.shapes.add_connector(MSO_CONNECTOR.ELBOW if bends else MSO_CONNECTOR.STRAIGHT, 0, 0, 0, 0)
    line.begin_connect(ends[0], _side(course[0], ends[0]))
    line.end_connect(ends[1], _side(course[-1], ends[1]))
    _lay(line, course)
    line.line.color.rgb = _rgb(COLOUR.path)
    line.line.width = points(width)
    if dashed:
        line.line.dash_style = MSO_LINE_DASH_STYLE.DASH
    _arrow(line)
    _flat(line)
    return line


def _corners(route: Sequence[Place]) -> list[Place]:
    """The route without points that are no corners; at most five pieces, as many as a connector can have."""
    found = [route[0]]
    for place, following in pairwise([*route[1:], route[-1]]):
        (x0, y0), (x1, y1), (x2, y2) = found[-1], place, following
        straight = abs(x0 - x1) + abs(x1 - x2) < _NARROW or abs(y0 - y1) + abs(y1 - y2) < _NARROW
        if place == route[-1] or not (straight or place == found[-1]):
            found.append(place)
    if found[-1] != route[-1]:
        found.append(route[-1])
    while len(found) > 6:
        # Two corners in the middle go; the piece after them is drawn out to where they were.
        (x1, y1), (x2, y2) = found[2], found[5]
        level = abs(found[1][1] - found[2][1]) < _NARROW
        found[2:5] = [(x2, y1) if level else (x1, y2)]
    return found


def _side(place: Place, shape: Any) -> int:
    """The side of a shape that a place lies on."""
    x, y = (points(each) for each in place)
    distances = {
        _LEFT: abs(x - shape.left), _RIGHT: abs(x - shape.left - shape.width), _TOP: abs(y - shape.top),
        _BOTTOM: abs(y - shape.top - shape.height),
    }  # fmt: skip
    return min(distances, key=lambda side: distances[side])


def _lay(line: Any, course: Sequence[Place]) -> None:
    """Write a course into a connector: where it lies, how it is turned, where it bends."""
    from pptx.oxml.ns import qn

    (x1, y1), (x2, y2) = course[0], course[-1]
    upright = abs(course[1][0] - x1) < _NARROW and len(course) > 2
    across, along = x2 - x1, y2 - y1
    wide, high = (abs(along), abs(across)) if upright else (abs(across), abs(along))
    if len(course) > 2:
        wide, high = max(wide, _NARROW), max(high, _NARROW)
    frame = line._element.spPr.get_or_add_xfrm()
    for name in ("rot", "flipH", "flipV"):
        frame.attrib.pop(name, None)
    if upright:
        frame.set("rot", "5400000")
    # A turned connector runs from top right to bottom left.
    flips = (along < 0, across > 0) if upright else (across < 0, along < 0)
    for name, flipped in zip(("flipH", "flipV"), flips, strict=True):
        if flipped:
            frame.set(name, "1")
    frame.off.x, frame.off.y = points((x1 + x2 - wide) / 2), points((y1 + y2 - high) / 2)
    frame.ext.cx, frame.ext.cy = points(wide), points(high)
    geometry = line._element.spPr.find(qn("a:prstGeom"))
    pieces = len(course) - 1
    geometry.set("prst", f"bentConnector{pieces}" if pieces > 1 else "straightConnector1")
    adjustments = geometry.find(qn("a:avLst"))
    for old in list(adjustments if adjustments is not None else ()):
        adjustments.remove(old)
    for number, (x, y) in enumerate(course[1 : max(1, pieces - 1)], 1):
        first_axis = (number % 2 == 1) != upright
        start, span = (x1, across) if first_axis else (y1, along)
        whole = span if abs(span) >= _NARROW else _NARROW
        part = ((x if first_axis else y) - start) / whole
        guide = adjustments.makeelement(qn("a:gd"), {"name": f"adj{number}", "fmla": f"val {round(part * 100_000)}"})
        adjustments.append(guide)


def _arrow(line: Any) -> None:
    from pptx.oxml.ns import qn

    ending = line.line._get_or_add_ln().makeelement(qn("a:tailEnd"), {"type": "triangle"})
    line.line._get_or_add_ln().append(ending)
