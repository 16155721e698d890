"""The journey as a tree of rows for the table: stages, their touchpoints, and what leads on from them and is noted at them.

Each kind of row says for each column which field it shows and how it is edited; the tree itself holds ids only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from journeymap.edit import fields
from journeymap.edit.amounts import read_duration, read_money, typed_duration, typed_money
from journeymap.edit.numbers import read_share, typed_share
from journeymap.labels import amounts
from journeymap.model import queries
from journeymap.model.changes import Label
from journeymap.model.document import State
from journeymap.model.records import Connection, Expectation, Opportunity, PainPoint, Record, Stage, Touchpoint
from journeymap.model.text import LocalText
from journeymap.model.values import CHANNELS, CONNECTION_KINDS, EXPECTATION_KINDS, KANO_CLASSES, OPPORTUNITY_KINDS
from journeymap.session import Session
from journeymap.ui.icons import channel_icon, face_icon, icon
from journeymap.ui.panels.bindings import writing_language
from journeymap.ui.panels.choices import level_words
from journeymap.ui.panels.signs import level_icon
from journeymap.ui.panels.texts import usual_currency
from journeymap.ui.theme import theme
from journeymap.ui.words import language, say, say_token, shown

COLUMNS = (
    "title", "lane", "channel", "emotion", "contact_time", "waiting", "fee", "level_reached", "level_aimed",
)  # fmt: skip
ID_ROLE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
Held = dict[str, tuple[Record | None, Record | None]]


class Choice(NamedTuple):
    """One entry of a list in a cell."""

    value: Any
    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What one column shows of one kind of record: a field, edited as text, as an amount, or by choosing."""

    field: str
    edit: str = "text"
    choices: Callable[[State, Any], list[Choice]] | None = None
    words: Callable[[Any], str] = str


def _tokens(prefix: str, values: Sequence[str], *, optional: bool = False) -> Callable[[State, Any], list[Choice]]:
    def choices(_state: State, _record: Any) -> list[Choice]:
        none = [Choice(None, say("inspector.not_set"))] if optional else []
        return [*none, *(Choice(each, say_token(prefix, each)) for each in values)]

    return choices


def _numbers(first: int, last: int, words: Callable[[Any], str]) -> Callable[[State, Any], list[Choice]]:
    def choices(_state: State, _record: Any) -> list[Choice]:
        return [Choice(None, say("inspector.not_set")), *(Choice(each, words(each)) for each in range(first, last + 1))]

    return choices


def _lanes(state: State, record: Touchpoint) -> list[Choice]:
    return [
        Choice(each.id, shown(each.title) or say("lane.untitled")) for each in queries.lanes(state, record.journey_id)
    ]


def _feeling(value: Any) -> str:
    return "" if value is None else f"{amounts.signed(value)} {say(f'emotion.{value}')}"


def _of_five(word: str) -> Callable[[Any], str]:
    return lambda value: "" if value is None else f"{say(f'field.{word}')} {say('inspector.of_five', value=value)}"


def _level(value: Any) -> str:
    return "" if value is None else level_words(value)


def _kind(prefix: str, values: Sequence[str]) -> Cell:
    return Cell("kind", "choice", _tokens(prefix, values))


CELLS: dict[type[Record], dict[str, Cell]] = {
    Stage: {"title": Cell("title")},
    Touchpoint: {
        "title": Cell("title"),
        "lane": Cell("lane_id", "choice", _lanes),
        "channel": Cell("channel", "choice", _tokens("channel", CHANNELS, optional=True)),
        "emotion": Cell("emotion", "choice", _numbers(-2, 2, _feeling)),
        "contact_time": Cell("contact_time", "time"),
        "waiting": Cell("waiting", "time"),
        "fee": Cell("fee", "money"),
        "level_reached": Cell("level_reached", "choice", _numbers(0, 4, _level)),
        "level_aimed": Cell("level_aimed", "choice", _numbers(0, 4, _level)),
    },
    Connection: {
        "title": Cell("condition"),
        "lane": _kind("connection_kind", CONNECTION_KINDS),
        "channel": Cell("share", "share"),
        "waiting": Cell("waiting", "time"),
    },
    Expectation: {
        "title": Cell("text"),
        "lane": _kind("expectation_kind", EXPECTATION_KINDS),
        "channel": Cell("kano", "choice", _tokens("kano", KANO_CLASSES, optional=True)),
        "emotion": Cell("perceived", "choice", _numbers(1, 5, _of_five("perceived"))),
    },
    PainPoint: {
        "title": Cell("text"),
        "emotion": Cell("severity", "choice", _numbers(1, 5, _of_five("severity"))),
    },
    Opportunity: {
        "title": Cell("text"),
        "lane": _kind("opportunity_kind", OPPORTUNITY_KINDS),
        "emotion": Cell("impact", "choice", _numbers(1, 5, _of_five("impact"))),
        "level_aimed": Cell("level", "choice", _numbers(1, 4, _level)),
    },
}  # fmt: skip


