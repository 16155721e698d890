"""Characters that no shipped font can draw: which they are and where they stand, told before anything is written.

Letters and Chinese come from Journeymap Sans SC, pictographs from Noto Emoji; what neither has is drawn as □.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from journeymap.analysis.finding_words import record_name
from journeymap.exporting.plan import Plan
from journeymap.exporting.poster import Notice
from journeymap.model.document import State
from journeymap.model.records import Record
from journeymap.model.text import LocalText
from journeymap.typesetting import missing_characters

_TOLD = 4
"""So many characters are told one by one with their place; of the rest the codes."""


def lacking(state: State, plans: Iterable[Plan]) -> tuple[Notice, ...]:
    """What is to be said about characters on these pages that will be replaced."""
    missing = frozenset[str]().union(*(missing_characters(text.text) for plan in plans for text in plan.texts))
    if not missing:
        return ()
    places = _places(state, missing)
    ordered = sorted(missing, key=lambda each: (-len(places[each]), each))
    said = [_told(state, character, places[character]) for character in ordered[:_TOLD]]
    if rest := ordered[_TOLD:]:
        shown = " ".join(map(_named, sorted(rest)))
        said.append(Notice("print.more_missing_characters", (("characters", shown), ("n", len(rest)))))
    return tuple(said)


def _told(state: State, character: str, places: list[str]) -> Notice:
    values: list[tuple[str, object]] = [("character", _named(character))]
    if not places:
        return Notice("print.missing_character", tuple(values))
    where = LocalText({language: record_name(state, places[0], language) for language in ("en", "zh")})
    values += [("n", len(places)), ("where", where)]
    key = "print.missing_character_at" if len(places) == 1 else "print.missing_character_at_many"
    return Notice(key, tuple(values))


def _named(character: str) -> str:
    """A character with its code; one that goes on top of another stands on a dotted circle."""
    shown = f"◌{character}" if unicodedata.category(character).startswith("M") else character
    code = f"U+{ord(character):04X}"
    return f"{shown} ({code})" if character.isprintable() else code


def _places(state: State, missing: frozenset[str]) -> dict[str, list[str]]:
    """For each character the ids of the records whose texts hold it, in the order of the project."""
    found: dict[str, list[str]] = {character: [] for character in missing}
    for record in state.live_records():
        for character in missing.intersection("".join(_texts(record))):
            found[character].append(record.id)
    return found


def _texts(record: Record) -> Iterator[str]:
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, LocalText):
            yield from value.values()
        elif isinstance(value, str):
            yield value
