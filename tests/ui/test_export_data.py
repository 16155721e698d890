"""Data and pictures out of the export dialog: what is told beforehand is what is written."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from journeymap import resources
from journeymap.edit import fields
from journeymap.importing import reading
from journeymap.model import queries
from journeymap.model.changes import Add, Label
from journeymap.model.records import Comment, Touchpoint
from journeymap.model.text import LocalText
from journeymap.session import Session
from journeymap.ui.dialogs.export import ExportDialog
from journeymap.ui.window import MainWindow
from tests.ui.test_export_dialog import SLOW, choose_place, open_dialog, wait_drawn


@pytest.fixture
def window(open_window: Callable[[Session], MainWindow]) -> MainWindow:
    return open_window(Session.open_copy(resources.samples()[-1]))


def click(qtbot: QtBot, part: object) -> None:
    qtbot.mouseClick(part, Qt.MouseButton.LeftButton)


def choose_data(dialog: ExportDialog, to: str, qtbot: QtBot) -> None:
    click(qtbot, dialog.choices.edition.answer("data"))
    click(qtbot, dialog.choices.format.answer(to))
    qtbot.waitUntil(lambda: not dialog.is_drawing and dialog.data_preview.title.text() != "", timeout=SLOW)


def save(dialog: ExportDialog, path: Path, qtbot: QtBot) -> str:
    proposed = choose_place(path)
    click(qtbot, dialog.export_button)
    qtbot.waitUntil(path.exists, timeout=SLOW)
    return Path(proposed[0]).name


def test_a_workbook_is_told_written_and_read_back(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    state = window.session.state
    dialog = open_dialog(window, qtbot)
    choose_data(dialog, "xlsx", qtbot)
    assert str(len(state.all(Touchpoint))) in dialog.data_preview.rows
    assert "Touchpoints" in dialog.data_preview.rows
    assert not dialog.data_preview.text.isVisible()
    assert not dialog.choices.paper.isVisible()
    assert save(dialog, tmp_path / "all.xlsx", qtbot).endswith(".xlsx")
    found = reading.read(tmp_path / "all.xlsx")
    assert {each.id: each for each in found.records} == {each.id: each for each in state.live_records()}


@pytest.mark.parametrize(
    ("to", "begins"), [("mermaid", "journey"), ("flowchart", "---"), ("graphml", "<?xml"), ("bpmn", "<?xml")]
)
def test_texts_are_shown_before_they_are_written(window: MainWindow, qtbot: QtBot, to: str, begins: str) -> None:
    dialog = open_dialog(window, qtbot)
    choose_data(dialog, to, qtbot)
    assert dialog.data_preview.text.isVisible()
    assert dialog.data_preview.text.toPlainText().startswith(begins)
    assert any("stay in the project" in sentence for sentence in dialog.messages)
    assert f"{len(queries.touchpoints(window.session.state, window.journey_id))}" in dialog.data_preview.rows


def test_json_is_written_with_its_schema_beside_it(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = open_dialog(window, qtbot)
    choose_data(dialog, "json", qtbot)
    save(dialog, tmp_path / "all.json", qtbot)
    qtbot.waitUntil(lambda: window.findChild(ExportDialog) is None, timeout=SLOW)
    assert sorted(path.name for path in tmp_path.glob("*.json")) == ["all.json", "journeymap-records.schema.json"]


def test_an_archive_keeps_both_parts_of_its_ending(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = open_dialog(window, qtbot)
    choose_data(dialog, "csv", qtbot)
    proposed = choose_place(tmp_path / "all.csv.zip")
    click(qtbot, dialog.export_button)
    qtbot.waitUntil((tmp_path / "all.csv.zip").exists, timeout=SLOW)
    assert Path(proposed[0]).name.endswith(".csv.zip")
    assert not proposed[0].endswith(".csv.zip.csv.zip")


def test_back_from_data_to_pages(window: MainWindow, qtbot: QtBot) -> None:
    dialog = open_dialog(window, qtbot)
    wait_drawn(dialog, qtbot)
    choose_data(dialog, "bpmn", qtbot)
    assert not dialog.preview.isVisible()
    click(qtbot, dialog.choices.edition.answer("poster"))
    wait_drawn(dialog, qtbot)
    assert dialog.preview.isVisible()
    assert dialog.choices.paper.isVisible()


def test_remarks_are_asked_about_only_where_they_leave(
    open_window: Callable[[Session], MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    session = Session.new("complaint", ("en", "zh"))
    point = queries.touchpoints(session.state, queries.journeys(session.state)[0].id)[0]
    remark = Comment(id="remark", subject_id=point.id, text=LocalText(en="Ask Ms Walker, 13812345678"))
    session.run(Label.of("add_touchpoint"), [Add(remark)])
    window = open_window(session)
    dialog = open_dialog(window, qtbot)
    wait_drawn(dialog, qtbot)
    assert dialog.export_button.isEnabled()
    choose_data(dialog, "mermaid", qtbot)
    assert dialog.export_button.isEnabled()
    choose_data(dialog, "xlsx", qtbot)
    assert not dialog.export_button.isEnabled()
    assert any("2 places" in sentence for sentence in dialog.messages)
    assert dialog.choices.personal is not None
    click(qtbot, dialog.choices.personal.answer("redact"))
    save(dialog, tmp_path / "clean.xlsx", qtbot)
    sheet = load_workbook(io.BytesIO((tmp_path / "clean.xlsx").read_bytes()))["comment"]
    said = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    assert "Ask █" in said
    assert "Walker" not in said
    assert "13812345678" not in said
    assert queries.project(session.state).personal_data == "redact"


def test_data_for_the_public_say_what_was_left_out(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    journey = queries.journeys(window.session.state)[0]
    window.session.run(
        Label.of("set_field", field="field.owner"), fields.set_field([journey.id], "owner", "Secretowner")
    )
    dialog = open_dialog(window, qtbot)
    choose_data(dialog, "json", qtbot)
    click(qtbot, dialog.choices.public)
    qtbot.waitUntil(lambda: any("left out" in sentence for sentence in dialog.messages), timeout=SLOW)
    save(dialog, tmp_path / "public.json", qtbot)
    assert "Secretowner" not in (tmp_path / "public.json").read_text(encoding="utf-8")


def test_a_picture_shows_the_map_a_stage_or_the_selection(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    points = queries.touchpoints(window.session.state, window.journey_id)
    assert window.workspace is not None
    window.workspace.map_page.scene.select([points[1].id, points[2].id])
    dialog = open_dialog(window, qtbot)
    click(qtbot, dialog.choices.edition.answer("picture"))
    widths = []
    for part in ("map", "stage", "selection"):
        click(qtbot, dialog.choices.part.which.answer(part))
        wait_drawn(dialog, qtbot)
        assert dialog.drawn is not None
        widths.append(dialog.drawn.size[0])
    assert widths[0] > widths[1]
    assert widths[0] > widths[2]
    said = dialog.preview.accessibleDescription()
    assert points[1].title["en"] in said
    assert points[5].title["en"] not in said
    assert "selection" in save(dialog, tmp_path / "two.png", qtbot)
    with Image.open(tmp_path / "two.png") as written:
        assert written.width < 2500


def test_without_a_selection_none_is_offered(window: MainWindow, qtbot: QtBot) -> None:
    dialog = open_dialog(window, qtbot)
    click(qtbot, dialog.choices.edition.answer("picture"))
    with pytest.raises(KeyError):
        dialog.choices.part.which.answer("selection")
    click(qtbot, dialog.choices.part.which.answer("stage"))
    first = dialog.choices.part.ids
    qtbot.keyClick(dialog.choices.part.stage, Qt.Key.Key_Down)
    assert dialog.choices.part.ids != first
