"""Habits of people and of programs that files of every kind show: shares in labels, dashes for nothing, remarks below a table."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook

from journeymap.importing.vocabulary import lane_kind, share_in
from journeymap.model.records import Connection, Note, PainPoint
from tests.importing.journeys_read import Read, of
from tests.importing.test_drawio import CELLS


def shares(found: Read) -> dict[str, float | None]:
    """The condition of each way with its share, where there is one."""
    return {each.condition["en"]: each.share for each in found.state.all(Connection) if each.condition}


@pytest.mark.parametrize(
    ("label", "words", "share"),
    [
        ("62%", "", 0.62),
        ("yes (62%)", "yes", 0.62),
        ("yes\n62 %", "yes", 0.62),
        ("资料齐全（80％）", "资料齐全", 0.8),
        ("papers are there: 12,5 %", "papers are there", 0.125),
        ("income above 80%", "income above 80%", None),
        ("120%", "120%", None),
        ("80% of cases", "80% of cases", None),
        ("no", "no", None),
    ],
)
def test_a_share_in_a_label_is_one_and_a_limit_is_none(label: str, words: str, share: float | None) -> None:
    assert share_in(label) == (words, share)


def test_shares_stand_in_labels_of_drawings() -> None:
    cells = CELLS.replace("&lt;div&gt;yes&lt;/div&gt;", "yes&lt;br&gt;(62%)")
    found = of(f"<mxGraphModel><root>{cells}</root></mxGraphModel>".encode(), "a.drawio")
    assert shares(found) == {"yes": 0.62, "no": None}


def test_a_flowchart_of_yed_has_decisions_shares_and_titles_on_one_line() -> None:
    node = '<node id="{0}"><data key="k"><y:{1}><y:NodeLabel>{2}</y:NodeLabel></y:{3}></data></node>'
    edge = '<edge source="{0}" target="{1}"><data key="k"><y:EdgeLabel>{2}</y:EdgeLabel></data></edge>'
    nodes = (
        node.format("a", "ShapeNode", "Fill in&#10;the form", "ShapeNode")
        + node.format("b", 'GenericNode configuration="com.yworks.flowchart.decision"', "Complete?", "GenericNode")
        + node.format("c", "ShapeNode", "Permit", "ShapeNode")
        + edge.format("a", "b", "")
        + edge.format("b", "c", "yes 80%")
        + edge.format("b", "a", "no")
    )
    found = of(
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">'
        f'<key id="k" for="node" yfiles.type="nodegraphics"/><graph edgedefault="directed">{nodes}</graph></graphml>'.encode(),
        "a.graphml",
    )
    assert set(found.titles) == {"Fill in the form", "Complete?", "Permit"}
    assert found.point("Complete?").kind == "decision"
    assert shares(found) == {"yes": 0.8, "no": None}


def test_dashes_for_nothing_and_marks_of_emphasis_are_not_taken_for_words() -> None:
    found = of(
        b"| Phase | Touchpoint | Emotion | Pain point |\n|---|---|---|---|\n"
        b"| Ask | **Calls** the `hotline` | - | n/a |\n| Ask | Waits | 2 | 40 minutes |\n",
        "a.md",
    )
    assert found.titles == ["Calls the hotline", "Waits"]
    assert found.point("Calls the hotline").emotion is None
    assert not found.point("Calls the hotline").description
    assert [each.text["en"] for each in found.state.all(PainPoint)] == ["40 minutes"]


def test_a_chinese_sheet_with_merged_cells_longer_heads_and_a_remark_below() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["企业开办旅程图（2026版）"],
        ["阶段", "触点名称", "办理渠道", "情绪值（1-5）", "主要痛点描述", "改进建议内容"],
        ["了解", "查询指南", "网站", 3, "指南看不懂", "图文指南"],
        [None, "拨打12345", "电话", 2, "无", None],
        ["备注：数据来自2026年3月访谈"],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:F1")
    sheet.merge_cells("A3:A4")
    target = io.BytesIO()
    book.save(target)
    found = of(target.getvalue(), "a.xlsx")
    assert found.title == "企业开办旅程图（2026版）"
    assert found.by_stage == {"了解": ["查询指南", "拨打12345"]}
    assert [each.text["zh"] for each in found.state.all(PainPoint)] == ["指南看不懂"]
    assert [each.text["zh"] for each in found.state.all(Note)] == ["备注：数据来自2026年3月访谈"]


def test_an_office_of_citizens_is_no_citizen() -> None:
    assert [lane_kind(each) for each in ("Bürgeramt", "Schalter", "Bürger:in")] == [
        "frontstage",
        "frontstage",
        "citizen",
    ]
