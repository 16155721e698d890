"""The poster over many sheets: cut with an overlap, with cut marks and a name on each sheet, and a key sheet in front that shows
which sheet goes where."""

from __future__ import annotations

import math
from collections.abc import Iterator

from journeymap.exporting.blocks import Look
from journeymap.exporting.paper import MILLIMETRE, Paper
from journeymap.exporting.plan import Element, Plan, Sheet, moved
from journeymap.exporting.wording import HEADING, SMALLEST, Style, set_lines

MARGIN = 10 * MILLIMETRE
"""What common printers cannot print on."""
OVERLAP = 10 * MILLIMETRE
_MARK = 5 * MILLIMETRE
_NAME = Style(SMALLEST, True, "second")


def tiles(look: Look, poster: Plan, sheet: str) -> list[Plan]:
    """The key sheet and the tiles, row by row, on sheets of the paper `sheet` turned the way that needs fewer."""
    paper = min((Paper(sheet, way) for way in ("landscape", "portrait")), key=lambda each: _count(poster, each))
    columns, rows = _grid(poster, paper)
    found = [_key_sheet(look, poster, paper, columns, rows)]
    for row in range(rows):
        for column in range(columns):
            found.append(_tile(look, poster, paper, column, row, columns * rows))
    return found


def name_of(column: int, row: int) -> str:
    """The name of a sheet: rows are letters, columns numbers, as on a town map."""
    letters = ""
    row += 1
    while row:
        row, rest = divmod(row - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{column + 1}"


def _room(paper: Paper) -> tuple[float, float]:
    """What of the poster one sheet adds, the overlap taken off."""
    width, height = paper.size
    return width - 2 * MARGIN - OVERLAP, height - 2 * MARGIN - OVERLAP


def _grid(poster: Plan, paper: Paper) -> tuple[int, int]:
    width, height = _room(paper)
    return _parts(poster.width, width), _parts(poster.height, height)


def _parts(size: float, step: float) -> int:
    return max(1, math.ceil((size - OVERLAP) / step - 1e-6))


def _count(poster: Plan, paper: Paper) -> int:
    columns, rows = _grid(poster, paper)
    return columns * rows


def _tile(look: Look, poster: Plan, paper: Paper, column: int, row: int, count: int) -> Plan:
    step_x, step_y = _room(paper)
    left, top = column * step_x, row * step_y
    width = min(step_x + OVERLAP, poster.width - left)
    height = min(step_y + OVERLAP, poster.height - top)
    sheet = Sheet()
    name = name_of(column, row)
    words = look.voice.says("print.tile", name=name, n=count, title=poster.title).shown_in(look.voice.first)
    sheet.open(Element("Figure", words, box=(MARGIN, MARGIN, width, height)))
    sheet.window(poster, MARGIN, MARGIN, width, height, left=left, top=top)
    sheet.close()
    for line in _cut_marks(width, height):
        sheet.line(line, look.palette.ink, 0.4)
    page_width, page_height = paper.size
    base = page_height - MARGIN / 2 + 3
    # In the corner between the cut marks, so that it is cut off with the margin.
    sheet.text(
        MARGIN + _MARK,
        base,
        words,
        _NAME.size,
        look.palette.second,
        space=page_width - 2 * MARGIN - 2 * _MARK,
        bold=True,
    )
    sheet.bookmark(name, 0)
    return moved(_sized(poster, paper, words), sheet.marks)


def _cut_marks(width: float, height: float) -> Iterator[list[tuple[float, float]]]:
    """Two short lines at each corner of the printed part, outside of it."""
    for x, outwards_x in ((MARGIN, -1), (MARGIN + width, 1)):
        for y, outwards_y in ((MARGIN, -1), (MARGIN + height, 1)):
            yield [(x, y + outwards_y * 2), (x, y + outwards_y * (2 + _MARK))]
            yield [(x + outwards_x * 2, y), (x + outwards_x * (2 + _MARK), y)]


def _key_sheet(look: Look, poster: Plan, paper: Paper, columns: int, rows: int) -> Plan:
    """The whole poster small, with the borders and names of the sheets over it."""
    voice, palette = look.voice, look.palette
    width, height = paper.size
    sheet = Sheet()
    room = width - 2 * MARGIN
    title = voice.wrap(voice.says("print.key_sheet", title=poster.title, n=columns * rows), room, HEADING)
    how = voice.wrap(voice.says("print.key_sheet_how", n=round(OVERLAP / MILLIMETRE)), room, Style(10))
    heading, text = Element("H1"), Element("P")
    sheet.open(heading)
    top = MARGIN + set_lines(sheet, palette, title, MARGIN, MARGIN, room, colour=palette.ink)
    sheet.close()
    sheet.open(text)
    top += set_lines(sheet, palette, how, MARGIN, top + 4, room) + 14
    sheet.close()
    scale = min(room / poster.width, (height - MARGIN - top) / poster.height)
    step_x, step_y = (each * scale for each in _room(paper))
    sheet.open(
        Element(
            "Figure", poster.alternative or poster.title, box=(MARGIN, top, poster.width * scale, poster.height * scale)
        )
    )
    sheet.window(poster, MARGIN, top, poster.width * scale, poster.height * scale, scale=scale)
    for column in range(columns):
        for row in range(rows):
            x, y = MARGIN + column * step_x, top + row * step_y
            right = (
                min(MARGIN + poster.width * scale, x + step_x)
                if column < columns - 1
                else MARGIN + poster.width * scale
            )
            bottom = min(top + poster.height * scale, y + step_y) if row < rows - 1 else top + poster.height * scale
            sheet.box(x, y, right - x, bottom - y, radius=0.1, stroke=palette.accent, stroke_width=0.8)
            sheet.box(x + 3, y + 3, 26, 16, radius=4, fill=palette.accent)
            sheet.text(x + 3, y + 14.5, name_of(column, row), 10, palette.paper, space=26, bold=True, align=0.5)
    sheet.close()
    return moved(_sized(poster, paper, poster.title), sheet.marks)


def _sized(poster: Plan, paper: Paper, words: str) -> Plan:
    width, height = paper.size
    return Plan(
        width,
        height,
        (),
        poster.title,
        poster.language,
        poster.author,
        poster.subject,
        poster.keywords,
        poster.date,
        words,
    )
