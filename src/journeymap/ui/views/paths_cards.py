"""Paths as small multiples: one card a path with its name, share, curve and figures; the selected one opens.

Cards say what was chosen and asked; the view decides what follows from it.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from journeymap import typesetting
from journeymap.ui.canvas.painting import draw_lines, draw_text
from journeymap.ui.icons import draw_icon
from journeymap.ui.theme import BODY, CAPTION, RADIUS_CARD, theme
from journeymap.ui.views.paths_curve import draw_mini_curve
from journeymap.ui.views.paths_detail import PAD, PathDetail
from journeymap.ui.views.paths_figures import PathRow, Sheet, joined, path_value
from journeymap.ui.views.paths_words import figure_name, ground_short, names_of, path_name, value_text
from journeymap.ui.words import say

COLUMN = 78
NARROW = 620
"""Below this width the curve and the figures stand under the name."""
FIGURE_SIZE = 15


def card_figures(sheet: Sheet) -> list[str]:
    """The figures that each card shows."""
    fees = [f"path_fee.{currency}" for currency in sheet.currencies[:2]]
    return ["path_time", "path_trips", "path_documents", *fees, "peak_end"]


class PathFace(QWidget):
    """What is seen of a path while it is closed; the part of a card that has the focus."""

    selected = Signal()
    followed = Signal()
    asked = Signal(str)
    stepped = Signal(int)
    focus_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.row: PathRow | None = None
        self.names: list[str] = []
        self.is_selected = False
        self.current = ""
        self._rank = ""
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumWidth(250)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_row(self, sheet: Sheet, row: PathRow) -> None:
        self.row = row
        self.names = card_figures(sheet)
        self._changed = sheet.is_changed
        self._badges = self._badge_words(sheet, row)
        self._ground = ground_short(joined(row.grounds, "share") + joined(row.grounds, "emotion"))
        if self.current not in ("share", *self.names):
            self.current = ""
        spoken = [self._spoken(name) for name in ("share", *self.names)]
        spoken += [words for _, words, _ in self._badges]
        self.setAccessibleName(say("paths.row_spoken", name=path_name(row), figures=", ".join(spoken)))
        self.setAccessibleDescription(say("paths.list_hint"))
        self.setToolTip(path_name(row))
        self._fit()
        self.update()

    def _badge_words(self, sheet: Sheet, row: PathRow) -> list[tuple[str, str, str]]:
        """(icon, words, role) of what is special about the path."""
        found = []
        if row.followed:
            found.append(("path", say("paths.followed"), "accent"))
        if row.hers:
            found.append(("persona", say("paths.hers"), "good"))
        if row.barred:
            names = names_of(sheet.now.state, row.barred, 1)
            found.append(("barrier", say("paths.barred_at", names=names), "problem"))
        return found

    def _spoken(self, name: str) -> str:
        row = self.row
        assert row is not None
        text = say("paths.figure_spoken", name=figure_name(name), value=value_text(name, row.value(name)))
        if self._changed and row.today is not None:
            text += f" ({say('paths.today_spoken', value=value_text(name, path_value(row.today, name)))})"
        return text

    # where things are

    @property
    def _is_narrow(self) -> bool:
        return self.width() < NARROW

    def _figure_boxes(self) -> dict[str, QRectF]:
        """Figure → where it stands."""
        count = len(self.names)
        if self._is_narrow:
            width = (self.width() - 2 * PAD) / max(count, 1)
            top, left = self.height() - 58, float(PAD)
        else:
            width, top = float(COLUMN), (self.height() - 52) // 2
            left = self.width() - PAD - width * count
        return {name: QRectF(left + number * width, top, width, 52) for number, name in enumerate(self.names)}

    def _name_width(self) -> float:
        if self._is_narrow:
            return self.width() - 2 * PAD
        return max(190.0, (self.width() - 2 * PAD - COLUMN * len(self.names)) * 0.48)

    def _title_lines(self) -> Sequence[str]:
        name = path_name(self.row) if self.row is not None else ""
        return typesetting.break_lines(name, self._name_width() - 6, BODY, True, 2).lines

    def _fit(self) -> None:
        if self.row is not None:
            words = 10 + len(self._title_lines()) * 17.2 + 22 + 15 + 16 * len(self._badge_lines()) + 10
            self.setFixedHeight(round(words + 118 if self._is_narrow else max(words, 84)))

    def figure_at(self, place: QPoint) -> str:
        """The figure at a place of the card, 'share' over the share, '' elsewhere."""
        for name, box in self._figure_boxes().items():
            if box.contains(place.toPointF()):
                return name
        top = 10 + len(self._title_lines()) * 17
        return "share" if QRectF(PAD, top, self._name_width(), 22).contains(place.toPointF()) else ""

    # Qt's methods

    def sizeHint(self) -> QSize:
        return QSize(500, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.row is None:
            return
        t = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y = draw_lines(painter, self._title_lines(), PAD, 10, BODY, t.ink, bold=True)
        y = self._paint_share(painter, y + 2)
        words = typesetting.shorten(self._ground, self._name_width(), CAPTION, False)
        y = draw_lines(painter, [words], PAD, y, CAPTION, t.ink_2)
        self._paint_badges(painter, y + 1)
        boxes = self._figure_boxes()
        if self._is_narrow:
            curve = QRectF(PAD + 10, self.height() - 58 - 54, self.width() - 2 * PAD - 20, 44)
        else:
            left = PAD + self._name_width() + 22
            right = min((box.left() for box in boxes.values()), default=self.width()) - 18
            curve = QRectF(left, 18, max(right - left, 20), self.height() - 36)
        draw_mini_curve(painter, self.row.figures.series, curve)
        for name, box in boxes.items():
            self._paint_figure(painter, name, box)
        painter.end()

    def _paint_share(self, painter: QPainter, y: float) -> float:
        t, row = theme(), self.row
        assert row is not None
        text = value_text("share", row.path.share)
        if self._changed and row.today is not None:
            text += f"  ({say('paths.today', value=value_text('share', row.today.path.share))})"
        width = min(110.0, self._name_width() * (0.28 if self._changed else 0.45))
        bar = QRectF(PAD, y + 6, width, 7)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.line))
        painter.drawRoundedRect(bar, 3.5, 3.5)
        if row.path.share > 0:
            painter.setBrush(QColor(t.accent))
            painter.drawRoundedRect(QRectF(bar.left(), bar.top(), max(4.0, width * row.path.share), 7), 3.5, 3.5)
        draw_lines(painter, [text], bar.right() + 8, y, BODY, t.ink, bold=True)
        if self.current == "share" and self.is_selected:
            painter.setBrush(QColor(t.accent))
            painter.drawRect(QRectF(bar.right() + 8, y + 18, typesetting.width(text, BODY, True), 1.6))
        return y + 20

    def _badge_lines(self) -> list[list[tuple[str, str, str]]]:
        """The badges in as many lines as they need."""
        lines: list[list[tuple[str, str, str]]] = []
        taken = 0.0
        for icon, words, role in self._badges:
            text = typesetting.shorten(words, self._name_width() - 18, CAPTION, False)
            width = 17 + typesetting.width(text, CAPTION, False) + 10
            if not lines or taken + width > self._name_width() + 10:
                lines.append([])
                taken = 0.0
            lines[-1].append((icon, text, role))
            taken += width
        return lines

    def _paint_badges(self, painter: QPainter, y: float) -> None:
        for line in self._badge_lines():
            x = float(PAD)
            for icon, text, role in line:
                colour = getattr(theme(), role)
                draw_icon(painter, icon, QRectF(x, y + 1, 13, 13), colour)
                draw_lines(painter, [text], x + 17, y, CAPTION, colour)
                x += 17 + typesetting.width(text, CAPTION, False) + 10
            y += 16

    def _paint_figure(self, painter: QPainter, name: str, box: QRectF) -> None:
        t, row = theme(), self.row
        assert row is not None
        value = row.value(name)
        ink = t.ink
        if name == "peak_end" and value is not None and value < 0:
            ink = t.pain_point
        text = value_text(name, value)
        size = FIGURE_SIZE
        while size > CAPTION and typesetting.width(text, size, True) > box.width() - 4:
            size -= 1
        width = typesetting.width(text, size, True)
        draw_lines(painter, [text], box.center().x() - width / 2, box.top() + 2, size, ink, bold=True)
        centre = Qt.AlignmentFlag.AlignHCenter
        caption = QRectF(box.left() + 2, box.top() + 22, box.width() - 4, 15)
        draw_text(painter, figure_name(name), caption, CAPTION, t.ink_2, align=centre, max_lines=1)
        if self._changed and row.today is not None:
            today = say("paths.today", value=value_text(name, path_value(row.today, name)))
            below = QRectF(box.left() + 1, box.top() + 37, box.width() - 2, 15)
            draw_text(painter, today, below, CAPTION - 1, t.ink_2, align=centre, max_lines=1)
        if name == self.current and self.is_selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.accent))
            painter.drawRect(QRectF(box.center().x() - width / 2, box.top() + 21, width, 1.6))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.current = self.figure_at(event.position().toPoint())
            self.selected.emit()
            self.asked.emit(self.current)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.followed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Up:
                self.stepped.emit(-1)
            case Qt.Key.Key_Down:
                self.stepped.emit(1)
            case Qt.Key.Key_Home:
                self.stepped.emit(-(10**6))
            case Qt.Key.Key_End:
                self.stepped.emit(10**6)
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                names = ["", "share", *self.names]
                step = 1 if event.key() == Qt.Key.Key_Right else -1
                self.current = names[(names.index(self.current) + step) % len(names)]
                self.asked.emit(self.current)
                self.update()
            case Qt.Key.Key_Space:
                self.selected.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.followed.emit()
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit()


class PathCard(QWidget):
    """The card around a face, with room below it for the detail of the selected path."""

    def __init__(self) -> None:
        super().__init__()
        self.face = PathFace()
        self.face.focus_changed.connect(self.update)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(1, 1, 1, 1)
        self.column.setSpacing(0)
        self.column.addWidget(self.face)

    def set_selected(self, selected: bool) -> None:
        self.face.is_selected = selected
        self.face.setFocusPolicy(Qt.FocusPolicy.StrongFocus if selected else Qt.FocusPolicy.ClickFocus)
        self.face.update()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, focused = self.face.is_selected, self.face.hasFocus()
        width = 2.4 if focused else 1.8 if chosen else 1.0
        edge = t.accent if chosen or focused else t.line
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(t.paper))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS_CARD, RADIUS_CARD)
        if focused:
            painter.setPen(QPen(QColor(t.accent_soft), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(3.4, 3.4, -3.4, -3.4), RADIUS_CARD - 2, RADIUS_CARD - 2
            )
        painter.end()


class PathList(QWidget):
    """The cards one below the other; one of them is selected and open."""

    selected = Signal(object)
    followed = Signal(object)
    asked = Signal(str)

    def __init__(self, detail: PathDetail) -> None:
        super().__init__()
        self.cards: list[PathCard] = []
        self.detail = detail
        self.key: tuple[str, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.setAccessibleName(say("paths.list"))
        detail.setParent(self)
        detail.hide()

    def show_sheet(self, sheet: Sheet, key: tuple[str, ...]) -> None:
        """Show the paths of a sheet; cards stay and show other paths, so that the focus stays too."""
        self.key = key
        while len(self.cards) > len(sheet.rows):
            card = self.cards.pop()
            if self.detail.parentWidget() is card:
                self.detail.setParent(self)
                self.detail.hide()
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        while len(self.cards) < len(sheet.rows):
            self._add()
        for card, row in zip(self.cards, sheet.rows, strict=True):
            card.face.show_row(sheet, row)
        self._mark()

    def _add(self) -> None:
        card = PathCard()
        number = len(self.cards)
        card.face.selected.connect(lambda: self.selected.emit(self._key(number)))
        card.face.followed.connect(lambda: self.followed.emit(self._key(number)))
        card.face.asked.connect(self.asked)
        card.face.stepped.connect(lambda step: self._step(number, step))
        self.cards.append(card)
        self._column.addWidget(card)

    def _key(self, number: int) -> tuple[str, ...]:
        row = self.cards[number].face.row
        return row.key if row is not None else ()

    def _step(self, number: int, step: int) -> None:
        to = min(max(number + step, 0), len(self.cards) - 1)
        self.cards[to].face.current = self.cards[number].face.current
        self.cards[to].face.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selected.emit(self._key(to))

    def select(self, key: tuple[str, ...]) -> None:
        """Open the card of a path."""
        self.key = key
        self._mark()

    def card(self, key: tuple[str, ...]) -> PathCard | None:
        return next((card for card in self.cards if card.face.row is not None and card.face.row.key == key), None)

    def _mark(self) -> None:
        chosen = self.card(self.key)
        for card in self.cards:
            card.set_selected(card is chosen)
        if chosen is None:
            self.detail.hide()
        elif self.detail.parentWidget() is not chosen:
            chosen.column.addWidget(self.detail)
            self.detail.show()
        else:
            self.detail.show()
