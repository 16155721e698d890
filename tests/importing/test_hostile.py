"""Broken and hostile files: a sentence with cause and place, never a fault, and nothing but valid journeys."""

from __future__ import annotations

import html
import io
import time
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from journeymap.importing.errors import ImportProblem
from journeymap.importing.reading import read
from journeymap.importing.recognition import KINDS
from journeymap.labels import say
from journeymap.model.records import Touchpoint
from tests.conftest import SCALE
from tests.importing import test_bpmn, test_drawio, test_mermaid, test_tables
from tests.importing.journeys_read import valid

GRAPHML = (
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="d0" for="node" attr.name="label"/><graph'
    ' edgedefault="directed">'
    '<node id="a"><data key="d0">Ask</data></node><node id="b"/><edge source="a" target="b"/></graph></graphml>'
)
ENTITY = '<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a "aaaa">\n<!ENTITY b SYSTEM "file:///etc/passwd">]>\n'


def _sentence(data: bytes, name: str = "file", language: str = "en") -> str:
    with pytest.raises(ImportProblem) as problem:
        read(data, name=name)
    return say(problem.value.key, language, **problem.value.values)


@pytest.mark.parametrize("root", ["graphml", "mxfile", "definitions", "model", "CJML", "log", "svg"])
def test_document_types_and_entities_are_refused_everywhere(root: str) -> None:
    for language in ("en", "zh"):
        told = _sentence(f"{ENTITY}<{root}>&a;&b;</{root}>".encode(), f"{root}.xml", language)
        assert f"{root}.xml" in told
        assert ("entities" if language == "en" else "实体") in told


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (GRAPHML[:-20], 1), ("<mxfile>\n<diagram>\n</mxfile>", 3), ("<definitions>\n\n<process id=1/>\n</definitions>", 3),
        ('<?xml version="1.0"?>\n\n<graphml>\n<graph>\n', 5), ("<log>\n<trace>\n", 3),
    ],
)  # fmt: skip
def test_xml_that_breaks_off_is_refused_with_its_line(text: str, line: int) -> None:
    told = _sentence(text.encode())
    assert f"line {line}" in told
    assert f"第 {line} 行" in _sentence(text.encode(), language="zh")


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7\n%", "PDF"), (b"\x89PNG\r\n\x1a\n", "picture"), (bytes(range(256)) * 8, "no text"),
        (b"\x1f\x8b\x08junk", "archive"), (b"SQLite format 3\0", "database"),
        (b"<!DOCTYPE html>\n<html><body>Hi</body></html>", "web page"),
        (b"{\\rtf1", "text document"), (b"", "empty"), (b"\xef\xbb\xbf", "empty"),
    ],
)  # fmt: skip
def test_what_is_something_else_is_named(data: bytes, word: str) -> None:
    assert word in _sentence(data)


def test_deep_nesting_is_refused() -> None:
    assert "200 levels" in _sentence(b"<graphml>" + b"<graph>" * 5000 + b"</graph>" * 5000 + b"</graphml>")
    assert "line 1" in _sentence(b"[" * 100_000)


