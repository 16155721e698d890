"""How a card is drawn: its paper, its title, its feeling and the small signs of what is noted on it.

Reads what a `CardItem` shows and where its parts are; keeps nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from journeymap import typesetting
from journeymap.ui.canvas.card_face import CardFace
from journeymap.ui.canvas.painting import (
    FAR,
    VERY_FAR,
    draw_dimension,
    draw_face,
    draw_level,
    draw_lines,
    draw_sign,
    hatch,
    ink,
    pen,
)
from journeymap.ui.icons import barrier_icon, channel_icon
from journeymap.ui.theme import CAPTION, RADIUS_CARD, TITLE, theme
from journeymap.ui.words import language

if TYPE_CHECKING:
    from journeymap.ui.canvas.items.card import CardItem

FACE = 9.5
PALE, DIMMED = 0.66, 0.28
"""How much of their colour cards beside the chosen path keep, and cards that a filter leaves out."""
BADGE_ICONS = {"added": "plus", "changed": "edit", "gone": "minus"}
BADGE_HEIGHT = 18.0
KINDS_SHOWN = frozenset({"communication", "wait", "decision"})
"""An action, the usual kind, needs no sign."""
NO_PEN = Qt.PenStyle.NoPen


@dataclass(frozen=True, slots=True)
class Badge:
    """A small sign above a card: its role chooses icon and colour (`added`, `changed`, `gone`), the word says it."""

    role: str
    word: str


@dataclass(frozen=True, slots=True)
class Look:
    """How a card or connection stands out: `strong` ones are on the chosen path, `dimmed` ones are left out by a filter."""

    strong: bool = True
    dimmed: bool = False
    badge: Badge | None = None


def badge_colour(role: str) -> str:
    """The colour of a badge's role."""
    t = theme()
    return {"added": t.good, "gone": t.problem}.get(role, t.accent)


def paint_card(painter: QPainter, card: CardItem, scale: float, *, selected: bool, hovered: bool) -> None:
    """Draw a card in its own coordinates; `scale` is how many pixels a map unit takes."""
    face, look, rect, t = card.face, card.look, card.card_rect, theme()
    assert face is not None
    if look.dimmed and not selected:
        painter.setOpacity(painter.opacity() * DIMMED)
    _paint_paper(painter, face, rect, scale, selected=selected)
    if not look.strong and not look.dimmed and not selected:
        painter.setOpacity(painter.opacity() * PALE)
    if face.barred_by:
        painter.setBrush(hatch(t.problem))
        painter.setPen(NO_PEN)
        painter.drawRoundedRect(rect, RADIUS_CARD, RADIUS_CARD)
    if scale > VERY_FAR:
        draw_sign(painter, channel_icon(face.channel), QRectF(12, 11, 15, 15), t.ink_2)
        colour = t.ink if face.title.shown_in(language()) else t.ink_2
        draw_lines(painter, card.lines().lines, 31, 9, TITLE, colour, bold=True)
        if face.emotion is not None:
            draw_face(painter, face.emotion, QPointF(rect.right() - 17, 19), FACE)
    if scale > FAR:
        _paint_counts(painter, face, rect)
        _paint_sources(painter, face)
        if face.picture:
            _paint_picture(painter, card, scale)
        elif face.kind in KINDS_SHOWN:
            draw_sign(painter, f"kind_{face.kind}", QRectF(rect.right() - 24, 34, 14, 14), t.ink_2)
        if face.sub_journey is not None:
            _paint_sub_journey(painter, card.sub_journey_rect(), hovered=hovered)
        if look.badge is not None:
            _paint_badge(painter, look.badge)
    if hovered or selected:
        painter.setPen(pen(t.paper, 1.5))
        painter.setBrush(ink(t.accent))
        painter.drawEllipse(QPointF(rect.right(), rect.center().y()), 5, 5)


def _paint_paper(painter: QPainter, face: CardFace, rect: QRectF, scale: float, *, selected: bool) -> None:
    t = theme()
    painter.setPen(NO_PEN)
    if scale > FAR:
        shadow = QColor(t.shadow)
        shadow.setAlpha(14)
        painter.setBrush(shadow)
        painter.drawRoundedRect(rect.translated(0, 1.6).adjusted(-0.6, 0, 0.6, 0.8), RADIUS_CARD, RADIUS_CARD)
    painter.setPen(pen(t.accent, 2.4) if selected else pen(t.line, 1.2))
    painter.setBrush(ink(t.paper))
    painter.drawRoundedRect(rect, RADIUS_CARD, RADIUS_CARD)
    painter.setPen(NO_PEN)
    painter.setBrush(ink(t.emotion(face.emotion)))
    painter.drawRoundedRect(QRectF(3.2, 9, 4, rect.height() - 18), 2, 2)


