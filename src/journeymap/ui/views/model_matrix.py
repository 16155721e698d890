"""The painted matrix: cells with signs, level columns, slanted heads that can be dragged onto rows, totals below.

Paints a `Sheet` and reports what the user wants; it changes no records. Only what is in sight is painted.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QBrush,
    QCursor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from journeymap.model.document import State
from journeymap.ui.canvas.painting import draw_level, draw_lines, draw_text
from journeymap.ui.theme import colour, theme
from journeymap.ui.views.model_cells import LEVELS, CellModel, Index
from journeymap.ui.views.model_heads import (
    CELL_WIDTHS,
    HEAD_WIDTH,
    LEVEL_WIDTH,
    TOTAL_WIDTH,
    RowHead,
    SlantedHead,
    draw_ghost,
)
from journeymap.ui.views.model_sheet import Column, Sheet, relations_of
from journeymap.ui.views.model_signs import draw_sign, draw_signs, draw_stamp, tint
from journeymap.ui.words import say

RELATION_KEYS = {Qt.Key.Key_S: "shows", Qt.Key.Key_L: "lacks", Qt.Key.Key_W: "would_serve"}
_DIGITS = {Qt.Key.Key_0: 0, Qt.Key.Key_1: 1, Qt.Key.Key_2: 2, Qt.Key.Key_3: 3, Qt.Key.Key_4: 4}
_CYCLE_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CLEAR_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_EDGE = 36
_SCROLL_MS = 30


class CellDelegate(QStyledItemDelegate):
    """Paints one cell."""

    def __init__(self, table: MatrixTable) -> None:
        super().__init__(table)
        self._table = table

    # Qt's methods

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table, model = self._table, self._table.cells
        row, column = model.row(index), model.column(index.column())
        if row is None:
            return
        box = QRectF(option.rect)
        painter.fillRect(box, tint("hover" if table.currentIndex().row() == index.row() else "canvas"))
        if column is not None:
            if column.row_id in model.sheet.untouched:
                painter.fillRect(box, tint("surprise_soft"))
            if not column.in_edition:
                painter.fillRect(box, QBrush(tint("line"), Qt.BrushStyle.BDiagPattern))
            marks = model.sheet.marks.get((row.subject_id, column.row_id))
            if marks:
                draw_stamp(painter, draw_signs, (column.dimension, relations_of(marks)), box)
        elif (field := model.field(index.column())) is not None:
            if row.touchpoint is not None:
                draw_stamp(painter, _draw_level, getattr(row.touchpoint, field), box)
        else:
            draw_stamp(painter, _draw_total, model.sheet.row_totals[row.subject_id].linked, box)
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), tint("line"))
        self._outline(painter, box, index)

    def _outline(self, painter: QPainter, box: QRectF, index: Index) -> None:
        table = self._table
        inner = box.adjusted(2, 2, -2, -3)
        if table.drop_cell == (index.row(), index.column()):
            painter.setPen(QPen(colour("accent"), 2, Qt.PenStyle.DashLine))
        elif table.currentIndex() == index:
            painter.setPen(QPen(colour("accent"), 2.4 if table.hasFocus() else 1.2))
        else:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(inner, 6, 6)


def _draw_level(painter: QPainter, level: int | None, box: QRectF) -> None:
    if level is None:
        draw_text(painter, "–", box, 12, theme().connection, align=Qt.AlignmentFlag.AlignHCenter, max_lines=1)
        return
    draw_level(painter, level, QRectF(box.center().x() - 17, box.center().y() - 9, 11, 18))
    ink = theme().surprise if level == 4 else theme().ink
    draw_lines(painter, [f"L{level}"], box.center().x() - 2, box.center().y() - 8, 12, ink, bold=True)


def _draw_total(painter: QPainter, count: int, box: QRectF) -> None:
    ink = theme().ink if count else theme().connection
    draw_text(painter, str(count), box, 12, ink, bold=bool(count), align=Qt.AlignmentFlag.AlignHCenter, max_lines=1)


class MatrixTable(QTableView):
    """The cells with their cursor. Relations and levels that are wanted leave as signals."""

    relation_wanted = Signal(str, str, object)
    """Subject id, element id, and a relation, '' for none, or None for the next in the round."""
    level_wanted = Signal(str, str, object)
    """Touchpoint id, field, and a level, -1 for none, or None for the next one up."""
    cell_changed = Signal()
    row_activated = Signal(str)

    def __init__(self, cells: CellModel) -> None:
        super().__init__()
        self.cells = cells
        self.drop_cell: tuple[int, int] | None = None
        self._pressed: QModelIndex | None = None
        self.row_head = RowHead(self)
        self.head = SlantedHead(self)
        self.setModel(cells)
        self.setVerticalHeader(self.row_head)
        self.setHorizontalHeader(self.head)
        self.setItemDelegate(CellDelegate(self))
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        ground = theme().canvas
        self.setStyleSheet(
            f"QTableView {{ background: {ground}; }} QTableCornerButton::section {{ background: {ground}; border: none; }}"
        )
        self.head.setHighlightSections(False)
        self.head.chosen.connect(self._choose_column)
        self.head.element_dragged.connect(self._drag)
        self.head.element_dropped.connect(self._drop)
        self.row_head.sectionClicked.connect(self._choose_row)
        self.row_head.sectionDoubleClicked.connect(self._activate_row)
        self._ghost = _Ghost(self)
        self._scroll = QTimer(self)
        self._scroll.setInterval(_SCROLL_MS)
        self._scroll.timeout.connect(self._scroll_on)
        cells.modelReset.connect(self._size_columns)

    def _size_columns(self) -> None:
        """Columns as wide as the window has room for, within limits, so that all are in sight where that can be."""
        last = self.cells.columnCount() - 1
        room = (
            self.width() - HEAD_WIDTH - LEVELS * LEVEL_WIDTH - TOTAL_WIDTH - self.verticalScrollBar().sizeHint().width()
        )
        width = min(max(room // max(last - LEVELS, 1), CELL_WIDTHS[0]), CELL_WIDTHS[1])
        for section in range(last + 1):
            own = LEVEL_WIDTH if section < LEVELS else TOTAL_WIDTH if section == last else width
            if self.columnWidth(section) != own:
                self.setColumnWidth(section, own)

    def go_to(self, subject_id: str | None, row_id: str | None) -> None:
        """Put the cursor on a row and column, each kept where it is None or not shown."""
        sheet = self.cells.sheet
        if not sheet.rows:
            return
        current = self.currentIndex()
        rows = [row.subject_id for row in sheet.rows]
        columns = [column.row_id for column in sheet.columns]
        row = rows.index(subject_id) if subject_id in rows else max(current.row(), 0)
        section = LEVELS + columns.index(row_id) if row_id in columns else max(current.column(), 0)
        self.setCurrentIndex(self.cells.index(min(row, len(rows) - 1), min(section, self.cells.columnCount() - 1)))

    def _choose_column(self, section: int) -> None:
        row = max(self.currentIndex().row(), 0)
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.setCurrentIndex(self.cells.index(row, section))

    def _choose_row(self, section: int) -> None:
        column = max(self.currentIndex().column(), 0)
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.setCurrentIndex(self.cells.index(section, column))

    def _activate_row(self, section: int) -> None:
        row = self.cells.sheet.rows[section]
        if row.touchpoint is not None:
            self.row_activated.emit(row.subject_id)

    def _want(self, index: QModelIndex, relation: str | None) -> None:
        row, column = self.cells.row(index), self.cells.column(index.column())
        if row is not None and column is not None:
            self.relation_wanted.emit(row.subject_id, column.row_id, relation)

    def _want_level(self, index: QModelIndex, level: int | None) -> None:
        row, field = self.cells.row(index), self.cells.field(index.column())
        if row is not None and row.touchpoint is not None and field is not None:
            self.level_wanted.emit(row.subject_id, field, level)

    def _step(self, index: QModelIndex) -> None:
        self._want(index, None)
        self._want_level(index, None)

    # dragging an element onto a row

    def _drag(self, section: int, place: QPoint) -> None:
        self._ghost.carry(self.cells.column(section), self.mapFromGlobal(place))
        self._mark(section, self.viewport().mapFromGlobal(place))
        if not self._scroll.isActive():
            self._scroll.start()

    def _mark(self, section: int, place: QPoint) -> None:
        row = self.rowAt(place.y()) if place.y() >= 0 else -1
        cell = (row, section) if row >= 0 else None
        if cell != self.drop_cell:
            self.drop_cell = cell
            self.viewport().update()

    def _drop(self, section: int, place: QPoint) -> None:
        self._mark(section, self.viewport().mapFromGlobal(place))
        cell = self.drop_cell
        self._end_drag()
        if cell is not None:
            index = self.cells.index(*cell)
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.setCurrentIndex(index)
            self._want(index, "shows")

    def _end_drag(self) -> None:
        self.head.cancel()
        self._scroll.stop()
        self._ghost.hide()
        self.drop_cell = None
        self.viewport().update()

    def _scroll_on(self) -> None:
        """While an element is carried near the upper or lower edge, the rows move on."""
        place = self.viewport().mapFromGlobal(QCursor.pos())
        bar = self.verticalScrollBar()
        if place.y() > self.viewport().height() - _EDGE:
            bar.setValue(bar.value() + 14)
        elif 0 <= place.y() < _EDGE:
            bar.setValue(bar.value() - 14)

    # Qt's methods

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        for index in (current, previous):
            if index.isValid():
                top, height = self.rowViewportPosition(index.row()), self.rowHeight(index.row())
                self.viewport().update(0, top, self.viewport().width(), height)
                self.row_head.viewport().update(0, top, self.row_head.width(), height)
        if current.column() != previous.column():
            self.head.viewport().update()
        self.cell_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, index = event.key(), self.currentIndex()
        if key == Qt.Key.Key_Escape and self.head.dragging:
            self._end_drag()
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _CYCLE_KEYS:
            self._step(index)
        elif key in RELATION_KEYS:
            self._want(index, RELATION_KEYS[Qt.Key(key)])
        elif key in _CLEAR_KEYS:
            self._want(index, "")
            self._want_level(index, -1)
        elif key in _DIGITS:
            self._want_level(index, _DIGITS[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters set relations here; they do not look for rows."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = self.indexAt(event.position().toPoint()) if left else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if pressed is not None and pressed.isValid() and pressed == self.indexAt(event.position().toPoint()):
            self._step(pressed)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second click of two in a row counts like any other."""
        self.mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.cells.rowCount():
            self.setCurrentIndex(self.cells.index(0, min(LEVELS, self.cells.columnCount() - 1)))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size_columns()


