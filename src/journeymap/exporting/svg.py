"""Page plans as SVG. Texts stay texts, so that they can be found and edited: each names the shipped font first and common ones
after it, and is held to its measured width, so that another font cannot push it over its neighbours.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from xml.etree import ElementTree

from journeymap.exporting.plan import Box, Curve, Icon, Picture, Plan, Polygon, Polyline, Text
from journeymap.exporting.shapes import Piece, arrow_head, icon_path, outline

FONTS = (
    "'Journeymap Sans SC','Noto Sans SC','Source Han Sans SC','Microsoft YaHei','PingFang SC','Noto Emoji',sans-serif"
)
_NAMESPACE = "http://www.w3.org/2000/svg"


def svg_bytes(plan: Plan) -> bytes:
    """One plan as a self-contained SVG file, its size in points."""
    data: bytes = ElementTree.tostring(svg_tree(plan), encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def svg_tree(plan: Plan, prefix: str = "") -> ElementTree.Element:
    """One plan as an SVG element. `prefix` keeps its ids apart from those of other pictures on the same page."""
    width, height = _number(plan.width), _number(plan.height)
    root = ElementTree.Element(
        "svg",
        {
            "xmlns": _NAMESPACE, "width": f"{width}pt", "height": f"{height}pt", "viewBox": f"0 0 {width} {height}",
            "lang": plan.language, "role": "img", "font-family": FONTS, "fill": "none", "stroke-linecap": "round",
            "stroke-linejoin": "round",
        },
    )  # fmt: skip
    ElementTree.SubElement(root, "title", {"id": f"{prefix}title"}).text = plan.title
    root.set("aria-labelledby", f"{prefix}title")
    if plan.alternative:
        ElementTree.SubElement(root, "desc", {"id": f"{prefix}words"}).text = plan.alternative
        root.set("aria-describedby", f"{prefix}words")
    ElementTree.SubElement(root, "rect", {"width": width, "height": height, "fill": "#FFFFFF"})
    symbols = sorted({mark.name for mark in plan.marks if isinstance(mark, Icon)})
    definitions = ElementTree.SubElement(root, "defs")
    for name in symbols:
        ElementTree.SubElement(definitions, "path", {"id": f"{prefix}icon-{name}", "d": _path(icon_path(name))})
    for mark in plan.marks:
        match mark:
            case Text():
                _text(root, mark)
            case Box():
                _shape(root, outline(mark), mark.fill, mark.stroke, mark.stroke_width)
            case Polygon():
                _shape(root, outline(mark), mark.fill)
            case Polyline() | Curve():
                _line(root, mark)
            case Icon():
                _icon(root, mark, prefix)
            case Picture():
                _picture(root, mark)
    return root


def _text(root: ElementTree.Element, text: Text) -> None:
    attributes = {
        "x": _number(text.x), "y": _number(text.y), "font-size": _number(text.size), "fill": text.colour,
        "textLength": _number(text.width), "lengthAdjust": "spacingAndGlyphs",
    }  # fmt: skip
    if text.bold:
        attributes["font-weight"] = "700"
    ElementTree.SubElement(root, "text", attributes).text = text.text


def _shape(
    root: ElementTree.Element, pieces: Iterable[Piece], fill: str | None, stroke: str | None = None, width: float = 0.0
) -> None:
    attributes = {"d": _path(pieces)}
    if fill is not None:
        attributes["fill"] = fill
    if stroke is not None:
        attributes |= {"stroke": stroke, "stroke-width": _number(width)}
    ElementTree.SubElement(root, "path", attributes)


def _line(root: ElementTree.Element, line: Polyline | Curve) -> None:
    attributes = {"d": _path(outline(line)), "stroke": line.colour, "stroke-width": _number(line.stroke_width)}
    if line.dash is not None:
        attributes["stroke-dasharray"] = " ".join(map(_number, line.dash))
    ElementTree.SubElement(root, "path", attributes)
    if isinstance(line, Polyline) and (head := arrow_head(line)):
        _shape(root, head, line.colour)


def _icon(root: ElementTree.Element, icon: Icon, prefix: str) -> None:
    place = f"translate({_number(icon.x)} {_number(icon.y)}) scale({icon.size / 24:.4g})"
    attributes = {"href": f"#{prefix}icon-{icon.name}", "transform": place, "stroke": icon.colour}
    ElementTree.SubElement(root, "use", {**attributes, "stroke-width": _number(icon.stroke_width)})


def _picture(root: ElementTree.Element, picture: Picture) -> None:
    data = base64.b64encode(picture.data).decode("ascii")
    attributes = {
        "x": _number(picture.x), "y": _number(picture.y), "width": _number(picture.width),
        "height": _number(picture.height), "href": f"data:{picture.mime};base64,{data}",
    }  # fmt: skip
    ElementTree.SubElement(root, "image", attributes)


def _path(pieces: Iterable[Piece]) -> str:
    return "".join(str(operator) + " ".join(_number(float(each)) for each in numbers) for operator, *numbers in pieces)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
