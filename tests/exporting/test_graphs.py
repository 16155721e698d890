"""GraphML and BPMN: other programs can read them, and what they can say comes back."""

from __future__ import annotations

import io
from collections import Counter
from itertools import combinations
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap import resources
from journeymap.exporting.bpmn import bpmn_bytes
from journeymap.exporting.graphml import graphml_bytes
from journeymap.importing import reading
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Record, Touchpoint
from journeymap.model.text import LocalText
from journeymap.model.values import CHANNELS, CONNECTION_KINDS, TOUCHPOINT_KINDS
from journeymap.storage import load_project
from tests.journeys import chain_of, frame, way
from tests.strategies import SCALE

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
BPMNDI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
SAMPLES = resources.samples()


def journeys_of_samples() -> list[tuple[State, str]]:
    states = [State(load_project(path).records) for path in SAMPLES]
    return [(state, journey.id) for state in states for journey in queries.journeys(state)]


@st.composite
def journeys(draw: st.DrawFn) -> State:
    """Small journeys with every kind of touchpoint and connection, loops and lone touchpoints."""
    names = [f"t{place}" for place in range(draw(st.integers(1, 6)))]
    points = [
        Touchpoint(
            id=name, journey_id="j", order=name, stage_id=draw(st.sampled_from(["s1", "s2"])),
            lane_id=draw(st.sampled_from(["front", "back"])),
            title=LocalText(en=f"{name} {draw(st.sampled_from(['', '<&>', '办理“一件事”', '👩‍👩‍👧']))}"),
            kind=draw(st.sampled_from(TOUCHPOINT_KINDS)), channel=draw(st.none() | st.sampled_from(CHANNELS)),
            emotion=draw(st.none() | st.integers(-2, 2)), description=LocalText(en=draw(st.sampled_from(["", "one\ntwo"]))),
        )
        for name in names
    ]  # fmt: skip
    ends = draw(st.lists(st.tuples(st.sampled_from(names), st.sampled_from(names)), max_size=8, unique=True))
    ways = [
        way(
            source, target, draw(st.sampled_from(CONNECTION_KINDS)), condition=LocalText(en=draw(st.sampled_from(["", "if so"]))),
            share=draw(st.none() | st.floats(0, 1)),
        )
        for source, target in ends
    ]  # fmt: skip
    return State([*titled_frame(), *points, *ways])


def titled_frame() -> list[Record]:
    names = {"s1": "Before", "s2": "After", "front": "Office", "back": "Registry"}
    return [
        each.model_copy(update={"title": LocalText(en=names[each.id])}) if each.id in names else each
        for each in frame()
    ]


# GraphML


def graph_of(data: bytes) -> networkx.MultiDiGraph:
    return networkx.read_graphml(io.BytesIO(data), force_multigraph=True)


def test_networkx_reads_nodes_and_edges_with_typed_attributes() -> None:
    points = [each for each in chain_of("a", "b") if isinstance(each, Touchpoint)]
    richer = points[0].model_copy(
        update={"emotion": -2, "channel": "app", "moment_of_truth": True, "start_share": 0.25, "visits": 2}
    )
    edge = way("a", "b", "branch", condition=LocalText(en='x < "y"', zh="若是"), share=0.4, cases=12)
    graph = graph_of(graphml_bytes(State([*titled_frame(), richer, points[1], edge]), "j", "zh"))
    assert graph.is_directed()
    assert graph.graph["title"] == "登记"
    a = graph.nodes["a"]
    assert a["title"] == "a"
    assert (a["stage"], a["lane"], a["lane_kind"], a["channel"]) == ("Before", "Office", "frontstage", "app")
    assert (a["emotion"], a["moment_of_truth"], a["start_share"], a["visits"]) == (-2, True, 0.25, 2)
    (found,) = [data for _, _, data in graph.edges(data=True)]
    assert (found["kind"], found["condition"], found["share"], found["cases"]) == ("branch", "若是", 0.4, 12)


