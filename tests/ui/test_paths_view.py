"""The Paths view, driven by mouse and keys on a journey small enough to be computed by hand.

Two ways lead from "Ask" (1 h) to "Receive": 60 % by app (30 min, feeling +1), 40 % by the counter (1 h and 23 h of
waiting, one visit, two papers, €10, feeling −2). "Receive" feels +2 and takes no time. So the app takes 1 h 30 min, the
counter 25 h, the mean is 10.9 h; peak–end is +2 by app and 0 by the counter, 1.2 in the mean.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QSlider, QWidget
from pytestqt.qtbot import QtBot

from journeymap import resources
from journeymap.model import queries
from journeymap.model.changes import Add, Label, Set
from journeymap.model.document import Document
from journeymap.model.records import Basis, Connection, Evidence, Expectation, Feeling, Journey, Persona, Touchpoint
from journeymap.model.text import LocalText
from journeymap.model.values import Money, seconds
from journeymap.session import Session
from journeymap.ui import theme
from journeymap.ui.views.paths import PathsView
from journeymap.ui.words import say, set_language
from tests.journeys import chain_of, frame, way

LEFT = Qt.MouseButton.LeftButton
APP, COUNTER = ("ask", "app", "receive"), ("ask", "counter", "receive")


@pytest.fixture
def session() -> Session:
    fields = {
        "ask": {"contact_time": seconds(hours=1), "emotion": 0, "barriers": ("needs_reading",)},
        "app": {"contact_time": seconds(minutes=30), "emotion": 1, "barriers": ("needs_smartphone",)},
        "counter": {
            "contact_time": seconds(hours=1), "waiting": seconds(hours=23), "emotion": -2, "visits": 1, "documents": 2,
            "fee": Money(typical=10, unit="EUR"),
        },
        "receive": {"emotion": 2, "is_goal": True, "contact_time": seconds(minutes=0)},
    }  # fmt: skip
    points = [each for each in chain_of(*fields) if isinstance(each, Touchpoint)]
    document = Document(
        [
            *frame(),
            *(
                point.model_copy(update=fields[point.id] | {"title": LocalText(en=point.id.title())})
                for point in points
            ),
            way("ask", "app", "branch", share=0.6, condition=LocalText(en="has a smartphone", zh="有智能手机")),
            way("ask", "counter", "branch", share=0.4, handover=True),
            way("app", "receive"),
            way("counter", "receive"),
            Persona(id="wang", order="A", name=LocalText(en="Ms Wang"), limits=("needs_smartphone",)),
            Persona(id="li", order="B", name=LocalText(en="Mr Li"), limits=("needs_reading",)),
            Feeling(id="feeling", touchpoint_id="counter", persona_id="wang", emotion=-1),
            Evidence(id="count", kind="statistic", title=LocalText(en="Counter register"), date="2026-03", sample=180),
            Basis(id="basis", subject_id="ask-app", field="share", evidence_ids=("count",)),
            Expectation(id="polite", touchpoint_id="counter", kano="must_be", expected=4, perceived=2),
        ]
    )
    return Session(document)


Show = Callable[[Session], PathsView]


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Show]:
    """Opens the view on a session's first journey and waits for its figures."""
    views: list[PathsView] = []
    set_language("en")

    def make(session: Session) -> PathsView:
        view = PathsView(session)
        views.append(view)
        view.resize(1200, 900)
        view.show()
        view.show_journey(queries.journeys(session.state)[0].id)
        settle(qtbot, view)
        return view

    yield make
    for view in views:
        settle(qtbot, view)
        view.close()
        view.deleteLater()
    set_language("en")
    QApplication.processEvents()


@pytest.fixture
def view(show: Show, session: Session) -> PathsView:
    return show(session)


def settle(qtbot: QtBot, view: PathsView) -> None:
    """Wait until the figures are those of now."""
    qtbot.waitUntil(lambda: not view.is_busy, timeout=10_000)
    QApplication.processEvents()


def click(qtbot: QtBot, view: PathsView, widget: QWidget, at: QPoint | None = None) -> None:
    qtbot.mouseClick(widget, LEFT, pos=at if at is not None else widget.rect().center())
    settle(qtbot, view)


def key(qtbot: QtBot, view: PathsView, widget: QWidget, which: Qt.Key, times: int = 1) -> None:
    for _ in range(times):
        qtbot.keyClick(widget, which)
    settle(qtbot, view)


def said(widget: QWidget) -> str:
    """All that is to be read in a part of the view."""
    parts = [each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget)]
    parts += [each.text() for each in widget.findChildren(QAbstractButton) if each.isVisibleTo(widget)]
    return "\n".join(parts)


