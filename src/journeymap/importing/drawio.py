"""draw.io diagrams: pages plain or compressed, containers as lanes and stages, HTML labels as text.

Where shapes stand tells what lies in which lane when the file does not say so. Colours and fonts are left out.
"""

from __future__ import annotations

import base64
import binascii
import math
import re
import urllib.parse
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from journeymap.importing import vocabulary
from journeymap.importing.errors import ImportProblem
from journeymap.importing.report import Place, Report, at_element
from journeymap.importing.sketch import Card, Column, Row, Sketch, Way
from journeymap.importing.source import MAX_BYTES, MAX_DEPTH, attribute, child, children, plain, tag, xml

_REACH = 15.0
"""So far from a shape, in its file's units, an end that hangs loose still means that shape."""
_DEFAULT_NAME = re.compile(
    r"(?:Page|Seite|Página|Pagina|Sida|Strona|Страница|页|ページ|페이지)[\s-]*\d+|第\s*\d+\s*页|Blank"
)
"""What draw.io itself calls a page."""
_CONNECTORS = ("XOR", "OR", "V", "∨", "×", "⊗")
"""What stands in the choices of event-driven process chains."""
_STEPS = ("step", "chevron", "mxgraph.arrows2.arrow", "singlearrow", "mxgraph.infographic.ribbonsimple")


@dataclass(slots=True)
class _Cell:
    key: str
    label: str
    style: dict[str, str]
    parent: str
    is_edge: bool
    source: str = ""
    target: str = ""
    box: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    ends: dict[str, tuple[float, float]] = field(default_factory=dict)
    inside: list[str] = field(default_factory=list)
    relative: bool = False


def drawio(root: Element, name: str, report: Report) -> list[Sketch]:
    """One sketch for each page that holds shapes. Raises ImportProblem for a page that cannot be unpacked."""
    pages = children(root, "diagram") if tag(root) == "mxfile" else [root]
    sketches = []
    for number, page in enumerate(pages, 1):
        model = page if tag(page) == "mxGraphModel" else child(page, "mxGraphModel")
        title = attribute(page, "name") or (f"{number}" if len(pages) > 1 else "")
        if model is None:
            text = (page.text or "").strip()
            if not text:
                report.left_out("import.empty_page", Place("page", title))
                continue
            model = xml(_unpacked(text, name), name)
        report.facts["pages"] += 1
        sketch = _page(model, title if len(pages) > 1 or not _DEFAULT_NAME.fullmatch(title) else "", report)
        if sketch.cards or sketch.columns or sketch.notes:
            sketches.append(sketch)
        else:
            report.left_out("import.empty_page", Place("page", title or str(number)))
    return sketches


