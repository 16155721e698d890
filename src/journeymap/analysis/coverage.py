"""Which elements of the standard the touchpoints of a journey show, lack or would serve, and which nobody has
touched.

Knows element ids only; titles and dimensions come from the catalogue, by argument.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from journeymap.analysis.content import Content, content_of
from journeymap.model.document import State
from journeymap.model.values import RELATIONS


class Link(NamedTuple):
    """One model link as seen from the map. `touchpoint_id` is None where its subject is the journey as a whole."""

    link_id: str
    element_id: str
    relation: str
    subject_id: str
    touchpoint_id: str | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """The matrix of elements and touchpoints with what can be counted in it.

    `cells` is (element, touchpoint or None for the journey) → relations there. A link is counted once in `relations`
    and `share_of_lacks` however many touchpoints its subject has. `by_dimension` counts links by the dimension of
    their element, where that is known.
    """

    links: tuple[Link, ...]
    cells: dict[tuple[str, str | None], tuple[str, ...]]
    relations: dict[str, int]
    share_of_lacks: float | None
    untouched: tuple[str, ...]
    touched: tuple[str, ...]
    by_dimension: dict[str, int]
    levels_reached: dict[int, int]
    levels_aimed: dict[int, int]


def coverage(
    state: State,
    journey_id: str,
    element_ids: Iterable[str] = (),
    dimensions: Mapping[str, str] | None = None,
    content: Content | None = None,
) -> Coverage:
    """The coverage of one journey, against the elements of the chosen edition.

    `dimensions` gives the dimension of each element for the counts. Links to elements of another edition are kept in
    the matrix, but only those of `element_ids` can be untouched.
    """
    content = content or content_of(state, journey_id)
    links = _links(content)
    cells: dict[tuple[str, str | None], tuple[str, ...]] = {}
    for link in links:
        key = (link.element_id, link.touchpoint_id)
        if link.relation not in cells.get(key, ()):
            cells[key] = (*cells.get(key, ()), link.relation)
    once = {link.link_id: link for link in links}.values()
    relations = dict.fromkeys(RELATIONS, 0)
    by_dimension: dict[str, int] = {}
    for link in once:
        relations[link.relation] = relations.get(link.relation, 0) + 1
        dimension = (dimensions or {}).get(link.element_id)
        if dimension is not None:
            by_dimension[dimension] = by_dimension.get(dimension, 0) + 1
    wanted = tuple(dict.fromkeys(element_ids))
    touched: Collection[str] = {link.element_id for link in links}
    return Coverage(
        links,
        cells,
        relations,
        relations["lacks"] / len(once) if once else None,
        tuple(each for each in wanted if each not in touched),
        tuple(each for each in wanted if each in touched),
        by_dimension,
        levels(touchpoint.level_reached for touchpoint in content.touchpoints),
        levels(touchpoint.level_aimed for touchpoint in content.touchpoints),
    )


def levels(values: Iterable[int | None]) -> dict[int, int]:
    """Level 0–4 → how many touchpoints have it; those without a level are not counted."""
    counts = dict.fromkeys(range(5), 0)
    for value in values:
        if value is not None:
            counts[value] += 1
    return counts


def _links(content: Content) -> tuple[Link, ...]:
    found: list[Link] = []

    def take(subject_id: str, touchpoint_id: str | None) -> None:
        found.extend(
            Link(link.id, link.element_id, link.relation, subject_id, touchpoint_id)
            for link in content.links.get(subject_id, ())
        )

    take(content.journey.id, None)
    for touchpoint in content.touchpoints:
        take(touchpoint.id, touchpoint.id)
        for pain_point in content.pain_points.get(touchpoint.id, ()):
            take(pain_point.id, touchpoint.id)
        for opportunity in content.opportunities.get(touchpoint.id, ()):
            take(opportunity.id, touchpoint.id)
    return tuple(found)
