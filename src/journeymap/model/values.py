"""The small immutable values that records are made of: ids, tokens, shares, amounts, places.

Tokens (kinds, channels, barrier tags …) are open: the tuples below name what this version knows and has words for;
another word of the same form is kept and shown as it is, since a newer version may have written it.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, NamedTuple

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

_ID_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def new_id() -> str:
    """A random id of 80 bits: 16 characters that can be read aloud."""
    return "".join(_ID_ALPHABET[byte & 31] for byte in secrets.token_bytes(16))


def _sorted_unique(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))


RecordId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
IdSet = Annotated[tuple[RecordId, ...], AfterValidator(_sorted_unique), Field(max_length=10_000)]
IdList = Annotated[tuple[RecordId, ...], Field(max_length=10_000)]
Token = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
TokenSet = Annotated[tuple[Token, ...], AfterValidator(_sorted_unique), Field(max_length=1_000)]
OrderKey = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z]{0,200}$")]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Emotion = Annotated[int, Field(ge=-2, le=2)]
Rating5 = Annotated[int, Field(ge=1, le=5)]
Level = Annotated[int, Field(ge=0, le=4)]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
Extent = Annotated[float, Field(ge=80, le=4000, allow_inf_nan=False)]
"""The width of a stage or the height of a lane that somebody gave it by hand, in map units."""
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$")]


def _in_calendar(day: str) -> str:
    if len(day) == 10:
        date.fromisoformat(day)
    return day


Day = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"),
    AfterValidator(_in_calendar),
]
"""A date as far as it is known: a year, a month or a day (ISO 8601)."""

JOURNEY_STATES = ("as_is", "to_be")
REVIEW_STATES = ("draft", "reviewed", "approved")
CITIZEN_KINDS = ("local_citizen", "non_local_citizen", "organization", "social_group")
LANE_KINDS = ("citizen", "frontstage", "backstage", "partner", "support")
TOUCHPOINT_KINDS = ("communication", "action", "wait", "decision")
CONTACTS = ("direct", "indirect")
CHANNELS = (
    "counter", "phone", "app", "web", "post", "visit", "kiosk", "email", "message", "chat", "internal", "other",
)  # fmt: skip
DIGITAL_CHANNELS = frozenset({"app", "web", "email", "message", "chat", "kiosk"})
BARRIERS = (
    "needs_smartphone", "needs_computer", "needs_bank_card", "needs_reading", "needs_local_language", "needs_stairs",
    "needs_travel", "office_hours_only", "needs_local_registration", "needs_cash_up_front", "needs_in_person",
    "needs_digital_id", "needs_second_person",
)  # fmt: skip
CONNECTION_KINDS = ("sequence", "branch", "parallel", "loop", "recovery", "information")
EXPECTATION_KINDS = ("need", "expectation", "desire")
KANO_CLASSES = ("must_be", "one_dimensional", "attractive", "indifferent", "reverse")
OPPORTUNITY_KINDS = ("fix", "improve", "surprise")
OPPORTUNITY_STATES = ("idea", "trial", "rollout", "done", "dropped")
PHASES = ("design", "delivery", "innovation")
CONTRIBUTOR_KINDS = ("citizen", "staff", "partner")
RELATIONS = ("shows", "lacks", "would_serve")
EVIDENCE_KINDS = ("assumption", "observation", "interview", "survey", "log", "statistic", "complaint")
MEASURED = frozenset({"survey", "log", "statistic"})
OBSERVED = frozenset({"observation", "interview", "complaint"})


class Point(NamedTuple):
    """A place on the map in map units, measured from the top left corner of the touchpoint's cell."""

    x: Annotated[float, Field(ge=-1e6, le=1e6, allow_inf_nan=False)]
    y: Annotated[float, Field(ge=-1e6, le=1e6, allow_inf_nan=False)]


Quantity = Annotated[float, Field(ge=0, le=1e12, allow_inf_nan=False)]


class _Amount(BaseModel):
    """A typical value with the lowest and highest known."""

    model_config = ConfigDict(frozen=True, extra="allow")

    typical: Quantity
    low: Quantity | None = None
    high: Quantity | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Any:
        if (self.low is not None and self.low > self.typical) or (self.high is not None and self.high < self.typical):
            raise ValueError("low, typical and high must not decrease")
        return self


class Duration(_Amount):
    """A time: elapsed seconds, or working days as the project counts them."""

    unit: Annotated[str, StringConstraints(pattern=r"^(second|working_day)$")] = "second"


class Money(_Amount):
    """An amount of money in one currency (ISO 4217 code). Currencies are never added up."""

    unit: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]


def seconds(*, weeks: float = 0, days: float = 0, hours: float = 0, minutes: float = 0) -> Duration:
    """A typical elapsed time."""
    return Duration(typical=((weeks * 7 + days) * 24 + hours) * 3600 + minutes * 60)


def ids(records: Iterable[Any]) -> tuple[str, ...]:
    """The ids of records, in their order."""
    return tuple(record.id for record in records)
