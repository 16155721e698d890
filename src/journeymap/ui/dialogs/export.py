"""Exporting a journey: choices with a live preview of the very pages that will be written, and what does not fit on them.

Drawing and writing happen in the background on a snapshot; a newer choice makes older work stale. The guard looks for
personal data before anything is written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QStandardPaths, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from journeymap import storage
from journeymap.analysis.finding_words import record_name
from journeymap.edit import fields
from journeymap.exporting import Hit, Notice, cleaned, export, guard, interchange, made, written
from journeymap.model import queries
from journeymap.model.changes import Label
from journeymap.model.records import Journey
from journeymap.session import Session
from journeymap.ui.dialogs.export_choices import ExportChoices, format_words, read_presets
from journeymap.ui.dialogs.export_data import DataPreview, PartChoice, size_words
from journeymap.ui.dialogs.messages import Messages
from journeymap.ui.dialogs.preview import Preview
from journeymap.ui.places import ask_place
from journeymap.ui.tasks import OvertakenError, Stale, Work
from journeymap.ui.theme import theme
from journeymap.ui.widgets import button, label, scrolled
from journeymap.ui.words import language, say, say_token, shown

if TYPE_CHECKING:
    from journeymap.ui.window import MainWindow

WAIT_MS = 150
SIDE = 340
_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_NAMED = 4
"""So many places with personal data are named one by one."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """An edition drawn for the preview, as plain values. `words` tell each page to those who cannot see it."""

    pdf: bytes
    sizes: tuple[tuple[float, float], ...]
    smallest_type: float
    words: tuple[str, ...]
    notices: tuple[Notice, ...]
    fits: str | None

    @property
    def size(self) -> tuple[float, float]:
        """That of the first page."""
        return self.sizes[0]


class ExportDialog(QDialog):
    """Asks how to export a journey, shows it, and writes it."""

    WORDS = "export"
    """What the words of its title and buttons begin with."""
    PRINTS = False
    """Whether only paper is offered."""

    def __init__(self, window: MainWindow, session: Session, journey_id: str, selected: Sequence[str] = ()) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say(f"{self.WORDS}.title"))
        self._session = session
        self._state = session.document.snapshot()
        self._media = dict(session.media)
        self._journey_id = journey_id
        self._hits_by_whole = (guard(self._state), guard(self._state, inside=True))
        self.drawn: Drawn | None = None
        self.use_button: QPushButton | None = None
        self._drawing = Work(self)
        self._drawing.done.connect(self._arrived)
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
        self.data_preview = DataPreview()
        self.told: interchange.Told | None = None
        self._left = QStackedWidget()
        project = queries.project(self._state)
        settings = window.settings
        self.choices = ExportChoices(
            settings.export, read_presets(settings.export_presets), project.paper, session.languages[0],
            (len(self._hits_by_whole[0]), len(self._hits_by_whole[1]), project.personal_data),
            PartChoice(self._stages(), selected), prints=self.PRINTS,
        )  # fmt: skip
        self._notes = Messages()
        self._build()
        self.choices.changed.connect(self._update)
        self.choices.presets_changed.connect(self._keep_presets)
        self.resize(min(1160, window.width() - 40), min(800, window.height() - 40))
        self._update()

    # building

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._left.addWidget(self.preview)
        self._left.addWidget(self.data_preview)
        row.addWidget(self._left, 1)
        side = QWidget()
        side.setFixedWidth(SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(22, 20, 18, 18)
        column.setSpacing(6)
        column.addWidget(label(say(f"{self.WORDS}.title"), "title", wrap=True))
        column.addSpacing(6)
        column.addWidget(scrolled(self.choices), 3)
        column.addSpacing(6)
        column.addWidget(self._notes, 1)
        buttons = QHBoxLayout()
        self.cancel_button = button(say("dialog.cancel"), "", self.reject)
        self.cancel_button.setAutoDefault(False)
        self.export_button = button(say(f"{self.WORDS}.save"), "primary", self.export)
        self.export_button.setDefault(True)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.export_button)
        column.addLayout(buttons)
        row.addWidget(side)
        self.export_button.setFocus()

    @property
    def _window(self) -> MainWindow:
        """The window asked for; not kept, because a dialog must not outlive it."""
        return cast("MainWindow", self.parentWidget())

    def _stages(self) -> list[tuple[str, str]]:
        """The stages of the journey with their numbers and titles."""
        stages = enumerate(queries.stages(self._state, self._journey_id), 1)
        return [(each.id, f"{number} {shown(each.title)}".strip()) for number, each in stages]

    @property
    def _hits(self) -> list[Hit]:
        """What looks like personal data in what would be written."""
        return self._hits_by_whole[self.choices.holds_project]

    def _update(self) -> None:
        """After a choice: draw soon; nothing is written while it is not said what becomes of personal data."""
        self._drawing.drop()
        self.export_button.setEnabled(not self.choices.undecided)
        self.preview.show_state(say("export.drawing"))
        self._timer.start()

    # preview

    @property
    def is_drawing(self) -> bool:
        """Whether the preview is not yet that of the present choices."""
        return self._timer.isActive() or self._drawing.is_busy

    def _draw(self) -> None:
        state, journey_id, wish, media = self._state, self._journey_id, self.choices.wish, self._media
        if wish.edition == "data":
            self._tell_data(self.choices.format.value)
            return

        def job(stale: Stale) -> Drawn:
            found = made(state, journey_id, wish, media)
            if stale():
                raise OvertakenError
            plans = found.plans
            return Drawn(
                written(found, "pdf"),
                tuple((plan.width, plan.height) for plan in plans),
                min((plan.smallest_type for plan in plans if plan.smallest_type), default=0.0),
                tuple(plan.alternative or " ".join(text.text for text in plan.texts) for plan in plans),
                found.notices,
                found.fits,
            )

        self._drawing.ask(job)

    def _tell_data(self, to: str) -> None:
        state, journey_id, wish = self._state, self._journey_id, self.choices.wish

        def job(_stale: Stale) -> tuple[str, interchange.Told]:
            left, said = cleaned(state, wish)
            told = interchange.told(left, journey_id, to, wish.page.languages[0])
            return to, told._replace(notices=(*told.notices, *said))

        self._drawing.ask(job)

    def _show_told(self, to: str, told: interchange.Told) -> None:
        self.told = told
        self.data_preview.show_told(to, told)
        self._left.setCurrentWidget(self.data_preview)
        self._notes.clear()
        self.use_button = None
        for notice in told.notices:
            self._notes.tell("finding_warning", theme().warning, notice.said(language()))
        if self._hits and not self.choices.public.isChecked():
            self._tell_hits(self._hits)
        if not told.notices and not self._hits:
            self._notes.tell("finding_ok", theme().good, say("export.data.complete"))

    def _arrived(self, found: Drawn | tuple[str, interchange.Told]) -> None:
        if isinstance(found, Drawn):
            self._show_drawn(found)
        else:
            self._show_told(*found)

    def _show_drawn(self, drawn: Drawn) -> None:
        self.drawn = drawn
        self._left.setCurrentWidget(self.preview)
        self.preview.show_pages(drawn.pdf, drawn.sizes, drawn.words)
        self.preview.show_state("")
        notes, suffix = self._notes, self.choices.format.value
        notes.clear()
        self.use_button = None
        if suffix != "html":
            width, height = (round(points / 72 * 25.4) for points in drawn.size)
            size = size_words(len(drawn.pdf)) if suffix == "pdf" else ""
            sheet = say("export.sheet", width=width, height=height, size=size).removesuffix(" · ")
            count = len(drawn.sizes)
            notes.caption(say("export.pages", n=count, sheet=sheet) if count > 1 else sheet)
        for notice in drawn.notices:
            notes.tell("finding_warning", theme().warning, notice.said(language()))
        if drawn.fits is not None and self.choices.paper.findData(drawn.fits) >= 0:
            self.use_button = notes.offer(
                say("export.use_paper", paper=drawn.fits), partial(self.choices.use_paper, drawn.fits)
            )
        if self._hits and not self.choices.public.isChecked():
            self._tell_hits(self._hits)
        if not drawn.notices:
            notes.tell("finding_ok", theme().good, say("export.fits", size=f"{drawn.smallest_type:.1f}"))

    def _tell_hits(self, hits: Sequence[Hit]) -> None:
        """What looks like personal data, by kind, and where the first of it stands."""
        counts = Counter(hit.kind for hit in hits)
        kinds = ", ".join(f"{say_token('personal', kind)} {number}" for kind, number in sorted(counts.items()))
        sign = "finding_problem" if self.choices.undecided else "finding_warning"
        tint = theme().problem if self.choices.undecided else theme().warning
        self._notes.tell(sign, tint, say("export.hits", n=len(hits), kinds=kinds))
        for hit in hits[:_NAMED]:
            self._notes.caption(
                say("export.hit", words=hit.words, name=record_name(self._state, hit.record_id, language()))
            )

    def _no_preview(self, error: Exception) -> None:
        self.preview.show_state("")
        self._notes.clear()
        self._notes.tell("finding_problem", theme().problem, say("export.no_preview"))
        raise error

    @property
    def messages(self) -> list[str]:
        """What is said about the pages, sentence by sentence."""
        return self._notes.sentences

    # writing

    def export(self) -> None:
        """Ask for a place and write there; the dialog stays until the file is safe on disk."""
        if self.choices.undecided:
            return
        to = self.choices.format.value
        suffix = interchange.ENDINGS.get(to, to)
        kinds = f"{format_words(to)} (*.{suffix})"
        path = ask_place(self, say("export.place"), self._proposed_place(suffix), kinds, suffix)
        if path is None:
            return
        self._window.settings.export = {**self.choices.kept, "folder": str(path.parent)}
        self._remember_decision()
        self._target = path
        self._set_busy(True)
        state, journey_id, wish, media = self._state, self._journey_id, self.choices.wish, self._media

        def job(stale: Stale) -> None:
            made_file = export(state, journey_id, wish, to, media)
            if stale():
                raise OvertakenError
            for name, data in made_file.beside:
                storage.write_file_atomically(path.with_name(name), data)
            storage.write_file_atomically(path, made_file.data)

        self._drawing.drop()
        self._timer.stop()
        self._writing.ask(job)

    def _remember_decision(self) -> None:
        """What is done with personal data is remembered in the project, for the next export and for colleagues."""
        project, personal = queries.project(self._state), self.choices.personal
        if (
            personal is not None
            and personal.value
            and personal.value != project.personal_data
            and project.id in self._state
        ):
            changes = fields.set_field([project.id], "personal_data", personal.value)
            self._session.run(Label.of("set_field", field="field.personal_data"), changes)

    def _keep_presets(self, presets: object) -> None:
        import json

        self._window.settings.export_presets = json.dumps(presets, ensure_ascii=False)

    def _proposed_place(self, suffix: str) -> Path:
        """A name from the journey's title, in the folder used last, else beside the project, else among the documents."""
        former = Path(self._window.settings.export.get("folder", ""))
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = self._session.path.parent if self._session.path is not None else Path(documents)
        if former != Path() and former.is_dir():
            folder = former
        journey = self._state.get(Journey, self._journey_id)
        title = shown(journey.title) if journey is not None else ""
        whole = self.choices.holds_project
        edition = self.choices.edition.value
        named = _file_name("" if whole else title) or _file_name(self._window.project_name()) or "journey"
        if edition == "picture":
            named = " - ".join(filter(None, (named, _file_name(self.choices.part.name))))
        elif edition not in ("poster", "data"):
            named = f"{named} - {say(f'export.edition.{edition}')}"
        return folder / f"{named}.{suffix}"

    def _set_busy(self, busy: bool) -> None:
        for part in (self.choices, self.export_button):
            part.setEnabled(not busy)
        self.export_button.setText(say(f"{self.WORDS}.{'working' if busy else 'save'}"))

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
        self._notes.clear()
        self._notes.tell("finding_problem", theme().problem, say(error.key, **error.values))

    # Qt's methods

    def done(self, result: int) -> None:
        self._timer.stop()
        self._drawing.drop()
        self._writing.drop()
        super().done(result)


def _file_name(text: str) -> str:
    """A text as a file may be called."""
    return _FORBIDDEN.sub("-", text).strip(" .-")[:80]


def _open(path: Path) -> None:
    """Have the system show a file with the program it has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
