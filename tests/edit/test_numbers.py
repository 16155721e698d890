"""Counts, shares and plain figures are read as people write them, and written so that nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.edit.numbers import number, read_count, read_number, read_share, typed_share
from journeymap.labels import table

ONES, STEPS = "零一二三四五六七八九", ("", "十", "百", "千")


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("12 %", 0.12), ("12％", 0.12), ("１２％", 0.12), ("12", 0.12), ("12,5 %", 0.125), ("约12%", 0.12),
        ("1/3", 0.333333333), ("三分之一", 0.333333333),
        ("1 in 3", 0.333333333), ("2 of 5", 0.4), ("三成", 0.3), ("三成半", 0.35), ("百分之十二", 0.12),
        ("百分之0.5", 0.005), ("half", 0.5), ("一半", 0.5), ("a third", 0.333333333), ("two thirds", 0.666666667),
        ("5 ‰", 0.005), ("all", 1), ("全部", 1), ("none", 0), ("0", 0), ("100 %", 1),
    ],
)  # fmt: skip
def test_shares_are_read_in_both_languages(text: str, share: float) -> None:
    assert read_share(text) == share


@pytest.mark.parametrize("text", ["120 %", "-3 %", "some", "3/2", "1/0", "十一成", "12 % 5", ""])
def test_what_is_no_share_is_told(text: str) -> None:
    assert read_share(text) == "error.field.share"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("3", 3), ("３", 3), ("三", 3), ("两份", 2), ("十二份材料", 12), ("1,000", 1000), ("1 200 cases", 1200), ("1.2万", 12000),
        ("three", 3), ("2 visits", 2), ("2x", 2), ("无", 0), ("none", 0), ("约30人次", 30), ("二百零五", 205), ("三百五", 350),
    ],
)  # fmt: skip
def test_counts_are_read_with_what_is_counted(text: str, count: int) -> None:
    assert read_count(text) == count


@pytest.mark.parametrize("text", ["1.5", "-1", "2000000", "many", "若干", "3 4", "十十"])
def test_what_is_no_whole_number_is_told(text: str) -> None:
    assert read_count(text) == "error.field.count"
    assert "error.field.count" in table()


@pytest.mark.parametrize(
    ("text", "value"),
    [("12.5", 12.5), ("−3", -3), ("-3,5", -3.5), ("1.8万", 18000), ("12k", 12000), ("两百", 200), ("1,234.5", 1234.5)],
)
def test_figures_of_indicators_are_read(text: str, value: float) -> None:
    assert read_number(text) == value


@given(st.floats(0, 1).map(lambda share: round(share, 9)))
def test_a_share_written_to_be_edited_is_read_back_whole(share: float) -> None:
    assert read_share(typed_share(share)) == share


def test_thirds_stay_thirds() -> None:
    assert typed_share(round(1 / 3, 9)) == "1/3"
    assert typed_share(0.125) == "12.5 %"


def spelled(value: int) -> str:
    """A number below 100,000 in Chinese numerals, as it is written in documents."""
    if value >= 10_000:
        rest = value % 10_000
        zero = "零" if 0 < rest < 1000 else ""
        return f"{ONES[value // 10_000]}万{zero}{spelled(rest) if rest else ''}"
    text = ""
    for place, sign in enumerate(reversed(str(value))):
        text = (ONES[int(sign)] + (STEPS[place] if sign != "0" else "")) + text
    while "零零" in text:
        text = text.replace("零零", "零")
    return text.rstrip("零") or "零"


@given(st.integers(0, 99_999))
def test_chinese_numerals_are_read_as_they_are_written(value: int) -> None:
    assert number(spelled(value)) == value


@given(st.text(alphabet="0123456789,. 半一三十百万成%/分之-~约kd", max_size=12))
def test_whatever_is_typed_is_read_or_told(text: str) -> None:
    for read in (read_share, read_count, read_number):
        found = read(text)
        assert isinstance(found, int | float) or found in table()
