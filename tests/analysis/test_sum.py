"""The sum of a journey, the planner, what if, comparison, life events, agreement, coverage, and all of it in one call."""

from __future__ import annotations

import json
import random

import pytest
from tests.analysis.drawing import graph, journey, random_journey, seconds, tp, way, yuan

from journeymap.analysis.agreement import agreement, journey_agreement
from journeymap.analysis.chain import chain_of
from journeymap.analysis.compare import compare
from journeymap.analysis.content import content_of
from journeymap.analysis.coverage import coverage
from journeymap.analysis.figures import BASED_ON, as_json, figures, numbers
from journeymap.analysis.ground import Ground, grounds
from journeymap.analysis.life_event import sub_outlooks, whole_graph
from journeymap.analysis.outlook import outlook
from journeymap.analysis.peak_end import Revision, peak_end
from journeymap.analysis.report import report
from journeymap.analysis.summary import Gaps, summary
from journeymap.analysis.surprise import prospects
from journeymap.analysis.what_if import WhatIf, WhatIfError, what_if
from journeymap.labels import say
from journeymap.labels.figures import WORDS
from journeymap.model.document import State
from journeymap.model.records import (
    Basis,
    Evidence,
    Expectation,
    Journey,
    ModelLink,
    Opportunity,
    PainPoint,
    Persona,
    Rating,
    Round,
    Workshop,
)


def test_gaps_levels_and_open_pain() -> None:
    state = journey(
        tp("a", level_reached=1, level_aimed=3), tp("b", level_reached=1), way("a", "b"),
        Expectation(id="e1", touchpoint_id="a", kano="must_be", expected=5, perceived=2),
        Expectation(id="e2", touchpoint_id="b", kano="must_be", expected=3, perceived=4),
        Expectation(id="e3", touchpoint_id="b", expected=3, perceived=3),
        Expectation(id="e4", touchpoint_id="b", kano="attractive", expected=3),
        PainPoint(id="p1", touchpoint_id="a", severity=5), PainPoint(id="p2", touchpoint_id="a", severity=5),
        PainPoint(id="p3", touchpoint_id="b"),
        Opportunity(id="o", touchpoint_ids=("a",), answers_ids=("p1",), status="done"),
    )  # fmt: skip
    content = content_of(state, "j")
    found = summary(content, whole_graph(state, "j"))
    assert found.gaps == {"must_be": Gaps(2, -1.0, -3, 1), "": Gaps(1, 0.0, 0, 0)}
    assert found.levels_reached == {0: 0, 1: 2, 2: 0, 3: 0, 4: 0}
    assert found.levels_aimed == {0: 0, 1: 0, 2: 0, 3: 1, 4: 0}
    assert found.open_pain_points == {5: 1, 4: 0, 3: 0, 2: 0, 1: 0, 0: 1}
    assert found.mean_emotion is None
    assert found.peak_end is None


def test_the_peak_end_by_hand() -> None:
    """Three of four walks: −2, then +1 → −0.5; one of four: +1 alone → +1."""
    found = graph(
        tp("b", emotion=-2),
        tp("e", emotion=1),
        way("a", "b", "branch", 0.75),
        way("a", "e", "branch", 0.25),
        way("b", "e"),
    )
    exact = peak_end(chain_of(found), [found.emotions[place] for place in found.walk.place])
    assert exact is not None
    assert exact.value == pytest.approx(0.75 * -0.5 + 0.25 * 1)


def test_a_revised_feeling_gives_the_same_as_computing_anew() -> None:
    for seed in range(80):
        rnd = random.Random(seed)
        found = graph(*random_journey(rnd, loops=seed % 2 == 1))
        chain = chain_of(found)
        emotions = [found.emotions[place] for place in found.walk.place]
        revision = Revision(chain, emotions)
        assert revision.today == pytest.approx(peak_end(chain, emotions)) or revision.today == peak_end(chain, emotions)
        for node in range(len(emotions)):
            for emotion in (-2, 0, 1, 2):
                anew = peak_end(chain, [emotion if each == node else old for each, old in enumerate(emotions)])
                quick = revision.with_emotions({node: emotion})
                assert (anew is None) == (quick is None)
                if anew is not None and quick is not None:
                    assert (quick.value, quick.known) == (pytest.approx(anew.value), pytest.approx(anew.known))


