"""The table, driven by keys alone: whoever cannot see the map can do here what it does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from journeymap.edit import annotations as notes
from journeymap.edit import fields
from journeymap.model import queries
from journeymap.model.records import Expectation, PainPoint, Stage
from journeymap.model.text import LocalText
from journeymap.model.values import Duration, Money
from journeymap.ui.views.outline_cells import COLUMNS
from journeymap.ui.views.outline_model import LANES
from journeymap.ui.views.table import TableView
from journeymap.ui.words import set_language
from tests.ui.panel_project import Small

ALT = Qt.KeyboardModifier.AltModifier
ENTER, F2, DELETE = Qt.Key.Key_Return, Qt.Key.Key_F2, Qt.Key.Key_Delete


@pytest.fixture
def small() -> Small:
    set_language("en")
    return Small()


@pytest.fixture
def view(qtbot: QtBot, small: Small) -> Iterator[TableView]:
    table = TableView(small.session)
    small.session.document.listen(lambda _: table.refresh())
    qtbot.addWidget(table)
    table.resize(1200, 700)
    table.show_journey(small.journey_id)
    table.show()
    qtbot.waitExposed(table)
    table.activateWindow()
    table.tree.setFocus()
    yield table


def at(view: TableView, record_id: str, column: str = "title") -> None:
    """Go to a cell as the arrow keys would, whatever keys the test before has left held down."""
    node = view.model.find(record_id)
    assert node is not None
    QTest.keyRelease(view.tree, Qt.Key.Key_Control, Qt.KeyboardModifier.NoModifier)
    view.tree.setCurrentIndex(view.model.index_of(node, COLUMNS.index(column)))


def line(view: TableView) -> QLineEdit:
    found = [each for each in view.tree.findChildren(QLineEdit) if each.isVisible()]
    assert found, "no cell is being edited"
    return found[-1]


def fill(qtbot: QtBot, view: TableView, text: str) -> None:
    """Type over what the open cell holds, and take it over."""
    editor = line(view)
    editor.selectAll()
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, ENTER)
    QApplication.processEvents()


def shown(view: TableView, record_id: str, column: str) -> str:
    node = view.model.find(record_id)
    assert node is not None
    return str(view.model.index_of(node, COLUMNS.index(column)).data())


def test_rows_stand_as_an_outline(small: Small, view: TableView) -> None:
    stages = queries.stages(small.session.state, small.journey_id)
    assert [node.id for node in view.model.root.children] == [*(each.id for each in stages), LANES]
    lanes = queries.lanes(small.session.state, small.journey_id)
    assert [node.id for node in view.model.root.children[-1].children] == [each.id for each in lanes]
    first = view.model.root.children[0]
    assert [node.id for node in first.children] == [small.ask, small.apply]
    way = queries.connections_out(small.session.state, small.ask)[0].id
    assert [node.id for node in first.children[0].children] == [way, small.expectation, small.pain]
    assert shown(view, way, "title") == "→ Apply"


def test_f2_edits_a_title_in_place(qtbot: QtBot, small: Small, view: TableView) -> None:
    at(view, small.apply)
    qtbot.keyClick(view.tree, F2)
    fill(qtbot, view, "Hand in")
    assert small.point(small.apply).title == LocalText(en="Hand in")
    assert shown(view, small.apply, "title") == "Hand in"


def test_enter_adds_the_next_touchpoint_connected_and_lets_it_be_named(
    qtbot: QtBot, small: Small, view: TableView
) -> None:
    at(view, small.apply)
    qtbot.keyClick(view.tree, ENTER)
    fill(qtbot, view, "Pay")
    assert small.titles() == ["Ask", "Apply", "Pay", "Wait"]
    point = queries.touchpoints(small.session.state, small.journey_id)[2]
    assert [each.source_id for each in queries.connections_in(small.session.state, point.id)] == [small.apply]


def test_enter_on_a_stage_adds_its_first_touchpoint(qtbot: QtBot, small: Small, view: TableView) -> None:
    stage = queries.stages(small.session.state, small.journey_id)[2]
    at(view, stage.id)
    qtbot.keyClick(view.tree, ENTER)
    fill(qtbot, view, "Receive")
    everywhere = queries.touchpoints(small.session.state, small.journey_id)
    assert [each.title["en"] for each in everywhere if each.stage_id == stage.id] == ["Receive"]


def test_enter_on_an_annotation_adds_another(qtbot: QtBot, small: Small, view: TableView) -> None:
    at(view, small.pain)
    qtbot.keyClick(view.tree, ENTER)
    fill(qtbot, view, "No seats")
    assert [each.text["en"] for each in queries.pain_points(small.session.state, small.ask)] == [
        "Long queue",
        "No seats",
    ]


def test_amounts_are_typed_and_a_wrong_one_is_kept_and_told(qtbot: QtBot, small: Small, view: TableView) -> None:
    at(view, small.ask, "waiting")
    qtbot.keyClick(view.tree, ENTER)
    fill(qtbot, view, "2 d 3 h")
    assert small.point(small.ask).waiting == Duration(typical=183600)
    at(view, small.ask, "fee")
    qtbot.keyClick(view.tree, ENTER)
    fill(qtbot, view, "34")
    assert "currency is missing" in view.hint.text()
    assert small.point(small.ask).fee is None
    qtbot.waitUntil(lambda: line(view).text() == "34")
    fill(qtbot, view, "£34")
    assert small.point(small.ask).fee == Money(typical=34, unit="GBP")


def test_choices_open_as_lists(qtbot: QtBot, small: Small, view: TableView) -> None:
    for column, field, wanted in (
        ("emotion", "emotion", -1),
        ("channel", "channel", "phone"),
        ("level_aimed", "level_aimed", 3),
    ):
        at(view, small.ask, column)
        qtbot.keyClick(view.tree, F2)
        box = view.tree.findChildren(QComboBox)[-1]
        place = next(place for place in range(box.count()) if box.itemData(place) == wanted)
        box.setCurrentIndex(place)
        box.activated.emit(place)
        QApplication.processEvents()
        assert getattr(small.point(small.ask), field) == wanted


def test_ratings_and_connections_are_edited_too(qtbot: QtBot, small: Small, view: TableView) -> None:
    small.change(fields.set_field, [small.expectation], "expected", 5)
    for record_id, wanted in ((small.expectation, 2), (small.pain, 4)):
        at(view, record_id, "emotion")
        qtbot.keyClick(view.tree, F2)
        box = view.tree.findChildren(QComboBox)[-1]
        place = next(place for place in range(box.count()) if box.itemData(place) == wanted)
        box.setCurrentIndex(place)
        box.activated.emit(place)
        QApplication.processEvents()
    state = small.session.state
    assert state.get(Expectation, small.expectation).perceived == 2  # type: ignore[union-attr]
    assert state.get(PainPoint, small.pain).severity == 4  # type: ignore[union-attr]
    assert shown(view, small.expectation, "emotion") == "2 of 5, gap \u22123"
    way = queries.connections_out(state, small.ask)[0].id
    at(view, way, "channel")
    qtbot.keyClick(view.tree, ENTER)
    fill(qtbot, view, "70 %")
    assert queries.connections_out(state, small.ask)[0].share == 0.7


def test_alt_and_arrows_move_across_stages(qtbot: QtBot, small: Small, view: TableView) -> None:
    at(view, small.apply)
    qtbot.keyClick(view.tree, Qt.Key.Key_Up, ALT)
    assert small.titles() == ["Apply", "Ask", "Wait"]
    assert view.selected_ids() == [small.apply]
    for _ in range(2):
        qtbot.keyClick(view.tree, Qt.Key.Key_Down, ALT)
    assert small.titles() == ["Ask", "Apply", "Wait"]
    stages = queries.stages(small.session.state, small.journey_id)
    assert small.point(small.apply).stage_id == stages[1].id
    at(view, stages[1].id)
    qtbot.keyClick(view.tree, Qt.Key.Key_Up, ALT)
    assert [each.id for each in queries.stages(small.session.state, small.journey_id)][:2] == [
        stages[1].id,
        stages[0].id,
    ]


def test_delete_takes_rows_away_and_can_be_undone(qtbot: QtBot, small: Small, view: TableView) -> None:
    at(view, small.apply)
    qtbot.keyClick(view.tree, DELETE)
    assert small.titles() == ["Ask", "Wait"]
    small.session.undo()
    assert small.titles() == ["Ask", "Apply", "Wait"]
    at(view, small.pain)
    qtbot.keyClick(view.tree, DELETE)
    assert queries.pain_points(small.session.state, small.ask) == []


def test_the_selection_is_shared(qtbot: QtBot, small: Small, view: TableView) -> None:
    view.select([small.wait])
    assert view.selected_ids() == [small.wait]
    with qtbot.waitSignal(view.selection_changed) as changed:
        at(view, small.pain)
    assert changed.args == [[small.pain]]
    small.change(notes.add_expectation(small.session.state, small.ask)[1].copy)
    assert view.selected_ids() == [small.pain]


def test_folded_rows_stay_folded_after_a_change(small: Small, view: TableView) -> None:
    node = view.model.find(small.ask)
    assert node is not None
    view.tree.collapse(view.model.index_of(node))
    small.change(notes.add_pain_point(small.session.state, small.apply)[1].copy)
    folded = view.model.find(small.ask)
    assert folded is not None
    assert not view.tree.isExpanded(view.model.index_of(folded))


def test_every_row_and_cell_is_spoken_in_both_languages(small: Small, view: TableView) -> None:
    for name, word in (("en", "Touchpoint: Ask"), ("zh", "触点：咨询")):
        set_language(name)
        view.retranslate()
        node = view.model.find(small.ask)
        assert node is not None
        index = view.model.index_of(node)
        assert index.data(Qt.ItemDataRole.AccessibleTextRole) == word
        view.show_columns(COLUMNS)
        assert all(view.model.headerData(place, Qt.Orientation.Horizontal) for place in range(len(COLUMNS)))
        view.show_columns(())
    set_language("en")


def test_an_empty_journey_says_what_to_do(qtbot: QtBot, small: Small, view: TableView) -> None:
    stages = small.session.state.all(Stage)
    small.change(fields.delete, [each.id for each in stages])
    assert view.empty.isVisible()
    view.add_stage()
    fill(qtbot, view, "Begin")
    assert [each.title["en"] for each in small.session.state.all(Stage)] == ["Begin"]
    assert not view.empty.isVisible()
