"""The command `import`: files of other programs become projects, and what became of them is told line by line."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from journeymap.cli import BAD, print_error
from journeymap.importing import telling
from journeymap.importing.errors import ImportProblem
from journeymap.importing.reading import Imported, project_of, read
from journeymap.importing.recognition import ENDINGS
from journeymap.importing.report import CHANGED, LEFT_OUT, SEVERITIES
from journeymap.importing.sheets import is_own_folder
from journeymap.labels import say
from journeymap.model.document import State
from journeymap.model.values import new_id
from journeymap.storage import FileError, save_project, write_file_atomically

_SUFFIX = ".journey"


def run(chosen: Namespace, language: str) -> int:
    """Import the files; returns the exit status: 2 where one was refused or could not be written."""
    files, status = _files(chosen.files, language)
    if chosen.out.suffix == _SUFFIX and len(files) > 1 and not chosen.out.is_dir():
        print_error(say("cli.error.one_project", language, name=chosen.out.name, n=len(files)), language)
        return BAD
    targets = _targets(files, chosen.out)
    told: list[dict[str, Any]] = []
    for path, target in zip(files, targets, strict=True):
        entry: dict[str, Any] = {"file": str(path)}
        told.append(entry)
        try:
            imported = read(path, language=chosen.lang)
        except ImportProblem as problem:
            entry["error"] = say(problem.key, language, **{"name": path.name, **problem.values})
            print_error(entry["error"], language)
            status = BAD
            continue
        entry |= telling.as_data(imported, language)
        _print(path, imported, language, everything=chosen.all)
        error = _write(target, imported, language, replace=chosen.replace)
        if error:
            entry["error"] = error
            print_error(error, language)
            status = BAD
            continue
        entry["written"] = str(target)
        print(say("cli.written", language, path=target))
    return _write_report(chosen.json, told, language) or status


def _files(paths: Iterable[Path], language: str) -> tuple[list[Path], int]:
    """The files that are meant; in folders those whose ending tells that they might be read, in the order of their names."""
    found: list[Path] = []
    status = 0
    for path in paths:
        inside = [path] if not path.is_dir() or is_own_folder(path) else list(_inside(path))
        if not inside:
            print_error(say("cli.nothing_to_import", language, name=path), language)
            status = BAD
        found += inside
    return found, status


def _inside(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix.casefold().lstrip(".") in ENDINGS:
            yield path


def _targets(files: list[Path], out: Path) -> list[Path]:
    """Where the project of each file goes: `out` itself where it names a file for the only one, else a file in it."""
    if out.suffix == _SUFFIX and len(files) == 1 and not out.is_dir():
        return [out]
    found: list[Path] = []
    taken: set[str] = set()
    for path in files:
        name, number = path.stem, 1
        while name.casefold() in taken:
            number += 1
            name = f"{path.stem} ({number})"
        taken.add(name.casefold())
        found.append(out / f"{name}{_SUFFIX}")
    return found


def _print(path: Path, imported: Imported, language: str, *, everything: bool) -> None:
    kind = say(f"import.kind.{imported.kind}", language)
    summary = " · ".join([*telling.facts(imported, language), telling.summary(imported, language)])
    print(say("cli.imported", language, name=path.name, kind=kind, summary=summary))
    for text in telling.lines(imported, language, SEVERITIES if everything else (CHANGED, LEFT_OUT)):
        print(say("cli.import_line", language, text=text))


def _write(target: Path, imported: Imported, language: str, *, replace: bool) -> str:
    """Write a project; '' or the sentence that says why not."""
    if target.exists() and not replace:
        return say("cli.error.exists", language, name=target.name)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        save_project(target, State(project_of(imported)), {}, document_id=new_id(), revision=1)
    except FileError as error:
        return say(error.key, language, **error.values)
    except OSError as error:
        return say("cli.error.folder", language, name=target.parent, detail=error.strerror)
    return ""


def _write_report(path: Path | None, told: list[dict[str, Any]], language: str) -> int:
    if path is None:
        return 0
    data = json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    try:
        write_file_atomically(path, data.encode("utf-8"))
    except FileError as error:
        print_error(say(error.key, language, **error.values), language)
        return BAD
    return 0