class _Ghost(QWidget):
    """What is carried, over everything."""

    def __init__(self, table: MatrixTable) -> None:
        super().__init__(table)
        self._table = table
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._column: Column | None = None
        self._place = QPointF()
        self.hide()

    def carry(self, column: Column | None, place: QPoint) -> None:
        self._column = column
        self._place = QPointF(place)
        self.setGeometry(self._table.rect())
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._column is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_ghost(painter, self._column, self._place)
        painter.end()


class TotalsBar(QWidget):
    """The totals of the columns under the table, moving with it."""

    HEIGHT = 44

    def __init__(self, table: MatrixTable) -> None:
        super().__init__()
        self._table = table
        self.setFixedHeight(self.HEIGHT)
        self.setAccessibleName(say("model.totals"))
        table.horizontalScrollBar().valueChanged.connect(self.update)
        table.horizontalHeader().sectionResized.connect(self.update)
        table.cells.modelReset.connect(self.update)
        table.cells.dataChanged.connect(self.update)

    # Qt's methods

    def paintEvent(self, _event: QPaintEvent) -> None:
        table, sheet = self._table, self._table.cells.sheet
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colour("canvas"))
        painter.fillRect(QRectF(0, 0, self.width(), 1), colour("connection"))
        right = Qt.AlignmentFlag.AlignRight
        draw_text(
            painter, say("model.totals"), QRectF(14, 4, HEAD_WIDTH - 26, 20), 12, theme().ink, bold=True, align=right
        )
        draw_text(
            painter, say("model.totals.lacks"), QRectF(14, 22, HEAD_WIDTH - 26, 18), 11, theme().ink_2, align=right
        )
        painter.setClipRect(QRectF(HEAD_WIDTH, 0, self.width() - HEAD_WIDTH, self.height()))
        middle = Qt.AlignmentFlag.AlignHCenter
        for place, column in enumerate(sheet.columns):
            section = place + LEVELS
            left, width = HEAD_WIDTH + table.columnViewportPosition(section), table.columnWidth(section)
            total = sheet.column_totals[column.row_id]
            if column.row_id in sheet.untouched:
                painter.fillRect(QRectF(left, 1, width, self.height() - 8), colour("surprise_soft"))
            ink = theme().ink if total.linked else theme().warning
            draw_text(painter, str(total.linked), QRectF(left, 4, width, 20), 13, ink, bold=True, align=middle)
            if total.lacks:
                draw_sign(painter, column.dimension, QPointF(left + width / 2 - 9, 31), "lacks", 4.5)
                draw_lines(painter, [str(total.lacks)], left + width / 2 + 1, 24, 11, theme().pain_point)
        painter.end()


class Matrix(QWidget):
    """The table and its totals."""

    def __init__(self) -> None:
        super().__init__()
        self.cells = CellModel()
        self.table = MatrixTable(self.cells)
        self.totals = TotalsBar(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addWidget(self.totals)
        self.table.cell_changed.connect(self._announce)

    def show_sheet(self, state: State, sheet: Sheet) -> None:
        """Show another sheet, with the cursor on the same touchpoint and element where they are still there."""
        row = self.cells.row(self.table.currentIndex())
        column = self.cells.column(self.table.currentIndex().column())
        section = self.table.currentIndex().column()
        self.cells.show(state, sheet)
        if row is not None and not self.table.currentIndex().isValid():
            self.table.go_to(row.subject_id, column.row_id if column is not None else None)
            if column is None and section >= 0 and self.cells.rowCount():
                here = self.table.currentIndex()
                self.table.setCurrentIndex(self.cells.index(here.row(), min(section, LEVELS)))

    def current_words(self) -> str:
        """The cell under the cursor in words."""
        return self.cells.words(self.table.currentIndex())

    def _announce(self) -> None:
        words = self.current_words()
        if words and self.table.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.table, words))
