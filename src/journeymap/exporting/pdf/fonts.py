"""The shipped fonts as reportlab has them, and the one repair that reportlab's character maps need.

reportlab is imported with this module, so import it only when a PDF is written.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from reportlab.pdfbase import pdfmetrics, ttfonts

from journeymap.resources import font
from journeymap.typesetting import BOLD, EMOJI, REGULAR

_BLOCK = 100


def character_map(name: str, subset: list[int]) -> str:
    """The CMap that leads from the codes of a font subset back to characters, so that text can be found and copied.

    Takes the place of reportlab's own, which writes characters beyond U+FFFF wrongly and maps unused codes to U+0000.
    """
    pairs = [
        f"<{code:02X}> <{chr(point).encode('utf-16-be').hex().upper()}>" for code, point in enumerate(subset) if point
    ]
    blocks = [pairs[start : start + _BLOCK] for start in range(0, len(pairs), _BLOCK)]
    return "\n".join([
        "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap",
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
        f"/CMapName /{name} def", "/CMapType 2 def",
        "1 begincodespacerange", "<00> <FF>", "endcodespacerange",
        *(line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
        "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end",
    ])  # fmt: skip


@cache
def registered() -> dict[str, Any]:
    """The shipped fonts by name, registered with reportlab once."""
    ttfonts.makeToUnicodeCMap = character_map  # type: ignore[assignment]
    found: dict[str, Any] = {}
    for name in (REGULAR, BOLD, EMOJI):
        # Shaped text would be drawn with ligatures, whose letters are lost when text is copied out.
        found[name] = ttfonts.TTFont(name, str(font(name)), shapable=False)
        pdfmetrics.registerFont(found[name])
    return found
