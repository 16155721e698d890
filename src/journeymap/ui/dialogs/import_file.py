"""Importing a file: what was understood, as a map, as counts and line by line, and where it is to go.

Reading happens in the background, anew with each choice. Nothing is changed before the button is pressed.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from journeymap import storage
from journeymap.importing import source, telling
from journeymap.importing.errors import Cancelled, ImportProblem
from journeymap.importing.grids import Sheet
from journeymap.importing.reading import Imported, project_of, read, read_tables
from journeymap.importing.sheets import tables_of
from journeymap.model.document import State
from journeymap.ui import importing
from journeymap.ui.dialogs.export_choices import Choice
from journeymap.ui.dialogs.import_columns import ColumnsForm
from journeymap.ui.dialogs.import_preview import MapPreview
from journeymap.ui.dialogs.import_report import ReportTable
from journeymap.ui.places import ask_place
from journeymap.ui.tasks import OvertakenError, Stale, Work
from journeymap.ui.widgets import button, label, scrolled
from journeymap.ui.words import language, say

if TYPE_CHECKING:
    from journeymap.ui.window import MainWindow

SIDE = 300
WAIT_MS = 150
PROGRESS_MS = 80
TABLES = ("table", "workbook")
READINGS = {"table": ("table", "outline"), "outline": ("table", "outline"), "event_log": ("event_log", "table")}
"""What else a text of a kind may be read as, where its contents leave it open."""
SURE = (".xes", ".json")
"""Endings of files that are no such texts: what they are is never open."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What a file gave: the import, a project that holds nothing else, and the tables of a file of tables."""

    imported: Imported
    state: State
    sheets: tuple[Sheet, ...] = ()


