"""Dates as people type them: a year, a month or a day, as the records keep them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_DAY = re.compile(r"(\d{4})(?:[-./年](\d{1,2})(?:[-./月](\d{1,2})日?|月)?|年)?")


def read_day(text: str) -> str | None:
    """The date in `text` as ISO 8601, as exact as it was typed. '' for an empty text, None where it is no date."""
    body = unicodedata.normalize("NFKC", text).strip()
    if not body:
        return ""
    match = _DAY.fullmatch(body)
    if match is None:
        return None
    year, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])


def is_past(day: str | None, today: date) -> bool:
    """Whether a day, month or year is over."""
    return bool(day) and day < today.isoformat()[: len(day)]  # type: ignore[operator,arg-type]
