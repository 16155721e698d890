"""The evidence ledger, worked by keys and mouse; proven on the document and on what is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from journeymap.edit import evidence, fields
from journeymap.model import queries
from journeymap.model.changes import Label
from journeymap.model.records import Evidence, PainPoint
from journeymap.model.text import LocalText
from journeymap.session import Session
from journeymap.ui.views.ledger import LedgerView
from journeymap.ui.views.ledger_table import COLUMNS
from journeymap.ui.window import MainWindow
from tests.ui.panel_project import Small

LEFT, CONTROL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


class Clerk:
    """A person at the ledger."""

    def __init__(self, qtbot: QtBot, window: MainWindow, project: Small) -> None:
        self.qtbot, self.window, self.project = qtbot, window, project
        assert window.workspace is not None
        self.workspace = window.workspace
        window.run_command("view_evidence")
        QApplication.processEvents()
        view = window.workspace.views.currentWidget()
        assert isinstance(view, LedgerView)
        self.view = view
        self.table = view.table

    def titles(self) -> list[str]:
        order = self.table.order
        return [order.index(row, 0).data() for row in range(order.rowCount())]

    def go(self, row: int, column: str = "title") -> None:
        self.table.setCurrentIndex(self.table.order.index(row, COLUMNS.index(column)))
        self.table.setFocus()

    def type_into(self, row: int, column: str, text: str) -> None:
        self.go(row, column)
        self.qtbot.keyClick(self.table, Qt.Key.Key_Return)
        (editor,) = (each for each in self.table.viewport().findChildren(QLineEdit) if each.isVisible())
        editor.selectAll()
        editor.insert(text)
        self.qtbot.keyClick(editor, Qt.Key.Key_Return)
        QApplication.processEvents()

    def evidence(self, title: str) -> Evidence:
        return next(each for each in self.project.session.state.all(Evidence) if each.title.shown_in("en") == title)


@pytest.fixture
def clerk(qtbot: QtBot, open_window: Callable[[Session], MainWindow]) -> Clerk:
    project = Small()
    for title, kind, day in (
        ("Survey", "survey", "2020-01"),
        ("Talk", "interview", "2026-10"),
        ("Guess", "assumption", None),
    ):
        _, changes = evidence.add(project.session.state, LocalText(en=title), kind, date=day)
        project.session.run(Label.of("add_evidence", n=1), changes)
    project.change(fields.set_field, [project.ask], "emotion", -1)
    window = open_window(project.session)
    assert window.map_page is not None
    window.map_page.scene.select([project.ask])
    return Clerk(qtbot, window, project)


def test_cells_are_edited_in_place(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.type_into(1, "title", "Talk at the counter")
    clerk.type_into(1, "source", "Hall 3")
    clerk.type_into(1, "date", "2026年5月2日")
    clerk.type_into(1, "sample", "12")
    found = clerk.evidence("Talk at the counter")
    assert (found.source, found.date, found.sample) == ("Hall 3", "2026-05-02", 12)
    clerk.type_into(1, "date", "spring")
    assert clerk.evidence("Talk at the counter").date == "2026-05-02"
    assert '"spring" is no date' in clerk.view.notice.text
    clerk.go(1, "kind")
    qtbot.keyClick(clerk.table, Qt.Key.Key_F2)
    box = clerk.table.viewport().findChild(QComboBox)
    assert box is not None
    box.setCurrentIndex(box.findData("complaint"))
    box.activated.emit(box.currentIndex())
    assert clerk.evidence("Talk at the counter").kind == "complaint"


def test_evidence_is_put_on_a_value_and_an_annotation_of_the_selected_touchpoint(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.go(1)
    switches = {each.text(): each for each in clerk.view.side.findChildren(QPushButton) if each.isCheckable()}
    assert {"Feeling", "Long queue", "One list of papers"} <= set(switches)
    qtbot.mouseClick(switches["Feeling"], LEFT)
    state = clerk.project.session.state
    talk = clerk.evidence("Talk")
    assert queries.evidence_for(state, clerk.project.ask, "emotion") == [talk]
    switches = {each.text(): each for each in clerk.view.side.findChildren(QPushButton) if each.isCheckable()}
    switches["Long queue"].setFocus()
    qtbot.keyClick(switches["Long queue"], Qt.Key.Key_Space)
    pain = clerk.project.session.state.get(PainPoint, clerk.project.pain)
    assert pain is not None and pain.evidence_ids == (talk.id,)
    assert clerk.table.order.index(1, COLUMNS.index("rests")).data() == "2"
    assert "66.7 % of 3 statements" in clerk.view.share.text()


def test_what_rests_on_evidence_is_listed_and_gone_to_by_keys(clerk: Clerk, qtbot: QtBot) -> None:
    talk = clerk.evidence("Talk")
    clerk.project.change(evidence.toggle_use, clerk.project.session.state, talk.id, clerk.project.wait, "waiting")
    clerk.view.refresh()
    clerk.go(1, "rests")
    qtbot.keyClick(clerk.table, Qt.Key.Key_Return)
    card = clerk.window.focusWidget()
    assert card is not None
    assert "Waiting" in card.accessibleName() and "Wait" in card.accessibleName()
    qtbot.keyClick(card, Qt.Key.Key_Return)
    assert clerk.workspace.view_name == "map"
    assert clerk.workspace.map_page.scene.selected_ids() == [clerk.project.wait]


def test_deleting_says_what_is_assumed_from_now_on_and_can_be_taken_back(clerk: Clerk, qtbot: QtBot) -> None:
    for name in ("Survey", "Talk"):
        found = clerk.evidence(name)
        clerk.project.change(evidence.toggle_use, clerk.project.session.state, found.id, clerk.project.ask, "emotion")
    talk = clerk.evidence("Talk")
    clerk.project.change(evidence.toggle_use, clerk.project.session.state, talk.id, clerk.project.pain)
    clerk.view.refresh()
    clerk.go(1)
    qtbot.keyClick(clerk.table, Qt.Key.Key_Delete)
    assert clerk.titles() == ["Survey", "Guess"]
    # The feeling still rests on the survey.
    assert clerk.view.notice.text == "Deleted Talk. 1 statement is assumed from now on."
    qtbot.mouseClick(clerk.view.notice._action, LEFT)
    assert clerk.titles() == ["Survey", "Talk", "Guess"]


def test_it_is_sorted_filtered_and_aged_evidence_is_marked(clerk: Clerk, qtbot: QtBot) -> None:
    head = clerk.table.horizontalHeader()
    head.setSortIndicator(COLUMNS.index("kind"), Qt.SortOrder.AscendingOrder)
    assert clerk.titles() == ["Survey", "Talk", "Guess"], "measured, observed, assumed"
    head.setSortIndicator(COLUMNS.index("date"), Qt.SortOrder.DescendingOrder)
    assert clerk.titles() == ["Talk", "Survey", "Guess"]
    aged = clerk.table.order.index(1, COLUMNS.index("date"))
    assert "Older than 2 years" in aged.data(Qt.ItemDataRole.AccessibleTextRole)
    qtbot.mouseClick(clerk.view.aged, LEFT)
    assert clerk.titles() == ["Survey"]
    qtbot.mouseClick(clerk.view.unused, LEFT)
    assert sorted(clerk.titles()) == ["Guess", "Survey", "Talk"] and not clerk.view.aged.isChecked()
    qtbot.keyClicks(clerk.view.search, "gue")
    assert clerk.titles() == ["Guess"]
    clerk.view.search.clear()
    clerk.view.kinds.setCurrentIndex(clerk.view.kinds.findData("survey"))
    assert clerk.titles() == ["Survey"]


def test_rows_are_copied_and_pasted_as_a_spreadsheet_has_them(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.go(0)
    qtbot.keyClick(clerk.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(clerk.table, Qt.Key.Key_C, CONTROL)
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:3] == ["Title", "Kind", "Source"] and lines[1].startswith("Survey\tSurvey")
    assert len(lines) == 3
    QApplication.clipboard().setText("标题\t日期\nHotline\t2026.3\nOther\tsoon\n")
    before = clerk.project.new_steps
    qtbot.keyClick(clerk.table, Qt.Key.Key_V, CONTROL)
    assert clerk.titles()[-2:] == ["Hotline", "Other"] and clerk.evidence("Hotline").date == "2026-03"
    assert clerk.project.new_steps == before + 1
    assert "1 cell could not be read" in clerk.view.notice.text
    QApplication.clipboard().clear()


def test_the_first_piece_is_written_below_the_empty_table(
    qtbot: QtBot, open_window: Callable[[Session], MainWindow]
) -> None:
    project = Small()
    clerk = Clerk(qtbot, open_window(project.session), project)
    hints = [each for each in clerk.view.findChildren(QLabel) if each.isVisible() and "paste rows" in each.text()]
    assert hints and not clerk.table.isVisible()
    clerk.view.new_kind.setCurrentIndex(clerk.view.new_kind.findData("log"))
    qtbot.keyClicks(clerk.view.new_title, "Queue log")
    qtbot.keyClick(clerk.view.new_title, Qt.Key.Key_Return)
    assert clerk.evidence("Queue log").kind == "log"
    assert clerk.table.isVisible() and clerk.table.current_id() == clerk.evidence("Queue log").id
