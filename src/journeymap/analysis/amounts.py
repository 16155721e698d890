"""What one touchpoint costs the citizen, as plain numbers: seconds, money by currency, counts.

Turns the amounts of records into sums that can be added; working days become elapsed time by the project's calendar
here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from journeymap.model.records import Project, Touchpoint
from journeymap.model.values import Duration

DAY = 86400.0


class Load(NamedTuple):
    """The burden of one visit to a touchpoint. Times are elapsed seconds, None where unknown."""

    contact: float | None = None
    waiting: float | None = None
    fees: tuple[tuple[str, float], ...] = ()
    visits: float = 0.0
    documents: float = 0.0
    data_repeated: float = 0.0
    handovers: float = 0.0

    @property
    def time(self) -> float:
        """Contact plus waiting in seconds; what is unknown counts as nothing."""
        return (self.contact or 0.0) + (self.waiting or 0.0)


def workday_seconds(project: Project) -> float:
    """The elapsed time of one working day: a calendar week shared out over the project's working days in it."""
    return 7 * DAY / project.workdays_per_week


def elapsed(amount: Duration | None, workday: float) -> float | None:
    """The typical elapsed seconds of a time, None where it is not given."""
    if amount is None:
        return None
    return amount.typical * workday if amount.unit == "working_day" else amount.typical


def load(touchpoint: Touchpoint, workday: float) -> Load:
    """What a touchpoint costs by its own fields."""
    fee = touchpoint.fee
    return Load(
        elapsed(touchpoint.contact_time, workday),
        elapsed(touchpoint.waiting, workday),
        ((fee.unit, fee.typical),) if fee is not None else (),
        float(touchpoint.visits),
        float(touchpoint.documents),
        float(touchpoint.data_repeated),
    )


def add_fees(pairs: Iterable[tuple[str, float]], into: dict[str, float], weight: float = 1.0) -> None:
    """Add money up, each currency by itself."""
    for currency, value in pairs:
        into[currency] = into.get(currency, 0.0) + value * weight
