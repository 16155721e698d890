"""Finding words in all texts of a project or of one journey, in every language, and putting others in their place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from journeymap.model import queries
from journeymap.model.changes import Change, Set
from journeymap.model.document import State
from journeymap.model.records import Evidence, Media, Persona, Project, Record
from journeymap.model.text import LocalText, clean

LONGEST_PATTERN = 200
MOST = 20_000
"""No more places than this are listed: whoever searches for a single letter narrows the search anyway."""
_PLAIN = frozenset({"owner", "review_by", "source", "version", "author", "reason", "place", "unit"})
"""Fields of text in no particular language."""
_NESTED = re.compile(r"[+*}]\)?[+*{]|\([^)]*[+*][^)]*\)[+*{]")


class SearchError(ValueError):
    """A search that cannot be made; `key` names the reason for `labels`."""

    def __init__(self, key: str, detail: str = "") -> None:
        super().__init__(key)
        self.key = key
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for. `language` is one language only, '' for all; `journey_id` one journey only."""

    text: str
    match_case: bool = False
    whole_words: bool = False
    regular: bool = False
    language: str = ""
    journey_id: str | None = None


class Occurrence(NamedTuple):
    """A place where it stands: record, field, language ('' in texts that have none), from where to where."""

    record_id: str
    field: str
    language: str
    start: int
    end: int


def occurrences(state: State, search: Search) -> list[Occurrence]:
    """All places in reading order, at most `MOST`. Raises SearchError for a pattern that cannot be used."""
    pattern = _pattern(search)
    if pattern is None:
        return []
    found: list[Occurrence] = []
    for record in _records(state, search.journey_id):
        for field, language, text in texts(record):
            if search.language and language and language != search.language:
                continue
            for match in pattern.finditer(text):
                if match.end() > match.start():
                    found.append(Occurrence(record.id, field, language, *match.span()))
                    if len(found) == MOST:
                        return found
    return found


def replaced(state: State, search: Search, places: Iterable[Occurrence], new: str) -> list[Change]:
    """Changes that put `new` in these places; in a regular expression it may name groups (\\1). Places that no longer fit
    are left. Raises SearchError as `occurrences`, and for a replacement that names a group that is not there."""
    pattern = _pattern(search)
    if pattern is None:
        return []
    wanted: dict[tuple[str, str, str], set[tuple[int, int]]] = defaultdict(set)
    for place in places:
        wanted[place.record_id, place.field, place.language].add((place.start, place.end))
    changed: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for (record_id, field, language), spans in wanted.items():
        text = _text(state, record_id, field, language)
        if text is not None:
            changed[record_id, field][language] = _with(pattern, text, spans, new, regular=search.regular)
    return [_change(state, record_id, field, versions) for (record_id, field), versions in changed.items()]


def context(state: State, place: Occurrence, around: int = 24) -> tuple[str, str, str]:
    """The words before, the place itself, and the words behind it, on one line."""
    text = _text(state, place.record_id, place.field, place.language) or ""
    before, behind = text[max(0, place.start - around) : place.start], text[place.end : place.end + around]
    if place.start > around:
        before = "…" + before
    if place.end + around < len(text):
        behind += "…"
    return _flat(before), _flat(text[place.start : place.end]), _flat(behind)


def _text(state: State, record_id: str, field: str, language: str) -> str | None:
    found = texts(state.find(record_id))
    return next((text for name, tongue, text in found if (name, tongue) == (field, language)), None)


def texts(record: Record | None) -> Iterator[tuple[str, str, str]]:
    """(field, language, text) of all that people wrote in a record."""
    if record is None:
        return
    for field in _fields(type(record)):
        value = getattr(record, field)
        if isinstance(value, LocalText):
            for language, text in value.items():
                yield field, language, text
        elif value:
            yield field, "", value


def _flat(text: str) -> str:
    return " ".join(text.split("\n"))


@cache
def _fields(cls: type[Record]) -> tuple[str, ...]:
    """The fields of a kind that hold text written by people: not ids, tokens, order keys and days."""
    return tuple(name for name, info in cls.model_fields.items() if info.annotation is LocalText or name in _PLAIN)


def _records(state: State, journey_id: str | None) -> Iterator[Record]:
    """The records to look through: of a journey in reading order, or of the whole project, journey by journey."""
    journeys = [each for each in queries.journeys(state) if journey_id is None or each.id == journey_id]
    seen: set[str] = set()

    def once(records: Iterable[Record]) -> Iterator[Record]:
        for record in records:
            if record.id not in seen:
                seen.add(record.id)
                yield record

    if journey_id is None:
        yield from once(state.all(Project))
    for journey in journeys:
        yield from once([journey, *queries.stages(state, journey.id), *queries.lanes(state, journey.id)])
        for point in queries.touchpoints(state, journey.id):
            yield from once(
                [point, *queries.subjects_of_touchpoint(state, point.id), *queries.connections_out(state, point.id)]
            )
    if journey_id is None:
        kinds: tuple[type[Record], ...] = (Persona, Evidence, Media)
        for cls in kinds:
            yield from once(state.all(cls))
        yield from once(state.live_records())


def _pattern(search: Search) -> re.Pattern[str] | None:
    if not search.text:
        return None
    if len(search.text) > LONGEST_PATTERN:
        raise SearchError("replace.too_long")
    source = search.text if search.regular else re.escape(search.text)
    if search.regular and _NESTED.search(source):
        raise SearchError("replace.too_hard")
    if search.whole_words:
        # Chinese has no spaces between words: there every place is one.
        source = rf"(?<![A-Za-z0-9_])(?:{source})(?![A-Za-z0-9_])"
    try:
        return re.compile(source, 0 if search.match_case else re.IGNORECASE)
    except (re.error, OverflowError) as error:
        raise SearchError("replace.bad_pattern", str(error)) from None


def _with(pattern: re.Pattern[str], text: str, spans: set[tuple[int, int]], new: str, *, regular: bool) -> str:
    def put(match: re.Match[str]) -> str:
        if match.span() not in spans:
            return match.group()
        try:
            return match.expand(new) if regular else new
        except (re.error, IndexError) as error:
            raise SearchError("replace.bad_replacement", str(error)) from None

    return pattern.sub(put, text)


def _change(state: State, record_id: str, field: str, versions: dict[str, str]) -> Change:
    value = getattr(state.find(record_id), field)
    try:
        after = LocalText({**value, **versions}) if isinstance(value, LocalText) else clean(versions[""])
    except ValueError:
        raise SearchError("replace.text_too_long") from None
    return Set(record_id, field, after)
