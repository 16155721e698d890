"""Pages of a PDF onto a printer, just as the preview shows them: strip by strip, so that a large sheet never fills the memory.

pdfium turns strips into pictures off the window's thread; the window's thread paints them. What the printer cannot do is told
beforehand, as a key of the words with its values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from journeymap.ui.tasks import Work

FINEST = 600
"""Dots per inch beyond which nobody sees a difference in type of 6 points."""
STRIP_PIXELS = 16_000_000
_SAME = 3.0
"""Points by which sizes of one paper may differ."""

Size = tuple[float, float]
"""Width and height in points."""


class Refusal(NamedTuple):
    """Why a printer cannot print these pages: a key of the words and its values."""

    key: str
    values: dict[str, str]


class _Strip(NamedTuple):
    """A part of a page, as wide as it is: from one row of pixels to before another."""

    page: int
    first: int
    end: int


def refusal(printer: QPrinter, size: Size, paper: str) -> Refusal | None:
    """Why a printer cannot take sheets of this size; None where it can, or where it does not say what it takes."""
    if printer.outputFormat() == QPrinter.OutputFormat.PdfFormat:
        return None
    info = QPrinterInfo(printer)
    if info.isNull():
        return Refusal("printing.gone", {})
    papers = [each.size(QPageSize.Unit.Point) for each in info.supportedPageSizes()]
    wanted = sorted(size)
    if not papers or info.supportsCustomPageSizes() or any(_is_same(wanted, sorted(each.toTuple())) for each in papers):
        return None
    return Refusal("printing.no_paper", {"printer": info.description() or info.printerName(), "paper": paper})


def larger_pages(sizes: Sequence[Size]) -> int:
    """How many pages are larger than the first one's paper and are made smaller for it."""
    paper = sorted(sizes[0])
    return sum(not _is_same(sorted(each), paper) and max(each) > paper[1] + _SAME for each in sizes)


def _is_same(one: Sequence[float], other: Sequence[float]) -> bool:
    return all(abs(a - b) <= _SAME for a, b in zip(one, other, strict=True))


class Printing(QObject):
    """One print job. `progress` tells the page that is printed and how many there are, `done` that the printer has them all."""

    progress = Signal(int, int)
    done = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject, printer: QPrinter, pdf: bytes, sizes: Sequence[Size]) -> None:
        super().__init__(parent)
        self._painter = QPainter()  # named before the printer, so that it ends before it
        self._printer, self._pdf, self._sizes = printer, pdf, sizes
        self._work = Work(self)
        self._work.done.connect(self._paint)
        self._work.failed.connect(self._give_up)
        self._dots = min(printer.resolution(), FINEST) / 72
        self._strips = self._cut()
        self._strip = _Strip(0, 0, 0)

    def start(self) -> None:
        """Begin; what comes of it is told by the signals."""
        printer = self._printer
        printer.setFullPage(True)
        self._lay_paper(self._sizes[0])
        if not self._painter.begin(printer):
            self.failed.emit(Refusal("printing.refused", {}))
            return
        self._painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        self.progress.emit(1, len(self._sizes))
        self._next()

    def cancel(self) -> None:
        """Stop, and have the printer forget the job."""
        self._work.drop()
        if self._painter.isActive():
            self._printer.abort()
            self._painter.end()

    def _lay_paper(self, size: Size) -> None:
        """The paper of the first page, turned as each page lies."""
        short, long = sorted(self._sizes[0])
        paper = QPageSize(QSizeF(short, long), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
        lies = size[0] > size[1]
        orientation = QPageLayout.Orientation.Landscape if lies else QPageLayout.Orientation.Portrait
        self._printer.setPageLayout(QPageLayout(paper, orientation, QMarginsF()))

    def _cut(self) -> Iterator[_Strip]:
        """The strips of all pages, top to bottom."""
        for page, (width, height) in enumerate(self._sizes):
            scale = self._scale(page)
            rows, step = ceil(height * scale), max(1, int(STRIP_PIXELS / (width * scale)))
            for first in range(0, rows, step):
                yield _Strip(page, first, min(first + step, rows))

    def _scale(self, page: int) -> float:
        """Pixels a point of a page takes: fewer where the page is made smaller."""
        return self._dots * self._shrinking(page)

    def _shrinking(self, page: int) -> float:
        """1 for a page of the paper's size; below that, what makes it fit."""
        width, height = sorted(self._sizes[page])
        short, long = sorted(self._sizes[0])
        return min(1.0, (short + _SAME) / width, (long + _SAME) / height)

    def _next(self) -> None:
        strip = next(self._strips, None)
        if strip is None:
            self._painter.end()
            self.done.emit()
            return
        if strip.page != self._strip.page:
            self._lay_paper(self._sizes[strip.page])
            if not self._printer.newPage():
                self._give_up(Refusal("printing.refused", {}))
                return
            self.progress.emit(strip.page + 1, len(self._sizes))
        self._strip = strip
        pdf, scale = self._pdf, self._scale(strip.page)
        self._work.ask(lambda _stale: strip_picture(pdf, strip, scale))

    def _paint(self, picture: QImage) -> None:
        strip = self._strip
        dot = self._printer.resolution() / 72 / self._dots
        place = QRectF(0, strip.first * dot, picture.width() * dot, picture.height() * dot)
        self._painter.drawImage(place, picture)
        self._next()

    def _give_up(self, error: object) -> None:
        self.cancel()
        self.failed.emit(error)


def strip_picture(pdf: bytes, strip: _Strip, scale: float) -> QImage:
    """A strip of a page; `scale` is pixels a point."""
    import pypdfium2  # type: ignore[import-untyped]

    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[strip.page]
        rows = ceil(page.get_size()[1] * scale)
        # What is cut off is rounded up to whole pixels; half a pixel less gives just the row that is meant.
        above, below = (max(0.0, count - 0.5) / scale for count in (strip.first, rows - strip.end))
        bitmap = page.render(scale=scale, crop=(0, below, 0, above), rev_byteorder=True, prefer_bgrx=True)
        picture = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888)
        return picture.copy()
    finally:
        document.close()
