"""The parts of a document as pieces that fit on a page: lines, rows and drawings that know their height, each with the
structure elements it belongs to.

What is broken over pages consists of several pieces with the same elements, so that it stays one part to whoever listens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from journeymap.exporting.blocks import Look
from journeymap.exporting.document import (
    Bullets,
    Contents,
    Document,
    DrawnPage,
    Figure,
    Link,
    Paragraph,
    Part,
    Section,
    Table,
    Words,
)
from journeymap.exporting.plan import Element, Plan, Sheet, line_height
from journeymap.exporting.wording import Style
from journeymap.typesetting import break_lines, width

Numbers = dict[str, int]
"""Key of a section → the page it begins on."""
Draw = Callable[[Sheet, Numbers], None]
Path = tuple[Element, ...]

COVER_TITLE = Style(30, True)
HEADINGS = (Style(20, True), Style(16, True), Style(12.5, True), Style(11, True))
"""The title of the document, then its sections by depth; deeper ones like the last."""
ROLES = {
    "body": Style(10),
    "lead": Style(12),
    "strong": Style(10, True),
    "small": Style(9, False, "second"),
}
CELL, HEAD_CELL = Style(9.5), Style(9.5, True)
_PAD_X, _PAD_Y, _TIGHT = 5.0, 3.0, 1.2
_INDENT = 14.0
_TALL = 0.35
"""Rows higher than this part of a page may be broken."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that is not broken. `keep` holds it together with the next one, `whole` (above 0) with all of its number.

    `head` is drawn again above it where it begins a page; `plan` is a page of its own.
    """

    path: Path
    height: float
    draw: Draw
    gap: float = 0.0
    keep: bool = False
    whole: int = 0
    new_page: bool = False
    head: Piece | None = None
    section: str = ""
    key: str = ""
    plan: Plan | None = None


@dataclass(frozen=True, slots=True)
class _Setting:
    """What all pieces of a document are set with."""

    look: Look
    width: float
    height: float
    keys: dict[int, str]
    """Sections by identity → their keys."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a text: its style, its language where it is not that of the document, and where it leads."""

    text: str
    style: Style
    language: str
    to: str = ""


def pieces_of(look: Look, document: Document, width: float, height: float) -> list[Piece]:
    """All pieces of a document in reading order, for pages with this much room (units of scale 1)."""
    numbered = enumerate(document.walk(), 1)
    keys = {id(section): section.key or f"section-{number}" for number, (_, section) in numbered}
    setting = _Setting(look, width, height, keys)
    found = [*_opening(setting, document)]
    groups = count(1)
    for section in document.sections:
        found += _section(setting, document, section, 1, (), groups, 0)
    return found


def _opening(setting: _Setting, document: Document) -> Iterator[Piece]:
    title, subtitle = Element("H1"), Element("P")
    style = COVER_TITLE if document.cover else HEADINGS[0]
    before = setting.height * 0.25 if document.cover else 0.0
    for line in _text(setting, document.title, setting.width, style, (title,)):
        yield replace(line, keep=True, height=line.height + before, draw=_lowered(line.draw, before))
        before = 0.0
    yield from _text(setting, document.subtitle, setting.width, ROLES["lead"], (subtitle,), gap=4)
    pieces = [piece for part in document.opening for piece in _part(setting, document, part, ())]
    if document.cover and pieces:
        pieces[0] = replace(pieces[0], new_page=True)
    yield from pieces


def _lowered(draw: Draw, by: float) -> Draw:
    return lambda sheet, numbers: draw(sheet.at(0, by), numbers)


def _section(
    setting: _Setting, document: Document, section: Section, depth: int, outer: Path, groups: Iterator[int], group: int
) -> list[Piece]:
    path = (*outer, Element("Sect"))
    if section.whole and not group:
        group = next(groups)
    found = [*_heading(setting, section, depth, path)]
    for part in section.parts:
        found += _part(setting, document, part, path)
    first = setting.look.voice.first
    if depth <= 2:
        found = [replace(each, section=section.title.shown_in(first)) for each in found]
    found = [replace(each, whole=group) for each in found]
    for each in section.sections:
        found += _section(setting, document, each, depth + 1, path, groups, group)
    if section.new_page:
        found[0] = replace(found[0], new_page=True)
    return found


