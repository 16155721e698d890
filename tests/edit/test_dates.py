"""Dates as people type them."""

from __future__ import annotations

from datetime import date

import pytest

from journeymap.edit.dates import is_past, read_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", ""), ("2027", "2027"), ("2027-3", "2027-03"), ("2027/3/5", "2027-03-05"), ("2027年3月5日", "2027-03-05"),
        ("2027年3月", "2027-03"), ("2027年", "2027"), ("2027.3.5", "2027-03-05"),
        ("２０２７－３－５", "2027-03-05"), (" 2027-3 ", "2027-03"), ("2027-02-30", None), ("soon", None), ("2027-13", None),
    ],
)  # fmt: skip
def test_dates_are_read_as_exactly_as_they_were_typed(text: str, day: str | None) -> None:
    assert read_day(text) == day


def test_a_month_is_past_when_it_is_over() -> None:
    today = date(2027, 3, 15)
    assert not is_past("2027-03", today)
    assert is_past("2027-02", today)
    assert is_past("2027-03-14", today)
    assert not is_past(None, today)
