"""Sets a document on pages of one size: breaks it into pieces, places them, and draws them with their structure.

Breaks fall between whole sections where a page holds them, else between lines and rows; headings stay with what follows,
heads of tables are repeated. How a part becomes pieces is in `pieces`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from journeymap.exporting.blocks import Look
from journeymap.exporting.document import Document
from journeymap.exporting.paper import MILLIMETRE
from journeymap.exporting.pieces import Numbers, Piece, pieces_of
from journeymap.exporting.plan import Element, Plan, Sheet
from journeymap.exporting.wording import SMALLEST, Style

MARGIN = 18 * MILLIMETRE
_HEAD = 22.0
_FOOT = 22.0
_RUNNING = Style(SMALLEST, False, "second")


@dataclass(slots=True)
class _Page:
    """A page while it is filled: pieces with the places of their top edges, or one drawn plan."""

    placed: list[tuple[Piece, float]] = field(default_factory=list)
    bottom: float = 0.0

    @property
    def title(self) -> str:
        """The section that the page begins in, or that begins on it first."""
        return next((piece.section for piece, _ in self.placed if piece.section), "")


def pages(look: Look, document: Document, size: tuple[float, float], scale: float = 1.0) -> list[Plan]:
    """The document on pages of `size` (points). At `scale` 1 the smallest type is `wording.SMALLEST` points."""
    width = size[0] / scale - 2 * MARGIN
    height = size[1] / scale - 2 * MARGIN - _HEAD - _FOOT
    found = _filled(pieces_of(look, document, width, height), height)
    numbers: Numbers = {}
    for number, page in enumerate(found, 1):
        for piece, _ in page.placed:
            if piece.key:
                numbers.setdefault(piece.key, number)
    return [
        _drawn(look, document, page, number, len(found), numbers, size, scale) for number, page in enumerate(found, 1)
    ]


def _filled(pieces: Sequence[Piece], height: float) -> list[_Page]:
    """The pieces on pages. Every piece gets a place; one higher than a page stands alone."""
    found = [_Page()]
    for unit in _units(pieces, height):
        need = sum(piece.gap + piece.height for piece in unit)
        if unit[0].new_page or found[-1].bottom + need > height:
            _turn(found, unit[0])
        for piece in unit:
            if found[-1].bottom + piece.gap + piece.height > height:
                _turn(found, piece)
            page = found[-1]
            top = page.bottom + (piece.gap if page.placed else 0.0)
            page.placed.append((piece, top))
            page.bottom = top + piece.height
        if unit[-1].plan is not None:
            found.append(_Page())
    return [page for page in found if page.placed] or found[:1]


def _turn(found: list[_Page], piece: Piece) -> None:
    """A new page for a piece, unless the last one is still empty; a table goes on under its head."""
    if found[-1].placed:
        found.append(_Page())
        if piece.head is not None:
            found[-1].placed.append((piece.head, 0.0))
            found[-1].bottom = piece.head.height


def _units(pieces: Sequence[Piece], height: float) -> Iterator[Sequence[Piece]]:
    """Runs of pieces that stay on one page: whole sections that fit, else what is kept with what follows it."""
    heights: dict[int, float] = defaultdict(float)
    for piece in pieces:
        heights[piece.whole] += piece.gap + piece.height
    start = 0
    while start < len(pieces):
        end = start + 1
        while end < len(pieces) and _together(pieces[end - 1], pieces[end], heights, height):
            end += 1
        run = pieces[start:end]
        # A heading before a whole section must not ask for more than a page holds.
        if sum(piece.gap + piece.height for piece in run) > height and any(piece.whole for piece in run):
            end = next((place for place in range(start + 1, end) if not pieces[place - 1].keep), start + 1)
        yield pieces[start:end]
        start = end


def _together(before: Piece, piece: Piece, heights: Mapping[int, float], height: float) -> bool:
    if piece.new_page:
        return False
    return before.keep or (piece.whole > 0 and piece.whole == before.whole and heights[piece.whole] <= height)


def _drawn(
    look: Look, document: Document, page: _Page, number: int, count: int, numbers: Numbers, size: tuple[float, float],
    scale: float,
) -> Plan:  # fmt: skip
    first = look.voice.first
    alone = page.placed[0][0].plan if page.placed else None
    if alone is not None:
        size, scale = (alone.width, alone.height), 1.0
    sheet = Sheet(scale, MARGIN * scale, (MARGIN + _HEAD) * scale)
    stack: tuple[Element, ...] = ()
    for piece, top in page.placed:
        stack = _moved_to(sheet, stack, piece.path)
        if piece.plan is not None:
            sheet.marks.extend(piece.plan.marks)
        else:
            piece.draw(sheet.at(0, top), numbers)
    _moved_to(sheet, stack, ())
    if alone is None and not (document.cover and number == 1):
        _running(look, document, sheet, page, number, count, size, scale)
    return Plan(
        width=size[0],
        height=size[1],
        marks=tuple(sheet.marks),
        title=document.title.shown_in(first),
        language=first,
        author=document.author.shown_in(first),
        subject=document.subject.shown_in(first),
        keywords=tuple(word.shown_in(first) for word in document.keywords),
        date=document.date,
    )


def _moved_to(sheet: Sheet, stack: tuple[Element, ...], wanted: tuple[Element, ...]) -> tuple[Element, ...]:
    """Close and open elements until exactly those of `wanted` are open."""
    same = 0
    for old, new in zip_longest(stack, wanted):
        if old is not new or old is None:
            break
        same += 1
    for _ in stack[same:]:
        sheet.close()
    for element in wanted[same:]:
        sheet.open(element)
    return wanted


def _running(
    look: Look, document: Document, sheet: Sheet, page: _Page, number: int, count: int, size: tuple[float, float],
    scale: float,
) -> None:  # fmt: skip
    """Head and foot: the document, the section, the page and their number. Decoration to whoever listens."""
    width = size[0] / scale - 2 * MARGIN
    bottom = size[1] / scale - 2 * MARGIN - _HEAD
    voice, ink = look.voice, look.palette.second
    half = width / 2 - 6
    sheet.text(0, -_HEAD + 8, document.title.shown_in(voice.first), _RUNNING.size, ink, space=half)
    sheet.text(width - half, -_HEAD + 8, page.title, _RUNNING.size, ink, space=half, align=1.0)
    sheet.line([(0, -_HEAD + 13), (width, -_HEAD + 13)], look.palette.line, 0.6)
    words = voice.says("print.page", number=number, count=count).shown_in(voice.first)
    sheet.text(0, bottom, document.author.shown_in(voice.first), _RUNNING.size, ink, space=half)
    sheet.text(width - half, bottom, words, _RUNNING.size, ink, space=half, align=1.0)