def _unpacked(text: str, name: str) -> str:
    """A page that is kept as text: XML as it is or percent-encoded, or compressed, as Base64 of deflated, percent-encoded XML."""
    if text.startswith(("<", "%3C")):
        return urllib.parse.unquote(text) if text.startswith("%") else text
    try:
        engine = zlib.decompressobj(-15)
        data = engine.decompress(base64.b64decode(text, validate=False), MAX_BYTES)
    except (binascii.Error, ValueError, zlib.error) as error:
        raise ImportProblem("error.import.page", name=name) from error
    if engine.unconsumed_tail:
        raise ImportProblem("error.import.too_large", name=name, limit=MAX_BYTES // 2**20)
    return urllib.parse.unquote(data.decode("utf-8", "replace"))


def _page(model: Element, title: str, report: Report) -> Sketch:
    cells = _cells(model)
    report.facts["vertices"] += sum(not each.is_edge for each in cells.values())
    report.facts["labelled"] += sum(bool(each.label) for each in cells.values())
    report.facts["edges"] += sum(each.is_edge for each in cells.values())
    sketch = Sketch(title=title)
    _edge_labels(cells)
    joined = {end for each in cells.values() if each.is_edge for end in (each.source, each.target) if end}
    containers = _containers(cells, joined)
    report.facts["groups"] += len(containers)
    groups = _groups(cells, containers, sketch, report)
    shapes = [each for each in cells.values() if not each.is_edge and not each.relative and each.key not in containers]
    _cards(shapes, cells, joined, groups, sketch, report)
    _ways(cells, sketch, report)
    return sketch


def _cells(model: Element) -> dict[str, _Cell]:
    """The vertices and edges of a page by their ids; layers and the root are none."""
    found: dict[str, _Cell] = {}
    root = child(model, "root")
    for each in root if root is not None else ():
        kind = tag(each)
        cell = each if kind == "mxCell" else child(each, "mxCell")
        if cell is None:
            continue
        key = attribute(each, "id") or attribute(cell, "id") or f"cell {len(found)}"
        label = attribute(each, "label") if kind != "mxCell" else attribute(cell, "value")
        style = _style(attribute(cell, "style"))
        is_edge = attribute(cell, "edge") == "1"
        if not is_edge and attribute(cell, "vertex") != "1":
            continue
        made = _Cell(
            key, plain(_filled(label, each)), style, attribute(cell, "parent"), is_edge,
            attribute(cell, "source"), attribute(cell, "target"),
        )  # fmt: skip
        _place(made, child(cell, "mxGeometry"))
        if key in found:
            made.key = f"{key} {len(found)}"
        found[made.key] = made
    for cell_of in found.values():
        if cell_of.parent in found:
            found[cell_of.parent].inside.append(cell_of.key)
    boxes = {each.key: _absolute(each, found) for each in found.values() if not each.is_edge}
    for key, box in boxes.items():
        found[key].box = box
    return found


def _filled(label: str, element: Element) -> str:
    """A label with the %names% of its object's other attributes filled in, where it says so."""
    if "%" in label and attribute(element, "placeholders") == "1":
        for name, value in element.attrib.items():
            label = label.replace(f"%{name}%", value)
    return label


def _style(text: str) -> dict[str, str]:
    style = {}
    for part in text.split(";"):
        name, equals, value = part.strip().partition("=")
        if name:
            # A bare word at the front names a shape.
            style[name.casefold()] = value.casefold() if equals else "1"
    return style


def _number(element: Element | None, name: str) -> float:
    try:
        value = float(attribute(element, name, "0")) if element is not None else 0.0
    except ValueError:
        return 0.0
    return value if math.isfinite(value) else 0.0


def _place(cell: _Cell, geometry: Element | None) -> None:
    cell.relative = geometry is not None and attribute(geometry, "relative") == "1" and not cell.is_edge
    cell.box = (_number(geometry, "x"), _number(geometry, "y"), _number(geometry, "width"), _number(geometry, "height"))
    for point in children(geometry, "mxPoint") if geometry is not None else ():
        end = {"sourcePoint": "source", "targetPoint": "target"}.get(attribute(point, "as"))
        if end:
            cell.ends[end] = (_number(point, "x"), _number(point, "y"))


def _absolute(cell: _Cell, cells: dict[str, _Cell]) -> tuple[float, float, float, float]:
    """A box measured from the page, not from its container. Read top down, so containers may be in any order."""
    x, y, width, height = cell.box
    above, seen = cell.parent, {cell.key}
    while above in cells and above not in seen and len(seen) < MAX_DEPTH:
        seen.add(above)
        parent = cells[above]
        if not parent.is_edge:
            x, y = x + parent.box[0], y + parent.box[1]
        above = parent.parent
    return x, y, width, height


def _edge_labels(cells: dict[str, _Cell]) -> None:
    """Texts that hang on an edge are its label."""
    for each in cells.values():
        above = cells.get(each.parent)
        if above is not None and above.is_edge and not each.is_edge:
            each.relative = True
            above.label = "\n".join(part for part in (above.label, each.label) if part)


def _containers(cells: dict[str, _Cell], joined: set[str]) -> set[str]:
    """Shapes that hold others and are no step themselves."""
    found = set()
    for each in cells.values():
        if each.is_edge:
            continue
        holds = any(not cells[key].is_edge and not cells[key].relative for key in each.inside)
        is_frame = any(name in each.style for name in ("swimlane", "group", "table", "tablerow")) or each.style.get(
            "shape", ""
        ) in ("table", "tablerow", "swimlane", "umlframe")
        if (holds and each.key not in joined) or (is_frame and (holds or each.key not in joined)):
            found.add(each.key)
    return found


@dataclass(slots=True)
class _Groups:
    """Which lane and stage each container stands for."""

    row: dict[str, str] = field(default_factory=dict)
    column: dict[str, str] = field(default_factory=dict)
    bars: list[tuple[str, float, float]] = field(default_factory=list)
    """Stages that a row of arrows on top of the page marks: key, left and right border."""


def _groups(cells: dict[str, _Cell], containers: set[str], sketch: Sketch, report: Report) -> _Groups:
    groups = _Groups()
    for each in sorted((cells[key] for key in containers), key=lambda cell: (cell.box[1], cell.box[0])):
        inner = [cells[key] for key in each.inside if key in containers]
        above = cells.get(each.parent)
        in_container = above is not None and above.key in containers
        if inner:
            # A pool or a table; its rows are told below.
            if each.label and not in_container:
                sketch.title = sketch.title or each.label
                report.understood("import.title", at_element(each.key), title=each.label)
            if not (in_container and each.label):
                continue
        if not each.label and not in_container:
            continue
        if in_container and above is not None and above.key in groups.row:
            # A cell of a row: the phase in which it stands.
            groups.row[each.key] = groups.row[above.key]
            if each.label:
                title = " ".join(each.label.split())
                column = next((one.key for one in sketch.columns if one.title == title), "")
                groups.column[each.key] = column or sketch.column(title)
                report.understood("import.stage", at_element(each.key), title=each.label)
            continue
        if not each.label and not each.inside:
            continue
        key = f"lane {each.key}"
        sketch.rows.append(
            Row(key, " ".join(each.label.split()), actor=above.label if above is not None and in_container else "")
        )
        groups.row[each.key] = key
        report.understood("import.lane", at_element(each.key), title=each.label)
    _bars(cells, containers, sketch, groups, report)
    return groups


def _bars(cells: dict[str, _Cell], containers: set[str], sketch: Sketch, groups: _Groups, report: Report) -> None:
    """Arrows side by side with no line to them are the stages under which the rest stands."""
    joined = {end for each in cells.values() if each.is_edge for end in (each.source, each.target)}
    arrows = [
        each
        for each in cells.values()
        if not each.is_edge and not each.relative and each.label and each.key not in joined and each.key not in containers
        and (each.style.get("shape") in _STEPS or any(name in each.style for name in _STEPS))
    ]  # fmt: skip
    if len(arrows) < 2 or sketch.columns:
        return
    arrows.sort(key=lambda each: each.box[0])
    tops = [each.box[1] for each in arrows]
    if max(tops) - min(tops) > max(each.box[3] for each in arrows) / 2:
        return
    for each in arrows:
        key = f"stage {each.key}"
        sketch.columns.append(Column(key, each.label))
        groups.column[each.key] = key
        groups.bars.append((key, each.box[0], each.box[0] + each.box[2]))
        report.understood("import.stage", at_element(each.key), title=each.label)
    held = {cells[each.key].parent for each in arrows}
    sketch.rows = [row for row in sketch.rows if not any(row.key == f"lane {key}" for key in held)]


def _cards(
    shapes: Iterable[_Cell], cells: dict[str, _Cell], joined: set[str], groups: _Groups, sketch: Sketch, report: Report
) -> None:
    # Along the page as people read it, so that what no line orders is in a sensible order.
    for each in sorted(shapes, key=lambda cell: (round(cell.box[1] / 40), cell.box[0])):
        if each.key in groups.column:
            continue
        if each.key not in joined:
            if not each.label:
                report.left_out("import.decoration", at_element(each.key))
                continue
            if "text" in each.style or each.style.get("shape") in ("note", "note2", "callout"):
                sketch.notes.append((each.label, ""))
                report.changed("import.note", at_element(each.key), text=each.label)
                continue
        lane, stage = _home(each, cells, groups)
        decides = (
            "rhombus" in each.style
            or each.label.upper() in _CONNECTORS
            or each.style.get("shape") in ("rhombus", "mxgraph.flowchart.decision")
        )
        title, _, rest = (
            each.label.partition("\n") if len(each.label) > 120 else (each.label.replace("\n", " "), "", "")
        )
        card = Card(each.key, title, stage, lane, "decision" if decides else "action", [rest] if rest else [])
        sketch.cards.append(card)
        report.understood("import.touchpoint", at_element(each.key), title=title)


def _home(cell: _Cell, cells: dict[str, _Cell], groups: _Groups) -> tuple[str, str]:
    """The lane and stage of a shape: those of the containers it is in, else of those it lies over."""
    lane = stage = ""
    above, seen = cell.parent, set[str]()
    while above in cells and above not in seen:
        seen.add(above)
        lane = lane or groups.row.get(above, "")
        stage = stage or groups.column.get(above, "")
        above = cells[above].parent
    x, y = cell.box[0] + cell.box[2] / 2, cell.box[1] + cell.box[3] / 2
    if not lane:
        around = [key for key in groups.row if _holds(cells[key].box, x, y)]
        lane = groups.row[min(around, key=lambda key: cells[key].box[2] * cells[key].box[3])] if around else ""
    if not stage and groups.bars:
        stage = min(groups.bars, key=lambda bar: max(bar[1] - x, x - bar[2], 0.0))[0]
    return lane, stage


def _holds(box: tuple[float, float, float, float], x: float, y: float, margin: float = 0.0) -> bool:
    left, top, width, height = box
    return left - margin <= x <= left + width + margin and top - margin <= y <= top + height + margin


def _ways(cells: dict[str, _Cell], sketch: Sketch, report: Report) -> None:
    known = {card.key for card in sketch.cards}
    boxes = [(key, cells[key].box) for key in known]
    for each in cells.values():
        if not each.is_edge:
            continue
        ends = []
        for name, end in (("source", each.source), ("target", each.target)):
            if end not in known and name in each.ends and len(boxes) <= 2_000:
                near = [key for key, box in boxes if _holds(box, *each.ends[name], _REACH)]
                if near:
                    end = min(near, key=lambda key: cells[key].box[2] * cells[key].box[3])
                    report.changed("import.end_joined", at_element(each.key), title=cells[end].label)
            ends.append(end)
        if not set(ends) <= known:
            report.left_out("import.loose_end", at_element(each.key), text=each.label)
            continue
        source, target = ends
        if each.style.get("endarrow") == "none" and each.style.get("startarrow", "none") not in ("none", ""):
            source, target = target, source
        condition, share = vocabulary.share_in(each.label)
        sketch.ways.append(Way(source, target, "", condition, share))
        report.understood("import.way", at_element(each.key), source=cells[source].label, target=cells[target].label)
