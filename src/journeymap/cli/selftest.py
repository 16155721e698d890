"""`--self-test`: does everything the program needs work on this computer? One line for each check, exit status 0 if all are good.

Runs without a display; works in a folder of its own and leaves nothing behind.
"""

from __future__ import annotations

import os
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.cli import say

if TYPE_CHECKING:
    from journeymap.model.document import Document

TITLE = "办理落户 & Überprüfung (½) 😀"


def self_test(language: str) -> int:
    """Run all checks and print what they found."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    failed = False
    for name, check in _checks():
        what = say(f"cli.test.{name}", language)
        try:
            check()
        except Exception as error:  # whatever goes wrong in a check is what the check is for
            failed = True
            detail = " ".join(str(error).split()) or type(error).__name__
            print(say("cli.test.bad", language, what=what, detail=detail), flush=True)
        else:
            print(say("cli.test.good", language, what=what), flush=True)
    return int(failed)


def _checks() -> Iterator[tuple[str, Callable[[], None]]]:
    yield "words", _words
    yield "fonts", _fonts
    yield "icons", _icons
    yield "catalogue", _catalogue
    yield "file", _file
    yield "pdf", _pdf
    yield "window", _window
    yield "binding", _binding


def _expect(condition: bool, message: str) -> None:
    if not condition:
        raise RuntimeError(message)


def _words() -> None:
    from journeymap.labels import table

    empty = [key for key, pair in table().items() if not all(pair)]
    _expect(not empty, f"no words for {', '.join(empty)}")


def _fonts() -> None:
    """The width table must be that of the fonts, or lines would break in other places than they are drawn."""
    from journeymap.exporting.pdf.fonts import registered
    from journeymap.typesetting import BOLD, REGULAR, width

    fonts = registered()
    text = "民众旅程 journey 12345 （，。）"
    for name in (REGULAR, BOLD):
        drawn = fonts[name].stringWidth(text, 10.0)
        measured = width(text, 10.0, name == BOLD)
        _expect(abs(drawn - measured) < 0.05, f"{name}: {drawn:.2f} is not {measured:.2f}")


def _icons() -> None:
    from journeymap.exporting.shapes import icon_path
    from journeymap.resources import icon_folder

    names = [path.stem for path in icon_folder().glob("*.svg")]
    _expect(len(names) > 20, "icons are missing")
    lacking = [name for name in ("expectation", "pain_point", "surprise", "emotion_0") if not icon_path(name)]
    _expect(not lacking, f"no path for {', '.join(lacking)}")


def _catalogue() -> None:
    from journeymap import catalogue

    standard = catalogue.load()
    for edition in standard.editions:
        _expect(len(standard.dimensions(edition.id)) == 4, f"{edition.id} has not four dimensions")
        _expect(bool(standard.elements(edition.id)), f"{edition.id} has no elements")


def _journey() -> tuple[Document, str]:
    """A small project with one touchpoint."""
    from journeymap.edit import touchpoints
    from journeymap.edit.projects import new_project
    from journeymap.model import queries
    from journeymap.model.changes import Label
    from journeymap.model.text import LocalText

    document = new_project("empty")
    journey = queries.journeys(document.state)[0]
    stage, lane = queries.stages(document.state, journey.id)[0], queries.lanes(document.state, journey.id)[0]
    _, changes = touchpoints.add(document.state, journey.id, stage.id, lane.id, LocalText(zh=TITLE))
    document.apply(changes, Label.of("add_touchpoint"))
    return document, journey.id


def _file() -> None:
    from journeymap.model.document import State
    from journeymap.storage import load_project, save_project

    document, _ = _journey()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "自检 self-test.journey"
        save_project(path, document.snapshot(), {}, document_id="self-test", revision=1)
        opened = State(load_project(path).records)
    _expect(opened.live_records() == document.state.live_records(), "what was opened is not what was saved")


def _pdf() -> None:
    import pypdfium2  # type: ignore[import-untyped]

    from journeymap.exporting import PosterOptions, export_poster

    document, journey_id = _journey()
    options = PosterOptions(paper="A3", languages=("zh",), date="2026-01-01")
    data = export_poster(document.state, journey_id, options).data
    _expect(data == export_poster(document.state, journey_id, options).data, "two exports differ")
    opened = pypdfium2.PdfDocument(data)
    try:
        found = "".join(unicodedata.normalize("NFC", opened[0].get_textpage().get_text_range()).split())
    finally:
        opened.close()
    _expect("".join(TITLE.split()) in found, "the title cannot be found in the PDF")
    _expect(data.count(b"/FontFile2") >= 2, "fonts are not embedded")


def _window() -> None:
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication([])
    _expect(application is not None, "no application")


def _binding() -> None:
    import PySide6

    from journeymap.ui.binding import lost_references

    lost = ", ".join(lost_references())
    _expect(not lost, f"PySide6 {PySide6.__version__}: {lost} lose references; install another version")
