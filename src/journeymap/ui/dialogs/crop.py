"""Choosing a part of a picture: a frame that is drawn, moved and pulled by mouse or keys, free or of a fixed shape."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from journeymap.ui.theme import theme
from journeymap.ui.widgets import button, label
from journeymap.ui.words import say

SHAPES: tuple[tuple[str, float | None], ...] = (
    ("free", None), ("same", 0.0), ("square", 1.0), ("4_3", 4 / 3), ("3_2", 3 / 2), ("16_9", 16 / 9), ("3_4", 3 / 4),
)  # fmt: skip
"""The shapes that a frame can be held to, as width by height; 0 stands for that of the picture."""
GRIP, LEAST = 9.0, 0.02
STEP, LEAP = 0.01, 0.1
"""How far a key moves the frame, as a part of the picture; with Shift it leaps."""
_KEYS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip


class CropArea(QWidget):
    """The picture with the frame on it. The frame is kept in parts of the picture, from 0 to 1."""

    changed = Signal()

    def __init__(self, image: QImage) -> None:
        super().__init__()
        self._picture = QPixmap.fromImage(image)
        self._size = image.size()
        self._scaled = QPixmap()
        self._grip: tuple[int, int] | None = None
        self._start = QPointF()
        self._before = QRectF()
        self.frame = QRectF(0, 0, 1, 1)
        self.shape_ratio: float | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(QSize(320, 220))
        self.setAccessibleDescription(say("crop.keys"))
        self._tell()

    @property
    def area(self) -> QRect:
        """The chosen part in pixels of the picture, at least one."""
        width, height = self._size.width(), self._size.height()
        left, top = round(self.frame.left() * width), round(self.frame.top() * height)
        right, bottom = round(self.frame.right() * width), round(self.frame.bottom() * height)
        left, top = min(left, width - 1), min(top, height - 1)
        return QRect(left, top, max(right - left, 1), max(bottom - top, 1))

    def hold_shape(self, ratio: float | None) -> None:
        """Hold the frame to a shape from now on; the largest of it round the middle of the frame is taken."""
        if ratio == 0.0:
            ratio = self._size.width() / self._size.height()
        self.shape_ratio = ratio
        if ratio is not None:
            self._set(self._shaped(self.frame, (0, 0)))

    def whole(self) -> None:
        """Take the whole picture, as far as the shape allows."""
        self._set(self._shaped(QRectF(0, 0, 1, 1), (0, 0)))

    # the frame

    def _unit_ratio(self) -> float | None:
        """The shape in parts of the picture rather than pixels."""
        return None if self.shape_ratio is None else self.shape_ratio * self._size.height() / self._size.width()

    def _shaped(self, frame: QRectF, grip: tuple[int, int]) -> QRectF:
        """A frame within the picture, of the shape that is held, with the corner opposite of the grip where it was."""
        frame = frame.normalized().intersected(QRectF(0, 0, 1, 1))
        width, height = max(frame.width(), LEAST), max(frame.height(), LEAST)
        ratio = self._unit_ratio()
        if ratio is not None:
            if (grip[0] == 0 and grip[1] != 0) or (grip == (0, 0) and width > height * ratio):
                width = height * ratio
            else:
                height = width / ratio
            if width > 1 or height > 1:
                factor = min(1 / width, 1 / height)
                width, height = width * factor, height * factor
        x = {-1: frame.right() - width, 1: frame.left()}.get(grip[0], frame.center().x() - width / 2)
        y = {-1: frame.bottom() - height, 1: frame.top()}.get(grip[1], frame.center().y() - height / 2)
        return QRectF(min(max(x, 0.0), 1 - width), min(max(y, 0.0), 1 - height), width, height)

    def _set(self, frame: QRectF) -> None:
        if frame != self.frame:
            self.frame = frame
            self._tell()
            self.update()
            self.changed.emit()

    def _tell(self) -> None:
        self.setAccessibleName(self.words())
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    def words(self) -> str:
        """The frame in words."""
        area = self.area
        return say(
            "crop.frame", x=f"{self.frame.left():.0%}", y=f"{self.frame.top():.0%}", width=area.width(),
            height=area.height(),
        )  # fmt: skip

    # places on the screen

    def picture_rect(self) -> QRectF:
        """Where the picture is shown."""
        room = QRectF(self.rect()).adjusted(GRIP, GRIP, -GRIP, -GRIP)
        size = QSizeF(self._size).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF(
            room.center().x() - size.width() / 2, room.center().y() - size.height() / 2, size.width(), size.height()
        )

    def frame_rect(self) -> QRectF:
        """Where the frame is shown."""
        whole = self.picture_rect()
        return QRectF(
            whole.x() + self.frame.x() * whole.width(), whole.y() + self.frame.y() * whole.height(),
            self.frame.width() * whole.width(), self.frame.height() * whole.height(),
        )  # fmt: skip

    def _grips(self) -> dict[tuple[int, int], QPointF]:
        box = self.frame_rect()
        xs, ys = (
            {-1: box.left(), 0: box.center().x(), 1: box.right()},
            {-1: box.top(), 0: box.center().y(), 1: box.bottom()},
        )
        return {(x, y): QPointF(xs[x], ys[y]) for x in xs for y in ys if (x, y) != (0, 0)}

    def _grip_at(self, place: QPointF) -> tuple[int, int] | None:
        """The grip there; (0, 0) inside of the frame, None beside it."""
        for grip, spot in self._grips().items():
            if (spot - place).manhattanLength() <= GRIP * 1.6:
                return grip
        is_whole = self.frame == QRectF(0, 0, 1, 1)
        return (0, 0) if self.frame_rect().contains(place) and not is_whole else None

    def _part(self, place: QPointF) -> QPointF:
        whole = self.picture_rect()
        return QPointF((place.x() - whole.x()) / whole.width(), (place.y() - whole.y()) / whole.height())

    # Qt's methods

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = self._grip_at(event.position())
            self._start, self._before = self._part(event.position()), QRectF(self.frame)
            if self._grip is None:
                self._grip = (1, 1)
                self._before = QRectF(self._start, QSizeF(0, 0))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is None:
            grip = self._grip_at(event.position())
            shapes = {
                (0, 0): Qt.CursorShape.SizeAllCursor, (1, 1): Qt.CursorShape.SizeFDiagCursor,
                (-1, -1): Qt.CursorShape.SizeFDiagCursor, (1, -1): Qt.CursorShape.SizeBDiagCursor,
                (-1, 1): Qt.CursorShape.SizeBDiagCursor, (0, 1): Qt.CursorShape.SizeVerCursor,
                (0, -1): Qt.CursorShape.SizeVerCursor, (1, 0): Qt.CursorShape.SizeHorCursor,
                (-1, 0): Qt.CursorShape.SizeHorCursor,
            }  # fmt: skip
            self.setCursor(shapes[grip] if grip is not None else Qt.CursorShape.CrossCursor)
            return
        moved = self._part(event.position()) - self._start
        self._pull(self._grip, moved.x(), moved.y(), self._before)

    def _pull(self, grip: tuple[int, int], dx: float, dy: float, before: QRectF) -> None:
        """Move the frame, or the sides of it that a grip holds."""
        frame = QRectF(before)
        if grip == (0, 0):
            frame.moveTo(
                min(max(before.x() + dx, 0.0), 1 - before.width()), min(max(before.y() + dy, 0.0), 1 - before.height())
            )
            self._set(frame)
            return
        if grip[0] == 1:
            frame.setRight(before.right() + dx)
        elif grip[0] == -1:
            frame.setLeft(before.left() + dx)
        if grip[1] == 1:
            frame.setBottom(before.bottom() + dy)
        elif grip[1] == -1:
            frame.setTop(before.top() + dy)
        turned = (grip[0] * (-1 if frame.width() < 0 else 1), grip[1] * (-1 if frame.height() < 0 else 1))
        self._set(self._shaped(frame, turned))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._grip = None

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.whole()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _KEYS.get(Qt.Key(event.key()))
        if step is not None:
            far = LEAP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else STEP
            sizing = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
            grip = ((1, 0) if step[0] else (0, 1)) if sizing else (0, 0)
            self._pull(grip, step[0] * far, step[1] * far, self.frame)
        elif event.key() == Qt.Key.Key_Home:
            self.whole()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ratio = self.devicePixelRatioF()
        size = (self.picture_rect().size() * ratio).toSize()
        self._scaled = self._picture.scaled(
            size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole, box = self.picture_rect(), self.frame_rect()
        painter.drawPixmap(whole, self._scaled, QRectF(self._scaled.rect()))
        beside = QPainterPath()
        beside.addRect(whole)
        inside = QPainterPath()
        inside.addRect(box)
        painter.fillPath(beside.subtracted(inside), QColor(0, 0, 0, 130))
        painter.setPen(QPen(QColor(255, 255, 255, 110), 1))
        for part in (1 / 3, 2 / 3):
            x, y = box.x() + box.width() * part, box.y() + box.height() * part
            painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
        painter.setPen(QPen(QColor(t.accent), 3 if self.hasFocus() else 2))
        painter.drawRect(box)
        painter.setPen(QPen(QColor(t.accent), 1.5))
        painter.setBrush(QColor(t.paper))
        for spot in self._grips().values():
            painter.drawRect(QRectF(spot.x() - GRIP / 2, spot.y() - GRIP / 2, GRIP, GRIP))


class CropDialog(QDialog):
    """Shows a picture and tells by `chosen` which part of it is wanted."""

    chosen = Signal(QRect)

    def __init__(self, parent: QWidget, image: QImage) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("crop.title"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(say("crop.title"), "title"))
        self.area = CropArea(image)
        column.addWidget(self.area, 1)
        self._words = label("", "caption")
        column.addWidget(self._words)
        column.addWidget(label(say("crop.keys"), "caption", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        name = label(say("crop.shape"), "field")
        self.shapes = QComboBox()
        self.shapes.setAccessibleName(say("crop.shape"))
        for key, ratio in SHAPES:
            self.shapes.addItem(say(f"crop.shape.{key}"), ratio)
        self.shapes.currentIndexChanged.connect(lambda _place: self.area.hold_shape(self.shapes.currentData()))
        name.setBuddy(self.shapes)
        row.addWidget(name)
        row.addWidget(self.shapes)
        row.addWidget(button(say("crop.whole"), "flat", self.area.whole))
        row.addStretch(1)
        row.addWidget(button(say("dialog.cancel"), "", self.reject))
        self.take = button(say("crop.take"), "primary", self._take)
        self.take.setDefault(True)
        row.addWidget(self.take)
        column.addLayout(row)
        self.area.changed.connect(self._tell)
        self._tell()
        screen = parent.window().size()
        self.resize(min(860, screen.width() - 60), min(640, screen.height() - 60))
        self.area.setFocus()

    def _tell(self) -> None:
        self._words.setText(self.area.words())

    def _take(self) -> None:
        if self.area.frame != QRectF(0, 0, 1, 1):
            self.chosen.emit(self.area.area)
        self.accept()
