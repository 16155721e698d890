"""Rows of cells out of files: CSV and TSV in any encoding and with any separator, Excel workbooks, Markdown tables, clipboards.

Cells are texts as a person reads them. Workbooks are read as values: no formula is worked out, no link followed.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from journeymap.importing.errors import Cancelled, ImportProblem

MOST_CELLS = 2_000_000
MOST_UNPACKED = 512 * 1024 * 1024
_SEPARATORS = "\t,;|"
_MARKDOWN_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$")
_EMPHASIS = re.compile(r"(\*\*|__|\*|`|~~)(?=\S)(.{1,500}?)(?<=\S)\1")
Progress = Callable[[float], bool]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its name; values are kept as they were stored, texts as texts."""

    name: str
    rows: list[list[Any]]

    @property
    def is_filled(self) -> bool:
        return any(cell not in (None, "") for row in self.rows for cell in row)

    def texts(self) -> list[list[str]]:
        """The rows as a person reads them."""
        return [[shown(cell) for cell in row] for row in self.rows]


def shown(value: Any) -> str:
    """A cell's value as text: whole numbers without a point, days as ISO dates."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float() if value == int(value) and abs(value) < 1e15:
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case date() | time():
            return value.isoformat()
    return str(value)


def separator_of(text: str) -> str:
    """What parts the cells of a text: the mark that gives most rows the same number of cells; '' where none does."""
    best, least = "", 0.6
    for mark in _SEPARATORS:
        if mark == "\t" and not re.search(r"[^\s]\t", text[:65_536]):
            # Tabs that only stand before words are an indentation.
            continue
        widths = [len(row) for row in _rows(text[:65_536], mark, 60) if row]
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=0)
        if usual < 2 or len(widths) < 2 or (mark == "," and usual == 2 and len(widths) < 3):
            continue
        share = widths.count(usual) / len(widths)
        if share > least or (share == least and not best):
            best, least = mark, share
    return best


def _rows(text: str, mark: str, most: int) -> list[list[str]]:
    found = []
    with _long_cells():
        try:
            for row in csv.reader(io.StringIO(text), delimiter=mark):
                found.append(row)
                if len(found) >= most:
                    break
        except csv.Error:
            return found
    return found


class _long_cells:  # noqa: N801
    """Texts of records may be longer than csv allows by itself."""

    def __enter__(self) -> None:
        self.before = csv.field_size_limit(1_000_000)

    def __exit__(self, *_details: object) -> None:
        csv.field_size_limit(self.before)


def table_of(text: str, name: str, mark: str = "", progress: Progress = lambda _part: True) -> Sheet:
    """The rows of a CSV, TSV or otherwise separated text. Raises ImportProblem with the line that cannot be read."""
    mark = mark or separator_of(text) or ","
    rows: list[list[Any]] = []
    cells = 0
    with _long_cells():
        reader = csv.reader(io.StringIO(text), delimiter=mark)
        try:
            for number, row in enumerate(reader):
                rows.append(list(row))
                cells += len(row)
                if cells > MOST_CELLS:
                    raise ImportProblem("error.import.too_many_cells", name=name, limit=MOST_CELLS)
                if number % 4096 == 0 and not progress(0.0):
                    raise Cancelled
        except csv.Error as error:
            raise ImportProblem("error.import.csv", name=name, reason=f"{reader.line_num}: {error}") from error
    return Sheet("", rows)


def markdown_tables(text: str) -> list[Sheet]:
    """The tables in Markdown with pipes, each named by the heading above it."""
    lines = text.split("\n")
    found: list[Sheet] = []
    heading, end = "", 0
    for place, line in enumerate(lines):
        if line.startswith("#"):
            heading = line.strip("# \t")
        if place <= end or not ("|" in lines[place - 1] and "|" in line and _MARKDOWN_RULE.match(line)):
            continue
        end = next((later for later in range(place + 1, len(lines)) if "|" not in lines[later]), len(lines))
        found.append(Sheet(heading, [list(_pipes(row)) for row in (lines[place - 1], *lines[place + 1 : end])]))
        heading = ""
    return found


def _pipes(row: str) -> Iterator[str]:
    for cell in re.split(r"(?<!\\)\|", row.strip().removeprefix("|").removesuffix("|")):
        yield re.sub(r"<br\s*/?>", "\n", unmarked(cell.strip().replace("\\|", "|")))


def unmarked(text: str) -> str:
    """Markdown without its marks of emphasis and code."""
    return _EMPHASIS.sub(lambda found: found[2], text)


def workbook(data: bytes, name: str, progress: Progress = lambda _part: True) -> list[Sheet]:
    """The sheets of an Excel workbook. Raises ImportProblem for what is none, is locked or unpacks to too much."""
    import warnings
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    _refuse_bombs(data, name)
    try:
        with warnings.catch_warnings():
            # Styles and extensions that are not known do not matter here.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            try:
                return _sheets(book, name, progress)
            finally:
                book.close()
    except (ImportProblem, Cancelled, MemoryError):
        raise
    except DefusedXmlException as error:
        raise ImportProblem("error.import.xml_entities", name=name) from error
    except (InvalidFileException, zipfile.BadZipFile, ParseError, KeyError, ValueError, OSError, EOFError) as error:
        raise ImportProblem("error.import.workbook", name=name, reason=type(error).__name__) from error
    except Exception as error:  # whatever else a damaged workbook makes the reader stumble over
        raise ImportProblem("error.import.workbook", name=name, reason=type(error).__name__) from error


def _refuse_bombs(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            if sum(each.file_size for each in members) > MOST_UNPACKED or len(members) > 10_000:
                raise ImportProblem("error.import.too_large", name=name, limit=MOST_UNPACKED // 2**20)
            for each in members:
                if each.filename.endswith((".xml", ".rels")) and not each.flag_bits & 1:
                    with package.open(each) as stream:
                        if b"<!DOCTYPE" in stream.read(4096):
                            raise ImportProblem("error.import.xml_entities", name=name)
    except ImportProblem:
        raise
    except Exception as error:  # a package may be damaged in more ways than its module names
        raise ImportProblem("error.import.workbook", name=name, reason=type(error).__name__) from error


def _sheets(book: Any, name: str, progress: Progress) -> list[Sheet]:
    found, cells = [], 0
    for place, sheet in enumerate(book.worksheets):
        rows: list[list[Any]] = []
        for number, row in enumerate(sheet.iter_rows(values_only=True)):
            values = list(row)
            while values and values[-1] is None:
                values.pop()
            rows.append(values)
            cells += max(len(values), 1)
            if cells > MOST_CELLS:
                raise ImportProblem("error.import.too_many_cells", name=name, limit=MOST_CELLS)
            if number % 512 == 0 and not progress(place / max(len(book.worksheets), 1)):
                raise Cancelled
        while rows and not rows[-1]:
            rows.pop()
        found.append(Sheet(str(sheet.title), rows))
    return found
