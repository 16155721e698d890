"""Each finding arises where it should, goes away where it is mended or dismissed, and can be said in both languages."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest
from tests.analysis.drawing import journey, tp, way

from journeymap.analysis import checks_flow as _checks
from journeymap.analysis.finding import Finding
from journeymap.analysis.finding_words import finding_words
from journeymap.analysis.findings import findings, findings_of
from journeymap.labels import table
from journeymap.model.records import (
    Basis,
    Contribution,
    DataPoint,
    DismissedFinding,
    Evidence,
    Expectation,
    Lane,
    Media,
    ModelLink,
    Note,
    Opportunity,
    PainPoint,
    Persona,
    Record,
    Round,
    Stage,
    Touchpoint,
    Workshop,
)
from journeymap.model.text import LocalText

TODAY = date(2026, 11, 22)


def both(text: str) -> LocalText:
    return LocalText(en=text, zh=text)


def whole(name: str, **fields: object) -> Touchpoint:
    """A touchpoint with nothing to find about it."""
    return tp(name, **{"title": both(name), "channel": "counter", "emotion": 1, **fields})


def sound() -> list[Record]:
    """A journey without findings."""
    points = [whole("a"), whole("b", is_goal=True)]
    return [
        Lane(id="lane", journey_id="j", title=both("Citizen")),
        *points,
        way("a", "b"),
        Evidence(id="e", kind="survey", title=both("Survey"), date="2026-01"),
        *(Basis(id=f"basis-{each.id}", subject_id=each.id, field="emotion", evidence_ids=("e",)) for each in points),
        Workshop(id="w", journey_id="j"),
        Round(id="r", workshop_id="w"),
        Contribution(id="c", round_id="r", text=both("Good"), state="shown"),
    ]


def found(*records: Record, without: tuple[str, ...] = (), **fields: object) -> dict[str, list[Finding]]:
    """The findings of the sound journey with these records in it or in place of its own, by key."""
    ids = {record.id for record in records} | set(without)
    state = journey(*(each for each in sound() if each.id not in ids), *records, **{"title": both("J"), **fields})
    result: dict[str, list[Finding]] = {}
    for finding in findings(state, "j", today=TODAY).open:
        result.setdefault(finding.key, []).append(finding)
        for language in ("en", "zh"):
            for words in finding_words(state, finding, language):
                assert words and "{" not in words and "|" not in words
    return result


def test_a_sound_journey_has_none() -> None:
    assert found() == {}


CASES: dict[str, tuple[list[Record], dict[str, object]]] = {
    "no_start": ([whole("a", start_share=0.0)], {}),
    "no_goal": ([whole("b")], {}),
    "unreachable": ([whole("x", start_share=0.0), way("x", "b")], {}),
    "not_connected": ([whole("x")], {}),
    "dead_end": ([whole("x"), way("a", "x", "branch", 0.5), way("a", "b", "branch", 0.5)], {}),
    "no_way_out": ([whole("x"), way("a", "x", "branch", 0.5), way("a", "b", "branch", 0.5), way("x", "x", "loop")], {}),
    "shares_above_one": ([whole("x", is_goal=True), way("a", "b", "branch", 0.8), way("a", "x", "branch", 0.8)], {}),
    "start_shares_scaled": ([whole("a", start_share=0.5)], {}),
    "start_after_recovery": ([whole("x"), way("a", "x", "recovery"), way("x", "b")], {}),
    "share_unknown": ([way("b", "a", "loop"), whole("x", is_goal=True), way("b", "x")], {}),
    "people_leave": ([way("a", "b", share=0.5)], {}),
    "parallel_never_meets": ([whole("x", is_goal=True), way("a", "x", "parallel"), way("a", "b", "parallel")], {}),
    "sub_journey_contains_itself": ([whole("a", sub_journey_id="j")], {}),
    "empty_stage": ([Stage(id="stage2", journey_id="j", title=both("Two"))], {}),
    "empty_lane": ([Lane(id="lane2", journey_id="j", title=both("Two"))], {}),
    "many_stages": ([Stage(id=f"s{at}", journey_id="j") for at in range(10)], {}),
    "no_channel": ([whole("a", channel=None)], {}),
    "no_actor": ([Lane(id="lane", journey_id="j", kind="frontstage")], {}),
    "no_emotion": ([whole("a", emotion=None)], {}),
    "emotion_assumed": ([Basis(id="basis-a", subject_id="a", field="fee")], {}),
    "shaky_foundation": ([whole("a", level_aimed=3, level_reached=1)], {}),
    "must_be_gap": ([Expectation(id="x", touchpoint_id="a", kano="must_be", expected=4, perceived=3)], {}),
    "pain_unanswered": ([PainPoint(id="x", touchpoint_id="a", severity=4)], {}),
    "no_recovery": ([whole("a", emotion=-2)], {}),
    "low_at_the_end": ([whole("b", emotion=-1, is_goal=True)], {}),
    "handover_without_owner": ([way("a", "b", handover=True)], {}),
    "data_asked_again": ([whole("a", data_repeated=2)], {}),
    "same_data_twice": ([DataPoint(id=f"d{at}", touchpoint_id=at, what=both("Birthday")) for at in "ab"], {}),
    "shut_out": (
        [whole("b", is_goal=True, barriers=("needs_stairs",)), Persona(id="p", name=both("Wu"), limits=("needs_stairs",))],
        {"persona_ids": ("p",)},
    ),
    "only_digital": ([whole("a", channel="app")], {}),
    "element_lacks": ([ModelLink(id="m", subject_id="a", element_id="el-experience-design", relation="lacks")], {}),
    "opportunity_without_owner": ([Opportunity(id="o", touchpoint_ids=("a",))], {}),
    "opportunity_late": ([Opportunity(id="o", touchpoint_ids=("a",), owner="x", due="2026-11-21")], {}),
    "no_citizen": ([Contribution(id="c", round_id="r", contributor_kind="staff", state="shown")], {}),
    "picture_undescribed": (
        [whole("a", media_id="m"), Media(id="m", sha256="0" * 64, alternative_text=LocalText(en="A queue"))], {},
    ),
    "evidence_old": ([Evidence(id="e", kind="survey", title=both("Old"), date="2024-11-21")], {}),
    "personal_data": ([Note(id="n", journey_id="j", text=both("Ring 13812345678"))], {}),
    "text_missing": ([Stage(id="stage", journey_id="j", title=LocalText(en="Ask"))], {}),
    "text_too_long": ([whole("a", title=both("Long " * 60))], {}),
}  # fmt: skip


@pytest.mark.parametrize("key", CASES)
def test_it_arises(key: str) -> None:
    records, fields = CASES[key]
    assert key in found(*records, **fields)


def test_many_touchpoints() -> None:
    points = [whole(f"x{at:02d}") for at in range(61)]
    ways = [way(one.id, other.id) for one, other in pairwise(points)]
    assert found(*points, *ways, way("x60", "a"))["many_touchpoints"][0].values["n"] == 63


def test_each_key_with_words_has_advice_and_a_case() -> None:
    keys = {key.split(".")[1] for key in table() if re.fullmatch(r"finding\.\w+\.advice", key)}
    assert keys == {*CASES, "many_touchpoints"}
    assert all(f"finding.{key}" in table() for key in keys)


def test_what_was_mended_is_not_found() -> None:
    pain = PainPoint(id="x", touchpoint_id="a", severity=5)
    fix = Opportunity(id="o", touchpoint_ids=("a",), answers_ids=("x",), kind="fix", owner="o")
    assert found(pain, fix) == {}
    assert "pain_unanswered" in found(pain, fix.model_copy(update={"status": "dropped"}))
    lack = ModelLink(id="m", subject_id="a", element_id="el", relation="lacks")
    assert found(lack, fix, ModelLink(id="m2", subject_id="o", element_id="el", relation="would_serve")) == {}
    angry = whole("a", emotion=-2)
    assert found(
        angry, whole("d", start_share=0.0), way("a", "d", "recovery", 0.5), way("d", "b"), way("a", "b", "branch", 0.5)
    ).keys() == {"emotion_assumed"}
    assert found(way("a", "b", handover=True), whole("b", is_goal=True, owner_unit=both("Desk"))) == {}


def test_an_end_after_the_goal_is_no_dead_end() -> None:
    assert "dead_end" not in found(whole("z"), way("b", "z"))


def test_nothing_is_late_without_a_today() -> None:
    state = journey(*sound(), Opportunity(id="o", touchpoint_ids=("a",), owner="x", due="2001"))
    assert "opportunity_late" not in {each.key for each in findings_of(state, "j")}
    assert "opportunity_late" in {each.key for each in findings_of(state, "j", TODAY)}


def test_the_worst_comes_first() -> None:
    severities = [each.severity for each in findings_of(journey(tp("x"), way("a", "b"), way("b", "b", "loop")), "j")]
    assert severities == sorted(severities, key=("problem", "warning", "note").index)
    assert severities[0] == "problem"


def test_a_dismissed_finding_is_kept_apart() -> None:
    records = [each for each in sound() if each.id not in "ab"] + [
        whole("a", channel=None),
        whole("b", is_goal=True, channel=None),
    ]
    before = findings(journey(*records), "j")
    (finding,) = (each for each in before.open if each.key == "no_channel")
    assert finding.subject_ids == ("a", "b")
    one = DismissedFinding(id="x", journey_id="j", finding="no_channel", subject_ids=("a",), reason="Nobody asks")
    after = findings(journey(*records, one), "j")
    assert [(each.key, each.subject_ids, each.values["n"]) for each in after.open if each.key == "no_channel"] == [
        ("no_channel", ("b",), 1)
    ]
    assert [(each.key, each.subject_ids) for each in after.dismissed] == [("no_channel", ("a",))]
    both_gone = findings(journey(*records, one.model_copy(update={"subject_ids": ("a", "b")})), "j")
    assert "no_channel" not in {each.key for each in both_gone.open}
    other = findings(journey(*records, one.model_copy(update={"finding": "no_emotion"})), "j")
    assert [each.key for each in other.open] == [each.key for each in before.open]


def test_words_name_records_and_figures() -> None:
    desk = whole("b", is_goal=True, title=LocalText(en="Desk", zh="窗口"))
    missed = Expectation(id="x", touchpoint_id="b", kano="must_be", expected=5, perceived=2)
    state = journey(*(each for each in sound() if each.id != "b"), desk, missed)
    (finding,) = (each for each in findings_of(state, "j") if each.key == "must_be_gap")
    assert finding_words(state, finding, "en")[0] == 'A must-be expectation at "Desk" is not met (gap −3).'
    assert finding_words(state, finding, "zh")[0] == "“窗口”有一项基本型期望未满足（差距−3）。"


def test_many_records_are_told_by_the_first_three() -> None:
    points = [whole(f"x{at}", channel=None) for at in range(5)]
    state = journey(*sound(), *points, *(way("a", each.id, "branch", 0.1) for each in points))
    (finding,) = (each for each in findings_of(state, "j") if each.key == "no_channel")
    assert finding_words(state, finding, "en")[0] == '5 touchpoints have no channel: "x0", "x1", "x2" and 2 more.'
    assert finding_words(state, finding, "zh")[0] == "有5个触点未填渠道：“x0”、“x1”、“x2”及另外2项。"


def test_what_keeps_people_from_the_goal_comes_first_of_its_severity() -> None:
    pain = PainPoint(id="x", touchpoint_id="a", severity=5)
    state = journey(tp("a"), tp("b"), way("a", "b"), pain)
    keys = [each.key for each in findings_of(state, "j") if each.severity == "warning"]
    assert keys.index("no_goal") < keys.index("pain_unanswered")


def test_every_kind_that_can_come_several_times_has_a_heading() -> None:
    several = {"no_way_out", "people_leave", *_checks._ADJUSTED} - {"start_shares_scaled"}
    assert {f"finding.{each}.several" for each in several} <= set(table())
    for key, made in CASES.items():
        for finding in found(*made[0], **made[1]).get(key, []):
            once = key in ("only_digital", "low_at_the_end", "start_shares_scaled")
            assert once or finding.group or finding.subject_ids == ("j",) or f"finding.{key}.several" in table(), key
