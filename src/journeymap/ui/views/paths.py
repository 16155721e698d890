"""The Paths view: who gets through and at what cost, the paths ranked, the sum, and what if.

Shows what `paths_figures` computes in the background; the last result stays in sight meanwhile. The only thing it
changes is which path the journey follows.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from journeymap.analysis.what_if import WhatIf
from journeymap.edit import journeys
from journeymap.model import queries
from journeymap.model.changes import Label
from journeymap.model.records import Journey, Persona
from journeymap.session import Session
from journeymap.ui.tasks import Stale, Work
from journeymap.ui.views.parts import FlowRow, Invitation, chip, refill
from journeymap.ui.views.paths_cards import PathList
from journeymap.ui.views.paths_detail import PathDetail
from journeymap.ui.views.paths_figures import DEAREST, LIKELY_FIRST, MOST_SHOWN, SLOWEST, WORST, Sheet, Sheets, Wish
from journeymap.ui.views.paths_levers import overrides
from journeymap.ui.views.paths_limits import LimitSwitches, VerdictCard
from journeymap.ui.views.paths_side import PathsSide, path_figure_names
from journeymap.ui.views.paths_sum import SumTiles
from journeymap.ui.views.paths_what_if import WhatIfDrawer
from journeymap.ui.views.paths_words import count_words, value_text
from journeymap.ui.views.view import View
from journeymap.ui.widgets import button, label
from journeymap.ui.words import say

CHANGE_MS, SLIDE_MS = 150, 30
"""How long is waited after a change of the document, and after a switch or slider, before figures are computed."""
MOST_TRIES = 10
"""Two parts that cannot agree on a height must not keep the program busy."""
SLOW_MS = 500
"""Figures that take longer are announced."""
AT_ONCE = 12
SIDE, NARROW_SIDE, WIDE = 300, 236, 860


class Page(QScrollArea):
    """A column that scrolls, always as high as its parts need at its width.

    Qt asks for that height while parts deep inside are still being laid out, and does not ask again.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inner = QWidget()
        self.inner.setProperty("look", "canvas")
        self.inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.inner.setMinimumHeight(1)  # else Qt takes the sum of the parts' heights at their narrowest for the least
        self.column = QVBoxLayout(self.inner)
        self.column.setContentsMargins(18, 14, 18, 18)
        self.column.setSpacing(10)
        self.setWidget(self.inner)
        self._tries = 0
        self._check = QTimer(self)
        self._check.setSingleShot(True)
        self._check.setInterval(0)
        self._check.timeout.connect(self._fit)

    def _fit(self) -> None:
        inner = self.inner
        wanted = max(self.column.totalHeightForWidth(inner.width()), self.viewport().height())
        if inner.height() == wanted:
            self._tries = 0
        elif self._tries < MOST_TRIES:
            self._tries += 1
            QApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.inner and event.type() == QEvent.Type.LayoutRequest:
            self._check.start()
        return super().eventFilter(watched, event)


