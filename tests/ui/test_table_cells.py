"""Blocks of cells between the table and spreadsheets, its columns, its further rows, and how all is heard."""

from __future__ import annotations

import csv
import io
import itertools
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journeymap.model import queries
from journeymap.model.changes import Add, Label, Set
from journeymap.model.order import keys_between
from journeymap.model.records import (
    Connection,
    DataPoint,
    Expectation,
    Indicator,
    Lane,
    ModelLink,
    PainPoint,
    Touchpoint,
)
from journeymap.model.text import LocalText
from journeymap.model.values import Duration, Money, new_id
from journeymap.session import Session
from journeymap.ui import clipboard
from journeymap.ui.settings import Settings
from journeymap.ui.views import outline_cells
from journeymap.ui.views.outline_cells import CELLS, COLUMNS
from journeymap.ui.views.table import TableView
from journeymap.ui.words import set_language
from tests.ui.panel_project import Small
from tests.ui.test_table import ALT, DELETE, ENTER, at, fill

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


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
    table.tree.setFocus()
    yield table
    QGuiApplication.clipboard().clear()


def told(view: TableView) -> list[str]:
    """What the view tells from now on."""
    found: list[str] = []
    view.told.connect(found.append)
    return found


def copy(qtbot: QtBot, view: TableView) -> list[list[str]]:
    qtbot.keyClick(view.tree, Qt.Key.Key_C, CONTROL)
    return list(csv.reader(io.StringIO(QGuiApplication.clipboard().text()), delimiter="\t"))


