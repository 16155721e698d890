"""Commands that undo, delete, copy and find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.edit import fields, stages, touchpoints
from journeymap.model import queries
from journeymap.model.changes import Set
from journeymap.model.records import Connection, Lane, Note, Stage, Touchpoint
from journeymap.ui import clipboard
from journeymap.ui.commands.command import (
    Command,
    always,
    can_redo,
    can_undo,
    chosen_touchpoints,
    has_journey,
    has_selection,
    has_touchpoints_selected,
    map_page,
    session,
    workspace,
)

if TYPE_CHECKING:
    from journeymap.ui.window import MainWindow


def _undo(window: MainWindow) -> None:
    session(window).undo()


def _redo(window: MainWindow) -> None:
    session(window).redo()


def _delete(window: MainWindow) -> None:
    state, scene = session(window).state, map_page(window).scene
    points = scene.selected(Touchpoint)
    ways = scene.selected(Connection)
    headers = [*scene.selected(Stage), *scene.selected(Lane)]
    notes = scene.selected(Note)
    if notes:
        window.run("delete_notes", fields.delete(notes), n=len(notes))
    if points:
        changes = touchpoints.delete(state, points)
        changes += [Set(each, "deleted", True) for each in ways]
        window.run("delete_touchpoints", changes, n=len(points))
    elif ways:
        window.run("delete_connection", fields.delete(ways))
    for record_id in headers:
        key = "delete_stage" if state.get(Stage, record_id) is not None else "delete_lane"
        window.run(key, stages.delete(state, record_id))


def _copy(window: MainWindow) -> None:
    view = workspace(window).own_view
    if view is None or not view.copy():
        clipboard.copy(window)


def _cut(window: MainWindow) -> None:
    view = workspace(window).own_view
    if view is None or not view.cut():
        clipboard.cut(window)


def _paste(window: MainWindow) -> None:
    view = workspace(window).own_view
    if view is None or not view.paste():
        clipboard.paste(window)


def _duplicate(window: MainWindow) -> None:
    chosen = chosen_touchpoints(window)
    new_ids, changes = touchpoints.duplicate(session(window).state, chosen)
    window.run("duplicate", changes, n=len(chosen))
    map_page(window).scene.select(new_ids)


def _select_all(window: MainWindow) -> None:
    map_page(window).scene.select(each.id for each in queries.touchpoints(session(window).state, window.journey_id))


def _rename(window: MainWindow) -> None:
    chosen = map_page(window).scene.selected_ids()
    if chosen:
        map_page(window).view.edit_title(chosen[0])


def _preferences(window: MainWindow) -> None:
    from journeymap.ui.dialogs.preferences import PreferencesDialog

    PreferencesDialog(window).open()


COMMANDS = (
    Command("undo", _undo, "undo", ("Ctrl+Z",), when=can_undo),
    Command("redo", _redo, "redo", ("Ctrl+Shift+Z", "Ctrl+Y"), when=can_redo),
    Command("cut", _cut, "", ("Ctrl+X",), when=has_selection, on_map=True),
    Command("copy", _copy, "", ("Ctrl+C",), when=has_selection, on_map=True),
    Command("paste", _paste, "", ("Ctrl+V",), when=clipboard.can_paste, on_map=True),
    Command("duplicate", _duplicate, "duplicate", ("Ctrl+D",), when=has_touchpoints_selected),
    Command("delete", _delete, "delete", ("Del", "Backspace"), when=has_selection, on_map=True),
    Command("select_all", _select_all, "", ("Ctrl+A",), when=has_journey, on_map=True),
    Command("rename", _rename, "edit", ("F2",), when=has_selection, on_map=True),
    Command("find", lambda window: window.open_palette(), "search", ("Ctrl+K",), when=has_journey),
    Command(
        "find_text", lambda window: workspace(window).open_find(), "search", ("Ctrl+F", "Ctrl+H"), when=has_journey
    ),
    Command("preferences", _preferences, "settings", ("Ctrl+,",), when=always),
)

MENU = (
    "undo",
    "redo",
    "-",
    "cut",
    "copy",
    "paste",
    "duplicate",
    "delete",
    "rename",
    "select_all",
    "-",
    "find",
    "find_text",
    "-",
    "preferences",
)
