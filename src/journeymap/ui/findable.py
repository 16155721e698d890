"""What can be found by name from the window: commands, touchpoints, stages, journeys, personas, elements of the model.

Each thing knows the words it is found by, in both languages, and what to do when it is chosen. How the list looks is the
palette's business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap import catalogue, labels
from journeymap.model import queries
from journeymap.model.text import LocalText
from journeymap.ui.commands import COMMANDS, MENUS
from journeymap.ui.icons import channel_icon
from journeymap.ui.matching import Target, rank
from journeymap.ui.words import language, say, shown

if TYPE_CHECKING:
    from journeymap.ui.window import MainWindow


FEW = 3
"""With fewer finds than that, what resembles the text is looked for as well."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing to find. `key` tells it apart, `do` is what choosing it does; `keys` does the same without the list."""

    key: str
    icon: str
    title: str
    kind: str
    keys: str
    target: Target
    do: Callable[[], None]


def things(window: MainWindow) -> list[Thing]:
    """All that can be found now, in the order in which equally good finds are listed."""
    found = list(_commands(window))
    if window.session is not None:
        found = [
            *_touchpoints(window),
            *found,
            *_stages(window),
            *_journeys(window),
            *_personas(window),
            *_elements(window),
        ]
    return found


def matching(all_things: Sequence[Thing], text: str, recent: Sequence[str] = ()) -> list[Thing]:
    """What fits a typed text, the best first; all where nothing is typed. Of equally good ones those chosen lately come first.

    What only resembles the text is listed where little fits it.
    """
    words = text.casefold().split()
    latest = {key: place - len(recent) for place, key in enumerate(recent)}
    order = [(latest.get(thing.key, place), place) for place, thing in enumerate(all_things)]
    if not words:
        return [all_things[place] for _, place in sorted(order)]
    ranked = [(rank(thing.target, words), *order[place]) for place, thing in enumerate(all_things)]
    found = [each for each in ranked if each[0] is not None]
    if len(found) < FEW:
        loosely = [(rank(all_things[place].target, words, loosely=True), by, place) for _, by, place in ranked]
        found = [each for each in loosely if each[0] is not None]
    return [all_things[place] for _, _, place in sorted(found)]


def menu_name(name: str, in_language: str) -> str:
    """A menu's name without its key letter."""
    text = labels.say(f"menu.{name}", in_language)
    return text.split("(&")[0].replace("&", "")


def _commands(window: MainWindow) -> Iterator[Thing]:
    menu_of = {row: name for name, rows in MENUS for row in rows}
    for command in COMMANDS:
        action = window.actions_table[command.id]
        if command.id == "find" or not action.isEnabled():
            continue
        names = [labels.say(f"action.{command.id}", each) for each in labels.LANGUAGES]
        menu = menu_of.get(command.id)
        hints = [menu_name(menu, each) for each in labels.LANGUAGES] if menu else []
        yield Thing(
            f"command:{command.id}",
            command.icon,
            action.text(),
            menu_name(menu, language()) if menu else say("find.command"),
            window.actions_table.shown_keys(command.id),
            Target.of([*names, action.text()], [*hints, *_both("find.command")]),
            lambda command_id=command.id: window.run_command(command_id),  # type: ignore[misc]
        )


def _touchpoints(window: MainWindow) -> Iterator[Thing]:
    """Touchpoints of the journey in sight first, then those of the others, with the journey's name."""
    state = window.session.state  # type: ignore[union-attr]
    journeys = sorted(queries.journeys(state), key=lambda each: each.id != window.journey_id)
    for journey in journeys:
        stage_titles = {stage.id: stage.title for stage in queries.stages(state, journey.id)}
        here = journey.id == window.journey_id
        for point in queries.touchpoints(state, journey.id):
            where = stage_titles.get(point.stage_id, LocalText()) if here else journey.title
            hints = [*where.values(), *_both("find.touchpoint")]
            if point.channel is not None:
                hints += [labels.say_token("channel", point.channel, each) for each in labels.LANGUAGES]
            yield Thing(
                point.id,
                channel_icon(point.channel),
                shown(point.title) or say("touchpoint.untitled"),
                shown(where) or say("find.touchpoint"),
                "",
                Target.of([*point.title.values()], hints),
                _jump(window, journey.id, point.id),
            )


def _stages(window: MainWindow) -> Iterator[Thing]:
    state = window.session.state  # type: ignore[union-attr]
    for stage in queries.stages(state, window.journey_id):
        yield _named(
            stage.id,
            "stage",
            stage.title,
            say("stage.untitled"),
            "record.stage",
            _jump(window, window.journey_id, stage.id),
        )


def _journeys(window: MainWindow) -> Iterator[Thing]:
    for journey in queries.journeys(window.session.state):  # type: ignore[union-attr]
        do = _jump(window, journey.id, None)
        yield _named(journey.id, "journey", journey.title, say("app.untitled"), "record.journey", do)


def _personas(window: MainWindow) -> Iterator[Thing]:
    for persona in queries.personas(window.session.state):  # type: ignore[union-attr]
        do = lambda persona_id=persona.id: window.show_persona(persona_id)  # noqa: E731
        yield _named(persona.id, "persona", persona.name, say("app.untitled"), "record.persona", do)


def _elements(window: MainWindow) -> Iterator[Thing]:
    edition = queries.project(window.session.state).edition  # type: ignore[union-attr]
    for element in catalogue.load().elements(edition):
        do = lambda element_id=element.id: window.show_element(element_id)  # noqa: E731
        title = f"{element.clause} {shown(element.short) or shown(element.title)}"
        hints = [element.clause, *_both("find.element")]
        target = Target.of([*element.short.values(), *element.title.values()], hints)
        yield Thing(element.id, "model_element", title, say("find.element"), "", target, do)


def _named(key: str, icon: str, name: LocalText, untitled: str, kind: str, do: Callable[[], None]) -> Thing:
    return Thing(key, icon, shown(name) or untitled, say(kind), "", Target.of([*name.values()], _both(kind)), do)


def _both(key: str) -> Sequence[str]:
    return [labels.say(key, each) for each in labels.LANGUAGES]


def _jump(window: MainWindow, journey_id: str, record_id: str | None) -> Callable[[], None]:
    def do() -> None:
        if journey_id != window.journey_id:
            window.show_journey(journey_id)
        if record_id is not None:
            window.show_record(record_id)
        if window.workspace is not None:
            window.workspace.focus_view()

    return do
