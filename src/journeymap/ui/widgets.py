"""Small parts that several views are made of: tool buttons, headings, notices."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
    QWidget,
)

from journeymap.ui.icons import AIR, icon
from journeymap.ui.words import say

NOTICE_MS = 8000
NOTICE_BOTTOM = 64
"""How far above the lower edge a notice floats: over the buttons and rows that stand there."""


def tool_button(action: QAction, *, text: bool = False) -> QToolButton:
    """A flat button for an action, whose text is also its name for screen readers."""
    button = QToolButton()
    button.setDefaultAction(action)
    button.setProperty("look", "flat")
    button.setIconSize(QSize(18 + AIR if text else 18, 18))
    style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if text else Qt.ToolButtonStyle.ToolButtonIconOnly
    button.setToolButtonStyle(style)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def set_sign(button: QAbstractButton, sign: QIcon, size: int = 16) -> None:
    """Put an icon beside a button's text, with air between the two."""
    button.setIcon(sign)
    button.setIconSize(QSize(size + AIR, size))


def make_clearable(edit: QLineEdit) -> None:
    """Give a line of text a button that empties it, with our own sign."""
    edit.setClearButtonEnabled(True)
    action = edit.findChild(QAction, "_q_qlineeditclearaction")
    if action is not None:
        action.setIcon(icon("close"))


def label(text: str = "", look: str = "", *, wrap: bool = False) -> QLabel:
    """A plain text label; foreign text is never taken for markup."""
    result = QLabel(text)
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setWordWrap(wrap)
    if look:
        result.setProperty("look", look)
    return result


def line() -> QFrame:
    """A thin horizontal line."""
    result = QFrame()
    result.setProperty("look", "line")
    return result


def separator() -> QFrame:
    """A thin vertical line in a tool bar."""
    result = QFrame()
    result.setFrameShape(QFrame.Shape.NoFrame)
    result.setProperty("look", "stroke")
    result.setFixedSize(1, 22)
    return result


def button(text: str, look: str = "", on_click: Callable[[], None] | None = None, icon_name: str = "") -> QPushButton:
    """A push button."""
    result = QPushButton(text)
    if look:
        result.setProperty("look", look)
    if icon_name:
        set_sign(result, icon(icon_name))
    if on_click is not None:
        result.clicked.connect(lambda _checked=False: on_click())
    return result


def bring_into_sight(widget: QWidget) -> None:
    """Scroll the area around a widget to it, once the area has laid out what was just unfolded."""

    def scroll() -> None:
        above = widget.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(widget, 0, 20)

    QTimer.singleShot(0, widget, scroll)


def scrolled(widget: QWidget) -> QScrollArea:
    """A part that is scrolled up and down where it is higher than its room; the keys stay with what is inside."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    return area


class Notice(QFrame):
    """A sentence shown over the view for a while, with at most one thing to do about it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "notice")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        self._text = label(wrap=True)
        self._action = button("", "link", self._act)
        self._close = QToolButton()
        self._close.setProperty("look", "flat")
        self._close.setIcon(icon("close"))
        self._close.clicked.connect(self.hide)
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self._do: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def tell(self, text: str, action: str = "", do: Callable[[], None] | None = None, *, stays: bool = False) -> None:
        """Show a sentence; `action` names what `do` does. A notice that `stays` waits to be closed."""
        self._text.setText(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._close.setAccessibleName(say("notice.dismiss"))
        self._do = do
        self.place()
        self.show()
        self.raise_()
        if stays:
            self._timer.stop()
        else:
            self._timer.start(NOTICE_MS)

    def forget(self) -> None:
        """What there is to do is about something that is going: the notice goes with it. A mere sentence stays."""
        if self._do is not None:
            self._do = None
            self.hide()

    def place(self) -> None:
        """Keep the notice at the lower middle of its parent."""
        parent = self.parentWidget()
        if parent is None:
            return
        width = min(parent.width() - 40, 620)
        self.setFixedWidth(max(width, 200))
        self.adjustSize()
        self.move((parent.width() - self.width()) // 2, parent.height() - self.height() - NOTICE_BOTTOM)

    def _act(self) -> None:
        self.hide()
        if self._do is not None:
            self._do()

    def hideEvent(self, event: object) -> None:
        self._timer.stop()
        super().hideEvent(event)  # type: ignore[arg-type]
