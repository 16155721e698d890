"""The journeys of a project as a tree: nested and put in another order by keys or by dragging, with a menu for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from journeymap.edit import journeys
from journeymap.model import queries
from journeymap.model.changes import Change
from journeymap.model.document import State
from journeymap.model.records import Journey, Touchpoint
from journeymap.ui.breadcrumb import journey_name, review_words
from journeymap.ui.icons import icon
from journeymap.ui.panels.bindings import Context
from journeymap.ui.panels.rows import INDENT, Row, RowButton, RowList
from journeymap.ui.theme import theme
from journeymap.ui.words import say, say_token

_STEPS: dict[Qt.Key, Callable[[State, str], list[Change]]] = {
    Qt.Key.Key_Up: lambda state, journey_id: journeys.move(state, journey_id, -1),
    Qt.Key.Key_Down: lambda state, journey_id: journeys.move(state, journey_id, 1),
    Qt.Key.Key_Right: journeys.push_in,
    Qt.Key.Key_Left: journeys.pull_out,
}
"""What the arrows do together with Alt."""
_EDGE = 0.3
"""The part of a row's height, above and below, where a dragged journey goes beside it rather than into it."""


class Drop(NamedTuple):
    """Where a dragged journey would go: within a journey (None: within none), before another one or behind all there."""

    parent_id: str | None
    before_id: str | None
    line: QRectF
    is_inside: bool


