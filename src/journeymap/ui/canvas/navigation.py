"""Moving about on a map: zoom round a point, fit, scroll to records, wheel, touchpad and pinch."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from journeymap.ui.canvas.held_headers import HeldHeaders
from journeymap.ui.canvas.scene import MapScene

SMALLEST, LARGEST = 0.08, 4.0
AIR = 40
"""How far from the edge what is brought into sight stands, in pixels."""
READABLE = 0.75
"""The scale at which titles can still be read at ease: a map that is opened is not shown smaller."""


class NavigableView(QGraphicsView):
    """A view of a `MapScene` without scroll bars."""

    scale_changed = Signal(float)
    resized = Signal()

    def __init__(self, scene: MapScene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self.map_scene = scene
        self.overlays: dict[QWidget, QPoint] = {}
        """What lies on the viewport and stays in its place there.

        They are children of the viewport: were they beside it, Qt would paint all of the view whenever it scrolls.
        """
        self._scrolling = False
        self._fitted = True
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self._held = HeldHeaders(self, stages=False), HeldHeaders(self, stages=True)
        self.map_scene.headers.changed.connect(self._show_held)

    @property
    def scale_factor(self) -> float:
        """Screen pixels for one map unit."""
        return self.transform().m11()

    def zoom(self, factor: float, anchor: QPoint | None = None) -> None:
        """Zoom round a point of the viewport; its middle if none is given."""
        place = anchor or self.viewport().rect().center()
        target = min(max(self.scale_factor * factor, SMALLEST), LARGEST)
        before = self.mapToScene(place)
        ratio = target / self.scale_factor
        self.scale(ratio, ratio)
        self.scroll_by(self.mapFromScene(before) - place)
        self._fitted = False
        self.scale_changed.emit(self.scale_factor)

    def zoom_to(self, scale: float) -> None:
        self.zoom(scale / self.scale_factor)

    def fit(self) -> None:
        """Show the whole map, never larger than it is drawn."""
        self._show(self.map_scene.map_rect, 1.0)
        self._fitted = True

    def fit_width(self) -> None:
        """Show the whole width from the top, readable: the first look at a map."""
        whole, area = self.map_scene.map_rect, self.viewport().rect()
        scale = max(min(area.width() / max(whole.width(), 1), 1.0), READABLE)
        self.resetTransform()
        self.scale(scale, scale)
        width = area.width() / scale
        left = whole.left() if width < whole.width() else whole.center().x() - width / 2
        self._scroll_to(QPointF(left, whole.top()))
        self._fitted = True
        self.scale_changed.emit(scale)

    def show_records(self, record_ids: list[str]) -> None:
        """Zoom to records."""
        box = self.map_scene.rect_of(record_ids)
        if not box.isEmpty():
            self._show(box.adjusted(-120, -90, 120, 90), 1.4)
            self._fitted = False

    def looking_at(self) -> tuple[float, QPointF]:
        """The scale, and the place of the scene in the middle of the window."""
        return self.scale_factor, self.mapToScene(self.viewport().rect().center())

    def look_at(self, scale: float, centre: QPointF) -> None:
        """Show a place in the middle at a scale: where `looking_at` was."""
        middle = self.viewport().rect().center()
        self.look_from(scale, QPointF(centre.x() - middle.x() / scale, centre.y() - middle.y() / scale))

    def corner(self) -> QPointF:
        """The place of the scene in the upper left corner of the window."""
        return self.mapToScene(QPoint(0, 0))

    def look_from(self, scale: float, corner: QPointF) -> None:
        """Show a place in the upper left corner at a scale."""
        if scale != self.scale_factor:
            self.resetTransform()
            self.scale(scale, scale)
            self.scale_changed.emit(scale)
        self._scroll_to(corner)
        self._fitted = False

    def is_in_sight(self, place: QPointF) -> bool:
        """Whether a place of the scene is in the window."""
        return self.viewport().rect().contains(self.mapFromScene(place))

    def reveal(self, record_id: str) -> None:
        """Scroll just so far that a record is in sight, clear of the headers."""
        box = self.map_scene.rect_of([record_id])
        if box.isEmpty():
            return
        shown, clear = self.mapFromScene(box).boundingRect(), self.viewport().rect().adjusted(AIR, AIR, -AIR, -AIR)
        lanes, stages = self._held
        clear.adjust(0 if lanes.isHidden() else lanes.width(), 0 if stages.isHidden() else stages.height(), 0, 0)
        x = min(shown.left() - clear.left(), max(shown.right() - clear.right(), 0))
        y = min(shown.top() - clear.top(), max(shown.bottom() - clear.bottom(), 0))
        self.scroll_by(QPoint(x, y))

    def _show(self, box: QRectF, largest: float) -> None:
        area = self.viewport().rect()
        scale = min(area.width() / max(box.width(), 1), area.height() / max(box.height(), 1), largest)
        scale = max(scale, SMALLEST)
        self.resetTransform()
        self.scale(scale, scale)
        centre = box.center()
        self._scroll_to(QPointF(centre.x() - area.width() / scale / 2, centre.y() - area.height() / scale / 2))
        self.scale_changed.emit(scale)

    def _scroll_to(self, top_left: QPointF) -> None:
        self.scroll_by(self.mapFromScene(top_left))

    def scroll_by(self, step: QPoint) -> None:
        """Look at what lies so many pixels further right and down."""
        self._scrolling = True
        for bar, pixels in ((self.horizontalScrollBar(), step.x()), (self.verticalScrollBar(), step.y())):
            bar.setValue(bar.value() + pixels)
        self._scrolling = False
        self._hold_overlays()

    def lay_over(self, widget: QWidget, place: QPoint) -> None:
        """Keep a child of the viewport at a place of it."""
        self.overlays[widget] = place
        widget.move(place)

    def _show_held(self) -> None:
        for strip in self._held:
            strip.follow()

    def _hold_overlays(self) -> None:
        for widget, place in self.overlays.items():
            widget.move(place)
        self.map_scene.headers.hold(self.corner())

    # Qt's methods

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1.0015 ** event.angleDelta().y(), event.position().toPoint())
            return
        delta = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta() * 0.6
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not delta.x():
            delta = QPoint(delta.y(), 0)
        self.scroll_by(-delta)
        self._fitted = False

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        # A scene that ends lets its views go, which scroll to nowhere then.
        if not self._scrolling and self.scene() is not None:
            self._hold_overlays()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Gesture:
            pinch = event.gesture(Qt.GestureType.PinchGesture)  # type: ignore[attr-defined]
            if pinch is not None:
                self.zoom(pinch.scaleFactor(), self.mapFromGlobal(pinch.centerPoint().toPoint()))
                return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted:
            self.fit_width()
        self.resized.emit()
