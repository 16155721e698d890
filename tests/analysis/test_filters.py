"""Filters: which touchpoints meet which conditions, and what there is to choose from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from journeymap import resources
from journeymap.analysis.filters import FACETS, by_facet, choices, condition, matching
from journeymap.analysis.findings import findings_of
from journeymap.model import queries
from journeymap.session import Session

STATE = Session.open_copy(resources.samples()[0]).state
JOURNEY = queries.journeys(STATE)[0].id
POINTS = queries.touchpoints(STATE, JOURNEY)
FOUND = findings_of(STATE, JOURNEY)


def test_conditions_on_one_facet_widen_and_on_several_narrow() -> None:
    web = {each.id for each in POINTS if each.channel == "web"}
    counter = {each.id for each in POINTS if each.channel == "counter"}
    tense = {each.id for each in POINTS if each.emotion == -1}
    assert counter and tense
    assert matching(STATE, JOURNEY, ["channel:web", "channel:counter"]) == web | counter
    assert matching(STATE, JOURNEY, ["channel:counter", "emotion:-1"]) == counter & tense


def test_no_condition_and_conditions_of_a_later_program_filter_nothing() -> None:
    assert matching(STATE, JOURNEY, []) is None
    assert matching(STATE, JOURNEY, ["weather:rain"]) is None
    assert matching(STATE, JOURNEY, ["weather:rain", "channel:counter"]) == matching(
        STATE, JOURNEY, ["channel:counter"]
    )


def test_words_are_found_in_both_languages_and_on_annotations() -> None:
    point = next(each for each in POINTS if queries.pain_points(STATE, each.id))
    pain = queries.pain_points(STATE, point.id)[0]
    for language in ("en", "zh"):
        found = matching(STATE, JOURNEY, [condition("text", pain.text[language].upper())])
        assert found is not None and point.id in found


def test_the_numbers_of_a_choice_are_what_choosing_it_gives() -> None:
    for facet in FACETS:
        offered = choices(STATE, JOURNEY, facet, FOUND)
        assert offered, facet
        for value, number in offered:
            met = matching(STATE, JOURNEY, [condition(facet, value)], FOUND)
            assert met is not None and len(met) == number, (facet, value)


def test_a_finding_about_a_connection_or_annotation_is_met_by_its_touchpoints() -> None:
    for finding in FOUND:
        met = matching(STATE, JOURNEY, [condition("finding", finding.key)], FOUND)
        assert met is not None
        assert {each for each in finding.subject_ids if each in {point.id for point in POINTS}} <= met


@given(st.lists(st.sampled_from([condition(f, v) for f in FACETS for v, _ in choices(STATE, JOURNEY, f, FOUND)])))
def test_more_conditions_on_another_facet_never_add(conditions: list[str]) -> None:
    met = matching(STATE, JOURNEY, conditions, FOUND)
    parts = [
        matching(STATE, JOURNEY, [condition(facet, each) for each in values], FOUND)
        for facet, values in by_facet(conditions).items()
    ]
    expected = None if not parts else frozenset.intersection(*(part for part in parts if part is not None))
    assert met == expected
