"""Gestures of the mouse on the map: what a drag does, and that a drag given up does nothing."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from journeymap.model import queries
from journeymap.model.records import Stage, Touchpoint
from tests.ui.conftest import Hand

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


def add(hand: Hand, stage: int, lane: int, title: str) -> None:
    hand.double_click(hand.cell(stage, lane))
    hand.type(title)
    hand.key(ENTER)


def stage_ids(hand: Hand) -> list[str]:
    return [each.id for each in queries.stages(hand.window.session.state, hand.window.journey_id)]


def lane_ids(hand: Hand) -> list[str]:
    return [each.id for each in queries.lanes(hand.window.session.state, hand.window.journey_id)]


def mouse(hand: Hand, kind: QEvent.Type, place: QPointF, modifier: Qt.KeyboardModifier = PLAIN) -> None:
    """A mouse event with the left button held, as the window system sends it; keys may be held."""
    port, spot = hand.view.viewport(), QPointF(hand.spot(place))
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else LEFT
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else LEFT
    event = QMouseEvent(kind, spot, QPointF(port.mapToGlobal(spot.toPoint())), button, held, modifier)
    QApplication.sendEvent(port, event)


def drag_holding(hand: Hand, start: QPointF, end: QPointF, modifier: Qt.KeyboardModifier, *, drop: bool = True) -> None:
    """Press, take the key down, and drag."""
    mouse(hand, QEvent.Type.MouseButtonPress, start)
    for step in (0.2, 0.6, 1.0):
        mouse(hand, QEvent.Type.MouseMove, start + (end - start) * step, modifier)
    if drop:
        mouse(hand, QEvent.Type.MouseButtonRelease, end, modifier)


def kind_drag(hand: Hand, kind: str, aim: QPointF, *, drop: bool = True) -> None:
    """Drag a kind from the bar onto the map, by real events at the button that holds the mouse."""
    hand.actions += 1
    button = hand.window.map_page.kinds.buttons[kind]
    end = button.mapFromGlobal(hand.view.viewport().mapToGlobal(hand.spot(aim)))
    start = button.rect().center()
    hand.qtbot.mousePress(button, LEFT, pos=start)
    for step in (0.1, 0.5, 1.0):
        spot = QPoint(round(start.x() + (end.x() - start.x()) * step), round(start.y() + (end.y() - start.y()) * step))
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(spot),
            QPointF(button.mapToGlobal(spot)),
            Qt.MouseButton.NoButton,
            LEFT,
            PLAIN,
        )
        QApplication.sendEvent(button, event)
    if drop:
        hand.qtbot.mouseRelease(button, LEFT, pos=end)


def overlaps(hand: Hand) -> list[tuple[str, str]]:
    cards = {each.title.shown_in("en"): hand.scene.layout.cards[each.id] for each in hand.points()}
    return [(one, other) for one, other in combinations(cards, 2) if cards[one].intersects(cards[other])]


# the bar of kinds


def test_a_kind_dragged_onto_the_map_makes_a_touchpoint_of_that_kind_there(hand: Hand) -> None:
    aim = hand.cell(1, 2)
    kind_drag(hand, "wait", aim)
    hand.type("Waits")
    hand.key(ENTER)
    point = hand.point("Waits")
    assert (point.kind, point.stage_id, point.lane_id) == ("wait", stage_ids(hand)[1], lane_ids(hand)[2])
    assert (hand.centre("Waits") - aim).manhattanLength() < 24
    hand.window.run_command("undo")
    assert hand.points() == []


def test_a_kind_dragged_onto_a_connection_goes_into_it(hand: Hand) -> None:
    add(hand, 0, 0, "A")
    hand.drag(hand.handle("A"), hand.cell(3, 0))
    hand.type("B")
    hand.key(ENTER)
    kind_drag(hand, "decision", QPointF(hand.cell(1, 0).x(), hand.centre("A").y()))
    hand.type("Which?")
    hand.key(ENTER)
    assert hand.ways() == {("A", "Which?", "sequence"), ("Which?", "B", "sequence")}
    assert hand.point("Which?").stage_id == stage_ids(hand)[1]


@pytest.mark.parametrize("way_out", ["escape", "right button", "beside the map"])
def test_a_kind_that_is_not_dropped_on_the_map_leaves_the_document(hand: Hand, way_out: str) -> None:
    before = hand.window.session.document.revision
    aim = hand.cell(1, 1)
    kind_drag(hand, "wait", aim, drop=False)
    button = hand.window.map_page.kinds.buttons["wait"]
    if way_out == "escape":
        hand.key(ESCAPE)
    elif way_out == "right button":
        hand.qtbot.mousePress(button, RIGHT)
    end = QPoint(5, 5) if way_out == "beside the map" else button.mapFromGlobal(
        hand.view.viewport().mapToGlobal(hand.spot(aim))
    )  # fmt: skip
    if way_out == "beside the map":
        event = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(end), QPointF(button.mapToGlobal(end)), Qt.MouseButton.NoButton, LEFT, PLAIN
        )
        QApplication.sendEvent(button, event)
    hand.qtbot.mouseRelease(button, LEFT, pos=end)
    assert hand.window.session.document.revision == before
    assert hand.points() == [] and hand.view.editor is None


def test_a_click_on_a_kind_arms_it_for_several_clicks_until_escape(hand: Hand) -> None:
    button = hand.window.map_page.kinds.buttons["communication"]
    hand.qtbot.mouseClick(button, LEFT)
    assert button.isChecked()
    for stage, title in enumerate("AB"):
        hand.click(hand.cell(stage, 0))
        hand.type(title)
        hand.key(ENTER)
    hand.key(ESCAPE)
    assert not button.isChecked()
    assert [each.kind for each in hand.points()] == ["communication", "communication"]
    hand.click(hand.cell(3, 2))
    assert len(hand.points()) == 2


def test_enter_on_a_kind_adds_it_behind_the_selection(hand: Hand) -> None:
    add(hand, 0, 0, "A")
    button = hand.window.map_page.kinds.buttons["decision"]
    button.setFocus()
    hand.qtbot.keyClick(button, ENTER)
    hand.type("Which?")
    hand.key(ENTER)
    hand.key(Qt.Key.Key_3, ALT)
    hand.type("Waits")
    hand.key(ENTER)
    assert hand.ways() == {("A", "Which?", "sequence"), ("Which?", "Waits", "sequence")}
    assert [hand.point(each).kind for each in ("A", "Which?", "Waits")] == ["action", "decision", "wait"]


# copies


@pytest.mark.parametrize("key", [CONTROL, ALT])
def test_dragging_with_a_key_held_sets_down_a_copy(hand: Hand, key: Qt.KeyboardModifier) -> None:
    add(hand, 0, 0, "A")
    original = hand.point("A")
    place = hand.centre("A")
    drag_holding(hand, place, hand.cell(2, 1), key, drop=False)
    assert hand.view.viewport().cursor().shape() == Qt.CursorShape.DragCopyCursor
    assert hand.centre("A") == place
    mouse(hand, QEvent.Type.MouseButtonRelease, hand.cell(2, 1), key)
    assert hand.titles() == ["A", "A"]
    (copy,) = [each for each in hand.points() if each.id != original.id]
    assert (copy.stage_id, copy.lane_id) == (stage_ids(hand)[2], lane_ids(hand)[1])
    assert hand.window.session.state.get(Touchpoint, original.id) == original
    assert hand.scene.selected_ids() == [copy.id]
    hand.window.run_command("undo")
    assert hand.titles() == ["A"]


def test_several_are_copied_with_the_ways_among_them(hand: Hand) -> None:
    add(hand, 0, 0, "A")
    hand.key(ENTER)
    hand.type("B")
    hand.key(ENTER)
    hand.key(Qt.Key.Key_A, CONTROL)
    drag_holding(hand, hand.centre("A"), hand.cell(2, 2), CONTROL)
    assert sorted(hand.titles()) == ["A", "A", "B", "B"]
    state = hand.window.session.state
    assert len(queries.connections(state, hand.window.journey_id)) == 2
    assert overlaps(hand) == []


def test_letting_go_of_the_key_before_the_drop_moves_the_card(hand: Hand) -> None:
    add(hand, 0, 0, "A")
    aim = hand.cell(2, 1)
    drag_holding(hand, hand.centre("A"), aim, CONTROL, drop=False)
    mouse(hand, QEvent.Type.MouseMove, aim, PLAIN)
    mouse(hand, QEvent.Type.MouseButtonRelease, aim, PLAIN)
    assert hand.titles() == ["A"]
    assert hand.point("A").stage_id == stage_ids(hand)[2]


@pytest.mark.parametrize("how", ["escape", "right button"])
def test_a_copy_given_up_leaves_everything(hand: Hand, how: str) -> None:
    add(hand, 0, 0, "A")
    before, place = hand.window.session.document.revision, hand.centre("A")
    items = len(hand.scene.items())
    drag_holding(hand, place, hand.cell(2, 1), CONTROL, drop=False)
    if how == "escape":
        hand.key(ESCAPE)
    else:
        hand.qtbot.mousePress(hand.view.viewport(), RIGHT, pos=hand.spot(hand.cell(2, 1)))
    mouse(hand, QEvent.Type.MouseButtonRelease, hand.cell(2, 1), CONTROL)
    assert hand.window.session.document.revision == before
    assert hand.centre("A") == place
    assert len(hand.scene.items()) == items


# dropping among others


def test_cards_that_stand_by_hand_step_aside_for_a_dropped_one(hand: Hand) -> None:
    for stage, title in enumerate("ABC"):
        add(hand, stage, 0, title)
    spot = hand.cell(3, 1)
    hand.drag(hand.centre("A"), spot)
    hand.drag(hand.centre("B"), hand.centre("A") + QPointF(24, 16))
    assert overlaps(hand) == []
    hand.drag(hand.centre("C"), (hand.centre("A") + hand.centre("B")) / 2)
    assert overlaps(hand) == []
    assert {each.stage_id for each in hand.points()} == {stage_ids(hand)[3]}
    hand.window.run_command("undo")
    hand.window.run_command("undo")
    assert hand.point("B").stage_id == stage_ids(hand)[1]


def test_lines_show_what_a_dragged_card_is_level_with_and_shift_lets_it_go_free(hand: Hand) -> None:
    add(hand, 0, 0, "A")
    add(hand, 1, 1, "B")
    aim = QPointF(hand.cell(2, 0).x(), hand.centre("A").y() + 5)
    items = len(hand.scene.items())
    drag_holding(hand, hand.centre("B"), aim, PLAIN, drop=False)
    assert len(hand.scene.items()) > items
    assert hand.centre("B").y() == hand.centre("A").y()
    mouse(hand, QEvent.Type.MouseMove, aim, SHIFT)
    assert abs(hand.centre("B").y() - aim.y()) < 1.5
    hand.key(ESCAPE)
    assert len(hand.scene.items()) == items


# the edge of the view


def test_a_drag_to_the_edge_takes_the_map_along(hand: Hand) -> None:
    add(hand, 0, 0, "A")
    hand.view.zoom_to(2.0)
    hand.view.reveal(hand.point("A").id)
    port = hand.view.viewport()
    before = hand.view.horizontalScrollBar().value()
    start = hand.centre("A")
    mouse(hand, QEvent.Type.MouseButtonPress, start)
    edge = hand.view.mapToScene(QPoint(port.width() - 4, hand.spot(start).y()))
    mouse(hand, QEvent.Type.MouseMove, (start + edge) / 2)
    mouse(hand, QEvent.Type.MouseMove, edge)
    hand.qtbot.waitUntil(lambda: hand.view.horizontalScrollBar().value() > before + 300)
    hand.qtbot.mouseRelease(port, LEFT, pos=QPoint(port.width() - 4, hand.spot(start).y()))
    rest = hand.view.horizontalScrollBar().value()
    assert hand.centre("A").x() > edge.x()
    hand.qtbot.wait(60)
    assert hand.view.horizontalScrollBar().value() == rest


# headers


def edge_of(hand: Hand, record_id: str) -> QPointF:
    box = hand.scene.header(record_id).header_rect
    if hand.scene.header(record_id).is_stage:
        return QPointF(box.right() - 2, box.center().y())
    return QPointF(box.center().x(), box.bottom() - 2)


def test_a_stage_is_made_wider_by_its_edge_and_a_double_click_takes_that_back(hand: Hand) -> None:
    stage_id = stage_ids(hand)[0]
    shown = hand.scene.layout.stages[stage_id].width
    edge = edge_of(hand, stage_id)
    hand.drag(edge, edge + QPointF(120, 0))
    stage = hand.window.session.state.get(Stage, stage_id)
    assert stage is not None and stage.width == pytest.approx(shown + 120, abs=2)
    assert hand.scene.layout.stages[stage_id].width == stage.width
    hand.double_click(edge_of(hand, stage_id))
    assert hand.scene.layout.stages[stage_id].width == shown
    assert hand.window.session.state.get(Stage, stage_id).width is None


def test_a_lane_is_made_taller_by_its_edge(hand: Hand) -> None:
    lane_id = lane_ids(hand)[1]
    shown = hand.scene.layout.lanes[lane_id].height
    edge = edge_of(hand, lane_id)
    hand.drag(edge, edge + QPointF(0, 90))
    assert hand.scene.layout.lanes[lane_id].height == pytest.approx(shown + 90, abs=2)


def test_a_stage_is_never_narrower_than_its_contents_and_escape_keeps_it(hand: Hand) -> None:
    add(hand, 0, 0, "A")
    stage_id = stage_ids(hand)[0]
    before, shown = hand.window.session.document.revision, hand.scene.layout.stages[stage_id].width
    edge = edge_of(hand, stage_id)
    hand.drag(edge, edge - QPointF(90, 0))
    assert hand.scene.layout.stages[stage_id].width == shown
    hand.drag(edge, edge + QPointF(90, 0), drop=False)
    hand.key(ESCAPE)
    assert hand.window.session.document.revision == before
