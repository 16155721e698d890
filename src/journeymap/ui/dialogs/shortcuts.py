"""The window in which somebody gives commands other keys. What may be chosen, `ui/shortcuts.py` says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QKeyCombination,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QHeaderView, QLineEdit, QTableView, QVBoxLayout

from journeymap import labels
from journeymap.ui import shortcuts
from journeymap.ui.commands import COMMANDS, MENUS
from journeymap.ui.commands.command import Command
from journeymap.ui.findable import menu_name
from journeymap.ui.icons import icon
from journeymap.ui.matching import Target, rank
from journeymap.ui.settings import Settings
from journeymap.ui.theme import theme
from journeymap.ui.widgets import button, label
from journeymap.ui.words import language, say

if TYPE_CHECKING:
    from journeymap.ui.window import MainWindow

_BARE = frozenset({Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr})
_LEAVING = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape})

Index = QModelIndex | QPersistentModelIndex


def _name(command_id: str) -> str:
    """What a command is called in a sentence."""
    return say(f"action.{command_id}").removesuffix("…")


class KeysField(QLineEdit):
    """Takes down the keys that are pressed in it; Tab goes on and Escape closes as anywhere else."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAccessibleName(say("shortcuts.field"))
        self.setPlaceholderText(say("shortcuts.press"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    # Qt's methods

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # no command may answer while its keys are being changed
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _LEAVING and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        elif key not in _BARE and key != Qt.Key.Key_unknown:
            modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            keys = QKeySequence(QKeyCombination(modifiers, key))
            self.pressed.emit(keys.toString(QKeySequence.SequenceFormat.PortableText))


class _Rows(QAbstractTableModel):
    """Commands with their menus and keys."""

    def __init__(self, parent: QObject, settings: Settings) -> None:
        super().__init__(parent)
        self._settings = settings
        menu_of = {row: name for name, rows in MENUS for row in rows}
        self._menus = {each.id: menu_name(menu_of[each.id], language()) for each in COMMANDS if each.id in menu_of}
        self.commands: list[Command] = []
        self.keys: dict[str, tuple[str, ...]] = {}
        self.show("")

    def show(self, text: str) -> None:
        """List the commands that fit a text: their names in both languages or their keys."""
        self.beginResetModel()
        self.keys = shortcuts.all_keys(self._settings)
        words = text.casefold().split()
        self.commands = [each for each in COMMANDS if not words or rank(self._target(each), words) is not None]
        self.endResetModel()

    def refresh(self) -> None:
        """Show the keys of the moment."""
        self.keys = shortcuts.all_keys(self._settings)
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.commands) - 1, 2))

    def _target(self, command: Command) -> Target:
        names = [labels.say(f"action.{command.id}", each) for each in labels.LANGUAGES]
        keys = [shortcuts.native(each) for each in self.keys[command.id]]
        return Target.of([*names, *keys], [self._menus.get(command.id, "")])

    def keys_text(self, command_id: str) -> str:
        return "  ·  ".join(shortcuts.native(each) for each in self.keys[command_id])

    # Qt's methods

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.commands)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        command = self.commands[index.row()]
        is_own = self.keys[command.id] != command.keys
        texts = (say(f"action.{command.id}"), self._menus.get(command.id, ""), self.keys_text(command.id))
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return texts[index.column()]
            case Qt.ItemDataRole.AccessibleTextRole:
                keys = texts[2] or say("shortcuts.none")
                return ", ".join([texts[0], texts[1], keys, *([say("shortcuts.changed")] if is_own else [])])
            case Qt.ItemDataRole.ToolTipRole:
                return f"{texts[index.column()]} ({say('shortcuts.changed')})" if is_own else texts[index.column()]
            case Qt.ItemDataRole.FontRole if is_own and index.column() == 2:
                font = QFont()
                font.setBold(True)
                return font
            case Qt.ItemDataRole.ForegroundRole if index.column() == 1:
                return QColor(theme().ink_2)
        return None


