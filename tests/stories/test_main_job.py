"""The main job from the empty window to the paper: draw, annotate, link, save, close, open again, export, undo nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journeymap.model import queries
from journeymap.model.records import Touchpoint
from journeymap.session import Session
from journeymap.ui import files
from journeymap.ui.dialogs.export import ExportDialog
from journeymap.ui.views.model import ModelView
from journeymap.ui.views.start import StartPage
from journeymap.ui.window import MainWindow
from tests.ui.conftest import Hand
from tests.ui.test_export_dialog import choose_place, wait_drawn

ELEMENT = "el-equity-transparency-accessibility"


def write(qtbot: QtBot, text: str) -> None:
    """Type into whatever has the focus, as a person does."""
    field = QApplication.focusWidget()
    assert field is not None
    qtbot.keyClicks(field, text)


def test_from_the_empty_window_to_the_pdf(
    qtbot: QtBot, open_window: Callable[[Session | None], MainWindow], tmp_path: Path
) -> None:
    window = open_window(None)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    # A template is chosen on the start page, and three touchpoints are drawn by keys.
    start = window.findChild(StartPage)
    assert start is not None
    start.templates[0].setFocus()
    qtbot.keyClick(start.templates[0], Qt.Key.Key_Return)
    hand = Hand(qtbot, window)
    for number, title in enumerate(("Hears of the benefit", "Fills in the form", "Gets the decision")):
        hand.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier if number else Qt.KeyboardModifier.NoModifier)
        hand.type(title)
        hand.key(Qt.Key.Key_Return)
    assert hand.ways() == {
        ("Hears of the benefit", "Fills in the form", "sequence"),
        ("Fills in the form", "Gets the decision", "sequence"),
    }

    # What is felt and what hurts is noted at the form; the last touchpoint is the goal.
    window.run_command("toggle_goal")
    hand.click(hand.centre("Fills in the form") - QPointF(0, 20))
    window.run_command("emotion_-2")
    window.run_command("add_pain_point")
    write(qtbot, "Asks three times for the same number")
    window.run_command("add_surprise")
    write(qtbot, "The form comes filled in")
    form = hand.point("Fills in the form")
    state = window.session.state  # type: ignore[union-attr]
    assert [each.text["en"] for each in queries.pain_points(state, form.id)] == ["Asks three times for the same number"]
    assert [(each.kind, each.text["en"]) for each in queries.opportunities(state, form.id)] == [
        ("surprise", "The form comes filled in")
    ]

    # It is linked to the standard in the model matrix.
    window.workspace.show_view("model")  # type: ignore[union-attr]
    matrix = window.findChild(ModelView)
    assert matrix is not None
    matrix.matrix.table.setFocus()
    matrix.matrix.table.go_to(form.id, ELEMENT)
    qtbot.keyClick(matrix.matrix.table, Qt.Key.Key_L)
    assert [(each.element_id, each.relation) for each in queries.model_links(state, form.id)] == [(ELEMENT, "lacks")]

    # It is saved, closed without a question, and opened again as it was.
    place = tmp_path / "benefit.journey"
    choose_place(place)
    window.run_command("save")
    assert place.exists()
    before = sorted(each.model_dump_json() for each in window.session.document.state.live_records())  # type: ignore[union-attr]
    window.run_command("close")
    assert window.session is None
    files.open_path(window, place)
    assert sorted(each.model_dump_json() for each in window.session.document.state.live_records()) == before  # type: ignore[union-attr]
    first_bytes = place.read_bytes()
    window.session.save()  # type: ignore[union-attr]
    assert window.session.state.get(Touchpoint, form.id) == hand.point("Fills in the form")  # type: ignore[union-attr]
    assert b"Asks three times" in first_bytes

    # The poster says all of it, in text that can be searched.
    window.run_command("export")
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    wait_drawn(dialog, qtbot)
    paper = tmp_path / "benefit.pdf"
    choose_place(paper)
    qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(paper.exists, timeout=30_000)
    qtbot.waitUntil(lambda: window.findChild(ExportDialog) is None, timeout=30_000)
    text = " ".join(PdfReader(paper).pages[0].extract_text().split())
    for title in ("Hears of the benefit", "Fills in the form", "Asks three times for the same number", "7.4.2"):
        assert title in text
