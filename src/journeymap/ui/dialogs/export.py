"""Exporting the map: choices with a live preview of the very page that will be written, and what does not fit on it.

Drawing and writing happen in the background on a snapshot; a newer choice makes older work stale.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QStandardPaths, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from journeymap import storage
from journeymap.exporting import FORMATS, Notice, PosterOptions, Wish, export_poster, made, written
from journeymap.exporting.paper import AUTO, FITTED, ORIENTATIONS, PAPERS, Paper
from journeymap.model import queries
from journeymap.model.records import Journey
from journeymap.session import Session
from journeymap.ui.dialogs.preview import Preview
from journeymap.ui.icons import pixmap
from journeymap.ui.places import ask_place
from journeymap.ui.tasks import OvertakenError, Stale, Work
from journeymap.ui.theme import theme
from journeymap.ui.widgets import button, label
from journeymap.ui.words import language, say, shown

if TYPE_CHECKING:
    from journeymap.ui.window import MainWindow

LANGUAGES = ("en", "zh", "both")
WAIT_MS = 150
_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


@dataclass(frozen=True, slots=True)
class Drawn:
    """A poster drawn for the preview, as plain values."""

    pdf: bytes
    size: tuple[float, float]
    smallest_type: float
    words: str
    notices: tuple[Notice, ...]
    fits: str | None


class Choice(QWidget):
    """A few answers side by side, one of which holds. The arrow keys go from one to the next."""

    changed = Signal()

    def __init__(self, name: str, answers: Sequence[tuple[str, str]], value: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        for key, text in answers:
            chip = button(text, "chip")
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            chip.setAccessibleName(f"{name}: {text}")
            self._group.addButton(chip)
            self._buttons[key] = chip
            row.addWidget(chip)
        row.addStretch(1)
        self._buttons[value if value in self._buttons else answers[0][0]].setChecked(True)
        self._group.buttonToggled.connect(lambda _button, checked: self.changed.emit() if checked else None)

    @property
    def value(self) -> str:
        return next(key for key, chip in self._buttons.items() if chip.isChecked())

    def choose(self, value: str) -> None:
        """Choose as if by hand."""
        self._buttons[value].setChecked(True)

    def answer(self, value: str) -> QPushButton:
        """The button of an answer."""
        return self._buttons[value]


class ExportDialog(QDialog):
    """Asks how to export a journey's map, shows it, and writes it."""

    def __init__(self, window: MainWindow, session: Session, journey_id: str) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("export.title"))
        self._session = session
        self._state = session.document.snapshot()
        self._journey_id = journey_id
        self.drawn: Drawn | None = None
        self.use_button: QPushButton | None = None
        self._drawing = Work(self)
        self._drawing.done.connect(self._show_drawn)
        self._drawing.failed.connect(self._no_preview)
        self._writing = Work(self)
        self._writing.done.connect(self._written)
        self._writing.failed.connect(self._not_written)
        self._target = Path()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self._draw)
        self.preview = Preview()
        self._build(window.settings.export)
        self.resize(min(1120, window.width() - 40), min(740, window.height() - 40))
        self._update()

    # building

    def _build(self, former: Mapping[str, str]) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.preview, 1)
        side = QWidget()
        side.setFixedWidth(316)
        column = QVBoxLayout(side)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(6)
        column.addWidget(label(say("export.title"), "title", wrap=True))
        column.addSpacing(8)
        self._add_choices(column, former)
        column.addSpacing(10)
        column.addWidget(self._make_messages(), 1)
        buttons = QHBoxLayout()
        self.cancel_button = button(say("dialog.cancel"), "", self.reject)
        self.cancel_button.setAutoDefault(False)
        self.export_button = button(say("export.save"), "primary", self.export)
        self.export_button.setDefault(True)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.export_button)
        column.addLayout(buttons)
        row.addWidget(side)
        self.export_button.setFocus()

    def _add_choices(self, column: QVBoxLayout, former: Mapping[str, str]) -> None:
        formats = [(name, name.upper()) for name in FORMATS["poster"]]
        self.format = Choice(say("export.format"), formats, former.get("format", "pdf"))
        self._about = label("", "caption", wrap=True)
        self.paper = QComboBox()
        self.paper.setAccessibleName(say("export.paper"))
        for name in PAPERS:
            self.paper.addItem(_paper_words(name), name)
        paper = former.get("paper") or queries.project(self._state).paper
        self.paper.setCurrentIndex(max(self.paper.findData(paper), 0))
        orientations = [(name, say(f"export.{name}")) for name in (AUTO, *ORIENTATIONS)]
        self.orientation = Choice(say("export.orientation"), orientations, former.get("orientation", AUTO))
        languages = [(name, say("export.both" if name == "both" else f"export.language.{name}")) for name in LANGUAGES]
        self.language = Choice(say("export.language"), languages, former.get("language", language()))
        self.saves_ink = QCheckBox(say("export.saves_ink"))
        self.saves_ink.setChecked(former.get("saves_ink") == "yes")
        for name, part in (
            ("format", self.format),
            ("paper", self.paper),
            ("orientation", self.orientation),
            ("language", self.language),
        ):
            heading = label(say(f"export.{name}"), "heading")
            column.addWidget(heading)
            column.addWidget(part)
            if part is self.format:
                column.addWidget(self._about)
            column.addSpacing(6)
        column.addWidget(self.saves_ink)
        for choice in (self.format, self.orientation, self.language):
            choice.changed.connect(self._update)
        self.paper.currentIndexChanged.connect(self._update)
        self.saves_ink.toggled.connect(self._update)

    def _make_messages(self) -> QScrollArea:
        """What is to be said about the page; scrolls where there is much of it."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        self._messages = QVBoxLayout(inside)
        self._messages.setContentsMargins(0, 0, 4, 0)
        self._messages.setSpacing(8)
        area.setWidget(inside)
        return area

    @property
    def _window(self) -> MainWindow:
        """The window asked for; not kept, because a dialog must not outlive it."""
        return cast("MainWindow", self.parentWidget())

    # what was chosen

    @property
    def options(self) -> PosterOptions:
        """The choices as the exporting package wants them."""
        return PosterOptions(
            paper=self.paper.currentData(),
            orientation=self.orientation.value,
            languages=self._languages(),
            date=date.today().isoformat(),
            saves_ink=self.saves_ink.isChecked(),
        )

    def _languages(self) -> tuple[str, ...]:
        """One language, or both with the project's first one first."""
        if self.language.value != "both":
            return (self.language.value,)
        first = self._session.languages[0]
        return ("zh", "en") if first == "zh" else ("en", "zh")

    def _update(self) -> None:
        """After a choice: say what it means and draw soon."""
        self._about.setText(say(f"export.about.{self.format.value}"))
        self.orientation.setEnabled(self.paper.currentData() != FITTED)
        self._drawing.drop()
        self.preview.show_state(say("export.drawing"))
        self._timer.start()

    # preview

    @property
    def is_drawing(self) -> bool:
        """Whether the preview is not yet that of the present choices."""
        return self._timer.isActive() or self._drawing.is_busy

    def _draw(self) -> None:
        state, journey_id, options = self._state, self._journey_id, self.options

        def job(stale: Stale) -> Drawn:
            found = made(state, journey_id, Wish(page=options))
            if stale():
                raise OvertakenError
            plan = found.plans[0]
            pdf = written(found, "pdf")
            size = (plan.width, plan.height)
            return Drawn(pdf, size, plan.smallest_type, plan.alternative, found.notices, found.fits)

        self._drawing.ask(job)

    def _show_drawn(self, drawn: Drawn) -> None:
        self.drawn = drawn
        self.preview.show_page(drawn.pdf, drawn.size, drawn.words)
        self.preview.show_state("")
        self._clear_messages()
        width, height = (round(points / 72 * 25.4) for points in drawn.size)
        size = f"{max(1, round(len(drawn.pdf) / 1000))} kB"
        sheet = say("export.sheet", width=width, height=height, size=size if self.format.value == "pdf" else "")
        self._messages.addWidget(label(sheet.removesuffix(" · "), "caption"))
        for notice in drawn.notices:
            self._say("finding_warning", theme().warning, notice.said(language()))
        if drawn.fits is not None and self.paper.findData(drawn.fits) >= 0:
            fits = drawn.fits
            self.use_button = button(say("export.use_paper", paper=fits), "link", lambda: self._use_paper(fits))
            self.use_button.setAutoDefault(False)
            row = QHBoxLayout()
            row.setContentsMargins(18, 0, 0, 0)
            row.addWidget(self.use_button)
            row.addStretch(1)
            self._messages.addLayout(row)
        if not drawn.notices:
            self._say("finding_ok", theme().good, say("export.fits", size=f"{drawn.smallest_type:.1f}"))
        self._messages.addStretch(1)

    def _use_paper(self, name: str) -> None:
        self.paper.setCurrentIndex(self.paper.findData(name))

    def _no_preview(self, error: Exception) -> None:
        self.preview.show_state("")
        self._clear_messages()
        self._say("finding_problem", theme().problem, say("export.no_preview"))
        self._messages.addStretch(1)
        raise error

    @property
    def messages(self) -> list[str]:
        """What is said about the page, sentence by sentence."""
        parts = self.findChildren(QLabel, "message")
        return [part.text() for part in parts]

    def _say(self, sign: str, tint: str, text: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        picture = QLabel()
        picture.setPixmap(pixmap(sign, 16, tint, self.devicePixelRatioF()))
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        words = label(text, wrap=True)
        words.setObjectName("message")
        row.addWidget(words, 1)
        self._messages.addLayout(row)

    def _clear_messages(self) -> None:
        self.use_button = None
        while (item := self._messages.takeAt(0)) is not None:
            part = item.layout()
            items = [part.itemAt(place) for place in range(part.count())] if part is not None else [item]
            for each in items:
                if each is not None and (widget := each.widget()) is not None:
                    widget.setParent(None)
                    widget.deleteLater()

    # writing

    def export(self) -> None:
        """Ask for a place and write there; the dialog stays until the file is safe on disk."""
        suffix = self.format.value
        kinds = f"{suffix.upper()} (*.{suffix})"
        path = ask_place(self, say("export.place"), self._proposed_place(suffix), kinds, suffix)
        if path is None:
            return
        self._remember(path)
        self._target = path
        self._set_busy(True)
        state, journey_id, options = self._state, self._journey_id, self.options

        def job(stale: Stale) -> None:
            data = export_poster(state, journey_id, options, suffix).data
            if stale():
                raise OvertakenError
            storage.write_file_atomically(path, data)

        self._drawing.drop()
        self._timer.stop()
        self._writing.ask(job)

    def _proposed_place(self, suffix: str) -> Path:
        """A name from the journey's title, in the folder used last, else beside the project, else among the documents."""
        former = Path(self._window.settings.export.get("folder", ""))
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = self._session.path.parent if self._session.path is not None else Path(documents)
        if former != Path() and former.is_dir():
            folder = former
        journey = self._state.get(Journey, self._journey_id)
        title = shown(journey.title) if journey is not None else ""
        stem = _FORBIDDEN.sub("-", title or self._window.project_name()).strip(" .-")[:80]
        return folder / f"{stem or 'journey'}.{suffix}"

    def _remember(self, path: Path) -> None:
        self._window.settings.export = {
            "format": self.format.value,
            "paper": self.paper.currentData(),
            "orientation": self.orientation.value,
            "language": self.language.value,
            "saves_ink": "yes" if self.saves_ink.isChecked() else "no",
            "folder": str(path.parent),
        }

    def _set_busy(self, busy: bool) -> None:
        for part in (self.format, self.paper, self.orientation, self.language, self.saves_ink, self.export_button):
            part.setEnabled(not busy)
        self.export_button.setText(say("export.working" if busy else "export.save"))

    def _written(self, _result: object) -> None:
        target = self._target
        self.accept()
        self._window.notice.tell(
            say("notice.exported", name=target.name),
            say("notice.show"),
            partial(_open, target),
        )

    def _not_written(self, error: Exception) -> None:
        self._set_busy(False)
        self._update()
        if not isinstance(error, storage.FileError):
            raise error
        self._timer.stop()
        self.preview.show_state("")
        self._clear_messages()
        self._say("finding_problem", theme().problem, say(error.key, **error.values))
        self._messages.addStretch(1)

    # Qt's methods

    def done(self, result: int) -> None:
        self._timer.stop()
        self._drawing.drop()
        self._writing.drop()
        super().done(result)


def _open(path: Path) -> None:
    """Have the system show a file with the program it has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _paper_words(name: str) -> str:
    """A paper's name with its size."""
    if name == FITTED:
        return say("export.fitted")
    short, long = (round(points / 72 * 25.4) for points in Paper(name, "portrait").size)
    return f"{name}  ·  {short} × {long} mm"
