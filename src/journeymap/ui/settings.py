"""What this person chose and did last on this computer: language, looks, keys, recent files, how the window was left.

Kept outside of projects.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QLocale, QSettings, QStandardPaths

MAX_RECENT = 12
MAX_FOUND = 8
PAPERS = ("A3", "A4", "A2", "A1", "A0", "Letter", "Tabloid")
SCALES = (0.75, 0.9, 1.0, 1.25, 1.5, 1.75, 2.0)
"""How large the window can be shown."""
PREFERENCES = (
    "language", "theme", "contrast", "scale", "animations", "author", "first_language", "paper", "own_catalogue",
    "show_unverified", "reopens_last",
)  # fmt: skip
"""What a person chose, as opposed to what she did last."""


class Settings:
    """Reads and writes the user's settings; a test gives its own file."""

    def __init__(self, file: Path | None = None) -> None:
        if file is not None:
            self._store = QSettings(str(file), QSettings.Format.IniFormat)
            self.cache = file.parent / "cache"
        else:
            self._store = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "journeymap", "journeymap")
            place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericCacheLocation)
            self.cache = Path(place) / "journeymap"
        """Where what can be made again is kept, such as pictures of recent files."""

    def reset(self) -> None:
        """Forget what was chosen in the preferences; keys, recent files and the state of the window stay."""
        for name in PREFERENCES:
            self._store.remove(name)

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
        """ "light", "dark", or "system" for whichever the system shows."""
        return self._one_of("theme", ("system", "light", "dark"))

    @theme.setter
    def theme(self, choice: str) -> None:
        self._store.setValue("theme", choice)

    @property
    def contrast(self) -> bool:
        """Whether colours of high contrast are wanted."""
        return self._flag("contrast", default=False)

    @contrast.setter
    def contrast(self, wanted: bool) -> None:
        self._store.setValue("contrast", wanted)

    @property
    def scale(self) -> float:
        """How large everything is from the next start on; 1.0 is what the system thinks right."""
        try:
            return min(max(float(self._store.value("scale", 1.0)), SCALES[0]), SCALES[-1])  # type: ignore[arg-type]
        except (TypeError, ValueError):
            return 1.0

    @scale.setter
    def scale(self, factor: float) -> None:
        self._store.setValue("scale", factor)

    @property
    def animations(self) -> bool:
        """Whether things may move smoothly to their places."""
        return self._flag("animations", default=True)

    @animations.setter
    def animations(self, wanted: bool) -> None:
        self._store.setValue("animations", wanted)

    @property
    def author(self) -> str:
        """The name under which this person writes comments and reviews."""
        return str(self._store.value("author", ""))

    @author.setter
    def author(self, name: str) -> None:
        self._store.setValue("author", name.strip())

    @property
    def first_language(self) -> str:
        """The first language of new projects: "en", "zh", or "window" for that of the window."""
        return self._one_of("first_language", ("window", "en", "zh"))

    @first_language.setter
    def first_language(self, choice: str) -> None:
        self._store.setValue("first_language", choice)

    @property
    def paper(self) -> str:
        """The paper of new projects."""
        return self._one_of("paper", PAPERS)

    @paper.setter
    def paper(self, name: str) -> None:
        self._store.setValue("paper", name)

    @property
    def reopens_last(self) -> bool:
        """Whether the program begins with the file that was open last."""
        return self._flag("reopens_last", default=False)

    @reopens_last.setter
    def reopens_last(self, wanted: bool) -> None:
        self._store.setValue("reopens_last", wanted)

    @property
    def toured(self) -> bool:
        """Whether the first steps were shown or skipped."""
        return self._flag("toured", default=False)

    @toured.setter
    def toured(self, done: bool) -> None:
        self._store.setValue("toured", done)

    @property
    def table_columns(self) -> tuple[str, ...]:
        """The columns of the table that are wanted; none for the usual ones."""
        return _texts(self._store.value("table_columns"))

    @table_columns.setter
    def table_columns(self, columns: Sequence[str]) -> None:
        self._store.setValue("table_columns", list(columns))

    # keys

    @property
    def keys(self) -> dict[str, tuple[str, ...]]:
        """The keys that were changed: command → its keys in Qt's portable spelling, perhaps none."""
        self._store.beginGroup("keys")
        found = {name: _texts(self._store.value(name)) for name in self._store.childKeys()}
        self._store.endGroup()
        return found

    def set_keys(self, command_id: str, keys: Sequence[str] | None) -> None:
        """Remember the keys of a command; None for those that it comes with."""
        if keys is None:
            self._store.remove(f"keys/{command_id}")
        else:
            self._store.setValue(f"keys/{command_id}", list(keys))

    def reset_keys(self) -> None:
        """Give all commands the keys that they come with."""
        self._store.remove("keys")

    @property
    def found(self) -> tuple[str, ...]:
        """What was chosen last in the list that finds everything, the latest first."""
        return _texts(self._store.value("found"))

    def add_found(self, key: str) -> None:
        self._store.setValue("found", [key, *(each for each in self.found if each != key)][:MAX_FOUND])

    @property
    def show_unverified(self) -> bool:
        """Whether rows of the standard's catalogue that nobody has verified are shown."""
        return self._flag("show_unverified", default=False)

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
        """The files opened or saved last that are still there: first those that were pinned, then the newest."""
        pinned = self.pinned
        found = [path for name in _texts(self._store.value("recent")) if (path := Path(name)).is_file()]
        return sorted(found, key=lambda path: path not in pinned)

    def add_recent(self, path: Path) -> None:
        path = path.resolve()
        others = [Path(name) for name in _texts(self._store.value("recent")) if Path(name) != path]
        pinned = self.pinned
        others = [each for each in others if each in pinned] + [each for each in others if each not in pinned]
        kept = [path, *others][:MAX_RECENT]
        self._store.setValue("recent", [str(each) for each in kept])
        self._store.setValue("last", str(path))

    def remove_recent(self, path: Path) -> None:
        """Forget a file; the file itself stays where it is."""
        names = [name for name in _texts(self._store.value("recent")) if Path(name) != path]
        self._store.setValue("recent", names)
        self.pin(path, pinned=False)

    def clear_recent(self) -> None:
        """Forget all files but those that were pinned."""
        pinned = self.pinned
        self._store.setValue("recent", [str(each) for each in self.recent if each in pinned])

    @property
    def pinned(self) -> frozenset[Path]:
        """The recent files that stay on top."""
        return frozenset(Path(name) for name in _texts(self._store.value("pinned")))

    def pin(self, path: Path, *, pinned: bool) -> None:
        others = self.pinned - {path}
        self._store.setValue("pinned", sorted(str(each) for each in (others | {path} if pinned else others)))

    @property
    def last(self) -> Path | None:
        """The file that was open last, where it is still there."""
        name = self._store.value("last")
        path = Path(name) if isinstance(name, str) and name else None
        return path if path is not None and path.is_file() else None

    @property
    def export(self) -> dict[str, str]:
        """How and where a journey was exported last: edition, format, paper, language, folder …, as far as known."""
        names = ("edition", "format", "paper", "sheet", "orientation", "language", "colours", "public", "folder")
        stored = ((name, self._store.value(f"export/{name}")) for name in names)
        return {name: str(value) for name, value in stored if value is not None}

    @export.setter
    def export(self, choices: Mapping[str, str]) -> None:
        for name, value in choices.items():
            self._store.setValue(f"export/{name}", value)

    @property
    def export_presets(self) -> str:
        """Choices of exports kept under names, as JSON."""
        return str(self._store.value("export/presets", ""))

    @export_presets.setter
    def export_presets(self, presets: str) -> None:
        self._store.setValue("export/presets", presets)

    @property
    def geometry(self) -> QByteArray | None:
        value = self._store.value("geometry")
        return value if isinstance(value, QByteArray) else None

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._store.setValue("geometry", value)

    @property
    def panels(self) -> dict[str, Any]:
        """How the workspace was left: `sizes` of its three parts, whether `navigator` and `inspector` were shown."""
        sizes = [int(each) for each in _texts(self._store.value("panels/sizes")) if each.isdecimal()]
        return {
            "sizes": sizes if len(sizes) == 3 else [],
            "navigator": self._flag("panels/navigator", default=True),
            "inspector": self._flag("panels/inspector", default=True),
        }

    @panels.setter
    def panels(self, left: Mapping[str, Any]) -> None:
        for name, value in left.items():
            self._store.setValue(f"panels/{name}", [str(each) for each in value] if name == "sizes" else value)

    def view_of(self, path: Path) -> str:
        """The view in which a file was left; "" where nobody knows."""
        return str(self._store.value(_view_key(path), ""))

    def set_view_of(self, path: Path, view: str) -> None:
        self._store.setValue(_view_key(path), view)

    # reading

    def _flag(self, key: str, *, default: bool) -> bool:
        return self._store.value(key, default) in (True, "true")

    def _one_of(self, key: str, choices: Sequence[str]) -> str:
        found = self._store.value(key)
        return str(found) if found in choices else choices[0]


def _texts(value: object) -> tuple[str, ...]:
    """A list as the settings file gives it back: none, one or many."""
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(str(each) for each in value) if isinstance(value, list) else ()


def _view_key(path: Path) -> str:
    """Files are told apart by a digest: a path holds signs that mean something in a settings file."""
    return f"views/{sha256(str(path.resolve()).encode()).hexdigest()[:16]}"
