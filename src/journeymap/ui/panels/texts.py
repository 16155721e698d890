"""Fields that are typed into: texts in one of two languages, and entries such as times, shares and dates.

What is typed is written at once, so nothing is lost by leaving a field; a wrong entry stays as it was typed, with one sentence
under it, and writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QSizePolicy, QTextEdit, QVBoxLayout, QWidget

from journeymap.edit.amounts import read_duration, read_money, typed_duration, typed_money
from journeymap.edit.dates import read_day
from journeymap.edit.numbers import read_count, read_number, read_share, typed_share
from journeymap.labels import amounts
from journeymap.model.records import Touchpoint
from journeymap.model.text import MAX_LENGTH, LocalText, clean
from journeymap.model.values import Money
from journeymap.session import Session
from journeymap.ui import pictures
from journeymap.ui.panels.bindings import VARIOUS, Binding
from journeymap.ui.widgets import label
from journeymap.ui.words import language, say

Parsed = tuple[Any, str | None]


class Composing:
    """A field that remembers what an input method is composing in it, so that nothing of it gets lost."""

    composed = ""

    def keep_composed(self) -> None:
        """Take what is being composed for typed: the field is about to show something else."""
        QGuiApplication.inputMethod().commit()
        if self.composed and isinstance(self, QWidget):
            event = QInputMethodEvent()
            event.setCommitString(self.composed)
            QApplication.sendEvent(self, event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composed = event.preeditString()
        super().inputMethodEvent(event)  # type: ignore[misc]


class GrowingText(Composing, QTextEdit):
    """Plain text that is as high as it has lines. Emits `edited(text)` while somebody types, `left()` on leaving."""

    edited = Signal(str)
    left = Signal()

    def __init__(self, look: str = "", *, single: bool = False) -> None:
        super().__init__()
        self._silent = False
        self._single = single
        self._extra = 6 if look.startswith("quiet") else 12
        if look:
            self.setProperty("look", look)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(60)
        self.textChanged.connect(self._changed)
        self._fit()

    def _changed(self) -> None:
        self._fit()
        if not self._silent:
            self.edited.emit(self.toPlainText())

    def show_text(self, text: str) -> None:
        """Show a text that came from elsewhere; the cursor stays where it was."""
        if text == self.toPlainText():
            return
        cursor = self.textCursor().position()
        self._silent = True
        self.setPlainText(text)
        self._silent = False
        moved = self.textCursor()
        moved.setPosition(min(cursor, len(text)))
        self.setTextCursor(moved)

    def set_hint(self, text: str) -> None:
        if text != self.placeholderText():
            self.setPlaceholderText(text)
            self._fit()

    def _fit(self) -> None:
        self.ensurePolished()
        width = max(self.viewport().width(), 40)
        height = self.document().size().height()
        if self.document().isEmpty() and self.placeholderText():
            box = self.fontMetrics().boundingRect(0, 0, width, 10_000, Qt.TextFlag.TextWordWrap, self.placeholderText())
            height = max(height, box.height())
        wanted = round(height) + self._extra
        if wanted != self.height() or self.minimumHeight() != wanted:
            self.setFixedHeight(wanted)

    # Qt's methods

    def event(self, event: QEvent) -> bool:
        # Ctrl+Z belongs to this text first, and to the window when there is nothing left to take back here.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.document().isRedoAvailable()
            if undo or redo:
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._single and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        # A picture that is dropped here is for the panel around, not its file name for the text.
        return super().canInsertFromMimeData(source) and not (source.hasUrls() and pictures.is_offered(source))

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            text = source.text()
            self.insertPlainText(" ".join(text.split()) if self._single else text)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._single and event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()


class _Typed(QWidget):
    """A field with room for one sentence under it."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)
        self.error = label("", "error", wrap=True)
        self.error.hide()

    def restart(self) -> None:
        """Forget what was typed: another record is shown now."""
        raise NotImplementedError

    def tell(self, key: str | None) -> None:
        """Show the sentence for an error, or none."""
        self.error.setText(say(key) if key else "")
        self.error.setVisible(bool(key))


class TextField(_Typed):
    """A text in the language that the panel writes; the other language's text stands in it as a hint."""

    def __init__(self, binding: Binding, hint: str = "", look: str = "", *, single: bool = False) -> None:
        super().__init__()
        self.binding = binding
        self._hint = hint
        self._is_local = isinstance(binding.value(), LocalText) or binding.value() is VARIOUS
        self.edit = GrowingText(look, single=single)
        self.edit.setAccessibleName(binding.label)
        self.edit.edited.connect(self._edited)
        self.edit.left.connect(binding.close_step)
        self._column.addWidget(self.edit)
        self._column.addWidget(self.error)
        self.setFocusProxy(self.edit)
        self.refresh()

    def _edited(self, text: str) -> None:
        if len(text) > MAX_LENGTH:
            self.tell("error.field.too_long")
            text = text[:MAX_LENGTH]
        else:
            self.tell(None)
        if self._is_local:
            self.binding.write_text(self.binding.context.language, text)
        else:
            self.binding.write(text, typing=True)

    def restart(self) -> None:
        """Forget what was typed: another record is shown now, and undoing here must not write into it."""
        self.tell(None)
        self.edit.document().clearUndoRedoStacks()

    def refresh(self) -> None:
        value = self.binding.value()
        hint, text = self._hint, ""
        if value is VARIOUS:
            hint = say("inspector.various")
        elif isinstance(value, LocalText):
            text = value.get(self.binding.context.language, "")
            hint = value.shown_in(self.binding.context.language) or self._hint
        elif isinstance(value, str):
            text = value
        self.edit.set_hint(hint)
        # The stored text is composed and cleaned; what is being typed is left as it is while it means the same.
        typed = self.edit.toPlainText()
        if len(typed) > MAX_LENGTH or clean(typed) != text:
            self.edit.show_text(text)