@dataclass(slots=True, eq=False)
class Node:
    """A place in the tree."""

    id: str
    parent: Node | None = None
    row: int = 0
    children: list[Node] = field(default_factory=list)

    def add(self, record_id: str) -> Node:
        child = Node(record_id, self, len(self.children))
        self.children.append(child)
        return child

    def shape(self) -> tuple[Any, ...]:
        return (self.id, tuple(child.shape() for child in self.children))

    def walk(self) -> Iterator[Node]:
        for child in self.children:
            yield child
            yield from child.walk()


def outline_of(state: State, journey_id: str) -> Node:
    """The tree of a journey. An opportunity for several touchpoints stands under each of them."""
    root = Node("")
    inside: dict[str, list[Touchpoint]] = {}
    for point in queries.touchpoints(state, journey_id):
        inside.setdefault(point.stage_id, []).append(point)
    for stage in queries.stages(state, journey_id):
        stage_node = root.add(stage.id)
        for point in inside.get(stage.id, ()):
            node = stage_node.add(point.id)
            rows: list[Record] = [
                *queries.connections_out(state, point.id), *queries.expectations(state, point.id),
                *queries.pain_points(state, point.id), *queries.opportunities(state, point.id),
            ]  # fmt: skip
            for record in rows:
                node.add(record.id)
    return root


