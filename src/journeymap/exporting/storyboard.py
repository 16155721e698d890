"""Pictures on the poster: those of touchpoints in a row below the map, in line with its stages, and portraits in the head.

Pictures keep their shape. Where the poster is tight a stage shows one line of them and says how many more there are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journeymap.analysis.geometry import MapLayout
from journeymap.exporting.blocks import Block, Look
from journeymap.exporting.chart import SIDE, Band
from journeymap.exporting.content import Content, Shot
from journeymap.exporting.pictures import sound_size
from journeymap.exporting.plan import Sheet, line_height
from journeymap.exporting.signs import numbered
from journeymap.exporting.strip import Limits
from journeymap.exporting.wording import ROW, SMALL, SMALLEST, set_lines
from journeymap.model.document import State
from journeymap.model.records import Media
from journeymap.model.text import LocalText

_HIGH, _WIDE, _GAP = 62.0, 116.0, 8.0
_TOP, _BELOW = 6.0, 8.0
_FLAT = 4.0
"""How many times as wide as high a picture may be, and the other way round, to be shown."""
_PORTRAIT = 44.0


def shot(state: State, media_id: str | None, pictures: Mapping[str, bytes], number: int = 0) -> Shot | None:
    """The picture with this id, ready to be drawn; None where there is none, or none that can be shown."""
    media = state.get(Media, media_id)
    data = pictures.get(media.sha256, b"") if media is not None else b""
    size = sound_size(data) if data else None
    if media is None or size is None or not 1 / _FLAT <= size[0] / size[1] <= _FLAT:
        return None
    name = LocalText(en=media.name, zh=media.name) if media.name else LocalText()
    return Shot(number, data, media.mime, size[0] / size[1], media.alternative_text or name)


def storyboard_block(look: Look, content: Content, layout: MapLayout, band: Band, limits: Limits) -> Block:
    """The pictures of one band, each under its stage; of no height where no touchpoint has a picture."""
    if not any(stage.shots for stage in content.stages):
        return Block(0.0, lambda _sheet: None)
    stages = content.stages[band.first : band.last + 1]
    rects = [layout.stages[stage.stage_id] for stage in stages]
    cells = [_flowing(stage.shots, rect.width - 14) for stage, rect in zip(stages, rects, strict=True)]
    shown = [cell if limits.notes is None else cell[:1] for cell in cells]
    left_out = [sum(map(len, cell)) - sum(map(len, lines)) for cell, lines in zip(cells, shown, strict=True)]
    title = look.voice.wrap(look.voice.says("storyboard"), SIDE - 16, ROW, 3)
    notes = line_height(SMALLEST) * len(look.voice.languages) if any(left_out) else 0.0
    high = max(title.height + 4, *(len(lines) * (_HIGH + _GAP) for lines in shown)) + notes

    def draw(sheet: Sheet) -> None:
        sheet.icon(0, 5, 11, "image", look.palette.second)
        set_lines(sheet, look.palette, title, 15, 4.4, SIDE - 16, colour=look.palette.second)
        for lines, more, rect in zip(shown, left_out, rects, strict=True):
            cell = sheet.at(rect.x + band.shift, 0)
            cell.line([(5, 0.8), (rect.width - 5, 0.8)], look.palette.second, 1.3)
            for place, line in enumerate(lines):
                _draw_shots(cell.at(7, _TOP + place * (_HIGH + _GAP)), look, line, rect.width - 14)
            if more:
                words = look.voice.wrap(look.voice.says("print.more_pictures", n=more), rect.width - 14, SMALL, 1)
                set_lines(cell, look.palette, words, 7, _TOP + len(lines) * (_HIGH + _GAP) - 4, rect.width - 14)

    return Block(_TOP + high + _BELOW, draw)


def portraits(look: Look, shots: Sequence[Shot]) -> tuple[float, float, Block]:
    """The portraits of personas side by side: their width with the gap after it, their height, and what draws them."""
    if not shots:
        return 0.0, 0.0, Block(0.0, lambda _sheet: None)
    wide = sum(_portrait_width(each) + _GAP for each in shots) + 4

    def draw(sheet: Sheet) -> None:
        x = 0.0
        for each in shots:
            _draw_shot(sheet, look, each, x, _portrait_width(each), _PORTRAIT)
            x += _portrait_width(each) + _GAP

    return wide, _PORTRAIT, Block(_PORTRAIT, draw)


def _portrait_width(each: Shot) -> float:
    return min(each.ratio, 1.5) * _PORTRAIT


def _flowing(shots: Sequence[Shot], room: float) -> list[list[Shot]]:
    """Pictures in lines, as many on each as stand beside each other."""
    lines: list[list[Shot]] = []
    x = room + 1
    for each in shots:
        wide = _width(each, room)
        if x + wide > room:
            lines.append([])
            x = 0.0
        lines[-1].append(each)
        x += wide + _GAP
    return lines


def _width(each: Shot, room: float) -> float:
    return min(_WIDE, _HIGH * each.ratio, room)


def _draw_shots(sheet: Sheet, look: Look, line: Sequence[Shot], room: float) -> None:
    x = 0.0
    for each in line:
        wide = _width(each, room)
        _draw_shot(sheet, look, each, x, wide, _HIGH)
        numbered(sheet, look.palette, each.number, x + 2.5, 2.5)
        x += wide + _GAP


def _draw_shot(sheet: Sheet, look: Look, each: Shot, x: float, wide: float, high: float) -> None:
    """A picture in a field, whole and in its own shape, with a fine edge."""
    across, down = min(wide, high * each.ratio), min(high, wide / each.ratio)
    sheet.picture(x, 0, across, down, each.data, each.mime)
    sheet.box(x, 0, across, down, stroke=look.palette.card_line, stroke_width=0.7)
