"""The colours of paper by role. Texts use the darker shade of a meaning, which holds 4.5 : 1 on white, signs the plain one.

`PALETTES` has three sets: colour; grey, for printers without colour, whose steps stay apart as greys; and ink, in black on
white, which leaves areas empty. Shapes and numbers carry the meaning in all of them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """Role → colour. Tuples run from emotion −2 to +2, over the four dimensions and from level 0 to level 4."""

    ink: str = "#1F2933"
    second: str = "#52606D"
    line: str = "#DFE3E8"
    strong_line: str = "#7B8794"
    head: str = "#E6EEF7"
    lane_head: str = "#EEF1F4"
    band: str = "#F7F9FB"
    paper: str = "#FFFFFF"
    card: str = "#FFFFFF"
    card_line: str = "#CBD2D9"
    path: str = "#3E4C59"
    pale_path: str = "#9AA5B1"
    accent: str = "#0B6BCB"
    emotions: tuple[str, ...] = ("#B2182B", "#D9622F", "#7B8794", "#3D8FBF", "#2166AC")
    bars: tuple[str, ...] = ("#B2182B", "#EF8A62", "#9AA5B1", "#67A9CF", "#2166AC")
    no_emotion: str = "#CBD2D9"
    expectation: str = "#0072B2"
    pain_point: str = "#C2410C"
    surprise: str = "#B7791F"
    surprise_text: str = "#8A5A12"
    element: str = "#52606D"
    dimensions: tuple[str, ...] = ("#0072B2", "#009E73", "#E69F00", "#B5609B")
    levels: tuple[str, ...] = ("#66758A", "#66758A", "#52606D", "#2F74AD", "#9A6414")
    unreached: str = "#DFE3E8"
    on_level: str = "#FFFFFF"

    def emotion(self, value: int | None) -> str:
        return self.no_emotion if value is None else self.emotions[value + 2]

    def bar(self, value: int | None) -> str:
        return self.no_emotion if value is None else self.bars[value + 2]


COLOUR = Palette()
GREY = Palette(
    ink="#222222", second="#555555", line="#DDDDDD", strong_line="#777777", head="#E8E8E8", lane_head="#EEEEEE",
    band="#F7F7F7", card_line="#C8C8C8", path="#404040", pale_path="#747474", accent="#404040",
    emotions=("#111111", "#555555", "#777777", "#555555", "#333333"),
    bars=("#111111", "#555555", "#888888", "#B4B4B4", "#D8D8D8"), no_emotion="#F0F0F0",
    expectation="#555555", pain_point="#222222", surprise="#6B6B6B", surprise_text="#444444", element="#555555",
    dimensions=("#222222", "#555555", "#888888", "#6B6B6B"),
    levels=("#6E6E6E", "#5F5F5F", "#4A4A4A", "#333333", "#111111"), unreached="#DDDDDD",
)  # fmt: skip
INK = Palette(
    ink="#000000", second="#333333", line="#BBBBBB", strong_line="#555555", head="#FFFFFF", lane_head="#FFFFFF",
    band="#FFFFFF", card_line="#555555", path="#000000", pale_path="#707070", accent="#000000",
    emotions=("#000000",) * 5, bars=("#000000", "#555555", "#AAAAAA", "#777777", "#222222"), no_emotion="#BBBBBB",
    expectation="#000000", pain_point="#000000", surprise="#000000", surprise_text="#000000", element="#000000",
    dimensions=("#000000",) * 4, levels=("#707070", "#666666", "#555555", "#333333", "#000000"), unreached="#DDDDDD",
)  # fmt: skip
PALETTES = {"colour": COLOUR, "grey": GREY, "ink": INK}
