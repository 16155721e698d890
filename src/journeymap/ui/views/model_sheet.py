"""The matrix of a journey's touchpoints and the elements or principles of the standard, as plain data: rows, columns, marks,
totals, filters, and its table for export. No Qt in here; the painted matrix is in `model_matrix`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from journeymap.analysis.content import Content
from journeymap.analysis.coverage import Coverage, Link, coverage
from journeymap.catalogue import Catalogue, Element, Principle
from journeymap.model.document import State
from journeymap.model.records import ModelLink, Touchpoint
from journeymap.model.text import LocalText
from journeymap.model.values import RELATIONS

PRINCIPLE = 0
"""The dimension number of principles, which belong to none."""

_FORMULA_STARTS = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")


class Column(NamedTuple):
    """One element or principle. `dimension` is n of 7.n."""

    row_id: str
    clause: str
    short: LocalText
    title: LocalText
    dimension: int
    in_edition: bool


class Row(NamedTuple):
    """One touchpoint, or the journey as a whole (`touchpoint` is None)."""

    subject_id: str
    touchpoint: Touchpoint | None


class Mark(NamedTuple):
    """One relation in a cell. `source_id` is the pain point or opportunity it comes from; the row's own subject where it is
    the row's own link.
    """

    relation: str
    source_id: str


class Total(NamedTuple):
    """How many touchpoints have a mark in a column, and how many of them a `lacks`."""

    linked: int
    lacks: int


@dataclass(frozen=True, slots=True)
class Filters:
    """What of the matrix is shown."""

    only_lacks: bool = False
    only_untouched: bool = False
    stage_id: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The matrix as shown. `untouched` is about the whole journey, totals are about the rows shown."""

    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    marks: Mapping[tuple[str, str], tuple[Mark, ...]] = field(default_factory=dict)
    untouched: frozenset[str] = frozenset()
    column_totals: Mapping[str, Total] = field(default_factory=dict)
    row_totals: Mapping[str, Total] = field(default_factory=dict)
    has_touchpoints: bool = False


def columns_of(catalogue: Catalogue, edition: str, *, principles: bool, linked: frozenset[str]) -> tuple[Column, ...]:
    """The columns of an edition, and those that only another edition has but that are linked here."""
    if principles:
        return tuple(_column(each, PRINCIPLE, True) for each in catalogue.principles())
    columns = []
    shown = {each.id for each in catalogue.elements(edition)}
    for dimension in catalogue.dimension_rows:
        number = int(dimension.clause.rsplit(".", 1)[-1])
        for element in dimension.elements:
            inside = element.id in shown
            if inside or element.id in linked:
                columns.append(_column(element, number, inside))
    return tuple(columns)


def _column(row: Element | Principle, dimension: int, in_edition: bool) -> Column:
    return Column(row.id, row.clause, row.short or row.title, row.title, dimension, in_edition)


def sheet_of(
    content: Content, links: tuple[Link, ...], columns: tuple[Column, ...], filters: Filters = Filters()
) -> Sheet:
    """The matrix of a journey under filters; `links` are those of its coverage."""
    journey_id = content.journey.id
    wanted = {column.row_id for column in columns}
    marks: dict[tuple[str, str], list[Mark]] = {}
    for link in links:
        if link.element_id in wanted:
            key = (link.touchpoint_id or journey_id, link.element_id)
            marks.setdefault(key, []).append(Mark(link.relation, link.subject_id))
    ordered = {
        key: tuple(sorted(found, key=lambda mark: _rank(mark, key[0]))) if len(found) > 1 else (found[0],)
        for key, found in marks.items()
    }
    touched = {row_id for _, row_id in ordered}
    untouched = frozenset(column.row_id for column in columns if column.row_id not in touched and column.in_edition)
    rows = [Row(journey_id, None), *(Row(each.id, each) for each in content.touchpoints)]
    if filters.stage_id:
        rows = [row for row in rows if row.touchpoint is not None and row.touchpoint.stage_id == filters.stage_id]
    if filters.only_untouched:
        columns = tuple(column for column in columns if column.row_id in untouched)
    if filters.only_lacks:
        lacking = {key for key, found in ordered.items() if any(mark.relation == "lacks" for mark in found)}
        rows = [row for row in rows if any((row.subject_id, column.row_id) in lacking for column in columns)]
        ids = {row.subject_id for row in rows}
        columns = tuple(column for column in columns if any((each, column.row_id) in lacking for each in ids))
    return Sheet(
        columns,
        tuple(rows),
        ordered,
        untouched,
        *_totals(columns, rows, ordered),
        has_touchpoints=bool(content.touchpoints),
    )


