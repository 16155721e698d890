"""What stands below the map, in line with its stages: the curve along the chosen path and the rows of notes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from journeymap.analysis.geometry import MapLayout
from journeymap.exporting.blocks import Block, Look
from journeymap.exporting.chart import EDGE, GAP, SIDE, Band
from journeymap.exporting.content import ROWS, Content, Note, PathPoint
from journeymap.exporting.plan import Place, Sheet, line_height
from journeymap.exporting.signs import ROW_ICONS, dimension_shape, face
from journeymap.exporting.wording import BODY, ROW, SMALL, Wrapped, set_lines
from journeymap.labels.amounts import signed
from journeymap.typesetting import width as text_width

FACE = 15.0
_AXIS = 22.0  # room for the figures of the scale to the left of the first point
_HANG = 17.0
_COLUMN, _COLUMN_GAP = 128.0, 10.0


class Limits(NamedTuple):
    """How much of the notes is shown: how many of a row's cell, and how many lines of each. None: all."""

    notes: int | None = None
    lines: int | None = None


FULL = Limits()
TIGHTER = (Limits(8, 4), Limits(5, 3), Limits(4, 3), Limits(3, 2), Limits(2, 2), Limits(1, 2))


def path_places(content: Content, layout: MapLayout) -> list[float]:
    """The x of each point of the path: under its card where these follow each other with room between them; else spread
    over its stage, or over all stages where the path turns back.
    """
    points = content.path
    cards = [layout.cards[point.touchpoint_id].center[0] for point in points if point.touchpoint_id in layout.cards]
    if len(cards) == len(points) and all(later - x >= FACE + 8 for x, later in pairwise(cards)):
        return cards
    stages = [layout.stages[stage.stage_id] for stage in content.stages]
    if any(later.stage < point.stage for point, later in pairwise(points)):
        left, right = stages[0].x + _AXIS, stages[-1].right
        return [left + (right - left) * (place + 0.5) / len(points) for place in range(len(points))]
    places: list[float] = []
    for index, rect in enumerate(stages):
        here = sum(point.stage == index for point in points)
        left, width = (rect.x + _AXIS, rect.width - _AXIS) if index == 0 else (rect.x, rect.width)
        places.extend(left + width * (place + 0.5) / here for place in range(here))
    return places


def curve_block(look: Look, content: Content, layout: MapLayout, band: Band, height: float) -> Block:
    """The emotion curve of the chosen path inside one band. `height` is that of its field."""
    voice, palette = look.voice, look.palette
    is_first = not band.opens
    width = band.width + SIDE + GAP
    summary = voice.wrap(content.path_summary, width - SIDE - GAP, SMALL, 2) if is_first else Wrapped(())
    title = voice.wrap(voice.says("emotion_curve"), SIDE - 12, ROW, 2)
    top = summary.height + 4
    inset = FACE / 2 + 12
    known = [
        (x, point)
        for x, point in zip(path_places(content, layout), content.path, strict=True)
        if point.emotion is not None
    ]

    def y_of(emotion: float) -> float:
        return top + inset + (height - 2 * inset) * (2 - emotion) / 4

    def draw(sheet: Sheet) -> None:
        set_lines(sheet, palette, summary, SIDE + GAP, 0, width - SIDE - GAP)
        sheet.box(0, top, SIDE, height, radius=8, fill=palette.lane_head)
        sheet.icon(SIDE / 2 - 7, top + height / 2 - 9 - title.height / 2, 14, "curve", palette.second)
        set_lines(
            sheet,
            palette,
            title,
            6,
            top + height / 2 + 8 - title.height / 2,
            SIDE - 12,
            align=0.5,
            colour=palette.second,
        )
        sheet.box(SIDE + GAP, top, band.width, height, radius=8, fill=palette.band)
        field = sheet.at(band.shift, 0)
        left, right = band.left - (EDGE if band.opens else 0), band.right + (EDGE if band.continues else 0)
        for value in (2, 0, -2):
            y = y_of(value)
            field.line([(left + 18, y), (right - 4, y)], palette.line, 1.0 if value == 0 else 0.6)
            field.text(left + 2, y + 3.2, signed(value), 9, palette.second, space=14, align=1.0)
        marked = [(place, _number_side(known, place)) for place in range(len(known))]
        for place, side in marked:
            x, point = known[place]
            if band.left <= x <= band.right:
                # The lines of the scale stop before the numbers.
                wide = text_width(str(point.number), 9, True) + 3
                base = _number_base(y_of(point.emotion or 0), side)
                field.box(x - wide / 2, base - 8.2, wide, 9.6, fill=palette.band)
        points = _inside([(x, y_of(point.emotion or 0)) for x, point in known], band)
        if len(points) > 1:
            field.curve(curve_through(points), palette.path, 1.8)
        for place, side in marked:
            x, point = known[place]
            if band.left <= x <= band.right:
                room = _room(known, place)
                y = y_of(point.emotion or 0)
                face(field, palette, point.emotion or 0, x, y, max(6.0, min(FACE, room - 1)))
                if text_width(str(point.number), 9, True) + 1 <= room:
                    base = _number_base(y, side)
                    field.text(x - 12, base, str(point.number), 9, palette.ink, space=24, bold=True, align=0.5)

    return Block(top + height, draw, summary.shortened + title.shortened)


