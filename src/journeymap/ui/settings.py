"""What this person chose and did last on this computer: language, theme, recent files, window. Kept outside of
projects.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QByteArray, QLocale, QSettings

MAX_RECENT = 12


class Settings:
    """Reads and writes the user's settings; a test gives its own file."""

    def __init__(self, file: Path | None = None) -> None:
        if file is not None:
            self._store = QSettings(str(file), QSettings.Format.IniFormat)
        else:
            self._store = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "journeymap", "journeymap")

    @property
    def language(self) -> str:
        chosen = self._store.value("language")
        if chosen in ("en", "zh"):
            return str(chosen)
        return "zh" if QLocale().language() == QLocale.Language.Chinese else "en"

    @language.setter
    def language(self, name: str) -> None:
        self._store.setValue("language", name)

    @property
    def theme(self) -> str:
        return str(self._store.value("theme", "light"))

    @theme.setter
    def theme(self, name: str) -> None:
        self._store.setValue("theme", name)

    @property
    def show_unverified(self) -> bool:
        """Whether rows of the standard's catalogue that nobody has verified are shown."""
        return self._store.value("show_unverified", "false") in (True, "true")

    @show_unverified.setter
    def show_unverified(self, shown: bool) -> None:
        self._store.setValue("show_unverified", shown)

    @property
    def own_catalogue(self) -> Path | None:
        """The team's own catalogue file, laid over the one that comes with the program."""
        name = self._store.value("own_catalogue")
        return Path(name) if isinstance(name, str) and name else None

    @own_catalogue.setter
    def own_catalogue(self, path: Path | None) -> None:
        self._store.setValue("own_catalogue", str(path) if path is not None else "")

    @property
    def recent(self) -> list[Path]:
        """The files opened or saved last that are still there, newest first."""
        stored = self._store.value("recent", [])
        names = [stored] if isinstance(stored, str) else stored if isinstance(stored, list) else []
        return [path for name in names if (path := Path(name)).is_file()]

    def add_recent(self, path: Path) -> None:
        paths = [path.resolve(), *(each for each in self.recent if each != path.resolve())]
        self._store.setValue("recent", [str(each) for each in paths[:MAX_RECENT]])

    @property
    def export(self) -> dict[str, str]:
        """How and where a map was exported last: format, paper, orientation, language, folder, as far as known."""
        names = ("format", "paper", "orientation", "language", "saves_ink", "folder")
        stored = ((name, self._store.value(f"export/{name}")) for name in names)
        return {name: str(value) for name, value in stored if value is not None}

    @export.setter
    def export(self, choices: Mapping[str, str]) -> None:
        for name, value in choices.items():
            self._store.setValue(f"export/{name}", value)

    @property
    def geometry(self) -> QByteArray | None:
        value = self._store.value("geometry")
        return value if isinstance(value, QByteArray) else None

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._store.setValue("geometry", value)