def _rank(mark: Mark, subject_id: str) -> tuple[int, bool, str]:
    place = RELATIONS.index(mark.relation) if mark.relation in RELATIONS else len(RELATIONS)
    return place, mark.source_id != subject_id, mark.source_id


def _totals(
    columns: tuple[Column, ...], rows: list[Row], marks: Mapping[tuple[str, str], tuple[Mark, ...]]
) -> tuple[dict[str, Total], dict[str, Total]]:
    touchpoint_ids = {row.subject_id for row in rows if row.touchpoint is not None}
    by_column = {column.row_id: [0, 0] for column in columns}
    by_row = {row.subject_id: [0, 0] for row in rows}
    for (subject_id, row_id), found in marks.items():
        in_column, in_row = by_column.get(row_id), by_row.get(subject_id)
        if in_column is None or in_row is None:
            continue
        lacks = any(mark.relation == "lacks" for mark in found)
        in_row[0] += 1
        in_row[1] += lacks
        if subject_id in touchpoint_ids:
            in_column[0] += 1
            in_column[1] += lacks
    return {key: Total(*each) for key, each in by_column.items()}, {key: Total(*each) for key, each in by_row.items()}


def gather(content: Content, catalogue: Catalogue, *, principles: bool, filters: Filters) -> tuple[Sheet, Coverage]:
    """The matrix of a journey with its coverage, against the edition of its project."""
    edition = content.project.edition
    elements = catalogue.elements(edition)
    dimensions = {row.id: dimension.id for dimension in catalogue.dimensions(edition) for row in dimension.elements}
    found = coverage(content.state, content.journey.id, (each.id for each in elements), dimensions, content)
    linked = frozenset(link.element_id for link in found.links)
    columns = columns_of(catalogue, edition, principles=principles, linked=linked)
    return sheet_of(content, found.links, columns, filters), found


def with_subject(content: Content, state: State, subject_id: str) -> Content:
    """The content after only a touchpoint's or journey's own links and levels changed."""
    links = {**content.links, subject_id: state.children(ModelLink, subject_id)}
    touchpoint = state.get(Touchpoint, subject_id)
    touchpoints = [
        touchpoint if touchpoint is not None and each.id == subject_id else each for each in content.touchpoints
    ]
    return replace(content, state=state, links=links, touchpoints=touchpoints)


def relations_of(marks: tuple[Mark, ...]) -> tuple[str, ...]:
    """The relations in a cell, each once."""
    return tuple(dict.fromkeys(mark.relation for mark in marks))


def own_relation(marks: tuple[Mark, ...], subject_id: str) -> str | None:
    """What the row itself is linked by, leaving its pain points and opportunities aside."""
    return next((mark.relation for mark in marks if mark.source_id == subject_id), None)


def safe_cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def csv_bytes(rows: list[list[str]]) -> bytes:
    """A table as spreadsheets expect it: UTF-8 with a byte order mark, CRLF, and no cell that runs as a formula."""
    lines = [",".join(_quoted(safe_cell(cell)) for cell in row) for row in rows]
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode("utf-8")


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(sign in cell for sign in ",\"\r\n';") else cell
