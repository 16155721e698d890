"""The one exception that leaves storage, and the notices that come with a file that did open.

Both carry a key and values; the words are in `labels.errors`. Every key under `error.file` may be filled with `name`,
the name of the file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


class FileError(Exception):
    """A file that cannot be opened or saved. What was on disk and in memory before is as it was.

    `key` names the cause for `labels.say`, `values` fill its places.
    """

    def __init__(self, key: str, /, **values: Any) -> None:
        super().__init__(f"{key} {values}")
        self.key = key
        self.values = values


@dataclass(frozen=True)
class Notice:
    """Something the user should know about a file that opened all the same."""

    key: str
    values: dict[str, Any] = field(default_factory=dict)
