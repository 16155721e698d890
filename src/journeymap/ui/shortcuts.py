"""Which keys do what: those that commands come with, those that somebody chose instead, and which keys may be chosen.

Keys are written in Qt's portable spelling. Nothing here shows anything; refusals are keys of words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from journeymap import labels
from journeymap.ui.commands import COMMANDS, MENUS
from journeymap.ui.commands.command import Command
from journeymap.ui.settings import Settings

_WITH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_LEADING = frozenset({Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab})
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_WALKING = frozenset({
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End,
    Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
})  # fmt: skip
_Standard = QKeySequence.StandardKey
_EDITING = (
    _Standard.Copy, _Standard.Cut, _Standard.Paste, _Standard.Undo, _Standard.Redo, _Standard.SelectAll, _Standard.Delete,
    _Standard.Backspace, _Standard.DeleteStartOfWord, _Standard.DeleteEndOfWord, _Standard.DeleteEndOfLine,
    _Standard.MoveToNextChar, _Standard.MoveToPreviousChar, _Standard.MoveToNextWord, _Standard.MoveToPreviousWord,
    _Standard.MoveToNextLine, _Standard.MoveToPreviousLine, _Standard.MoveToStartOfLine, _Standard.MoveToEndOfLine,
    _Standard.MoveToStartOfDocument, _Standard.MoveToEndOfDocument, _Standard.MoveToNextPage, _Standard.MoveToPreviousPage,
    _Standard.SelectNextChar, _Standard.SelectPreviousChar, _Standard.SelectNextWord, _Standard.SelectPreviousWord,
    _Standard.SelectNextLine, _Standard.SelectPreviousLine, _Standard.SelectStartOfLine, _Standard.SelectEndOfLine,
    _Standard.SelectStartOfDocument, _Standard.SelectEndOfDocument, _Standard.SelectNextPage, _Standard.SelectPreviousPage,
)  # fmt: skip


def portable(keys: str) -> str:
    """One spelling for the same keys."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)


def native(keys: str) -> str:
    """Keys as this system writes them."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def keys_of(command: Command, settings: Settings) -> tuple[str, ...]:
    """The keys of a command: those that somebody chose, else those that it comes with."""
    return settings.keys.get(command.id, command.keys)


def all_keys(settings: Settings) -> dict[str, tuple[str, ...]]:
    """Command → its keys."""
    chosen = settings.keys
    return {command.id: chosen.get(command.id, command.keys) for command in COMMANDS}


def owner(keys: str, settings: Settings) -> str | None:
    """The command that has these keys now."""
    wanted = portable(keys)
    return next((name for name, have in all_keys(settings).items() if wanted in map(portable, have)), None)


def refusal(command: Command, keys: str) -> str | None:
    """Why a command cannot have these keys, as a key of words; None where it can."""
    wanted = portable(keys)
    if wanted in map(portable, command.keys):
        return None
    combination: QKeyCombination = QKeySequence(keys)[0]  # type: ignore[index]
    key, modifiers = combination.key(), combination.keyboardModifiers()
    if key in _LEADING:
        return "shortcuts.refused.leading"
    if not modifiers & _WITH and 0x20 <= key.value < 0x0100_0000:
        return "shortcuts.refused.typing"
    if wanted in _menu_keys():
        return "shortcuts.refused.menu"
    if command.on_map:
        return "shortcuts.refused.walking" if key in _WALKING and not modifiers & _WITH else None
    if wanted in _editing_keys() or (key in _ENTER and not modifiers & _WITH):
        return "shortcuts.refused.editing"
    return None


def give(command: Command, keys: Sequence[str], settings: Settings) -> None:
    """Let a command have exactly these keys; whoever had one of them goes without it."""
    wanted = [portable(each) for each in keys]
    for other in COMMANDS:
        have = keys_of(other, settings)
        left = tuple(each for each in have if portable(each) not in wanted)
        if other.id != command.id and left != have:
            _keep(other, left, settings)
    _keep(command, keys, settings)


def swap(command: Command, keys: str, settings: Settings) -> None:
    """Let a command have keys that another one has; that one gets the first keys of this in exchange, if it may have them."""
    other = next(each for each in COMMANDS if each.id == owner(keys, settings))
    former = keys_of(command, settings)[:1]
    rest = tuple(each for each in keys_of(other, settings) if portable(each) != portable(keys))
    exchanged = tuple(each for each in former if refusal(other, each) is None)
    _keep(command, (portable(keys), *keys_of(command, settings)[1:]), settings)
    _keep(other, (*exchanged, *rest), settings)


def take_back(command: Command, settings: Settings) -> None:
    """Give a command the keys that it comes with; whoever has one of them goes without it."""
    give(command, command.keys, settings)


def _keep(command: Command, keys: Sequence[str], settings: Settings) -> None:
    """Remember keys, unless they are those that the command comes with."""
    settings.set_keys(command.id, None if tuple(keys) == command.keys else keys)


@cache
def _editing_keys() -> frozenset[str]:
    return frozenset(portable(each.toString()) for standard in _EDITING for each in QKeySequence.keyBindings(standard))


@cache
def _menu_keys() -> frozenset[str]:
    """The keys that open menus, in both languages."""
    texts = [labels.say(f"menu.{name}", language) for name, _ in MENUS for language in labels.LANGUAGES]
    return frozenset(f"Alt+{found[1].upper()}" for text in texts if (found := re.search("&(.)", text)) is not None)
