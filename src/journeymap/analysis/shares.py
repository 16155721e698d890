"""How the people at a touchpoint part: the shares of its ways, resolved from what is known by the rules of the
domain.

Knows numbers and kinds only; `graph` turns connections into these and keeps what was adjusted for the findings.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

TOLERANCE = 1e-9
"""Sums of shares this close to 1 count as 1."""

_LATE_KINDS = frozenset({"loop", "recovery"})


class Parting(NamedTuple):
    """The shares of the ways out of one touchpoint, what leaves the journey there, and what had to be adjusted."""

    shares: list[float]
    left: float
    scaled_from: float | None
    assumed_zero: list[int]
    even: list[int]


def parting(known: Sequence[float | None], kinds: Sequence[str]) -> Parting:
    """Resolve the shares of exclusive ways.

    Known ones stay; unknown ways split what is left of 1 evenly; unknown loops and recoveries take 0 unless there is
    nothing but unknown loops and recoveries. Known shares above 1 in sum are scaled down; what nobody takes leaves
    the journey.
    """
    unknown = [place for place, share in enumerate(known) if share is None]
    late = [place for place in unknown if kinds[place] in _LATE_KINDS]
    sharing = [place for place in unknown if kinds[place] not in _LATE_KINDS]
    if late and len(late) == len(known):
        sharing, late = late, []
    total = sum(share for share in known if share is not None)
    shares = [share or 0.0 for share in known]
    if sharing:
        rest = max(0.0, 1.0 - total) / len(sharing)
        for place in sharing:
            shares[place] = rest
    scaled_from = total if total > 1.0 + TOLERANCE else None
    left = 0.0
    if total > 1.0 or (total > 1.0 - TOLERANCE and not sharing):
        shares = [share / total for share in shares]
    elif not sharing:
        left = 1.0 - total
    return Parting(shares, left, scaled_from, late, sharing)
