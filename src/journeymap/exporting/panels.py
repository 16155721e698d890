"""The panels beside or below the map: pyramid, coverage of the model, burden, opportunities, findings."""

from __future__ import annotations

from journeymap.exporting.blocks import Block, Look, paragraph, stacked, titled
from journeymap.exporting.content import Chance, Content, Dimension, Finding, Level
from journeymap.exporting.plan import Sheet, line_height
from journeymap.exporting.signs import dimension_shape
from journeymap.exporting.wording import BODY, SMALL, STRONG, set_lines
from journeymap.model.text import LocalText

OPPORTUNITY_ICONS = {"surprise": "surprise", "fix": "fix"}


def panels(look: Look, content: Content, width: float, max_findings: int) -> list[Block]:
    """The panels in their order, each `width` wide."""
    voice = look.voice
    made = [
        titled(look, voice.says("print.pyramid"), width, pyramid(look, content.levels, width)),
        titled(
            look, voice.says("print.coverage"), width, coverage(look, content.dimensions, content.coverage_note, width)
        ),
    ]
    if content.burden:
        made.append(titled(look, voice.says("print.burden"), width, pairs(look, content.burden, width)))
    made.append(titled(look, voice.says("print.opportunities"), width, chances(look, content.chances, width)))
    made.append(
        titled(look, voice.says("print.findings"), width, findings(look, content.findings, width, max_findings))
    )
    return made


def pyramid(look: Look, levels: tuple[Level, ...], width: float) -> Block:
    """The four levels, the highest on top, each with its touchpoints today → aimed."""
    voice, palette = look.voice, look.palette
    picture = min(width * 0.46, 130.0)
    rows = []
    for level in sorted(levels, key=lambda each: -each.number):
        words = voice.says("print.pyramid_row", title=level.title, reached=level.reached, aimed=level.aimed)
        rows.append((level, voice.wrap(words, width - picture - 8, BODY)))
    step = max([25.0, *(wrapped.height + 4 for _, wrapped in rows)])
    height = step * len(rows)

    def draw(sheet: Sheet) -> None:
        slope = (picture / 2 - 13) / height
        for place, (level, wrapped) in enumerate(rows):
            top, bottom = place * step, (place + 1) * step - 2.5
            upper, lower = 13 + slope * top, 13 + slope * bottom
            middle = picture / 2
            corners = [(middle - upper, top), (middle + upper, top), (middle + lower, bottom), (middle - lower, bottom)]
            sheet.polygon(corners, palette.levels[level.number])
            base = (top + bottom) / 2 + 3.6
            sheet.text(0, base, str(level.number), 10, palette.on_level, space=picture, bold=True, align=0.5)
            set_lines(sheet, palette, wrapped, picture + 8, (top + bottom - wrapped.height) / 2, width - picture - 8)

    return Block(height, draw, sum(wrapped.shortened for _, wrapped in rows))


def coverage(look: Look, dimensions: tuple[Dimension, ...], note: LocalText, width: float) -> Block:
    """A bar for each dimension, as long as many touchpoints are linked to it, and what is not touched at all."""
    voice, palette = look.voice, look.palette
    most = max([1, *(each.touchpoints for each in dimensions)])
    names = [voice.wrap(each.title, width - 16, BODY) for each in dimensions]
    heights = [wrapped.height + 11 for wrapped in names]
    below = voice.wrap(note, width, SMALL, 6)

    def draw(sheet: Sheet) -> None:
        top = 0.0
        for each, wrapped, height in zip(dimensions, names, heights, strict=True):
            dimension_shape(sheet, palette, each.number, 5, top + 6.8, 4)
            set_lines(sheet, palette, wrapped, 16, top, width - 16)
            bar = top + wrapped.height + 1
            room = width - 16 - 24
            sheet.box(16, bar, room, 6, radius=3, fill=palette.lane_head)
            if each.touchpoints:
                long = max(6.0, room * each.touchpoints / most)
                sheet.box(16, bar, long, 6, radius=3, fill=palette.dimensions[each.number - 1])
            sheet.text(width - 22, bar + 6.3, str(each.touchpoints), 9, palette.ink, space=22, bold=True, align=1.0)
            top += height
        set_lines(sheet, palette, below, 0, top, width)

    return Block(sum(heights) + below.height, draw, sum(each.shortened for each in names) + below.shortened)


def pairs(look: Look, rows: tuple[tuple[LocalText, LocalText], ...], width: float) -> Block:
    """Names on the left, figures on the right, not too far apart."""
    voice, palette = look.voice, look.palette
    width = min(width, 220.0)
    made = [(voice.wrap(name, width * 0.55, BODY), voice.wrap(figure, width * 0.42, STRONG)) for name, figure in rows]
    heights = [max(left.height, right.height) + 2 for left, right in made]

    def draw(sheet: Sheet) -> None:
        top = 0.0
        for (left, right), height in zip(made, heights, strict=True):
            set_lines(sheet, palette, left, 0, top, width * 0.55)
            set_lines(sheet, palette, right, width * 0.58, top, width * 0.42, align=1.0)
            top += height

    return Block(sum(heights), draw, sum(left.shortened + right.shortened for left, right in made))


def chances(look: Look, rows: tuple[Chance, ...], width: float) -> Block:
    """The opportunities with the highest rank."""
    if not rows:
        return paragraph(look, look.voice.wrap(look.voice.says("print.no_opportunities"), width, SMALL), width)
    return stacked([_chance(look, row, width) for row in rows], 4)


def _chance(look: Look, row: Chance, width: float) -> Block:
    voice, palette = look.voice, look.palette
    text = voice.wrap(row.text, width - 16, BODY, 3)
    figure = voice.wrap(row.figure, width - 16, SMALL, 1)
    colour = palette.surprise if row.kind == "surprise" else palette.second

    def draw(sheet: Sheet) -> None:
        sheet.icon(0, 1.2, 11, OPPORTUNITY_ICONS.get(row.kind, "improvement"), colour)
        top = set_lines(sheet, palette, text, 16, 0, width - 16)
        set_lines(sheet, palette, figure, 16, top, width - 16)

    return Block(text.height + figure.height, draw, text.shortened + figure.shortened)


def findings(look: Look, rows: tuple[Finding, ...], width: float, most: int) -> Block:
    """The gravest findings, at most `most` of them, and how many more there are."""
    voice = look.voice
    if not rows:
        return paragraph(look, voice.wrap(voice.says("print.no_findings"), width, SMALL), width)
    made = [_finding(look, row, width) for row in rows[:most]]
    if len(rows) > most:
        more = voice.says("print.more_findings", n=len(rows) - most)
        made.append(paragraph(look, voice.wrap(more, width, SMALL), width))
    return stacked(made, 3)


def _finding(look: Look, row: Finding, width: float) -> Block:
    palette = look.palette
    text = look.voice.wrap(row.text, width - 16, BODY, 4)
    colour = {"problem": palette.emotions[0], "warning": palette.pain_point}.get(row.severity, palette.second)

    def draw(sheet: Sheet) -> None:
        sheet.icon(0, 1.2, 11, f"finding_{row.severity}", colour)
        set_lines(sheet, palette, text, 16, 0, width - 16)

    return Block(max(text.height, line_height(BODY.size)), draw, text.shortened)
