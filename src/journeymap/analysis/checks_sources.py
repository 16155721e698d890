"""Checks of what a journey is written with: evidence that has aged, personal data, texts missing in a language or too
long.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from journeymap.analysis.content import Content
from journeymap.analysis.finding import Finding, Tokens, group, problem
from journeymap.analysis.ledger import YEARS_FRESH, is_aged
from journeymap.analysis.personal_data import KINDS, personal_data
from journeymap.model.records import Comment, Evidence, Media, Note, Persona, Record, Touchpoint
from journeymap.model.text import EMPTY, LocalText

_WIDE = {"A4": 297, "A3": 420, "A2": 594, "A1": 841, "A0": 1189, "Letter": 279, "Tabloid": 432}
_MARGINS, _LANE_HEADER, _CARD_PADDING = 20.0, 25.0, 8.0
_LEAST_CARD, _LARGEST_CARD, _GAP = 24.0, 60.0, 8.0
_EM = 9 * 25.4 / 72  # the smallest type of a poster, in millimetres
_TITLE_LINES = 3


def source_checks(content: Content, today: date | None) -> Iterator[Finding]:
    """What is odd about evidence and texts."""
    if today is not None:
        yield from _aged(content, today)
    yield from _texts(content)
    yield from _pictures(content)
    yield from _long_titles(content)


def _aged(content: Content, today: date) -> Iterator[Finding]:
    """Evidence used on this journey whose date, as far as it is known, lies more than two years back."""
    used = (content.state.get(Evidence, each) for each in content.evidence_ids())
    old = (each.id for each in used if each is not None and is_aged(each.date, today))
    yield from group("evidence_old", "note", old, years=YEARS_FRESH)


@cache
def _text_fields(cls: type[Record]) -> tuple[str, ...]:
    return tuple(name for name, field in cls.model_fields.items() if field.annotation is LocalText)


def _texts(content: Content) -> Iterator[Finding]:
    languages = content.project.languages
    missing: dict[str, dict[str, None]] = {language: {} for language in languages}
    for record in content.records():
        kinds: set[str] = set()
        for name in _text_fields(type(record)):
            text: LocalText = getattr(record, name)
            if text is EMPTY or not text:
                continue
            for language in text:
                found = personal_data(text[language])
                if found:
                    kinds.update(match.kind for match in found)
            if len(text) < 2 and not isinstance(record, Comment | Note):  # said in passing, never printed
                for language in languages:
                    if language not in text:
                        missing[language][record.id] = None
        if kinds and not isinstance(record, Persona):
            yield problem(
                "personal_data", record.id, kinds=Tokens("finding.personal", tuple(filter(kinds.__contains__, KINDS)))
            )
    for language, record_ids in missing.items():
        yield from group("text_missing", "note", record_ids, language=Tokens("finding.language", (language,)))


def _pictures(content: Content) -> Iterator[Finding]:
    """Touchpoints and personas of the journey whose picture is not described in both languages of the project."""
    personas = (content.state.get(Persona, each) for each in content.journey.persona_ids)
    shown: list[Touchpoint | Persona] = [*content.touchpoints, *(each for each in personas if each is not None)]
    languages = content.project.languages
    media = {owner.id: content.state.get(Media, owner.media_id) for owner in shown}
    undescribed = (
        owner_id
        for owner_id, found in media.items()
        if found is not None and any(language not in found.alternative_text for language in languages)
    )
    yield from group("picture_undescribed", "note", undescribed)


def _long_titles(content: Content) -> Iterator[Finding]:
    """Titles that would not go on a card of the poster on the chosen paper, by rough widths: a Chinese character is
    one em wide, another half of one. Cards share the width of the page after margins and lane titles; three lines are
    what a card shows.
    """
    columns = _columns(content)
    width = _WIDE.get(content.project.paper)
    if not columns or width is None:
        return
    room = (width - _MARGINS - _LANE_HEADER) / columns - _GAP
    line = min(max(room, _LEAST_CARD), _LARGEST_CARD) - _CARD_PADDING
    ems = _TITLE_LINES * line / _EM
    too_long = (
        each.id for each in content.touchpoints if any(_ems(each.title[language]) > ems for language in each.title)
    )
    yield from group("text_too_long", "note", too_long, paper=content.project.paper)


def _columns(content: Content) -> int:
    """How many cards stand side by side: in each stage the most that share a lane."""
    stacked: dict[tuple[str, str], int] = {}
    for touchpoint in content.touchpoints:
        key = (touchpoint.stage_id, touchpoint.lane_id)
        stacked[key] = stacked.get(key, 0) + 1
    widest: dict[str, int] = {}
    for (stage_id, _), count in stacked.items():
        widest[stage_id] = max(widest.get(stage_id, 0), count)
    return sum(widest.values())


def _ems(text: str) -> float:
    return len(text) * 0.5 if text.isascii() else sum(1.0 if character >= "\u2e80" else 0.5 for character in text)
