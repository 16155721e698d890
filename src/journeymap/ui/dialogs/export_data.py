"""What the export dialog has for files without pages: how much of what is in them and how they begin; and the part of a map
that a picture shows.

Writes nothing and works nothing out: it is told by `exporting.interchange`.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from journeymap.exporting.interchange import PROJECT_FORMATS, Told
from journeymap.ui.choice_box import ChoiceBox
from journeymap.ui.dialogs.export_choices import Choice
from journeymap.ui.widgets import label
from journeymap.ui.words import say

_WIDEST = 760
_COLUMNS = 2


def size_words(size: int) -> str:
    """The size of a file as people say it."""
    return f"{size / 1e6:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB"


class DataPreview(QScrollArea):
    """A sheet of paper that says in words what a file holds, and shows its first lines where it is a text."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(say("export.data.preview"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWidgetResizable(True)
        self.setProperty("look", "canvas")
        self._sheet = QFrame()
        self._sheet.setProperty("look", "card")
        self._sheet.setMaximumWidth(_WIDEST)
        self._sheet.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._column = QVBoxLayout(self._sheet)
        self._column.setContentsMargins(30, 26, 30, 26)
        self._column.setSpacing(8)
        self.title = label("", "title", wrap=True)
        self._file = label("", "second", wrap=True)
        self._holds = label("", "heading", wrap=True)
        self._counts = QWidget()
        self._grid = QGridLayout(self._counts)
        self._grid.setContentsMargins(0, 0, 0, 4)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(5)
        self._begins = label(say("export.data.begins"), "heading")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setAccessibleName(say("export.data.begins"))
        self.text.setMinimumHeight(180)
        for part in (self.title, self._file, self._holds, self._counts, self._begins):
            self._column.addWidget(part)
        self._column.addWidget(self.text, 1000)
        self._column.addStretch(1)
        desk = QWidget()
        desk.setProperty("look", "canvas")
        around = QGridLayout(desk)
        around.setContentsMargins(24, 24, 24, 24)
        around.setRowStretch(0, 1)
        around.addWidget(self._sheet, 0, 0)
        self.setWidget(desk)

    def show_told(self, to: str, told: Told) -> None:
        """Tell a file of this format."""
        self.title.setText(say(f"export.to.{to}"))
        beside = (say("export.data.beside", name=name) for name in told.beside)
        self._file.setText(" · ".join([size_words(told.size), *beside]))
        self._holds.setText(say("export.data.whole" if to in PROJECT_FORMATS else "export.data.one"))
        rows = [(say(f"sheet.{kind}"), count) for kind, count in told.counts]
        self._fill(rows)
        self._begins.setVisible(bool(told.text))
        self.text.setVisible(bool(told.text))
        self.text.setPlainText(told.text)
        told_rows = [say("export.data.row", name=name, n=count) for name, count in rows]
        self.setAccessibleDescription("\n".join([self.title.text(), self._file.text(), self._holds.text(), *told_rows]))

    def _fill(self, rows: Sequence[tuple[str, int]]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        high = -(-len(rows) // _COLUMNS)
        for place, (name, count) in enumerate(rows):
            row, column = place % high, place // high * 3
            number = label(str(count), "bold")
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(number, row, column)
            self._grid.addWidget(label(name), row, column + 1)
        for column in range(_COLUMNS):
            self._grid.setColumnMinimumWidth(column * 3, 34)
            self._grid.setColumnStretch(column * 3 + 1, 1)

    @property
    def rows(self) -> list[str]:
        """What is told of the contents, cell by cell."""
        return [part.text() for part in self._counts.findChildren(QLabel)]


class PartChoice(QWidget):
    """Which part of a map a picture shows: all of it, a stage, or what was selected."""

    changed = Signal()

    def __init__(self, stages: Sequence[tuple[str, str]], selected: Sequence[str]) -> None:
        super().__init__()
        self._selected = tuple(selected)
        answers = [("map", say("export.part.map"))]
        if stages:
            answers.append(("stage", say("export.part.stage")))
        if selected:
            answers.append(("selection", say("export.part.selection", n=len(selected))))
        self.which = Choice(say("export.part"), answers, "map")
        self.stage = ChoiceBox()
        self.stage.setAccessibleName(say("export.part.which_stage"))
        for stage_id, title in stages:
            self.stage.addItem(title, stage_id)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.which)
        column.addWidget(self.stage)
        self.which.changed.connect(self._on_change)
        self.stage.currentIndexChanged.connect(self._on_change)
        self.stage.setVisible(False)

    def _on_change(self) -> None:
        self.stage.setVisible(self.which.value == "stage")
        self.changed.emit()

    @property
    def ids(self) -> tuple[str, ...]:
        """The records that are to be seen; none for the whole map."""
        match self.which.value:
            case "stage":
                return (str(self.stage.currentData()),)
            case "selection":
                return self._selected
        return ()

    @property
    def name(self) -> str:
        """What the part is called in the name of a file; '' for the whole map."""
        match self.which.value:
            case "stage":
                return self.stage.currentText()
            case "selection":
                return say("export.part.selected")
        return ""
