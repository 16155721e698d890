"""What the command line makes of one file: an export for each of its journeys or stages, or one of the whole project.

Knows which edition a format speaks for, names, and what becomes of personal data; opens and writes nothing.
"""

from __future__ import annotations

import re
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from journeymap.cli import print_error
from journeymap.cli import say as say_here
from journeymap.exporting import FORMATS, Wish, guard
from journeymap.exporting.interchange import ENDINGS, PROJECT_FORMATS
from journeymap.labels import say, say_token
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Journey

_NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


class Job(NamedTuple):
    """One file to write: of which journey, under which name, as what."""

    journey_id: str
    name: str
    wish: Wish


def edition_of(chosen: Namespace) -> str:
    """The edition that is asked for; where only a format is named, the one that has it."""
    if chosen.edition:
        return str(chosen.edition)
    asked = (name for name in ("poster", "slides", "data") if chosen.to in FORMATS[name])
    return next(asked, "poster")


def ending_of(to: str) -> str:
    return ENDINGS.get(to, to)


def jobs_of(stem: str, state: State, wish: Wish, chosen: Namespace, language: str) -> list[Job]:
    """The files to write for a project; none where the stage that is asked for is in no journey, which has been told then."""
    journeys = queries.journeys(state)
    wish = replace(wish, redact=_redacts(stem, state, wish, chosen, language))
    if wish.edition == "data" and chosen.to in PROJECT_FORMATS:
        return [Job(journeys[0].id if journeys else "", stem, wish)]
    names = _file_names(stem, journeys, wish.page.languages[0])
    found = []
    for journey, name in zip(journeys, names, strict=True):
        stages = queries.stages(state, journey.id)
        match chosen.part if wish.edition == "picture" else "map":
            case "map":
                found.append(Job(journey.id, name, wish))
            case "stages":
                found += [
                    Job(journey.id, f"{name} - {place}", replace(wish, part=(stage.id,)))
                    for place, stage in enumerate(stages, 1)
                ]
            case number if 0 < int(number) <= len(stages):
                part = (stages[int(number) - 1].id,)
                found.append(Job(journey.id, f"{name} - {number}", replace(wish, part=part)))
            case number:
                print_error(say_here("cli.error.stage", language, name=name, value=number, n=len(stages)), language)
    return found


def _redacts(stem: str, state: State, wish: Wish, chosen: Namespace, language: str) -> bool:
    """Whether personal data are blacked out: as asked for, else as the project remembers; where it does not, it is told."""
    decided = chosen.personal or queries.project(state).personal_data
    if decided == "ask" and not wish.public:
        hits = guard(state, inside=wish.edition == "data" and chosen.to in PROJECT_FORMATS)
        if hits:
            counts = sorted(Counter(hit.kind for hit in hits).items())
            kinds = ", ".join(f"{say_token('personal', kind, language)} {number}" for kind, number in counts)
            print_error(say("cli.personal", language, name=stem, n=len(hits), kinds=kinds), language)
    return decided == "redact"


def _file_names(stem: str, journeys: Iterable[Journey], language: str) -> Sequence[str]:
    """Names without an ending: that of the file where it holds one journey, else with the title or number of each."""
    found = list(journeys)
    if len(found) == 1:
        return [stem]
    names: list[str] = []
    for place, journey in enumerate(found, 1):
        title = _NOT_IN_NAMES.sub(" ", journey.title.shown_in(language))[:40].strip(" .")
        name = f"{stem} - {title}" if title else f"{stem} - {place}"
        if name.casefold() in {each.casefold() for each in names}:
            name = f"{name} ({place})"
        names.append(name)
    return names
