"""GraphML as graph programs write it: yEd, networkx, Gephi, igraph, and our own."""

from __future__ import annotations

from journeymap.exporting.graphml import graphml_bytes
from journeymap.model.document import State
from journeymap.model.records import Touchpoint
from journeymap.model.text import LocalText
from tests.importing.journeys_read import of
from tests.journeys import frame, way

HEAD = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">'


def _yed(key: str, label: str, shape: str = "roundrectangle", inside: str = "") -> str:
    return (
        f'<node id="{key}"><data key="d5"/><data key="d6"><y:ShapeNode><y:Geometry height="30.0" width="30.0" x="1" y="2"/>'
        f'<y:NodeLabel alignment="center">{label}<y:LabelModel><y:SmartNodeLabelModel distance="4.0"/></y:LabelModel>'
        f"</y:NodeLabel>"
        f'<y:Shape type="{shape}"/></y:ShapeNode></data>{inside}</node>'
    )


def test_yed_labels_shapes_and_groups() -> None:
    group = (
        '<node id="n0" yfiles.foldertype="group"><data key="d6"><y:ProxyAutoBoundsNode><y:Realizers active="0"><y:GroupNode>'
        '<y:NodeLabel>Before</y:NodeLabel><y:State closed="false"/></y:GroupNode><y:GroupNode><y:NodeLabel>Folder 1</y:NodeLabel>'
        f'</y:GroupNode></y:Realizers></y:ProxyAutoBoundsNode></data><graph edgedefault="directed"'
        f' id="n0:">{_yed("n0::n0", "Ask")}'
        f"{_yed('n0::n1', 'Sure?', 'diamond')}</graph></node>"
    )
    found = of(
        f'<?xml version="1.0" encoding="UTF-8" standalone="no"?>{HEAD}<!--Created by yEd 3.22-->'
        '<key attr.name="Description" attr.type="string" for="graph" id="d0"/><key for="node"'
        ' id="d6" yfiles.type="nodegraphics"/>'
        '<key attr.name="url" attr.type="string" for="node" id="d5"/><key for="edge" id="d10" yfiles.type="edgegraphics"/>'
        '<key for="graphml" id="d7" yfiles.type="resources"/>'
        f'<graph edgedefault="directed" id="G">{group}{_yed("n1", "Go home")}'
        '<edge id="e0" source="n0::n0" target="n0::n1"/>'
        '<edge id="e1" source="n0::n1" target="n1"><data key="d10"><y:PolyLineEdge><y:EdgeLabel>no<y:LabelModel/></y:EdgeLabel>'
        '</y:PolyLineEdge></data></edge></graph><data key="d7"><y:Resources/></data></graphml>',
        "g.graphml",
    )
    assert found.titles == ["Ask", "Sure?", "Go home"]
    assert "Before" in found.stages
    assert found.by_stage["Before"][:2] == ["Ask", "Sure?"]
    assert found.point("Sure?").kind == "decision"
    assert ("Sure?", "Go home", "sequence", "no") in found.ways


def test_networkx_with_and_without_labels() -> None:
    found = of(
        f"<?xml version='1.0' encoding='utf-8'?>{HEAD}"
        '<key id="d1" for="edge" attr.name="weight" attr.type="double"/><key id="d0"'
        ' for="node" attr.name="label" attr.type="string"/>'
        '<graph edgedefault="directed"><node id="Apply"/><node id="2"><data key="d0">Decide</data></node>'
        '<edge source="Apply" target="2"><data key="d1">0.25</data></edge></graph></graphml>'
    )
    assert found.titles == ["Apply", "Decide"]
    assert found.links == {("Apply", "Decide")}
    assert any("weight" in each for each in found.said("left_out"))


def test_gephi_with_places_and_colours() -> None:
    keys = "".join(
        f'<key attr.name="{name}" attr.type="float" for="node" id="{name}"/>'
        for name in ("x", "y", "size", "r", "g", "b")
    )
    data = "".join(f'<data key="{name}">1.0</data>' for name in ("x", "y", "size", "r", "g", "b"))
    found = of(
        f'{HEAD}<key attr.name="label" attr.type="string" for="node" id="label"/>'
        f'<key attr.name="Edge Label" attr.type="string" for="edge" id="edgelabel"/>{keys}<graph edgedefault="undirected">'
        f'<node id="0"><data key="label">Ring up</data>{data}</node><node id="1"><data key="label">Wait</data>{data}</node>'
        '<edge id="0" source="0" target="1"><data key="edgelabel">line busy</data></edge></graph></graphml>'
    )
    assert found.told("Ring up") == ""
    assert ("Ring up", "Wait", "sequence", "line busy") in found.ways
    assert any("direction" in each for each in found.said("changed"))


def test_our_own_comes_back() -> None:
    state = State([
        *frame(),
        *(
            Touchpoint(
                id=key, journey_id="j", stage_id=stage, lane_id=lane, order=key, title=LocalText(en=title), kind=kind, emotion=-1,
                channel="counter", description=LocalText(en="as told"), is_goal=key == "c",
            )
            for key, title, stage, lane, kind in (
                ("a", "Ask", "s1", "front", "communication"), ("b", "Sure?", "s1", "back", "decision"),
                ("c", "Go", "s2", "front", "action"),
            )
        ),
        way("a", "b"), way("b", "c", "branch", share=0.25, condition=LocalText(en="yes")), way("b", "a", "loop"),
    ])  # fmt: skip
    found = of(graphml_bytes(state, "j", "en"), language="en")
    assert found.title == "Register"
    assert found.titles == ["Ask", "Sure?", "Go"]
    assert len(found.stages) == 1  # without titles they are one
    assert {kind for _, kind in found.lanes} == {"frontstage"}
    assert found.ways == {
        ("Ask", "Sure?", "sequence", ""),
        ("Sure?", "Go", "branch", "yes"),
        ("Sure?", "Ask", "loop", ""),
    }
    point = found.point("Go")
    assert (point.emotion, point.channel, point.is_goal, point.kind) == (-1, "counter", True, "action")
    assert found.told("Go") == "as told"
