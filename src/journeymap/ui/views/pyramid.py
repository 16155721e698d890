"""The pyramid of levels: how many touchpoints have reached each and how many aim at it, who stands where, and whose ground
is shaky and why.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from journeymap import catalogue
from journeymap.analysis import foundation
from journeymap.analysis.content import Content
from journeymap.model.records import Touchpoint
from journeymap.ui.canvas.painting import draw_text
from journeymap.ui.icons import icon
from journeymap.ui.theme import colour, theme
from journeymap.ui.views.parts import Card, FlowRow, Panel, heading, icon_label
from journeymap.ui.widgets import label, set_sign
from journeymap.ui.words import language, say, shown

LEVELS = (4, 3, 2, 1)
MOST_SHOWN = 24
_GAP = 3
_COUNTS = 70


class Pyramid(QWidget):
    """Four layers with what is reached and aimed at. Arrow keys and clicks choose a layer."""

    chosen = Signal(int)

    def __init__(self, *, large: bool = False) -> None:
        super().__init__()
        self._large = large
        self._reached: dict[int, int] = {}
        self._aimed: dict[int, int] = {}
        self.level = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._height = 290 if large else 150
        self.setMinimumHeight(150)
        self.setMaximumHeight(self._height)
        self.setMinimumWidth(230)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_counts(self, reached: dict[int, int], aimed: dict[int, int]) -> None:
        """Show how many touchpoints have each level 1–4."""
        self._reached, self._aimed = reached, aimed
        words = [self._words(level) for level in LEVELS]
        self.setAccessibleName(say("pyramid.widget"))
        self.setAccessibleDescription("\n".join(words))
        self.setToolTip("\n".join(words))
        self.update()

    def _words(self, level: int) -> str:
        row = catalogue.load().level(level)
        name = shown(row.short) if row is not None else ""
        counts = {"reached": self._reached.get(level, 0), "aimed": self._aimed.get(level, 0)}
        return say("pyramid.count_words", number=level, name=name, **counts)

    def choose(self, level: int) -> None:
        """Make a layer the current one."""
        self.level = level
        self.update()
        self.chosen.emit(level)

    def _layer(self, level: int) -> QPolygonF:
        height = (self.height() - 2 * _GAP) / 4
        width = self.width() - _COUNTS
        top = (4 - level) * height
        middle = width / 2

        def half(y: float) -> float:
            return (y + 26) / (self.height() + 26) * (width / 2 - 2)

        upper, lower = top + _GAP, top + height
        return QPolygonF(
            [
                QPointF(middle - half(upper), upper), QPointF(middle + half(upper), upper),
                QPointF(middle + half(lower), lower), QPointF(middle - half(lower), lower),
            ]
        )  # fmt: skip

    # Qt's methods

    def sizeHint(self) -> QSize:
        return QSize(420 if self._large else 260, self._height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tints = {4: theme().surprise, 3: theme().emotion_p1, 2: theme().ink_2, 1: theme().connection}
        for level in LEVELS:
            layer = self._layer(level)
            box = layer.boundingRect()
            current = level == self.level
            painter.setPen(QPen(colour("accent"), 3) if current and self.hasFocus() else Qt.PenStyle.NoPen)
            tint = QColor(tints[level])
            painter.setBrush(tint if self._reached.get(level) or self._aimed.get(level) else _pale(tint))
            painter.drawPolygon(layer)
            ink = theme().paper if not theme().is_dark else theme().accent_ink
            row = catalogue.load().level(level)
            name = shown(row.short) if row is not None and self._large and level < 4 else ""
            middle = Qt.AlignmentFlag.AlignHCenter
            size = 14 if self._large else 12
            if name:
                room = box.width() * 0.72
                rect = QRectF(box.center().x() - room / 2, box.top(), room, box.height())
                draw_text(painter, f"{level} · {name}", rect, size, ink, bold=True, align=middle, max_lines=2)
            else:
                draw_text(painter, str(level), box, size, ink, bold=True, align=middle, max_lines=1)
            counts = say("pyramid.count", reached=self._reached.get(level, 0), aimed=self._aimed.get(level, 0))
            rect = QRectF(self.width() - _COUNTS + 6, box.top(), _COUNTS - 6, box.height())
            tone = theme().accent if current else theme().ink
            draw_text(painter, counts, rect, size, tone, bold=self._large or current, max_lines=1)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        level = 4 - int(event.position().y() / (self.height() / 4))
        self.choose(min(max(level, 1), 4))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self.choose(min(max(self.level + step, 1), 4))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.choose(max(self.level, 1))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


def _pale(tint: QColor) -> QColor:
    """A layer that nobody stands on: half way to the ground, still 3 : 1 with its number."""
    tint.setAlphaF(0.78)
    return tint


def shaky_words(content: Content, touchpoint: Touchpoint) -> str:
    """Why the foundation of a touchpoint that aims high is shaky, in one sentence; '' where it is sound."""
    cracks = foundation.shaky(content, touchpoint)
    if not cracks:
        return ""
    name = shown(touchpoint.title) or say("touchpoint.untitled")
    if (touchpoint.level_aimed or 0) >= 3:
        claim = say("pyramid.aims_high.level", name=name, level=touchpoint.level_aimed)
    else:
        claim = say("pyramid.aims_high.surprise", name=name)
    return say("pyramid.because", claim=claim, cracks=crack_words(cracks))


def crack_words(cracks: tuple[str, ...]) -> str:
    """What is missing below, listed."""
    parts = [say(f"pyramid.crack.{each}") for each in cracks]
    if language() == "zh":
        return "，".join(parts)
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]


class PyramidPage(QWidget):
    """The pyramid large, the touchpoints on each level, and the shaky foundations."""

    jump = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._content: Content | None = None
        self._shaky_points: Sequence[Touchpoint] = ()
        self.pyramid = Pyramid(large=True)
        self.pyramid.chosen.connect(lambda _level: self._fill())
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 14, 0, 0)
        row.setSpacing(20)
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(heading(say("pyramid.heading"), "levels"))
        left.addWidget(self.pyramid)
        self.explanation = label("", "second", wrap=True)
        left.addWidget(self.explanation)
        self._shaky = Panel("canvas", 0)
        left.addWidget(self._shaky, 1)
        row.addLayout(left, 4)
        self._levels = Panel("canvas", 4)
        row.addWidget(self._levels, 5)

    def show_content(
        self, content: Content, shaky: Sequence[Touchpoint], reached: dict[int, int], aimed: dict[int, int]
    ) -> None:
        """Show another state of a journey."""
        self._content, self._shaky_points = content, shaky
        self.pyramid.show_counts(reached, aimed)
        self._fill()

    def _fill(self) -> None:
        content = self._content
        if content is None:
            return
        level = catalogue.load().level(self.pyramid.level)
        self.explanation.setText(f"{shown(level.title)}: {shown(level.summary)}" if level is not None else "")
        self.explanation.setVisible(level is not None)
        self._fill_shaky(content, self._shaky_points)
        shaky = {each.id for each in self._shaky_points}
        rows: list[QWidget] = []
        by_level: dict[int | None, list[Touchpoint]] = {}
        for touchpoint in content.touchpoints:
            by_level.setdefault(touchpoint.level_reached, []).append(touchpoint)
        for number in (*LEVELS, 0, None):
            here = by_level.get(number, [])
            if number not in LEVELS and not here:
                continue
            rows += self._level_rows(number, here, shaky)
        self._levels.fill(rows)

    def _fill_shaky(self, content: Content, shaky: Sequence[Touchpoint]) -> None:
        rows: list[QWidget] = [heading(say("pyramid.shaky"), "foundation")]
        if not shaky:
            rows.append(label(say("pyramid.sound"), "second", wrap=True))
        for touchpoint in shaky[:MOST_SHOWN]:
            sign = icon_label("finding_warning", theme().warning)
            card = Card(shaky_words(content, touchpoint), tone="notice", sign=sign)
            card.pressed.connect(lambda touchpoint_id=touchpoint.id: self.jump.emit(touchpoint_id))
            rows.append(card)
        if len(shaky) > MOST_SHOWN:
            rows.append(label(say("model.more", n=len(shaky) - MOST_SHOWN), "caption"))
        self._shaky.fill(rows)

    def _level_rows(self, number: int | None, here: list[Touchpoint], shaky: set[str]) -> list[QWidget]:
        if number is None:
            title = say("pyramid.unknown")
        elif number == 0:
            title = say("pyramid.none_yet")
        else:
            row = catalogue.load().level(number)
            title = say("pyramid.level", number=number, name=shown(row.short) if row is not None else "")
        head = label(f"{title}   {len(here)}", "bold")
        if number is not None and number == self.pyramid.level:
            head.setStyleSheet(f"color: {theme().accent};")
        if not here:
            return [head, label(say("pyramid.nobody"), "caption")]
        chips: list[QWidget] = [self._chip(touchpoint, touchpoint.id in shaky) for touchpoint in here[:MOST_SHOWN]]
        if len(here) > MOST_SHOWN:
            chips.append(label(say("model.more", n=len(here) - MOST_SHOWN), "caption"))
        return [head, FlowRow(chips)]

    def _chip(self, touchpoint: Touchpoint, shaky: bool) -> QToolButton:
        text = shown(touchpoint.title) or say("touchpoint.untitled")
        higher = touchpoint.level_aimed is not None and touchpoint.level_aimed > (touchpoint.level_reached or 0)
        if higher:
            text = f"{text}  → {touchpoint.level_aimed}"
        result = QToolButton()
        result.setText(text.replace("&", "&&"))
        result.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        result.setStyleSheet("padding: 4px 9px; border-radius: 11px;")
        if shaky:
            result.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            set_sign(result, icon("finding_warning", theme().warning), 15)
            result.setToolTip(shaky_words(self._content, touchpoint))  # type: ignore[arg-type]
        spoken = shown(touchpoint.title)
        if higher:
            spoken = f"{spoken}, {say('pyramid.aims', level=touchpoint.level_aimed)}"
        result.setAccessibleName(spoken)
        result.clicked.connect(lambda _checked=False, touchpoint_id=touchpoint.id: self.jump.emit(touchpoint_id))
        return result
