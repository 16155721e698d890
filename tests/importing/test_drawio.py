"""draw.io files: bare, compressed, inside pictures, of several pages, with HTML in every label."""

from __future__ import annotations

import base64
import html
import urllib.parse
import zlib

import pytest

from journeymap.importing.errors import ImportProblem
from journeymap.importing.reading import read
from tests.importing.journeys_read import of

CELLS = (
    '<mxCell id="0"/><mxCell id="1" parent="0"/>'
    '<mxCell id="a" value="&lt;b&gt;Apply&lt;/b&gt;&lt;br&gt;online&amp;nbsp;now" style="rounded=1;html=1;"'
    ' vertex="1" parent="1">'
    '<mxGeometry x="40" y="40" width="120" height="60" as="geometry"/></mxCell>'
    '<mxCell id="b" value="Complete?" style="rhombus;whiteSpace=wrap;html=1;" vertex="1" parent="1">'
    '<mxGeometry x="240" y="40" width="120" height="60" as="geometry"/></mxCell>'
    '<UserObject label="Receive %what%" what="permit" placeholders="1" id="c"><mxCell style="ellipse;html=1;"'
    ' vertex="1" parent="1">'
    '<mxGeometry x="440" y="40" width="120" height="60" as="geometry"/></mxCell></UserObject>'
    '<mxCell id="e1" style="edgeStyle=orthogonalEdgeStyle;" edge="1" parent="1" source="a" target="b">'
    '<mxGeometry relative="1" as="geometry"/></mxCell>'
    '<mxCell id="e2" value="" edge="1" parent="1" source="b" target="c"><mxGeometry relative="1" as="geometry"/></mxCell>'
    '<mxCell id="l" value="&lt;div&gt;yes&lt;/div&gt;" style="edgeLabel;html=1;" vertex="1" connectable="0" parent="e2">'
    '<mxGeometry x="-0.2" relative="1" as="geometry"><mxPoint as="offset"/></mxGeometry></mxCell>'
    '<mxCell id="e3" value="no" edge="1" parent="1" source="b" target="a"><mxGeometry relative="1" as="geometry"/></mxCell>'
    '<mxCell id="n" value="Ask a clerk" style="shape=note;html=1;" vertex="1" parent="1">'
    '<mxGeometry x="40" y="200" width="120" height="60" as="geometry"/></mxCell>'
)
MODEL = f'<mxGraphModel dx="1" dy="1" grid="1"><root>{CELLS}</root></mxGraphModel>'


def packed(model: str) -> str:
    engine = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = engine.compress(urllib.parse.quote(model, safe="").encode()) + engine.flush()
    return base64.b64encode(data).decode()


FORMS = {
    "bare": MODEL,
    "page": f'<mxfile host="app.diagrams.net"><diagram name="Page-1" id="x">{MODEL}</diagram></mxfile>',
    "compressed": f'<mxfile host="Electron"><diagram name="Page-1">{packed(MODEL)}</diagram></mxfile>',
    "declared": f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- saved -->\n<mxfile><diagram>{packed(MODEL)}</diagram></mxfile>',
    "text": f"<mxfile><diagram>{html.escape(MODEL)}</diagram></mxfile>",
    "encoded": f"<mxfile><diagram>{urllib.parse.quote(MODEL)}</diagram></mxfile>",
    "svg": '<svg xmlns="http://www.w3.org/2000/svg" content="'
    + html.escape(f"<mxfile><diagram>{packed(MODEL)}</diagram></mxfile>")
    + '"><g/></svg>',
}


@pytest.mark.parametrize("form", FORMS)
def test_shapes_lines_and_labels(form: str) -> None:
    found = of(FORMS[form], "permit.drawio")
    assert found.title == "permit"
    assert found.titles == ["Apply online now", "Complete?", "Receive permit"]
    assert found.point("Complete?").kind == "decision"
    assert ("Complete?", "Receive permit", "branch", "yes") in found.ways or (
        "Complete?", "Receive permit", "sequence", "yes",
    ) in found.ways  # fmt: skip
    assert ("Complete?", "Apply online now", "loop", "no") in found.ways
    assert any("Ask a clerk" in each for each in found.said("changed"))


@pytest.mark.parametrize("kind", [b"tEXt", b"zTXt"])
def test_a_diagram_inside_a_png_is_read(kind: bytes) -> None:
    text = urllib.parse.quote(FORMS["page"]).encode()
    body = b"mxfile\0" + (text if kind == b"tEXt" else b"\0" + zlib.compress(text))
    chunks = ((b"IHDR", b"\0" * 13), (kind, body), (b"IEND", b""))
    data = b"\x89PNG\r\n\x1a\n" + b"".join(
        len(part).to_bytes(4, "big") + name + part + b"\0" * 4 for name, part in chunks
    )
    assert of(data, "permit.drawio.png").titles == ["Apply online now", "Complete?", "Receive permit"]


def test_each_page_becomes_a_journey_and_empty_ones_are_told() -> None:
    found = of(
        f'<mxfile><diagram name="As is">{packed(MODEL)}</diagram><diagram name="To be">{MODEL}</diagram>'
        '<diagram name="Blank"><mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/></root></mxGraphModel>'
        "</diagram></mxfile>"
    )
    assert [found.title, *(each.title for each in found.others)] == ["As is", "To be"]
    assert found.imported.facts["pages"] == 3
    assert any("Blank" in each for each in found.said("left_out"))


