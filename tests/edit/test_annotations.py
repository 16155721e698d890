"""Annotations, links to the model, feelings, findings set aside, single fields."""

from __future__ import annotations

import pytest

from journeymap.edit import annotations, fields
from journeymap.model import queries
from journeymap.model.changes import Label
from journeymap.model.document import ChangeError, Document
from journeymap.model.records import DismissedFinding, Feeling, PainPoint, Touchpoint
from journeymap.model.text import LocalText

LABEL = Label.of("link")


def point(document: Document) -> Touchpoint:
    found = document.state.get(Touchpoint, "a")
    assert found is not None
    return found


def test_annotations_are_added_in_order(small_journey: Document) -> None:
    for text in ("one", "two"):
        for add in (annotations.add_pain_point, annotations.add_expectation):
            small_journey.apply(add(small_journey.state, "a", LocalText(en=text))[1], LABEL)
        small_journey.apply(annotations.add_opportunity(small_journey.state, "a", text=LocalText(en=text))[1], LABEL)
    for rows in (queries.pain_points, queries.expectations, queries.opportunities):
        assert [each.text.shown_in("en") for each in rows(small_journey.state, "a")] == ["one", "two"]


def test_a_surprise_is_of_level_four(small_journey: Document) -> None:
    surprise, _changes = annotations.add_opportunity(small_journey.state, "a", "surprise")
    improvement, _changes = annotations.add_opportunity(small_journey.state, "a")
    assert (surprise.kind, surprise.level) == ("surprise", 4)
    assert (improvement.kind, improvement.level) == ("improve", None)


def relations(document: Document) -> list[str]:
    return [each.relation for each in queries.model_links(document.state, "a")]


def test_a_subject_has_one_link_to_an_element(small_journey: Document) -> None:
    for relation in ("shows", "lacks"):
        small_journey.apply(annotations.link(small_journey.state, "a", "el-monitoring", relation), LABEL)
    assert relations(small_journey) == ["lacks"]
    assert annotations.link(small_journey.state, "a", "el-monitoring", "lacks") == []
    small_journey.apply(annotations.unlink(small_journey.state, "a", "el-monitoring"), LABEL)
    assert relations(small_journey) == []
    assert annotations.unlink(small_journey.state, "a", "el-monitoring") == []


def test_a_link_goes_round(small_journey: Document) -> None:
    seen = []
    for _each in range(5):
        small_journey.apply(annotations.cycle_link(small_journey.state, "a", "el-monitoring"), LABEL)
        seen.append(relations(small_journey))
    assert seen == [["shows"], ["lacks"], ["would_serve"], [], ["shows"]]


def test_a_relation_of_a_newer_program_goes_round_to_none(small_journey: Document) -> None:
    small_journey.apply(annotations.link(small_journey.state, "a", "el-monitoring", "exceeds"), LABEL)
    small_journey.apply(annotations.cycle_link(small_journey.state, "a", "el-monitoring"), LABEL)
    assert relations(small_journey) == []


def test_a_personas_own_feeling_is_noted_changed_and_taken_back(with_annotations: Document) -> None:
    for emotion in (2, -2):
        with_annotations.apply(annotations.set_feeling(with_annotations.state, "a", "ada", emotion), LABEL)
    assert [each.emotion for each in with_annotations.state.children(Feeling, "a")] == [-2]
    with_annotations.apply(annotations.set_feeling(with_annotations.state, "a", "ada", None), LABEL)
    assert with_annotations.state.children(Feeling, "a") == []
    assert annotations.set_feeling(with_annotations.state, "a", "ada", None) == []


def test_taking_a_feeling_back_keeps_her_engagement(with_annotations: Document) -> None:
    with_annotations.apply(fields.set_field(["feeling"], "engagement", 4), LABEL)
    with_annotations.apply(annotations.set_feeling(with_annotations.state, "b", "ada", None), LABEL)
    kept = with_annotations.state.get(Feeling, "feeling")
    assert kept is not None and (kept.emotion, kept.engagement) == (None, 4)


def test_a_finding_is_set_aside_with_its_reason_and_taken_up_again(small_journey: Document) -> None:
    small_journey.apply(annotations.dismiss_finding("j", "dead_end", ("c", "a"), "meant so"), LABEL)
    assert [each.reason for each in small_journey.state.children(DismissedFinding, "j")] == ["meant so"]
    assert annotations.restore_finding(small_journey.state, "j", "dead_end", ("c",)) == []
    small_journey.apply(annotations.restore_finding(small_journey.state, "j", "dead_end", ("a", "c")), LABEL)
    assert small_journey.state.children(DismissedFinding, "j") == []


def test_a_text_is_written_in_one_language(small_journey: Document) -> None:
    for language, text in (("zh", "甲"), ("en", "A")):
        small_journey.apply(fields.set_text(small_journey.state, "a", "title", language, text), LABEL)
    assert point(small_journey).title == {"en": "A", "zh": "甲"}


def test_several_records_take_one_value(small_journey: Document) -> None:
    small_journey.apply(fields.set_field(["a", "b"], "emotion", 1), LABEL)
    assert [each.emotion for each in queries.touchpoints(small_journey.state, "j")] == [1, 1, None]


def test_a_member_is_put_in_and_taken_out(small_journey: Document) -> None:
    for _each in range(2):
        small_journey.apply(fields.toggle_member(small_journey.state, "a", "barriers", "needs_travel"), LABEL)
        small_journey.apply(fields.toggle_member(small_journey.state, "a", "barriers", "needs_stairs"), LABEL)
        if not _each:
            assert point(small_journey).barriers == ("needs_stairs", "needs_travel")
    assert point(small_journey).barriers == ()


def test_what_hangs_on_a_deleted_record_goes_with_it(with_annotations: Document) -> None:
    with_annotations.apply(fields.delete(["b"]), LABEL)
    assert with_annotations.state.all(PainPoint) == []
    with_annotations.apply(fields.set_field(["b"], "deleted", False), LABEL)
    assert [each.id for each in with_annotations.state.all(PainPoint)] == ["pain"]


def test_writing_into_what_is_not_there_is_an_error_not_a_crash(small_journey: Document) -> None:
    for changes in (
        fields.set_text(small_journey.state, "gone", "title", "en", "x"),
        fields.toggle_member(small_journey.state, "gone", "barriers", "x"),
    ):
        with pytest.raises(ChangeError, match="unknown_record"):
            small_journey.apply(changes, LABEL)
