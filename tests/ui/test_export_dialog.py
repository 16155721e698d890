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
    dialog.choices.orientation.choose("landscape")
    dialog.choices.paper.setCurrentIndex(dialog.choices.paper.findData("A4"))
    wait_drawn(dialog, qtbot)
    (first, *_) = dialog.messages
    assert "A4" in first
    assert dialog.drawn is not None
    assert dialog.drawn.size == pytest.approx((842, 595), abs=1)
    dialog.choices.orientation.choose("portrait")
    qtbot.waitUntil(lambda: dialog.drawn.size == pytest.approx((595, 842), abs=1), timeout=SLOW)  # type: ignore[union-attr]


def test_a_paper_that_fits_is_one_click_away(window: MainWindow, qtbot: QtBot) -> None:
    dialog = open_dialog(window, qtbot)
    dialog.choices.paper.setCurrentIndex(dialog.choices.paper.findData("A4"))
    wait_drawn(dialog, qtbot)
    assert dialog.drawn is not None
    fits = dialog.drawn.fits
    assert fits is not None
    assert dialog.use_button is not None
    qtbot.mouseClick(dialog.use_button, Qt.MouseButton.LeftButton)
    assert dialog.choices.paper.currentData() == fits
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
    assert any("U+1315E" in message and "about it" in message for message in dialog.messages)


@pytest.mark.parametrize(("suffix", "begins"), [("pdf", b"%PDF"), ("png", b"\x89PNG"), ("svg", b"<?xml")])
def test_export_writes_the_file_and_says_so(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, suffix: str, begins: bytes
) -> None:
    proposed = choose_place(tmp_path / "wall")
    dialog = open_dialog(window, qtbot)
    dialog.choices.format.choose(suffix)
    dialog.choices.language.choose("both")
    qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    target = tmp_path / f"wall.{suffix}"
    qtbot.waitUntil(lambda: "wall" in window.notice.text, timeout=SLOW)
    assert target.read_bytes().startswith(begins)
    assert Path(proposed[0]).suffix == f".{suffix}"
    assert list(tmp_path.glob("wall*")) == [target]


def test_choices_are_remembered(window: MainWindow, qtbot: QtBot, tmp_path: Path, settings: Settings) -> None:
    choose_place(tmp_path / "map.svg")
    dialog = open_dialog(window, qtbot)
    dialog.choices.format.choose("svg")
    dialog.choices.paper.setCurrentIndex(dialog.choices.paper.findData("Tabloid"))
    dialog.choices.language.choose("zh")
    dialog.choices.colours.choose("grey")
    qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: (tmp_path / "map.svg").exists() and window.findChild(ExportDialog) is None, timeout=SLOW)
    again = open_dialog(window, qtbot)
    assert (again.choices.format.value, again.choices.paper.currentData(), again.choices.language.value) == (
        "svg",
        "Tabloid",
        "zh",
    )
    assert again.choices.colours.value == "grey"
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

    def watched(state, journey_id, wish, media):  # type: ignore[no-untyped-def]
        threads.append(threading.current_thread())
        papers.append(wish.page.paper)
        return real(state, journey_id, wish, media)

    monkeypatch.setattr(export, "made", watched)
    dialog = open_dialog(window, qtbot)
    for name in ("A4", "A3", "A2", "A1", "A0", "A4", "A3", "A2", "A1", "A0"):
        dialog.choices.paper.setCurrentIndex(dialog.choices.paper.findData(name))
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


def test_every_edition_has_its_own_formats_and_pages_to_turn(window: MainWindow, qtbot: QtBot) -> None:
    dialog = open_dialog(window, qtbot)
    dialog.choices.edition.choose("text")
    qtbot.waitUntil(lambda: dialog.drawn is not None and len(dialog.drawn.sizes) > 3, timeout=SLOW)
    wait_drawn(dialog, qtbot)
    formats = [name for name in ("pdf", "png", "svg", "html") if dialog.choices.format.answer(name).isVisible()]
    assert formats == ["pdf", "html"]
    first = dialog.preview.accessibleDescription()
    qtbot.keyClick(dialog.preview, Qt.Key.Key_PageDown)
    wait_drawn(dialog, qtbot)
    assert dialog.preview.number == 1
    assert dialog.preview.accessibleDescription() != first
    qtbot.keyClick(dialog.preview, Qt.Key.Key_End)
    assert dialog.drawn is not None
    assert dialog.preview.number == len(dialog.drawn.sizes) - 1


def test_a_text_edition_is_written_as_a_page_for_browsers(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = open_dialog(window, qtbot)
    dialog.choices.edition.choose("text")
    dialog.choices.format.choose("html")
    target = tmp_path / "journey.html"
    choose_place(target)
    qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(target.exists, timeout=SLOW)
    assert target.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def _with_a_phone_number() -> Session:
    from journeymap.edit import fields
    from journeymap.model.changes import Label

    session = Session.new("complaint", ("en", "zh"))
    point = queries.touchpoints(session.state, queries.journeys(session.state)[0].id)[0]
    changes = fields.set_text(session.state, point.id, "description", "en", "Call Ms Walker on 13812345678")
    session.run(Label.of("add_touchpoint"), changes)
    return session


def test_nothing_leaves_before_somebody_has_decided_about_personal_data(
    open_window: Callable[[Session], MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    session = _with_a_phone_number()
    window = open_window(session)
    dialog = open_dialog(window, qtbot)
    wait_drawn(dialog, qtbot)
    assert any("2 places" in sentence for sentence in dialog.messages)
    assert not dialog.export_button.isEnabled()
    assert dialog.choices.personal is not None
    dialog.choices.edition.choose("text")
    qtbot.mouseClick(dialog.choices.personal.answer("redact"), Qt.MouseButton.LeftButton)
    dialog.choices.format.choose("html")
    target = tmp_path / "clean.html"
    choose_place(target)
    qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(target.exists, timeout=SLOW)
    said = target.read_text(encoding="utf-8")
    assert "13812345678" not in said
    assert "Walker" not in said
    # The decision is the project's: the next export does not ask again.
    assert queries.project(session.state).personal_data == "redact"
    qtbot.waitUntil(lambda: window.findChild(ExportDialog) is None)
    again = open_dialog(window, qtbot)
    assert again.export_button.isEnabled()


def test_choices_are_kept_under_a_name_and_taken_up_again(window: MainWindow, qtbot: QtBot) -> None:
    dialog = open_dialog(window, qtbot)
    dialog.choices.edition.choose("tiles")
    dialog.choices.use_paper("A0")
    qtbot.mouseClick(dialog.choices.keep_preset, Qt.MouseButton.LeftButton)
    name = dialog.choices.preset.currentText()
    assert "A0" in name
    dialog.choices.edition.choose("poster")
    assert dialog.choices.preset.currentData() == ""
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(ExportDialog) is None)
    again = open_dialog(window, qtbot)
    again.choices.preset.setCurrentText(name)
    again.choices.use_preset(name)
    assert (again.choices.edition.value, again.choices.paper.currentData()) == ("tiles", "A0")
    wait_drawn(again, qtbot)
