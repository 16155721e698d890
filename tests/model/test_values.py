"""Values: dates that exist, amounts in order, ids that differ."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from journeymap.model.records import Project
from journeymap.model.values import Day, Duration, Money, new_id, seconds

DAY: TypeAdapter[str] = TypeAdapter(Day)


@pytest.mark.parametrize("day", ["2026", "2026-05", "2026-05-31", "2024-02-29"])
def test_a_date_is_known_to_the_year_the_month_or_the_day(day: str) -> None:
    assert DAY.validate_python(day) == day


@pytest.mark.parametrize(
    "day", ["2026-02-30", "2025-02-29", "2026-13", "26-05-01", "2026-5-1", "２０２６", "2026-05-01T10:00", ""]
)
def test_what_is_in_no_calendar_is_no_date(day: str) -> None:
    with pytest.raises(ValidationError):
        DAY.validate_python(day)


def test_low_typical_and_high_do_not_decrease() -> None:
    assert Duration(typical=3, low=3, high=5, unit="working_day").high == 5
    with pytest.raises(ValidationError, match="must not decrease"):
        Money(typical=3, high=2, unit="CNY")
    with pytest.raises(ValidationError, match="must not decrease"):
        Duration(typical=3, low=4)


def test_a_currency_is_an_iso_code() -> None:
    with pytest.raises(ValidationError):
        Money(typical=1, unit="euro")


def test_seconds_adds_up_what_a_person_says() -> None:
    assert seconds(weeks=1, days=1, hours=2, minutes=30) == Duration(typical=8 * 86400 + 9000)


def test_ids_differ_and_can_be_read_aloud() -> None:
    many = {new_id() for _each in range(1_000)}
    assert len(many) == 1_000
    assert not set("".join(many)) & set("ilou")


def test_a_project_has_two_languages_by_their_tags() -> None:
    assert Project(id="p", languages=("zh-Hant", "en")).languages == ("zh-Hant", "en")
    with pytest.raises(ValidationError):
        Project(id="p", languages=("Chinese", "en"))
