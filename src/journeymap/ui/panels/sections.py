"""What the pages of the inspector are laid out with: headings that fold, and rows of a label and its field."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from journeymap.ui.icons import icon, pixmap
from journeymap.ui.panels.bindings import Context
from journeymap.ui.theme import theme
from journeymap.ui.widgets import label
from journeymap.ui.words import language, say

LABEL_WIDTH = 92


def heading_text(text: str) -> str:
    """Headings stand in capitals where the script has them."""
    return text.upper() if language() != "zh" else text


def tiny_button(icon_name: str, name: str, size: int = 15) -> QToolButton:
    """A small button with a sign; its name is said and shown as a hint."""
    result = QToolButton()
    result.setProperty("look", "tiny")
    result.setIcon(icon(icon_name, theme().ink_2))
    result.setIconSize(QSize(size, size))
    result.setAccessibleName(name)
    result.setToolTip(name)
    result.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return result


class Section(QWidget):
    """A heading with what belongs under it. One with a `fold_key` folds; `context` remembers which are open."""

    def __init__(
        self, context: Context, title: str, icon_name: str = "", role: str = "ink_2", fold_key: str = ""
    ) -> None:
        super().__init__()
        self._context, self._fold_key, self._title = context, fold_key, title
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._head = QHBoxLayout()
        self._head.setSpacing(6)
        column.addLayout(self._head)
        self.summary = label("", "caption")
        if icon_name:
            sign = QLabel()
            sign.setPixmap(pixmap(icon_name, 15, getattr(theme(), role), self.devicePixelRatioF()))
            self._head.addWidget(sign)
        if fold_key:
            self.fold: QPushButton | None = QPushButton(heading_text(title))
            self.fold.setProperty("look", "fold")
            self.fold.setIconSize(QSize(13, 13))
            self.fold.setMinimumWidth(60)
            self.fold.setAccessibleName(say("section.fold", name=title))
            self.fold.clicked.connect(lambda _checked=False: self.toggle())
            self._head.addWidget(self.fold)
        else:
            self.fold = None
            self._head.addWidget(label(heading_text(title), "heading"))
        self._head.addWidget(self.summary)
        self._head.addStretch(1)
        self._late: Callable[[], object] | None = None
        self._body = QWidget()
        self.body = QVBoxLayout(self._body)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(6)
        column.addWidget(self._body)
        if fold_key:
            self._show_body(fold_key in context.unfolded)

    def add_button(self, icon_name: str, name: str) -> QToolButton:
        """A small button at the right of the heading."""
        result = tiny_button(icon_name, name, 16)
        self._head.addWidget(result)
        return result

    @property
    def is_folded(self) -> bool:
        return self._body.isHidden()

    def toggle(self) -> None:
        """Show what is hidden, hide what is shown."""
        self._show_body(self._body.isHidden())

    def build_late(self, build: Callable[[], object]) -> None:
        """Fill the section when it is first seen: most groups stay folded, and building them takes time."""
        if self.is_folded:
            self._late = build
        else:
            build()

    def _show_body(self, shown: bool) -> None:
        if shown and self._late is not None:
            build, self._late = self._late, None
            build()
        self._body.setVisible(shown)
        self.summary.setVisible(not shown)
        (self._context.unfolded.add if shown else self._context.unfolded.discard)(self._fold_key)
        if self.fold is not None:
            self.fold.setIcon(icon("chevron_down" if shown else "chevron_right", theme().ink_2))


class FieldGrid(QWidget):
    """Labels at the left, fields at the right; wide fields stand under their label."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 2, 0, 2)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        self._grid.setColumnStretch(1, 1)
        self._row = 0

    def add(self, name: str, field: QWidget, *, wide: bool = False, beside: QWidget | None = None) -> None:
        """A field with its label; `beside` stands at the right of the label or the field."""
        text = label(name, "field", wrap=True)
        text.setBuddy(field)
        if wide:
            self._grid.addWidget(text, self._row, 0, 1, 2)
            self._grid.addWidget(field, self._row + 1, 0, 1, 2)
            self._row += 2
            return
        text.setFixedWidth(LABEL_WIDTH)
        text.setMinimumHeight(28)
        text.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(text, self._row, 0, Qt.AlignmentFlag.AlignTop)
        if beside is None:
            self._grid.addWidget(field, self._row, 1, Qt.AlignmentFlag.AlignVCenter)
        else:
            pair = QWidget()
            row = QHBoxLayout(pair)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(4)
            row.addWidget(field, 1)
            row.addWidget(beside, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(pair, self._row, 1)
        self._row += 1

    def add_whole(self, field: QWidget) -> None:
        """A field that brings its own words."""
        self._grid.addWidget(field, self._row, 0, 1, 2)
        self._row += 1


def column(parent: QWidget, spacing: int = 16) -> QVBoxLayout:
    """A plain column without margins."""
    result = QVBoxLayout(parent)
    result.setContentsMargins(0, 0, 0, 0)
    result.setSpacing(spacing)
    return result


def card(look: str = "card") -> QFrame:
    """A white card."""
    result = QFrame()
    result.setProperty("look", look)
    return result
