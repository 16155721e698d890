"""What each command of the table does to a window and its project."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from journeymap.analysis.arrangement import arrange
from journeymap.analysis.graph import journey_graph
from journeymap.edit import annotations as notes
from journeymap.edit import fields, journeys, stages, touchpoints
from journeymap.model import queries
from journeymap.model.changes import Change, Label, Set
from journeymap.model.records import Connection, Lane, Record, Stage, Touchpoint
from journeymap.model.text import LocalText
from journeymap.ui import files
from journeymap.ui.words import say

if TYPE_CHECKING:
    from journeymap.session import Session
    from journeymap.ui.views.map import MapPage
    from journeymap.ui.window import MainWindow
    from journeymap.ui.workspace import Workspace

Run = Callable[["MainWindow"], None]


def run(window: MainWindow, command_id: str) -> None:
    """Do a command by its id."""
    prefix, _, rest = command_id.partition("_")
    match prefix:
        case "tool":
            _map(window).view.set_mode(rest)
        case "emotion":
            _set_emotion(window, int(rest))
        case "language":
            window.set_language(rest)
        case "theme":
            window.set_theme(rest)
        case _:
            _COMMANDS[command_id](window)


def label_words(found: Label) -> str:
    """A change set's label in words; a value that is itself a key of words is put in as words."""
    values = {}
    for name, value in found.values:
        values[name] = say(value) if name == "field" else value
    return say(f"change.{found.key}", **values)


def chosen_touchpoints(window: MainWindow) -> list[str]:
    """The selected touchpoints, on the map or in the table."""
    return window.map_page.scene.selected(Touchpoint) if window.map_page is not None else []


def touchpoints_linked_to(window: MainWindow, element_id: str) -> list[str]:
    """The touchpoints that are linked to an element, themselves or by an annotation."""
    state = _session(window).state
    return [
        point.id
        for point in queries.touchpoints(state, window.journey_id)
        if any(
            link.element_id == element_id
            for subject in queries.subjects_of_touchpoint(state, point.id)
            for link in queries.model_links(state, subject.id)
        )
    ]


