"""The preferences. Each choice holds at once, in all windows; only the size of everything waits for the next start."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from journeymap.ui.settings import PAPERS, SCALES
from journeymap.ui.widgets import button, label, line, scrolled
from journeymap.ui.words import say

if TYPE_CHECKING:
    from journeymap.ui.window import MainWindow

NAMES = 190
"""The width of the column of names."""


class _List(QComboBox):
    """One of a few; the wheel scrolls the page and never changes a value by accident."""

    def __init__(self, name: str, choices: Sequence[tuple[object, str]], value: object) -> None:
        super().__init__()
        self.setView(QListView())
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for each, text in choices:
            self.addItem(text, each)
        self.setCurrentIndex(max(0, next((n for n, (each, _) in enumerate(choices) if each == value), 0)))

    # Qt's methods

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class PreferencesDialog(QDialog):
    """What a person can choose, in one column. It is filled anew when words or colours change under it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._window = window
        self._settings = window.settings
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 16)
        self._column.setSpacing(0)
        self._page = QWidget()
        self._column.addWidget(self._page)
        self._fill()
        self.resize(min(620, window.width() - 60), min(760, window.height() - 40))

    def _fill(self) -> None:
        """All controls, in the language of the moment; the focus stays where it was."""
        focused = self.focusWidget()
        name = focused.objectName() if focused is not None else ""
        self.setWindowTitle(say("preferences.title"))
        former, self._page = self._page, self._make_page()
        self._column.replaceWidget(former, self._page)
        former.hide()
        former.deleteLater()
        found = self._page.findChild(QWidget, name) if name else None
        (found if isinstance(found, QWidget) else self.language).setFocus()

    def _make_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        title = label(say("preferences.title"), "title")
        title.setContentsMargins(24, 20, 24, 10)
        column.addWidget(title)
        inside = QWidget()
        grid = self._grid = QGridLayout(inside)
        grid.setContentsMargins(24, 4, 24, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(9)
        grid.setColumnMinimumWidth(0, NAMES)
        grid.setColumnStretch(1, 1)
        self._fill_display()
        self._fill_person()
        self._fill_projects()
        self._fill_catalogue()
        grid.setRowStretch(grid.rowCount(), 1)
        area = scrolled(inside)
        area.setAccessibleName(say("preferences.title"))
        column.addWidget(area, 1)
        column.addLayout(self._ends())
        return page

    # sections

    def _fill_display(self) -> None:
        settings = self._settings
        self._head("preferences.display")
        languages = [(each, say(f"action.language_{each}")) for each in ("zh", "en")]
        self.language = self._list("language", languages, settings.language, self._set_language)
        themes = [(each, say(f"preferences.theme.{each}")) for each in ("system", "light", "dark")]
        self.theme = self._list("theme", themes, settings.theme, self._set_theme)
        self.contrast = self._box("contrast", settings.contrast, self._set_contrast)
        scales = [(each, f"{round(each * 100)} %") for each in SCALES]
        nearest = min(SCALES, key=lambda each: abs(each - settings.scale))
        self.scale = self._list("scale", scales, nearest, self._set_scale)
        row = QHBoxLayout()
        row.addWidget(label(say("preferences.scale.note"), "caption"), 1)
        self.restart = button(say("preferences.restart"), "link", self._restart)
        self.restart.setAutoDefault(False)
        row.addWidget(self.restart)
        self._put("", row)
        self.still = self._box("still", not settings.animations, self._set_still)

    def _fill_person(self) -> None:
        self._head("preferences.you")
        self.author = QLineEdit(self._settings.author)
        self.author.setPlaceholderText(say("preferences.author.placeholder"))
        self.author.setMaxLength(80)
        self.author.textChanged.connect(partial(setattr, self._settings, "author"))
        self._named("author", self.author)
        self._put("", label(say("preferences.author.note"), "caption", wrap=True))

    def _fill_projects(self) -> None:
        settings = self._settings
        self._head("preferences.projects")
        orders = [(each, say(f"preferences.first_language.{each}")) for each in ("window", "zh", "en")]
        self.first_language = self._list(
            "first_language", orders, settings.first_language, partial(setattr, settings, "first_language")
        )
        papers = [(each, each) for each in PAPERS]
        self.paper = self._list("paper", papers, settings.paper, partial(setattr, settings, "paper"))
        self._head("preferences.starting")
        self.reopens = self._box("reopens_last", settings.reopens_last, partial(setattr, settings, "reopens_last"))

    def _fill_catalogue(self) -> None:
        self._head("preferences.model")
        own = self._settings.own_catalogue
        name = label(own.name if own is not None else say("preferences.catalogue.shipped"), "second", wrap=True)
        if own is not None:
            name.setToolTip(str(own))
        self._put(say("preferences.catalogue"), name)
        row = QHBoxLayout()
        self.choose_catalogue = self._button(say("preferences.catalogue.choose"), self._choose_catalogue)
        row.addWidget(self.choose_catalogue)
        again = partial(self._use_catalogue, None)
        self.shipped_catalogue = self._button(say("preferences.catalogue.shipped_again"), again)
        self.shipped_catalogue.setEnabled(own is not None)
        row.addWidget(self.shipped_catalogue)
        row.addStretch(1)
        self._put("", row)
        self.unverified = self._box("unverified", self._settings.show_unverified, self._set_unverified)

    def _ends(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(24, 12, 24, 0)
        row.setSpacing(8)
        self.reset = self._button(say("preferences.reset"), self._reset)
        row.addWidget(self.reset)
        row.addWidget(self._button(say("preferences.keys"), lambda: self._window.run_command("shortcuts")))
        row.addStretch(1)
        row.addWidget(self._button(say("dialog.close"), self.accept))
        return row

    # rows

    def _head(self, key: str) -> None:
        row = self._grid.rowCount()
        if row > 1:
            self._grid.addWidget(line(), row, 0, 1, 2)
        self._grid.addWidget(label(say(key), "heading"), row + 1, 0, 1, 2)

    def _put(self, name: str, part: QWidget | QHBoxLayout) -> None:
        row = self._grid.rowCount()
        if name:
            words = label(name, wrap=True)
            self._grid.addWidget(words, row, 0)
        if isinstance(part, QWidget):
            self._grid.addWidget(part, row, 1)
        else:
            self._grid.addLayout(part, row, 1)

    def _named(self, key: str, widget: QWidget) -> None:
        widget.setObjectName(key)
        widget.setAccessibleName(say(f"preferences.{key}"))
        self._put(say(f"preferences.{key}"), widget)

    def _list(
        self, key: str, choices: Sequence[tuple[object, str]], value: object, choose: Callable[..., None]
    ) -> QComboBox:
        box = _List(say(f"preferences.{key}"), choices, value)
        box.activated.connect(lambda place, box=box: choose(box.itemData(place)))
        self._named(key, box)
        return box

    def _box(self, key: str, value: bool, choose: Callable[[bool], None]) -> QCheckBox:
        box = QCheckBox(say(f"preferences.{key}"))
        box.setObjectName(key)
        box.setChecked(value)
        box.clicked.connect(choose)
        self._put("", box)
        return box

    def _button(self, text: str, on_click: Callable[[], None]) -> QPushButton:
        made = button(text, "", on_click)
        made.setObjectName(text)
        made.setAutoDefault(False)
        return made

    # choices

    def _later(self, do: Callable[[], None]) -> None:
        """Do what takes the controls away when the one that asked for it has finished."""

        def both() -> None:
            do()
            self._fill()

        QTimer.singleShot(0, self, both)

    def _set_language(self, name: str) -> None:
        self._later(partial(self._window.set_language, name))

    def _set_theme(self, choice: str) -> None:
        self._later(partial(self._window.set_theme, choice))

    def _set_contrast(self, wanted: bool) -> None:
        self._later(partial(self._window.set_contrast, wanted))

    def _set_scale(self, factor: float) -> None:
        self._window.set_scale(factor)

    def _set_still(self, still: bool) -> None:
        self._window.set_animations(not still)

    def _set_unverified(self, shown: bool) -> None:
        self._settings.show_unverified = shown
        self._later(self._window.use_catalogue)

    def _choose_catalogue(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, say("action.own_catalogue"), "", say("dialog.catalogue_filter"))
        if name:
            self._use_catalogue(Path(name))

    def _use_catalogue(self, path: Path | None) -> None:
        self._settings.own_catalogue = path
        self._later(self._window.use_catalogue)

    def _restart(self) -> None:
        self.accept()
        self._window.restart()

    def _reset(self) -> None:
        self._settings.reset()
        self._later(self._window.use_preferences)
        self._window.notice.tell(say("preferences.was_reset"))

    # Qt's methods

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field is no wish to close: each choice holds already."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not isinstance(
            QApplication.focusWidget(), QPushButton
        ):
            event.accept()
            return
        super().keyPressEvent(event)
