"""Files of other programs come in: by menu, by drop, from the start page; seen before they are taken, taken back in one step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from journeymap import labels
from journeymap.exporting import tables as own_tables
from journeymap.model import queries
from journeymap.model.changes import Set
from journeymap.model.records import Expectation
from journeymap.model.text import LocalText
from journeymap.session import Session
from journeymap.ui.dialogs.import_file import ImportDialog
from journeymap.ui.views.start import StartPage
from journeymap.ui.window import MainWindow
from tests.importing.test_bpmn import CAMUNDA
from tests.importing.test_mermaid import JOURNEY
from tests.importing.test_tables import CHINESE, ENGLISH
from tests.ui.conftest import Hand
from tests.ui.dropping import drop
from tests.ui.test_accessibility import assert_accessible

Opener = Callable[[Session | None], MainWindow]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "birth.mmd"
    path.write_text(JOURNEY.replace("3: Parent", "7: Parent"), "utf-8")
    return path


@pytest.fixture
def choosing(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """The system's own window for choosing files answers with a file."""

    def choose(path: Path) -> None:
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_arguments: (str(path), ""))

    return choose


def shown(window: MainWindow, qtbot: QtBot) -> ImportDialog:
    """The dialog, when it has read the file."""
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.take.isEnabled() or dialog.problem.isVisible())
    return dialog


def titles(window: MainWindow) -> list[str]:
    assert window.session is not None
    return [each.title.shown_in("en") for each in queries.touchpoints(window.session.state, window.journey_id)]


def journeys(window: MainWindow) -> list[str]:
    assert window.session is not None
    return [each.title.shown_in("en") for each in queries.journeys(window.session.state)]


