"""Commands on connections: walk onto them, lead them elsewhere, say what kind they are."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from journeymap.edit import connections, touchpoints
from journeymap.model.records import Connection
from journeymap.model.values import CONNECTION_KINDS
from journeymap.ui.commands.command import (
    Command,
    Run,
    chosen_touchpoints,
    has_connections_selected,
    has_selection,
    has_touchpoints_selected,
    map_page,
    session,
)
from journeymap.ui.words import say

if TYPE_CHECKING:
    from journeymap.ui.window import MainWindow


def chosen_connections(window: MainWindow) -> list[str]:
    """The selected connections."""
    return window.map_page.scene.selected(Connection) if window.map_page is not None else []


def kinds_selected(window: MainWindow) -> set[str]:
    """The kinds of the selected connections."""
    state = window.session.state if window.session is not None else None
    found = (state.get(Connection, each) for each in chosen_connections(window)) if state is not None else ()
    return {each.kind for each in found if each is not None}


def _connect_to(window: MainWindow) -> None:
    """Several touchpoints are connected one after the other; from a single one, or for a connection, the keys choose."""
    from journeymap.ui.canvas.tools import keyboard_connect

    chosen, ways = chosen_touchpoints(window), chosen_connections(window)
    if len(chosen) >= 2:
        for source_id, target_id in pairwise(chosen):
            _, changes = touchpoints.connect(session(window).state, source_id, target_id)
            window.run("connect", changes)
    elif chosen:
        window.notice.tell(say("map.connect_hint"))
        keyboard_connect.connect_from(map_page(window).view, chosen[0])
    elif ways:
        _reconnect(window, at_start=False)


def _reconnect(window: MainWindow, *, at_start: bool) -> None:
    from journeymap.ui.canvas.tools import keyboard_connect

    window.notice.tell(say("map.reconnect_hint"))
    keyboard_connect.reconnect(map_page(window).view, chosen_connections(window)[-1], at_start=at_start)


def _set_kind(kind: str) -> Run:
    def do(window: MainWindow) -> None:
        changes = connections.set_kind(session(window).state, chosen_connections(window), kind)
        window.run("set_connection_kind", changes)

    return do


def _can_connect(window: MainWindow) -> bool:
    return has_touchpoints_selected(window) or has_connections_selected(window)


KINDS = tuple(f"way_{kind}" for kind in CONNECTION_KINDS)
COMMANDS = (
    Command("connect_to", _connect_to, "connect", ("Ctrl+L",), when=_can_connect, on_map=True),
    Command(
        "reconnect_start",
        lambda window: _reconnect(window, at_start=True),
        "",
        ("Ctrl+Alt+L",),
        when=has_connections_selected,
        on_map=True,
    ),
    Command(
        "way_out",
        lambda window: map_page(window).view.walk_way(out=True),
        "",
        ("Ctrl+Right",),
        when=has_selection,
        on_map=True,
    ),
    Command(
        "way_in",
        lambda window: map_page(window).view.walk_way(out=False),
        "",
        ("Ctrl+Left",),
        when=has_selection,
        on_map=True,
    ),
    *(
        Command(f"way_{kind}", _set_kind(kind), when=has_connections_selected, checkable=True)
        for kind in CONNECTION_KINDS
    ),
)

MENU = ("connect_to", "reconnect_start", "-", "way_out", "way_in", "-", *KINDS)
