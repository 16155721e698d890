""" "Can she get through?": whose limits, a switch for each limit, and the verdict with what it rests on.

Switching changes what is computed, never the document: the persona only presets the switches.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from journeymap import typesetting
from journeymap.model.records import Persona
from journeymap.model.values import BARRIERS
from journeymap.ui.choice_box import ChoiceBox
from journeymap.ui.flow import FlowLayout
from journeymap.ui.icons import icon, pixmap
from journeymap.ui.theme import BODY, theme
from journeymap.ui.views.parts import FlowRow, chip
from journeymap.ui.views.paths_figures import Sheet
from journeymap.ui.views.paths_words import figure_name, path_name, value_text, verdict
from journeymap.ui.widgets import button, label, set_sign
from journeymap.ui.words import say, say_token, shown

_SIGNS = {"good": "finding_ok", "notice": "finding_warning", "problem": "finding_problem", "plain": "info"}
CHOOSER_WIDTH = 270
WAY_MARGIN = 96


class LimitSwitches(QWidget):
    """The persona chooser and the switches. `persona_chosen` carries her id or None."""

    persona_chosen = Signal(object)
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.limits: frozenset[str] = frozenset()
        self._personas: list[Persona] = []
        self._barriers: frozenset[str] = frozenset()
        self._all = False
        self._preset: tuple[str, tuple[str, ...]] | None = None
        self.chooser = ChoiceBox()
        self.chooser.setAccessibleName(say("paths.who"))
        self.chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.chooser.setMaximumWidth(CHOOSER_WIDTH)
        self.chooser.activated.connect(lambda _at: self.persona_chosen.emit(self.chooser.currentData()))
        head = FlowRow([label(say("paths.through"), "title"), self.chooser], 12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(head)
        self._row = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._row.setSizePolicy(policy)
        self._flow = FlowLayout(self._row)
        column.addWidget(self._row)
        self.switches: dict[str, QPushButton] = {}
        self.more = chip(say("paths.more_limits"), self._show_all, icon_name="more")
        self.more.setProperty("look", "quiet_chip")
        self.reset = button(say("paths.own_limits"), "link", self._reset)
        self._flow.addWidget(self.more)
        self._flow.addWidget(self.reset)

    @property
    def persona(self) -> Persona | None:
        """Whose limits were preset."""
        chosen = self.chooser.currentData()
        return next((each for each in self._personas if each.id == chosen), None)

    def show_personas(self, personas: Sequence[Persona], persona_id: str | None) -> None:
        """Show whom one can choose, and who is chosen. Switches are preset anew where she, or her limits, changed."""
        self._personas = list(personas)
        self.chooser.blockSignals(True)
        self.chooser.clear()
        self.chooser.addItem(say("paths.everybody"), None)
        for each in personas:
            self.chooser.addItem(shown(each.name) or say("app.untitled"), each.id)
            self.chooser.setItemData(self.chooser.count() - 1, shown(each.name), Qt.ItemDataRole.ToolTipRole)
        self.chooser.setCurrentIndex(max(self.chooser.findData(persona_id), 0))
        self.chooser.blockSignals(False)
        chosen = self.persona
        preset = (chosen.id, chosen.limits) if chosen else None
        if preset != self._preset:
            self._preset = preset
            self._set(frozenset(chosen.limits) if chosen else frozenset())
        self._arrange()

    def show_barriers(self, barriers: frozenset[str]) -> None:
        """Offer switches for the barriers of this journey; others are folded away."""
        if barriers != self._barriers:
            self._barriers = barriers
            self._arrange()

    def _offered(self) -> list[str]:
        known = [tag for tag in BARRIERS if self._all or tag in self._barriers or tag in self.limits]
        return known + sorted((self._barriers | self.limits) - set(BARRIERS))

    def _arrange(self) -> None:
        offered = self._offered()
        for tag in offered:
            if tag not in self.switches:
                self.switches[tag] = self._switch(tag)
        # The layout has no order of its own: all are taken out and put back.
        while self._flow.count():
            self._flow.takeAt(0)
        for tag, switch in self.switches.items():
            switch.setVisible(tag in offered)
        for tag in offered:
            self._flow.addWidget(self.switches[tag])
            self._tell(tag)
        self._flow.addWidget(self.more)
        self._flow.addWidget(self.reset)
        for before, after in zip([self.chooser, *(self.switches[tag] for tag in offered)],
                                 [*(self.switches[tag] for tag in offered), self.more], strict=True):  # fmt: skip
            QWidget.setTabOrder(before, after)
        own = frozenset(self.persona.limits) if self.persona else frozenset()
        self.more.setVisible(len(set(BARRIERS) - self._barriers - self.limits) > 0)
        self.reset.setVisible(self.limits != own)
        self.reset.setText(say("paths.own_limits") if self.persona else say("paths.no_limits"))
        self._row.updateGeometry()

    def _switch(self, tag: str) -> QPushButton:
        switch = chip(say_token("limit", tag))
        switch.setParent(self._row)
        switch.setChecked(tag in self.limits)
        switch.toggled.connect(lambda on: self._toggled(tag, on))
        return switch

    def _tell(self, tag: str) -> None:
        key = "paths.limit_tip" if tag in self._barriers else "paths.limit_idle"
        words = say(key, barrier=say_token("barrier", tag))
        set_sign(self.switches[tag], icon("check", theme().accent) if tag in self.limits else QIcon(), 14)
        self.switches[tag].setToolTip(words)
        self.switches[tag].setAccessibleDescription(words)

    def _toggled(self, tag: str, on: bool) -> None:
        self.limits = self.limits | {tag} if on else self.limits - {tag}
        self._arrange()
        self.changed.emit()

    def _set(self, limits: frozenset[str]) -> None:
        self.limits = limits
        for tag, switch in self.switches.items():
            switch.blockSignals(True)
            switch.setChecked(tag in limits)
            switch.blockSignals(False)

    def _reset(self) -> None:
        self._set(frozenset(self.persona.limits) if self.persona else frozenset())
        self._arrange()
        self.changed.emit()

    def _show_all(self, on: bool) -> None:
        self._all = on
        self._arrange()


class VerdictCard(QFrame):
    """The verdict in a sentence, what goes with it, its figures, and the way to the map."""

    show_on_map = Signal()
    her_way = Signal()
    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("verdict")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 11, 14, 11)
        row.setSpacing(11)
        self._sign = label()
        self._sign.setFixedSize(20, 20)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(4)
        self.answer = label("", "bold", wrap=True)
        self.more = label("", "second", wrap=True)
        self.figures = {name: button("", "link", self._asker(name)) for name in _FIGURES}
        self.map_button = button(say("paths.show_on_map"), "", self.show_on_map.emit)
        self.way_button = button("", "link", self.her_way.emit, "path")
        self.way_button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.map_button.setStyleSheet("padding: 3px 10px;")
        self._row = FlowRow([*self.figures.values(), self.map_button], 8)
        for widget in (self.answer, self.more, self.way_button, self._row):
            column.addWidget(widget)
        self.way_button.hide()
        self._row.hide()
        row.addLayout(column, 1)

    def _asker(self, name: str) -> Callable[[], None]:
        return lambda: self.asked.emit(name)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show how somebody with the limits of the sheet fares."""
        t = theme()
        found = verdict(sheet)
        edge = {"good": t.good, "notice": t.warning, "problem": t.problem}.get(found.tone, t.line)
        ground = t.surprise_soft if found.tone == "notice" else t.paper
        self.setStyleSheet(f"#verdict {{ background: {ground}; border: 1px solid {edge}; border-radius: 8px; }}")
        tint = edge if found.tone != "plain" else t.ink_2
        self._sign.setPixmap(pixmap(_SIGNS[found.tone], 20, tint, max(self.devicePixelRatioF(), 2.0)))
        self.answer.setText(found.answer)
        self.answer.setAccessibleName(found.answer)
        self.more.setText(found.more)
        self.more.setVisible(bool(found.more))
        passage = sheet.now.passage
        for name, widget in self.figures.items():
            widget.setVisible(passage is not None and bool(passage.barred))
            if name == "extra":
                text = say("paths.how") + " " + figure_name(name)
                widget.setVisible(passage is not None and bool(passage.barred) and passage.burden is not None)
                widget.setText(figure_name(name))
            else:
                text = f"{figure_name(name)} {value_text(name, sheet.now.value(name))}"
                widget.setText(text)
            widget.setAccessibleName(text)
            widget.setToolTip(say("paths.how"))
        self.map_button.setVisible(passage is not None and bool(passage.barred))
        self.way_button.setVisible(sheet.her_way is not None)
        if sheet.her_way is not None:
            name = say("paths.her_way", name=path_name(sheet.her_way))
            self.way_button.setAccessibleName(name)
            self._fit_way()
            self.way_button.setToolTip(name)
        self._row.setVisible(passage is not None and bool(passage.barred))

    def _fit_way(self) -> None:
        room = self.width() - WAY_MARGIN
        self.way_button.setText(typesetting.shorten(self.way_button.accessibleName(), room, BODY).replace("&", "&&"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_way()


_FIGURES = ("her_chance", "served", "extra")
