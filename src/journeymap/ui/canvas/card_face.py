"""What a touchpoint's card shows, gathered from the records once per change so that painting only paints."""

from __future__ import annotations

from dataclasses import dataclass

from journeymap import catalogue
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Comment, Journey, Media, Touchpoint
from journeymap.model.text import EMPTY, LocalText


@dataclass(frozen=True, slots=True)
class CardFace:
    """The contents of one card."""

    title: LocalText
    channel: str | None
    kind: str
    emotion: int | None
    level: int | None
    expectations: int
    pain_points: int
    surprises: int
    dimensions: tuple[int, ...]
    is_goal: bool
    is_start: bool
    moment_of_truth: bool
    barred_by: tuple[str, ...] = ()
    picture: str = ""
    """The SHA-256 of its picture, where it has one."""
    picture_words: LocalText = EMPTY
    quote: LocalText = EMPTY
    comments: int = 0
    """Those that are not settled yet."""
    sub_journey: LocalText | None = None
    """The title of the journey inside; None where there is none."""


def card_face(state: State, touchpoint: Touchpoint, limits: frozenset[str] = frozenset()) -> CardFace:
    """The card of a touchpoint; `limits` are the barrier tags that the chosen persona cannot meet."""
    opportunities = queries.opportunities(state, touchpoint.id)
    pains = queries.pain_points(state, touchpoint.id)
    links = [
        link for subject in (touchpoint, *pains, *opportunities) for link in queries.model_links(state, subject.id)
    ]
    media = state.get(Media, touchpoint.media_id)
    inside = state.get(Journey, touchpoint.sub_journey_id)
    dimensions = sorted({number for link in links if (number := dimension_number(link.element_id))})
    return CardFace(
        title=touchpoint.title,
        channel=touchpoint.channel,
        kind=touchpoint.kind,
        emotion=touchpoint.emotion,
        level=touchpoint.level_reached,
        expectations=len(queries.expectations(state, touchpoint.id)),
        pain_points=len(pains),
        surprises=sum(each.kind == "surprise" for each in opportunities),
        dimensions=tuple(dimensions),
        is_goal=touchpoint.is_goal,
        is_start=bool(touchpoint.start_share),
        moment_of_truth=touchpoint.moment_of_truth,
        barred_by=tuple(tag for tag in touchpoint.barriers if tag in limits),
        picture=media.sha256 if media is not None else "",
        quote=touchpoint.quote,
        picture_words=media.alternative_text if media is not None else EMPTY,
        comments=sum(not each.resolved for each in state.children(Comment, touchpoint.id)),
        sub_journey=inside.title if inside is not None else None,
    )


def dimension_number(element_id: str) -> int | None:
    """The dimension 7.n of an element, as n; None for principles and unknown rows."""
    dimension = catalogue.load().dimension_of(element_id)
    return int(dimension.clause.rsplit(".", 1)[-1]) if dimension is not None else None
