"""Links to elements and principles of the standard: chips with the sign of their relation, and the list to choose from."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QMenu,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from journeymap import catalogue, typesetting
from journeymap.catalogue import Element, Principle
from journeymap.edit import annotations as notes
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.values import RELATIONS
from journeymap.ui.canvas.painting import draw_lines
from journeymap.ui.flow import FlowLayout
from journeymap.ui.icons import icon
from journeymap.ui.panels.bindings import Context, Subject
from journeymap.ui.panels.choices import Chip, open_below
from journeymap.ui.panels.signs import row_icon
from journeymap.ui.panels.texts import Line
from journeymap.ui.theme import BODY, CAPTION, theme
from journeymap.ui.widgets import label
from journeymap.ui.words import say, say_token, shown

ROW_ID, TITLE, PROMPT = (Qt.ItemDataRole.UserRole + each for each in range(1, 4))
POPUP_WIDTH, POPUP_HEIGHT = 380, 420


def row_title(row: Element | Principle) -> str:
    """'7.4.2 Fairness and access'; a principle by its words alone."""
    title = shown(row.short) or shown(row.title)
    return f"{row.clause} {title}" if isinstance(row, Element) else title


class LinksField(QWidget):
    """The links of one subject. A chip opens the menu of relations, the last button the list of elements."""

    def __init__(self, context: Context, subject: Subject) -> None:
        super().__init__()
        self._context, self._subject = context, subject
        self._flow = FlowLayout(self)
        self._chips: dict[str, Chip] = {}
        self.popup: ElementPopup | None = None
        self.add = QPushButton(say("link.add"))
        self.add.setProperty("look", "quiet_chip")
        self.add.setIcon(icon("plus", theme().ink_2))
        self.add.setIconSize(QSize(12, 12))
        self.add.setAccessibleName(say("link.search"))
        self.add.setToolTip(say("link.search"))
        self.add.clicked.connect(lambda _checked=False: self.open_popup())
        self._flow.addWidget(self.add)
        self.refresh()

    def open_popup(self) -> ElementPopup:
        """The searchable list of elements and principles of the project's edition."""
        self.popup = ElementPopup(self, self._context.state)
        self.popup.chosen.connect(self.link)
        self.popup.open_at(self.add)
        return self.popup

    def link(self, row_id: str) -> None:
        """Link to an element or principle; the relation can be changed at its chip."""
        if notes.link_between(self._context.state, self._subject.first, row_id) is None:
            self._context.run("link", notes.link(self._context.state, self._subject.first, row_id))
        self.refresh()

    def open_relations(self, element_id: str) -> QMenu:
        menu = QMenu(self)
        link = notes.link_between(self._context.state, self._subject.first, element_id)
        for relation in RELATIONS:
            action = menu.addAction(row_icon(element_id, relation), say(f"relation.{relation}"))
            action.setCheckable(True)
            action.setChecked(link is not None and link.relation == relation)
            action.triggered.connect(lambda _checked=False, relation=relation: self._relate(element_id, relation))
        menu.addSeparator()
        remove = menu.addAction(icon("unlink"), say("link.remove"))
        remove.triggered.connect(lambda _checked=False: self._unlink(element_id))
        open_below(menu, self._chips[element_id])
        return menu

    def _relate(self, element_id: str, relation: str) -> None:
        self._context.run("link", notes.link(self._context.state, self._subject.first, element_id, relation))
        self.refresh()

    def _unlink(self, element_id: str) -> None:
        self._context.run("unlink", notes.unlink(self._context.state, self._subject.first, element_id))
        self.refresh()

    def chip(self, element_id: str) -> Chip | None:
        return self._chips.get(element_id)

    def refresh(self) -> None:
        state = self._context.state
        edition = queries.project(state).edition
        links = {each.element_id: each for each in queries.model_links(state, self._subject.first)}
        for element_id in [each for each in self._chips if each not in links]:
            gone = self._chips.pop(element_id)
            self._flow.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for element_id, link in links.items():
            chip = self._chips.get(element_id)
            if chip is None:
                chip = self._chips[element_id] = self._new_chip(element_id)
            row = catalogue.load().find(element_id)
            title = row_title(row) if row is not None else element_id
            relation = say_token("relation", link.relation)
            known = catalogue.load().is_in(element_id, edition)
            chip.setIcon(row_icon(element_id, link.relation))
            brief = say_token("link_sign", link.relation)
            chip.show_text(title if link.relation == "shows" else f"{brief} · {title}")
            words = say("link.chip", title=title, relation=relation)
            chip.setAccessibleName(words)
            hint = [
                words,
                shown(row.prompt) if isinstance(row, Element) else "",
                "" if known else say("link.other_edition"),
            ]
            chip.setToolTip("\n".join(each for each in hint if each))
        self.updateGeometry()

    def _new_chip(self, element_id: str) -> Chip:
        chip = Chip()
        chip.setIconSize(QSize(13, 13))
        chip.clicked.connect(lambda _checked=False: self.open_relations(element_id))
        self._flow.removeWidget(self.add)
        self._flow.addWidget(chip)
        self._flow.addWidget(self.add)
        chip.show()
        return chip


