"""Where words end that the page only parts by its lines: a reading program needs a space there (ISO 32000-1, 14.8.2.5).

A space that a line was broken at is gone from the plan; it is put back behind the line, where it leaves no ink.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journeymap.exporting.plan import Close, Mark, Open, Text
from journeymap.typesetting import width

_NO_SPACES_FROM = "\u2e80"
"""Writing in which words are not parted begins here in Unicode."""


def with_breaks(marks: Iterable[Mark]) -> Iterator[tuple[Mark, bool]]:
    """Each mark, and whether it is a text with a word's end between it and the next text of the same element."""
    waiting: list[Mark] = []
    for mark in marks:
        if waiting and isinstance(mark, Text | Open | Close):
            text, *others = waiting
            yield text, isinstance(text, Text) and isinstance(mark, Text) and _ends_word(text, mark)
            yield from ((other, False) for other in others)
            waiting = []
        if waiting or isinstance(mark, Text):
            waiting.append(mark)
        else:
            yield mark, False
    yield from ((mark, False) for mark in waiting)


def _ends_word(text: Text, following: Text) -> bool:
    last, first = text.text[-1:], following.text[:1]
    if last >= _NO_SPACES_FROM or first >= _NO_SPACES_FROM or last.isspace():
        return False
    if abs(text.y - following.y) < 0.01:
        return True
    # A line without a space that is full up to the next letter was broken inside a word.
    return " " in text.text or text.width + width(first, text.size, text.bold) <= text.space
