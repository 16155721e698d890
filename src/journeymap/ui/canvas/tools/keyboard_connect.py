"""Connecting by keyboard: the arrow keys choose the target, Enter connects, Escape cancels."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGraphicsPathItem

from journeymap.edit import touchpoints
from journeymap.model.changes import Label
from journeymap.model.records import Touchpoint
from journeymap.ui.canvas.painting import rounded_path
from journeymap.ui.canvas.view import MapView
from journeymap.ui.theme import colour


class KeyboardConnect(QObject):
    """Watches the keys of a view until a target is chosen. Arrow keys move the selection as always."""

    def __init__(self, view: MapView, source_id: str) -> None:
        super().__init__(view)
        self._view = view
        self._source_id = source_id
        self._draft = QGraphicsPathItem()
        pen = self._draft.pen()
        pen.setColor(colour("accent"))
        pen.setWidthF(2)
        self._draft.setPen(pen)
        self._draft.setZValue(40)
        view.map_scene.addItem(self._draft)
        view.installEventFilter(self)
        view.map_scene.selection_changed.connect(self._follow)

    def _follow(self, _selected: object) -> None:
        chosen = self._target()
        source = self._view.map_scene.card(self._source_id)
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
        return chosen[-1] if chosen and chosen[-1] != self._source_id else None

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
        scene = self._view.map_scene
        self._end()
        if event.key() != Qt.Key.Key_Escape and target is not None:
            connection, changes = touchpoints.connect(scene.state, self._source_id, target)
            if connection is not None:
                scene.session.run(Label.of("connect"), changes)
        scene.select([self._source_id])
        return True
