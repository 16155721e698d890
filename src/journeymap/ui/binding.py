"""Whether the Qt binding keeps its references: the program's own check of a fault that ends the interpreter.

PySide6 6.12.0 drops a reference of None in nearly every call that returns nothing. Before Python 3.12 None is counted,
and after some thousand such calls the interpreter dies. A later version with the same fault shall be noticed at once:
by `--self-test` and by a test.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, QRectF, Signal
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsRectItem, QGraphicsScene, QWidget

CALLS = 1_000


class _Talker(QObject):
    said = Signal(int)


def lost_references(calls: int = CALLS) -> dict[str, int]:
    """The Qt calls that drop references of None, True or False, with how many each drops in `calls` calls.

    Empty with a sound binding, and always from Python 3.12 on, where these objects are not counted. Needs a
    QApplication.
    """
    image = QImage(8, 8, QImage.Format.Format_ARGB32_Premultiplied)
    painter, path = QPainter(image), QPainterPath()
    scene, item, widget, talker = QGraphicsScene(), QGraphicsRectItem(0, 0, 5, 5), QWidget(), _Talker()
    scene.addItem(item)
    talker.said.connect(_hear)
    pen, brush, spot, area = QPen(QColor("red")), QBrush(QColor("red")), QPointF(1, 1), QRectF(0, 0, 5, 5)
    tried: dict[str, Callable[[], object]] = {
        "QGraphicsItem.setPos": lambda: item.setPos(spot),
        "QGraphicsItem.setPen": lambda: item.setPen(pen),
        "QGraphicsItem.isVisible": item.isVisible,
        "QPainter.setPen": lambda: painter.setPen(pen),
        "QPainter.setBrush": lambda: painter.setBrush(brush),
        "QPainter.drawRect": lambda: painter.drawRect(area),
        "QPainterPath.lineTo": lambda: path.lineTo(spot),
        "QWidget.update": widget.update,
        "QWidget.isVisible": widget.isVisible,
        "Signal.emit": lambda: talker.said.emit(1),
    }
    lost = {name: _dropped(call, calls) for name, call in tried.items()}
    painter.end()
    widget.deleteLater()
    # Other threads and caches move the counts by a few; the fault moves them once a call.
    return {name: dropped for name, dropped in lost.items() if dropped > calls // 2}


def _hear(_value: int) -> None:
    """Listens to the signal."""


def _dropped(call: Callable[[], object], calls: int) -> int:
    call()
    before = [sys.getrefcount(each) for each in (None, True, False)]
    for _each in range(calls):
        call()
    after = [sys.getrefcount(each) for each in (None, True, False)]
    return max(former - now for former, now in zip(before, after, strict=True))
