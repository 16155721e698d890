"""The whole map in small, in a corner of the view, with a frame round what is in sight: click or drag it to be there.

The picture is painted once after each change and kept; scrolling only moves the frame.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QFrame

from journeymap.model.records import Touchpoint
from journeymap.ui.canvas.items.grid import qrect
from journeymap.ui.canvas.navigation import NavigableView
from journeymap.ui.theme import theme
from journeymap.ui.words import say

WIDTH, LEAST_HEIGHT, MOST_HEIGHT, INSET = 220, 70, 150, 6
LATER_MS = 120
"""How long changes rest before the picture is painted anew."""
_ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class MiniMap(QFrame):
    """Shows what a view shows part of."""

    def __init__(self, view: NavigableView) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._picture: QPixmap | None = None
        self.is_wanted = False
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setProperty("look", "card")
        self.setAccessibleName(say("action.mini_map"))
        self.setToolTip(say("mini_map.hint"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedSize(WIDTH, LEAST_HEIGHT)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LATER_MS)
        self._later.timeout.connect(self._renew_now)
        for bar in (view.horizontalScrollBar(), view.verticalScrollBar()):
            bar.valueChanged.connect(self.update)
        view.scale_changed.connect(self.update)
        self.hide()

    def want(self, wanted: bool) -> None:
        """Show or hide it."""
        self.is_wanted = wanted
        self._picture = None
        self.setVisible(wanted)
        self.place()
        self.raise_()

    def place(self) -> None:
        """Keep it in the lower left corner of the view, as high as the map's form asks for."""
        whole = self._whole
        tall = (WIDTH - 2 * INSET) * whole.height() / max(whole.width(), 1) + 2 * INSET
        self.setFixedSize(WIDTH, round(min(max(tall, LEAST_HEIGHT), MOST_HEIGHT)))
        corner = self._view.viewport().rect().bottomLeft()
        self._view.lay_over(self, corner + QPoint(14, -self.height() - 13))

    def renew(self) -> None:
        """Something on the map changed."""
        if self.is_wanted:
            self._later.start()

    def _renew_now(self) -> None:
        self._picture = None
        self.place()
        self.update()

    # the map in small

    @property
    def _whole(self) -> QRectF:
        return qrect(self._view.map_scene.layout.bounds).adjusted(-20, -20, 20, 20)

    def _scale(self) -> float:
        """Pixels of the picture for a map unit."""
        room = self.rect().adjusted(INSET, INSET, -INSET, -INSET)
        return min(room.width() / max(self._whole.width(), 1), room.height() / max(self._whole.height(), 1))

    def _corner(self) -> QPointF:
        """Where the map's top left corner is in the widget."""
        size = self._whole.size() * self._scale()
        return QPointF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2)

    def spot_of(self, place: QPointF) -> QPointF:
        """Where a place of the scene is in the widget."""
        return self._corner() + (place - self._whole.topLeft()) * self._scale()

    def place_at(self, spot: QPointF) -> QPointF:
        """Which place of the scene is at a spot of the widget."""
        return self._whole.topLeft() + (spot - self._corner()) / self._scale()

    def _paint_picture(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        t, scene, factor = theme(), self._view.map_scene, self._scale()
        layout = scene.layout
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self._corner())
        painter.scale(factor, factor)
        painter.translate(-self._whole.topLeft())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.header))
        for rect in (*layout.stages.values(), *layout.stage_headers.values()):
            painter.drawRect(qrect(rect))
        painter.setPen(QPen(QColor(t.connection), 1 / factor))
        for route in layout.routes.values():
            painter.drawPolyline([QPointF(*each) for each in route.points])
        painter.setPen(Qt.PenStyle.NoPen)
        for touchpoint_id, rect in layout.cards.items():
            point = scene.state.find(touchpoint_id)
            emotion = point.emotion if isinstance(point, Touchpoint) else None
            painter.setBrush(QColor(t.connection if emotion is None else t.emotion(emotion)))
            painter.drawRect(qrect(rect))
        painter.end()
        return picture

    def _seen(self) -> QRectF:
        """What is in sight, in the widget."""
        seen = self._view.mapToScene(self._view.viewport().rect()).boundingRect()
        return QRectF(self.spot_of(seen.topLeft()), self.spot_of(seen.bottomRight()))

    # Qt's methods

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._picture is None:
            self._picture = self._paint_picture()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        t = theme()
        fill = QColor(t.accent)
        fill.setAlpha(28)
        painter.setPen(QPen(QColor(t.accent), 2 if self.hasFocus() else 1.2))
        painter.setBrush(fill)
        painter.drawRect(self._seen().intersected(QRectF(self.rect()).adjusted(2, 2, -2, -2)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._view.centerOn(self.place_at(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._view.centerOn(self.place_at(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _ARROWS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        for bar, by in zip((self._view.horizontalScrollBar(), self._view.verticalScrollBar()), step, strict=True):
            bar.setValue(bar.value() + by * bar.pageStep() // 4)

    def resizeEvent(self, _event: object) -> None:
        self._picture = None