def _heading(setting: _Setting, section: Section, depth: int, path: Path) -> Iterator[Piece]:
    style = HEADINGS[min(depth, len(HEADINGS) - 1)]
    element = Element(f"H{min(depth + 1, 6)}")
    key = setting.keys[id(section)]
    title = section.title.shown_in(setting.look.voice.first)
    lines = _text(setting, section.title, setting.width, style, (*path, element), gap=style.size * 0.9)
    for number, line in enumerate(lines):
        if number == 0:
            yield replace(line, draw=_marked(line.draw, key, title, depth - 1), keep=True, key=key)
        else:
            yield replace(line, keep=True)


def _marked(draw: Draw, key: str, title: str, depth: int) -> Draw:
    def do(sheet: Sheet, numbers: Numbers) -> None:
        sheet.anchor(key, -4)
        sheet.bookmark(title, -4, depth)
        draw(sheet, numbers)

    return do


def _part(setting: _Setting, document: Document, part: Part, path: Path) -> Iterator[Piece]:
    match part:
        case Paragraph():
            yield from _text(setting, part.text, setting.width, ROLES[part.role], (*path, Element("P")), gap=4)
        case Bullets():
            yield from _bullets(setting, part, path)
        case Table():
            yield from _table(setting, part, path)
        case Figure():
            yield from _figure(setting, part, path)
        case DrawnPage():
            words = part.plan.alternative or part.plan.title
            figure = Element("Figure", words, box=(0, 0, part.plan.width, part.plan.height))
            yield Piece((*path, figure), 0, _nothing, new_page=True, plan=part.plan)
        case Contents():
            yield from _contents(setting, document, part, path)


def _nothing(_sheet: Sheet, _numbers: Numbers) -> None:
    """A piece that is a page of its own has its marks already."""


# text


def _lines(setting: _Setting, words: Words, space: float, style: Style) -> list[_Line]:
    text, to = (words.text, words.to) if isinstance(words, Link) else (words, "")
    voice = setting.look.voice
    found = []
    for shown, its_style, language in voice.versions(text, style):
        for line in break_lines(shown, space, its_style.size, its_style.bold).lines:
            found.append(_Line(line, its_style, "" if language == voice.first else language, to))
    return found


def _text(
    setting: _Setting, words: Words, space: float, style: Style, path: Path, *, gap: float = 0.0, left: float = 0.0
) -> Iterator[Piece]:
    """The lines of a text, each a piece; the first two and the last two stay together."""
    lines = _lines(setting, words, space, style)
    spans: dict[str, Element] = {}
    for number, line in enumerate(lines):
        lonely = len(lines) > 1 and number in (0, len(lines) - 2)
        inner = spans.setdefault(line.language, Element("Span", language=line.language)) if line.language else None
        yield Piece(
            (*path, inner) if inner is not None else path,
            line_height(line.style.size),
            _line_drawn(setting, line, left, space),
            gap=gap if number == 0 else 0.0,
            keep=lonely,
        )


def _line_drawn(setting: _Setting, line: _Line, left: float, space: float) -> Draw:
    link = Element("Link") if line.to else None

    def do(sheet: Sheet, _numbers: Numbers) -> None:
        _set_line(setting, sheet, line, left, 0.0, space, link)

    return do


def _set_line(
    setting: _Setting, sheet: Sheet, line: _Line, left: float, top: float, space: float, link: Element | None
) -> None:
    size, palette = line.style.size, setting.look.palette
    step = line_height(size)
    colour = palette.accent if link is not None else getattr(palette, line.style.colour)
    if link is not None:
        sheet.open(link)
    base = top + (step - size) / 2 + 0.86 * size
    taken = sheet.text(left, base, line.text, size, colour, space=space, bold=line.style.bold)
    if link is not None:
        sheet.link(left, top, taken, step, line.to, line.text)
        sheet.close()


