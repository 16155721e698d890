"""Elements and annotations dragged with the mouse to where they belong, and sorted by keys; nothing typed gets lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from journeymap import catalogue
from journeymap.edit import annotations as notes
from journeymap.edit import fields
from journeymap.model import queries
from journeymap.model.records import Opportunity, PainPoint
from journeymap.model.text import LocalText
from journeymap.model.values import Duration
from journeymap.session import Session
from journeymap.ui.panels.cards import AnnotationCard
from journeymap.ui.panels.choices import ChipsField
from journeymap.ui.panels.sections import Section
from journeymap.ui.panels.texts import EntryField
from journeymap.ui.panels.toggles import ToggleField
from journeymap.ui.window import MainWindow
from journeymap.ui.words import set_language
from tests.ui.panel_project import Small

LEFT = Qt.MouseButton.LeftButton
ALT, CONTROL, SHIFT = (
    Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier,
)  # fmt: skip


@pytest.fixture
def small() -> Small:
    set_language("en")
    return Small()


@pytest.fixture
def window(small: Small, open_window: Callable[[Session | None], MainWindow]) -> MainWindow:
    opened = open_window(small.session)
    opened.workspace.navigator.work_out()  # type: ignore[union-attr]
    opened.map_page.view.fit()  # type: ignore[union-attr]
    QApplication.processEvents()
    return opened


def element_row(window: MainWindow, element_id: str) -> QWidget:
    """The row of an element in the coverage list, opened."""
    navigator = window.workspace.navigator  # type: ignore[union-attr]
    rows = navigator.lists["coverage"].buttons
    if element_id not in rows:
        navigator.lists["coverage"].buttons[catalogue.load().dimension_of(element_id).id].click()  # type: ignore[union-attr]
        QApplication.processEvents()
    return navigator.lists["coverage"].buttons[element_id]


def card_spot(window: MainWindow, touchpoint_id: str) -> QPoint:
    """The middle of a card on the screen."""
    view = window.map_page.view  # type: ignore[union-attr]
    place = view.mapFromScene(view.map_scene.card(touchpoint_id).sceneBoundingRect().center())
    return view.viewport().mapToGlobal(place)


def drag(
    qtbot: QtBot, source: QWidget, spot: QPoint, *, drop: bool = True, keys: Qt.KeyboardModifier | None = None
) -> None:
    """Press on a widget, move to a place on the screen by steps and let go."""
    start = source.rect().center()
    end = source.mapFromGlobal(spot)
    modifiers = keys or Qt.KeyboardModifier.NoModifier
    qtbot.mousePress(source, LEFT, pos=start)
    for step in (0.2, 0.6, 1.0):
        qtbot.mouseMove(source, start + (end - start) * step)
    if drop:
        qtbot.mouseRelease(source, LEFT, modifiers, end)


def first_element(window: MainWindow) -> str:
    return catalogue.load().dimensions("gbt-47747-2026")[3].elements[1].id


@pytest.mark.parametrize(
    ("keys", "relation"), [(None, "shows"), (SHIFT, "lacks"), (CONTROL, "would_serve")], ids=["plain", "shift", "ctrl"]
)
def test_an_element_is_dragged_onto_a_card(
    qtbot: QtBot, small: Small, window: MainWindow, keys: Qt.KeyboardModifier | None, relation: str
) -> None:
    element = first_element(window)
    drag(qtbot, element_row(window, element), card_spot(window, small.apply), keys=keys)
    links = queries.model_links(small.session.state, small.apply)
    assert [(each.element_id, each.relation) for each in links] == [(element, relation)]
    assert small.new_steps == 1


def test_an_element_goes_to_all_selected_cards_in_one_step(qtbot: QtBot, small: Small, window: MainWindow) -> None:
    window.map_page.scene.select([small.ask, small.apply])  # type: ignore[union-attr]
    drag(qtbot, element_row(window, first_element(window)), card_spot(window, small.apply))
    assert all(queries.model_links(small.session.state, each) for each in (small.ask, small.apply))
    assert small.new_steps == 1


def test_escape_and_empty_ground_drop_what_is_carried(qtbot: QtBot, small: Small, window: MainWindow) -> None:
    row = element_row(window, first_element(window))
    drag(qtbot, row, card_spot(window, small.apply), drop=False)
    qtbot.keyClick(row, Qt.Key.Key_Escape)
    qtbot.mouseRelease(row, LEFT, pos=row.mapFromGlobal(card_spot(window, small.apply)))
    view = window.map_page.view  # type: ignore[union-attr]
    drag(qtbot, row, view.viewport().mapToGlobal(QPoint(5, view.viewport().height() - 5)))
    assert small.new_steps == 0


def test_a_click_on_an_element_still_shows_it(qtbot: QtBot, small: Small, window: MainWindow) -> None:
    chosen: list[str] = []
    window.workspace.navigator.element_chosen.connect(chosen.append)  # type: ignore[union-attr]
    element = first_element(window)
    qtbot.mouseClick(element_row(window, element), LEFT)
    assert chosen == [element]


def test_an_element_is_dragged_onto_a_row_of_the_table(qtbot: QtBot, small: Small, window: MainWindow) -> None:
    workspace = window.workspace
    assert workspace is not None
    workspace.show_view("table")
    QApplication.processEvents()
    table = workspace.own_view
    node = table.model.find(small.pain)  # type: ignore[union-attr]
    spot = table.tree.visualRect(table.model.index_of(node)).center()  # type: ignore[union-attr]
    drag(qtbot, element_row(window, first_element(window)), table.tree.viewport().mapToGlobal(spot))  # type: ignore[union-attr]
    assert [each.element_id for each in queries.model_links(small.session.state, small.ask)] == [first_element(window)]


# annotations


def note(window: MainWindow, small: Small, record_id: str) -> AnnotationCard:
    workspace = window.workspace
    assert workspace is not None
    workspace.inspect([small.ask])
    workspace.inspect_now()
    QApplication.processEvents()
    found = workspace.inspector.page.card_of(record_id)  # type: ignore[union-attr]
    assert found is not None
    return found


def test_an_annotation_is_dragged_onto_another_touchpoint(qtbot: QtBot, small: Small, window: MainWindow) -> None:
    drag(qtbot, note(window, small, small.pain).handle, card_spot(window, small.wait))
    assert [each.id for each in queries.pain_points(small.session.state, small.wait)] == [small.pain]
    assert not queries.pain_points(small.session.state, small.ask)
    small.session.undo()
    assert [each.id for each in queries.pain_points(small.session.state, small.ask)] == [small.pain]


def test_an_opportunity_may_stand_at_both(qtbot: QtBot, small: Small, window: MainWindow) -> None:
    idea = small._add(notes.add_opportunity(small.session.state, small.ask, "fix", LocalText(en="A second counter"))).id
    drag(qtbot, note(window, small, idea).handle, card_spot(window, small.wait), keys=CONTROL)
    record = small.session.state.get(Opportunity, idea)
    assert record is not None and set(record.touchpoint_ids) == {small.ask, small.wait}


def test_annotations_are_sorted_by_drag_and_by_keys(qtbot: QtBot, small: Small, window: MainWindow) -> None:
    second = small._add(notes.add_pain_point(small.session.state, small.ask, LocalText(en="No chair"))).id
    third = small._add(notes.add_pain_point(small.session.state, small.ask, LocalText(en="No light"))).id

    def order() -> list[str]:
        return [each.id for each in queries.pain_points(small.session.state, small.ask)]

    card = note(window, small, small.pain)
    last = note(window, small, third)
    drag(qtbot, card.handle, last.mapToGlobal(QPoint(40, last.height() - 2)))
    assert order() == [second, third, small.pain]
    QApplication.processEvents()
    edit = note(window, small, small.pain).text.edit
    edit.setFocus()
    qtbot.keyClick(edit, Qt.Key.Key_Up, ALT)
    assert order() == [second, small.pain, third]
    assert window.focusWidget() is edit
    qtbot.keyClick(edit, Qt.Key.Key_Down, ALT)
    assert order() == [second, third, small.pain]


# nothing gets lost


def test_what_is_being_composed_is_kept_when_the_selection_changes(small: Small, window: MainWindow) -> None:
    inspector = window.workspace.inspector  # type: ignore[union-attr]
    inspector.show_records([small.ask])
    edit = inspector.page.card_of(small.pain).text.edit
    edit.setFocus()
    event = QInputMethodEvent("排队", [])
    QApplication.sendEvent(edit, event)
    assert small.session.state.get(PainPoint, small.pain).text["en"] == "Long queue"  # type: ignore[union-attr]
    inspector.show_records([small.apply])
    assert "排队" in small.session.state.get(PainPoint, small.pain).text["en"]  # type: ignore[union-attr]
    assert not small.point(small.apply).title.get("zh")


def test_an_entry_that_is_not_understood_waits_for_its_touchpoint(
    qtbot: QtBot, small: Small, window: MainWindow
) -> None:
    inspector = window.workspace.inspector  # type: ignore[union-attr]
    inspector.context.unfolded.add("section.burden")
    inspector.retranslate()
    inspector.show_records([small.ask])

    def waiting() -> EntryField:
        return next(each for each in inspector.page.findChildren(EntryField) if each.binding.field == "waiting")

    waiting().edit.setFocus()
    qtbot.keyClicks(waiting().edit, "3 moons")
    inspector.show_records([small.apply])
    assert waiting().edit.text() == "" and waiting().error.isHidden()
    inspector.show_records([small.ask])
    assert waiting().edit.text() == "3 moons" and "3 working days" in waiting().error.text()
    waiting().edit.selectAll()
    qtbot.keyClicks(waiting().edit, "3 wd")
    assert small.point(small.ask).waiting == Duration(typical=3, unit="working_day")
    inspector.show_records([small.apply])
    inspector.show_records([small.ask])
    assert waiting().edit.text() == "3 working days"


def test_members_of_several_touchpoints_are_counted_and_taken_away_from_all(
    qtbot: QtBot, small: Small, window: MainWindow
) -> None:
    small.change(fields.set_field, [small.ask], "barriers", ("needs_stairs", "needs_travel"))
    small.change(fields.set_field, [small.apply], "barriers", ("needs_travel",))
    small.change(fields.set_field, [small.apply], "emotion", -1)
    inspector = window.workspace.inspector  # type: ignore[union-attr]
    inspector.show_records([small.ask, small.apply])
    faces = next(each for each in inspector.page.findChildren(ToggleField) if each.binding.field == "emotion")
    assert not faces.various.isHidden()
    chips = next(each for each in inspector.page.findChildren(ChipsField) if each.binding.field == "barriers")
    assert ["1 of 2" in each.toolTip() for each in chips.chips()] == [True, False]
    steps = small.new_steps
    qtbot.mouseClick(chips.chips()[1], LEFT)
    assert [small.point(each).barriers for each in (small.ask, small.apply)] == [("needs_stairs",), ()]
    assert small.new_steps == steps + 1


def test_sections_fold_by_key_and_tell_what_is_in_them(qtbot: QtBot, small: Small, window: MainWindow) -> None:
    inspector = window.workspace.inspector  # type: ignore[union-attr]
    inspector.show_records([small.ask])
    section = next(each for each in inspector.page.findChildren(Section) if "Pain points" in each.fold.accessibleName())
    assert not section.is_folded
    section.fold.setFocus()
    qtbot.keyClick(section.fold, Qt.Key.Key_Space)
    assert section.is_folded and section.summary.text() == "1"
    inspector.focus_record(small.pain)
    assert not section.is_folded
