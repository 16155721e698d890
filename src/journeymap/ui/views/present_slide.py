"""One touchpoint as a slide that can be read from the far end of a room. Paints plain values; knows nothing of windows.

Everything is laid out on a sheet 1600 units wide, whatever the screen: type grows with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from journeymap import labels, typesetting
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Lane, Media, Stage, Touchpoint
from journeymap.model.text import LocalText
from journeymap.ui.canvas.painting import LINE_HEIGHT, draw_face, draw_lines, draw_text, smooth_path
from journeymap.ui.icons import channel_icon, draw_icon
from journeymap.ui.theme import theme
from journeymap.ui.views.present_walk import Walk, ways_on

WIDTH = 1600.0
MARGIN = 70.0
TITLE, BODY, SMALL = 68, 34, 27
CURVE = 190.0
NOTES = (("expectation", "expectation"), ("pain_point", "pain_point"), ("surprise", "surprise"))


@dataclass(frozen=True, slots=True)
class Slide:
    """What is shown of a touchpoint, in words of one language."""

    title: str
    stage: str
    where: str
    channel: str | None
    channel_words: str
    emotion: int | None
    emotion_words: str
    text: str
    quote: str
    picture_words: str
    picture: QImage | None
    notes: tuple[tuple[str, ...], ...]
    """Expectations, pain points, surprises."""
    ways: tuple[str, ...]
    usual_way: int | None
    """The place among the ways of the one that going on takes."""
    progress: str

    @property
    def words(self) -> str:
        """The slide for those who cannot see it."""
        says = [self.progress, self.title, self.stage, self.where, self.channel_words, self.emotion_words, self.quote]
        says += [self.text, self.picture_words, *(each for part in self.notes for each in part), *self.ways]
        return ". ".join(part for part in says if part)


def slide_of(state: State, media: Mapping[str, bytes], walk: Walk, language: str) -> Slide | None:
    """The slide of the touchpoint in sight; None in an empty journey."""
    point = state.get(Touchpoint, walk.here)
    if point is None:
        return None

    def shown(text: LocalText) -> str:
        return text.shown_in(language)

    stage, lane = state.get(Stage, point.stage_id), state.get(Lane, point.lane_id)
    record = state.get(Media, point.media_id)
    picture = QImage.fromData(media.get(record.sha256, b"")) if record is not None else QImage()
    opportunities = queries.opportunities(state, point.id)
    notes = (
        tuple(shown(each.text) for each in queries.expectations(state, point.id)),
        tuple(shown(each.text) for each in queries.pain_points(state, point.id)),
        tuple(shown(each.text) for each in opportunities if each.kind == "surprise"),
    )
    return Slide(
        title=shown(point.title) or labels.say("touchpoint.untitled", language),
        stage=shown(stage.title) if stage is not None else "",
        where=shown(lane.title) if lane is not None else "",
        channel=point.channel,
        channel_words=labels.say_token("channel", point.channel, language),
        emotion=point.emotion,
        emotion_words=labels.say(f"emotion.{point.emotion}", language) if point.emotion is not None else "",
        text=shown(point.description),
        quote=labels.quoted(shown(point.quote), language) if shown(point.quote) else "",
        picture_words=shown(record.alternative_text) if record is not None else "",
        picture=None if picture.isNull() else picture,
        notes=tuple(tuple(text for text in part if text) for part in notes),
        ways=tuple(_way_words(state, way.target_id, way.condition, language) for way in ways_on(state, walk)),
        usual_way=_usual_way(state, walk),
        progress=f"{walk.place + 1} / {len(walk.trail)}",
    )


def _usual_way(state: State, walk: Walk) -> int | None:
    after = walk.on(1).here
    return next((place for place, way in enumerate(ways_on(state, walk)) if way.target_id == after), None)


def _way_words(state: State, target_id: str, condition: LocalText, language: str) -> str:
    target = state.get(Touchpoint, target_id)
    title = target.title.shown_in(language) if target is not None else ""
    says = [condition.shown_in(language), title or labels.say("touchpoint.untitled", language)]
    return " → ".join(part for part in says if part)


def draw_slide(
    painter: QPainter, size: QSizeF, slide: Slide, walk: Walk, emotions: Sequence[int | None], language: str
) -> None:
    """Paint a slide over an area of this size; `emotions` are those along the trail."""
    unit = size.width() / WIDTH
    height = size.height() / unit
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.scale(unit, unit)
    y = _draw_head(painter, slide)
    bottom = height - CURVE - 40
    ways = len(slide.ways)
    if ways:
        bottom -= _draw_ways(painter, slide.ways, slide.usual_way, bottom, language) + 24
    y = _draw_title(painter, slide, y, bottom) + 26
    _draw_middle(painter, slide, QRectF(MARGIN, y, WIDTH - 2 * MARGIN, max(bottom - y, 0)), language)
    _draw_curve(painter, QRectF(MARGIN + 30, height - CURVE - 10, WIDTH - 2 * MARGIN - 60, CURVE - 40), walk, emotions)
    painter.restore()


def _draw_head(painter: QPainter, slide: Slide) -> float:
    """Stage, lane and channel at the top left, progress at the right; returns where the title may begin."""
    t = theme()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(t.header))
    painter.drawRect(QRectF(0, 0, WIDTH, 84))
    progress = typesetting.width(slide.progress, SMALL, True)
    draw_text(
        painter, slide.progress, QRectF(WIDTH - MARGIN - progress, 0, progress + 4, 84), SMALL, t.ink, bold=True,
        max_lines=1,
    )  # fmt: skip
    x, room = MARGIN, WIDTH - 2 * MARGIN - progress - 40
    parts = [(slide.stage, True, ""), (slide.where, False, ""), (slide.channel_words, False, slide.channel or "")]
    for text, bold, channel in parts:
        if not text:
            continue
        if channel:
            draw_icon(painter, channel_icon(channel), QRectF(x, 25, 34, 34), t.ink_2)
            x += 46
        words = typesetting.shorten(text, min(room / 2.4, MARGIN + room - x), SMALL, bold)
        width = typesetting.width(words, SMALL, bold)
        draw_text(
            painter, words, QRectF(x, 0, width + 4, 84), SMALL, t.ink if bold else t.ink_2, bold=bold, max_lines=1
        )
        x += width + 44
    return 84 + 40


def _draw_title(painter: QPainter, slide: Slide, y: float, bottom: float) -> float:
    """The face and the title in up to two lines; returns the y below."""
    t = theme()
    left = MARGIN
    if slide.emotion is not None:
        draw_face(painter, slide.emotion, QPointF(MARGIN + 58, y + 58), 52, filled=False)
        left += 150
    lines = typesetting.break_lines(slide.title, WIDTH - MARGIN - left, TITLE, True, 2).lines
    first = y + (116 - TITLE * LINE_HEIGHT) / 2 if len(lines) == 1 else y - 8
    below = draw_lines(painter, lines, left, first, TITLE, t.ink, bold=True)
    y = max(below, y + 116)
    room = bottom - y - (150 if slide.quote or any(slide.notes) else 0)
    if slide.text and room > 60:
        rows = 2 if room > 110 else 1
        lines = typesetting.break_lines(slide.text, WIDTH - 2 * MARGIN, BODY, False, rows).lines
        y = draw_lines(painter, lines, MARGIN, y + 14, BODY, t.ink_2)
    return y


def _draw_middle(painter: QPainter, slide: Slide, area: QRectF, language: str) -> None:
    """The quote, the picture and the notes in what room there is."""
    t = theme()
    if slide.picture is not None and area.height() > 120:
        side = QRectF(area.right() - area.width() * 0.34, area.top(), area.width() * 0.34, area.height())
        scaled = QSizeF(slide.picture.size()).scaled(side.size(), Qt.AspectRatioMode.KeepAspectRatio)
        box = QRectF(side.right() - scaled.width(), side.top(), scaled.width(), scaled.height())
        painter.drawImage(box, slide.picture)
        painter.setPen(QPen(QColor(t.line), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)
        area = area.adjusted(0, 0, -(side.width() + 44), 0)
    y = area.top()
    if slide.quote:
        painter.setPen(Qt.PenStyle.NoPen)
        lines = typesetting.break_lines(slide.quote, area.width() - 40, BODY, False, 3).lines
        high = len(lines) * BODY * LINE_HEIGHT
        painter.setBrush(QColor(t.accent))
        painter.drawRect(QRectF(area.left(), y, 6, high))
        y = draw_lines(painter, lines, area.left() + 30, y, BODY, t.ink) + 30
    parts = [(*kind, texts) for kind, texts in zip(NOTES, slide.notes, strict=True) if texts]
    if not parts:
        return
    gap = 44.0
    column = (area.width() - gap * (len(parts) - 1)) / len(parts)
    for number, (sign, role, texts) in enumerate(parts):
        rect = QRectF(area.left() + number * (column + gap), y, column, area.bottom() - y)
        _draw_notes(painter, sign, role, texts, rect, language)


def _draw_notes(painter: QPainter, sign: str, role: str, texts: Sequence[str], area: QRectF, language: str) -> None:
    """Annotations of one kind below their heading; what does not fit is counted."""
    t = theme()
    tint = str(getattr(t, role))
    if area.height() < 60:
        return
    draw_icon(painter, sign, QRectF(area.left(), area.top() + 2, 32, 32), tint)
    heading = labels.say(f"present.{sign}", language)
    y = draw_lines(painter, [heading], area.left() + 44, area.top(), SMALL, tint, bold=True) + 12
    step = BODY * LINE_HEIGHT
    for number, text in enumerate(texts):
        left_over = len(texts) - number
        room = int((area.bottom() - y - (SMALL * LINE_HEIGHT if left_over > 1 else 0)) / step)
        if room < 1:
            more = labels.say("present.more", language, n=left_over)
            draw_lines(painter, [more], area.left(), y, SMALL, t.ink_2)
            return
        lines = typesetting.break_lines(text, area.width(), BODY, False, min(room, 3)).lines
        y = draw_lines(painter, lines, area.left(), y, BODY, t.ink) + 14


def _draw_ways(painter: QPainter, ways: Sequence[str], usual: int | None, bottom: float, language: str) -> float:
    """The ways on with the keys that choose them, the one that going on takes in bold; returns the height that they take."""
    t = theme()
    columns = min(len(ways), 3)
    rows = -(-len(ways) // columns)
    step, column = 78.0, (WIDTH - 2 * MARGIN) / columns
    height = rows * step + 42
    y = bottom - height
    draw_lines(painter, [labels.say("present.ways", language)], MARGIN, y, SMALL, t.ink_2, bold=True)
    for place, text in enumerate(ways):
        x, top = MARGIN + place % columns * column, y + 46 + place // columns * step
        cap = QRectF(x, top + 12, 44, 46)
        painter.setPen(QPen(QColor(t.accent), 2))
        painter.setBrush(QColor(t.accent_soft))
        painter.drawRoundedRect(cap, 8, 8)
        draw_text(
            painter, str(place + 1), cap, SMALL, t.accent, bold=True, align=Qt.AlignmentFlag.AlignHCenter, max_lines=1
        )
        words = QRectF(x + 60, top, column - 90, 70)
        draw_text(painter, text, words, SMALL, t.ink, bold=place == usual, max_lines=2)
    return height


def _draw_curve(painter: QPainter, area: QRectF, walk: Walk, emotions: Sequence[int | None]) -> None:
    """The feelings along the trail, the place in sight ringed; a touchpoint without a feeling is a hollow dot on the middle."""
    t = theme()
    count = len(emotions)
    step = area.width() / max(count - 1, 1)
    offset = area.width() / 2 if count == 1 else 0.0

    def spot(place: int) -> QPointF:
        value = emotions[place]
        return QPointF(area.left() + offset + place * step, area.center().y() - (value or 0) / 2 * area.height() / 2)

    _draw_levels(painter, area)
    painter.setPen(QPen(QColor(t.connection), 3))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(smooth_path([spot(place) for place, value in enumerate(emotions) if value is not None]))
    radius = min(11.0, max(step / 3, 4.0))
    for place, value in enumerate(emotions):
        tint = QColor(t.emotion(value) if value is not None else t.connection)
        painter.setPen(QPen(tint, 3))
        painter.setBrush(tint if value is not None else QColor(t.canvas))
        painter.drawEllipse(spot(place), radius, radius)
    here = spot(walk.place)
    painter.setPen(QPen(QColor(t.ink), 4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(here, radius + 9, radius + 9)


def _draw_levels(painter: QPainter, area: QRectF) -> None:
    """The middle line, and faces at both ends of the scale."""
    t = theme()
    painter.setPen(QPen(QColor(t.line), 2))
    painter.drawLine(QPointF(area.left(), area.center().y()), QPointF(area.right(), area.center().y()))
    for emotion, y in ((2, area.top()), (-2, area.bottom())):
        draw_face(painter, emotion, QPointF(MARGIN - 8, y), 17, filled=False)
