"""A journey as a reader finds it in a file: plain words and keys, before it is records of a project.

Every reader makes sketches and nothing else; `drawing` turns them into records. A sketch may be patchy: cards without
stage or lane, ways whose kind is not known, ends that are not there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from journeymap.model.values import Duration


@dataclass(slots=True)
class Column:
    """A stage."""

    key: str
    title: str
    aim: str = ""


@dataclass(slots=True)
class Row:
    """A lane. `kind` is empty where it is to be guessed from the title."""

    key: str
    title: str
    kind: str = ""
    actor: str = ""


@dataclass(slots=True)
class Card:
    """A touchpoint. `fields` holds further fields of the record; texts among them are plain."""

    key: str
    title: str
    stage: str = ""
    lane: str = ""
    kind: str = "action"
    description: list[str] = field(default_factory=list)
    fields: dict[str, Any] = field(default_factory=dict)
    pains: list[str] = field(default_factory=list)
    needs: list[str] = field(default_factory=list)
    ideas: list[str] = field(default_factory=list)
    sub: str = ""
    """The key of the sketch that tells this touchpoint in detail."""


@dataclass(slots=True)
class Way:
    """A connection. An empty `kind` becomes sequence, branch or loop by where the way stands among the others."""

    source: str
    target: str
    kind: str = ""
    condition: str = ""
    share: float | None = None
    waiting: Duration | None = None
    cases: int | None = None


@dataclass(slots=True)
class Sketch:
    """One journey. `key` is only needed where another sketch refers to it."""

    title: str = ""
    summary: str = ""
    key: str = ""
    language: str = ""
    is_model: bool = False
    """Whether it is a model of how an organization works, in which no lane need be the citizen's."""
    columns: list[Column] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)
    ways: list[Way] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Texts for sticky notes, each with the key of its card or ''."""

    def column(self, title: str, aim: str = "") -> str:
        """The key of a new stage."""
        self.columns.append(Column(f"s{len(self.columns)}", title, aim))
        return self.columns[-1].key

    def row(self, title: str, kind: str = "", actor: str = "") -> str:
        """The key of the lane of this title, which is made where there is none yet."""
        for each in self.rows:
            if each.title == title:
                return each.key
        self.rows.append(Row(f"l{len(self.rows)}", title, kind, actor))
        return self.rows[-1].key

    def chain(self, keys: list[str]) -> None:
        """Connect cards one after the other."""
        self.ways += [Way(one, other) for one, other in pairwise(keys)]