def paste(qtbot: QtBot, view: TableView, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    QGuiApplication.clipboard().setMimeData(data)
    qtbot.keyClick(view.tree, Qt.Key.Key_V, CONTROL)


# copying


def test_a_block_is_copied_as_cells_and_as_a_table(qtbot: QtBot, small: Small, view: TableView) -> None:
    at(view, small.expectation, "title")
    qtbot.keyClick(view.tree, Qt.Key.Key_Down, SHIFT)
    qtbot.keyClick(view.tree, Qt.Key.Key_Right, SHIFT)
    assert copy(qtbot, view) == [["One list of papers", "Expectation"], ["Long queue", "Pain point"]]
    html = QGuiApplication.clipboard().mimeData().html()
    assert "One list of papers</td>" in html and "<th" not in html
    assert not QGuiApplication.clipboard().mimeData().hasFormat(clipboard.MIME)


def test_whole_rows_say_what_they_are_and_come_back_as_touchpoints(qtbot: QtBot, small: Small, view: TableView) -> None:
    at(view, small.ask)
    qtbot.keyClick(view.tree, Qt.Key.Key_Space, SHIFT)
    rows = copy(qtbot, view)
    assert rows[0][:3] == ["Row", "Stage, touchpoint, annotation", "Lane or kind"]
    assert rows[1][:2] == ["Touchpoint", "Ask"]
    at(view, small.wait)
    qtbot.keyClick(view.tree, Qt.Key.Key_V, CONTROL)
    assert small.titles() == ["Ask", "Apply", "Wait", "Ask"]
    copied = queries.touchpoints(small.session.state, small.journey_id)[-1]
    assert [each.text["en"] for each in queries.pain_points(small.session.state, copied.id)] == ["Long queue"]


def test_texts_with_breaks_and_quotes_come_back_as_they_were(qtbot: QtBot, small: Small, view: TableView) -> None:
    text = 'Take "form A"\nand a\tpen'
    small.change(lambda: [_text(small.expectation, "text", text)])
    at(view, small.expectation)
    assert copy(qtbot, view) == [[text]]
    at(view, small.pain)
    qtbot.keyClick(view.tree, Qt.Key.Key_V, CONTROL)
    assert small.session.state.get(PainPoint, small.pain).text["en"] == text  # type: ignore[union-attr]


def _text(record_id: str, field: str, text: str) -> Set:
    return Set(record_id, field, LocalText(en=text))


# putting in


def test_a_block_fills_cells_and_adds_rows_in_one_step(qtbot: QtBot, small: Small, view: TableView) -> None:
    view.show_columns(("title", "channel", "waiting", "fee"))
    at(view, small.ask)
    paste(
        qtbot, view, "Ask again\tPhone\t5-7个工作日\t€ 12,50\nHand in\t窗口\t半小时\tfree\nPay\tweb\t\t1.8万元\nLeave\n"
    )
    state = small.session.state
    points = queries.touchpoints(state, small.journey_id)
    assert [each.title["en"] for each in points] == ["Ask again", "Hand in", "Pay", "Leave", "Wait"]
    assert [each.channel for each in points] == ["phone", "counter", "web", None, None]
    assert points[0].waiting == Duration(typical=6, low=5, high=7, unit="working_day")
    assert points[0].fee == Money(typical=12.5, unit="EUR")
    assert points[1].waiting == Duration(typical=1800) and points[1].fee == Money(typical=0, unit="EUR")
    assert points[2].fee == Money(typical=18000, unit="CNY")
    # The new ones lie on the way that led on from the last one.
    ways = {(a.source_id, a.target_id) for a in queries.connections(state, small.journey_id)}
    ids = [each.id for each in points]
    assert ways == set(itertools.pairwise(ids))
    assert small.new_steps == 1
    small.session.undo()
    assert small.titles() == ["Ask", "Apply", "Wait"]


def test_odd_values_are_told_and_kept(qtbot: QtBot, small: Small, view: TableView) -> None:
    view.show_columns(("title", "waiting", "fee"))
    found = told(view)
    at(view, small.ask)
    paste(qtbot, view, "Ask\tas long as it takes\t12 EUR\tbeyond\n")
    point = small.point(small.ask)
    assert point.waiting is None and point.fee == Money(typical=12, unit="EUR")
    assert point.description["en"] == "Waiting: as long as it takes\nbeyond"
    assert "as long as it takes (Waiting)" in found[-1] and "1 cell filled" in found[-1]
    view.show_columns(())
    at(view, small.expectation, "lane")
    paste(qtbot, view, "whatever")
    assert "left out" in found[-1]
    assert small.session.state.get(Expectation, small.expectation).kind == "expectation"  # type: ignore[union-attr]


def test_heads_say_where_columns_go(qtbot: QtBot, small: Small, view: TableView) -> None:
    at(view, small.apply)
    paste(qtbot, view, "费用\t触点\t情绪\n30元\t申请\t-1\n免费\t取证\t欣喜\n")
    points = queries.touchpoints(small.session.state, small.journey_id)
    assert [each.title.get("en", "") for each in points] == ["Ask", "申请", "取证", "Wait"]
    assert [each.emotion for each in points] == [None, -1, 2, None]
    assert points[1].fee == Money(typical=30, unit="CNY")


def test_rows_of_all_kinds_are_put_in_where_they_belong(qtbot: QtBot, small: Small, view: TableView) -> None:
    at(view, small.wait)
    paste(
        qtbot, view,
        "Row\tStage, touchpoint, annotation\tFeeling or rating\n"
        "Touchpoint\tWait here\t-2\n期望\tA chair\t2\nPain point\tNo chair\tSeverity 4 of 5\nTouchpoint\tLeave\t1\n"
        "Stage\tAfterwards\t\nTouchpoint\tTell others\t\nConnection\t→ nowhere\t\n",
    )  # fmt: skip
    state = small.session.state
    titles = [each.title["en"] for each in queries.touchpoints(state, small.journey_id)]
    assert titles == ["Ask", "Apply", "Wait here", "Leave", "Tell others"]
    assert [each.text["en"] for each in queries.expectations(state, small.wait)] == ["A chair"]
    assert [each.severity for each in queries.pain_points(state, small.wait)] == [4]
    places = [each.title.get("en", "") for each in queries.stages(state, small.journey_id)]
    assert places[places.index("Afterwards") - 1] == queries.stages(state, small.journey_id)[1].title["en"]
    assert small.new_steps == 1


def test_rows_put_in_over_a_stage_happen_in_it(qtbot: QtBot, small: Small, view: TableView) -> None:
    stages = queries.stages(small.session.state, small.journey_id)
    titles = [each.title for each in stages]
    at(view, stages[1].id)
    paste(qtbot, view, "Pay\t\tweb\nLeave\t\tcounter\n")
    assert [each.title for each in queries.stages(small.session.state, small.journey_id)] == titles
    points = queries.touchpoints(small.session.state, small.journey_id)
    assert [(each.title["en"], each.stage_id == stages[1].id) for each in points[2:]] == [
        ("Wait", True), ("Pay", True), ("Leave", True),
    ]  # fmt: skip
    assert queries.connections_out(small.session.state, small.wait)[0].target_id == points[3].id
    at(view, stages[2].id)
    paste(qtbot, view, "The end")
    assert queries.stages(small.session.state, small.journey_id)[2].title["en"] == "The end"
    assert small.new_steps == 2


def test_an_empty_clipboard_changes_nothing_and_is_told(qtbot: QtBot, small: Small, view: TableView) -> None:
    found = told(view)
    at(view, small.ask)
    paste(qtbot, view, "  \n ")
    assert small.new_steps == 0 and found and "nothing" in found[-1]


def test_del_clears_a_single_cell_and_keeps_the_row(qtbot: QtBot, small: Small, view: TableView) -> None:
    at(view, small.ask, "channel")
    paste(qtbot, view, "phone")
    assert small.point(small.ask).channel == "phone"
    qtbot.keyClick(view.tree, DELETE)
    assert small.point(small.ask).channel is None
    assert small.titles() == ["Ask", "Apply", "Wait"]


# columns


def test_columns_are_chosen_and_remembered(qtbot: QtBot, small: Small, view: TableView, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.ini")
    view.use(settings)
    assert "owner" not in view.model.columns
    at(view, small.ask)
    view.show_columns(("title", "owner", "visits"))
    assert view.model.columns == ("title", "owner", "visits")
    assert view.selected_ids() == [small.ask]
    for column, typed in (("owner", "Registry"), ("visits", "2 visits")):
        node = view.model.find(small.ask)
        assert node is not None
        view.tree.setCurrentIndex(view.model.index_of(node, view.model.columns.index(column)))
        qtbot.keyClick(view.tree, ENTER)
        fill(qtbot, view, typed)
    assert small.point(small.ask).owner_unit == LocalText(en="Registry")
    assert small.point(small.ask).visits == 2
    other = TableView(small.session)
    qtbot.addWidget(other)
    other.use(Settings(tmp_path / "settings.ini"))
    assert other.model.columns == ("title", "owner", "visits")
    other.leave()


def test_every_cell_of_every_kind_shows_copies_and_reads_itself(small: Small, view: TableView) -> None:
    state = small.session.state
    point = small.point(small.ask)
    for name in ("en", "zh"):
        for column, cell in CELLS[Touchpoint].items():
            if cell.choices is None:
                continue
            for value, words in cell.choices(state, point, name):
                if value is not None and value is not False:
                    assert outline_cells.read(cell, state, point, words, "CNY") == (value, ""), (column, words)
    assert {column for cells in CELLS.values() for column in cells} == set(COLUMNS)


# further rows


def test_connections_links_data_and_indicators_are_rows_too(qtbot: QtBot, small: Small, view: TableView) -> None:
    at(view, small.wait)
    qtbot.keyClick(view.tree, Qt.Key.Key_L, CONTROL)
    popup = next(each for each in QApplication.topLevelWidgets() if each.isVisible() and hasattr(each, "search"))
    qtbot.keyClicks(popup.search, "zx")  # 咨询 by its initials
    qtbot.keyClick(popup.search, ENTER)
    ways = queries.connections_out(small.session.state, small.wait)
    assert [(each.target_id, each.kind) for each in ways] == [(small.ask, "loop")]
    assert view.selected_ids() == [ways[0].id]
    at(view, small.wait)
    qtbot.keyClick(view.tree, Qt.Key.Key_M, CONTROL)
    popup = next(each for each in QApplication.topLevelWidgets() if each.isVisible() and hasattr(each, "search"))
    qtbot.keyClicks(popup.search, "7.4.2")
    qtbot.keyClick(popup.search, ENTER)
    links = queries.model_links(small.session.state, small.wait)
    assert len(links) == 1 and view.selected_ids() == [links[0].id]
    for kind, cls in (("data_point", DataPoint), ("indicator", Indicator)):
        at(view, small.wait)
        view.annotate(kind)
        fill(qtbot, view, f"A new {kind}")
        assert len(small.session.state.children(cls, small.wait)) == 1
    at(view, links[0].id)
    qtbot.keyClick(view.tree, DELETE)
    assert not small.session.state.all(ModelLink)


def test_annotations_go_on_to_the_next_touchpoint(qtbot: QtBot, small: Small, view: TableView) -> None:
    at(view, small.pain)
    qtbot.keyClick(view.tree, Qt.Key.Key_Down, ALT)
    assert [each.id for each in queries.pain_points(small.session.state, small.apply)] == [small.pain]
    assert view.selected_ids() == [small.pain]
    qtbot.keyClick(view.tree, Qt.Key.Key_Up, ALT)
    assert [each.id for each in queries.pain_points(small.session.state, small.ask)] == [small.pain]


def test_lanes_are_named_and_added_here(qtbot: QtBot, small: Small, view: TableView) -> None:
    lane = queries.lanes(small.session.state, small.journey_id)[0]
    at(view, lane.id)
    qtbot.keyClick(view.tree, ENTER)
    fill(qtbot, view, "Helpers")
    titles = [each.title.get("en") for each in small.session.state.all(Lane)]
    assert titles[:2] == [lane.title["en"], "Helpers"]


def test_the_window_s_keys_mean_the_row_at_hand(qtbot: QtBot, small: Small, view: TableView) -> None:
    at(view, small.pain)
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_E, CONTROL | SHIFT)
    QApplication.sendEvent(view.tree, event)
    assert event.isAccepted()
    qtbot.keyClick(view.tree, Qt.Key.Key_E, CONTROL | SHIFT)
    fill(qtbot, view, "A short way")
    assert [each.text["en"] for each in queries.expectations(small.session.state, small.ask)][-1] == "A short way"


# as it is heard


def test_cells_are_heard_with_name_value_and_state(small: Small, view: TableView) -> None:
    QAccessible.setActive(True)
    heard = QAccessible.queryAccessibleInterface(view.tree)
    assert heard.role() == QAccessible.Role.Tree
    names = {}
    for place in range(heard.childCount()):
        cell = heard.child(place)
        names[cell.text(QAccessible.Text.Name)] = cell
    ask = names["Touchpoint: Ask"]
    assert ask.role() == QAccessible.Role.TreeItem
    assert ask.state().expanded
    assert "Lane: Citizen" in names and "Channel: not set" in names
    assert "Pain point: Long queue" in names and "Expectation: One list of papers" in names
    assert names["Connection: → Apply"].state().selectable
    view.tree.collapse(view.model.index_of(view.model.find(small.ask)))  # type: ignore[arg-type]
    heard = QAccessible.queryAccessibleInterface(view.tree)
    cells = [heard.child(place) for place in range(heard.childCount())]
    folded = next(each for each in cells if each.text(QAccessible.Text.Name) == "Touchpoint: Ask")
    assert not folded.state().expanded
    QAccessible.setActive(False)


# many


def test_five_thousand_touchpoints_open_and_change_quickly(qtbot: QtBot) -> None:
    session = Session.new("empty", ("en", "zh"))
    journey = queries.journeys(session.state)[0].id
    stages, lanes = queries.stages(session.state, journey), queries.lanes(session.state, journey)
    points = [
        Touchpoint(
            id=new_id(), journey_id=journey, stage_id=stages[place % len(stages)].id, lane_id=lanes[0].id, order=key,
            title=LocalText(en=f"Step {place}"),
        )
        for place, key in enumerate(keys_between(None, None, 5000))
    ]  # fmt: skip
    ways = [
        Connection(id=new_id(), journey_id=journey, source_id=one.id, target_id=two.id)
        for one, two in itertools.pairwise(points)
    ]
    session.run(Label.of("paste"), [Add(each) for each in (*points, *ways)])
    table = TableView(session)
    qtbot.addWidget(table)
    table.show_journey(journey)
    table.resize(1200, 700)
    start = time.process_time()
    table.show()
    QApplication.processEvents()
    assert time.process_time() - start < 1
    start = time.process_time()
    for place in range(10):
        session.run(Label.of("set_field"), [_text(points[2500].id, "title", f"Step {place}")])
        table.refresh()
    assert time.process_time() - start < 0.25
    node = table.model.find(points[2500].id)
    assert node is not None and table.model.index_of(node).data() == "Step 9"
    table.leave()
