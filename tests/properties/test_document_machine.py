"""Random work on a project: edits, undo, redo, changes by others, saving and loading. After each step all must hold."""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.journeys import chain_of, frame
from tests.strategies import SCALE, projects

from journeymap.edit import annotations, fields, journeys, outline, stages, touchpoints
from journeymap.model import queries
from journeymap.model.changes import Add, Change, ChangeSet, Label, Origin, Set
from journeymap.model.document import ChangeError, Document, State
from journeymap.model.history import History
from journeymap.model.records import (
    Connection,
    Evidence,
    Expectation,
    Journey,
    Lane,
    Opportunity,
    PainPoint,
    Persona,
    Record,
    Stage,
    Touchpoint,
)
from journeymap.model.text import LocalText
from journeymap.model.values import BARRIERS, Point
from journeymap.storage import parse_project, project_bytes

PICK = st.integers(0, 1_000)
WORDS = st.sampled_from(["", "Counter", "窗口", "a\u202e\u0301b", "x" * 40, "👩‍👩‍👧"])
LANGUAGE = st.sampled_from(["en", "zh"])
KEYS = st.sampled_from([None, "typing"])
Wish = Callable[[State, "Pick"], Iterable[Change]]


@dataclass
class Pick:
    """Turns drawn numbers into records that are there, so that most wishes make sense."""

    state: State
    numbers: tuple[int, ...]
    used: int = field(default=0)

    def number(self) -> int:
        self.used += 1
        return self.numbers[self.used % len(self.numbers)] + self.used

    def one(self, cls: type[Record]) -> str:
        found = self.state.all(cls)
        return found[self.number() % len(found)].id if found else "nobody"

    def some(self, cls: type[Record]) -> list[str]:
        return [self.one(cls) for _each in range(self.number() % 3 + 1)]


def _added(result: tuple[Any, list[Change]]) -> list[Change]:
    return result[1]


def _add_next(state: State, pick: Pick) -> list[Change]:
    source = pick.one(Touchpoint)
    return _added(touchpoints.add_behind(state, source)) if source != "nobody" else []


def _move(state: State, pick: Pick) -> list[Change]:
    pos = Point(float(pick.number()), 0.5) if pick.number() % 2 else None
    return touchpoints.move(state, {pick.one(Touchpoint): (pick.one(Stage), pick.one(Lane), pos)})


WISHES: dict[str, Wish] = {
    "add touchpoint": lambda s, p: _added(touchpoints.add(s, p.one(Journey), p.one(Stage), p.one(Lane))),
    "add next": _add_next,
    "connect": lambda s, p: _added(touchpoints.connect(s, p.one(Touchpoint), p.one(Touchpoint))),
    "insert": lambda s, p: touchpoints.insert_into(s, p.one(Touchpoint), p.one(Connection)),
    "move": _move,
    "move by keys": lambda s, p: touchpoints.move_by_keys(
        s, p.some(Touchpoint), p.number() % 3 - 1, p.number() % 3 - 1
    ),
    "duplicate": lambda s, p: _added(touchpoints.duplicate(s, p.some(Touchpoint))),
    "delete touchpoints": lambda s, p: touchpoints.delete(s, p.some(Touchpoint)),
    "order": lambda s, p: outline.move(s, p.one(Touchpoint), p.number() % 2 * 2 - 1),
    "add stage": lambda s, p: _added(stages.add_stage(s, p.one(Journey), place=p.number() % 4)),
    "add lane": lambda s, p: _added(stages.add_lane(s, p.one(Journey), place=p.number() % 4)),
    "move stage": lambda s, p: stages.move(s, p.one(Stage), p.number() % 4),
    "delete stage": lambda s, p: stages.delete(s, p.one(Stage)),
    "delete lane": lambda s, p: stages.delete(s, p.one(Lane)),
    "add journey": lambda s, p: _added(journeys.add(s, LocalText(), [LocalText(en="s")], [("citizen", LocalText())])),
    "delete journey": lambda s, p: journeys.delete(s, p.one(Journey)),
    "add persona": lambda s, p: _added(journeys.add_persona(s, p.one(Journey))),
    "feel": lambda s, p: annotations.set_feeling(s, p.one(Touchpoint), p.one(Persona), p.number() % 5 - 2),
    "pain": lambda s, p: _added(annotations.add_pain_point(s, p.one(Touchpoint))),
    "expect": lambda s, p: _added(annotations.add_expectation(s, p.one(Touchpoint))),
    "surprise": lambda s, p: _added(annotations.add_opportunity(s, p.one(Touchpoint), "surprise")),
    "answer": lambda s, p: fields.toggle_member(s, p.one(Opportunity), "answers_ids", p.one(PainPoint)),
    "evidence": lambda s, p: fields.toggle_member(s, p.one(Expectation), "evidence_ids", p.one(Evidence)),
    "link": lambda s, p: annotations.cycle_link(s, p.one(PainPoint), "el-monitoring"),
    "barrier": lambda s, p: fields.toggle_member(s, p.one(Touchpoint), "barriers", BARRIERS[p.number() % 5]),
    "emotion": lambda s, p: fields.set_field(p.some(Touchpoint), "emotion", p.number() % 5 - 2),
    "delete anything": lambda s, p: fields.delete([p.one(PainPoint), p.one(Persona)]),
}