def choose(qtbot: QtBot, view: PathsView, name: str) -> None:
    """Choose a persona by keys."""
    chooser = view.limits.chooser
    chooser.setFocus()
    key(qtbot, view, chooser, Qt.Key.Key_Home)
    key(qtbot, view, chooser, Qt.Key.Key_Down, chooser.findText(name))
    assert chooser.currentText() == name


def path_names(view: PathsView) -> list[str]:
    return [card.face.accessibleName().split(". ")[0] for card in view.list.cards]


def sum_values(view: PathsView) -> dict[str, str]:
    return {name: tile.value for name, tile in view.tiles.tiles.items()}


def chosen_path(session: Session) -> tuple[str, ...]:
    journey = session.state.get(Journey, "j")
    assert journey is not None
    return journey.chosen_path


# what is shown


def test_the_sum_shows_what_can_be_computed_by_hand(view: PathsView) -> None:
    assert sum_values(view) == {
        "goal": "100 %",
        "never": "0 %",
        "time": "10 h 54 min",
        "slowest_tenth": "1 d 1 h",
        "waiting": "9 h 12 min",
        "handovers": "0.4",
        "trips": "0.4",
        "documents": "0.8",
        "data_repeated": "0",
        "fee.EUR": "€4",
        "sum_peak_end": "+1.2",
        "sum_emotion": "+0.6",
        "must_be": "1",
    }


def test_paths_are_named_by_what_tells_them_apart_and_say_their_figures(view: PathsView) -> None:
    assert path_names(view) == ["has a smartphone", "Counter"]
    counter = view.list.cards[1].face.accessibleName()
    for words in ("Share of this path 40 %", "Time 1 d 1 h", "Visits 1", "Papers 2", "Fee, EUR €10", "Peak–end 0"):
        assert words in counter


def test_every_figure_tells_how_it_is_computed_and_what_it_rests_on(qtbot: QtBot, view: PathsView) -> None:
    told = set()
    for name, tile in view.tiles.tiles.items():
        click(qtbot, view, tile)
        assert view.asked == name
        told.add(view.side.how.text())
        assert "BASED ON" in said(view.side)
    assert len(told) == len(view.tiles.tiles)
    for name in list(view.side.rows):
        click(qtbot, view, view.side.rows[name])
        told.add(view.side.how.text())
    assert len(told) == len(view.tiles.tiles) + len(view.side.rows)
    assert all(len(words) > 30 for words in told)


def test_based_on_counts_values_and_names_the_evidence(qtbot: QtBot, view: PathsView) -> None:
    click(qtbot, view, view.tiles.tiles["goal"])
    words = said(view.side)
    assert "1 measured · 1 assumed" in words
    assert "Counter register · Statistic, 2026-03, 180 persons" in words
    key(qtbot, view, view.tiles.tiles["sum_peak_end"], Qt.Key.Key_Return)
    assert "4 assumed" in said(view.side)


# choosing and following a path


def test_a_click_selects_a_path_and_shows_its_series_and_the_ground_of_its_low(qtbot: QtBot, view: PathsView) -> None:
    picked: list[list[str]] = []
    view.selection_changed.connect(picked.append)
    assert view.selected_path == APP
    click(qtbot, view, view.list.cards[1].face, QPoint(30, 16))
    assert view.selected_path == COUNTER and picked == [list(COUNTER)]
    values = {name: row.accessibleName() for name, row in view.side.rows.items()}
    assert values["low"] == "Low −2" and values["peak"] == "Peak −2" and values["end"] == "End +2"
    assert values["peak_end"] == "Peak–end 0" and values["mean"] == "Mean feeling 0"
    assert "Counter: angry (−2)" in said(view.side) and "recovers within two steps" in said(view.side)


@pytest.mark.parametrize("figure", ["path_repeated", "path_fee.EUR", "peak_end"])
def test_a_figure_of_a_path_that_is_gone_is_not_asked_for(view: PathsView, figure: str) -> None:
    assert view.sheet is not None
    view.side.show_figure(view.sheet, None, figure)
    assert view.side.how.text() == say("paths.how.none")
    assert not view.side.path_part.isVisible()


def test_a_click_on_a_figure_of_a_card_asks_for_it(qtbot: QtBot, view: PathsView) -> None:
    face = view.list.cards[1].face
    box = face._figure_boxes()["path_time"]
    click(qtbot, view, face, box.center().toPoint())
    assert view.asked == "path_time" and view.selected_path == COUNTER
    assert "Time  1 d 1 h" in said(view.side)


