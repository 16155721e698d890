"""The program from the command line, run as people run it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from journeymap import __version__
from journeymap.labels.commands import WORDS
from journeymap.model.document import State
from journeymap.model.queries import journeys, lanes, project, stages
from journeymap.storage import load_project, save_project
from tests.exporting.pages import journey, pdf_text


def run(*arguments: str | Path, folder: Path, language: str = "en", **more: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **{name: value for name, value in os.environ.items() if name not in ("LC_ALL", "LC_MESSAGES", "DISPLAY")},
        "LANG": {"en": "en_US.UTF-8", "zh": "zh_CN.UTF-8"}[language],
        "PYTHONIOENCODING": "utf-8",
        **more,
    }
    return subprocess.run(
        [sys.executable, "-m", "journeymap", *map(str, arguments)],
        cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=100, check=False,
    )  # fmt: skip


@pytest.fixture
def moving(tmp_path: Path) -> Path:
    path = tmp_path / "搬家 moving.journey"
    save_project(path, journey(7), {}, document_id="moving", revision=1)
    return path


def test_help_and_version_load_neither_window_nor_records(tmp_path: Path) -> None:
    heavy = ("PySide6", "pydantic", "networkx", "reportlab")
    code = (
        "import sys\nfrom journeymap.cli import main\ntry:\n    main(sys.argv[1:])\nexcept SystemExit as end:\n"
        f"    print('\\nloaded', end.code, [name for name in {heavy} if name in sys.modules])"
    )
    for arguments in (["--help"], ["--version"], ["export", "--help"], ["check", "--help"], ["new", "--help"]):
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True
        )
        assert done.stdout.endswith("loaded 0 []\n")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_help_speaks_the_language_of_the_system(language: str, tmp_path: Path) -> None:
    told = "".join(run("--help", folder=tmp_path, language=language).stdout.split())
    assert "".join(WORDS["cli.about"][language == "zh"].split()) in told
    assert "export" in told


def test_version(tmp_path: Path) -> None:
    assert run("--version", folder=tmp_path).stdout == f"journeymap {__version__}\n"


@pytest.mark.parametrize(("to", "beginning"), [("pdf", b"%PDF-1.7"), ("svg", b"<?xml"), ("png", b"\x89PNG")])
def test_export_writes_a_poster_beside_nothing_else(to: str, beginning: bytes, moving: Path, tmp_path: Path) -> None:
    before = moving.read_bytes()
    done = run("export", moving, "--to", to, "--paper", "a3", "--lang", "both", "--out", "out", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    (written,) = (tmp_path / "out").iterdir()
    assert written.name == f"搬家 moving.{to}"
    assert written.read_bytes().startswith(beginning)
    assert str(Path("out") / written.name) in done.stdout
    assert moving.read_bytes() == before


def test_export_in_each_language_and_with_equal_dates_equal_bytes(moving: Path, tmp_path: Path) -> None:
    for folder, language in (("one", "zh"), ("two", "zh"), ("three", "en")):
        run("export", moving, "--lang", language, "--date", "2026-11-22", "--out", folder, folder=tmp_path)
    one, two, three = (tmp_path / folder / "搬家 moving.pdf" for folder in ("one", "two", "three"))
    assert one.read_bytes() == two.read_bytes()
    assert "第006步办理" in pdf_text(one.read_bytes())
    assert "Step006atthedesk" in pdf_text(three.read_bytes())


def test_export_says_in_one_sentence_which_paper_fits(moving: Path, tmp_path: Path) -> None:
    done = run("export", moving, "--paper", "A4", "--smallest", "14", "--out", "out", folder=tmp_path, language="zh")
    assert done.returncode == 0
    assert "能保证字号的最小纸张是" in done.stderr.splitlines()[0]
    assert (tmp_path / "out" / "搬家 moving.pdf").exists()


def test_export_of_several_files_goes_on_after_a_bad_one(moving: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.journey"
    bad.write_bytes(b"not a journey")
    done = run("export", bad, moving, "missing.journey", "--out", "out", folder=tmp_path)
    assert done.returncode == 2
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["搬家 moving.pdf"]
    assert "bad.journey" in done.stderr
    assert "missing.journey" in done.stderr
    assert "Traceback" not in done.stderr


def test_check_tells_findings_and_their_weight_by_its_status(moving: Path, tmp_path: Path) -> None:
    done = run("check", moving, folder=tmp_path)
    assert done.returncode == 1
    assert all(line.startswith("搬家 moving.journey: Moving house: ") for line in done.stdout.splitlines())
    assert "Warning" in done.stdout or "Problem" in done.stdout
    assert "警告" in run("check", moving, folder=tmp_path, language="zh").stdout
    bad = tmp_path / "bad.journey"
    bad.write_bytes(b"")
    assert run("check", bad, folder=tmp_path).returncode == 2


def test_check_of_a_fresh_project_finds_nothing_worse_than_notes(tmp_path: Path) -> None:
    run("new", "fresh.journey", folder=tmp_path)
    done = run("check", "fresh.journey", folder=tmp_path)
    assert done.returncode == 0, done.stdout


def test_new_makes_a_project_of_a_template_and_replaces_nothing(tmp_path: Path) -> None:
    templates = list(json.loads((Path(__file__).parents[1] / "resources" / "templates.json").read_text("utf-8")))
    for number, name in enumerate(templates):
        done = run("new", "--template", name, "--lang", "zh", f"{number}.journey", folder=tmp_path)
        assert done.returncode == 0, done.stderr
        state = State(load_project(tmp_path / f"{number}.journey").records)
        (made,) = journeys(state)
        assert stages(state, made.id)
        assert lanes(state, made.id)
        assert project(state).languages == ("zh", "en")
    before = (tmp_path / "0.journey").read_bytes()
    again = run("new", "0.journey", folder=tmp_path)
    assert again.returncode == 2
    assert "0.journey" in again.stderr
    assert (tmp_path / "0.journey").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["export"], "at least one"),
        (["export", "x.journey", "--paper", "B5"], "A4, A3"),
        (["export", "x.journey", "--to", "docx"], "pdf, png, svg"),
        (["export", "x.journey", "--date", "yesterday"], "2026-11-22"),
        (["export", "x.journey", "--smallest", "1"], "from 4 to 72"),
        (["export", "x.journey", "--out"], "--out needs a value"),
        (["new"], "FILE needs a value"),
        (["new", "--template", "nothing", "x.journey"], "empty"),
        (["--nonsense"], "--nonsense"),
        (["check", "--", "--nonsense"], "--nonsense"),
    ],
)
def test_wrong_arguments_are_told_in_one_sentence(arguments: list[str], told: str, tmp_path: Path) -> None:
    done = run(*arguments, folder=tmp_path)
    assert done.returncode == 2
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_wrong_arguments_in_chinese(tmp_path: Path) -> None:
    done = run("export", "x.journey", "--paper", "B5", "--ui-lang", "zh", folder=tmp_path)
    assert "--paper 不能是“B5”" in done.stderr


def test_self_test_is_good_here(tmp_path: Path) -> None:
    done = run("--self-test", folder=tmp_path)
    assert done.returncode == 0, done.stdout
    lines = done.stdout.splitlines()
    assert len(lines) >= 8
    assert all(line.startswith("good") for line in lines)
    assert list(tmp_path.iterdir()) == []


def test_output_to_a_closed_pipe_ends_quietly(moving: Path) -> None:
    command = [sys.executable, "-m", "journeymap", "check", str(moving)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
