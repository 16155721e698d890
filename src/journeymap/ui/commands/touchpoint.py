"""Commands on touchpoints: add, connect, feel, annotate, move."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from journeymap.edit import annotations as notes
from journeymap.edit import comments, fields, grouping, stages, touchpoints
from journeymap.model import queries
from journeymap.model.changes import Change
from journeymap.model.records import Lane, Note, Record, Stage, Touchpoint
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

if TYPE_CHECKING:
    from journeymap.ui.window import MainWindow


NUDGE = 20
"""How far a key moves a sticky note, in map units."""


def _set_emotion(emotion: int) -> Run:
    def do(window: MainWindow) -> None:
        window.run("set_emotion", fields.set_field(chosen_touchpoints(window), "emotion", emotion))

    return do


def _annotate(add: Callable[..., tuple[Record, list[Change]]], key: str, **options: str) -> Run:
    def do(window: MainWindow) -> None:
        chosen = chosen_touchpoints(window)
        if chosen:
            record, changes = add(session(window).state, chosen[0], **options)
            window.run(key, changes)
            workspace(window).inspect_now()
            workspace(window).inspector.refresh()
            workspace(window).inspector.focus_record(record.id)

    return do


def _toggle_goal(window: MainWindow) -> None:
    state, chosen = session(window).state, chosen_touchpoints(window)
    points = [point for each in chosen if (point := state.get(Touchpoint, each)) is not None]
    value = not all(point.is_goal for point in points)
    window.run("set_field", fields.set_field(chosen, "is_goal", value), field="goal")


def _move(stage_step: int, lane_step: int) -> Run:
    """Touchpoints to other stages and lanes; a selected stage or lane along its row; a note a little way."""

    def do(window: MainWindow) -> None:
        state, scene = session(window).state, map_page(window).scene
        chosen = chosen_touchpoints(window)
        if chosen:
            changes = touchpoints.move_by_keys(state, chosen, stage_step, lane_step)
            window.run("move_touchpoints", changes, n=len(chosen))
        nudged = [
            change for each in scene.selected(Note)
            for change in comments.nudge(state, each, stage_step * NUDGE, lane_step * NUDGE)
        ]  # fmt: skip
        if nudged:
            window.run("move_notes", nudged, n=len(scene.selected(Note)))
        for stage_id in scene.selected(Stage) if stage_step and not chosen else ():
            window.run("move_stage", stages.move_by(state, stage_id, stage_step))
        for lane_id in scene.selected(Lane) if lane_step and not chosen else ():
            window.run("move_lane", stages.move_by(state, lane_id, lane_step))

    return do


def _group(window: MainWindow) -> None:
    state, chosen = session(window).state, chosen_touchpoints(window)
    standing, changes = grouping.group(state, chosen, grouping.proposed_title(state, chosen))
    if standing is not None:
        map_page(window).view.run_new(standing.id, "group", changes)


def _dissolve(window: MainWindow) -> None:
    state = session(window).state
    inside: list[str] = []
    for touchpoint_id in chosen_touchpoints(window):
        point = state.get(Touchpoint, touchpoint_id)
        changes = grouping.dissolve(state, touchpoint_id)
        if point is not None and changes:
            inside += [each.id for each in queries.touchpoints(state, point.sub_journey_id or "")]
            window.run("dissolve", changes)
    map_page(window).scene.select(inside)


def _has_several(window: MainWindow) -> bool:
    return len(chosen_touchpoints(window)) > 1


def _has_group(window: MainWindow) -> bool:
    state = session(window).state if window.session is not None else None
    return state is not None and any(grouping.is_group(state, each) for each in chosen_touchpoints(window))


def _add_here(window: MainWindow) -> None:
    """Where the menu was opened, or where the next one goes."""
    view = map_page(window).view
    if view.menu_place is not None:
        view.add_at(view.menu_place)
    else:
        view.add_next()


def _add_kind(kind: str) -> Run:
    return lambda window: map_page(window).view.add_next(kind=kind)


COMMANDS = (
    Command(
        "add_next",
        lambda window: map_page(window).view.add_next(),
        "add_touchpoint",
        ("Return", "Enter"),
        when=has_journey,
        on_map=True,
    ),
    Command(
        "add_next_lane",
        lambda window: map_page(window).view.add_next_in(lane_step=1),
        "",
        ("Ctrl+Return", "Ctrl+Enter"),
        when=has_journey,
        on_map=True,
    ),
    Command(
        "add_next_stage",
        lambda window: map_page(window).view.add_next_in(stage_step=1),
        "",
        ("Shift+Return", "Shift+Enter"),
        when=has_journey,
        on_map=True,
    ),
    Command("add_here", _add_here, "add_touchpoint", when=has_journey),
    Command(
        "context_menu", lambda window: map_page(window).open_menu(), "", ("Shift+F10",), when=has_journey, on_map=True
    ),
    Command(
        "add_communication", _add_kind("communication"), "kind_communication", ("Alt+1",), when=has_journey, on_map=True
    ),
    Command("add_action", _add_kind("action"), "kind_action", ("Alt+2",), when=has_journey, on_map=True),
    Command("add_wait", _add_kind("wait"), "kind_wait", ("Alt+3",), when=has_journey, on_map=True),
    Command("add_decision", _add_kind("decision"), "kind_decision", ("Alt+4",), when=has_journey, on_map=True),
    Command("emotion_-2", _set_emotion(-2), "emotion_minus2", ("Ctrl+Alt+1",), when=has_touchpoints_selected),
    Command("emotion_-1", _set_emotion(-1), "emotion_minus1", ("Ctrl+Alt+2",), when=has_touchpoints_selected),
    Command("emotion_0", _set_emotion(0), "emotion_0", ("Ctrl+Alt+3",), when=has_touchpoints_selected),
    Command("emotion_1", _set_emotion(1), "emotion_plus1", ("Ctrl+Alt+4",), when=has_touchpoints_selected),
    Command("emotion_2", _set_emotion(2), "emotion_plus2", ("Ctrl+Alt+5",), when=has_touchpoints_selected),
    Command(
        "add_expectation",
        _annotate(notes.add_expectation, "add_expectation"),
        "expectation",
        ("Ctrl+Shift+E",),
        when=has_touchpoints_selected,
    ),
    Command(
        "add_pain_point",
        _annotate(notes.add_pain_point, "add_pain_point"),
        "pain_point",
        ("Ctrl+Shift+P",),
        when=has_touchpoints_selected,
    ),
    Command(
        "add_surprise",
        _annotate(notes.add_opportunity, "add_surprise", kind="surprise"),
        "surprise",
        ("Ctrl+Shift+U",),
        when=has_touchpoints_selected,
    ),
    Command("toggle_goal", _toggle_goal, "goal", ("Ctrl+Alt+G",), when=has_touchpoints_selected),
    Command("group", _group, "group", ("Ctrl+G",), when=_has_several),
    Command("dissolve", _dissolve, "ungroup", ("Ctrl+U",), when=_has_group, on_map=True),
    Command("move_left", _move(-1, 0), "", ("Alt+Left",), when=has_selection, on_map=True),
    Command("move_right", _move(1, 0), "", ("Alt+Right",), when=has_selection, on_map=True),
    Command("move_up", _move(0, -1), "", ("Alt+Up",), when=has_selection, on_map=True),
    Command("move_down", _move(0, 1), "", ("Alt+Down",), when=has_selection, on_map=True),
)

MENU = (
    "add_next",
    "add_next_lane",
    "add_next_stage",
    "-",
    "add_communication",
    "add_action",
    "add_wait",
    "add_decision",
    "-",
    "emotion_2",
    "emotion_1",
    "emotion_0",
    "emotion_-1",
    "emotion_-2",
    "-",
    "add_expectation",
    "add_pain_point",
    "add_surprise",
    "toggle_goal",
    "-",
    "group",
    "dissolve",
    "-",
    "move_left",
    "move_right",
    "move_up",
    "move_down",
    "-",
    "context_menu",
)
