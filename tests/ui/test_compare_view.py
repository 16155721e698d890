"""As-is and to-be side by side, by mouse and keys: what is marked, listed, shown on both maps."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journeymap.edit import fields, touchpoints
from journeymap.model import queries
from journeymap.model.changes import Label, Set
from journeymap.model.records import Journey, Touchpoint
from journeymap.model.text import LocalText
from journeymap.model.values import seconds
from journeymap.session import Session
from journeymap.ui.canvas.items.difference import FrameItem, HaloItem, WordItem
from journeymap.ui.views.compare import CompareView
from journeymap.ui.window import MainWindow

LABEL = Label.of("paste")
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot: QtBot, open_window: Callable[[Session], MainWindow]) -> MainWindow:
    """A journey: ask → fill in → wait → get it."""
    session = Session.new("empty", ("en", "zh"))
    journey_id = queries.journeys(session.state)[0].id
    stages, lanes = queries.stages(session.state, journey_id), queries.lanes(session.state, journey_id)
    made: list[Touchpoint] = []
    for place, title in enumerate(("Ask", "Fill in", "Wait", "Get it")):
        if made:
            point, changes = touchpoints.add_behind(
                session.state, made[-1].id, stage_id=stages[place].id, title=LocalText(en=title)
            )
        else:
            point, changes = touchpoints.add(session.state, journey_id, stages[0].id, lanes[0].id, LocalText(en=title))
        session.run(LABEL, changes)
        made.append(point)
    session.run(LABEL, [Set(made[2].id, "waiting", seconds(days=30)), Set(made[3].id, "is_goal", True)])
    result = open_window(session)
    result.activateWindow()
    qtbot.waitUntil(result.isActiveWindow)
    return result


def view_of(window: MainWindow) -> CompareView:
    assert window.workspace is not None
    found = window.workspace.views.currentWidget()
    assert isinstance(found, CompareView)
    return found


def wait(qtbot: QtBot, view: CompareView) -> None:
    """Until the comparison is there."""
    qtbot.waitUntil(lambda: not view._later.isActive() and not view._work.is_busy, timeout=10_000)


def state_of(window: MainWindow):  # type: ignore[no-untyped-def]
    assert window.session is not None
    return window.session.state


def point(window: MainWindow, title: str) -> Touchpoint:
    return next(each for each in queries.touchpoints(state_of(window), window.journey_id) if each.title["en"] == title)


def rows(view: CompareView, name: str = "list") -> list[str]:
    found = getattr(view, name)
    return [found.item(place).text() for place in range(found.count())]


def key(qtbot: QtBot, window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget() or window, key, modifiers)


@pytest.fixture
def compared(qtbot: QtBot, window: MainWindow) -> CompareView:
    """The to-be has lost a touchpoint, got another, and waits less."""
    window.run_command("make_to_be")
    wait_point = point(window, "Wait")
    window.run("paste", [Set(wait_point.id, "waiting", seconds(days=1)), Set(wait_point.id, "emotion", 1)])
    window.run("paste", touchpoints.delete(state_of(window), [point(window, "Fill in").id]))
    _, changes = touchpoints.add_behind(state_of(window), point(window, "Ask").id, title=LocalText(en="Prefilled"))
    window.run("paste", changes)
    window.run_command("view_compare")
    view = view_of(window)
    wait(qtbot, view)
    return view


def test_an_empty_comparison_says_what_will_be_there_and_makes_the_to_be(qtbot: QtBot, window: MainWindow) -> None:
    as_is = window.journey_id
    key(qtbot, window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    view = view_of(window)
    assert view.make.isVisible() and view.pair is None
    qtbot.mouseClick(view.make, LEFT)
    assert view.pair == (as_is, window.journey_id) and not view.make.isVisible()
    wait(qtbot, view)
    assert rows(view) == [] and view.heads[0].text().lower() == "nothing differs yet"
    assert rows(view, "figures") == []


def test_making_the_to_be_is_one_step_and_one_key(qtbot: QtBot, window: MainWindow) -> None:
    as_is, steps = window.journey_id, len(window.session.history.done)  # type: ignore[union-attr]
    key(qtbot, window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    made = state_of(window).get(Journey, window.journey_id)
    assert made.id != as_is and made.derived_from_id == as_is and made.state == "to_be"
    assert made.title == LocalText(en="New journey – to-be", zh="新旅程（目标）")
    assert len(window.session.history.done) == steps + 1  # type: ignore[union-attr]
    qtbot.mouseClick(window.notice._action, LEFT)
    assert view_of(window).pair == (as_is, made.id)
    window.run_command("undo")
    QApplication.processEvents()
    assert window.journey_id == as_is and len(queries.journeys(state_of(window))) == 1


def test_what_differs_is_listed_in_words_and_marked_by_line_and_word(compared: CompareView) -> None:
    found = rows(compared)
    assert found[:3] == [
        "Prefilled\nNew", "Fill in\nGone", "Wait\nChanged: Feeling – → +1; Waiting 30 d → 1 d",
    ]  # fmt: skip
    assert "Ask → Wait\nChanged: Kind Next → Branch; now leads to Wait" in found
    assert "Ask → Prefilled\nNew" in found and "Fill in → Wait\nGone" in found
    above, below = (view.map_scene for view in compared.maps.views)
    assert sorted(item.role for item in above.items() if isinstance(item, FrameItem)) == ["changed", "gone"]
    assert sorted(item.role for item in below.items() if isinstance(item, FrameItem)) == ["added", "changed"]
    assert {item.role for item in above.items() if isinstance(item, HaloItem)} == {"gone", "changed"}
    assert {item.word for item in below.items() if isinstance(item, WordItem)} == {"New", "Changed"}
    gone = next(each for each in compared.marks if each.role == "gone")
    card = above.card(gone.before_id or "")
    assert card is not None and card.badge is not None and card.badge.word == "Gone" and "Gone" in card.tip()


def test_marks_are_seen_from_afar(compared: CompareView, qtbot: QtBot) -> None:
    compared.maps.views[0].zoom_to(0.2)
    QApplication.processEvents()
    pictures = []
    for _ in range(2):
        pictures.append(compared.maps.views[0].grab().toImage())
        compared.maps.unmark()
    assert pictures[0] != pictures[1]


def test_figures_say_better_or_worse(compared: CompareView) -> None:
    found = rows(compared, "figures")
    assert "Time, mean (everybody who starts)\nbetter: 30 d → 12 h" in found
    assert "Reach the goal\nworse: 100 % → 50 %" in found
    assert "Mean feeling of all\n– → +1" in found, "where nothing was known before, nothing got better"


def test_the_keys_lead_through_the_list_and_both_maps_follow(qtbot: QtBot, compared: CompareView) -> None:
    compared.list.setFocus()
    compared.list.setCurrentRow(1)
    qtbot.keyClick(compared.list, Qt.Key.Key_Down)
    mark = compared.marks[2]
    above, below = compared.maps.views
    assert above.map_scene.selected_ids() == [mark.before_id] and below.map_scene.selected_ids() == [mark.after_id]
    for view, record_id in zip((above, below), (mark.before_id, mark.after_id), strict=True):
        card = view.map_scene.card(record_id or "")
        assert card is not None and view.is_in_sight(card.sceneBoundingRect().center())
    heard = QAccessible.queryAccessibleInterface(compared.list)
    assert heard.text(QAccessible.Text.Name) == "Differences"
    assert heard.child(2).text(QAccessible.Text.Name) == "Wait: Changed: Feeling – → +1; Waiting 30 d → 1 d"


def test_a_click_on_a_card_selects_its_counterpart_and_its_row(qtbot: QtBot, compared: CompareView) -> None:
    mark = compared.marks[2]
    above, below = compared.maps.views
    card = above.map_scene.card(mark.before_id or "")
    assert card is not None
    above.reveal(mark.before_id or "")
    qtbot.mouseClick(above.viewport(), LEFT, pos=above.mapFromScene(card.sceneBoundingRect().center()))
    assert below.map_scene.selected_ids() == [mark.after_id]
    assert compared.list.currentRow() == 2


def test_arrows_walk_on_a_map_and_enter_opens_it_where_it_is_changed(
    qtbot: QtBot, window: MainWindow, compared: CompareView
) -> None:
    below = compared.maps.views[1]
    below.setFocus()
    qtbot.keyClick(below, Qt.Key.Key_Right)
    first = below.map_scene.selected_ids()
    qtbot.keyClick(below, Qt.Key.Key_Right)
    second = below.map_scene.selected_ids()
    assert first and second and first != second
    above = compared.maps.views[0]
    above.setFocus()
    above.map_scene.select([compared.marks[1].before_id or ""])
    qtbot.keyClick(above, Qt.Key.Key_Return)
    assert window.workspace is not None and window.workspace.view_name == "map"
    assert window.map_page is not None and window.map_page.scene.selected_ids() == [compared.marks[1].before_id]
    assert compared.pair is not None and window.journey_id == compared.pair[0]


def test_both_maps_scroll_and_zoom_together(qtbot: QtBot, compared: CompareView) -> None:
    above, below = compared.maps.views
    above.zoom(1.7, QPoint(120, 60))
    assert below.scale_factor == pytest.approx(above.scale_factor)
    below.horizontalScrollBar().setValue(below.horizontalScrollBar().value() + 90)
    one, other = above.corner(), below.corner()
    assert (one - other).manhattanLength() < 3


def test_a_change_elsewhere_is_taken_over(qtbot: QtBot, window: MainWindow, compared: CompareView) -> None:
    before = len(compared.marks)
    window.run("paste", fields.set_field([point(window, "Get it").id], "channel", "app"))
    qtbot.waitUntil(lambda: len(compared.marks) == before + 1, timeout=5_000)
    assert "Get it\nChanged: Channel – → App" in rows(compared)


def test_the_two_change_places_and_others_are_chosen(qtbot: QtBot, window: MainWindow, compared: CompareView) -> None:
    pair = compared.pair
    assert pair is not None
    qtbot.mouseClick(compared.maps.swap, LEFT)
    wait(qtbot, compared)
    assert compared.pair == (pair[1], pair[0])
    assert {each.role for each in compared.marks if each.title == "Prefilled"} == {"gone"}
    assert any(each.startswith("Time, mean (everybody who starts)\nworse") for each in rows(compared, "figures"))
    window.run_command("duplicate_journey")
    third = window.journey_id
    box = compared.maps.choices[1]
    assert box.count() == 3
    box.setFocus()
    box.setCurrentIndex(box.findData(third))
    box.activated.emit(box.currentIndex())
    wait(qtbot, compared)
    assert compared.pair is not None and third in compared.pair


def test_a_journey_that_is_deleted_leaves_the_comparison_empty(window: MainWindow, compared: CompareView) -> None:
    window.run_command("delete_journey")
    QApplication.processEvents()
    assert compared.pair is None and compared.make.isVisible()