def test_double_click_lets_the_journey_follow_a_path_in_one_step(
    qtbot: QtBot, view: PathsView, session: Session
) -> None:
    revision = session.document.revision
    qtbot.mouseDClick(view.list.cards[1].face, LEFT, pos=QPoint(30, 16))
    settle(qtbot, view)
    assert chosen_path(session) == COUNTER and session.document.revision == revision + 1
    assert "followed on the map" in view.list.cards[1].face.accessibleName()
    session.undo()
    assert chosen_path(session) == ()


def test_paths_are_walked_asked_and_followed_by_keys_alone(qtbot: QtBot, view: PathsView, session: Session) -> None:
    first, second = (card.face for card in view.list.cards)
    first.setFocus()
    key(qtbot, view, first, Qt.Key.Key_Down)
    assert view.selected_path == COUNTER
    key(qtbot, view, second, Qt.Key.Key_Right, 2)
    assert view.asked == "path_time"
    key(qtbot, view, second, Qt.Key.Key_Left)
    assert view.asked == "share"
    key(qtbot, view, second, Qt.Key.Key_Return)
    assert chosen_path(session) == COUNTER
    assert not view.detail.follow_button.isVisible() and view.detail.likeliest_button.isVisible()
    click(qtbot, view, view.detail.likeliest_button)
    assert chosen_path(session) == ()


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("likely", ["has a smartphone", "Counter"]),
        ("slowest", ["Counter", "has a smartphone"]),
        ("dearest.EUR", ["Counter", "has a smartphone"]),
        ("worst", ["Counter", "has a smartphone"]),
    ],
)
def test_orders(qtbot: QtBot, view: PathsView, order: str, names: list[str]) -> None:
    click(qtbot, view, view._orders[order])
    assert path_names(view) == names


def test_personas_lie_over_the_curve_and_are_said(qtbot: QtBot, view: PathsView) -> None:
    click(qtbot, view, view.list.cards[1].face, QPoint(30, 16))
    click(qtbot, view, view.detail.chips["wang"])
    click(qtbot, view, view.detail.chips["li"])
    view.detail.curve.setFocus()
    key(qtbot, view, view.detail.curve, Qt.Key.Key_Right)
    assert view.detail.curve.accessibleDescription() == "2. Counter: angry (−2) · Ms Wang tense (−1) · Mr Li angry (−2)"
    jumps: list[str] = []
    view.jump.connect(jumps.append)
    key(qtbot, view, view.detail.curve, Qt.Key.Key_Return)
    assert jumps == ["counter"]


# can she get through?


def test_limits_of_a_persona_cost_her_extra(qtbot: QtBot, view: PathsView) -> None:
    choose(qtbot, view, "Ms Wang")
    assert view.limits.switches["needs_smartphone"].isChecked()
    answer = view.verdict.answer.text()
    assert answer == "Yes, but it costs her 14 h 6 min, 0.6 visits, 1.2 papers and €6 more."
    words = said(view.verdict)
    assert 'Barred: "App".' in words and 'All her ways lead through "Counter".' in words
    assert "Her likeliest way: Counter" in words
    assert "Her chance 100 %" in words and "Of today's people served 40 %" in words
    click(qtbot, view, view.verdict.way_button)
    assert view.selected_path == COUNTER
    click(qtbot, view, view.verdict.figures["served"])
    assert view.asked == "served" and "counted as lost" in view.side.how.text()


def test_who_is_shut_out_is_told_why_and_what_would_help(qtbot: QtBot, view: PathsView) -> None:
    choose(qtbot, view, "Mr Li")
    assert view.verdict.answer.text() == 'No, because "Ask" lies on every way to the goal.'
    assert 'Opening "Ask" would let her through.' in view.verdict.more.text()
    shown: list[object] = []
    view.jump.connect(shown.append)
    view.selection_changed.connect(shown.append)
    click(qtbot, view, view.verdict.map_button)
    assert shown == ["ask", ["ask"]]


def test_switches_change_the_verdict_and_not_the_document(qtbot: QtBot, view: PathsView, session: Session) -> None:
    revision = session.document.revision
    click(qtbot, view, view.limits.switches["needs_smartphone"])
    assert view.verdict.answer.text().startswith("Yes, but it costs her")
    key(qtbot, view, view.limits.switches["needs_reading"], Qt.Key.Key_Space)
    assert view.verdict.answer.text().startswith("No, because")
    click(qtbot, view, view.limits.reset)
    assert view.verdict.answer.text().startswith("Choose a persona")
    click(qtbot, view, view.limits.more)
    click(qtbot, view, view.limits.switches["needs_stairs"])
    assert view.verdict.answer.text() == "Yes. Nothing on this journey stands in her way."
    assert session.document.revision == revision


