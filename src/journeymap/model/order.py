"""Sortable keys: the order of stages, lanes, touchpoints and annotations is a text in the record, not a place in a
list.

A key between two others always exists, so moving one record changes that record alone. Keys are digits of base 62
read as a fraction; records with equal keys are ordered by their ids.
"""

from __future__ import annotations

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_VALUE = {digit: value for value, digit in enumerate(DIGITS)}


def key_between(before: str | None, after: str | None) -> str:
    """A key greater than `before` and less than `after`; None stands for the open end.

    Raises ValueError if `before` is not less than `after`.
    """
    low = before or ""
    if after is not None and low >= after:
        raise ValueError(f"no key lies between {before!r} and {after!r}")
    key = ""
    while True:
        place = len(key)
        low_digit = _VALUE[low[place]] if place < len(low) else 0
        high_digit = _VALUE[after[place]] if after is not None and place < len(after) else len(DIGITS)
        if high_digit - low_digit > 1:
            return key + DIGITS[(low_digit + high_digit) // 2]
        key += DIGITS[low_digit]
        if low_digit < high_digit:
            after = None


def keys_between(before: str | None, after: str | None, count: int) -> list[str]:
    """`count` rising keys between two others, evenly spread so that they stay short."""
    if count == 0:
        return []
    middle = key_between(before, after)
    left = count // 2
    return [*keys_between(before, middle, left), middle, *keys_between(middle, after, count - left - 1)]
