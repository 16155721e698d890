"""The map that an import would draw, as a small picture, with its title and what it consists of."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from journeymap import typesetting
from journeymap.importing import telling
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Journey
from journeymap.ui.canvas.painting import LINE_HEIGHT, draw_lines
from journeymap.ui.miniature import Boxes, Miniature, draw_miniature, miniature_of
from journeymap.ui.tasks import Stale, Work
from journeymap.ui.theme import RADIUS_CARD, theme
from journeymap.ui.words import language, say, shown

MOST = 1_500
"""More touchpoints than these are no picture at this size."""
PADDING = 14
STAGE_HEIGHT = 16.0
TYPE = 10
NARROWEST = 36
"""Below this width of the cards there is no room for their titles."""
_MOST_LINES = 2


def _room(cards: Sequence[QRectF]) -> int:
    """How many lines of type fit between a card and the one below it."""
    tops = sorted({round(box.top()) for box in cards})
    pitch = min((below - above for above, below in pairwise(tops) if below - above > 4), default=100)
    height = max((box.height() for box in cards), default=0.0)
    return min(_MOST_LINES, int((pitch - height) / (TYPE * LINE_HEIGHT)))


class MapPreview(QWidget):
    """A card on which a journey's map is painted; the layout is worked out in the background."""

    def __init__(self) -> None:
        super().__init__()
        self.miniature: Miniature | None = None
        self._words = ""
        self._titles: dict[str, str] = {}
        self._work = Work(self)
        self._work.done.connect(self._show)
        self._work.failed.connect(self._show_none)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(110)

    def show_journey(self, state: State, journey: Journey) -> None:
        """Draw another journey of a project."""
        name = say(
            "import.preview", title=telling.title(journey, language()), what=telling.drawn(state, journey, language())
        )
        self.setAccessibleName(name)
        self.miniature = None
        self._words = say("import.drawing_map")
        self._titles = {each.id: shown(each.title) for each in queries.stages(state, journey.id)}
        self._titles |= {each.id: shown(each.title) for each in queries.touchpoints(state, journey.id)}
        self._work.drop()
        if len(queries.touchpoints(state, journey.id)) > MOST:
            self._words = say("import.no_map")
        else:
            journey_id = journey.id

            def job(_stale: Stale) -> Miniature:
                return miniature_of(state, journey_id)

            self._work.ask(job)
        self.update()

    def clear(self, words: str = "") -> None:
        """Show words and no map."""
        self._work.drop()
        self.miniature, self._words = None, words
        self.setAccessibleName(words or say("import.report"))
        self.update()

    def _show(self, miniature: Miniature) -> None:
        self.miniature, self._words = miniature, ""
        self.update()

    def _show_none(self, _error: Exception) -> None:
        self._words = say("import.no_map")
        self.update()

    def _draw_titles(self, painter: QPainter, miniature: Miniature, boxes: Boxes) -> None:
        """The titles of stages in their bars and of cards below them, as far as there is room."""
        t = theme()
        for stage_id, box in zip(miniature.stage_ids, boxes.stages, strict=True):
            title = typesetting.shorten(self._titles.get(stage_id, ""), box.width() - 8, TYPE, True)
            draw_lines(painter, [title], box.left() + 4, box.top() + 1, TYPE, t.ink, bold=True)
        lines = _room(boxes.cards)
        if lines < 1 or any(box.width() < NARROWEST for box in boxes.cards):
            return
        for card_id, box in zip(miniature.card_ids, boxes.cards, strict=True):
            title = self._titles.get(card_id, "")
            found = typesetting.break_lines(title, box.width() + 4, TYPE, False, lines).lines
            wide = max((typesetting.width(line, TYPE, False) for line in found), default=0.0)
            ground = QRectF(box.left(), box.bottom() + 1, wide, len(found) * TYPE * LINE_HEIGHT)
            painter.fillRect(ground, QColor(t.canvas))
            draw_lines(painter, found, box.left(), box.bottom() + 1, TYPE, t.ink_2)

    # Qt's methods

    def sizeHint(self) -> QSize:
        return QSize(640, 240)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(t.line), 1))
        painter.setBrush(QColor(t.canvas))
        painter.drawRoundedRect(area, RADIUS_CARD, RADIUS_CARD)
        if self.miniature is not None:
            inside = area.adjusted(PADDING, PADDING, -PADDING, -PADDING)
            boxes = draw_miniature(painter, self.miniature, inside, STAGE_HEIGHT)
            self._draw_titles(painter, self.miniature, boxes)
        elif self._words:
            painter.setPen(QColor(t.ink_2))
            painter.drawText(
                area.adjusted(PADDING, 0, -PADDING, 0),
                int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap),
                self._words,
            )
        painter.end()
