"""The card of one touchpoint."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from journeymap import typesetting
from journeymap.analysis.geometry import Rect
from journeymap.ui.canvas.card_face import CardFace
from journeymap.ui.canvas.painting import FAR, VERY_FAR, draw_dimension, draw_face, draw_level, draw_lines
from journeymap.ui.icons import channel_icon, draw_icon
from journeymap.ui.theme import CAPTION, RADIUS_CARD, TITLE, theme
from journeymap.ui.words import language, say, say_token

MARGIN = 5
HANDLE = 7
FACE = 9.5
PALE = 0.66
"""How much of their colour cards beside the chosen path keep."""


class CardItem(QGraphicsItem):
    """Paints a touchpoint. Its position is the top left corner of its rectangle in the layout."""

    def __init__(self, touchpoint_id: str) -> None:
        super().__init__()
        self.touchpoint_id = touchpoint_id
        self._rect = QRectF()
        self._face: CardFace | None = None
        self._strong = True
        self._hovered = False
        self._lines: typesetting.Lines = typesetting.Lines((), False)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
        self.setAcceptHoverEvents(True)
        self.setZValue(10)

    def place(self, rect: Rect) -> None:
        """Move the card to its rectangle in the layout."""
        box = QRectF(0, 0, rect.width, rect.height)
        if box != self._rect:
            self.prepareGeometryChange()
            self._rect = box
            self._break()
        self.setPos(rect.x, rect.y)

    def show_face(self, face: CardFace, *, strong: bool) -> None:
        """Show other contents; `strong` cards are on the chosen path, the rest is pale."""
        if face != self._face or strong != self._strong:
            self._face, self._strong = face, strong
            self._break()
            self.update()

    def retranslate(self) -> None:
        self._break()
        self.update()

    def _break(self) -> None:
        if self._face is None or self._rect.isEmpty():
            return
        title = self._face.title.shown_in(language()) or say("touchpoint.untitled")
        self._lines = typesetting.break_lines(title, self.title_rect().width(), TITLE, True, 3)
        self.setToolTip(self._tip(title))

    def _tip(self, title: str) -> str:
        assert self._face is not None
        parts = [title]
        if self._face.channel:
            parts.append(say_token("channel", self._face.channel))
        if self._face.emotion is not None:
            parts.append(say(f"emotion.{self._face.emotion}"))
        parts += [say_token("barrier", tag) for tag in self._face.barred_by]
        return " · ".join(parts)

    def title_rect(self) -> QRectF:
        """Where the title stands, in item coordinates: for the editor laid over it."""
        return QRectF(31, 8, self._rect.width() - 31 - 30, self._rect.height() - 36)

    @property
    def card_rect(self) -> QRectF:
        return self._rect

    def handle_at(self, point: QPointF) -> bool:
        """Whether a point (item coordinates) is on the handle from which a connection is dragged."""
        centre = QPointF(self._rect.right(), self._rect.center().y())
        return (point - centre).manhattanLength() <= HANDLE * 2

    # Qt's methods

    def boundingRect(self) -> QRectF:
        return self._rect.adjusted(-MARGIN, -MARGIN, MARGIN + HANDLE, MARGIN + 2)

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addRect(self._rect.adjusted(0, 0, HANDLE + 2, 0))
        return path

    def hoverEnterEvent(self, _event: object) -> None:
        self._hovered = True
        self.update()

    def hoverLeaveEvent(self, _event: object) -> None:
        self._hovered = False
        self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        face = self._face
        if face is None:
            return
        t = theme()
        scale = option.levelOfDetailFromTransform(painter.worldTransform())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_body(painter, scale)
        if not self._strong and not self.isSelected():
            painter.setOpacity(PALE)
        if face.barred_by:
            hatch = QColor(t.problem)
            hatch.setAlpha(90)
            painter.setBrush(QBrush(hatch, Qt.BrushStyle.BDiagPattern))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(self._rect, RADIUS_CARD, RADIUS_CARD)
        if scale > VERY_FAR:
            draw_icon(painter, channel_icon(face.channel), QRectF(12, 11, 15, 15), t.ink_2)
            title = face.title.shown_in(language())
            colour = t.ink if title else t.ink_2
            draw_lines(painter, self._lines.lines, 31, 9, TITLE, colour, bold=True)
            if face.emotion is not None:
                draw_face(painter, face.emotion, QPointF(self._rect.right() - 17, 19), FACE)
        if scale > FAR:
            self._paint_counts(painter, face)
        if self._hovered or self.isSelected():
            painter.setPen(QPen(QColor(t.paper), 1.5))
            painter.setBrush(QColor(t.accent))
            painter.drawEllipse(QPointF(self._rect.right(), self._rect.center().y()), 5, 5)

    def _paint_body(self, painter: QPainter, scale: float) -> None:
        t, face = theme(), self._face
        assert face is not None
        if scale > FAR:
            shadow = QColor(t.shadow)
            shadow.setAlpha(14)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shadow)
            painter.drawRoundedRect(self._rect.translated(0, 1.6).adjusted(-0.6, 0, 0.6, 0.8), RADIUS_CARD, RADIUS_CARD)
        pen = QPen(QColor(t.accent), 2.4) if self.isSelected() else QPen(QColor(t.line), 1.2)
        painter.setPen(pen)
        painter.setBrush(QColor(t.paper))
        painter.drawRoundedRect(self._rect, RADIUS_CARD, RADIUS_CARD)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.emotion(face.emotion)))
        painter.drawRoundedRect(QRectF(3.2, 9, 4, self._rect.height() - 18), 2, 2)

    def _paint_counts(self, painter: QPainter, face: CardFace) -> None:
        t = theme()
        y = self._rect.bottom() - 24
        x = 12.0
        for name, count, colour in (
            ("expectation", face.expectations, t.expectation),
            ("pain_point", face.pain_points, t.pain_point),
            ("surprise", face.surprises, t.surprise),
        ):
            if count:
                draw_icon(painter, name, QRectF(x, y + 1.5, 13, 13), colour)
                draw_lines(painter, [str(count)], x + 15, y + 0.8, CAPTION, colour, bold=True)
                x += 19 + typesetting.width(str(count), CAPTION, True)
        x = self._rect.right() - 10
        if face.level is not None:
            label = f"L{face.level}"
            width = typesetting.width(label, CAPTION, True)
            draw_lines(
                painter, [label], x - width, y + 0.8, CAPTION, t.surprise if face.level == 4 else t.ink_2, bold=True
            )
            draw_level(painter, face.level, QRectF(x - width - 17, y + 2, 13, 13))
            x -= width + 23
        for number in reversed(face.dimensions):
            draw_dimension(painter, number, QPointF(x - 4, y + 8), 3.6)
            x -= 10
        for present, name, colour in (
            (face.is_goal, "goal", t.good),
            (face.is_start, "start", t.good),
            (face.moment_of_truth, "moment_of_truth", t.accent),
            (bool(face.barred_by), "barrier", t.problem),
        ):
            if present:
                draw_icon(painter, name, QRectF(x - 13, y + 1.5, 13, 13), colour)
                x -= 16
