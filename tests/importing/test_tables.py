"""Tables that people keep: CSV of any make, workbooks with all that Excel allows, upright and lying, in both languages."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook

from journeymap.importing import tables
from journeymap.importing.errors import Cancelled, ImportProblem
from journeymap.importing.reading import read
from journeymap.importing.sheets import tables_of
from journeymap.labels import say
from journeymap.model.records import Expectation, Opportunity, PainPoint
from tests.importing.journeys_read import Read, of, valid

ENGLISH = (
    "Stage,Touchpoint,Channel,Emotion,Pain points,Opportunities,Waiting time\n"
    "Before,Find the form,Website,2,\"Too long, unclear\",Shorten it,\n"
    ",Ask by phone,Phone call,1,Long queue,,20 min\n"
    "At the counter,Hand it in,Counter,4,,,2 days\n"
)  # fmt: skip
CHINESE = (
    "阶段,触点,渠道,情绪,痛点,机会点,等待时间\n办理前,查找材料清单,网站,2,说明太长,精简说明,\n,电话咨询,电话,1,排队久,,20分钟\n"
    "窗口办理,提交材料,窗口,4,,,2个工作日\n"
)  # fmt: skip


def _is_the_example(found: Read) -> None:
    assert found.by_stage == {"Before": ["Find the form", "Ask by phone"], "At the counter": ["Hand it in"]}
    assert [found.point(each).channel for each in found.titles] == ["web", "phone", "counter"]
    assert [found.point(each).emotion for each in found.titles] == [-1, -2, 1]
    assert found.links == {("Find the form", "Ask by phone"), ("Ask by phone", "Hand it in")}
    waiting = found.point("Ask by phone").waiting
    assert waiting is not None
    assert waiting.typical == 1200
    assert {each.text["en"] for each in found.state.all(PainPoint)} == {"Too long, unclear", "Long queue"}
    assert [each.text["en"] for each in found.state.all(Opportunity)] == ["Shorten it"]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_with_any_separator_and_encoding(mark: str, encoding: str) -> None:
    text = "\n".join(_separated(line, mark) for line in ENGLISH.splitlines()) + "\n"
    _is_the_example(of(text.replace("\n", "\r\n").encode(encoding), "t.csv"))


def _separated(line: str, mark: str) -> str:
    import csv

    (row,) = csv.reader([line])
    out = io.StringIO()
    csv.writer(out, delimiter=mark, lineterminator="").writerow(row)
    return out.getvalue()


def test_excel_s_own_first_line_names_the_separator() -> None:
    _is_the_example(of("sep=;\n" + "\n".join(_separated(line, ";") for line in ENGLISH.splitlines()), "t.csv"))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
def test_chinese_tables(encoding: str) -> None:
    found = of(CHINESE.encode(encoding), "表.csv")
    assert found.imported.language == "zh"
    assert found.by_stage == {"办理前": ["查找材料清单", "电话咨询"], "窗口办理": ["提交材料"]}
    assert [found.point(each).channel for each in found.titles] == ["web", "phone", "counter"]
    waiting = found.point("提交材料").waiting
    assert waiting is not None
    assert (waiting.typical, waiting.unit) == (2, "working_day")


def test_a_markdown_table_with_a_title_above() -> None:
    found = of(
        "# Housing benefit\n\n| Phase | Step | Feeling |\n|:---|---|--:|\n| Apply | Fill in<br>online | 😡 |\n"
        "| | Pay \\| wait | ok |\n",
        "t.md",
    )
    assert found.title == "Housing benefit"
    assert found.by_stage == {"Apply": ["Fill in online", "Pay | wait"]}
    assert [found.point(each).emotion for each in found.titles] == [-2, 0]


def _turned(rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    return [list(row) for row in zip(*rows, strict=True)]


def _csv_rows(text: str) -> list[list[str]]:
    import csv

    return list(csv.reader(io.StringIO(text)))


def test_a_table_that_lies_on_its_side() -> None:
    import csv

    out = io.StringIO()
    csv.writer(out).writerows(_turned(_csv_rows(ENGLISH)))
    _is_the_example(of(out.getvalue(), "t.csv"))
    out = io.StringIO()
    csv.writer(out).writerows(_turned(_csv_rows(CHINESE)))
    assert of(out.getvalue(), "t.csv").by_stage == {"办理前": ["查找材料清单", "电话咨询"], "窗口办理": ["提交材料"]}


def test_a_map_with_stages_on_top_and_aspects_down_the_side() -> None:
    found = of(
        ",Awareness,Application,Decision\nUser actions,Reads a leaflet,Fills in the form,Opens the letter\n"
        "Emotions,curious,frustrated,relieved\nPain points,,Asked twice for the same,\n",
        "map.csv",
    )
    assert found.stages == ["Awareness", "Application", "Decision"]
    assert found.titles == ["Reads a leaflet", "Fills in the form", "Opens the letter"]
    assert [found.point(each).emotion for each in found.titles] == [1, -2, 1]


def test_a_cell_with_a_list_is_several_touchpoints() -> None:
    found = of('Stage;Actions;Pains\nOne;"- Read\n- Ask";"• slow\n• dear"\nTwo;Go;\n', "t.csv")
    assert found.by_stage == {"One": ["Read", "Ask"], "Two": ["Go"]}
    assert {each.text["en"] for each in found.state.all(PainPoint)} == {"slow", "dear"}


def test_several_tables_of_a_document_are_several_journeys() -> None:
    table = "| Stage | Step |\n|---|---|\n| One | Ask |\n| Two | Go |\n"
    found = of(f"# As is\n\n{table}\nWords between.\n\n## To be\n{table}", "t.md")
    assert [found.title, *(each.title for each in found.others)] == ["As is", "To be"]


def _workbook(**sheets: Sequence[Sequence[Any]]) -> Workbook:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return book


def _bytes(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_with_title_empty_rows_and_merged_cells() -> None:
    rows = [
        ["Journey of a new resident", None, None, None], [None] * 4, ["Phase", "Touchpoint", "Date", "Score"],
        ["Arrive", "Register", datetime(2024, 3, 5), 2], [None, "Rent", date(2024, 4, 1), 5.0], ["Settle", "Pay tax", None, 3],
        [None] * 4,
    ]  # fmt: skip
    book = _workbook(Map=rows)
    book["Map"].merge_cells("A1:D1")
    book["Map"].merge_cells("A4:A5")
    found = of(_bytes(book), "new.xlsx")
    assert found.title == "Journey of a new resident"
    assert found.by_stage == {"Arrive": ["Register", "Rent"], "Settle": ["Pay tax"]}
    assert [found.point(each).emotion for each in found.titles] == [-1, 2, 0]
    assert found.told("Register") == "Date: 2024-03-05"


def test_stages_merged_across_a_lying_table() -> None:
    book = _workbook(
        Map=[
            ["Phase", "Before", None, "After"], ["Step", "Read", "Ask", "Pay"], ["Feeling", "happy", "sad", "angry"],
            ["旅程", None, None, None],
        ]
    )  # fmt: skip
    book["Map"].merge_cells("B1:C1")
    found = of(_bytes(book), "m.xlsx")
    assert found.by_stage == {"Before": ["Read", "Ask"], "After": ["Pay"]}
    assert [found.point(each).emotion for each in found.titles] == [1, -1, -2]


def test_several_sheets_are_several_journeys_and_a_chosen_one_is_one() -> None:
    table = _csv_rows(ENGLISH)
    data = _bytes(_workbook(**{"As is": table, "Empty": [], "To be": table[:2]}))
    found = of(data, "two.xlsx")
    assert [found.title, *(each.title for each in found.others)] == ["As is", "To be"]
    one = read(data, name="two.xlsx", sheet="To be")
    assert [each.title.shown_in("en") for each in one.journeys] == ["two"]
    assert [sheet.name for sheet in tables_of(data, "two.xlsx")] == ["As is", "Empty", "To be"]


def test_formulas_are_read_as_their_last_values_and_never_worked_out() -> None:
    found = of(
        _bytes(_workbook(S=[["Stage", "Touchpoint"], ["One", '=HYPERLINK("http://x","Go")'], ["One", "Ask"]])), "f.xlsx"
    )
    assert found.titles == ["Ask"]


BLUEPRINT = [
    ["", "Before", "At the counter", "After"], ["Citizen", "Reads the notice", "Hands in papers", "Gets the card"],
    ["Frontstage staff", "", "Checks papers\nTakes the fee", ""], ["Back office", "", "", "Prints the card"],
    ["Pain points", "Too long", "", ""],
]  # fmt: skip


@pytest.mark.parametrize("form", ["upright", "turned", "titled"])
def test_a_blueprint_has_touchpoints_in_every_lane(form: str) -> None:
    rows = {
        "upright": BLUEPRINT, "turned": _turned(BLUEPRINT), "titled": [["Identity card", None, None, None], *BLUEPRINT],
    }[form]  # fmt: skip
    found = of(_bytes(_workbook(B=rows)), "b.xlsx")
    assert found.title == ("Identity card" if form == "titled" else "b")
    assert found.stages == ["Before", "At the counter", "After"]
    assert found.lanes == [("Citizen", "citizen"), ("Frontstage staff", "frontstage"), ("Back office", "backstage")]
    assert found.lane_of == {
        "Reads the notice": "Citizen", "Hands in papers": "Citizen", "Gets the card": "Citizen",
        "Checks papers": "Frontstage staff", "Takes the fee": "Frontstage staff", "Prints the card": "Back office",
    }  # fmt: skip
    assert ("Hands in papers", "Gets the card", "sequence", "") in found.ways
    assert ("Hands in papers", "Checks papers", "information", "") in found.ways
    assert ("Gets the card", "Prints the card", "information", "") in found.ways
    (pain,) = found.state.all(PainPoint)
    assert pain.touchpoint_id == found.point("Reads the notice").id


def test_sheets_beside_the_map_are_left_out_and_told() -> None:
    book = _workbook(
        Map=_csv_rows(ENGLISH),
        Persona=[["Name", "Ann"], ["Age", 40], ["Lives in", "Bath"]],
        Legend=[["red", "bad"], ["blue", "good"]],
    )
    found = of(_bytes(book), "m.xlsx")
    assert not found.others
    assert len(found.titles) == 3
    assert sum("sheet" in each for each in found.said("left_out")) == 2


def test_scores_beyond_the_scale_are_kept_and_told_with_their_cell() -> None:
    found = of("Touchpoint,Score\nA,7\nB,5\nC,0.5\n", "s.csv")
    assert [found.point(each).emotion for each in "ABC"] == [None, 2, None]
    assert "7" in found.told("A")
    assert any(each.startswith("cell B2") and '"7"' in each for each in found.said("changed"))
    own = of("Touchpoint,Emotion\nA,-2\nB,0\nC,2\n", "s.csv")
    assert [own.point(each).emotion for each in "ABC"] == [-2, 0, 2]


def test_our_own_words_for_feelings_mean_what_they_mean_here() -> None:
    for language in ("en", "zh"):
        words = [say(f"emotion.{value}", language) for value in range(-2, 3)]
        found = of("Touchpoint,Emotion\n" + "".join(f"T{place},{word}\n" for place, word in enumerate(words)), "w.csv")
        assert [found.point(f"T{place}").emotion for place in range(5)] == [-2, -1, 0, 1, 2], words


def test_what_follows_is_said_by_a_column_of_its_own() -> None:
    found = of("No,Step,Next,Condition\n1,Ask,2; 3,\n2,Wait,3,late\n3,Go,,\n", "n.csv")
    assert found.links == {("Ask", "Wait"), ("Ask", "Go"), ("Wait", "Go")}
    assert ("Wait", "Go", "sequence", "late") in found.ways


def test_a_list_of_flat_objects_in_json_is_a_table() -> None:
    found = of(
        '[{"stage": "One", "touchpoint": "Ask", "score": 5}, {"stage": "Two", "touchpoint": "Go", "score": 1}]',
        "t.json",
    )
    assert found.by_stage == {"One": ["Ask"], "Two": ["Go"]}
    assert [found.point(each).emotion for each in found.titles] == [2, -2]


def test_the_mapping_may_be_changed() -> None:
    text = b"x,y,z\nAsk,loud,slow\nGo,quiet,fast\n"
    (sheet,) = tables_of(text, "t.csv")
    rows = sheet.texts()
    guess = tables.guess_mapping(rows)
    assert guess.aspects[0] == "title"
    mapping = guess.with_aspect(1, "title").with_aspect(0, "stage").with_aspect(2, "need")
    imported = read(text, name="t.csv", mapping=mapping)
    found = Read(imported, valid(imported), imported.journeys[0])
    assert found.by_stage == {"Ask": ["loud"], "Go": ["quiet"]}
    assert {each.text["en"] for each in found.state.all(Expectation)} == {"slow", "fast"}
    assert tables.preview(rows, mapping) == [["Ask", "loud", "slow"], ["Go", "quiet", "fast"]]


def test_another_head_row_and_another_direction_may_be_chosen() -> None:
    rows = [["made by", "Ann"], ["Stage", "Step"], ["One", "Ask"], ["Two", "Go"]]
    upright = tables.mapping_at(rows, 1, transposed=False)
    assert (upright.heads, upright.aspects) == (("Stage", "Step"), ("stage", "title"))
    lying = tables.mapping_at([list(row) for row in zip(*rows[1:], strict=True)], 0, transposed=True)
    assert (lying.heads, lying.aspects) == (("Stage", "Step"), ("stage", "title"))


@pytest.mark.parametrize(
    ("data", "name", "key"),
    [
        (b"", "a.csv", "error.import.empty"), (b"   \n\n", "a.csv", "error.import.empty"),
        (b"Stage,Step\n", "a.csv", "error.import.empty_table"),
        (b"PK\x03\x04broken", "a.xlsx", "error.import.is_archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old.xls", "error.import.is_old_office"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused(data: bytes, name: str, key: str) -> None:
    with pytest.raises(ImportProblem) as problem:
        read(data, name=name)
    assert problem.value.key == key
    for language in ("en", "zh"):
        assert name in say(key, language, **problem.value.values)


def test_reading_can_be_stopped() -> None:
    with pytest.raises(Cancelled):
        read(ENGLISH.encode(), name="t.csv", progress=lambda _part: False)
