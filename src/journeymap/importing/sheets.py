"""The tables in a file, whatever holds them: workbooks, separated and Markdown text, lists of JSON objects, folders of CSV.

What the cells mean is told elsewhere: `tables` for those of others, `own_tables` for our own.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

from journeymap.importing import grids, own_tables, recognition, source
from journeymap.importing.errors import ImportProblem
from journeymap.importing.grids import Progress
from journeymap.importing.tables import MOST_COLUMNS
from journeymap.model.records import RECORD_CLASSES


def tables_of(data: bytes, name: str, progress: Progress = lambda _part: True) -> list[grids.Sheet]:
    """The tables of a file, for choosing a sheet and a mapping. Raises ImportProblem."""
    if recognition.kind_of_bytes(data) == "xlsx":
        return grids.workbook(data, name, progress)
    text = source.decoded(data)
    if recognition.kind_of_text(text, name) == "json":
        return [grids.Sheet("", rows_of_json(own_tables.json_of(text.lstrip("\ufeff"), name)))]
    return of_text(text, name, progress)


def of_text(text: str, name: str, progress: Progress) -> list[grids.Sheet]:
    """The tables of a text: those of a Markdown document with their headings as titles, else the text as one table."""
    found = grids.markdown_tables(text)
    if found:
        return [grids.Sheet(each.name or Path(name).stem, [[each.name], *each.rows]) for each in found]
    body = text.lstrip("\ufeff")
    mark = ""
    if own := re.match(r"sep=(.)\n", body):
        # Excel's own way to name the separator.
        mark, body = own[1], body[own.end() :]
    return [grids.Sheet(Path(name).stem, grids.table_of(body, name, mark, progress).rows)]


def is_own_folder(folder: Path) -> bool:
    """Whether the CSV tables of a folder are our own, together one project."""
    return any(path.stem in RECORD_CLASSES for path in folder.glob("*.csv")) and own_tables.are_own(of_folder(folder))


def rows_of_json(content: Any) -> list[list[Any]]:
    """A list of flat objects as a table."""
    if isinstance(content, dict):
        content = next((each for each in content.values() if isinstance(each, list) and len(content) == 1), None)
    if not isinstance(content, list) or not content or not all(isinstance(each, dict) for each in content):
        return []
    heads = list(dict.fromkeys(key for each in content for key in each))[:MOST_COLUMNS]
    values = [[each.get(key) for key in heads] for each in content]
    flat = not any(isinstance(cell, (dict, list)) for row in values for cell in row)
    return [[str(head) for head in heads], *values] if flat else []


def of_folder(folder: Path) -> list[grids.Sheet]:
    """The CSV tables of a folder."""
    return [
        grids.Sheet(path.stem, grids.table_of(source.decoded(source.load(path)), path.name, ",").rows)
        for path in sorted(folder.glob("*.csv"))
    ]


def unzipped(data: bytes, name: str) -> list[grids.Sheet]:
    """The CSV tables of a zipped folder. Raises ImportProblem for a damaged package and one that unpacks to too much."""
    found = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = [each for each in package.infolist() if each.filename.endswith(".csv")]
            if sum(each.file_size for each in members) > grids.MOST_UNPACKED:
                raise ImportProblem("error.import.too_large", name=name, limit=grids.MOST_UNPACKED // 2**20)
            for each in members:
                text = source.decoded(package.read(each))
                found.append(grids.Sheet(Path(each.filename).stem, grids.table_of(text, each.filename, ",").rows))
    except ImportProblem:
        raise
    except Exception as error:  # a damaged package, in more ways than its module names
        raise ImportProblem("error.import.workbook", name=name, reason=type(error).__name__) from error
    return found
