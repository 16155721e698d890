"""Data and pictures from the command line: which files are written, what is told, what becomes of personal data."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from journeymap.cli import EDITIONS, FORMATS, main
from journeymap.exporting import editions
from journeymap.importing import reading
from journeymap.model.document import State
from journeymap.model.records import Comment, Journey, Project, Touchpoint
from journeymap.model.text import LocalText
from journeymap.storage import save_project
from tests.exporting.pages import journey
from tests.journeys import chain_of, frame


@pytest.fixture
def moving(tmp_path: Path) -> Path:
    path = tmp_path / "moving.journey"
    save_project(path, journey(7), {}, document_id="moving", revision=1)
    return path


def exported(*arguments: str | Path) -> int:
    return main(["export", *map(str, arguments), "--ui-lang", "en"])


def test_the_command_line_knows_all_editions_and_formats() -> None:
    assert set(EDITIONS) >= set(editions.EDITIONS)
    assert set(FORMATS) == {to for formats in editions.FORMATS.values() for to in formats}


@pytest.mark.parametrize(
    ("to", "names"),
    [
        ("xlsx", ["moving.xlsx"]), ("csv", ["moving.csv.zip"]), ("json", ["journeymap-records.schema.json", "moving.json"]),
        ("mermaid", ["moving.mmd"]), ("flowchart", ["moving.flowchart.mmd"]), ("graphml", ["moving.graphml"]),
        ("bpmn", ["moving.bpmn"]), ("pptx", ["moving (slides).pptx"]),
    ],
)  # fmt: skip
def test_a_format_alone_says_what_is_wanted(to: str, names: list[str], moving: Path, tmp_path: Path) -> None:
    assert exported(moving, "--to", to, "--out", tmp_path / "out") == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == names


@pytest.mark.parametrize("to", ["xlsx", "csv", "json"])
def test_projects_come_back_from_what_was_written(to: str, moving: Path, tmp_path: Path) -> None:
    exported(moving, "--to", to, "--out", tmp_path)
    (path,) = (each for each in tmp_path.glob("moving.*") if each != moving)
    live = {each.id: each for each in journey(7).live_records()}
    assert {each.id: each for each in reading.read(path).records} == live


def test_texts_are_in_the_language_asked_for(moving: Path, tmp_path: Path) -> None:
    exported(moving, "--to", "mermaid", "--lang", "en", "--out", tmp_path)
    assert "Step 003 at the desk" in (tmp_path / "moving.mmd").read_text(encoding="utf-8")
    exported(moving, "--to", "mermaid", "--lang", "zh", "--out", tmp_path)
    assert "第003步办理" in (tmp_path / "moving.mmd").read_text(encoding="utf-8")


def test_a_project_of_several_journeys_is_one_workbook_and_a_diagram_for_each(tmp_path: Path) -> None:
    path = tmp_path / "both.journey"
    state = State([*frame(), *chain_of("a", "b"), Journey(id="k", title=LocalText(en="Other"))])
    save_project(path, state, {}, document_id="both", revision=1)
    assert exported(path, "--to", "xlsx", "--out", tmp_path / "x") == 0
    assert exported(path, "--to", "graphml", "--out", tmp_path / "g") == 0
    assert [each.name for each in (tmp_path / "x").iterdir()] == ["both.xlsx"]
    assert len(list((tmp_path / "g").iterdir())) == 2


def test_pictures_of_the_map_of_a_stage_and_of_each_stage(
    moving: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exported(moving, "--edition", "picture", "--out", tmp_path / "map") == 0
    assert exported(moving, "--edition", "picture", "--part", "2", "--to", "svg", "--out", tmp_path / "two") == 0
    assert exported(moving, "--edition", "picture", "--part", "stages", "--to", "svg", "--out", tmp_path / "each") == 0
    (whole,) = (tmp_path / "map").iterdir()
    with Image.open(io.BytesIO(whole.read_bytes())) as picture:
        assert picture.format == "PNG"
    assert [path.name for path in (tmp_path / "two").iterdir()] == ["moving - 2 (picture).svg"]
    assert len(list((tmp_path / "each").iterdir())) == 4
    capsys.readouterr()
    assert exported(moving, "--edition", "picture", "--part", "9", "--out", tmp_path / "none") == 2
    assert "no stage 9; its stages are 1 to 4" in capsys.readouterr().err


def _with_a_phone(path: Path, decided: str) -> Path:
    records = [
        each.model_copy(update={"personal_data": decided}) if isinstance(each, Project) else each for each in frame()
    ]
    point = Touchpoint(id="a", journey_id="j", stage_id="s1", lane_id="front", title=LocalText(en="Ring 13812345678"))
    remark = Comment(id="c", subject_id="a", text=LocalText(en="or li.na@example.org"))
    save_project(path, State([*records, point, remark]), {}, document_id="x", revision=1)
    return path


def test_personal_data_are_told_until_it_is_decided(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _with_a_phone(tmp_path / "asks.journey", "ask")
    exported(path, "--to", "json", "--out", tmp_path)
    assert "2 places that look like personal data" in capsys.readouterr().err
    exported(path, "--to", "graphml", "--out", tmp_path)
    assert "1 place that looks like personal data" in capsys.readouterr().err
    exported(path, "--to", "json", "--personal", "redact", "--out", tmp_path)
    assert "personal data" not in capsys.readouterr().err
    said = (tmp_path / "asks.json").read_text(encoding="utf-8")
    assert "13812345678" not in said
    assert "li.na" not in said


def test_what_the_project_has_decided_holds_here_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _with_a_phone(tmp_path / "decided.journey", "redact")
    exported(path, "--to", "bpmn", "--out", tmp_path)
    assert capsys.readouterr().err.count("personal data") == 0
    assert "13812345678" not in (tmp_path / "decided.bpmn").read_text(encoding="utf-8")