class OutlineModel(QAbstractItemModel):
    """The tree as Qt sees it. Cells are set through the session, one step of the history each."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self.journey_id = ""
        self.root = Node("")
        self._held: Held = {}
        self._only: frozenset[str] | None = None
        self.error = ""
        """The key of what was wrong with the last entry; '' where it was taken."""

    def take_over(self, journey_id: str) -> bool:
        """Bring the tree in line with the records. Returns whether rows came, went or moved."""
        fresh = outline_of(self.session.state, journey_id)
        former, self._held = self._held, self._records_of(fresh)
        if journey_id == self.journey_id and fresh.shape() == self.root.shape():
            for node in self.root.walk():
                # Records are never altered but replaced: one that is the same object has not changed.
                before, now = former.get(node.id, (None, None)), self._held[node.id]
                if before[0] is not now[0] or before[1] is not now[1]:
                    self.dataChanged.emit(self.index_of(node), self.index_of(node, len(COLUMNS) - 1))
            return False
        self.beginResetModel()
        self.journey_id, self.root = journey_id, fresh
        self.endResetModel()
        return True

    def _records_of(self, root: Node) -> Held:
        """What each row rests on: its record and, for a connection, the one it leads to."""
        state = self.session.state
        held: Held = {}
        for node in root.walk():
            record = state.find(node.id)
            target = state.find(record.target_id) if isinstance(record, Connection) else None
            held[node.id] = (record, target)
        return held

    def node(self, index: Index) -> Node:
        found = index.internalPointer() if index.isValid() else None
        return found if isinstance(found, Node) else self.root

    def index_of(self, node: Node, column: int = 0) -> QModelIndex:
        return self.createIndex(node.row, column, node)

    def find(self, record_id: str) -> Node | None:
        return next((node for node in self.root.walk() if node.id == record_id), None)

    def record(self, index: Index) -> Record | None:
        return self.session.state.find(self.node(index).id)

    def cell(self, index: Index) -> Cell | None:
        """What the cell shows and how it is edited; None where it is not edited."""
        record = self.record(index)
        return CELLS.get(type(record), {}).get(COLUMNS[index.column()]) if record is not None else None

    def text(self, index: Index) -> str:
        """What stands in a cell."""
        record = self.record(index)
        if record is None:
            return ""
        column = COLUMNS[index.column()]
        if column == "title":
            return self._title(record)
        if column == "lane" and isinstance(record, Stage):
            return say("count.touchpoints", n=len(self.node(index).children))
        if column == "lane" and isinstance(record, PainPoint):
            return say("record.pain_point")
        cell = self.cell(index)
        if cell is None:
            return ""
        value = getattr(record, cell.field)
        if value is None:
            return ""
        if column == "emotion" and isinstance(record, Expectation):
            return self._perceived(record)
        if cell.choices is not None:
            return next(
                (each.text for each in cell.choices(self.session.state, record) if each.value == value), str(value)
            )
        return self.typed(index)

    def _title(self, record: Record) -> str:
        match record:
            case Stage():
                return shown(record.title) or say("stage.untitled")
            case Touchpoint():
                return shown(record.title) or say("touchpoint.untitled")
            case Connection():
                target = self.session.state.get(Touchpoint, record.target_id)
                name = (shown(target.title) if target is not None else "") or say("touchpoint.untitled")
                condition = f" ({shown(record.condition)})" if record.condition else ""
                return f"{say('table.to', title=name)}{condition}"
        return shown(getattr(record, "text", LocalText()))

    def _perceived(self, record: Expectation) -> str:
        if record.expected is None or record.perceived is None:
            return _of_five("perceived")(record.perceived)
        gap = amounts.signed(record.perceived - record.expected)
        return say("table.rating", perceived=record.perceived, expected=record.expected, gap=gap)

    def typed(self, index: Index) -> str:
        """The value of a cell as it is typed."""
        record, cell = self.record(index), self.cell(index)
        if record is None or cell is None:
            return ""
        value = getattr(record, cell.field)
        if isinstance(value, LocalText):
            return value.get(writing_language(self.session), "")
        if value is None:
            return ""
        if cell.edit == "time":
            return typed_duration(value, language())
        if cell.edit == "money":
            return typed_money(value, language())
        return typed_share(value) if cell.edit == "share" else str(value)

    def _read(self, cell: Cell, text: str) -> tuple[Any, str]:
        """(value, '') or (None, key of the error)."""
        if not text:
            return None, ""
        found: Any
        if cell.edit == "time":
            found = read_duration(text)
        elif cell.edit == "money":
            found = read_money(text, usual_currency(self.session))
        else:
            found = read_share(text)
        return (None, found) if isinstance(found, str) else (found, "")

    def icon_of(self, index: Index) -> Any:
        record, column, t = self.record(index), COLUMNS[index.column()], theme()
        match column, record:
            case "title", Stage():
                return icon("stage", t.ink_2)
            case "title", Connection():
                return icon("connect", t.connection)
            case "title", Expectation() | PainPoint():
                return icon(record.KIND, getattr(t, record.KIND))
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
        if 0 <= row < len(node.children) and 0 <= column < len(COLUMNS):
            return self.createIndex(row, column, node.children[row])
        return QModelIndex()

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        above = self.node(index).parent
        return self.index_of(above) if above is not None and above is not self.root else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self.node(parent).children) if parent.column() <= 0 else 0

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return say(f"table.column.{COLUMNS[section]}")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self.cell(index) is not None else flags

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
            case Qt.ItemDataRole.FontRole if index.column() == 0 and isinstance(self.record(index), Stage | Touchpoint):
                from journeymap.ui.theme import text_font

                return text_font(bold=True)
        return self.node(index).id if role == ID_ROLE else None

    def show_only(self, touchpoint_ids: frozenset[str] | None) -> None:
        """Let the rows of other touchpoints, and what stands under them, recede; None lets none."""
        if touchpoint_ids != self._only:
            self._only = touchpoint_ids
            roles = [Qt.ItemDataRole.ForegroundRole, Qt.ItemDataRole.AccessibleTextRole]
            for node in self.root.walk():
                if node.children:
                    first = self.index_of(node.children[0])
                    last = self.index_of(node.children[-1], len(COLUMNS) - 1)
                    self.dataChanged.emit(first, last, roles)

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
        return (
            say("inspector.value_of", name=say(f"table.column.{COLUMNS[index.column()]}"), value=text) if text else ""
        )

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        record, cell = self.record(index), self.cell(index)
        if record is None or cell is None or role != Qt.ItemDataRole.EditRole:
            return False
        self.error = ""
        if cell.edit == "text":
            if value == self.typed(index):
                return True
            changes = fields.set_text(self.session.state, record.id, cell.field, writing_language(self.session), value)
        elif cell.edit == "choice":
            changes = fields.set_field([record.id], cell.field, value)
        else:
            if value == self.typed(index):
                return True
            found, self.error = self._read(cell, value.strip())
            if self.error:
                return False
            changes = fields.set_field([record.id], cell.field, found)
        self.session.run(Label.of("set_field", field=f"field.{cell.field}"), changes)
        return True
