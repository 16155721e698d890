"""What all pages of the inspector share: a head, forms, folded groups, sections of annotation cards."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from journeymap.edit import annotations as notes
from journeymap.model import queries
from journeymap.model.changes import Change
from journeymap.model.document import State
from journeymap.model.records import (
    Comment,
    DataPoint,
    Evidence,
    Indicator,
    Record,
)
from journeymap.ui.icons import icon
from journeymap.ui.panels import cards, forms
from journeymap.ui.panels.bindings import Binding, Context, Subject
from journeymap.ui.panels.cards import AnnotationCard, CardKind, CardList
from journeymap.ui.panels.choices import open_below
from journeymap.ui.panels.comments import CommentsField
from journeymap.ui.panels.sections import FieldGrid, Section
from journeymap.ui.panels.texts import EntryField, TextField
from journeymap.ui.theme import theme
from journeymap.ui.widgets import label
from journeymap.ui.words import say

EXPECTATIONS = CardKind("expectation", "text", forms.EXPECTATION, cards.expectation_caption, queries.expectations)
PAIN_POINTS = CardKind(
    "pain_point", "text", forms.PAIN_POINT, cards.pain_point_caption, queries.pain_points, has_links=True
)
OPPORTUNITIES = CardKind(
    "opportunity", "text", forms.OPPORTUNITY, cards.opportunity_caption, queries.opportunities, has_links=True
)
DATA_POINTS = CardKind(
    "data_point", "what", forms.DATA_POINT, cards.data_point_caption,
    lambda state, subject_id: state.children(DataPoint, subject_id), has_evidence=False, is_ordered=False,
)  # fmt: skip
INDICATORS = CardKind(
    "indicator", "name", forms.INDICATOR, cards.indicator_caption,
    lambda state, subject_id: state.children(Indicator, subject_id), has_evidence=False, is_ordered=False,
)  # fmt: skip
ALL_EVIDENCE = CardKind(
    "evidence",
    "title",
    forms.EVIDENCE,
    cards.evidence_caption,
    lambda state, _: state.all(Evidence),
    has_evidence=False,
    is_carried=False,
)

OPEN_AT_FIRST = frozenset(
    f"section.{name}" for name in ("expectation", "pain_point", "opportunity", "model_elements", "levels", "barriers")
)
"""The sections that are open until somebody folds them."""

Adds = Callable[[State], tuple[Record, list[Change]]]


class Page(QWidget):
    """Holds the controls of one selection."""

    def __init__(self, context: Context, record_ids: tuple[str, ...]) -> None:
        super().__init__()
        self.context, self.subject = context, Subject(record_ids)
        self.controls: list[Any] = []
        self.lists: list[CardList] = []
        self.comments: Section | None = None
        self.talk: CommentsField | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(16)

    @property
    def state(self) -> State:
        return self.context.state

    @property
    def record_ids(self) -> tuple[str, ...]:
        return self.subject.ids

    @property
    def record_id(self) -> str:
        return self.subject.first

    def show_others(self, record_ids: tuple[str, ...]) -> None:
        """Show other records of the same kind with the controls that are there: quicker than a new page."""
        self.subject.ids = record_ids
        for field in (*self.findChildren(TextField), *self.findChildren(EntryField)):
            field.restart()
        self.refresh()

    def refresh(self) -> None:
        """Show what the records hold now, in the controls that are there."""
        for each in (*self.controls, *self.lists):
            each.refresh()
        if self.comments is not None:
            n = sum(not each.resolved for each in self.state.children(Comment, self.record_id))
            self.comments.summary.setText(say("card.comments", n=n) if n else "")

    def head(self, field: str, hint: str) -> None:
        """The title, to be edited in place, with a line about it."""
        box = QVBoxLayout()
        box.setSpacing(3)
        self.title = TextField(Binding(self.context, self.subject, field), hint, "quiet_title", single=True)
        self.caption = label("", "second", wrap=True)
        inset = QHBoxLayout()
        inset.setContentsMargins(4, 0, 0, 0)
        inset.addWidget(self.caption)
        box.addWidget(self.title)
        box.addLayout(inset)
        self.controls.append(self.title)
        self.column.addLayout(box)

    def set_caption(self, *parts: str) -> None:
        text = " · ".join(part for part in parts if part)
        self.caption.setText(text)
        self.caption.setVisible(bool(text))

    def form(self, rows: forms.Form, section: Section | None = None) -> FieldGrid:
        grid = FieldGrid()
        self.controls += forms.fill(self.context, grid, self.subject, rows)
        if section is None:
            self.column.addWidget(grid)
        else:
            section.body.addWidget(grid)
        return grid

    def folded(self, *groups: tuple[str, forms.Form]) -> QVBoxLayout:
        """Groups of details under headings that fold, one close under the other. More can be added to what is returned."""
        box = QVBoxLayout()
        box.setSpacing(4)
        for key, rows in groups:
            section = Section(self.context, say(f"section.{key}"), fold_key=f"section.{key}")
            section.build_late(partial(self.form, rows, section))
            box.addWidget(section)
        self.column.addLayout(box)
        return box

    def card_section(
        self,
        title: str,
        kind: CardKind,
        add: Adds,
        *,
        icon_name: str = "",
        role: str = "ink_2",
        fold_key: str = "",
        box: QVBoxLayout | None = None,
    ) -> Section:
        """Cards under a heading with a button that adds one."""
        section = Section(self.context, title, icon_name, role, fold_key or f"section.{kind.kind}")
        found = CardList(self.context, self.subject, kind)
        found.counted.connect(section.summary.setText)
        self.lists.append(found)
        button = section.add_button("plus", say(f"card.add.{kind.kind}"))
        if kind is OPPORTUNITIES:
            button.clicked.connect(lambda _checked=False: self._offer_opportunities(button))
        else:
            button.clicked.connect(lambda _checked=False: self.add_card(kind, add))
        section.body.addWidget(found)
        (box or self.column).addWidget(section)
        found.refresh()
        return section

    def _offer_opportunities(self, button: QWidget) -> QMenu:
        menu = QMenu(button)
        for kind, icon_name, role in (
            ("fix", "fix", "improvement"), ("improve", "improvement", "improvement"), ("surprise", "surprise", "surprise"),
        ):  # fmt: skip
            action = menu.addAction(icon(icon_name, getattr(theme(), role)), say(f"card.new.{kind}"))
            action.triggered.connect(
                lambda _checked=False, kind=kind: self.add_card(
                    OPPORTUNITIES, lambda state: notes.add_opportunity(state, self.record_id, kind)
                )
            )
        open_below(menu, button)
        return menu

    def add_comments(self, box: QVBoxLayout | None = None) -> None:
        """What people say about the record, folded until somebody looks at it."""
        section = Section(self.context, say("section.comments"), "comment", fold_key="section.comments")
        section.build_late(partial(self._build_comments, section))
        self.comments = section
        (box or self.column).addWidget(section)

    def _build_comments(self, section: Section) -> None:
        self.talk = CommentsField(self.context, self.subject)
        self.controls.append(self.talk)
        section.body.addWidget(self.talk)

    def show_comments(self, comment_id: str = "") -> None:
        """Put the cursor into a comment, or into the line for a new one."""
        if self.comments is not None:
            if self.comments.is_folded:
                self.comments.toggle()
            if self.talk is not None:
                self.talk.focus(comment_id)

    def add_card(self, kind: CardKind, add: Adds) -> None:
        """Add a record and put the cursor into its card."""
        record, changes = add(self.state)
        word = {"expectation": "add_expectation", "pain_point": "add_pain_point", "opportunity": "add_opportunity"}
        if getattr(record, "kind", "") == "surprise":
            self.context.run("add_surprise", changes)
        elif kind.kind in word:
            self.context.run(word[kind.kind], changes)
        else:
            word_key = "section.evidence" if kind.kind == "evidence" else f"section.{kind.kind}s"
            self.context.run("set_field", changes, None, field=word_key)
        self.refresh()
        self.focus_record(record.id)

    def card_of(self, record_id: str) -> AnnotationCard | None:
        return next((found.cards[record_id] for found in self.lists if record_id in found.cards), None)

    def focus_record(self, record_id: str) -> bool:
        """Put the cursor into the card of a record; into the title for the page's own record."""
        found = self.card_of(record_id)
        if found is not None:
            parent: QWidget | None = found
            while parent is not None and parent is not self:
                if isinstance(parent, Section) and parent.is_folded:
                    parent.toggle()
                parent = parent.parentWidget()
            found.text.edit.setFocus()
            return True
        if self.state.get(Comment, record_id) is not None:
            self.show_comments(record_id)
            return True
        if record_id in self.record_ids and hasattr(self, "title"):
            self.title.edit.setFocus()
            return True
        return False
