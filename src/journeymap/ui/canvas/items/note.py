"""A sticky note: its paper in the colour of whom it speaks for, its text, who wrote it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from journeymap import typesetting
from journeymap.model.records import Note
from journeymap.ui.canvas.painting import FAR, LINE_HEIGHT, draw_lines, draw_sign, ink, pen
from journeymap.ui.theme import CAPTION, theme
from journeymap.ui.words import language, say, say_token

WIDTH, PADDING, FOOT = 150.0, 9.0, 20.0
TEXT = 12
MOST_LINES = 9
ROLE_ICONS = {"citizen": "lane_citizen", "staff": "lane_frontstage", "partner": "lane_partner"}


def note_colours(role: str) -> tuple[str, str]:
    """The colours of paper and edge for whom a note speaks for."""
    t = theme()
    return {"citizen": (t.note_citizen, t.accent), "partner": (t.note_partner, t.good)}.get(
        role, (t.note_staff, t.surprise)
    )


class NoteItem(QGraphicsItem):
    """Stands for one note. `offset` is where it lies from the corner of the card or map that it is on."""

    def __init__(self, note: Note) -> None:
        super().__init__()
        self.note_id = note.id
        self.offset = QPointF()
        self.subject_id: str | None = None
        self._note = note
        self._lines: tuple[str, ...] = ()
        self._rect = QRectF(0, 0, WIDTH, 60)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.setZValue(25)

    def show_note(self, note: Note) -> None:
        """Show what the note holds now."""
        self._note = note
        self._lines = tuple(
            typesetting.break_lines(self.text, WIDTH - 2 * PADDING, TEXT, False, MOST_LINES).lines
        )  # fmt: skip
        self.prepareGeometryChange()
        height = 2 * PADDING - 2 + max(len(self._lines), 1) * TEXT * LINE_HEIGHT + FOOT
        self._rect = QRectF(0, 0, WIDTH, height)
        self.setToolTip(self.words)
        self.update()

    def follow(self, corner: QPointF) -> None:
        """The card it lies on is at `corner` now."""
        self.setPos(corner + self.offset)

    @property
    def text(self) -> str:
        return self._note.text.shown_in(language())

    @property
    def words(self) -> str:
        """The note for those who cannot see it."""
        role = say_token("contributor", self._note.role)
        return " · ".join(part for part in (self.text or say("note.empty"), role, self._note.author) if part)

    @property
    def note_rect(self) -> QRectF:
        return self._rect

    def text_rect(self) -> QRectF:
        """Where the text stands, in item coordinates: for the editor laid over it."""
        return self._rect.adjusted(PADDING, PADDING - 2, -PADDING, -FOOT)

    # Qt's methods

    def boundingRect(self) -> QRectF:
        return self._rect.adjusted(-3, -3, 4, 6)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        t, rect = theme(), self._rect
        paper, edge = note_colours(self._note.role)
        scale = option.levelOfDetailFromTransform(painter.worldTransform())
        if scale > FAR:
            shadow = QColor(t.shadow)
            shadow.setAlpha(28)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shadow)
            painter.drawRect(rect.translated(1.5, 2.5))
        painter.setPen(pen(t.accent, 2.4) if self.isSelected() else pen(edge, 1))
        painter.setBrush(ink(paper))
        painter.drawRect(rect)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink(edge))
        painter.drawRect(QRectF(rect.x(), rect.y(), rect.width(), 4))
        if scale <= FAR:
            return
        draw_lines(
            painter, self._lines or [say("note.empty")], PADDING, PADDING, TEXT, t.ink if self._lines else t.ink_2
        )
        foot = rect.bottom() - FOOT
        draw_sign(painter, ROLE_ICONS.get(self._note.role, "note"), QRectF(PADDING, foot + 2, 12, 12), edge)
        author = typesetting.shorten(self._note.author, WIDTH - 2 * PADDING - 17, CAPTION, False)
        draw_lines(painter, [author], PADDING + 17, foot + 1, CAPTION, t.ink_2)