@pytest.mark.parametrize("place", range(len(SAMPLES)))
def test_graphs_of_samples_are_theirs(place: int) -> None:
    state, journey_id = journeys_of_samples()[place]
    for language in ("en", "zh"):
        graph = graph_of(graphml_bytes(state, journey_id, language))
        points = queries.touchpoints(state, journey_id)
        assert {name: data["title"] for name, data in graph.nodes(data=True)} == {
            point.id: point.title.shown_in(language) for point in points
        }
        ways = queries.connections(state, journey_id)
        assert Counter((a, b) for a, b, _ in graph.edges) == Counter((each.source_id, each.target_id) for each in ways)


def test_an_empty_journey_and_odd_letters_are_still_a_graph() -> None:
    assert len(graph_of(graphml_bytes(State(frame()), "j", "en"))) == 0
    odd = Touchpoint(
        id="t", journey_id="j", stage_id="gone", lane_id="gone", title=LocalText(en="<&>]]> \t 👩‍👩‍👧\n\u200b")
    )
    graph = graph_of(graphml_bytes(State([*frame(), odd]), "j", "en"))
    assert graph.nodes["t"]["title"] == odd.title["en"]


# what comes back


def told(state: State, journey_id: str, language: str) -> tuple[Counter[object], Counter[object]]:
    """Touchpoints and connections by their texts."""
    stages = {each.id: each.title.shown_in(language) for each in queries.stages(state, journey_id)}
    lanes = {each.id: (each.title.shown_in(language), each.kind) for each in queries.lanes(state, journey_id)}
    points = {each.id: each for each in queries.touchpoints(state, journey_id)}

    def title(record_id: str) -> str:
        return " ".join(points[record_id].title.shown_in(language).split())

    return (
        Counter(
            (title(each.id), each.kind, stages[each.stage_id], lanes[each.lane_id], each.channel, each.emotion,
             each.description.shown_in(language))
            for each in points.values()
        ),
        Counter(
            (title(each.source_id), title(each.target_id), each.kind, " ".join(each.condition.shown_in(language).split()),
             None if each.share is None else round(each.share, 9))
            for each in queries.connections(state, journey_id)
        ),
    )  # fmt: skip


def differences(data: bytes, name: str, state: State, journey_id: str) -> list[Counter[object]]:
    """What came back and was not sent, what was sent and did not come back; of touchpoints and of connections."""
    found, sent = told(*back(data, name), "en"), told(state, journey_id, "en")
    return [
        one - other for one, other in (*zip(found, sent, strict=True), *zip(sent, found, strict=True)) if one - other
    ]


def back(data: bytes, name: str) -> tuple[State, str]:
    found = reading.read(data, name=name, language="en")
    (journey,) = found.journeys
    return State(reading.project_of(found)), journey.id


@settings(max_examples=60 * SCALE)
@given(journeys())
def test_what_bpmn_and_graphml_can_say_comes_back(state: State) -> None:
    assert not differences(graphml_bytes(state, "j", "en"), "x.graphml", state, "j")
    data, _ = bpmn_bytes(state, "j", "en")
    check_bpmn(data)
    assert not differences(data, "x.bpmn", state, "j")


@pytest.mark.parametrize("place", range(len(SAMPLES)))
def test_samples_come_back_from_bpmn(place: int) -> None:
    state, journey_id = journeys_of_samples()[place]
    data, notices = bpmn_bytes(state, journey_id, "en")
    check_bpmn(data)
    assert not differences(data, "x.bpmn", state, journey_id)
    assert [each.key for each in notices] == ["export.bpmn.kept"]


# BPMN by its own rules


