"""Drawing that several items share: text in measured lines, icons, faces, level bars, dimension shapes.

Colours, pens, laid-out text and icons are kept between paintings: making them takes longer than drawing with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPolygonF,
    QStaticText,
)

from journeymap import typesetting
from journeymap.ui.icons import draw_icon, face_icon, pixmap
from journeymap.ui.theme import text_font, theme

LINE_HEIGHT = 1.32
FAR = 0.42
"""Below this scale counts go; below `VERY_FAR` text goes too."""
VERY_FAR = 0.22


SHARP = 192
"""The largest side, in pixels, of an icon that is kept as a picture; larger ones are drawn anew each time."""


@lru_cache(maxsize=512)
def ink(value: str) -> QColor:
    """The colour of a theme's #RRGGBB, made once; not to be altered."""
    return QColor(value)


@lru_cache(maxsize=16)
def hatch(value: str) -> QBrush:
    """What lies over a card that somebody cannot pass, light enough to read the card through it; not to be altered."""
    colour = QColor(value)
    colour.setAlpha(90)
    return QBrush(colour, Qt.BrushStyle.BDiagPattern)


@lru_cache(maxsize=512)
def pen(value: str, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """A pen of a theme's colour, made once; not to be altered."""
    return QPen(ink(value), width, style)


@lru_cache(maxsize=64)
def _font(size: int, bold: bool) -> QFont:
    return text_font(size, bold=bold)


@lru_cache(maxsize=64)
def _metrics(size: int, bold: bool) -> QFontMetricsF:
    return QFontMetricsF(_font(size, bold))


@lru_cache(maxsize=8192)
def _laid_out(text: str, size: int, bold: bool) -> QStaticText | None:
    """A line of text laid out once; None where another font steps in, which would stand on another base line."""
    found = QStaticText(text)
    found.setTextFormat(Qt.TextFormat.PlainText)
    found.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    found.prepare(font=_font(size, bold))
    return found if abs(found.size().height() - _metrics(size, bold).height()) < 0.6 else None


@lru_cache(maxsize=2048)
def _sign(name: str, value: str, pixels: int) -> QPixmap:
    return pixmap(name, pixels, value)


def draw_sign(painter: QPainter, name: str, rect: QRectF, colour: str) -> None:
    """Draw an icon into a square of the map, in a theme's colour; quick where it is drawn often at one scale."""
    device = painter.device()
    scale = painter.worldTransform().m11() * (device.devicePixelRatio() if device is not None else 1)
    pixels = round(rect.width() * scale)
    if not 0 < pixels <= SHARP:
        draw_icon(painter, name, rect, colour)
        return
    painter.drawPixmap(rect, _sign(name, colour, pixels), QRectF(0, 0, pixels, pixels))


def draw_lines(
    painter: QPainter, lines: Sequence[str], x: float, y: float, size: int, colour: QColor | str, *, bold: bool = False
) -> float:
    """Draw broken lines from the top left corner (x, y); returns the y below the last one."""
    painter.setFont(_font(size, bold))
    painter.setPen(ink(colour) if isinstance(colour, str) else colour)
    step = size * LINE_HEIGHT
    base = y + (step + typesetting.ascent(size) * 0.72) / 2
    for line in lines:
        laid_out = _laid_out(line, size, bold)
        if laid_out is not None:
            painter.drawStaticText(QPointF(x, base - _metrics(size, bold).ascent()), laid_out)
        else:
            painter.drawText(QPointF(x, base), line)
        base += step
    return y + step * len(lines)


def draw_text(
    painter: QPainter,
    text: str,
    rect: QRectF,
    size: int,
    colour: QColor | str,
    *,
    bold: bool = False,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    max_lines: int | None = None,
) -> None:
    """Draw text broken to a rectangle's width, centred in its height, shortened with '…' where it does not fit."""
    step = size * LINE_HEIGHT
    room = max_lines or max(int(rect.height() / step + 0.01), 1)
    lines = typesetting.break_lines(text, rect.width(), size, bold, room).lines
    y = rect.center().y() - step * len(lines) / 2
    for line in lines:
        x = rect.left()
        if align != Qt.AlignmentFlag.AlignLeft:
            rest = rect.width() - typesetting.width(line, size, bold)
            x += rest / 2 if align == Qt.AlignmentFlag.AlignHCenter else rest
        y = draw_lines(painter, [line], x, y, size, colour, bold=bold)


def draw_face(painter: QPainter, emotion: int, centre: QPointF, radius: float, *, filled: bool = True) -> None:
    """The face of a feeling, in its colour."""
    if filled:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink(theme().paper))
        painter.drawEllipse(centre, radius, radius)
    box = QRectF(centre.x() - radius * 1.1, centre.y() - radius * 1.1, radius * 2.2, radius * 2.2)
    draw_sign(painter, face_icon(emotion), box, theme().emotion(emotion))


