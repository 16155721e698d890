"""Whose name stands under comments and notes: the one in the settings, until there is one that of the system's user."""

from __future__ import annotations

import getpass

from journeymap.ui.settings import Settings


class Author:
    """The person at this window. Without settings the name lasts as long as the program."""

    def __init__(self, settings: Settings | None = None) -> None:
        self._settings = settings
        self._name = ""

    @property
    def name(self) -> str:
        chosen = self._settings.author if self._settings is not None else self._name
        return chosen or _system_user()

    def rename(self, name: str) -> None:
        """Sign with another name from now on; an empty one stands for the system's user."""
        if self._settings is not None:
            self._settings.author = name
        self._name = name.strip()


def _system_user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
