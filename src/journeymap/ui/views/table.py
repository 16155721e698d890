"""The journey as an outline, the twin of the map for keyboard and screen reader: what the map shows is read and changed here.

Enter on a title adds the next row of its kind, F2 or Enter on another cell edits it, Alt with arrows moves, Del deletes;
blocks of cells go to spreadsheets and come from them by the clipboard. What the keys come to is in `table_rows`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPoint,
    Qt,
    QTimer,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from journeymap import storage
from journeymap.edit import annotations as notes
from journeymap.edit import rows as edit_rows
from journeymap.edit import stages, touchpoints
from journeymap.edit.ordering import place_behind
from journeymap.importing.errors import ImportProblem
from journeymap.model import queries
from journeymap.model.changes import Change, Label
from journeymap.model.records import (
    Connection,
    DataPoint,
    Expectation,
    Indicator,
    Lane,
    ModelLink,
    Opportunity,
    PainPoint,
    Record,
    Stage,
    Touchpoint,
)
from journeymap.model.values import OPPORTUNITY_KINDS
from journeymap.session import Session
from journeymap.ui import clipboard
from journeymap.ui.dropped import RowPlace
from journeymap.ui.panels.model_links import element_popup
from journeymap.ui.panels.pick_popup import PickPopup
from journeymap.ui.views import table_bar, table_rows
from journeymap.ui.views.outline_clipboard import Block, cells_of, copied, pasted
from journeymap.ui.views.outline_model import ID_ROLE, Node
from journeymap.ui.views.outline_view import OutlineView
from journeymap.ui.words import say

_CLIPBOARD = (
    (QKeySequence.StandardKey.Copy, "copy"),
    (QKeySequence.StandardKey.Cut, "cut"),
    (QKeySequence.StandardKey.Paste, "paste"),
)  # fmt: skip


class TableView(OutlineView):
    """What is changed in the outline. `selection_changed(ids)` tells what somebody selects here."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.editors.refused.connect(self._on_refused)
        self.tree.installEventFilter(self)
        self.drop_place = RowPlace(self.tree, session, lambda place: self._touchpoint_of(self.tree.indexAt(place)))
        header = self.tree.header()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_header_menu)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the window's language."""
        self.tree.setAccessibleName(say("table.name"))
        self._tell("")
        self.empty.setText(say("table.empty"))
        table_bar.fill(self.bar, self)
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.model.columns) - 1)
        self.refresh()

    def _on_header_menu(self, place: QPoint) -> None:
        table_bar.columns_menu(self, self.tree.header()).popup(self.tree.header().mapToGlobal(place))

    # changes

    def _run(self, label_key: str, changes: list[Change], **values: Any) -> None:
        self.session.run(Label.of(label_key, **values), changes)
        self.refresh()

    def _record(self) -> Record | None:
        return self.model.record(self.tree.currentIndex())

    def _touchpoint_id(self) -> str | None:
        """The touchpoint of the current row, or of the row it stands under."""
        return self._touchpoint_of(self.tree.currentIndex())

    def _touchpoint_of(self, index: QModelIndex) -> str | None:
        node: Node | None = self.model.node(index)
        while node is not None:
            if isinstance(self.session.state.find(node.id), Touchpoint):
                return node.id
            node = node.parent
        return None

    def add_touchpoint(self) -> None:
        """Add the touchpoint that comes next: behind the current one, or at the end of the current stage."""
        point, changes = table_rows.next_touchpoint(
            self.session.state, self.journey_id, self._touchpoint_id(), self._record()
        )
        if point is not None:
            self._run("add_touchpoint", changes)
            self.go_to(point.id, edit=True)

    def add_stage(self) -> None:
        """Add a stage behind the current one, or at the end."""
        current = self._record()
        rows = queries.stages(self.session.state, self.journey_id)
        place = place_behind(rows, current.id if current is not None else "")
        stage, changes = stages.add_stage(self.session.state, self.journey_id, place=place)
        self._run("add_stage", changes)
        self.go_to(stage.id, edit=True)

    def add_lane(self) -> None:
        """Add a lane behind the current one, or at the end."""
        current = self._record()
        rows = queries.lanes(self.session.state, self.journey_id)
        place = place_behind(rows, current.id if current is not None else "")
        lane, changes = stages.add_lane(self.session.state, self.journey_id, place=place)
        self._run("add_lane", changes)
        self.go_to(lane.id, edit=True)

    def annotate(self, kind: str) -> None:
        """Add an expectation, a pain point, an opportunity, data handed over or an indicator to the touchpoint at hand."""
        touchpoint_id = self._touchpoint_id()
        if touchpoint_id is None:
            return
        record, changes = table_rows.annotation(self.session.state, touchpoint_id, kind)
        if kind in ("expectation", "pain_point", "surprise"):
            self._run(f"add_{kind}", changes)
        elif kind in OPPORTUNITY_KINDS:
            self._run("add_opportunity", changes)
        else:
            self._run("add_row", changes, field=f"record.{kind}")
        self.go_to(record.id, edit=True)

    def add_next(self) -> None:
        """Add another row of the kind of the current one."""
        match self._record():
            case Opportunity() as record:
                self.annotate(record.kind)
            case Expectation() | PainPoint() | DataPoint() | Indicator() as record:
                self.annotate(record.KIND)
            case Connection():
                self.connect_to()
            case ModelLink():
                self.link_to()
            case Lane():
                self.add_lane()
            case _:
                self.add_touchpoint()

    def connect_to(self) -> PickPopup | None:
        """Choose by typing where a new connection from the touchpoint at hand leads."""
        source_id = self._touchpoint_id()
        picks = table_rows.targets(self.session.state, source_id) if source_id is not None else []
        if source_id is None or not picks:
            if source_id is not None:
                self.told.emit(say("table.nothing_to_connect"))
            return None

        def connect(target_id: str) -> None:
            way, changes = touchpoints.connect(self.session.state, source_id, target_id)
            if way is not None:
                self._run("connect", changes)
                self.go_to(way.id)

        return self._pick(PickPopup(self, picks, say("table.connect_to"), say("table.add.connection")), connect)

    def link_to(self) -> PickPopup | None:
        """Choose by typing which element of the model the touchpoint at hand is linked to."""
        touchpoint_id = self._touchpoint_id()
        if touchpoint_id is None:
            return None

        def link(element_id: str) -> None:
            self.link(touchpoint_id, element_id)

        return self._pick(element_popup(self, self.session.state), link)

    def link(self, touchpoint_id: str, element_id: str, relation: str = "shows") -> None:
        """Link a touchpoint to an element of the model, and go to the row of the link."""
        state = self.session.state
        former = notes.link_between(state, touchpoint_id, element_id)
        self._run("link", notes.link(state, touchpoint_id, element_id, relation))
        made = former or notes.link_between(self.session.state, touchpoint_id, element_id)
        if made is not None:
            self.go_to(made.id)

    def _pick(self, popup: PickPopup, take: Callable[[str], None]) -> PickPopup:
        popup.chosen.connect(take)
        index = self.tree.currentIndex()
        popup.open_over(self.tree.viewport(), self.tree.visualRect(index.siblingAtColumn(0)))
        return popup

    def edit_current(self) -> None:
        index = self.tree.currentIndex()
        if index.isValid() and self.model.cell(index) is not None:
            self.tree.edit(index)

    def delete_rows(self) -> None:
        """Delete the selected rows; the row that follows becomes the current one."""
        found = [record for each in self.selected_ids() if (record := self.session.state.find(each)) is not None]
        if not found:
            return
        going = {each.id for each in found}
        below = self.tree.indexBelow(self.tree.currentIndex())
        while below.isValid() and self._is_under(below, going):
            below = self.tree.indexBelow(below)
        following = str(below.data(ID_ROLE)) if below.isValid() else ""
        changes = table_rows.deleted(self.session.state, found)
        if all(isinstance(each, Touchpoint) for each in found):
            self._run("delete_touchpoints", changes, n=len(found))
        else:
            self._run(table_rows.delete_label(found), changes)
        self.go_to(following)

    def _is_under(self, index: QModelIndex, record_ids: set[str]) -> bool:
        node: Node | None = self.model.node(index)
        while node is not None and node.id not in record_ids:
            node = node.parent
        return node is not None

    def move_rows(self, step: int) -> None:
        """Move the current row up or down among its like; at the border it goes on into the next stage or touchpoint."""
        record, touchpoint_id = self._record(), self._touchpoint_id()
        if record is None or isinstance(record, Connection):
            return
        changes = edit_rows.move_on(self.session.state, record.id, step, touchpoint_id or "")
        key = {Stage: "move_stage", Touchpoint: "move_touchpoints", Lane: "move_lane"}.get(type(record))
        if key == "move_touchpoints":
            self._run(key, changes, n=1)
        elif key is not None:
            self._run(key, changes)
        else:
            self._run("set_field", changes, field="field.order")
        if changes:
            self.go_to(record.id, column=self.tree.currentIndex().column())

    # the clipboard

    def _block(self) -> Block:
        found = self.selected_cells()
        every = list(range(len(self.model.columns)))
        return Block(list(found.items()), all(columns == every for columns in found.values()))

    def copy(self) -> bool:
        """Put the selected cells on the clipboard; rows with touchpoints also as touchpoints."""
        block = self._block()
        if not block.rows:
            return False
        data = copied(self.model, block)
        points = [node.id for node, _ in block.rows if isinstance(self.session.state.find(node.id), Touchpoint)]
        if block.is_whole and points:
            data.setData(clipboard.MIME, clipboard.mime_of(self.session, points).data(clipboard.MIME))
        QGuiApplication.clipboard().setMimeData(data)
        self.told.emit(say("table.copied", n=sum(len(columns) for _, columns in block.rows)))
        return True

    def cut(self) -> bool:
        """Copy, then delete whole rows or clear single cells."""
        if not self.copy():
            return False
        self.remove()
        return True

    def remove(self) -> None:
        """Delete the rows that are selected by their title or as a whole; clear the cells that are selected alone."""
        block = self._block()
        if any(0 in columns for _, columns in block.rows):
            self.delete_rows()
        else:
            changes = table_rows.cleared(self.session.state, self.model.columns, block)
            self._run("clear_cells", changes)

    def paste(self) -> bool:
        """Put in what is on the clipboard from the current cell on; copied touchpoints behind the touchpoint at hand."""
        data = QGuiApplication.clipboard().mimeData() or QMimeData()
        try:
            if data.hasFormat(clipboard.MIME):
                self._paste_touchpoints(data)
            else:
                self._paste_cells(cells_of(data))
        except (storage.FileError, ImportProblem) as error:
            self.told.emit(say(error.key, **error.values))
        return True

    def _paste_touchpoints(self, data: QMimeData) -> None:
        target = table_rows.target(self.session.state, self.journey_id, self._touchpoint_id(), self._record())
        if target is not None:
            new_ids, told = clipboard.put_in(self.session, data, target)
            self.refresh()
            self.take_up(new_ids)
            self.told.emit(told)

    def _paste_cells(self, block: list[list[str]]) -> None:
        index = self.tree.currentIndex()
        start = max(index.column(), 0)
        found = pasted(self.model, self.model.node(index), start, block)
        self._run("paste_cells", found.changes)
        self.take_up(found.record_ids, (start, start + max(map(len, block)) - 1))
        self.told.emit(found.told())

    def _on_refused(self, record_id: str, typed: str) -> None:
        """Say what is wrong with an entry and let it be typed on."""
        column = self.tree.currentIndex().column()
        self._tell(say(self.model.error))

        def reopen() -> None:
            node = self.model.find(record_id)
            if node is None:
                return
            index = self.model.index_of(node, column)
            self.tree.setCurrentIndex(index)
            self.tree.edit(index)
            editor = self.tree.indexWidget(index)
            if isinstance(editor, QLineEdit):
                editor.setText(typed)
                editor.setModified(True)
                editor.textEdited.connect(lambda _text: self._tell(""))

        QTimer.singleShot(0, self, reopen)

    def _tell(self, problem: str) -> None:
        self.hint.setText(problem or say("table.hint_cells"))
        self.hint.setProperty("look", "error" if problem else "caption")
        self.hint.style().unpolish(self.hint)
        self.hint.style().polish(self.hint)

    def _on_key(self, event: QKeyEvent) -> bool:
        if self.tree.indexWidget(self.tree.currentIndex()) is not None:
            # Keys that the editor of a cell leaves over come here too.
            return False
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            index = self.tree.currentIndex()
            if index.isValid() and index.column() > 0 and self.model.cell(index) is not None:
                self.tree.edit(index)
            else:
                self.add_next()
            return True
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_rows(-1 if key == Qt.Key.Key_Up else 1)
            return True
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove()
            return True
        if key == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            flags = QItemSelectionModel.SelectionFlag
            self.tree.selectionModel().select(self.tree.currentIndex(), flags.Select | flags.Rows)
            return True
        return self._own_key(event)

    def _own_key(self, event: QKeyEvent) -> bool:
        """The clipboard's keys, and those that add something to the touchpoint at hand."""
        for standard, name in _CLIPBOARD:
            if event.matches(standard):
                return bool(getattr(self, name)())
        for keys, do in table_bar.keys(self):
            if QKeySequence(event.keyCombination()) == QKeySequence(keys):
                do()
                return True
        return False

    def _has_own_key(self, event: QKeyEvent) -> bool:
        """Whether a key that the window has a command for means the row at hand here."""
        return self._touchpoint_id() is not None and any(
            QKeySequence(event.keyCombination()) == QKeySequence(keys) for keys, _ in table_bar.keys(self)
        )

    # Qt's methods

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.tree and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and self._has_own_key(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and self._on_key(event):
                return True
        return super().eventFilter(watched, event)
