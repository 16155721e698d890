"""Drawing on the map with mouse and keys. Every assertion is on the document."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QInputMethodEvent
from PySide6.QtWidgets import QApplication

from journeymap import catalogue
from journeymap.model import queries
from journeymap.model.records import Stage
from journeymap.ui.theme import theme
from tests.ui.conftest import Hand

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ENTER, TAB, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape


def add(hand: Hand, stage: int, lane: int, title: str) -> None:
    hand.double_click(hand.cell(stage, lane))
    hand.type(title)
    hand.key(ENTER)


def test_double_click_in_a_cell_adds_a_touchpoint_there(hand: Hand) -> None:
    add(hand, 1, 2, "Check")
    point = hand.point("Check")
    stages = queries.stages(hand.window.session.state, hand.window.journey_id)
    lanes = queries.lanes(hand.window.session.state, hand.window.journey_id)
    assert (point.stage_id, point.lane_id) == (stages[1].id, lanes[2].id)


def test_adding_and_naming_is_one_step_of_the_history(hand: Hand) -> None:
    add(hand, 0, 0, "Ask")
    hand.window.run_command("undo")
    assert hand.points() == []
    hand.window.run_command("redo")
    assert hand.titles() == ["Ask"]


def test_enter_adds_the_next_touchpoint_connected(hand: Hand) -> None:
    add(hand, 0, 0, "A")
    hand.key(ENTER)
    hand.type("B")
    hand.key(ENTER)
    assert hand.ways() == {("A", "B", "sequence")}
    assert hand.point("A").stage_id == hand.point("B").stage_id


def test_control_enter_goes_one_lane_down_and_shift_enter_one_stage_on(hand: Hand) -> None:
    add(hand, 0, 0, "A")
    hand.key(ENTER, CONTROL)
    hand.type("B")
    hand.key(ENTER, SHIFT)
    hand.type("C")
    hand.key(ENTER)
    state, journey = hand.window.session.state, hand.window.journey_id
    lanes = [each.id for each in queries.lanes(state, journey)]
    stages = [each.id for each in queries.stages(state, journey)]
    assert hand.point("B").lane_id == lanes[1]
    assert hand.point("C").stage_id == stages[1]
    assert hand.ways() == {("A", "B", "sequence"), ("B", "C", "sequence")}


def test_tab_while_typing_adds_the_next_one_at_once(hand: Hand) -> None:
    hand.double_click(hand.cell(0, 0))
    hand.type("A")
    hand.key(TAB)
    hand.type("B")
    hand.key(ENTER)
    assert hand.ways() == {("A", "B", "sequence")}


def test_a_second_way_out_makes_a_branch(hand: Hand) -> None:
    add(hand, 0, 0, "A")
    hand.key(ENTER)
    hand.type("B")
    hand.key(ENTER)
    hand.click(hand.centre("A"))
    hand.key(ENTER)
    hand.type("C")
    hand.key(ENTER)
    assert hand.ways() == {("A", "B", "branch"), ("A", "C", "branch")}


def test_dragging_from_the_edge_connects_two_cards(hand: Hand) -> None:
    add(hand, 0, 0, "A")
    add(hand, 1, 1, "B")
    hand.drag(hand.handle("A"), hand.centre("B"))
    assert hand.ways() == {("A", "B", "sequence")}


def test_dragging_from_the_edge_to_empty_ground_creates_and_connects(hand: Hand) -> None:
    add(hand, 0, 0, "A")
    hand.drag(hand.handle("A"), hand.cell(2, 1))
    hand.type("New")
    hand.key(ENTER)
    assert hand.ways() == {("A", "New", "sequence")}
    lanes = queries.lanes(hand.window.session.state, hand.window.journey_id)
    assert hand.point("New").lane_id == lanes[1].id


def test_a_click_on_the_edge_adds_the_next_one(hand: Hand) -> None:
    add(hand, 0, 0, "A")
    hand.click(hand.handle("A"))
    hand.type("B")
    hand.key(ENTER)
    assert hand.ways() == {("A", "B", "sequence")}


def test_escape_drops_a_drag_and_leaves_the_document(hand: Hand) -> None:
    add(hand, 0, 0, "A")
    before = hand.window.session.document.revision
    place = hand.scene.card(hand.point("A").id).pos()
    hand.drag(hand.centre("A"), hand.cell(2, 2), drop=False)
    hand.key(ESCAPE)
    hand.qtbot.mouseRelease(hand.view.viewport(), Qt.MouseButton.LeftButton, pos=hand.spot(hand.cell(2, 2)))
    assert hand.window.session.document.revision == before
    assert hand.scene.card(hand.point("A").id).pos() == place


def test_dragging_a_card_moves_it_and_it_stays_where_it_was_dropped(hand: Hand) -> None:
    add(hand, 0, 0, "A")
    aim = hand.cell(2, 1)
    hand.drag(hand.centre("A"), aim)
    point = hand.point("A")
    state, journey = hand.window.session.state, hand.window.journey_id
    assert point.stage_id == queries.stages(state, journey)[2].id
    assert point.lane_id == queries.lanes(state, journey)[1].id
    assert point.pos is not None
    drawn = hand.centre("A")
    assert abs(drawn.x() - aim.x()) < 24 and abs(drawn.y() - aim.y()) < 24


def test_arrange_puts_hand_placed_cards_back(hand: Hand) -> None:
    add(hand, 0, 0, "A")
    hand.drag(hand.centre("A"), hand.cell(2, 1))
    hand.scene.select(())
    hand.window.run_command("arrange")
    assert hand.point("A").pos is None


def test_a_card_dropped_on_a_connection_goes_into_it(hand: Hand) -> None:
    add(hand, 0, 0, "A")
    hand.drag(hand.handle("A"), hand.cell(3, 0))
    hand.type("B")
    hand.key(ENTER)
    add(hand, 1, 2, "Between")
    hand.drag(hand.centre("Between"), hand.cell(1, 0))
    assert hand.ways() == {("A", "Between", "sequence"), ("Between", "B", "sequence")}


def test_alt_arrows_move_between_stages_and_lanes(hand: Hand) -> None:
    add(hand, 0, 0, "A")
    hand.key(Qt.Key.Key_Right, ALT)
    hand.key(Qt.Key.Key_Down, ALT)
    state, journey = hand.window.session.state, hand.window.journey_id
    assert hand.point("A").stage_id == queries.stages(state, journey)[1].id
    assert hand.point("A").lane_id == queries.lanes(state, journey)[1].id


def test_arrow_keys_walk_along_connections(hand: Hand) -> None:
    add(hand, 0, 0, "A")
    hand.key(ENTER, SHIFT)
    hand.type("B")
    hand.key(ENTER)
    hand.key(Qt.Key.Key_Left)
    assert hand.scene.selected_ids() == [hand.point("A").id]
    hand.key(Qt.Key.Key_Right)
    assert hand.scene.selected_ids() == [hand.point("B").id]


def test_plain_typing_on_a_selected_card_renames_it(hand: Hand) -> None:
    add(hand, 0, 0, "Old")
    hand.type("N")
    hand.type("ew")
    hand.key(ENTER)
    assert hand.titles() == ["New"]


def test_composed_text_on_a_selected_card_renames_it(hand: Hand) -> None:
    add(hand, 0, 0, "Old")
    event = QInputMethodEvent("", [])
    event.setCommitString("窗口备案")
    QApplication.sendEvent(hand.view, event)
    hand.key(ENTER)
    assert hand.titles() == ["窗口备案"]


def test_escape_while_typing_keeps_the_old_title(hand: Hand) -> None:
    add(hand, 0, 0, "Old")
    hand.key(Qt.Key.Key_F2)
    hand.type("Something else")
    hand.key(ESCAPE)
    assert hand.titles() == ["Old"]


def test_delete_closes_the_gap_and_undo_brings_all_back(hand: Hand) -> None:
    add(hand, 0, 0, "A")
    for title in "BC":
        hand.key(ENTER)
        hand.type(title)
        hand.key(ENTER)
    hand.click(hand.centre("B"))
    hand.key(Qt.Key.Key_Delete)
    assert hand.ways() == {("A", "C", "sequence")}
    hand.window.run_command("undo")
    assert hand.ways() == {("A", "B", "sequence"), ("B", "C", "sequence")}


def test_marquee_selects_what_it_touches(hand: Hand) -> None:
    add(hand, 0, 0, "A")
    add(hand, 1, 0, "B")
    add(hand, 3, 2, "Far")
    lanes = list(hand.scene.layout.lanes.values())
    stages = list(hand.scene.layout.stages.values())
    hand.drag(QPointF(stages[0].x + 2, lanes[0].y + 2), QPointF(stages[1].right - 4, lanes[0].bottom - 4))
    assert set(hand.scene.selected_ids()) == {hand.point("A").id, hand.point("B").id}


def test_keyboard_connects_to_a_card_chosen_with_arrows(hand: Hand) -> None:
    add(hand, 0, 0, "A")
    add(hand, 1, 0, "B")
    hand.click(hand.centre("A"))
    hand.window.run_command("connect_to")
    hand.key(Qt.Key.Key_Right)
    hand.key(ENTER)
    assert hand.ways() == {("A", "B", "sequence")}
    assert hand.scene.selected_ids() == [hand.point("A").id]


def test_a_way_back_is_a_loop(hand: Hand) -> None:
    add(hand, 0, 0, "A")
    hand.drag(hand.handle("A"), hand.cell(2, 0))
    hand.type("B")
    hand.key(ENTER)
    hand.drag(hand.handle("B"), hand.centre("A"))
    assert ("B", "A", "loop") in hand.ways()


def test_what_is_being_written_stays_with_the_journey_that_is_left(hand: Hand) -> None:
    window, first = hand.window, hand.window.journey_id
    session = window.session
    assert session is not None
    window.run_command("duplicate_journey")
    second = next(each.id for each in queries.journeys(session.state) if each.id != first)
    window.show_journey(first)
    stage = queries.stages(session.state, first)[0]
    hand.view.edit_title(stage.id)
    hand.type("Before")
    window.show_journey(second)
    assert hand.view.editor is None
    assert queries.stages(session.state, first)[0].title.shown_in("en") == "Before"
    assert queries.stages(session.state, second)[0].title == stage.title


def test_what_is_taken_back_under_the_pen_stays_taken_back(hand: Hand) -> None:
    add(hand, 0, 0, "A")
    session = hand.window.session
    assert session is not None
    hand.view.edit_title(hand.point("A").id)
    hand.type("B")
    while session.undo() is not None:
        pass
    hand.key(Qt.Key.Key_Tab)
    assert hand.points() == []
    assert session.history.place == 0


def test_stages_are_added_renamed_moved_and_deleted(hand: Hand) -> None:
    state, journey = hand.window.session.state, hand.window.journey_id
    hand.window.run_command("add_stage")
    hand.type("Last")
    hand.key(ENTER)
    assert queries.stages(state, journey)[-1].title.shown_in("en") == "Last"
    last = queries.stages(state, journey)[-1].id
    boxes = [header.header_rect for each in queries.stages(state, journey) if (header := hand.scene.header(each.id))]
    hand.drag(boxes[-1].center(), QPointF(boxes[0].left() + 5, boxes[0].center().y()))
    assert queries.stages(state, journey)[0].id == last
    hand.scene.select([last])
    hand.key(Qt.Key.Key_Delete)
    assert state.get(Stage, last) is None


def test_feeling_keys_set_the_feeling(hand: Hand) -> None:
    add(hand, 0, 0, "A")
    hand.window.run_command("emotion_-2")
    assert hand.point("A").emotion == -2


def test_zoom_keeps_the_place_under_the_pointer(hand: Hand) -> None:
    place = hand.cell(1, 1)
    spot = hand.spot(place)
    hand.view.zoom(1.5, spot)
    moved = hand.view.mapToScene(spot)
    assert abs(moved.x() - place.x()) < 2 and abs(moved.y() - place.y()) < 2


def test_switching_the_language_keeps_selection_and_document(hand: Hand) -> None:
    add(hand, 0, 0, "A")
    revision = hand.window.session.document.revision
    hand.window.run_command("language_zh")
    try:
        assert hand.window.workspace.tabs.tabText(0) == "旅程图"
        assert hand.scene.selected_ids() == [hand.point("A").id]
        assert hand.window.session.document.revision == revision
    finally:
        hand.window.run_command("language_en")


def test_a_teams_own_catalogue_is_laid_over_and_unverified_rows_are_behind_a_switch(hand: Hand, tmp_path: Path) -> None:
    own = tmp_path / "own.json"
    own.write_text('{"levels": [{"id": "level-1", "short": {"en": "Our ground", "zh": "我们的基础"}}]}', "utf-8")
    before = len(catalogue.load().principles())
    try:
        hand.window.settings.own_catalogue = own
        hand.window.use_catalogue()
        level = catalogue.load().level(1)
        assert level is not None and level.short["en"] == "Our ground"
        hand.window.run_command("unverified_rows")
        assert len(catalogue.load().principles()) > before
        own.write_text("no catalogue", "utf-8")
        hand.window.run_command("shipped_catalogue")
        level = catalogue.load().level(1)
        assert level is not None and level.short["en"] != "Our ground"
    finally:
        catalogue.choose(None)


def test_a_broken_catalogue_is_said_in_one_sentence_and_the_shipped_one_is_used(hand: Hand, tmp_path: Path) -> None:
    own = tmp_path / "broken.json"
    own.write_text("[", "utf-8")
    hand.window.settings.own_catalogue = own
    hand.window.use_catalogue()
    assert "broken.json" in hand.window.notice.text
    assert catalogue.load().elements("iso-11367-2025")
    catalogue.choose(None)


def test_headers_stay_in_sight_and_can_be_used_there(hand: Hand) -> None:
    for stage in range(4):
        add(hand, stage, 0, f"Card {stage}")
    hand.view.look_from(2.0, hand.scene.map_rect.topLeft() + QPointF(420, 90))
    second = list(hand.scene.layout.stages)[2]
    shown = hand.scene.header(second).header_rect
    assert shown.top() > hand.scene.layout.stage_headers[second].y
    assert hand.view.is_in_sight(shown.center())
    lanes = [
        each for each in hand.scene.layout.lanes if hand.view.is_in_sight(hand.scene.header(each).header_rect.center())
    ]
    assert lanes
    for each in (second, lanes[0]):
        box = hand.scene.header(each).header_rect
        role = theme().header if each == second else theme().hover
        place = hand.view.viewport().rect() & hand.view.mapFromScene(box).boundingRect()
        painted = hand.view.viewport().grab().toImage().pixelColor(place.right() - 14, place.bottom() - 14)
        assert painted.name() == QColor(role).name(), "what is held is painted too"
    hand.click(shown.center())
    assert hand.scene.selected_ids() == [second]
    hand.key(Qt.Key.Key_F2)
    hand.type("Apply")
    hand.key(ENTER)
    state = hand.window.session.state  # type: ignore[union-attr]
    assert state.find(second).title["en"] == "Apply"
    hand.view.reveal(hand.point("Card 0").id)
    lane = hand.scene.header(next(iter(hand.scene.layout.lanes))).header_rect
    assert not hand.scene.card(hand.point("Card 0").id).sceneBoundingRect().intersects(lane)
