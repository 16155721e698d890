"""Blocks: parts of a page that know their height in a given width before they are drawn, and stacks of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from journeymap.exporting.palette import Palette
from journeymap.exporting.plan import Sheet
from journeymap.exporting.wording import HEADING, Voice, Wrapped, set_lines
from journeymap.model.text import LocalText


@dataclass(frozen=True, slots=True)
class Look:
    """What all parts of a page share: its languages and its colours."""

    voice: Voice
    palette: Palette


@dataclass(frozen=True, slots=True)
class Block:
    """Something of a known height that draws itself below the origin of a sheet. `shortened` counts texts cut in it."""

    height: float
    draw: Callable[[Sheet], None]
    shortened: int = 0


def titled(look: Look, title: LocalText, width: float, body: Block) -> Block:
    """A block under its heading."""
    heading = look.voice.wrap(title, width, HEADING)

    def draw(sheet: Sheet) -> None:
        set_lines(sheet, look.palette, heading, 0, 0, width)
        body.draw(sheet.at(0, heading.height + 4))

    return Block(heading.height + 4 + body.height, draw, heading.shortened + body.shortened)


def stacked(blocks: Sequence[Block], gap: float) -> Block:
    """Blocks below each other."""
    height = sum(block.height for block in blocks) + gap * max(0, len(blocks) - 1)

    def draw(sheet: Sheet) -> None:
        top = 0.0
        for block in blocks:
            block.draw(sheet.at(0, top))
            top += block.height + gap

    return Block(height, draw, sum(block.shortened for block in blocks))


def paragraph(look: Look, wrapped: Wrapped, width: float, colour: str | None = None) -> Block:
    """Plain lines."""
    return Block(
        wrapped.height,
        lambda sheet: _set(sheet, look, wrapped, width, colour),
        wrapped.shortened,
    )


def _set(sheet: Sheet, look: Look, wrapped: Wrapped, width: float, colour: str | None) -> None:
    set_lines(sheet, look.palette, wrapped, 0, 0, width, colour=colour)
