"""How far people agreed who rated a touchpoint in a workshop: median, quartiles, how many, how many saw it
differently.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from journeymap.model.document import State
from journeymap.model.records import Rating, Round, Workshop

FIELDS = ("emotion", "expected", "perceived")
FEW = 5


@dataclass(frozen=True, slots=True)
class Agreement:
    """Ratings of one thing. Quartiles by linear interpolation between the ratings in order, ends included.

    `disagreement` is the share of ratings more than 1 away from the median; `few` says that there are fewer than five.
    """

    n: int
    median: float
    lower_quartile: float
    upper_quartile: float
    disagreement: float
    few: bool


def agreement(values: Iterable[int]) -> Agreement | None:
    """The agreement of ratings; None where there are none."""
    ordered = sorted(values)
    if not ordered:
        return None
    middle = float(median(ordered))
    apart = sum(abs(value - middle) > 1 for value in ordered) / len(ordered)
    return Agreement(
        len(ordered), middle, _quantile(ordered, 0.25), _quantile(ordered, 0.75), apart, len(ordered) < FEW
    )


def journey_agreement(state: State, journey_id: str) -> dict[tuple[str, str], Agreement]:
    """(touchpoint, `emotion` | `expected` | `perceived`) → agreement of all ratings given in this journey's workshops.

    A voter who rated the same in several rounds counts with the last round, by the order of rounds.
    """
    latest: dict[tuple[str, str], dict[str, int]] = {}
    for workshop in state.children(Workshop, journey_id):
        for round_ in state.children(Round, workshop.id):
            for rating in state.children(Rating, round_.id):
                for name in FIELDS:
                    value = getattr(rating, name)
                    if value is not None:
                        latest.setdefault((rating.touchpoint_id, name), {})[f"{workshop.id}/{rating.voter}"] = value
    return {key: found for key, votes in latest.items() if (found := agreement(votes.values())) is not None}


def _quantile(ordered: Sequence[int], part: float) -> float:
    at = part * (len(ordered) - 1)
    below = int(at)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (at - below) * (ordered[above] - ordered[below])
