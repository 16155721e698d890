"""The journey as a tree of rows for the table: stages, their touchpoints, what leads on and is noted there; then lanes.

The tree holds ids only. What a column shows of a row and how it is edited is in `outline_cells`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from journeymap import catalogue
from journeymap.edit import fields
from journeymap.labels import amounts
from journeymap.model import queries
from journeymap.model.changes import Label
from journeymap.model.document import State
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
from journeymap.model.text import LocalText
from journeymap.model.values import LANE_KINDS
from journeymap.session import Session
from journeymap.ui.icons import channel_icon, face_icon, icon
from journeymap.ui.panels.bindings import writing_language
from journeymap.ui.panels.model_links import row_title
from journeymap.ui.panels.signs import level_icon, row_icon
from journeymap.ui.panels.texts import usual_currency
from journeymap.ui.theme import text_font, theme
from journeymap.ui.views import outline_cells
from journeymap.ui.views.outline_cells import COLUMNS, USUAL, Cell
from journeymap.ui.words import language, say, shown

ID_ROLE = Qt.ItemDataRole.UserRole
LANES = "lanes"
"""Stands for an id at the heading of the lanes."""
Index = QModelIndex | QPersistentModelIndex
_IN_ROWS: tuple[type[Record], ...] = (
    Connection, Expectation, PainPoint, Opportunity, ModelLink, DataPoint, Indicator,
)  # fmt: skip
"""What stands under a touchpoint, in this order."""
_PARENT = {Connection: "source_id", ModelLink: "subject_id", Indicator: "subject_id"}
PLACING = frozenset({
    "deleted", "order", "stage_id", "lane_id", "journey_id", "touchpoint_id", "touchpoint_ids", "source_id", "subject_id",
})  # fmt: skip
"""The fields that decide which rows there are and where they stand."""
WIDTHS = {
    "title": 330,
    "lane": 125,
    "channel": 125,
    "emotion": 150,
    "contact_time": 150,
    "waiting": 150,
    "fee": 140,
    "description": 240,
    "quote": 240,
}
USUAL_WIDTH = 120
_READ = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_EDITED = _READ | Qt.ItemFlag.ItemIsEditable


class Node:
    """A place in the tree. There may be tens of thousands: leaves share one empty row of children."""

    __slots__ = ("children", "id", "parent", "row")

    def __init__(self, record_id: str, parent: Node | None = None, row: int = 0) -> None:
        self.id, self.parent, self.row = record_id, parent, row
        self.children: Sequence[Node] = ()

    def add(self, record_ids: Iterable[str]) -> Sequence[Node]:
        """Put rows under this one, behind those that are there."""
        start = len(self.children)
        self.children = (*self.children, *(Node(each, self, row) for row, each in enumerate(record_ids, start)))
        return self.children[start:]

    def same_shape(self, other: Node) -> bool:
        """Whether both hold the same rows in the same places."""
        return (
            self.id == other.id
            and len(self.children) == len(other.children)
            and all(one.same_shape(two) for one, two in zip(self.children, other.children, strict=True))
        )

    def path(self) -> tuple[int, ...]:
        """Where the row stands, from the outside in; rows sort by it from the top."""
        return (*self.parent.path(), self.row) if self.parent is not None else ()

    def walk(self) -> Iterator[Node]:
        for child in self.children:
            yield child
            yield from child.walk()


def outline_of(state: State, journey_id: str) -> Node:
    """The tree of a journey. An opportunity for several touchpoints stands under each of them."""
    root = Node("")
    points = queries.touchpoints(state, journey_id)
    inside: dict[str, list[Touchpoint]] = {}
    for point in points:
        inside.setdefault(point.stage_id, []).append(point)
    ids = [point.id for point in points]
    rows = [(cls, state.children_by(cls, ids)) for cls in _IN_ROWS]
    for stage_node in root.add(each.id for each in queries.stages(state, journey_id)):
        for node in stage_node.add(point.id for point in inside.get(stage_node.id, ())):
            node.add(
                record.id
                for cls, found in rows
                for record in found.get(node.id, ())
                if _stands_at(cls, record, node.id)
            )
    lanes = queries.lanes(state, journey_id)
    if lanes:
        (heading,) = root.add([LANES])
        heading.add(lane.id for lane in lanes)
    return root


def _stands_at(cls: type[Record], record: Any, touchpoint_id: str) -> bool:
    """Whether a record that refers to a touchpoint stands under it: connections do where they begin."""
    if cls is Opportunity:
        return touchpoint_id in record.touchpoint_ids
    return bool(getattr(record, _PARENT.get(cls, "touchpoint_id")) == touchpoint_id)


class OutlineModel(QAbstractItemModel):
    """The tree as Qt sees it. Cells are set through the session, one step of the history each."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self.journey_id = ""
        self.root = Node("")
        self.columns: tuple[str, ...] = USUAL
        self._places: dict[str, list[Node]] = {}
        self._only: frozenset[str] | None = None
        self.error = ""
        """The key of what was wrong with the last entry; '' where it was taken."""

    def take_over(self, journey_id: str) -> bool:
        """Bring the tree in line with the records. Returns whether rows came, went or moved."""
        fresh = outline_of(self.session.state, journey_id)
        if journey_id == self.journey_id and fresh.same_shape(self.root):
            self._show_all_again([])
            return False
        self.beginResetModel()
        self.journey_id, self.root = journey_id, fresh
        self._places = {}
        for node in fresh.walk():
            self._places.setdefault(node.id, []).append(node)
        self.endResetModel()
        return True

    def show_again(self, record_ids: Iterable[str]) -> None:
        """Some records hold other values: show them in their rows, and in those of connections that lead to them."""
        state = self.session.state
        for record_id in record_ids:
            rows = list(self._places.get(record_id, ()))
            if isinstance(state.find(record_id), Touchpoint):
                rows += [
                    node for way in queries.connections_in(state, record_id) for node in self._places.get(way.id, ())
                ]
            for node in rows:
                self.dataChanged.emit(self.index_of(node), self.index_of(node, len(self.columns) - 1))

    def show_columns(self, columns: Sequence[str]) -> bool:
        """Show these columns; the first one always is the title. Returns whether they are others than before."""
        wanted = ("title", *(each for each in COLUMNS if each in columns and each != "title"))
        if wanted == self.columns:
            return False
        self.beginResetModel()
        self.columns = wanted
        self.endResetModel()
        return True

    def node(self, index: Index) -> Node:
        found = index.internalPointer() if index.isValid() else None
        return found if isinstance(found, Node) else self.root

    def index_of(self, node: Node, column: int = 0) -> QModelIndex:
        return self.createIndex(node.row, column, node)

    def find(self, record_id: str) -> Node | None:
        """The first place of a record."""
        return next(iter(self._places.get(record_id, ())), None)

    def places(self, record_id: str) -> Sequence[Node]:
        """The rows of a record: an opportunity may stand under several touchpoints."""
        return self._places.get(record_id, ())

    @property
    def size(self) -> int:
        """How many different rows there are."""
        return len(self._places)

    def record(self, index: Index) -> Record | None:
        return self.session.state.find(self.node(index).id)

    def cell(self, index: Index) -> Cell | None:
        """What the cell shows and how it is edited; None where it is not edited."""
        return outline_cells.cell_of(self.record(index), self.columns[index.column()])

    def text(self, index: Index) -> str:
        """What stands in a cell."""
        record, column = self.record(index), self.columns[index.column()]
        if record is None:
            return say("table.lanes") if column == "title" and self.node(index).id == LANES else ""
        if column == "title":
            return self._title(record)
        if column == "lane" and isinstance(record, Stage):
            return say("count.touchpoints", n=len(self.node(index).children))
        if column == "lane" and isinstance(record, PainPoint | DataPoint | Indicator):
            return say(f"record.{record.KIND}")
        cell = self.cell(index)
        if cell is None:
            return ""
        value = getattr(record, cell.field)
        if column == "emotion" and isinstance(record, Expectation) and value is not None:
            return self._perceived(record)
        return shown(value) if isinstance(value, LocalText) else self.typed(index)

    def _title(self, record: Record) -> str:
        match record:
            case Stage() | Touchpoint() | Lane():
                return shown(record.title) or say(f"{record.KIND}.untitled")
            case Connection():
                target = self.session.state.get(Touchpoint, record.target_id)
                name = (shown(target.title) if target is not None else "") or say("touchpoint.untitled")
                condition = shown(record.condition)
                return say("table.to_if" if condition else "table.to", title=name, condition=condition)
            case ModelLink():
                row = catalogue.load().find(record.element_id)
                return row_title(row) if row is not None else record.element_id
        return shown(getattr(record, outline_cells.CELLS[type(record)]["title"].field))

    def _perceived(self, record: Expectation) -> str:
        if record.expected is None or record.perceived is None:
            return f"{say('field.perceived')} {say('inspector.of_five', value=record.perceived)}"
        gap = amounts.signed(record.perceived - record.expected)
        return say("table.rating", perceived=record.perceived, expected=record.expected, gap=gap)

    def typed(self, index: Index) -> str:
        """The value of a cell as it is typed."""
        record, cell = self.record(index), self.cell(index)
        if record is None or cell is None:
            return ""
        return outline_cells.typed(cell, self.session.state, record, language(), writing_language(self.session))

    def icon_of(self, index: Index) -> Any:
        record, column, t = self.record(index), self.columns[index.column()], theme()
        match column, record:
            case "title", None:
                return icon("layers", t.ink_2)
            case "title", Stage():
                return icon("stage", t.ink_2)
            case "title", Lane():
                return icon(f"lane_{record.kind}" if record.kind in LANE_KINDS else "layers", t.ink_2)
            case "title", Connection():
                return icon("connect", t.connection)
            case "title", Expectation() | PainPoint():
                return icon(record.KIND, getattr(t, record.KIND))
            case "title", ModelLink():
                return row_icon(record.element_id, record.relation)
            case "title", DataPoint():
                return icon("document", t.ink_2)
            case "title", Indicator():
                return icon("curve", t.ink_2)
            case "title", Opportunity():
                names = {"surprise": ("surprise", t.surprise), "fix": ("fix", t.improvement)}
                return icon(*names.get(record.kind, ("improvement", t.improvement)))
            case "title", Touchpoint():
                return icon(channel_icon(record.channel), t.ink_2)
            case "emotion", Touchpoint() if record.emotion is not None:
                return icon(face_icon(record.emotion), t.emotion(record.emotion))
            case (("level_reached" | "level_aimed"), Touchpoint()):
                level = getattr(record, column)
                return level_icon(level) if level is not None else None
        return None

    # Qt's methods

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        node = self.node(parent)
        if 0 <= row < len(node.children) and 0 <= column < len(self.columns):
            return self.createIndex(row, column, node.children[row])
        return QModelIndex()

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        above = self.node(index).parent
        return self.index_of(above) if above is not None and above is not self.root else QModelIndex()

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008
        return bool(self.node(parent).children)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self.node(parent).children) if parent.column() <= 0 else 0

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return say(f"table.column.{self.columns[section]}")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _READ if self.cell(index) is None else _EDITED

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return " ".join(self.text(index).split())
            case Qt.ItemDataRole.EditRole:
                return self.typed(index)
            case Qt.ItemDataRole.DecorationRole:
                return self.icon_of(index)
            case Qt.ItemDataRole.ToolTipRole:
                return self.text(index)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(index)
            case Qt.ItemDataRole.ForegroundRole if self._recedes(index):
                return QColor(theme().ink_2)
            case Qt.ItemDataRole.FontRole if index.column() == 0 and self.is_bold(index):
                return text_font(bold=True)
        return self.node(index).id if role == ID_ROLE else None

    def show_only(self, touchpoint_ids: frozenset[str] | None) -> None:
        """Let the rows of other touchpoints, and what stands under them, recede; None lets none."""
        if touchpoint_ids != self._only:
            self._only = touchpoint_ids
            self._show_all_again([Qt.ItemDataRole.ForegroundRole, Qt.ItemDataRole.AccessibleTextRole])

    def _show_all_again(self, roles: list[int]) -> None:
        for node in (self.root, *self.root.walk()):
            if node.children:
                last = self.index_of(node.children[-1], len(self.columns) - 1)
                self.dataChanged.emit(self.index_of(node.children[0]), last, roles)

    def is_bold(self, index: Index) -> bool:
        """Whether a row is one of those that others stand under."""
        record = self.record(index)
        return record is None or isinstance(record, Stage | Touchpoint)

    def _recedes(self, index: Index) -> bool:
        if self._only is None:
            return False
        node: Node | None = self.node(index)
        while node is not None and node is not self.root:
            record = self.session.state.find(node.id)
            if isinstance(record, Touchpoint):
                return record.id not in self._only
            node = node.parent
        return False

    def _spoken(self, index: Index) -> str:
        """A cell for a screen reader: the first column names the kind of row, the others their column."""
        record, text = self.record(index), self.text(index)
        if record is None:
            return text
        if index.column() == 0:
            spoken = say("inspector.value_of", name=say(f"record.{record.kind_name}"), value=text)
            return f"{spoken}, {say('filter.outside')}" if self._recedes(index) else spoken
        cell = self.cell(index)
        if cell is None:
            return text
        name = say(f"field.{cell.field}")
        return say("inspector.value_of", name=name, value=text or say("inspector.not_set"))

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        record, cell = self.record(index), self.cell(index)
        if record is None or cell is None or role != Qt.ItemDataRole.EditRole:
            return False
        self.error = ""
        state = self.session.state
        if cell.edit == "choice":
            changes = fields.set_field([record.id], cell.field, value)
        elif value == self.typed(index):
            return True
        elif cell.edit == "text":
            changes = fields.set_text(state, record.id, cell.field, writing_language(self.session), value)
        else:
            usual = usual_currency(self.session) if cell.edit == "money" else ""
            found, self.error = outline_cells.read(cell, state, record, value.strip(), usual)
            if self.error:
                return False
            changes = fields.set_field([record.id], cell.field, found)
        self.session.run(Label.of("set_field", field=f"field.{cell.field}"), changes)
        return True