def _cell(key: str, value: str, style: str, parent: str, box: tuple[int, int, int, int]) -> str:
    x, y, width, height = box
    return (
        f'<mxCell id="{key}" value="{value}" style="{style}" vertex="1" parent="{parent}">'
        f'<mxGeometry x="{x}" y="{y}" width="{width}" height="{height}" as="geometry"/></mxCell>'
    )


def _edge(key: str, source: str, target: str) -> str:
    return f'<mxCell id="{key}" edge="1" parent="1" source="{source}" target="{target}"><mxGeometry as="geometry"/></mxCell>'


def _page(*cells: str) -> str:
    return f'<mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>{"".join(cells)}</root></mxGraphModel>'


def test_swimlanes_of_a_pool_are_lanes() -> None:
    lane = "swimlane;horizontal=0;"
    found = of(
        _page(
            _cell("p", "Move house", "swimlane;childLayout=stackLayout;horizontal=1;", "1", (0, 0, 600, 300)),
            _cell("l1", "Resident", lane, "p", (0, 20, 600, 120)), _cell("l2", "Back office", lane, "p", (0, 140, 600, 120)),
            _cell("a", "Report", "rounded=1", "l1", (40, 30, 100, 60)), _cell("b", "Book", "rounded=1", "l2", (200, 30, 100, 60)),
            _edge("e", "a", "b"),
        )
    )  # fmt: skip
    assert found.title == "Move house"
    assert found.lanes == [("Resident", "citizen"), ("Back office", "backstage")]
    assert found.lane_of == {"Report": "Resident", "Book": "Back office"}


def test_swimlanes_that_stand_upright_side_by_side_are_lanes_too() -> None:
    found = of(
        _page(
            _cell("l1", "Applicant", "swimlane;startSize=20;", "1", (0, 0, 200, 600)),
            _cell("l2", "Registry", "swimlane;startSize=20;", "1", (200, 0, 200, 600)),
            _cell("a", "Apply", "", "l1", (40, 60, 100, 60)), _cell("b", "Check", "", "l2", (40, 160, 100, 60)),
            _edge("e", "a", "b"),
        )
    )  # fmt: skip
    assert [title for title, _ in found.lanes] == ["Applicant", "Registry"]
    assert found.titles == ["Apply", "Check"]


def test_a_bar_of_arrows_above_is_the_stages() -> None:
    found = of(
        _page(
            _cell("s1", "Before", "shape=step;", "1", (0, 0, 200, 40)),
            _cell("s2", "After", "shape=step;", "1", (200, 0, 200, 40)),
            _cell("a", "Read", "", "1", (40, 80, 100, 60)), _cell("b", "Pay", "", "1", (240, 80, 100, 60)), _edge("e", "a", "b"),
        )
    )  # fmt: skip
    assert found.by_stage == {"Before": ["Read"], "After": ["Pay"]}


def test_lines_that_hang_loose_and_turned_arrows() -> None:
    found = of(
        _page(
            _cell("a", "A", "", "1", (0, 0, 100, 60)), _cell("b", "B", "", "1", (200, 0, 100, 60)),
            _cell("c", "C", "", "1", (400, 0, 100, 60)),
            '<mxCell id="e" edge="1" parent="1" source="a"><mxGeometry as="geometry"><mxPoint x="205" y="30" as="targetPoint"/>'
            "</mxGeometry></mxCell>",
            '<mxCell id="f" style="startArrow=classic;endArrow=none;" edge="1" parent="1" source="c" target="b"/>',
            '<mxCell id="g" edge="1" parent="1"><mxGeometry as="geometry"><mxPoint x="900" y="900" as="sourcePoint"/>'
            '</mxGeometry>'
            "</mxCell>",
        )
    )  # fmt: skip
    assert found.links == {("A", "B"), ("B", "C")}
    assert len([each for each in found.said("left_out") if "loose" in each]) == 1


def test_connectors_of_event_chains_are_choices() -> None:
    found = of(
        _page(
            *(_cell(key, key.upper(), "", "1", (0, 0, 9, 9)) for key in ("a", "xor", "b", "c")),
            _edge("1e", "a", "xor"), _edge("2e", "xor", "b"), _edge("3e", "xor", "c"),
        )
    )  # fmt: skip
    assert found.point("XOR").kind == "decision"


@pytest.mark.parametrize(
    "text",
    [
        "<mxfile><diagram>!!!! not packed</diagram></mxfile>",
        f"<mxfile><diagram>{packed(MODEL)[:40]}</diagram></mxfile>",
        f"<mxfile><diagram>{packed('<mxGraphModel><root>')}</diagram></mxfile>",
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
    ],
)
def test_what_cannot_be_unpacked_is_refused(text: str) -> None:
    with pytest.raises(ImportProblem) as problem:
        read(text.encode(), name="d.drawio")
    assert problem.value.values["name"] == "d.drawio"


def test_a_page_that_unpacks_to_too_much_is_refused() -> None:
    engine = zlib.compressobj(9, zlib.DEFLATED, -15)
    bomb = b"".join([*(engine.compress(b"a" * 2**20) for _ in range(70)), engine.flush()])
    with pytest.raises(ImportProblem) as problem:
        read(b"<mxfile><diagram>" + base64.b64encode(bomb) + b"</diagram></mxfile>", name="bomb.drawio")
    assert problem.value.key == "error.import.too_large"
