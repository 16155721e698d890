"""The navigator, driven by mouse and keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu
from pytestqt.qtbot import QtBot

from journeymap.edit import annotations as notes
from journeymap.edit import fields, journeys
from journeymap.model import queries
from journeymap.model.records import Journey, Persona
from journeymap.model.text import LocalText
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
    for menu in panel.findChildren(QMenu):
        menu.close()


def row(navigator: Navigator, section: str, row_id: str) -> RowButton:
    return navigator.lists[section].buttons[row_id]


def click(qtbot: QtBot, widget: QAbstractButton) -> None:
    qtbot.mouseClick(widget, LEFT, pos=QPoint(12, widget.height() // 2))


def texts(navigator: Navigator, section: str) -> list[str]:
    return [each.row.text for each in navigator.lists[section].buttons.values()]


def test_journeys_are_listed_with_their_touchpoints_and_parts(qtbot: QtBot, small: Small, navigator: Navigator) -> None:
    part, changes = journeys.add(small.session.state, LocalText(en="At the counter"), [], [])
    small.change(lambda: changes)
    small.change(fields.set_field, [part.id], "parent_id", small.journey_id)
    assert row(navigator, "journeys", small.journey_id).row.count == "3"
    assert row(navigator, "journeys", part.id).row.indent == 1
    with qtbot.waitSignal(navigator.journey_chosen) as chosen:
        click(qtbot, row(navigator, "journeys", part.id))
    assert chosen.args == [part.id]


def test_journeys_that_contain_each_other_are_all_listed(small: Small, navigator: Navigator) -> None:
    part, changes = journeys.add(small.session.state, LocalText(en="Part"), [], [])
    small.change(lambda: changes)
    small.change(fields.set_field, [part.id], "parent_id", small.journey_id)
    small.change(fields.set_field, [small.journey_id], "parent_id", part.id)
    assert set(navigator.lists["journeys"].buttons) == {small.journey_id, part.id}


def test_f2_renames_a_journey_and_escape_leaves_it(qtbot: QtBot, small: Small, navigator: Navigator) -> None:
    button = row(navigator, "journeys", small.journey_id)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_F2)
    line = navigator.lists["journeys"].line
    assert line is not None
    qtbot.keyClicks(line, "Claim")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    journey = small.session.state.get(Journey, small.journey_id)
    assert journey is not None and journey.title["en"] == "Claim"
    qtbot.keyClick(row(navigator, "journeys", small.journey_id), Qt.Key.Key_F2)
    line = navigator.lists["journeys"].line
    assert line is not None
    qtbot.keyClicks(line, "Other")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert small.session.state.get(Journey, small.journey_id).title["en"] == "Claim"  # type: ignore[union-attr]


def test_a_double_click_renames_a_persona(qtbot: QtBot, small: Small, navigator: Navigator) -> None:
    qtbot.mouseDClick(row(navigator, "personas", small.persona), LEFT)
    line = navigator.lists["personas"].line
    assert line is not None
    qtbot.keyClicks(line, "Mr Li")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert small.session.state.get(Persona, small.persona).name == LocalText(en="Mr Li")  # type: ignore[union-attr]
    assert texts(navigator, "personas") == ["Mr Li"]


def test_a_persona_is_chosen_and_let_go(qtbot: QtBot, small: Small, navigator: Navigator) -> None:
    for expected in (small.persona, None):
        with qtbot.waitSignal(navigator.persona_chosen) as chosen:
            click(qtbot, row(navigator, "personas", small.persona))
        assert chosen.args == [expected]


def test_the_menu_deletes_a_persona_and_never_the_last_journey(small: Small, navigator: Navigator) -> None:
    navigator._persona_menu(small.persona, QPoint(5, 5))
    menu = navigator.findChildren(QMenu)[-1]
    next(each for each in menu.actions() if each.text() == "Delete").trigger()
    assert small.session.state.all(Persona) == []
    menu = navigator.journeys.open_menu(small.journey_id, QPoint(5, 5))
    assert not next(each for each in menu.actions() if each.text() == "Delete").isEnabled()


def test_buttons_ask_for_new_ones(qtbot: QtBot, navigator: Navigator) -> None:
    for name, signal in (("New journey", navigator.new_journey), ("New persona", navigator.new_persona)):
        button = next(each for each in navigator.findChildren(QAbstractButton) if each.accessibleName() == name)
        with qtbot.waitSignal(signal):
            click(qtbot, button)


def test_coverage_counts_links_and_names_what_is_untouched(qtbot: QtBot, small: Small, navigator: Navigator) -> None:
    small.change(notes.link, small.session.state, small.ask, "el-employee-engagement")
    small.change(notes.link, small.session.state, small.pain, "el-service-culture", "lacks")
    navigator.work_out()
    dimension = row(navigator, "coverage", "dim-culture-engagement")
    assert dimension.row.count == "2"
    click(qtbot, dimension)
    assert "1 missing" in row(navigator, "coverage", "el-service-culture").accessibleName()
    assert "no touchpoint yet" in row(navigator, "coverage", "el-integrity-conflict").accessibleName()
    with qtbot.waitSignal(navigator.element_chosen) as chosen:
        click(qtbot, row(navigator, "coverage", "el-employee-engagement"))
    assert chosen.args == ["el-employee-engagement"]


def test_sections_fold(qtbot: QtBot, small: Small, navigator: Navigator) -> None:
    fold = navigator.sections["personas"].fold
    assert fold is not None
    click(qtbot, fold)
    assert not navigator.lists["personas"].isVisible()
    click(qtbot, fold)
    assert navigator.lists["personas"].isVisible()


def test_arrows_walk_in_a_list(qtbot: QtBot, navigator: Navigator) -> None:
    rows = list(navigator.lists["coverage"].buttons.values())
    rows[0].setFocus()
    qtbot.keyClick(rows[0], Qt.Key.Key_Down)
    assert rows[1].hasFocus()


def test_it_speaks_chinese_after_a_switch(small: Small, navigator: Navigator) -> None:
    set_language("zh")
    navigator.retranslate()
    QApplication.processEvents()
    assert navigator.sections["journeys"].fold.text() == "旅程"  # type: ignore[union-attr]
    assert texts(navigator, "coverage")[0].startswith("7.1 ")
    assert any("\u4e00" <= letter <= "\u9fff" for letter in texts(navigator, "findings")[1])
    assert queries.journeys(small.session.state)[0].title["zh"] in texts(navigator, "journeys")
    set_language("en")
