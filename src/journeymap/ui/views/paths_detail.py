"""What opens below the selected path: the curve large, personas laid over it, and what can be done with the path.

Which personas lie over it is kept here; following a path is left to the view.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from journeymap.analysis.graph import emotions
from journeymap.model.records import Feeling, Persona, Touchpoint
from journeymap.ui.views.parts import FlowRow, chip, refill
from journeymap.ui.views.paths_curve import BigCurve, Overlay, draw_sample
from journeymap.ui.views.paths_figures import PathRow, Sheet
from journeymap.ui.widgets import button, label
from journeymap.ui.words import say, shown

PAD = 14


class PathDetail(QWidget):
    """What opens below the selected path: the large curve, switches for the personas over it, what can be done."""

    follow = Signal()
    follow_likeliest = Signal()
    show_on_map = Signal()
    jump = Signal(str)
    overlays_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.overlaid: set[str] = set()
        self._sheet: Sheet | None = None
        self._row: PathRow | None = None
        self._personas: list[Persona] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(PAD, 0, PAD, 12)
        column.setSpacing(6)
        self.curve = BigCurve()
        self.curve.jump.connect(self.jump)
        self.curve.moved.connect(self._tell)
        column.addWidget(self.curve)
        self._told = label("", "caption", wrap=True)
        column.addWidget(self._told)
        self._legend = QWidget()
        self._legend_column = QVBoxLayout(self._legend)
        self._legend_column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._legend)
        self.follow_button = button(say("paths.follow"), "primary", self.follow.emit)
        self.follow_button.setToolTip(say("paths.follow_tip"))
        self.likeliest_button = button(say("paths.follow_likeliest"), "", self.follow_likeliest.emit)
        self.map_button = button(say("paths.show_on_map"), "", self.show_on_map.emit)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(FlowRow([self.follow_button, self.likeliest_button, self.map_button], 8), 1)
        column.addLayout(row)
        self.chips: dict[str, QPushButton] = {}

    def show_row(self, sheet: Sheet, row: PathRow, personas: Sequence[Persona], picked: bool) -> None:
        """Show a path. `picked` says that the journey follows a path that somebody chose."""
        self._sheet, self._row = sheet, row
        self.follow_button.setVisible(not row.followed)
        self.likeliest_button.setVisible(picked)
        if [each.id for each in personas] != [each.id for each in self._personas] or not self.chips:
            self._personas = list(personas)
            self._make_legend()
        self._personas = list(personas)
        self._show_curve()

    def overlay(self, persona: Persona) -> Overlay:
        """One persona's feelings along the path that is shown."""
        assert self._sheet is not None and self._row is not None
        state = self._sheet.now.state
        touchpoints = [state.get(Touchpoint, each) for each in self._row.key]
        known = [each for each in touchpoints if each is not None]
        return Overlay(
            shown(persona.name) or say("app.untitled"),
            [each.id for each in self._personas].index(persona.id),
            tuple(emotions(state, known, persona.id)),
        )

    def own_feelings(self, persona: Persona) -> int:
        """How many touchpoints of the path have a feeling of her own."""
        assert self._sheet is not None and self._row is not None
        passed = set(self._row.key)
        found = self._sheet.now.state.children(Feeling, persona.id)
        return sum(each.touchpoint_id in passed and each.emotion is not None for each in found)

    def _make_legend(self) -> None:
        self.chips = {}
        widgets: list[QWidget] = []
        if self._personas:
            widgets.append(label(say("paths.overlay"), "caption"))
        for persona in self._personas:
            each = chip(shown(persona.name).replace("&", "&&") or say("app.untitled"))
            each.setIcon(_line_icon(self.overlay(persona)))
            each.setIconSize(QSize(30, 12))
            each.setAccessibleName(f"{say('paths.overlay')}: {shown(persona.name)}")
            each.setChecked(persona.id in self.overlaid)
            each.toggled.connect(lambda on, persona_id=persona.id: self._toggle(persona_id, on))
            self.chips[persona.id] = each
            widgets.append(each)
        refill(self._legend_column, [FlowRow(widgets)])

    def _toggle(self, persona_id: str, on: bool) -> None:
        (self.overlaid.add if on else self.overlaid.discard)(persona_id)
        self._show_curve()
        self.overlays_changed.emit()

    def set_overlaid(self, persona_id: str | None) -> None:
        """Show this persona's curve and no other."""
        self.overlaid = {persona_id} if persona_id else set()
        for each, widget in self.chips.items():
            widget.blockSignals(True)
            widget.setChecked(each in self.overlaid)
            widget.blockSignals(False)
        if self._sheet is not None:
            self._show_curve()

    def _show_curve(self) -> None:
        assert self._sheet is not None and self._row is not None
        state = self._sheet.now.state
        found = [state.get(Touchpoint, each) for each in self._row.key]
        titles = [shown(each.title) or say("touchpoint.untitled") for each in found if each is not None]
        for persona in self._personas:
            own = self.own_feelings(persona)
            self.chips[persona.id].setToolTip(say("paths.own_count", n=own) if own else say("paths.no_own"))
        overlays = [self.overlay(each) for each in self._personas if each.id in self.overlaid]
        self.curve.show_series(self._row.figures.series, titles, overlays)

    def _tell(self, number: int) -> None:
        self._told.setText(self.curve.words_at(number))


def _line_icon(overlay: Overlay) -> QIcon:
    picture = QPixmap(60, 24)
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_sample(painter, overlay, QRectF(1, 0, 23, 12))
    painter.end()
    return QIcon(picture)
