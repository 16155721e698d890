"""The Opportunities view, driven by mouse and keys. Assertions are on the document and on what is said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QTableView, QToolButton
from pytestqt.qtbot import QtBot

from journeymap.edit import touchpoints
from journeymap.edit.annotations import add_opportunity, add_pain_point
from journeymap.model import queries
from journeymap.model.changes import Add, Label, Set
from journeymap.model.records import Decision, Opportunity, Round, Vote, Workshop
from journeymap.model.text import LocalText
from journeymap.session import Session
from journeymap.ui import theme
from journeymap.ui.views import opportunity_list
from journeymap.ui.views.opportunities import OpportunitiesView
from journeymap.ui.words import set_language

LEFT = Qt.MouseButton.LeftButton
FIX, WOW, SMS = "Check papers", "Greeting call", "Send a message"


def run(session: Session, changes: list) -> None:  # type: ignore[type-arg]
    session.run(Label.of("set_field", field="title"), changes)


@pytest.fixture
def session() -> Session:
    session = Session.new("empty", ("en", "zh"))
    journey = queries.journeys(session.state)[0]
    stage = queries.stages(session.state, journey.id)[0]
    lane = queries.lanes(session.state, journey.id)[0]
    former = ""
    for title, emotion in (("Ask", 0), ("Apply", -2), ("Receive", 1)):
        point, changes = touchpoints.add(session.state, journey.id, stage.id, lane.id, LocalText(en=title))
        run(session, changes)
        run(session, [Set(point.id, "emotion", emotion)])
        if former:
            run(session, touchpoints.connect(session.state, former, point.id)[1])
        former = point.id
    ids = [point.id for point in queries.touchpoints(session.state, journey.id)]
    plan = (
        (FIX, "fix", ids[1], 5, 2, 1),
        (WOW, "surprise", ids[2], 3, 1, 2),
        (SMS, "improve", ids[0], None, None, None),
    )
    for text, kind, touchpoint_id, impact, effort, after in plan:
        record, changes = add_opportunity(session.state, touchpoint_id, kind, LocalText(en=text))
        run(session, changes)
        fields = (("impact", impact), ("effort", effort), ("emotion_after", after))
        run(session, [Set(record.id, name, value) for name, value in fields])
    return session


@pytest.fixture
def view(qtbot: QtBot, session: Session) -> Iterator[OpportunitiesView]:
    set_language("en")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.load_fonts()
    theme.apply(app, "light")
    view = OpportunitiesView(session)
    qtbot.addWidget(view)
    view.resize(1300, 860)
    view.show()
    session.document.listen(lambda _changes: view.refresh())
    view.show_journey(queries.journeys(session.state)[0].id)
    QApplication.processEvents()
    yield view
    view.hide()


def found(view: OpportunitiesView, text: str) -> Opportunity:
    return next(each for each in view.session.state.all(Opportunity) if each.text.get("en") == text)


def place(view: OpportunitiesView, text: str) -> tuple[int | None, int | None]:
    record = found(view, text)
    return record.impact, record.effort


def drag(qtbot: QtBot, view: OpportunitiesView, text: str, goal: QPoint, *, drop: bool = True) -> None:
    """Carry a card to a place given in the field."""
    card = view.field.card(found(view, text).id)
    start = card.rect().center()
    end = card.mapFromGlobal(view.field.field.mapToGlobal(goal))
    qtbot.mousePress(card, LEFT, pos=start)
    for part in (0.3, 0.7, 1.0):
        qtbot.mouseMove(card, start + (end - start) * part)
    if drop:
        qtbot.mouseRelease(card, LEFT, pos=end)


def spoken(widget) -> str:  # type: ignore[no-untyped-def]
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if not each.isHidden())


def cell(view: OpportunitiesView, text: str, column: str):  # type: ignore[no-untyped-def]
    """The index of a cell of the list as the table shows it."""
    model = view.list.model
    row = next(place for place, row in enumerate(model.rows) if row.text == text)
    return view.list.sorted.mapFromSource(model.index(row, opportunity_list.COLUMNS.index(column)))


def write(qtbot: QtBot, table: QTableView, index: QModelIndex, text: str) -> None:
    """Edit a cell as people do: Enter, type, Enter."""
    table.setFocus()
    table.setCurrentIndex(index)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    editor = next(each for each in table.viewport().findChildren(QLineEdit) if each.isVisible())
    editor.selectAll()
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()


def test_a_card_dragged_over_the_field_takes_impact_and_effort_in_one_step(
    qtbot: QtBot, view: OpportunitiesView
) -> None:
    drag(qtbot, view, FIX, view.field.field.cell_rect(2, 4).center().toPoint())
    assert place(view, FIX) == (2, 4)
    view.session.undo()
    assert place(view, FIX) == (5, 2)


def test_a_card_dropped_outside_stays_where_it_was(qtbot: QtBot, view: OpportunitiesView) -> None:
    revision = view.session.document.revision
    drag(qtbot, view, FIX, QPoint(view.field.field.width() + 200, 40))
    assert place(view, FIX) == (5, 2)
    assert view.session.document.revision == revision


def test_escape_drops_the_carried_card(qtbot: QtBot, view: OpportunitiesView) -> None:
    goal = view.field.field.cell_rect(1, 1).center().toPoint()
    drag(qtbot, view, FIX, goal, drop=False)
    card = view.field.card(found(view, FIX).id)
    qtbot.keyClick(card, Qt.Key.Key_Escape)
    qtbot.mouseRelease(card, LEFT, pos=card.mapFromGlobal(view.field.field.mapToGlobal(goal)))
    assert place(view, FIX) == (5, 2)


def test_arrow_keys_move_a_card_and_keep_the_focus(qtbot: QtBot, view: OpportunitiesView) -> None:
    view.field.card(found(view, WOW).id).setFocus()
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(view.field.card(found(view, WOW).id), key)
    assert place(view, WOW) == (4, 3)
    assert view.field.card(found(view, WOW).id).hasFocus()
    for _ in range(4):
        qtbot.keyClick(view.field.card(found(view, WOW).id), Qt.Key.Key_Up)
    assert place(view, WOW) == (5, 3), "the field ends at 5"


def test_the_tray_holds_what_has_no_place(qtbot: QtBot, view: OpportunitiesView) -> None:
    assert view.field.card(found(view, SMS).id) not in view.field.field.cards
    view.field.card(found(view, SMS).id).setFocus()
    qtbot.keyClick(view.field.card(found(view, SMS).id), Qt.Key.Key_Right)
    assert place(view, SMS) == (3, 3)
    qtbot.keyClick(view.field.card(found(view, SMS).id), Qt.Key.Key_Delete)
    assert place(view, SMS) == (None, None)


def test_cards_of_one_cell_do_not_hide_each_other(view: OpportunitiesView) -> None:
    journey_point = queries.touchpoints(view.session.state, view.journey_id)[0].id
    for number in range(9):
        record, changes = add_opportunity(view.session.state, journey_point, "improve", LocalText(en=f"Idea {number}"))
        run(view.session, [*changes, Set(record.id, "impact", 4), Set(record.id, "effort", number % 5 + 1)])
    QApplication.processEvents()
    boxes = [card.geometry() for card in view.field.field.cards]
    assert len(boxes) == 11
    assert not [(a, b) for place, a in enumerate(boxes) for b in boxes[place + 1 :] if a.intersects(b)]
    assert all(view.field.field.rect().contains(box) for box in boxes)


def test_cards_say_what_they_are(view: OpportunitiesView) -> None:
    name = view.field.card(found(view, FIX).id).accessibleName()
    assert "Fix" in name
    assert FIX in name
    assert "impact 5" in name


def test_the_planner_ranks_by_gain_over_effort_and_shows_the_curve(qtbot: QtBot, view: OpportunitiesView) -> None:
    board = view._board
    assert board is not None
    ranked = [row.text for row in board.ranking]
    fix, wow = (board.row(found(view, text).id) for text in (FIX, WOW))
    assert fix is not None and wow is not None and fix.prospect is not None and wow.prospect is not None
    # One path 0, −2, +1: peak −2, end +1, so −0.5. Fixed: 0, +1, +1, so +1. With the surprise: 0, −2, +2, so 0.
    assert (fix.prospect.gain, wow.prospect.gain) == (pytest.approx(1.5), pytest.approx(0.5))
    assert ranked == [FIX, WOW]
    view.choose(fix.id)
    assert "0, −2, +1" in view.planner.curve.accessibleName()
    assert "0, +1, +1" in view.planner.curve.accessibleName()
    assert "+1.5" in spoken(view.planner)
    qtbot.mouseClick(view.planner.only_surprises, LEFT)
    assert FIX not in spoken(view.planner.ranking)
    assert WOW in spoken(view.planner.ranking)


def test_a_surprise_on_shaky_ground_says_what_blocks_it(view: OpportunitiesView) -> None:
    view.choose(found(view, WOW).id)
    assert "level 2 is not reached" in spoken(view.planner)
    point = found(view, WOW).touchpoint_ids[0]
    run(view.session, [Set(point, "level_reached", 2)])
    assert "level 2 is not reached" not in spoken(view.planner)
    pain, changes = add_pain_point(view.session.state, point, LocalText(en="Wrong name"))
    run(view.session, [*changes, Set(pain.id, "severity", 5)])
    assert "severe pain point has no fix" in spoken(view.planner)


def test_the_feeling_after_is_set_by_a_face(qtbot: QtBot, view: OpportunitiesView) -> None:
    view.choose(found(view, SMS).id)
    face = next(each for each in view.side.findChildren(QToolButton) if each.accessibleName().endswith("delighted"))
    qtbot.mouseClick(face, LEFT)
    assert found(view, SMS).emotion_after == 2


def test_text_and_owner_are_edited_in_place(qtbot: QtBot, view: OpportunitiesView) -> None:
    for column, text in (("owner", "Li"), ("due", "2027-3-5")):
        write(qtbot, view.list.table, cell(view, FIX, column), text)
    assert (found(view, FIX).owner, found(view, FIX).due) == ("Li", "2027-03-05")
    write(qtbot, view.list.table, cell(view, FIX, "text"), "Papers in the queue")
    assert found(view, "Papers in the queue").text == {"en": "Papers in the queue"}


def test_what_is_no_date_is_refused_with_a_reason(qtbot: QtBot, view: OpportunitiesView) -> None:
    write(qtbot, view.list.table, cell(view, FIX, "due"), "next week")
    assert found(view, FIX).due is None
    assert "next week" in view.notice.text


def test_status_is_chosen_from_a_list(qtbot: QtBot, view: OpportunitiesView) -> None:
    table = view.list.table
    table.setCurrentIndex(cell(view, FIX, "status"))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    box = table.viewport().findChild(QComboBox)
    QApplication.processEvents()
    box.setCurrentIndex(box.findData("done"))
    box.activated.emit(box.currentIndex())
    assert found(view, FIX).status == "done"
    qtbot.mouseClick(view.open_only, LEFT)
    assert FIX not in [row.text for row in view.list.model.rows]


def test_votes_are_added_up_and_sorted(qtbot: QtBot, view: OpportunitiesView) -> None:
    wow, sms = found(view, WOW), found(view, SMS)
    workshop = Workshop(id="w", journey_id=view.journey_id)
    votes = [Vote(id=f"v{n}", round_id="r", opportunity_id=sms.id, voter=f"p{n}", dots=2) for n in range(3)]
    run(view.session, [Add(workshop), Add(Round(id="r", workshop_id="w")), *map(Add, votes)])
    run(view.session, [Add(Vote(id="x", round_id="r", opportunity_id=wow.id, voter="p9", dots=1))])
    board = view._board
    assert board is not None
    assert {row.text: row.votes for row in board.rows} == {FIX: 0, WOW: 1, SMS: 6}
    head = view.list.table.horizontalHeader()
    section = opportunity_list.COLUMNS.index("votes")
    view.list.table.scrollTo(cell(view, FIX, "votes"))
    for _ in range(2):
        spot = QPoint(head.sectionViewportPosition(section) + 20, head.height() // 2)
        qtbot.mouseClick(head.viewport(), LEFT, pos=spot)
    shown = [view.list.sorted.index(row, opportunity_list.COLUMNS.index("text")).data() for row in range(3)]
    assert shown == [SMS, WOW, FIX]
    view.choose(sms.id)
    assert "6 votes" in spoken(view.side)


def test_a_new_opportunity_is_written_under_the_list(qtbot: QtBot, view: OpportunitiesView) -> None:
    place = view.list.new_place
    place.setFocus()
    second = queries.touchpoints(view.session.state, view.journey_id)[1]
    while place.currentData() != second.id:
        qtbot.keyClick(place, Qt.Key.Key_Down)
    qtbot.keyClicks(view.list.new_text, "Open in the evening")
    qtbot.keyClick(view.list.new_text, Qt.Key.Key_Return)
    record = found(view, "Open in the evening")
    assert record.touchpoint_ids == (second.id,)
    assert view.current_id == record.id


def test_delete_takes_an_opportunity_and_undo_brings_it_back(qtbot: QtBot, view: OpportunitiesView) -> None:
    record = found(view, FIX)
    view.list.table.setFocus()
    view.list.table.setCurrentIndex(cell(view, FIX, "text"))
    qtbot.keyClick(view.list.table, Qt.Key.Key_Delete)
    assert view.session.state.get(Opportunity, record.id) is None
    view.session.undo()
    assert view.session.state.get(Opportunity, record.id) is not None


def test_a_decision_is_noted_about_an_opportunity(qtbot: QtBot, view: OpportunitiesView) -> None:
    record = found(view, FIX)
    run(view.session, [Set(record.id, "owner", "Li"), Set(record.id, "due", "2027-01")])
    view.choose(record.id)
    view.side.decision_wanted.emit(record.id)
    qtbot.keyClicks(view.decisions.new_what, "Start in May")
    qtbot.keyClick(view.decisions.new_what, Qt.Key.Key_Return)
    (decision,) = view.session.state.all(Decision)
    assert (decision.opportunity_id, decision.owner, decision.due) == (record.id, "Li", "2027-01")
    assert decision.decided_on == date.today().isoformat()
    assert "Start in May" in spoken(view.side)
    write(qtbot, view.decisions.table, view.decisions.model.index(0, 1), "Start in June")
    assert view.session.state.all(Decision)[0].what["en"] == "Start in June"


def test_an_opportunity_jumps_to_its_touchpoint(qtbot: QtBot, view: OpportunitiesView) -> None:
    record = found(view, FIX)
    with qtbot.waitSignal(view.selection_changed) as chosen:
        view.choose(record.id)
    assert chosen.args == [list(record.touchpoint_ids)]
    table = view.list.table
    spot = table.visualRect(cell(view, FIX, "touchpoints")).center()
    qtbot.mouseClick(table.viewport(), LEFT, pos=spot)
    with qtbot.waitSignal(view.jump) as jumped:
        qtbot.mouseDClick(table.viewport(), LEFT, pos=spot)
    assert jumped.args == [record.touchpoint_ids[0]]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_empty_journey_says_what_will_be_here(qtbot: QtBot, language: str) -> None:
    set_language(language)
    try:
        session = Session.new("empty", ("en", "zh"))
        view = OpportunitiesView(session)
        qtbot.addWidget(view)
        view.resize(700, 600)
        view.show()
        view.show_journey(queries.journeys(session.state)[0].id)
        words = {"en": "Add the first one below", "zh": "请在下方添加第一个"}
        assert words[language] in spoken(view)
    finally:
        set_language("en")
