"""Dragging files from a file manager over a part of a window, by the events Qt would send."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget


def drop(target: QWidget, *paths: Path) -> bool:
    """Drag files from a file manager over a part of the window and let go; whether they were welcome."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, button, key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window = target.window()
    place = target.mapTo(window, target.rect().center())
    # A drag enters at the innermost part that takes drops, and goes outwards where it is not wanted.
    part: QWidget | None = window.childAt(place)
    while part is not None:
        if part.acceptDrops():
            here = part.mapFrom(window, place) if part is not window else place
            enter = QDragEnterEvent(here, action, data, button, key)
            enter.ignore()
            QApplication.sendEvent(part, enter)
            if enter.isAccepted():
                move = QDragMoveEvent(here, action, data, button, key)
                move.accept()  # as it was at the last event
                QApplication.sendEvent(part, move)
                if not move.isAccepted():
                    return False
                QApplication.sendEvent(part, QDropEvent(QPointF(here), action, data, button, key))
                return True
        part = part.parentWidget() if part is not window else None
    return False
