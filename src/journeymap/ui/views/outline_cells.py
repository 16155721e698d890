"""What each column of the table shows of each kind of row, which field that is, and how it is read from what somebody types.

Plain functions on records, without Qt: the tree is in `outline_model`, the editors are in `cell_editors`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from journeymap import labels
from journeymap.edit.amounts import read_duration, read_money, typed_duration, typed_money
from journeymap.edit.dates import read_day
from journeymap.edit.numbers import read_count, read_number, read_share, typed_share
from journeymap.labels import amounts
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import (
    Connection,
    DataPoint,
    Expectation,
    Indicator,
    Lane,
    ModelLink,
    Opportunity,
    PainPoint,
    Record,
    Stage,
    Touchpoint,
)
from journeymap.model.text import LocalText
from journeymap.model.values import (
    BARRIERS,
    CHANNELS,
    CONNECTION_KINDS,
    CONTACTS,
    EXPECTATION_KINDS,
    KANO_CLASSES,
    LANE_KINDS,
    OPPORTUNITY_KINDS,
    OPPORTUNITY_STATES,
    RELATIONS,
    TOUCHPOINT_KINDS,
)

USUAL = ("title", "lane", "channel", "emotion", "contact_time", "waiting", "fee", "level_reached", "level_aimed")
"""The columns that are shown until somebody chooses others."""
COLUMNS = (
    *USUAL, "kind", "contact", "owner", "third_party", "engagement", "effort", "status", "due", "visits", "documents",
    "data_repeated", "start_share", "cases", "handover", "is_goal", "moment_of_truth", "emotional_touchpoint", "harm",
    "barriers", "baseline", "target", "description", "quote",
)  # fmt: skip
_SPLIT = re.compile(r"\s*[,;，；、\n]\s*")


class Choice(NamedTuple):
    """One entry of a list in a cell."""

    value: Any
    text: str


Choices = Callable[[State, Any, str], list[Choice]]
"""The entries for a record of a state, in a language."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of a record: edited as text in two languages or in one, as an amount, or by choosing."""

    field: str
    edit: str = "text"
    choices: Choices | None = None


def _tokens(prefix: str, values: Sequence[str], *, optional: bool = False) -> Choices:
    def choices(_state: State, _record: Any, language: str) -> list[Choice]:
        none = [Choice(None, labels.say("inspector.not_set", language))] if optional else []
        return [*none, *(Choice(each, labels.say_token(prefix, each, language)) for each in values)]

    return choices


def _numbers(first: int, last: int, words: Callable[[int, str], str]) -> Choices:
    def choices(_state: State, _record: Any, language: str) -> list[Choice]:
        none = Choice(None, labels.say("inspector.not_set", language))
        return [none, *(Choice(each, words(each, language)) for each in range(first, last + 1))]

    return choices


def _lanes(state: State, record: Any, language: str) -> list[Choice]:
    return [
        Choice(each.id, each.title.shown_in(language) or labels.say("lane.untitled", language))
        for each in queries.lanes(state, record.journey_id)
    ]


def _flags(_state: State, _record: Any, language: str) -> list[Choice]:
    return [Choice(False, labels.say("table.no", language)), Choice(True, labels.say("table.yes", language))]


def _feeling(value: int, language: str) -> str:
    return f"{amounts.signed(value)} {labels.say(f'emotion.{value}', language)}"


def _of_five(word: str) -> Callable[[int, str], str]:
    def words(value: int, language: str) -> str:
        return f"{labels.say(f'field.{word}', language)} {labels.say('inspector.of_five', language, value=value)}"

    return words


def _level(value: int, language: str) -> str:
    return f"L{value} {labels.say(f'level.{value}', language)}"


def _chosen(field: str, prefix: str, values: Sequence[str], *, optional: bool = False) -> Cell:
    return Cell(field, "choice", _tokens(prefix, values, optional=optional))


