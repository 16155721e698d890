"""The one exception that leaves importing."""

from __future__ import annotations

from typing import Any


class ImportProblem(Exception):
    """A file that cannot be read in. `key` names the cause for `labels.say`, `values` fill its places."""

    def __init__(self, key: str, /, **values: Any) -> None:
        super().__init__(f"{key} {values}")
        self.key = key
        self.values = values


class Cancelled(Exception):
    """The reader was asked to stop."""
