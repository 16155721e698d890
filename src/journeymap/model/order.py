"""Sortable keys: the order of stages, lanes, touchpoints and annotations is a text in the record, not a place in a
list.

A key between two others nearly always exists, so moving one record changes that record alone. Keys are digits of base
62 read as a fraction; records with equal keys are ordered by their ids. What to do where there is no room is left to
`edit.ordering`.
"""

from __future__ import annotations

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
BASE = len(DIGITS)
_VALUE = {digit: value for value, digit in enumerate(DIGITS)}
_LAST = DIGITS[-1]


def key_between(before: str | None, after: str | None) -> str:
    """A key greater than `before` and less than `after`; None stands for the open end.

    Raises ValueError if there is none: `before` is not less than `after`, or only zeros part them.
    """
    return _behind(before) if before and after is None else _halfway(before, after)


def keys_between(before: str | None, after: str | None, count: int) -> list[str]:
    """`count` rising keys between two others, evenly spread so that they stay short. Raises ValueError as above."""
    if count == 0:
        return []
    middle = _halfway(before, after)
    left = count // 2
    return [*keys_between(before, middle, left), middle, *keys_between(middle, after, count - left - 1)]


def _halfway(before: str | None, after: str | None) -> str:
    low = before or ""
    if after is not None and low >= after:
        raise ValueError(f"no key lies between {before!r} and {after!r}")
    key = ""
    while True:
        place = len(key)
        if after is not None and place >= len(after):
            raise ValueError(f"no key lies between {before!r} and {after!r}")
        low_digit = _VALUE[low[place]] if place < len(low) else 0
        high_digit = _VALUE[after[place]] if after is not None else BASE
        if high_digit - low_digit > 1:
            return key + DIGITS[(low_digit + high_digit) // 2]
        key += DIGITS[low_digit]
        if low_digit < high_digit:
            after = None


def _behind(low: str) -> str:
    """The next key in a count without end, in which as many z as stand in front tell how many digits follow them.

    Halving what is left up to the end instead would make keys longer by a digit at each sixth record.
    """
    level = len(low) - len(low.lstrip(_LAST))
    number = 0
    for digit in low[level : 2 * level + 1].ljust(level + 1, DIGITS[0]):
        number = number * BASE + _VALUE[digit]
    number += 1
    # No key ends in a zero: nothing would lie between it and the same key without.
    number += number % BASE == 0
    if number >= (BASE - 1) * BASE**level:
        level, number = level + 1, 1
    digits = ""
    for _place in range(level + 1):
        number, value = divmod(number, BASE)
        digits = DIGITS[value] + digits
    return _LAST * level + digits
