"""Commands on the journey as a whole: stages, lanes, arrangement, its path, other journeys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analysis.arrangement import arrange
from journeymap.analysis.graph import journey_graph
from journeymap.edit import journeys, projects, stages
from journeymap.model.changes import Set
from journeymap.model.records import Lane, Stage
from journeymap.ui.canvas import walking
from journeymap.ui.commands import versions
from journeymap.ui.commands.command import (
    Command,
    Run,
    chosen_touchpoints,
    has_journey,
    has_selection,
    has_touchpoints_selected,
    map_page,
    session,
    workspace,
)
from journeymap.ui.words import say

if TYPE_CHECKING:
    from journeymap.ui.window import MainWindow


def _arrange(window: MainWindow) -> None:
    state, chosen = session(window).state, chosen_touchpoints(window)
    wishes = arrange(state, window.journey_id, chosen if len(chosen) > 1 else None)
    changes = [Set(each, field, value) for each, values in wishes.items() for field, value in values.items()]
    window.run("arrange", changes)


def _likeliest_path(window: MainWindow) -> None:
    window.run("choose_path", journeys.choose_path(window.journey_id, ()))


def _choose_path(window: MainWindow) -> None:
    """The likeliest path that passes all selected touchpoints, in the order of the map."""
    from journeymap.analysis.paths import likely_paths

    wanted = set(chosen_touchpoints(window))
    graph = journey_graph(session(window).state, window.journey_id)
    for _, path in zip(range(2_000), likely_paths(graph), strict=False):
        if wanted <= set(path.touchpoint_ids):
            window.run("choose_path", journeys.choose_path(window.journey_id, path.touchpoint_ids))
            return
    window.notice.tell(say("map.no_path"))


def _new_journey(window: MainWindow) -> None:
    journey, changes = projects.new_journey(session(window).state)
    window.run("new_journey", changes)
    window.show_journey(journey.id)


def _new_persona(window: MainWindow) -> None:
    persona, changes = journeys.add_persona(session(window).state, window.journey_id)
    window.run("new_persona", changes)
    workspace(window).inspect([persona.id])


def _discover(window: MainWindow) -> None:
    from journeymap.ui.dialogs.discover import ask_for_log

    ask_for_log(window)


def _stage_of_selection(window: MainWindow) -> str | None:
    """The selected stage, or that of the selected touchpoint."""
    scene = map_page(window).scene
    home = scene.layout.home(each) if (each := next(iter(chosen_touchpoints(window)), None)) else None
    return next(iter(scene.selected(Stage)), home[0] if home else None)


def _lane_of_selection(window: MainWindow) -> str | None:
    scene = map_page(window).scene
    home = scene.layout.home(each) if (each := next(iter(chosen_touchpoints(window)), None)) else None
    return next(iter(scene.selected(Lane)), home[1] if home else None)


def _resize(dx: float, dy: float) -> Run:
    """The stage of the selection wider, or its lane taller, by so many map units."""

    def do(window: MainWindow) -> None:
        from journeymap.ui.canvas.tools.headers import resize

        layout = map_page(window).scene.layout
        record_id = _stage_of_selection(window) if dx else _lane_of_selection(window)
        if record_id is not None:
            shown = layout.stages[record_id].width if dx else layout.lanes[record_id].height
            resize(map_page(window).view, record_id, shown + dx + dy)

    return do


def _split_stage(window: MainWindow) -> None:
    """Split a stage where the menu was opened, or before the selected touchpoint."""
    page, state = map_page(window), session(window).state
    layout, place = page.scene.layout, page.view.menu_place
    chosen = next(iter(chosen_touchpoints(window)), None)
    stage_id = _stage_of_selection(window)
    if place is not None:
        x = place.x()
        stage_id = next((each for each, rect in layout.stages.items() if rect.x <= x <= rect.right), stage_id)
    elif chosen is not None:
        x = layout.cards[chosen].x - 1
    else:
        return
    if stage_id is None:
        return
    moved = [each for each in walking.in_stage(layout, stage_id) if layout.cards[each].center[0] > x]
    stage, changes = stages.split(state, stage_id, moved, shift=x - layout.stages[stage_id].x)
    if stage is not None:
        page.view.run_new(stage.id, "split_stage", changes)


def _merge_stages(window: MainWindow) -> None:
    """The stage of the selection with the one behind it; several selected ones with each other."""
    page, state = map_page(window), session(window).state
    stage_id = _stage_of_selection(window)
    if stage_id is not None:
        changes = stages.merge(state, stage_id, shift=page.scene.layout.stages[stage_id].width)
        window.run("merge_stages", changes)
        page.view.go_to(stage_id)


def _has_stage(window: MainWindow) -> bool:
    return window.map_page is not None and _stage_of_selection(window) is not None


def _has_next_stage(window: MainWindow) -> bool:
    if not _has_stage(window):
        return False
    return _stage_of_selection(window) != list(map_page(window).scene.layout.stages)[-1]


COMMANDS = (
    Command("new_journey", _new_journey, "journey", ("Ctrl+Shift+J",)),
    Command("new_persona", _new_persona, "persona", ("Ctrl+Shift+N",)),
    Command("discover", _discover, "finding_ok"),
    Command(
        "add_stage", lambda window: map_page(window).view.add_stage(), "stage", ("Ctrl+Shift+G",), when=has_journey
    ),
    Command("add_lane", lambda window: map_page(window).view.add_lane(), "layers", ("Ctrl+Shift+L",), when=has_journey),
    Command("split_stage", _split_stage, "split_stage", ("Ctrl+Alt+S",), when=_has_stage, on_map=True),
    Command("merge_stages", _merge_stages, "merge_stages", ("Ctrl+Alt+J",), when=_has_next_stage, on_map=True),
    Command("wider", _resize(40, 0), "", ("Alt+Shift+Right",), when=has_selection, on_map=True),
    Command("narrower", _resize(-40, 0), "", ("Alt+Shift+Left",), when=has_selection, on_map=True),
    Command("taller", _resize(0, 40), "", ("Alt+Shift+Down",), when=has_selection, on_map=True),
    Command("lower", _resize(0, -40), "", ("Alt+Shift+Up",), when=has_selection, on_map=True),
    Command("arrange", _arrange, "arrange", ("Ctrl+Shift+A",), when=has_journey),
    Command("likeliest_path", _likeliest_path, "path", when=has_journey),
    Command("choose_path", _choose_path, "path", ("Ctrl+Shift+H",), when=has_touchpoints_selected),
    *versions.COMMANDS,
)

MENU = (
    "new_journey",
    "new_persona",
    "discover",
    "-",
    *versions.ROWS,
    "-",
    *versions.INSIDE,
    "-",
    *versions.REVIEW,
    "-",
    "add_stage",
    "add_lane",
    "split_stage",
    "merge_stages",
    ">sizes",
    "wider",
    "narrower",
    "taller",
    "lower",
    "<",
    "-",
    "arrange",
    "likeliest_path",
    "choose_path",
)
