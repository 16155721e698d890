"""The Model view: the matrix of touchpoints and elements, principles, the pyramid, and expectations against perception.

Owns its pages, filters and edition; it changes records through the session only and explains what is chosen at its right.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from journeymap import catalogue
from journeymap.analysis import foundation
from journeymap.analysis.content import Content, content_of
from journeymap.analysis.coverage import Coverage
from journeymap.edit.annotations import cycle_link, link, unlink
from journeymap.edit.fields import set_field
from journeymap.model import queries
from journeymap.model.changes import Change, Label
from journeymap.model.records import Touchpoint
from journeymap.session import Session
from journeymap.storage import FileError, write_file_atomically
from journeymap.ui.choice_box import ChoiceBox
from journeymap.ui.views.expectations import ExpectationsPage
from journeymap.ui.views.model_matrix import Matrix
from journeymap.ui.views.model_sheet import Column, Filters, Sheet, csv_bytes, gather, own_relation, with_subject
from journeymap.ui.views.model_side import ModelSide
from journeymap.ui.views.model_signs import SignWidget
from journeymap.ui.views.model_words import table_rows
from journeymap.ui.views.parts import PANEL_WIDTH, FlowRow, Hint, Invitation, chip
from journeymap.ui.views.pyramid import PyramidPage
from journeymap.ui.views.view import View
from journeymap.ui.widgets import Notice, button, label
from journeymap.ui.words import say, say_token, shown

PAGES = ("elements", "principles", "pyramid", "expectations")
LEAST_WIDTH, LEAST_HEIGHT, NARROW = 560, 400, 1000
"""Below the last width the column at the right shows only when asked for."""
LOW = 460
"""Below this height there is no room for the legend."""
HIGHEST_LEVEL = 4


class ModelView(View):
    """Shows one journey against the standard."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.journey_id = ""
        self.page = PAGES[0]
        self.filters = Filters()
        self._content: Content | None = None
        self._coverage: Coverage | None = None
        self._sheet = Sheet()
        self._shaky: list[Touchpoint] = []
        self._shown: tuple[object, ...] = ()
        self._explained: object = None
        self.setProperty("look", "canvas")
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.matrix = Matrix()
        self.pyramid_page = PyramidPage()
        self.expectations_page = ExpectationsPage(session)
        self.side = ModelSide()
        self.notice = Notice(self)
        self._build()
        self._connect()

    # building

    def _build(self) -> None:
        self._stack = QStackedWidget()
        self._hint = Hint("")
        empty = say("model.empty"), say("action.view_map")
        self._empty = Invitation(*empty, lambda: self.command_wanted.emit("view_map"))
        for widget in (self.matrix, self.pyramid_page, self.expectations_page, self._hint, self._empty):
            self._stack.addWidget(widget)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        column.addWidget(self._stack, 1)
        column.addWidget(self._legend())
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.addWidget(middle)
        self._splitter.addWidget(self.side)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setCollapsible(0, False)
        self.side.setMinimumWidth(240)
        self._splitter.setSizes([900, PANEL_WIDTH])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._splitter)

    def _bar(self) -> QWidget:
        bar = QWidget()
        rows = QVBoxLayout(bar)
        rows.setContentsMargins(14, 8, 14, 6)
        rows.setSpacing(6)
        self._page_chips = QButtonGroup(self)
        self._page_chips.setExclusive(True)
        for place, name in enumerate(PAGES):
            each = chip(say(f"model.page.{name}"))
            each.setChecked(name == self.page)
            self._page_chips.addButton(each, place)
        self.edition = QComboBox()
        self.edition.setAccessibleName(say("model.edition"))
        self.edition.setMinimumWidth(120)
        for edition in catalogue.load().editions:
            count = len(catalogue.load().elements(edition.id))
            name = say_token("model.edition", edition.id)
            self.edition.addItem(say("model.edition_count", name=name, n=count), edition.id)
        self.details = chip(say("model.details"))
        self.details.setChecked(True)
        self.only_lacks = chip(say("model.only_lacks"), icon_name="filter")
        self.only_untouched = chip(say("model.only_untouched"), icon_name="filter")
        self.stage = ChoiceBox()
        self.stage.setAccessibleName(say("model.stage"))
        self.stage.setMinimumWidth(90)
        self.stage.setMaximumWidth(240)
        self.stage.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.export_button = button(say("model.export"), "flat", self.ask_export, "document")
        rows.addWidget(FlowRow([*self._page_chips.buttons(), self.edition, self.details]))
        self.filter_row = FlowRow([self.only_lacks, self.only_untouched, self.stage, self.export_button])
        rows.addWidget(self.filter_row)
        return bar

    def _legend(self) -> QWidget:
        self._legend_row = QWidget()
        column = QVBoxLayout(self._legend_row)
        column.setContentsMargins(14, 4, 14, 8)
        column.setSpacing(2)
        self.status = label("", "bold", wrap=True)
        self.status.setAccessibleName(say("model.matrix"))
        self.status.setMinimumHeight(20)
        column.addWidget(self.status)
        line = QHBoxLayout()
        line.setSpacing(4)
        for relation in ("shows", "would_serve", "lacks"):
            line.addWidget(SignWidget(3, relation))
            line.addWidget(label(say_token("relation", relation), "caption"))
            line.addSpacing(8)
        self._keys = label("", "caption", wrap=True)
        self._keys.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._keys, 1)
        column.addLayout(line)
        return self._legend_row

    def _connect(self) -> None:
        self._page_chips.idClicked.connect(lambda place: self.show_page(PAGES[place]))
        self.edition.activated.connect(self._choose_edition)
        self.details.toggled.connect(lambda _on: self._show_side())
        self.only_lacks.toggled.connect(lambda _on: self._filter())
        self.only_untouched.toggled.connect(lambda _on: self._filter())
        self.stage.activated.connect(lambda _place: self._filter())
        table = self.matrix.table
        table.relation_wanted.connect(self._set_relation)
        table.level_wanted.connect(self._set_level)
        table.cell_changed.connect(self._on_cell)
        table.row_activated.connect(self.jump)
        self.side.cell_wanted.connect(self._go_to)
        self.side.jump.connect(self.jump)
        self.side.level_chosen.connect(self._show_level)
        self.pyramid_page.jump.connect(self.jump)
        self.expectations_page.jump.connect(self.jump)
        self.expectations_page.selection_changed.connect(self.selection_changed)

    # showing

    def show_journey(self, journey_id: str) -> None:
        """Show another journey."""
        self.journey_id = journey_id
        self.filters = Filters(self.filters.only_lacks, self.filters.only_untouched, "")
        self.refresh()

    def show_page(self, name: str) -> None:
        """Show elements, principles, pyramid or expectations."""
        self.page = name
        self._page_chips.button(PAGES.index(name)).setChecked(True)
        self.refresh()

    def show_element(self, element_id: str) -> None:
        """Put the cursor on an element or principle, whatever page it is on."""
        principle = any(each.id == element_id for each in catalogue.load().principles())
        self.show_page("principles" if principle else "elements")
        self.matrix.table.go_to(None, element_id)

    def refresh(self) -> None:
        """Bring everything in line with the records; does nothing where that is so already."""
        wish = (self.session.document.revision, self.journey_id, self.page, self.filters)
        if wish == self._shown:
            return
        state = self.session.state
        if self._content is None or self._shown[:2] != wish[:2]:
            self._content = content_of(state, self.journey_id)
        self._show_content(self._content)

    def _show_content(self, content: Content) -> None:
        state = self.session.state
        self._shown = (self.session.document.revision, self.journey_id, self.page, self.filters)
        self._content = content
        self._shaky = [each for each in content.touchpoints if foundation.shaky(content, each)]
        principles = self.page == "principles"
        self._sheet, self._coverage = gather(content, catalogue.load(), principles=principles, filters=self.filters)
        self._refill_stages(content)
        self.edition.setCurrentIndex(max(self.edition.findData(content.project.edition), 0))
        in_matrix = self.page in PAGES[:2]
        self.filter_row.setVisible(in_matrix)
        self.details.setVisible(in_matrix)
        self._show_side()
        self._show_legend()
        name = say("model.matrix_principles" if principles else "model.matrix")
        self.matrix.table.setAccessibleName(name)
        self.matrix.show_sheet(state, self._sheet)
        if self.page == "pyramid":
            found = self._coverage
            self.pyramid_page.show_content(content, self._shaky, found.levels_reached, found.levels_aimed)
            self._stack.setCurrentWidget(self.pyramid_page)
        elif self.page == "expectations":
            self.expectations_page.show_content(content)
            self._stack.setCurrentWidget(self.expectations_page)
        else:
            self._show_matrix()
        self._explain()

    def _show_matrix(self) -> None:
        sheet = self._sheet
        if not sheet.has_touchpoints:
            self._stack.setCurrentWidget(self._empty)
            return
        if self.filters.only_untouched and not sheet.columns:
            self._hint.setText(say("model.none_untouched"))
        elif not sheet.rows or not sheet.columns:
            self._hint.setText(say("model.filtered_out"))
        else:
            self._stack.setCurrentWidget(self.matrix)
            return
        self._stack.setCurrentWidget(self._hint)

    def _show_legend(self) -> None:
        """Where there is little height the rows need it more; the column at the right has the signs too."""
        self._legend_row.setVisible(self.page in PAGES[:2] and self._sheet.has_touchpoints and self.height() >= LOW)

    def _show_side(self) -> None:
        """The pages other than the matrix explain themselves and take the whole width."""
        self.side.setVisible(self.details.isChecked() and self.page in PAGES[:2])

    def _refill_stages(self, content: Content) -> None:
        wanted = [("", say("model.all_stages"))]
        wanted += [(stage.id, shown(stage.title) or say("stage.untitled")) for stage in content.stages]
        if wanted != [(self.stage.itemData(place), self.stage.itemText(place)) for place in range(self.stage.count())]:
            self.stage.clear()
            for stage_id, title in wanted:
                self.stage.addItem(title, stage_id)
        self.stage.setCurrentIndex(max(self.stage.findData(self.filters.stage_id), 0))

    def _filter(self) -> None:
        self.filters = Filters(
            self.only_lacks.isChecked(), self.only_untouched.isChecked(), self.stage.currentData() or ""
        )
        self.refresh()

    def current_column(self) -> Column | None:
        """The element or principle under the cursor."""
        if self.page not in PAGES[:2]:
            return None
        return self.matrix.cells.column(self.matrix.table.currentIndex().column())

    def _explain(self) -> None:
        if self._content is None or self._coverage is None:
            return
        column = self.current_column()
        explained = (self._shown, column)
        if explained != self._explained:
            self._explained = explained
            self.side.show_column(self._content, self._sheet, self._coverage, column, self._shaky)
        self._say_cell()

    def _say_cell(self) -> None:
        index = self.matrix.table.currentIndex()
        self.status.setText(self.matrix.current_words())
        on_level = index.isValid() and self.matrix.cells.field(index.column()) is not None
        self._keys.setText(say("model.level_hint" if on_level else "model.cell_hint"))

    def _on_cell(self) -> None:
        self._explain()
        row = self.matrix.cells.row(self.matrix.table.currentIndex())
        if row is not None and row.touchpoint is not None:
            self.selection_changed.emit([row.subject_id])

    def _go_to(self, subject_id: str, element_id: str) -> None:
        self.matrix.table.go_to(subject_id, element_id)
        self.matrix.table.setFocus()

    def _show_level(self, level: int) -> None:
        self.show_page("pyramid")
        self.pyramid_page.pyramid.choose(level)
        self.pyramid_page.pyramid.setFocus()

    # changing

    def _set_relation(self, subject_id: str, element_id: str, relation: str | None) -> None:
        """Link a subject to an element: by a relation, by none (''), or by the next in the round (None)."""
        state = self.session.state
        marks = self._sheet.marks.get((subject_id, element_id), ())
        linked = own_relation(marks, subject_id) is not None
        edition = queries.project(state).edition
        if not catalogue.load().is_in(element_id, edition) and not linked:
            row = catalogue.load().find(element_id)
            self.notice.tell(say("model.not_linked_there", name=shown(row.short) if row is not None else element_id))
            return
        changes: list[Change]
        if relation is None:
            changes = cycle_link(state, subject_id, element_id)
        elif relation:
            changes = link(state, subject_id, element_id, relation)
        else:
            changes = unlink(state, subject_id, element_id)
        gone = relation == "" or any(getattr(change, "field", "") == "deleted" for change in changes)
        self._run_on(subject_id, "unlink" if gone else "link", changes)

    def _set_level(self, touchpoint_id: str, field: str, level: int | None) -> None:
        touchpoint = self.session.state.get(Touchpoint, touchpoint_id)
        if touchpoint is None:
            return
        now: int | None = getattr(touchpoint, field)
        if level is None:
            value = 0 if now is None else (None if now >= HIGHEST_LEVEL else now + 1)
        else:
            value = None if level < 0 else level
        self._run_on(touchpoint_id, "set_level", set_field([touchpoint_id], field, value))

    def _choose_edition(self, place: int) -> None:
        project = queries.project(self.session.state)
        if self.session.state.find(project.id) is not None:
            self._run("edition", set_field([project.id], "edition", self.edition.itemData(place)))

    def _run(self, key: str, changes: list[Change]) -> None:
        if changes and self.session.run(Label.of(key), changes) is not None:
            self.refresh()

    def _run_on(self, subject_id: str, key: str, changes: list[Change]) -> None:
        """Change the links or levels of one subject and bring only these up to date: large journeys stay quick."""
        revision = self.session.document.revision
        if not changes or self.session.run(Label.of(key), changes) is None:
            return
        current = self._content is not None and self._shown[:2] == (revision, self.journey_id)
        if current and self._content is not None:
            self._show_content(with_subject(self._content, self.session.state, subject_id))
        else:
            self.refresh()

    # exporting

    def ask_export(self) -> None:
        """Ask for a place and write the matrix there."""
        name, _ = QFileDialog.getSaveFileName(
            self, say("model.export.title"), f"{say('model.export.name')}.csv", say("model.export.filter")
        )
        if name:
            path = Path(name)
            self.export(path if path.suffix else path.with_suffix(".csv"))

    def export(self, path: Path) -> None:
        """Write the matrix as shown, with its totals; says what happened."""
        assert self._content is not None
        try:
            write_file_atomically(path, csv_bytes(table_rows(self._content, self._sheet)))
        except FileError as error:
            self.notice.tell(say(error.key, **error.values), stays=True)
            return
        self.notice.tell(say("notice.exported", name=path.name))

    # Qt's methods

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.notice.place()
        self._show_legend()
        was, now = event.oldSize().width(), event.size().width()
        if now < NARROW <= was or (was < 0 and now < NARROW):
            self.details.setChecked(False)
        elif was < NARROW <= now and was >= 0:
            self.details.setChecked(True)
