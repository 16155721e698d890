"""The structure of the standard in our own words: editions, levels, principles, dimensions, elements.

Reads the catalogue that comes with the program, or a team's own file of the same form laid over it row by row. Links refer to
rows by id. Rows whose confidence is `unverified` are left out unless they are asked for.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from journeymap.model.text import EMPTY, LocalText
from journeymap.resources import resource

UNVERIFIED = "unverified"

_chosen: Catalogue | None = None


class CatalogueError(ValueError):
    """A catalogue file that cannot be used. `key` names the reason for `labels`, `detail` what to look at."""

    def __init__(self, key: str, name: str, detail: str = "") -> None:
        super().__init__(f"{key}: {name}: {detail}")
        self.key = key
        self.name = name
        self.detail = detail


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Provenance(_Row):
    """Where a row comes from and how sure it is."""

    standard: str = ""
    clause: str | None = None
    confidence: str = "triangulated"


class _Known(_Row):
    """A row that says how sure it is."""

    provenance: Provenance = Provenance()


T = TypeVar("T", bound=_Known)


class Edition(_Row):
    """One published edition of the standard and the clauses that it leaves out."""

    id: str
    title: LocalText
    published: str = ""
    omits: tuple[str, ...] = ()


class Level(_Known):
    """A level of the pyramid, 1 to 4."""

    id: str
    number: Annotated[int, Field(ge=1, le=4)]
    title: LocalText
    short: LocalText = EMPTY
    summary: LocalText = EMPTY
    outcome: LocalText = EMPTY
    focus: str = ""


class Subelement(_Known):
    """A part of an element."""

    title: LocalText
    letter: str | None = None


class Element(_Known):
    """An element of the model, with the question it asks of a touchpoint."""

    id: str
    clause: str
    title: LocalText
    short: LocalText = EMPTY
    summary: LocalText = EMPTY
    prompt: LocalText = EMPTY
    subelements: tuple[Subelement, ...] = ()
    dimension_id: str = ""


class Principle(_Known):
    """A principle of public service excellence."""

    id: str
    clause: str
    group: str = ""
    title: LocalText
    short: LocalText = EMPTY
    summary: LocalText = EMPTY


class Dimension(_Known):
    """One of the four dimensions of the model with its elements."""

    id: str
    clause: str
    title: LocalText
    short: LocalText = EMPTY
    summary: LocalText = EMPTY
    elements: tuple[Element, ...] = ()


class Catalogue(_Row):
    """All rows. Ask the methods, not the fields: they respect the edition and the switch for unverified rows."""

    editions: Annotated[tuple[Edition, ...], Field(min_length=1)]
    levels: tuple[Level, ...]
    principle_rows: tuple[Principle, ...] = Field(alias="principles")
    dimension_rows: tuple[Dimension, ...] = Field(alias="dimensions")
    show_unverified: bool = False

    def edition(self, edition_id: str) -> Edition:
        """The edition of this id; the first one where it is unknown."""
        return next((each for each in self.editions if each.id == edition_id), self.editions[0])

    def dimensions(self, edition_id: str) -> list[Dimension]:
        """The dimensions with the elements that the edition has."""
        omitted = self.edition(edition_id).omits
        return [
            each.model_copy(update={"elements": self._elements(each, omitted)})
            for each in self._visible(self.dimension_rows)
        ]

    def elements(self, edition_id: str) -> list[Element]:
        """The elements that an edition has, in the order of their clauses."""
        return [element for dimension in self.dimensions(edition_id) for element in dimension.elements]

    def principles(self) -> list[Principle]:
        return list(self._visible(self.principle_rows))

    def titles(self, edition_id: str) -> dict[str, LocalText]:
        """What the elements of an edition and the principles are called, in short where they have a short title."""
        rows: list[Element | Principle] = [*self.elements(edition_id), *self.principles()]
        return {row.id: row.short or row.title for row in rows}

    def find(self, row_id: str) -> Element | Principle | None:
        """The element or principle of this id in any edition, hidden or not."""
        return next((row for row in self._rows() if row.id == row_id), None)

    def is_in(self, row_id: str, edition_id: str) -> bool:
        """Whether an edition has the element. Principles belong to all editions."""
        row = self.find(row_id)
        return row is not None and row.clause not in self.edition(edition_id).omits

    def dimension_of(self, element_id: str) -> Dimension | None:
        return next((each for each in self.dimension_rows if any(row.id == element_id for row in each.elements)), None)

    def level(self, number: int) -> Level | None:
        return next((each for each in self.levels if each.number == number), None)

    def _rows(self) -> Iterator[Element | Principle]:
        for dimension in self.dimension_rows:
            yield from dimension.elements
        yield from self.principle_rows

    def _visible(self, rows: Iterable[T]) -> tuple[T, ...]:
        return tuple(row for row in rows if self.show_unverified or row.provenance.confidence != UNVERIFIED)

    def _elements(self, dimension: Dimension, omitted: Container[str]) -> tuple[Element, ...]:
        return tuple(
            row.model_copy(update={"subelements": self._visible(row.subelements)})
            for row in self._visible(dimension.elements)
            if row.clause not in omitted
        )


def load() -> Catalogue:
    """The catalogue in use: the one that comes with the program until `choose` says otherwise."""
    return _chosen or read()


def choose(chosen: Catalogue | None) -> None:
    """Use another catalogue in the whole program; None for the one that comes with it."""
    global _chosen
    _chosen = chosen


@cache
def read(own: Path | None = None, *, show_unverified: bool = False) -> Catalogue:
    """The catalogue that comes with the program, with the rows of a team's `own` file laid over it.

    Raises CatalogueError where the team's file cannot be read or does not have the form of a catalogue.
    """
    data: dict[str, Any] = json.loads(resource("catalogue", "iso11367.json").read_bytes())
    if own is not None:
        data = _overlay(data, _read(own))
    try:
        return Catalogue.model_validate({**data, "show_unverified": show_unverified})
    except ValidationError as error:
        first = error.errors()[0]
        place = " → ".join(str(part) for part in first["loc"])
        raise CatalogueError("error.catalogue.form", own.name if own else "", f"{place}: {first['msg']}") from error


def _read(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise CatalogueError("error.catalogue.unreadable", path.name, str(error)) from error
    if not isinstance(data, dict):
        raise CatalogueError("error.catalogue.form", path.name, "{…}")
    return data


def _overlay(below: Any, above: Any) -> Any:
    """Objects merge key by key, lists of rows by `id`; anything else is replaced."""
    if isinstance(below, dict) and isinstance(above, dict):
        return {**below, **{key: _overlay(below.get(key), value) for key, value in above.items()}}
    if _is_rows(below) and _is_rows(above):
        rows = {row["id"]: row for row in below}
        for row in above:
            rows[row["id"]] = _overlay(rows.get(row["id"], {}), row)
        return list(rows.values())
    return above


def _is_rows(value: Any) -> bool:
    """Whether this is a list of rows that can be told apart."""
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(row, dict) and isinstance(row.get("id"), str) for row in value)
    )
