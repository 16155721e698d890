"""A journey from an event log: which columns mean what, how rare a way may be, and what the log holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QProgressBar,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from journeymap.importing.discovery import SMALL_SAMPLE, Follows, directly_follows, discover
from journeymap.importing.errors import Cancelled, ImportProblem
from journeymap.importing.event_log import Columns, csv_heads, guess_columns, read_events
from journeymap.labels import amounts
from journeymap.model.changes import Label
from journeymap.ui.tasks import OvertakenError, Stale, Work
from journeymap.ui.widgets import button, label
from journeymap.ui.words import say

if TYPE_CHECKING:
    from journeymap.ui.window import MainWindow

PARTS = ("case", "activity", "time", "resource", "channel", "lifecycle")
SHARES = (0.0, 0.01, 0.02, 0.05, 0.1, 0.2)


def ask_for_log(window: MainWindow) -> None:
    """Ask for an event log and show what can be discovered from it."""
    name, _ = QFileDialog.getOpenFileName(window, say("discover.title"), "", say("discover.filter"))
    if name:
        DiscoverDialog(window, Path(name)).open()


class DiscoverDialog(QDialog):
    """Reads a log in the background and makes a journey of it."""

    def __init__(self, window: MainWindow, path: Path) -> None:
        super().__init__(window)
        self._window = window
        self._path = path
        self._follows: Follows | None = None
        self._part = 0.0
        self._work = Work(self)
        self._work.done.connect(self._counted)
        self._work.failed.connect(self._failed)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("discover.title"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        column.addWidget(label(path.name, "title", wrap=True))
        self._summary = label("", "second", wrap=True)
        self._summary.setMinimumWidth(460)
        column.addWidget(self._summary)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setRange(0, 0)
        column.addWidget(self._progress)
        self.boxes: dict[str, QComboBox] = {}
        column.addWidget(self._columns_form())
        column.addWidget(self._rare_ways())
        column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(say("dialog.cancel"), "", self.reject))
        self.draw = button(say("discover.draw"), "primary", self._draw)
        self.draw.setDefault(True)
        row.addWidget(self.draw)
        column.addLayout(row)
        self._read()

    def _columns_form(self) -> QWidget:
        """For tables: which column is what. Hidden for XES, which says so itself."""
        form = QWidget()
        rows = QFormLayout(form)
        rows.setContentsMargins(0, 0, 0, 0)
        try:
            heads = [] if self._path.suffix.lower() == ".xes" else csv_heads(self._path)
        except ImportProblem:
            heads = []
        guess = guess_columns(heads)
        for part in PARTS if heads else ():
            box = QComboBox()
            box.addItems(["—", *heads])
            box.setAccessibleName(say(f"discover.{part}"))
            box.setCurrentText(getattr(guess, part) or "—")
            box.currentIndexChanged.connect(lambda _index: self._read())
            self.boxes[part] = box
            rows.addRow(label(say(f"discover.{part}")), box)
        form.setVisible(bool(heads))
        return form

    def _rare_ways(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        self._rare = label("", "second", wrap=True)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, len(SHARES) - 1)
        self.slider.setPageStep(1)
        self.slider.setAccessibleName(say("discover.rare"))
        self.slider.valueChanged.connect(lambda _value: self._tell())
        column.addWidget(label(say("discover.rare"), "bold"))
        column.addWidget(self.slider)
        column.addWidget(self._rare)
        return part

    def _columns(self) -> Columns | None:
        if not self.boxes:
            return None
        chosen = {part: box.currentText() if box.currentIndex() > 0 else "" for part, box in self.boxes.items()}
        return Columns(**chosen)

    def _read(self) -> None:
        """Count the log in the background, anew for each choice of columns."""
        columns, path = self._columns(), self._path
        self._follows = None
        self._progress.show()
        self._tell()

        def job(stale: Stale) -> Follows:
            try:
                return directly_follows(read_events(path, columns, lambda _part: not stale()))
            except Cancelled as stopped:
                raise OvertakenError from stopped

        self._work.ask(job)

    def _counted(self, follows: Follows) -> None:
        self._follows = follows
        self._progress.hide()
        self._tell()

    def _failed(self, error: Exception) -> None:
        self._progress.hide()
        if not isinstance(error, ImportProblem):
            raise error
        self._summary.setText(say(error.key, **{"name": self._path.name, **error.values}))

    def _tell(self) -> None:
        """Say what the log holds and what the chosen limit leaves out."""
        follows = self._follows
        self.draw.setEnabled(follows is not None)
        self.slider.setEnabled(follows is not None)
        if follows is None:
            self._summary.setText(say("discover.reading"))
            self._rare.setText("")
            return
        text = say(
            "discover.summary",
            cases=f"{follows.cases:,}",
            events=f"{follows.events:,}",
            activities=len(follows.activities),
            edges=len(follows.edges),
            variants=f"{follows.variants:,}",
        )
        if follows.cases < SMALL_SAMPLE:
            text += " " + say("discover.small", n=follows.cases)
        self._summary.setText(text)
        session, share = self._window.session, SHARES[self.slider.value()]
        assert session is not None
        found = discover(session.state, follows, "", "", least_share=share)
        key = "discover.keeps_all" if not found.dropped_edges else "discover.drops"
        self._rare.setText(
            say(key, share=amounts.share(share), n=found.dropped_edges, activities=found.dropped_activities)
        )

    def _draw(self) -> None:
        session = self._window.session
        if session is None or self._follows is None:
            return
        share = SHARES[self.slider.value()]
        found = discover(session.state, self._follows, self._path.stem, self._path.name, least_share=share)
        session.run(Label.of("discover"), found.changes)
        self._window.show_journey(found.journey.id)
        self.accept()

    # Qt's methods

    def done(self, result: int) -> None:
        self._work.drop()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._work.drop()
        super().closeEvent(event)
