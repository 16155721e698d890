"""What a command is, when it can be used, and how it gets at the parts of its window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.model.records import Connection, Touchpoint

if TYPE_CHECKING:
    from journeymap.session import Session
    from journeymap.ui.canvas.navigation import NavigableView
    from journeymap.ui.views.map import MapPage
    from journeymap.ui.window import MainWindow
    from journeymap.ui.workspace import Workspace

Run = Callable[["MainWindow"], None]
When = Callable[["MainWindow"], bool]


# the parts of a window that has a project


def workspace(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def map_page(window: MainWindow) -> MapPage:
    return workspace(window).map_page


def view_in_sight(window: MainWindow) -> NavigableView:
    """The map that is in sight; the one that people work on where there is none."""
    from journeymap.ui.canvas.navigation import NavigableView

    shown = workspace(window).views.currentWidget()
    found = shown.findChild(NavigableView) if shown is not None else None
    return found if isinstance(found, NavigableView) and found.isVisible() else map_page(window).view


def session(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def chosen_touchpoints(window: MainWindow) -> list[str]:
    """The selected touchpoints, on the map or in the table."""
    return window.map_page.scene.selected(Touchpoint) if window.map_page is not None else []


# when a command can be used


def always(_window: MainWindow) -> bool:
    return True


def has_session(window: MainWindow) -> bool:
    return window.session is not None


def has_own_catalogue(window: MainWindow) -> bool:
    return window.settings.own_catalogue is not None


def has_journey(window: MainWindow) -> bool:
    return bool(window.journey_id)


def has_selection(window: MainWindow) -> bool:
    return window.map_page is not None and bool(window.map_page.scene.selectedItems())


def has_touchpoints_selected(window: MainWindow) -> bool:
    return bool(chosen_touchpoints(window))


def has_connections_selected(window: MainWindow) -> bool:
    return window.map_page is not None and bool(window.map_page.scene.selected(Connection))


def can_undo(window: MainWindow) -> bool:
    return window.session is not None and window.session.history.undo_label is not None


def can_redo(window: MainWindow) -> bool:
    return window.session is not None and window.session.history.redo_label is not None


@dataclass(frozen=True, slots=True)
class Command:
    """One command: what it does, its icon, its keys, and when it can be used. Its words are `action.<id>`."""

    id: str
    run: Run
    icon: str = ""
    keys: tuple[str, ...] = ()
    when: When = has_session
    checkable: bool = False
    group: str = ""
    on_map: bool = False
    """Its keys are also keys of text fields: they work only while the map has the focus."""
