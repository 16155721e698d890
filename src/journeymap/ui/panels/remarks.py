"""The open comments and the sticky notes of a journey as rows of the navigator, each leading to what it is about."""

from __future__ import annotations

from journeymap.analysis.finding_words import title_of
from journeymap.edit import comments
from journeymap.model.document import State
from journeymap.model.records import Comment, Note
from journeymap.ui.canvas.items.note import note_colours
from journeymap.ui.icons import icon
from journeymap.ui.panels.comments import when
from journeymap.ui.panels.rows import Row
from journeymap.ui.theme import theme
from journeymap.ui.words import language, say, say_token, shown

MOST = 200
"""So many rows are shown; the rest is counted."""


def remark_rows(state: State, journey_id: str) -> list[Row]:
    """Comments first, in the order of what they are on, then the notes on the map."""
    found: list[Comment | Note] = [*comments.open_comments(state, journey_id), *comments.notes(state, journey_id)]
    rows = [_row(state, each) for each in found[:MOST]]
    if len(found) > MOST:
        more = say("remarks.more", n=len(found) - MOST)
        rows.append(Row("more", more, role="ink_2", is_heading=True))
    return rows


def next_remark(state: State, journey_id: str, current_id: str | None, kind: type[Comment] | type[Note]) -> str | None:
    """The comment or note that follows one in the list, round and round; the first where none is current."""
    found = comments.open_comments if kind is Comment else comments.notes
    ids = [each.id for each in found(state, journey_id)]
    if not ids:
        return None
    return ids[(ids.index(current_id) + 1) % len(ids)] if current_id in ids else ids[0]


def _row(state: State, record: Comment | Note) -> Row:
    about = title_of(state, record.subject_id, language()) if record.subject_id is not None else say("note.on_map")
    text = shown(record.text) or say("note.empty")
    if isinstance(record, Comment):
        hint = " · ".join(part for part in (record.author, when(record.at), about) if part)
        return Row(
            record.id, text, icon("comment", theme().accent), "", say("remarks.comment", text=text, about=about, who=hint),
            hint, max_lines=2,
        )  # fmt: skip
    who = " · ".join(part for part in (say_token("contributor", record.role), record.author, about) if part)
    spoken = say("remarks.note", text=text, about=about, who=who)
    return Row(record.id, text, icon("note", note_colours(record.role)[1]), "", spoken, who, max_lines=2)
