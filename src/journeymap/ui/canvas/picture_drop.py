"""Pictures dropped from the file manager or a browser: onto a card of the map, or onto a panel that shows one record."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QPen
from PySide6.QtWidgets import QGraphicsRectItem, QWidget

from journeymap.ui import pictures
from journeymap.ui.canvas.view import MapView
from journeymap.ui.pictures import Picture, PictureProblem
from journeymap.ui.theme import colour

Take = Callable[[list[str], Picture], None]
Tell = Callable[[str], None]


class PictureDrop(QObject):
    """Takes pictures that are dropped on a widget; what else is dragged there goes its usual way.

    `target` says which records a place of the widget stands for, `take` gets the picture for them.
    """

    def __init__(self, widget: QWidget, target: Callable[[QPoint], list[str]], take: Take, tell: Tell) -> None:
        super().__init__(widget)
        self._target, self._take, self._tell = target, take, tell
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def _over(self, place: QPoint | None) -> bool:
        """Whether a drop there would be taken; None where what was dragged has left."""
        return place is not None and bool(self._target(place))

    def _dropped(self, event: QDropEvent) -> None:
        owner_ids = self._target(event.position().toPoint())
        self._over(None)
        if not owner_ids:
            return
        try:
            self._take(owner_ids, pictures.from_mime(event.mimeData()))
        except PictureProblem as problem:
            self._tell(problem.words)

    # Qt's methods

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.DragLeave:
            self._over(None)
            return False
        if kind not in (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop):
            return False
        assert isinstance(event, QDropEvent)
        if not pictures.is_offered(event.mimeData()):
            return False
        if kind == QEvent.Type.Drop:
            self._dropped(event)
            event.acceptProposedAction()
            return True
        taken = self._over(event.position().toPoint())
        if taken or kind == QEvent.Type.DragEnter:
            event.acceptProposedAction()
        elif isinstance(event, QDragMoveEvent):
            event.ignore()
        return True


class MapPictureDrop(PictureDrop):
    """Marks the card that a picture would go to. On the ground it goes to none."""

    def __init__(self, view: MapView, take: Take, tell: Tell) -> None:
        self._view = view
        self._mark: QGraphicsRectItem | None = None
        super().__init__(view.viewport(), self._card_at, take, tell)

    def _card_at(self, place: QPoint) -> list[str]:
        card = self._view.map_scene.card_at(self._view.mapToScene(place))
        return [card.touchpoint_id] if card is not None else []

    def _over(self, place: QPoint | None) -> bool:
        scene = self._view.map_scene
        card = scene.card_at(self._view.mapToScene(place)) if place is not None else None
        if card is None:
            if self._mark is not None:
                scene.removeItem(self._mark)
                self._mark = None
            return False
        if self._mark is None:
            self._mark = QGraphicsRectItem()
            self._mark.setPen(QPen(colour("accent"), 3))
            self._mark.setZValue(30)
            scene.addItem(self._mark)
        self._mark.setRect(card.card_rect.translated(QPointF(card.pos())).adjusted(-3, -3, 3, 3))
        return True
