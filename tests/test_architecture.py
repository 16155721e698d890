"""What the source must not do, and what must not be loaded before it is needed. Layers are held by import-linter."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import journeymap

SOURCE = Path(journeymap.__file__).parent
MODULES = sorted(path for path in SOURCE.rglob("*.py") if "_data" not in path.relative_to(SOURCE).parts)
BANNED_CALLS = {
    "eval": "read values with the records' own validation",
    "exec": "there is nothing to run",
    "compile": "there is nothing to run",
}
BANNED_METHODS = {
    "setHtml": "what people typed must not become markup: use setPlainText",
    "os.system": "start programs by a list of arguments",
    "os.popen": "start programs by a list of arguments",
}
BANNED_IMPORTS = {
    "pickle": "files are JSON", "marshal": "files are JSON", "shelve": "files are JSON", "yaml": "files are JSON",
    "xml.sax": "ElementTree writes, nothing here parses foreign XML with entities", "telnetlib": "no network",
}  # fmt: skip
LINES = 450


def _nodes() -> Iterator[tuple[str, ast.AST]]:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            yield f"{path.relative_to(SOURCE)}:{getattr(node, 'lineno', 0)}", node


def test_no_call_that_runs_what_a_file_says() -> None:
    found = []
    for place, node in _nodes():
        if not isinstance(node, ast.Call):
            continue
        match node.func:
            case ast.Name(id=name) if name in BANNED_CALLS:
                found.append(f"{place} {name}: {BANNED_CALLS[name]}")
            case ast.Attribute(attr=method) as called:
                found += [f"{place} {name}: {BANNED_METHODS[name]}" for name in (method, ast.unparse(called))
                          if name in BANNED_METHODS]  # fmt: skip
        if any(word.arg == "shell" and getattr(word.value, "value", True) for word in node.keywords):
            found.append(f"{place} shell=True: start programs by a list of arguments")
    assert found == []


def test_no_import_of_what_is_not_safe_to_read() -> None:
    found = []
    for place, node in _nodes():
        match node:
            case ast.Import(names=names):
                imported = [each.name for each in names]
            case ast.ImportFrom(module=str() as module):
                imported = [module]
            case _:
                continue
        found += [f"{place} {name}: {why}" for name in imported for banned, why in BANNED_IMPORTS.items()
                  if name == banned or name.startswith(f"{banned}.")]  # fmt: skip
    assert found == []


def test_no_swallowed_error() -> None:
    found = [
        place
        for place, node in _nodes()
        if isinstance(node, ast.ExceptHandler) and len(node.body) == 1 and isinstance(node.body[0], ast.Pass)
    ]
    assert found == [], "say why nothing is to be done, or use contextlib.suppress around the one call"


def test_every_module_says_what_it_owns() -> None:
    silent = [
        str(path.relative_to(SOURCE)) for path in MODULES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []


def test_no_module_is_longer_than_one_can_hold_in_the_head() -> None:
    long = {}
    for path in MODULES:
        lines = len(path.read_text("utf-8").splitlines())
        # Tables of words and records are one thing after the other, with nothing to part.
        if lines > LINES and path.parent.name != "labels" and path.name != "records.py":
            long[str(path.relative_to(SOURCE))] = lines
    assert long == {}, "look for the second subject in it"


NAMES = {
    "PIL": "pillow", "pptx": "python-pptx", "pydantic_core": "pydantic", "PySide6": "pyside6-essentials",
    "shiboken6": "pyside6-essentials",
}  # fmt: skip
"""What a package is called where it is installed from, if not like its module."""


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    modules = set()
    for _, node in _nodes():
        match node:
            case ast.Import(names=names):
                modules |= {each.name.partition(".")[0] for each in names}
            case ast.ImportFrom(module=str() as module, level=0):
                modules.add(module.partition(".")[0])
    foreign = modules - sys.stdlib_module_names - {"journeymap", "__future__"}
    assert {NAMES.get(each, each).lower() for each in foreign} == declared()


def test_the_licence_of_each_library_is_named_in_the_window() -> None:
    from journeymap.ui.dialogs.keys import LIBRARIES

    assert {package.lower() for package, _, _ in LIBRARIES} == declared()


def declared() -> set[str]:
    """The packages that come with the program."""
    text = (Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8")
    wanted = tomllib.loads(text)["project"]["dependencies"]
    return {re.split(r"[^\w.-]", each, maxsplit=1)[0].lower() for each in wanted}


def loaded_by(code: str) -> set[str]:
    """The top-level modules and packages that a fresh interpreter has loaded after `code`."""
    script = f"import sys\ntry:\n    {code}\nexcept SystemExit:\n    pass\nimport json\n"
    script += "sys.stdout.write('\\n' + json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


HEAVY = {"networkx", "reportlab", "pypdfium2", "PIL", "numpy", "openpyxl", "pptx", "xlsxwriter"}


@pytest.mark.parametrize("code", ["import journeymap.cli", "from journeymap.cli import main; main(['--help'])"])
def test_asking_for_help_loads_neither_qt_nor_the_records(code: str) -> None:
    assert loaded_by(code) & {"PySide6", "shiboken6", "pydantic", *HEAVY} == set()


def test_the_window_does_not_wait_for_what_it_does_not_show() -> None:
    assert loaded_by("import journeymap.ui.window, journeymap.app") & HEAVY == set()


def test_below_the_window_there_is_no_qt() -> None:
    assert (
        loaded_by("import journeymap.session, journeymap.analysis.findings, journeymap.exporting") & {"PySide6"}
        == set()
    )
