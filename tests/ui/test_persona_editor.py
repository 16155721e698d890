"""The editor of personas, by keys and mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from journeymap.edit import fields, pictures, touchpoints
from journeymap.model import queries
from journeymap.model.changes import Label
from journeymap.model.records import Journey, Media, Persona
from journeymap.session import Session
from journeymap.ui.dialogs.persona import PersonaDialog
from journeymap.ui.views.parts import Card
from journeymap.ui.window import MainWindow
from tests.ui.panel_project import Small
from tests.ui.test_pictures import halves

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def project() -> Small:
    small = Small()
    small.change(fields.set_field, [small.apply], "barriers", ("needs_smartphone",))
    small.change(fields.set_field, [small.wait], "is_goal", True)
    return small


@pytest.fixture
def editor(qtbot: QtBot, open_window: Callable[[Session], MainWindow], project: Small) -> Iterator[PersonaDialog]:
    window = open_window(project.session)
    window.run_command("edit_persona")
    (dialog,) = window.findChildren(PersonaDialog)
    yield dialog
    if shiboken6.isValid(dialog):  # one that was closed in the test is gone
        dialog.close()
    QApplication.processEvents()


def persona(project: Small) -> Persona:
    found = project.session.state.get(Persona, project.persona)
    assert found is not None
    return found


def texts(editor: PersonaDialog) -> str:
    return " ".join(each.text() for each in editor.effect.findChildren(QLabel) if each.isVisible())


def test_her_limits_are_ticked_and_their_effect_is_told(editor: PersonaDialog, project: Small, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "nothing bars her" in texts(editor))
    qtbot.mouseClick(editor.templates["no_smartphone"], LEFT)
    assert persona(project).limits == ("needs_digital_id", "needs_smartphone")
    assert editor.limits.boxes["needs_smartphone"].isChecked()
    qtbot.waitUntil(lambda: "cannot reach the goal" in texts(editor))
    assert "1 of 3 touchpoints bars her" in texts(editor)
    (card,) = editor.effect.findChildren(Card)
    assert "Apply" in card.accessibleName() and "needs a smartphone" in card.accessibleName()
    box = editor.limits.boxes["needs_smartphone"]
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert persona(project).limits == ("needs_digital_id",)
    qtbot.waitUntil(lambda: "Nothing on this journey bars her" in texts(editor))
    qtbot.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert persona(project).limits == ("needs_digital_id", "needs_smartphone"), "taken back without leaving"
    qtbot.waitUntil(lambda: any(each.isVisible() for each in editor.effect.findChildren(Card)))
    (card,) = (each for each in editor.effect.findChildren(Card) if each.isVisible())
    card.setFocus()
    with qtbot.waitSignal(editor.jump) as told:
        qtbot.keyClick(card, Qt.Key.Key_Return)
    assert told.args == [project.apply]


def test_her_chance_counts_the_ways_round(editor: PersonaDialog, project: Small, qtbot: QtBot) -> None:
    _, changes = touchpoints.connect(project.session.state, project.ask, project.wait)
    project.session.run(Label.of("connect"), changes)
    qtbot.mouseClick(editor.templates["no_smartphone"], LEFT)
    qtbot.waitUntil(lambda: "chance of reaching the goal is 100 %" in texts(editor))
    assert "50 % of today's people" in texts(editor)


def test_everything_of_her_is_written_in_both_languages(editor: PersonaDialog, project: Small, qtbot: QtBot) -> None:
    assert editor.name.edit.hasFocus()
    editor.name.edit.selectAll()
    qtbot.keyClicks(editor.name.edit, "Ms Li")
    qtbot.mouseClick(editor.language_buttons["zh"], LEFT)
    editor.name.edit.insertPlainText("李女士")
    assert dict(persona(project).name) == {"en": "Ms Li", "zh": "李女士"}
    qtbot.mouseClick(editor.channels.boxes["phone"], LEFT)
    assert persona(project).channels == ("phone",)
    QApplication.clipboard().setImage(halves())
    qtbot.mouseClick(editor.picture.buttons["paste"], LEFT)
    QApplication.clipboard().clear()
    media = pictures.picture_of(project.session.state, project.persona)
    assert media is not None
    assert editor.picture.texts["zh"].hasFocus() or editor.picture.texts["en"].hasFocus(), "its words are asked for"
    qtbot.waitUntil(lambda: editor.portraits.icon(persona(project)) is not None)


def test_she_is_copied_and_deleted(editor: PersonaDialog, project: Small, qtbot: QtBot) -> None:
    state = project.session.state
    qtbot.mouseClick(editor.duplicate_button, LEFT)
    assert [each.name["en"] for each in queries.personas(state)] == ["Ms Wang", "Ms Wang (copy)"]
    assert editor.persona_id != project.persona
    journey = state.get(Journey, project.journey_id)
    assert journey is not None and editor.persona_id in journey.persona_ids
    qtbot.mouseClick(editor.delete_button, LEFT)
    assert editor.persona_id == project.persona
    qtbot.mouseClick(editor.add_button, LEFT)
    assert editor.name.edit.hasFocus() and len(queries.personas(project.session.state)) == 2
    for _ in range(2):
        qtbot.mouseClick(editor.delete_button, LEFT)
    assert queries.personas(project.session.state) == [] and not editor.isVisible()
    assert project.session.state.all(Media) == []


def test_what_is_undone_is_undone_in_the_editor_too(editor: PersonaDialog, project: Small, qtbot: QtBot) -> None:
    qtbot.mouseClick(editor.limits.boxes["needs_stairs"], LEFT)
    project.session.undo()
    qtbot.waitUntil(lambda: not editor.limits.boxes["needs_stairs"].isChecked())
