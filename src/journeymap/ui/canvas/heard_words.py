"""The map in words, for ears: what stands on it in reading order, and one sentence for each thing, no meaning by colour alone."""

from __future__ import annotations

from journeymap.edit import comments
from journeymap.labels import amounts, quoted
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Comment, Connection, Lane, Media, Note, Stage, Touchpoint
from journeymap.ui.words import language, listed, say, say_token, shown


def heard_ids(state: State, journey_id: str) -> list[str]:
    """Stage by stage its touchpoints, each with the ways on from it and the notes on it; then the lanes, then other notes."""
    ids: list[str] = []
    inside: dict[str, list[str]] = {}
    points = [each.id for each in queries.touchpoints(state, journey_id)]
    ways = state.children_by(Connection, points)
    notes: dict[str | None, list[str]] = {}
    for note in comments.notes(state, journey_id):
        notes.setdefault(note.subject_id if note.subject_id in points else None, []).append(note.id)
    for point in queries.touchpoints(state, journey_id):
        inside.setdefault(point.stage_id, []).append(point.id)
        inside[point.stage_id] += [each.id for each in ways.get(point.id, ()) if each.source_id == point.id]
        inside[point.stage_id] += notes.get(point.id, [])
    for stage in queries.stages(state, journey_id):
        ids += [stage.id, *inside.get(stage.id, ())]
    return [*ids, *(each.id for each in queries.lanes(state, journey_id)), *notes.get(None, [])]


def in_short(state: State, record_id: str) -> str:
    """What a thing is and what it is called, with what one sees at first: the feeling of a touchpoint, where a way leads."""
    match state.find(record_id):
        case Touchpoint() as point:
            feeling = say("heard.feeling", value=say(f"emotion.{point.emotion}")) if point.emotion is not None else ""
            return _joined(shown(point.title) or say("touchpoint.untitled"), feeling)
        case Connection() as way:
            return say("heard.way", kind=say_token("connection_kind", way.kind), title=_title(state, way.target_id))
        case Note() as note:
            text = shown(note.text) or say("note.empty")
            return say("inspector.value_of", name=say("record.note"), value=text)
        case Stage() | Lane() as head:
            name = shown(head.title) or say(f"{head.KIND}.untitled")
            return say("inspector.value_of", name=say(f"record.{head.KIND}"), value=name)
    return ""


def in_words(state: State, journey_id: str, record_id: str) -> str:
    """All that the map shows of a thing besides its name."""
    match state.find(record_id):
        case Touchpoint() as point:
            return _touchpoint(state, journey_id, point)
        case Connection() as way:
            return _joined(
                say("heard.from", title=_title(state, way.source_id)),
                shown(way.condition),
                amounts.share(way.share) if way.share is not None else "",
                amounts.duration(way.waiting, language()) if way.waiting is not None else "",
                say("field.handover") if way.handover else "",
            )
        case Note() as note:
            about = _title(state, note.subject_id) if note.subject_id is not None else say("note.on_map")
            return _joined(say_token("contributor", note.role), note.author, about)
        case Stage() as stage:
            inside = [each for each in queries.touchpoints(state, journey_id) if each.stage_id == stage.id]
            return say("count.touchpoints", n=len(inside))
        case Lane() as lane:
            inside = [each for each in queries.touchpoints(state, journey_id) if each.lane_id == lane.id]
            return _joined(say_token("lane_kind", lane.kind), say("count.touchpoints", n=len(inside)))
    return ""


def _touchpoint(state: State, journey_id: str, point: Touchpoint) -> str:
    order = [each.id for each in queries.touchpoints(state, journey_id)]
    stage, lane = state.get(Stage, point.stage_id), state.get(Lane, point.lane_id)
    counts = (
        ("expectation", queries.expectations(state, point.id)),
        ("pain_point", queries.pain_points(state, point.id)),
        ("opportunity", queries.opportunities(state, point.id)),
        ("model_link", queries.model_links(state, point.id)),
    )
    targets = [_title(state, each.target_id) for each in queries.connections_out(state, point.id)]
    return _joined(
        say("heard.place", place=order.index(point.id) + 1 if point.id in order else 0, n=len(order)),
        say("inspector.value_of", name=say("record.stage"), value=shown(stage.title)) if stage is not None else "",
        say("inspector.value_of", name=say("record.lane"), value=shown(lane.title)) if lane is not None else "",
        say_token("channel", point.channel),
        *(say(f"heard.count.{name}", n=len(rows)) for name, rows in counts if rows),
        say("heard.level", reached=point.level_reached) if point.level_reached is not None else "",
        say("heard.aimed", aimed=point.level_aimed) if point.level_aimed is not None else "",
        say("field.is_goal") if point.is_goal else "",
        say("field.moment_of_truth") if point.moment_of_truth else "",
        *_beside(state, point),
        say("heard.leads_to", titles=listed(targets)) if targets else say("heard.leads_nowhere"),
    )


def _beside(state: State, point: Touchpoint) -> list[str]:
    """What people say there, the picture, and how many remarks wait for an answer."""
    media = state.get(Media, point.media_id)
    words = shown(media.alternative_text) if media is not None else ""
    waiting = sum(not each.resolved for each in state.children(Comment, point.id))
    return [
        quoted(shown(point.quote), language()) if point.quote else "",
        (say("card.picture_of", what=words) if words else say("card.picture")) if media is not None else "",
        say("card.comments", n=waiting) if waiting else "",
    ]


def _title(state: State, touchpoint_id: str) -> str:
    point = state.get(Touchpoint, touchpoint_id)
    return (shown(point.title) if point is not None else "") or say("touchpoint.untitled")


def _joined(*parts: str) -> str:
    return ("，" if language() == "zh" else ", ").join(part for part in parts if part)
