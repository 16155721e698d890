"""The field of impact and effort, five by five, with a card for each opportunity, and the tray of those not placed yet.

Cards are moved by mouse or arrow keys; the wish leaves as a signal. Cards in one cell are stacked, cards may reach over
empty cells to their right, and the field grows where it has to: nothing is hidden.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journeymap import typesetting
from journeymap.ui.canvas.painting import draw_text
from journeymap.ui.theme import colour, theme
from journeymap.ui.views.opportunity_card import CARD_HEIGHT, TEXT, OpportunityCard
from journeymap.ui.views.opportunity_rows import OpportunityRow
from journeymap.ui.views.parts import FlowRow, Panel, heading
from journeymap.ui.widgets import label
from journeymap.ui.words import say

STEPS = 5
_LEFT, _BOTTOM, _TOP = 40, 21, 4
_RIGHT, _REACH = 6, 62
"""Room right of the cells; more where cards of the greatest effort have to reach out."""
_GAP = 4
_WORDS = 20
"""Room for the words in the corners."""
_LEAST = 28
_MIDDLE = 3
"""Where a card lands that leaves the tray by key."""


class Field(QWidget):
    """The cells and the cards that stand in them."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[OpportunityCard] = []
        self.target: tuple[int, int] | None = None
        self._tops: list[float] = []
        self.setAccessibleName(say("opps.field"))
        self.setMinimumSize(280, 240)

    def show_cards(self, cards: Sequence[OpportunityCard]) -> None:
        """Take other cards; the former ones are the caller's to drop."""
        self.cards = list(cards)
        for card in cards:
            card.setParent(self)
            card.show()
        self._arrange()

    def cell_rect(self, impact: int, effort: int) -> QRectF:
        """Where a cell lies."""
        width = self._cell_width()
        row = STEPS - impact
        return QRectF(_LEFT + (effort - 1) * width, self._tops[row], width, self._tops[row + 1] - self._tops[row])

    def cell_at(self, place: QPoint) -> tuple[int, int] | None:
        """Impact and effort at a place; None outside of the cells."""
        for impact in range(1, STEPS + 1):
            for effort in range(1, STEPS + 1):
                if self.cell_rect(impact, effort).contains(QPointF(place)):
                    return impact, effort
        return None

    def _right(self) -> int:
        return _REACH if any(card.row.opportunity.effort == STEPS for card in self.cards) else _RIGHT

    def _cell_width(self) -> float:
        return (self.width() - _LEFT - self._right()) / STEPS

    def _bands(self) -> list[list[list[OpportunityCard]]]:
        """For each impact from the highest down: lines of cards that do not meet. A card begins in its own cell and may
        reach over the one to the right of it.
        """
        bands: list[list[list[OpportunityCard]]] = [[] for _ in range(STEPS)]
        placed = [(card.row.opportunity, card) for card in self.cards]
        for opportunity, card in sorted(placed, key=lambda each: (each[0].effort or 0, -each[1].row.votes, each[0].id)):
            if opportunity.impact is None or opportunity.effort is None:
                continue
            left = self._left(card)
            lines = bands[STEPS - opportunity.impact]
            line = next((line for line in lines if self._left(line[-1]) + self._width(line[-1]) + _GAP <= left), None)
            if line is None:
                line = []
                lines.append(line)
            line.append(card)
        return bands

    def _left(self, card: OpportunityCard) -> float:
        return _LEFT + ((card.row.opportunity.effort or 1) - 1) * self._cell_width() + 5

    def _width(self, card: OpportunityCard) -> float:
        room = min(self._cell_width() * 2 - 10, self.width() - self._left(card) - 2)
        return min(card.sizeHint().width(), room)

    def _arrange(self) -> None:
        bands = self._bands()
        step = CARD_HEIGHT + _GAP
        needed = [max(len(lines) * step + 10, _LEAST) for lines in bands]
        pads = [_WORDS, 0, 0, 0, _WORDS]
        least = sum(needed) + sum(pads) + _TOP + _BOTTOM
        if self.minimumHeight() != max(least, 240):
            self.setMinimumHeight(max(least, 240))
        spare = max(self.height() - least, 0) / STEPS
        self._tops = [float(_TOP)]
        for row, pad in zip(needed, pads, strict=True):
            self._tops.append(self._tops[-1] + row + pad + spare)
        for place, lines in enumerate(bands):
            shift = _WORDS if place == 0 else 0
            free = self._tops[place + 1] - self._tops[place] - pads[place] - len(lines) * step + _GAP
            top = self._tops[place] + shift + free / 2
            for number, line in enumerate(lines):
                for card in line:
                    y = round(top + number * step)
                    card.setGeometry(QRect(round(self._left(card)), y, round(self._width(card)), CARD_HEIGHT))
        self.update()

    # Qt's methods

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._tops:
            self._arrange()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(_LEFT, self._tops[0], self.width() - _LEFT - self._right(), self._tops[-1] - self._tops[0])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("paper"))
        painter.drawRoundedRect(ground, 8, 8)
        soft = colour("good")
        soft.setAlphaF(0.10)
        middle = QPointF(ground.left() + ground.width() / 2, (self._tops[2] + self._tops[3]) / 2)
        painter.setBrush(soft)
        painter.drawRoundedRect(QRectF(ground.topLeft(), middle), 8, 8)
        painter.setPen(QPen(colour("line"), 1, Qt.PenStyle.DotLine))
        for step in range(1, STEPS):
            x = ground.left() + step * self._cell_width()
            painter.drawLine(QPointF(x, ground.top()), QPointF(x, ground.bottom()))
            painter.drawLine(QPointF(ground.left(), self._tops[step]), QPointF(ground.right(), self._tops[step]))
        if self.target is not None:
            painter.setPen(QPen(colour("accent"), 2, Qt.PenStyle.DashLine))
            painter.setBrush(colour("accent_soft"))
            painter.drawRoundedRect(self.cell_rect(*self.target).adjusted(2, 2, -2, -2), 7, 7)
        self._paint_words(painter, ground)
        painter.setPen(QPen(colour("connection"), 1.4))
        painter.drawLine(ground.topLeft(), ground.bottomLeft())
        painter.drawLine(ground.bottomLeft(), ground.bottomRight())
        painter.end()

    def _paint_words(self, painter: QPainter, ground: QRectF) -> None:
        right = Qt.AlignmentFlag.AlignRight
        middle = Qt.AlignmentFlag.AlignHCenter
        inner = ground.adjusted(10, 4, -10, -4)
        upper = QRectF(inner.left(), inner.top(), inner.width(), 16)
        lower = QRectF(inner.left(), inner.bottom() - 16, inner.width(), 16)
        quiet = theme().ink_2
        draw_text(painter, say("opps.do_first"), upper, 11, theme().good, bold=True, max_lines=1)
        draw_text(painter, say("opps.plan"), upper, 11, quiet, align=right, max_lines=1)
        draw_text(painter, say("opps.by_the_way"), lower, 11, quiet, max_lines=1)
        draw_text(painter, say("opps.leave"), lower, 11, quiet, align=right, max_lines=1)
        for step in range(1, STEPS + 1):
            row = self.cell_rect(step, 1)
            number = QRectF(ground.left() - 18, row.top(), 14, row.height())
            draw_text(painter, str(step), number, 11, quiet, align=middle, max_lines=1)
            column = self.cell_rect(1, step)
            number = QRectF(column.left(), ground.bottom() + 2, column.width(), 16)
            draw_text(painter, str(step), number, 11, quiet, align=middle, max_lines=1)
        below = QRectF(0, ground.bottom() + 1, ground.left() + 16, 18)
        draw_text(painter, f"{say('opps.effort')} →", below, 11, quiet, bold=True, align=right, max_lines=1)
        painter.save()
        painter.translate(2, ground.center().y())
        painter.rotate(-90)
        across = QRectF(-ground.height() / 2, 0, ground.height(), 18)
        draw_text(painter, f"{say('opps.impact')} →", across, 11, quiet, bold=True, align=middle, max_lines=1)
        painter.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


