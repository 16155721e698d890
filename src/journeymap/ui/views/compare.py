"""The comparison of two versions of a journey: both maps one above the other, the list of what differs, the figures that changed.

The comparison is worked out off the window's thread; the maps are there at once.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from journeymap import catalogue
from journeymap.analysis.compare import Comparison, comparable, compare, counterparts
from journeymap.model import queries
from journeymap.model.records import Journey
from journeymap.session import Session
from journeymap.ui.breadcrumb import journey_name
from journeymap.ui.canvas.card_painting import badge_colour
from journeymap.ui.icons import icon
from journeymap.ui.panels.sections import heading_text
from journeymap.ui.tasks import Work
from journeymap.ui.theme import theme
from journeymap.ui.views.compare_maps import ComparedMaps
from journeymap.ui.views.compare_words import SIGNS, FigureLine, Mark, figure_lines, marks
from journeymap.ui.views.parts import Invitation
from journeymap.ui.views.view import View
from journeymap.ui.widgets import label
from journeymap.ui.words import say, say_token

SIDE = 320
WAIT_MS = 250
_MARK = Qt.ItemDataRole.UserRole


class _Rows(QListWidget):
    """A list of what differs: a sign and some words each; Enter does what a click does."""

    wanted = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setIconSize(QSize(16, 16))
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.itemClicked.connect(self._on_item)
        self.itemActivated.connect(self._on_item)

    def add(self, sign: str, tint: str, text: str, spoken: str, payload: object) -> None:
        item = QListWidgetItem(icon(sign, tint), text)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        item.setToolTip(spoken)
        item.setData(_MARK, payload)
        self.addItem(item)

    def _on_item(self, item: QListWidgetItem) -> None:
        self.wanted.emit(item.data(_MARK))

    # Qt's methods

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        item = self.currentItem()
        if item is not None and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End):
            self._on_item(item)


class CompareView(View):
    """As-is and to-be side by side."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.journey_id = ""
        self.pair: tuple[str, str] | None = None
        self.found: Comparison | None = None
        self.marks: list[Mark] = []
        self.lines: list[FigureLine] = []
        self._revision = -1
        self._shown_pair: tuple[str, str] | None = None
        self._work = Work(self)
        self._work.done.connect(self._take_in)
        self._work.failed.connect(lambda _error: self._say(say("compare.failed")))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(WAIT_MS)
        self._later.timeout.connect(self._work_out)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.maps = ComparedMaps(session)
        self.maps.opened.connect(self.jump)
        self.maps.selected.connect(self._on_map)
        self.maps.swap.clicked.connect(lambda _checked=False: self._swap())
        for place, box in enumerate(self.maps.choices):
            box.activated.connect(lambda _index, place=place: self._choose(place))
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty_page())
        self._pages.addWidget(self._full_page())
        column.addWidget(self._pages, 1)

    def _empty_page(self) -> QWidget:
        make = say("action.make_to_be")
        page = Invitation(say("compare.empty"), make, lambda: self.command_wanted.emit("make_to_be"))
        self.make = page.step
        return page

    def _full_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        whole = QSplitter(Qt.Orientation.Horizontal)
        whole.setHandleWidth(1)
        whole.addWidget(self.maps)
        whole.addWidget(self._side())
        whole.setStretchFactor(0, 1)
        whole.setSizes([900, SIDE])
        whole.setCollapsible(0, False)
        column.addWidget(whole, 1)
        return page

    def _side(self) -> QWidget:
        side = QSplitter(Qt.Orientation.Vertical)
        side.setHandleWidth(1)
        side.setMinimumWidth(200)
        self.heads = [label("", "heading", wrap=True), label("", "heading", wrap=True)]
        self.list = _Rows(say("compare.differences"))
        self.figures = _Rows(say("compare.figures"))
        for head, rows in zip(self.heads, (self.list, self.figures), strict=True):
            rows.wanted.connect(self._show)
            part = QWidget()
            part.setProperty("look", "panel")
            part.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            column = QVBoxLayout(part)
            column.setContentsMargins(10, 10, 4, 4)
            column.setSpacing(4)
            column.addWidget(head)
            column.addWidget(rows, 1)
            side.addWidget(part)
        side.setChildrenCollapsible(False)
        return side

    # what is compared

    def show_journey(self, journey_id: str) -> None:
        if self.pair is None or journey_id not in self.pair:
            self.pair = counterparts(self.session.state, journey_id)
        self.journey_id = journey_id
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Show the two journeys as they are now; what differs follows a moment later."""
        state = self.session.state
        if self.pair is not None and any(state.get(Journey, each) is None for each in self.pair):
            self.pair = None
        if self.pair is None:
            self.pair = counterparts(state, self.journey_id)
        self._pages.setCurrentIndex(0 if self.pair is None else 1)
        if self.pair is None:
            self._work.drop()
            return
        self._fill_choices()
        for view, journey_id in zip(self.maps.views, self.pair, strict=True):
            view.setAccessibleName(say("compare.map_of", title=self._titled(journey_id)))
        revision = self.session.document.revision
        if self.pair != self._shown_pair:
            self._shown_pair = self.pair
            self.maps.show_journeys(*self.pair)
            self._work_out()
        elif revision != self._revision:
            self.maps.unmark()
            self.maps.refresh()
            self._later.start()
        self._revision = revision

    def _titled(self, journey_id: str) -> str:
        journey = self.session.state.get(Journey, journey_id)
        word = say_token("journey_state", journey.state) if journey is not None else ""
        return say("compare.titled", state=word, title=journey_name(self.session.state, journey_id))

    def _fill_choices(self) -> None:
        assert self.pair is not None
        state = self.session.state
        offered = [self.pair[0], *comparable(state, self.pair[0])]
        offered += [each for each in self.pair if each not in offered]
        rows = [(self._titled(each.id), each.id) for each in queries.journeys(state) if each.id in offered]
        for box, chosen in zip(self.maps.choices, self.pair, strict=True):
            box.clear()
            for text, journey_id in rows:
                box.addItem(text, journey_id)
            box.setCurrentIndex(box.findData(chosen))

    def _choose(self, place: int) -> None:
        assert self.pair is not None
        chosen = self.maps.choices[place].currentData()
        other = self.pair[1 - place]
        if chosen == other:
            self._swap()
        else:
            self.pair = (chosen, other) if place == 0 else (other, chosen)
            self.refresh()

    def _swap(self) -> None:
        assert self.pair is not None
        self.pair = self.pair[1], self.pair[0]
        self.refresh()

    # what differs

    def _work_out(self) -> None:
        if self.pair is None:
            return
        before_id, after_id = self.pair
        snapshot = self.session.document.snapshot()
        known, edition = catalogue.load(), queries.project(snapshot).edition
        element_ids = tuple(row.id for each in known.dimensions(edition) for row in each.elements)
        self._say(say("compare.working"))
        self._work.ask(lambda _is_stale: compare(snapshot, before_id, after_id, element_ids=element_ids))

    def _say(self, text: str) -> None:
        for head in self.heads:
            head.setText(heading_text(text))
        self.list.clear()
        self.figures.clear()

    def _take_in(self, found: Comparison) -> None:
        state = self.session.state
        self.found = found
        self.marks, self.lines = marks(state, found), figure_lines(state, found)
        self.maps.mark(self.marks, found.matched)
        self._fill_list()
        self._fill_figures()
        counts = [(len(found.gone), "compare.n_gone"), (len(found.added), "compare.n_added")]
        for text, (number, key) in zip(self.maps.counts, counts, strict=True):
            text.setText(say(key, n=number) if number else "")

    def _fill_list(self) -> None:
        self.list.clear()
        words = say("compare.n_differences", n=len(self.marks)) if self.marks else say("compare.same")
        self.heads[0].setText(heading_text(words))
        for mark in self.marks:
            word = say(f"compare.{mark.role}")
            below = say("compare.role_detail", role=word, detail=mark.detail) if mark.detail else word
            self.list.add(
                SIGNS[mark.role], badge_colour(mark.role), f"{mark.title}\n{below}", f"{mark.title}: {below}", mark
            )

    def _fill_figures(self) -> None:
        self.figures.clear()
        words = say("compare.n_figures", n=len(self.lines)) if self.lines else say("compare.same_figures")
        self.heads[1].setText(heading_text(words))
        t = theme()
        for line in self.lines:
            key = {True: "better", False: "worse", None: "other"}[line.better]
            tint = {True: t.good, False: t.problem, None: t.ink_2}[line.better]
            sign = {True: "chevron_up", False: "chevron_down", None: "more"}[line.better]
            text = (
                say("compare.role_detail", role=say(f"compare.{key}"), detail=line.values)
                if key != "other"
                else line.values
            )
            self.figures.add(sign, tint, f"{line.name}\n{text}", f"{line.name}: {text}", line.touchpoint_ids)

    def _show(self, wanted: object) -> None:
        """Show on both maps what a row is about."""
        if isinstance(wanted, Mark):
            self.maps.show_both(wanted.before_id, wanted.after_id)
        elif isinstance(wanted, Sequence):
            before_id, after_id = wanted
            self.maps.show_both(before_id, after_id)

    def _on_map(self, record_id: str) -> None:
        """Mark in the list what was selected on a map."""
        for place, mark in enumerate(self.marks):
            if record_id in (mark.before_id, mark.after_id):
                self.list.setCurrentRow(place)
                return
        self.list.setCurrentRow(-1)

    def select(self, record_ids: list[str]) -> None:
        if self.pair is None or not record_ids or not self.isVisible():
            return
        for view in self.maps.views:
            if view.map_scene.item_of(record_ids[0]) is not None:
                view.map_scene.select(record_ids[:1])
