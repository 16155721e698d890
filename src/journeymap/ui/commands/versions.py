"""Commands on whole journeys: versions, comparison, going into sub-journeys and out, review. They stand in other menus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.edit import journeys
from journeymap.model.records import Journey, Touchpoint
from journeymap.ui import reviews, versions
from journeymap.ui.commands.command import Command, Run, chosen_touchpoints, has_journey, session, workspace

if TYPE_CHECKING:
    from journeymap.ui.window import MainWindow


def _enter(window: MainWindow) -> None:
    versions.enter(window, chosen_touchpoints(window)[0])


def _begin_behind(window: MainWindow) -> None:
    versions.begin_behind(window, chosen_touchpoints(window)[0])


def _mark(state: str) -> Run:
    return lambda window: reviews.mark(window, window.journey_id, state)


def _has_one(window: MainWindow) -> bool:
    return len(chosen_touchpoints(window)) == 1


def _has_one_with_nothing_behind(window: MainWindow) -> bool:
    if not _has_one(window):
        return False
    point = session(window).state.get(Touchpoint, chosen_touchpoints(window)[0])
    return point is not None and session(window).state.get(Journey, point.sub_journey_id) is None


def _is_inside(window: MainWindow) -> bool:
    return window.workspace is not None and window.workspace.guide.above is not None


def _can_delete(window: MainWindow) -> bool:
    return has_journey(window) and journeys.can_delete(session(window).state, window.journey_id)


COMMANDS = (
    Command(
        "make_to_be",
        lambda window: versions.make_to_be(window, window.journey_id),
        "journey",
        ("Ctrl+Alt+B",),
        when=has_journey,
    ),
    Command(
        "duplicate_journey",
        lambda window: versions.duplicate(window, window.journey_id),
        "duplicate",
        when=has_journey,
    ),
    Command("delete_journey", lambda window: versions.delete(window, window.journey_id), "delete", when=_can_delete),
    Command("enter", _enter, "sub_journey", ("Ctrl+Down", "Alt+Return", "Alt+Enter"), when=_has_one, on_map=True),
    Command(
        "leave",
        lambda window: workspace(window).guide.leave(),
        "chevron_up",
        ("Ctrl+Up", "Alt+Backspace"),
        when=_is_inside,
        on_map=True,
    ),
    Command("begin_behind", _begin_behind, "plus", when=_has_one_with_nothing_behind),
    Command("mark_reviewed", _mark("reviewed"), "review_reviewed", ("Ctrl+Alt+R",), when=has_journey),
    Command("mark_approved", _mark("approved"), "review_approved", ("Ctrl+Alt+A",), when=has_journey),
    Command("mark_draft", _mark("draft"), "review_draft", when=has_journey),
)
ROWS = ("make_to_be", "duplicate_journey", "view_compare", "delete_journey")
INSIDE = ("enter", "begin_behind", "leave")
REVIEW = ("mark_reviewed", "mark_approved", "mark_draft")
