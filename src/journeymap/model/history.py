"""Undo and redo of one's own steps, in the presence of changes that others made meanwhile.

A step is taken back by the inverse of its change set, through the same `Document.apply`, and a field is put back
only if it still holds what the step wrote. A step of which nothing can be taken back any more is passed over.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import replace

from journeymap.model.changes import Add, Change, ChangeSet, Label, Origin, Set, inverse, squash
from journeymap.model.document import Document

DEPTH = 10_000


class History:
    """The steps of this session. Listens to a document and takes in what is of local origin."""

    def __init__(self, document: Document, depth: int = DEPTH) -> None:
        self._document = document
        self._done: deque[ChangeSet] = deque(maxlen=depth)
        self._undone: list[ChangeSet] = []
        self._open_step = False
        self._forgotten: ChangeSet | None = None
        document.listen(self._on_change)

    def _on_change(self, change_set: ChangeSet) -> None:
        last = self._done[-1] if self._done else None
        if change_set.origin is not Origin.LOCAL:
            # Going on with the open step would make its undo take this foreign change back along with it.
            if last is not None and not _fields(change_set).isdisjoint(_fields(last)):
                self._open_step = False
            return
        self._undone.clear()
        if last is not None and self._open_step and change_set.merge_key and change_set.merge_key == last.merge_key:
            merged = squash((*last.changes, *change_set.changes))
            self._done.pop()
            change_set = replace(change_set, changes=merged, label=last.label, actor=last.actor)
        self._open_step = change_set.merge_key is not None and bool(change_set.changes)
        if change_set.changes:
            if len(self._done) == self._done.maxlen:
                self._forgotten = self._done[0]
            self._done.append(change_set)

    def close_step(self) -> None:
        """The next change begins a step of its own, even with the same merge key."""
        self._open_step = False

    @property
    def done(self) -> tuple[ChangeSet, ...]:
        """The steps that can be undone, oldest first."""
        return tuple(self._done)

    @property
    def place(self) -> int:
        """How many steps are done."""
        return len(self._done)

    @property
    def last_step(self) -> ChangeSet | None:
        """The latest step that is done, told apart by identity: the same again means that all since was taken back."""
        return self._done[-1] if self._done else self._forgotten

    @property
    def undone(self) -> tuple[ChangeSet, ...]:
        """The steps that can be redone, the next one last."""
        return tuple(self._undone)

    @property
    def undo_label(self) -> Label | None:
        """What the next undo takes back; None when there is nothing."""
        return self._done[-1].label if self._done else None

    @property
    def redo_label(self) -> Label | None:
        return self._undone[-1].label if self._undone else None

    def undo(self) -> ChangeSet | None:
        """Take back the latest step that still has an effect. Returns what changed, or None."""
        while self._done:
            step = self._done.pop()
            applied = self._reapply(inverse(step.changes), step)
            if applied is not None:
                self._undone.append(replace(step, changes=applied.changes))
                return applied
        return None

    def redo(self) -> ChangeSet | None:
        """Do the latest undone step again. Returns what changed, or None."""
        while self._undone:
            step = self._undone.pop()
            applied = self._reapply(inverse(step.changes), step)
            if applied is not None:
                self._done.append(replace(step, changes=applied.changes))
                return applied
        return None

    def _reapply(self, changes: Iterable[Change], step: ChangeSet) -> ChangeSet | None:
        self._open_step = False
        possible = [change for change in changes if self._still_holds(change)]
        return self._document.apply(possible, step.label, origin=Origin.HISTORY, actor=step.actor, at=step.at)

    def _still_holds(self, change: Change) -> bool:
        if isinstance(change, Add):
            return True
        assert isinstance(change, Set)
        record = self._document.state.find(change.id)
        return record is not None and record.value(change.field) == change.before


def _fields(change_set: ChangeSet) -> frozenset[tuple[str, str]]:
    """The single fields that a change set wrote."""
    return frozenset((change.id, change.field) for change in change_set.changes if isinstance(change, Set))