def live(state: State) -> dict[str, Record]:
    return {record.id: record for record in state.live_records()}


def indices(state: State) -> tuple[Any, ...]:
    """What finds records, without rows that are empty by now."""
    rows = (state._by_kind, state._children)
    return tuple({key: frozenset(row) for key, row in each.items() if row} for each in rows)


class Work(RuleBasedStateMachine):
    """A person, a colleague, a disk."""

    def __init__(self) -> None:
        super().__init__()
        # Hypothesis seeds `random`; ids drawn from it are the same when a failure is run again.
        self.chance = pytest.MonkeyPatch()
        self.chance.setattr(secrets, "token_bytes", random.randbytes)

    def teardown(self) -> None:
        self.chance.undo()

    @initialize(records=projects(max_records=8))
    def open(self, records: list[Record]) -> None:
        taken = {record.id for record in records}
        own = [record for record in [*frame(), *chain_of("a", "b", "c")] if record.id not in taken]
        self.begin = [*records, *own, Evidence(id="evidence-1")]
        self.document = Document(self.begin)
        self.history = History(self.document)
        self.log: list[ChangeSet] = []
        self.document.listen(self.log.append)
        self.start = live(self.document.state)
        self.foreign: dict[tuple[str, str], Any] = {}
        self.snapshots: list[tuple[State, dict[str, Record], tuple[Any, ...]]] = []

    def _apply(self, changes: Iterable[Change], origin: Origin, merge_key: str | None = None) -> None:
        before = dict(live(self.document.state))
        revision, told = self.document.revision, len(self.log)
        try:
            applied = self.document.apply(changes, Label.of("set_field"), origin=origin, merge_key=merge_key)
        except ChangeError:
            assert live(self.document.state) == before
            assert (self.document.revision, len(self.log)) == (revision, told)
            return
        assert (applied is None) == (self.document.revision == revision) == (len(self.log) == told)
        for change in applied.changes if applied else ():
            if isinstance(change, Set):
                if origin is Origin.REMOTE:
                    self.foreign[change.id, change.field] = change.after
                else:
                    self.foreign.pop((change.id, change.field), None)

    @rule(name=st.sampled_from(sorted(WISHES)), numbers=st.tuples(PICK, PICK, PICK))
    def wish(self, name: str, numbers: tuple[int, ...]) -> None:
        state = self.document.state
        self._apply(WISHES[name](state, Pick(state, numbers)), Origin.LOCAL)

    @rule(number=PICK, language=LANGUAGE, text=WORDS, key=KEYS)
    def type(self, number: int, language: str, text: str, key: str | None) -> None:
        touchpoint = Pick(self.document.state, (number,)).one(Touchpoint)
        self._apply(fields.set_text(self.document.state, touchpoint, "title", language, text), Origin.LOCAL, key)

    @rule(number=PICK, text=WORDS, value=st.integers(-3, 3))
    def colleague_writes(self, number: int, text: str, value: int) -> None:
        touchpoint = Pick(self.document.state, (number,)).one(Touchpoint)
        changes = [Set(touchpoint, "title", LocalText(zh=text)), Set(touchpoint, "emotion", value)]
        self._apply(changes, Origin.REMOTE)

    @rule(number=PICK)
    def colleague_adds_and_deletes(self, number: int) -> None:
        gone = Pick(self.document.state, (number,)).one(Connection)
        self._apply([Add(Journey(id=f"theirs-{number}")), Set(gone, "deleted", True)], Origin.REMOTE)

    @rule()
    def undo(self) -> None:
        self._history_step(self.history.undo)

    @rule()
    def redo(self) -> None:
        self._history_step(self.history.redo)

    def _history_step(self, step: Callable[[], ChangeSet | None]) -> None:
        theirs = {key: self.document.state.find(key[0]).value(key[1]) for key in self.foreign}  # type: ignore[union-attr]
        assert theirs == self.foreign
        applied = step()
        for change in applied.changes if applied else ():
            # What a colleague wrote last is never written over.
            assert not isinstance(change, Set) or (change.id, change.field) not in self.foreign

    @rule()
    def keep_a_snapshot(self) -> None:
        snapshot = self.document.snapshot()
        self.snapshots = [*self.snapshots[-3:], (snapshot, {each.id: each for each in snapshot}, indices(snapshot))]

    @rule()
    def save_and_load(self) -> None:
        state = self.document.snapshot()
        data = project_bytes(state, {}, document_id="d", revision=1)
        loaded = parse_project(data, "x.journey")
        reloaded = State(loaded.records)
        assert live(reloaded) == live(state)
        assert project_bytes(reloaded, {}, document_id="d", revision=1) == data

    @precondition(lambda self: not any(each.origin is Origin.REMOTE for each in self.log))
    @rule()
    def undo_everything_and_redo_it(self) -> None:
        present = live(self.document.state)
        steps = 0
        while self.history.undo() is not None:
            steps += 1
        assert live(self.document.state) == self.start
        for _each in range(steps):
            self.history.redo()
        assert live(self.document.state) == present

    @invariant()
    def replaying_all_changes_gives_the_document(self) -> None:
        again = Document(self.begin)
        for change_set in self.log:
            again.apply(change_set.changes, change_set.label, origin=Origin.REPLAY)
        assert {each.id: each for each in again.state} == {each.id: each for each in self.document.state}

    @invariant()
    def each_change_set_says_what_really_changed(self) -> None:
        for change in self.log[-1].changes if self.log else ():
            if isinstance(change, Set):
                record = self.document.state.find(change.id)
                assert record is not None and record.value(change.field) == change.after != change.before

    @invariant()
    def snapshots_stay(self) -> None:
        for snapshot, records, index in self.snapshots:
            assert {each.id: each for each in snapshot} == records
            assert indices(snapshot) == index

    @invariant()
    def indices_are_those_of_a_fresh_state(self) -> None:
        assert indices(self.document.state) == indices(State(self.document.state))

    @invariant()
    def every_row_is_in_order(self) -> None:
        for journey in queries.journeys(self.document.state):
            keys = [each.order for each in queries.stages(self.document.state, journey.id)]
            assert keys == sorted(keys)


TestWork = Work.TestCase
TestWork.settings = settings(max_examples=12 * SCALE, stateful_step_count=25)


@pytest.mark.parametrize("name", sorted(WISHES))
def test_each_wish_changes_something_and_can_be_undone(name: str) -> None:
    """So that the machine above does not idle without anybody noticing."""
    more = [Evidence(id="evidence-1"), Persona(id="ada"), PainPoint(id="pain", touchpoint_id="a")]
    more += [Opportunity(id="idea", touchpoint_ids=("a",)), Expectation(id="hope", touchpoint_id="a")]  # type: ignore[list-item]
    more += [Touchpoint(id="free", journey_id="j", stage_id="s1", lane_id="front"), Journey(id="k")]  # type: ignore[list-item]
    document = Document([*frame(), *chain_of("a", "b", "c"), *more])
    history = History(document)
    start = live(document.state)
    for numbers in ((first, second, third) for first in range(5) for second in range(4) for third in range(2)):
        document.apply(WISHES[name](document.state, Pick(document.state, numbers)), Label.of("set_field"))
        if live(document.state) != start:
            break
    else:
        pytest.fail("no effect")
    history.undo()
    assert live(document.state) == start