class _Ghost(QWidget):
    """Shows where a dragged journey would go: a line between rows, or a frame round the one that takes it in."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.drop: Drop | None = None
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.drop is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme().accent), 2))
        box = self.drop.line
        if self.drop.is_inside:
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 7, 7)
        else:
            painter.drawEllipse(QPointF(box.left() + 4, box.center().y()), 3, 3)
            painter.drawLine(QPointF(box.left() + 7, box.center().y()), QPointF(box.right() - 4, box.center().y()))
        painter.end()


class JourneyList(RowList):
    """Lists journeys; those within another one stand below it, further in."""

    asked = Signal(str, str)
    """Something that concerns the window is to be done: a command's id, the journey."""

    def __init__(self, name: str, context: Context) -> None:
        super().__init__(name)
        self.context = context
        self._tree: list[tuple[Journey, int]] = []
        self._ghost = _Ghost(self)
        self._pressed: tuple[str, QPoint] | None = None
        self._dragged: str | None = None
        self.asked_menu.connect(self.open_menu)

    def show_journeys(self, state: State, current_id: str) -> None:
        """Show all journeys of a project and mark the one in sight."""
        self._tree = queries.journey_tree(state)
        counts = Counter(each.journey_id for each in state.all(Touchpoint))
        rows, t = [], theme()
        for journey, depth in self._tree:
            title = journey_name(state, journey.id)
            count = counts[journey.id]
            current = journey.id == current_id
            sign = icon("sub_journey" if depth else "journey", t.accent if current else t.ink_2)
            review = review_words(journey) if journey.review != "draft" else ""
            state_word = say_token("journey_state", journey.state) if journey.state != "as_is" else ""
            name = say("navigator.journey_name", title=title, touchpoints=say("count.touchpoints", n=count))
            name = ", ".join(part for part in (name, state_word, review) if part)
            short = say_token("review", journey.review) if review else ""
            tint = t.good if journey.review == "approved" else t.accent
            rows.append(
                Row(
                    journey.id, title, sign, str(count), name, name, min(depth, 6), current,
                    note=" · ".join(part for part in (short, state_word) if part),
                    note_icon=icon(f"review_{journey.review}", tint) if journey.review in ("reviewed", "approved") else None,
                )
            )  # fmt: skip
        self.show_rows(rows)

    def open_menu(self, journey_id: str, place: QPoint) -> QMenu:
        """What can be done with a journey."""
        state = self.context.state
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def add(sign: str, text: str, do: Callable[[], None], *, enabled: bool = True) -> None:
            action = menu.addAction(icon(sign), text) if sign else menu.addAction(text)
            action.setEnabled(enabled)
            action.triggered.connect(lambda _checked=False: do())

        def ask(command_id: str, sign: str, *, enabled: bool = True) -> None:
            add(sign, say(f"action.{command_id}"), lambda: self.asked.emit(command_id, journey_id), enabled=enabled)

        add("edit", say("navigator.rename"), lambda: self.renamed.emit(journey_id))
        menu.addSeparator()
        ask("make_to_be", "journey")
        ask("duplicate_journey", "duplicate")
        ask("view_compare", "compare")
        menu.addSeparator()
        for key, word, sign in (
            (Qt.Key.Key_Up, "navigator.up", "chevron_up"),
            (Qt.Key.Key_Down, "navigator.down", "chevron_down"),
            (Qt.Key.Key_Right, "navigator.push_in", "chevron_right"),
            (Qt.Key.Key_Left, "navigator.pull_out", "chevron_left"),
        ):
            changes = _STEPS[key](state, journey_id)
            add(sign, say(word), lambda changes=changes: self._move(changes), enabled=bool(changes))  # type: ignore[misc]
        menu.addSeparator()
        add(
            "delete",
            say("navigator.delete"),
            lambda: self.asked.emit("delete_journey", journey_id),
            enabled=journeys.can_delete(state, journey_id),
        )
        menu.popup(place)
        return menu

    def _move(self, changes: list[Change]) -> None:
        if changes:
            self.context.run("move_journey", changes)

    # dragging

    def drop_at(self, place: QPoint, journey_id: str) -> Drop | None:
        """Where a journey would go that is let go at a place of the list; None where it cannot go there."""
        under = next((each for each in self.buttons.values() if each.geometry().contains(0, place.y())), None)
        if under is None:
            last = next(reversed(self.buttons.values()), None)
            if last is None or place.y() < last.geometry().bottom():
                return None
            box = QRectF(last.geometry())
            return self._possible(Drop(None, None, QRectF(0, box.bottom() - 3, self.width(), 6), False), journey_id)
        box = QRectF(under.geometry())
        left = under.row.indent * INDENT
        height = (place.y() - box.top()) / max(box.height(), 1)
        state, target = self.context.state, under.row.id
        above = queries.journeys_above(state)[target]
        if height < _EDGE:
            return self._possible(
                Drop(above, target, QRectF(left, box.top() - 3, self.width() - left, 6), False), journey_id
            )
        if height <= 1 - _EDGE:
            return self._possible(Drop(target, None, box, True), journey_id)
        row = journeys.siblings(state, target)
        behind = row[row.index(target) + 1 :]
        line = QRectF(left, box.bottom() - 3, self.width() - left, 6)
        return self._possible(Drop(above, next(iter(behind), None), line, False), journey_id)

    def _possible(self, drop: Drop, journey_id: str) -> Drop | None:
        return drop if journeys.nest(self.context.state, journey_id, drop.parent_id, drop.before_id) else None

    def _drag_to(self, place: QPoint, journey_id: str) -> None:
        self._dragged = journey_id
        drop = self.drop_at(place, journey_id)
        self._ghost.drop = drop
        self._ghost.setGeometry(self.rect())
        self._ghost.setVisible(drop is not None)
        self._ghost.raise_()
        self._ghost.update()
        shape = Qt.CursorShape.DragMoveCursor if drop is not None else Qt.CursorShape.ForbiddenCursor
        self.buttons[journey_id].setCursor(shape)

    def _end_drag(self, *, drops: bool) -> None:
        journey_id, drop = self._dragged, self._ghost.drop
        self._pressed = self._dragged = self._ghost.drop = None
        self._ghost.hide()
        if journey_id in self.buttons:
            self.buttons[journey_id].setCursor(Qt.CursorShape.PointingHandCursor)
            self.buttons[journey_id].setDown(False)
        if drops and journey_id is not None and drop is not None:
            self._move(journeys.nest(self.context.state, journey_id, drop.parent_id, drop.before_id))

    # Qt's methods

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if isinstance(watched, RowButton):
            if isinstance(event, QMouseEvent) and self._on_mouse(watched, event):
                return True
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._on_key(watched, event):
                return True
        return super().eventFilter(watched, event)

    def _on_mouse(self, button: RowButton, event: QMouseEvent) -> bool:
        place = button.mapTo(self, event.position().toPoint())
        match event.type():
            case QEvent.Type.MouseButtonPress if event.button() == Qt.MouseButton.LeftButton:
                self._pressed = button.row.id, place
            case QEvent.Type.MouseMove if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
                journey_id, start = self._pressed
                far = (place - start).manhattanLength() >= QApplication.startDragDistance()
                if far or self._dragged is not None:
                    self._drag_to(place, journey_id)
                    return True
            case QEvent.Type.MouseButtonRelease if self._dragged is not None:
                self._end_drag(drops=True)
                return True
            case QEvent.Type.MouseButtonRelease:
                self._pressed = None
        return False

    def _on_key(self, button: RowButton, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and self._dragged is not None:
            self._end_drag(drops=False)
            return True
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and key in _STEPS:
            self._move(_STEPS[key](self.context.state, button.row.id))
            return True
        if key == Qt.Key.Key_Delete:
            self.asked.emit("delete_journey", button.row.id)
            return True
        return False
