"""The main window: one project, its views and panels, and the commands that work on them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QContextMenuEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from journeymap import catalogue
from journeymap.model import queries
from journeymap.model.changes import Change, ChangeSet, Label
from journeymap.model.records import Journey
from journeymap.session import Session
from journeymap.ui import commands, files, theme
from journeymap.ui.actions import CONTEXT_MENU, MENUS, Actions
from journeymap.ui.icons import app_icon, icon
from journeymap.ui.palette import CommandPalette
from journeymap.ui.panels.inspector import Inspector
from journeymap.ui.panels.navigator import Navigator
from journeymap.ui.settings import Settings
from journeymap.ui.views.map import MapPage
from journeymap.ui.views.start import StartPage
from journeymap.ui.views.table import TableView
from journeymap.ui.widgets import Notice, label, separator, tool_button
from journeymap.ui.words import language, say, set_language, shown

TOOLBAR = (
    "tool_select", "tool_add", "tool_connect", "tool_pan", "|", "undo", "redo", "|", "arrange", "toggle_strip",
)  # fmt: skip
TEXT_BUTTONS = frozenset({"arrange", "export"})
REFRESH_MS = 0


class MainWindow(QMainWindow):
    """One window on one project, or the start page while there is none."""

    session_changed = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.session: Session | None = None
        self.journey_id = ""
        self._view_index = 0
        self.setWindowIcon(app_icon())
        self.setAcceptDrops(True)
        self.resize(1440, 900)
        self.setMinimumSize(QSize(860, 560))
        self.actions_table = Actions(self)
        self._pages = QStackedWidget()
        self.setCentralWidget(self._pages)
        self.notice = Notice(self)
        self._refresh_timer = QTimer(self)
        self._refresh_timer.setSingleShot(True)
        self._refresh_timer.setInterval(REFRESH_MS)
        self._refresh_timer.timeout.connect(self._refresh)
        self._build()
        if settings.geometry is not None:
            self.restoreGeometry(settings.geometry)

    # building

    def _build(self) -> None:
        """Make all parts anew in the present language and theme; the session, journey and selection stay."""
        self.map_page: MapPage | None = None
        self.inspector: Inspector | None = None
        self.navigator: Navigator | None = None
        self.table: TableView | None = None
        self._safety: QLabel | None = None
        while (page := self._pages.widget(0)) is not None:
            self._pages.removeWidget(page)
            page.deleteLater()
        self._build_menus()
        if self.session is None:
            self.start = StartPage(self.settings)
            self.start.template_chosen.connect(lambda name: files.new(self, name))
            self.start.file_chosen.connect(lambda path: files.open_path(self, Path(path)))
            self.start.sample_chosen.connect(lambda path: files.open_sample(self, Path(path)))
            self.start.open_wanted.connect(lambda: files.open_asked(self))
            self.start.command_wanted.connect(self.run_command)
            self._pages.addWidget(self.start)
        else:
            self._pages.addWidget(self._workspace(self.session))
        self._update_all()

    def _build_menus(self) -> None:
        bar = self.menuBar()
        bar.clear()
        for name, rows in MENUS:
            self._fill_menu(bar.addMenu(say(f"menu.{name}")), rows)

    def _fill_menu(self, menu: QMenu, rows: tuple[str, ...]) -> None:
        menu.setToolTipsVisible(True)
        for row in rows:
            if row == "-":
                menu.addSeparator()
            elif row == "*recent":
                recent = menu.addMenu(say("menu.recent"))
                recent.aboutToShow.connect(lambda recent=recent: files.fill_recent(self, recent))
            elif row == "*samples":
                files.fill_samples(self, menu.addMenu(say("menu.samples")))
            else:
                menu.addAction(self.actions_table[row])

    def _workspace(self, session: Session) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.map_page = MapPage(session)
        self.table = TableView(session)
        self.inspector = Inspector(session)
        self.navigator = Navigator(session)
        self.views = QStackedWidget()
        self.views.addWidget(self.map_page)
        self.views.addWidget(self.table)
        column.addWidget(self._toolbar())
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        middle = QWidget()
        middle_column = QVBoxLayout(middle)
        middle_column.setContentsMargins(0, 0, 0, 0)
        middle_column.setSpacing(0)
        middle_column.addWidget(self._tab_bar())
        middle_column.addWidget(self.views, 1)
        for part in (self.navigator, middle, self.inspector):
            splitter.addWidget(part)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([232, 900, 308])
        splitter.setCollapsible(1, False)
        column.addWidget(splitter, 1)
        self._connect_parts()
        return page

    def _toolbar(self) -> QWidget:
        bar = QWidget()
        bar.setProperty("look", "toolbar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        row.setContentsMargins(10, 6, 12, 6)
        row.setSpacing(4)
        for name in TOOLBAR:
            if name == "|":
                row.addSpacing(4)
                row.addWidget(separator())
                row.addSpacing(4)
            else:
                row.addWidget(tool_button(self.actions_table[name], text=name in TEXT_BUTTONS))
        row.addStretch(1)
        self._safety = label("", "caption")
        row.addWidget(self._safety)
        row.addSpacing(10)
        find = QPushButton(icon("search", theme.theme().ink_2), say("find.placeholder"))
        find.setAccessibleName(say("action.find"))
        find.setToolTip(self.actions_table["find"].toolTip())
        find.setMinimumWidth(210)
        find.setStyleSheet("text-align: left; padding: 6px 10px;")
        find.clicked.connect(lambda _checked=False: self.run_command("find"))
        row.addWidget(find)
        row.addSpacing(6)
        row.addWidget(tool_button(self.actions_table["export"], text=True))
        return bar

    def _tab_bar(self) -> QTabBar:
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(say("menu.view"))
        for name in ("map", "table"):
            self.tabs.addTab(say(f"view.{name}"))
        self.tabs.setCurrentIndex(self._view_index)
        self.views.setCurrentIndex(self._view_index)
        self.tabs.currentChanged.connect(self._show_view)
        return self.tabs

    def _connect_parts(self) -> None:
        assert self.map_page and self.inspector and self.navigator and self.table
        self.actions_table.bind_to_map(self.map_page.view)
        self.map_page.scene.selection_changed.connect(self._on_map_selection)
        self.map_page.view.mode_changed.connect(self._on_mode)
        self.map_page.context_menu.connect(self._show_context_menu)
        self.table.selection_changed.connect(self._on_table_selection)
        self.inspector.jump.connect(self.show_record)
        self.navigator.journey_chosen.connect(self.show_journey)
        self.navigator.persona_chosen.connect(self.show_persona)
        self.navigator.element_chosen.connect(self.show_element)
        self.navigator.subjects_chosen.connect(self._on_subjects)
        self.navigator.new_journey.connect(lambda: self.run_command("new_journey"))
        self.navigator.new_persona.connect(lambda: self.run_command("new_persona"))

    # session and journey

    def set_session(self, session: Session | None) -> None:
        """Show another project, or the start page."""
        if self.session is not None:
            self.session.document.unlisten(self._on_change)
        self.session = session
        self.journey_id = ""
        self._view_index = 0
        if session is not None:
            session.document.listen(self._on_change)
            found = queries.journeys(session.state)
            self.journey_id = found[0].id if found else ""
        self._build()
        self.session_changed.emit()
        if session is not None:
            self.show_journey(self.journey_id)
            self.map_page.view.setFocus()  # type: ignore[union-attr]

    def show_journey(self, journey_id: str) -> None:
        """Show another journey of the project in all views."""
        if self.session is None or self.map_page is None:
            return
        self.journey_id = journey_id
        self.map_page.show_journey(journey_id)
        self.table.show_journey(journey_id)  # type: ignore[union-attr]
        self.navigator.show(journey_id, self.map_page.scene.persona_id)  # type: ignore[union-attr]
        self.inspector.show_records([journey_id])  # type: ignore[union-attr]
        self._update_all()

    def _on_change(self, change_set: ChangeSet) -> None:
        if self.map_page is not None:
            self.map_page.refresh(change_set)
        self._refresh_timer.start()

    def _refresh(self) -> None:
        """What need not be right before the next event: panels, table, titles."""
        if self.session is None or self.map_page is None:
            return
        if self.session.state.get(Journey, self.journey_id) is None:
            found = queries.journeys(self.session.state)
            if found:
                self.show_journey(found[0].id)
        for part in (self.inspector, self.navigator, self.table):
            part.refresh()  # type: ignore[union-attr]
        self._update_all()

    def _update_all(self) -> None:
        self.actions_table.update()
        self._update_checks()
        self.setWindowTitle(f"{self.project_name()}[*] — {say('app.name')}" if self.session else say("app.name"))
        self.setWindowModified(self.session is not None and self.session.is_modified)
        if self._safety is not None and self.session is not None:
            self._safety.setText(files.safety(self.session))

    def _update_checks(self) -> None:
        table = self.actions_table
        table[f"language_{language()}"].setChecked(True)
        table[f"theme_{theme.theme().name}"].setChecked(True)
        if self.map_page is not None:
            table[f"tool_{self.map_page.view.mode}"].setChecked(True)
            table["toggle_strip"].setChecked(self.map_page.scene.show_strip)
            table["toggle_navigator"].setChecked(not self.navigator.isHidden())  # type: ignore[union-attr]
            table["toggle_inspector"].setChecked(not self.inspector.isHidden())  # type: ignore[union-attr]

    def project_name(self) -> str:
        """What the project is called in titles and questions: its file's name, else its own title."""
        session = self.session
        if session is None:
            return ""
        if session.path is not None:
            return session.path.stem
        return shown(queries.project(session.state).title) or session.title_hint or say("app.untitled")

    # when commands can be used

    def always(self) -> bool:
        return True

    def has_session(self) -> bool:
        return self.session is not None

    def has_journey(self) -> bool:
        return self.session is not None and bool(self.journey_id)

    def has_other_journeys(self) -> bool:
        return self.session is not None and len(queries.journeys(self.session.state)) > 1

    def has_selection(self) -> bool:
        return self.map_page is not None and bool(self.map_page.scene.selectedItems())

    def has_touchpoints_selected(self) -> bool:
        return self.map_page is not None and bool(commands.chosen_touchpoints(self))

    def can_undo(self) -> bool:
        return self.session is not None and self.session.history.undo_label is not None

    def can_redo(self) -> bool:
        return self.session is not None and self.session.history.redo_label is not None

    def history_label(self, name: str) -> str | None:
        """What undo or redo would do, in words."""
        if self.session is None:
            return None
        history = self.session.history
        found = history.undo_label if name == "undo" else history.redo_label
        return commands.label_words(found) if found is not None else None

    def run_command(self, command_id: str) -> None:
        """Do a command of the table."""
        commands.run(self, command_id)
        self._update_all()

    # parts telling each other

    def _on_map_selection(self, record_ids: list[str]) -> None:
        assert self.inspector is not None and self.table is not None
        self.inspector.show_records(record_ids or [self.journey_id])
        self.table.select(record_ids)
        self.actions_table.update()

    def _on_table_selection(self, record_ids: list[str]) -> None:
        assert self.map_page is not None
        self.map_page.scene.select(record_ids)
        if record_ids and not self.map_page.scene.selected_ids():
            self.inspector.show_records(record_ids)  # type: ignore[union-attr]

    def _on_mode(self, mode: str) -> None:
        self._update_checks()
        if mode == "add":
            self.notice.tell(say("map.add_hint"))

    def show_persona(self, persona_id: str | None) -> None:
        """Show what a persona feels and where she cannot get through; None for everybody."""
        assert self.map_page is not None and self.inspector is not None
        self.map_page.scene.show_persona(persona_id)
        self.inspector.show_records([persona_id] if persona_id else [self.journey_id])

    def show_element(self, element_id: str) -> None:
        """Select the touchpoints that are linked to an element of the model."""
        assert self.map_page is not None
        found = commands.touchpoints_linked_to(self, element_id)
        self._on_subjects(found)
        element = catalogue.load().find(element_id)
        if not found and element is not None:
            self.notice.tell(say("find.not_linked", name=shown(element.short) or shown(element.title)))

    def _on_subjects(self, record_ids: list[str]) -> None:
        assert self.map_page is not None
        self.map_page.scene.select(record_ids)
        for record_id in record_ids[:1]:
            self.map_page.view.reveal(record_id)

    def show_record(self, record_id: str) -> None:
        """Select a record and bring it into sight."""
        self._on_subjects([record_id])

    def _show_view(self, index: int) -> None:
        self._view_index = index
        self.views.setCurrentIndex(index)

    def _show_context_menu(self, position: QPoint) -> None:
        menu = QMenu(self)
        self._fill_menu(menu, CONTEXT_MENU)
        menu.exec(position)
        menu.deleteLater()

    def open_palette(self) -> None:
        """Find a touchpoint or command by name."""
        CommandPalette(self).open_in(self)

    def set_language(self, name: str) -> None:
        """Change the window's language without losing anything."""
        if name == language():
            return
        self.settings.language = name
        set_language(name)
        self._rebuild()

    def set_theme(self, name: str) -> None:
        self.settings.theme = name
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, name)
        self._rebuild()

    def _rebuild(self) -> None:
        self.actions_table.retranslate()
        kept = self.map_page.scene.selected_ids() if self.map_page is not None else []
        persona = self.map_page.scene.persona_id if self.map_page is not None else None
        journey_id = self.journey_id
        self._build()
        if self.session is not None and self.map_page is not None:
            self.show_journey(journey_id)
            if persona is not None:
                self.map_page.scene.show_persona(persona)
            self.map_page.scene.select(kept)

    def run(self, key: str, changes: Sequence[Change], **values: object) -> None:
        """Apply changes to the project as one step."""
        assert self.session is not None
        self.session.run(Label.of(key, **values), changes)

    # Qt's methods

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.notice.place()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.toLocalFile().endswith(".journey") for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls()[:1]:
            files.open_path(self, Path(url.toLocalFile()))

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.session is not None and not files.may_close(self):
            event.ignore()
            return
        self.settings.geometry = self.saveGeometry()
        if self.session is not None:
            self.session.document.unlisten(self._on_change)
        self._refresh_timer.stop()
        event.accept()