def test_a_touchpoint_opened_in_the_document_opens_the_way(qtbot: QtBot, view: PathsView, session: Session) -> None:
    choose(qtbot, view, "Mr Li")
    session.run(Label.of("set_field", field="field.barriers"), [Set("ask", "barriers", ())])
    view.refresh()
    settle(qtbot, view)
    assert view.verdict.answer.text() == "Yes. Nothing on this journey stands in her way."


# what if


def test_a_share_tried_out_changes_all_figures_and_leaves_the_document(
    qtbot: QtBot, view: PathsView, session: Session
) -> None:
    revision = session.document.revision
    click(qtbot, view, view.what_if.fold)
    click(qtbot, view, view.what_if.chips["ask-app", "share"])
    slider = view.what_if.rows["ask-app", "share"].slider
    assert slider.hasFocus()
    key(qtbot, view, slider, Qt.Key.Key_End)
    tile = view.tiles.tiles["time"]
    assert (tile.value, tile.today, tile.change) == ("1 h 30 min", "today 10 h 54 min", "−9 h 24 min")
    assert view.tiles.tiles["goal"].change == "no change"
    assert sum_values(view)["sum_peak_end"] == "+2"
    assert "Share of this path 100 % (today 60 %)" in view.list.cards[0].face.accessibleName()
    assert session.document.revision == revision
    click(qtbot, view, view.what_if.reset)
    assert (tile.value, tile.today) == ("10 h 54 min", "")


def test_times_fees_and_feelings_are_tried_from_the_lists(qtbot: QtBot, view: PathsView, session: Session) -> None:
    revision = session.document.revision
    view.what_if.fold.setChecked(True)

    def add(kind: str, place: str) -> QSlider:
        for box, wanted in ((view.what_if.kind, kind), (view.what_if.place, place)):
            assert isinstance(box, QComboBox)
            box.setCurrentIndex(box.findData(wanted))
        click(qtbot, view, view.what_if.add)
        return view.what_if.rows[place, kind].slider

    key(qtbot, view, add("waiting", "counter"), Qt.Key.Key_Home)
    assert sum_values(view)["waiting"] == "0 min" and sum_values(view)["time"] == "1 h 42 min"
    key(qtbot, view, add("fee", "counter"), Qt.Key.Key_Home)
    assert sum_values(view)["fee.EUR"] == "€0"
    key(qtbot, view, add("emotion", "counter"), Qt.Key.Key_End)
    assert sum_values(view)["sum_peak_end"] == "+2"
    assert view.what_if.told.text() == "3 values changed for a look"
    assert "today" in view.what_if.rows["counter", "emotion"].words.text()
    click(qtbot, view, view.what_if.rows["counter", "emotion"].drop)
    assert sum_values(view)["sum_peak_end"] == "+1.2"
    assert session.document.revision == revision


def test_the_verdict_is_of_what_is_tried_and_names_todays(qtbot: QtBot, view: PathsView) -> None:
    choose(qtbot, view, "Ms Wang")
    view.what_if.try_out(("counter", "waiting"))
    key(qtbot, view, view.what_if.rows["counter", "waiting"].slider, Qt.Key.Key_Home)
    assert view.verdict.answer.text() == "Yes, but it costs her 18 min, 0.6 visits, 1.2 papers and €6 more."
    assert "Without the changes: Yes, but it costs her 14 h 6 min" in view.verdict.more.text()


# more than a handful of paths, none, and trouble


def many_paths(count: int) -> Session:
    records = [*frame(), *chain_of("start")]
    shares = [2.0 ** -(place + 1) for place in range(count)]
    shares[-1] = shares[-2]
    for place, share in enumerate(shares):
        records += [each for each in chain_of(f"way{place:02}", "end") if each.id == f"way{place:02}"]
        records += [way("start", f"way{place:02}", "branch", share=share), way(f"way{place:02}", "end")]
    records += [each for each in chain_of("end") if isinstance(each, Touchpoint)]
    return Session(Document(records))


def test_twelve_paths_are_shown_and_more_when_asked(qtbot: QtBot, show: Show) -> None:
    view = show(many_paths(20))
    assert len(view.list.cards) == 12
    assert "12 of 20" in said(view)
    click(qtbot, view, view.more_button)
    assert len(view.list.cards) == 20 and not view.more_button.isVisible()
    assert "20 of 20" in said(view)
    assert path_names(view)[:2] == ["way00", "way01"]


