"""Expected against perceived: every expectation of a journey with its gap, by Kano class, must-be gaps first."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QPushButton, QStyleOptionViewItem, QVBoxLayout, QWidget

from journeymap.analysis.content import Content
from journeymap.analysis.foundation import gap
from journeymap.edit.fields import set_field
from journeymap.labels import amounts
from journeymap.model.changes import Label
from journeymap.model.records import Expectation, Touchpoint
from journeymap.model.values import KANO_CLASSES
from journeymap.session import Session
from journeymap.ui.canvas.painting import draw_lines
from journeymap.ui.theme import colour, theme
from journeymap.ui.views.editing import CHOICES, CellEditor, EditTable, Index, RowModel
from journeymap.ui.views.parts import FlowRow, Hint, heading
from journeymap.ui.widgets import label
from journeymap.ui.words import say, say_token, shown

COLUMNS = ("kano", "text", "touchpoint", "expected", "perceived", "gap")
_RATINGS = ("expected", "perceived")


class GapRow(NamedTuple):
    """One expectation and where it is held."""

    expectation: Expectation
    touchpoint: Touchpoint
    gap: int | None


def gap_rows(content: Content) -> list[GapRow]:
    """The expectations by Kano class, must-be first, in each class the largest shortfall first, unrated ones last."""
    rows = [
        GapRow(each, touchpoint, gap(each.expected, each.perceived))
        for touchpoint in content.touchpoints
        for each in content.expectations.get(touchpoint.id, ())
    ]
    places = {kano: place for place, kano in enumerate(KANO_CLASSES)}
    last = len(places)
    return sorted(rows, key=lambda row: (places.get(row.expectation.kano or "", last), row.gap is None, row.gap or 0))


class GapModel(RowModel):
    """The rows as a table; ratings and Kano class can be changed."""

    COLUMNS = COLUMNS
    EDITABLE = frozenset({*_RATINGS, "kano"})
    WORDS = "gap"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.rows: list[GapRow] = []

    def show(self, rows: list[GapRow]) -> None:
        """Take other rows."""

        def assign() -> None:
            self.rows = rows

        self.take([row.expectation.id for row in rows], assign)

    # Qt's methods

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], COLUMNS[index.column()]
        expectation = row.expectation
        if role == CHOICES:
            return _choices(column)
        if role == Qt.ItemDataRole.EditRole:
            return getattr(expectation, column, None)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return _words(row)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in _RATINGS:
            return Qt.AlignmentFlag.AlignCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if column == "kano":
            return _kano_words(expectation.kano)
        if column == "text":
            return shown(expectation.text)
        if column == "touchpoint":
            return shown(row.touchpoint.title) or say("touchpoint.untitled")
        if column == "gap":
            return None
        value = getattr(expectation, column)
        return "–" if value is None else str(value)

    def setData(self, index: Index, value: Any, _role: int = Qt.ItemDataRole.EditRole) -> bool:
        expectation = self.rows[index.row()].expectation
        changes = set_field([expectation.id], COLUMNS[index.column()], value)
        return self._session.run(Label.of("rate_expectation"), changes) is not None


def _choices(column: str) -> list[tuple[object, str]] | None:
    if column == "kano":
        return [(None, say("gap.unclassed")), *((each, say_token("kano", each)) for each in KANO_CLASSES)]
    if column in _RATINGS:
        return [(None, "–"), *((each, str(each)) for each in range(1, 6))]
    return None


def _kano_words(kano: str | None) -> str:
    return say_token("kano", kano) or say("gap.unclassed")


def _words(row: GapRow) -> str:
    expectation = row.expectation
    unknown = say("gap.unknown")
    return say(
        "gap.row",
        kano=_kano_words(expectation.kano),
        text=shown(expectation.text),
        touchpoint=shown(row.touchpoint.title) or say("touchpoint.untitled"),
        expected=expectation.expected or unknown,
        perceived=expectation.perceived or unknown,
        gap=unknown if row.gap is None else amounts.signed(row.gap),
    )


class GapCell(CellEditor):
    """Draws expected and perceived on a scale of 1 to 5: a ring for what was expected, a dot for what was perceived."""

    # Qt's methods

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        model = index.model()
        assert isinstance(model, GapModel)
        row = model.rows[index.row()]
        box = QRectF(option.rect).adjusted(12, 0, -12, 0)
        scale = QRectF(box.left(), box.center().y(), max(box.width() - 52, 60), 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("line"), 2))
        painter.drawLine(scale.topLeft(), scale.topRight())
        for number in range(5):
            x = scale.left() + scale.width() * number / 4
            painter.drawLine(QPointF(x, scale.top() - 3), QPointF(x, scale.top() + 3))

        def place(value: int) -> QPointF:
            return QPointF(scale.left() + scale.width() * (value - 1) / 4, scale.top())

        expected, perceived = row.expectation.expected, row.expectation.perceived
        tint = colour(_tone(row.gap))
        if expected is not None and perceived is not None and expected != perceived:
            painter.setPen(QPen(tint, 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(place(expected), place(perceived))
        if perceived is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tint)
            painter.drawEllipse(place(perceived), 5, 5)
        if expected is not None:
            painter.setPen(QPen(colour("expectation"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush if expected == perceived else colour("paper"))
            painter.drawEllipse(place(expected), 7 if expected == perceived else 5, 7 if expected == perceived else 5)
        text = "–" if row.gap is None else amounts.signed(row.gap)
        draw_lines(painter, [text], scale.right() + 18, box.center().y() - 9, 13, tint, bold=bool(row.gap))
        painter.restore()


def _tone(value: int | None) -> str:
    if value is None:
        return "ink_2"
    return "problem" if value < 0 else "good"


class ExpectationsPage(QWidget):
    """The table with a card for each Kano class above it, which filters."""

    selection_changed = Signal(list)
    jump = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._rows: list[GapRow] = []
        self._kano: str | None = None
        self.model = GapModel(session)
        self.table = EditTable(say("gap.heading"), self._key)
        self.table.setModel(self.model)
        self.table.setItemDelegateForColumn(COLUMNS.index("gap"), GapCell(self.table))
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.table.doubleClicked.connect(self._on_double_click)
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(COLUMNS.index("text"), QHeaderView.ResizeMode.Stretch)
        for column, width in (("kano", 140), ("touchpoint", 250), ("expected", 96), ("perceived", 96), ("gap", 200)):
            self.table.setColumnWidth(COLUMNS.index(column), width)
        self._cards = QVBoxLayout()
        self._cards.setContentsMargins(16, 14, 16, 4)
        self._hint = Hint(say("gap.empty"))
        self._keys_hint = label(say("gap.hint"), "caption")
        self._keys_hint.setContentsMargins(16, 4, 16, 8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(self._cards)
        whole.addWidget(self.table, 1)
        whole.addWidget(self._hint, 1)
        whole.addWidget(self._keys_hint)

    def show_content(self, content: Content) -> None:
        """Show another state of a journey."""
        self._rows = gap_rows(content)
        self._refill_cards()
        self._filter()

    def _refill_cards(self) -> None:
        while self._cards.count():
            item = self._cards.takeAt(0)
            former = item.widget() if item is not None else None
            if former is not None:
                former.setParent(None)
                former.deleteLater()
        self._cards.addWidget(heading(say("gap.heading"), "gaps"))
        chips: list[QWidget] = []
        for kano in KANO_CLASSES:
            here = [row for row in self._rows if row.expectation.kano == kano]
            if here or kano == "must_be":
                chips.append(self._card(kano, here))
        self._cards.addWidget(FlowRow(chips, 8))

    def _card(self, kano: str, here: list[GapRow]) -> QPushButton:
        rated = [row.gap for row in here if row.gap is not None]
        short = sum(each < 0 for each in rated)
        figures = say("gap.summary", gaps=short, n=len(here)) if here else "–"
        if rated:
            figures = f"{figures} · {say('gap.mean', value=amounts.signed(sum(rated) / len(rated)))}"
        result = QPushButton(f"{say_token('kano', kano)}\n{figures}")
        result.setCheckable(True)
        result.setChecked(self._kano == kano)
        t = theme()
        edge = t.problem if kano == "must_be" and short else t.line
        result.setStyleSheet(
            f"QPushButton {{ text-align: left; padding: 7px 12px; border: 1px solid {edge}; border-radius: 8px; }}"
            f"QPushButton:checked {{ background: {t.accent_soft}; border-color: {t.accent}; }}"
            f"QPushButton:focus {{ border: 2px solid {t.accent}; }}"
        )
        result.clicked.connect(lambda checked: self._choose(kano if checked else None))
        return result

    def _choose(self, kano: str | None) -> None:
        self._kano = kano
        self._refill_cards()
        self._filter()

    def _filter(self) -> None:
        self.model.show([row for row in self._rows if self._kano in (None, row.expectation.kano)])
        empty = not self._rows
        self._hint.setVisible(empty)
        self.table.setVisible(not empty)
        self._keys_hint.setVisible(not empty)

    def _on_row(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.selection_changed.emit([self.model.rows[current.row()].touchpoint.id])

    def _on_double_click(self, index: QModelIndex) -> None:
        if COLUMNS[index.column()] in ("text", "touchpoint", "gap"):
            self.jump.emit(self.model.rows[index.row()].touchpoint.id)

    def _key(self, index: QModelIndex, event: QKeyEvent) -> bool:
        """A digit rates at once; Delete takes the rating away."""
        column = COLUMNS[index.column()]
        if column not in _RATINGS or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if event.text() in ("1", "2", "3", "4", "5"):
            return self.model.setData(index, int(event.text())) or True
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            return self.model.setData(index, None) or True
        return False
