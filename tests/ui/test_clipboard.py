"""Cut, copy and paste with real keys: within a journey, into another project, from and to other programs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from journeymap import resources
from journeymap.edit import clipboard as copies
from journeymap.model import queries
from journeymap.model.records import Evidence, Lane, Persona, Record, Touchpoint
from journeymap.session import Session
from journeymap.ui.clipboard import MIME, mime_of
from journeymap.ui.window import MainWindow
from tests.ui.conftest import Hand

CONTROL = Qt.KeyboardModifier.ControlModifier
COPY, CUT, PASTE = Qt.Key.Key_C, Qt.Key.Key_X, Qt.Key.Key_V


@pytest.fixture
def sample(qtbot: QtBot, open_window: Callable[[Session], MainWindow]) -> Hand:
    return Hand(qtbot, open_window(Session.open_copy(resources.samples()[0])))


def _press(hand: Hand, key: Qt.Key) -> None:
    """A key on the map of a window that is in front."""

    def active() -> bool:
        hand.window.activateWindow()
        return hand.window.isActiveWindow()

    hand.qtbot.waitUntil(active)
    hand.view.setFocus()
    hand.key(key, CONTROL)


def _put(text: str = "", **forms: bytes) -> None:
    data = QMimeData()
    if text:
        data.setText(text)
    if "own" in forms:
        data.setData(MIME, forms["own"])
    QGuiApplication.clipboard().setMimeData(data)


def _notes(session: Session, point: Touchpoint) -> list[object]:
    """What is noted on a touchpoint, without ids."""
    hidden = {
        "id",
        "order",
        "touchpoint_id",
        "touchpoint_ids",
        "answers_ids",
        "subject_id",
        "stage_id",
        "lane_id",
        "origin_id",
    }
    found: list[Record] = queries.subjects_of_touchpoint(session.state, point.id)
    rows = [each.model_dump(exclude=hidden | {"journey_id", "pos", "start_share"}) for each in found]
    links = [link.model_dump(exclude=hidden) for each in found for link in queries.model_links(session.state, each.id)]
    return sorted(map(repr, [*rows, *links]))


def test_copies_stand_behind_the_selection_with_all_that_is_noted_and_the_ways_among_them(sample: Hand) -> None:
    session = sample.window.session
    assert session is not None
    before = sample.points()
    first, second = before[0], before[2]
    sample.scene.select([first.id, second.id])
    _press(sample, COPY)
    _press(sample, PASTE)
    new = [session.state.get(Touchpoint, each) for each in sample.scene.selected(Touchpoint)]
    assert [each.title for each in new if each is not None] == [first.title, second.title]
    for old, copy in zip((first, second), new, strict=True):
        assert copy is not None
        assert _notes(session, old) == _notes(session, copy)
    sample.window.run_command("undo")
    assert sample.points() == before


def test_touchpoints_go_into_another_project_with_evidence_and_lanes(
    sample: Hand, qtbot: QtBot, open_window: Callable[[Session], MainWindow]
) -> None:
    source = sample.window.session
    assert source is not None
    sample.window.run_command("select_all")
    _press(sample, COPY)
    other = Hand(qtbot, open_window(Session.new("empty", ("zh", "en"))))
    _press(other, PASTE)
    target = other.window.session
    assert target is not None
    assert len(other.points()) == len(sample.points())
    assert {each.title for each in other.points()} == {each.title for each in sample.points()}
    assert {each.title for each in target.state.all(Evidence)} <= {each.title for each in source.state.all(Evidence)}
    used = {target.state.get(Lane, each.lane_id) for each in other.points()}
    assert None not in used
    # What was there twice is there once: pasting again adds touchpoints, no evidence and no lanes.
    evidence, lanes = target.state.all(Evidence), queries.lanes(target.state, other.window.journey_id)
    _press(other, PASTE)
    assert target.state.all(Evidence) == evidence
    assert queries.lanes(target.state, other.window.journey_id) == lanes
    assert len(other.points()) == 2 * len(sample.points())


def test_cut_and_paste_is_a_move_and_two_steps_of_the_history(sample: Hand) -> None:
    before = sample.points()
    sample.scene.select([before[3].id])
    _press(sample, CUT)
    assert before[3].title not in {each.title for each in sample.points()}
    sample.scene.select([sample.points()[0].id])
    _press(sample, PASTE)
    titles = [each.title for each in sample.points()]
    assert titles[1] == before[3].title
    sample.window.run_command("undo")
    sample.window.run_command("undo")
    assert sample.points() == before


def test_a_stage_is_copied_with_its_touchpoints(sample: Hand) -> None:
    session = sample.window.session
    assert session is not None
    stage = queries.stages(session.state, sample.window.journey_id)[1]
    inside = [each.title for each in sample.points() if each.stage_id == stage.id]
    sample.scene.select([stage.id])
    _press(sample, COPY)
    _press(sample, PASTE)
    assert [each.title for each in sample.points() if each.stage_id == stage.id] == inside * 2


def test_other_programs_get_an_outline_and_a_table(sample: Hand) -> None:
    sample.scene.select([each.id for each in sample.points()[:3]])
    _press(sample, COPY)
    data = QGuiApplication.clipboard().mimeData()
    assert [line for line in data.text().splitlines() if line.startswith("- ")] == [
        f"- {each.title.shown_in('en')}" for each in sample.points()[:3]
    ]
    assert data.html().count("<tr>") == 4


def test_lines_of_text_become_connected_touchpoints(hand: Hand) -> None:
    _put("Ask at the desk\nFill in the form\nWait for the letter\n")
    _press(hand, PASTE)
    assert hand.titles() == ["Ask at the desk", "Fill in the form", "Wait for the letter"]
    hand.window.run_command("undo")
    assert hand.titles() == []


def test_headings_become_stages_once(hand: Hand) -> None:
    text = "# Prepare\n- Ask\n- Gather papers\n# Apply\n- Hand in\n"
    _put(text)
    _press(hand, PASTE)
    _press(hand, PASTE)
    session = hand.window.session
    assert session is not None
    titles = [each.title.shown_in("en") for each in queries.stages(session.state, hand.window.journey_id)]
    assert titles.count("Prepare") == 1
    assert titles.count("Apply") == 1
    stage = {each.id: each.title.shown_in("en") for each in queries.stages(session.state, hand.window.journey_id)}
    assert {(stage[each.stage_id], each.title.shown_in("en")) for each in hand.points()} == {
        ("Prepare", "Ask"), ("Prepare", "Gather papers"), ("Apply", "Hand in"),
    }  # fmt: skip


def test_cells_of_a_spreadsheet_become_touchpoints_with_their_values(hand: Hand) -> None:
    _put("阶段\t触点\t渠道\t等待\t痛点\n申请\t取号\t窗口\t20分钟\t排队太久\n申请\t交材料\t窗口\t3个工作日\t\n")
    _press(hand, PASTE)
    session = hand.window.session
    assert session is not None
    points = {each.title.shown_in("zh"): each for each in hand.points()}
    assert set(points) == {"取号", "交材料"}
    first = points["取号"]
    assert first.channel == "counter"
    assert first.waiting is not None
    assert first.waiting.typical == 1200
    assert [each.text.shown_in("zh") for each in queries.pain_points(session.state, first.id)] == ["排队太久"]


@pytest.mark.parametrize("length", [0, 1, 20, 200, -1, -20])
def test_broken_clipboard_content_changes_nothing_and_is_told_in_one_sentence(sample: Hand, length: int) -> None:
    session = sample.window.session
    assert session is not None
    good = bytes(mime_of(session, [sample.points()[0].id]).data(MIME).data())
    _put(own=good[:length])
    before = session.document.revision
    _press(sample, PASTE)
    assert session.document.revision == before
    assert sample.window.notice.isVisible()


def test_an_empty_clipboard_is_told(hand: Hand) -> None:
    QGuiApplication.clipboard().clear()
    _press(hand, PASTE)
    assert hand.titles() == []
    assert hand.window.notice.isVisible()


def test_copying_nothing_keeps_the_clipboard(sample: Hand) -> None:
    _put("kept")
    sample.scene.select(())
    sample.window.run_command("copy")
    assert QGuiApplication.clipboard().text() == "kept"


def test_what_refers_to_nothing_here_is_left_out() -> None:
    source = Session.open_copy(resources.samples()[0])
    journey = queries.journeys(source.state)[0]
    ids = [each.id for each in queries.touchpoints(source.state, journey.id)]
    target = Session.new("empty", ("en", "zh"))
    home = queries.journeys(target.state)[0]
    stage = queries.stages(target.state, home.id)[0]
    records = [each for each in copies.copied(source.state, ids) if not isinstance(each, Persona)]
    new_ids, changes = copies.pasted(target.state, records, copies.Target(home.id, stage.id))
    from journeymap.model.changes import Label

    target.run(Label.of("paste", n=len(new_ids)), changes)
    for record in target.state:
        for name in record.REFERENCES:
            value = getattr(record, name)
            for each in value if isinstance(value, tuple) else (value,):
                assert each is None or each in target.state, (record.kind_name, name)
