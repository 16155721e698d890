"""Thousands of real mouse and key events without sense: nothing is raised, the document stays valid, undo-all leads back.

Each run is a seed; what it does depends on nothing else but how fast the machine is. A seed that breaks something goes into
`random_input_seeds.txt`, and what was done last is told with the fault.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from traceback import format_exception

import pytest
from PySide6.QtCore import QProcess, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from journeymap import resources
from journeymap.model import queries
from journeymap.model.changes import ChangeSet
from journeymap.model.document import State
from journeymap.model.records import Record
from journeymap.session import Session
from journeymap.storage import parse_project, project_bytes
from journeymap.ui.window import MainWindow
from tests.conftest import SCALE
from tests.ui.monkey import Monkey

SEEDS = Path(__file__).with_name("random_input_seeds.txt")
KNOWN = [int(line) for line in SEEDS.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]
FRESH = [int(os.environ.get("JOURNEYMAP_RANDOM_SEED", "0")) + each for each in range(2 * SCALE)]
EVENTS = 300


def live(session: Session) -> dict[str, Record]:
    return {each.id: each for each in session.state.live_records()}


@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", [*KNOWN, *FRESH])
def test_random_input_breaks_nothing_and_can_be_undone(
    seed: int,
    qtbot: QtBot,
    open_window: Callable[[Session | None], MainWindow],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QProcess, "startDetached", lambda *_: True)  # "restart": one program is enough
    monkeypatch.chdir(tmp_path)  # where dialogs for files begin
    session = Session.open_copy(resources.samples()[seed % 2]) if seed % 3 else Session.new("empty", ("en", "zh"))
    start = live(session)
    changes: list[ChangeSet] = []
    session.document.listen(changes.append)
    monkey = Monkey(open_window(session), seed, tmp_path)
    with qtbot.captureExceptions() as raised:
        for number in range(EVENTS):
            try:
                monkey.act()
            except Exception as fault:
                raise AssertionError(f"event {number}: {monkey.told()}") from fault
            assert not raised, f"event {number}: {monkey.told()}\n{''.join(format_exception(raised[0][1]))}"
            if number % 50 == 49:
                assert_valid(session)
        monkey.end()
    assert not raised, "".join(format_exception(raised[0][1]))
    window = monkey.window
    window.workspace.show_view("map")  # type: ignore[union-attr]
    QTest.keyClick(monkey.view.editor or monkey.view, Qt.Key.Key_Escape)
    assert_valid(session)
    assert len(changes) > 20, "hardly anything was done"
    while session.redo() is not None:
        pass
    latest, steps = live(session), 0
    while session.undo() is not None:
        steps += 1
    assert live(session) == start
    for _ in range(steps):
        session.redo()
    assert live(session) == latest


def assert_valid(session: Session) -> None:
    """What is in memory is a file that opens without a word and holds the same."""
    data = project_bytes(session.state, session.media, document_id="d", revision=1)
    loaded = parse_project(data, "random")
    assert loaded.notices == ()
    assert {each.id: each for each in State(loaded.records).live_records()} == live(session)
    assert queries.journeys(session.state)
