"""One open project in a window: tool bar, tabs with the views, navigator on the left, inspector on the right.

Lives as long as the session, the language and the theme stay; the window makes a new one otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from journeymap.model import queries
from journeymap.model.changes import ChangeSet, Label, Origin, squash
from journeymap.model.records import Journey
from journeymap.session import Session
from journeymap.ui import files, reviews, sources
from journeymap.ui.canvas.reach import place_of
from journeymap.ui.dropped import MapPlace
from journeymap.ui.guide import Guide
from journeymap.ui.panels.filter_bar import FilterBar
from journeymap.ui.panels.find_bar import FindBar
from journeymap.ui.panels.history import HistoryPanel
from journeymap.ui.panels.inspector import Inspector
from journeymap.ui.panels.navigator import Navigator
from journeymap.ui.toolbar import Toolbar
from journeymap.ui.trail import Trail
from journeymap.ui.views import make_view
from journeymap.ui.views.map import MapPage
from journeymap.ui.views.view import View
from journeymap.ui.words import say

if TYPE_CHECKING:
    from journeymap.ui.window import MainWindow

INSPECT_MS = 60
"""How long a selection rests before the inspector shows it."""
VIEWS = ("map", "table", "paths", "model", "opportunities", "evidence", "compare")
HISTORY = 250
"""How wide the list of steps is."""
BOTH = 1480
"""From this width on the inspector and the list of steps stand side by side."""
NARROW = 1080
"""Below this width there is no room for the map between two panels."""
WITH_INSPECTOR = frozenset({"map", "table"})
"""The other views explain what is chosen in a column of their own."""


class Workspace(QWidget):
    """All parts that show one session."""

    context_menu = Signal(QPoint, str)
    shown_changed = Signal()
    """Something that menus and titles tell about has changed."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__()
        self._window = window
        self.session = session
        found = queries.journeys(session.state)
        self.journey_id = found[0].id if found else ""
        self.map_page = MapPage(session)
        self.map_page.scene.animated = window.settings.animations
        self.inspector = Inspector(session)
        self.navigator = Navigator(session)
        self.history = HistoryPanel(session)
        self.find_bar = FindBar(session)
        self.filter_bar: FilterBar = FilterBar(session, lambda: self.navigator.found.open)
        self.remark_id = ""
        """The comment or note that was gone to last."""
        self._own_views: dict[str, View] = {}
        self._inspector_wanted = True
        self._is_narrow = self._navigator_waits = self._has_left = False
        self.guide: Guide = Guide(window, self)
        self.tabs = self._make_tabs()
        self.views = QStackedWidget()
        self.views.addWidget(self.map_page)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.refresh_panels)
        self._inspected: list[str] = []
        self._inspect_later = QTimer(self)
        self._inspect_later.setSingleShot(True)
        self._inspect_later.setInterval(INSPECT_MS)
        self._inspect_later.timeout.connect(self.inspect_now)
        self._arrange()
        self._connect_parts()
        self._as_left()
        session.document.listen(self._on_change)

    def _as_left(self) -> None:
        """Panels as wide and as open as somebody left them."""
        left = self._window.settings.panels
        if left["sizes"]:
            self._splitter.setSizes([*left["sizes"], HISTORY])
        self.navigator.setVisible(left["navigator"])
        self._inspector_wanted = left["inspector"]
        self._place_inspector()

    def _remember(self) -> None:
        """Keep how the panels are left, and in which view the file is."""
        settings, sizes = self._window.settings, self._splitter.sizes()[:3]
        shown = not self.navigator.isHidden() or (self._is_narrow and self._navigator_waits)
        left: dict[str, object] = {"navigator": shown, "inspector": self._inspector_wanted}
        settings.panels = left | ({"sizes": sizes} if all(sizes) else {})
        if self.session.path is not None:
            settings.set_view_of(self.session.path, self.view_name)

    def leave(self) -> None:
        """Stop following the session; the workspace is going. Twice is as good as once."""
        if self._has_left:
            return
        self._has_left = True
        self._remember()
        self.session.document.unlisten(self._on_change)
        self.find_bar.leave()
        self.filter_bar.leave()
        for view in self._own_views.values():
            view.leave()
        self._later.stop()
        self._inspect_later.stop()

    # building

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.toolbar = Toolbar(self._window)
        column.addWidget(self.toolbar)
        middle = QWidget()
        middle_column = QVBoxLayout(middle)
        middle_column.setContentsMargins(0, 0, 0, 0)
        middle_column.setSpacing(0)
        middle_column.addWidget(self.tabs)
        middle_column.addWidget(self.guide.breadcrumb)
        middle_column.addWidget(self.find_bar)
        middle_column.addWidget(self.filter_bar)
        middle_column.addWidget(self.views, 1)
        splitter = self._splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        for part in (self.navigator, middle, self.inspector, self.history):
            splitter.addWidget(part)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([236, 900, 304, HISTORY])
        splitter.setCollapsible(1, False)
        column.addWidget(splitter, 1)

    def _make_tabs(self) -> QTabBar:
        tabs = QTabBar()
        tabs.setDrawBase(False)
        tabs.setExpanding(False)
        tabs.setAccessibleName(say("menu.view"))
        for name in VIEWS:
            tabs.addTab(say(f"view.{name}"))
        tabs.currentChanged.connect(lambda index: self.show_view(VIEWS[index]))
        return tabs

    def _connect_parts(self) -> None:
        self._window.actions_table.bind_to_map(self.map_page.view)
        self.map_page.scene.selection_changed.connect(self._on_map_selection)
        self.map_page.view.mode_changed.connect(self._on_mode)
        self.map_page.context_menu.connect(self.context_menu)
        self.map_page.view.drop_place = MapPlace(self.map_page.view, self.show_subjects)
        self.history.wanted.connect(self.travel)
        self.history.closed.connect(lambda: self._window.run_command("history"))
        self.inspector.jump.connect(self.show_record)
        self.inspector.left.connect(self.focus_view)
        self.find_bar.place_chosen.connect(self.show_place)
        self.find_bar.told.connect(self._window.notice.tell)
        self.find_bar.closed.connect(self.focus_view)
        self.filter_bar.filtered.connect(self._on_filtered)
        self.filter_bar.chosen.connect(self.show_subjects)
        self.filter_bar.told.connect(self._window.notice.tell)
        self.filter_bar.closed.connect(self.focus_view)
        self.navigator.worked_out.connect(self.filter_bar.on_findings)
        self.navigator.journey_chosen.connect(self.show_journey)
        self.navigator.persona_chosen.connect(self.show_persona)
        self.navigator.element_chosen.connect(self._window.show_element)
        self.navigator.subjects_chosen.connect(self.show_subjects)
        self.navigator.new_journey.connect(lambda: self._window.run_command("new_journey"))
        sources.connect(self, self._window)
        self.navigator.new_persona.connect(lambda: self._window.run_command("new_persona"))

    # views

    @property
    def own_view(self) -> View | None:
        """The view in sight, where it is another than the map."""
        return self._own_views.get(self.view_name)

    @property
    def view_name(self) -> str:
        return VIEWS[self.tabs.currentIndex()]

    def view_place(self, name: str) -> int:
        """The place of a view among the tabs."""
        return VIEWS.index(name)

    def show_view(self, name: str) -> None:
        """Show a tab; a view that nobody has looked at yet is made now."""
        self.tabs.setCurrentIndex(self.view_place(name))
        widget = self._widget(name)
        self.views.setCurrentWidget(widget)
        self._place_inspector()
        if name in self._own_views:
            self._own_views[name].refresh()
        self.shown_changed.emit()

    def show_left_view(self, name: str) -> None:
        """Show the view in which a file was left, if there is one of that name."""
        if name in VIEWS:
            self.show_view(name)

    def _widget(self, name: str) -> QWidget:
        if name == "map":
            return self.map_page
        if name not in self._own_views:
            view = make_view(name, self.session)
            view.use(self._window.settings)
            view.show_journey(self.journey_id)
            view.select(self.map_page.scene.selected_ids())
            view.show_persona(self.map_page.scene.persona_id)
            view.show_only(self.filter_bar.shown)
            view.selection_changed.connect(self._on_view_selection)
            view.jump.connect(self._jump)
            view.told.connect(self._window.notice.tell)
            view.command_wanted.connect(self._window.run_command)
            for command in ("enter", "leave"):  # with their keys, as on the map
                (view.focusProxy() or view).addAction(self._window.actions_table[command])
            self._own_views[name] = view
            self.views.addWidget(view)
        return self._own_views[name]

    def _jump(self, record_id: str) -> None:
        self.show_view("map")
        self.show_place(record_id)

    def want_inspector(self, wanted: bool) -> None:
        """Show or hide the inspector on the tabs that have one."""
        self._inspector_wanted = wanted
        self._place_inspector()

    def _place_inspector(self) -> None:
        has_room = self.history.isHidden() or self.width() >= BOTH
        self.inspector.setVisible(self._inspector_wanted and self.view_name in WITH_INSPECTOR and has_room)

    def show_history(self, wanted: bool) -> None:
        """Show or hide the list of steps; where there is no room for both it takes the inspector's place."""
        self.history.setVisible(wanted)
        self._place_inspector()

    @property
    def inspector_wanted(self) -> bool:
        return self._inspector_wanted

    # what is shown

    def show_journey(self, journey_id: str) -> None:
        """Show another journey of the project in all views, at the place where somebody was in it."""
        self.guide.note_place()
        self.journey_id = journey_id
        self.map_page.show_journey(journey_id, self.guide.trail.places.get(journey_id))
        for view in self._own_views.values():
            view.show_journey(journey_id)
        self.navigator.show(journey_id, self.map_page.scene.persona_id)
        self.find_bar.show_journey(journey_id)
        self.filter_bar.show_journey(journey_id)
        self.guide.show_line()
        self.inspect(self.map_page.scene.selected_ids() or [journey_id])
        self.shown_changed.emit()

    def show_persona(self, persona_id: str | None) -> None:
        """Show what a persona feels and where she cannot get through; None for everybody."""
        self.map_page.scene.show_persona(persona_id)
        self.navigator.show(self.journey_id, persona_id)
        for view in self._own_views.values():
            view.show_persona(persona_id)
        self.inspect([persona_id] if persona_id else [self.journey_id])

    def show_subjects(self, record_ids: list[str]) -> None:
        """Select records and bring the first of them into sight."""
        self.map_page.scene.select(record_ids)
        for record_id in record_ids[:1]:
            self.map_page.view.reveal(record_id)

    def show_record(self, record_id: str) -> None:
        """Select a record and bring it into sight."""
        self.show_subjects([record_id])

    def focus_view(self) -> None:
        """Give the focus to the view in sight."""
        widget = self._widget(self.view_name)
        (self.map_page.view if widget is self.map_page else widget).setFocus()

    def open_find(self) -> None:
        """Find words in all texts; what is selected in a text field is looked for."""
        focused = self.focusWidget()
        selected = focused.selectedText() if isinstance(focused, QLineEdit) else ""
        self.find_bar.open_for(self.journey_id, selected)

    def _on_filtered(self, touchpoint_ids: frozenset[str] | None) -> None:
        self.map_page.scene.set_dimmed(touchpoint_ids)
        for view in self._own_views.values():
            view.show_only(touchpoint_ids)

    def show_place(self, record_id: str) -> None:
        """Show the record of a text: on the map what stands there, in the inspector what does not."""
        state = self.session.state
        if state.find(record_id) is None:
            return
        journey_id, on_map = place_of(state, record_id)
        if journey_id not in ("", self.journey_id) and state.get(Journey, journey_id) is not None:
            self.show_journey(journey_id)
        if on_map:
            self.show_subjects([on_map])
        else:
            self.inspect([record_id])

    def _on_change(self, change_set: ChangeSet) -> None:
        self.map_page.refresh(change_set)
        reviews.tell_set_back(self._window, change_set)
        self._later.start()

    def refresh_panels(self) -> None:
        """What need not be right before the next event: panels, the view in sight, titles."""
        state = self.session.state
        if state.get(Journey, self.journey_id) is None:
            found = [each for each in reversed(self.guide.line) if state.get(Journey, each) is not None]
            found += [each.id for each in queries.journeys(state)]
            if found:
                self.show_journey(found[0])
        self.guide.show_line()
        self.inspector.refresh()
        self.navigator.refresh()
        self.history.refresh()
        if self.view_name in self._own_views:
            self._own_views[self.view_name].refresh()
        self.shown_changed.emit()

    def travel(self, place: int) -> None:
        """Go back or forward to where so many steps are done. The views follow once, at the end, however many lie between."""
        document = self.session.document
        document.unlisten(self._on_change)
        try:
            changes = squash(self.session.travel(place))
        finally:
            document.listen(self._on_change)
        if changes:
            self._on_change(ChangeSet(changes, Label.of("travel"), Origin.HISTORY))

    def _make_room(self) -> None:
        """In a narrow window the navigator steps aside for the map; a wide one has it again, unless somebody closed it."""
        narrow = self.width() < NARROW
        if narrow == self._is_narrow:
            return
        self._is_narrow = narrow
        if narrow:
            self._navigator_waits = not self.navigator.isHidden()
            self.navigator.hide()
        elif self._navigator_waits:
            self.navigator.setVisible(True)
        self.shown_changed.emit()

    def tell_safety(self) -> None:
        """Say how safe the work is."""
        self.toolbar.safety.setText(files.safety(self.session))

    # parts telling each other

    def _on_map_selection(self, record_ids: list[str]) -> None:
        self.inspect(record_ids or [self.journey_id])
        for view in self._own_views.values():
            view.select(record_ids)
        self.shown_changed.emit()

    def _on_view_selection(self, record_ids: list[str]) -> None:
        self.map_page.scene.select(record_ids)
        if record_ids and not self.map_page.scene.selected_ids():
            self.inspect(record_ids)

    def inspect(self, record_ids: list[str]) -> None:
        """Show records in the inspector once the selection has come to rest: walking and dragging must not wait for it."""
        self._inspected = record_ids
        self._inspect_later.start()

    def inspect_now(self) -> None:
        """Show in the inspector what was wished for last."""
        self._inspect_later.stop()
        self.inspector.show_records(self._inspected)

    def _on_mode(self, mode: str) -> None:
        if mode == "add":
            self._window.notice.tell(say("map.add_hint"))
        self.shown_changed.emit()

    def kept(self) -> dict[str, object]:
        """What a new workspace on the same session should show again."""
        scene = self.map_page.scene
        self.guide.note_place()
        return {
            "trail": self.guide.trail,
            "journey": self.journey_id,
            "persona": scene.persona_id,
            "selected": scene.selected_ids(),
            "view": self.view_name,
            "filters": self.filter_bar.conditions,
            "filtering": not self.filter_bar.isHidden(),
            "mini_map": self.map_page.mini_map.is_wanted,
            "history": not self.history.isHidden(),
        }

    def restore(self, kept: dict[str, object]) -> None:
        """Show again what another workspace showed."""
        trail = kept["trail"]
        if isinstance(trail, Trail):
            self.guide.trail = trail
        self.show_journey(str(kept["journey"]))
        persona = kept["persona"]
        if isinstance(persona, str):
            self.show_persona(persona)
        selected = kept["selected"]
        if isinstance(selected, list):
            self.map_page.scene.select(selected)
        self.map_page.mini_map.want(bool(kept["mini_map"]))
        self.show_history(bool(kept["history"]))
        filters = kept["filters"]
        if isinstance(filters, tuple):
            self.filter_bar.conditions = filters
        if kept["filtering"]:
            self.filter_bar.open_for(self.journey_id)
        self.show_view(str(kept["view"]))

    # Qt's methods

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()
        self._place_inspector()
