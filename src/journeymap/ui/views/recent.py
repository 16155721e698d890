"""The recent files on the start page: a small map, name, day and place of each; pinned ones on top."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QColor, QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from journeymap import typesetting
from journeymap.ui import previews
from journeymap.ui.canvas.painting import LINE_HEIGHT, draw_lines
from journeymap.ui.icons import draw_icon
from journeymap.ui.miniature import Miniature, draw_miniature
from journeymap.ui.panels.sections import tiny_button
from journeymap.ui.settings import Settings
from journeymap.ui.tasks import Job, Work
from journeymap.ui.theme import BODY, CAPTION, RADIUS_CONTROL, theme
from journeymap.ui.views.cards import CardButton, shorten_in_middle
from journeymap.ui.widgets import button, label
from journeymap.ui.words import say

MOST = 8
HEIGHT = 62
PICTURE = 80
PIN = 16


class RecentRow(CardButton):
    """One file. Its menu pins it or takes it off the list; so do the Delete key and a right click."""

    radius = RADIUS_CONTROL
    pin_wanted = Signal()
    removal_wanted = Signal()

    def __init__(self, title: str, caption: str, job: Job, on_click: Callable[[], None], *, is_pinned: bool) -> None:
        super().__init__(title, caption, on_click)
        self.miniature: Miniature | None = None
        self.is_pinned = is_pinned
        if is_pinned:
            self.setAccessibleDescription(f"{say('recent.pinned')}, {caption}")
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(200)
        self.more = tiny_button("more", say("recent.more", name=title))
        self.more.setParent(self)
        self.more.clicked.connect(lambda _checked=False: self._open_menu())
        self._work = Work(self)
        self._work.done.connect(self._show_miniature)
        self._job: Job | None = job

    def _show_miniature(self, found: Miniature | None) -> None:
        self.miniature = found
        self.update()

    def menu(self) -> QMenu:
        """What can be done with the file besides opening it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, signal in (("unpin" if self.is_pinned else "pin", self.pin_wanted), ("remove", self.removal_wanted)):
            action = QAction(say(f"recent.{key}"), menu)
            action.triggered.connect(signal)
            menu.addAction(action)
        return menu

    def _open_menu(self) -> None:
        self.menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 2)))

    # Qt's methods

    def sizeHint(self) -> QSize:
        return QSize(260, HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.more.adjustSize()
        self.more.move(self.width() - self.more.width() - 5, (HEIGHT - self.more.height()) // 2)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu().popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.removal_wanted.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and self._job is not None:
            job, self._job = self._job, None
            self._work.ask(job)
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme()
        painter = QPainter(self)
        ground = t.hover if self.underMouse() or self.isDown() else t.panel
        self.draw_ground(painter, ground)
        picture = QRectF(6, 6, PICTURE, HEIGHT - 12)
        painter.setBrush(QColor(t.canvas))
        painter.setPen(QColor(t.line))
        painter.drawRoundedRect(picture, 5, 5)
        if self.miniature is not None:
            draw_miniature(painter, self.miniature, picture.adjusted(5, 5, -5, -4))
        else:
            draw_icon(
                painter, "journey", QRectF(picture.center().x() - 9, picture.center().y() - 9, 18, 18), t.connection
            )
        left, space = PICTURE + 16, self.width() - PICTURE - 16 - 32
        sign = PIN if self.is_pinned else 0
        lines = typesetting.break_lines(self.text(), space - sign, BODY, True, 2).lines
        top = (HEIGHT - (len(lines) * BODY + CAPTION) * LINE_HEIGHT) / 2 - 1
        if self.is_pinned:
            draw_icon(painter, "pin", QRectF(left - 1, top + 3, 13, 13), t.accent)
        low = draw_lines(painter, lines, left + sign, top, BODY, t.ink, bold=True)
        draw_lines(painter, [_fitting(self.caption, space)], left, low + 1, CAPTION, t.ink_2)
        self.draw_outline(painter, ground)
        painter.end()


def _fitting(caption: str, space: float) -> str:
    """A caption whose folder is shortened where it is too long; its day stays whole."""
    day, dot, folder = caption.partition(" · ")
    if not dot:
        return shorten_in_middle(caption, space, CAPTION)
    room = space - typesetting.width(day + dot, CAPTION, False)
    return day + dot + shorten_in_middle(folder, room, CAPTION) if room > 40 else day


class RecentFiles(QWidget):
    """The list. It says which file was chosen; pins and removals it writes into the settings itself."""

    chosen = Signal(str)

    def __init__(self, settings: Settings, caption_of: Callable[[Path], str]) -> None:
        super().__init__()
        self._settings = settings
        self._caption_of = caption_of
        self.rows: list[RecentRow] = []
        self.clear_button: QPushButton | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._fill()

    def _fill(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        settings, pinned = self._settings, self._settings.pinned
        paths = settings.recent
        previews.forget_others(settings.cache, paths)
        self.rows = []
        for path in paths[:MOST]:
            row = RecentRow(
                path.stem, self._caption_of(path), partial(previews.preview, settings.cache, path),
                partial(self.chosen.emit, str(path)), is_pinned=path in pinned,
            )  # fmt: skip
            row.pin_wanted.connect(partial(self._pin, path))
            row.removal_wanted.connect(partial(self._remove, path))
            self.rows.append(row)
            self._column.addWidget(row)
        self.clear_button = None
        if any(path not in pinned for path in paths):
            self.clear_button = button(say("recent.clear"), "link", self._clear)
            self.clear_button.setToolTip(say("recent.clear.hint"))
            self._column.addWidget(self.clear_button, 0, Qt.AlignmentFlag.AlignLeft)
        if not paths:
            self._column.addWidget(label(say("start.no_recent"), "second", wrap=True))

    def _pin(self, path: Path) -> None:
        self._settings.pin(path, pinned=path not in self._settings.pinned)
        self._refill(path)

    def _remove(self, path: Path) -> None:
        self._settings.remove_recent(path)
        self._refill(None)

    def _clear(self) -> None:
        self._settings.clear_recent()
        self._refill(None)

    def _refill(self, path: Path | None) -> None:
        """Show the list anew; the focus goes to the row of `path`, else to the first."""
        self._fill()
        names = [row.text() for row in self.rows]
        if self.rows:
            row = self.rows[names.index(path.stem) if path is not None and path.stem in names else 0]
            QTimer.singleShot(0, row, row.setFocus)  # the menu that asked for it is still going
