"""A journey as BPMN 2.0 with its diagram: lanes, tasks, gateways for branches and parallel ways, recoveries as boundary events.

Only what BPMN can say is in its own elements; stage, kind, channel and feeling go along as attributes of our own namespace, which
other programs keep or pass over. Places are those of the map, drawn apart to make room for events and gateways.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from journeymap.analysis.geometry import Metrics, Rect
from journeymap.analysis.layout import layout_map
from journeymap.exporting.graphml import decimal
from journeymap.exporting.poster import Notice
from journeymap.labels import say_token
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Connection, Lane, Touchpoint

_MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
_DI = "http://www.omg.org/spec/BPMN/20100524/DI"
_DC = "http://www.omg.org/spec/DD/20100524/DC"
_LINE = "http://www.omg.org/spec/DD/20100524/DI"
_OWN = "urn:journeymap:bpmn:1"
_TASKS = {"communication": "sendTask", "action": "task", "wait": "task", "decision": "task"}
_ROOM = Metrics(gap_x=200, gap_y=44, stage_padding=104)
"""Between two cards a start event and two gateways find a place."""
_GATEWAY = 50.0
_EVENT = 36.0


class _Flow(NamedTuple):
    """A sequence flow between two nodes, and the connection it stands for, if any."""

    key: str
    source: str
    target: str
    name: str = ""
    way: Connection | None = None


class _Writer:
    """Builds the process, the lanes and the drawing side by side."""

    def __init__(self, state: State, journey_id: str, language: str) -> None:
        self.language = language
        self.journey = next(each for each in queries.journeys(state) if each.id == journey_id)
        self.lanes = queries.lanes(state, journey_id)
        self.stages = {each.id: each for each in queries.stages(state, journey_id)}
        self.points = {each.id: each for each in queries.touchpoints(state, journey_id)}
        self.ways = queries.connections(state, journey_id)
        self.map = layout_map(state, journey_id, _ROOM)
        self.boxes: dict[str, tuple[float, float, float, float]] = {}
        self.in_lane: dict[str, list[str]] = defaultdict(list)
        self.nodes: list[Element] = []
        self.flows: list[_Flow] = []

    def node(
        self, kind: str, key: str, lane_id: str, box: tuple[float, float, float, float], name: str = ""
    ) -> Element:
        element = Element(f"{{{_MODEL}}}{kind}", {"id": key, **({"name": name} if name else {})})
        self.nodes.append(element)
        self.boxes[key] = box
        self.in_lane[lane_id].append(key)
        return element

    def between(self, kind: str, key: str, lane_id: str, box: tuple[float, float, float, float]) -> None:
        """A node that is no touchpoint: it stands for how ways begin, part or end, and goes when the file is read back."""
        self.node(kind, key, lane_id, box).set(f"{{{_OWN}}}folds", "true")

    def flow(self, way: Connection, source: str) -> None:
        """The flow of a connection, out of what stands for its source."""
        name = way.condition.shown_in(self.language)
        self.flows.append(_Flow(_id(way.id), source, _id(way.target_id), name, way))


def bpmn_bytes(state: State, journey_id: str, language: str) -> tuple[bytes, list[Notice]]:
    """The BPMN of a journey, texts in one language, and notices of what it cannot say."""
    for prefix, space in (("bpmn", _MODEL), ("bpmndi", _DI), ("dc", _DC), ("di", _LINE), ("journeymap", _OWN)):
        register_namespace(prefix, space)
    writer = _Writer(state, journey_id, language)
    _steps(writer)
    _ends(writer)
    root = Element(f"{{{_MODEL}}}definitions", {
        "id": "definitions", "targetNamespace": _OWN, "exporter": "Journeymap",
        "name": writer.journey.title.shown_in(language),
    })  # fmt: skip
    collaboration = SubElement(root, f"{{{_MODEL}}}collaboration", {"id": "collaboration"})
    title = writer.journey.title.shown_in(language)
    SubElement(collaboration, f"{{{_MODEL}}}participant", {"id": "pool", "name": title, "processRef": "process"})
    _process(root, writer)
    _diagram(root, writer)
    indent(root)
    data: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n", [Notice("export.bpmn.kept", ())]


def _id(record_id: str) -> str:
    """An id as XML has it: it may not begin with a digit."""
    return f"id_{record_id}"


def _box(rect: Rect) -> tuple[float, float, float, float]:
    return rect.x, rect.y, rect.width, rect.height


def _steps(writer: _Writer) -> None:
    out: dict[str, list[Connection]] = defaultdict(list)
    for way in writer.ways:
        out[way.source_id].append(way)
    for point in writer.points.values():
        box = _box(writer.map.cards[point.id])
        ways = [way for way in out[point.id] if way.kind not in ("information", "recovery")]
        gathered = [way for way in ways if way.kind == "parallel"]
        if len(gathered) == 1:
            gathered = []
        rest = [way for way in ways if way not in gathered]
        name = point.title.shown_in(writer.language)
        key = _id(point.id)
        # Only what is done can fail: a choice with a recovery stays a task, with its gateway behind it.
        fails = any(way.kind == "recovery" for way in out[point.id])
        is_gateway = point.kind == "decision" and len(rest) > 1 and not gathered and not fails
        element = writer.node(
            "exclusiveGateway" if is_gateway else _TASKS.get(point.kind, "task"), key, point.lane_id, box, name
        )
        if is_gateway:
            x, y, width, height = box
            writer.boxes[key] = (x + (width - _GATEWAY) / 2, y + (height - _GATEWAY) / 2, _GATEWAY, _GATEWAY)
        _describe(element, point, writer)
        source = key
        if len(rest) > 1 - bool(gathered) and not is_gateway:
            source = _split(writer, point, "exclusiveGateway", source)
        for way in rest:
            writer.flow(way, source)
        if gathered:
            # Beside a choice, the parallel ways are one of the ways to choose.
            source = _split(writer, point, "parallelGateway", source)
            for way in gathered:
                writer.flow(way, source)
        for number, way in enumerate(each for each in out[point.id] if each.kind == "recovery"):
            _recovery(writer, point, way, number)


def _split(writer: _Writer, point: Touchpoint, kind: str, source: str) -> str:
    """A gateway behind a touchpoint or its first gateway, for the ways on."""
    x, y, width, height = writer.boxes[source]
    key = f"{kind}_{point.id}"
    box = (x + width + 8, y + (height - _GATEWAY) / 2, _GATEWAY, _GATEWAY)
    writer.between(kind, key, point.lane_id, box)
    writer.flows.append(_Flow(f"to_{key}", source, key))
    return key


def _recovery(writer: _Writer, point: Touchpoint, way: Connection, number: int) -> None:
    x, y, _, height = _box(writer.map.cards[point.id])
    key = f"failure_{way.id}"
    box = (x + 12 + number * (_EVENT + 4), y + height - _EVENT / 2, _EVENT, _EVENT)
    event = writer.node("boundaryEvent", key, point.lane_id, box, way.condition.shown_in(writer.language))
    event.set("attachedToRef", _id(point.id))
    event.set(f"{{{_OWN}}}folds", "true")
    SubElement(event, f"{{{_MODEL}}}errorEventDefinition", {"id": f"error_{way.id}"})
    writer.flows.append(_Flow(_id(way.id), key, _id(way.target_id), way=way))


def _describe(element: Element, point: Touchpoint, writer: _Writer) -> None:
    if text := point.description.shown_in(writer.language):
        SubElement(element, f"{{{_MODEL}}}documentation").text = text
    stage = writer.stages.get(point.stage_id)
    own = {
        "stage": stage.title.shown_in(writer.language) if stage is not None else "", "kind": point.kind,
        "channel": point.channel or "", "emotion": "" if point.emotion is None else str(point.emotion),
        "start_share": "" if point.start_share is None else decimal(point.start_share),
    }  # fmt: skip
    for name, value in own.items():
        if value:
            element.set(f"{{{_OWN}}}{name}", value)


def _ends(writer: _Writer) -> None:
    """Start events before what nothing leads to, end events behind what leads nowhere."""
    walked = [way for way in writer.ways if way.kind != "information"]
    entered = Counter(way.target_id for way in walked if way.kind in ("sequence", "branch", "parallel"))
    left = Counter(way.source_id for way in walked if way.kind != "recovery")
    for point in writer.points.values():
        x, y, width, height = _box(writer.map.cards[point.id])
        middle = y + (height - _EVENT) / 2
        if not entered[point.id] or point.start_share:
            key = f"start_{point.id}"
            writer.between("startEvent", key, point.lane_id, (x - _EVENT - 8, middle, _EVENT, _EVENT))
            writer.flows.append(_Flow(f"from_{key}", key, _id(point.id)))
        if not left[point.id]:
            key = f"end_{point.id}"
            writer.between("endEvent", key, point.lane_id, (x + width + 8, middle, _EVENT, _EVENT))
            writer.flows.append(_Flow(f"to_{key}", _id(point.id), key))


def _process(root: Element, writer: _Writer) -> None:
    process = SubElement(root, f"{{{_MODEL}}}process", {"id": "process", "isExecutable": "false"})
    if text := writer.journey.summary.shown_in(writer.language):
        SubElement(process, f"{{{_MODEL}}}documentation").text = text
    rows = SubElement(process, f"{{{_MODEL}}}laneSet", {"id": "lanes"})
    for lane in writer.lanes:
        row = SubElement(rows, f"{{{_MODEL}}}lane", {"id": _id(lane.id), "name": _lane_name(lane, writer.language)})
        row.set(f"{{{_OWN}}}kind", lane.kind)
        for key in writer.in_lane[lane.id]:
            SubElement(row, f"{{{_MODEL}}}flowNodeRef").text = key
    into: dict[str, list[str]] = defaultdict(list)
    out: dict[str, list[str]] = defaultdict(list)
    for flow in writer.flows:
        out[flow.source].append(flow.key)
        into[flow.target].append(flow.key)
    for element in writer.nodes:
        at = 1 if element.find(f"{{{_MODEL}}}documentation") is not None else 0
        ends = [("incoming", key) for key in into[element.get("id", "")]]
        ends += [("outgoing", key) for key in out[element.get("id", "")]]
        for place, (name, key) in enumerate(ends, at):
            end = Element(f"{{{_MODEL}}}{name}")
            end.text = key
            element.insert(place, end)
        process.append(element)
    for flow in writer.flows:
        ends_of = {"id": flow.key, "sourceRef": flow.source, "targetRef": flow.target}
        line = SubElement(process, f"{{{_MODEL}}}sequenceFlow", ends_of)
        if flow.name:
            line.set("name", flow.name)
        if flow.way is not None:
            _mark(line, flow.way)
    for way in writer.ways:
        if way.kind == "information":
            ends_of = {"id": _id(way.id), "sourceRef": _id(way.source_id), "targetRef": _id(way.target_id)}
            tie = SubElement(process, f"{{{_MODEL}}}association", {**ends_of, "associationDirection": "One"})
            _mark(tie, way)
            if text := way.condition.shown_in(writer.language):
                SubElement(tie, f"{{{_MODEL}}}documentation").text = text


def _mark(line: Element, way: Connection) -> None:
    """What BPMN cannot say of a connection."""
    line.set(f"{{{_OWN}}}kind", way.kind)
    if way.share is not None:
        line.set(f"{{{_OWN}}}share", decimal(way.share))


def _lane_name(lane: Lane, language: str) -> str:
    return lane.title.shown_in(language) or say_token("lane_kind", lane.kind, language)


def _diagram(root: Element, writer: _Writer) -> None:
    diagram = SubElement(root, f"{{{_DI}}}BPMNDiagram", {"id": "diagram"})
    plane = SubElement(diagram, f"{{{_DI}}}BPMNPlane", {"id": "plane", "bpmnElement": "collaboration"})
    bounds = writer.map.bounds
    left, width = bounds.x - 60.0, bounds.width + 120.0
    _shape(plane, "pool", (left - 30, bounds.y, width + 30, bounds.height), lying=True)
    for lane in writer.lanes:
        rect = writer.map.lanes[lane.id]
        _shape(plane, _id(lane.id), (left, rect.y, width, rect.height), lying=True)
    for key, box in writer.boxes.items():
        _shape(plane, key, box)
    for key, source, target, _, way in writer.flows:
        meets = way is not None and source == _id(way.source_id) and _is_card(writer, way.source_id, way.target_id)
        route = writer.map.routes[way.id].points if way is not None and meets else ()
        _edge(plane, key, route or _line(writer.boxes[source], writer.boxes[target]))
    for way in writer.ways:
        if way.kind == "information":
            _edge(plane, _id(way.id), writer.map.routes[way.id].points)


def _is_card(writer: _Writer, *record_ids: str) -> bool:
    """Whether these touchpoints are drawn as large as their cards, so that the map's routes meet them."""
    return all(writer.boxes[_id(each)] == _box(writer.map.cards[each]) for each in record_ids)


