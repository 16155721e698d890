"""GraphML: nodes and edges with their data, yEd's labels and groups, and the fields that our own export writes.

Data that a touchpoint has no field for are told in its description. Ports, hyperedges and drawing data are left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from journeymap.importing import vocabulary
from journeymap.importing.report import Report, at_element
from journeymap.importing.sketch import Card, Sketch, Way
from journeymap.importing.source import attribute, child, children, inner_text, plain, tag
from journeymap.model.values import CHANNELS, CONNECTION_KINDS, CONTACTS, LANE_KINDS, TOUCHPOINT_KINDS

_TITLES = ("title", "label", "name", "nodelabel", "edge label", "edgelabel", "text")
_TEXTS = ("description", "desc", "documentation", "note", "notes", "url")
_DECISIONS = ("radio", "checkbox", "question", "decision", "diamond", "gateway")
_WHOLE = ("engagement", "level_reached", "level_aimed", "visits", "documents", "data_repeated", "emotion")
_DRAWING = frozenset(
    {"x", "y", "z", "r", "g", "b", "a", "alpha", "size", "color", "colour", "fill", "width", "height", "fixed"}
)
"""Where and how a node was drawn, as Gephi and igraph write it."""
_YES = ("moment_of_truth", "emotional_touchpoint", "is_goal")


@dataclass(slots=True)
class _Reader:
    report: Report
    sketch: Sketch
    names: dict[str, str]
    defaults: dict[str, dict[str, str]]
    own: bool = False
    drawn: bool = False
    ways: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    inside: dict[str, list[str]] = field(default_factory=dict)


def graphml(root: Element, report: Report) -> list[Sketch]:
    """One sketch for each graph of a file."""
    names: dict[str, str] = {}
    defaults: dict[str, dict[str, str]] = {}
    for key in children(root, "key"):
        name = attribute(key, "attr.name") or attribute(key, "yfiles.type") or attribute(key, "id")
        names[attribute(key, "id")] = name.casefold()
        value = inner_text(child(key, "default"))
        if value:
            defaults.setdefault(attribute(key, "for"), {})[name.casefold()] = value
    sketches = []
    for graph in children(root, "graph"):
        data = _data(graph, names, defaults.get("graph", {}))
        sketch = Sketch(
            data.get("title", "") or data.get("name", ""), data.get("summary", "") or data.get("description", "")
        )
        reader = _Reader(report, sketch, names, defaults, own="journeymap" in data)
        if attribute(graph, "edgedefault") == "undirected":
            report.changed("import.undirected", at_element(attribute(graph, "id")))
        _nodes(reader, graph, "")
        _edges(reader)
        if reader.drawn:
            report.left_out("import.drawing", None)
        sketches.append(sketch)
    return sketches


def _data(element: Element, names: dict[str, str], defaults: dict[str, str]) -> dict[str, str]:
    """The data of an element by their names; yEd's drawings give their label texts."""
    found = dict(defaults)
    for each in children(element, "data"):
        name = names.get(attribute(each, "key"), attribute(each, "key").casefold())
        labels = [one for one in _shown(each).iter() if tag(one) in ("NodeLabel", "EdgeLabel")]
        if labels:
            found["label"] = plain("\n".join(text for one in labels if (text := (one.text or "").strip())))
        elif len(each):
            continue
        elif text := (each.text or "").strip():
            found[name] = text
        shape = next((attribute(one, "type") for one in each.iter() if tag(one) == "Shape"), "")
        drawn_as = " ".join(attribute(one, "configuration") for one in each.iter() if tag(one) == "GenericNode")
        if shape or "decision" in drawn_as.casefold() or "gateway" in drawn_as.casefold():
            found["shape"] = shape or "diamond"
    if text := inner_text(child(element, "desc")):
        found.setdefault("desc", text)
    return found


def _shown(data: Element) -> Element:
    """Of the ways in which yEd draws a group, open and closed, the present one."""
    realizers = next((one for one in data.iter() if tag(one) == "Realizers" and len(one)), None)
    if realizers is None:
        return data
    active = attribute(realizers, "active", "0")
    return realizers[int(active) if active.isdecimal() and int(active) < len(realizers) else 0]


