"""How wide text is and where its lines break, from the tables of the shipped fonts: one measure for canvas, plan and paper.

Knows nothing of Qt or reportlab; both draw what is broken here, without kerning, so that screen and paper break lines alike.
"""

from journeymap.typesetting.lines import Lines, break_lines, shorten
from journeymap.typesetting.metrics import BOLD, EMOJI, REGULAR, ascent, descent, missing_characters, runs, width

__all__ = [
    "BOLD",
    "EMOJI",
    "REGULAR",
    "Lines",
    "ascent",
    "break_lines",
    "descent",
    "missing_characters",
    "runs",
    "shorten",
    "width",
]
