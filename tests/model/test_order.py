"""Order keys: there is room between any two, and a long row keeps short ones."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.model.order import DIGITS, key_between, keys_between

KEYS = st.text(DIGITS, min_size=1, max_size=6)
OWN_KEYS = KEYS.filter(lambda key: not key.endswith("0"))


@given(OWN_KEYS | st.none(), OWN_KEYS | st.none())
def test_a_key_lies_between_its_neighbours(one: str | None, other: str | None) -> None:
    if one is not None and other is not None:
        if one == other:
            return
        one, other = sorted((one, other))
    key = key_between(one, other)
    assert (one is None or one < key) and (other is None or key < other)
    assert not key.endswith("0")


@given(KEYS | st.none(), KEYS)
def test_foreign_keys_give_a_key_between_or_an_error(before: str | None, after: str) -> None:
    try:
        key = key_between(before, after)
    except ValueError:
        assert (before or "").rstrip("0") >= after.rstrip("0")
    else:
        assert (before or "") < key < after


@pytest.mark.parametrize(
    ("before", "after"), [("A", "A"), ("B", "A"), ("A", "A0"), (None, "0"), ("", ""), ("A0", "A00")]
)
def test_where_no_key_lies_between_it_says_so(before: str | None, after: str) -> None:
    with pytest.raises(ValueError, match="no key"):
        key_between(before, after)


@given(OWN_KEYS | st.none(), OWN_KEYS | st.none(), st.integers(0, 40))
def test_many_keys_rise(one: str | None, other: str | None, count: int) -> None:
    if one is not None and other is not None and one >= other:
        return
    keys = keys_between(one, other, count)
    ends = [one] * (one is not None), [other] * (other is not None)
    row = [*ends[0], *keys, *ends[1]]
    assert len(keys) == count
    assert all(left < right for left, right in itertools.pairwise(row))


def test_ten_thousand_records_one_after_the_other_keep_short_keys() -> None:
    keys = [key_between(None, None)]
    for _each in range(10_000):
        keys.append(key_between(keys[-1], None))
    assert keys == sorted(set(keys))
    assert max(map(len, keys)) <= 5
    assert not any(key.endswith("0") for key in keys)


def test_fresh_keys_for_a_long_row_are_short() -> None:
    assert max(map(len, keys_between(None, None, 5_000))) <= 4