class PathsView(View):
    """`selection_changed` carries touchpoint ids; `jump` a record that wants to be seen on the map."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.journey_id = ""
        self.sheet: Sheet | None = None
        self.asked = ""
        self._persona_id: str | None = None
        self._order, self._currency, self._shown = LIKELY_FIRST, "", AT_ONCE
        self._key: tuple[str, ...] = ()
        self._stale = True
        self._sheets = Sheets()
        self._work = Work(self)
        self._work.done.connect(self._show)
        self._work.failed.connect(self._failed)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._compute)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(lambda: self._state.setText(say("paths.working") if self._work.is_busy else ""))
        self._orders: dict[str, QPushButton] = {}
        self.setProperty("look", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._build()
        self._connect()

    # building

    def _build(self) -> None:
        self.limits = LimitSwitches()
        self.verdict = VerdictCard()
        self.detail = PathDetail()
        self.list = PathList(self.detail)
        self.tiles = SumTiles()
        self.what_if = WhatIfDrawer()
        self.side = PathsSide()
        self.hint = Invitation(say("paths.empty"), say("action.view_map"), lambda: self.command_wanted.emit("view_map"))
        self.more_button = button(say("paths.more"), "", self._show_more)
        self._count = label("", "second", wrap=True)
        self._scope = label(say("paths.sum_everyone"), "second", wrap=True)
        self._state = label("", "caption", wrap=True)
        self._order_row = QWidget()
        self._order_column = QVBoxLayout(self._order_row)
        self._order_column.setContentsMargins(0, 0, 0, 0)
        self._order_group = QButtonGroup(self)
        self._order_group.setExclusive(True)
        self._scroll = Page()
        self._scroll.setAccessibleName(say("view.paths"))
        column = self._scroll.column
        column.addWidget(self.limits)
        column.addWidget(self.verdict)
        column.addSpacing(4)
        column.addWidget(FlowRow([label(say("paths.title"), "title"), self._count, self._state], 9))
        column.addWidget(self._order_row)
        column.addWidget(self.list)
        column.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(6)
        column.addWidget(FlowRow([label(say("paths.sum"), "title"), self._scope], 9))
        column.addWidget(self.tiles)
        column.addStretch(1)
        middle = QWidget()
        rows = QVBoxLayout(middle)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._scroll, 1)
        rows.addWidget(self.hint, 1)
        rows.addWidget(self.what_if)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(middle, 1)
        whole.addWidget(self.side)
        self.hint.hide()
        self._make_orders(())

    def _connect(self) -> None:
        self.limits.persona_chosen.connect(self.show_persona)
        self.limits.changed.connect(lambda: self._ask_soon(SLIDE_MS))
        self.verdict.asked.connect(self.ask)
        self.verdict.show_on_map.connect(self._show_barred)
        self.verdict.her_way.connect(self._select_her_way)
        self.list.selected.connect(self.select_path)
        self.list.followed.connect(self.follow)
        self.list.asked.connect(self.ask)
        self.detail.follow.connect(lambda: self.follow(self._key))
        self.detail.follow_likeliest.connect(lambda: self.follow(()))
        self.detail.show_on_map.connect(self._show_path)
        self.detail.jump.connect(self.jump)
        self.tiles.asked.connect(self.ask)
        self.side.asked.connect(self.ask)
        self.side.jump.connect(self.jump)
        self.what_if.changed.connect(lambda: self._ask_soon(SLIDE_MS))

    def _make_orders(self, currencies: tuple[str, ...]) -> None:
        """The chips of the orders; one for each currency, since currencies cannot be compared."""
        self._orders = {}
        names = [(LIKELY_FIRST, ""), (SLOWEST, ""), *((DEAREST, each) for each in currencies), (WORST, "")]
        for order, currency in names:
            text = say(f"paths.order.{order}")
            if len(currencies) > 1 and currency:
                text = say("paths.order.dearest_in", currency=currency)
            each = chip(text)
            each.setAccessibleName(f"{say('paths.order')}: {text}")
            each.setChecked((order, currency) == (self._order, self._currency))
            each.clicked.connect(self._orderer(order, currency))
            self._order_group.addButton(each)
            self._orders[f"{order}.{currency}" if currency else order] = each
        refill(self._order_column, [FlowRow(list(self._orders.values()))])

    def _orderer(self, order: str, currency: str) -> Callable[[], None]:
        return lambda: self.set_order(order, currency)

    # what is shown

    def show_journey(self, journey_id: str) -> None:
        """Show another journey, its followed path selected."""
        if journey_id != self.journey_id:
            self.journey_id = journey_id
            self._key, self._shown, self.asked = (), AT_ONCE, ""
            self._order, self._currency = LIKELY_FIRST, ""
            self._make_orders(())
        self.refresh()

    def show_persona(self, persona_id: str | None) -> None:
        """Preset the limits of a persona and lay her curve over; None for everybody."""
        self._persona_id = persona_id
        self.detail.set_overlaid(persona_id)
        self._fill_personas()
        self._ask_soon(SLIDE_MS)

    def refresh(self) -> None:
        """Bring the figures in line with the records, soon; at the next sight where the view is hidden."""
        self._fill_personas()
        self._ask_soon(CHANGE_MS)

    @property
    def is_busy(self) -> bool:
        """Whether newer figures are still to come."""
        return self._timer.isActive() or self._work.is_busy

    @property
    def selected_path(self) -> tuple[str, ...]:
        return self._key

    def _personas(self) -> list[Persona]:
        """The personas of the journey first, then the others of the project."""
        state = self.session.state
        own = queries.personas(state, state.get(Journey, self.journey_id))
        known = {each.id for each in own}
        return [*own, *(each for each in queries.personas(state) if each.id not in known)]

    def _fill_personas(self) -> None:
        if self.session.state.get(Persona, self._persona_id) is None:
            self._persona_id = None
        self.limits.show_personas(self._personas(), self._persona_id)

    def set_order(self, order: str, currency: str = "") -> None:
        """Rank the paths by another figure."""
        self._order, self._currency, self._shown = order, currency, AT_ONCE
        for name, each in self._orders.items():
            each.setChecked(name == (f"{order}.{currency}" if currency else order))
        self._ask_soon(0)

    def _show_more(self) -> None:
        self._shown = min(self._shown + AT_ONCE, MOST_SHOWN)
        self._ask_soon(0)

    # computing

    def _ask_soon(self, wait: int) -> None:
        self._stale = True
        if self.isVisible():
            self._timer.start(wait)

    def _compute(self) -> None:
        self._stale = False
        state = self.session.document.snapshot()
        changed = overrides(self.sheet.today.graph, self.what_if.values) if self.sheet and self._tries() else WhatIf()
        wish = Wish(
            state, self.journey_id, self.limits.limits, self._order, self._currency, self._shown, changed
        )  # fmt: skip
        sheets = self._sheets

        def job(stale: Stale) -> Sheet:
            return sheets.sheet(wish, stale)

        self._slow.start()
        self._work.ask(job)

    def _tries(self) -> bool:
        """Whether values of the journey in sight are being tried."""
        return self.sheet is not None and self.sheet.wish.journey_id == self.journey_id and bool(self.what_if.values)

    def _failed(self, _error: Exception) -> None:
        self._slow.stop()
        self._state.setText(say("paths.failed"))

    def _show(self, sheet: Sheet) -> None:
        self._slow.stop()
        self._state.setText("")
        former, self.sheet = self.sheet, sheet
        empty = not sheet.rows
        self.hint.setVisible(empty)
        for part in (self._scroll, self.side, self.what_if):
            part.setVisible(not empty)
        if empty:
            return
        self.what_if.show_totals(sheet.today, sheet.wish.journey_id)
        self.limits.show_barriers(sheet.barriers)
        self.verdict.show_sheet(sheet)
        if former is None or former.currencies != sheet.currencies:
            self._make_orders(sheet.currencies)
        self._count.setText(count_words(sheet))
        self.more_button.setVisible(sheet.more and sheet.wish.shown < MOST_SHOWN)
        if sheet.row(self._key) is None:
            followed = next((row for row in sheet.rows if row.followed), sheet.rows[0])
            self._key = followed.key
        self.list.show_sheet(sheet, self._key)
        self._show_detail()
        never = sheet.now.outlook.never
        scope = say("paths.sum_finishing", never=value_text("never", never)) if never > 0 else say("paths.sum_everyone")
        self._scope.setText(scope)
        self.tiles.show_sheet(sheet)
        self._explain()
        if self._tries() and overrides(sheet.today.graph, self.what_if.values) != sheet.wish.changed:
            self._ask_soon(0)  # the journey changed under what is being tried

    def _show_detail(self) -> None:
        assert self.sheet is not None
        row = self.sheet.row(self._key)
        if row is not None:
            journey = self.sheet.wish.state.get(Journey, self.journey_id)
            picked = journey is not None and bool(journey.chosen_path)
            self.detail.show_row(self.sheet, row, self._personas(), picked)

    def _explain(self) -> None:
        if self.sheet is not None and self.sheet.rows:
            self.side.show_figure(self.sheet, self.sheet.row(self._key), self.asked)
            self.tiles.mark(self.asked)

    # what people do

    def select_path(self, key: tuple[str, ...]) -> None:
        """Open a path: its curve, its figures, its touchpoints selected in the other views."""
        if self.sheet is None or self.sheet.row(key) is None:
            return
        self._key = key
        if self.asked not in path_figure_names(self.sheet):
            self.asked = ""
        self.list.select(key)
        self._show_detail()
        self._explain()
        self.selection_changed.emit(list(dict.fromkeys(key)))
        QTimer.singleShot(0, self, self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        card = self.list.card(self._key)
        if card is not None:
            self._scroll.ensureWidgetVisible(card, 0, 12)
            self._scroll.ensureWidgetVisible(card.face, 0, 12)

    def ask(self, name: str) -> None:
        """Explain a figure in the right column; '' for none."""
        self.asked = name
        self._explain()

    def follow(self, key: tuple[str, ...]) -> None:
        """Let map, curve and rows follow a path, as one step that can be undone; () for the likeliest one."""
        self.session.run(Label.of("choose_path"), journeys.choose_path(self.journey_id, key))
        self.refresh()

    def _select_her_way(self) -> None:
        if self.sheet is None or self.sheet.her_way is None:
            return
        key = self.sheet.her_way.key
        self.select_path(key)
        card = self.list.card(key)
        if card is not None:
            card.face.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_barred(self) -> None:
        if self.sheet is not None and self.sheet.now.passage is not None:
            passage = self.sheet.now.passage
            self._show_path_ids(passage.unavoidable or passage.to_open or passage.barred)

    def _show_path(self) -> None:
        self._show_path_ids(self._key)

    def _show_path_ids(self, touchpoint_ids: tuple[str, ...]) -> None:
        if touchpoint_ids:
            self.jump.emit(touchpoint_ids[0])
            self.selection_changed.emit(list(dict.fromkeys(touchpoint_ids)))

    # Qt's methods

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._timer.start(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.setFixedWidth(SIDE if self.width() >= WIDE else NARROW_SIDE)
