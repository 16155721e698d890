"""Filtering the journey in sight: typed words, lists to tick, saved views; by mouse and keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from journeymap import resources
from journeymap.labels import say
from journeymap.model import queries
from journeymap.model.records import SavedView
from journeymap.session import Session
from journeymap.ui.panels.filter_bar import FilterBar
from journeymap.ui.views.table import TableView
from journeymap.ui.window import MainWindow
from tests.ui.conftest import Hand


@pytest.fixture
def sample(qtbot: QtBot, open_window: Callable[[Session], MainWindow]) -> Hand:
    return Hand(qtbot, open_window(Session.open_copy(resources.samples()[0])))


def bar_of(hand: Hand) -> FilterBar:
    assert hand.window.workspace is not None
    return hand.window.workspace.filter_bar


def opened(hand: Hand) -> FilterBar:
    hand.window.run_command("filter")
    return bar_of(hand)


def tick(menu: QMenu, words: str) -> None:
    """Choose the entry that begins with these words."""
    next(each for each in menu.actions() if each.text().startswith(words)).trigger()
    menu.close()


def receding(hand: Hand) -> set[str]:
    return {each.id for each in hand.points() if hand.scene.card(each.id).look.dimmed}


def test_a_typed_word_lets_all_other_touchpoints_recede_until_the_bar_is_closed(sample: Hand) -> None:
    bar = opened(sample)
    sample.qtbot.keyClicks(bar.text, "counter")
    sample.qtbot.waitUntil(lambda: bool(receding(sample)))
    met = {each.id for each in sample.points()} - receding(sample)
    assert met and all("counter" in _all_words(sample, each) for each in met)
    assert bar.count.text() == say("filter.count", "en", n=len(met), total=len(sample.points()))
    sample.qtbot.keyClick(bar.text, Qt.Key.Key_Escape)
    assert bar.isHidden() and not receding(sample)
    assert opened(sample).text.text() == "counter" and receding(sample)


def _all_words(hand: Hand, touchpoint_id: str) -> str:
    state = hand.window.session.state  # type: ignore[union-attr]
    records = [*queries.subjects_of_touchpoint(state, touchpoint_id), *queries.expectations(state, touchpoint_id)]
    return " ".join(str(each.model_dump()) for each in records).casefold()


def test_values_are_ticked_one_after_the_other_and_the_chip_tells_them(sample: Hand) -> None:
    bar = opened(sample)
    tick(bar.open_facet("channel"), "Counter")
    tick(bar.open_facet("channel"), "Phone")
    expected = {each.id for each in sample.points() if each.channel in ("counter", "phone")}
    assert {each.id for each in sample.points()} - receding(sample) == expected
    assert bar.facets["channel"].text() == "Channel: Counter or Phone"
    sample.qtbot.mouseClick(bar.count, Qt.MouseButton.LeftButton)
    assert set(sample.scene.selected_ids()) == expected
    tick(bar.open_facet("channel"), "Counter")
    assert bar.facets["channel"].text() == "Channel: Phone"
    sample.qtbot.mouseClick(bar.clear_button, Qt.MouseButton.LeftButton)
    assert not receding(sample) and not bar.conditions


def test_findings_can_be_filtered_and_are_named_as_sentences(sample: Hand) -> None:
    bar = opened(sample)
    menu = bar.open_facet("finding")
    action = menu.actions()[0]
    number = int(action.text().rpartition("(")[2].rstrip(")"))
    action.trigger()
    menu.close()
    assert len(sample.points()) - len(receding(sample)) == number


def test_a_view_is_saved_under_a_name_chosen_again_and_deleted(sample: Hand) -> None:
    session = sample.window.session
    assert session is not None
    bar = opened(sample)
    tick(bar.open_facet("emotion"), "tense")
    menu = bar.open_views()
    tick(menu, "Save")
    sample.qtbot.keyClicks(bar.name, "Where it hurts")
    sample.qtbot.keyClick(bar.name, Qt.Key.Key_Return)
    saved = session.state.all(SavedView)
    assert [(each.title["en"], each.filters) for each in saved] == [("Where it hurts", ("emotion:-1",))]
    bar.use(())
    tick(bar.open_views(), "Where it hurts")
    assert bar.conditions == ("emotion:-1",)
    tick(bar.open_views(), 'Delete "Where it hurts"')
    assert session.state.all(SavedView) == []
    sample.window.run_command("undo")
    assert session.state.all(SavedView) == saved


def test_what_meets_the_filter_follows_the_journey(sample: Hand) -> None:
    bar = opened(sample)
    bar.use(("emotion:-1",))
    point = next(each for each in sample.points() if each.emotion == -1)
    sample.scene.select([point.id])
    sample.view.setFocus()
    assert point.id not in receding(sample)
    sample.window.run_command("emotion_2")
    sample.qtbot.waitUntil(lambda: point.id in receding(sample))


def test_the_table_pales_the_same_rows_and_says_so(sample: Hand) -> None:
    workspace = sample.window.workspace
    assert workspace is not None
    bar = opened(sample)
    bar.use(("emotion:-1",))
    workspace.show_view("table")
    view = workspace.views.currentWidget()
    assert isinstance(view, TableView)
    for point in sample.points():
        index = view.model.index_of(view.model.find(point.id))  # type: ignore[arg-type]
        spoken = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
        paled = isinstance(index.data(Qt.ItemDataRole.ForegroundRole), QColor)
        assert paled == (point.emotion != -1)
        assert (say("filter.outside", "en") in spoken) == paled


def test_filters_stay_when_the_language_changes(sample: Hand) -> None:
    opened(sample).use(("emotion:-1",))
    before = receding(sample)
    sample.window.set_language("zh")
    assert bar_of(sample).conditions == ("emotion:-1",)
    assert receding(sample) == before
    assert bar_of(sample).facets["emotion"].text().startswith("情绪：")