class _RowDelegate(QStyledItemDelegate):
    """Two lines: the title in bold, the question it asks in the second ink."""

    def _prompt_lines(self, index: QModelIndex | QPersistentModelIndex, width: float) -> tuple[str, ...]:
        prompt = str(index.data(PROMPT) or "")
        return tuple(typesetting.break_lines(prompt, width, CAPTION, False, 2).lines) if prompt else ()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        t = theme()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.adjusted(2, 1, -2, -1)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.accent_soft)
            painter.drawRoundedRect(box, 7, 7)
        row_icon(str(index.data(ROW_ID))).paint(painter, QRect(box.x() + 8, box.y() + 7, 15, 15))
        lines = typesetting.break_lines(str(index.data(TITLE)), box.width() - 42, BODY, True, 1).lines
        y = draw_lines(painter, lines, box.x() + 31, box.y() + 5, BODY, t.ink, bold=True)
        draw_lines(painter, self._prompt_lines(index, box.width() - 42), box.x() + 31, y + 1, CAPTION, t.ink_2)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        lines = len(self._prompt_lines(index, POPUP_WIDTH - 80))
        return QSize(120, round(14 + BODY * 1.32 + lines * CAPTION * 1.32))


class ElementPopup(QFrame):
    """A list to search by typing; arrows walk, Enter chooses, Escape closes."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget, state: State) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("look", "popup")
        self.setAccessibleName(say("link.search"))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        self.search = Line()
        self.search.setPlaceholderText(say("link.search"))
        self.search.setAccessibleName(say("link.search"))
        self.search.addAction(icon("search", theme().ink_2), Line.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        self.list = QListView()
        self.list.setItemDelegate(_RowDelegate(self.list))
        self.list.setAccessibleName(say("model_elements"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(self._take)
        self._model = QStandardItemModel(self)
        self._rows = _rows(state)
        self.list.setModel(self._model)
        self.nothing = label(say("link.nothing"), "second")
        self.nothing.hide()
        column.addWidget(self.search)
        column.addWidget(self.nothing)
        column.addWidget(self.list)
        self._filter("")

    def open_at(self, button: QWidget) -> None:
        """Show the list under a button, inside the screen."""
        self.resize(POPUP_WIDTH, POPUP_HEIGHT)
        place = button.mapToGlobal(QPoint(0, button.height() + 2))
        area = button.screen().availableGeometry()
        x = min(place.x(), area.right() - POPUP_WIDTH - 8)
        y = (
            place.y()
            if place.y() + POPUP_HEIGHT <= area.bottom()
            else max(area.top(), area.bottom() - POPUP_HEIGHT - 8)
        )
        self.move(max(x, area.left()), y)
        self.show()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def _filter(self, typed: str) -> None:
        words = typed.casefold().split()
        self._model.clear()
        for row_id, title, prompt, searched in self._rows:
            if all(each in searched for each in words):
                item = QStandardItem(title)
                for role, value in ((ROW_ID, row_id), (TITLE, title), (PROMPT, prompt)):
                    item.setData(value, role)
                item.setData(f"{title}. {prompt}", Qt.ItemDataRole.AccessibleTextRole)
                item.setToolTip(prompt)
                self._model.appendRow(item)
        self.nothing.setVisible(not self._model.rowCount())
        if self._model.rowCount():
            self.list.setCurrentIndex(self._model.index(0, 0))

    def titles(self) -> list[str]:
        """The titles that are listed now."""
        return [self._model.item(row).text() for row in range(self._model.rowCount())]

    def _take(self, index: QModelIndex) -> None:
        if index.isValid():
            row_id = str(index.data(ROW_ID))
            self.close()
            self.chosen.emit(row_id)

    # Qt's methods

    def eventFilter(self, watched: object, event: object) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step and self._model.rowCount():
                row = min(max(self.list.currentIndex().row() + step, 0), self._model.rowCount() - 1)
                self.list.setCurrentIndex(self._model.index(row, 0))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type]


def _rows(state: State) -> list[tuple[str, str, str, str]]:
    """(id, title, prompt, what is searched) of each element and principle of the edition, in both languages."""
    found: list[tuple[str, str, str, str]] = []
    known = catalogue.load()
    rows: list[Element | Principle] = [*known.elements(queries.project(state).edition), *known.principles()]
    for row in rows:
        prompt = shown(row.prompt) if isinstance(row, Element) else ""
        prompt = prompt or f"{say('link.principle')} · {shown(row.summary)}"
        texts = [row.title, row.short, *([row.prompt] if isinstance(row, Element) else [row.summary])]
        searched = " ".join([row.clause, *(text.get(tag, "") for text in texts for tag in ("en", "zh"))])
        found.append((row.id, row_title(row), prompt, searched.casefold()))
    return found
