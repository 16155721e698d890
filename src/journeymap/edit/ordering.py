"""Places in an order: new keys at the end, behind a record, or among others, and new keys for all where none is left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from journeymap.model.changes import Change, Set
from journeymap.model.order import key_between, keys_between

LONGEST = 100
"""Keys longer than this are a sign that a row should get fresh ones; records take twice as many digits."""


class Ordered(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def order(self) -> str: ...


def key_at_end(rows: Sequence[Ordered]) -> str:
    """A key behind all rows. (Behind a hopelessly long one: the same key, so that ids decide.)"""
    last = max((row.order for row in rows), default=None)
    key = key_between(last, None)
    return key if len(key) <= 2 * LONGEST else last or key


def room_at(rows: Sequence[Ordered], place: int, count: int = 1) -> tuple[list[str], list[Change]]:
    """Keys for `count` records at `place` (0 = first) among rows in their order.

    The changes give all rows fresh keys where two of them share one or keys have grown too long; else there are none.
    """
    place = min(max(place, 0), len(rows))
    before = rows[place - 1].order if place else None
    after = rows[place].order if place < len(rows) else None
    try:
        keys = keys_between(before, after, count) if count > 1 else [key_between(before, after)]
    except ValueError:
        keys = []
    if keys and max(map(len, keys)) <= LONGEST:
        return keys, []
    fresh = fresh_keys(len(rows) + count)
    own = fresh[place : place + count]
    del fresh[place : place + count]
    return own, [Set(row.id, "order", key) for row, key in zip(rows, fresh, strict=True) if row.order != key]


def place_behind(rows: Sequence[Ordered], row_id: str) -> int:
    """The place directly behind a row; at the end where the row is not among them."""
    return next((place for place, row in enumerate(rows, 1) if row.id == row_id), len(rows))


def fresh_keys(count: int) -> list[str]:
    """Keys for a whole new row of records."""
    return keys_between(None, None, count)
