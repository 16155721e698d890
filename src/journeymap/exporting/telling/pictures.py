"""Pictures of touchpoints and personas in a document: shown with their description where their bytes are there, else told."""

from __future__ import annotations

import io

from journeymap.exporting.blocks import Block
from journeymap.exporting.document import Figure, Paragraph
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
    size = _size(data)
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


def _size(data: bytes) -> tuple[int, int] | None:
    """The pixels of a picture, None for what is no sound picture."""
    from PIL import Image  # takes its time, and few documents hold pictures

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP")) as image:
            size: tuple[int, int] = image.size
            image.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return size
