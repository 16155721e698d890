"""Commands on the journey as a whole: stages, lanes, arrangement, its path, other journeys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analysis.arrangement import arrange
from journeymap.analysis.graph import journey_graph
from journeymap.edit import journeys
from journeymap.model.changes import Set
from journeymap.model.text import LocalText
from journeymap.ui.commands.command import (
    Command,
    chosen_touchpoints,
    has_journey,
    has_other_journeys,
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
    journey, changes = journeys.add(session(window).state, title, titles, lanes)
    window.run("new_journey", changes)
    window.show_journey(journey.id)


def _new_persona(window: MainWindow) -> None:
    persona, changes = journeys.add_persona(session(window).state, window.journey_id)
    window.run("new_persona", changes)
    workspace(window).inspect([persona.id])


def _discover(window: MainWindow) -> None:
    from journeymap.ui.dialogs.discover import ask_for_log

    ask_for_log(window)


def _delete_journey(window: MainWindow) -> None:
    window.run("delete_journey", journeys.delete(session(window).state, window.journey_id))


COMMANDS = (
    Command("new_journey", _new_journey, "journey", ("Ctrl+Shift+J",)),
    Command("new_persona", _new_persona, "persona", ("Ctrl+Shift+N",)),
    Command("delete_journey", _delete_journey, when=has_other_journeys),
    Command("discover", _discover, "finding_ok"),
    Command(
        "add_stage", lambda window: map_page(window).view.add_stage(), "stage", ("Ctrl+Shift+G",), when=has_journey
    ),
    Command("add_lane", lambda window: map_page(window).view.add_lane(), "layers", ("Ctrl+Shift+L",), when=has_journey),
    Command("arrange", _arrange, "arrange", ("Ctrl+Shift+A",), when=has_journey),
    Command("likeliest_path", _likeliest_path, "path", when=has_journey),
    Command("choose_path", _choose_path, "path", ("Ctrl+Shift+H",), when=has_touchpoints_selected),
)

MENU = (
    "new_journey",
    "new_persona",
    "delete_journey",
    "discover",
    "-",
    "add_stage",
    "add_lane",
    "-",
    "arrange",
    "likeliest_path",
    "choose_path",
)
