"""The small signs of the map: faces, level bars, the shapes of the four dimensions, numbers of touchpoints."""

from __future__ import annotations

from journeymap.exporting.palette import Palette
from journeymap.exporting.plan import Sheet
from journeymap.resources import icon as icon_file
from journeymap.typesetting import width

FACES = ("emotion_minus2", "emotion_minus1", "emotion_0", "emotion_plus1", "emotion_plus2")
ROW_ICONS = {
    "expectation": "expectation",
    "pain_point": "pain_point",
    "surprise": "surprise",
    "element": "model_element",
}


def face(sheet: Sheet, palette: Palette, emotion: int, x: float, y: float, size: float) -> None:
    """The face of a feeling around (x, y)."""
    sheet.disc(x, y, size / 2, palette.paper)
    sheet.icon(x - size / 2, y - size / 2, size, FACES[emotion + 2], palette.emotion(emotion))


def channel_icon(channel: str | None) -> str:
    """The icon of a channel; that of `other` where it is unknown."""
    name = f"channel_{channel}"
    return name if channel and icon_file(name).exists() else "channel_other"


def level_bars(sheet: Sheet, palette: Palette, level: int, x: float, y: float, size: float = 10.0) -> None:
    """Four stacked bars, filled from below up to the level reached, in a square at (x, y)."""
    step = size / 4
    for number in range(1, 5):
        fill = palette.levels[level] if number <= level else palette.unreached
        sheet.box(x, y + size - number * step + step * 0.14, size * 1.15, step * 0.72, fill=fill)


def dimension_shape(
    sheet: Sheet, palette: Palette, number: int, x: float, y: float, radius: float, *, hollow: bool = False
) -> None:
    """The shape of dimension 7.`number` around (x, y): square, triangle, circle, diamond; hollow where it is lacking."""
    colour = palette.dimensions[number - 1]
    inner = radius * 0.5
    if number == 3:
        sheet.disc(x, y, radius, colour)
        if hollow:
            sheet.disc(x, y, inner, palette.paper)
        return
    corners = {
        1: [(-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)],
        2: [(0.0, -1.05), (1.05, 0.85), (-1.05, 0.85)],
        4: [(0.0, -1.2), (1.1, 0.0), (0.0, 1.2), (-1.1, 0.0)],
    }[number]
    sheet.polygon([(x + radius * dx, y + radius * dy) for dx, dy in corners], colour)
    if hollow:
        drop = radius * 0.15 if number == 2 else 0.0
        sheet.polygon([(x + inner * dx, y + drop + inner * dy) for dx, dy in corners], palette.paper)


def numbered(sheet: Sheet, palette: Palette, number: int, x: float, y: float, *, strong: bool = True) -> float:
    """A touchpoint's number in a rounded field whose left top corner is (x, y), 12 high; returns its width.

    The field is filled where it is strong, else only its edge is drawn."""
    text = str(number)
    wide = max(13.0, width(text, 9, True) + 6)
    if strong:
        sheet.box(x, y, wide, 12, radius=6, fill=palette.path)
    else:
        sheet.box(x, y, wide, 12, radius=6, fill=palette.paper, stroke=palette.pale_path, stroke_width=0.8)
    sheet.text(x, y + 9.2, text, 9, palette.paper if strong else palette.second, space=wide, bold=True, align=0.5)
    return wide


def number_width(number: int) -> float:
    """How wide `numbered` is."""
    return max(13.0, width(str(number), 9, True) + 6)
