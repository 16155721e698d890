"""Comments and sticky notes as records."""

from __future__ import annotations

from tests.ui.panel_project import Small

from journeymap.edit import comments, touchpoints
from journeymap.exporting.public import public_state
from journeymap.model import queries
from journeymap.model.changes import Label
from journeymap.model.records import Comment, Note
from journeymap.model.text import LocalText
from journeymap.model.values import Point


def say(small: Small, subject_id: str, text: str, at: str) -> str:
    record, changes = comments.add_comment(subject_id, LocalText(en=text), "Li", at)
    small.session.run(Label.of("add_comment"), changes)
    return record.id


def test_open_comments_come_in_the_order_of_the_journey_and_settled_ones_go() -> None:
    small = Small()
    way = queries.connections(small.session.state, small.journey_id)[0].id
    stage = queries.stages(small.session.state, small.journey_id)[0].id
    later = say(small, small.ask, "second", "2026-11-02T10:00:00+00:00")
    first = say(small, small.ask, "first", "2026-11-01T10:00:00+00:00")
    others = [say(small, each, "x", "2026-11-03T10:00:00+00:00") for each in (way, small.journey_id, stage)]
    found = [each.id for each in comments.open_comments(small.session.state, small.journey_id)]
    assert found == [others[1], others[2], first, later, others[0]]
    assert [each.id for each in comments.thread(small.session.state, small.ask)] == [first, later]
    small.change(lambda: comments.settle_comment(first, resolved=True))
    assert first not in [each.id for each in comments.open_comments(small.session.state, small.journey_id)]
    small.change(touchpoints.delete, small.session.state, [small.ask])
    assert later not in [each.id for each in comments.open_comments(small.session.state, small.journey_id)]


def test_notes_on_one_card_lie_beside_each_other_and_move_with_keys() -> None:
    small = Small()
    made = []
    for _ in range(2):
        note, changes = comments.add_note(small.session.state, small.journey_id, "Li", subject_id=small.ask)
        small.session.run(Label.of("add_note"), changes)
        made.append(note)
    assert made[0].pos != made[1].pos and {each.subject_id for each in made} == {small.ask}
    before = made[0].pos
    assert before is not None
    small.change(comments.nudge, small.session.state, made[0].id, 20, -20)
    moved = small.session.state.get(Note, made[0].id)
    assert moved is not None and moved.pos == Point(before.x + 20, before.y - 20) and moved.subject_id == small.ask


def test_what_the_team_says_to_each_other_is_not_in_the_public_edition() -> None:
    small = Small()
    say(small, small.ask, "between us", "2026-11-02T10:00:00+00:00")
    _, changes = comments.add_note(small.session.state, small.journey_id, "Li", text=LocalText(en="between us"))
    small.session.run(Label.of("add_note"), changes)
    public, counts = public_state(small.session.state)
    assert not public.all(Comment) and not public.all(Note) and counts["notes"] == 2
