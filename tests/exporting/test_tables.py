"""Workbooks, CSV and JSON: all records go out and come back as they were, also after a person has worked on the workbook."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import cache
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from openpyxl import load_workbook

from journeymap import resources
from journeymap.exporting import tables
from journeymap.importing import reading
from journeymap.importing.errors import ImportProblem
from journeymap.importing.reading import Imported
from journeymap.model.document import State
from journeymap.model.records import Comment, Evidence, Media, Project, Record, Touchpoint, record_from
from journeymap.model.text import LocalText
from journeymap.model.values import Money, seconds
from journeymap.storage import load_project
from tests.journeys import chain_of, frame
from tests.strategies import SCALE, projects

WRITERS: dict[str, Callable[[State], bytes]] = {
    "xlsx": lambda state: tables.workbook_bytes(state, "zh"),
    "csv": tables.csv_archive,
    "json": tables.json_bytes,
}
ODD_TEXTS = [
    "=1+1", "+49 30 1", "-5", "@SUM(A1)", "\t=tab", "'quoted", "''twice", "=cmd|' /C calc'!A0", "=HYPERLINK(\"http://x\")",
    " leading and trailing ", "one\ntwo\n\nfour", "\ttab", "👩‍👩‍👧 𠮷 ﷽", "12", "1.50", "007", "1e5", "TRUE",
    "2026-05-01", "12:30", "_x0041_ and _x000D_", "<b>&amp;</b> \"a\", 'b'; c", "http://example.org/ \\ %s {x}", "=" * 300,
    "办" * 20_000, "None", "null", " ",
]  # fmt: skip


def there_and_back(state: State, to: str) -> Imported:
    return reading.read(WRITERS[to](state), name=f"project.{to}")


def by_id(records: Iterable[Record]) -> dict[str, Record]:
    return {record.id: record for record in records}


@pytest.mark.parametrize("to", WRITERS)
@settings(max_examples=25 * SCALE)
@given(records=projects(deleted=True))
def test_every_live_record_comes_back_as_it_was(to: str, records: list[Record]) -> None:
    state = State(records)
    live = by_id(state.live_records())
    if not live:
        return
    found = there_and_back(state, to)
    assert by_id(found.records) == live
    assert found.whole
    assert not [line for line in found.report if line.severity != "understood"]


@pytest.mark.parametrize("to", WRITERS)
def test_odd_texts_come_back_letter_by_letter(to: str) -> None:
    points = [
        Touchpoint(id=f"t{place}", journey_id="j", stage_id="s1", lane_id="front", title=LocalText(en=text, zh=text))
        for place, text in enumerate(ODD_TEXTS)
    ]
    remarks = [Comment(id=f"c{place}", subject_id="t0", author=text) for place, text in enumerate(ODD_TEXTS)]
    state = State([*frame(), *points, *remarks])
    assert by_id(there_and_back(state, to).records) == by_id(state.live_records())


@pytest.mark.parametrize("to", WRITERS)
def test_values_come_back_with_their_kind(to: str) -> None:
    point = record_from("touchpoint", {
        "id": "t", "journey_id": "j", "stage_id": "s1", "lane_id": "front", "pos": (0.1 + 0.2, -1e6), "emotion": 0,
        "level_aimed": 0, "is_goal": True, "waiting": seconds(days=3).model_copy(update={"low": 0.0}),
        "fee": Money(typical=12.3, unit="CNY"),
        "barriers": ("needs_stairs", "needs_travel"), "start_share": 1 / 3, "media_id": "m",
        "from_a_newer_version": {"list": [1, None, "=2", {"deep": "办" * 40_000}], "false": False}, "extra": "own", "x": None,
    })  # fmt: skip
    others = [
        record_from("workshop", {"id": "w", "journey_id": "j", "date": "2026-05", "citizens": 3}),
        record_from("evidence", {"id": "e", "date": "1899-12-31", "sample": 10**6}),
        record_from("evidence", {"id": "e2", "date": "2026-05-01"}),
        record_from("indicator", {"id": "i", "subject_id": "t", "actual": 0.0, "target": 1e-9, "baseline": -1.79e308}),
        record_from("saved_view", {"id": "v", "journey_id": "j", "filters": ["channel=app", "two words", "=x"]}),
        record_from("future_kind", {"id": "f", "what": {"en": "=1"}, "kind_of": "thing"}),
    ]
    state = State([*frame(), point, *others])
    assert by_id(there_and_back(state, to).records) == by_id(state.live_records())


@pytest.mark.parametrize("sample", resources.samples(), ids=lambda path: path.stem)
@pytest.mark.parametrize("to", WRITERS)
def test_samples_come_back_whole(sample: Any, to: str) -> None:
    state = State(load_project(sample).records)
    assert by_id(there_and_back(state, to).records) == by_id(state.live_records())


def test_thousands_of_rows_come_back() -> None:
    state = State([*frame(), *chain_of(*(f"t{place}" for place in range(1_500)))])
    assert by_id(there_and_back(state, "xlsx").records) == by_id(state.live_records())


# what stands in the files


def test_texts_never_become_formulas() -> None:
    points = [
        Touchpoint(id=f"t{place}", journey_id="j", stage_id="s1", lane_id="front", title=LocalText(en=text))
        for place, text in enumerate(ODD_TEXTS)
    ]
    state = State([*frame(), *points])
    book = load_workbook(io.BytesIO(tables.workbook_bytes(state, "en")))
    kinds = {cell.data_type for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    with zipfile.ZipFile(io.BytesIO(tables.workbook_bytes(state, "en"))) as package:
        sheets = [package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any(b"<f>" in data or b"<hyperlink" in data for data in sheets)
    for data in tables.csv_files(state).values():
        for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))):
            assert not [cell for cell in row if cell[:1] in tuple("=+@\t-") and not _number(cell)]


def _number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_cells_of_a_workbook_have_their_types() -> None:
    point = Touchpoint(
        id="t", journey_id="j", stage_id="s1", lane_id="front", emotion=-2, is_goal=True, start_share=0.25, visits=3
    )
    day = record_from("evidence", {"id": "e", "date": "2026-05-01", "sample": 12})
    book = load_workbook(io.BytesIO(tables.workbook_bytes(State([*frame(), point, day]), "zh")))
    row = _row(book["touchpoint"], "t")
    assert (row["emotion"], row["is_goal"], row["start_share"], row["visits"]) == (-2, True, 0.25, 3)
    assert _row(book["evidence"], "e")["date"].isoformat()[:10] == "2026-05-01"
    words = [cell.value for cell in book["touchpoint"][1]]
    assert "情绪" in words[[cell.value for cell in book["touchpoint"][2]].index("emotion")]


def _row(sheet: Any, record_id: str) -> dict[str, Any]:
    names = [cell.value for cell in sheet[2]]
    rows = [dict(zip(names, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=3)]
    return next(row for row in rows if row["id"] == record_id)


def test_deleted_records_and_pictures_stay_behind() -> None:
    gone = Touchpoint(id="gone", journey_id="j", stage_id="s1", lane_id="front", deleted=True)
    state = State([*frame(), gone, Media(id="m", sha256="0" * 64, name="photo.png")])
    for to in WRITERS:
        found = by_id(there_and_back(state, to).records)
        assert "gone" not in found
        assert found["m"] == state.find("m")


@pytest.mark.parametrize("to", WRITERS)
def test_equal_projects_give_equal_bytes(to: str) -> None:
    records = [*frame(), *chain_of("a", "b")]
    assert WRITERS[to](State(records)) == WRITERS[to](State(reversed(records)))


# JSON and its schema


@cache
def _validator() -> jsonschema.Draft202012Validator:
    schema = json.loads(tables.schema_bytes())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def _valid(content: Any) -> bool:
    return _validator().is_valid(content)


@settings(max_examples=15 * SCALE)
@given(records=projects())
def test_json_fits_its_schema(records: list[Record]) -> None:
    assert _valid(json.loads(tables.json_bytes(State(records))))


@pytest.mark.parametrize(
    ("record", "name", "value"),
    [
        ("touchpoint", "emotion", 7), ("touchpoint", "title", "no language"), ("journey", "id", "a b"),
        ("stage", "journey_id", None),
    ],
)  # fmt: skip
def test_the_schema_refuses_what_the_reader_refuses(record: str, name: str, value: object) -> None:
    content = json.loads(tables.json_bytes(State([*frame(), *chain_of("a", "b")])))
    assert _valid(content)
    next(each for each in content["records"] if each["record"] == record)[name] = value
    assert not _valid(content)
    with pytest.raises(ImportProblem) as refused:
        reading.read(json.dumps(content).encode(), name="x.json")
    assert name in refused.value.values["field"]


# a person's work on the workbook


def _worked_on(state: State, work: Callable[[Any], None]) -> Imported:
    """The workbook after somebody has opened, changed and saved it."""
    book = load_workbook(io.BytesIO(tables.workbook_bytes(state, "en")))
    work(book)
    target = io.BytesIO()
    book.save(target)
    return reading.read(target.getvalue(), name="edited.xlsx")


def _column(sheet: Any, name: str) -> int:
    return next(cell.column for cell in sheet[2] if cell.value == name)


def _told(found: Imported) -> list[str]:
    return [line.said("en") for line in found.report if line.severity != "understood"]


def test_a_workbook_saved_by_another_program_comes_back() -> None:
    state = State([*frame(), *chain_of("a", "b", "c")])
    found = _worked_on(state, lambda book: None)
    assert by_id(found.records) == by_id(state.live_records())
    assert not _told(found)


def test_changed_deleted_and_added_rows() -> None:
    state = State([*frame(), *chain_of("a", "b", "c")])

    def work(book: Any) -> None:
        sheet = book["touchpoint"]
        rows = {sheet.cell(row, 1).value: row for row in range(3, sheet.max_row + 1)}
        sheet.cell(rows["a"], _column(sheet, "title.en")).value = 2026
        sheet.cell(rows["a"], _column(sheet, "emotion")).value = "-1"
        sheet.cell(rows["a"], _column(sheet, "is_goal")).value = "yes"
        sheet.cell(rows["b"], _column(sheet, "emotion")).value = "very happy"
        sheet.cell(rows["b"], _column(sheet, "title.zh")).value = "咨询"
        new = sheet.max_row + 2
        for name, value in (
            ("journey_id", "j"),
            ("stage_id", "s1"),
            ("lane_id", "front"),
            ("title.en", "Added by hand"),
        ):
            sheet.cell(new, _column(sheet, name)).value = value
        sheet.delete_rows(rows["c"])

    found = _worked_on(state, work)
    points = {each.title.get("en"): each for each in found.records if isinstance(each, Touchpoint)}
    assert set(points) == {"2026", "b", "Added by hand"}
    assert (points["2026"].emotion, points["2026"].is_goal) == (-1, True)
    assert (points["b"].emotion, points["b"].title["zh"]) == (None, "咨询")
    said = _told(found)
    assert len(said) == 2
    assert any("very happy" in each and "touchpoint!" in each for each in said)
    # A row that was deleted takes nothing out of the project; what is there stays.
    changed = {change.id for change in reading.changes_for(state, found) if not hasattr(change, "record")}
    assert changed == {"a", "b"}


def test_reordered_and_added_columns() -> None:
    state = State([*frame(), *chain_of("a", "b")])

    def work(book: Any) -> None:
        sheet = book["touchpoint"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        for place, row in enumerate(rows, 1):
            for column, value in enumerate([*reversed(row), "Our remark" if place < 3 else "see desk 4"], 1):
                sheet.cell(place, column).value = value
        book.create_sheet("My own notes")["A1"] = "call back"

    found = _worked_on(state, work)
    assert by_id(found.records) == by_id(state.live_records())
    said = _told(found)
    assert any("Our remark" in each for each in said)
    assert any("My own notes" in each for each in said)


def test_days_and_numbers_as_spreadsheets_turn_them() -> None:
    evidence = record_from("evidence", {"id": "e", "date": "2026-05", "title": {"en": "x"}})

    def work(book: Any) -> None:
        sheet = book["evidence"]
        sheet.cell(3, _column(sheet, "date")).value = datetime(2026, 6, 30)
        sheet.cell(3, _column(sheet, "title.en")).value = date(2026, 5, 1)
        sheet.cell(3, _column(sheet, "sample")).value = 12.0

    found = _worked_on(State([*frame(), evidence]), work)
    (back,) = (each for each in found.records if isinstance(each, Evidence))
    assert (back.date, back.title, back.sample) == ("2026-06-30", LocalText(en="2026-05-01"), 12)


def test_a_formula_of_somebody_is_read_as_its_value_and_never_worked_out() -> None:
    def work(book: Any) -> None:
        sheet = book["touchpoint"]
        sheet.cell(3, _column(sheet, "title.en")).value = '=CONCATENATE("a","b")'

    found = _worked_on(State([*frame(), *chain_of("a")]), work)
    (point,) = (each for each in found.records if isinstance(each, Touchpoint))
    assert point.title == LocalText()


@pytest.mark.parametrize("to", WRITERS)
def test_a_text_emptied_by_hand_does_not_get_its_default_back(to: str) -> None:
    project = Project(id="p", paper="", organization=LocalText(zh="市政务中心"))
    assert by_id(there_and_back(State([project]), to).records) == {"p": project}