def test_the_planner_ranks_by_gain_for_effort_and_marks_shaky_ground() -> None:
    state = journey(
        tp("a", emotion=0, level_reached=2), tp("b", emotion=-2, level_reached=1), tp("c", emotion=1, level_reached=3),
        way("a", "b"), way("b", "c"),
        Opportunity(id="end", touchpoint_ids=("c",), kind="surprise", emotion_after=2, effort=1),
        Opportunity(id="low", touchpoint_ids=("b",), kind="surprise", emotion_after=0, effort=4),
        Opportunity(id="both", touchpoint_ids=("b", "c"), kind="improve", emotion_after=2, effort=5),
        Opportunity(id="later", touchpoint_ids=("b",), emotion_after=2),
        Opportunity(id="over", touchpoint_ids=("b",), emotion_after=2, effort=1, status="done"),
    )  # fmt: skip
    found = prospects(content_of(state, "j"), whole_graph(state, "j"))
    gains = {each.opportunity_id: (each.before, each.after, each.worth) for each in found}
    assert gains == {
        "end": (-0.5, pytest.approx(0.0), pytest.approx(0.5)),  # −2 and +2
        "both": (-0.5, pytest.approx(2.0), pytest.approx(0.5)),  # +2 and +2
        "low": (-0.5, pytest.approx(1.0), pytest.approx(0.375)),  # +1 and +1
    }
    assert found[-1].opportunity_id == "low"
    assert found[-1].shaky == {"b": ("level_reached",)}
    assert next(each for each in found if each.opportunity_id == "end").shaky == {}


def test_what_if_changes_figures_and_not_the_document() -> None:
    state = journey(tp("a", time=10), way("a", "b", "branch", 0.5), way("a", "c", "branch", 0.5), tp("c", time=100))
    wish = WhatIf().put("a-c", "share", 0.1).put("a-b", "share", 0.9).put("a", "contact_time", {"typical": 20})
    changed = what_if(state, wish)
    assert outlook(whole_graph(changed, "j")).everyone.time == pytest.approx(30)
    assert outlook(whole_graph(state, "j")).everyone.time == pytest.approx(60)
    assert outlook(whole_graph(what_if(state, wish.without("a", "contact_time")), "j")).everyone.time == pytest.approx(
        20
    )
    assert what_if(state, WhatIf().put("b", "emotion", 2)).find("b").emotion == 2  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("record_id", "name", "value", "key"),
    [
        ("gone", "share", 0.5, "unknown_record"),
        ("a", "title", {}, "unknown_field"),
        ("a-b", "share", 1.5, "bad_value"),
    ],
)
def test_what_cannot_be_is_said(record_id: str, name: str, value: object, key: str) -> None:
    with pytest.raises(WhatIfError) as caught:
        what_if(journey(way("a", "b")), WhatIf().put(record_id, name, value))
    assert caught.value.key == key


def test_as_is_against_to_be() -> None:
    after = {"journey_id": "k"}
    state = journey(
        tp("a", time=10), tp("b", time=50), tp("c"), way("a", "b"), way("b", "c"),
        Journey(id="k", state="to_be", derived_from_id="j"),
        tp("a2", time=10, origin_id="a", **after), tp("c2", origin_id="c", emotion=2, **after), tp("d2", time=5, **after),
        way("a2", "d2", **after), way("d2", "c2", **after, origin_id="b-c", waiting=4),
    )  # fmt: skip
    found = compare(state, "j", "k")
    assert found.matched == {"a": "a2", "c": "c2"}
    assert (found.added, found.gone) == (("d2",), ("b",))
    assert (found.added_connections, found.gone_connections) == (("a2-d2",), ("a-b",))
    assert {(each.before_id, each.field) for each in found.changed} == {
        ("a", "title"),
        ("c", "emotion"),
        ("c", "title"),
        ("b-c", "source_id"),
        ("b-c", "waiting"),
    }
    assert found.figures["everyone.time"].change == pytest.approx(-41)
    assert found.figures["time.median"].change == pytest.approx(-41)
    assert found.figures["sum_peak_end"].before is None
    assert found.visits["a"].change == 0


def test_figures_of_a_sub_journey_flow_into_the_touchpoint_that_stands_for_it() -> None:
    inner = {"journey_id": "k"}
    state = journey(
        tp("a", time=1), tp("b", time=999, sub_journey_id="k"), way("a", "b"),
        Journey(id="k"),
        tp("x", time=10, fee=yuan(2), visits=1, **inner), tp("y", waiting=seconds(5), is_goal=True, **inner),
        way("x", "x", "loop", 0.5, **inner), way("x", "y", share=0.5, handover=True, **inner),
    )  # fmt: skip
    ahead = outlook(whole_graph(state, "j")).everyone
    assert ahead.time == pytest.approx(1 + 2 * 10 + 5)
    assert (ahead.contact_time, ahead.waiting) == (pytest.approx(21), pytest.approx(5))
    assert (ahead.fees, ahead.visits, ahead.handovers) == (
        {"CNY": pytest.approx(4)},
        pytest.approx(2),
        pytest.approx(1),
    )
    assert sub_outlooks(content_of(state, "j"))["b"].goal == pytest.approx(1)


def test_a_sub_journey_that_contains_itself_is_left_out_and_reported() -> None:
    state = journey(
        tp("a", time=7, sub_journey_id="k"), way("a", "b"),
        Journey(id="k"), tp("x", time=3, sub_journey_id="j", journey_id="k"), way("x", "y", journey_id="k"),
    )  # fmt: skip
    found = whole_graph(state, "j")
    assert outlook(found).everyone.time == 3
    inner = whole_graph(state, "k")
    assert outlook(inner).everyone.time == 7
    circular = whole_graph(journey(tp("a", time=7, sub_journey_id="j"), way("a", "b")), "j")
    assert [each.key for each in circular.adjustments] == ["sub_journey_contains_itself"]


