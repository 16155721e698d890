"""Fixes: what is offered for a finding, and that the finding is gone afterwards."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from tests.journeys import chain_of, frame, way

import journeymap.analysis
from journeymap.analysis.figures import figures, numbers
from journeymap.analysis.finding import Finding
from journeymap.analysis.findings import findings_of
from journeymap.edit import annotations as notes
from journeymap.edit import fixes, sub_journeys
from journeymap.labels import table
from journeymap.model import queries
from journeymap.model.changes import Label
from journeymap.model.document import Document
from journeymap.model.history import History
from journeymap.model.records import Connection, Journey, Lane, Record, Stage, Touchpoint
from journeymap.model.values import seconds

LABEL = Label.of("fix_mark_goal")


def only(document: Document, key: str) -> Finding:
    (finding,) = (each for each in findings_of(document.state, "j") if each.key == key)
    return finding


def keys(document: Document) -> set[str]:
    return {each.key for each in findings_of(document.state, "j")}


def with_changed(document: Document, record_id: str, **changed: object) -> Document:
    return Document([each.model_copy(update=changed) if each.id == record_id else each for each in document.state])


def test_every_fix_that_analysis_names_is_there_and_has_words() -> None:
    named = set()
    for path in Path(journeymap.analysis.__file__).parent.glob("checks_*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "fix" and isinstance(node.value, ast.Constant):
                named.add(node.value.value)
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "_FIXES":
                named.update(ast.literal_eval(node.value).values())
    assert named == set(fixes.FIXES)
    assert {f"change.fix_{each}" for each in named} | {f"fix.{each}" for each in named} <= set(table())


def test_the_one_end_becomes_the_goal_in_one_step(small_journey: Document) -> None:
    history = History(small_journey)
    finding = only(small_journey, "no_goal")
    assert fixes.choices(small_journey.state, finding) == ("c",)
    small_journey.apply(fixes.changes(small_journey.state, finding, "c"), LABEL)
    assert "no_goal" not in keys(small_journey)
    history.undo()
    assert only(small_journey, "no_goal") == finding


def test_of_several_ends_one_is_chosen(small_journey: Document) -> None:
    document = Document([*small_journey.state, *chain_of("d"), way("a", "d", "branch")])
    finding = only(document, "no_goal")
    assert set(fixes.choices(document.state, finding)) == {"c", "d"}
    document.apply(fixes.changes(document.state, finding, "c"), LABEL)
    dead_end = only(document, "dead_end")
    assert fixes.choices(document.state, dead_end) == ("d",)
    assert fixes.changes(document.state, dead_end, "a") == []
    document.apply(fixes.changes(document.state, dead_end, "d"), LABEL)
    assert "dead_end" not in keys(document)


@pytest.mark.parametrize(
    ("key", "choice", "field", "value"),
    [
        ("no_channel", "phone", "channel", "phone"),
        ("no_emotion", "-1", "emotion", -1),
    ],
)
def test_one_choice_does_for_all_that_lack_it(
    small_journey: Document, key: str, choice: str, field: str, value: object
) -> None:
    finding = only(small_journey, key)
    assert choice in fixes.choices(small_journey.state, finding)
    small_journey.apply(fixes.changes(small_journey.state, finding, choice), LABEL)
    assert {getattr(each, field) for each in queries.touchpoints(small_journey.state, "j")} == {value}
    assert key not in keys(small_journey)


def test_a_choice_that_is_none_changes_nothing(small_journey: Document) -> None:
    assert fixes.changes(small_journey.state, only(small_journey, "no_channel"), "smoke") == []
    nothing = Finding("no_citizen", "note", ("j",))
    assert fixes.choices(small_journey.state, nothing) == () and fixes.changes(small_journey.state, nothing) == []


def test_empty_stages_and_lanes_go_but_never_the_last(small_journey: Document) -> None:
    for key, cls, left in (("empty_stage", Stage, ["s1"]), ("empty_lane", Lane, ["front"])):
        finding = only(small_journey, key)
        assert fixes.choices(small_journey.state, finding) == fixes.NO_CHOICE
        small_journey.apply(fixes.changes(small_journey.state, finding), LABEL)
        assert [each.id for each in small_journey.state.all(cls)] == left
    bare = Document(frame())
    bare.apply(fixes.changes(bare.state, only(bare, "empty_stage")), LABEL)
    assert [each.id for each in queries.stages(bare.state, "j")] == ["s1"]
    assert fixes.choices(bare.state, only(bare, "empty_stage")) == ()


def test_shares_above_one_keep_their_proportion(small_journey: Document) -> None:
    more = [*chain_of("d", "e"), way("a", "d", "branch", share=0.9), way("a", "e", "branch", share=0.7)]
    document = with_changed(Document([*small_journey.state, *more]), "a-b", kind="branch", share=0.7)
    before = numbers(figures(document.state, "j"))
    document.apply(fixes.changes(document.state, only(document, "shares_above_one")), LABEL)
    shares = {each.target_id: each.share for each in queries.connections_out(document.state, "a")}
    assert sum(share or 0 for share in shares.values()) == pytest.approx(1)
    assert shares["d"] == pytest.approx(0.9 / 2.3, abs=1e-4)
    assert "shares_above_one" not in keys(document)
    assert numbers(figures(document.state, "j"))["goal"] == pytest.approx(before["goal"])


def test_start_shares_add_up_and_a_start_by_recovery_is_none(small_journey: Document) -> None:
    document = with_changed(small_journey, "a", start_share=0.5)
    document.apply(fixes.changes(document.state, only(document, "start_shares_scaled")), LABEL)
    first = document.state.get(Touchpoint, "a")
    assert first is not None and first.start_share == 1
    document = Document([*small_journey.state, *chain_of("d"), way("b", "d", "recovery")])
    document.apply(fixes.changes(document.state, only(document, "start_after_recovery")), LABEL)
    assert "start_after_recovery" not in keys(document)


def long_journey(**middle: object) -> Document:
    """Three stages a b | c d e | f: c parts into d and straight on to e, which may go back to c."""
    records: list[Record] = [*frame(), Stage(id="s3", journey_id="j", order="C")]
    stage_of = {**dict.fromkeys("ab", "s1"), **dict.fromkeys("cde", "s2"), "f": "s3"}
    for number, (name, stage_id) in enumerate(stage_of.items(), 1):
        (point,) = chain_of(name)
        update = {"stage_id": stage_id, "order": f"V{number}", "waiting": seconds(hours=number), "documents": number}
        records.append(point.model_copy(update=update | (middle if name == "d" else {})))
    records += [way(*pair) for pair in ("ab", "bc", "de", "ef")]
    records += [
        way("c", "d", "branch", share=0.25),
        way("c", "e", "branch", share=0.75),
        way("d", "c", "loop", share=0.2),
    ]
    return Document(records)


def test_a_stage_becomes_a_sub_journey_and_the_sums_stay() -> None:
    document = long_journey()
    document = with_changed(document, "j", chosen_path=("a", "b", "c", "d", "e", "f"))
    before = numbers(figures(document.state, "j"))
    assert sub_journeys.movable_stages(document.state, "j") == ["s1", "s2"]
    finding = Finding("many_stages", "note", ("j",), {}, fix="sub_journey")
    history = History(document)
    document.apply(fixes.changes(document.state, finding, "s2"), LABEL)
    (below,) = (each for each in queries.journeys(document.state) if each.id != "j")
    assert below.parent_id == "j"
    assert [each.id for each in queries.touchpoints(document.state, below.id)] == ["c", "d", "e"]
    assert [each.id for each in queries.stages(document.state, "j")] == ["s1", "s3"]
    after = numbers(figures(document.state, "j"))
    for name in ("goal", "never", "everyone.time", "everyone.documents", "everyone.waiting"):
        assert after[name] == pytest.approx(before[name]), name
    journey = document.state.get(Journey, "j")
    assert journey is not None and len(journey.chosen_path) == 4
    ends = [(each.source_id, each.target_id) for each in queries.connections(document.state, "j")]
    (standing,) = (each for each in queries.touchpoints(document.state, "j") if each.sub_journey_id == below.id)
    assert sorted(ends) == sorted([("a", "b"), ("b", standing.id), (standing.id, "f")])
    history.undo()
    assert numbers(figures(document.state, "j")) == before


@pytest.mark.parametrize(
    ("more", "middle"),
    [
        ([way("a", "d", "branch")], {}),
        ([way("d", "f", "branch")], {}),
        ([], {"is_goal": True}),
        ([], {"start_share": 0.1}),
    ],
)
def test_a_stage_that_people_enter_or_leave_in_its_middle_stays(
    more: list[Connection], middle: dict[str, object]
) -> None:
    document = Document([*long_journey(**middle).state, *more])
    assert "s2" not in sub_journeys.movable_stages(document.state, "j")
    assert sub_journeys.move_stage(document.state, "s2") == (None, [])


def test_a_dismissal_record_by_record_is_taken_up_again(small_journey: Document) -> None:
    for point in "ab":
        small_journey.apply(notes.dismiss_finding("j", "no_channel", (point,), f"not {point}"), LABEL)
    assert only(small_journey, "no_channel").subject_ids == ("c",)
    told = notes.dismissals(small_journey.state, "j", "no_channel", ("a", "b"), group=True)
    assert {each.reason for each in told} == {"not a", "not b"}
    small_journey.apply(notes.restore_finding(small_journey.state, "j", "no_channel", ("a", "b"), group=True), LABEL)
    assert set(only(small_journey, "no_channel").subject_ids) == set("abc")
