"""What a reader of the PDF finds: text with its boxes and sizes page by page, and fonts. Nothing here knows the plan."""

from __future__ import annotations

import ctypes
import io
from typing import NamedTuple
from xml.etree import ElementTree

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from journeymap.model import queries
from journeymap.model.document import State
from tests.exporting.pages import Rectangle, squeezed

_EDGE = 0.6
"""Points by which boxes of reading programs are too large: they take a font's height, not a letter's."""

_PRINTER = 72 / 25.4 * 10
"""The margin of sheets that a poster is cut to, in points."""


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


def wrong_cards(text: str, state: State, journey_id: str, languages: tuple[str, ...]) -> list[str]:
    """Touchpoints whose card does not say number, title, counts and level in this order, though its title is there whole."""
    found = []
    for number, point in enumerate(queries.touchpoints(state, journey_id), 1):
        first = point.title.shown_in(languages[0])
        others = [point.title[one] for one in languages[1:] if point.title.get(one) and point.title[one] != first]
        title = squeezed("".join([first, *others]))
        counts = (
            len(queries.expectations(state, point.id)),
            len(queries.pain_points(state, point.id)),
            sum(each.kind == "surprise" for each in queries.opportunities(state, point.id)),
        )
        level = "" if point.level_reached is None else f"L{point.level_reached}"
        card = f"{number}{title}{''.join(str(each) for each in counts if each)}{level}"
        if f"{number}{title}" in text and card not in text:
            found.append(card)
    return found


def in_no_piece(whole: ReadPage, sheets: list[ReadPage]) -> list[str]:
    """Texts of a poster that cannot be put together from what its sheets show inside their margins."""
    seen: dict[str, list[tuple[float, float]]] = {}
    for sheet in sheets:
        width, height = sheet.size
        for words, (left, low, right, high) in sheet.boxes:
            if low >= _PRINTER - _EDGE and high <= height - _PRINTER + _EDGE:
                shown = max(left, _PRINTER) - left, min(right, width - _PRINTER) - left
                if shown[0] < shown[1]:
                    seen.setdefault(words, []).append(shown)
    found = []
    for words, (left, _, right, _) in whole.boxes:
        parts = seen.get(words, [])
        if not _covered(parts, right - left):
            # The last text of the poster and the name of the sheet are read as one.
            longer = [part for other, places in seen.items() if other.startswith(words) for part in places]
            if not _covered(longer, right - left):
                found.append(words)
    return found


def _covered(parts: list[tuple[float, float]], length: float) -> bool:
    """Whether parts cover a line of this length from end to end."""
    reached = 0.0
    for start, end in sorted(parts):
        if start > reached + _EDGE:
            return False
        reached = max(reached, end)
    return reached >= length - _EDGE


class SvgText(NamedTuple):
    """A text of a picture and where its base line begins."""

    x: float
    y: float
    text: str


def svg_texts(data: bytes) -> tuple[tuple[float, float], list[SvgText]]:
    """The size of an SVG and its texts."""
    root = ElementTree.fromstring(data)
    _, _, width, height = (float(each) for each in root.attrib["viewBox"].split())
    texts = [each for each in root.iter() if each.tag.endswith("}text")]
    return (width, height), [
        SvgText(float(each.attrib["x"].split()[0]), float(each.attrib["y"]), "".join(each.itertext())) for each in texts
    ]


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