def _rated(field: str) -> Cell:
    return Cell(field, "choice", _numbers(1, 5, _of_five(field)))


def _leveled(field: str, first: int = 0) -> Cell:
    return Cell(field, "choice", _numbers(first, 4, _level))


def _flag(field: str) -> Cell:
    return Cell(field, "choice", _flags)


CELLS: dict[type[Record], dict[str, Cell]] = {
    Stage: {"title": Cell("title"), "description": Cell("aim")},
    Lane: {"title": Cell("title"), "lane": _chosen("kind", "lane_kind", LANE_KINDS), "owner": Cell("actor")},
    Touchpoint: {
        "title": Cell("title"),
        "lane": Cell("lane_id", "choice", _lanes),
        "channel": _chosen("channel", "channel", CHANNELS, optional=True),
        "emotion": Cell("emotion", "choice", _numbers(-2, 2, _feeling)),
        "contact_time": Cell("contact_time", "time"),
        "waiting": Cell("waiting", "time"),
        "fee": Cell("fee", "money"),
        "level_reached": _leveled("level_reached"),
        "level_aimed": _leveled("level_aimed"),
        "kind": _chosen("kind", "touchpoint_kind", TOUCHPOINT_KINDS),
        "contact": _chosen("contact", "contact", CONTACTS),
        "owner": Cell("owner_unit"),
        "third_party": Cell("third_party"),
        "engagement": _rated("engagement"),
        "visits": Cell("visits", "count"),
        "documents": Cell("documents", "count"),
        "data_repeated": Cell("data_repeated", "count"),
        "start_share": Cell("start_share", "share"),
        "is_goal": _flag("is_goal"),
        "moment_of_truth": _flag("moment_of_truth"),
        "emotional_touchpoint": _flag("emotional_touchpoint"),
        "barriers": Cell("barriers", "tags"),
        "description": Cell("description"),
        "quote": Cell("quote"),
    },
    Connection: {
        "title": Cell("condition"),
        "lane": _chosen("kind", "connection_kind", CONNECTION_KINDS),
        "channel": Cell("share", "share"),
        "waiting": Cell("waiting", "time"),
        "cases": Cell("cases", "count"),
        "handover": _flag("handover"),
    },
    Expectation: {
        "title": Cell("text"),
        "lane": _chosen("kind", "expectation_kind", EXPECTATION_KINDS),
        "channel": _chosen("kano", "kano", KANO_CLASSES, optional=True),
        "emotion": _rated("perceived"),
        "engagement": _rated("expected"),
    },
    PainPoint: {
        "title": Cell("text"),
        "channel": Cell("frequency", "share"),
        "emotion": _rated("severity"),
        "harm": _flag("harm"),
        "description": Cell("cause"),
    },
    Opportunity: {
        "title": Cell("text"),
        "lane": _chosen("kind", "opportunity_kind", OPPORTUNITY_KINDS),
        "emotion": _rated("impact"),
        "level_aimed": _leveled("level", 1),
        "owner": Cell("owner", "plain"),
        "effort": _rated("effort"),
        "status": _chosen("status", "status", OPPORTUNITY_STATES),
        "due": Cell("due", "day"),
    },
    ModelLink: {"lane": _chosen("relation", "relation", RELATIONS), "description": Cell("note")},
    DataPoint: {
        "title": Cell("what"), "harm": _flag("personal"), "description": Cell("purpose"), "quote": Cell("legal_ground"),
    },
    Indicator: {
        "title": Cell("name"),
        "channel": Cell("unit", "plain"),
        "emotion": Cell("actual", "number"),
        "baseline": Cell("baseline", "number"),
        "target": Cell("target", "number"),
        "due": Cell("measured_on", "day"),
        "description": Cell("drives"),
    },
}  # fmt: skip


def cell_of(record: Record | None, column: str) -> Cell | None:
    """What a column shows of a record and how it is edited; None where it is not."""
    return CELLS.get(type(record), {}).get(column) if record is not None else None


