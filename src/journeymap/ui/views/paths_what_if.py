"""What if: a drawer at the foot of the view in which values are tried out by sliders. It changes nothing itself; it says
which values are being tried.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from journeymap import typesetting
from journeymap.ui.choice_box import ChoiceBox
from journeymap.ui.icons import icon
from journeymap.ui.theme import BODY, theme
from journeymap.ui.views.parts import FlowRow, refill
from journeymap.ui.views.paths_figures import Totals
from journeymap.ui.views.paths_levers import KINDS, Key, Lever, candidates, lever, suggestions
from journeymap.ui.widgets import button, label, scrolled, set_sign
from journeymap.ui.words import say

MOST_HEIGHT = 196
PLACE_WIDTH = 250
CHIP_TEXT = 210
ROOMY = 700
"""In a window lower than this the suggestions make room for the sliders."""


class CalmSlider(QSlider):
    """A slider that the wheel does not move while one scrolls past it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class LeverRow(QWidget):
    """One slider with its name, the value tried and today's, and the way back."""

    moved = Signal()
    dropped = Signal()

    def __init__(self, found: Lever) -> None:
        super().__init__()
        self.lever = found
        name = say("paths.lever.name", kind=say(f"paths.lever.{found.kind}"), name=found.name)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(1)
        title = label(name, wrap=True)
        grid.addWidget(title, 0, 0, 1, 2)
        self.slider = CalmSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, len(found.steps) - 1)
        self.slider.setPageStep(max(len(found.steps) // 10, 1))
        self.slider.setValue(found.first)
        self.slider.setMinimumWidth(120)
        self.slider.setStyleSheet(f"QSlider:focus {{ border: 1px solid {theme().accent}; border-radius: 7px; }}")
        self.slider.valueChanged.connect(self._moved)
        grid.addWidget(self.slider, 1, 0)
        self.words = label("", "bold")
        self.words.setMinimumWidth(168)
        grid.addWidget(self.words, 1, 1)
        self.drop = QToolButton()
        self.drop.setProperty("look", "tiny")
        self.drop.setIcon(icon("close"))
        self.drop.setToolTip(say("paths.what_if_drop", name=name))
        self.drop.setAccessibleName(say("paths.what_if_drop", name=name))
        self.drop.clicked.connect(lambda _checked=False: self.dropped.emit())
        grid.addWidget(self.drop, 1, 2)
        grid.setColumnStretch(0, 1)
        self._name = name
        self._tell()

    @property
    def value(self) -> Any:
        """The value tried; None while the slider stands where today's value is."""
        step = self.slider.value()
        return None if step == self.lever.today else self.lever.steps[step]

    def _moved(self, _step: int) -> None:
        self._tell()
        self.moved.emit()

    def _tell(self) -> None:
        words = self.lever.words(self.slider.value())
        text = say("paths.lever.values", value=words, today=self.lever.today_words)
        self.words.setText(text)
        self.slider.setAccessibleName(self._name)
        self.slider.setAccessibleDescription(text)
        self.slider.setToolTip(say("paths.lever.rest") if self.lever.kind == "share" else text)


class WhatIfDrawer(QFrame):
    """Emits `changed` whenever other values are tried."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        t = theme()
        self.setObjectName("what_if")
        self.setStyleSheet(f"#what_if {{ background: {t.panel}; border-top: 1px solid {t.line}; }}")
        self.rows: dict[Key, LeverRow] = {}
        self.chips: dict[Key, QWidget] = {}
        self._totals: Totals | None = None
        self._journey_id = ""
        self._offered = False
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 6, 18, 8)
        column.setSpacing(4)
        self.fold = button(say("paths.what_if"), "flat", icon_name="chevron_right")
        self.fold.setCheckable(True)
        self.fold.setStyleSheet("font-weight: bold;")
        self.fold.toggled.connect(self._show_body)
        self.told = label("", "second", wrap=True)
        self.reset = button(say("paths.what_if_reset"), "link", self.clear)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.fold)
        head.addWidget(self.told, 1)
        head.addWidget(self.reset)
        column.addLayout(head)
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(6)
        self._suggestions = QWidget()
        self._suggested = QVBoxLayout(self._suggestions)
        self._suggested.setContentsMargins(0, 0, 0, 0)
        body.addWidget(self._suggestions)
        body.addWidget(self._chooser())
        self._list = QWidget()
        self._rows = QVBoxLayout(self._list)
        self._rows.setContentsMargins(0, 0, 10, 0)
        self._rows.setSpacing(2)
        self._scroll = scrolled(self._list)
        body.addWidget(self._scroll)
        column.addWidget(self._body)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._show_body(False)
        self._fit()
        self._tell()

    def _chooser(self) -> QWidget:
        self.kind = ChoiceBox()
        self.kind.setAccessibleName(say("paths.what_if_kind"))
        for each in KINDS:
            self.kind.addItem(say(f"paths.lever.{each}"), each)
        self.place = ChoiceBox()
        self.place.setAccessibleName(say("paths.what_if_where"))
        self.place.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.place.setMinimumWidth(PLACE_WIDTH)
        self.add = button(say("paths.what_if_add"), "", self._add_chosen, "plus")
        self.kind.currentIndexChanged.connect(lambda _at: self._fill_places())
        return FlowRow([self.kind, self.place, self.add], 8)

    def show_totals(self, totals: Totals, journey_id: str) -> None:
        """Offer what can be tried on today's journey; what is tried already stays, as far as it is still there."""
        if journey_id != self._journey_id:
            self._journey_id = journey_id
            self._forget()
        elif self._totals is not None and self._totals.state is totals.state:
            return
        self._totals = totals
        for key, row in list(self.rows.items()):
            fresh = lever(totals, key[1], key[0])
            if fresh is None:
                self._drop(key)
            elif (fresh.steps, fresh.today, fresh.name) != (row.lever.steps, row.lever.today, row.lever.name):
                tried = row.value
                self._drop(key)
                self._add(key, tried)
        self._offered = False
        self._offer()
        self._tell()

    def _offer(self) -> None:
        """Fill the lists while they can be seen; large journeys have long ones."""
        if self._totals is not None and self.fold.isChecked() and not self._offered:
            self._offered = True
            self._fill_places()
            self._suggest()

    @property
    def values(self) -> dict[Key, Any]:
        """What is being tried."""
        return {key: row.value for key, row in self.rows.items() if row.value is not None}

    def clear(self) -> None:
        """Back to today's values."""
        self._forget()
        self._tell()
        self.changed.emit()

    def _forget(self) -> None:
        for key in list(self.rows):
            self._drop(key)

    def _fill_places(self) -> None:
        if self._totals is None:
            return
        chosen = self.place.currentData()
        self.place.clear()
        for record_id, name in candidates(self._totals, self.kind.currentData()):
            self.place.addItem(name, record_id)
        self.place.setCurrentIndex(max(self.place.findData(chosen), 0))
        self.add.setEnabled(self.place.count() > 0)

    def _suggest(self) -> None:
        assert self._totals is not None
        self.chips = {}
        for key in suggestions(self._totals):
            found = lever(self._totals, key[1], key[0])
            if found is None:
                continue
            name = say("paths.lever.name", kind=say(f"paths.lever.{found.kind}"), name=found.name)
            each = button(typesetting.shorten(name, CHIP_TEXT, BODY).replace("&", "&&"), "quiet_chip", self._adder(key))
            each.setToolTip(name)
            each.setAccessibleName(name)
            self.chips[key] = each
        refill(self._suggested, [FlowRow(list(self.chips.values()))] if self.chips else [])

    def _adder(self, key: Key) -> Callable[[], None]:
        return lambda: self.try_out(key)

    def _add_chosen(self) -> None:
        if self.place.currentData() is not None:
            self.try_out((self.place.currentData(), self.kind.currentData()))

    def try_out(self, key: Key) -> None:
        """Show the slider of a value and put the focus on it."""
        if key not in self.rows:
            self._add(key, None)
        if key in self.rows:
            self.fold.setChecked(True)
            self.rows[key].slider.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(self.rows[key])

    def _add(self, key: Key, value: Any) -> None:
        assert self._totals is not None
        found = lever(self._totals, key[1], key[0])
        if found is None:
            return
        row = LeverRow(found)
        if value is not None:
            at = next((number for number, each in enumerate(found.steps) if each == value), None)
            if at is not None:
                row.slider.blockSignals(True)
                row.slider.setValue(at)
                row.slider.blockSignals(False)
        row._tell()
        row.moved.connect(self._moved)
        row.dropped.connect(lambda: self._dropped(key))
        self.rows[key] = row
        self._rows.addWidget(row)
        self._fit()

    def _drop(self, key: Key) -> None:
        row = self.rows.pop(key)
        self._rows.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._fit()

    def _dropped(self, key: Key) -> None:
        self._drop(key)
        self.fold.setFocus(Qt.FocusReason.OtherFocusReason)
        self._moved()

    def _moved(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        count = len(self.values)
        self.told.setText(say("paths.what_if_on", n=count) if count else say("paths.what_if_about"))
        self.reset.setVisible(bool(self.rows))

    def _show_body(self, on: bool) -> None:
        self._body.setVisible(on)
        self._offer()
        set_sign(self.fold, icon("chevron_down" if on else "chevron_right"))

    def _fit(self) -> None:
        self._scroll.setVisible(bool(self.rows))
        self._suggestions.setVisible(not self.rows or self.window().height() >= ROOMY)
        height = sum(row.sizeHint().height() + 2 for row in self.rows.values())
        self._scroll.setFixedHeight(min(max(height + 4, 40), MOST_HEIGHT))
