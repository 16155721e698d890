"""The head of a page: title, whom and what it is about, who published it when; and the foot with the legend."""

from __future__ import annotations

from collections.abc import Callable

from journeymap.exporting.blocks import Block, Look
from journeymap.exporting.content import Content
from journeymap.exporting.plan import Sheet
from journeymap.exporting.signs import dimension_shape, face, level_bars, numbered
from journeymap.exporting.wording import SMALL, TITLE, Style, Voice, set_lines
from journeymap.labels.amounts import signed
from journeymap.model.text import LocalText
from journeymap.typesetting import width as text_width

SUBTITLE = Style(10, False, "second")


def head(look: Look, content: Content, width: float, date: str) -> Block:
    """Title and subtitle on the left, publisher, date and edition on the right, a rule below both."""
    voice, palette = look.voice, look.palette
    side = min(width * 0.3, 260.0)
    room = width - side - 24
    title = voice.wrap(content.title, room, TITLE, 3)
    below = [voice.wrap(text, room, SUBTITLE, 3) for text in (content.subtitle, content.goal) if text]
    published = voice.made(
        lambda language: " · ".join(part for part in (date, content.edition.shown_in(language)) if part)
    )
    right = [voice.wrap(text, side, SUBTITLE, 3) for text in (content.organization, published) if text]
    left_height = title.height + sum(each.height for each in below)
    right_height = sum(each.height for each in right)
    height = max(left_height, right_height) + 8

    def draw(sheet: Sheet) -> None:
        top = height - 8 - left_height
        sheet.bookmark(content.title.shown_in(voice.first), top)
        for each in (title, *below):
            top += set_lines(sheet, palette, each, 0, top, room)
        top = height - 8 - right_height
        for each in right:
            top += set_lines(sheet, palette, each, width - side, top, side, align=1.0)
        sheet.line([(0, height), (width, height)], palette.ink, 1.4)

    cut = title.shortened + sum(each.shortened for each in (*below, *right))
    return Block(height, draw, cut)


def legend(look: Look, width: float, *, shortened: bool, terse: bool, replaced: bool) -> Block:
    """What the signs mean, in one or more lines, below a rule; and notes on shortened texts and missing characters."""
    voice, palette = look.voice, look.palette

    def icon(name: str, colour: str) -> Callable[[Sheet], None]:
        return lambda sheet: sheet.icon(0, 0, 11, name, colour)

    def number(sheet: Sheet) -> None:
        numbered(sheet, palette, 1, 0, -0.5)

    def level(sheet: Sheet) -> None:
        level_bars(sheet, palette, 2, 0, 0.5)

    def way(colour: str, stroke: float) -> Callable[[Sheet], None]:
        return lambda sheet: sheet.line([(0, 5.5), (18, 5.5)], colour, stroke, arrow=5)

    def border(sheet: Sheet) -> None:
        sheet.line([(0, 5.5), (18, 5.5)], palette.strong_line, 1.0, dash=(5, 4))

    def feeling(value: int) -> Callable[[Sheet], None]:
        return lambda sheet: face(sheet, palette, value, 5.5, 5.5, 11)

    def shape(place: int) -> Callable[[Sheet], None]:
        return lambda sheet: dimension_shape(sheet, palette, place, 5, 5.5, 4)

    entries: list[tuple[float, Callable[[Sheet], None], LocalText]] = [
        (13, number, voice.says("print.legend.number")),
        (11, icon("expectation", palette.expectation), voice.says("expectations")),
        (11, icon("pain_point", palette.pain_point), voice.says("pain_points")),
        (11, icon("surprise", palette.surprise), voice.says("surprise_opportunities")),
        *((11.0, feeling(value), _same(voice, signed(value))) for value in range(-2, 3)),
        *((10.0, shape(place), _same(voice, f"7.{place}")) for place in range(1, 5)),
        (12, level, voice.says("print.legend.level")),
        (11, icon("moment_of_truth", palette.accent), voice.says("moment_of_truth")),
        (11, icon("goal", palette.accent), voice.says("goal")),
        (18, border, voice.says("line_of_visibility")),
        (18, way(palette.path, 2.0), voice.says("print.legend.path")),
        (18, way(palette.pale_path, 1.1), voice.says("print.legend.other")),
    ]
    said = {"print.shortened": shortened, "print.terse": terse, "print.replaced": replaced}
    notes = [voice.says(key) for key, applies in said.items() if applies]
    placed, x, line = [], 0.0, 0
    for sign_width, draw_sign, words in [*entries, *((0.0, None, note) for note in notes)]:
        wrapped = voice.one_line(words, width - sign_width - 5, SMALL)
        taken = sign_width + (4 if sign_width else 0) + text_width(wrapped.lines[0].text, SMALL.size)
        if x and x + taken > width:
            x, line = 0.0, line + 1
        placed.append((x, line, sign_width, draw_sign, wrapped, taken))
        x += taken + 13
    height = 7 + (line + 1) * 15.0

    def draw(sheet: Sheet) -> None:
        sheet.line([(0, 0), (width, 0)], palette.line, 0.8)
        for x, line, sign_width, draw_sign, wrapped, taken in placed:
            top = 7 + line * 15.0
            if draw_sign is not None:
                draw_sign(sheet.at(x, top))
            start = x + sign_width + (4 if sign_width else 0)
            set_lines(sheet, palette, wrapped, start, top - 0.6, taken - (start - x) + 0.01)

    return Block(height, draw)


def _same(voice: Voice, text: str) -> LocalText:
    """A text that is the same in all languages."""
    return LocalText(dict.fromkeys(voice.languages, text))
