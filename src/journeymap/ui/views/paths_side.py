"""The right column of the Paths view: how a figure is computed, what it rests on and how much is missing, the figures of
the selected path, and the ground of its low.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from journeymap import typesetting
from journeymap.analysis.ground import Ground
from journeymap.model import queries
from journeymap.model.records import Touchpoint
from journeymap.ui.canvas.painting import draw_lines
from journeymap.ui.theme import BODY, CAPTION, theme
from journeymap.ui.views.cards import CardButton
from journeymap.ui.views.parts import Card, Panel, heading, icon_label, refill
from journeymap.ui.views.paths_figures import INPUTS, PathRow, Sheet, path_value
from journeymap.ui.views.paths_words import (
    change_text,
    evidence_behind,
    evidence_words,
    feeling_words,
    figure_name,
    ground_words,
    how_words,
    path_name,
    value_text,
)
from journeymap.ui.widgets import label, line
from journeymap.ui.words import say, shown

MOST_EVIDENCE = 5
MOST_LOWS = 3

PATH_FIGURES = (
    "share", "path_time", "path_contact", "path_waiting", "path_trips", "path_documents", "path_repeated",
    "path_handovers", "peak_end", "mean", "peak", "low", "end", "unrecovered", "flat", "missing",
)  # fmt: skip


class GroundBar(QWidget):
    """Parts of a whole: measured (full), observed (hatched), assumed (outlined), missing (dashed and empty)."""

    def __init__(self, ground: Ground) -> None:
        super().__init__()
        self._ground = ground
        self.setFixedHeight(10)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(ground_words(ground))

    def sizeHint(self) -> QSize:
        return QSize(200, 10)

    def paintEvent(self, _event: QPaintEvent) -> None:
        ground, t = self._ground, theme()
        total = ground.known + ground.missing
        if not total:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = 0.5
        for name in ("measured", "observed", "assumed", "missing"):
            width = (self.width() - 1) * getattr(ground, name) / total
            if not width:
                continue
            box = QRectF(x, 0.5, max(width - 1.5, 1.5), 9)
            pen = QPen(QColor(t.accent if name in ("measured", "observed") else t.connection), 1)
            brush = {
                "measured": QBrush(QColor(t.accent)),
                "observed": QBrush(QColor(t.accent), Qt.BrushStyle.BDiagPattern),
                "assumed": QBrush(QColor(t.hover)),
            }.get(name, QBrush(Qt.BrushStyle.NoBrush))
            if name == "missing":
                pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.setBrush(brush)
            painter.drawRoundedRect(box, 3, 3)
            x += width
        painter.end()


class FigureRow(CardButton):
    """One figure of the path: its name and value; pressing it asks how it is computed."""

    radius = 5

    def __init__(self, name: str, on_click: Callable[[], None]) -> None:
        super().__init__(figure_name(name), "", on_click)
        self.name = name
        self.value = self.today = ""
        self.is_asked = False
        self.setFixedHeight(25)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(say("paths.how"))

    def show_value(self, value: str, today: str, *, asked: bool) -> None:
        """Show another value, and today's where it differs."""
        self.value, self.today, self.is_asked = value, today, asked
        self.setAccessibleName(" ".join(each for each in (self.text(), value, today) if each))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 25)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme()
        painter = QPainter(self)
        ground = t.accent_soft if self.is_asked else t.hover if self.underMouse() else t.panel
        self.draw_ground(painter, ground)
        if self.hasFocus():
            self.draw_outline(painter, ground)
        right = self.width() - 6 - typesetting.width(self.value, BODY, True)
        draw_lines(painter, [self.value], right, 4, BODY, t.accent if self.is_asked else t.ink, bold=True)
        if self.today:
            right -= typesetting.width(self.today, CAPTION, False) + 7
            draw_lines(painter, [self.today], right, 5, CAPTION, t.ink_2)
        draw_lines(painter, [typesetting.shorten(self.text(), right - 12, BODY)], 6, 4, BODY, t.ink_2)
        painter.end()


