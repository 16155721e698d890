"""The head of a page: title, whom and what it is about, who published it when; and the foot with the legend."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import inf
from typing import NamedTuple

from journeymap.exporting.blocks import Block, Look
from journeymap.exporting.content import Content
from journeymap.exporting.plan import Sheet
from journeymap.exporting.signs import dimension_shape, face, level_bars, numbered
from journeymap.exporting.storyboard import portraits
from journeymap.exporting.wording import SMALL, TITLE, Style, Voice, Wrapped, set_lines
from journeymap.labels.amounts import signed
from journeymap.model.text import LocalText
from journeymap.typesetting import width as text_width

Draw = Callable[[Sheet], None]
SUBTITLE = Style(10, False, "second")


def head(look: Look, content: Content, width: float, date: str) -> Block:
    """Portraits, title and subtitle on the left, publisher, date and edition on the right, a rule below them."""
    voice, palette = look.voice, look.palette
    side = min(width * 0.3, 260.0)
    left, least_height, faces = portraits(look, content.portraits)
    room = width - side - 24 - left
    title = voice.wrap(content.title, room, TITLE, 3)
    below = [voice.wrap(text, room, SUBTITLE, 3) for text in (content.subtitle, content.goal) if text]
    published = voice.made(
        lambda language: " · ".join(part for part in (date, content.edition.shown_in(language)) if part)
    )
    right = [voice.wrap(text, side, SUBTITLE, 3) for text in (content.organization, published) if text]
    left_height = title.height + sum(each.height for each in below)
    right_height = sum(each.height for each in right)
    height = max(left_height, right_height, least_height) + 8

    def draw(sheet: Sheet) -> None:
        top = height - 8 - left_height
        sheet.bookmark(content.title.shown_in(voice.first), top)
        faces.draw(sheet.at(0, height - 8 - least_height))
        for each in (title, *below):
            top += set_lines(sheet, palette, each, left, top, room)
        top = height - 8 - right_height
        for each in right:
            top += set_lines(sheet, palette, each, width - side, top, side, align=1.0)
        sheet.line([(0, height), (width, height)], palette.ink, 1.4)

    cut = title.shortened + sum(each.shortened for each in (*below, *right))
    return Block(height, draw, cut)


class _Entry(NamedTuple):
    """A sign, how wide it is, and what it means on one line."""

    sign_width: float
    draw: Draw | None
    words: LocalText
    line: Wrapped
    wide: float


def legend(look: Look, width: float, *, shortened: bool, terse: bool, replaced: bool) -> Block:
    """What the signs mean, in one or more lines, below a rule; and notes on shortened texts and missing characters."""
    said = {"print.shortened": shortened, "print.terse": terse, "print.replaced": replaced}
    notes = (_note(look.voice, key) for key, applies in said.items() if applies)
    placed, x, line = [], 0.0, 0
    for entry in (*_entries(look), *notes):
        sign = entry.sign_width + (4 if entry.sign_width else 0)
        if entry.wide > width - entry.sign_width - 5:
            entry = _entry(look.voice, entry.sign_width, entry.draw, entry.words, width - entry.sign_width - 5)
        taken = sign + entry.wide
        if x and x + taken > width:
            x, line = 0.0, line + 1
        placed.append((x, line, sign, entry))
        x += taken + 13
    height = 7 + (line + 1) * 15.0

    def draw(sheet: Sheet) -> None:
        sheet.line([(0, 0), (width, 0)], look.palette.line, 0.8)
        for x, line, sign, entry in placed:
            top = 7 + line * 15.0
            if entry.draw is not None:
                entry.draw(sheet.at(x, top))
            set_lines(sheet, look.palette, entry.line, x + sign, top - 0.6, entry.wide + 0.01)

    return Block(height, draw)


def _entry(voice: Voice, sign_width: float, draw: Draw | None, words: LocalText, room: float = inf) -> _Entry:
    wrapped = voice.one_line(words, room, SMALL)
    return _Entry(sign_width, draw, words, wrapped, text_width(wrapped.lines[0].text, SMALL.size))


@lru_cache(maxsize=64)
def _note(voice: Voice, key: str) -> _Entry:
    return _entry(voice, 0.0, None, voice.says(key))


@lru_cache(maxsize=32)
def _entries(look: Look) -> tuple[_Entry, ...]:
    """All signs with their meanings. Kept, since a page is tried in many sizes."""
    voice, palette = look.voice, look.palette

    def icon(name: str, colour: str) -> Draw:
        return lambda sheet: sheet.icon(0, 0, 11, name, colour)

    def number(sheet: Sheet) -> None:
        numbered(sheet, palette, 1, 0, -0.5)

    def level(sheet: Sheet) -> None:
        level_bars(sheet, palette, 2, 0, 0.5)

    def way(colour: str, stroke: float) -> Draw:
        return lambda sheet: sheet.line([(0, 5.5), (18, 5.5)], colour, stroke, arrow=5)

    def border(sheet: Sheet) -> None:
        sheet.line([(0, 5.5), (18, 5.5)], palette.strong_line, 1.0, dash=(5, 4))

    def feeling(value: int) -> Draw:
        return lambda sheet: face(sheet, palette, value, 5.5, 5.5, 11)

    def shape(place: int) -> Draw:
        return lambda sheet: dimension_shape(sheet, palette, place, 5, 5.5, 4)

    entries: list[tuple[float, Draw, LocalText]] = [
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
    return tuple(_entry(voice, *entry) for entry in entries)


def _same(voice: Voice, text: str) -> LocalText:
    """A text that is the same in all languages."""
    return LocalText(dict.fromkeys(voice.languages, text))