def _inside(places: Sequence[Place], band: Band) -> list[Place]:
    """The points of the curve in a band, with an end at its edge half way to the next point beyond."""
    inside = [place for place in places if band.left <= place[0] <= band.right]
    before = [place for place in places if place[0] < band.left]
    after = [place for place in places if place[0] > band.right]
    if before and (inside or after):
        follower = (inside or after)[0]
        inside.insert(0, (band.left - EDGE + 14, (before[-1][1] + follower[1]) / 2))
    if after and inside:
        inside.append((band.right + EDGE - 8, (inside[-1][1] + after[0][1]) / 2))
    return inside


def curve_through(points: Sequence[Place]) -> list[Place]:
    """Cubic pieces through points, level at each, so that the curve never overshoots them."""
    if not points:
        return []
    pieces = [points[0]]
    for (x, y), (next_x, next_y) in pairwise(points):
        middle = (x + next_x) / 2
        pieces += [(middle, y), (middle, next_y), (next_x, next_y)]
    return pieces


_Known = Sequence[tuple[float, PathPoint]]


def _room(known: _Known, place: int) -> float:
    """The distance from a point to the nearest of its neighbours."""
    around = [known[other][0] for other in (place - 1, place + 1) if 0 <= other < len(known)]
    return min((abs(x - known[place][0]) for x in around), default=99.0)


def _number_side(known: _Known, place: int) -> int:
    """Where a point's number stands: above (−1) a peak, below (+1) a valley, so that the curve does not run through it."""
    own = known[place][1].emotion or 0
    around = [known[other][1].emotion or 0 for other in (place - 1, place + 1) if 0 <= other < len(known)]
    return 1 if sum(around) > own * len(around) or (sum(around) == own * len(around) and own < 0) else -1


def _number_base(y: float, side: int) -> float:
    return y - FACE / 2 - 3 if side < 0 else y + FACE / 2 + 10


class _Entry(NamedTuple):
    """A note broken into lines."""

    note: Note | None
    wrapped: Wrapped
    height: float
    left_out: int = 0
    """For how many notes it stands."""


def _entry(note: Note | None, wrapped: Wrapped, left_out: int = 0) -> _Entry:
    return _Entry(note, wrapped, max(wrapped.height, line_height(BODY.size)) + 2, left_out)


def rows_block(look: Look, content: Content, layout: MapLayout, band: Band, limits: Limits) -> Block:
    """The rows of notes under the stages of one band; rows that are empty everywhere are left out."""
    stages = content.stages[band.first : band.last + 1]
    rects = [layout.stages[stage.stage_id] for stage in stages]
    blocks: list[tuple[int, list[list[list[_Entry]]], float, Wrapped]] = []
    for place, kind in enumerate(ROWS):
        if not any(stage.notes[place] for stage in content.stages):
            continue
        cells = [
            _cell(look, stage.notes[place], rect.width - 14, limits) for stage, rect in zip(stages, rects, strict=True)
        ]
        title = look.voice.wrap(look.voice.says(f"print.row.{kind}"), SIDE - 16, ROW, 3)
        height = max([title.height, *(_cell_height(cell) for cell in cells)]) + 10
        blocks.append((place, cells, height, title))

    def draw(sheet: Sheet) -> None:
        top = 0.0
        for place, cells, height, title in blocks:
            _draw_row(sheet.at(0, top), look, ROWS[place], title)
            for cell, rect in zip(cells, rects, strict=True):
                _draw_cell(sheet.at(rect.x + band.shift, top), look, ROWS[place], cell, rect.width)
            top += height

    entries = [entry for _, cells, _, _ in blocks for cell in cells for column in cell for entry in column]
    cut = sum(entry.wrapped.shortened + entry.left_out for entry in entries)
    return Block(sum(height for _, _, height, _ in blocks), draw, cut)


