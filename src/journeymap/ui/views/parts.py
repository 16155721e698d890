"""Small parts of the Model and Opportunities views: cards that can be pressed, headings with an explanation, chips, columns
that are filled anew.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from journeymap import labels
from journeymap.ui.flow import FlowLayout
from journeymap.ui.icons import icon, pixmap
from journeymap.ui.theme import theme
from journeymap.ui.widgets import button, label, set_sign
from journeymap.ui.words import language, say

PANEL_WIDTH = 300
_PRESS_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Card(QFrame):
    """A card of one or two texts that can be pressed, by mouse or key."""

    pressed = Signal()

    def __init__(
        self, title: str, caption: str = "", *, tone: str = "", sign: QWidget | None = None, end: str = ""
    ) -> None:
        super().__init__()
        self.setObjectName("card")
        self.set_tone(tone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        said = [each for each in (title, caption, end) if each]
        self.setAccessibleName(" · ".join(said))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 7, 10, 7)
        row.setSpacing(8)
        if sign is not None:
            row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addWidget(label(title, wrap=True))
        if caption:
            small = label(caption, "caption", wrap=True)
            if tone == "problem":
                small.setStyleSheet(f"color: {theme().pain_point};")
            column.addWidget(small)
        row.addLayout(column, 1)
        if end:
            last = label(end, "bold")
            row.addWidget(last)

    def set_tone(self, tone: str) -> None:
        """Give the card the edge and ground of a tone: problem, notice, accent or none."""
        t = theme()
        edge = {"problem": t.pain_point, "notice": t.warning, "accent": t.accent}.get(tone, t.line)
        ground = {"notice": t.surprise_soft, "accent": t.accent_soft}.get(tone, t.paper)
        self.setStyleSheet(
            f"#card {{ background: {ground}; border: 1px solid {edge}; border-radius: 8px; }}"
            f"#card:hover {{ border-color: {t.connection}; }} #card:focus {{ border: 2px solid {t.accent}; }}"
        )

    # Qt's methods

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _PRESS_KEYS:
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()


class HowButton(QToolButton):
    """A question mark that says how a figure is computed, on hover, click and to screen readers."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setProperty("look", "flat")
        self.setIcon(icon("help", theme().ink_2))
        self.setIconSize(QSize(14, 14))
        self.setStyleSheet("padding: 1px;")
        self.setAccessibleName(say("figure.how"))
        self.setAccessibleDescription(words)
        self.setToolTip(f"<div style='width: 320px'>{_escaped(words)}</div>")
        self.clicked.connect(
            lambda: QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), self.toolTip(), self)
        )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")


def how_words(name: str) -> str:
    """How a figure is computed, '' where nothing is written about it."""
    key = f"figure.{name}.how"
    return labels.say(key, language()) if key in labels.table() else ""


def heading(text: str, figure: str = "") -> QWidget:
    """A small heading, with a question mark where its figure is explained."""
    words = how_words(figure) if figure else ""
    caption = label(text.upper() if language() == "en" else text, "heading", wrap=True)
    if not words:
        return caption
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    layout.addWidget(caption)
    layout.addWidget(HowButton(words))
    layout.addStretch(1)
    return row


def chip(text: str, on_click: Callable[[bool], None] | None = None, *, icon_name: str = "") -> QPushButton:
    """A switch as a rounded chip."""
    result = QPushButton(text)
    result.setProperty("look", "chip")
    result.setCheckable(True)
    if icon_name:
        set_sign(result, icon(icon_name))
    if on_click is not None:
        result.toggled.connect(on_click)
    return result


def icon_label(name: str, tint: str, size: int = 16) -> QLabel:
    """An icon beside a text."""
    result = QLabel()
    result.setPixmap(pixmap(name, size, tint, 2.0))
    result.setFixedSize(size, size)
    return result


def refill(column: QVBoxLayout, widgets: Sequence[QWidget]) -> None:
    """Put other widgets into a column, with room left below them."""
    while column.count():
        item = column.takeAt(0)
        former = item.widget() if item is not None else None
        if former is not None:
            former.hide()
            former.setParent(None)
            former.deleteLater()
    for widget in widgets:
        column.addWidget(widget)
        widget.show()
    column.addStretch(1)


class Panel(QScrollArea):
    """A column of widgets that scrolls, as wide as its room."""

    def __init__(self, look: str = "panel", margin: int = 14) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setProperty("look", look)
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(margin, margin, margin, margin)
        self.column.setSpacing(7)
        self.setWidget(inner)

    def fill(self, widgets: Sequence[QWidget]) -> None:
        """Show other widgets from the top down; what is in sight stays in sight."""
        place = self.verticalScrollBar().value()
        refill(self.column, widgets)
        self.verticalScrollBar().setValue(place)


class FlowRow(QWidget):
    """A widget whose children flow like words."""

    def __init__(self, widgets: Sequence[QWidget], gap: int = 6) -> None:
        super().__init__()
        flow = FlowLayout(self, gap)
        for widget in widgets:
            flow.addWidget(widget)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


class Hint(QLabel):
    """A sentence for an empty place: what will be here and how to begin."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("look", "second")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setContentsMargins(40, 20, 40, 20)


class Invitation(QWidget):
    """An empty place with its sentence, and a button for the first step."""

    def __init__(self, text: str, step: str, on_click: Callable[[], None]) -> None:
        super().__init__()
        self.words = Hint(text)
        self.step = button(step, "primary", on_click)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(self.words)
        column.addWidget(self.step, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