class ShortcutsDialog(QDialog):
    """A list of all commands; below it a field for the new keys of the one that is chosen."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("shortcuts.title"))
        self._window = window
        self._settings = window.settings
        self.proposed = ""
        """The keys that were pressed and may be used."""
        self._model = _Rows(self, self._settings)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(say("shortcuts.filter"))
        self.filter.setAccessibleName(say("shortcuts.filter"))
        self.filter.addAction(icon("search", theme().ink_2), QLineEdit.ActionPosition.LeadingPosition)
        self.filter.textChanged.connect(self._find)
        self.filter.installEventFilter(self)
        self.list = self._make_list()
        self.field = KeysField()
        self.field.pressed.connect(self.propose)
        self.message = label(say("shortcuts.hint"), "second", wrap=True)
        self.use = button(say("shortcuts.use"), "primary", self._use)
        self.also = button(say("shortcuts.also"), "", self._use_as_well)
        self.clear = button(say("shortcuts.clear"), "", self._clear)
        self.reset = button(say("shortcuts.reset"), "", self._reset)
        self.reset_all = button(say("shortcuts.reset_all"), "", self._reset_all)
        self._arrange()
        self.list.selectRow(0)
        self.resize(min(760, window.width() - 60), min(680, window.height() - 60))
        self.filter.setFocus()

    def _make_list(self) -> QTableView:
        table = QTableView()
        table.setModel(self._model)
        table.setAccessibleName(say("shortcuts.list"))
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(30)
        table.horizontalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            table.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        table.activated.connect(lambda _index: self.field.setFocus())
        table.selectionModel().currentRowChanged.connect(lambda *_: self._on_row())
        return table

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        column.addWidget(label(say("shortcuts.title"), "title"))
        column.addWidget(self.filter)
        column.addWidget(self.list, 1)
        column.addWidget(self.message)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        for each in (self.use, self.also, self.clear, self.reset):
            each.setAutoDefault(False)
            row.addWidget(each)
        column.addLayout(row)
        ends = QHBoxLayout()
        self.reset_all.setAutoDefault(False)
        ends.addWidget(self.reset_all)
        ends.addStretch(1)
        close = button(say("dialog.close"), "", self.accept)
        close.setAutoDefault(False)
        ends.addWidget(close)
        column.addSpacing(4)
        column.addLayout(ends)

    @property
    def command(self) -> Command | None:
        """The command whose keys are being changed."""
        row = self.list.currentIndex().row()
        return self._model.commands[row] if 0 <= row < len(self._model.commands) else None

    def choose(self, command_id: str) -> None:
        """Choose a command as if by hand."""
        row = next(row for row, each in enumerate(self._model.commands) if each.id == command_id)
        self.list.selectRow(row)
        self.list.scrollTo(self._model.index(row, 0))

    def propose(self, keys: str) -> None:
        """Say what would come of keys for the chosen command."""
        command = self.command
        if command is None:
            return
        said = shortcuts.native(keys)
        self.field.setText(said)
        refused = shortcuts.refusal(command, keys)
        holder = shortcuts.owner(keys, self._settings)
        self.proposed = "" if refused is not None or holder == command.id else keys
        if refused is not None:
            self.message.setText(say(refused, keys=said))
        elif holder is None:
            self.message.setText(say("shortcuts.free", keys=said))
        elif holder == command.id:
            self.message.setText(say("shortcuts.own", name=_name(holder), keys=said))
        else:
            self.message.setText(self._conflict(command, holder, said))
        self._offer(is_taken=self.proposed != "" and holder is not None)

    def _conflict(self, command: Command, holder: str, said: str) -> str:
        other = next(each for each in COMMANDS if each.id == holder)
        former = shortcuts.keys_of(command, self._settings)[:1]
        if former and shortcuts.refusal(other, former[0]) is None:
            return say("shortcuts.taken", keys=said, name=_name(holder), other=shortcuts.native(former[0]))
        return say("shortcuts.taken_bare", keys=said, name=_name(holder))

    def _offer(self, *, is_taken: bool = False) -> None:
        """Enable what can be done now."""
        command = self.command
        have = shortcuts.keys_of(command, self._settings) if command is not None else ()
        self.field.setEnabled(command is not None)
        self.use.setText(say("shortcuts.swap" if is_taken else "shortcuts.use"))
        self.use.setEnabled(bool(self.proposed))
        self.also.setEnabled(bool(self.proposed) and bool(have) and not is_taken)
        self.clear.setEnabled(bool(have))
        self.reset.setEnabled(command is not None and have != command.keys)
        self.reset_all.setEnabled(bool(self._settings.keys))

    def _use(self) -> None:
        command, keys = self.command, self.proposed
        if command is None or not keys:
            return
        holder = shortcuts.owner(keys, self._settings)
        if holder is None:
            shortcuts.give(command, (keys, *shortcuts.keys_of(command, self._settings)[1:]), self._settings)
            self._tell_given(command)
            return
        shortcuts.swap(command, keys, self._settings)
        self._changed()
        self.message.setText(
            say(
                "shortcuts.swapped", name=_name(command.id), keys=self._model.keys_text(command.id),
                other=_name(holder), others=self._model.keys_text(holder) or say("shortcuts.none"),
            )
        )  # fmt: skip

    def _use_as_well(self) -> None:
        command = self.command
        if command is not None and self.proposed:
            shortcuts.give(command, (*shortcuts.keys_of(command, self._settings), self.proposed), self._settings)
            self._tell_given(command)

    def _clear(self) -> None:
        if self.command is not None:
            shortcuts.give(self.command, (), self._settings)
            self._tell_given(self.command)

    def _reset(self) -> None:
        if self.command is not None:
            shortcuts.take_back(self.command, self._settings)
            self._tell_given(self.command)

    def _reset_all(self) -> None:
        self._settings.reset_keys()
        self._changed()
        self.message.setText(say("shortcuts.all_reset"))

    def _tell_given(self, command: Command) -> None:
        self._changed()
        name, keys = _name(command.id), self._model.keys_text(command.id)
        self.message.setText(
            say("shortcuts.given", name=name, keys=keys) if keys else say("shortcuts.cleared", name=name)
        )

    def _changed(self) -> None:
        """Let the whole program follow; the focus stays with the field, whose button may have been disabled under it."""
        self.proposed = ""
        self.field.clear()
        self._window.use_keys()
        self._model.refresh()
        self._offer()
        if self.command is not None:
            self.field.setFocus()

    def _on_row(self) -> None:
        self.proposed = ""
        self.field.clear()
        self.message.setText(say("shortcuts.hint"))
        self._offer()

    def _find(self, text: str) -> None:
        self._model.show(text)
        if self._model.commands:
            self.list.selectRow(0)
        self._on_row()
        if not self._model.commands:
            self.message.setText(say("shortcuts.nothing"))

    # Qt's methods

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows walk through the list while the search field has the focus; Enter goes on to the new keys."""
        if watched is self.filter and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if by is not None and self._model.commands:
                row = min(max(self.list.currentIndex().row() + by, 0), len(self._model.commands) - 1)
                self.list.selectRow(row)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.field.setFocus()
                return True
        return super().eventFilter(watched, event)
