"""The emotion curve of one path: small in a card, and large with titles and the curves of several personas over it.

Paints what it is given. Lines of personas differ by pattern, mark and colour, never by colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from journeymap import typesetting
from journeymap.analysis.series import Series
from journeymap.ui.canvas.painting import LINE_HEIGHT, dimension_path, draw_face, draw_lines, smooth_path
from journeymap.ui.theme import CAPTION, theme
from journeymap.ui.views.paths_words import feeling_words
from journeymap.ui.words import say

PATTERNS = (
    Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine, Qt.PenStyle.DashDotDotLine,
)  # fmt: skip
LABEL_ROOM = 62.0


@dataclass(frozen=True, slots=True)
class Overlay:
    """One persona's feelings along the path. `number` gives her pattern, mark and colour."""

    name: str
    number: int
    emotions: tuple[int | None, ...]

    @property
    def pattern(self) -> Qt.PenStyle:
        return PATTERNS[self.number % len(PATTERNS)]

    @property
    def tint(self) -> str:
        return theme().dimension(self.number % 4 + 1)


def _places(count: int, box: QRectF) -> list[float]:
    if count == 1:
        return [box.center().x()]
    return [box.left() + box.width() * number / (count - 1) for number in range(count)]


def _height(box: QRectF, emotion: float) -> float:
    return box.top() + box.height() * (2 - emotion) / 4


