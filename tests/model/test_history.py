"""Undo and redo: one's own steps, by name, deep, and never what somebody else did."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.journeys import chain_of

from journeymap.model.changes import Add, Label, Origin, Set
from journeymap.model.document import Document
from journeymap.model.history import History
from journeymap.model.records import Journey, record_from
from journeymap.model.text import LocalText

TYPING, OTHER = Label.of("rename_journey"), Label.of("set_field", field="owner")


def opened() -> tuple[Document, History]:
    document = Document([Journey(id="j", owner="A")])
    return document, History(document)


def owner(document: Document) -> str:
    journey = document.state.get(Journey, "j")
    assert journey is not None
    return journey.owner


def write(document: Document, value: str, *, key: str | None = None, origin: Origin = Origin.LOCAL) -> None:
    document.apply([Set("j", "owner", value)], OTHER, origin=origin, merge_key=key)


def test_undo_and_redo_walk_through_the_steps_by_name() -> None:
    document, history = opened()
    write(document, "B")
    document.apply([Set("j", "title", LocalText(en="T"))], TYPING)
    assert (history.undo_label, history.redo_label) == (TYPING, None)
    history.undo()
    history.undo()
    assert (history.undo_label, history.redo_label, owner(document)) == (None, OTHER, "A")
    assert history.undo() is None
    history.redo()
    assert (owner(document), history.undo_label, history.redo_label) == ("B", OTHER, TYPING)


def test_a_new_step_ends_what_could_be_redone() -> None:
    document, history = opened()
    write(document, "B")
    history.undo()
    write(document, "C")
    assert history.redo() is None
    assert owner(document) == "C"


def test_typing_is_one_step_until_it_is_closed() -> None:
    document, history = opened()
    for text in ("B", "Bo", "Bob"):
        write(document, text, key="j/owner")
    assert len(history.done) == 1
    history.close_step()
    write(document, "Bobby", key="j/owner")
    assert len(history.done) == 2
    history.undo()
    assert owner(document) == "Bob"
    history.undo()
    assert owner(document) == "A"


@pytest.mark.parametrize("between", ["other key", "no key", "undo"])
def test_typing_does_not_go_on_across(between: str) -> None:
    document, history = opened()
    write(document, "B", key="j/owner")
    match between:
        case "other key":
            document.apply([Set("j", "review_by", "x")], OTHER, merge_key="j/review_by")
        case "no key":
            document.apply([Set("j", "review_by", "x")], OTHER)
        case "undo":
            document.apply([Set("j", "review_by", "x")], OTHER)
            history.undo()
    write(document, "C", key="j/owner")
    history.undo()
    assert owner(document) == "B"


def test_typing_back_to_the_beginning_is_no_step() -> None:
    document, history = opened()
    write(document, "B", key="k")
    history.close_step()
    write(document, "C", key="k")
    write(document, "B", key="k")
    assert [each.label for each in history.done] == [OTHER]
    write(document, "D", key="k")
    history.undo()
    assert owner(document) == "B"


def test_a_step_that_writes_a_field_twice_is_taken_back_whole() -> None:
    document, history = opened()
    document.apply([Set("j", "owner", "B"), Set("j", "owner", "C")], OTHER)
    history.undo()
    assert owner(document) == "A"
    history.redo()
    assert owner(document) == "C"


def test_what_another_wrote_since_stays_and_the_rest_goes_back() -> None:
    document, history = opened()
    document.apply([Set("j", "owner", "B"), Set("j", "review_by", "me")], OTHER)
    write(document, "theirs", origin=Origin.REMOTE)
    history.undo()
    journey = document.state.get(Journey, "j")
    assert journey is not None and (journey.owner, journey.review_by) == ("theirs", "")
    history.redo()
    journey = document.state.get(Journey, "j")
    assert journey is not None and (journey.owner, journey.review_by) == ("theirs", "me")


def test_a_step_without_effect_is_passed_over() -> None:
    document, history = opened()
    document.apply([Set("j", "review_by", "me")], TYPING)
    write(document, "B")
    write(document, "theirs", origin=Origin.REMOTE)
    undone = history.undo()
    assert undone is not None and undone.label == TYPING
    assert owner(document) == "theirs"


def test_typing_on_over_anothers_change_does_not_take_theirs_back() -> None:
    document, history = opened()
    write(document, "B", key="k")
    write(document, "theirs", origin=Origin.REMOTE)
    write(document, "C", key="k")
    history.undo()
    assert owner(document) == "theirs"
    assert history.undo() is None


def test_anothers_change_elsewhere_leaves_typing_one_step() -> None:
    document, history = opened()
    write(document, "B", key="k")
    document.apply([Set("j", "review_by", "them")], OTHER, origin=Origin.REMOTE)
    write(document, "C", key="k")
    assert len(history.done) == 1


@pytest.mark.parametrize("origin", [Origin.REMOTE, Origin.MERGE, Origin.REPLAY])
def test_foreign_changes_cannot_be_undone(origin: Origin) -> None:
    document, history = opened()
    write(document, "theirs", origin=origin)
    assert history.undo_label is None and history.undo() is None
    assert owner(document) == "theirs"


def test_foreign_changes_leave_what_can_be_redone() -> None:
    document, history = opened()
    document.apply([Set("j", "review_by", "me")], OTHER)
    history.undo()
    write(document, "theirs", origin=Origin.REMOTE)
    assert history.redo() is not None


def test_undo_of_adding_is_deleting_and_redo_brings_it_back() -> None:
    document, history = opened()
    document.apply([Add(Journey(id="k", owner="me"))], OTHER)
    history.undo()
    assert document.state.get(Journey, "k") is None
    history.redo()
    restored = document.state.get(Journey, "k")
    assert restored is not None and restored.owner == "me"


def test_a_field_of_a_newer_program_is_put_back_too() -> None:
    document = Document([record_from("journey", {"id": "j", "copy": "A"})])
    history = History(document)
    document.apply([Set("j", "copy", "B")], OTHER)
    history.undo()
    found = document.state.find("j")
    assert found is not None and found.model_extra == {"copy": "A"}


def test_undo_tells_who_did_the_step_and_when() -> None:
    document, history = opened()
    at = datetime(2026, 5, 1, tzinfo=UTC)
    document.apply([Set("j", "owner", "B")], OTHER, actor="me", at=at)
    undone = history.undo()
    assert undone is not None and (undone.origin, undone.actor, undone.at) == (Origin.HISTORY, "me", at)
    redone = history.redo()
    assert redone is not None and (redone.actor, redone.at) == ("me", at)


def test_ten_thousand_steps_can_be_undone_and_done_again() -> None:
    document, history = opened()
    for number in range(10_001):
        write(document, f"step {number}")
    steps = 0
    while history.undo() is not None:
        steps += 1
    assert (steps, owner(document)) == (10_000, "step 0")
    while history.redo() is not None:
        steps -= 1
    assert (steps, owner(document)) == (0, "step 10000")


def test_the_last_step_is_never_mistaken_for_the_beginning_when_steps_are_forgotten() -> None:
    document = Document(chain_of("a"))
    history = History(document, depth=2)
    assert history.last_step is None
    for value in (-1, 0, 1):
        document.apply([Set("a", "emotion", value)], Label.of("set_emotion"))
    while history.undo():
        pass
    assert history.last_step is not None