def test_an_empty_journey_says_what_will_be_here_and_fills_when_drawn(qtbot: QtBot, show: Show) -> None:
    session = Session(Document(frame()))
    view = show(session)
    assert view.hint.isVisible() and "connected from a start to an end" in view.hint.words.text()
    session.run(
        Label.of("add_touchpoint"), [Add(each) for each in chain_of("a", "b") if not isinstance(each, Connection)]
    )
    session.run(Label.of("connect"), [Add(way("a", "b"))])
    view.refresh()
    settle(qtbot, view)
    assert not view.hint.isVisible() and path_names(view) == ["a → b"]


def test_a_journey_nobody_finishes_says_for_whom_the_sum_is(show: Show) -> None:
    session = Session(
        Document(
            [
                *frame(),
                *(each for each in chain_of("in", "out", "round", "and_round") if isinstance(each, Touchpoint)),
                way("in", "out", "branch", share=0.75),
                way("in", "round", "branch", share=0.25),
                way("round", "and_round"),
                way("and_round", "round", "loop"),
            ]
        )
    )
    view = show(session)
    assert sum_values(view)["never"] == "25 %"
    assert "those who finish, loops included; 25 % never do" in said(view)


def test_a_hidden_view_computes_when_it_is_seen_again(qtbot: QtBot, view: PathsView, session: Session) -> None:
    view.hide()
    session.run(Label.of("set_field", field="field.waiting"), [Set("counter", "waiting", seconds(hours=0))])
    view.refresh()
    assert not view.is_busy and sum_values(view)["time"] == "10 h 54 min"
    view.show()
    settle(qtbot, view)
    assert sum_values(view)["time"] == "1 h 42 min"


def test_figures_that_take_long_leave_the_last_ones_in_sight_and_newer_wishes_overtake(
    qtbot: QtBot, view: PathsView, session: Session
) -> None:
    for hours in (1, 5, 9):
        session.run(Label.of("set_field", field="field.waiting"), [Set("counter", "waiting", seconds(hours=hours))])
        view.refresh()
        assert sum_values(view)["time"] == "10 h 54 min"
    settle(qtbot, view)
    assert sum_values(view)["time"] == "5 h 18 min"


def test_deleting_what_is_tried_out_forgets_it(qtbot: QtBot, view: PathsView, session: Session) -> None:
    view.what_if.try_out(("counter", "waiting"))
    key(qtbot, view, view.what_if.rows["counter", "waiting"].slider, Qt.Key.Key_Home)
    session.run(Label.of("delete"), [Set("counter", "deleted", True)])
    view.refresh()
    settle(qtbot, view)
    assert view.what_if.rows == {} and view.what_if.values == {}
    assert path_names(view)[0] in ("Ask → Receive", "has a smartphone")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_samples_open_in_both_languages_and_themes_with_names_for_everything(
    qtbot: QtBot, show: Show, language: str, colours: str
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, colours)
    for path in resources.samples():
        view = show_sample(qtbot, show, path, language)
        assert view.list.cards and view.tiles.tiles
        for each in view.findChildren(QWidget):
            if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisible() and not isinstance(each, QLabel):
                named = each.accessibleName() or (each.text() if isinstance(each, QAbstractButton) else "")
                assert named, f"{each} has no name"
        wide = [each for each in view.findChildren(QWidget) if each.isVisible() and each.window() is view]
        page = view._scroll.inner
        detail = view.detail  # the open path is not cut off
        qtbot.waitUntil(lambda detail=detail: detail.height() >= detail.layout().totalHeightForWidth(detail.width()))
        assert all(
            each.mapTo(page, QPoint(each.width(), 0)).x() <= page.width() for each in wide if page.isAncestorOf(each)
        )
    theme.apply(app, "light")


def show_sample(qtbot: QtBot, show: Show, path: Path, language: str) -> PathsView:
    session = Session.open_copy(path)
    set_language(language)
    view = show(session)
    view.resize(660, 520)
    view.what_if.fold.setChecked(True)
    view.what_if.try_out(next(iter(view.what_if.chips)))
    key(qtbot, view, next(iter(view.what_if.rows.values())).slider, Qt.Key.Key_PageUp)
    for persona in queries.personas(session.state):
        view.show_persona(persona.id)
        settle(qtbot, view)
        assert view._scroll.inner.width() <= view._scroll.viewport().width(), "wider than the window"
    return view
