"""Pictures of touchpoints and personas in a document: shown with their description where their bytes are there, else told."""

from __future__ import annotations

from journeymap.exporting.blocks import Block
from journeymap.exporting.document import Figure, Paragraph
from journeymap.exporting.pictures import sound_size
from journeymap.exporting.plan import Sheet
from journeymap.exporting.telling.teller import Teller
from journeymap.model.records import Media

HIGHEST, WIDEST = 190.0, 0.55
"""The height in points and the part of the page's width that a picture takes at most."""


def picture_part(teller: Teller, media: Media) -> Figure | Paragraph:
    """A picture with its words; the words alone where there is nothing that can be shown."""
    words = media.alternative_text or teller.plain(media.name)
    told = teller.voice.says("tell.picture", text=words)
    data = teller.media.get(media.sha256, b"")
    size = sound_size(data)
    if size is None:
        return Paragraph(told, "small")
    ratio = size[0] / size[1]

    def draw(width: float) -> Block:
        wide = min(width * WIDEST, HIGHEST * ratio)
        high = wide / ratio

        def do(sheet: Sheet) -> None:
            sheet.picture(0, 0, wide, high, data, media.mime)

        return Block(high, do)

    return Figure(draw, words or teller.voice.says("record.media"), told)
