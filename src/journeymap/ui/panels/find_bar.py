"""Finding words in all texts and replacing them: a bar above the views with the places found below it.

What a place is and how it is replaced is `edit.replace`'s business; showing a place is the workspace's.
"""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QListView, QToolButton, QVBoxLayout, QWidget

from journeymap.analysis.finding_words import title_of
from journeymap.edit.replace import Occurrence, Search, SearchError, context, occurrences, replaced
from journeymap.model.changes import ChangeSet, Label
from journeymap.session import Session
from journeymap.ui.icons import icon
from journeymap.ui.widgets import button, label
from journeymap.ui.words import language, say

WAIT_MS = 150
_ROWS = 6
_Index = QModelIndex | QPersistentModelIndex


class _Places(QAbstractListModel):
    """The places found, as sentences."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.places: list[Occurrence] = []

    def show(self, places: list[Occurrence]) -> None:
        self.beginResetModel()
        self.places = places
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.places)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return None
        place = self.places[index.row()]
        before, found, behind = context(self._session.state, place)
        record = self._session.state.find(place.record_id)
        name = title_of(self._session.state, place.record_id, language())
        kind = say(f"record.{record.kind_name}") if record is not None and record.kind_name in _NAMED else ""
        where = " · ".join(part for part in (kind, name) if part)
        return say("replace.row", before=before, found=found, behind=behind, where=where)


_NAMED = frozenset(
    {"project", "journey", "persona", "stage", "lane", "touchpoint", "connection", "expectation", "pain_point",
     "opportunity", "evidence", "note"}
)  # fmt: skip


class FindBar(QWidget):
    """Asks what to find, lists where it is, replaces it."""

    place_chosen = Signal(str)
    """The record of a place is to be shown."""
    told = Signal(str)
    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._journey_id = ""
        self.setProperty("look", "toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.sought = _field(say("replace.find"))
        self.new = _field(say("replace.new"))
        self.count = label("", "caption")
        self.case = _toggle("replace.case")
        self.words = _toggle("replace.words")
        self.regular = _toggle("replace.regular")
        self.scope = QComboBox()
        self.scope.setAccessibleName(say("replace.scope"))
        for name in ("journey", "project"):
            self.scope.addItem(say(f"replace.scope.{name}"), name)
        self.previous = _sign("chevron_up", "replace.previous")
        self.next = _sign("chevron_down", "replace.next")
        self.one = button(say("replace.one"), "", self.replace_one)
        self.all = button(say("replace.all"), "", self.replace_all)
        self.close_button = _sign("close", "replace.close")
        self.list = QListView()
        self.list.setAccessibleName(say("replace.places"))
        self.list.setUniformItemSizes(True)
        self._model = _Places(session)
        self.list.setModel(self._model)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self.search)
        self._build()
        session.document.listen(self._on_change)
        self.hide()

    def leave(self) -> None:
        """Stop following the session."""
        self._session.document.unlisten(self._on_change)
        self._timer.stop()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.sought, 1)
        second.addWidget(self.new, 1)
        behind: list[QWidget] = [self.previous, self.next, self.count, self.scope, self.close_button]
        for part in behind:
            first.addWidget(part)
        below: list[QWidget] = [self.one, self.all, self.case, self.words, self.regular]
        for part in below:
            second.addWidget(part)
            second.addSpacing(6)
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(self.list)
        for field in (self.sought, self.new):
            field.installEventFilter(self)
        self.sought.textChanged.connect(lambda _text: self._timer.start())
        for box in (self.case, self.words, self.regular):
            box.toggled.connect(lambda _on: self._timer.start())
        self.scope.currentIndexChanged.connect(lambda _place: self._timer.start())
        self.previous.clicked.connect(lambda _checked=False: self.step(-1))
        self.next.clicked.connect(lambda _checked=False: self.step(1))
        self.close_button.clicked.connect(lambda _checked=False: self.dismiss())
        self.list.activated.connect(lambda index: self._go(index.row()))
        self.list.clicked.connect(lambda index: self._go(index.row()))

    # opening and closing

    def open_for(self, journey_id: str, text: str = "") -> None:
        """Show the bar, ready to type; `text` is looked for at once."""
        self._journey_id = journey_id
        self.show()
        if text:
            self.sought.setText(text)
        self.sought.setFocus()
        self.sought.selectAll()
        self.search()

    def show_journey(self, journey_id: str) -> None:
        self._journey_id = journey_id
        if self.isVisible():
            self._timer.start()

    def dismiss(self) -> None:
        self._timer.stop()
        self.hide()
        self.closed.emit()

    # searching

    @property
    def wish(self) -> Search:
        return Search(
            self.sought.text(), self.case.isChecked(), self.words.isChecked(), self.regular.isChecked(), "",
            self._journey_id if self.scope.currentData() == "journey" else None,
        )  # fmt: skip

    @property
    def places(self) -> list[Occurrence]:
        return self._model.places

    def search(self) -> None:
        """Look again, and say how much was found."""
        self._timer.stop()
        former = self.list.currentIndex().row()
        try:
            found = occurrences(self._session.state, self.wish)
        except SearchError as error:
            self._model.show([])
            self.count.setText(say(error.key, detail=error.detail))
        else:
            self._model.show(found)
            self.count.setText(say("replace.found", n=len(found)) if self.sought.text() else "")
        if self._model.places:
            self.list.setCurrentIndex(self._model.index(min(max(former, 0), len(self._model.places) - 1)))
        rows = min(len(self._model.places), _ROWS)
        self.list.setVisible(rows > 0)
        self.list.setFixedHeight(rows * max(self.list.sizeHintForRow(0), 18) + 6)
        for part in (self.one, self.all, self.previous, self.next):
            part.setEnabled(bool(self._model.places))

    def step(self, by: int) -> None:
        """Go to the next place or the one before, round at the ends."""
        if self._timer.isActive():
            self.search()
        count = len(self._model.places)
        if count:
            self._go((self.list.currentIndex().row() + by) % count)

    def _go(self, row: int) -> None:
        self.list.setCurrentIndex(self._model.index(row))
        place = self._model.places[row]
        self.count.setText(say("replace.at", number=row + 1, count=len(self._model.places)))
        self.place_chosen.emit(place.record_id)

    # replacing

    def replace_one(self) -> None:
        """Replace the place that is marked and go to the next one."""
        row = self.list.currentIndex().row()
        if 0 <= row < len(self._model.places):
            self._replace([self._model.places[row]])
            if self._model.places:
                self._go(min(row, len(self._model.places) - 1))

    def replace_all(self) -> None:
        """Replace all places as one step, and say how many they were."""
        places = list(self._model.places)
        if self._replace(places):
            records = len({place.record_id for place in places})
            self.told.emit(say("replace.done", n=len(places), records=records))

    def _replace(self, places: list[Occurrence]) -> bool:
        try:
            changes = replaced(self._session.state, self.wish, places, self.new.text())
        except SearchError as error:
            self.count.setText(say(error.key, detail=error.detail))
            return False
        self._session.run(Label.of("replace", n=len(places)), changes)
        self.search()
        return True

    def _on_change(self, _change_set: ChangeSet) -> None:
        if self.isVisible():
            self._timer.start()

    # Qt's methods

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3):
                back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                if watched is self.new and key != Qt.Key.Key_F3:
                    self.replace_one()
                else:
                    self.step(-1 if back else 1)
                return True
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.step(1 if key == Qt.Key.Key_Down else -1)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)


def _field(words: str) -> QLineEdit:
    field = QLineEdit()
    field.setPlaceholderText(words)
    field.setAccessibleName(words)
    field.setMinimumWidth(160)
    return field


def _toggle(key: str) -> QCheckBox:
    box = QCheckBox(say(key))
    box.setToolTip(say(f"{key}.hint"))
    return box


def _sign(name: str, key: str) -> QToolButton:
    found = QToolButton()
    found.setIcon(icon(name))
    found.setProperty("look", "flat")
    found.setAccessibleName(say(key))
    found.setToolTip(say(key))
    return found