class Line(Composing, QLineEdit):
    """A line that leaves Ctrl+Z to the window when it has nothing to take back."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return False
        return super().event(event)


class EntryField(_Typed):
    """A line that is read as a value by `read` (value, error key) and written by `write`."""

    def __init__(
        self, binding: Binding, read: Callable[[str], Parsed], write: Callable[[Any], str], hint: str = ""
    ) -> None:
        super().__init__()
        self.binding = binding
        self._read, self._write = read, write
        self._hint = hint
        self._shown: Any = object()
        self._is_new = True
        """Whether the field shows its records for the first time."""
        self.edit = Line()
        self.edit.setMinimumWidth(40)
        self.edit.setAccessibleName(binding.label)
        self.edit.textEdited.connect(self._edited)
        self.edit.editingFinished.connect(self._left)
        self._column.addWidget(self.edit)
        self._column.addWidget(self.error)
        self.setFocusProxy(self.edit)
        self.refresh()

    def _edited(self, text: str) -> None:
        value, error = self._read(text.strip())
        if error is None:
            self._drafts.pop(self._key, None)
            self.tell(None)
            self._shown = value
            self.binding.write(value, typing=True)
            return
        self._drafts[self._key] = text
        if not self.error.isHidden():
            self.tell(error)

    @property
    def _drafts(self) -> dict[tuple[tuple[str, ...], str], str]:
        return self.binding.context.drafts

    @property
    def _key(self) -> tuple[tuple[str, ...], str]:
        return self.binding.record_ids, self.binding.field

    def _left(self) -> None:
        self.binding.close_step()
        if not self.edit.isModified():
            return
        _, error = self._read(self.edit.text().strip())
        self.tell(error)
        if error is None:
            self.edit.setModified(False)
            self._shown = object()
            self.refresh()

    def restart(self) -> None:
        """Another record is shown now; what was typed and not understood waits for the former one."""
        self._shown = object()
        self._is_new = True

    def refresh(self) -> None:
        value = self.binding.value()
        self.edit.setPlaceholderText(say("inspector.various") if value is VARIOUS else self._hint)
        if value == self._shown:
            return
        self._shown = value
        if not self._is_new:
            self._drafts.pop(self._key, None)
        self._is_new = False
        draft = self._drafts.get(self._key)
        if draft is not None:
            self.edit.setText(draft)
            self.edit.setModified(True)
            self.tell(self._read(draft.strip())[1])
            return
        self.tell(None)
        self.edit.setText("" if value is VARIOUS or value is None else self._write(value))
        self.edit.setCursorPosition(0)
        self.edit.setModified(False)


def time_field(binding: Binding) -> EntryField:
    """A time such as '30 min' or '3 working days'."""
    return EntryField(
        binding, _reader(read_duration), lambda value: typed_duration(value, language()), say("hint.time")
    )


def money_field(binding: Binding) -> EntryField:
    """A sum such as '£34' or '1.8万元'."""

    def read(text: str) -> Money | str:
        return read_money(text, usual_currency(binding.context.session))

    return EntryField(binding, _reader(read), lambda value: typed_money(value, language()), say("hint.money"))


def usual_currency(session: Session) -> str:
    """The currency of most fees in the project; before there is one, that of its first language."""
    units = [each.fee.unit for each in session.state.all(Touchpoint) if each.fee is not None]
    fallback = "CNY" if session.languages[0] == "zh" else "EUR"
    return max(sorted(set(units)), key=units.count) if units else fallback


def share_field(binding: Binding) -> EntryField:
    """A share of people, such as '35 %' or '1/3'."""
    return EntryField(binding, _reader(read_share), typed_share, say("hint.share"))


def _reader(read: Callable[[str], Any | str]) -> Callable[[str], Parsed]:
    """Reads an entry by a function that gives the value or the key of an error; an empty entry is no value."""

    def reader(text: str) -> Parsed:
        found = read(text) if text else None
        return (None, found) if isinstance(found, str) else (found, None)

    return reader


def day_field(binding: Binding) -> EntryField:
    """A date as far as it is known."""
    return EntryField(binding, _read_day, str, say("hint.day"))


def _read_day(text: str) -> Parsed:
    day = read_day(text)
    return (None, "error.field.day") if day is None else (day or None, None)


def count_field(binding: Binding, *, empty: int | None = 0) -> EntryField:
    """A whole number; an empty field stands for `empty`."""

    def read(text: str) -> Parsed:
        return _reader(read_count)(text) if text else (empty, None)

    def write(value: int) -> str:
        return "" if value == empty else amounts.number(value)

    return EntryField(binding, read, write, "0" if empty == 0 else "")


def number_field(binding: Binding) -> EntryField:
    """Any number."""
    return EntryField(binding, _reader(read_number), lambda value: amounts.number(value, 9))