def _cell(look: Look, notes: Sequence[Note], width: float, limits: Limits) -> list[list[_Entry]]:
    """The notes of a cell in as many columns as are wide enough to read, filled one after the other."""
    count = max(1, min(len(notes), int((width + _COLUMN_GAP) / (_COLUMN + _COLUMN_GAP))))
    space = (width - _COLUMN_GAP * (count - 1)) / count - _HANG
    shown = notes if limits.notes is None else notes[: limits.notes * count]
    entries = [_entry(note, look.voice.wrap(note.text, space, BODY, limits.lines)) for note in shown]
    if len(shown) < len(notes):
        left_out = len(notes) - len(shown)
        more = look.voice.says("print.more_items", n=left_out)
        entries.append(_entry(None, look.voice.wrap(more, space, SMALL), left_out))
    return _filled(entries, count)


def _filled(entries: list[_Entry], count: int) -> list[list[_Entry]]:
    """Entries in columns of about the same height, in order."""
    rest = sum(entry.height for entry in entries)
    columns: list[list[_Entry]] = []
    place = 0
    for left in range(count, 0, -1):
        aim, height = rest / left, 0.0
        column: list[_Entry] = []
        while place < len(entries):
            own = entries[place].height
            if column and left > 1 and height + own / 2 > aim:
                break
            column.append(entries[place])
            height += own
            place += 1
        rest -= height
        columns.append(column)
    return columns


def _cell_height(columns: Sequence[Sequence[_Entry]]) -> float:
    return max((sum(entry.height for entry in column) for column in columns), default=0.0)


def _row_colours(look: Look, kind: str) -> tuple[str, str]:
    palette = look.palette
    return {
        "expectation": (palette.expectation, palette.expectation),
        "pain_point": (palette.pain_point, palette.pain_point),
        "surprise": (palette.surprise, palette.surprise_text),
        "element": (palette.element, palette.element),
    }[kind]


def _draw_row(sheet: Sheet, look: Look, kind: str, title: Wrapped) -> None:
    sign, text = _row_colours(look, kind)
    sheet.icon(0, 5, 11, ROW_ICONS[kind], sign)
    set_lines(sheet, look.palette, title, 15, 4.4, SIDE - 16, colour=text)


def _draw_cell(sheet: Sheet, look: Look, kind: str, columns: Sequence[Sequence[_Entry]], width: float) -> None:
    palette = look.palette
    sign, _ = _row_colours(look, kind)
    sheet.line([(5, 0.8), (width - 5, 0.8)], sign, 1.3)
    if not any(columns):
        sheet.text(7, 14, "—", 9, palette.second, space=20)
    step = (width - 14 + _COLUMN_GAP) / max(1, len(columns))
    for place, column in enumerate(columns):
        top = 4.2
        for entry in column:
            _draw_entry(sheet.at(7 + place * step, top), look, kind, entry, step - _COLUMN_GAP)
            top += entry.height


def _draw_entry(sheet: Sheet, look: Look, kind: str, entry: _Entry, width: float) -> None:
    palette, note = look.palette, entry.note
    _, text_colour = _row_colours(look, kind)
    if note is not None and note.dimension is not None:
        dimension_shape(sheet, palette, note.dimension, 5, 6.6, 3.8, hollow=note.lacking)
    elif note is not None and note.number:
        sheet.text(-2, 9.9, str(note.number), 9, text_colour, space=_HANG - 3, bold=True, align=0.5)
    set_lines(sheet, palette, entry.wrapped, _HANG - 2, 0, width - _HANG + 2.01)
