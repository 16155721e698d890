"""The program from the command line, run as people run it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from journeymap import __version__
from journeymap.analysis.figures import figures
from journeymap.analysis.findings import findings_of
from journeymap.cli import COMMANDS
from journeymap.edit.annotations import dismiss_finding
from journeymap.labels import amounts
from journeymap.labels.commands import WORDS
from journeymap.model.changes import Label
from journeymap.model.document import Document, State
from journeymap.model.queries import journeys, lanes, project, stages
from journeymap.model.records import RECORD_CLASSES
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
    for arguments in (["--help"], ["--version"], *([each, "--help"] for each in COMMANDS)):
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
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
    done = run(
        "export",
        moving,
        "--paper",
        "A4",
        "--smallest",
        "14",
        "--personal",
        "keep",
        "--out",
        "out",
        folder=tmp_path,
        language="zh",
    )
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


def test_a_folder_is_exported_with_all_below_it_and_files_of_one_name_stay_apart(moving: Path, tmp_path: Path) -> None:
    for folder in ("north", "south/east", "south/west"):
        (tmp_path / "all" / folder).mkdir(parents=True)
        (tmp_path / "all" / folder / "permit.journey").write_bytes(moving.read_bytes())
    (tmp_path / "all" / "empty").mkdir()
    done = run("export", "all", moving, "all/north/permit.journey", "--out", "out", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert sorted(str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*.pdf")) == [
        "north/permit.pdf", "permit.pdf", "south/east/permit.pdf", "south/west/permit.pdf", "搬家 moving.pdf",
    ]  # fmt: skip
    twice = run("export", moving, moving, "--personal", "keep", "--out", "twice", folder=tmp_path)
    assert {path.name for path in (tmp_path / "twice").iterdir()} == {"搬家 moving.pdf", "搬家 moving (2).pdf"}
    assert twice.stderr == ""
    nothing = run("export", "all/empty", moving, "--out", "out", folder=tmp_path)
    assert nothing.returncode == 2
    assert "holds no journey files" in nothing.stderr


def test_the_public_edition_says_so_in_its_name(moving: Path, tmp_path: Path) -> None:
    run("export", moving, "--edition", "public", "--to", "html", folder=tmp_path)
    run("export", moving, "--edition", "text", "--to", "html", "--public", folder=tmp_path)
    names = {path.name for path in tmp_path.glob("*.html")}
    assert names == {"搬家 moving (report, public).html", "搬家 moving (text, public).html"}


@pytest.mark.skipif(sys.platform == "win32", reason="no terminals of this kind")
def test_a_terminal_sees_how_far_it_is_and_ctrl_c_leaves_no_half_file(moving: Path, tmp_path: Path) -> None:
    import pty

    for number in range(40):
        (tmp_path / "all").mkdir(exist_ok=True)
        (tmp_path / "all" / f"{number:02d}.journey").write_bytes(moving.read_bytes())
    ours, theirs = pty.openpty()
    command = [
        sys.executable,
        "-m",
        "journeymap",
        "export",
        "all",
        "--edition",
        "text",
        "--out",
        "out",
        "--ui-lang",
        "en",
    ]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=theirs) as process:
        os.close(theirs)
        told = b""
        while b"4 of 40: 03.journey" not in told:
            told += os.read(ours, 1000)
        process.send_signal(signal.SIGINT)
        try:
            while more := os.read(ours, 1000):
                told += more
        except OSError:
            pass  # the other end of a terminal was closed
        assert process.wait(60) == 130
    os.close(ours)
    assert b"Stopped; the files written so far stay." in told
    written = sorted((tmp_path / "out").iterdir())
    assert 3 <= len(written) < 40
    assert all(path.suffix == ".pdf" and path.read_bytes().rstrip().endswith(b"%%EOF") for path in written)


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


def test_check_tells_scripts_all_it_found(moving: Path, tmp_path: Path) -> None:
    state = State(load_project(moving).records)
    (own,) = journeys(state)
    finding = findings_of(state, own.id)[0]
    document = Document(list(state))
    document.apply(dismiss_finding(own.id, finding.key, finding.subject_ids, "under way"), Label.of("dismiss_finding"))
    save_project(tmp_path / "two.journey", document.snapshot(), {}, document_id="two", revision=1)
    for language, severity in (("en", "Warning"), ("zh", "警告")):
        done = run("check", moving, "two.journey", "--json", folder=tmp_path, language=language)
        assert done.returncode == 1
        first, second = (json.loads(line) for line in done.stdout.splitlines())
        assert (first["file"], second["file"]) == (str(moving), "two.journey")
        (told,) = first["journeys"]
        assert told["id"] == own.id and told["dismissed"] == []
        plain = run("check", moving, folder=tmp_path, language=language).stdout.splitlines()
        assert len(plain) == len(told["findings"]) and any(severity in line for line in plain)
        for each, line in zip(told["findings"], plain, strict=True):
            assert each["sentence"] in line and each["advice"] in line
            assert each["key"] and each["severity"] in ("problem", "warning", "note")
            assert all(subject["kind"] in RECORD_CLASSES and subject["title"] for subject in each["subjects"])
        (aside,) = second["journeys"][0]["dismissed"]
        assert (aside["key"], aside["reasons"]) == (finding.key, ["under way"])
        assert len(second["journeys"][0]["findings"]) == len(told["findings"]) - 1


def test_json_keeps_its_letters_where_the_terminal_has_none(moving: Path, tmp_path: Path) -> None:
    done = run("check", moving, "--json", folder=tmp_path, language="zh", PYTHONIOENCODING="ascii")
    assert done.stdout.isascii()
    (own,) = journeys(State(load_project(moving).records))
    assert json.loads(done.stdout)["journeys"][0]["title"] == own.title["zh"]


def test_figures_are_told_to_people_in_both_languages(moving: Path, tmp_path: Path) -> None:
    state = State(load_project(moving).records)
    outlook = figures(state, journeys(state)[0].id).outlook
    goal, busy = amounts.share(outlook.goal), outlook.everyone.contact_time
    for language, words in (
        ("en", (f"Reach the goal: {goal}", f"Contact time (everybody who starts): {amounts.elapsed(busy, 'en')}")),
        ("zh", (f"到达目标：{goal}", f"接触时长（所有出发者）：{amounts.elapsed(busy, 'zh')}")),
    ):
        done = run("figures", moving, folder=tmp_path, language=language)
        assert done.returncode == 0, done.stderr
        assert all(word in done.stdout for word in words), done.stdout
        assert not re.search(r"nan|None|\binf\b|figure\.|cli\.", done.stdout)
    assert not re.search(r"[A-Za-z]{4,}", re.sub(r"KANO|journey|moving|touchpoint", "", done.stdout)), done.stdout


def test_figures_are_told_to_scripts_as_they_are(moving: Path, tmp_path: Path) -> None:
    done = run("figures", moving, "--json", folder=tmp_path)
    told = json.loads(done.stdout)
    state = State(load_project(moving).records)
    (own,) = told["journeys"]
    expected = figures(state, own["id"])
    assert own["title"] == "Moving house" and told["file"] == str(moving)
    assert own["figures"]["outlook"]["goal"] == expected.outlook.goal
    assert own["figures"]["outlook"]["everyone"]["time"] == expected.outlook.everyone.time
    assert own["figures"]["coverage"]["untouched"], "elements of the edition that nothing is linked to"


def test_figures_of_what_has_no_way_through_and_of_bad_files(tmp_path: Path) -> None:
    run("new", "fresh.journey", folder=tmp_path)
    (tmp_path / "bad.journey").write_bytes(b"")
    done = run("figures", "bad.journey", "fresh.journey", folder=tmp_path)
    assert done.returncode == 2 and "bad.journey" in done.stderr and "Traceback" not in done.stderr
    assert "0 touchpoints" in done.stdout and "Without a start and an end" in done.stdout
    done = run("figures", "bad.journey", "fresh.journey", "--json", folder=tmp_path)
    assert done.returncode == 2
    assert json.loads(done.stdout)["file"] == "fresh.journey"


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
        (["figures"], "at least one"),
        (["figures", "--json=yes", "x.journey"], "--json takes no value"),
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
