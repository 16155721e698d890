"""Commands on touchpoints: add, connect, feel, annotate, move."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from journeymap.edit import annotations as notes
from journeymap.edit import fields, touchpoints
from journeymap.model.changes import Change
from journeymap.model.records import Record, Touchpoint
from journeymap.ui.commands.command import (
    Command,
    Run,
    chosen_touchpoints,
    has_journey,
    has_touchpoints_selected,
    map_page,
    session,
    workspace,
)
from journeymap.ui.words import say

if TYPE_CHECKING:
    from journeymap.ui.window import MainWindow


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
    def do(window: MainWindow) -> None:
        chosen = chosen_touchpoints(window)
        changes = touchpoints.move_by_keys(session(window).state, chosen, stage_step, lane_step)
        window.run("move_touchpoints", changes, n=len(chosen))

    return do


def _connect_to(window: MainWindow) -> None:
    from journeymap.ui.canvas.tools.keyboard_connect import KeyboardConnect

    chosen = chosen_touchpoints(window)
    if len(chosen) >= 2:
        for source_id, target_id in pairwise(chosen):
            _, changes = touchpoints.connect(session(window).state, source_id, target_id)
            window.run("connect", changes)
    elif chosen:
        window.notice.tell(say("map.connect_hint"))
        KeyboardConnect(map_page(window).view, chosen[0])


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
    Command(
        "add_communication", _add_kind("communication"), "kind_communication", ("Alt+1",), when=has_journey, on_map=True
    ),
    Command("add_action", _add_kind("action"), "kind_action", ("Alt+2",), when=has_journey, on_map=True),
    Command("add_wait", _add_kind("wait"), "kind_wait", ("Alt+3",), when=has_journey, on_map=True),
    Command("add_decision", _add_kind("decision"), "kind_decision", ("Alt+4",), when=has_journey, on_map=True),
    Command("connect_to", _connect_to, "connect", ("Ctrl+L",), when=has_touchpoints_selected, on_map=True),
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
    Command("move_left", _move(-1, 0), "", ("Alt+Left",), when=has_touchpoints_selected, on_map=True),
    Command("move_right", _move(1, 0), "", ("Alt+Right",), when=has_touchpoints_selected, on_map=True),
    Command("move_up", _move(0, -1), "", ("Alt+Up",), when=has_touchpoints_selected, on_map=True),
    Command("move_down", _move(0, 1), "", ("Alt+Down",), when=has_touchpoints_selected, on_map=True),
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
    "connect_to",
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
    "move_left",
    "move_right",
    "move_up",
    "move_down",
)
