"""Cards that step aside: nothing is covered afterwards, and what was not covered stays."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.analysis.geometry import Metrics, Rect
from journeymap.analysis.placing import stepped_aside

METRICS = Metrics()
PLACES = st.tuples(st.integers(0, 900), st.integers(0, 500)).map(lambda each: (float(each[0]), float(each[1])))


def card(place: tuple[float, float]) -> Rect:
    return Rect(*place, METRICS.card_width, METRICS.card_height)


def test_a_covered_card_goes_to_the_nearest_free_place() -> None:
    assert stepped_aside([(100.0, 100.0)], {"a": (100.0, 160.0)}, METRICS) == {"a": (100.0, 212.0)}
    assert stepped_aside([(100.0, 100.0)], {"a": (230.0, 100.0)}, METRICS) == {"a": (272.0, 100.0)}
    assert stepped_aside([(100.0, 100.0)], {"a": (300.0, 100.0)}, METRICS) == {}


@settings(max_examples=100, deadline=None)
@given(st.lists(PLACES, min_size=1, max_size=3), st.lists(PLACES, max_size=8))
def test_nothing_lies_under_a_dropped_card_or_under_one_that_stepped_aside(
    dropped: list[tuple[float, float]], others: list[tuple[float, float]]
) -> None:
    standing = {str(number): place for number, place in enumerate(others)}
    found = stepped_aside(dropped, standing, METRICS)
    after = {**standing, **found}
    for key, place in after.items():
        assert place[0] >= 0 and place[1] >= 0
        assert not any(card(place).intersects(card(each)) for each in dropped)
        if key in found:
            assert not any(card(place).intersects(card(after[other])) for other in after if other != key)
        else:
            assert place == standing[key]
