"""Printing as people do it, onto a printer that writes a PDF: the sheets are the pages of the preview, in their paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from pytestqt.qtbot import QtBot

from journeymap import resources
from journeymap.session import Session
from journeymap.ui import printing as sheets
from journeymap.ui.dialogs import printing
from journeymap.ui.dialogs.printing import PrintDialog
from journeymap.ui.window import MainWindow

SLOW = 60_000


@pytest.fixture
def window(open_window: Callable[[Session], MainWindow]) -> MainWindow:
    return open_window(Session.open_copy(resources.samples()[0]))


@pytest.fixture
def paper_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a printer prints to that is chosen in the system's dialog."""
    path = tmp_path / "printed.pdf"

    def chosen(_parent: object) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFileName(str(path))
        printer.setResolution(150)
        return printer

    monkeypatch.setattr(printing, "ask_printer", chosen)
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["Office"]))
    return path


def open_dialog(window: MainWindow, qtbot: QtBot) -> PrintDialog:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(PrintDialog)
    assert dialog is not None
    return dialog


def wait_drawn(dialog: PrintDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not dialog.is_drawing and dialog.preview.picture is not None, timeout=SLOW)


def pictures(data: bytes) -> list[tuple[tuple[int, int], Image.Image]]:
    """The size of each page in points and a small grey picture of it."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [
            (
                tuple(map(round, page.get_size())),
                page.render(scale=2).to_pil().convert("L").resize((150, 150), Image.Resampling.BOX),
            )
            for page in document
        ]  # type: ignore[misc]
    finally:
        document.close()


@pytest.mark.parametrize("edition", ["poster", "cards"])
def test_the_sheets_are_the_pages_of_the_preview(
    edition: str, window: MainWindow, qtbot: QtBot, paper_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "STRIP_PIXELS", 400_000)
    dialog = open_dialog(window, qtbot)
    dialog.choices.edition.choose(edition)
    dialog.choices.use_paper("A4")
    wait_drawn(dialog, qtbot)
    assert dialog.drawn is not None
    expected = pictures(dialog.drawn.pdf)
    qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.findChild(PrintDialog) is None, timeout=SLOW)
    printed = pictures(paper_file.read_bytes())
    assert len(printed) == len(expected)
    for (size, picture), (wanted, page) in zip(printed, expected, strict=True):
        assert size == pytest.approx(wanted, abs=3)
        difference = ImageChops.difference(picture, page).histogram()
        assert sum(difference[70:]) < 150 * 150 * 0.01
    assert "printer" in window.notice.text.lower()


def test_a_page_larger_than_the_paper_is_made_smaller_and_that_is_said(
    window: MainWindow, qtbot: QtBot, paper_file: Path
) -> None:
    dialog = open_dialog(window, qtbot)
    dialog.choices.edition.choose("report")
    dialog.choices.use_paper("A4")
    wait_drawn(dialog, qtbot)
    assert dialog.drawn is not None
    assert any("larger than the paper" in sentence for sentence in dialog.messages)
    count = len(dialog.drawn.sizes)
    qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.findChild(PrintDialog) is None, timeout=SLOW)
    printed = pictures(paper_file.read_bytes())
    assert len(printed) == count
    assert {tuple(sorted(size)) for size, _ in printed} == {(595, 842)}
    assert all(picture.getextrema()[0] < 200 for _, picture in printed), "no sheet is empty"


def test_without_a_printer_the_way_out_is_said(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    dialog = open_dialog(window, qtbot)
    wait_drawn(dialog, qtbot)
    qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    assert any("No printer is set up" in sentence and "PDF" in sentence for sentence in dialog.messages)
    assert dialog.isVisible()


def test_only_what_goes_on_paper_is_offered(window: MainWindow, qtbot: QtBot) -> None:
    dialog = open_dialog(window, qtbot)
    wait_drawn(dialog, qtbot)
    choices = dialog.choices
    assert choices.paper.findData("fitted") < 0
    assert not choices.format.isVisible()
    assert choices.format.value == "pdf"
    choices.edition.take("slides")
    assert choices.edition.value != "slides"


def test_closing_the_dialog_stops_printing(
    window: MainWindow, qtbot: QtBot, paper_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "STRIP_PIXELS", 20_000)
    dialog = open_dialog(window, qtbot)
    wait_drawn(dialog, qtbot)
    qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "page 1" in dialog.preview.state.text(), timeout=SLOW)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(PrintDialog) is None, timeout=SLOW)
    assert "printer" not in window.notice.text.lower()
