"""Presenting: walked by keys and clicks as in front of a room."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journeymap.edit import fields, touchpoints
from journeymap.model import queries
from journeymap.model.changes import Label
from journeymap.model.text import LocalText
from journeymap.session import Session
from journeymap.ui import theme
from journeymap.ui.views.present import Presentation
from journeymap.ui.window import MainWindow

LABEL = Label.of("connect")
Key = Qt.Key


def journey_with_a_fork() -> Session:
    """A → B → D → E, and B → C → D: two ways from B that meet again."""
    session = Session.new("empty", ("en", "zh"))
    journey = queries.journeys(session.state)[0]
    stage, lane = queries.stages(session.state, journey.id)[0], queries.lanes(session.state, journey.id)[0]
    ids = {}
    for name in "ABCDE":
        point, changes = touchpoints.add(
            session.state, journey.id, stage.id, lane.id, LocalText(en=name, zh=f"甲{name}")
        )
        session.run(LABEL, changes)
        ids[name] = point.id
    for source, target in ("AB", "BD", "BC", "CD", "DE"):
        session.run(LABEL, touchpoints.connect(session.state, ids[source], ids[target])[1])
    ways = {each.target_id: each.id for each in queries.connections_out(session.state, ids["B"])}
    session.run(LABEL, fields.set_field([ways[ids["D"]]], "share", 0.8))
    session.run(LABEL, fields.set_field([ids["A"]], "emotion", 1))
    return session


@pytest.fixture
def window(open_window: Callable[[Session], MainWindow]) -> MainWindow:
    return open_window(journey_with_a_fork())


@pytest.fixture
def shown(window: MainWindow, qtbot: QtBot) -> Iterator[Presentation]:
    assert window.map_page is not None
    qtbot.keyClick(window.map_page.view, Key.Key_F5)
    (found,) = window.findChildren(Presentation)
    qtbot.waitExposed(found)
    yield found
    for each in window.findChildren(Presentation):
        each.close()
    QApplication.processEvents()


def title(shown: Presentation) -> str:
    assert shown.slide is not None
    return shown.slide.title


def test_keys_walk_the_path_from_end_to_end(shown: Presentation, qtbot: QtBot) -> None:
    assert shown.isFullScreen()
    seen = [title(shown)]
    for key in (Key.Key_Right, Key.Key_Space, Key.Key_PageDown, Key.Key_Down):
        qtbot.keyClick(shown, key)
        seen.append(title(shown))
    assert seen == ["A", "B", "D", "E", "E"]
    assert shown.slide is not None
    assert shown.slide.progress == "4 / 4"
    qtbot.keyClick(shown, Key.Key_PageUp)
    assert title(shown) == "D"
    qtbot.keyClick(shown, Key.Key_Home)
    assert title(shown) == "A"
    qtbot.keyClick(shown, Key.Key_End)
    assert title(shown) == "E"
    qtbot.mouseClick(shown, Qt.MouseButton.RightButton)
    assert title(shown) == "D"
    qtbot.mouseClick(shown, Qt.MouseButton.LeftButton)
    assert title(shown) == "E"


def test_a_number_chooses_the_way_where_it_splits(shown: Presentation, qtbot: QtBot) -> None:
    assert shown.slide is not None
    assert shown.slide.ways == ()
    qtbot.keyClick(shown, Key.Key_Right)
    assert [way[-1] for way in shown.slide.ways] == ["D", "C"]
    assert shown.slide.usual_way == 0
    qtbot.keyClick(shown, Key.Key_2)
    assert title(shown) == "C"
    assert shown.slide.progress == "3 / 5"
    qtbot.keyClick(shown, Key.Key_Right)
    assert title(shown) == "D"
    qtbot.keyClick(shown, Key.Key_Left)
    qtbot.keyClick(shown, Key.Key_Left)
    assert title(shown) == "B"
    qtbot.keyClick(shown, Key.Key_7)
    assert title(shown) == "B", "there is no seventh way"


def test_b_blanks_and_any_key_brings_the_picture_back(shown: Presentation, qtbot: QtBot) -> None:
    qtbot.keyClick(shown, Key.Key_B)
    black = shown.grab().toImage()
    assert {black.pixelColor(x, y).name() for x in range(0, 400, 40) for y in range(0, 300, 30)} == {"#000000"}
    qtbot.keyClick(shown, Key.Key_Right)
    assert title(shown) == "A", "the key only lights the screen"
    assert shown.grab().toImage().pixelColor(3, 3) == QColor(theme.theme().header)


def test_l_changes_the_language_of_everything(shown: Presentation, qtbot: QtBot) -> None:
    qtbot.keyClick(shown, Key.Key_L)
    assert title(shown) == "甲A"
    assert shown.slide is not None
    assert shown.slide.stage == "之前"
    assert "满意" in shown.accessibleName()
    qtbot.keyClick(shown, Key.Key_L)
    assert title(shown) == "A"


def test_escape_ends_and_the_window_is_as_before(window: MainWindow, shown: Presentation, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shown.destroyed):
        qtbot.keyClick(shown, Key.Key_Escape)
    assert window.isVisible()


def test_it_begins_at_the_selected_touchpoint(window: MainWindow, qtbot: QtBot) -> None:
    assert window.map_page is not None
    assert window.session is not None
    points = queries.touchpoints(window.session.state, window.journey_id)
    window.map_page.scene.select([each.id for each in points if each.title["en"] == "D"])
    window.run_command("present")
    (shown,) = window.findChildren(Presentation)
    assert title(shown) == "D"
    assert shown.slide is not None
    assert shown.slide.progress == "3 / 4"
    shown.close()


def test_a_journey_without_ways_is_shown_in_reading_order(open_window: Callable[[Session], MainWindow]) -> None:
    window = open_window(Session.new("empty", ("en", "zh")))
    window.run_command("present")
    (shown,) = window.findChildren(Presentation)
    assert shown.slide is None
    assert "no touchpoints" in shown.accessibleName()
    assert not shown.grab().isNull()
    shown.close()


@pytest.mark.parametrize("size", [(1024, 768), (1920, 1080), (800, 600)])
def test_type_grows_with_the_screen(shown: Presentation, size: tuple[int, int]) -> None:
    shown.showNormal()
    shown.resize(*size)
    QApplication.processEvents()
    picture = shown.grab().toImage()
    ground, ink = QColor(theme.theme().canvas), QColor(theme.theme().ink)
    band = range(round(size[0] * 0.07), round(size[0] * 0.11))
    rows = [
        y
        for x in band
        for y in range(round(size[0] * 0.056), round(size[0] * 0.2))
        if picture.pixelColor(x, y) != ground
    ]
    assert ink.isValid()
    assert (max(rows) - min(rows)) / size[0] > 0.04, "title and face take the same part of every screen"
