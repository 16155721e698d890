"""Sub-journeys opened in place: by sign, key and crumb, and back to the very place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication

from journeymap.analysis.figures import figures
from journeymap.edit import grouping, touchpoints
from journeymap.model import queries
from journeymap.model.changes import Label, Set
from journeymap.model.records import Journey, Touchpoint
from journeymap.model.text import LocalText
from journeymap.model.values import seconds
from journeymap.session import Session
from journeymap.ui import files
from journeymap.ui.workspace import Workspace
from tests.ui.conftest import Hand

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
LABEL = Label.of("paste")


def session_of(hand: Hand) -> Session:
    assert hand.window.session is not None
    return hand.window.session


def workspace_of(hand: Hand) -> Workspace:
    assert hand.window.workspace is not None
    return hand.window.workspace


def grow(hand: Hand, *titles: str) -> list[str]:
    """Touchpoints one after the other in the first cell."""
    session = session_of(hand)
    made: list[str] = []
    for title in titles:
        if made:
            point, changes = touchpoints.add_behind(session.state, made[-1], title=LocalText(en=title))
        else:
            stage, lane = (
                queries.stages(session.state, hand.window.journey_id)[0],
                queries.lanes(session.state, hand.window.journey_id)[0],
            )
            point, changes = touchpoints.add(
                session.state, hand.window.journey_id, stage.id, lane.id, LocalText(en=title)
            )
        session.run(LABEL, changes)
        made.append(point.id)
    QApplication.processEvents()
    return made


@pytest.fixture
def grouped(hand: Hand) -> tuple[str, str]:
    """A touchpoint that stands for two others, and their journey."""
    session = session_of(hand)
    made = grow(hand, "Ask", "Fill in", "Hand in", "Wait")
    standing, changes = grouping.group(session.state, made[1:3], LocalText(en="Apply"))
    assert standing is not None and standing.sub_journey_id is not None
    session.run(LABEL, changes)
    hand.window.activateWindow()
    hand.qtbot.waitUntil(hand.window.isActiveWindow)
    hand.view.setFocus()
    QApplication.processEvents()
    return standing.id, standing.sub_journey_id


def line(hand: Hand) -> list[str]:
    return [each.text() for each in workspace_of(hand).guide.breadcrumb.crumbs]


def where(hand: Hand) -> tuple[float, int, int]:
    """Scale and middle of the view, in whole map units."""
    scale, centre = hand.view.looking_at()
    return round(scale, 3), round(centre.x()), round(centre.y())


def look_elsewhere(hand: Hand) -> tuple[float, int, int]:
    hand.view.zoom(1.3, QPoint(200, 200))
    hand.view.horizontalScrollBar().setValue(hand.view.horizontalScrollBar().value() + 60)
    return where(hand)


def test_a_click_on_the_sign_goes_in_and_escape_comes_back_to_the_very_place(
    hand: Hand, grouped: tuple[str, str]
) -> None:
    above = hand.window.journey_id
    place = look_elsewhere(hand)
    card = hand.scene.card(grouped[0])
    hand.click(card.pos() + card.sub_journey_rect().center())
    assert hand.window.journey_id == grouped[1] and line(hand) == ["New journey", "Apply"]
    assert hand.titles() == ["Fill in", "Hand in"]
    QApplication.processEvents()
    hand.click(hand.centre("Hand in"))
    hand.key(Qt.Key.Key_Escape)
    assert hand.window.journey_id == grouped[1], "the first Escape lets the selection go"
    hand.key(Qt.Key.Key_Escape)
    assert hand.window.journey_id == above
    assert where(hand) == pytest.approx(place, abs=2) and hand.scene.selected_ids() == [grouped[0]]


@pytest.mark.parametrize("keys", [(Qt.Key.Key_Down, CONTROL), (Qt.Key.Key_Return, ALT)])
@pytest.mark.parametrize("back", [(Qt.Key.Key_Up, CONTROL), (Qt.Key.Key_Backspace, ALT)])
def test_keys_go_in_and_out(
    hand: Hand,
    grouped: tuple[str, str],
    keys: tuple[Qt.Key, Qt.KeyboardModifier],
    back: tuple[Qt.Key, Qt.KeyboardModifier],
) -> None:
    above = hand.window.journey_id
    hand.scene.select([grouped[0]])
    place = look_elsewhere(hand)
    hand.key(*keys)
    assert hand.window.journey_id == grouped[1]
    assert QApplication.focusWidget() is hand.view
    hand.key(*back)
    assert hand.window.journey_id == above and where(hand) == pytest.approx(place, abs=2)
    hand.key(*back)
    assert hand.window.journey_id == above, "there is nothing above the outermost"


def test_crumbs_are_reached_by_f6_and_lead_back(hand: Hand, grouped: tuple[str, str]) -> None:
    above = hand.window.journey_id
    hand.scene.select([grouped[0]])
    hand.key(Qt.Key.Key_Down, CONTROL)
    crumbs = workspace_of(hand).guide.breadcrumb.crumbs
    assert [each.accessibleName() for each in crumbs] == ["Back to: New journey", "You are in: Apply; show its fields"]
    workspace_of(hand).tabs.setFocus()
    hand.qtbot.keyClick(workspace_of(hand).tabs, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is crumbs[0]
    hand.qtbot.keyClick(crumbs[0], Qt.Key.Key_Return)
    assert hand.window.journey_id == above and hand.scene.selected_ids() == [grouped[0]]


def test_all_views_follow_into_a_sub_journey_and_the_tab_stays(hand: Hand, grouped: tuple[str, str]) -> None:
    workspace = workspace_of(hand)
    for name in ("table", "paths", "model"):
        workspace.show_view(name)
        hand.scene.select([grouped[0]])
        hand.window.run_command("enter")
        assert workspace.view_name == name and hand.window.journey_id == grouped[1]
        assert workspace._own_views[name].journey_id == grouped[1]  # type: ignore[attr-defined]
        hand.window.run_command("leave")
        assert hand.window.journey_id != grouped[1]


def test_the_table_goes_in_and_out_by_the_same_keys(hand: Hand, grouped: tuple[str, str]) -> None:
    workspace = workspace_of(hand)
    above = hand.window.journey_id
    workspace.show_view("table")
    tree = workspace.views.currentWidget().focusProxy()
    tree.setFocus()
    hand.scene.select([grouped[0]])
    hand.qtbot.keyClick(tree, Qt.Key.Key_Down, CONTROL)
    assert hand.window.journey_id == grouped[1] and workspace.view_name == "table"
    assert QApplication.focusWidget() is tree
    hand.qtbot.keyClick(tree, Qt.Key.Key_Up, CONTROL)
    assert hand.window.journey_id == above and hand.scene.selected_ids() == [grouped[0]]


def test_grouping_and_going_in_are_two_strokes(hand: Hand) -> None:
    made = grow(hand, "Ask", "Fill in", "Hand in")
    hand.window.activateWindow()
    hand.qtbot.waitUntil(hand.window.isActiveWindow)
    hand.view.setFocus()
    hand.scene.select(made[:2])
    hand.key(Qt.Key.Key_G, CONTROL)
    hand.key(Qt.Key.Key_Return)
    hand.key(Qt.Key.Key_Down, CONTROL)
    assert hand.titles() == ["Ask", "Fill in"]
    hand.key(Qt.Key.Key_Up, CONTROL)
    assert hand.titles() == ["Ask … Fill in", "Hand in"]


def test_a_touchpoint_with_nothing_behind_offers_to_begin_it(hand: Hand) -> None:
    made = grow(hand, "Register the birth", "Insure the child")
    above = hand.window.journey_id
    hand.window.activateWindow()
    hand.qtbot.waitUntil(hand.window.isActiveWindow)
    hand.view.setFocus()
    hand.scene.select([made[1]])
    hand.key(Qt.Key.Key_Down, CONTROL)
    assert hand.window.journey_id == above
    assert hand.window.notice.text == "No journey lies behind this touchpoint yet."
    hand.qtbot.mouseClick(hand.window.notice._action, Qt.MouseButton.LeftButton)
    session = session_of(hand)
    below = session.state.get(Journey, hand.window.journey_id)
    assert below is not None and below.parent_id == above and below.title == LocalText(en="Insure the child")
    assert line(hand)[-1] == "Insure the child"
    point = session.state.get(Touchpoint, made[1])
    assert point is not None and point.sub_journey_id == below.id
    rows = workspace_of(hand).navigator.lists["journeys"].buttons
    QApplication.processEvents()
    assert rows[below.id].row.indent == 1
    session.undo()
    QApplication.processEvents()
    assert hand.window.journey_id == above and session.state.get(Journey, below.id) is None


def test_the_place_in_every_journey_is_kept_through_another_language(hand: Hand, grouped: tuple[str, str]) -> None:
    hand.scene.select([grouped[0]])
    place = look_elsewhere(hand)
    hand.key(Qt.Key.Key_Down, CONTROL)
    hand.window.set_language("zh")
    QApplication.processEvents()
    assert line(hand)[-1] == "Apply" and hand.window.journey_id == grouped[1]
    hand.window.run_command("leave")
    assert where(hand) == pytest.approx(place, abs=2) and hand.scene.selected_ids() == [grouped[0]]


def test_a_sub_journey_that_is_undone_leads_back_up(hand: Hand, grouped: tuple[str, str]) -> None:
    above = hand.window.journey_id
    hand.scene.select([grouped[0]])
    hand.key(Qt.Key.Key_Down, CONTROL)
    session_of(hand).undo()
    QApplication.processEvents()
    assert hand.window.journey_id == above and line(hand) == ["New journey"]
    assert QPointF(hand.centre("Fill in"))


def test_a_life_event_leads_to_journeys_behind_its_touchpoints_and_their_figures_flow_up(hand: Hand) -> None:
    session, event = session_of(hand), hand.window.journey_id
    points = grow(hand, "A child is born", "Register the birth", "Insure the child")
    session.run(LABEL, [Set(points[2], "waiting", seconds(days=1)), Set(points[2], "is_goal", True)])
    hand.window.activateWindow()
    hand.qtbot.waitUntil(hand.window.isActiveWindow)
    hand.view.setFocus()
    hand.click(hand.centre("Register the birth"))
    hand.key(Qt.Key.Key_Down, CONTROL)
    hand.qtbot.mouseClick(hand.window.notice._action, Qt.MouseButton.LeftButton)
    below = hand.window.journey_id
    steps = grow(hand, "Checks the form", "Decides")
    session.run(LABEL, [Set(steps[1], "waiting", seconds(days=9)), Set(steps[1], "is_goal", True)])
    hand.window.run_command("leave")
    assert hand.window.journey_id == event
    assert mean_time(session, event) == pytest.approx(10 * 86400)
    rows = workspace_of(hand).navigator.lists["journeys"].buttons
    assert [each.row.indent for each in rows.values()] == [0, 1] and below in rows


def test_a_life_event_from_its_template_says_how_to_go_on(hand: Hand) -> None:
    files.new(hand.window, "life_event")
    assert "Ctrl+Down" in hand.window.notice.text


def mean_time(session: Session, journey_id: str) -> float:
    """The mean time of a journey with the journeys behind its touchpoints."""
    return figures(session.state, journey_id).outlook.everyone.time  # type: ignore[union-attr]


def test_zooming_by_key_reaches_the_maps_that_are_compared(hand: Hand) -> None:
    grow(hand, "Ask", "Fill in")
    hand.window.run_command("make_to_be")
    hand.window.run_command("view_compare")
    QApplication.processEvents()
    compared = workspace_of(hand).views.currentWidget()
    own = hand.view.scale_factor
    before = compared.maps.views[1].scale_factor  # type: ignore[attr-defined]
    hand.window.run_command("zoom_in")
    assert compared.maps.views[1].scale_factor == pytest.approx(before * 1.2)  # type: ignore[attr-defined]
    assert hand.view.scale_factor == own