class ImportDialog(QDialog):
    """Shows what a file holds and takes it in."""

    def __init__(self, window: MainWindow, path: Path) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("import.dialog"))
        self._window = window
        self._path = path
        self.understood: Understood | None = None
        self.columns: ColumnsForm | None = None
        self._part: list[float] = [0.0]
        self._showing = False
        self._work = Work(self)
        self._work.done.connect(self._show)
        self._work.failed.connect(self._refuse)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(WAIT_MS)
        self._again.timeout.connect(self._read)
        self._watch = QTimer(self)
        self._watch.setInterval(PROGRESS_MS)
        self._watch.timeout.connect(self._tell_progress)
        self.facts = label(say("import.reading"), "second", wrap=True)
        self.problem = label("", "problem", wrap=True)
        self.progress = QProgressBar()
        self.preview = MapPreview()
        self.report = ReportTable()
        self.tabs = QTabBar()
        self.pages = QStackedWidget()
        self.journeys = QComboBox()
        self._room = QWidget()
        self.goes = Choice(
            say("import.goes"), [(each, say(f"import.goes.{each}")) for each in ("journey", "project")], None
        )
        self.about = label("", "caption", wrap=True)
        self.texts = Choice(say("import.texts"), [(each, say(f"language.{each}")) for each in ("en", "zh")], None)
        readings = [(each, say(f"import.kind.{each}")) for each in ("event_log", "table", "outline")]
        self.read_as = Choice(say("import.read_as"), readings, None)
        self.take = button(say("import.do"), "primary", self._take_in)
        self.another = button(say("import.another"), "primary", self._choose_another)
        self._build()
        self.resize(min(1120, window.width() - 40), min(780, window.height() - 40))
        self._read()

    # building

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._main(), 1)
        row.addWidget(self._side())
        self.report.copy_wanted.connect(self._copy_report)
        self.report.save_wanted.connect(self._save_report)
        self.tabs.currentChanged.connect(self._turn_page)
        self.journeys.currentIndexChanged.connect(self._draw)
        self.goes.changed.connect(self._tell_goal)
        for choice in (self.texts, self.read_as):
            choice.changed.connect(self._read_soon)

    def _main(self) -> QWidget:
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(24, 18, 20, 18)
        column.setSpacing(8)
        column.addWidget(label(self._path.name, "title", wrap=True))
        column.addWidget(self.facts)
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 100)
        self.progress.setAccessibleName(say("import.reading"))
        column.addWidget(self.progress)
        column.addWidget(self.problem)
        self.problem.hide()
        column.addWidget(self.preview, 2)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(say("import.report"))
        self.tabs.addTab(say("import.report"))
        column.addWidget(self.tabs)
        self.pages.addWidget(self.report)
        column.addWidget(self.pages, 3)
        self._room.hide()
        column.addWidget(self._room, 1)
        return main

    def _side(self) -> QWidget:
        side = QWidget()
        side.setProperty("look", "panel")
        side.setFixedWidth(SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(4, 18, 20, 18)
        column.setSpacing(6)
        inside = QWidget()
        choices = QVBoxLayout(inside)
        choices.setContentsMargins(0, 0, 4, 0)
        choices.setSpacing(6)
        self._groups: dict[str, QWidget] = {}
        for name, part in (
            ("goes", self.goes), ("which", self.journeys), ("texts", self.texts), ("read_as", self.read_as),
        ):  # fmt: skip
            group = QWidget()
            parts = QVBoxLayout(group)
            parts.setContentsMargins(0, 0, 0, 10)
            parts.setSpacing(5)
            parts.addWidget(label(say(f"import.{name}"), "heading"))
            parts.addWidget(part)
            if name == "goes":
                parts.addWidget(self.about)
            self._groups[name] = group
            choices.addWidget(group)
            group.hide()
        self.journeys.setAccessibleName(say("import.which"))
        self.journeys.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.journeys.setMinimumContentsLength(12)
        choices.addStretch(1)
        column.addWidget(scrolled(inside), 1)
        self.another.setAutoDefault(False)
        self.another.hide()
        buttons = QHBoxLayout()
        cancel = button(say("dialog.cancel"), "", self.reject)
        cancel.setAutoDefault(False)
        self.take.setDefault(True)
        self.take.setEnabled(False)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.another)
        buttons.addWidget(self.take)
        column.addLayout(buttons)
        return side

    # reading

    def _read_soon(self) -> None:
        if not self._showing:
            self.take.setEnabled(False)
            self._again.start()

    def _read(self) -> None:
        """Read the file in the background, by the choices of the moment."""
        path, part, form = self._path, [0.0], self.columns
        self._part = part
        wanted_language, kind = self.texts.value or None, self.read_as.value or None
        known = self.understood.sheets if self.understood is not None else ()
        mapping, sheet = (form.mapping, form.sheet) if form is not None else (None, None)

        def job(stale: Stale) -> Understood:
            def goes_on(done: float) -> bool:
                part[0] = done
                return not stale()

            def of(imported: Imported, sheets: tuple[Sheet, ...]) -> Understood:
                return Understood(imported, State(project_of(imported)), sheets)

            try:
                if known and kind in (None, "table"):
                    again = read_tables(
                        known, "table", name=path.name, language=wanted_language, mapping=mapping, sheet=sheet,
                        progress=goes_on,
                    )  # fmt: skip
                    return of(again, known)
                imported = read(path, kind, language=wanted_language, progress=goes_on)
                is_table = imported.kind in TABLES
                return of(imported, tuple(tables_of(source.load(path), path.name, goes_on)) if is_table else ())
            except Cancelled as stopped:
                raise OvertakenError from stopped

        self.take.setEnabled(False)
        self.progress.show()
        self._watch.start()
        self._work.ask(job)

    def _tell_progress(self) -> None:
        self.progress.setValue(round(self._part[0] * 100))

    def _end_reading(self) -> None:
        self._watch.stop()
        self.progress.hide()

    def _refuse(self, error: Exception) -> None:
        """Say in one sentence why the file is not read. A table whose columns are being chosen keeps its choices."""
        self._end_reading()
        if not isinstance(error, ImportProblem):
            raise error
        self.problem.setText(say(error.key, **{"name": self._path.name, **error.values}))
        self.problem.show()
        self.take.setEnabled(False)
        if self.columns is None:
            self.facts.hide()
            for each in (self.preview, self.tabs, self.pages, self.take):
                each.hide()
            self._room.show()
            self.another.show()
            self.another.setDefault(True)
            self.another.setFocus()
            self.resize(min(680, self.width()), min(240, self.height()))
        else:
            self.preview.clear()

    # showing

    def _show(self, understood: Understood) -> None:
        self._end_reading()
        self.problem.hide()
        first = self.understood is None
        self.understood = understood
        imported = understood.imported
        self._showing = True
        self.facts.setText(" · ".join([say(f"import.kind.{imported.kind}"), *telling.facts(imported, language())]))
        if first:
            self._offer(understood)
        if imported.language:
            self.texts.take(imported.language)
        self._groups["texts"].setVisible(bool(imported.language) and imported.kind != "event_log")
        self._list_journeys(imported)
        self.report.show_lines(imported.report)
        self._showing = False
        self._tell_goal()
        self.take.setEnabled(True)
        if first:
            (self.tabs if self.columns is not None else self.report.table).setFocus()

    def _offer(self, understood: Understood) -> None:
        """The choices that this kind of file has."""
        imported, session = understood.imported, self._window.session
        if imported.kind in READINGS and self._path.suffix.casefold() not in SURE:
            self.read_as.choose(imported.kind)
            self.read_as.offer(READINGS[imported.kind])
            self._groups["read_as"].show()
        known = session is not None and any(each.id in session.state for each in imported.records)
        if session is not None:
            self.goes.choose("project" if imported.whole and not known else "journey")
        else:
            self.goes.choose("project")
            self.goes.setVisible(False)
        self._groups["goes"].show()
        self._show_columns(understood.sheets)

    def _show_columns(self, sheets: tuple[Sheet, ...]) -> None:
        if not any(each.is_filled for each in sheets):
            return
        self.columns = ColumnsForm(sheets)
        self.columns.changed.connect(self._read_soon)
        self.pages.insertWidget(0, self.columns)
        self.tabs.insertTab(0, say("import.columns"))
        self.tabs.setCurrentIndex(0)
        self._turn_page()

    def _turn_page(self) -> None:
        self.pages.setCurrentIndex(max(self.tabs.currentIndex(), 0))

    def _list_journeys(self, imported: Imported) -> None:
        former = self.journeys.currentIndex()
        self.journeys.blockSignals(True)
        self.journeys.clear()
        for journey in imported.journeys:
            self.journeys.addItem(telling.title(journey, language()), journey.id)
        self.journeys.setCurrentIndex(min(max(former, 0), self.journeys.count() - 1))
        self.journeys.blockSignals(False)
        self._groups["which"].setVisible(self.journeys.count() > 1)
        self._draw()

    def _draw(self) -> None:
        """Show the map of the chosen journey."""
        if self.understood is None:
            return
        chosen = self.journeys.currentData()
        journey = next((each for each in self.understood.imported.journeys if each.id == chosen), None)
        if journey is None:
            self.preview.clear()
        else:
            self.preview.show_journey(self.understood.state, journey)

    def _tell_goal(self) -> None:
        if self.understood is None:
            return
        imported, name = self.understood.imported, self._window.project_name()
        if self._window.session is None:
            words = say("import.goes.about.start")
        elif self.goes.value == "project":
            words = say("import.goes.about.project")
        elif imported.whole:
            words = say("import.goes.about.whole", name=name)
        else:
            words = say("import.goes.about.journey", name=name, n=len(imported.journeys))
        self.about.setText(words)

    # the report

    def _text(self) -> str:
        assert self.understood is not None
        return telling.as_text(self.understood.imported, self.understood.state, self._path.name, language())

    def _copy_report(self) -> None:
        if self.understood is not None:
            QGuiApplication.clipboard().setText(self._text())
            self.report.sentence.setText(say("import.copied"))

    def _save_report(self) -> None:
        if self.understood is None:
            return
        proposed = self._path.with_name(say("import.report_name", name=self._path.name))
        place = ask_place(self, say("import.save"), proposed, say("import.report_filter"), "txt")
        if place is None:
            return
        try:
            storage.write_file_atomically(place, self._text().encode("utf-8"))
        except storage.FileError as error:
            self.report.sentence.setText(say(error.key, **error.values))
            return
        self.report.sentence.setText(say("import.saved", name=place.name))

    # the end

    def _take_in(self) -> None:
        """Take it in; where a question on the way is answered with no, everything stays as it is."""
        if self.understood is None or not self.take.isEnabled():
            return
        into_new = self._window.session is None or self.goes.value == "project"
        if importing.take_in(self._window, self.understood.imported, self._path, into_new=into_new):
            self.accept()

    def _choose_another(self) -> None:
        self.reject()
        importing.ask(self._window)

    # Qt's methods

    def done(self, result: int) -> None:
        self._leave()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._leave()
        super().closeEvent(event)

    def _leave(self) -> None:
        for timer in (self._again, self._watch):
            timer.stop()
        self._work.drop()
        self.preview.clear()