def _workspace(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def _map(window: MainWindow) -> MapPage:
    return _workspace(window).map_page


def _session(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def _undo(window: MainWindow) -> None:
    _session(window).undo()


def _redo(window: MainWindow) -> None:
    _session(window).redo()


def _new(window: MainWindow) -> None:
    if files.may_close(window):
        window.set_session(None)


def _close(window: MainWindow) -> None:
    if files.may_close(window):
        window.set_session(None)


def _save(window: MainWindow) -> None:
    files.save(window)


def _quit(window: MainWindow) -> None:
    window.close()


def _export(window: MainWindow) -> None:
    from journeymap.ui.dialogs.export import ExportDialog

    ExportDialog(window, _session(window), window.journey_id).open()


def _delete(window: MainWindow) -> None:
    state, scene = _session(window).state, _map(window).scene
    points = scene.selected(Touchpoint)
    ways = scene.selected(Connection)
    headers = [*scene.selected(Stage), *scene.selected(Lane)]
    if points:
        changes = touchpoints.delete(state, points)
        changes += [Set(each, "deleted", True) for each in ways]
        window.run("delete_touchpoints", changes, n=len(points))
    elif ways:
        window.run("delete_connection", fields.delete(ways))
    for record_id in headers:
        key = "delete_stage" if state.get(Stage, record_id) is not None else "delete_lane"
        window.run(key, stages.delete(state, record_id))


def _duplicate(window: MainWindow) -> None:
    chosen = chosen_touchpoints(window)
    new_ids, changes = touchpoints.duplicate(_session(window).state, chosen)
    window.run("duplicate", changes, n=len(chosen))
    _map(window).scene.select(new_ids)


def _select_all(window: MainWindow) -> None:
    _map(window).scene.select(each.id for each in queries.touchpoints(_session(window).state, window.journey_id))


def _rename(window: MainWindow) -> None:
    chosen = _map(window).scene.selected_ids()
    if chosen:
        _map(window).view.edit_title(chosen[0])


def _set_emotion(window: MainWindow, emotion: int) -> None:
    window.run("set_emotion", fields.set_field(chosen_touchpoints(window), "emotion", emotion))


def _annotate(add: Callable[..., tuple[Record, list[Change]]], key: str, **options: str) -> Run:
    def do(window: MainWindow) -> None:
        chosen = chosen_touchpoints(window)
        if chosen:
            record, changes = add(_session(window).state, chosen[0], **options)
            window.run(key, changes)
            _workspace(window).inspect_now()
            _workspace(window).inspector.refresh()
            _workspace(window).inspector.focus_record(record.id)

    return do


def _toggle_goal(window: MainWindow) -> None:
    state, chosen = _session(window).state, chosen_touchpoints(window)
    points = [point for each in chosen if (point := state.get(Touchpoint, each)) is not None]
    value = not all(point.is_goal for point in points)
    window.run("set_field", fields.set_field(chosen, "is_goal", value), field="goal")


def _move(stage_step: int, lane_step: int) -> Run:
    def do(window: MainWindow) -> None:
        chosen = chosen_touchpoints(window)
        changes = touchpoints.move_by_keys(_session(window).state, chosen, stage_step, lane_step)
        window.run("move_touchpoints", changes, n=len(chosen))

    return do


def _arrange(window: MainWindow) -> None:
    state, chosen = _session(window).state, chosen_touchpoints(window)
    wishes = arrange(state, window.journey_id, chosen if len(chosen) > 1 else None)
    changes = [Set(each, field, value) for each, values in wishes.items() for field, value in values.items()]
    window.run("arrange", changes)


def _likeliest_path(window: MainWindow) -> None:
    window.run("choose_path", journeys.choose_path(window.journey_id, ()))


def _choose_path(window: MainWindow) -> None:
    """The likeliest path that passes all selected touchpoints, in the order of the map."""
    from journeymap.analysis.paths import likely_paths

    wanted = set(chosen_touchpoints(window))
    graph = journey_graph(_session(window).state, window.journey_id)
    for _, path in zip(range(2_000), likely_paths(graph), strict=False):
        if wanted <= set(path.touchpoint_ids):
            window.run("choose_path", journeys.choose_path(window.journey_id, path.touchpoint_ids))
            return
    window.notice.tell(say("map.no_path"))


def _new_journey(window: MainWindow) -> None:
    titles = [
        LocalText(en=en, zh=zh)
        for en, zh in (("Before", "之前"), ("Begin", "开始"), ("During", "办理"), ("After", "之后"))
    ]
    lanes = [
        (kind, LocalText(en=say_en, zh=say_zh))
        for kind, say_en, say_zh in (
            ("citizen", "Citizen", "民众"), ("frontstage", "Front stage", "前台"), ("backstage", "Backstage", "后台"),
        )
    ]  # fmt: skip
    title = LocalText(en="New journey", zh="新旅程")
    journey, changes = journeys.add(_session(window).state, title, titles, lanes)
    window.run("new_journey", changes)
    window.show_journey(journey.id)


def _new_persona(window: MainWindow) -> None:
    persona, changes = journeys.add_persona(_session(window).state, window.journey_id)
    window.run("new_persona", changes)
    _workspace(window).inspect([persona.id])


def _discover(window: MainWindow) -> None:
    from journeymap.ui.dialogs.discover import ask_for_log

    ask_for_log(window)


def _delete_journey(window: MainWindow) -> None:
    window.run("delete_journey", journeys.delete(_session(window).state, window.journey_id))


def _connect_to(window: MainWindow) -> None:
    from journeymap.ui.canvas.tools.keyboard_connect import KeyboardConnect

    chosen = chosen_touchpoints(window)
    if len(chosen) >= 2:
        for source_id, target_id in pairwise(chosen):
            _, changes = touchpoints.connect(_session(window).state, source_id, target_id)
            window.run("connect", changes)
    elif chosen:
        window.notice.tell(say("map.connect_hint"))
        KeyboardConnect(_map(window).view, chosen[0])


def _zoom(factor: float) -> Run:
    return lambda window: _map(window).view.zoom(factor)


def _toggle_strip(window: MainWindow) -> None:
    scene = _map(window).scene
    scene.show_strip = not scene.show_strip
    scene.refresh()


def _toggle_navigator(window: MainWindow) -> None:
    navigator = _workspace(window).navigator
    navigator.setVisible(navigator.isHidden())


def _toggle_inspector(window: MainWindow) -> None:
    workspace = _workspace(window)
    workspace.want_inspector(not workspace.inspector_wanted)


def _unverified_rows(window: MainWindow) -> None:
    window.settings.show_unverified = not window.settings.show_unverified
    window.use_catalogue()


def _own_catalogue(window: MainWindow) -> None:
    name, _ = QFileDialog.getOpenFileName(window, say("action.own_catalogue"), "", say("dialog.catalogue_filter"))
    if name:
        window.settings.own_catalogue = Path(name)
        window.use_catalogue()


def _shipped_catalogue(window: MainWindow) -> None:
    window.settings.own_catalogue = None
    window.use_catalogue()


def _keys(window: MainWindow) -> None:
    from journeymap.ui.dialogs.keys import KeysDialog

    KeysDialog(window).open()


def _about(window: MainWindow) -> None:
    from journeymap.ui.dialogs.keys import AboutDialog

    AboutDialog(window).open()


_COMMANDS: dict[str, Run] = {
    "new": _new,
    "open": files.open_asked,
    "save": _save,
    "save_as": files.save_as,
    "export": _export,
    "close": _close,
    "quit": _quit,
    "undo": _undo,
    "redo": _redo,
    "duplicate": _duplicate,
    "delete": _delete,
    "select_all": _select_all,
    "rename": _rename,
    "find": lambda window: window.open_palette(),
    "add_next": lambda window: _map(window).view.add_next(),
    "add_next_lane": lambda window: _map(window).view.add_next_in(lane_step=1),
    "add_next_stage": lambda window: _map(window).view.add_next_in(stage_step=1),
    "add_stage": lambda window: _map(window).view.add_stage(),
    "add_lane": lambda window: _map(window).view.add_lane(),
    "connect_to": _connect_to,
    "add_expectation": _annotate(notes.add_expectation, "add_expectation"),
    "add_pain_point": _annotate(notes.add_pain_point, "add_pain_point"),
    "add_surprise": _annotate(notes.add_opportunity, "add_surprise", kind="surprise"),
    "toggle_goal": _toggle_goal,
    "move_left": _move(-1, 0),
    "move_right": _move(1, 0),
    "move_up": _move(0, -1),
    "move_down": _move(0, 1),
    "arrange": _arrange,
    "likeliest_path": _likeliest_path,
    "choose_path": _choose_path,
    "new_journey": _new_journey,
    "new_persona": _new_persona,
    "discover": _discover,
    "delete_journey": _delete_journey,
    "zoom_in": _zoom(1.2),
    "zoom_out": _zoom(1 / 1.2),
    "zoom_100": lambda window: _map(window).view.zoom_to(1.0),
    "fit": lambda window: _map(window).view.fit(),
    "zoom_selection": lambda window: _map(window).view.show_records(_map(window).scene.selected_ids()),
    "toggle_strip": _toggle_strip,
    "toggle_navigator": _toggle_navigator,
    "toggle_inspector": _toggle_inspector,
    "unverified_rows": _unverified_rows,
    "own_catalogue": _own_catalogue,
    "shipped_catalogue": _shipped_catalogue,
    "keys": _keys,
    "about": _about,
}
