"""Exporting as people do it: choose, look, write; and what they are told."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from journeymap import resources
from journeymap.model import queries
from journeymap.session import Session
from journeymap.ui.dialogs import export
from journeymap.ui.dialogs.export import ExportDialog
from journeymap.ui.dialogs.preview import page_picture
from journeymap.ui.settings import Settings
from journeymap.ui.tasks import Work
from journeymap.ui.window import MainWindow

SLOW = 30_000


@pytest.fixture
def window(open_window: Callable[[Session], MainWindow]) -> MainWindow:
    return open_window(Session.open_copy(resources.samples()[-1]))


def open_dialog(window: MainWindow, qtbot: QtBot) -> ExportDialog:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    return dialog


def choose_place(path: Path | None) -> list[str]:
    """Answers the dialog for files once it is open: types a name and saves, or cancels. Gives the name proposed."""
    proposed: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QFileDialog):
            QTimer.singleShot(50, answer)
            return
        proposed.extend(dialog.selectedFiles())
        standard = QDialogButtonBox.StandardButton
        buttons = dialog.findChild(QDialogButtonBox)
        dialog.findChild(QLineEdit, "fileNameEdit").setText(str(path or ""))
        QTest.mouseClick(buttons.button(standard.Cancel if path is None else standard.Save), Qt.MouseButton.LeftButton)

    QTimer.singleShot(50, answer)
    return proposed


def wait_drawn(dialog: ExportDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not dialog.is_drawing and dialog.preview.picture is not None, timeout=SLOW)


def test_the_preview_is_the_page_that_would_be_written(window: MainWindow, qtbot: QtBot) -> None:
    dialog = open_dialog(window, qtbot)
    wait_drawn(dialog, qtbot)
    assert dialog.drawn is not None
    assert dialog.drawn.pdf.startswith(b"%PDF")
    width, height = dialog.drawn.size
    picture = dialog.preview.picture
    assert picture is not None
    assert picture.width() / picture.height() == pytest.approx(width / height, rel=0.01)
    colours = {
        picture.pixelColor(x, y).name() for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)
    }
    assert len(colours) > 50
    titles = [stage.title["en"] for stage in queries.stages(window.session.state, window.journey_id)]  # type: ignore[union-attr]
    assert all(title in dialog.preview.accessibleDescription() for title in titles)


def test_a_choice_is_drawn_anew_and_its_consequences_are_said(window: MainWindow, qtbot: QtBot) -> None:
    dialog = open_dialog(window, qtbot)
    dialog.orientation.choose("landscape")
    dialog.paper.setCurrentIndex(dialog.paper.findData("A4"))
    wait_drawn(dialog, qtbot)
    (first, *_) = dialog.messages
    assert "A4" in first
    assert dialog.drawn is not None
    assert dialog.drawn.size == pytest.approx((842, 595), abs=1)
    dialog.orientation.choose("portrait")
    qtbot.waitUntil(lambda: dialog.drawn.size == pytest.approx((595, 842), abs=1), timeout=SLOW)  # type: ignore[union-attr]


def test_a_paper_that_fits_is_one_click_away(window: MainWindow, qtbot: QtBot) -> None:
    dialog = open_dialog(window, qtbot)
    dialog.paper.setCurrentIndex(dialog.paper.findData("A4"))
    wait_drawn(dialog, qtbot)
    assert dialog.drawn is not None
    fits = dialog.drawn.fits
    assert fits is not None
    assert dialog.use_button is not None
    qtbot.mouseClick(dialog.use_button, Qt.MouseButton.LeftButton)
    assert dialog.paper.currentData() == fits
    wait_drawn(dialog, qtbot)
    assert dialog.drawn.fits is None
    assert dialog.drawn.smallest_type >= 8.99


def test_characters_without_a_shape_are_named(open_window: Callable[[Session], MainWindow], qtbot: QtBot) -> None:
    from journeymap.edit import fields
    from journeymap.model.changes import Label

    session = Session.new("complaint", ("en", "zh"))
    journey = queries.journeys(session.state)[0]
    point = queries.touchpoints(session.state, journey.id)[0]
    changes = fields.set_text(session.state, point.id, "title", "en", "Ask \U0001315e about it")
    session.run(Label.of("add_touchpoint"), changes)
    dialog = open_dialog(open_window(session), qtbot)
    wait_drawn(dialog, qtbot)
    assert any("U+1315E" in message for message in dialog.messages)


@pytest.mark.parametrize(("suffix", "begins"), [("pdf", b"%PDF"), ("png", b"\x89PNG"), ("svg", b"<?xml")])
def test_export_writes_the_file_and_says_so(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, suffix: str, begins: bytes
) -> None:
    proposed = choose_place(tmp_path / "wall")
    dialog = open_dialog(window, qtbot)
    dialog.format.choose(suffix)
    dialog.language.choose("both")
    qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    target = tmp_path / f"wall.{suffix}"
    qtbot.waitUntil(lambda: "wall" in window.notice.text, timeout=SLOW)
    assert target.read_bytes().startswith(begins)
    assert Path(proposed[0]).suffix == f".{suffix}"
    assert list(tmp_path.glob("wall*")) == [target]


def test_choices_are_remembered(window: MainWindow, qtbot: QtBot, tmp_path: Path, settings: Settings) -> None:
    choose_place(tmp_path / "map.svg")
    dialog = open_dialog(window, qtbot)
    dialog.format.choose("svg")
    dialog.paper.setCurrentIndex(dialog.paper.findData("Tabloid"))
    dialog.language.choose("zh")
    dialog.saves_ink.setChecked(True)
    qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: (tmp_path / "map.svg").exists() and window.findChild(ExportDialog) is None, timeout=SLOW)
    again = open_dialog(window, qtbot)
    assert (again.format.value, again.paper.currentData(), again.language.value) == ("svg", "Tabloid", "zh")
    assert again.saves_ink.isChecked()
    proposed = choose_place(None)
    qtbot.mouseClick(again.export_button, Qt.MouseButton.LeftButton)
    assert Path(proposed[0]).parent == tmp_path


def test_a_place_that_cannot_be_written_is_said_and_the_dialog_stays(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    dialog = open_dialog(window, qtbot)
    wait_drawn(dialog, qtbot)
    gate = threading.Event()
    Work(dialog).ask(lambda _stale: gate.wait(30))
    choose_place(folder / "map.pdf")
    qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    folder.rmdir()
    gate.set()
    qtbot.waitUntil(lambda: any("map.pdf" in message for message in dialog.messages), timeout=SLOW)
    assert dialog.isVisible()
    assert dialog.export_button.isEnabled()


def test_a_name_without_suffix_does_not_replace_a_file_unasked(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "wall.pdf").write_bytes(b"precious")
    dialog = open_dialog(window, qtbot)
    questions: list[str] = []

    def refuse() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(50, refuse)
            return
        questions.append(box.text())
        QTest.mouseClick(box.button(QMessageBox.StandardButton.No), Qt.MouseButton.LeftButton)
        choose_place(None)

    choose_place(tmp_path / "wall")
    QTimer.singleShot(100, refuse)
    qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    assert len(questions) == 1
    assert "wall.pdf" in questions[0]
    assert (tmp_path / "wall.pdf").read_bytes() == b"precious"


def test_cancelled_place_changes_nothing(window: MainWindow, qtbot: QtBot) -> None:
    choose_place(None)
    dialog = open_dialog(window, qtbot)
    qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert dialog.export_button.isEnabled()


def test_drawing_is_off_the_windows_thread_and_stale_work_is_dropped(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten choices in a row draw the last one, never in the window's thread, and not each of them."""
    threads: list[threading.Thread] = []
    papers: list[str] = []
    real = export.made

    def watched(state, journey_id, wish):  # type: ignore[no-untyped-def]
        threads.append(threading.current_thread())
        papers.append(wish.page.paper)
        return real(state, journey_id, wish)

    monkeypatch.setattr(export, "made", watched)
    dialog = open_dialog(window, qtbot)
    for name in ("A4", "A3", "A2", "A1", "A0", "A4", "A3", "A2", "A1", "A0"):
        dialog.paper.setCurrentIndex(dialog.paper.findData(name))
    wait_drawn(dialog, qtbot)
    assert papers[-1] == "A0"
    assert len(papers) < 4
    assert threading.main_thread() not in threads
    assert dialog.drawn is not None
    assert max(dialog.drawn.size) == pytest.approx(3370, abs=2)


