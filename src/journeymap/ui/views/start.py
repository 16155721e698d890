"""The first screen: templates, sample journeys, recent files. It only says what was chosen; the window opens it."""

from __future__ import annotations

from datetime import datetime
from functools import cache, partial
from pathlib import Path

from PySide6.QtCore import QDate, QLocale, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from journeymap import resources, storage
from journeymap.edit import projects
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.ui import shortcuts, theme
from journeymap.ui.files import sample_title
from journeymap.ui.icons import icon, pixmap
from journeymap.ui.miniature import Miniature, miniature_of
from journeymap.ui.settings import Settings
from journeymap.ui.tasks import Stale
from journeymap.ui.views.cards import Grid, PictureCard
from journeymap.ui.views.recent import RecentFiles
from journeymap.ui.widgets import label, set_sign
from journeymap.ui.words import language, say, say_token, shown

WIDEST = 1180
SIDE = 310
NARROW = 900
"""Below this width the recent files stand under the samples."""
CARD = 216
TEMPLATE_HEIGHT, SAMPLE_HEIGHT = 74, 104


class StartPage(QScrollArea):
    """What is seen while no project is open."""

    template_chosen = Signal(str)
    file_chosen = Signal(str)
    sample_chosen = Signal(str)
    open_wanted = Signal()
    command_wanted = Signal(str)

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(say("start.title"))
        self._page = QWidget()
        self._page.setProperty("look", "start")
        self._page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(self._page)
        self._column.setSpacing(0)
        self._head = self._make_head()
        self._column.addLayout(self._head)
        self._column.addSpacing(24)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(36)
        self._body.addLayout(self._choices(), 1)
        self._side = self._files(settings)
        self._body.addWidget(self._side, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(self._body)
        self._column.addStretch(1)
        self.setWidget(self._page)

    def _make_head(self) -> QBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        sign = QLabel()
        sign.setPixmap(pixmap("journeymap", 44, theme.theme().accent, self.devicePixelRatioF()))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(label(say("start.title"), "display", wrap=True))
        words.addWidget(label(say("start.subtitle"), "second", wrap=True))
        row.addLayout(words, 1)
        switches = QHBoxLayout()
        switches.setSpacing(2)
        for name in ("language_zh", "language_en", "theme_light", "theme_dark"):
            switches.addWidget(self._switch(name))
            if name == "language_en":
                switches.addSpacing(8)
        head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        head.setSpacing(14)
        head.addLayout(row, 1)
        head.addLayout(switches)
        head.setAlignment(switches, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        return head

    def _switch(self, command: str) -> QToolButton:
        """A button for one language or theme."""
        kind, _, value = command.partition("_")
        switch = QToolButton()
        switch.setProperty("look", "flat")
        switch.setText(say(f"action.{command}"))
        switch.setAccessibleName(say(f"action.{command}"))
        switch.setCheckable(True)
        switch.setChecked(value == (language() if kind == "language" else theme.theme().name))
        switch.clicked.connect(lambda _checked=False: self.command_wanted.emit(command))
        return switch

    def _choices(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(10)
        self.templates = [
            PictureCard(
                shown(projects.template_title(name)), say_token("template", name), TEMPLATE_HEIGHT,
                partial(_template_miniature, name), partial(self.template_chosen.emit, name),
            )
            for name in projects.template_names()
        ]  # fmt: skip
        self.samples = [
            PictureCard(
                sample_title(path), say_token("sample.place", path.stem), SAMPLE_HEIGHT,
                partial(_sample_miniature, path), partial(self.sample_chosen.emit, str(path)),
            )
            for path in resources.samples()
        ]  # fmt: skip
        for heading, cards in (("start.new", self.templates), ("start.samples", self.samples)):
            column.addWidget(label(say(heading), "title"))
            column.addWidget(Grid(cards, CARD))
            column.addSpacing(16)
        column.addStretch(1)
        return column

    def _files(self, settings: Settings) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        heading = label(say("start.recent"), "title")
        column.addWidget(heading)
        column.addSpacing(8)
        self.recent = RecentFiles(settings, _place_and_date)
        self.recent.chosen.connect(self.file_chosen)
        column.addWidget(self.recent)
        column.addSpacing(12)
        self.open_button = QToolButton()
        self.open_button.setText(say("start.open"))
        set_sign(self.open_button, icon("open"))
        self.open_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.open_button.setToolTip(f"{say('start.open')}  {_keys_of('open', settings)}")
        self.open_button.clicked.connect(lambda _checked=False: self.open_wanted.emit())
        column.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.import_button = QToolButton()
        self.import_button.setText(say("start.import"))
        set_sign(self.import_button, icon("import"))
        self.import_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.import_button.setToolTip(f"{say('start.import')}  {_keys_of('import', settings)}")
        self.import_button.clicked.connect(lambda _checked=False: self.command_wanted.emit("import"))
        column.addSpacing(4)
        column.addWidget(self.import_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(10)
        column.addWidget(label(say("start.drop"), "caption", wrap=True))
        column.addStretch(1)
        return side

    # Qt's methods

    def minimumSizeHint(self) -> QSize:
        return QSize(360, 240)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.templates[0].setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.viewport().width()
        edge = 40 if width >= NARROW else 20
        edge = max(edge, (width - WIDEST) // 2)
        self._column.setContentsMargins(edge, 30, edge, 20)
        narrow = width < NARROW
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._head.setDirection(direction)
        self._body.setDirection(direction)
        self._side.setFixedWidth(max(width - 2 * edge, 200) if narrow else SIDE)


def _keys_of(command_id: str, settings: Settings) -> str:
    """The keys of a command as this system writes them."""
    return next(map(shortcuts.native, shortcuts.all_keys(settings)[command_id]), "")


def _template_miniature(name: str, _stale: Stale) -> Miniature:
    """The map that a template begins with."""
    state = projects.new_project(name).state
    return miniature_of(state, queries.journeys(state)[0].id)


def _sample_miniature(path: Path, _stale: Stale) -> Miniature:
    return _map_of_sample(path)


@cache
def _map_of_sample(path: Path) -> Miniature:
    """The map of a sample; kept, because samples do not change and the page is made anew with each language."""
    state = State(storage.load_project(path).records)
    return miniature_of(state, queries.journeys(state)[0].id)


def _place_and_date(path: Path) -> str:
    """Where a file is and when it was written, as people say it."""
    folder = path.parent
    try:
        place = f"~/{folder.relative_to(Path.home()).as_posix()}".removesuffix("/.")
    except ValueError:
        place = str(folder)
    try:
        written = datetime.fromtimestamp(path.stat().st_mtime)
    except OSError:
        return place
    return f"{_day(written)} · {place}"


def _day(moment: datetime) -> str:
    """Today's moments by the clock, others by the calendar."""
    now = datetime.now()
    days = (now.date() - moment.date()).days
    if days == 0:
        return say("start.today", time=f"{moment:%H:%M}")
    if days == 1:
        return say("start.yesterday", time=f"{moment:%H:%M}")
    locale = QLocale("zh_CN" if language() == "zh" else "en_GB")
    return locale.toString(
        QDate(moment.year, moment.month, moment.day), "yyyy年M月d日" if language() == "zh" else "d MMM yyyy"
    )