def _bullets(setting: _Setting, part: Bullets, path: Path) -> Iterator[Piece]:
    whole = Element("L", scope="Decimal" if part.ordered else "Disc")
    style = ROLES["body"]
    indent = width(f"{len(part.items)}.", style.size) + 5 if part.ordered else _INDENT
    for number, words in enumerate(part.items, 1):
        item, label, body = Element("LI"), Element("Lbl"), Element("LBody")
        sign = _Line(f"{number}." if part.ordered else "•", style, "")
        lines = [*_text(setting, words, setting.width - indent, style, (*path, whole, item, body), left=indent)]
        if not lines:
            continue
        start = _labelled(setting, lines[0], label, sign, indent)
        yield replace(lines[0], path=(*path, whole, item), draw=start, gap=4.0 if number == 1 else 2.0)
        yield from lines[1:]


def _labelled(setting: _Setting, first: Piece, label: Element, sign: _Line, indent: float) -> Draw:
    """The first line of an item with the sign before it."""
    inner = first.path[next(place for place, each in enumerate(first.path) if each.kind == "LBody") :]

    def do(sheet: Sheet, numbers: Numbers) -> None:
        sheet.open(label)
        _set_line(setting, sheet, sign, 0.0, 0.0, indent, None)
        sheet.close()
        for element in inner:
            sheet.open(element)
        first.draw(sheet, numbers)
        for _ in inner:
            sheet.close()

    return do


# tables


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a table: their widths, the room above and below the text, the style of the first."""

    widths: tuple[float, ...]
    pad: float
    first: Style


def _table(setting: _Setting, table: Table, path: Path) -> Iterator[Piece]:
    inside = (*path, Element("Table"))
    shares = table.shares or (1.0,) * table.columns
    widths = tuple(setting.width * share / sum(shares) for share in shares)
    columns = _Columns(widths, _PAD_Y, CELL) if table.heads else _Columns(widths, _TIGHT, HEAD_CELL)
    gap = 8.0
    for caption in _text(setting, table.caption, setting.width, HEAD_CELL, (*inside, Element("Caption")), gap=gap):
        yield replace(caption, keep=True)
        gap = 2.0
    head: Piece | None = None
    if table.heads:
        lines = _cells(setting, table.heads, columns, lambda _place: HEAD_CELL)
        heads = [Element("TH", scope="Column") for _ in table.heads]
        head = _row(setting, lines, columns, None, (Element("Artifact"),), filled=True)
        first = _row(setting, lines, columns, heads, (*inside, Element("TR")), filled=True)
        yield replace(first, gap=gap, keep=bool(table.rows))
        gap = 0.0
    for number, row in enumerate(table.rows):
        lonely = len(table.rows) > 1 and number in (0, len(table.rows) - 2)
        line, cells = Element("TR"), [Element("TH", scope="Row"), *(Element("TD") for _ in row[1:])]
        for slice_ in _slices(setting, row, columns):
            piece = _row(setting, slice_, columns, cells, (*inside, line))
            yield replace(piece, gap=gap, keep=lonely, head=head)
            gap = 0.0


def _cells(
    setting: _Setting, row: Sequence[Words], columns: _Columns, style: Callable[[int], Style]
) -> list[list[_Line]]:
    return [
        _lines(setting, words, space - 2 * _PAD_X, style(place))
        for place, (words, space) in enumerate(zip(row, columns.widths, strict=True))
    ]


def _slices(setting: _Setting, row: Sequence[Words], columns: _Columns) -> Iterator[list[list[_Line]]]:
    """The lines of a row's cells: all together, or of a very high row so many at a time that pages can hold them."""
    cells = _cells(setting, row, columns, lambda place: columns.first if place == 0 else CELL)
    most = max(1, *(len(cell) for cell in cells))
    room = int(setting.height * _TALL / line_height(CELL.size))
    room = min(most, room)
    for start in range(0, most, room):
        yield [cell[start : start + room] for cell in cells]


