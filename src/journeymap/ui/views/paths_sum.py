"""The sum of a journey as tiles: one figure each, with what it rests on, and today's value beside it where something was
changed for a look.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from journeymap import typesetting
from journeymap.ui.canvas.painting import LINE_HEIGHT, draw_lines
from journeymap.ui.theme import BODY, CAPTION, theme
from journeymap.ui.views.cards import CardButton, Grid
from journeymap.ui.views.parts import refill
from journeymap.ui.views.paths_figures import Sheet, sum_names
from journeymap.ui.views.paths_words import change_text, figure_name, ground_short, value_text
from journeymap.ui.words import say

VALUE_SIZE = 20
ZERO = 0.005
"""Feelings nearer to 0 than this are shown as 0."""
LEAST_WIDTH = 132
PADDING = 10
_WORSE_ABOVE_0 = frozenset({"never", "must_be"})
_WORSE_BELOW_0 = frozenset({"sum_peak_end", "sum_emotion"})
_BETTER_MORE = frozenset({"goal", "sum_peak_end", "sum_emotion"})


class SumTile(CardButton):
    """One figure of the sum. Pressing it asks how it is computed."""

    def __init__(self, name: str, on_click: Callable[[], None]) -> None:
        super().__init__(figure_name(name), "", on_click)
        self.name = name
        self.value = ""
        self.today = ""
        self.change = ""
        self.is_asked = False
        self._tint = theme().ink
        self._change_tint = theme().ink_2
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(96)

    def show_sheet(self, sheet: Sheet) -> None:
        t = theme()
        now, today = sheet.now.value(self.name), sheet.today.value(self.name)
        at_least = self._is_at_least(sheet)
        self.value = value_text(self.name, now, at_least=at_least)
        self.today = self.change = ""
        if sheet.is_changed:
            self.today = say("paths.today", value=value_text(self.name, today, at_least=at_least))
            self.change = change_text(self.name, today, now)
        self._tint = t.ink
        if now is not None and (
            (self.name in _WORSE_ABOVE_0 and now > 1e-9) or (self.name in _WORSE_BELOW_0 and now < -ZERO)
        ):
            self._tint = t.pain_point
        elif self.name in _WORSE_BELOW_0 and now is not None and now > ZERO:
            self._tint = t.emotion_p2
        self._change_tint = t.ink_2
        if today is not None and now is not None and abs(now - today) > 1e-9:
            better = (now > today) == (self.name in _BETTER_MORE)
            self._change_tint = t.good if better else t.pain_point
        ground = ground_short(sheet.ground(self.name))
        self.set_caption(ground)
        spoken = [figure_name(self.name), self.value, self.today, self.change]
        self.setAccessibleName(" ".join(each for each in spoken if each))
        self.setToolTip(say("paths.how"))
        self._fit()

    def _is_at_least(self, sheet: Sheet) -> bool:
        burden, time = sheet.now.burden, sheet.now.time
        if self.name == "time":
            return burden is not None and burden.at_least
        return self.name == "slowest_tenth" and time is not None and time.at_least

    def set_asked(self, asked: bool) -> None:
        self.is_asked = asked
        self.update()

    def _lines(self, text: str, most: int) -> tuple[str, ...]:
        return tuple(typesetting.break_lines(text, max(self.width() - 2 * PADDING, 40), CAPTION, False, most).lines)

    def _fit(self) -> None:
        lines = 3 + (2 if self.today else 0)
        self.setFixedHeight(round(PADDING * 2 + VALUE_SIZE * LINE_HEIGHT + lines * CAPTION * LINE_HEIGHT))
        self.update()

    # Qt's methods

    def sizeHint(self) -> QSize:
        return QSize(150, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _centred(self, painter: QPainter, text: str, y: float, size: int, tint: str, *, bold: bool = False) -> float:
        while size > CAPTION and typesetting.width(text, size, bold) > self.width() - 8:
            size -= 1
        x = (self.width() - typesetting.width(text, size, bold)) / 2
        return draw_lines(painter, [text], x, y, size, tint, bold=bold)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme()
        painter = QPainter(self)
        self.draw_ground(painter, t.accent_soft if self.is_asked else t.paper)
        names = self._lines(self.text(), 2)
        grounds = self._lines(self.caption, 3 - len(names))
        used = VALUE_SIZE * LINE_HEIGHT + (len(names) + len(grounds) + (2 if self.today else 0)) * CAPTION * LINE_HEIGHT
        y = (self.height() - used) / 2 - 1
        y = self._centred(painter, self.value, y, VALUE_SIZE, self._tint, bold=True)
        if self.today:
            y = self._centred(painter, self.change or " ", y - 2, BODY, self._change_tint, bold=True)
            y = self._centred(painter, self.today, y, CAPTION, t.ink_2)
        for line in names:
            y = self._centred(painter, line, y, CAPTION, t.ink)
        for line in grounds:
            y = self._centred(painter, line, y, CAPTION, t.ink_2)
        self.draw_outline(painter, t.accent if self.is_asked else t.line)
        if self.is_asked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.accent))
            painter.drawRoundedRect(QRectF(self.width() / 2 - 14, self.height() - 4, 28, 3), 1.5, 1.5)
            painter.setPen(QPen(QColor(t.accent), 1))
        painter.end()


class SumTiles(QWidget):
    """All figures of the sum."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.tiles: dict[str, SumTile] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show another sheet; tiles stay unless there are others to show."""
        names = sum_names(sheet)
        if names != list(self.tiles):
            self.tiles = {name: SumTile(name, self._asker(name)) for name in names}
            refill(self._column, [Grid(list(self.tiles.values()), LEAST_WIDTH, 10)])
        for tile in self.tiles.values():
            tile.show_sheet(sheet)

    def _asker(self, name: str) -> Callable[[], None]:
        return lambda: self.asked.emit(name)

    def mark(self, name: str) -> None:
        """Show which figure is explained."""
        for each, tile in self.tiles.items():
            tile.set_asked(each == name)
