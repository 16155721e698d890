"""One open project, from the window's side: changed, saved, opened again, guarded against losing somebody's work."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from journeymap.edit import fields
from journeymap.model import queries
from journeymap.model.changes import Label
from journeymap.model.records import Journey
from journeymap.resources import samples
from journeymap.session import Session
from journeymap.storage import FileError

LABEL = Label.of("rename_journey")


def rename(session: Session, title: str, merge_key: str | None = None) -> None:
    (journey, *_) = queries.journeys(session.state)
    session.run(LABEL, fields.set_text(session.state, journey.id, "title", "en", title), merge_key)


def title(session: Session) -> str:
    return queries.journeys(session.state)[0].title.shown_in("en")


def test_a_new_project_has_a_journey_and_nothing_to_save_or_undo() -> None:
    session = Session.new("empty", ("en", "zh"))
    assert session.languages == ("en", "zh")
    assert len(session.state.all(Journey)) == 1
    assert not session.is_modified and session.path is None and session.history.undo_label is None


def test_what_was_saved_is_there_when_it_is_opened(tmp_path: Path) -> None:
    session, path = Session.new(), tmp_path / "搬家.journey"
    rename(session, "Moving house")
    assert session.is_modified
    session.save(path)
    assert not session.is_modified and session.path == path and session.saved_at is not None
    opened = Session.open(path)
    assert opened.path == path and not opened.is_modified and opened.notices == ()
    assert {each.id: each for each in opened.state} == {each.id: each for each in session.state}


def test_undo_and_redo_are_the_sessions_too() -> None:
    session = Session.new()
    rename(session, "A")
    session.undo()
    assert title(session) != "A"
    session.redo()
    assert title(session) == "A"


def test_steps_are_dated_by_the_given_clock() -> None:
    at = datetime(2026, 5, 1, tzinfo=UTC)
    session = Session(Session.new().document, clock=lambda: at)
    rename(session, "A")
    assert session.history.done[-1].at == at


def test_saving_ends_a_step_of_typing(tmp_path: Path) -> None:
    session = Session.new()
    rename(session, "A", "typing")
    session.save(tmp_path / "a.journey")
    rename(session, "AB", "typing")
    session.undo()
    assert title(session) == "A"


def test_a_project_that_was_never_saved_needs_a_place() -> None:
    with pytest.raises(ValueError, match="path"):
        Session.new().save()


def test_a_failed_save_leaves_everything_as_it_was(tmp_path: Path) -> None:
    session = Session.new()
    rename(session, "A")
    with pytest.raises(FileError):
        session.save(tmp_path / "no such folder" / "a.journey")
    assert session.is_modified and session.path is None and session.saved_at is None


@pytest.mark.parametrize("spelled", ["same", "relative", "detour"])
def test_a_file_that_somebody_changed_is_replaced_only_when_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spelled: str
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.journey"
    first = Session.new()
    first.save(path)
    second = Session.open(path)
    rename(second, "theirs")
    second.save()
    rename(first, "mine")
    target = {"same": None, "relative": Path("a.journey"), "detour": tmp_path / ".." / tmp_path.name / "a.journey"}[
        spelled
    ]
    with pytest.raises(FileError) as caught:
        first.save(target)
    assert caught.value.key == "error.file.changed_on_disk"
    assert title(Session.open(path)) == "theirs" and first.is_modified
    first.save(target, overwrite=True)
    assert title(Session.open(path)) == "mine"


def test_saving_again_and_again_is_no_conflict_with_oneself(tmp_path: Path) -> None:
    session = Session.new()
    session.save(tmp_path / "a.journey")
    for text in ("A", "B"):
        rename(session, text)
        session.save()
    session.save(tmp_path / "b.journey")
    rename(session, "C")
    session.save()
    assert title(Session.open(tmp_path / "a.journey")) == "B"
    assert title(Session.open(tmp_path / "b.journey")) == "C"


def test_a_sample_is_opened_as_a_project_of_ones_own() -> None:
    path = samples()[0]
    before = path.read_bytes()
    session = Session.open_copy(path)
    assert session.path is None and session.title_hint == path.stem and not session.is_modified
    with pytest.raises(ValueError, match="path"):
        session.save()
    assert path.read_bytes() == before
