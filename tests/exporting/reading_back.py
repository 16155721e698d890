"""What a reader of the PDF finds: text with its boxes and sizes page by page, and fonts. Nothing here knows the plan."""

from __future__ import annotations

import ctypes
import io
from typing import NamedTuple

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from tests.exporting.pages import Rectangle, squeezed

_EDGE = 0.6
"""Points by which boxes of reading programs are too large: they take a font's height, not a letter's."""


class ReadPage(NamedTuple):
    """One page: its size, its text in the order of the file, the boxes of its lines, and the smallest type on it in points."""

    size: tuple[float, float]
    text: str
    boxes: list[tuple[str, Rectangle]]
    smallest_type: float


def read_back(data: bytes) -> list[ReadPage]:
    """The pages of a PDF."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [_read(document[number]) for number in range(len(document))]
    finally:
        document.close()


def _read(page: pypdfium2.PdfPage) -> ReadPage:
    texts = page.get_textpage()
    boxes, smallest = [], 1e9
    matrix = pdfium.FS_MATRIX()
    for number in range(texts.count_rects()):
        box = texts.get_rect(number)
        words = texts.get_text_bounded(*box)
        boxes.append((words, box))
        letter = texts.get_index((box[0] + box[2]) / 2, (box[1] + box[3]) / 2, 4, 4)
        if words.strip() and letter is not None and pdfium.FPDFText_GetMatrix(texts.raw, letter, ctypes.byref(matrix)):
            height = (matrix.c**2 + matrix.d**2) ** 0.5
            smallest = min(smallest, pdfium.FPDFText_GetFontSize(texts.raw, letter) * height)
    return ReadPage(page.get_size(), squeezed(texts.get_text_range()), boxes, smallest)


def outside(page: ReadPage) -> list[str]:
    """Texts that leave the page."""
    width, height = page.size
    return [
        words
        for words, (left, low, right, high) in page.boxes
        if left < -_EDGE or low < -_EDGE or right > width + _EDGE or high > height + _EDGE
    ]


def laid_over(page: ReadPage) -> list[tuple[str, str]]:
    """Pairs of texts of which one hides part of the other."""
    found = []
    boxes = sorted((box, words) for words, box in page.boxes if words.strip())
    for place, ((left, low, right, high), words) in enumerate(boxes):
        for (left2, low2, right2, high2), others in boxes[place + 1 :]:
            if left2 >= right - _EDGE:
                break
            across = min(right, right2) - max(left, left2)
            up = min(high, high2) - max(low, low2)
            if across > _EDGE and up > 0.3 * min(high - low, high2 - low2):
                found.append((words, others))
    return found


def fonts_missing(data: bytes) -> list[str]:
    """Fonts that the file names and does not hold."""
    found = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for thing in pdf.objects:
            if (
                isinstance(thing, pikepdf.Dictionary)
                and thing.get("/Type") == "/Font"
                and "/DescendantFonts" not in thing
            ):
                descriptor = thing.get("/FontDescriptor")
                if thing.get("/Subtype") != "/Type3" and (
                    descriptor is None or not any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3"))
                ):
                    found.append(str(thing.get("/BaseFont")))
    return found
