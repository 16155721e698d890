"""Sticky notes and comments in the window, by mouse and by keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journeymap.edit import comments, fields, touchpoints
from journeymap.model.changes import Label
from journeymap.model.records import Comment, Note
from journeymap.model.text import LocalText
from journeymap.session import Session
from journeymap.ui.canvas.heard_words import heard_ids, in_short, in_words
from journeymap.ui.panels.pages import NotePage
from journeymap.ui.settings import Settings
from journeymap.ui.window import MainWindow
from tests.ui.conftest import Hand
from tests.ui.panel_project import Small

LEFT = Qt.MouseButton.LeftButton
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier,
)  # fmt: skip


@pytest.fixture
def project() -> Small:
    return Small()


@pytest.fixture
def person(qtbot: QtBot, open_window: Callable[[Session], MainWindow], project: Small, settings: Settings) -> Hand:
    settings.author = "Li Wen"
    hand = Hand(qtbot, open_window(project.session))
    hand.window.map_page.view.fit()  # type: ignore[union-attr]
    return hand


def notes(project: Small) -> list[Note]:
    return comments.notes(project.session.state, project.journey_id)


def the_note(project: Small) -> Note:
    (found,) = notes(project)
    return found


def middle(hand: Hand, note: Note) -> QPointF:
    return hand.scene.notes.items[note.id].sceneBoundingRect().center()


def test_a_note_is_set_down_on_the_selected_touchpoint_and_written_at_once(person: Hand, project: Small) -> None:
    person.click(person.centre("Ask"))
    person.window.run_command("add_note")
    person.type("Ask twice")
    person.key(Qt.Key.Key_Return)
    note = the_note(project)
    assert (note.subject_id, note.author, dict(note.text)) == (project.ask, "Li Wen", {"en": "Ask twice"})
    assert project.new_steps == 1, "setting down and naming are one step"
    # Written on again, with F2.
    person.key(Qt.Key.Key_F2)
    person.type("Ask once")
    person.key(Qt.Key.Key_Return)
    assert the_note(project).text["en"] == "Ask once"
    project.session.undo()
    project.session.undo()
    assert notes(project) == [] and not person.scene.notes.items


def test_a_note_is_dragged_from_the_bar_onto_a_card_and_off_it_again(
    person: Hand, project: Small, qtbot: QtBot
) -> None:
    button, port = person.window.map_page.kinds.note, person.view.viewport()  # type: ignore[union-attr]
    target = person.centre("Apply")

    def at(place: QPointF) -> QPoint:
        return button.mapFromGlobal(port.mapToGlobal(person.spot(place)))

    qtbot.mousePress(button, LEFT, pos=QPoint(5, 5))
    qtbot.mouseMove(button, QPoint(60, 5))
    qtbot.mouseMove(button, at(target))
    qtbot.mouseRelease(button, LEFT, pos=at(target))
    person.type("Here")
    person.key(Qt.Key.Key_Return)
    assert the_note(project).subject_id == project.apply
    # A little way off it still belongs to the card; far away it lies on the ground.
    person.drag(middle(person, the_note(project)), middle(person, the_note(project)) + QPointF(60, 60))
    assert the_note(project).subject_id == project.apply
    person.drag(middle(person, the_note(project)), person.cell(3, 2))
    note = the_note(project)
    assert note.subject_id is None
    shown = person.scene.notes.items[note.id].pos()
    assert note.pos is not None and (note.pos.x, note.pos.y) == (shown.x(), shown.y())
    # Dropped on another card it is about that one.
    person.drag(middle(person, note), person.centre("Ask"))
    assert the_note(project).subject_id == project.ask


def test_a_note_goes_where_its_card_goes(person: Hand, project: Small) -> None:
    person.click(person.centre("Ask"))
    person.window.run_command("add_note")
    person.key(Qt.Key.Key_Return)
    note = the_note(project)
    item, card = person.scene.notes.items[note.id], person.scene.card(project.ask)
    off = item.pos() - card.pos()
    start = person.centre("Ask") - QPointF(50, 0)
    person.drag(start, start + QPointF(0, 160), drop=False)
    assert item.pos() - card.pos() == off, "while it is dragged"
    person.qtbot.mouseRelease(person.view.viewport(), LEFT, pos=person.spot(start + QPointF(0, 160)))
    assert item.pos() - card.pos() == off
    project.change(touchpoints.delete, project.session.state, [project.ask])
    assert the_note(project).subject_id == project.ask and note.id in person.scene.notes.items, "nothing is lost"


def test_keys_reach_move_and_delete_notes(person: Hand, project: Small) -> None:
    for subject_id in (project.ask, None):
        _, changes = comments.add_note(project.session.state, project.journey_id, "Li", subject_id=subject_id)
        project.session.run(Label.of("add_note"), changes)
    ids = [each.id for each in notes(project)]
    seen = []
    for _ in range(2):
        person.window.run_command("next_note")
        seen += person.scene.selected_ids()
    assert sorted(seen) == sorted(ids) and person.view.hasFocus()
    before = project.session.state.get(Note, seen[1])
    person.key(Qt.Key.Key_Right, ALT)
    person.key(Qt.Key.Key_Down, ALT)
    after = project.session.state.get(Note, seen[1])
    assert before is not None and after is not None and after.pos is not None
    assert after.pos != before.pos
    person.key(Qt.Key.Key_Delete)
    assert [each.id for each in notes(project)] == [seen[0]]


def test_the_inspector_says_whom_a_note_speaks_for_and_puts_it_elsewhere(
    person: Hand, project: Small, qtbot: QtBot
) -> None:
    _, changes = comments.add_note(project.session.state, project.journey_id, "Li", subject_id=project.ask)
    project.session.run(Label.of("add_note"), changes)
    person.click(middle(person, the_note(project)))
    workspace = person.window.workspace
    assert workspace is not None
    workspace.inspect_now()
    page = workspace.inspector.page
    assert isinstance(page, NotePage)
    page.about.setFocus()
    qtbot.keyClick(page.about, Qt.Key.Key_Down)
    assert the_note(project).subject_id == project.apply
    person.window.run_command("note_citizen")
    assert the_note(project).role == "citizen"
    assert "Citizen" in person.scene.notes.items[the_note(project).id].toolTip()


# comments


def written(project: Small, subject_id: str) -> list[tuple[str, str, bool]]:
    found = comments.thread(project.session.state, subject_id)
    return [(each.text.shown_in("en"), each.author, each.resolved) for each in found]


def test_a_comment_is_written_settled_and_taken_up_again_by_keys(person: Hand, project: Small, qtbot: QtBot) -> None:
    person.click(person.centre("Ask"))
    person.window.run_command("add_comment")
    page = person.window.workspace.inspector.page  # type: ignore[union-attr]
    assert page is not None and page.talk is not None
    talk = page.talk
    assert talk.entry.hasFocus()
    qtbot.keyClicks(talk.entry, "Is this so?")
    qtbot.keyClick(talk.entry, Qt.Key.Key_Return)
    assert written(project, project.ask) == [("Is this so?", "Li Wen", False)]
    assert "1 open comment" in person.scene.card(project.ask).tip()
    card = next(iter(talk.cards.values()))
    card.settle.setFocus()
    qtbot.keyClick(card.settle, Qt.Key.Key_Space)
    assert written(project, project.ask)[0][2]
    assert "open comment" not in person.scene.card(project.ask).tip()
    qtbot.mouseClick(talk.more, LEFT)
    QApplication.processEvents()
    qtbot.mouseClick(card.settle, LEFT)
    assert not written(project, project.ask)[0][2]
    QApplication.processEvents()
    qtbot.mouseClick(card.delete, LEFT)
    assert written(project, project.ask) == [] and talk.cards == {}
    project.session.undo()
    assert len(written(project, project.ask)) == 1


@pytest.mark.parametrize("what", ["connection", "stage", "lane", "journey"])
def test_comments_are_written_on_all_that_can_be_selected(
    person: Hand, project: Small, what: str, qtbot: QtBot
) -> None:
    layout = person.scene.layout
    subject = {
        "connection": next(iter(layout.routes)), "stage": next(iter(layout.stages)), "lane": next(iter(layout.lanes)),
        "journey": project.journey_id,
    }[what]  # fmt: skip
    person.scene.select([subject] if what != "journey" else [])
    person.window.run_command("add_comment")
    page = person.window.workspace.inspector.page  # type: ignore[union-attr]
    assert page is not None and page.talk is not None
    qtbot.keyClicks(page.talk.entry, "Hm")
    qtbot.keyClick(page.talk.entry, Qt.Key.Key_Return)
    assert [each.subject_id for each in project.session.state.all(Comment)] == [subject]


def test_the_line_for_a_new_comment_comes_into_sight(person: Hand, project: Small, qtbot: QtBot) -> None:
    person.scene.select([project.ask])
    person.window.resize(1100, 600)
    person.window.run_command("add_comment")
    inspector = person.window.workspace.inspector  # type: ignore[union-attr]
    entry = inspector.page.talk.entry  # type: ignore[union-attr]
    port = inspector.area.viewport()
    qtbot.waitUntil(lambda: port.rect().contains(entry.mapTo(port, entry.rect().center())))


def test_the_navigator_lists_comments_and_notes_and_leads_to_them(person: Hand, project: Small, qtbot: QtBot) -> None:
    workspace = person.window.workspace
    assert workspace is not None
    assert not workspace.navigator.sections["remarks"].isVisible()
    comment, changes = comments.add_comment(
        project.wait, LocalText(en="How long?"), "Zhao", "2026-11-02T10:00:00+00:00"
    )
    project.session.run(Label.of("add_comment"), changes)
    note, changes = comments.add_note(project.session.state, project.journey_id, "Li", text=LocalText(en="Look here"))
    project.session.run(Label.of("add_note"), changes)
    workspace.refresh_panels()
    rows = workspace.navigator.lists["remarks"].buttons
    assert [each.row.text for each in rows.values()] == ["How long?", "Look here"]
    assert "Zhao" in rows[comment.id].accessibleName() and "Wait" in rows[comment.id].accessibleName()
    rows[comment.id].setFocus()
    qtbot.keyClick(rows[comment.id], Qt.Key.Key_Return)
    assert person.scene.selected_ids() == [project.wait]
    page = workspace.inspector.page
    assert page is not None and page.talk is not None and page.talk.cards[comment.id].text.edit.hasFocus()
    qtbot.mouseClick(rows[note.id], LEFT)
    assert person.scene.selected_ids() == [note.id]


def test_the_name_under_comments_is_the_systems_until_somebody_changes_it(
    person: Hand, project: Small, qtbot: QtBot, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "wang")
    settings.author = ""
    person.click(person.centre("Ask"))
    person.window.run_command("add_comment")
    talk = person.window.workspace.inspector.page.talk  # type: ignore[union-attr]
    assert talk is not None
    assert "wang" in talk.author.text()
    qtbot.mouseClick(talk.author, LEFT)
    qtbot.keyClicks(QApplication.focusWidget(), "Wang Fang")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert settings.author == "Wang Fang"
    qtbot.keyClicks(talk.entry, "Mine")
    qtbot.mouseClick(talk.add_button, LEFT)
    assert written(project, project.ask) == [("Mine", "Wang Fang", False)]


def test_a_screen_reader_finds_notes_comments_and_quotes_on_the_map(project: Small) -> None:
    note, changes = comments.add_note(
        project.session.state,
        project.journey_id,
        "Li",
        subject_id=project.ask,
        role="citizen",
        text=LocalText(en="Why?"),
    )
    project.session.run(Label.of("add_note"), changes)
    _, changes = comments.add_comment(project.ask, LocalText(en="Hm"), "Li", "2026-11-02T10:00:00+00:00")
    project.session.run(Label.of("add_comment"), changes)
    project.change(fields.set_field, [project.ask], "quote", LocalText(en="Again?"))
    state = project.session.state
    ids = heard_ids(state, project.journey_id)
    assert ids.index(project.ask) < ids.index(note.id) < ids.index(project.apply)
    assert "Why?" in in_short(state, note.id)
    assert "Citizen" in in_words(state, project.journey_id, note.id)
    words = in_words(state, project.journey_id, project.ask)
    assert '"Again?"' in words and "1 open comment" in words
