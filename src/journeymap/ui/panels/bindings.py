"""How a control reads and writes one field of one or several records. Controls know bindings, never the session.

Every write is one step of the history; writes of the same field in a row, while somebody types, become one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from journeymap.edit import fields
from journeymap.model.changes import Change, Label
from journeymap.model.document import State
from journeymap.model.records import Record
from journeymap.model.text import EMPTY, LocalText
from journeymap.session import Session
from journeymap.ui.author import Author
from journeymap.ui.words import language, say


class Various(Enum):
    """Stands for the value of a field that several records hold differently."""

    VARIOUS = "various"


VARIOUS = Various.VARIOUS


def _nothing(*_: object) -> None:
    return None


@dataclass(slots=True)
class Context:
    """What all controls of a panel share: the session, the language that is written in, and who to tell of a change."""

    session: Session
    language: str
    changed: Callable[[], None] = _nothing
    jump: Callable[[str], None] = _nothing
    unfolded: set[str] = field(default_factory=set)
    drafts: dict[tuple[tuple[str, ...], str], str] = field(default_factory=dict)
    """Entries that were not understood, as they were typed: records and field → text."""
    edit_persona: Callable[[str], None] = _nothing
    """Opens the editor of a persona."""
    author: Author = field(default_factory=Author)

    @property
    def state(self) -> State:
        return self.session.state

    def run(self, label: str, changes: Iterable[Change], merge_key: str | None = None, /, **values: Any) -> None:
        """Change the project by one step of the history."""
        self.session.run(Label.of(label, **values), changes, merge_key)
        self.changed()


def writing_language(session: Session) -> str:
    """The language in which texts are written at first: the window's where the project has it, else its first one."""
    return language() if language() in session.languages else session.languages[0]


@dataclass(slots=True)
class Subject:
    """The records that the controls of a page are about. A page that stays while another thing is selected changes it."""

    ids: tuple[str, ...]

    @property
    def first(self) -> str:
        return self.ids[0]


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Binding:
    """One field of some records. `word` is the key of what the field is called."""

    context: Context
    subject: Subject
    field: str
    word: str = ""

    @property
    def record_ids(self) -> tuple[str, ...]:
        return self.subject.ids

    @property
    def word_key(self) -> str:
        return self.word or f"field.{self.field}"

    @property
    def label(self) -> str:
        """What the field is called."""
        return say(self.word_key)

    def records(self) -> list[Record]:
        found = (self.context.state.find(each) for each in self.record_ids)
        return [each for each in found if each is not None and not each.deleted]

    def value(self) -> Any:
        """The value that all records have, or VARIOUS."""
        values = [getattr(each, self.field) for each in self.records()]
        if not values:
            return None
        return values[0] if all(each == values[0] for each in values) else VARIOUS

    def write(self, value: Any, *, typing: bool = False) -> None:
        """Give all records the value. While `typing`, steps in a row are one."""
        self.run(fields.set_field(self.record_ids, self.field, value), typing=typing)

    def run(self, changes: Iterable[Change], *, typing: bool = False, language: str = "") -> None:
        merge_key = f"{','.join(self.record_ids)}.{self.field}.{language}" if typing else None
        self.context.run("set_field", changes, merge_key, field=self.word_key)

    def text(self) -> LocalText | Various:
        value = self.value()
        return value if isinstance(value, LocalText) or value is VARIOUS else EMPTY

    def write_text(self, language: str, text: str) -> None:
        """Write a text in one language, as part of one step while somebody types."""
        changes = [
            change
            for each in self.record_ids
            for change in fields.set_text(self.context.state, each, self.field, language, text)
        ]
        self.run(changes, typing=True, language=language)

    def close_step(self) -> None:
        """What is typed from now on is a step of its own."""
        self.context.session.history.close_step()
