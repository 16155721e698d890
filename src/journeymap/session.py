"""One open project: its document, its history, its pictures and where it is saved. The window works on sessions; no
Qt in here.

The journal, locks and recovery join here as listeners of the document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from journeymap import storage
from journeymap.edit import projects, review
from journeymap.model import queries
from journeymap.model.changes import Change, ChangeSet, Label, Origin
from journeymap.model.document import Document, State
from journeymap.model.history import History
from journeymap.model.records import Record
from journeymap.model.values import new_id

Clock = Callable[[], datetime]


def _now() -> datetime:
    return datetime.now(UTC)


class Session:
    """An open project. `run` is the one way to change it from the window."""

    def __init__(self, document: Document, loaded: storage.LoadedProject | None = None, clock: Clock = _now) -> None:
        self.document = document
        self.history = History(document)
        self.path: Path | None = None
        self.title_hint = ""
        self.saved_at: datetime | None = None
        self._clock = clock
        self._loaded = loaded
        self._identity = loaded.identity if loaded else None
        self._document_id = loaded.document_id if loaded else new_id()
        self._file_revision = loaded.revision if loaded else 0
        self._saved_revision = document.revision
        self._saved_step: ChangeSet | None = None
        self._touched_by_others = False
        document.listen(self._on_change)
        self._media: dict[str, bytes] = dict(loaded.media) if loaded else {}

    @classmethod
    def new(cls, template: str = "empty", languages: tuple[str, str] = ("zh", "en"), paper: str = "A3") -> Session:
        """A project made from a template, not yet saved anywhere."""
        return cls(projects.new_project(template, languages, paper))

    @classmethod
    def open(cls, path: Path) -> Session:
        """The project in a file. Raises storage.FileError."""
        loaded = storage.load_project(path)
        session = cls(Document(loaded.records), loaded)
        session.path = path
        return session

    @classmethod
    def open_copy(cls, path: Path) -> Session:
        """The project in a file, as a new one that has no place yet: samples are opened so, to leave them as they
        are.
        """
        loaded = storage.load_project(path)
        session = cls(Document(loaded.records), loaded)
        session._identity = None
        session._document_id = new_id()
        session.title_hint = path.stem
        return session

    @classmethod
    def made_of(cls, records: Iterable[Record], title_hint: str) -> Session:
        """A project of records that no file of ours holds yet: it is not saved, and says so."""
        session = cls(Document(records))
        session.title_hint = title_hint
        session._touched_by_others = True
        session._saved_revision = -1
        return session

    @property
    def state(self) -> State:
        return self.document.state

    @property
    def media(self) -> Mapping[str, bytes]:
        return self._media

    def add_media(self, media: Mapping[str, bytes]) -> None:
        """Keep pictures (SHA-256 → bytes) for media records. Those that no record names are not saved."""
        self._media |= media

    @property
    def notices(self) -> tuple[storage.Notice, ...]:
        """What is to be told about the file that was opened."""
        return self._loaded.notices if self._loaded else ()

    @property
    def is_modified(self) -> bool:
        """Whether there are changes that no file holds. Undoing all since the last save leaves none."""
        if self.document.revision == self._saved_revision:
            return False
        return self._touched_by_others or self.history.last_step is not self._saved_step

    @property
    def languages(self) -> tuple[str, str]:
        return queries.project(self.state).languages

    def run(self, label: Label, changes: Iterable[Change], merge_key: str | None = None) -> ChangeSet | None:
        """Apply changes as one step of the history. Steps with the same `merge_key` in a row become one (typing).

        Approved journeys that they change become drafts by the same step.
        """
        changes = list(changes)
        changes += review.set_back(self.state, changes)
        return self.document.apply(changes, label, at=self._clock(), merge_key=merge_key)

    def _on_change(self, change_set: ChangeSet) -> None:
        if change_set.origin not in (Origin.LOCAL, Origin.HISTORY):
            self._touched_by_others = True

    def undo(self) -> ChangeSet | None:
        return self.history.undo()

    def redo(self) -> ChangeSet | None:
        return self.history.redo()

    def travel(self, place: int) -> list[Change]:
        """Undo or redo until `place` steps are done, as near as can be; all that changed on the way, in order."""
        changes: list[Change] = []
        while self.history.place > place and (applied := self.history.undo()) is not None:
            changes += applied.changes
        while self.history.place < place and (applied := self.history.redo()) is not None:
            changes += applied.changes
        return changes

    def save(self, path: Path | None = None, *, overwrite: bool = False) -> None:
        """Save to `path`, or where the project was saved last.

        Raises storage.FileError; then everything is as before, the former file included. A file that somebody else
        changed meanwhile is not replaced unless `overwrite` says so.
        """
        target = path or self.path
        if target is None:
            raise ValueError("a project that was never saved needs a path")
        revision = self.document.revision
        same = self.path is not None and target.resolve() == self.path.resolve()
        expected = self._identity if same and not overwrite else None
        self._identity = storage.save_project(
            target,
            self.document.snapshot(),
            self._media,
            document_id=self._document_id,
            revision=self._file_revision + 1,
            unknown_members=self._loaded.unknown_members if self._loaded else {},
            header_extra=self._loaded.header_extra if self._loaded else {},
            expected=expected,
        )
        self._file_revision += 1
        self.path = target
        self._saved_revision = revision
        self._saved_step = self.history.last_step
        self._touched_by_others = False
        self.saved_at = self._clock()
        self.history.close_step()
