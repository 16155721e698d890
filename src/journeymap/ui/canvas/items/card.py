"""The card of one touchpoint: its place, what it stands for, where its handle and its sign are. `card_painting` draws it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from journeymap import typesetting
from journeymap.analysis.geometry import Rect
from journeymap.labels import quoted
from journeymap.ui.canvas.card_face import CardFace
from journeymap.ui.canvas.card_painting import Badge, Look, paint_card
from journeymap.ui.theme import TITLE
from journeymap.ui.thumbnails import Thumbnails
from journeymap.ui.words import language, say, say_token, shown

MARGIN = 5
PICTURE = QSizeF(48, 38)
HANDLE = 7
BADGE_RISE = 11.0
"""How far a badge stands out above its card."""


class CardItem(QGraphicsItem):
    """Stands for a touchpoint. Its position is the top left corner of its rectangle in the layout.

    What it shows is read when it is first painted or asked for, so that a large map opens at once.
    """

    def __init__(self, touchpoint_id: str, read: Callable[[str], CardFace | None], thumbnails: Thumbnails) -> None:
        super().__init__()
        self.touchpoint_id = touchpoint_id
        self._read = read
        self._thumbnails = thumbnails
        self._rect = QRectF()
        self._face: CardFace | None = None
        self._look = Look()
        self._hovered = False
        self._lines: typesetting.Lines | None = None
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.setAcceptHoverEvents(True)
        self.setZValue(10)

    # what it shows

    @property
    def face(self) -> CardFace | None:
        """What the card shows of its touchpoint."""
        if self._face is None:
            self._face = self._read(self.touchpoint_id)
        return self._face

    def renew(self) -> None:
        """The records behind the card, the language or the theme changed."""
        self._face = self._lines = None
        self.update()

    @property
    def picture(self) -> str:
        """The SHA-256 of the picture it shows, if its contents have been read yet."""
        return self._face.picture if self._face is not None else ""

    def thumbnail(self, side: float) -> QPixmap | None:
        """Its picture, about `side` pixels large, as soon as it is there."""
        return self._thumbnails.find(self.picture, side) if self.picture else None

    def show_look(self, look: Look) -> None:
        """Show the card strong or pale, dimmed, with a badge."""
        if look != self._look:
            if (look.badge is None) != (self._look.badge is None):
                self.prepareGeometryChange()
            self._look = look
            self.update()

    @property
    def look(self) -> Look:
        return self._look

    @property
    def badge(self) -> Badge | None:
        return self._look.badge

    def lines(self) -> typesetting.Lines:
        """The title, broken to the card's width."""
        if self._lines is None:
            face = self.face
            title = (shown(face.title) if face is not None else "") or say("touchpoint.untitled")
            self._lines = typesetting.break_lines(title, self.title_rect().width(), TITLE, True, 3)
        return self._lines

    def tip(self) -> str:
        """All that the card shows by signs, in words."""
        face = self.face
        if face is None:
            return ""
        parts = [face.title.shown_in(language()) or say("touchpoint.untitled")]
        parts.append(say_token("touchpoint_kind", face.kind))
        if face.channel:
            parts.append(say_token("channel", face.channel))
        if face.emotion is not None:
            parts.append(say(f"emotion.{face.emotion}"))
        parts += [say_token("barrier", tag) for tag in face.barred_by]
        if face.quote:
            parts.append(quoted(shown(face.quote), language()))
        if face.picture:
            words = shown(face.picture_words)
            parts.append(say("card.picture_of", what=words) if words else say("card.picture"))
        if face.comments:
            parts.append(say("card.comments", n=face.comments))
        if face.sub_journey is not None:
            parts.append(say("card.sub_journey", name=shown(face.sub_journey) or say("navigator.untitled_journey")))
        if self._look.badge is not None:
            parts.append(self._look.badge.word)
        return " · ".join(parts)

    # where it is

    def place(self, rect: Rect) -> None:
        """Move the card to its rectangle in the layout."""
        if rect.width != self._rect.width() or rect.height != self._rect.height():
            self.prepareGeometryChange()
            self._rect = QRectF(0, 0, rect.width, rect.height)
            self._lines = None
        self.setPos(rect.x, rect.y)

    def title_rect(self) -> QRectF:
        """Where the title stands, in item coordinates: for the editor laid over it."""
        beside = PICTURE.width() + 10 if self.face is not None and self.face.picture else 33
        return QRectF(31, 8, self._rect.width() - 31 - beside, self._rect.height() - 36)

    def picture_rect(self) -> QRectF:
        """Where its picture stands: below the face."""
        return QRectF(QPointF(self._rect.right() - PICTURE.width() - 7, 31), PICTURE)

    @property
    def card_rect(self) -> QRectF:
        return self._rect

    def handle_at(self, point: QPointF) -> bool:
        """Whether a point (item coordinates) is on the handle from which a connection is dragged."""
        centre = QPointF(self._rect.right(), self._rect.center().y())
        return (point - centre).manhattanLength() <= HANDLE * 2

    def sub_journey_rect(self) -> QRectF:
        """The sign of the sub-journey inside, on the lower edge; empty where there is none."""
        if self.face is None or self.face.sub_journey is None:
            return QRectF()
        return QRectF(self._rect.center().x() - 11, self._rect.bottom() - 10, 22, 18)

    # Qt's methods

    def boundingRect(self) -> QRectF:
        rise = BADGE_RISE if self._look.badge is not None else 0.0
        return self._rect.adjusted(-MARGIN, -MARGIN - rise, MARGIN + HANDLE, MARGIN + 5)

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addRect(self._rect.adjusted(0, 0, HANDLE + 2, 0))
        sign = self.sub_journey_rect()
        if not sign.isEmpty():
            path.addRect(sign)
        return path

    def hoverEnterEvent(self, _event: object) -> None:
        self._hovered = True
        self.setToolTip(self.tip())
        self.update()

    def hoverLeaveEvent(self, _event: object) -> None:
        self._hovered = False
        self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        if self.face is not None:
            scale = option.levelOfDetailFromTransform(painter.worldTransform())
            paint_card(painter, self, scale, selected=self.isSelected(), hovered=self._hovered)
