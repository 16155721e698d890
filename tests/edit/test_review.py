"""Approvals: who gave them, and what takes them back."""

from __future__ import annotations

import pytest

from journeymap.edit import annotations, journeys, review, touchpoints
from journeymap.model.changes import Add, Change, Label, Set
from journeymap.model.document import Document
from journeymap.model.records import Comment, Journey
from journeymap.model.text import LocalText
from journeymap.session import Session

DAY = "2026-11-28"
LABEL = Label.of("set_field", field="field.title")


@pytest.fixture
def approved(with_annotations: Document) -> Session:
    session = Session(with_annotations)
    session.run(Label.of("mark_approved"), review.mark("j", "approved", "Ada", DAY))
    return session


def journey(session: Session) -> Journey:
    found = session.state.get(Journey, "j")
    assert found is not None
    return found


def test_an_approval_says_by_whom_and_when(approved: Session) -> None:
    assert (journey(approved).review, journey(approved).review_by, journey(approved).review_on) == (
        "approved",
        "Ada",
        DAY,
    )


@pytest.mark.parametrize(
    "change",
    [
        Set("b", "title", LocalText(en="Other")),
        Set("j", "goal", LocalText(en="Other")),
        Set("s1", "title", LocalText(en="Other")),
        Set("a-b", "share", 0.5),
        Set("pain", "severity", 1),
        Set("fix", "effort", 2),
        Set("pain_link", "relation", "shows"),
        Set("basis", "evidence_ids", ()),
        Set("feeling", "emotion", 2),
        Set("c", "deleted", True),
    ],
)
def test_whatever_changes_the_contents_makes_a_draft_again_and_undo_approves_it(
    approved: Session, change: Change
) -> None:
    approved.run(LABEL, [change])
    assert journey(approved).review == "draft" and journey(approved).review_by == "Ada"
    approved.undo()
    assert journey(approved).review == "approved"


@pytest.mark.parametrize(
    "change",
    [
        Set("b", "pos", (10.0, 20.0)),
        Set("s1", "width", 400.0),
        Set("j", "chosen_path", ("a", "b")),
        Set("p", "title", LocalText(en="Other")),
        Set("b", "kind", "action"),
    ],
)
def test_looks_ways_to_read_it_and_what_changes_nothing_leave_an_approval(approved: Session, change: Change) -> None:
    approved.run(LABEL, [change])
    assert journey(approved).review == "approved"


def test_what_is_added_counts_remarks_do_not(approved: Session) -> None:
    approved.run(LABEL, [Add(Comment(id="said", subject_id="b"))])
    assert journey(approved).review == "approved"
    approved.run(LABEL, annotations.add_pain_point(approved.state, "b")[1])
    assert journey(approved).review == "draft"


def test_only_the_journey_that_is_changed_loses_its_approval(approved: Session) -> None:
    other, changes = journeys.add(approved.state, LocalText(en="Other"), [LocalText()], [("citizen", LocalText())])
    approved.run(LABEL, changes)
    assert journey(approved).review == "approved"
    approved.run(LABEL, [Set("b", "journey_id", other.id)])
    assert journey(approved).review == "draft"


def test_a_new_touchpoint_with_its_connection_makes_a_draft(approved: Session) -> None:
    approved.run(LABEL, touchpoints.add_behind(approved.state, "c")[1])
    assert journey(approved).review == "draft"
