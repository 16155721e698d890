"""`journeymap import`: projects out of files and folders, a report to read and one for scripts, a status that tells."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from journeymap.cli import main
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.storage import load_project
from tests.importing.test_mermaid import JOURNEY
from tests.importing.test_tables import CHINESE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files of three kinds, one broken, one in a folder below, and some that are none of ours."""
    (tmp_path / "in" / "more").mkdir(parents=True)
    (tmp_path / "in" / "birth.mmd").write_text(JOURNEY.replace("3: Parent", "7: Parent"), "utf-8")
    (tmp_path / "in" / "more" / "birth.csv").write_bytes(CHINESE.encode("gb18030"))
    (tmp_path / "in" / "picture.png").write_bytes(b"\x89PNG")
    return tmp_path / "in"


def told(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    status = main(["import", "--ui-lang", "en", *map(str, arguments)])
    found = capsys.readouterr()
    return status, found.out, found.err


def titles(path: Path) -> list[str]:
    state = State(load_project(path).records)
    (journey,) = queries.journeys(state)
    return [each.title.shown_in("en") for each in queries.touchpoints(state, journey.id)]


def test_a_folder_becomes_projects_and_a_report(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = told(capsys, folder, "--out", tmp_path / "out", "--json", tmp_path / "report.json")
    assert (status, err) == (0, "")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["birth (2).journey", "birth.journey"]
    assert titles(tmp_path / "out" / "birth.journey") == ["Find the form", "Ask the hospital", "Hand it in"]
    assert titles(tmp_path / "out" / "birth (2).journey") == ["查找材料清单", "电话咨询", "提交材料"]
    assert "birth.mmd: Mermaid diagram" in out
    assert '[changed] line 7: score "7"' in out
    assert "[understood]" not in out
    first, second = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert (first["kind"], first["facts"]["tasks"], second["language"]) == ("mermaid", 3, "zh")
    assert {"kind": "line", "at": "7"} in [each["place"] for each in first["lines"]]
    assert first["written"].endswith("birth.journey")


def test_one_file_can_name_its_project_and_nothing_is_replaced_unasked(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "deep" / "mine.journey"
    status, out, _ = told(capsys, folder / "birth.mmd", "--out", target, "--all")
    assert status == 0
    assert "[understood] line 4" in out
    before = target.read_bytes()
    status, _, err = told(capsys, folder / "birth.mmd", "--out", target)
    assert status == 2
    assert "mine.journey" in err
    assert target.read_bytes() == before
    assert told(capsys, folder / "birth.mmd", "--out", target, "--replace", "--lang", "zh")[0] == 0
    assert target.read_bytes() != before


def test_a_refused_file_is_told_and_the_others_are_read(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "broken.bpmn").write_text("<definitions>\n<process>\n", "utf-8")
    status, _, err = told(capsys, folder, tmp_path / "gone.csv", folder / "picture.png", "--out", tmp_path / "out")
    assert status == 2
    assert "line 3" in err
    assert "gone.csv" in err
    assert "picture" in err
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_an_empty_folder_and_one_project_for_many_are_told(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    assert told(capsys, tmp_path / "empty")[0] == 2
    status, _, err = told(capsys, folder, "--out", tmp_path / "one.journey")
    assert status == 2
    assert "one.journey" in err
    assert not (tmp_path / "one.journey").exists()
