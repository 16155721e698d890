"""Line breaking for Chinese, English and mixed text.

English breaks between words, Chinese between characters, with closing punctuation never at the start of a line and opening
punctuation never at its end (the rules of GB/T 15834 and of UAX #14 as far as these two scripts need them).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from journeymap.typesetting.metrics import width

_NO_START = frozenset("，。、；：？！）」』】》〉〕”’…—·％‰℃,.;:?!)]}%~～│ー々")
_NO_END = frozenset("（「『【《〈〔“‘￥¥£€$([{#")
_BREAK_AFTER = frozenset("-/–\u200b")
_CJK = "\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003ffff“”‘’…—·"  # noqa: E501
# Spaces at which a line may break: not the fixed ones (U+00A0, U+202F).
_SPACE = r"[^\S\u00a0\u202f]"
_UNITS = re.compile(rf"[{_CJK}]|(?:(?!{_SPACE})[^{_CJK}])+|{_SPACE}+")
_NUMBER_AND_SPACE = re.compile(r"\d\s$")
_APOSTROPHES = "’·"
_ELLIPSIS = "…"


class Lines(NamedTuple):
    """Broken text: its lines, and whether it had to be shortened to fit."""

    lines: tuple[str, ...]
    shortened: bool


def _units(paragraph: str) -> list[str]:
    """The pieces that may not be broken inside, spaces attached to what stands before them."""
    pieces: list[str] = []
    for match in _UNITS.finditer(paragraph):
        text = match.group()
        if pieces and _clings(pieces[-1], text):
            pieces[-1] += text
        else:
            pieces.append(text)
    return [part for piece in pieces for part in _at_hyphens(piece)]


def _clings(before: str, text: str) -> bool:
    if text.isspace():
        return True
    if before[-1].isspace():
        return text[0] in "%‰" and _NUMBER_AND_SPACE.search(before) is not None
    if before[-1] in _APOSTROPHES and _is_letter(before[-2:-1]) and _is_letter(text[0]):
        return True
    return text[0] in _NO_START or before[-1] in _NO_END or (before[-1] == text[0] and text[0] in "…—")


def _is_letter(character: str) -> bool:
    return character.isalpha() and character < "\u2e80"


def _at_hyphens(piece: str) -> list[str]:
    parts, start = [], 0
    for place in range(1, len(piece) - 1):
        if piece[place] in _BREAK_AFTER and piece[place - 1].isalnum() and piece[place + 1].isalpha():
            parts.append(piece[start : place + 1])
            start = place + 1
    parts.append(piece[start:])
    return parts


def _split_word(word: str, limit: float, size: float, bold: bool) -> list[str]:
    """A word wider than the line, cut between characters; accents stay with their letters."""
    parts, part = [], ""
    for character in word:
        if part and not unicodedata.combining(character) and width(part + character, size, bold) > limit:
            parts.append(part)
            part = ""
        part += character
    return [*parts, part]


@lru_cache(maxsize=16384)
def _measured(paragraph: str, bold: bool) -> tuple[tuple[str, float, float], ...]:
    """The pieces of a paragraph, each with its width in em with and without the spaces at its end."""
    return tuple((unit, width(unit, 1.0, bold), width(unit.rstrip(), 1.0, bold)) for unit in _units(paragraph))


@lru_cache(maxsize=8192)
def break_lines(text: str, limit: float, size: float, bold: bool = False, max_lines: int | None = None) -> Lines:
    """`text` in lines no wider than `limit` (same unit as `size`); beyond `max_lines` the last line ends in '…'."""
    lines: list[str] = []
    room = limit / size + 1e-9
    for paragraph in text.replace("\t", " ").split("\n"):
        line, taken = "", 0.0
        for unit, whole, bare in _measured(paragraph, bold):
            if line and taken + bare > room:
                lines.append(line.rstrip())
                line, taken = "", 0.0
                if max_lines is not None and len(lines) > max_lines:
                    break
            line += unit
            taken += whole
            if bare > room:
                *full, line = _split_word(line, limit, size, bold)
                lines.extend(full)
                taken = width(line, 1.0, bold)
        lines.append(line.rstrip())
        if max_lines is not None and len(lines) > max_lines:
            break
    if max_lines is None or len(lines) <= max_lines:
        return Lines(tuple(lines), False)
    kept = lines[:max_lines]
    kept[-1] = shorten(kept[-1], limit, size, bold, force=True)
    return Lines(tuple(kept), True)


def shorten(text: str, limit: float, size: float, bold: bool = False, *, force: bool = False) -> str:
    """One line of text cut to `limit` with '…' at its end; with `force`, '…' even if it fits (text goes on elsewhere)."""
    if not force and width(text, size, bold) <= limit:
        return text
    text = text.rstrip(_ELLIPSIS)
    room = limit - width(_ELLIPSIS, size, bold)
    taken, kept = 0.0, 0
    for character in text:
        taken += width(character, size, bold)
        if taken > room:
            break
        kept += 1
    return text[:kept].rstrip(" ，。、；：,.;:") + _ELLIPSIS