class PathsSide(Panel):
    """Shows one sheet, one path of it and one figure. `asked` names a figure somebody wants explained.

    Parts that say the same as before are left alone, because sliders ask for them many times a second.
    """

    asked = Signal(str)
    jump = Signal(str)

    def __init__(self) -> None:
        super().__init__("panel", 16)
        self.setAccessibleName(say("paths.side"))
        self.value = label("", "bold", wrap=True)
        self.how = label("", "second", wrap=True)
        self.path_title = label("", "bold", wrap=True)
        self.rows: dict[str, FigureRow] = {}
        self._said: dict[str, object] = {}
        self._basis, self._figures, self._low = (_column() for _ in range(3))
        basis, figures, low = (QWidget() for _ in range(3))
        for widget, column in ((basis, self._basis), (figures, self._figures), (low, self._low)):
            widget.setLayout(column)
        self.basis_part = basis
        self._figures.setSpacing(0)
        self.path_part = QWidget()
        path = QVBoxLayout(self.path_part)
        path.setContentsMargins(0, 0, 0, 0)
        path.setSpacing(7)
        parts = (line(), heading(say("paths.this_path")), self.path_title, figures, line())
        for each in (*parts, heading(say("paths.ground_of_low")), low):
            path.addWidget(each)
        title = label(say("paths.how"), "title", wrap=True)
        self.fill([title, self.value, self.how, basis, self.path_part])

    def show_figure(self, sheet: Sheet, row: PathRow | None, name: str) -> None:
        """Explain `name` (none: say how to ask) and show the path."""
        is_of_path = row is not None and name in path_figure_names(sheet)
        if not is_of_path and name.partition(".")[0] in (*PATH_FIGURES, "path_fee"):
            name = ""  # a figure of a path that is gone
        text = self._value_words(sheet, row if is_of_path else None, name)
        self.value.setText(text)
        self.value.setVisible(bool(text))
        self.how.setText(how_words(name) if name else say("paths.how.none"))
        self._show_basis(sheet, row if is_of_path else None, name)
        self.path_part.setVisible(row is not None)
        if row is not None:
            self.path_title.setText(path_name(row))
            self._show_figures(sheet, row, name)
            self._show_low(sheet, row)

    def _value_words(self, sheet: Sheet, row: PathRow | None, name: str) -> str:
        if not name or name == "extra":
            return figure_name(name) if name else ""
        if row is not None:
            now = row.value(name)
            before = path_value(row.today, name) if row.today is not None else None
        else:
            now = sheet.now.value(name)
            before = sheet.today.value(name) if sheet.is_changed else None
        text = f"{figure_name(name)}  {value_text(name, now)}"
        if before is not None:
            text += f"\n{say('paths.today', value=value_text(name, before))}  {change_text(name, before, now)}"
        return text

    def _is_said(self, part: str, what: object) -> bool:
        """Whether a part says this already; from now on it does."""
        said = self._said.get(part) == what
        self._said[part] = what
        return said

    def _show_basis(self, sheet: Sheet, row: PathRow | None, name: str) -> None:
        kind = name.partition(".")[0]
        found = row.grounds if row is not None else sheet.grounds
        grounds = [(say(f"paths.based.{each}"), found[each]) for each in INPUTS.get(kind, ())]
        if kind == "must_be":
            grounds = [(say("paths.based.must_be"), sheet.ground(name))]
        grounds = [(words, ground) for words, ground in grounds if ground.known or ground.missing]
        evidence = [evidence_words(each) for each in evidence_behind(sheet, name)[:MOST_EVIDENCE]]
        if self._is_said("basis", (name, row is not None, grounds, evidence)):
            return
        widgets: list[QWidget] = []
        if name:
            widgets.append(heading(say("paths.based_path" if row is not None else "paths.based_on")))
            widgets += [_ground_card(words, ground) for words, ground in grounds]
            if not grounds:
                widgets.append(label(say("paths.based.counted"), "second", wrap=True))
        for words in evidence:
            piece = QWidget()
            line_ = QHBoxLayout(piece)
            line_.setContentsMargins(0, 0, 0, 0)
            line_.setSpacing(7)
            line_.addWidget(icon_label("evidence", theme().ink_2, 14), 0, Qt.AlignmentFlag.AlignTop)
            line_.addWidget(label(words, "caption", wrap=True), 1)
            widgets.append(piece)
        refill(self._basis, widgets)
        self.basis_part.setVisible(bool(widgets))

    def _show_figures(self, sheet: Sheet, row: PathRow, asked: str) -> None:
        names = path_figure_names(sheet)
        if names != list(self.rows):
            self.rows = {name: FigureRow(name, self._asker(name)) for name in names}
            refill(self._figures, list(self.rows.values()))
        for name, widget in self.rows.items():
            value = row.value(name)
            before = path_value(row.today, name) if row.today is not None else value
            today = say("paths.today", value=value_text(name, before)) if before != value else ""
            widget.show_value(value_text(name, value), today, asked=name == asked)

    def _asker(self, name: str) -> Callable[[], None]:
        return lambda: self.asked.emit(name)

    def _show_low(self, sheet: Sheet, row: PathRow) -> None:
        """The lowest feelings of the path with what hurts there, and whether they recover."""
        series, state = row.figures.series, sheet.now.state
        cards: list[tuple[str, str, str, bool]] = []
        for number, point in enumerate(series.points):
            touchpoint = state.get(Touchpoint, point.touchpoint_id)
            if point.emotion is None or point.emotion >= 0 or touchpoint is None:
                continue
            if point.emotion == series.emotion(series.low) and len(cards) < MOST_LOWS:
                stays = number in series.unrecovered
                said = [say("paths.low_stays" if stays else "paths.low_recovers")]
                for pain in queries.pain_points(state, touchpoint.id)[:2]:
                    text = shown(pain.text)
                    if pain.severity:
                        text = say("paths.at_severity", text=text, severity=pain.severity)
                    said.append(text)
                name = shown(touchpoint.title) or say("touchpoint.untitled")
                title = say("paths.low_at", name=name, feeling=feeling_words(point.emotion))
                cards.append((touchpoint.id, title, "\n".join(said), stays))
        if self._is_said("low", cards):
            return
        widgets: list[QWidget] = [] if cards else [label(say("paths.no_low"), "second", wrap=True)]
        for touchpoint_id, title, words, stays in cards:
            card = Card(title, words, tone="problem" if stays else "")
            card.pressed.connect(lambda touchpoint_id=touchpoint_id: self.jump.emit(touchpoint_id))
            widgets.append(card)
        refill(self._low, widgets)


def path_figure_names(sheet: Sheet) -> list[str]:
    """The figures of one path, its fees by currency."""
    names = list(PATH_FIGURES)
    at = names.index("peak_end")
    return [*names[:at], *(f"path_fee.{currency}" for currency in sheet.currencies), *names[at:]]


def _column() -> QVBoxLayout:
    """An empty column to be filled."""
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    return column


def _ground_card(name: str, ground: Ground) -> QWidget:
    card = QWidget()
    card.setObjectName("ground")
    t = theme()
    card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    card.setStyleSheet(f"#ground {{ background: {t.paper}; border: 1px solid {t.line}; border-radius: 8px; }}")
    column = QVBoxLayout(card)
    column.setContentsMargins(10, 7, 10, 8)
    column.setSpacing(4)
    column.addWidget(label(name, "bold", wrap=True))
    column.addWidget(GroundBar(ground))
    column.addWidget(label(ground_words(ground), "caption", wrap=True))
    return card
