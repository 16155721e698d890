"""The Opportunities view: impact against effort, the surprise planner, the list and the log of decisions.

Owns which opportunity is the current one; its parts paint and report, changes go through the session.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from journeymap.edit import opportunities
from journeymap.edit.fields import set_field
from journeymap.model.changes import Change, Label
from journeymap.session import Session
from journeymap.ui.views.decision_list import DecisionList
from journeymap.ui.views.opportunity_field import ImpactEffort
from journeymap.ui.views.opportunity_list import OpportunityList
from journeymap.ui.views.opportunity_rows import OpportunityBoard, board_of
from journeymap.ui.views.opportunity_side import OpportunitySide
from journeymap.ui.views.parts import PANEL_WIDTH, FlowRow, Panel, chip
from journeymap.ui.views.planner import Planner
from journeymap.ui.views.view import View
from journeymap.ui.widgets import Notice
from journeymap.ui.words import say

LEAST_WIDTH, LEAST_HEIGHT, NARROW = 560, 400, 1000
"""Below the last width the column at the right shows only when asked for."""


class OpportunitiesView(View):
    """Shows the opportunities of one journey."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.journey_id = ""
        self.current_id = ""
        self._board: OpportunityBoard | None = None
        self._shown: tuple[object, ...] = ()
        self.setProperty("look", "canvas")
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = ImpactEffort()
        self.planner = Planner()
        self.list = OpportunityList(session)
        self.decisions = DecisionList(session)
        self.side = OpportunitySide()
        self.notice = Notice(self)
        self._build()
        self._connect()

    def _build(self) -> None:
        upper = QSplitter(Qt.Orientation.Horizontal)
        upper.setHandleWidth(14)
        upper.setStyleSheet("QSplitter::handle { background: transparent; }")
        upper.addWidget(self.field)
        beside = Panel("canvas", 0)
        beside.column.addWidget(self.planner)
        upper.addWidget(beside)
        upper.setSizes([545, 355])
        upper.setStretchFactor(0, 3)
        upper.setStretchFactor(1, 2)
        lower = QWidget()
        column = QVBoxLayout(lower)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        self._page_chips = QButtonGroup(self)
        self._page_chips.setExclusive(True)
        for place, name in enumerate(("list", "decisions")):
            each = chip(say(f"opps.{name}"))
            each.setChecked(place == 0)
            self._page_chips.addButton(each, place)
        self.open_only = chip(say("opps.open_only"), icon_name="filter")
        self.details = chip(say("model.details"))
        self.details.setChecked(True)
        column.addWidget(FlowRow([*self._page_chips.buttons(), self.open_only, self.details]))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.decisions)
        column.addWidget(self._stack, 1)
        middle = QSplitter(Qt.Orientation.Vertical)
        middle.setHandleWidth(8)
        middle.setStyleSheet("QSplitter::handle { background: transparent; }")
        middle.addWidget(upper)
        middle.addWidget(lower)
        middle.setSizes([600, 210])
        middle.setStretchFactor(0, 3)
        middle.setStretchFactor(1, 2)
        middle.setChildrenCollapsible(False)
        framed = QWidget()
        inner = QVBoxLayout(framed)
        inner.setContentsMargins(14, 12, 12, 10)
        inner.addWidget(middle)
        whole = QSplitter(Qt.Orientation.Horizontal)
        whole.setHandleWidth(1)
        whole.addWidget(framed)
        whole.addWidget(self.side)
        whole.setStretchFactor(0, 1)
        whole.setCollapsible(0, False)
        whole.setSizes([900, PANEL_WIDTH])
        self.side.setMinimumWidth(240)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(whole)

    def _connect(self) -> None:
        self._page_chips.idClicked.connect(self._show_page)
        self.open_only.toggled.connect(self._show_open_only)
        self.details.toggled.connect(self.side.setVisible)
        self.field.chosen.connect(self.choose)
        self.field.placed.connect(self._place)
        self.planner.chosen.connect(self.choose)
        self.list.chosen.connect(self.choose)
        self.list.jump.connect(self.jump)
        self.side.jump.connect(self.jump)
        self.side.emotion_wanted.connect(self._set_emotion)
        self.side.decision_wanted.connect(self._decide)
        for part in (self.list, self.decisions):
            part.refused.connect(self.notice.tell)

    # showing

    def show_journey(self, journey_id: str) -> None:
        """Show another journey."""
        self.journey_id = journey_id
        self.current_id = ""
        self.refresh()

    def refresh(self) -> None:
        """Bring everything in line with the records; does nothing where that is so already."""
        shown = (self.session.document.revision, self.journey_id, self.open_only.isChecked())
        if shown == self._shown:
            return
        self._shown = shown
        board = board_of(self.session.state, self.journey_id, self._board)
        self._board = board
        if board.row(self.current_id) is None:
            self.current_id = ""
        self.field.show_rows([row for row in board.rows if row.is_open or not self.open_only.isChecked()])
        self.planner.show_board(board)
        self.list.show_board(board)
        self.decisions.show_board(board)
        self._show_current()

    def choose(self, opportunity_id: str) -> None:
        """Make an opportunity the current one in all parts."""
        if opportunity_id == self.current_id:
            return
        if self._board is None or self._board.row(opportunity_id) is None:
            self.refresh()
        self.current_id = opportunity_id
        self._show_current()
        row = self._board.row(opportunity_id) if self._board is not None else None
        if row is not None:
            self.selection_changed.emit([each.id for each in row.touchpoints])

    def _show_current(self) -> None:
        row = self._board.row(self.current_id) if self._board is not None else None
        self.field.choose(self.current_id)
        self.planner.choose(self.current_id)
        self.list.choose(self.current_id)
        self.side.show_row(self.session.state, row)

    def _show_page(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self._page_chips.button(place).setChecked(True)
        self.open_only.setVisible(place == 0)

    def _show_open_only(self, on: bool) -> None:
        self.list.open_only = on
        self.refresh()

    # changing

    def _place(self, opportunity_id: str, impact: int | None, effort: int | None) -> None:
        self._run("place_opportunity", opportunities.place(opportunity_id, impact, effort))

    def _set_emotion(self, opportunity_id: str, value: int | None) -> None:
        self._run("edit_opportunity", set_field([opportunity_id], "emotion_after", value))

    def _decide(self, opportunity_id: str) -> None:
        self._show_page(1)
        self.decisions.begin(opportunity_id)

    def _run(self, key: str, changes: list[Change]) -> None:
        if self.session.run(Label.of(key), changes) is not None:
            self.refresh()

    # Qt's methods

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.notice.place()
        was, now = event.oldSize().width(), event.size().width()
        if now < NARROW and (was < 0 or was >= NARROW):
            self.details.setChecked(False)
        elif 0 <= was < NARROW <= now:
            self.details.setChecked(True)
