"""Cards that are buttons: a picture over a title and a caption; and the grid that holds them.

They paint themselves in the theme of the moment; screen readers get title and caption as name and description.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from journeymap import typesetting
from journeymap.ui.canvas.painting import LINE_HEIGHT, draw_lines
from journeymap.ui.miniature import Miniature, draw_miniature
from journeymap.ui.tasks import Job, Work
from journeymap.ui.theme import BODY, CAPTION, RADIUS_CARD, theme

PADDING = 12
TITLE_LINES = 2


class CardButton(QAbstractButton):
    """A button with an outline like a card's: stronger under the mouse, in the accent's colour when it has the focus."""

    radius = RADIUS_CARD

    def __init__(self, title: str, caption: str, on_click: Callable[[], None]) -> None:
        super().__init__()
        self.setText(title)
        self.setAccessibleName(title)
        self.caption = caption
        self.setAccessibleDescription(caption)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(lambda _checked=False: on_click())

    def set_caption(self, caption: str) -> None:
        self.caption = caption
        self.setAccessibleDescription(caption)
        self.update()

    def draw_ground(self, painter: QPainter, fill: str) -> None:
        """The card without its outline."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme().hover if self.isDown() else fill))
        painter.drawRoundedRect(QRectF(self.rect()), self.radius, self.radius)

    def draw_outline(self, painter: QPainter, line: str) -> None:
        """The outline, over all else; a keyboard's focus and the mouse are told apart by width and colour."""
        t = theme()
        width = 1.0
        if self.hasFocus():
            line, width = t.accent, 2.0
        elif self.underMouse():
            line = t.connection
        inset = width / 2
        painter.setPen(QPen(QColor(line), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), self.radius, self.radius)

    # Qt's methods

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def keyPressEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class PictureCard(CardButton):
    """A card with a miniature of a map. `job` makes the miniature in the background after the card was painted first."""

    def __init__(self, title: str, caption: str, picture_height: int, job: Job, on_click: Callable[[], None]) -> None:
        super().__init__(title, caption, on_click)
        self.miniature: Miniature | None = None
        self._picture_height = picture_height
        self._job: Job | None = job
        self._work = Work(self)
        self._work.done.connect(self._show_miniature)
        self._work.failed.connect(lambda _error: self._show_miniature(None))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(180)
        self._fit_height()

    def _fit_height(self) -> None:
        words = len(self._title_lines()) * BODY * LINE_HEIGHT + CAPTION * LINE_HEIGHT
        self.setFixedHeight(round(self._picture_height + words + PADDING * 1.7))

    def _title_lines(self) -> Sequence[str]:
        return typesetting.break_lines(self.text(), self.width() - 2 * PADDING, BODY, True, TITLE_LINES).lines

    def _show_miniature(self, found: Miniature | None) -> None:
        self.miniature = found
        self.update()

    def _begin(self) -> None:
        if self._job is not None:
            job, self._job = self._job, None
            self._work.ask(job)

    # Qt's methods

    def sizeHint(self) -> QSize:
        return QSize(240, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_height()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme()
        painter = QPainter(self)
        self.draw_ground(painter, t.paper)
        picture = QRectF(0, 0, self.width(), self._picture_height)
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.canvas))
        painter.setClipRect(picture)
        painter.drawRoundedRect(picture.adjusted(0, 0, 0, 20), RADIUS_CARD, RADIUS_CARD)
        painter.restore()
        if self.miniature is not None:
            draw_miniature(painter, self.miniature, picture.adjusted(PADDING, PADDING, -PADDING, -10))
        y = draw_lines(
            painter, self._title_lines(), PADDING, self._picture_height + PADDING * 0.7, BODY, t.ink, bold=True
        )
        caption = typesetting.shorten(self.caption, self.width() - 2 * PADDING, CAPTION, False)
        draw_lines(painter, [caption], PADDING, y + 1, CAPTION, t.ink_2)
        self.draw_outline(painter, t.line)
        painter.end()
        if self._job is not None:
            QTimer.singleShot(0, self, self._begin)


def shorten_in_middle(text: str, space: float, size: int) -> str:
    """A line with its middle left out where it is too long: of a folder both ends tell most."""
    if typesetting.width(text, size, False) <= space:
        return text
    low, high = 0, len(text)
    while low < high:
        kept = (low + high + 1) // 2
        if typesetting.width(_without_middle(text, kept), size, False) <= space:
            low = kept
        else:
            high = kept - 1
    return _without_middle(text, low)


def _without_middle(text: str, kept: int) -> str:
    head = kept // 3
    return f"{text[:head]}…{text[len(text) - (kept - head) :]}"


class Grid(QWidget):
    """Widgets of equal width in as many columns as there is room for."""

    def __init__(self, items: Sequence[QWidget], least_width: int, gap: int = 14) -> None:
        super().__init__()
        self._items = list(items)
        self._least = least_width
        self._gap = gap
        self._columns = 0
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(gap)
        self._arrange(1)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        for column in range(self._columns):
            self._layout.setColumnStretch(column, 0)
        self._columns = columns
        for place, item in enumerate(self._items):
            self._layout.addWidget(item, place // columns, place % columns, Qt.AlignmentFlag.AlignTop)
        for column in range(columns):
            self._layout.setColumnStretch(column, 1)

    # Qt's methods

    def minimumSizeHint(self) -> QSize:
        return QSize(self._least, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fitting = max(1, (self.width() + self._gap) // (self._least + self._gap))
        rows = -(-len(self._items) // fitting)
        self._arrange(-(-len(self._items) // rows) if rows else 1)
