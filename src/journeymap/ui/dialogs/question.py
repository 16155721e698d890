"""A question with two answers and a way back."""

from __future__ import annotations

from enum import Enum

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from journeymap.ui.widgets import button, label
from journeymap.ui.words import say


class Answer(Enum):
    """What was chosen."""

    PRIMARY = 1
    OTHER = 2
    CANCEL = 0


class Question(QDialog):
    """One question; Escape is the way back."""

    def __init__(self, parent: QWidget, title: str, text: str, primary: str, other: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("app.name"))
        self.answer = Answer.CANCEL
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(10)
        heading = label(title, "title", wrap=True)
        heading.setMinimumWidth(380)
        column.addWidget(heading)
        column.addWidget(label(text, "second", wrap=True))
        column.addSpacing(8)
        row = QHBoxLayout()
        row.addWidget(button(other, "", lambda: self._choose(Answer.OTHER)))
        row.addStretch(1)
        row.addWidget(button(say("dialog.cancel"), "", self.reject))
        main = button(primary, "primary", lambda: self._choose(Answer.PRIMARY))
        main.setDefault(True)
        row.addWidget(main)
        column.addLayout(row)

    def _choose(self, answer: Answer) -> None:
        self.answer = answer
        self.accept()


def ask(parent: QWidget, title: str, text: str, *, primary: str, other: str) -> Answer:
    """Ask and wait for the answer."""
    question = Question(parent, title, text, primary, other)
    question.exec()
    answer = question.answer
    question.deleteLater()
    return answer