class ImpactEffort(QWidget):
    """The field with its tray and the status in words."""

    chosen = Signal(str)
    placed = Signal(str, object, object)
    """Opportunity id, impact and effort; both None to take it out of the field."""

    def __init__(self) -> None:
        super().__init__()
        self.field = Field()
        self._cards: dict[str, OpportunityCard] = {}
        self._current = ""
        panel = Panel("canvas", 0)
        panel.column.addWidget(self.field, 1)
        self._tray_head = heading(say("opps.tray"))
        self._tray = Panel("canvas", 2)
        self._tray.setFixedHeight(60)
        self.status = label("", "caption", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(panel, 1)
        column.addWidget(self._tray_head)
        column.addWidget(self._tray)
        column.addWidget(self.status)
        self._ghost: OpportunityCard | None = None

    def show_rows(self, rows: Sequence[OpportunityRow]) -> None:
        """Show other opportunities; the one that had the focus keeps it."""
        focused = next((card.row.id for card in self._cards.values() if card.hasFocus()), "")
        former = list(self._cards.values())
        self._cards = {row.id: self._card(row) for row in rows}
        self._drop_ghost()
        placed: list[OpportunityCard] = []
        waiting: list[OpportunityCard] = []
        for row in rows:
            inside = row.opportunity.impact is not None and row.opportunity.effort is not None
            (placed if inside else waiting).append(self._cards[row.id])
        for card in former:
            card.blockSignals(True)
        self.field.show_cards(placed)
        tray: list[QWidget] = [FlowRow([*waiting])] if waiting else [label(say("opps.tray_empty"), "caption")]
        self._tray.fill(tray)
        self._tray_head.setVisible(bool(waiting))
        self._tray.setFixedHeight(min(45 + 43 * ((len(waiting) - 1) // 2), 88) if waiting else 22)
        if focused in self._cards:
            self._cards[focused].setFocus()
        for card in former:
            card.hide()
            card.setParent(None)
            card.deleteLater()
        self.choose(self._current)

    def _card(self, row: OpportunityRow) -> OpportunityCard:
        card = OpportunityCard(row)
        card.chosen.connect(self.chosen)
        card.moved.connect(self._move)
        card.removed.connect(lambda opportunity_id: self.placed.emit(opportunity_id, None, None))
        card.dragged.connect(self._drag)
        card.dropped.connect(self._drop)
        return card

    def choose(self, opportunity_id: str) -> None:
        """Mark one card as the current one and say where it stands."""
        self._current = opportunity_id
        for card in self._cards.values():
            if card.current != (card.row.id == opportunity_id):
                card.current = card.row.id == opportunity_id
                card.update()
        current = self._cards.get(opportunity_id)
        if current is None:
            self.status.setText(say("opps.field_hint"))
            return
        text = typesetting.shorten(current.row.text, self.width() * 0.6, TEXT)
        self.status.setText(f"{text} · {current.row.place}")

    def card(self, opportunity_id: str) -> OpportunityCard:
        """The card of an opportunity."""
        return self._cards[opportunity_id]

    def _move(self, opportunity_id: str, impact: int, effort: int) -> None:
        opportunity = self._cards[opportunity_id].row.opportunity
        if opportunity.impact is None or opportunity.effort is None:
            self.placed.emit(opportunity_id, opportunity.impact or _MIDDLE, opportunity.effort or _MIDDLE)
            return
        self.placed.emit(opportunity_id, opportunity.impact + impact, opportunity.effort + effort)

    # dragging

    def _drag(self, opportunity_id: str, place: QPoint) -> None:
        if not opportunity_id:
            self._drop_ghost()
            return
        row = self._cards[opportunity_id].row
        if self._ghost is None:
            self._ghost = OpportunityCard(row)
            self._ghost.setParent(self.window())
            self._ghost.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._ghost.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._ghost.dragging = True
            self._ghost.resize(self._cards[opportunity_id].size())
        self._ghost.move(self.window().mapFromGlobal(place) + QPoint(8, 8))
        self._ghost.show()
        self._ghost.raise_()
        self.field.target = self.field.cell_at(self.field.mapFromGlobal(place))
        self.field.update()
        target = self.field.target
        words = say("opps.place", impact=target[0], effort=target[1]) if target else say("opps.unplaced")
        self.status.setText(f"{row.text} · {words}")

    def _drop(self, opportunity_id: str, place: QPoint) -> None:
        target = self.field.cell_at(self.field.mapFromGlobal(place))
        in_tray = self._tray.rect().adjusted(0, -24, 0, 24).contains(self._tray.mapFromGlobal(place))
        self._drop_ghost()
        if target is not None:
            self.placed.emit(opportunity_id, *target)
        elif in_tray:
            self.placed.emit(opportunity_id, None, None)
        self.choose(self._current)

    def _drop_ghost(self) -> None:
        if self._ghost is not None:
            self._ghost.hide()
            self._ghost.deleteLater()
            self._ghost = None
        self.field.target = None
        self.field.update()
