"""Comments on records, and sticky notes on the map: what people of the team say to each other about a journey."""

from __future__ import annotations

from journeymap.model import queries
from journeymap.model.changes import Add, Change, Set
from journeymap.model.document import State
from journeymap.model.records import Comment, Connection, Lane, Note, Record, Stage, Touchpoint
from journeymap.model.text import EMPTY, LocalText
from journeymap.model.values import Point, new_id

NEAR = Point(130, 80)
"""Where a note lies on the card that it is about, unless somebody moves it: at its lower right corner."""


def add_comment(subject_id: str, text: LocalText, author: str, at: str) -> tuple[Comment, list[Change]]:
    """A new comment on a record; `at` is when it was written, ISO 8601."""
    record = Comment(id=new_id(), subject_id=subject_id, text=text, author=author, at=at)
    return record, [Add(record)]


def settle_comment(comment_id: str, *, resolved: bool) -> list[Change]:
    """Mark a comment as settled, or take it up again."""
    return [Set(comment_id, "resolved", resolved)]


def thread(state: State, subject_id: str) -> list[Comment]:
    """The comments on a record, the oldest first."""
    return sorted(state.children(Comment, subject_id), key=lambda each: (each.at, each.id))


def about(state: State, journey_id: str) -> list[Record]:
    """What comments can be on in a journey: itself, its stages, lanes, touchpoints and connections."""
    journey = state.find(journey_id)
    found: list[Record] = [journey] if journey is not None else []
    found += [*queries.stages(state, journey_id), *queries.lanes(state, journey_id)]
    return [*found, *queries.touchpoints(state, journey_id), *queries.connections(state, journey_id)]


def open_comments(state: State, journey_id: str) -> list[Comment]:
    """The comments of a journey that wait for an answer, in the order of what they are on, the oldest first."""
    waiting = [each for each in state.all(Comment) if not each.resolved]
    if not waiting:
        return []
    place = {each.id: number for number, each in enumerate(about(state, journey_id))}
    here = (each for each in waiting if each.subject_id in place)
    return sorted(here, key=lambda each: (place[each.subject_id], each.at, each.id))


def notes(state: State, journey_id: str) -> list[Note]:
    """The sticky notes of a journey."""
    return [each for each in state.children(Note, journey_id) if each.journey_id == journey_id]


def add_note(
    state: State,
    journey_id: str,
    author: str,
    *,
    subject_id: str | None = None,
    pos: Point | None = None,
    role: str = "staff",
    text: LocalText = EMPTY,
) -> tuple[Note, list[Change]]:
    """A new sticky note, on a touchpoint or on the ground of the map. Several on one card lie a little aside."""
    subject = state.get(Touchpoint, subject_id)
    if pos is None and subject is not None:
        lying = sum(each.subject_id == subject.id for each in notes(state, journey_id))
        pos = Point(NEAR.x + 14 * lying, NEAR.y + 14 * lying)
    record = Note(
        id=new_id(), journey_id=journey_id, subject_id=subject.id if subject is not None else None, pos=pos,
        author=author, role=role, text=text,
    )  # fmt: skip
    return record, [Add(record)]


def move_note(note_id: str, subject_id: str | None, pos: Point) -> list[Change]:
    """Put a note somewhere else: on the card of a touchpoint, whose corner `pos` is measured from, or on the ground."""
    return [Set(note_id, "subject_id", subject_id), Set(note_id, "pos", pos)]


def nudge(state: State, note_id: str, dx: float, dy: float) -> list[Change]:
    """Move a note by keys; it stays on the card it is on."""
    note = state.get(Note, note_id)
    if note is None:
        return []
    pos = note.pos or (NEAR if note.subject_id is not None else Point(0, 0))
    return [Set(note_id, "pos", Point(pos.x + dx, pos.y + dy))]


def can_be_commented(record: Record | None) -> bool:
    """Whether a record is of those that comments are written on."""
    return record is not None and (
        isinstance(record, Touchpoint | Connection | Stage | Lane) or record.KIND == "journey"
    )
