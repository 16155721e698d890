"""Sentences with a sign before each, one below the other; they scroll where there are many."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from journeymap.ui.icons import pixmap
from journeymap.ui.widgets import button, label


class Messages(QScrollArea):
    """What is to be said about something, anew after each change."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 4, 0)
        self._column.setSpacing(8)
        self._column.addStretch(1)
        self.setWidget(inside)

    @property
    def sentences(self) -> list[str]:
        """What is said, sentence by sentence."""
        return [part.text() for part in self.findChildren(QLabel, "message")]

    def tell(self, sign: str, tint: str, text: str) -> None:
        """One sentence behind a sign of this colour."""
        row = QHBoxLayout()
        row.setSpacing(8)
        picture = QLabel()
        picture.setPixmap(pixmap(sign, 16, tint, self.devicePixelRatioF()))
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        words = label(text, wrap=True)
        words.setObjectName("message")
        row.addWidget(words, 1)
        self._add(row)

    def caption(self, text: str) -> None:
        """Small words without a sign."""
        self._column.insertWidget(self._column.count() - 1, label(text, "caption", wrap=True))

    def offer(self, text: str, do: Callable[[], None]) -> QPushButton:
        """A link below the sentence before."""
        link = button(text, "link", do)
        link.setAutoDefault(False)
        row = QHBoxLayout()
        row.setContentsMargins(18, 0, 0, 0)
        row.addWidget(link)
        row.addStretch(1)
        self._add(row)
        return link

    def clear(self) -> None:
        while self._column.count() > 1:
            item = self._column.takeAt(0)
            part = item.layout() if item is not None else None
            items = [part.itemAt(place) for place in range(part.count())] if part is not None else [item]
            for each in items:
                if each is not None and (widget := each.widget()) is not None:
                    widget.setParent(None)
                    widget.deleteLater()

    def _add(self, row: QLayout) -> None:
        self._column.insertLayout(self._column.count() - 1, row)
