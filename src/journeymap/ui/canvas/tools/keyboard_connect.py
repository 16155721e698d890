"""Connecting by keyboard: the arrow keys choose the card, Enter connects, Escape cancels."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPen
from PySide6.QtWidgets import QGraphicsPathItem

from journeymap.edit import connections, touchpoints
from journeymap.model.changes import Label
from journeymap.model.records import Connection, Touchpoint
from journeymap.ui.canvas.painting import rounded_path
from journeymap.ui.canvas.view import MapView
from journeymap.ui.theme import colour


def connect_from(view: MapView, source_id: str) -> None:
    """Choose the touchpoint that another one is to be connected to."""

    def take(target_id: str) -> None:
        scene = view.map_scene
        connection, changes = touchpoints.connect(scene.state, source_id, target_id)
        if connection is not None:
            scene.session.run(Label.of("connect"), changes)

    CardChoice(view, source_id, source_id, take)


def reconnect(view: MapView, connection_id: str, *, at_start: bool) -> None:
    """Choose the touchpoint at which a connection is to begin or end."""
    way = view.map_scene.state.get(Connection, connection_id)
    if way is None:
        return

    def take(card_id: str) -> None:
        changes = connections.reconnect(view.map_scene.state, connection_id, card_id, at_start=at_start)
        if changes:
            view.map_scene.session.run(Label.of("reconnect"), changes)

    CardChoice(view, way.target_id if at_start else way.source_id, connection_id, take)


class CardChoice(QObject):
    """Watches the keys of a view until a card is chosen. Arrow keys move the selection as always."""

    def __init__(self, view: MapView, fixed_id: str, selected_id: str, take: Callable[[str], None]) -> None:
        """`fixed_id` is the card at the other end; `selected_id` is selected again in the end."""
        super().__init__(view)
        self._view = view
        self._fixed_id = fixed_id
        self._selected_id = selected_id
        self._take = take
        self._draft = QGraphicsPathItem()
        self._draft.setPen(QPen(colour("accent"), 2))
        self._draft.setZValue(40)
        view.map_scene.addItem(self._draft)
        if selected_id != fixed_id:
            view.go_to(fixed_id)
        view.installEventFilter(self)
        view.map_scene.selection_changed.connect(self._follow)

    def _follow(self, _selected: object) -> None:
        chosen = self._target()
        source = self._view.map_scene.card(self._fixed_id)
        target = self._view.map_scene.card(chosen) if chosen else None
        if source is None or target is None:
            self._draft.setPath(rounded_path([]))
            return
        first, last = source.sceneBoundingRect().center(), target.sceneBoundingRect().center()
        middle = (first.x() + last.x()) / 2
        corners = [(first.x(), first.y()), (middle, first.y()), (middle, last.y()), (last.x(), last.y())]
        self._draft.setPath(rounded_path(corners))

    def _target(self) -> str | None:
        chosen = self._view.map_scene.selected(Touchpoint)
        return chosen[-1] if chosen and chosen[-1] != self._fixed_id else None

    def _end(self) -> None:
        self._view.removeEventFilter(self)
        self._view.map_scene.selection_changed.disconnect(self._follow)
        self._view.map_scene.removeItem(self._draft)
        self.deleteLater()

    # Qt's methods

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) or not isinstance(event, QKeyEvent):
            return False
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        target = self._target()
        self._end()
        if event.key() != Qt.Key.Key_Escape and target is not None:
            self._take(target)
        self._view.go_to(self._selected_id)
        return True
