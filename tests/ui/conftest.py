"""Real windows, driven as people drive them: by mouse and keys."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journeymap.model import queries
from journeymap.model.records import Touchpoint
from journeymap.session import Session
from journeymap.ui.settings import Settings
from journeymap.ui.window import MainWindow
from journeymap.ui.words import set_language


class Hand:
    """A person at the map: places are given in map units, as the layout has them."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window
        self.actions = 0
        """Clicks, drags and keys so far, typing aside."""

    @property
    def view(self):  # type: ignore[no-untyped-def]
        assert self.window.map_page is not None
        return self.window.map_page.view

    @property
    def scene(self):  # type: ignore[no-untyped-def]
        return self.view.map_scene

    def spot(self, place: QPointF) -> QPoint:
        return self.view.mapFromScene(place)

    def click(self, place: QPointF, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.actions += 1
        self.qtbot.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, modifier, self.spot(place))

    def double_click(self, place: QPointF) -> None:
        self.actions += 1
        self.qtbot.mouseDClick(self.view.viewport(), Qt.MouseButton.LeftButton, pos=self.spot(place))

    def drag(self, start: QPointF, end: QPointF, *, drop: bool = True) -> None:
        self.actions += 1
        port, button = self.view.viewport(), Qt.MouseButton.LeftButton
        self.qtbot.mousePress(port, button, pos=self.spot(start))
        for step in (0.3, 0.7, 1.0):
            self.qtbot.mouseMove(port, self.spot(start + (end - start) * step))
        if drop:
            self.qtbot.mouseRelease(port, button, pos=self.spot(end))

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.actions += 1
        target = self.view.editor or self.view
        self.qtbot.keyClick(target, key, modifier)

    def type(self, text: str) -> None:
        self.qtbot.keyClicks(self.view.editor or self.view, text)

    def cell(self, stage: int, lane: int) -> QPointF:
        """The middle of an empty part of a cell: near its left top."""
        stages, lanes = list(self.scene.layout.stages.values()), list(self.scene.layout.lanes.values())
        return QPointF(stages[stage].x + stages[stage].width / 2, lanes[lane].y + lanes[lane].height / 2)

    def centre(self, title: str) -> QPointF:
        return self.scene.card(self.point(title).id).sceneBoundingRect().center()

    def handle(self, title: str) -> QPointF:
        card = self.scene.card(self.point(title).id)
        return card.pos() + QPointF(card.card_rect.right(), card.card_rect.center().y())

    def points(self) -> list[Touchpoint]:
        return queries.touchpoints(self.window.session.state, self.window.journey_id)  # type: ignore[union-attr]

    def titles(self) -> list[str]:
        return [each.title.shown_in("en") for each in self.points()]

    def point(self, title: str) -> Touchpoint:
        return next(each for each in self.points() if each.title.shown_in("en") == title)

    def first_way(self) -> str:
        """The id of the first connection of the journey."""
        return queries.connections(self.window.session.state, self.window.journey_id)[0].id  # type: ignore[union-attr]

    def ways(self) -> set[tuple[str, str, str]]:
        names = {each.id: each.title.shown_in("en") for each in self.points()}
        found = queries.connections(self.window.session.state, self.window.journey_id)  # type: ignore[union-attr]
        return {(names[each.source_id], names[each.target_id], each.kind) for each in found}


@pytest.fixture(autouse=True)
def background_ends() -> Iterator[None]:
    """Work that nobody waits for any more may still be under way at the end of a test; it ends before the next begins."""
    yield
    for thread in threading.enumerate():
        if thread.name == "journeymap-work":
            thread.join(timeout=60)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of somebody who has seen the first steps; cards jump, so that a test need not wait for them."""
    settings = Settings(tmp_path / "settings.ini")
    settings.toured, settings.animations = True, False
    return settings


@pytest.fixture
def open_window(qtbot: QtBot, settings: Settings) -> Iterator[Callable[[Session | None], MainWindow]]:
    """Opens a real window on a session, or on the start page; closes it without questions."""
    windows: list[MainWindow] = []

    def make(session: Session | None) -> MainWindow:
        set_language("en")
        window = MainWindow(settings)
        windows.append(window)
        window.resize(1500, 950)
        window.show()
        window.set_session(session)
        QApplication.processEvents()
        return window

    yield make
    for window in windows:
        window.set_session(None)
        window.close()
        window.deleteLater()
    QApplication.processEvents()


@pytest.fixture
def hand(qtbot: QtBot, open_window: Callable[[Session], MainWindow]) -> Hand:
    """A person in front of an empty journey."""
    window = open_window(Session.new("empty", ("en", "zh")))
    return Hand(qtbot, window)