def test_closing_while_drawing_is_quiet(window: MainWindow, qtbot: QtBot) -> None:
    dialog = open_dialog(window, qtbot)
    qtbot.wait(200)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(ExportDialog) is None)
    qtbot.wait(100)


def test_zoom_shows_more_of_less(window: MainWindow, qtbot: QtBot) -> None:
    dialog = open_dialog(window, qtbot)
    wait_drawn(dialog, qtbot)
    before = dialog.preview.picture
    assert before is not None
    dialog.preview.setFocus()
    qtbot.keyClick(dialog.preview, Qt.Key.Key_Plus)
    qtbot.waitUntil(lambda: dialog.preview.picture.width() > before.width() * 1.4, timeout=SLOW)  # type: ignore[union-attr]
    qtbot.keyClick(dialog.preview, Qt.Key.Key_0)
    qtbot.waitUntil(lambda: dialog.preview.picture.width() == before.width(), timeout=SLOW)  # type: ignore[union-attr]


def test_page_pictures_have_the_width_that_is_asked_for() -> None:
    from journeymap.exporting import PosterOptions, export_poster

    session = Session.new("complaint", ("en", "zh"))
    journey = queries.journeys(session.state)[0]
    data = export_poster(session.state, journey.id, PosterOptions(languages=("en",))).data
    picture = page_picture(data, 700)
    assert abs(picture.width() - 700) <= 1
    assert picture.format() == QImage.Format.Format_RGBX8888
    assert picture.pixelColor(2, 2).name() == "#ffffff"
