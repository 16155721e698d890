"""The heads of the matrix: rows with channel, title and feeling; slanted column titles that can be dragged onto rows."""

from __future__ import annotations

from math import radians, tan

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView

from journeymap import typesetting
from journeymap.ui.canvas.painting import draw_face, draw_lines, draw_text
from journeymap.ui.icons import channel_icon, draw_icon
from journeymap.ui.theme import colour, theme
from journeymap.ui.views.model_cells import LEVELS, CellModel
from journeymap.ui.views.model_sheet import Column
from journeymap.ui.views.model_signs import dimension_colour, draw_sign, draw_stamp, tint
from journeymap.ui.views.model_words import row_name
from journeymap.ui.words import say, shown

ROW_HEIGHT = 36
HEAD_WIDTH = 262
HEAD_HEIGHT = 154
CELL_WIDTHS = (38, 62)
LEVEL_WIDTH = 50
TOTAL_WIDTH = 56
SLANT = 59.0
_REACH = 158
"""How long a slanted title may be before it is shortened."""
_SMALL = 12


class RowHead(QHeaderView):
    """The touchpoints at the left."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(ROW_HEIGHT)
        self.setMinimumSectionSize(ROW_HEIGHT)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFixedWidth(HEAD_WIDTH)
        self._table = table

    # Qt's methods

    def sizeHint(self) -> QSize:
        return QSize(HEAD_WIDTH, 0)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        model = self.model()
        assert isinstance(model, CellModel)
        if section >= len(model.sheet.rows):
            return
        row = model.sheet.rows[section]
        current = self._table.currentIndex().row() == section
        box = QRectF(rect)
        painter.fillRect(box, tint("accent_soft" if current else "canvas"))
        if current:
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), tint("accent"))
        point = row.touchpoint
        icon = "journey" if point is None else channel_icon(point.channel)
        draw_stamp(painter, _draw_icon, icon, QRectF(box.left() + 14, round(box.center().y() - 8), 16, 16))
        text = QRectF(box.left() + 40, box.top(), box.width() - 78, box.height())
        name = row_name(row)
        draw_text(painter, name, text, 13, theme().ink, bold=point is None, max_lines=_lines(name, text.width()))
        if point is not None and point.emotion is not None:
            draw_stamp(
                painter, _draw_face, point.emotion, QRectF(box.right() - 29, round(box.center().y() - 10), 20, 20)
            )
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), tint("line"))


def _draw_icon(painter: QPainter, name: str, box: QRectF) -> None:
    draw_icon(painter, name, box, theme().ink_2)


def _draw_face(painter: QPainter, emotion: int, box: QRectF) -> None:
    draw_face(painter, emotion, box.center(), 8.5)


def _lines(text: str, width: float) -> int:
    """One line where the text fits, else two, which just have room in a row."""
    return 1 if typesetting.width(text, 13) <= width else 2


class SlantedHead(QHeaderView):
    """The columns at the top. A press that moves carries the element along; the table says where it lands."""

    element_dragged = Signal(int, QPoint)
    element_dropped = Signal(int, QPoint)
    chosen = Signal(int)

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(20)
        self.setFixedHeight(HEAD_HEIGHT)
        self.setMouseTracking(True)
        self._table = table
        self._pressed: int | None = None
        self._start = QPoint()
        self._dragging = False

    def section_at(self, place: QPoint) -> int:
        """The column whose title lies under a place, along its slant."""
        shift = (self.height() - 8 - place.y()) / tan(radians(SLANT))
        slanted = self.logicalIndexAt(QPoint(round(place.x() - max(shift, 0)), self.height() - 1))
        return slanted if slanted >= LEVELS else self.logicalIndexAt(place)

    def cancel(self) -> None:
        """Drop what is being dragged without doing anything."""
        self._pressed, self._dragging = None, False
        self.unsetCursor()

    @property
    def dragging(self) -> bool:
        return self._dragging

    def _paint_title(self, painter: QPainter, column: Column, section: int) -> None:
        x = self.sectionViewportPosition(section) + self.sectionSize(section) / 2
        current = self._table.currentIndex().column() == section
        painter.save()
        painter.translate(x - 2, self.height() - 10)
        painter.rotate(-SLANT)
        tone = dimension_colour(column.dimension) if column.in_edition else theme().ink_2
        used = typesetting.width(column.clause, _SMALL, True) + 7
        title = shown(column.short)
        ink = theme().ink if column.in_edition else theme().ink_2
        room = _REACH - used
        if column.in_edition:
            title = typesetting.shorten(title, room, _SMALL, current)
        else:
            note = f" ({say('model.not_in_edition')})"
            title = typesetting.shorten(title, room - typesetting.width(note, _SMALL, current), _SMALL, current) + note
        if current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent_soft"))
            painter.drawRoundedRect(QRectF(-7, -13, used + typesetting.width(title, _SMALL, True) + 16, 22), 7, 7)
        draw_lines(painter, [column.clause], 0, -11, _SMALL, tone, bold=True)
        draw_lines(painter, [title], used, -11, _SMALL, ink, bold=current)
        painter.restore()

    # Qt's methods

    def sizeHint(self) -> QSize:
        return QSize(0, HEAD_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        model = self.model()
        assert isinstance(model, CellModel)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.viewport().rect(), colour("canvas"))
        for section in range(model.columnCount()):
            column = model.column(section)
            if column is not None:
                self._paint_title(painter, column, section)
                continue
            left, width = self.sectionViewportPosition(section), self.sectionSize(section)
            field = model.field(section)
            text = say("model.total") if field is None else say("model.reached" if section == 0 else "model.aimed")
            rect = QRectF(left - 4, self.height() - 30, width + 8, 24)
            draw_text(
                painter, text, rect, 11, theme().ink_2, bold=True, align=Qt.AlignmentFlag.AlignHCenter, max_lines=1
            )
        painter.setPen(QPen(QColor(theme().connection), 1))
        painter.drawLine(QPointF(0, self.height() - 0.5), QPointF(self.width(), self.height() - 0.5))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        section = self.section_at(event.position().toPoint())
        model = self.model()
        assert isinstance(model, CellModel)
        self._pressed = section if model.column(section) is not None else None
        self._start = event.position().toPoint()
        self._dragging = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if self._pressed is None:
            over = self.section_at(place)
            model = self.model()
            linkable = isinstance(model, CellModel) and model.column(over) is not None
            self.setCursor(Qt.CursorShape.OpenHandCursor if linkable else Qt.CursorShape.ArrowCursor)
            return
        if not self._dragging and (place - self._start).manhattanLength() >= QApplication.startDragDistance():
            self._dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._dragging:
            self.element_dragged.emit(self._pressed, self.viewport().mapToGlobal(place))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, dragging = self._pressed, self._dragging
        self.cancel()
        if pressed is None:
            return
        if dragging:
            self.element_dropped.emit(pressed, self.viewport().mapToGlobal(event.position().toPoint()))
        else:
            self.chosen.emit(pressed)


def draw_ghost(painter: QPainter, column: Column, place: QPointF) -> None:
    """The element that is being carried, beside the pointer."""
    text = column.clause
    width = typesetting.width(text, _SMALL, True) + 38
    box = QRectF(place.x() + 10, place.y() + 8, width, 28)
    painter.setPen(QPen(colour("accent"), 1.4))
    painter.setBrush(colour("paper"))
    painter.drawRoundedRect(box, 8, 8)
    draw_sign(painter, column.dimension, QPointF(box.left() + 16, box.center().y()), "shows", 6)
    draw_lines(painter, [text], box.left() + 28, box.center().y() - 8, _SMALL, theme().ink, bold=True)
