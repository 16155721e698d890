"""Commands on what is shown and how: tools, zoom, panels, language, theme, catalogue."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from journeymap.ui import panes
from journeymap.ui.commands.command import (
    Command,
    Run,
    always,
    chosen_touchpoints,
    has_journey,
    has_own_catalogue,
    has_selection,
    has_session,
    map_page,
    session,
    view_in_sight,
    workspace,
)
from journeymap.ui.settings import SCALES
from journeymap.ui.words import say
from journeymap.ui.workspace import VIEWS

if TYPE_CHECKING:
    from journeymap.ui.window import MainWindow


_ICONS = {
    "map": "journey", "table": "menu", "paths": "path", "model": "model_element", "opportunities": "surprise",
    "compare": "compare", "evidence": "evidence",
}  # fmt: skip
_KEYS = {"compare": ("Ctrl+Shift+B",), "evidence": ("Ctrl+Alt+E",)}


def _zoom(factor: float) -> Run:
    return lambda window: view_in_sight(window).zoom(factor)


def _toggle_mini_map(window: MainWindow) -> None:
    mini_map = map_page(window).mini_map
    mini_map.want(not mini_map.is_wanted)


def _toggle_strip(window: MainWindow) -> None:
    scene = map_page(window).scene
    scene.show_strip = not scene.show_strip
    scene.refresh()


def _toggle_navigator(window: MainWindow) -> None:
    navigator = workspace(window).navigator
    navigator.setVisible(navigator.isHidden())


def _toggle_inspector(window: MainWindow) -> None:
    here = workspace(window)
    here.want_inspector(not here.inspector_wanted)


def _toggle_history(window: MainWindow) -> None:
    panel = workspace(window).history
    workspace(window).show_history(panel.isHidden())
    if panel.isHidden():
        workspace(window).focus_view()
    else:
        panel.list.setFocus()


def _unverified_rows(window: MainWindow) -> None:
    window.settings.show_unverified = not window.settings.show_unverified
    window.use_catalogue()


def _high_contrast(window: MainWindow) -> None:
    window.set_contrast(not window.settings.contrast)


def _resize(steps: int) -> Run:
    """The next larger or smaller scale."""

    def do(window: MainWindow) -> None:
        here = min(range(len(SCALES)), key=lambda place: abs(SCALES[place] - window.settings.scale))
        window.set_scale(SCALES[min(max(here + steps, 0), len(SCALES) - 1)])

    return do


def _full_screen(window: MainWindow) -> None:
    window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)


def _present(window: MainWindow) -> None:
    from journeymap.ui.views.present import present

    chosen = chosen_touchpoints(window)
    present(window, session(window), window.journey_id, chosen[0] if len(chosen) == 1 else None)


def _own_catalogue(window: MainWindow) -> None:
    name, _ = QFileDialog.getOpenFileName(window, say("action.own_catalogue"), "", say("dialog.catalogue_filter"))
    if name:
        window.settings.own_catalogue = Path(name)
        window.use_catalogue()


def _shipped_catalogue(window: MainWindow) -> None:
    window.settings.own_catalogue = None
    window.use_catalogue()


def _tool(mode: str) -> Run:
    return lambda window: map_page(window).view.set_mode(mode)


def _view(name: str) -> Run:
    return lambda window: workspace(window).show_view(name)


def _next_view(by: int) -> Run:
    """The view of the next tab, or of the one before, round and round."""

    def do(window: MainWindow) -> None:
        here = workspace(window)
        here.show_view(VIEWS[(here.view_place(here.view_name) + by) % len(VIEWS)])
        here.focus_view()

    return do


COMMANDS = (
    *(Command(f"view_{name}", _view(name), _ICONS[name], _KEYS.get(name, ()), when=has_journey) for name in VIEWS),
    Command("next_view", _next_view(1), keys=("Ctrl+PgDown",), when=has_journey),
    Command("previous_view", _next_view(-1), keys=("Ctrl+PgUp",), when=has_journey),
    Command("tool_select", _tool("select"), "select", ("Ctrl+1",), when=has_journey, checkable=True, group="tool"),
    Command("tool_add", _tool("add"), "add_touchpoint", ("Ctrl+2",), when=has_journey, checkable=True, group="tool"),
    Command("tool_connect", _tool("connect"), "connect", ("Ctrl+3",), when=has_journey, checkable=True, group="tool"),
    Command("tool_pan", _tool("pan"), "hand", ("Ctrl+4",), when=has_journey, checkable=True, group="tool"),
    Command("zoom_in", _zoom(1.2), "zoom_in", ("Ctrl++", "Ctrl+="), when=has_journey),
    Command("zoom_out", _zoom(1 / 1.2), "zoom_out", ("Ctrl+-",), when=has_journey),
    Command("zoom_100", lambda window: view_in_sight(window).zoom_to(1.0), "", ("Ctrl+0",), when=has_journey),
    Command("fit", lambda window: view_in_sight(window).fit(), "fit", ("Ctrl+9",), when=has_journey),
    Command(
        "zoom_selection",
        lambda window: map_page(window).view.show_records(map_page(window).scene.selected_ids()),
        "",
        ("Ctrl+8",),
        when=has_selection,
    ),
    Command("mini_map", _toggle_mini_map, "overview", ("Ctrl+Shift+M",), when=has_journey, checkable=True),
    Command("next_pane", lambda window: panes.step(window, 1), keys=("F6",)),
    Command("previous_pane", lambda window: panes.step(window, -1), keys=("Shift+F6",)),
    Command("toggle_strip", _toggle_strip, "curve", ("Ctrl+Shift+K",), when=has_journey, checkable=True),
    Command("toggle_navigator", _toggle_navigator, "", ("Ctrl+Shift+1",), when=has_session, checkable=True),
    Command("toggle_inspector", _toggle_inspector, "", ("Ctrl+Shift+2",), when=has_session, checkable=True),
    Command("history", _toggle_history, "time", ("Ctrl+Shift+Y",), when=has_session, checkable=True),
    Command("language_en", lambda window: window.set_language("en"), when=always, checkable=True, group="language"),
    Command("language_zh", lambda window: window.set_language("zh"), when=always, checkable=True, group="language"),
    Command("unverified_rows", _unverified_rows, when=always, checkable=True),
    Command("own_catalogue", _own_catalogue, when=always),
    Command("shipped_catalogue", _shipped_catalogue, when=has_own_catalogue),
    Command("theme_system", lambda window: window.set_theme("system"), when=always, checkable=True, group="theme"),
    Command("theme_light", lambda window: window.set_theme("light"), when=always, checkable=True, group="theme"),
    Command("theme_dark", lambda window: window.set_theme("dark"), when=always, checkable=True, group="theme"),
    Command("high_contrast", _high_contrast, when=always, checkable=True),
    Command("larger", _resize(1), when=always),
    Command("smaller", _resize(-1), when=always),
    Command("full_screen", _full_screen, "fit", ("F11",), when=always, checkable=True),
    Command(
        "filter",
        lambda window: workspace(window).filter_bar.open_for(window.journey_id),
        "filter",
        ("Ctrl+Shift+F",),
        when=has_journey,
    ),
    Command("present", _present, "present", ("F5",), when=has_journey),
)

MENU = (
    ">views",
    *(f"view_{name}" for name in VIEWS),
    "-",
    "next_view",
    "previous_view",
    "next_pane",
    "previous_pane",
    "<",
    "-",
    "tool_select",
    "tool_add",
    "tool_connect",
    "tool_pan",
    "-",
    "zoom_in",
    "zoom_out",
    "zoom_100",
    "fit",
    "zoom_selection",
    "-",
    "mini_map",
    "toggle_strip",
    "toggle_navigator",
    "toggle_inspector",
    "history",
    "-",
    "filter",
    "present",
    "full_screen",
    "-",
    ">looks",
    "language_zh",
    "language_en",
    "-",
    "theme_system",
    "theme_light",
    "theme_dark",
    "high_contrast",
    "-",
    "larger",
    "smaller",
    "<",
    ">catalogue",
    "unverified_rows",
    "own_catalogue",
    "shipped_catalogue",
    "<",
)