def test_agreement_of_ratings() -> None:
    found = agreement([-2, 0, 1, 1, 2, 2])
    assert found is not None
    assert (found.n, found.median, found.lower_quartile, found.upper_quartile) == (6, 1.0, 0.25, 1.75)
    assert found.disagreement == pytest.approx(1 / 6)
    assert not found.few
    few = agreement([1, 1])
    assert few is not None
    assert few.few
    assert agreement([]) is None


def test_ratings_come_from_the_journeys_workshops_the_last_round_counting() -> None:
    state = journey(
        way("a", "b"), Workshop(id="w", journey_id="j"),
        Round(id="r1", workshop_id="w", order="A"), Round(id="r2", workshop_id="w", order="B"),
        Rating(id="x1", round_id="r1", touchpoint_id="a", voter="ann", emotion=-2),
        Rating(id="x2", round_id="r2", touchpoint_id="a", voter="ann", emotion=2),
        Rating(id="x3", round_id="r1", touchpoint_id="a", voter="ben", emotion=1, expected=4),
    )  # fmt: skip
    found = journey_agreement(state, "j")
    assert (found["a", "emotion"].median, found["a", "emotion"].n) == (1.5, 2)
    assert found["a", "expected"].median == 4


def linked() -> State:
    return journey(
        tp("a"), tp("b"), way("a", "b"),
        PainPoint(id="p", touchpoint_id="a"), Opportunity(id="o", touchpoint_ids=("a", "b")),
        ModelLink(id="m1", subject_id="a", element_id="one"),
        ModelLink(id="m2", subject_id="p", element_id="one", relation="lacks"),
        ModelLink(id="m3", subject_id="o", element_id="two", relation="would_serve"),
        ModelLink(id="m4", subject_id="j", element_id="three", relation="lacks"),
    )  # fmt: skip


def test_coverage_by_touchpoint_and_relation() -> None:
    found = coverage(linked(), "j", ("one", "two", "four"), {"one": "7.1", "two": "7.2"})
    assert found.cells == {
        ("one", "a"): ("shows", "lacks"), ("two", "a"): ("would_serve",),
        ("two", "b"): ("would_serve",), ("three", None): ("lacks",),
    }  # fmt: skip
    assert found.relations == {"shows": 1, "lacks": 2, "would_serve": 1}
    assert found.share_of_lacks == 0.5
    assert (found.touched, found.untouched) == (("one", "two"), ("four",))
    assert found.by_dimension == {"7.1": 2, "7.2": 1}


def test_figures_say_what_they_rest_on() -> None:
    state = journey(
        tp("a", emotion=1, time=5), tp("b", emotion=-1), tp("c"), way("a", "b", "branch", 0.7), way("a", "c", "branch"),
        Evidence(id="log", kind="log"), Evidence(id="talk", kind="interview"),
        Basis(id="b1", subject_id="a", field="emotion", evidence_ids=("talk",)),
        Basis(id="b2", subject_id="a-b", field="share", evidence_ids=("log", "talk")),
    )  # fmt: skip
    content = content_of(state, "j")
    found = grounds(content, whole_graph(state, "j"))
    assert found["share"] == Ground(measured=1, missing=1)
    assert found["emotion"] == Ground(observed=1, assumed=1, missing=1)
    assert found["contact_time"] == Ground(assumed=1, missing=2)
    assert figures(state, "j").ground("sum_peak_end") == Ground(measured=1, observed=1, assumed=1, missing=2)


def test_everything_in_one_call_is_json() -> None:
    state = journey(
        *random_journey(random.Random(4), loops=True), Persona(id="p", limits=("needs_stairs",)), persona_ids=("p",)
    )
    found = figures(state, "j", element_ids=("one",))
    data = json.loads(json.dumps(as_json(found), allow_nan=False))
    assert data["outlook"]["goal"] == pytest.approx(found.outlook.goal)
    assert set(data["outlook"]["touchpoints"]) == {each.id for each in found.graph.touchpoints}
    assert data["time"]["most"] == "infinite"
    assert data["personas"][0]["chance"] == pytest.approx(found.outlook.goal)
    assert set(data["based_on"]) == set(BASED_ON)
    assert numbers(found)["time.mean"] == pytest.approx(found.outlook.everyone.time)


def test_an_empty_journey_has_figures_too() -> None:
    found = report(journey(), "j")
    assert found.figures.chosen is None
    assert found.figures.outlook.goal == 0
    json.dumps(as_json(found.figures), allow_nan=False)
    assert report(State(), "nowhere").findings.open == ()


def test_every_figure_has_a_name_and_an_explanation_in_both_languages() -> None:
    for figure in BASED_ON:
        for language in ("en", "zh"):
            assert say(f"figure.{figure}", language)
            assert say(f"figure.{figure}.how", language)
    assert all(key.removesuffix(".how") in WORDS for key in WORDS if key.endswith(".how"))
