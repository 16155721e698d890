"""Places in an order: new keys at the end, behind a record, or before one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from journeymap.model.order import key_between, keys_between


class Ordered(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def order(self) -> str: ...


def key_at_end(rows: Sequence[Ordered]) -> str:
    """A key behind all rows."""
    return key_between(max((row.order for row in rows), default=None), None)


def key_at(rows: Sequence[Ordered], place: int) -> str:
    """A key for the `place`-th row (0 = first) among rows sorted by key; behind the last one where place is too large."""
    before = rows[place - 1].order if 0 < place <= len(rows) else None
    after = rows[place].order if 0 <= place < len(rows) else None
    if place > len(rows):
        return key_at_end(rows)
    if after is not None and (before or "") >= after:
        return key_between(before, None)
    return key_between(before, after)


def key_behind(rows: Sequence[Ordered], row_id: str) -> str:
    """A key directly behind a row; at the end where the row is not among them."""
    ids = [row.id for row in rows]
    return key_at(rows, ids.index(row_id) + 1) if row_id in ids else key_at_end(rows)


def fresh_keys(count: int) -> list[str]:
    """Keys for a whole new row of records."""
    return keys_between(None, None, count)
