"""The parts of an open project tell each other what is selected, also those that are made late."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from journeymap.session import Session
from journeymap.ui.views.table import TableView
from journeymap.ui.window import MainWindow
from tests.ui.conftest import Hand
from tests.ui.test_map import add


def test_the_table_shows_what_was_selected_before_it_was_looked_at(hand: Hand) -> None:
    add(hand, 0, 0, "A")
    add(hand, 1, 0, "B")
    workspace = hand.window.workspace
    assert workspace is not None
    assert workspace.findChild(TableView) is None, "nothing is made before it is looked at"
    hand.click(hand.centre("A"))
    workspace.show_view("table")
    table = workspace.findChild(TableView)
    assert table is not None
    assert table.selected_ids() == [hand.point("A").id]
    hand.scene.select([hand.point("B").id])
    assert table.selected_ids() == [hand.point("B").id]
    table.select([hand.point("A").id])
    workspace.show_view("map")
    hand.window.run_command("undo")
    assert hand.titles() == ["A"]


def test_panels_and_view_are_found_as_they_were_left(
    open_window: Callable[[Session | None], MainWindow], tmp_path: Path
) -> None:
    path = tmp_path / "left.journey"
    Session.new("complaint", ("en", "zh")).save(path)
    window = open_window(Session.open(path))
    window.run_command("toggle_navigator")
    window.run_command("toggle_inspector")
    window.run_command("view_table")
    window.set_session(None)
    other = open_window(Session.open(path))
    assert other.workspace is not None
    assert other.workspace.view_name == "table"
    assert other.workspace.navigator.isHidden()
    assert not other.workspace.inspector_wanted
    other.run_command("toggle_navigator")
    other.run_command("toggle_inspector")
    assert other.workspace.navigator.width() > 150, "what was hidden comes back with room"
