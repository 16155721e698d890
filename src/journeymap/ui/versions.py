"""What a window does with whole journeys: make versions of them, copy and delete them, go into sub-journeys and out again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from journeymap import labels
from journeymap.edit import journeys, sub_journeys, versions
from journeymap.model.records import Journey, Touchpoint
from journeymap.model.text import LocalText
from journeymap.ui.breadcrumb import journey_name
from journeymap.ui.words import say

if TYPE_CHECKING:
    from journeymap.ui.window import MainWindow
    from journeymap.ui.workspace import Workspace


def make_to_be(window: MainWindow, journey_id: str) -> None:
    """The to-be of a journey: a copy of all that is in it, to be changed; opened, with a way to set both side by side."""
    _make(window, journey_id, "make_to_be", "to_be")
    if window.journey_id != journey_id:
        window.notice.tell(
            say("versions.made"), say("versions.side_by_side"), lambda: window.run_command("view_compare")
        )


def duplicate(window: MainWindow, journey_id: str) -> None:
    """A copy of a journey in the same state, opened."""
    journey = _workspace(window).session.state.get(Journey, journey_id)
    if journey is not None:
        _make(window, journey_id, "duplicate_journey", journey.state)


def _make(window: MainWindow, journey_id: str, key: str, as_state: str) -> None:
    here = _workspace(window)
    state = here.session.state
    original = state.get(Journey, journey_id)
    if original is None:
        return
    called = "duplicate_journey" if original.state == as_state else key
    title = LocalText({tag: labels.say(f"{called}.title", tag, title=text) for tag, text in original.title.items()})
    made, changes = versions.make(state, journey_id, title, as_state)
    if made is not None:
        window.run(key, changes)
        here.show_journey(made.id)


def delete(window: MainWindow, journey_id: str) -> None:
    """Delete a journey with those within it; says how many went and how to have them back."""
    here = _workspace(window)
    state = here.session.state
    name, count = journey_name(state, journey_id), len(journeys.with_parts(state, journey_id)) - 1
    changes = journeys.delete(state, journey_id)
    if not changes:
        window.notice.tell(say("versions.last"))
        return
    above = here.guide.above if journey_id == here.journey_id else None
    if above is not None:
        here.show_journey(above)
    window.run("delete_journey", changes)
    what = say("versions.deleted_with", title=name, n=count) if count else say("versions.deleted", title=name)
    window.notice.tell(what, say("action.undo"), lambda: window.run_command("undo"))


def enter(window: MainWindow, touchpoint_id: str) -> None:
    """Go into the journey behind a touchpoint; where there is none, offer to begin it."""
    here = _workspace(window)
    point = here.session.state.get(Touchpoint, touchpoint_id)
    if point is None:
        return
    if here.session.state.get(Journey, point.sub_journey_id) is None:
        window.notice.tell(
            say("versions.nothing_behind"),
            say("action.begin_behind"),
            lambda: begin_behind(window, touchpoint_id),
        )
        return
    here.guide.enter(touchpoint_id)


def begin_behind(window: MainWindow, touchpoint_id: str) -> None:
    """Begin the journey behind a touchpoint, in one step, and go into it."""
    here = _workspace(window)
    below, changes = sub_journeys.begin_behind(here.session.state, touchpoint_id)
    if below is not None:
        window.run("begin_behind", changes)
        here.guide.enter(touchpoint_id)


def open_compared(window: MainWindow, journey_id: str) -> None:
    """Show a journey beside the one it was made from."""
    _workspace(window).show_journey(journey_id)
    _workspace(window).show_view("compare")


def _workspace(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


DO: dict[str, Callable[[MainWindow, str], None]] = {
    "make_to_be": make_to_be,
    "duplicate_journey": duplicate,
    "view_compare": open_compared,
    "delete_journey": delete,
}
"""What can be asked for a journey in a list of them, by the command that does it for the one in sight."""