def _shape(plane: Element, key: str, box: tuple[float, float, float, float], *, lying: bool = False) -> None:
    shape = SubElement(plane, f"{{{_DI}}}BPMNShape", {"id": f"shape_{key}", "bpmnElement": key})
    if lying:
        shape.set("isHorizontal", "true")
    names = ("x", "y", "width", "height")
    SubElement(shape, f"{{{_DC}}}Bounds", {name: f"{value:g}" for name, value in zip(names, box, strict=True)})


def _line(
    source: tuple[float, float, float, float], target: tuple[float, float, float, float]
) -> list[tuple[float, float]]:
    """A line from side to side: level, or with one step in the middle; over the top where it leads back."""
    x1, y1, w1, h1 = source
    x2, y2, w2, h2 = target
    if x2 > x1 + w1:
        middle = (x1 + w1 + x2) / 2
        points = [(x1 + w1, y1 + h1 / 2), (middle, y1 + h1 / 2), (middle, y2 + h2 / 2), (x2, y2 + h2 / 2)]
    elif y2 > y1 + h1 or y1 > y2 + h2:
        down = y2 > y1 + h1
        start, end = (y1 + h1, y2) if down else (y1, y2 + h2)
        middle = (start + end) / 2
        points = [(x1 + w1 / 2, start), (x1 + w1 / 2, middle), (x2 + w2 / 2, middle), (x2 + w2 / 2, end)]
    else:
        top = min(y1, y2) - 14
        points = [(x1 + w1 / 2, y1), (x1 + w1 / 2, top), (x2 + w2 / 2, top), (x2 + w2 / 2, y2)]
    return [points[0], points[3]] if points[0][1] == points[3][1] == points[1][1] else points


def _edge(plane: Element, key: str, points: Iterable[tuple[float, float]]) -> None:
    edge = SubElement(plane, f"{{{_DI}}}BPMNEdge", {"id": f"edge_{key}", "bpmnElement": key})
    for x, y in points:
        SubElement(edge, f"{{{_LINE}}}waypoint", {"x": f"{x:g}", "y": f"{y:g}"})
