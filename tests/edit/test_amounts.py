"""What people type as times and sums is read as they mean it, and written so that nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.edit.amounts import read_duration, read_money, typed_duration, typed_money
from journeymap.labels import amounts, table
from journeymap.model.values import Duration, Money

MINUTE, HOUR, DAY = 60, 3600, 86400


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("30 min", 30 * MINUTE), ("30min", 30 * MINUTE), ("2 d 3 h", 2 * DAY + 3 * HOUR),
        ("2天3小时", 2 * DAY + 3 * HOUR),
        ("1.5 h", 90 * MINUTE), ("2h 30m", 150 * MINUTE), ("22 wk", 154 * DAY), ("22 weeks", 154 * DAY),
        ("两周", 14 * DAY), ("半小时", 30 * MINUTE), ("1个半小时", 90 * MINUTE), ("2天半", 60 * HOUR),
        ("十五分钟", 15 * MINUTE),
        ("about 20 minutes", 20 * MINUTE), ("约20分钟", 20 * MINUTE), ("half an hour", 30 * MINUTE),
        ("２ 小时", 2 * HOUR),
        ("2d3h", 2 * DAY + 3 * HOUR), ("1:30 h", 90 * MINUTE), ("0:45小时", 45 * MINUTE), ("1:30 min", 90),
        ("1h30", 90 * MINUTE), ("1小时30", 90 * MINUTE), ("1,5 h", 90 * MINUTE), ("1½ hours", 90 * MINUTE),
        ("one and a half hours", 90 * MINUTE), ("a week", 7 * DAY), ("two days", 2 * DAY), ("half a day", DAY / 2),
        ("三天", 3 * DAY), ("约2周", 14 * DAY), ("2周左右", 14 * DAY), ("二十五分钟", 25 * MINUTE), ("半个月", 15 * DAY),
        ("一百二十分钟", 120 * MINUTE), ("within 2 hours", 2 * HOUR), ("3天以内", 3 * DAY), ("at once", 0), ("当场办结", 0),
        ("1,440 min", DAY), ("3 months", 90 * DAY), ("3个月", 90 * DAY), ("0 min", 0), ("90秒", 90),
    ],
)  # fmt: skip
def test_elapsed_times_are_read_in_both_languages(text: str, seconds: float) -> None:
    assert read_duration(text) == Duration(typical=seconds)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("3个工作日", Duration(typical=3, unit="working_day")),
        ("3 working days", Duration(typical=3, unit="working_day")),
        ("1 working day", Duration(typical=1, unit="working_day")),
        ("3–5 wd", Duration(typical=4, low=3, high=5, unit="working_day")),
        ("3至5个工作日", Duration(typical=4, low=3, high=5, unit="working_day")),
        ("3 (3–5) working days", Duration(typical=3, low=3, high=5, unit="working_day")),
        ("5-7个工作日", Duration(typical=6, low=5, high=7, unit="working_day")),
        ("５～７个工作日", Duration(typical=6, low=5, high=7, unit="working_day")),
        ("约20个工作日内", Duration(typical=20, unit="working_day")),
        ("两三个工作日", Duration(typical=2.5, low=2, high=3, unit="working_day")),
        ("1–2 weeks", Duration(typical=10.5 * DAY, low=7 * DAY, high=14 * DAY)),
        ("between one and two weeks", Duration(typical=10.5 * DAY, low=7 * DAY, high=14 * DAY)),
        ("三到五天", Duration(typical=4 * DAY, low=3 * DAY, high=5 * DAY)),
        ("1:00–1:30 h", Duration(typical=75 * MINUTE, low=HOUR, high=90 * MINUTE)),
        ("30-45 min", Duration(typical=37.5 * MINUTE, low=30 * MINUTE, high=45 * MINUTE)),
        ("1 h to 1 d", Duration(typical=12.5 * HOUR, low=HOUR, high=DAY)),
        ("2 h (1 h–3 h)", Duration(typical=2 * HOUR, low=HOUR, high=3 * HOUR)),
        ("2小时（1小时–3小时）", Duration(typical=2 * HOUR, low=HOUR, high=3 * HOUR)),
    ],
)
def test_working_days_and_ranges_are_read(text: str, amount: Duration) -> None:
    assert read_duration(text) == amount


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("30", "error.amount.no_unit"), ("3-5", "error.amount.no_unit"), ("soon", "error.amount.time_unread"),
        ("", "error.amount.time_unread"), ("-5 min", "error.amount.time_unread"),
        ("1-2-3 h", "error.amount.time_unread"),
        ("2 working days 3 h", "error.amount.mixed"), ("1 h - 3 wd", "error.amount.mixed"),
        ("5-3 d", "error.amount.order"), ("9 h (1 h–3 h)", "error.amount.order"),
        ("1:30", "error.amount.no_unit"), ("1:75 h", "error.amount.time_unread"), ("几天", "error.amount.time_unread"),
        ("99999999999 weeks", "error.amount.too_large"), ("5 parsecs", "error.amount.no_unit"),
        ("十十天", "error.amount.time_unread"),
    ],
)  # fmt: skip
def test_what_is_no_time_is_told_by_a_key_that_has_words(text: str, key: str) -> None:
    found = read_duration(text)
    assert isinstance(found, str)
    assert found in table()
    if text != "5 parsecs":
        assert found == key


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.8万元", Money(typical=18000, unit="CNY")), ("¥18,000", Money(typical=18000, unit="CNY")),
        ("￥18000", Money(typical=18000, unit="CNY")), ("18000 yuan", Money(typical=18000, unit="CNY")),
        ("£34", Money(typical=34, unit="GBP")), ("34 GBP", Money(typical=34, unit="GBP")),
        ("gbp 34", Money(typical=34, unit="GBP")), ("34英镑", Money(typical=34, unit="GBP")),
        ("12.50 €", Money(typical=12.5, unit="EUR")), ("US$5", Money(typical=5, unit="USD")),
        ("HK$120", Money(typical=120, unit="HKD")), ("3 CHF", Money(typical=3, unit="CHF")),
        ("£34–43", Money(typical=38.5, low=34, high=43, unit="GBP")),
        ("£34 (34–43)", Money(typical=34, low=34, high=43, unit="GBP")),
        ("1-2万元", Money(typical=15000, low=10000, high=20000, unit="CNY")),
        ("8000-2万元", Money(typical=14000, low=8000, high=20000, unit="CNY")),
        ("0元", Money(typical=0, unit="CNY")), ("￥35", Money(typical=35, unit="CNY")), ("35块钱", Money(typical=35, unit="CNY")),
        ("€ 12,50", Money(typical=12.5, unit="EUR")), ("1.234,50 €", Money(typical=1234.5, unit="EUR")),
        ("1 234,50 EUR", Money(typical=1234.5, unit="EUR")), ("约120元", Money(typical=120, unit="CNY")),
        ("１２０元／次", Money(typical=120, unit="CNY")), ("三百五十元", Money(typical=350, unit="CNY")),
        ("两万五千元", Money(typical=25000, unit="CNY")), ("一到两万元", Money(typical=15000, low=10000, high=20000, unit="CNY")),
        ("three pounds", Money(typical=3, unit="GBP")),
    ],
)  # fmt: skip
def test_sums_are_read_with_their_currency(text: str, amount: Money) -> None:
    assert read_money(text) == amount


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("34", "error.amount.no_currency"), ("£34 €5", "error.amount.two_currencies"),
        ("£", "error.amount.money_unread"),
        ("much", "error.amount.money_unread"), ("£5–3", "error.amount.order"), ("free", "error.amount.money_unread"),
        ("£9999999999999", "error.amount.too_large"), ("", "error.amount.money_unread"),
    ],
)  # fmt: skip
def test_what_is_no_sum_is_told_by_a_key_that_has_words(text: str, key: str) -> None:
    assert read_money(text) == key
    assert key in table()


@pytest.mark.parametrize("text", ["free", "免费", "0", "Free of charge", "不收费"])
def test_free_is_nothing_in_the_usual_currency(text: str) -> None:
    assert read_money(text, "CNY") == Money(typical=0, unit="CNY")


values = st.integers(0, 10**8)


@st.composite
def ranges(draw: st.DrawFn) -> tuple[int, int | None, int | None]:
    low, typical, high = sorted(draw(st.tuples(values, values, values)))
    return typical, draw(st.sampled_from([low, None])), draw(st.sampled_from([high, None]))


@given(ranges(), st.sampled_from(["second", "working_day"]), st.sampled_from(["en", "zh"]))
def test_a_time_written_to_be_edited_is_read_back_whole(
    parts: tuple[int, int | None, int | None], unit: str, language: str
) -> None:
    typical, low, high = parts
    amount = Duration(typical=typical, low=low, high=high, unit=unit)
    read = read_duration(typed_duration(amount, language))
    assert isinstance(read, Duration)
    assert (read.typical, read.unit) == (typical, unit)
    assert (read.low if read.low is not None else typical) == (low if low is not None else typical)
    assert (read.high if read.high is not None else typical) == (high if high is not None else typical)


@given(ranges(), st.sampled_from(["CNY", "GBP", "EUR", "USD", "CHF"]), st.sampled_from(["en", "zh"]))
def test_a_sum_written_to_be_edited_is_read_back_whole(
    parts: tuple[int, int | None, int | None], unit: str, language: str
) -> None:
    typical, low, high = (part / 100 if part is not None else None for part in parts)
    assert typical is not None
    amount = Money(typical=typical, low=low, high=high, unit=unit)
    read = read_money(typed_money(amount, language))
    assert isinstance(read, Money)
    assert (read.typical, read.unit) == (typical, unit)
    assert (read.low if read.low is not None else typical) == (low if low is not None else typical)
    assert (read.high if read.high is not None else typical) == (high if high is not None else typical)


@given(st.integers(0, 10**6).map(lambda minutes: minutes * MINUTE), st.sampled_from(["en", "zh"]))
def test_what_the_labels_write_is_read_as_near_as_they_write_it(seconds: int, language: str) -> None:
    read = read_duration(amounts.elapsed(seconds, language))
    assert isinstance(read, Duration)
    assert read.typical == pytest.approx(seconds, rel=0.1)


@given(ranges(), st.sampled_from(["en", "zh"]))
def test_working_days_are_read_as_the_same_words(parts: tuple[int, int | None, int | None], language: str) -> None:
    typical, low, high = parts
    text = amounts.duration(Duration(typical=typical, low=low, high=high, unit="working_day"), language)
    read = read_duration(text)
    assert isinstance(read, Duration)
    assert amounts.duration(read, language) == text
