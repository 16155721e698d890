"""Layouts that are kept: used again while they hold, laid out anew when something may have moved."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from journeymap.edit import touchpoints
from journeymap.model import queries
from journeymap.model.changes import Label, Set
from journeymap.model.document import Document
from journeymap.model.text import LocalText
from journeymap.session import Session
from journeymap.ui.canvas.layouts import layouts_of
from journeymap.ui.canvas.scene import MapScene
from journeymap.ui.words import set_language

LABEL = Label.of("paste")


@pytest.fixture
def scene(qapp: QApplication, small_journey: Document) -> MapScene:
    """The map of `j`, told of every change, in a project with another journey `k`."""
    session = Session(small_journey)
    found = MapScene(session)
    session.document.listen(found.refresh)
    found.show_journey("j")
    return found


def test_a_layout_holds_until_something_in_its_journey_moves(scene: MapScene) -> None:
    session, kept = scene.session, layouts_of(scene.session)
    first = kept.fresh("j")
    assert first is not None and first is scene.layout
    session.run(LABEL, [Set("a", "title", LocalText(en="Other")), Set("b", "emotion", 2)])
    assert kept.fresh("j") is first
    session.run(LABEL, [Set("c", "lane_id", "back")])
    assert scene.layout is not first and kept.fresh("j") is scene.layout
    session.undo()
    assert scene.layout.cards == first.cards


def test_coming_back_shows_what_was_added_meanwhile(scene: MapScene) -> None:
    session = scene.session
    former = scene.layout
    scene.show_journey("")
    assert layouts_of(session).fresh("j") is former
    point, changes = touchpoints.add_behind(session.state, "c")
    session.run(LABEL, changes)
    assert layouts_of(session).fresh("j") is None
    scene.show_journey("j")
    assert point.id in scene.layout.cards and scene.card(point.id) is not None


def test_a_touchpoint_that_goes_to_another_journey_leaves_the_kept_map(scene: MapScene) -> None:
    session = scene.session
    scene.show_journey("")
    session.run(LABEL, [Set("c", "journey_id", "elsewhere")])
    scene.show_journey("j")
    assert list(scene.layout.cards) == [each.id for each in queries.touchpoints(session.state, "j")] == ["a", "b"]


def test_a_change_that_no_map_was_told_of_is_noticed(qapp: QApplication, small_journey: Document) -> None:
    session = Session(small_journey)
    scene = MapScene(session)
    scene.show_journey("j")
    session.run(LABEL, touchpoints.delete(session.state, ["b"]))
    assert layouts_of(session).fresh("j") is None
    scene.refresh()
    assert list(scene.layout.cards) == ["a", "c"]


def test_another_language_has_labels_of_other_widths(scene: MapScene) -> None:
    try:
        set_language("zh")
        assert layouts_of(scene.session).fresh("j") is None
    finally:
        set_language("en")
    assert layouts_of(scene.session).fresh("j") is not None
