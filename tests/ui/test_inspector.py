"""The inspector, driven by mouse and keys. Every assertion is on the document or on what a person sees."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QMenu, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from journeymap.edit import fields
from journeymap.edit import touchpoints as touchpoint_edit
from journeymap.labels import table
from journeymap.model import queries
from journeymap.model.records import (
    Connection,
    DataPoint,
    Evidence,
    Expectation,
    Journey,
    Lane,
    Opportunity,
    PainPoint,
    Persona,
    Project,
    Stage,
    Touchpoint,
)
from journeymap.model.text import LocalText
from journeymap.model.values import Duration, Money
from journeymap.ui.panels.choices import ChipsField, ChoiceField, FlagField, LevelField
from journeymap.ui.panels.inspector import Inspector
from journeymap.ui.panels.pages import SeveralPage
from journeymap.ui.panels.texts import EntryField, TextField
from journeymap.ui.panels.toggles import ToggleField
from journeymap.ui.panels.touchpoint_page import TouchpointPage
from journeymap.ui.words import set_language
from tests.ui.panel_project import Small

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def small() -> Small:
    set_language("en")
    return Small()


@pytest.fixture
def inspector(qtbot: QtBot, small: Small) -> Iterator[Inspector]:
    set_language("en")
    panel = Inspector(small.session)
    small.session.document.listen(lambda _: panel.refresh())
    qtbot.addWidget(panel)
    panel.resize(300, 900)
    panel.show_records([small.ask])
    panel.show()
    qtbot.waitExposed(panel)
    panel.activateWindow()
    yield panel
    for menu in panel.findChildren(QMenu):
        menu.close()


def unfold(inspector: Inspector, *keys: str) -> None:
    inspector.context.unfolded.update(f"section.{key}" for key in keys)
    inspector.retranslate()
    QApplication.processEvents()


def control(inspector: Inspector, kind: type, field: str) -> Any:
    """The control of a field on the page."""
    assert inspector.page is not None
    found = [each for each in inspector.page.findChildren(kind) if each.binding.field == field]
    assert found, f"no {kind.__name__} for {field}"
    return found[-1]


def named(root: QWidget, name: str) -> QAbstractButton:
    """The button that a screen reader calls so."""
    return next(each for each in root.findChildren(QAbstractButton) if each.accessibleName() == name)


def click(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.mouseClick(widget, LEFT, pos=QPoint(min(widget.width() // 2, 8), widget.height() // 2))


def pick(menu: QMenu, text: str) -> None:
    next(each for each in menu.actions() if text in each.text()).trigger()


def title_of(inspector: Inspector) -> QTextEdit:
    assert inspector.page is not None
    return inspector.page.title.edit


# texts


def test_typing_a_title_is_live_and_one_step_of_the_history(qtbot: QtBot, small: Small, inspector: Inspector) -> None:
    edit = title_of(inspector)
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, "Ask for")
    assert small.point(small.ask).title["en"] == "Ask for"
    qtbot.keyClicks(edit, " help")
    assert small.point(small.ask).title == LocalText(en="Ask for help", zh="咨询")
    assert small.new_steps == 1
    small.session.undo()
    assert small.point(small.ask).title["en"] == "Ask"
    assert edit.toPlainText() == "Ask"


def test_typing_again_after_leaving_is_a_step_of_its_own(qtbot: QtBot, small: Small, inspector: Inspector) -> None:
    edit = title_of(inspector)
    edit.setFocus()
    qtbot.keyClicks(edit, "1")
    inspector.page.engagement.buttons[0].setFocus()  # type: ignore[union-attr]
    edit.setFocus()
    qtbot.keyClicks(edit, "2")
    assert small.new_steps == 2


def test_each_change_names_its_field_in_words(qtbot: QtBot, small: Small, inspector: Inspector) -> None:
    qtbot.keyClicks(title_of(inspector), "x")
    label = small.session.history.undo_label
    assert label is not None
    assert label.key == "set_field"
    assert table()[dict(label.values)["field"]] == ("Title", "标题")


def test_the_switch_decides_which_language_is_written(qtbot: QtBot, small: Small, inspector: Inspector) -> None:
    click(qtbot, inspector.language_buttons["zh"])
    edit = title_of(inspector)
    assert edit.toPlainText() == "咨询"
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    assert small.point(small.ask).title == LocalText(en="Ask")
    assert edit.placeholderText() == "Ask"
    qtbot.keyClicks(edit, "wen")
    assert small.point(small.ask).title == LocalText(en="Ask", zh="wen")


def test_a_change_from_elsewhere_keeps_focus_and_cursor(qtbot: QtBot, small: Small, inspector: Inspector) -> None:
    edit = title_of(inspector)
    edit.setFocus()
    cursor = edit.textCursor()
    cursor.setPosition(2)
    edit.setTextCursor(cursor)
    small.change(fields.set_field, [small.ask], "emotion", -2)
    small.change(fields.set_text, small.session.state, small.ask, "title", "en", "Asking")
    assert title_of(inspector) is edit
    assert (edit.toPlainText(), edit.textCursor().position(), edit.hasFocus()) == ("Asking", 2, True)


def test_a_pasted_title_is_one_line_and_is_cleaned(small: Small, inspector: Inspector) -> None:
    edit = title_of(inspector)
    edit.selectAll()
    QApplication.clipboard().setText("Ask\nat the\u202e desk")
    edit.paste()
    assert small.point(small.ask).title["en"] == "Ask at the desk"


def test_undo_belongs_to_the_text_first(qtbot: QtBot, small: Small, inspector: Inspector) -> None:
    edit = title_of(inspector)
    edit.setFocus()
    qtbot.keyClicks(edit, "abc")
    qtbot.keyClick(edit, Qt.Key.Key_Z, CONTROL)
    assert small.point(small.ask).title["en"] == "Ask"


# feelings, ratings, levels


def test_a_face_sets_the_feeling_and_takes_it_back(qtbot: QtBot, small: Small, inspector: Inspector) -> None:
    faces = inspector.page.faces  # type: ignore[union-attr]
    click(qtbot, faces.buttons[0])
    assert small.point(small.ask).emotion == -2
    assert "angry" in inspector.page.feeling.text()  # type: ignore[union-attr]
    click(qtbot, faces.buttons[0])
    assert small.point(small.ask).emotion is None


def test_a_rating_is_set_by_keys(qtbot: QtBot, small: Small, inspector: Inspector) -> None:
    row = control(inspector, ToggleField, "engagement")
    row.buttons[0].setFocus()
    qtbot.keyClick(row.buttons[0], Qt.Key.Key_Right)
    qtbot.keyClick(row.buttons[1], Qt.Key.Key_Space)
    assert small.point(small.ask).engagement == 2
    qtbot.keyClick(row.buttons[1], Qt.Key.Key_5)
    assert small.point(small.ask).engagement == 5
    qtbot.keyClick(row.buttons[4], Qt.Key.Key_Delete)
    assert small.point(small.ask).engagement is None


def test_levels_are_chosen_from_a_menu(small: Small, inspector: Inspector) -> None:
    pick(control(inspector, LevelField, "level_reached").open_menu(), "L2")
    pick(control(inspector, LevelField, "level_aimed").open_menu(), "L4")
    point = small.point(small.ask)
    assert (point.level_reached, point.level_aimed) == (2, 4)


def test_a_persona_has_her_own_feeling(qtbot: QtBot, small: Small, inspector: Inspector) -> None:
    unfold(inspector, "feelings")
    page = inspector.page
    assert isinstance(page, TouchpointPage)
    click(qtbot, page.feeling_row(small.persona).buttons[4])
    found = queries.feeling(small.session.state, small.ask, small.persona)
    assert found is not None and found.emotion == 2
    click(qtbot, page.feeling_row(small.persona).buttons[4])
    assert queries.feeling(small.session.state, small.ask, small.persona) is None


# details


def test_every_field_of_a_touchpoint_has_a_control(inspector: Inspector) -> None:
    unfold(inspector, "contact", "burden", "role", "words", "place")
    assert inspector.page is not None
    bound = {
        each.binding.field
        for kind in (TextField, ToggleField, EntryField, ChoiceField, FlagField, LevelField, ChipsField)
        for each in inspector.page.findChildren(kind)
    }
    # Set by other means: order and place by moving on the map, the picture by its own dialog, the rest by the program.
    elsewhere = {"id", "deleted", "journey_id", "order", "pos", "media_id", "origin_id"}
    assert set(Touchpoint.model_fields) - elsewhere <= bound


def test_times_and_fees_are_typed_as_people_write_them(qtbot: QtBot, small: Small, inspector: Inspector) -> None:
    unfold(inspector, "burden")
    for field, typed in (("contact_time", "30 min"), ("waiting", "3个工作日"), ("fee", "1.8万元"), ("visits", "2")):
        edit = control(inspector, EntryField, field).edit
        edit.setFocus()
        QApplication.clipboard().setText(typed)
        edit.paste()
        edit.editingFinished.emit()
    point = small.point(small.ask)
    assert point.contact_time == Duration(typical=1800)
    assert point.waiting == Duration(typical=3, unit="working_day")
    assert point.fee == Money(typical=18000, unit="CNY")
    assert point.visits == 2
    assert control(inspector, EntryField, "waiting").edit.text() == "3 working days"


def test_a_wrong_entry_stays_and_is_told_in_one_sentence(qtbot: QtBot, small: Small, inspector: Inspector) -> None:
    unfold(inspector, "burden")
    field = control(inspector, EntryField, "waiting")
    field.edit.setFocus()
    qtbot.keyClicks(field.edit, "30")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert "unit is missing" in field.error.text()
    assert field.error.isVisible()
    assert small.point(small.ask).waiting is None
    small.change(fields.set_field, [small.ask], "emotion", 1)
    assert field.edit.text() == "30"
    qtbot.keyClicks(field.edit, " min")
    assert small.point(small.ask).waiting == Duration(typical=1800)
    assert not field.error.isVisible()


def test_a_day_that_no_calendar_has_stays_and_is_told(qtbot: QtBot, small: Small, inspector: Inspector) -> None:
    inspector.show_records([])
    inspector.show_journey(small.journey_id)
    unfold(inspector, "review")
    field = control(inspector, EntryField, "review_on")
    field.edit.setFocus()
    qtbot.keyClicks(field.edit, "2026-02-30")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.edit.text() == "2026-02-30"
    assert "date" in field.error.text() and field.error.isVisible()


def test_an_amount_that_is_only_looked_at_is_not_rounded(qtbot: QtBot, small: Small, inspector: Inspector) -> None:
    exact = Duration(typical=93784)
    small.change(fields.set_field, [small.ask], "waiting", exact)
    unfold(inspector, "burden")
    edit = control(inspector, EntryField, "waiting").edit
    edit.setFocus()
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert small.point(small.ask).waiting == exact
    qtbot.keyClick(edit, Qt.Key.Key_End)
    qtbot.keyClicks(edit, " ")
    assert small.point(small.ask).waiting == exact


def test_channel_flags_and_share(qtbot: QtBot, small: Small, inspector: Inspector) -> None:
    unfold(inspector, "contact", "role")
    box = control(inspector, ChoiceField, "channel")
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert small.point(small.ask).channel == "counter"
    flag = control(inspector, FlagField, "is_goal")
    flag.setFocus()
    qtbot.keyClick(flag, Qt.Key.Key_Space)
    assert small.point(small.ask).is_goal
    share = control(inspector, EntryField, "start_share").edit
    qtbot.keyClicks(share, "35 %")
    assert small.point(small.ask).start_share == 0.35
    qtbot.keyClicks(share, "0")
    qtbot.keyClick(share, Qt.Key.Key_Return)
    assert "between 0 and 100" in control(inspector, EntryField, "start_share").error.text()


def test_barriers_are_ticked_and_taken_away(qtbot: QtBot, small: Small, inspector: Inspector) -> None:
    chips = control(inspector, ChipsField, "barriers")
    menu = chips.open_menu()
    pick(menu, "smartphone")
    pick(menu, "stairs")
    assert small.point(small.ask).barriers == ("needs_smartphone", "needs_stairs")
    click(qtbot, named(chips, 'Remove "needs a smartphone"'))
    assert small.point(small.ask).barriers == ("needs_stairs",)


# annotations


def test_a_pain_point_is_added_and_typed_at_once(qtbot: QtBot, small: Small, inspector: Inspector) -> None:
    click(qtbot, named(inspector, "Add pain point"))
    focused = QApplication.focusWidget()
    assert isinstance(focused, QTextEdit)
    qtbot.keyClicks(focused, "Sent home")
    texts = [each.text.shown_in("en") for each in queries.pain_points(small.session.state, small.ask)]
    assert texts == ["Long queue", "Sent home"]


def test_an_expectation_shows_its_gap(qtbot: QtBot, small: Small, inspector: Inspector) -> None:
    card = inspector.page.card_of(small.expectation)  # type: ignore[union-attr]
    click(qtbot, card.opener)
    rows = {each.binding.field: each for each in card.findChildren(ToggleField)}
    click(qtbot, rows["expected"].buttons[4])
    click(qtbot, rows["perceived"].buttons[1])
    kano = next(each for each in card.findChildren(ChoiceField) if each.binding.field == "kano")
    kano.setFocus()
    qtbot.keyClick(kano, Qt.Key.Key_Down)
    record = small.session.state.get(Expectation, small.expectation)
    assert record is not None
    assert (record.expected, record.perceived, record.kano) == (5, 2, "must_be")
    assert "gap" in card.caption.text() and "\u22123" in card.caption.text()


def test_annotations_are_ordered_and_deleted(qtbot: QtBot, small: Small, inspector: Inspector) -> None:
    click(qtbot, named(inspector, "Add pain point"))
    second = queries.pain_points(small.session.state, small.ask)[1].id
    card = inspector.page.card_of(second)  # type: ignore[union-attr]
    card.open()
    QApplication.processEvents()
    click(qtbot, named(card, "Move up"))
    assert [each.id for each in queries.pain_points(small.session.state, small.ask)] == [second, small.pain]
    click(qtbot, named(card, "Delete"))
    assert [each.id for each in queries.pain_points(small.session.state, small.ask)] == [small.pain]
    assert inspector.page.card_of(second) is None  # type: ignore[union-attr]


def test_a_surprise_is_an_opportunity_of_level_four(small: Small, inspector: Inspector) -> None:
    page = inspector.page
    assert page is not None
    pick(page._offer_opportunities(named(inspector, "Add opportunity")), "surprise")
    (record,) = queries.opportunities(small.session.state, small.ask)
    assert (record.kind, record.level) == ("surprise", 4)


def test_an_opportunity_answers_a_pain_point(qtbot: QtBot, small: Small, inspector: Inspector) -> None:
    page = inspector.page
    assert page is not None
    pick(page._offer_opportunities(named(inspector, "Add opportunity")), "fix")
    record = queries.opportunities(small.session.state, small.ask)[0]
    card = page.card_of(record.id)
    assert card is not None
    card.open()
    pick(control(inspector, ChipsField, "answers_ids").open_menu(), "Long queue")
    due = control(inspector, EntryField, "due").edit
    qtbot.keyClicks(due, "2027/3/1")
    found = small.session.state.get(Opportunity, record.id)
    assert found is not None
    assert (found.answers_ids, found.due) == ((small.pain,), "2027-03-01")


def test_evidence_is_made_and_ticked(qtbot: QtBot, small: Small, inspector: Inspector) -> None:
    card = inspector.page.card_of(small.pain)  # type: ignore[union-attr]
    card.open()
    button = next(
        each for each in card.findChildren(QAbstractButton) if each.accessibleName().startswith("Evidence for")
    )
    assert "Assumed" in button.accessibleName()
    pick(button.open_menu(), "New evidence")
    (record,) = small.session.state.all(Evidence)
    pain = small.session.state.get(PainPoint, small.pain)
    assert pain is not None and pain.evidence_ids == (record.id,)
    assert inspector.shown_ids == (record.id,)
    qtbot.keyClicks(title_of(inspector), "Counter log, March")
    assert small.session.state.get(Evidence, record.id).title == LocalText(en="Counter log, March")  # type: ignore[union-attr]


def test_the_feeling_rests_on_evidence(small: Small, inspector: Inspector) -> None:
    button = next(
        each
        for each in inspector.findChildren(QAbstractButton)
        if each.accessibleName().startswith("Evidence for Feeling")
    )
    pick(button.open_menu(), "New evidence")
    (record,) = small.session.state.all(Evidence)
    assert queries.evidence_for(small.session.state, small.ask, "emotion") == [record]
    inspector.show_records([small.ask])
    button = next(
        each
        for each in inspector.findChildren(QAbstractButton)
        if each.accessibleName().startswith("Evidence for Feeling")
    )
    next(each for each in button.open_menu().actions() if each.isChecked()).trigger()
    assert queries.evidence_for(small.session.state, small.ask, "emotion") == []


def test_data_handed_over_is_noted(qtbot: QtBot, small: Small, inspector: Inspector) -> None:
    click(qtbot, named(inspector, "Add data handed over"))
    focused = QApplication.focusWidget()
    assert isinstance(focused, QTextEdit)
    qtbot.keyClicks(focused, "Date of birth")
    (record,) = small.session.state.children(DataPoint, small.ask)
    assert record.what == LocalText(en="Date of birth")


# the model


def test_an_element_is_found_by_a_word_and_linked(qtbot: QtBot, small: Small, inspector: Inspector) -> None:
    page = inspector.page
    assert isinstance(page, TouchpointPage)
    click(qtbot, page.links.add)
    popup = page.links.popup
    assert popup is not None
    qtbot.keyClicks(popup.search, "fairness")
    assert popup.titles() == ["7.4.2 Fairness and access"]
    qtbot.keyClick(popup.search, Qt.Key.Key_Return)
    (link,) = queries.model_links(small.session.state, small.ask)
    assert (link.element_id, link.relation) == ("el-equity-transparency-accessibility", "shows")
    pick(page.links.open_relations(link.element_id), "lacks")
    assert queries.model_links(small.session.state, small.ask)[0].relation == "lacks"
    assert "lacks" in page.links.chip(link.element_id).accessibleName()  # type: ignore[union-attr]
    pick(page.links.open_relations(link.element_id), "Remove")
    assert queries.model_links(small.session.state, small.ask) == []


def test_elements_are_found_in_the_other_language_and_by_edition(small: Small, inspector: Inspector) -> None:
    page = inspector.page
    assert isinstance(page, TouchpointPage)
    popup = page.links.open_popup()
    popup.search.setText("公平")
    assert "7.4.2 Fairness and access" in popup.titles()
    popup.search.setText("7.1.3")
    assert len(popup.titles()) == 1
    popup.close()
    project = queries.project(small.session.state)
    small.change(fields.set_field, [project.id], "edition", "gbt-47747-2026")
    popup = page.links.open_popup()
    popup.search.setText("7.1.3")
    assert popup.titles() == []
    assert popup.nothing.isVisibleTo(popup)


# other selections


def test_several_touchpoints_are_set_at_once(qtbot: QtBot, small: Small, inspector: Inspector) -> None:
    small.change(fields.set_field, [small.ask], "channel", "phone")
    inspector.show_records([small.ask, small.apply])
    assert isinstance(inspector.page, SeveralPage)
    box = control(inspector, ChoiceField, "channel")
    assert box.currentIndex() == -1
    click(qtbot, control(inspector, ToggleField, "emotion").buttons[3])
    assert [small.point(each).emotion for each in (small.ask, small.apply, small.wait)] == [1, 1, None]
    pick(control(inspector, ChipsField, "barriers").open_menu(), "stairs")
    assert small.point(small.apply).barriers == ("needs_stairs",)
    assert small.new_steps == 3


def test_a_connection_is_edited_and_leads_to_its_ends(qtbot: QtBot, small: Small, inspector: Inspector) -> None:
    connection = queries.connections_out(small.session.state, small.ask)[0]
    inspector.show_records([connection.id])
    qtbot.keyClicks(control(inspector, EntryField, "share").edit, "40")
    qtbot.keyClicks(control(inspector, EntryField, "waiting").edit, "2 d")
    qtbot.keyClicks(control(inspector, TextField, "condition").edit, "papers complete")
    flag = control(inspector, FlagField, "handover")
    flag.setFocus()
    qtbot.keyClick(flag, Qt.Key.Key_Space)
    found = small.session.state.get(Connection, connection.id)
    assert found is not None
    assert (found.share, found.waiting, found.handover) == (0.4, Duration(typical=172800), True)
    assert found.condition == LocalText(en="papers complete")
    with qtbot.waitSignal(inspector.jump) as jumped:
        click(qtbot, named(inspector, 'Show "Apply" on the map'))
    assert jumped.args == [small.apply]


@pytest.mark.parametrize("cls", [Stage, Lane, Journey, Persona])
def test_other_records_are_named_on_their_page(qtbot: QtBot, small: Small, inspector: Inspector, cls: type) -> None:
    record = small.session.state.all(cls)[0]
    inspector.show_records([record.id])
    edit = title_of(inspector)
    edit.selectAll()
    qtbot.keyClicks(edit, "New name")
    found = small.session.state.get(cls, record.id)
    assert (found.name if cls is Persona else found.title)["en"] == "New name"


def test_nothing_selected_shows_the_journey_and_the_project(qtbot: QtBot, small: Small, inspector: Inspector) -> None:
    inspector.show_records([])
    assert inspector.shown_ids == (small.journey_id,)
    unfold(inspector, "project")
    box = control(inspector, ChoiceField, "edition")
    box.setFocus()
    former = queries.project(small.session.state).edition
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Up)
    assert queries.project(small.session.state).edition == former
    organization = control(inspector, TextField, "organization").edit
    qtbot.keyClicks(organization, "City hall")
    assert small.session.state.all(Project)[0].organization == LocalText(en="City hall")


def test_a_persona_has_limits(small: Small, inspector: Inspector) -> None:
    inspector.show_records([small.persona])
    pick(control(inspector, ChipsField, "limits").open_menu(), "no smartphone")
    assert small.session.state.get(Persona, small.persona).limits == ("needs_smartphone",)  # type: ignore[union-attr]


def test_an_annotation_is_shown_opened_at_its_touchpoint(small: Small, inspector: Inspector) -> None:
    inspector.show_records([small.apply])
    inspector.show_records([small.pain])
    assert inspector.shown_ids == (small.ask,)
    card = inspector.page.card_of(small.pain)  # type: ignore[union-attr]
    assert card.findChildren(ToggleField)


def test_what_is_deleted_gives_way_to_the_journey(small: Small, inspector: Inspector) -> None:
    small.change(touchpoint_edit.delete, small.session.state, [small.ask])
    assert inspector.shown_ids == (small.journey_id,)


# languages, sizes, names


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_page_opens_in_both_languages_and_each_control_has_a_name(
    small: Small, inspector: Inspector, language: str
) -> None:
    set_language(language)
    connection = queries.connections_out(small.session.state, small.ask)[0].id
    small.change(lambda: fields.set_text(small.session.state, small.pain, "cause", "zh", "人手不足"))
    stage, lane = small.session.state.all(Stage)[0].id, small.session.state.all(Lane)[0].id
    unfold(
        inspector,
        "contact",
        "burden",
        "role",
        "words",
        "place",
        "feelings",
        "data_points",
        "indicators",
        "evidence",
        "project",
    )
    inspector.context.unfolded |= {small.pain, small.expectation}
    for ids in (
        [small.ask], [small.ask, small.apply], [connection], [stage], [lane], [], [small.persona], [small.ask, stage],
    ):  # fmt: skip
        inspector.show_records(ids)
        QApplication.processEvents()
        for kind in (QAbstractButton, QLineEdit, QTextEdit, QComboBox):
            for widget in inspector.findChildren(kind):
                assert widget.accessibleName() or widget.text(), widget  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [260, 285, 420])
def test_nothing_is_cut_off_at_the_side(small: Small, inspector: Inspector, language: str, width: int) -> None:
    set_language(language)
    inspector.context.unfolded |= {small.pain, small.expectation}
    unfold(inspector, "contact", "burden", "role", "words", "place", "feelings")
    inspector.resize(width, 700)
    for ids in ([small.ask], [small.ask, small.apply], [], [small.persona]):
        inspector.show_records(ids)
        QApplication.processEvents()
        assert inspector.area.widget().width() <= inspector.area.viewport().width()


def test_another_touchpoint_keeps_the_page_but_nothing_of_what_was_typed(
    qtbot: QtBot, small: Small, inspector: Inspector
) -> None:
    unfold(inspector, "burden")
    page = inspector.page
    field = control(inspector, EntryField, "waiting")
    field.edit.setFocus()
    qtbot.keyClicks(field.edit, "30")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    edit = title_of(inspector)
    edit.setFocus()
    qtbot.keyClicks(edit, "x")
    inspector.show_records([small.apply])
    assert inspector.page is page
    assert (field.edit.text(), field.error.isVisible()) == ("", False)
    assert title_of(inspector).toPlainText() == "Apply"
    qtbot.keyClick(edit, Qt.Key.Key_Z, CONTROL)
    assert small.point(small.apply).title["en"] == "Apply"
    assert page is not None and page.card_of(small.pain) is None
