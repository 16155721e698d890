"""Findings in the navigator: folded, advised on, mended, set aside and taken up again, by mouse and by keys."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from journeymap.edit import annotations as notes
from journeymap.edit import fields
from journeymap.model.changes import Add
from journeymap.model.records import DismissedFinding, ModelLink, Opportunity, Touchpoint
from journeymap.model.text import LocalText
from journeymap.ui.panels.findings_list import FindingsList, on_map
from journeymap.ui.panels.navigator import Navigator
from journeymap.ui.panels.rows import RowButton
from journeymap.ui.words import set_language
from tests.ui.panel_project import Small

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def small() -> Small:
    set_language("en")
    return Small()


@pytest.fixture
def navigator(qtbot: QtBot, small: Small) -> Iterator[Navigator]:
    panel = Navigator(small.session)
    small.session.document.listen(lambda _: panel.refresh())
    qtbot.addWidget(panel)
    panel.resize(240, 900)
    panel.show(small.journey_id, None)
    panel.show()
    qtbot.waitExposed(panel)
    panel.activateWindow()
    yield panel
    panel._timer.stop()
    panel._work.drop()
    set_language("en")
    for menu in panel.findChildren(QMenu):
        menu.close()


@pytest.fixture
def found(navigator: Navigator) -> FindingsList:
    return navigator.findings


def row(found: FindingsList, row_id: str) -> RowButton:
    """The row whose id begins so."""
    return next(button for each, button in found.buttons.items() if each.startswith(row_id))


def ids(found: FindingsList) -> list[str]:
    return list(found.buttons)


def click(qtbot: QtBot, button: RowButton) -> None:
    qtbot.mouseClick(button, LEFT, pos=QPoint(12, button.height() // 2))


def open_keys(navigator: Navigator) -> set[str]:
    return {each.key for each in navigator.found.open}


def gap(small: Small, touchpoint_id: str, perceived: int = 1) -> str:
    expectation, changes = notes.add_expectation(small.session.state, touchpoint_id, LocalText(en="It works"))
    small.change(lambda: changes)
    for field, value in (("kano", "must_be"), ("expected", 5), ("perceived", perceived)):
        small.change(fields.set_field, [expectation.id], field, value)
    return expectation.id


def test_findings_follow_a_change_on_their_own(qtbot: QtBot, small: Small, navigator: Navigator) -> None:
    small.change(fields.set_field, [small.pain], "severity", 5)
    assert "pain_unanswered" not in open_keys(navigator)
    qtbot.waitUntil(lambda: "pain_unanswered" in open_keys(navigator), timeout=3000)
    small.session.undo()
    qtbot.waitUntil(lambda: "pain_unanswered" not in open_keys(navigator), timeout=3000)


def test_the_worst_come_first_under_their_severity(small: Small, navigator: Navigator, found: FindingsList) -> None:
    gap(small, small.ask)
    small.change(fields.set_field, [small.pain], "severity", 5)
    navigator.work_out()
    headings = [each for each in ids(found) if each.startswith("severity.")]
    assert headings == ["severity.problem", "severity.warning", "severity.note"]
    assert [row(found, each).row.text for each in headings] == ["Problem", "Warning", "Note"]
    order = ids(found)
    assert order.index("no_goal:" + small.journey_id) < order.index(f"pain_unanswered:{small.ask} {small.pain}")


def test_several_of_one_kind_are_one_row_that_opens(
    qtbot: QtBot, small: Small, navigator: Navigator, found: FindingsList
) -> None:
    gaps = [gap(small, each) for each in (small.ask, small.apply, small.wait)]
    navigator.work_out()
    bunch = row(found, "must_be_gap")
    assert (bunch.row.text, bunch.row.count) == ("Must-be expectations not met", "3")
    assert "closed" in bunch.accessibleName() and not any(each in "".join(ids(found)) for each in gaps)
    with qtbot.waitSignal(navigator.subjects_chosen) as chosen:
        click(qtbot, bunch)
    assert chosen.args == [[small.ask, small.apply, small.wait]]
    assert row(found, "advice|must_be_gap").row.text == "Put this right before anything else."
    assert "opened" in bunch.accessibleName()
    one = row(found, f"must_be_gap:{small.apply}")
    assert one.row.text == 'A must-be expectation at "Apply" is not met (gap −4).'
    with qtbot.waitSignal(navigator.subjects_chosen) as chosen:
        click(qtbot, one)
    assert chosen.args == [[small.apply]]
    navigator.work_out()
    assert row(found, f"dismiss|must_be_gap:{small.apply}").row.indent == 2
    click(qtbot, bunch)
    assert not any(each.startswith("must_be_gap:") for each in ids(found))


def test_a_finding_about_many_records_tells_each_of_them(qtbot: QtBot, small: Small, found: FindingsList) -> None:
    click(qtbot, row(found, "no_channel"))
    assert [each.row.text for each_id, each in found.buttons.items() if each_id.startswith("no_channel:")] == [
        '"Ask" has no channel.', '"Apply" has no channel.', '"Wait" has no channel.',
    ]  # fmt: skip


def test_of_very_many_a_part_is_listed_at_first(
    qtbot: QtBot, small: Small, navigator: Navigator, found: FindingsList
) -> None:
    many = [Touchpoint(id=f"t{n}", journey_id=small.journey_id, stage_id="x", lane_id="x") for n in range(100)]
    small.change(lambda: [Add(each) for each in many])
    navigator.work_out()
    click(qtbot, row(found, "no_channel"))
    assert len([each for each in ids(found) if each.startswith("no_channel:")]) == 20
    more = row(found, "more|no_channel")
    assert more.row.text == "83 more"
    click(qtbot, more)
    assert len([each for each in ids(found) if each.startswith("no_channel:")]) == 60


def test_the_obvious_is_mended_in_one_step(
    qtbot: QtBot, small: Small, navigator: Navigator, found: FindingsList
) -> None:
    click(qtbot, row(found, "no_goal"))
    button = row(found, "fix|no_goal")
    assert button.row.text == 'Mark as the goal: "Wait"'
    steps = small.new_steps
    click(qtbot, button)
    assert small.point(small.wait).is_goal and small.new_steps == steps + 1
    qtbot.waitUntil(lambda: "no_goal" not in open_keys(navigator), timeout=3000)
    small.session.undo()
    assert not small.point(small.wait).is_goal


def test_a_menu_asks_what_only_people_know(
    qtbot: QtBot, small: Small, navigator: Navigator, found: FindingsList
) -> None:
    click(qtbot, row(found, "no_channel"))
    steps = small.new_steps
    click(qtbot, row(found, "fix|no_channel"))
    assert small.new_steps == steps
    menu = found.findChildren(QMenu)[-1]
    next(each for each in menu.actions() if each.text() == "Phone").trigger()
    assert {small.point(each).channel for each in (small.ask, small.apply, small.wait)} == {"phone"}
    assert small.new_steps == steps + 1


def test_a_reason_is_asked_for_in_place_and_kept(
    qtbot: QtBot, small: Small, navigator: Navigator, found: FindingsList
) -> None:
    small.change(fields.set_field, [small.pain], "severity", 5)
    navigator.work_out()
    click(qtbot, row(found, "pain_unanswered"))
    click(qtbot, row(found, "dismiss|pain_unanswered"))
    line = found.line
    assert line is not None and line.accessibleName() == "Why is it no problem here?"
    qtbot.keyClicks(line, "known, under way")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    (kept,) = small.session.state.all(DismissedFinding)
    assert (kept.finding, kept.reason) == ("pain_unanswered", "known, under way")
    qtbot.waitUntil(lambda: "pain_unanswered" not in open_keys(navigator), timeout=3000)
    aside = row(found, "aside")
    assert (aside.row.text, aside.row.count) == ("Set aside", "1")
    click(qtbot, aside)
    assert row(found, "reason|aside").row.text == "Because: known, under way"
    click(qtbot, row(found, "aside/"))
    click(qtbot, row(found, "again|aside/"))
    qtbot.waitUntil(lambda: "pain_unanswered" in open_keys(navigator), timeout=3000)
    assert "aside" not in ids(found)
    small.session.undo()
    qtbot.waitUntil(lambda: "pain_unanswered" not in open_keys(navigator), timeout=3000)


def test_escape_and_an_empty_reason_set_nothing_aside(qtbot: QtBot, small: Small, found: FindingsList) -> None:
    click(qtbot, row(found, "no_goal"))
    for typed, key in (("never mind", Qt.Key.Key_Escape), ("  ", Qt.Key.Key_Return)):
        click(qtbot, row(found, "dismiss|no_goal"))
        assert found.line is not None
        qtbot.keyClicks(found.line, typed)
        qtbot.keyClick(found.line, key)
        assert small.session.state.all(DismissedFinding) == []
    assert row(found, "dismiss|no_goal").hasFocus()


def test_one_record_of_a_finding_is_set_aside_alone(
    qtbot: QtBot, small: Small, navigator: Navigator, found: FindingsList
) -> None:
    click(qtbot, row(found, "no_channel"))
    click(qtbot, row(found, f"no_channel:{small.wait}"))
    click(qtbot, row(found, f"dismiss|no_channel:{small.wait}"))
    assert found.line is not None
    qtbot.keyClicks(found.line, "nobody waits")
    qtbot.keyClick(found.line, Qt.Key.Key_Return)
    navigator.work_out()
    left = next(each for each in navigator.found.open if each.key == "no_channel")
    assert left.subject_ids == (small.ask, small.apply)
    assert [each.subject_ids for each in navigator.found.dismissed] == [(small.wait,)]


def test_it_is_worked_by_keys_alone(qtbot: QtBot, small: Small, navigator: Navigator, found: FindingsList) -> None:
    first = next(each for each in found.buttons.values() if each.isEnabled())
    first.setFocus()
    assert first.focusPolicy() == Qt.FocusPolicy.StrongFocus and first.row.id.startswith("no_goal")
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert "advice|" + first.row.id in ids(found) and first.hasFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    mend = row(found, "fix|no_goal")
    assert mend.hasFocus() and mend.accessibleName().startswith("Mark as the goal")
    qtbot.keyClick(mend, Qt.Key.Key_Return)
    assert small.point(small.wait).is_goal
    navigator.work_out()
    assert not any("no_goal" in each for each in ids(found))
    assert any(each.hasFocus() for each in found.buttons.values())


def test_left_closes(qtbot: QtBot, found: FindingsList) -> None:
    button = row(found, "no_channel")
    before = ids(found)
    qtbot.keyClick(button, Qt.Key.Key_Right)
    assert len(ids(found)) > len(before)
    qtbot.keyClick(button, Qt.Key.Key_Right)
    qtbot.keyClick(button, Qt.Key.Key_Left)
    assert ids(found) == before


def test_somebody_shut_out_is_shown_as_she_meets_the_map(
    qtbot: QtBot, small: Small, navigator: Navigator, found: FindingsList
) -> None:
    small.change(fields.set_field, [small.apply], "barriers", ("needs_stairs",))
    small.change(fields.set_field, [small.persona], "limits", ("needs_stairs",))
    navigator.work_out()
    assert ids(found)[1].startswith("shut_out")
    with qtbot.waitSignals([navigator.persona_chosen, navigator.subjects_chosen]):
        click(qtbot, row(found, "shut_out"))
    assert navigator.persona_id == small.persona


def test_what_is_not_on_the_map_is_shown_where_it_is_noted(small: Small) -> None:
    chance = Opportunity(id="o", touchpoint_ids=(small.apply, small.wait))
    link = ModelLink(id="l", subject_id=small.pain, element_id="el")
    small.change(lambda: [Add(chance), Add(link)])
    state = small.session.state
    assert set(on_map(state, ["o", small.journey_id, "gone"])) == {small.apply, small.wait}
    assert on_map(state, ["l", small.expectation]) == [small.ask]


def test_it_speaks_chinese(qtbot: QtBot, small: Small, navigator: Navigator, found: FindingsList) -> None:
    click(qtbot, row(found, "no_goal"))
    set_language("zh")
    navigator.retranslate()
    new = navigator.findings
    assert row(new, "no_goal").row.text == "尚未标出目标触点。"
    assert row(new, "dismiss|no_goal").row.text == "此处无碍…"
    assert all(re.search("[\u4e00-\u9fff]", each.accessibleName()) for each in new.buttons.values())


def test_without_a_finding_it_says_so(small: Small, navigator: Navigator, found: FindingsList) -> None:
    small.change(lambda: [change for each in navigator.found.open for change in notes.dismiss_finding(
        small.journey_id, each.key, each.subject_ids, "fine")])  # fmt: skip
    navigator.work_out()
    assert ids(found)[0] == "well" and row(found, "aside").row.count == str(len(navigator.found.dismissed))
