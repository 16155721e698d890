"""Figures as people write them, in both languages."""

from __future__ import annotations

import math

import pytest

from journeymap.labels import amounts
from journeymap.model.values import Duration, Money, seconds

DAY = 86400


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (3.0, "3"), (2.5, "2.5"), (-0.04, "0"), (-1.25, "−1.2"), (1234567, "1,234,567"), (math.inf, "∞")],
)
def test_numbers(value: float, text: str) -> None:
    assert amounts.number(value) == text


@pytest.mark.parametrize(("value", "text"), [(0.02, "0"), (1, "+1"), (-1.5, "−1.5"), (0, "0")])
def test_signed_figures(value: float, text: str) -> None:
    assert amounts.signed(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0 %"),
        (1, "100 %"),
        (0.5, "50 %"),
        (1 / 3, "33.3 %"),
        (0.0004, "<0.1 %"),
        (0.9996, ">99.9 %"),
        (0.999, "99.9 %"),
    ],
)
def test_shares_say_all_and_none_only_where_it_is_so(value: float, text: str) -> None:
    assert amounts.share(value) == text


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        (0, "0 min", "0分钟"),
        (45, "45 s", "45秒"),
        (59.7, "1 min", "1分钟"),
        (90 * 60, "1 h 30 min", "1小时30分钟"),
        (2 * DAY + 3 * 3600 + 59, "2 d 3 h", "2天3小时"),
        (11 * DAY + 23 * 3600, "12 d", "12天"),
        (20 * DAY, "20 d", "20天"),
        (22 * 7 * DAY, "22 wk", "22周"),
        (1000 * DAY, "1,000 d", "1,000天"),
        (math.inf, "∞", "∞"),
    ],
)
def test_elapsed_time_in_its_two_largest_units(value: float, english: str, chinese: str) -> None:
    assert amounts.elapsed(value, "en") == english
    assert amounts.elapsed(value, "zh") == chinese


@pytest.mark.parametrize(
    ("amount", "english", "chinese"),
    [
        (seconds(minutes=30), "30 min", "30分钟"),
        (Duration(typical=1, unit="working_day"), "1 working day", "1个工作日"),
        (Duration(typical=4, low=3, high=5, unit="working_day"), "3–5 working days", "3–5个工作日"),
        (Duration(typical=3, low=3, high=3, unit="working_day"), "3 working days", "3个工作日"),
        (Duration(typical=3600, low=1800, high=7200), "1 h (30 min–2 h)", "1小时（30分钟–2小时）"),
        (Duration(typical=3600, high=7200), "1 h (1 h–2 h)", "1小时（1小时–2小时）"),
    ],
)
def test_times_with_their_range(amount: Duration, english: str, chinese: str) -> None:
    assert amounts.duration(amount, "en") == english
    assert amounts.duration(amount, "zh") == chinese


@pytest.mark.parametrize(
    ("amount", "english", "chinese"),
    [
        (Money(typical=34, unit="GBP"), "£34", "£34"),
        (Money(typical=34.5, unit="GBP"), "£34.50", "£34.50"),
        (Money(typical=34, low=34, high=43, unit="GBP"), "£34 (34–43)", "£34（34–43）"),
        (Money(typical=34, low=34, high=34, unit="GBP"), "£34", "£34"),
        (Money(typical=18000, unit="CNY"), "¥18,000", "1.8万元"),
        (Money(typical=18000, low=15000, high=20000, unit="CNY"), "¥18,000 (15,000–20,000)", "1.8万元（1.5万–2万元）"),
        (Money(typical=25, unit="CHF"), "25 CHF", "25 CHF"),
        (Money(typical=5, unit="CNY"), "¥5", "5元"),
    ],
)
def test_money_with_its_range(amount: Money, english: str, chinese: str) -> None:
    assert amounts.money(amount, "en") == english
    assert amounts.money(amount, "zh") == chinese
