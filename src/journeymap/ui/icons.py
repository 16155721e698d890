"""Icons by meaning, drawn in the colour of a role and crisp at any scale."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from journeymap.resources import icon as icon_path


@lru_cache(maxsize=512)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    svg = icon_path(name).read_text("utf-8").replace("currentColor", colour)
    return QSvgRenderer(QByteArray(svg.encode()))


AIR = 5
"""How much wider than high the room of an icon beside a text is, so that the two do not touch."""


def draw_icon(painter: QPainter, name: str, rect: QRectF, colour: QColor | str) -> None:
    """Draw an icon into `rect` in a colour."""
    _renderer(name, QColor(colour).name()).render(painter, rect)


@lru_cache(maxsize=1024)
def _picture(name: str, width: int, height: int, colour: str, after: bool) -> QPixmap:
    """An icon at the left or right of a picture, painted once: Qt asks for it whenever a button is painted."""
    if width < 1 or height < 1:
        return QPixmap()  # a control that has just no room asks for nothing
    picture = QPixmap(width, height)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    draw_icon(painter, name, _square(QRectF(0, 0, width, height), after), colour)
    painter.end()
    return picture


def _square(rect: QRectF, after: bool) -> QRectF:
    """The part of an icon's room that is as wide as high. The rest is air to a text behind it, or before it (`after`)."""
    width = min(rect.width(), rect.height())
    return QRectF(rect.right() - width if after else rect.x(), rect.y(), width, rect.height())


class _Engine(QIconEngine):
    """Draws an SVG in the palette's text colour of the moment, or in a fixed one."""

    def __init__(self, name: str, colour: str | None, after: bool) -> None:
        super().__init__()
        self._name = name
        self._colour = colour
        self._after = after

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._colour, self._after)

    def _value(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        palette = QApplication.palette()
        if mode == QIcon.Mode.Disabled:
            return palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText).name()
        if self._colour is not None:
            return self._colour
        if state == QIcon.State.On:
            return palette.color(QPalette.ColorRole.Accent).name()
        return palette.color(QPalette.ColorRole.ButtonText).name()

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        draw_icon(painter, self._name, _square(QRectF(rect), self._after), self._value(mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return _picture(self._name, size.width(), size.height(), self._value(mode, state), self._after)


@cache
def icon(name: str, colour: str | None = None, *, after: bool = False) -> QIcon:
    """An icon by its meaning, in the colour of button text or in `colour` (#RRGGBB); perhaps to stand `after` a text.

    Icons are kept for good: when Python's garbage collector frees an icon together with its engine, Qt frees the engine
    a second time.
    """
    return QIcon(_Engine(name, colour, after))


def app_icon() -> QIcon:
    return QIcon(str(icon_path("journeymap")))


def pixmap(name: str, size: int, colour: str, ratio: float = 1.0) -> QPixmap:
    """An icon as a picture for a label; `ratio` is the screen's pixel ratio."""
    result = QPixmap(round(size * ratio), round(size * ratio))
    result.setDevicePixelRatio(ratio)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    draw_icon(painter, name, QRectF(0, 0, size, size), colour)
    painter.end()
    return result


def face_icon(emotion: int) -> str:
    """The name of the face for a feeling −2…+2."""
    return ("emotion_minus2", "emotion_minus1", "emotion_0", "emotion_plus1", "emotion_plus2")[emotion + 2]


def channel_icon(channel: str | None) -> str:
    """The name of a channel's icon."""
    name = f"channel_{channel}"
    return name if channel and icon_path(name).exists() else "channel_other"


def barrier_icon(tags: Sequence[str]) -> str:
    """The name of the icon for what bars somebody: that of a single barrier, the general one for several."""
    name = f"barrier_{tags[0]}" if len(tags) == 1 else ""
    return name if name and icon_path(name).exists() else "barrier"