def words_of(cell: Cell, state: State, record: Record, language: str) -> str:
    """What stands in a cell that is chosen or a set; '' for what is not set."""
    value = getattr(record, cell.field)
    if cell.edit == "tags":
        return labels.listed((labels.say_token("barrier", each, language) for each in value), language)
    if value is None or value is False or cell.choices is None:
        return ""
    found = (each.text for each in cell.choices(state, record, language) if each.value == value)
    return next(found, str(value))


def typed(cell: Cell, state: State, record: Record, window: str, writing: str) -> str:
    """The value of a cell as it is typed: its words in the window's language, texts in the one that is written."""
    value = getattr(record, cell.field)
    if isinstance(value, LocalText):
        return value.get(writing, "")
    if value is None:
        return ""
    match cell.edit:
        case "time":
            return typed_duration(value, window)
        case "money":
            return typed_money(value, window)
        case "share":
            return typed_share(value)
        case "number":
            return amounts.number(value, 9)
        case "count":
            return amounts.number(value) if value else ""
        case "choice" | "tags":
            return words_of(cell, state, record, window)
    return str(value)


def read(cell: Cell, state: State, record: Record, text: str, usual: str) -> tuple[Any, str]:
    """(the value that a text stands for, '') or (None, the key of what is wrong). `usual` is the currency of 'free'."""
    if not text:
        empty: dict[str, Any] = {"tags": (), "plain": ""}
        if cell.edit == "count":
            return (None if cell.field == "cases" else 0), ""
        return empty.get(cell.edit), ""
    found: Any
    match cell.edit:
        case "time":
            found = read_duration(text)
        case "money":
            found = read_money(text, usual)
        case "share":
            found = read_share(text)
        case "count":
            found = read_count(text)
        case "number":
            found = read_number(text)
        case "day":
            day = read_day(text)
            return day, "error.field.day" if day is None else ""
        case "tags":
            return _read_tags(text)
        case "choice":
            return _read_choice(cell, state, record, text)
        case _:
            return text, ""
    return (None, found) if isinstance(found, str) else (found, "")


def folded(text: str) -> str:
    """A text as it is compared with what can be chosen: without case, widths and kinds of minus."""
    return unicodedata.normalize("NFKC", text).replace("\u2212", "-").strip().casefold()


def _read_choice(cell: Cell, state: State, record: Record, text: str) -> tuple[Any, str]:
    """One of the list, by its words in either language, its token, or its figure."""
    assert cell.choices is not None
    wanted = folded(text)
    figure = re.match(r"[^\d+-]{0,12}?([+-]?\d)(?!\d)", wanted)
    for language in labels.LANGUAGES:
        for value, words in cell.choices(state, record, language):
            if wanted in (folded(words), folded(str(value))):
                return value, ""
            if isinstance(value, bool) and wanted in (("1", "x", "✓", "true") if value else ("0", "false", "-")):
                return value, ""
    if figure is not None and not isinstance(getattr(record, cell.field), bool):
        for value, _words in cell.choices(state, record, "en"):
            if isinstance(value, int) and value == int(figure[1]):
                return value, ""
    # A feeling or level may be named without its figure.
    for language in labels.LANGUAGES:
        for value, words in cell.choices(state, record, language):
            if isinstance(value, int) and " " in words and folded(words.split(" ", 1)[1]) == wanted:
                return value, ""
    return None, "error.table.choice"


def _read_tags(text: str) -> tuple[Any, str]:
    known = {
        folded(labels.say_token("barrier", each, language)): each for each in BARRIERS for language in labels.LANGUAGES
    } | {each: each for each in BARRIERS}
    found = [known.get(folded(part)) for part in _SPLIT.split(text.strip()) if part]
    if any(each is None for each in found):
        return None, "error.table.tags"
    return tuple(sorted({each for each in found if each is not None})), ""
