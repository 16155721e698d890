"""The words of the window in the language that is chosen for it, and the journey's own text in the language it is
read in.

The window's language is one for the whole program, like Qt's own locale; it can be changed while windows are open.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from journeymap import labels
from journeymap.model.changes import Label
from journeymap.model.text import LocalText

_language = "en"


def language() -> str:
    """The window's language: 'en' or 'zh'."""
    return _language


def set_language(name: str) -> None:
    global _language
    _language = name if name in labels.LANGUAGES else "en"


def say(key: str, /, **values: Any) -> str:
    """The words for a key in the window's language."""
    return labels.say(key, _language, **values)


def say_token(prefix: str, token: str | None) -> str:
    return labels.say_token(prefix, token, _language)


def label_words(found: Label) -> str:
    """A change set's label in words; a value that is itself a key of words is put in as words."""
    values = {name: say(value) if name == "field" else value for name, value in found.values}
    return say(f"change.{found.key}", **values)


def shown(text: LocalText) -> str:
    """A journey's own text as this window shows it: in its language, else in the other one."""
    return text.shown_in(_language)


def sentences(*parts: str) -> str:
    """Sentences after each other; Chinese ones stand without a blank between them."""
    return ("" if _language == "zh" else " ").join(part for part in parts if part)


def listed(words: Iterable[str]) -> str:
    """Words after each other, parted as the window's language does."""
    return labels.listed(words, _language)