def _row(
    setting: _Setting, lines: Sequence[Sequence[_Line]], columns: _Columns, cells: Sequence[Element] | None, path: Path,
    *, filled: bool = False,
) -> Piece:  # fmt: skip
    """One row, or a part of it. Without `cells` it is drawn once more as decoration."""
    height = max(sum(line_height(line.style.size) for line in cell) for cell in lines) + 2 * columns.pad
    palette, decoration = setting.look.palette, Element("Artifact")

    def do(sheet: Sheet, _numbers: Numbers) -> None:
        sheet.open(decoration)
        if filled:
            sheet.box(0, 0, sum(columns.widths), height, fill=palette.head)
        sheet.line([(0, height), (sum(columns.widths), height)], palette.line, 0.6)
        sheet.close()
        left = 0.0
        for place, (cell, space) in enumerate(zip(lines, columns.widths, strict=True)):
            if cells is not None:
                sheet.open(cells[place])
            _set_cell(setting, sheet.at(left + _PAD_X, columns.pad), cell, space - 2 * _PAD_X, tagged=cells is not None)
            if cells is not None:
                sheet.close()
            left += space

    return Piece(path, height, do)


def _set_cell(setting: _Setting, sheet: Sheet, lines: Sequence[_Line], space: float, *, tagged: bool) -> None:
    top = 0.0
    for line in lines:
        span = Element("Span", language=line.language) if line.language and tagged else None
        if span is not None:
            sheet.open(span)
        link = Element("Link") if line.to and tagged else None
        _set_line(setting, sheet, line, 0.0, top, space + 0.01, link)
        if span is not None:
            sheet.close()
        top += line_height(line.style.size)


# figures and contents


def _figure(setting: _Setting, part: Figure, path: Path) -> Iterator[Piece]:
    block = part.draw(setting.width)
    scale = min(1.0, (setting.height - 40) / block.height)
    figure = Element("Figure", part.alternative.shown_in(setting.look.voice.first))

    def do(sheet: Sheet, _numbers: Numbers) -> None:
        sheet.place(figure, 0, 0, setting.width, block.height * scale)
        block.draw(Sheet(sheet.scale * scale, sheet.left, sheet.top, sheet.marks))

    captioned = bool(part.caption)
    yield Piece((*path, figure), block.height * scale, do, gap=8, keep=captioned)
    if captioned:
        yield from _text(setting, part.caption, setting.width, ROLES["small"], (*path, Element("P")), gap=2)


def _contents(setting: _Setting, document: Document, part: Contents, path: Path) -> Iterator[Piece]:
    first = setting.look.voice.first
    heading = Element("H2")
    title = setting.look.voice.says("print.contents")
    for line in _text(setting, title, setting.width, HEADINGS[1], (*path, heading), gap=12):
        yield replace(line, keep=True)
    whole = Element("TOC")
    for depth, section in document.walk():
        if depth <= part.depth:
            key = setting.keys[id(section)]
            yield from _entry(setting, section.title.shown_in(first), key, depth, (*path, whole, Element("TOCI")))


def _entry(setting: _Setting, title: str, key: str, depth: int, path: Path) -> Iterator[Piece]:
    style = Style(10.5, True) if depth == 1 else Style(10)
    left = (depth - 1) * _INDENT
    room = 30.0
    lines = break_lines(title, setting.width - left - room - 8, style.size, style.bold).lines
    step = line_height(style.size)
    link = Element("Link")
    palette = setting.look.palette

    def drawn(number: int, line: str) -> Draw:
        def do(sheet: Sheet, numbers: Numbers) -> None:
            base = (step - style.size) / 2 + 0.86 * style.size
            taken = sheet.text(
                left, base, line, style.size, palette.ink, space=setting.width - left - room, bold=style.bold
            )
            if number == len(lines) - 1:
                page = str(numbers.get(key, ""))
                sheet.text(setting.width - room, base, page, style.size, palette.ink, space=room, align=1.0)
                dots_left, dots_right = left + taken + 6, setting.width - width(page, style.size) - 6
                sheet.open(Element("Artifact"))
                if dots_right > dots_left:
                    sheet.line([(dots_left, base), (dots_right, base)], palette.strong_line, 0.5, dash=(0.6, 3))
                sheet.close()
            sheet.link(left, 0, setting.width - left, step, key, title)

        return do

    for number, line in enumerate(lines):
        yield Piece((*path, link), step, drawn(number, line), gap=3.0 if number == 0 and depth == 1 else 0.0)
