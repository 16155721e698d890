"""The colours of paper by role. Texts use the darker shade of a meaning, which holds 4.5 : 1 on white, signs the plain one.

`Palette` has two sets: `COLOUR`, and `INK`, which says everything in greys and shapes and saves ink.
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
    levels: tuple[str, ...] = ("#DFE3E8", "#8794A3", "#6B7A8B", "#4F86B8", "#B7791F")
    on_level: str = "#FFFFFF"

    def emotion(self, value: int | None) -> str:
        return self.no_emotion if value is None else self.emotions[value + 2]

    def bar(self, value: int | None) -> str:
        return self.no_emotion if value is None else self.bars[value + 2]


COLOUR = Palette()
INK = Palette(
    ink="#000000", second="#333333", line="#BBBBBB", strong_line="#555555", head="#FFFFFF", lane_head="#FFFFFF",
    band="#FFFFFF", card_line="#555555", path="#000000", pale_path="#888888", accent="#000000",
    emotions=("#000000",) * 5, bars=("#000000", "#555555", "#AAAAAA", "#777777", "#222222"), no_emotion="#BBBBBB",
    expectation="#000000", pain_point="#000000", surprise="#000000", surprise_text="#000000", element="#000000",
    dimensions=("#000000",) * 4, levels=("#DDDDDD", "#666666", "#555555", "#333333", "#000000"),
)  # fmt: skip