def draw_mini_curve(painter: QPainter, series: Series, box: QRectF) -> None:
    """A small multiple: line, dots in the colours of the feelings, a ring around the low."""
    t = theme()
    painter.setPen(QPen(QColor(t.line), 1))
    painter.drawLine(QPointF(box.left() - 6, _height(box, 0)), QPointF(box.right() + 6, _height(box, 0)))
    xs = _places(len(series.points), box)
    known = [
        (number, QPointF(x, _height(box, point.emotion)), point.emotion)
        for number, (x, point) in enumerate(zip(xs, series.points, strict=True))
        if point.emotion is not None
    ]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(t.ink_2), 1.6))
    painter.drawPath(smooth_path([point for _, point, _ in known]))
    if len(known) > box.width() / 5:
        known = [each for each in known if each[0] in (series.low, series.peak, series.end)]
    for number, point, emotion in known:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.emotion(emotion)))
        painter.drawEllipse(point, 3.4, 3.4)
        if number == series.low and emotion < 0:
            painter.setPen(QPen(QColor(t.emotion(emotion)), 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(point, 6.4, 6.4)


def draw_sample(painter: QPainter, overlay: Overlay | None, box: QRectF) -> None:
    """A piece of a line as it is on the curve, for the legend."""
    y = box.center().y()
    pen = QPen(QColor(overlay.tint if overlay else theme().ink_2), 2.2 if overlay is None else 1.8)
    pen.setStyle(overlay.pattern if overlay else Qt.PenStyle.SolidLine)
    painter.setPen(pen)
    painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
    if overlay is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(overlay.tint))
        painter.drawPath(dimension_path(overlay.number % 4 + 1, QPointF(box.center().x(), y), 3.6))


class BigCurve(QWidget):
    """The curve with titles below it. Left and right walk along it; Enter asks for the touchpoint on the map."""

    jump = Signal(str)
    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(206)
        self.setAccessibleName(say("paths.curve"))
        self.setToolTip(say("paths.curve_hint"))
        self._series: Series | None = None
        self._titles: Sequence[str] = ()
        self._overlays: Sequence[Overlay] = ()
        self.current = 0

    def show_series(self, series: Series, titles: Sequence[str], overlays: Sequence[Overlay]) -> None:
        """Show another path, or other personas over it."""
        if self._series is None or [p.touchpoint_id for p in self._series.points] != [
            p.touchpoint_id for p in series.points
        ]:
            self.current = 0
        self._series, self._titles, self._overlays = series, titles, overlays
        self._describe()
        self.update()

    def words_at(self, number: int) -> str:
        """What is felt at one touchpoint, by everybody and by the personas shown."""
        series = self._series
        if series is None or not 0 <= number < len(series.points):
            return ""
        parts = [feeling_words(series.points[number].emotion)]
        parts += [
            say("paths.feeling_of", name=each.name, feeling=feeling_words(each.emotions[number]))
            for each in self._overlays
        ]
        return say("paths.point", number=number + 1, title=self._titles[number], feeling=" · ".join(parts))

    def _describe(self) -> None:
        self.setAccessibleDescription(self.words_at(self.current))
        self.moved.emit(self.current)

    def _go(self, number: int) -> None:
        if self._series is None:
            return
        self.current = min(max(number, 0), len(self._series.points) - 1)
        self._describe()
        self.update()

    def _box(self) -> QRectF:
        side = max(34.0, min(60.0, self.width() / max(len(self._titles), 1) / 2))
        return QRectF(side, 20, self.width() - 2 * side, self.height() - 20 - LABEL_ROOM)

    def _at(self, x: float) -> int:
        count = len(self._titles)
        xs = _places(count, self._box())
        return min(range(count), key=lambda number: abs(xs[number] - x)) if count else 0

    # Qt's methods

    def sizeHint(self) -> QSize:
        return QSize(400, 206)

    def paintEvent(self, _event: QPaintEvent) -> None:
        series, t = self._series, theme()
        if series is None or not series.points:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self._box()
        xs = _places(len(series.points), box)
        for value in (2, 0, -2):
            painter.setPen(QPen(QColor(t.line), 1.3 if value == 0 else 0.8))
            painter.drawLine(
                QPointF(box.left() - 12, _height(box, value)), QPointF(box.right() + 12, _height(box, value))
            )
            draw_face(painter, value, QPointF(14, _height(box, value)), 7, filled=False)
        if self.hasFocus():
            painter.setPen(QPen(QColor(t.accent), 1.2))
            painter.drawLine(QPointF(xs[self.current], 8), QPointF(xs[self.current], box.bottom() + 10))
        for each in self._overlays:
            self._paint_overlay(painter, each, xs, box)
        known = [
            (QPointF(x, _height(box, point.emotion)), point.emotion, number)
            for number, (x, point) in enumerate(zip(xs, series.points, strict=True))
            if point.emotion is not None
        ]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(t.ink_2), 2.4))
        painter.drawPath(smooth_path([place for place, _, _ in known]))
        dense = len(xs) > 1 and xs[1] - xs[0] < 20
        for place, emotion, number in known:
            if number == self.current and self.hasFocus():
                painter.setPen(QPen(QColor(t.accent), 2))
                painter.setBrush(QColor(t.paper))
                painter.drawEllipse(place, 13, 13)
            if dense:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(t.emotion(emotion)))
                painter.drawEllipse(place, 3.4, 3.4)
            else:
                draw_face(painter, emotion, place, 9)
        self._paint_missing(painter, series, xs, box)
        self._paint_titles(painter, xs, box)
        painter.end()

    def _paint_overlay(self, painter: QPainter, overlay: Overlay, xs: Sequence[float], box: QRectF) -> None:
        # A little apart, so that equal feelings of several personas can be told from one another.
        apart = 3.0 * (overlay.number % 4 + 1) * (1 if overlay.number % 2 else -1) / 2
        points = [
            QPointF(x, _height(box, emotion) + apart)
            for x, emotion in zip(xs, overlay.emotions, strict=True)
            if emotion is not None
        ]
        pen = QPen(QColor(overlay.tint), 1.9)
        pen.setStyle(overlay.pattern)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(smooth_path(points))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(overlay.tint))
        middles = [QPointF((a.x() + b.x()) / 2, (a.y() + b.y()) / 2) for a, b in pairwise(points)]
        for middle in middles[:: max(len(middles) // 6, 1)]:
            painter.drawPath(dimension_path(overlay.number % 4 + 1, middle, 4.2))

    def _paint_missing(self, painter: QPainter, series: Series, xs: Sequence[float], box: QRectF) -> None:
        pen = QPen(QColor(theme().connection), 1.2)
        pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.setBrush(QColor(theme().paper))
        for x, point in zip(xs, series.points, strict=True):
            if point.emotion is None:
                painter.drawEllipse(QPointF(x, _height(box, 0)), 5, 5)

    def _paint_titles(self, painter: QPainter, xs: Sequence[float], box: QRectF) -> None:
        t = theme()
        room = xs[1] - xs[0] - 8 if len(xs) > 1 else box.width()
        top = box.bottom() + 14
        for number, x in enumerate(xs):
            chosen = number == self.current and self.hasFocus()
            ink = t.accent if chosen else t.ink_2
            if room < 50:
                text = str(number + 1)
                if room >= 12 or chosen:
                    width = typesetting.width(text, CAPTION, chosen)
                    draw_lines(painter, [text], x - width / 2, top, CAPTION, ink, bold=chosen)
                continue
            y = top
            for line in typesetting.break_lines(self._titles[number], room, CAPTION, False, 3).lines:
                draw_lines(painter, [line], x - typesetting.width(line, CAPTION, False) / 2, y, CAPTION, ink)
                y += CAPTION * LINE_HEIGHT

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Left:
                self._go(self.current - 1)
            case Qt.Key.Key_Right:
                self._go(self.current + 1)
            case Qt.Key.Key_Home:
                self._go(0)
            case Qt.Key.Key_End:
                self._go(10**6)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._series is not None:
                self.jump.emit(self._series.points[self.current].touchpoint_id)
            case _:
                super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.setToolTip(self.words_at(self._at(event.position().x())))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(self._at(event.position().x()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._series is not None:
            self.jump.emit(self._series.points[self._at(event.position().x())].touchpoint_id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
