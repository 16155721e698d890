"""Words in both languages: what keys, kinds and figures are called on screen, in print and on the command line.

Each module of this package holds one table: key → (English, Chinese), side by side so that neither is forgotten. A text may hold
`{name}` places; an English text may hold a singular and a plural form parted by `|`, chosen by the value `n`.
Below the window and the writers there are keys only; words are chosen here, at the edge.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import Any

LANGUAGES = ("en", "zh")
TABLES = (
    "domain", "changes", "findings", "errors", "interface", "panels", "figures", "printing", "telling", "commands", "views",
    "path_words", "comfort", "importing", "import_window", "drawing", "outline", "preferences", "first_steps",
    "journeys", "data_files", "sources",
)  # fmt: skip

Words = dict[str, tuple[str, str]]


@cache
def table() -> Words:
    """All words of the program. A key is in one table only."""
    words: Words = {}
    for name in TABLES:
        words.update(import_module(f"journeymap.labels.{name}").WORDS)
    return words


def say(key: str, language: str, /, **values: Any) -> str:
    """The words for `key` in `language` ('en' or 'zh') with `values` put in. Raises KeyError for an unknown key."""
    return _fill(table()[key], language, values)


def say_token(prefix: str, token: str | None, language: str) -> str:
    """The words for an open token such as a channel: `prefix.token`; the token itself where no words are known."""
    if token is None:
        return ""
    pair = table().get(f"{prefix}.{token}")
    return _fill(pair, language, {}) if pair is not None else token.replace("_", " ")


def quoted(text: str, language: str) -> str:
    """A name in quotation marks; the curly ones of the shipped font are as wide as a Chinese character."""
    return f"“{text}”" if language == "zh" else f'"{text}"'


def listed(words: Iterable[str], language: str) -> str:
    """Words after each other, parted as the language does."""
    return ("、" if language == "zh" else ", ").join(words)


def _fill(pair: tuple[str, str], language: str, values: dict[str, Any]) -> str:
    text = pair[1] if language == "zh" else pair[0]
    if "|" in text and "n" in values:
        one, many = text.split("|", 1)
        text = one if values["n"] == 1 else many
    return text.format_map(values) if values else text
