"""The Model view, driven by mouse and keys. Assertions are on the document and on what is written or said."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from journeymap import catalogue
from journeymap.edit import touchpoints
from journeymap.edit.annotations import add_expectation, add_opportunity, add_pain_point, link
from journeymap.model import queries
from journeymap.model.changes import Label, Set
from journeymap.model.records import Expectation, ModelLink, Touchpoint
from journeymap.model.text import LocalText
from journeymap.session import Session
from journeymap.ui import theme
from journeymap.ui.views.model import ModelView
from journeymap.ui.views.model_cells import LEVELS
from journeymap.ui.views.model_sheet import csv_bytes
from journeymap.ui.words import set_language

ACCESS, ACCOUNTABILITY, CULTURE = (
    "el-equity-transparency-accessibility",
    "el-public-accountability",
    "el-service-culture",
)
TITLES = ("Ask", "Apply", "=1+1", "Receive")
LEFT = Qt.MouseButton.LeftButton


def run(session: Session, changes: list) -> None:  # type: ignore[type-arg]
    session.run(Label.of("set_field", field="title"), changes)


@pytest.fixture
def session() -> Session:
    session = Session.new("empty", ("en", "zh"))
    journey = queries.journeys(session.state)[0]
    stage = queries.stages(session.state, journey.id)[0]
    lane = queries.lanes(session.state, journey.id)[0]
    for title in TITLES:
        _, changes = touchpoints.add(session.state, journey.id, stage.id, lane.id, LocalText(en=title))
        run(session, changes)
    return session


@pytest.fixture
def view(qtbot: QtBot, session: Session) -> Iterator[ModelView]:
    set_language("en")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.load_fonts()
    theme.apply(app, "light")
    view = ModelView(session)
    qtbot.addWidget(view)
    view.resize(1250, 800)
    view.show()
    view.show_journey(queries.journeys(session.state)[0].id)
    QApplication.processEvents()
    yield view
    view.hide()


def points(view: ModelView) -> list[Touchpoint]:
    return queries.touchpoints(view.session.state, view.journey_id)


def relations(view: ModelView, place: int) -> dict[str, str]:
    return {each.element_id: each.relation for each in queries.model_links(view.session.state, points(view)[place].id)}


def cell(view: ModelView, place: int, element_id: str) -> QPoint:
    """The middle of the cell of a touchpoint (its place in the journey) and an element."""
    sheet = view.matrix.cells.sheet
    row = [each.subject_id for each in sheet.rows].index(points(view)[place].id)
    column = [each.row_id for each in sheet.columns].index(element_id) + LEVELS
    return view.matrix.table.visualRect(view.matrix.cells.index(row, column)).center()


def click(qtbot: QtBot, view: ModelView, place: int, element_id: str) -> None:
    qtbot.mouseClick(view.matrix.table.viewport(), LEFT, pos=cell(view, place, element_id))


def at(view: ModelView, place: int, element_id: str) -> None:
    view.matrix.table.setFocus()
    view.matrix.table.go_to(points(view)[place].id, element_id)


def spoken(view: ModelView) -> str:
    return "\n".join(each.text() for each in view.side.findChildren(QLabel) if not each.isHidden())


def test_clicks_go_round_the_relations(qtbot: QtBot, view: ModelView) -> None:
    seen = []
    for _ in range(4):
        click(qtbot, view, 1, ACCESS)
        seen.append(relations(view, 1).get(ACCESS))
    assert seen == ["shows", "lacks", "would_serve", None]


def test_each_click_is_one_step_back(qtbot: QtBot, view: ModelView) -> None:
    click(qtbot, view, 1, ACCESS)
    click(qtbot, view, 1, ACCESS)
    view.session.undo()
    view.refresh()
    assert relations(view, 1) == {ACCESS: "shows"}
    assert "shows" in view.status.text()


def test_keys_walk_and_set_relations(qtbot: QtBot, view: ModelView) -> None:
    table = view.matrix.table
    at(view, 0, ACCESS)
    qtbot.keyClick(table, Qt.Key.Key_L)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_S)
    qtbot.keyClick(table, Qt.Key.Key_Left)
    qtbot.keyClick(table, Qt.Key.Key_W)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert relations(view, 0) == {ACCESS: "lacks"}
    assert relations(view, 1) == {ACCESS: "shows"}, "the round ends with no link"
    qtbot.keyClick(table, Qt.Key.Key_Right)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert relations(view, 1) == {}


def test_an_element_dragged_onto_a_row_is_linked(qtbot: QtBot, view: ModelView) -> None:
    head, table = view.matrix.table.head, view.matrix.table
    section = [each.row_id for each in view.matrix.cells.sheet.columns].index(CULTURE) + LEVELS
    start = QPoint(head.sectionViewportPosition(section) + head.sectionSize(section) // 2, head.height() - 6)
    goal = head.viewport().mapFromGlobal(table.viewport().mapToGlobal(cell(view, 2, ACCESS)))
    qtbot.mousePress(head.viewport(), LEFT, pos=start)
    for part in (0.3, 0.7, 1.0):
        qtbot.mouseMove(head.viewport(), start + (goal - start) * part)
    qtbot.mouseRelease(head.viewport(), LEFT, pos=goal)
    assert relations(view, 2) == {CULTURE: "shows"}


def test_escape_drops_what_is_dragged(qtbot: QtBot, view: ModelView) -> None:
    head, table = view.matrix.table.head, view.matrix.table
    start = QPoint(head.sectionViewportPosition(LEVELS) + 20, head.height() - 6)
    goal = head.viewport().mapFromGlobal(table.viewport().mapToGlobal(cell(view, 2, ACCESS)))
    qtbot.mousePress(head.viewport(), LEFT, pos=start)
    qtbot.mouseMove(head.viewport(), start + (goal - start) / 2)
    qtbot.mouseMove(head.viewport(), goal)
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    qtbot.mouseRelease(head.viewport(), LEFT, pos=goal)
    assert view.session.state.all(ModelLink) == []


def test_a_title_is_found_along_its_slant(view: ModelView) -> None:
    head = view.matrix.table.head
    section = LEVELS + 3
    foot = QPoint(head.sectionViewportPosition(section) + head.sectionSize(section) // 2, head.height() - 10)
    assert head.section_at(foot) == section
    assert head.section_at(QPoint(foot.x() + 48, foot.y() - 80)) == section


def test_levels_are_set_by_digit_click_and_delete(qtbot: QtBot, view: ModelView) -> None:
    table = view.matrix.table
    table.setFocus()
    table.setCurrentIndex(view.matrix.cells.index(1, 1))
    qtbot.keyClick(table, Qt.Key.Key_3)
    assert points(view)[0].level_aimed == 3
    qtbot.mouseClick(table.viewport(), LEFT, pos=table.visualRect(view.matrix.cells.index(1, 0)).center())
    assert points(view)[0].level_reached == 0
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert points(view)[0].level_reached == 1
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert points(view)[0].level_reached is None


def test_marks_of_annotations_stand_beside_the_own_one(qtbot: QtBot, view: ModelView) -> None:
    pain, changes = add_pain_point(view.session.state, points(view)[0].id, LocalText(en="Long queue"))
    run(view.session, changes)
    run(view.session, link(view.session.state, pain.id, ACCESS, "lacks"))
    view.refresh()
    at(view, 0, ACCESS)
    qtbot.keyClick(view.matrix.table, Qt.Key.Key_S)
    assert relations(view, 0) == {ACCESS: "shows"}
    assert {each.relation for each in queries.model_links(view.session.state, pain.id)} == {"lacks"}
    assert "shows" in view.status.text()
    assert "Long queue" in view.status.text()


def test_the_cell_is_told_to_screen_readers(view: ModelView) -> None:
    run(view.session, link(view.session.state, points(view)[1].id, ACCESS, "lacks"))
    view.refresh()
    at(view, 1, ACCESS)
    interface = QAccessible.queryAccessibleInterface(view.matrix.table)
    names = {interface.child(number).text(QAccessible.Text.Name) for number in range(interface.childCount())}
    assert view.matrix.current_words() in names
    assert "Apply" in view.matrix.current_words()
    assert "lacks" in view.matrix.current_words()


def test_elements_never_touched_are_counted_over_the_whole_journey(qtbot: QtBot, view: ModelView) -> None:
    everything = {each.row_id for each in view.matrix.cells.sheet.columns}
    assert view.matrix.cells.sheet.untouched == everything
    click(qtbot, view, 3, ACCESS)
    assert view.matrix.cells.sheet.untouched == everything - {ACCESS}
    qtbot.mouseClick(view.only_untouched, LEFT)
    assert {each.row_id for each in view.matrix.cells.sheet.columns} == everything - {ACCESS}


def test_totals_count_touchpoints_and_what_they_lack(qtbot: QtBot, view: ModelView) -> None:
    for place, relation in ((0, Qt.Key.Key_S), (1, Qt.Key.Key_L)):
        at(view, place, ACCESS)
        qtbot.keyClick(view.matrix.table, relation)
    assert view.matrix.cells.sheet.column_totals[ACCESS] == (2, 1)
    assert view.matrix.cells.sheet.row_totals[points(view)[1].id] == (1, 1)


def test_only_what_is_lacking_stays_in_sight(qtbot: QtBot, view: ModelView) -> None:
    at(view, 1, ACCESS)
    qtbot.keyClick(view.matrix.table, Qt.Key.Key_L)
    at(view, 0, CULTURE)
    qtbot.keyClick(view.matrix.table, Qt.Key.Key_S)
    qtbot.mouseClick(view.only_lacks, LEFT)
    sheet = view.matrix.cells.sheet
    assert [row.subject_id for row in sheet.rows] == [points(view)[1].id]
    assert [column.row_id for column in sheet.columns] == [ACCESS]


def test_a_link_outside_of_the_edition_is_shown_and_can_be_cleared(qtbot: QtBot, view: ModelView) -> None:
    view.edition.setCurrentIndex(view.edition.findData("iso-11367-2025"))
    view.edition.activated.emit(view.edition.currentIndex())
    assert queries.project(view.session.state).edition == "iso-11367-2025"
    at(view, 0, ACCOUNTABILITY)
    qtbot.keyClick(view.matrix.table, Qt.Key.Key_S)
    view.edition.setCurrentIndex(view.edition.findData("gbt-47747-2026"))
    view.edition.activated.emit(view.edition.currentIndex())
    column = next(each for each in view.matrix.cells.sheet.columns if each.row_id == ACCOUNTABILITY)
    assert not column.in_edition
    at(view, 1, ACCOUNTABILITY)
    assert "not in this edition" in view.status.text()
    qtbot.keyClick(view.matrix.table, Qt.Key.Key_S)
    assert relations(view, 1) == {}, "nothing new is linked to it"
    assert "not in this edition" in view.notice.text
    at(view, 0, ACCOUNTABILITY)
    qtbot.keyClick(view.matrix.table, Qt.Key.Key_Delete)
    assert relations(view, 0) == {}
    assert ACCOUNTABILITY not in {each.row_id for each in view.matrix.cells.sheet.columns}


def test_the_element_is_explained_with_its_question(view: ModelView) -> None:
    run(view.session, link(view.session.state, points(view)[1].id, ACCESS, "lacks"))
    view.refresh()
    at(view, 0, ACCESS)
    row = catalogue.load().find(ACCESS)
    assert isinstance(row, catalogue.Element)
    said = spoken(view)
    assert row.prompt["en"] in said
    assert row.summary["en"] in said
    assert "no opportunity answers it yet" in said
    idea, changes = add_opportunity(view.session.state, points(view)[1].id, "fix", LocalText(en="Ramp"))
    run(view.session, changes)
    run(view.session, link(view.session.state, idea.id, ACCESS, "would_serve"))
    view.refresh()
    assert "no opportunity answers it yet" not in spoken(view)


def test_principles_have_a_matrix_of_their_own(qtbot: QtBot, view: ModelView) -> None:
    qtbot.mouseClick(view._page_chips.button(1), LEFT)
    wanted = [each.id for each in catalogue.load().principles()]
    assert [each.row_id for each in view.matrix.cells.sheet.columns] == wanted
    click(qtbot, view, 0, wanted[0])
    assert relations(view, 0) == {wanted[0]: "shows"}


def test_the_exported_matrix_is_safe_and_complete(view: ModelView, tmp_path: Path) -> None:
    run(view.session, link(view.session.state, points(view)[2].id, ACCESS, "lacks"))
    view.refresh()
    path = tmp_path / "matrix.csv"
    view.export(path)
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(data.decode("utf-8-sig"))))
    assert len({len(row) for row in rows}) == 1
    column = next(place for place, name in enumerate(rows[0]) if name.startswith("7.4.2"))
    formula = next(row for row in rows if "1+1" in row[0])
    assert formula[0] == "'=1+1"
    assert formula[column] == "lacks"
    assert rows[-2][column] == "1"
    assert "matrix.csv" in view.notice.text


def test_a_matrix_that_cannot_be_written_says_so(view: ModelView, tmp_path: Path) -> None:
    view.export(tmp_path / "nowhere" / "matrix.csv")
    assert view.notice.text
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("text", ["=A1", "+1", "-1", "@x", "\t=1", "＝A1", "－1"])
def test_no_cell_runs_as_a_formula(text: str) -> None:
    cell = next(csv.reader(StringIO(csv_bytes([[text]]).decode("utf-8-sig"))))[0]
    assert cell == f"'{text}"


def test_the_pyramid_says_who_is_shaky_and_why(qtbot: QtBot, view: ModelView) -> None:
    point = points(view)[0]
    run(view.session, [Set(point.id, "level_aimed", 4), Set(point.id, "level_reached", 1)])
    qtbot.mouseClick(view._page_chips.button(2), LEFT)
    said = "\n".join(each.text() for each in view.pyramid_page.findChildren(QLabel) if not each.isHidden())
    assert "aims at level 4" in said
    assert "level 2 is not reached" in said
    assert "1 reached, 0 aimed" in view.pyramid_page.pyramid.accessibleDescription().splitlines()[-1]
    qtbot.keyClick(view.pyramid_page.pyramid, Qt.Key.Key_Up)
    assert view.pyramid_page.pyramid.level == 1


def test_must_be_gaps_come_first_and_ratings_are_typed(qtbot: QtBot, view: ModelView) -> None:
    rows = (
        ("Fast", "one_dimensional", 5, 1),
        ("Correct", "must_be", 4, 3),
        ("Kind", "must_be", 5, 5),
        ("Wow", None, None, None),
    )
    made = []
    for place, (text, kano, expected, perceived) in enumerate(rows):
        record, changes = add_expectation(view.session.state, points(view)[place].id, LocalText(en=text))
        run(view.session, changes)
        run(
            view.session,
            [
                Set(record.id, "kano", kano),
                Set(record.id, "expected", expected),
                Set(record.id, "perceived", perceived),
            ],
        )
        made.append(record.id)
    view.show_page("expectations")
    page = view.expectations_page
    assert [row.expectation.text["en"] for row in page.model.rows] == ["Correct", "Kind", "Fast", "Wow"]
    page.table.setFocus()
    page.table.setCurrentIndex(page.model.index(1, 4))
    qtbot.keyClick(page.table, Qt.Key.Key_2)
    kind = view.session.state.get(Expectation, made[2])
    assert kind is not None
    assert kind.perceived == 2
    view.refresh()
    assert [row.expectation.text["en"] for row in page.model.rows][:2] == ["Kind", "Correct"]


def test_an_empty_journey_says_what_will_be_here(qtbot: QtBot) -> None:
    set_language("en")
    session = Session.new("empty", ("en", "zh"))
    view = ModelView(session)
    qtbot.addWidget(view)
    view.show_journey(queries.journeys(session.state)[0].id)
    assert "Add touchpoints" in "".join(each.text() for each in view.findChildren(QLabel))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_all_pages_open_in_both_languages(qtbot: QtBot, session: Session, language: str) -> None:
    set_language(language)
    try:
        view = ModelView(session)
        qtbot.addWidget(view)
        view.resize(900, 600)
        view.show()
        view.show_journey(queries.journeys(session.state)[0].id)
        for page in ("elements", "principles", "pyramid", "expectations"):
            view.show_page(page)
            assert not view.grab().isNull()
    finally:
        set_language("en")