def draw_level(painter: QPainter, level: int, rect: QRectF) -> None:
    """Four stacked bars, filled from below up to the level; level 4 in the colour of surprise."""
    height = rect.height() / 4
    painter.setPen(Qt.PenStyle.NoPen)
    for bar in range(4):
        reached = bar < level
        full = theme().surprise if level == 4 else theme().ink_2
        painter.setBrush(ink(full if reached else theme().line))
        painter.drawRoundedRect(
            QRectF(rect.left(), rect.bottom() - (bar + 1) * height, rect.width(), height - 1.4), 1, 1
        )


def draw_dimension(painter: QPainter, number: int, centre: QPointF, radius: float, relation: str = "shows") -> None:
    """The shape of dimension 7.`number` (square, triangle, circle, diamond): filled shows, hollow would serve,
    dashed lacks.
    """
    draw_relation(painter, dimension_path(number, centre, radius), theme().dimension(number), relation)


def draw_relation(painter: QPainter, path: QPainterPath, tint: str, relation: str) -> None:
    """A shape that says how something stands to the model: filled shows, hollow would serve, dashed lacks."""
    colour = QColor(theme().pain_point if relation == "lacks" else tint)
    if relation == "shows":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
    else:
        pen = QPen(colour, 1.6)
        if relation == "lacks":
            pen.setDashPattern([1.6, 1.3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def dimension_path(number: int, centre: QPointF, radius: float) -> QPainterPath:
    """The outline of a dimension's shape."""
    path = QPainterPath()
    x, y, r = centre.x(), centre.y(), radius
    if number == 1:
        path.addRect(QRectF(x - r * 0.88, y - r * 0.88, r * 1.76, r * 1.76))
    elif number == 2:
        path.addPolygon(QPolygonF([QPointF(x, y - r), QPointF(x + r, y + r * 0.8), QPointF(x - r, y + r * 0.8)]))
        path.closeSubpath()
    elif number == 3:
        path.addEllipse(centre, r, r)
    else:
        path.addPolygon(
            QPolygonF(
                [QPointF(x, y - r * 1.15), QPointF(x + r * 1.15, y), QPointF(x, y + r * 1.15), QPointF(x - r * 1.15, y)]
            )
        )
        path.closeSubpath()
    return path


def smooth_path(points: Sequence[QPointF]) -> QPainterPath:
    """A curve through points that never overshoots them: level tangents, as in the field's emotion curves."""
    path = QPainterPath()
    if not points:
        return path
    path.moveTo(points[0])
    for first, second in pairwise(points):
        middle = (first.x() + second.x()) / 2
        path.cubicTo(QPointF(middle, first.y()), QPointF(middle, second.y()), second)
    return path


def rounded_path(points: Sequence[tuple[float, float]], radius: float = 9) -> QPainterPath:
    """An orthogonal polyline with rounded corners."""
    path = QPainterPath()
    if not points:
        return path
    path.moveTo(*points[0])
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        a, b, c = QPointF(*before), QPointF(*corner), QPointF(*after)
        first, second = b - a, c - b
        length_1, length_2 = abs(first.x()) + abs(first.y()), abs(second.x()) + abs(second.y())
        if not length_1 or not length_2:
            continue
        room = min(radius, length_1 / 2, length_2 / 2)
        path.lineTo(b - first * (room / length_1))
        path.quadTo(b, b + second * (room / length_2))
    path.lineTo(*points[-1])
    return path
