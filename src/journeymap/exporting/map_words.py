"""A drawn map as text, for those who cannot see it: stages with their touchpoints, the ways, the feelings along the path,
what the pictures show.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journeymap.analysis.paths import Path
from journeymap.analysis.series import Series
from journeymap.exporting.content import Shot
from journeymap.labels import listed, say
from journeymap.labels.amounts import share, signed
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Journey, Touchpoint

_TOLD = 100


def map_words(
    state: State,
    journey: Journey,
    points: Sequence[Touchpoint],
    path: Path | None,
    feelings: Series | None,
    language: str,
) -> str:
    """The map as text: stages with their touchpoints, the ways, the feelings along the path."""
    titles = {point.id: point.title.shown_in(language) for point in points}
    parts = [say("print.words.journey", language, title=journey.title.shown_in(language))]
    for place, stage in enumerate(queries.stages(state, journey.id), 1):
        inside = listed((titles[point.id] for point in points if point.stage_id == stage.id), language)
        words = inside or say("print.words.no_touchpoints", language)
        parts.append(
            say("print.words.stage", language, number=place, title=stage.title.shown_in(language), touchpoints=words)
        )
    # Of a very large map the ways one by one would be longer than anybody listens to.
    ways = (
        []
        if len(points) > _TOLD
        else [
            f"{titles[each.source_id]} → {titles[each.target_id]}"
            + (f" ({share(each.share)})" if each.share is not None else "")
            for each in queries.connections(state, journey.id)
            if each.source_id in titles and each.target_id in titles
        ]
    )
    if ways:
        parts.append(say("print.words.ways", language, ways="; ".join(ways)))
    if path is not None and feelings is not None:
        felt = [
            f"{titles[point.touchpoint_id]} "
            + (say("print.words.unknown_feeling", language) if point.emotion is None else signed(point.emotion))
            for point in feelings.points
        ]
        parts.append(say("print.words.path", language, points=listed(felt, language)))
    return "\n".join(parts)


def picture_words(points: Sequence[Touchpoint], shots: Mapping[str, Shot], language: str) -> str:
    """What the pictures of touchpoints show, as far as somebody has said so."""
    told = [
        f"{point.title.shown_in(language)}: {shots[point.id].words.shown_in(language)}"
        for point in points
        if point.id in shots and shots[point.id].words
    ]
    return "\n" + say("print.words.pictures", language, pictures="; ".join(told)) if told else ""
