"""The main window: the start page or one project, its menus and commands."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, QProcess, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QContextMenuEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QMenu, QStackedWidget, QWidget

from journeymap import catalogue
from journeymap.model import queries
from journeymap.model.changes import Change, Label
from journeymap.model.values import CONNECTION_KINDS
from journeymap.session import Session
from journeymap.ui import files, importing, theme
from journeymap.ui.actions import Actions
from journeymap.ui.commands import CONTEXT_MENUS, MENUS, connection
from journeymap.ui.icons import app_icon
from journeymap.ui.qt_words import speak
from journeymap.ui.settings import Settings
from journeymap.ui.tasks import Work
from journeymap.ui.views.map import MapPage
from journeymap.ui.widgets import Notice
from journeymap.ui.words import label_words, language, say, shown
from journeymap.ui.workspace import Workspace


class MainWindow(QMainWindow):
    """One window on one project, or the start page while there is none."""

    session_changed = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.session: Session | None = None
        self.workspace: Workspace | None = None
        self.setWindowIcon(app_icon())
        self.setAcceptDrops(True)
        self.resize(1440, 900)
        self.setMinimumSize(QSize(860, 560))
        self.actions_table = Actions(self)
        self._pages = QStackedWidget()
        self.setCentralWidget(self._pages)
        self.notice = Notice(self)
        self.chores = Work(self)
        """What is done in the background when nobody waits for it."""
        self._apply_catalogue()
        self._build()
        if settings.geometry is not None:
            self.restoreGeometry(settings.geometry)

    # building

    def _build(self) -> None:
        """Make all parts anew for the present session, language and theme."""
        if self.workspace is not None:
            self.workspace.leave()
            self.workspace = None
        while (page := self._pages.widget(0)) is not None:
            self._pages.removeWidget(page)
            page.deleteLater()
        self._build_menus()
        if self.session is None:
            self._pages.addWidget(self._start_page())
        else:
            self.workspace = Workspace(self, self.session)
            self.workspace.context_menu.connect(self._show_context_menu)
            self.workspace.shown_changed.connect(self.update_all)
            self._pages.addWidget(self.workspace)
        self.update_all()

    def _start_page(self) -> QWidget:
        from journeymap.ui.views.start import StartPage

        start = StartPage(self.settings)
        start.template_chosen.connect(lambda name: files.new(self, name))
        start.file_chosen.connect(lambda path: files.open_path(self, Path(path)))
        start.sample_chosen.connect(lambda path: files.open_sample(self, Path(path)))
        start.open_wanted.connect(lambda: files.open_asked(self))
        start.command_wanted.connect(self.run_command)
        return start

    def _build_menus(self) -> None:
        bar = self.menuBar()
        for action in bar.actions():
            menu = action.menu()
            if isinstance(menu, QMenu):
                menu.deleteLater()
        bar.clear()
        for name, rows in MENUS:
            self._fill_menu(bar.addMenu(say(f"menu.{name}")), rows)

    def _fill_menu(self, menu: QMenu, rows: tuple[str, ...]) -> None:
        menu.setToolTipsVisible(True)
        outer = menu
        for row in rows:
            if row == "-":
                menu.addSeparator()
            elif row.startswith(">"):
                menu = outer.addMenu(say(f"menu.{row[1:]}"))
            elif row == "<":
                menu = outer
            elif row == "*recent":
                recent = menu.addMenu(say("menu.recent"))
                recent.aboutToShow.connect(lambda recent=recent: files.fill_recent(self, recent))
            elif row == "*samples":
                files.fill_samples(self, menu.addMenu(say("menu.samples")))
            else:
                menu.addAction(self.actions_table[row])

    # session

    def set_session(self, session: Session | None) -> None:
        """Show another project, or the start page."""
        if session is not self.session:
            self.notice.forget()
        self.session = session
        self._build()
        self.session_changed.emit()
        if self.workspace is not None:
            self.workspace.show_journey(self.workspace.journey_id)
            if session is not None and session.path is not None:
                self.workspace.show_left_view(self.settings.view_of(session.path))
            self.workspace.map_page.view.setFocus()

    def set_language(self, name: str) -> None:
        """Change the language of all windows without losing anything."""
        if name != language():
            self.settings.language = name
            speak(name)
            self._rebuild_all()

    def set_theme(self, choice: str) -> None:
        """Change between light, dark and whichever the system shows."""
        self.settings.theme = choice
        self.dress()

    def set_contrast(self, wanted: bool) -> None:
        """Change between usual and high contrast."""
        self.settings.contrast = wanted
        self.dress()

    def set_scale(self, factor: float) -> None:
        """Make everything larger or smaller from the next start on; 1.0 is 100 %."""
        self.settings.scale = factor
        self.notice.tell(say("scale.later", percent=round(factor * 100)), say("preferences.restart"), self.restart)

    def set_animations(self, wanted: bool) -> None:
        """Let cards glide to their places, or jump."""
        self.settings.animations = wanted
        for window in self._windows():
            if window.map_page is not None:
                window.map_page.scene.animated = wanted

    def use_keys(self) -> None:
        """Let commands in all windows have the keys that the settings name."""
        for window in self._windows():
            window.actions_table.rekey()
        self._rebuild_all()

    def use_preferences(self) -> None:
        """Let everything be as the settings say."""
        speak(self.settings.language)
        self._apply_catalogue()
        self.dress()

    def restart(self) -> None:
        """Start the program anew with the files that are open; what is not saved is asked for first."""
        windows = self._windows()
        if all(files.may_close(each) for each in windows):
            paths = [str(each.session.path) for each in windows if each.session is not None and each.session.path]
            for each in windows:
                each.set_session(None)
            program = [] if getattr(sys, "frozen", False) else ["-m", "journeymap"]
            QProcess.startDetached(sys.executable, [*program, *paths])
            QApplication.closeAllWindows()

    def dress(self) -> None:
        """Put on the theme of the settings, without losing anything."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.dress(app, self.settings)
        self._rebuild_all()

    def use_catalogue(self) -> None:
        """Take the catalogue of the standard that the settings name, in all views."""
        self._apply_catalogue()
        self._rebuild_all()

    def _windows(self) -> list[MainWindow]:
        """All windows of the program that can be seen, and this one."""
        others = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow) and each is not self]
        return [self, *(each for each in others if each.isVisible())]

    def _rebuild_all(self) -> None:
        """Everything in all windows in other words or colours."""
        for window in self._windows():
            window._rebuild()

    def _apply_catalogue(self) -> None:
        settings = self.settings
        try:
            chosen = catalogue.read(settings.own_catalogue, show_unverified=settings.show_unverified)
        except catalogue.CatalogueError as error:
            settings.own_catalogue = None
            chosen = catalogue.read(show_unverified=settings.show_unverified)
            self.notice.tell(say(error.key, name=error.name, detail=error.detail), stays=True)
        catalogue.choose(chosen)

    def _rebuild(self) -> None:
        """Everything in other words or colours; what was shown stays."""
        kept = self.workspace.kept() if self.workspace is not None else None
        self.actions_table.retranslate()
        self._build()
        if self.workspace is not None and kept is not None:
            self.workspace.restore(kept)

    def run(self, key: str, changes: Sequence[Change], **values: object) -> None:
        """Apply changes to the project as one step."""
        assert self.session is not None
        self.session.run(Label.of(key, **values), changes)

    # what is told

    def update_all(self) -> None:
        """Bring title, menus and buttons in line with what can be done now."""
        self.actions_table.update()
        table = self.actions_table
        table[f"language_{language()}"].setChecked(True)
        table[f"theme_{self.settings.theme}"].setChecked(True)
        table["high_contrast"].setChecked(self.settings.contrast)
        table["full_screen"].setChecked(self.isFullScreen())
        table["unverified_rows"].setChecked(self.settings.show_unverified)
        self.setWindowTitle(f"{self.project_name()}[*] — {say('app.name')}" if self.session else say("app.name"))
        self.setWindowModified(self.session is not None and self.session.is_modified)
        workspace = self.workspace
        if workspace is not None:
            kinds = connection.kinds_selected(self)
            for kind in CONNECTION_KINDS:
                table[f"way_{kind}"].setChecked(kind in kinds)
            table[f"tool_{workspace.map_page.view.mode}"].setChecked(True)
            table["mini_map"].setChecked(workspace.map_page.mini_map.is_wanted)
            table["toggle_strip"].setChecked(workspace.map_page.scene.show_strip)
            table["toggle_navigator"].setChecked(not workspace.navigator.isHidden())
            table["toggle_inspector"].setChecked(workspace.inspector_wanted)
            table["history"].setChecked(not workspace.history.isHidden())
            workspace.tell_safety()

    def project_name(self) -> str:
        """What the project is called in titles and questions: its file's name, else its own title."""
        session = self.session
        if session is None:
            return ""
        if session.path is not None:
            return session.path.stem
        return shown(queries.project(session.state).title) or session.title_hint or say("app.untitled")

    def history_label(self, name: str) -> str | None:
        """What undo or redo would do, in words."""
        if self.session is None:
            return None
        history = self.session.history
        found = history.undo_label if name == "undo" else history.redo_label
        return label_words(found) if found is not None else None

    def run_command(self, command_id: str) -> None:
        """Do a command of the table."""
        self.actions_table.run(command_id)

    # the workspace, where there is one

    @property
    def journey_id(self) -> str:
        """The journey in sight; '' on the start page."""
        return self.workspace.journey_id if self.workspace is not None else ""

    @property
    def map_page(self) -> MapPage | None:
        return self.workspace.map_page if self.workspace is not None else None

    def show_journey(self, journey_id: str) -> None:
        """Show another journey of the project."""
        if self.workspace is not None:
            self.workspace.show_journey(journey_id)

    def show_record(self, record_id: str) -> None:
        """Select a record on the map and bring it into sight."""
        if self.workspace is not None:
            self.workspace.show_record(record_id)

    def show_persona(self, persona_id: str | None) -> None:
        """Show what a persona feels and where she cannot get through; None for everybody."""
        if self.workspace is not None:
            self.workspace.show_persona(persona_id)

    def show_element(self, element_id: str) -> None:
        """Select the touchpoints that are linked to an element of the model."""
        if self.workspace is None:
            return
        found = queries.touchpoints_linked_to(self.workspace.session.state, self.journey_id, element_id)
        self.workspace.show_subjects(found)
        element = catalogue.load().find(element_id)
        if not found and element is not None:
            self.notice.tell(say("find.not_linked", name=shown(element.short) or shown(element.title)))

    def open_palette(self) -> None:
        """Find a touchpoint or command by name."""
        from journeymap.ui.palette import CommandPalette

        CommandPalette(self).open_in(self)

    def _show_context_menu(self, position: QPoint, subject: str) -> None:
        """What can be done now with what lies at a place: a touchpoint, a connection, a stage, a lane or the ground."""
        self.update_all()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rows = [row for row in CONTEXT_MENUS[subject] if row == "-" or self.actions_table[row].isEnabled()]
        self._fill_menu(menu, tuple(rows))
        menu.popup(position)

    # Qt's methods

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.notice.place()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if importing.dropped(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = importing.dropped(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            importing.show(self, path)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not files.may_close(self):
            event.ignore()
            return
        for dialog in self.findChildren(QDialog):  # what is being drawn, written or printed for it stops
            dialog.close()
        self.settings.geometry = self.saveGeometry()
        if self.workspace is not None:
            self.workspace.leave()
        event.accept()
