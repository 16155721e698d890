"""The map by keyboard alone: walking, selecting, connections, stages and lanes, groups, menus, the parts of the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QMenu

from journeymap.model import queries
from journeymap.model.records import Connection, Journey, Stage
from journeymap.ui.commands import COMMANDS
from tests.ui.conftest import Hand
from tests.ui.test_gestures import add, lane_ids, stage_ids

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ENTER, ESCAPE, TAB = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab
LEFT, RIGHT, UP, DOWN = Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down


def chain(hand: Hand, *titles: str) -> None:
    """Touchpoints one after the other in one lane, each in its stage."""
    hand.key(ENTER)
    for number, title in enumerate(titles):
        hand.type(title)
        hand.key(ENTER, SHIFT if number < len(titles) - 1 else Qt.KeyboardModifier.NoModifier)


def selected(hand: Hand) -> list[str]:
    ids = hand.scene.selected_ids()
    return sorted(each.title.shown_in("en") for each in hand.points() if each.id in ids)


def way(hand: Hand) -> Connection:
    (chosen,) = hand.scene.selected(Connection)
    return hand.window.session.state.get(Connection, chosen)


# walking and selecting


def test_shift_and_arrows_extend_the_selection_from_where_one_is(hand: Hand) -> None:
    chain(hand, "A", "B", "C")
    hand.key(LEFT)
    hand.key(LEFT, SHIFT)
    assert selected(hand) == ["A", "B"]
    hand.key(RIGHT)
    assert selected(hand) == ["B"]


def test_home_and_end_lead_along_the_lane_and_with_control_over_the_map(hand: Hand) -> None:
    chain(hand, "A", "B", "C")
    add(hand, 3, 2, "Last")
    hand.key(Qt.Key.Key_Home, CONTROL)
    assert selected(hand) == ["A"]
    hand.key(Qt.Key.Key_End)
    assert selected(hand) == ["C"]
    hand.key(Qt.Key.Key_Home)
    assert selected(hand) == ["A"]
    hand.key(Qt.Key.Key_End, CONTROL)
    assert selected(hand) == ["Last"]
    hand.key(Qt.Key.Key_Home, CONTROL)
    hand.key(Qt.Key.Key_End, SHIFT)
    assert selected(hand) == ["A", "C"]


def test_page_keys_lead_from_stage_to_stage(hand: Hand) -> None:
    chain(hand, "A", "B")
    add(hand, 3, 0, "D")
    hand.key(Qt.Key.Key_PageUp)
    assert selected(hand) == ["B"]
    hand.key(Qt.Key.Key_PageDown)
    assert selected(hand) == ["D"]
    hand.key(Qt.Key.Key_PageDown)
    assert selected(hand) == ["D"]


def test_arrows_lead_on_to_the_headers_of_stages_and_lanes_and_back(hand: Hand) -> None:
    add(hand, 1, 0, "A")
    hand.key(UP)
    assert hand.scene.selected_ids() == [stage_ids(hand)[1]]
    hand.key(RIGHT)
    assert hand.scene.selected_ids() == [stage_ids(hand)[2]]
    hand.key(LEFT)
    hand.key(DOWN)
    assert selected(hand) == ["A"]
    hand.key(LEFT)
    assert hand.scene.selected_ids() == [lane_ids(hand)[0]]
    hand.key(DOWN)
    assert hand.scene.selected_ids() == [lane_ids(hand)[1]]
    hand.key(UP)
    hand.key(RIGHT)
    assert selected(hand) == ["A"]


# connections


def test_a_connection_is_selected_walked_named_and_deleted_by_keys(hand: Hand) -> None:
    chain(hand, "A", "B")
    hand.key(LEFT)
    hand.key(RIGHT, CONTROL)
    assert (way(hand).source_id, way(hand).target_id) == (hand.point("A").id, hand.point("B").id)
    hand.type("i")
    hand.type("f paid")
    hand.key(ENTER)
    assert way(hand).condition["en"] == "if paid"
    hand.key(RIGHT)
    assert selected(hand) == ["B"]
    hand.key(LEFT, CONTROL)
    hand.key(LEFT)
    assert selected(hand) == ["A"]
    hand.key(RIGHT, CONTROL)
    hand.key(Qt.Key.Key_Delete)
    assert hand.ways() == set()


def test_up_and_down_lead_from_branch_to_branch(hand: Hand) -> None:
    chain(hand, "A", "B")
    hand.key(LEFT)
    hand.key(ENTER, CONTROL)
    hand.type("C")
    hand.key(ENTER)
    hand.click(hand.centre("A"))
    hand.key(RIGHT, CONTROL)
    first = way(hand)
    hand.key(DOWN)
    assert way(hand) != first and way(hand).source_id == first.source_id
    hand.key(UP)
    assert way(hand) == first


def test_a_connection_gets_another_end_by_keys(hand: Hand) -> None:
    chain(hand, "A", "B", "C")
    hand.click(hand.centre("A"))
    hand.key(RIGHT, CONTROL)
    hand.key(Qt.Key.Key_L, CONTROL)
    hand.key(RIGHT)
    hand.key(RIGHT)
    hand.key(ENTER)
    assert hand.ways() == {("A", "C", "sequence"), ("B", "C", "sequence")}
    assert way(hand).target_id == hand.point("C").id
    hand.key(Qt.Key.Key_L, CONTROL | ALT)
    before = hand.window.session.document.revision
    hand.key(ESCAPE)
    assert hand.window.session.document.revision == before


def test_enter_on_a_connection_puts_a_touchpoint_into_it(hand: Hand) -> None:
    chain(hand, "A", "B")
    hand.key(LEFT, CONTROL)
    hand.key(ENTER)
    hand.type("Between")
    hand.key(ENTER)
    assert hand.ways() == {("A", "Between", "sequence"), ("Between", "B", "sequence")}


def test_the_kind_of_a_connection_is_chosen_in_its_menu(hand: Hand) -> None:
    chain(hand, "A", "B")
    hand.key(LEFT, CONTROL)
    hand.window.run_command("way_recovery")
    assert hand.ways() == {("A", "B", "recovery")}
    table = hand.window.actions_table
    assert [table[f"way_{kind}"].isChecked() for kind in ("sequence", "recovery")] == [False, True]


# stages, lanes, groups


def test_a_stage_is_moved_resized_and_renamed_by_keys(hand: Hand) -> None:
    add(hand, 0, 0, "A")
    hand.key(UP)
    first = stage_ids(hand)[0]
    shown = hand.scene.layout.stages[first].width
    hand.key(RIGHT, ALT)
    assert stage_ids(hand)[1] == first
    hand.key(RIGHT, ALT | SHIFT)
    assert hand.scene.layout.stages[first].width == pytest.approx(shown + 40, abs=1)
    hand.key(LEFT, ALT | SHIFT)
    hand.key(LEFT, ALT | SHIFT)
    assert hand.scene.layout.stages[first].width == pytest.approx(shown, abs=1)
    hand.type("F")
    hand.type("irst")
    hand.key(ENTER)
    assert hand.window.session.state.get(Stage, first).title["en"] == "First"


def test_a_lane_is_moved_and_made_taller_by_keys(hand: Hand) -> None:
    add(hand, 0, 0, "A")
    hand.key(LEFT)
    lane = lane_ids(hand)[0]
    shown = hand.scene.layout.lanes[lane].height
    hand.key(DOWN, ALT | SHIFT)
    assert hand.scene.layout.lanes[lane].height == pytest.approx(shown + 40, abs=1)
    hand.key(DOWN, ALT)
    assert lane_ids(hand)[1] == lane


def test_a_stage_is_split_before_a_touchpoint_and_merged_again(hand: Hand) -> None:
    hand.key(ENTER)
    for title in "AB":
        hand.type(title)
        hand.key(TAB)
    hand.type("C")
    hand.key(ENTER)
    before = stage_ids(hand)
    hand.click(hand.centre("B"))
    hand.key(Qt.Key.Key_S, CONTROL | ALT)
    hand.type("New")
    hand.key(ENTER)
    after = stage_ids(hand)
    assert len(after) == len(before) + 1 and after[0] == before[0]
    assert [hand.point(each).stage_id for each in "ABC"] == [after[0], after[1], after[1]]
    hand.click(hand.centre("A"))
    hand.key(Qt.Key.Key_J, CONTROL | ALT)
    assert stage_ids(hand) == before
    assert {hand.point(each).stage_id for each in "ABC"} == {before[0]}
    for _ in range(2):
        hand.window.run_command("undo")
    assert stage_ids(hand) == before


def test_a_group_is_made_named_and_dissolved_by_keys(hand: Hand) -> None:
    chain(hand, "A", "B", "C")
    before = {each.id: each for each in hand.points()}
    hand.key(LEFT, SHIFT)
    hand.key(Qt.Key.Key_G, CONTROL)
    hand.type("Paying")
    hand.key(ENTER)
    assert hand.titles() == ["A", "Paying"]
    assert hand.ways() == {("A", "Paying", "sequence")}
    below = hand.window.session.state.get(Journey, hand.point("Paying").sub_journey_id)
    assert below.title["en"] == "Paying"
    hand.key(Qt.Key.Key_U, CONTROL)
    assert selected(hand) == ["B", "C"]
    assert {each.id: each for each in hand.points()} == before
    assert hand.ways() == {("A", "B", "sequence"), ("B", "C", "sequence")}


def test_a_group_is_one_step_of_the_history(hand: Hand) -> None:
    chain(hand, "A", "B")
    hand.key(LEFT, SHIFT)
    hand.key(Qt.Key.Key_G, CONTROL)
    hand.type("Both")
    hand.key(ENTER)
    hand.window.run_command("undo")
    assert hand.titles() == ["A", "B"]
    assert len(queries.journeys(hand.window.session.state)) == 1


# menus, parts of the window, the mini-map


def open_menu(hand: Hand) -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


@pytest.mark.parametrize(
    ("aim", "there", "elsewhere"),
    [
        ("card", "add_expectation", "paste"),
        ("connection", "way_loop", "add_expectation"),
        ("stage", "wider", "taller"),
        ("lane", "taller", "wider"),
        ("ground", "add_here", "rename"),
    ],
)
def test_the_menu_fits_what_was_clicked(hand: Hand, aim: str, there: str, elsewhere: str) -> None:
    chain(hand, "A", "B")
    places = {
        "card": hand.centre("A"),
        "connection": (hand.handle("A") * 3 + hand.centre("B")) / 4,
        "stage": hand.scene.header(stage_ids(hand)[0]).header_rect.center(),
        "lane": hand.scene.header(lane_ids(hand)[0]).header_rect.center(),
        "ground": hand.cell(2, 2),
    }
    port, spot = hand.view.viewport(), hand.spot(places[aim])
    hand.qtbot.mousePress(port, Qt.MouseButton.RightButton, pos=spot)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, port.mapToGlobal(spot))
    QApplication.sendEvent(port, event)
    menu, table = open_menu(hand), hand.window.actions_table
    assert table[there] in menu.actions()
    assert table[elsewhere] not in menu.actions()
    assert all(each.isEnabled() for each in menu.actions())
    hand.qtbot.keyClick(menu, ESCAPE)


def test_a_touchpoint_is_added_where_the_menu_was_opened(hand: Hand) -> None:
    port, spot = hand.view.viewport(), hand.spot(hand.cell(2, 2))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, port.mapToGlobal(spot))
    QApplication.sendEvent(port, event)
    hand.qtbot.keyClick(open_menu(hand), DOWN)
    hand.qtbot.keyClick(open_menu(hand), ENTER)
    hand.type("Here")
    hand.key(ENTER)
    assert (hand.point("Here").stage_id, hand.point("Here").lane_id) == (stage_ids(hand)[2], lane_ids(hand)[2])


@pytest.mark.parametrize("how", ["shift+f10", "menu key"])
def test_the_menu_of_the_selection_opens_beside_it_by_key(hand: Hand, how: str) -> None:
    chain(hand, "A", "B")
    if how == "shift+f10":
        hand.key(Qt.Key.Key_F10, SHIFT)
    else:
        spot = hand.view.viewport().rect().center()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, spot, hand.view.viewport().mapToGlobal(spot))
        QApplication.sendEvent(hand.view, event)
    menu = open_menu(hand)
    beside = hand.view.viewport().mapToGlobal(hand.spot(hand.centre("B")))
    assert menu.geometry().adjusted(-40, -40, 40, 40).contains(beside)
    assert hand.window.actions_table["add_pain_point"] in menu.actions()
    hand.qtbot.keyClick(menu, ESCAPE)


def test_f6_leads_through_the_parts_of_the_window_and_back(hand: Hand) -> None:
    hand.window.activateWindow()
    hand.qtbot.waitUntil(hand.window.isActiveWindow)
    hand.view.setFocus()
    workspace = hand.window.workspace
    seen = []
    for _ in range(7):
        hand.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        focused = QApplication.focusWidget()
        seen.append(
            next(
                name
                for name, pane in {
                    "inspector": workspace.inspector, "tools": workspace.toolbar, "navigator": workspace.navigator,
                    "tabs": workspace.tabs, "line": workspace.guide.breadcrumb,
                    "kinds": workspace.map_page.kinds, "map": workspace.map_page.view,
                }.items()
                if pane is focused or pane.isAncestorOf(focused)
            )
        )  # fmt: skip
    assert seen == ["inspector", "tools", "navigator", "tabs", "line", "kinds", "map"]
    hand.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6, SHIFT)
    assert workspace.map_page.kinds.isAncestorOf(QApplication.focusWidget())


def test_the_mini_map_takes_the_view_where_it_is_clicked_and_dragged(hand: Hand) -> None:
    add(hand, 0, 0, "A")
    mini = hand.window.map_page.mini_map
    hand.key(Qt.Key.Key_M, CONTROL | SHIFT)
    assert mini.isVisible()
    hand.view.zoom_to(2.5)
    for start, end in ((hand.cell(0, 0), hand.cell(3, 2)), (hand.cell(3, 2), hand.cell(1, 1))):
        hand.qtbot.mousePress(mini, Qt.MouseButton.LeftButton, pos=mini.spot_of(start).toPoint())
        hand.qtbot.mouseMove(mini, mini.spot_of(end).toPoint())
        hand.qtbot.mouseRelease(mini, Qt.MouseButton.LeftButton, pos=mini.spot_of(end).toPoint())
        centre: QPointF = hand.view.mapToScene(hand.view.viewport().rect().center())
        assert (centre - end).manhattanLength() < 60
    hand.window.run_command("language_zh")
    try:
        assert hand.window.map_page.mini_map.isVisible()
    finally:
        hand.window.run_command("language_en")
    hand.window.run_command("mini_map")
    assert not hand.window.map_page.mini_map.isVisible()


def test_every_command_of_the_map_is_in_a_menu_and_no_two_share_keys() -> None:
    from journeymap.ui.commands import MENUS

    rows = {row for _, commands in MENUS for row in commands}
    keyed = [(keys, each.id) for each in COMMANDS for keys in each.keys]
    assert {each.id for each in COMMANDS if each.keys} <= rows
    assert len({keys for keys, _ in keyed}) == len(keyed)


def test_scrolling_paints_what_comes_into_sight_and_leaves_what_lies_over_the_map_in_place(hand: Hand) -> None:
    add(hand, 0, 0, "A")
    hand.window.run_command("mini_map")
    hand.view.zoom_to(2.5)
    QApplication.processEvents()
    places = {each: each.pos() for each in hand.view.overlays}
    painted = QRegion()

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            nonlocal painted
            if isinstance(event, QPaintEvent):
                painted += event.region()
            return False

    watch = Watch()
    port = hand.view.viewport()
    port.installEventFilter(watch)
    hand.view.scroll_by(QPoint(20, 0))
    QApplication.processEvents()
    port.removeEventFilter(watch)
    area = sum(rect.width() * rect.height() for rect in painted)
    assert 0 < area < port.width() * port.height() / 2
    assert {each: each.pos() for each in hand.view.overlays} == places
    assert any(each.isVisible() for each in places)
