"""From an event log to a drawn journey, in the real dialog."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from journeymap.model import queries
from journeymap.ui.dialogs.discover import DiscoverDialog
from tests.ui.conftest import Hand

LOG = (
    "nr,step,when\n1,Apply,2024-03-01\n1,Check,2024-03-02\n1,Answer,2024-03-05\n2,Apply,2024-03-01\n2,Check,2024-03-03\n"
    "2,Answer,2024-03-04\n3,Apply,2024-03-03\n3,Answer,2024-03-04\n"
)


def test_columns_are_chosen_and_the_journey_is_drawn(hand: Hand, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "counter.csv"
    path.write_text(LOG, "utf-8")
    dialog = DiscoverDialog(hand.window, path)
    dialog.open()
    assert not dialog.draw.isEnabled()
    dialog.boxes["case"].setCurrentText("nr")
    dialog.boxes["time"].setCurrentText("when")
    qtbot.waitUntil(dialog.draw.isEnabled)
    qtbot.mouseClick(dialog.draw, Qt.MouseButton.LeftButton)
    journey = queries.journeys(hand.window.session.state)[-1]  # type: ignore[union-attr]
    assert hand.window.journey_id == journey.id
    assert journey.title.shown_in("en") == "counter"
    assert sorted(hand.titles()) == ["Answer", "Apply", "Check"]
    assert ("Apply", "Check", "branch") in hand.ways()
    hand.window.run_command("undo")
    assert journey.id not in [each.id for each in queries.journeys(hand.window.session.state)]  # type: ignore[union-attr]


def test_what_is_no_log_is_said_in_the_dialog(hand: Hand, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "page.xes"
    path.write_text("<html/>", "utf-8")
    dialog = DiscoverDialog(hand.window, path)
    dialog.open()
    qtbot.waitUntil(lambda: "page.xes" in dialog._summary.text())
    assert not dialog.draw.isEnabled()
    dialog.reject()