def test_keys_bring_a_file_in_as_a_journey_and_undo_takes_it_back(
    hand: Hand, qtbot: QtBot, file: Path, choosing: Callable[[Path], None]
) -> None:
    window = hand.window
    choosing(file)
    before = journeys(window)
    qtbot.keyClick(hand.view, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    dialog = shown(window, qtbot)
    assert "3 tasks" in dialog.facts.text()
    qtbot.waitUntil(lambda: dialog.preview.miniature is not None)
    assert len(dialog.preview.miniature.cards) == 3  # type: ignore[union-attr]
    assert "3 touchpoints" in dialog.preview.accessibleName()
    assert journeys(window) == before
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert journeys(window) == [*before, "Register a birth"]
    assert titles(window) == ["Find the form", "Ask the hospital", "Hand it in"]
    assert "birth.mmd" in window.notice.text
    qtbot.waitUntil(lambda: window.findChild(ImportDialog) is None)
    window.run_command("undo")
    assert journeys(window) == before
    window.run_command("redo")
    assert journeys(window)[-1] == "Register a birth"


def test_the_start_page_makes_a_project_that_is_not_saved_yet(
    open_window: Opener, qtbot: QtBot, tmp_path: Path, choosing: Callable[[Path], None]
) -> None:
    window = open_window(None)
    path = tmp_path / "permit.bpmn"
    path.write_text(CAMUNDA, "utf-8")
    choosing(path)
    start = next(each for each in window.findChildren(StartPage) if each.isVisible())
    qtbot.mouseClick(start.import_button, Qt.MouseButton.LeftButton)
    dialog = shown(window, qtbot)
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    assert window.session is not None
    assert window.session.is_modified
    assert "Complete?" in titles(window)
    assert window.project_name() == "permit"
    window.session.save(tmp_path / "permit.journey")
    assert not window.session.is_modified


@pytest.mark.parametrize("where", ["start page", "map", "navigator"])
def test_a_file_dropped_anywhere_is_shown(where: str, open_window: Opener, qtbot: QtBot, file: Path) -> None:
    window = open_window(None if where == "start page" else Session.new("empty", ("en", "zh")))
    QApplication.processEvents()
    if where == "start page":
        target: QWidget = window.centralWidget()
    else:
        assert window.workspace is not None
        target = window.workspace.map_page.view.viewport() if where == "map" else window.workspace.navigator
    assert drop(target, file)
    dialog = shown(window, qtbot)
    assert dialog.report.table.model().rowCount() > 3
    dialog.reject()


def test_pictures_and_several_files_are_not_taken_for_an_import(hand: Hand, file: Path, tmp_path: Path) -> None:
    picture = tmp_path / "photo.PNG"
    picture.write_bytes(b"\x89PNG")
    before = hand.window.session.history.done
    for paths in ((picture,), (file, picture)):
        drop(hand.view.viewport(), *paths)
        QApplication.processEvents()
        assert hand.window.findChild(ImportDialog) is None
    assert hand.window.session.history.done == before


def test_a_project_dropped_on_the_map_is_opened(open_window: Opener, tmp_path: Path) -> None:
    window = open_window(Session.new("empty", ("en", "zh")))
    other = Session.new("complaint", ("en", "zh"))
    other.save(tmp_path / "other.journey")
    assert window.map_page is not None
    assert drop(window.map_page.view.viewport(), tmp_path / "other.journey")
    assert window.project_name() == "other"


def test_what_the_columns_mean_can_be_said(hand: Hand, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "notes.csv"
    path.write_text("made,by,Ann\na,b,c\nAsk,loud,slow\nGo,quiet,fast\n", "utf-8")
    drop(hand.view.viewport(), path)
    dialog = shown(hand.window, qtbot)
    form = dialog.columns
    assert form is not None
    assert form.isVisible()
    form.head.setValue(2)
    form.boxes[0].setCurrentIndex(form.boxes[0].findText("Stage"))
    form.boxes[1].setCurrentIndex(form.boxes[1].findText("Touchpoint"))
    form.boxes[2].setCurrentIndex(form.boxes[2].findText("Expectation"))
    qtbot.waitUntil(dialog.take.isEnabled)
    dialog.goes.choose("journey")
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    assert titles(hand.window) == ["loud", "quiet"]
    state = hand.window.session.state  # type: ignore[union-attr]
    assert [each.title["en"] for each in queries.stages(state, hand.window.journey_id)] == ["Ask", "Go"]
    assert {each.text["en"] for each in state.all(Expectation)} == {"slow", "fast"}


def test_a_table_on_its_side_is_turned_and_an_impossible_choice_is_told(
    hand: Hand, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "map.csv"
    path.write_text("p,q,r\nx,Ask,Go\ny,slow,fast\n", "utf-8")
    drop(hand.view.viewport(), path)
    dialog = shown(hand.window, qtbot)
    form = dialog.columns
    assert form is not None
    qtbot.mouseClick(form.direction.answer("columns"), Qt.MouseButton.LeftButton)
    assert [box.accessibleName() for box in form.boxes] == ["p", "x", "y"]
    form.head.setValue(9)
    qtbot.waitUntil(dialog.problem.isVisible)
    assert not dialog.take.isEnabled()
    form.head.setValue(1)
    form.boxes[0].setCurrentIndex(form.boxes[0].findText("Stage"))
    form.boxes[1].setCurrentIndex(form.boxes[1].findText("Touchpoint"))
    qtbot.waitUntil(dialog.take.isEnabled)
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    assert titles(hand.window) == ["Ask", "Go"]


def test_a_text_may_be_read_otherwise_and_in_the_other_language(hand: Hand, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("Ask, then wait\nWait, then go\nGo, at last\n", "utf-8")
    drop(hand.view.viewport(), path)
    dialog = shown(hand.window, qtbot)
    dialog.read_as.choose("outline")
    dialog.texts.choose("zh")
    qtbot.waitUntil(lambda: dialog.take.isEnabled() and "Outline" in dialog.facts.text())
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    points = queries.touchpoints(hand.window.session.state, hand.window.journey_id)  # type: ignore[union-attr]
    assert [each.title["zh"] for each in points] == ["Ask, then wait", "Wait, then go", "Go, at last"]


def test_the_report_is_filtered_copied_and_saved(
    hand: Hand, qtbot: QtBot, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(hand.view.viewport(), file)
    dialog = shown(hand.window, qtbot)
    table = dialog.report.table
    everything = table.model().rowCount()
    qtbot.mouseClick(dialog.report.filter.answer("changed"), Qt.MouseButton.LeftButton)
    assert 0 < table.model().rowCount() < everything
    rows = [table.model().index(row, 1).data() for row in range(table.model().rowCount())]
    assert rows == ["line 5", "line 7", "line 7"]
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert 'score "7"' in dialog.report.sentence.text()
    qtbot.mouseClick(dialog.report.filter.answer("left_out"), Qt.MouseButton.LeftButton)
    assert dialog.report.empty.isVisible()
    qtbot.mouseClick(dialog.report.copy_button, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("birth.mmd: Mermaid diagram")
    assert copied.count("\n[") == everything
    target = tmp_path / "kept.txt"
    monkeypatch.setattr(QFileDialog, "exec", lambda _dialog: QFileDialog.DialogCode.Accepted)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _dialog: [str(target)])
    qtbot.mouseClick(dialog.report.save_button, Qt.MouseButton.LeftButton)
    assert target.read_text("utf-8") == copied
    dialog.reject()


@pytest.mark.parametrize(("language", "words"), [("en", "line 3"), ("zh", "第 3 行")])
def test_broken_files_are_told_with_line_and_reason(
    language: str, words: str, open_window: Opener, qtbot: QtBot, tmp_path: Path, choosing: Callable[[Path], None]
) -> None:
    window = open_window(Session.new("empty", ("en", "zh")))
    window.set_language(language)
    broken, good = tmp_path / "broken.bpmn", tmp_path / "good.csv"
    broken.write_text("<definitions>\n<process>\n", "utf-8")
    good.write_text(ENGLISH, "utf-8")
    assert window.map_page is not None
    drop(window.map_page.view.viewport(), broken)
    dialog = shown(window, qtbot)
    assert words in dialog.problem.text()
    assert not dialog.take.isVisible()
    assert_accessible(dialog, "refused")
    choosing(good)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: (found := window.findChild(ImportDialog)) is not None and found is not dialog)
    shown(window, qtbot).reject()


def test_cancel_while_reading_leaves_everything(hand: Hand, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("case,activity,timestamp\n" + "1,Ask,2024-01-01\n" * 50_000, "utf-8")
    before = journeys(hand.window)
    drop(hand.view.viewport(), path)
    dialog = hand.window.findChild(ImportDialog)
    assert dialog is not None
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: hand.window.findChild(ImportDialog) is None)
    assert journeys(hand.window) == before


def test_our_own_export_brings_the_open_project_to_what_it_says(hand: Hand, qtbot: QtBot, tmp_path: Path) -> None:
    session = hand.window.session
    assert session is not None
    path = tmp_path / "own.json"
    path.write_bytes(own_tables.json_bytes(session.state))
    (stage, *_) = queries.stages(session.state, hand.window.journey_id)
    hand.window.run("rename_stage", [Set(stage.id, "title", LocalText(en="Other"))])
    drop(hand.view.viewport(), path)
    dialog = shown(hand.window, qtbot)
    assert dialog.goes.value == "journey"
    assert "nothing is deleted" in dialog.about.text()
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    assert queries.stages(session.state, hand.window.journey_id)[0].title == stage.title
    hand.window.run_command("undo")
    assert queries.stages(session.state, hand.window.journey_id)[0].title["en"] == "Other"


@pytest.fixture(params=[(1440, 900), (960, 540)], ids=["usual", "200 %"])
def sized(request: pytest.FixtureRequest, open_window: Opener) -> Iterator[MainWindow]:
    window = open_window(Session.new("empty", ("en", "zh")))
    window.resize(*request.param)
    yield window


@pytest.mark.parametrize("language", labels.LANGUAGES)
def test_the_dialog_can_be_read_by_all(language: str, sized: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    sized.set_language(language)
    (tmp_path / "表格.csv").write_bytes(CHINESE.encode("gb18030"))
    (tmp_path / "permit.bpmn").write_text(CAMUNDA, "utf-8")
    for name in ("表格.csv", "permit.bpmn"):
        assert sized.map_page is not None
        drop(sized.map_page.view.viewport(), tmp_path / name)
        dialog = shown(sized, qtbot)
        for page in range(dialog.tabs.count()):
            dialog.tabs.setCurrentIndex(page)
            assert_accessible(dialog, f"{name}, page {page}")
        dialog.reject()
        qtbot.waitUntil(lambda: sized.findChild(ImportDialog) is None)