def _zip(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return out.getvalue()


def test_workbooks_that_are_bombs_or_define_entities_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("journeymap.importing.grids.MOST_UNPACKED", 2**20)
    assert "1 MB" in _sentence(_zip(xl__workbook_xml=b"0" * 2**21))
    assert "document type" in _sentence(_zip(xl__workbook_xml=ENTITY.encode() + b"<workbook/>"))
    assert "workbook" in _sentence(_zip(xl__workbook_xml=b"<workbook/>"))


def test_too_large_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("journeymap.importing.source.MAX_BYTES", 2**20)
    assert "1 MB" in _sentence(test_mermaid.JOURNEY.encode() + b"\n" * 2**20)


def test_too_many_touchpoints_are_refused() -> None:
    assert "20000" in _sentence(b"journey\n" + b"a: 1: b\n" * 20_001).replace(",", "")


@pytest.mark.parametrize(
    "text",
    [
        "journey\n" + "%%{" * 20_000, "# x\n- " + "[a](" * 20_000, "# x\n- " + "*a " * 20_000, "<html>" + "<pre " * 20_000,
        "graph LR\n" + "#a;" * 20_000, "graph LR\nA" + "@{" * 20_000,
        '<mxGraphModel><root><mxCell id="a" vertex="1" value="' + "&lt;a " * 20_000 + '"/></root></mxGraphModel>',
    ],
    ids=["directives", "links", "stars", "tags", "entities", "properties", "label"],
)  # fmt: skip
def test_text_made_to_keep_a_reader_busy_does_not(text: str) -> None:
    begun = time.process_time()
    try:
        valid(read(text.encode(), name="x.md" if text.startswith("#") else "x"))
    except ImportProblem as problem:
        assert problem.key
    assert time.process_time() - begun < 5


def test_labels_that_only_look_like_markup_are_texts() -> None:
    label = "Take <![form 7]> & go"
    cell = f'<mxCell id="a" vertex="1" value="{html.escape(label)}"/>'
    data = f"<mxGraphModel><root>{cell}</root></mxGraphModel>".encode()
    (title,) = (each.title["en"] for each in valid(read(data)).all(Touchpoint))
    assert "form 7" in title


def test_damaged_bytes_in_a_text_do_not_turn_it_into_another_script() -> None:
    data = test_mermaid.JOURNEY.encode().replace(b"Find the form", b"Find the f\xffrm")
    assert any("Find" in each.title.shown_in("en") for each in read(data).records if hasattr(each, "title"))


# mutations


def _xlsx() -> bytes:
    book = Workbook()
    for row in (["Stage", "Touchpoint", "Emotion"], ["One", "Ask", 3], ["One", "Go", "angry"]):
        book.active.append(row)  # type: ignore[union-attr]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


SEEDS: dict[str, bytes] = {
    "mermaid": test_mermaid.JOURNEY.encode(),
    "flowchart": b"flowchart LR\n  subgraph s [One]\n  A[Ask] -->|yes & no| B{Sure?} & C\n  end\n"
    b'  B -. "x" .-> D@{shape: doc, label: "L"}\n',
    "drawio": test_drawio.MODEL.encode(),
    "drawio packed": test_drawio.FORMS["compressed"].encode(),
    "bpmn": test_bpmn.CAMUNDA.encode(),
    "graphml": GRAPHML.encode(),
    "cjml": b"<CJML><actor id='1'><actorName>Ann</actorName></actor><touchpoint id='t'><time>Day 2</time><initiator>1</initiator>"
    b"<initiatorDescription>Asks</initiatorDescription><channel>mail</channel></touchpoint></CJML>",
    "archimate": b'<model xmlns="http://www.opengroup.org/xsd/archimate/3.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    b'<elements><element identifier="a" xsi:type="BusinessProcess"><name>Ask</name></element></elements></model>',
    "govuk": b'{"schema_name": "step_by_step_nav", "document_type": "x", "title": "T", "details": {"step_by_step_nav": {"steps": '
    b'[{"title": "One", "contents": [{"type": "list", "contents": [{"text": "Ask", "href": "/a", "context": "\xc2\xa35"}]}]}]}}}',
    "smart answer": b'{"details": {"nodes": [{"kind": "question", "slug": "a", "options": [{"label": "x", "next_node": "a"}]}]}}',
    "json table": b'[{"stage": "One", "step": "Ask", "score": 9}]',
    "outline": "# 办事\n\n一、准备\n（一）查清单\n  - 痛点：看不懂\n1.1 x\n".encode(),
    "csv": test_tables.ENGLISH.encode(),
    "zh csv": test_tables.CHINESE.encode("gb18030"),
    "follows": b"2\nAsk\nGo\n1\n0x10\n1\n1x8\n0>1x8\n",
    "event log": b"case,activity,timestamp\n1,Ask,2024-03-01\n1,Go,2024-03-02\n",
    "xes": b'<log><trace><string key="concept:name" value="1"/><event><string key="concept:name" value="Ask"/>'
    b'<date key="time:timestamp" value="2024-03-01T10:00:00Z"/></event></trace></log>',
    "xlsx": _xlsx(),
}
PIECES = (
    b"", b"\0", b"<", b">", b"&", b'"', b"{", b"}", b"[", b"]", b":", b"::", b"\n",
    b"\r", b"\t", b",", b";", b"|", b"%%{", b"#", b"-->",
    b"---", b"```", b"1e999", b"-1", b"99999999999999999999", b"nan", b"\xff\xfe", b"\xd6\xd0", "：".encode(), "\u2028".encode(),
    b"null", b"true", b"id=\"a\"", b"]]>", b"<!--", b"<![CDATA[", b"&#0;", b"P9999999999999W", b"__", b" " * 70,
)  # fmt: skip


def test_seeds_cover_every_kind_of_other_programs() -> None:
    found = {read(data, name=name).kind for name, data in SEEDS.items()}
    assert found == set(KINDS) - {"own_workbook", "own_tables", "own_json"}


@settings(max_examples=200 * SCALE)
@given(
    st.sampled_from(sorted(SEEDS)),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), st.sampled_from(PIECES)), min_size=1, max_size=4),
    st.floats(0, 1), st.sampled_from(["", "a.csv", "a.md", "a.txt", "a.xml", "a.json"]),
)  # fmt: skip
def test_whatever_is_done_to_a_file_it_is_read_or_refused(
    seed: str, changes: list[tuple[float, int, bytes]], cut: float, name: str
) -> None:
    data = SEEDS[seed]
    for place, length, piece in changes:
        start = int(place * len(data))
        data = data[:start] + piece + data[start + length :]
    if cut > 0.8:
        data = data[: int((cut - 0.8) * 5 * len(data))]
    try:
        imported = read(data, name=name)
    except ImportProblem as problem:
        for language in ("en", "zh"):
            told = say(problem.key, language, **problem.values)
            assert "{" not in told.replace(name, "") or b"{" in data
        return
    valid(imported)


@settings(max_examples=60 * SCALE)
@given(st.binary(max_size=300), st.booleans())
def test_junk_is_read_or_refused(junk: bytes, packed: bool) -> None:
    if packed:
        engine = zlib.compressobj(9, zlib.DEFLATED, -15)
        import base64

        junk = b"<mxfile><diagram>" + base64.b64encode(engine.compress(junk) + engine.flush()) + b"</diagram></mxfile>"
    try:
        valid(read(junk, name="junk"))
    except ImportProblem as problem:
        assert say(problem.key, "zh", **problem.values)
