"""The comments on one record: read, written, settled, taken up again, deleted. Settled ones stay folded below the others."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from journeymap.edit import comments as edit
from journeymap.edit import fields
from journeymap.model.records import Comment
from journeymap.model.text import MAX_LENGTH, LocalText
from journeymap.ui.icons import icon
from journeymap.ui.panels.bindings import Binding, Context, Subject
from journeymap.ui.panels.sections import tiny_button
from journeymap.ui.panels.texts import GrowingText, TextField
from journeymap.ui.theme import theme
from journeymap.ui.widgets import bring_into_sight, button, label
from journeymap.ui.words import say, shown


def when(at: str) -> str:
    """A time as it is read here; what is no time stays as it is."""
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return at


class CommentEntry(GrowingText):
    """What is about to be said. Enter says it, Shift+Enter begins a line."""

    said = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shift:
            self.said.emit()
        else:
            super().keyPressEvent(event)


class CommentCard(QFrame):
    """One comment with what can be done about it."""

    def __init__(self, context: Context, comment_id: str) -> None:
        super().__init__()
        self.comment_id = comment_id
        self._context = context
        self.setProperty("look", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(7, 5, 5, 6)
        column.setSpacing(1)
        head = QHBoxLayout()
        head.setSpacing(2)
        self._who = label("", "caption", wrap=True)
        self.settle = tiny_button("check", say("comment.settle"), 14)
        self.settle.clicked.connect(lambda _checked=False: self._settle())
        self.delete = tiny_button("delete", say("comment.delete"), 14)
        self.delete.clicked.connect(lambda _checked=False: self._delete())
        inset = QHBoxLayout()
        inset.setContentsMargins(4, 0, 0, 0)
        inset.addWidget(self._who)
        head.addLayout(inset, 1)
        head.addWidget(self.settle)
        head.addWidget(self.delete)
        column.addLayout(head)
        self.text = TextField(Binding(context, Subject((comment_id,)), "text", "record.comment"), "", "quiet")
        column.addWidget(self.text)
        self.refresh()

    def _comment(self) -> Comment | None:
        return self._context.state.get(Comment, self.comment_id)

    def _settle(self) -> None:
        comment = self._comment()
        if comment is not None:
            key = "reopen_comment" if comment.resolved else "settle_comment"
            self._context.run(key, edit.settle_comment(comment.id, resolved=not comment.resolved))

    def _delete(self) -> None:
        self._context.run("delete_comment", fields.delete([self.comment_id]))

    def refresh(self) -> None:
        comment = self._comment()
        if comment is None:
            return
        who = comment.author or say("comment.nobody")
        parts = [who, when(comment.at), say("comment.settled") if comment.resolved else ""]
        self._who.setText(" · ".join(part for part in parts if part))
        words = say("comment.reopen" if comment.resolved else "comment.settle")
        self.settle.setAccessibleName(say("comment.what_of", what=words, author=who))
        self.settle.setToolTip(words)
        self.settle.setIcon(icon("reopen" if comment.resolved else "check", theme().ink_2))
        self.delete.setAccessibleName(say("comment.what_of", what=say("comment.delete"), author=who))
        self.text.edit.setAccessibleName(say("comment.spoken", author=who, text=shown(comment.text)))
        self.text.refresh()


class CommentsField(QWidget):
    """The comments on the subject, and the line in which a new one is written."""

    def __init__(self, context: Context, subject: Subject) -> None:
        super().__init__()
        self._context, self._subject = context, subject
        self.cards: dict[str, CommentCard] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._open = QVBoxLayout()
        self._open.setSpacing(6)
        column.addLayout(self._open)
        self.entry = CommentEntry()
        self.entry.setAccessibleName(say("comment.write"))
        self.entry.set_hint(say("comment.write"))
        self.entry.said.connect(self.add)
        column.addWidget(self.entry)
        row = QHBoxLayout()
        row.setSpacing(4)
        self.author: QPushButton = button("", "link", self._ask_author)
        self._name = QLineEdit()
        self._name.setAccessibleName(say("comment.your_name"))
        self._name.setPlaceholderText(say("comment.your_name"))
        self._name.editingFinished.connect(self._take_author)
        self._name.hide()
        self.add_button = button(say("comment.add"), "", self.add)
        row.addWidget(self.author)
        row.addWidget(self._name, 1)
        row.addStretch(1)
        row.addWidget(self.add_button)
        column.addLayout(row)
        self.more: QPushButton = button("", "link", self._toggle_settled)
        column.addWidget(self.more)
        self._settled = QWidget()
        self._settled_column = QVBoxLayout(self._settled)
        self._settled_column.setContentsMargins(0, 0, 0, 0)
        self._settled_column.setSpacing(6)
        self._settled.hide()
        column.addWidget(self._settled)
        self.refresh()

    def add(self) -> None:
        """Say what stands in the line."""
        text = self.entry.toPlainText().strip()[:MAX_LENGTH]
        if not text:
            self.entry.setFocus()
            return
        at = datetime.now(UTC).isoformat(timespec="seconds")
        _, changes = edit.add_comment(
            self._subject.first, LocalText({self._context.language: text}), self._context.author.name, at
        )
        self._context.run("add_comment", changes)
        self.entry.show_text("")
        self.refresh()

    def focus(self, comment_id: str) -> bool:
        """Put the cursor into a comment, or into the line for a new one where there is none of this id."""
        found = self.cards.get(comment_id)
        if found is None:
            self.entry.setFocus(Qt.FocusReason.OtherFocusReason)
            bring_into_sight(self.entry)
            return False
        if found.parentWidget() is self._settled:
            self._settled.show()
        found.text.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_sight(found)
        return True

    def _toggle_settled(self) -> None:
        self._settled.setVisible(self._settled.isHidden())
        self.refresh()

    def _ask_author(self) -> None:
        self.author.hide()
        self._name.setText(self._context.author.name)
        self._name.show()
        self._name.selectAll()
        self._name.setFocus()

    def _take_author(self) -> None:
        if self._name.isHidden():
            return
        self._context.author.rename(self._name.text())
        self._name.hide()
        self.author.show()
        self.refresh()

    def refresh(self) -> None:
        found = edit.thread(self._context.state, self._subject.first)
        wanted = {each.id for each in found}
        for comment_id in [each for each in self.cards if each not in wanted]:
            gone = self.cards.pop(comment_id)
            gone.hide()
            gone.deleteLater()
        places = {False: 0, True: 0}
        for comment in found:
            row = self.cards.get(comment.id)
            if row is None:
                row = self.cards[comment.id] = CommentCard(self._context, comment.id)
            column = self._settled_column if comment.resolved else self._open
            if column.indexOf(row) != places[comment.resolved]:
                column.insertWidget(places[comment.resolved], row)
                row.show()
            places[comment.resolved] += 1
            row.refresh()
        name = self._context.author.name or say("comment.nobody")
        self.author.setText(say("comment.as", name=name))
        self.author.setAccessibleName(say("comment.change_name", name=name))
        self.author.setToolTip(say("comment.change_name", name=name))
        settled = places[True]
        self.more.setVisible(bool(settled))
        self.more.setText(
            say("comment.show_settled" if self._settled.isHidden() else "comment.hide_settled", n=settled)
        )
