"""The surprise planner: opportunities ranked by what they gain for their effort, the curve before and after, what blocks them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journeymap import typesetting
from journeymap.analysis.paths import chosen_path, likely_paths
from journeymap.analysis.series import Series, series
from journeymap.labels import amounts, quoted
from journeymap.ui.canvas.painting import draw_face, smooth_path
from journeymap.ui.theme import BODY, colour, theme
from journeymap.ui.views.opportunity_rows import OpportunityBoard, OpportunityRow, kind_icon, kind_tint
from journeymap.ui.views.parts import Card, HowButton, Panel, chip, how_words, icon_label
from journeymap.ui.widgets import label
from journeymap.ui.words import language, say

MOST_SHOWN = 30
MOST_POINTS = 60
"""Of a longer path the part round the change is drawn."""
CURVE_HEIGHT = 122
PATHS_TRIED = 60
_LOWEST, _HIGHEST = -2, 2
_TITLE = 400
"""Room for the text of a card in the ranking: about two lines."""


class CurveBeforeAfter(QWidget):
    """Feelings along one path: today dashed and grey, with the opportunity solid and in its colour."""

    def __init__(self) -> None:
        super().__init__()
        self._before: list[int | None] = []
        self._after: list[int | None] = []
        self._tint = theme().surprise
        self.setFixedHeight(CURVE_HEIGHT)
        self.setMinimumWidth(220)

    def show_curves(self, before: list[int | None], after: list[int | None], tint: str) -> None:
        """Show feelings at the touchpoints of one path, twice."""
        self._before, self._after, self._tint = before, after, tint
        joined = ", "
        words = say("planner.curve_words", before=joined.join(map(_felt, before)), after=joined.join(map(_felt, after)))
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def _points(self, values: Sequence[int | None], box: QRectF) -> list[QPointF]:
        step = box.width() / max(len(values) - 1, 1)
        height = box.height() / (_HIGHEST - _LOWEST)
        return [
            QPointF(box.left() + step * place, box.bottom() - (value - _LOWEST) * height)
            for place, value in enumerate(values)
            if value is not None
        ]

    # Qt's methods

    def sizeHint(self) -> QSize:
        return QSize(320, CURVE_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(colour("line"), 1))
        painter.setBrush(colour("paper"))
        painter.drawRoundedRect(frame, 8, 8)
        box = frame.adjusted(38, 16, -18, -16)
        for value in range(_LOWEST, _HIGHEST + 1):
            y = box.bottom() - (value - _LOWEST) * box.height() / (_HIGHEST - _LOWEST)
            painter.setPen(QPen(colour("line"), 1.6 if value == 0 else 1, Qt.PenStyle.SolidLine))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            if value in (_LOWEST, 0, _HIGHEST):
                draw_face(painter, value, QPointF(frame.left() + 18, y), 8)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour("connection"), 1.8, Qt.PenStyle.DashLine))
        painter.drawPath(smooth_path(self._points(self._before, box)))
        painter.setPen(QPen(QColor(self._tint), 2.4))
        painter.drawPath(smooth_path(self._points(self._after, box)))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._tint))
        for point in self._points(self._after, box):
            painter.drawEllipse(point, 2.4, 2.4)
        painter.setPen(QPen(colour("paper"), 1.5))
        step = box.width() / max(len(self._after) - 1, 1)
        for place, (old, new) in enumerate(zip(self._before, self._after, strict=True)):
            if new is not None and new != old:
                y = box.bottom() - (new - _LOWEST) * box.height() / (_HIGHEST - _LOWEST)
                painter.drawEllipse(QPointF(box.left() + step * place, y), 5, 5)
        painter.end()


def _felt(value: int | None) -> str:
    return "–" if value is None else amounts.signed(value)


class Planner(QWidget):
    """The ranking, the curve of what is chosen, and what blocks it."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._board: OpportunityBoard | None = None
        self._series: Series | None = None
        self._current = ""
        self._cards: dict[str, Card] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(label(say("planner.title"), "title", wrap=True))
        under = QHBoxLayout()
        under.setSpacing(4)
        under.addWidget(label(say("planner.subtitle"), "caption", wrap=True), 1)
        if how := how_words("gain"):
            under.addWidget(HowButton(how))
        self.only_surprises = chip(say("planner.only_surprises"), lambda _on: self._fill())
        under.addWidget(self.only_surprises)
        column.addLayout(under)
        self.ranking = Panel("canvas", 0)
        self.ranking.column.setContentsMargins(0, 0, 6, 0)
        column.addWidget(self.ranking, 1)
        legend = QHBoxLayout()
        legend.setSpacing(6)
        self._curve_head = label(say("planner.curve"), "heading")
        legend.addWidget(self._curve_head)
        legend.addStretch(1)
        self._legend = [_Stroke("connection", dashed=True), label(say("planner.before"), "caption")]
        self._legend += [_Stroke("surprise"), label(say("planner.later"), "caption")]
        for widget in self._legend:
            legend.addWidget(widget)
        column.addLayout(legend)
        self.curve = CurveBeforeAfter()
        column.addWidget(self.curve)
        self.words = label("", "second", wrap=True)
        column.addWidget(self.words)

    def show_board(self, board: OpportunityBoard) -> None:
        """Show another state of a journey."""
        if self._board is None or self._board.graph is not board.graph:
            path = chosen_path(board.content.state, board.content.journey.id, board.graph)
            self._series = series(board.graph, path) if path is not None else None
        self._board = board
        self._fill()

    def choose(self, opportunity_id: str) -> None:
        """Show the curve of another opportunity."""
        if opportunity_id == self._current or self._board is None:
            return
        for each in (self._current, opportunity_id):
            row = self._board.row(each)
            if row is not None and each in self._cards:
                self._cards[each].set_tone("accent" if each == opportunity_id else _tone(row))
        self._current = opportunity_id
        self._show_curve(self._board.row(opportunity_id))

    def _fill(self) -> None:
        board = self._board
        if board is None:
            return
        wanted = [
            row for row in board.ranking if row.opportunity.kind == "surprise" or not self.only_surprises.isChecked()
        ]
        self._cards = {row.id: self._card(place, row) for place, row in enumerate(wanted[:MOST_SHOWN], 1)}
        rows: list[QWidget] = [*self._cards.values()]
        if not rows:
            rows.append(label(say("planner.empty"), "second", wrap=True))
        self.ranking.fill(rows)
        self._show_curve(board.row(self._current) or (wanted[0] if wanted else None))

    def _card(self, place: int, row: OpportunityRow) -> Card:
        prospect, effort = row.prospect, row.opportunity.effort
        assert prospect is not None
        caption = say("planner.row", where=row.where, effort=effort)
        if row.cracks:
            caption = f"{caption} · {say('planner.shaky')}"
        tint = kind_tint(row.opportunity.kind)
        tone = "accent" if row.id == self._current else _tone(row)
        sign = QWidget()
        line = QHBoxLayout(sign)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(7)
        number = label(str(place), "bold")
        number.setMinimumWidth(14)
        line.addWidget(number)
        line.addWidget(icon_label(kind_icon(row.opportunity.kind), tint))
        title = typesetting.shorten(row.text, _TITLE, BODY)
        card = Card(title, caption, tone=tone, sign=sign, end=amounts.signed(prospect.gain, 2))
        card.setToolTip(row.text)
        card.pressed.connect(lambda opportunity_id=row.id: self.chosen.emit(opportunity_id))
        return card

    def _series_through(self, row: OpportunityRow | None) -> Series | None:
        """The feelings along the path that is shown everywhere; where an opportunity is not on it, along the likeliest one
        that leads there.
        """
        found, board = self._series, self._board
        if row is None or found is None or board is None:
            return found
        wanted = set(row.opportunity.touchpoint_ids)
        if wanted & {point.touchpoint_id for point in found.points}:
            return found
        for path in islice(likely_paths(board.graph), PATHS_TRIED):
            if wanted & set(path.touchpoint_ids):
                return series(board.graph, path)
        return found

    def _show_curve(self, row: OpportunityRow | None) -> None:
        found = self._series_through(row)
        if found is None or not any(point.emotion is not None for point in found.points):
            self.curve.hide()
            self.words.setText(say("planner.no_path"))
            return
        self.curve.show()
        before = [point.emotion for point in found.points]
        after = list(before)
        if row is not None and row.opportunity.emotion_after is not None:
            for place, point in enumerate(found.points):
                if point.touchpoint_id in row.opportunity.touchpoint_ids:
                    after[place] = row.opportunity.emotion_after
        tint = kind_tint(row.opportunity.kind) if row is not None else theme().surprise
        here = set(row.opportunity.touchpoint_ids) if row is not None else set()
        changed = next((place for place, point in enumerate(found.points) if point.touchpoint_id in here), 0)
        first = max(min(changed - MOST_POINTS // 2, len(before) - MOST_POINTS), 0)
        part = slice(first, first + MOST_POINTS)
        self.curve.show_curves(before[part], after[part], tint)
        self.words.setText(self._sentence(row, found))

    def _sentence(self, row: OpportunityRow | None, shown_series: Series) -> str:
        if row is None:
            return ""
        parts = [quoted(row.text, language())]
        if row.prospect is not None:
            now = say("planner.now", value=amounts.signed(row.prospect.before, 2))
            after = say("planner.after", value=amounts.signed(row.prospect.after, 2))
            parts.append(f"{now}, {after}." if language() == "en" else f"{now}，{after}。")
        elif row.opportunity.emotion_after is None:
            parts.append(say("planner.no_emotion"))
        if not {point.touchpoint_id for point in shown_series.points} & set(row.opportunity.touchpoint_ids):
            parts.append(say("planner.off_path"))
        elif shown_series is not self._series:
            parts.append(say("planner.other_path"))
        if row.cracks:
            parts += row.blocks()
        elif row.opportunity.kind == "surprise":
            parts.append(say("planner.solid"))
        return "\n".join(parts)


def _tone(row: OpportunityRow) -> str:
    return "problem" if row.cracks else ""


class _Stroke(QWidget):
    """A piece of line for the legend."""

    def __init__(self, role: str, *, dashed: bool = False) -> None:
        super().__init__()
        self._role, self._dashed = role, dashed
        self.setFixedSize(26, 12)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        style = Qt.PenStyle.DashLine if self._dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour(self._role), 2.2, style))
        painter.drawLine(QPointF(1, 6), QPointF(25, 6))
        painter.end()
