"""The right column of the Model view: what an element means, what it asks, who is linked to it, and the pyramid."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from journeymap import catalogue
from journeymap.analysis.content import Content
from journeymap.analysis.coverage import Coverage, Link
from journeymap.catalogue import Element, Principle
from journeymap.labels import amounts
from journeymap.model.records import Touchpoint
from journeymap.ui.theme import theme
from journeymap.ui.views.model_sheet import Column, Sheet
from journeymap.ui.views.model_signs import SignWidget, dimension_colour
from journeymap.ui.views.model_words import source_name
from journeymap.ui.views.parts import Card, Panel, heading
from journeymap.ui.views.pyramid import Pyramid, shaky_words
from journeymap.ui.widgets import button, label
from journeymap.ui.words import listed, say, say_token, shown

MOST_LINKS = 30
MOST_SHAKY = 4


class ModelSide(Panel):
    """Explains the column under the cursor."""

    cell_wanted = Signal(str, str)
    """Subject id and element id of a link that was pressed."""
    jump = Signal(str)
    level_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(say("model.panel"))
        self.level = 0

    def show_column(
        self, content: Content, sheet: Sheet, coverage: Coverage, column: Column | None, shaky: Sequence[Touchpoint]
    ) -> None:
        """Explain a column, or the coverage as a whole where none is chosen."""
        widgets: list[QWidget] = []
        row = catalogue.load().find(column.row_id) if column is not None else None
        if column is not None and row is not None:
            widgets += _explanation(column, row)
            widgets += self._links(content, coverage, column)
        else:
            widgets += _overview(sheet, coverage)
        widgets.append(_space())
        widgets.append(heading(say("pyramid.heading"), "levels"))
        pyramid = Pyramid()
        pyramid.show_counts(coverage.levels_reached, coverage.levels_aimed)
        pyramid.chosen.connect(self.level_chosen)
        widgets.append(pyramid)
        widgets += self._shaky(content, shaky)
        self.fill(widgets)

    def _links(self, content: Content, coverage: Coverage, column: Column) -> list[QWidget]:
        here = [link for link in coverage.links if link.element_id == column.row_id]
        widgets: list[QWidget] = [_space(), heading(f"{say('model.linked')}  {len(here)}")]
        if not here:
            return [*widgets, label(say("model.linked_none"), "second", wrap=True)]
        served = {link.touchpoint_id for link in here if link.relation == "would_serve"}
        titles = {each.id: shown(each.title) or say("touchpoint.untitled") for each in content.touchpoints}
        order = {"lacks": 0, "would_serve": 1}
        here.sort(key=lambda link: order.get(link.relation, 2))
        for link in here[:MOST_LINKS]:
            widgets.append(self._card(content, link, column, titles, link.touchpoint_id in served))
        if len(here) > MOST_LINKS:
            widgets.append(label(say("model.more", n=len(here) - MOST_LINKS), "caption"))
        return widgets

    def _card(self, content: Content, link: Link, column: Column, titles: dict[str, str], served: bool) -> Card:
        subject_id = link.touchpoint_id or content.journey.id
        title = titles.get(subject_id) or say("model.whole_journey")
        caption = say_token("relation", link.relation)
        if link.subject_id not in (link.touchpoint_id, content.journey.id):
            caption = say("model.by_annotation", relation=caption, name=source_name(content.state, link.subject_id))
        unanswered = link.relation == "lacks" and not served
        if unanswered:
            caption = f"{caption} · {say('model.unanswered')}"
        sign = SignWidget(column.dimension, link.relation)
        card = Card(title, caption, tone="problem" if unanswered else "", sign=sign)
        card.pressed.connect(lambda: self.cell_wanted.emit(subject_id, column.row_id))
        return card

    def _shaky(self, content: Content, shaky: Sequence[Touchpoint]) -> list[QWidget]:
        if not shaky:
            return []
        widgets: list[QWidget] = [heading(say("pyramid.shaky_count", n=len(shaky)), "foundation")]
        for touchpoint in shaky[:MOST_SHAKY]:
            card = Card(shaky_words(content, touchpoint), tone="notice")
            card.pressed.connect(lambda touchpoint_id=touchpoint.id: self.jump.emit(touchpoint_id))
            widgets.append(card)
        if len(shaky) > MOST_SHAKY:
            more = button(say("model.more", n=len(shaky) - MOST_SHAKY), "link", lambda: self.level_chosen.emit(4))
            widgets.append(more)
        return widgets


def _explanation(column: Column, row: Element | Principle) -> list[QWidget]:
    head = QWidget()
    line = QHBoxLayout(head)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(6)
    line.addWidget(SignWidget(column.dimension), 0, Qt.AlignmentFlag.AlignTop)
    title = label(f"{column.clause} {shown(column.short)}", "title", wrap=True)
    line.addWidget(title, 1)
    dimension = catalogue.load().dimension_of(column.row_id)
    widgets: list[QWidget] = [head]
    if shown(row.title) != shown(column.short):
        full = label(shown(row.title), "caption", wrap=True)
        widgets.append(full)
    if dimension is not None:
        of = label(f"{dimension.clause} {shown(dimension.short)}", "bold", wrap=True)
        of.setStyleSheet(f"color: {dimension_colour(column.dimension)}; font-size: 12px;")
        widgets.append(of)
    elif isinstance(row, Principle) and row.group:
        widgets.append(label(say(f"model.group.{row.group}"), "caption"))
    if not column.in_edition:
        outside = label(say("model.not_in_edition"), "problem")
        widgets.append(outside)
    widgets.append(label(shown(row.summary), "second", wrap=True))
    if isinstance(row, Element):
        if row.prompt:
            widgets.append(_question(shown(row.prompt)))
        if row.subelements:
            widgets.append(heading(say("model.parts")))
            parts = "\n".join(f"· {shown(each.title)}" for each in row.subelements)
            widgets.append(label(parts, "caption", wrap=True))
    return widgets


def _question(prompt: str) -> QFrame:
    frame = QFrame()
    frame.setObjectName("question")
    t = theme()
    frame.setStyleSheet(
        f"#question {{ background: {t.accent_soft}; border: 1px solid {t.accent}; border-radius: 8px; }}"
    )
    column = QVBoxLayout(frame)
    column.setContentsMargins(11, 8, 11, 9)
    column.setSpacing(2)
    column.addWidget(label(say("model.ask"), "bold"))
    column.addWidget(label(prompt, wrap=True))
    return frame


def _overview(sheet: Sheet, coverage: Coverage) -> list[QWidget]:
    widgets: list[QWidget] = [
        heading(say("model.coverage"), "coverage"),
        label(say("model.choose"), "second", wrap=True),
    ]
    for relation, count in coverage.relations.items():
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(SignWidget(3, relation))
        line.addWidget(label(say_token("relation", relation)), 1)
        line.addWidget(label(str(count), "bold"))
        widgets.append(row)
    if coverage.share_of_lacks is not None:
        share = amounts.share(coverage.share_of_lacks)
        widgets.append(label(say("model.share_of_lacks", share=share), "caption", wrap=True))
    missing = [column for column in sheet.columns if column.row_id in sheet.untouched]
    if missing:
        names = listed(f"{each.clause} {shown(each.short)}" for each in missing)
        widgets.append(label(say("model.untouched_list", names=names), "second", wrap=True))
    return widgets


def _space() -> QWidget:
    result = QWidget()
    result.setFixedHeight(6)
    return result
