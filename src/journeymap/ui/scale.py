"""How large the parts of the window are. All code is written in pixels at 100 %; here they become those of the chosen scale.

Sizes, margins, gaps and icons of widgets are enlarged once, when Qt polishes them before they are first seen; `px` is for what
is worked out later, and `painter`, `rect` and `place` let a widget that paints itself go on thinking in pixels at 100 %. The
map is not touched: it has its own zoom.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMargins, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QFormLayout,
    QGridLayout,
    QLayout,
    QTabBar,
    QWidget,
)

STEPS = (1.0, 1.25, 1.5, 1.75, 2.0)
_WITHOUT_LIMIT = (1 << 24) - 1
_MARK = "journeymap_scale"

_factor = 1.0


def factor() -> float:
    """The scale in use; 1.0 is 100 %."""
    return _factor


def set_factor(value: float) -> None:
    """Choose the scale, within its limits; `theme.apply` makes it seen."""
    global _factor
    _factor = min(max(value, STEPS[0]), STEPS[-1])


def px(pixels: float) -> int:
    """Pixels at 100 % as pixels of the present scale."""
    return round(pixels * _factor)


def size(width: float, height: float) -> QSize:
    """A size at 100 % as one of the present scale."""
    return QSize(px(width), px(height))


def painter(widget: QWidget) -> QPainter:
    """A painter on a widget that draws in pixels at 100 %."""
    result = QPainter(widget)
    result.scale(_factor, _factor)
    return result


def rect(widget: QWidget) -> QRectF:
    """The area of a widget in pixels at 100 %."""
    return QRectF(0, 0, widget.width() / _factor, widget.height() / _factor)


def place(event: QMouseEvent) -> QPointF:
    """Where in its widget the mouse is, in pixels at 100 %."""
    return event.position() / _factor


class _Polishing(QObject):
    """Enlarges each widget when it is made ready to be seen for the first time."""

    # Qt's methods

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Polish and isinstance(watched, QWidget):
            _enlarge(watched)
        return False


_polishing: _Polishing | None = None


def fit_widgets(app: QApplication) -> None:
    """Bring the widgets that are there to the present scale, and those to come. Whoever stays at 100 % pays nothing."""
    global _polishing
    if _polishing is None and _factor != 1.0:
        _polishing = _Polishing(app)
        app.installEventFilter(_polishing)
    for widget in app.allWidgets():
        if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            _enlarge(widget)


def _enlarge(widget: QWidget) -> None:
    """Bring what a widget was given in pixels to the present scale. Windows keep their least size: the screen does not grow."""
    former = widget.property(_MARK) or 1.0
    if former == _factor:
        return
    widget.setProperty(_MARK, _factor)
    ratio = _factor / former
    least, most = widget.minimumSize(), widget.maximumSize()
    if not widget.isWindow() and (least.width() or least.height()):
        widget.setMinimumSize(least * ratio)
    if most.width() < _WITHOUT_LIMIT:
        widget.setMaximumWidth(round(most.width() * ratio))
    if most.height() < _WITHOUT_LIMIT:
        widget.setMaximumHeight(round(most.height() * ratio))
    if isinstance(widget, QAbstractButton | QAbstractItemView | QTabBar) and widget.iconSize().isValid():
        widget.setIconSize(widget.iconSize() * ratio)
    layout = widget.layout()
    if layout is not None:
        _enlarge_layout(layout, ratio)


def _enlarge_layout(layout: QLayout, ratio: float) -> None:
    margins = layout.contentsMargins()
    layout.setContentsMargins(
        QMargins(*(round(each * ratio) for each in (margins.left(), margins.top(), margins.right(), margins.bottom())))
    )
    if isinstance(layout, QGridLayout | QFormLayout):
        layout.setHorizontalSpacing(round(layout.horizontalSpacing() * ratio))
        layout.setVerticalSpacing(round(layout.verticalSpacing() * ratio))
    elif layout.spacing() >= 0:
        layout.setSpacing(round(layout.spacing() * ratio))
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is None:
            continue
        inner, gap = item.layout(), item.spacerItem()
        if inner is not None:
            _enlarge_layout(inner, ratio)
        elif gap is not None:
            hint, policy = gap.sizeHint(), gap.sizePolicy()
            gap.changeSize(
                round(hint.width() * ratio), round(hint.height() * ratio),
                policy.horizontalPolicy(), policy.verticalPolicy(),
            )  # fmt: skip
