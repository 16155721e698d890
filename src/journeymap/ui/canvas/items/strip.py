"""The curve along the chosen path and the rows of annotations below the map."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from journeymap.ui.canvas.card_painting import paint_thumbnail
from journeymap.ui.canvas.items.grid import qrect
from journeymap.ui.canvas.painting import FAR, VERY_FAR, draw_face, draw_lines, draw_sign, draw_text, smooth_path
from journeymap.ui.canvas.strip import NOTE_PADDING, PICTURE_HEIGHT, Strip, emotion_y
from journeymap.ui.theme import BODY, CAPTION, theme
from journeymap.ui.thumbnails import Thumbnails
from journeymap.ui.words import say

ROW_ICONS = {
    "storyboard": "image",
    "expectation": "expectation",
    "pain_point": "pain_point",
    "surprise": "surprise",
    "model_element": "model_element",
}
ROW_WORDS = {
    "storyboard": "storyboard",
    "expectation": "expectations",
    "pain_point": "pain_points",
    "surprise": "surprise_opportunities",
    "model_element": "model_elements",
}


class StripItem(QGraphicsItem):
    """Paints the strip below the map."""

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._thumbnails = thumbnails
        self._strip: Strip | None = None
        self._curve = QPainterPath()
        self._caption = ""
        self._header_width = 0.0
        self._selected: frozenset[str] = frozenset()

    def show_strip(self, strip: Strip, caption: str, header_width: float, selected: frozenset[str]) -> None:
        """Show a strip; `caption` says in words what the curve shows, `selected` touchpoints are marked on it."""
        self.prepareGeometryChange()
        self._strip, self._caption, self._header_width, self._selected = strip, caption, header_width, selected
        self._curve = smooth_path([QPointF(each.x, each.y) for each in strip.points if each.y is not None])
        self.update()

    def mark(self, selected: frozenset[str]) -> None:
        """Mark the points of the selected touchpoints."""
        if selected != self._selected:
            self._selected = selected
            self.update()

    def touchpoint_at(self, point: QPointF) -> tuple[str, str] | None:
        """(touchpoint id, record id) of the point or note at a place."""
        if self._strip is None:
            return None
        for each in self._strip.points:
            if each.y is not None and (QPointF(each.x, each.y) - point).manhattanLength() < 18:
                return each.touchpoint_id, each.touchpoint_id
        for note in self._strip.notes:
            if qrect(note.rect).contains(point):
                return note.touchpoint_id, note.record_id
        return None

    def text_at(self, point: QPointF) -> str:
        """The full text of the note at a place."""
        notes = self._strip.notes if self._strip else ()
        return next((note.full_text for note in notes if qrect(note.rect).contains(point)), "")

    def boundingRect(self) -> QRectF:
        return qrect(self._strip.bounds).adjusted(-4, -4, 4, 4) if self._strip else QRectF()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        strip, t = self._strip, theme()
        if strip is None:
            return
        scale = option.levelOfDetailFromTransform(painter.worldTransform())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = strip.bounds.x
        painter.setPen(QPen(QColor(t.line), 1))
        painter.drawLine(QPointF(left, strip.bounds.y), QPointF(strip.curve.right, strip.bounds.y))
        if scale > VERY_FAR:
            box = QRectF(strip.curve.x, strip.bounds.y + 6, strip.curve.width, 22)
            draw_text(painter, self._caption, box, BODY, t.ink_2, max_lines=1)
        self._paint_curve(painter, strip, left, scale)
        if scale > VERY_FAR:
            self._paint_rows(painter, strip, left, scale)

    def _paint_curve(self, painter: QPainter, strip: Strip, left: float, scale: float) -> None:
        t = theme()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.hover))
        header = QRectF(left, strip.curve.y, self._header_width, strip.curve.height)
        painter.drawRoundedRect(header, 7, 7)
        draw_sign(painter, "curve", QRectF(header.center().x() - 8, header.center().y() - 8, 16, 16), t.ink_2)
        for value in (-2, 0, 2):
            painter.setPen(QPen(QColor(t.line), 1.4 if value == 0 else 0.8))
            y = emotion_y(strip.curve, value)
            painter.drawLine(QPointF(strip.curve.x, y), QPointF(strip.curve.right, y))
        known = [point for point in strip.points if point.y is not None]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(t.ink_2), 2.2))
        painter.drawPath(self._curve)
        for point in known:
            place = QPointF(point.x, point.y or 0)
            if point.touchpoint_id in self._selected:
                painter.setPen(QPen(QColor(t.accent), 2))
                painter.setBrush(QColor(t.paper))
                painter.drawEllipse(place, 14, 14)
            if scale > VERY_FAR and point.emotion is not None:
                draw_face(painter, point.emotion, place, 10)
            else:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(t.emotion(point.emotion)))
                painter.drawEllipse(place, 8, 8)

    def _paint_picture(self, painter: QPainter, sha256: str, box: QRectF, scale: float) -> None:
        device = painter.device()
        sharp = scale * (device.devicePixelRatio() if device is not None else 1)
        paint_thumbnail(painter, self._thumbnails.find(sha256, box.height() * 1.5 * sharp), box, 5)

    def _paint_rows(self, painter: QPainter, strip: Strip, left: float, scale: float) -> None:
        t = theme()
        colours = {
            "expectation": t.expectation, "pain_point": t.pain_point, "surprise": t.surprise, "model_element": t.ink_2,
            "storyboard": t.ink_2,
        }  # fmt: skip
        for row in strip.rows:
            colour = colours[row.kind]
            box = QRectF(left, row.rect.y, self._header_width, min(row.rect.height, 64))
            draw_sign(painter, ROW_ICONS[row.kind], QRectF(box.center().x() - 7, box.y() + 2, 14, 14), colour)
            words = QRectF(box.x() - 4, box.y() + 18, box.width() + 8, box.height() - 16)
            if scale > FAR:
                centre = Qt.AlignmentFlag.AlignHCenter
                draw_text(
                    painter, say(ROW_WORDS[row.kind]), words, CAPTION - 1, colour, bold=True, align=centre, max_lines=3
                )
        for note in strip.notes:
            colour = colours.get(note.kind, t.ink_2)
            box = qrect(note.rect)
            if note.kind != "more":
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(t.paper))
                painter.drawRoundedRect(box, 5, 5)
                painter.setBrush(QColor(colour))
                painter.drawRoundedRect(QRectF(box.x(), box.y(), 3, box.height()), 1.5, 1.5)
            if scale > FAR:
                ink = t.ink if note.kind != "more" else t.ink_2
                top = box.y() + (NOTE_PADDING if note.kind != "more" else 2)
                if note.picture:
                    place = QRectF(box.x() + 8, top, box.width() - 14, PICTURE_HEIGHT - 5)
                    self._paint_picture(painter, note.picture, place, scale)
                    top += PICTURE_HEIGHT
                draw_lines(painter, note.lines, box.x() + NOTE_PADDING + 4, top, CAPTION, ink)
