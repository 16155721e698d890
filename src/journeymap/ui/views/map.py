"""The map tab: the canvas with its zoom control and the hint of an empty map."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from journeymap.model.changes import ChangeSet
from journeymap.session import Session
from journeymap.ui.canvas.heard import be_heard
from journeymap.ui.canvas.kind_bar import KindBar
from journeymap.ui.canvas.mini_map import MiniMap
from journeymap.ui.canvas.scene import MapScene
from journeymap.ui.canvas.tools.choice import kind_of
from journeymap.ui.canvas.view import MapView
from journeymap.ui.icons import icon
from journeymap.ui.trail import Place
from journeymap.ui.widgets import label
from journeymap.ui.words import say


class MapPage(QWidget):
    """Shows one journey as a map."""

    context_menu = Signal(QPoint, str)
    """A menu is wanted at a place of the screen, for a touchpoint, connection, stage, lane or the ground."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        be_heard()
        self.session = session
        self.scene = MapScene(session)
        self.view = MapView(self.scene, self)
        self.kinds = KindBar(self.view)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.kinds)
        row.addWidget(self.view, 1)
        self._hint = self._make_hint()
        self._zoom = self._make_zoom()
        self.mini_map = MiniMap(self.view)
        self.view.scale_changed.connect(self._on_scale)
        self.view.menu_wanted.connect(self.open_menu)
        self._fit_later = QTimer(self)
        self._fit_later.setSingleShot(True)
        self._fit_later.setInterval(0)
        self._fit_later.timeout.connect(self.view.fit_width)
        self.view.resized.connect(self._on_resized)

    def _on_scale(self, scale: float) -> None:
        self.scene.show_scale(scale)
        self._percent.setText(f"{round(scale * 100)} %")
        self._place_hint()

    def _on_resized(self) -> None:
        self._zoom.adjustSize()
        corner = self.view.viewport().rect().bottomRight()
        self.view.lay_over(self._zoom, corner - QPoint(self._zoom.width() + 13, self._zoom.height() + 13))
        self.mini_map.place()
        self._place_hint()

    def _make_hint(self) -> QLabel:
        hint = label(say("map.hint"), "second", wrap=True)
        hint.setParent(self)
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return hint

    def _make_zoom(self) -> QFrame:
        frame = QFrame(self.view.viewport())
        frame.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        frame.setCursor(Qt.CursorShape.ArrowCursor)
        frame.setProperty("look", "card")
        row = QHBoxLayout(frame)
        row.setContentsMargins(3, 2, 3, 2)
        row.setSpacing(0)
        self._percent = label("100 %", "caption")
        self._percent.setMinimumWidth(44)
        self._percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        steps = (
            ("zoom_out", lambda: self.view.zoom(1 / 1.2)),
            ("zoom_in", lambda: self.view.zoom(1.2)),
            ("fit", self.view.fit),
        )
        for name, do in steps:
            button = QToolButton()
            button.setIcon(icon(name))
            button.setProperty("look", "flat")
            button.setAccessibleName(say(f"action.{name}"))
            button.setToolTip(say(f"action.{name}"))
            button.clicked.connect(lambda _checked=False, do=do: do())
            row.addWidget(button)
            if name == "zoom_out":
                row.addWidget(self._percent)
        return frame

    def show_journey(self, journey_id: str, place: Place | None = None) -> None:
        """Show another journey, at the place where somebody was in it, else from its beginning."""
        if self.view.editor is not None:
            self.view.editor.take()  # what is being written belongs to the journey that is left
        self.scene.show_journey(journey_id)
        self.mini_map.renew()
        self._update_hint()
        if place is None:
            self._fit_later.start()
            return
        self._fit_later.stop()
        self.view.look_at(place.scale, place.centre)
        self.scene.select(place.selected)

    def refresh(self, change_set: ChangeSet | None = None) -> None:
        """Bring the map in line with the records at once."""
        self.scene.refresh(change_set)
        self.mini_map.renew()
        self._update_hint()

    def open_menu(self) -> None:
        """Open the menu of what is selected, beside it."""
        here = self.view.here()
        self.view.menu_place = None
        spot = self.view.viewport().rect().center()
        if here is not None:
            self.view.reveal(here)
            spot = self.view.mapFromScene(self.scene.rect_of([here]).center())
        item = self.scene.item_of(here) if here is not None else None
        self.context_menu.emit(self.view.viewport().mapToGlobal(spot), kind_of(item))

    def _update_hint(self) -> None:
        self._hint.setVisible(not self.scene.layout.cards and bool(self.scene.journey_id))
        self._place_hint()

    def _place_hint(self) -> None:
        """In the middle of the first lane, where the first touchpoint would go."""
        lanes = self.scene.layout.lanes.values()
        first = next(iter(lanes), None)
        if first is not None and self._hint.isVisible():
            centre = self.view.mapTo(self, self.view.mapFromScene(*first.center))
            width = min(self.view.width() - 80, 420)
            self._hint.setGeometry(centre.x() - width // 2, centre.y() - 26, width, 52)

    # Qt's methods

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.open_menu()
            return
        self.view.menu_place = self.view.mapToScene(self.view.viewport().mapFromGlobal(event.globalPos()))
        self.context_menu.emit(event.globalPos(), kind_of(self.scene.thing_at(self.view.menu_place)))