def _paint_counts(painter: QPainter, face: CardFace, rect: QRectF) -> None:
    t = theme()
    y = rect.bottom() - 24
    x = 12.0
    for name, count, colour in (
        ("expectation", face.expectations, t.expectation),
        ("pain_point", face.pain_points, t.pain_point),
        ("surprise", face.surprises, t.surprise),
    ):
        if count:
            draw_sign(painter, name, QRectF(x, y + 1.5, 13, 13), colour)
            draw_lines(painter, [str(count)], x + 15, y + 0.8, CAPTION, colour, bold=True)
            x += 19 + typesetting.width(str(count), CAPTION, True)
    x = rect.right() - 10
    if face.level is not None:
        label = f"L{face.level}"
        width = typesetting.width(label, CAPTION, True)
        colour = t.surprise if face.level == 4 else t.ink_2
        draw_lines(painter, [label], x - width, y + 0.8, CAPTION, colour, bold=True)
        draw_level(painter, face.level, QRectF(x - width - 17, y + 2, 13, 13))
        x -= width + 23
    for number in reversed(face.dimensions):
        draw_dimension(painter, number, QPointF(x - 4, y + 8), 3.6)
        x -= 10
    for present, name, colour in (
        (face.is_goal, "goal", t.good),
        (face.is_start, "start", t.good),
        (face.moment_of_truth, "moment_of_truth", t.accent),
        (bool(face.barred_by), barrier_icon(face.barred_by), t.problem),
    ):
        if present:
            draw_sign(painter, name, QRectF(x - 13, y + 1.5, 13, 13), colour)
            x -= 16


def _paint_sources(painter: QPainter, face: CardFace) -> None:
    """Below the channel: open comments, the kind where a picture takes its place, that somebody is quoted."""
    t, y = theme(), 31.0
    if face.comments:
        draw_sign(painter, "comment", QRectF(12, y, 15, 15), t.accent)
        number = str(face.comments) if face.comments < 10 else "9+"
        width = typesetting.width(number, 9, True)
        draw_lines(painter, [number], 19.5 - width / 2, y + 0.2, 9, t.accent, bold=True)
        y += 19
    if face.picture and face.kind in KINDS_SHOWN:
        draw_sign(painter, f"kind_{face.kind}", QRectF(13, y, 13, 13), t.ink_2)
        y += 19
    if face.quote and y < 60:
        draw_sign(painter, "quote", QRectF(13, y, 13, 13), t.ink_2)


def _paint_picture(painter: QPainter, card: CardItem, scale: float) -> None:
    """The picture, whole, in a frame; its sign while it is not there yet."""
    device = painter.device()
    sharp = scale * (device.devicePixelRatio() if device is not None else 1)
    paint_thumbnail(painter, card.thumbnail(card.picture_rect().width() * sharp), card.picture_rect(), 4)


def paint_thumbnail(painter: QPainter, picture: QPixmap | None, box: QRectF, radius: float) -> None:
    """A picture as large as fits into a box; a frame with round corners and its sign where there is none to show."""
    t = theme()
    if picture is None:
        painter.setPen(pen(t.line, 1))
        painter.setBrush(ink(t.hover))
        painter.drawRoundedRect(box, radius, radius)
        side = min(box.height() * 0.5, 22.0)
        draw_sign(
            painter, "image", QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side), t.ink_2
        )
        return
    size = QSizeF(picture.size()).scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF(
        box.center().x() - size.width() / 2, box.center().y() - size.height() / 2, size.width(), size.height()
    )
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(place, picture, QRectF(picture.rect()))
    painter.setPen(pen(t.edge, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(place)


def _paint_sub_journey(painter: QPainter, rect: QRectF, *, hovered: bool) -> None:
    t = theme()
    painter.setPen(pen(t.accent if hovered else t.connection, 1.2))
    painter.setBrush(ink(t.accent_soft if hovered else t.paper))
    painter.drawRoundedRect(rect, 5, 5)
    box = QRectF(rect.center().x() - 6.5, rect.center().y() - 6.5, 13, 13)
    draw_sign(painter, "sub_journey", box, t.accent if hovered else t.ink_2)


def _paint_badge(painter: QPainter, badge: Badge) -> None:
    t = theme()
    colour = badge_colour(badge.role)
    width = typesetting.width(badge.word, CAPTION, True) + 28
    box = QRectF(8, -BADGE_HEIGHT / 2 - 2, width, BADGE_HEIGHT)
    painter.setPen(pen(colour, 1.2))
    painter.setBrush(ink(t.paper))
    painter.drawRoundedRect(box, BADGE_HEIGHT / 2, BADGE_HEIGHT / 2)
    draw_sign(painter, BADGE_ICONS.get(badge.role, "info"), QRectF(box.x() + 6, box.y() + 3, 12, 12), colour)
    draw_lines(painter, [badge.word], box.x() + 21, box.y() + 1.6, CAPTION, colour, bold=True)
