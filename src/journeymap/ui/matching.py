"""Finding things by what somebody types: words in any order and any language, parts of words, first letters of Chinese readings.

Plain functions on texts, without Qt.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from journeymap.resources import resource

WHOLE = -1
ANY = ""
"""The initials of a character whose reading is not known: any letter will do."""


@cache
def _table() -> dict[str, str]:
    """Character → the letters with which its readings begin."""
    found: dict[str, str] = {}
    for letter, characters in json.loads(resource("initials.json").read_text("utf-8")).items():
        for character in characters:
            found[character] = found.get(character, "") + letter
    return found


def initials_of(character: str) -> str | None:
    """The letters with which a Chinese character's readings begin: `ANY` where they are unknown, None for other characters."""
    return _table().get(character, ANY) if "\u3400" <= character <= "\u9fff" else None


@dataclass(frozen=True, slots=True)
class Target:
    """Texts by which a thing can be found, ready for comparing; `hints` find it too, but are not its name.

    `initials` are the first letters of its Chinese texts; `unsure` those of texts with characters that have several or none.
    """

    texts: tuple[str, ...]
    hints: str
    initials: tuple[str, ...]
    unsure: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, named: Sequence[str], hints: Sequence[str] = ()) -> Target:
        texts = tuple(dict.fromkeys(text.casefold() for text in named if text))
        runs = [tuple(found for each in text if (found := initials_of(each)) is not None) for text in texts]
        unsure = tuple(run for run in runs if any(len(letters) != 1 for letters in run))
        sure = tuple("".join(run) for run in runs if run and run not in unsure)
        return cls(texts, " ".join(hints).casefold(), sure, unsure)


def rank(target: Target, words: Sequence[str], *, loosely: bool = False) -> int | None:
    """How well all words (casefolded) fit, best first: `WHOLE` where they are the name, then from 0; None where one fits nowhere.

    `loosely` lets words fit that have letters left out, or one letter too many.
    """
    if " ".join(words) in target.texts:
        return WHOLE
    worst = 0
    for word in words:
        found = _rank_of_word(target, word)
        if found is None and loosely and any(_fits_loosely(text, word) for text in target.texts):
            found = 5
        if found is None:
            return None
        worst = max(worst, found)
    return worst


def _rank_of_word(target: Target, word: str) -> int | None:
    if any(text.startswith(word) for text in target.texts):
        return 0
    if any(f" {word}" in text for text in target.texts):
        return 1
    if any(word in text for text in target.texts):
        return 2
    if word.isascii() and word.isalpha() and _fits_initials(target, word):
        return 3
    return 4 if word in target.hints else None


def _fits_initials(target: Target, word: str) -> bool:
    return any(word in run for run in target.initials) or any(_fits_run(run, word) for run in target.unsure)


def _fits_run(run: Sequence[str], word: str) -> bool:
    """Whether the letters are the initials of characters in a row, at least one of which is known."""
    for start in range(len(run) - len(word) + 1):
        part = run[start : start + len(word)]
        if any(part) and all(letters == ANY or letter in letters for letter, letters in zip(word, part, strict=True)):
            return True
    return False


def _fits_loosely(text: str, word: str) -> bool:
    """Whether the letters of a word come in a text in their order and near each other, but for at most one of them."""
    if len(word) < (3 if word.isascii() else 2):
        return False
    shorter = [word[:place] + word[place + 1 :] for place in range(1, len(word))] if len(word) > 4 else []
    return any(_comes_in_order(text, each) for each in (word, *shorter))


def _comes_in_order(text: str, word: str) -> bool:
    start = text.find(word[0])
    while start >= 0:
        if start == 0 or not word[0].isascii() or not text[start - 1].isalnum():
            place = start
            for letter in word[1:]:
                place = text.find(letter, place + 1, start + 2 * len(word) + 2)
                if place < 0:
                    break
            else:
                return True
        start = text.find(word[0], start + 1)
    return False
