"""What differs between two maps, drawn over one of them: frames round touchpoints and along connections, told apart by line and
word, so that they are seen from afar and without colours.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from journeymap import typesetting
from journeymap.ui.canvas.card_painting import BADGE_HEIGHT, BADGE_ICONS, badge_colour
from journeymap.ui.canvas.painting import draw_lines, draw_sign, ink, pen, rounded_path
from journeymap.ui.theme import CAPTION, theme

GAP = 7.0
HALO = 7.0
_LINES = {"added": Qt.PenStyle.SolidLine, "gone": Qt.PenStyle.DashLine, "changed": Qt.PenStyle.DotLine}
WORDS_FROM = 0.4
"""The scale from which on the words beside connections can be read."""


class FrameItem(QGraphicsItem):
    """A frame round a touchpoint's card."""

    def __init__(self, role: str, rect: QRectF) -> None:
        super().__init__()
        self.role = role
        self._rect = rect.adjusted(-GAP, -GAP, GAP, GAP)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setZValue(9)

    # Qt's methods

    def boundingRect(self) -> QRectF:
        return self._rect.adjusted(-4, -4, 4, 4)

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        line = QPen(QColor(badge_colour(self.role)), 2.2, _LINES.get(self.role, Qt.PenStyle.SolidLine))
        line.setCosmetic(True)
        painter.setPen(line)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self._rect, 13, 13)


class HaloItem(QGraphicsItem):
    """A broad line under a connection."""

    def __init__(self, role: str, points: Sequence[tuple[float, float]]) -> None:
        super().__init__()
        self.role = role
        self._path = rounded_path(points)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setZValue(3)

    # Qt's methods

    def boundingRect(self) -> QRectF:
        return self._path.boundingRect().adjusted(-HALO, -HALO, HALO, HALO)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        tint = QColor(badge_colour(self.role))
        tint.setAlpha(120)
        scale = option.levelOfDetailFromTransform(painter.worldTransform())
        line = QPen(tint, max(HALO, 3 / max(scale, 0.05)), _LINES.get(self.role, Qt.PenStyle.SolidLine))
        line.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(line)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._path)


class WordItem(QGraphicsItem):
    """The word beside a connection: in its middle, or above its label."""

    def __init__(self, role: str, word: str, points: Sequence[tuple[float, float]], label: QRectF | None) -> None:
        super().__init__()
        self.role = role
        self.word = word
        width = typesetting.width(word, CAPTION, True) + 28
        middle = rounded_path(points).pointAtPercent(0.5)
        if label is not None:
            middle = QPointF(label.center().x(), label.top() - BADGE_HEIGHT / 2 - 2)
        self._box = QRectF(middle.x() - width / 2, middle.y() - BADGE_HEIGHT / 2, width, BADGE_HEIGHT)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setZValue(12)

    # Qt's methods

    def boundingRect(self) -> QRectF:
        return self._box.adjusted(-2, -2, 2, 2)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        if option.levelOfDetailFromTransform(painter.worldTransform()) < WORDS_FROM:
            return
        tint, box = badge_colour(self.role), self._box
        painter.setPen(pen(tint, 1.2))
        painter.setBrush(ink(theme().paper))
        painter.drawRoundedRect(box, BADGE_HEIGHT / 2, BADGE_HEIGHT / 2)
        draw_sign(painter, BADGE_ICONS.get(self.role, "info"), QRectF(box.x() + 6, box.y() + 3, 12, 12), tint)
        draw_lines(painter, [self.word], box.x() + 21, box.y() + 1.6, CAPTION, tint, bold=True)