def _nodes(reader: _Reader, graph: Element, stage: str) -> None:
    for node in children(graph, "node"):
        key = attribute(node, "id")
        data = _data(node, reader.names, reader.defaults.get("node", {}))
        inner = child(node, "graph")
        if inner is not None and children(inner, "node"):
            title = _title(data) or key
            if stage:
                reader.report.changed("import.inner_group", at_element(key), title=title)
            else:
                reader.report.understood("import.stage", at_element(key), title=title)
            reader.report.facts["groups"] += 1
            before = len(reader.sketch.cards)
            _nodes(reader, inner, stage or reader.sketch.column(title))
            reader.inside[key] = [card.key for card in reader.sketch.cards[before:]]
            continue
        reader.report.facts["nodes"] += 1
        _node(reader, key, data, stage)
    for edge in children(graph, "edge"):
        reader.report.facts["edges"] += 1
        data = _data(edge, reader.names, reader.defaults.get("edge", {}))
        reader.ways.append((attribute(edge, "source"), attribute(edge, "target"), data))
    for each in children(graph, "hyperedge"):
        reader.report.left_out("import.hyperedge", at_element(attribute(each, "id")))


def _title(data: dict[str, str]) -> str:
    return next((data[name] for name in _TITLES if data.get(name)), "")


def _node(reader: _Reader, key: str, data: dict[str, str], stage: str) -> None:
    sketch = reader.sketch
    title = _title(data) if reader.own else " ".join(_title(data).split())
    card = Card(key, title or (key if not reader.own else ""), stage)
    for name in _TITLES:
        data.pop(name, None)
    if (name := data.pop("stage", "")) or reader.own:
        card.stage = next((each.key for each in sketch.columns if each.title == name), "") or sketch.column(name)
    if (name := data.pop("lane", "")) or reader.own:
        kind = data.pop("lane_kind", "")
        card.lane = sketch.row(name, kind if kind in LANE_KINDS else "")
    kind = data.pop("kind", "")
    shape = data.pop("shape", "")
    if kind in TOUCHPOINT_KINDS:
        card.kind = kind
    elif kind in _DECISIONS or shape == "diamond":
        card.kind = "decision"
    if kind and kind != card.kind:
        card.description.append(f"kind: {kind}")
    for name in _TEXTS:
        if text := data.pop(name, ""):
            card.description.append(text)
    _fields(card, data)
    if drawn := [name for name in data if name in _DRAWING]:
        for name in drawn:
            del data[name]
        reader.drawn = True
    for name, value in data.items():
        card.description.append(f"{name}: {value}")
        reader.report.changed("import.to_description", at_element(key), text=f"{name}: {value}")
    sketch.cards.append(card)
    reader.report.understood("import.touchpoint", at_element(key), title=card.title)


def _fields(card: Card, data: dict[str, str]) -> None:
    """Take the data that are fields of a touchpoint."""
    if name := data.get("channel", ""):
        token = name if name in CHANNELS else vocabulary.channel(name)
        if token:
            card.fields["channel"] = token
            if token == name or not token:
                del data["channel"]
    for name in _WHOLE:
        value = vocabulary.number(data.get(name, ""))
        if value is not None and value == int(value) and -2 <= value <= 1_000_000:
            card.fields[name] = int(value)
            del data[name]
    for name in _YES:
        if (value_text := data.get(name, "").casefold()) in ("true", "false", "1", "0"):
            card.fields[name] = value_text in ("true", "1")
            del data[name]
    if data.get("contact") in CONTACTS:
        card.fields["contact"] = data.pop("contact")
    for name in ("owner_unit", "third_party", "quote"):
        if name in data:
            card.fields[name] = data.pop(name)
    share = vocabulary.number(data.get("start_share", ""))
    if share is not None and 0 <= share <= 1:
        card.fields["start_share"] = share
        del data["start_share"]


def _edges(reader: _Reader) -> None:
    sketch = reader.sketch
    for source, target, data in reader.ways:
        # An edge of a whole group goes out of its last and into its first node.
        ends = [source, target]
        for place, index in ((0, -1), (1, 0)):
            inside = reader.inside.get(ends[place])
            if inside:
                ends[place] = inside[index]
        kind = data.get("kind", "")
        condition = data.get("condition", "") or _title(data)
        share = vocabulary.number(data.get("share", ""))
        good = share is not None and 0 <= share <= 1
        condition, in_label = (condition, None) if reader.own else vocabulary.share_in(condition)
        way = Way(ends[0], ends[1], kind if kind in CONNECTION_KINDS else "", condition, share if good else in_label)
        rest = {
            name: value for name, value in data.items()
            if name not in ("kind", "condition", *_TITLES) and not (name == "share" and good)
        }  # fmt: skip
        if rest:
            told = ", ".join(f"{name}: {value}" for name, value in rest.items())
            reader.report.left_out("import.edge_data", at_element(f"{source} → {target}"), text=told)
        sketch.ways.append(way)
        reader.report.understood("import.way", None, source=source, target=target)
