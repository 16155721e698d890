"""Finding words in all texts and replacing them, with real keys in a real window."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from journeymap import resources
from journeymap.edit import replace
from journeymap.edit.replace import Search, SearchError, occurrences, replaced
from journeymap.model import queries
from journeymap.model.changes import Label
from journeymap.model.records import Touchpoint
from journeymap.model.text import LocalText
from journeymap.session import Session
from journeymap.ui.panels.find_bar import FindBar
from journeymap.ui.window import MainWindow
from tests.ui.conftest import Hand

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture
def sample(qtbot: QtBot, open_window: Callable[[Session], MainWindow]) -> Hand:
    return Hand(qtbot, open_window(Session.open_copy(resources.samples()[0])))


def _bar(hand: Hand, text: str) -> FindBar:
    hand.window.activateWindow()
    hand.qtbot.waitUntil(hand.window.isActiveWindow)
    hand.view.setFocus()
    hand.qtbot.keyClick(hand.view, Qt.Key.Key_F, CONTROL)
    bar = hand.window.workspace.find_bar  # type: ignore[union-attr]
    hand.qtbot.waitUntil(bar.isVisible)
    if text.isascii():
        hand.qtbot.keyClicks(bar.sought, text)
    else:
        bar.sought.setText(text)
    bar.search()
    return bar


def test_places_are_listed_and_walked_by_enter_both_ways(sample: Hand) -> None:
    bar = _bar(sample, "office")
    assert len(bar.places) > 3
    assert str(len(bar.places)) in bar.count.text()
    sample.qtbot.keyClick(bar.sought, ENTER)
    second = bar.list.currentIndex().row()
    assert second == 1
    sample.qtbot.keyClick(bar.sought, ENTER, SHIFT)
    sample.qtbot.keyClick(bar.sought, ENTER, SHIFT)
    assert bar.list.currentIndex().row() == len(bar.places) - 1


def test_a_place_on_a_touchpoint_selects_its_card(sample: Hand) -> None:
    point = sample.points()[4]
    bar = _bar(sample, point.title.shown_in("en"))
    sample.qtbot.keyClick(bar.sought, ENTER)
    assert sample.scene.selected(Touchpoint) == [point.id]


def test_replacing_all_is_one_step_over_both_languages(sample: Hand) -> None:
    session = sample.window.session
    assert session is not None
    before = session.document.snapshot()
    bar = _bar(sample, "医院")
    count = len(bar.places)
    assert count > 1
    bar.new.setText("诊所")
    sample.qtbot.mouseClick(bar.all, Qt.MouseButton.LeftButton)
    journey = sample.window.journey_id
    assert occurrences(session.state, Search("医院", journey_id=journey)) == []
    assert len(occurrences(session.state, Search("诊所", journey_id=journey))) >= count
    sample.window.run_command("undo")
    assert list(session.state) == list(before)


def test_one_place_at_a_time(sample: Hand) -> None:
    session = sample.window.session
    assert session is not None
    bar = _bar(sample, "office")
    count = len(bar.places)
    bar.new.setText("bureau")
    sample.qtbot.mouseClick(bar.one, Qt.MouseButton.LeftButton)
    assert len(bar.places) == count - 1
    assert len(occurrences(session.state, Search("bureau", journey_id=sample.window.journey_id))) == 1


def test_escape_closes_and_the_map_has_the_focus_again(sample: Hand) -> None:
    bar = _bar(sample, "x")
    sample.qtbot.keyClick(bar.sought, ESCAPE)
    assert bar.isHidden()
    assert sample.view.hasFocus()


@pytest.mark.parametrize(("text", "key"), [("(", "valid"), ("(a+)+b", "for ever"), ("x" * 300, "too long")])
def test_a_pattern_that_cannot_be_used_is_told(sample: Hand, text: str, key: str) -> None:
    bar = _bar(sample, "")
    bar.regular.setChecked(True)
    bar.sought.setText(text)
    bar.search()
    assert key in bar.count.text()
    assert not bar.all.isEnabled()


def _session(**texts: str) -> tuple[Session, Touchpoint]:
    session = Session.new("complaint", ("en", "zh"))
    point = queries.touchpoints(session.state, queries.journeys(session.state)[0].id)[0]
    from journeymap.model.changes import Set

    session.run(Label.of("replace", n=1), [Set(point.id, "description", LocalText(texts))])
    found = session.state.get(Touchpoint, point.id)
    assert found is not None
    return session, found


def _replace(session: Session, search: Search, new: str) -> None:
    session.run(Label.of("replace", n=1), replaced(session.state, search, occurrences(session.state, search), new))


@pytest.mark.parametrize(
    ("search", "new", "text", "wanted"),
    [
        (Search("cat"), "dog", "Cat, concat, cats", "dog, condog, dogs"),
        (Search("cat", match_case=True), "dog", "Cat cat", "Cat dog"),
        (Search("cat", whole_words=True), "dog", "cat concat cat.", "dog concat dog."),
        (Search("办理", whole_words=True), "申请", "需要办理手续", "需要申请手续"),
        (Search(r"(\d+) days", regular=True), r"\1 d", "3 days or 14 days", "3 d or 14 d"),
        (Search("."), "!", "a.b", "a!b"),
        (Search(r"\1"), r"\2", r"a\1b", r"a\2b"),
    ],
)
def test_what_is_found_and_put_in_its_place(search: Search, new: str, text: str, wanted: str) -> None:
    session, point = _session(en=text)
    _replace(session, search, new)
    found = session.state.get(Touchpoint, point.id)
    assert found is not None
    assert found.description["en"] == wanted


def test_one_language_only() -> None:
    session, point = _session(en="QR code", zh="QR 码")
    _replace(session, Search("QR", language="zh"), "二维")
    found = session.state.get(Touchpoint, point.id)
    assert found is not None
    assert dict(found.description) == {"en": "QR code", "zh": "二维 码"}


def test_a_group_that_is_not_there_and_a_text_that_grows_too_long_change_nothing() -> None:
    session, _ = _session(en="a" * 1000)
    for search, new in ((Search("a", regular=True), r"\9"), (Search("a"), "b" * 100)):
        with pytest.raises(SearchError):
            replaced(session.state, search, occurrences(session.state, search), new)


@given(st.text("ab办", min_size=1, max_size=3), st.text("ab办.\\", max_size=3), st.text("ab办 ", max_size=30))
def test_replacing_plain_words_is_what_python_does(old: str, new: str, text: str) -> None:
    session, point = _session(en=text)
    search = Search(old, match_case=True)
    places = [
        each
        for each in occurrences(session.state, search)
        if each.record_id == point.id and each.field == "description"
    ]
    session.run(Label.of("replace", n=1), replaced(session.state, search, places, new))
    found = session.state.get(Touchpoint, point.id)
    assert found is not None
    before = LocalText(en=text).get("en", "")
    assert found.description == LocalText(en=before.replace(old, new))


def test_the_list_tells_words_around_and_where(sample: Hand) -> None:
    bar = _bar(sample, "office")
    before, found, _behind = replace.context(sample.window.session.state, bar.places[0])  # type: ignore[union-attr]
    row = bar.list.model().index(0, 0).data()
    assert f"{before}[{found}]" in row
