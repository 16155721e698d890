"""Draws page plans on a reportlab canvas. The canvas owns the document, its fonts and its outline; the operators of the marks
are written here, since a poster has ten thousands of them and the canvas would take each through several calls.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from journeymap.exporting.pdf.fonts import registered
from journeymap.exporting.pdf.metadata import metadata
from journeymap.exporting.pdf.packing import packed
from journeymap.exporting.pdf.structure import Structure, whole_page
from journeymap.exporting.pdf.words import with_breaks
from journeymap.exporting.plan import (
    Anchor,
    Bookmark,
    Box,
    Close,
    Curve,
    Icon,
    LinkArea,
    Mark,
    Open,
    Picture,
    Plan,
    Polygon,
    Polyline,
    Text,
    Window,
    language_tag,
)  # fmt: skip
from journeymap.exporting.shapes import Piece, arrow_head, icon_path, outline
from journeymap.typesetting import REGULAR, runs

_OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}
_DRAWN = (Text, Box, Polyline, Curve, Polygon, Icon, Picture)
"""What leaves ink."""
_OPERATION = {(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"}
"""By whether an area is filled and whether it has an edge."""
_OFTEN = 4
"""A box that stands so often is a form, stamped where it stands: a fourth of the bytes."""
_LONG = 4000
"""A page in so many characters of words is worth packing."""
CREATOR = "journeymap"


def pdf_bytes(plans: Sequence[Plan]) -> bytes:
    """The plans as pages of one PDF, fonts embedded as subsets. The same plans give the same bytes.

    Title, author and language are taken from the first plan.
    """
    fonts = registered()
    first = plans[0]
    # Streams as they are: writing them in letters and digits makes files a quarter larger and takes half the time.
    rl_config.useA85 = 0
    target = io.BytesIO()
    # invariant leaves out the time and a random id; our own first font keeps Helvetica, which is never embedded, out.
    settings: dict[str, Any] = {"initialFontName": REGULAR, "pageCompression": 1, "invariant": 1, "pdfVersion": (1, 7)}
    canvas: Any = Canvas(target, pagesize=(first.width, first.height), lang=language_tag(first.language), **settings)
    canvas.setTitle(first.title)
    canvas.setAuthor(first.author)
    canvas.setSubject(first.subject)
    canvas.setKeywords(list(first.keywords))
    canvas.setCreator(CREATOR)
    canvas.setProducer(CREATOR)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    if first.date:
        stamp = f"D:{first.date.replace('-', '')}000000Z"
        canvas.setDateFormatter(lambda *_: stamp)
    structure = Structure(canvas)
    drawn = [*plans, *dict.fromkeys(mark.plan for mark in _windows(plans))]
    for name in sorted({mark.name for plan in drawn for mark in plan.marks if isinstance(mark, Icon)}):
        canvas.beginForm(_form(name), -1, -1, 25, 25)
        canvas._code.append(f"{_path(icon_path(name), 24.0)} S")
        canvas.endForm()
    shapes = _repeated(drawn)
    for key, name in shapes.items():
        edge = key.stroke_width
        canvas.beginForm(name, -edge, -edge, key.width + edge, key.height + edge)
        canvas._code.append(
            f"{_path(outline(key), key.height)} {_OPERATION[key.fill is not None, key.stroke is not None]}"
        )
        canvas.endForm()
    sheets = {mark.plan: f"sheet-{place}" for place, mark in enumerate(_windows(plans))}
    for plan, name in sheets.items():
        canvas.beginForm(name, 0, 0, plan.width, plan.height)
        _Page(canvas, plan.height, fonts, None, {}, shapes).draw(
            mark for mark in plan.marks if isinstance(mark, _DRAWN)
        )
        canvas.endForm()
    for plan in plans:
        canvas.setPageSize((plan.width, plan.height))
        structure.begin_page()
        _Page(canvas, plan.height, fonts, structure, sheets, shapes).draw(_in_structure(plan))
        structure.end_page()
        canvas.showPage()
        structure.keep_page(canvas._doc.Pages.pages[-1])
    structure.close_tree()
    catalog = canvas._doc.Catalog
    catalog.Metadata = canvas._doc.Reference(metadata(first, CREATOR))
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "Metadata"]
    canvas.save()
    data = target.getvalue()
    return packed(data) if len(plans) > 1 or len(first.alternative) > _LONG else data


def _windows(plans: Sequence[Plan]) -> list[Window]:
    return [mark for plan in plans for mark in plan.marks if isinstance(mark, Window)]


def _repeated(plans: Iterable[Plan]) -> dict[Box, str]:
    """The boxes with round corners that stand often, each at the origin, with the names of their forms."""
    counts = Counter(_shape(mark) for plan in plans for mark in plan.marks if isinstance(mark, Box) and mark.radius)
    often = [shape for shape, count in counts.items() if count >= _OFTEN]
    return {shape: f"box-{place}" for place, shape in enumerate(often)}


def _shape(box: Box) -> Box:
    """A box without its place and its colours."""
    width, height, radius = round(box.width, 2), round(box.height, 2), round(box.radius, 2)
    fill, stroke = box.fill and "#", box.stroke and "#"
    return Box(0.0, 0.0, width, height, radius, fill, stroke, round(box.stroke_width, 2))


def _in_structure(plan: Plan) -> Iterable[Mark]:
    """The marks of a page; one that has no structure of its own is one figure."""
    if any(isinstance(mark, Open) for mark in plan.marks):
        return plan.marks
    return (Open(whole_page(plan)), *plan.marks, Close())


class _Page:
    """One page while it is drawn. Remembers the graphics state, so that only what changes is written."""

    def __init__(
        self, canvas: Any, height: float, fonts: dict[str, Any], structure: Structure | None, sheets: dict[Plan, str],
        shapes: dict[Box, str],
    ) -> None:  # fmt: skip
        self._structure = structure
        self._sheets = sheets
        self._shapes = shapes
        self._stamps: dict[str, str] = {}
        self._canvas = canvas
        self._code: list[str] = canvas._code
        self._height = height
        self._fonts = fonts
        self._state: dict[str, str] = {}

    def draw(self, marks: Iterable[Mark]) -> None:
        self._set("cap", "1 J 1 j")
        for mark, goes_on in with_breaks(marks):
            if self._structure is not None:
                self._structured(mark, self._structure)
            match mark:
                case Text():
                    self._text(mark, goes_on)
                case Box():
                    self._box(mark)
                case Polyline() | Curve():
                    self._line(mark)
                case Polygon():
                    self._area(outline(mark), mark.fill, None, 0.0)
                case Icon():
                    self._icon(mark)
                case Picture():
                    self._picture(mark)
                case Window():
                    self._window(mark)
                case Bookmark():
                    self._bookmark(mark)
                case Anchor():
                    self._canvas.bookmarkHorizontal(mark.key, 0, self._height - mark.y)

    def _structured(self, mark: Mark, structure: Structure) -> None:
        match mark:
            case Open():
                structure.open(mark.element)
            case Close():
                structure.close()
            case LinkArea():
                structure.link(mark, self._height)
            case Bookmark() | Anchor():
                pass
            case _:
                structure.content()

    def _set(self, name: str, operator: str) -> None:
        if self._state.get(name) != operator:
            self._state[name] = operator
            self._code.append(operator)

    def _fill(self, colour: str) -> None:
        self._set("fill", f"{_rgb(colour)} rg")

    def _stroke(self, colour: str, width: float, dash: tuple[float, float] | None = None) -> None:
        self._set("stroke", f"{_rgb(colour)} RG")
        self._set("width", f"{width:.3f} w")
        self._set("dash", f"[{dash[0]:.2f} {dash[1]:.2f}] 0 d" if dash else "[] 0 d")

    def _box(self, box: Box) -> None:
        if box.radius:
            if (name := self._shapes.get(_shape(box))) is not None:
                self._colours(box.fill, box.stroke, box.stroke_width)
                self._code.append(f"q 1 0 0 1 {box.x:.2f} {self._height - box.y - box.height:.2f} cm")
                self._stamp(name)
                self._code.append("Q")
                return
            self._area(outline(box), box.fill, box.stroke, box.stroke_width)
        elif box.fill is not None:
            self._fill(box.fill)
            bottom = self._height - box.y - box.height
            self._code.append(f"{box.x:.2f} {bottom:.2f} {box.width:.2f} {box.height:.2f} re f")

    def _area(self, pieces: list[Piece], fill: str | None, stroke: str | None, stroke_width: float) -> None:
        self._colours(fill, stroke, stroke_width)
        self._code.append(f"{_path(pieces, self._height)} {_OPERATION[fill is not None, stroke is not None]}")

    def _colours(self, fill: str | None, stroke: str | None, stroke_width: float) -> None:
        if fill is not None:
            self._fill(fill)
        if stroke is not None:
            self._stroke(stroke, stroke_width)

    def _stamp(self, name: str) -> None:
        """Draw a form; the canvas is asked once a page what it calls it."""
        if name not in self._stamps:
            self._canvas.doForm(name)
            self._stamps[name] = self._code[-1]
        else:
            self._code.append(self._stamps[name])

    def _line(self, line: Polyline | Curve) -> None:
        self._stroke(line.colour, line.stroke_width, line.dash)
        self._code.append(f"{_path(outline(line), self._height)} S")
        if isinstance(line, Polyline) and (head := arrow_head(line)):
            self._area(head, line.colour, None, 0.0)

    def _text(self, text: Text, goes_on: bool) -> None:
        document = self._canvas._doc
        self._fill(text.colour)
        words = [f"BT 1 0 0 1 {text.x:.2f} {self._height - text.y:.2f} Tm"]
        for name, run in runs(f"{text.text} " if goes_on else text.text, text.bold):
            font = self._fonts[name]
            for subset, codes in font.splitString(run, document):
                internal = font.getSubsetInternalName(subset, document)
                words.append(f"{internal} {text.size:.2f} Tf <{codes.hex()}> Tj")
        words.append("ET")
        self._code.append(" ".join(words))

    def _icon(self, icon: Icon) -> None:
        """The form of the icon, stamped: it takes colour and width from the page."""
        scale = icon.size / 24
        self._stroke(icon.colour, icon.stroke_width)
        place = f"{scale:.4f} 0 0 {scale:.4f} {icon.x:.2f} {self._height - icon.y - icon.size:.2f} cm"
        self._code.append(f"q {place}")
        self._stamp(_form(icon.name))
        self._code.append("Q")

    def _picture(self, picture: Picture) -> None:
        """The same bytes are embedded once, however often they are shown; the canvas restores its state by itself."""
        bottom = self._height - picture.y - picture.height
        image = ImageReader(io.BytesIO(picture.data))
        self._canvas.drawImage(image, picture.x, bottom, picture.width, picture.height, mask="auto")

    def _window(self, window: Window) -> None:
        """The form of the other page, clipped; it has a graphics state of its own."""
        bottom = self._height - window.y - window.height
        area = f"{window.x:.2f} {bottom:.2f} {window.width:.2f} {window.height:.2f}"
        left = window.x - window.left * window.scale
        lowest = self._height - window.y + (window.top - window.plan.height) * window.scale
        self._code.append(f"q {area} re W n {window.scale:.5f} 0 0 {window.scale:.5f} {left:.2f} {lowest:.2f} cm")
        self._canvas.doForm(self._sheets[window.plan])
        self._code.append("Q")

    def _bookmark(self, mark: Bookmark) -> None:
        key = f"place-{len(self._canvas._destinations)}"
        self._canvas.bookmarkHorizontal(key, 0, self._height - mark.y)
        self._canvas.addOutlineEntry(mark.title, key, mark.depth)


def _path(pieces: Iterable[Piece], height: float) -> str:
    """Path operators for `pieces`, turned from downwards to upwards on a page of this height."""
    words = []
    for operator, *numbers in pieces:
        for x, y in zip(numbers[::2], numbers[1::2], strict=True):
            words.append(f"{x:.2f} {height - float(y):.2f}")
        words.append(_OPERATORS[str(operator)])
    return " ".join(words)


def _form(icon_name: str) -> str:
    return f"icon-{icon_name}"


def _rgb(colour: str) -> str:
    return " ".join(f"{int(colour[at : at + 2], 16) / 255:.3f}" for at in (1, 3, 5))
