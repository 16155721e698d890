"""Finding things by what somebody types: words in any order and any language, parts of words, first letters of Chinese readings.

Plain functions on texts, without Qt.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

# The first level of GB 2312 is sorted by readings in pinyin; these are the characters with which each letter begins.
_LETTERS = "abcdefghjklmnopqrstwxyz"
_STARTS = [character.encode("gb2312") for character in "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"]
_END = b"\xd7\xfa"
# Common characters with another reading that begins otherwise.
_OTHER_READINGS = dict(
    zip(
        "行长重调参单曾降便朝藏传弹系乐省校车率会给识折盛石术暴贾解奇宿叶仇区查卡",
        "hzctsszxpzzzdjyxjjskjzscdzpgxjxxqozq",
        strict=True,
    )
)
ANY = ""
"""The initials of a character whose reading is not known: any letter will do."""


@lru_cache(maxsize=8192)
def initials_of(character: str) -> str | None:
    """The letters with which a Chinese character's readings begin: `ANY` where they are unknown, None for other characters."""
    if not "\u3400" <= character <= "\u9fff":
        return None
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return ANY
    if not _STARTS[0] <= code < _END:
        return ANY
    return _LETTERS[bisect_right(_STARTS, code) - 1] + _OTHER_READINGS.get(character, "")


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


def rank(target: Target, words: Sequence[str]) -> int | None:
    """How well all words (casefolded) fit, 0 best; None where one of them fits nowhere."""
    worst = 0
    for word in words:
        found = _rank_of_word(target, word)
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
