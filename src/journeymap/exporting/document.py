"""A document to be read in order: sections with headings, paragraphs, lists, tables and figures, as plain data.

It knows nothing of pages or of HTML: `paging` sets it on paper with its structure as tags, `html` writes it for a browser.
Texts are in all languages of the project; who sets them chooses. A place that links lead to has a key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.model.text import EMPTY, LocalText

if TYPE_CHECKING:
    from journeymap.exporting.blocks import Block
    from journeymap.exporting.plan import Plan


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere: to the section with this key, or to an address (http, https, mailto)."""

    text: LocalText
    to: str

    @property
    def is_address(self) -> bool:
        return self.to.startswith(("http://", "https://", "mailto:"))


Words = LocalText | Link


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `role` is 'body', 'lead' (larger), 'strong' or 'small'."""

    text: Words
    role: str = "body"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of items; with numbers where their order matters."""

    items: tuple[Words, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under column heads; the first cell of each row is its head. Without `heads` the rows are names with values.

    `shares` says how the width is divided among the columns; even where it is empty.
    """

    caption: LocalText
    heads: tuple[LocalText, ...]
    rows: tuple[tuple[Words, ...], ...]
    shares: tuple[float, ...] = ()

    @property
    def columns(self) -> int:
        return len(self.rows[0]) if self.rows else len(self.heads)


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with the words that take its place. `draw` makes it for a width in points."""

    draw: Callable[[float], Block]
    alternative: LocalText
    caption: LocalText = EMPTY


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page that is drawn already, in a size of its own: the poster inside a report. HTML shows it as a picture."""

    plan: Plan
    caption: LocalText = EMPTY


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents, made of the sections down to `depth`."""

    depth: int = 2


Part = Paragraph | Bullets | Table | Figure | DrawnPage | Contents


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what belongs under it. `whole` sections are not broken over pages as long as a page holds them."""

    title: LocalText
    parts: tuple[Part, ...] = ()
    sections: tuple[Section, ...] = ()
    key: str = ""
    new_page: bool = False
    whole: bool = False

    def walk(self, depth: int = 1) -> Iterator[tuple[int, Section]]:
        """This section and those inside it with their depths, in reading order."""
        yield depth, self
        for each in self.sections:
            yield from each.walk(depth + 1)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document: what it says of itself, what stands before the first section, and the sections."""

    title: LocalText
    subtitle: LocalText
    sections: tuple[Section, ...]
    opening: tuple[Part, ...] = ()
    cover: bool = False
    author: LocalText = EMPTY
    subject: LocalText = EMPTY
    keywords: tuple[LocalText, ...] = ()
    date: str = ""

    def walk(self) -> Iterator[tuple[int, Section]]:
        """All sections with their depths, in reading order."""
        for each in self.sections:
            yield from each.walk()


def facts(caption: LocalText, pairs: Iterable[tuple[LocalText, Words]]) -> Table:
    """Names with their values, as a table without column heads."""
    return Table(caption, (), tuple((name, value) for name, value in pairs), (0.32, 0.68))
