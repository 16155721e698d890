"""Closing a project with changes: the question and its three answers; and what is said when something goes wrong."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from journeymap import app, resources
from journeymap.edit import fields, journeys
from journeymap.labels import say
from journeymap.model.changes import Label, Set
from journeymap.model.document import ChangeError
from journeymap.session import Session
from journeymap.ui.dialogs.question import Question
from journeymap.ui.icons import icon
from journeymap.ui.panels.signs import level_icon
from journeymap.ui.window import MainWindow
from journeymap.ui.workspace import VIEWS
from tests.ui.conftest import Hand
from tests.ui.test_map import add


def answer(qtbot: QtBot, words: str | None) -> list[str]:
    """Press the button of these words once the question is open; None presses Escape. Gives what was asked."""
    asked: list[str] = []

    def press() -> None:
        question = QApplication.activeModalWidget()
        if not isinstance(question, Question):
            QTimer.singleShot(20, press)
            return
        buttons = {each.text(): each for each in question.findChildren(QPushButton)}
        asked.extend(buttons)
        if words is None:
            qtbot.keyClick(question, Qt.Key.Key_Escape)
        else:
            qtbot.mouseClick(buttons[words], Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, press)
    return asked


@pytest.fixture
def saved(hand: Hand, tmp_path: Path) -> Path:
    """The journey is saved with one touchpoint, and one more is drawn after that."""
    add(hand, 0, 0, "A")
    path = tmp_path / "map.journey"
    hand.window.session.save(path)  # type: ignore[union-attr]
    add(hand, 1, 0, "B")
    return path


def titles(path: Path) -> list[str]:
    data = path.read_bytes()
    return [title for title in ("A", "B") if f'"title":{{"en":"{title}"}}'.encode() in data]


def test_saving_before_closing(hand: Hand, qtbot: QtBot, saved: Path) -> None:
    asked = answer(qtbot, "Save")
    hand.window.run_command("close")
    assert hand.window.session is None
    assert titles(saved) == ["A", "B"]
    assert len(asked) == 3


def test_closing_without_saving_leaves_the_file(hand: Hand, qtbot: QtBot, saved: Path) -> None:
    answer(qtbot, "Don't save")
    hand.window.run_command("close")
    assert hand.window.session is None
    assert titles(saved) == ["A"]


def test_the_way_back_leaves_everything(hand: Hand, qtbot: QtBot, saved: Path) -> None:
    answer(qtbot, None)
    hand.window.run_command("close")
    assert hand.titles() == ["A", "B"]
    assert titles(saved) == ["A"]


def test_the_window_is_not_closed_over_unsaved_work(hand: Hand, qtbot: QtBot, saved: Path) -> None:
    answer(qtbot, None)
    assert not hand.window.close()
    assert hand.titles() == ["A", "B"]


def test_undoing_back_to_the_saved_state_leaves_nothing_to_ask(hand: Hand, saved: Path) -> None:
    hand.window.run_command("undo")
    assert not hand.window.session.is_modified  # type: ignore[union-attr]
    hand.window.run_command("close")
    assert hand.window.session is None
    assert titles(saved) == ["A"]


def test_undoing_past_the_saved_state_is_a_change(hand: Hand, saved: Path) -> None:
    session = hand.window.session
    assert session is not None
    session.undo()
    session.undo()
    assert session.is_modified


def test_what_a_notice_offers_goes_with_its_project(hand: Hand, saved: Path) -> None:
    hand.window.session.save(saved)  # type: ignore[union-attr]
    hand.scene.select([hand.point("A").id])
    hand.window.run_command("enter")
    notice = hand.window.notice
    assert say("action.begin_behind", "en") in [each.text() for each in notice.findChildren(QPushButton)]
    assert notice.isVisible()
    hand.window.run_command("close")
    assert hand.window.session is None
    assert not notice.isVisible()


@pytest.mark.parametrize("wrong", ["change", "other"])
def test_a_fault_is_one_sentence_and_the_work_stays_open(
    hand: Hand, caplog: pytest.LogCaptureFixture, wrong: str
) -> None:
    add(hand, 0, 0, "A")
    with caplog.at_level(logging.CRITICAL, "journeymap.app"):
        try:
            if wrong == "change":
                hand.window.run("set_emotion", [Set(hand.point("A").id, "emotion", 9)])
            else:
                raise RuntimeError("boom")
        except (ChangeError, RuntimeError) as fault:
            app.tell_fault([hand.window], type(fault), fault, fault.__traceback__)
    key = "error.change.bad_value" if wrong == "change" else "error.unforeseen"
    assert hand.window.notice.text == say(key, "en")
    assert hand.titles() == ["A"]


def test_a_persona_chosen_anywhere_is_marked_and_hatches_what_bars_her(hand: Hand) -> None:
    add(hand, 0, 0, "A")
    session, point = hand.window.session, hand.point("A")
    assert session is not None
    persona, changes = journeys.add_persona(session.state, hand.window.journey_id)
    session.run(Label.of("new_persona"), changes)
    session.run(Label.of("new_persona"), fields.set_field([persona.id], "limits", ("needs_stairs",)))
    session.run(Label.of("new_persona"), fields.set_field([point.id], "barriers", ("needs_stairs",)))
    hand.scene.select(())
    card = hand.view.mapFromScene(hand.scene.card(point.id).sceneBoundingRect()).boundingRect()
    before = hand.view.viewport().grab(card).toImage()
    hand.window.show_persona(persona.id)
    assert hand.view.viewport().grab(card).toImage() != before
    workspace = hand.window.workspace
    assert workspace is not None and workspace.navigator.persona_id == persona.id
    hand.window.show_persona(None)
    assert hand.view.viewport().grab(card).toImage() == before


def test_what_was_closed_is_freed_without_harm(open_window: Callable[[Session | None], MainWindow]) -> None:
    """Icons with engines of our own, freed in a cycle of references, once ended the program at random moments."""
    for sample in resources.samples()[:2]:
        window = open_window(Session.open_copy(sample))
        for name in VIEWS:
            window.workspace.show_view(name)  # type: ignore[union-attr]
            QApplication.processEvents()
        window.set_session(None)
        window.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert gc.collect() >= 0
    assert not icon("plus").pixmap(16, 16).isNull()


def test_an_icon_without_room_is_no_picture(qtbot: QtBot) -> None:
    for each in (icon("plus"), level_icon(2)):
        for size in (QSize(0, 16), QSize(16, 0)):
            assert each.pixmap(size).isNull()