def check_bpmn(data: bytes) -> Element:
    """The rules of BPMN 2.0 that a diagram must hold so that other programs take it."""
    root = ElementTree.fromstring(data)
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    (process,) = root.findall(f"{BPMN}process")
    nodes = {each.get("id", ""): each for each in process if each.find(f"{BPMN}incoming") is not None or _is_node(each)}
    flows = {each.get("id", ""): each for each in process.findall(f"{BPMN}sequenceFlow")}
    for key, flow in flows.items():
        source, target = nodes[flow.get("sourceRef", "")], nodes[flow.get("targetRef", "")]
        assert [each.text for each in source.findall(f"{BPMN}outgoing")].count(key) == 1
        assert [each.text for each in target.findall(f"{BPMN}incoming")].count(key) == 1
        assert _tag(source) != "endEvent"
        assert _tag(target) not in ("startEvent", "boundaryEvent")
    for key, node in nodes.items():
        ends = Counter(_tag(each) for each in node)
        if _tag(node) not in ("startEvent", "boundaryEvent"):
            assert ends["incoming"], key
        if _tag(node) != "endEvent":
            assert ends["outgoing"], key
        if _tag(node) not in ("exclusiveGateway", "parallelGateway"):
            assert ends["outgoing"] <= 1, key
        order = [_tag(each) for each in node if _tag(each) in ("documentation", "incoming", "outgoing")]
        assert order == sorted(order)
        if _tag(node) == "boundaryEvent":
            assert _tag(nodes[node.get("attachedToRef", "")]).endswith("ask")
    placed = [each.text for each in process.iter(f"{BPMN}flowNodeRef")]
    assert sorted(placed) == sorted(nodes)
    shapes = (f"{BPMNDI}BPMNShape", f"{BPMNDI}BPMNEdge")
    drawn = Counter(each.get("bpmnElement") for each in root.iter() if each.tag in shapes)
    lanes = [each.get("id") for each in process.iter(f"{BPMN}lane")]
    associations = [each.get("id") for each in process.findall(f"{BPMN}association")]
    assert drawn == Counter(["pool", *nodes, *flows, *lanes, *associations])
    for edge in root.iter(f"{BPMNDI}BPMNEdge"):
        assert len(edge) >= 2
    order = [name for name in map(_tag, process) if name != "documentation"]
    assert order[0] == "laneSet"
    assert sorted(order, key="association".__eq__) == order
    _check_places(root, {key for key, node in nodes.items() if _tag(node) != "boundaryEvent"})
    return root


def _check_places(root: Element, apart: set[str]) -> None:
    """Tasks, gateways and events lie apart."""
    boxes = {
        each.get("bpmnElement", ""): tuple(float(each[0].get(name, "nan")) for name in ("x", "y", "width", "height"))
        for each in root.iter(f"{BPMNDI}BPMNShape")
    }
    for one, other in combinations(sorted(apart), 2):
        (x, y, w, h), (x2, y2, w2, h2) = boxes[one], boxes[other]
        assert x + w <= x2 or x2 + w2 <= x or y + h <= y2 or y2 + h2 <= y, (one, other)


def _is_node(element: Element) -> bool:
    return _tag(element).endswith(("ask", "Event", "Gateway"))


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def test_branches_and_parallel_ways_have_gateways_and_failures_events() -> None:
    ways = [
        way("b", "c", "branch"), way("b", "d", "branch"), way("a", "d", "parallel"), way("a", "c", "recovery"),
        way("d", "e", "information"),
    ]  # fmt: skip
    points = [each for each in chain_of("a", "b", "c", "d", "e") if isinstance(each, Touchpoint)]
    state = State([*titled_frame(), *points, way("a", "b", "parallel"), *ways])
    root = check_bpmn(bpmn_bytes(state, "j", "en")[0])
    counts = Counter(_tag(each) for each in root.iter())
    assert (counts["exclusiveGateway"], counts["parallelGateway"], counts["boundaryEvent"], counts["association"]) == (
        1,
        1,
        1,
        1,
    )


def test_other_words_of_the_language_and_an_empty_journey() -> None:
    data, _ = bpmn_bytes(State(frame()), "j", "zh")
    assert check_bpmn(data).get("name") == "登记"
