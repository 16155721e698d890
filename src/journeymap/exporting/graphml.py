"""A journey as GraphML: a node for each touchpoint, an edge for each connection, fields as data.

Stages and lanes are named in the data of the nodes.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Connection, Record, Touchpoint

_SPACE = "http://graphml.graphdrawing.org/xmlns"
_TYPES = {bool: "boolean", int: "int", float: "double", str: "string"}
_NODE = (
    "kind", "channel", "contact", "emotion", "engagement", "moment_of_truth", "emotional_touchpoint", "level_reached",
    "level_aimed", "visits", "documents", "data_repeated", "start_share", "is_goal",
)  # fmt: skip
_NODE_TEXTS = ("description", "owner_unit", "third_party", "quote")


def graphml_bytes(state: State, journey_id: str, language: str) -> bytes:
    """The GraphML of a journey, texts in one language."""
    register_namespace("", _SPACE)
    journey = next(each for each in queries.journeys(state) if each.id == journey_id)
    stages = {each.id: each for each in queries.stages(state, journey_id)}
    lanes = {each.id: each for each in queries.lanes(state, journey_id)}
    root = Element(f"{{{_SPACE}}}graphml")
    keys: dict[tuple[str, str], str] = {}
    graph = Element(f"{{{_SPACE}}}graph", {"id": journey.id, "edgedefault": "directed"})

    def put(element: Element, what: str, values: dict[str, Any]) -> None:
        for name, value in values.items():
            if value in (None, "") or value is False:
                continue
            key = keys.setdefault((what, name), f"d{len(keys)}")
            if not any(each.get("id") == key for each in root):
                kind = _TYPES[type(value)]
                SubElement(root, f"{{{_SPACE}}}key", {"id": key, "for": what, "attr.name": name, "attr.type": kind})
            data = SubElement(element, f"{{{_SPACE}}}data", {"key": key})
            data.text = _shown(value)

    def texts(record: Record, names: tuple[str, ...]) -> dict[str, str]:
        return {name: record.value(name).shown_in(language) for name in names}

    put(graph, "graph", {"journeymap": 1, **texts(journey, ("title", "summary"))})
    for point in queries.touchpoints(state, journey_id):
        node = SubElement(graph, f"{{{_SPACE}}}node", {"id": point.id})
        stage, lane = stages.get(point.stage_id), lanes.get(point.lane_id)
        put(node, "node", {
            **texts(point, ("title",)), "stage": stage.title.shown_in(language) if stage else "",
            "lane": lane.title.shown_in(language) if lane else "", "lane_kind": lane.kind if lane else "",
            **_fields(point), **texts(point, _NODE_TEXTS),
        })  # fmt: skip
    for way in queries.connections(state, journey_id):
        edge = SubElement(graph, f"{{{_SPACE}}}edge", {"id": way.id, "source": way.source_id, "target": way.target_id})
        put(edge, "edge", {"kind": way.kind, **texts(way, ("condition",)), "share": way.share, "cases": way.cases})
    root.append(graph)
    indent(root)
    data: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def _shown(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case float():
            return decimal(value)
    return str(value)


def decimal(value: float) -> str:
    """A number as all programs read it, without an exponent and without loss."""
    return format(Decimal(repr(value)), "f")


def _fields(record: Touchpoint | Connection) -> dict[str, Any]:
    """The fields that are no texts and hold something, as plain values."""
    return {name: value for name in _NODE if (value := record.value(name)) not in (None, 0) or name == "emotion"}
