"""Marking journeys as reviewed or approved, and telling that a change took an approval back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout

from journeymap.edit import review
from journeymap.edit.dates import read_day
from journeymap.model.changes import ChangeSet, Origin, Set
from journeymap.model.records import Journey
from journeymap.ui.breadcrumb import journey_name, review_words
from journeymap.ui.widgets import button, label
from journeymap.ui.words import language, say, say_token

if TYPE_CHECKING:
    from journeymap.ui.window import MainWindow


def mark(window: MainWindow, journey_id: str, state: str) -> None:
    """Mark a journey as reviewed or approved today by whoever sits here, as a draft without a name.

    Somebody who never gave a name is asked for it.
    """
    assert window.session is not None
    if state == "draft":
        window.run("mark_draft", [Set(journey_id, "review", state)])
    elif window.settings.author:
        sign(window, journey_id, state, window.settings.author, date.today().isoformat())
    else:
        ReviewDialog(window, journey_id, state).open()


def sign(window: MainWindow, journey_id: str, state: str, name: str, day: str) -> None:
    """Note a review under a name and a day, and say so."""
    assert window.session is not None
    window.run(f"mark_{state}", review.mark(journey_id, state, name, day))
    journey = window.session.state.get(Journey, journey_id)
    if journey is not None:
        window.notice.tell(
            say("review.marked", title=journey_name(window.session.state, journey_id), words=review_words(journey)),
            say("review.other_name"),
            lambda: ReviewDialog(window, journey_id, state).open(),
        )


def tell_set_back(window: MainWindow, change_set: ChangeSet) -> None:
    """Say that a change made a draft of an approved journey, and offer to keep the approval."""
    session = window.session
    if session is None or change_set.origin is not Origin.LOCAL or change_set.label.key.startswith("mark_"):
        return
    lost = [
        each.id
        for each in change_set.changes
        if isinstance(each, Set) and (each.field, each.before, each.after) == ("review", "approved", "draft")
    ]
    journey = session.state.get(Journey, next(iter(lost), None))
    if journey is None:
        return
    title = journey_name(session.state, journey.id)
    who = "，" if language() == "zh" else ", "
    who = who.join(part for part in (journey.review_by, journey.review_on) if part)

    def keep() -> None:
        window.run("keep_review", [Set(each, "review", "approved") for each in lost])

    window.notice.tell(
        say("review.set_back_from", title=title, who=who) if who else say("review.set_back", title=title),
        say("review.keep"),
        keep,
    )


class ReviewDialog(QDialog):
    """Under which name and day a review is noted. The name is remembered for the next time."""

    def __init__(self, window: MainWindow, journey_id: str, state: str) -> None:
        super().__init__(window)
        self._window, self._journey_id, self._state = window, journey_id, state
        self.setWindowTitle(say("app.name"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(10)
        heading = label(say(f"review.ask_{state}"), "title", wrap=True)
        heading.setMinimumWidth(380)
        column.addWidget(heading)
        form = QFormLayout()
        form.setSpacing(8)
        self.name = QLineEdit(window.settings.author)
        self.day = QLineEdit(date.today().isoformat())
        for line, word in ((self.name, "field.review_by"), (self.day, "field.review_on")):
            line.setAccessibleName(say(word))
            form.addRow(label(say(word)), line)
        column.addLayout(form)
        self._wrong = label("", "caption", wrap=True)
        column.addWidget(self._wrong)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(say("dialog.cancel"), "", self.reject))
        self.done_button = button(say_token("review.do", state), "primary", self.accept)
        self.done_button.setDefault(True)
        row.addWidget(self.done_button)
        column.addLayout(row)
        self.finished.connect(self.deleteLater)

    # Qt's methods

    def accept(self) -> None:
        day, named = read_day(self.day.text()), bool(self.name.text().strip())
        if not day or not named:
            self._wrong.setText(say("error.field.day" if named else "review.nameless"))
            (self.day if named else self.name).setFocus()
            return
        self._window.settings.author = self.name.text()
        super().accept()
        sign(self._window, self._journey_id, self._state, self._window.settings.author, day)
