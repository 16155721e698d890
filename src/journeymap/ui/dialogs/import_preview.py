"""The map that an import would draw, as a small picture, with its title and what it consists of."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from journeymap.importing import telling
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Journey
from journeymap.ui.miniature import Miniature, draw_miniature, miniature_of
from journeymap.ui.tasks import Stale, Work
from journeymap.ui.theme import RADIUS_CARD, theme
from journeymap.ui.words import language, say

MOST = 1_500
"""More touchpoints than these are no picture at this size."""
PADDING = 14


class MapPreview(QWidget):
    """A card on which a journey's map is painted; the layout is worked out in the background."""

    def __init__(self) -> None:
        super().__init__()
        self.miniature: Miniature | None = None
        self._words = ""
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
            draw_miniature(painter, self.miniature, area.adjusted(PADDING, PADDING, -PADDING, -PADDING))
        elif self._words:
            painter.setPen(QColor(t.ink_2))
            painter.drawText(
                area.adjusted(PADDING, 0, -PADDING, 0),
                int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap),
                self._words,
            )
        painter.end()
