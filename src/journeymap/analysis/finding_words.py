"""A finding in words: its sentence and its advice, with titles and figures put in. For the edges: window, paper,
command line.

The words are in `labels.findings`; this module only knows how to name records and say figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from journeymap.analysis.finding import Finding, Named, Share, Tokens
from journeymap.labels import amounts, quoted, say, say_token
from journeymap.model.document import State
from journeymap.model.records import Connection, Record
from journeymap.model.text import LocalText

_SHOWN = 3
_TITLE_FIELDS = ("title", "name", "text", "what", "goal")


def finding_words(
    state: State, finding: Finding, language: str, element_titles: Mapping[str, LocalText] | None = None
) -> tuple[str, str]:
    """What the finding is and what to do, in `language`. Elements are told by their titles where these are given."""
    names = _names(state, finding.subject_ids, language)
    values: dict[str, Any] = {"names": names, "name": _names(state, finding.subject_ids[:1], language)}
    for name, value in finding.values.items():
        values[name] = _said(state, value, language, element_titles or {})
    return say(f"finding.{finding.key}", language, **values), say(f"finding.{finding.key}.advice", language, **values)


def record_name(state: State, record_id: str, language: str) -> str:
    """The title of a record in quotation marks; a connection is told by its ends."""
    return quoted(title_of(state, record_id, language), language)


def title_of(state: State, record_id: str, language: str) -> str:
    """The title of a record as it is; a connection is told by its ends."""
    record = state.find(record_id)
    if isinstance(record, Connection):
        ends = (state.find(record.source_id), state.find(record.target_id))
        return " → ".join(_title(end, language) for end in ends)
    return _title(record, language)


def _title(record: Record | None, language: str) -> str:
    for field in _TITLE_FIELDS:
        text = getattr(record, field, None)
        if isinstance(text, LocalText) and text:
            return text.shown_in(language)
    return say("finding.untitled", language)


def _names(state: State, record_ids: tuple[str, ...], language: str) -> str:
    """The first names, and how many more there are."""
    shown = _listed([record_name(state, each, language) for each in record_ids[:_SHOWN]], language)
    more = len(record_ids) - _SHOWN
    return say("finding.and_more", language, list=shown, more=more) if more > 0 else shown


def _listed(names: list[str], language: str) -> str:
    return ("、" if language == "zh" else ", ").join(names)


def _said(state: State, value: Any, language: str, element_titles: Mapping[str, LocalText]) -> Any:
    match value:
        case Share():
            return amounts.share(value.value)
        case Tokens(prefix, tokens):
            if prefix == "element":
                texts = [element_titles.get(token) for token in tokens]
                said = [
                    text.shown_in(language) if text else token.replace("_", " ")
                    for text, token in zip(texts, tokens, strict=True)
                ]
            else:
                said = [say_token(prefix, token, language) for token in tokens]
            return _listed(said, language)
        case Named():
            return _names(state, value.ids, language)
        case LocalText():
            return value.shown_in(language) or say("finding.untitled", language)
        case int() if value < 0:
            return amounts.number(value, 0)
        case _:
            return value
