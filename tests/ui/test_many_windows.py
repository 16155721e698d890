"""Windows that are opened, dressed anew and closed while work runs beside them, and while files are written: nothing dies,
nothing is left half done."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from journeymap import resources
from journeymap.session import Session
from journeymap.ui import printing as sheets
from journeymap.ui import tasks
from journeymap.ui.dialogs import export, printing
from journeymap.ui.dialogs.export import ExportDialog
from journeymap.ui.dialogs.import_file import ImportDialog
from journeymap.ui.dialogs.printing import PrintDialog
from journeymap.ui.settings import Settings
from journeymap.ui.window import MainWindow
from journeymap.ui.words import set_language
from tests.ui.dropping import drop

SLOW = 60_000
Opener = Callable[[Session | None], MainWindow]


def sample(number: int) -> Session:
    """One of the samples, as a project of one's own."""
    found = resources.samples()
    return Session.open_copy(found[number % len(found)])


def bury() -> None:
    """What is to be deleted is deleted now, garbage included."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    QApplication.processEvents()


def come_to_rest(qtbot: QtBot) -> None:
    """The worker has nothing to do, and garbage is collected as ever."""
    qtbot.waitUntil(lambda: not tasks.is_busy(), timeout=SLOW)
    qtbot.waitUntil(lambda: all(each.name != "journeymap-work" for each in threading.enumerate()), timeout=SLOW)
    qtbot.waitUntil(gc.isenabled, timeout=SLOW)


def test_windows_come_and_go_while_work_runs(qtbot: QtBot, settings: Settings, scale: int) -> None:
    set_language("en")
    for number in range(3 * scale):
        window = MainWindow(settings)
        window.resize(1300, 800)
        window.show()
        window.set_session(sample(number))
        assert window.workspace is not None
        window.workspace.show_view("paths")
        QApplication.processEvents()
        if number % 2:
            window.workspace.show_view("compare")
        window.close()
        window.deleteLater()
        del window
        bury()
    come_to_rest(qtbot)
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()]


def test_language_and_theme_change_while_figures_are_worked_out(open_window: Opener, qtbot: QtBot, scale: int) -> None:
    window = open_window(sample(0))
    for number in range(4 * scale):
        assert window.workspace is not None
        window.workspace.show_view(("paths", "evidence", "compare", "opportunities")[number % 4])
        QApplication.processEvents()
        if number % 2:
            window.set_theme("dark" if number % 4 == 1 else "light")
        else:
            window.set_language("zh" if number % 4 == 0 else "en")
        bury()
    come_to_rest(qtbot)
    assert window.workspace is not None and window.workspace.view_name == "opportunities"


def test_a_window_closed_over_an_export_leaves_no_half_of_it(
    open_window: Opener, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(sample(0))
    target = tmp_path / "wall.pdf"
    monkeypatch.setattr(export, "ask_place", lambda *_: target)
    window.run_command("export")
    (dialog,) = window.findChildren(ExportDialog)
    dialog.export()
    assert tasks.is_busy()
    window.close()
    bury()
    assert window.findChildren(QDialog) == []
    come_to_rest(qtbot)
    assert list(tmp_path.glob("wall*")) in ([], [target])
    assert not target.exists() or target.read_bytes().rstrip().endswith(b"%%EOF")


def test_a_window_closed_over_printing_has_the_printer_forget_it(
    open_window: Opener, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def chosen(_parent: object) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        printer.setResolution(150)
        return printer

    monkeypatch.setattr(printing, "ask_printer", chosen)
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["Office"]))
    monkeypatch.setattr(sheets, "STRIP_PIXELS", 200_000)
    window = open_window(sample(1))
    window.run_command("print")
    (dialog,) = window.findChildren(PrintDialog)
    qtbot.waitUntil(lambda: not dialog.is_drawing and dialog.drawn is not None, timeout=SLOW)
    dialog.export()
    assert tasks.is_busy()
    window.close()
    bury()
    assert window.findChildren(QDialog) == []
    come_to_rest(qtbot)


def test_a_window_closed_over_an_import_takes_nothing_in(open_window: Opener, qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(Session.new("empty", ("en", "zh")))
    session = window.session
    assert session is not None and window.map_page is not None
    path = tmp_path / "long.mmd"
    path.write_text("flowchart LR\n" + "".join(f"  a{n}[Step {n}] --> a{n + 1}[Step {n + 1}]\n" for n in range(400)))
    before = session.document.snapshot().live_records()
    assert drop(window.map_page.view.viewport(), path)
    assert window.findChildren(ImportDialog)
    window.close()
    bury()
    assert window.findChildren(QDialog) == []
    come_to_rest(qtbot)
    assert session.state.live_records() == before


PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from journeymap import app, resources
from journeymap.ui.settings import Settings
settings = Settings(Path(sys.argv[1]) / "settings.ini")
settings.toured = True

def begin():
    (window,) = [each for each in QApplication.topLevelWidgets() if hasattr(each, "workspace")]
    window.workspace.show_view("paths")
    window.run_command("export")
    QTimer.singleShot(int(sys.argv[2]), QApplication.closeAllWindows)

former = app.dress
def dress(application, settings):
    former(application, settings)
    QTimer.singleShot(300, begin)
app.dress = dress
sys.exit(app.run(sample=resources.samples()[0], settings=settings))
"""


def test_the_program_ends_in_peace_while_it_draws(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", PROGRAM, str(tmp_path), "350"],
        capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    assert (ended.returncode, "Traceback" in ended.stderr) == (0, False), ended.stderr
