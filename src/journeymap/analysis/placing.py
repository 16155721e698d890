"""Room for cards that are put somewhere by hand: others that stand there by hand step aside, so that none covers another.

Cards without a place of their own need no help; the layout leads them round those that have one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journeymap.analysis.geometry import Metrics, Rect

APART = 16.0
"""The least distance of a card that stepped aside from its neighbours, in map units."""

Place = tuple[float, float]
"""The top left corner of a card in its cell."""


def stepped_aside(dropped: Sequence[Place], others: Mapping[str, Place], metrics: Metrics) -> dict[str, Place]:
    """Where those of `others` go that are covered by cards dropped in their cell: the nearest free place of the cell.

    Those nearest to a dropped card are moved first; nothing is moved that is not covered, unless a moved card needs its
    place. Dropped cards stay where they are.
    """
    size = metrics.card_width, metrics.card_height
    fixed = [_card(place, size) for place in dropped]
    free = {key: _card(place, size) for key, place in others.items()}
    hit = [key for key, card in free.items() if any(card.intersects(each) for each in fixed)]
    hit.sort(key=lambda key: min(_distance(free[key], each) for each in fixed))
    found: dict[str, Place] = {}
    for key in hit:
        card = free.pop(key)
        taken = [*fixed, *free.values(), *(_card(place, size) for place in found.values())]
        found[key] = _nearest_free(card, taken)
    return found


def _nearest_free(card: Rect, taken: Sequence[Rect]) -> Place:
    """The nearest place beside, above or below what is taken where a card covers nothing; below all there is one always."""
    xs = {card.x, 0.0, *(each.right + APART for each in taken), *(each.x - card.width - APART for each in taken)}
    ys = {card.y, 0.0, *(each.bottom + APART for each in taken), *(each.y - card.height - APART for each in taken)}
    best = min(
        (abs(x - card.x) + abs(y - card.y), y, x)
        for x in xs for y in ys
        if x >= 0 and y >= 0 and not any(Rect(x, y, card.width, card.height).intersects(each) for each in taken)
    )  # fmt: skip
    return best[2], best[1]


def _card(place: Place, size: tuple[float, float]) -> Rect:
    return Rect(*place, *size)


def _distance(one: Rect, other: Rect) -> float:
    return abs(one.x - other.x) + abs(one.y - other.y)
