"""Versions of a journey: what is copied, what stays apart, what they remember."""

from __future__ import annotations

from journeymap.analysis import compare
from journeymap.edit import annotations, fields, grouping, touchpoints, versions
from journeymap.model import queries
from journeymap.model.changes import Change, Label, Set
from journeymap.model.document import Document
from journeymap.model.history import History
from journeymap.model.records import Comment, Journey, Note, Opportunity, Record, Touchpoint
from journeymap.model.text import LocalText

LABEL = Label.of("make_to_be")
TITLE = LocalText(en="Register, to be")


def made_from(document: Document, journey_id: str = "j", state: str = "to_be") -> Journey:
    journey, changes = versions.make(document.state, journey_id, TITLE, state)
    assert journey is not None
    document.apply(changes, LABEL)
    found = document.state.get(Journey, journey.id)
    assert found is not None
    return found


def shape(document: Document, journey_id: str) -> list[str]:
    """The kinds of all that lies in a journey."""
    state = document.state
    rows: list[Record] = [*queries.stages(state, journey_id), *queries.lanes(state, journey_id)]
    rows += queries.connections(state, journey_id)
    for point in queries.touchpoints(state, journey_id):
        rows += queries.subjects_of_touchpoint(state, point.id)
        for subject in queries.subjects_of_touchpoint(state, point.id):
            rows += queries.model_links(state, subject.id)
    return sorted(each.KIND for each in rows)


def test_a_to_be_holds_all_that_the_as_is_holds_and_undo_takes_it_back(with_annotations: Document) -> None:
    history = History(with_annotations)
    before = [each.id for each in with_annotations.state.live_records()]
    made = made_from(with_annotations)
    assert (made.state, made.derived_from_id, made.title, made.review) == ("to_be", "j", TITLE, "draft")
    assert shape(with_annotations, made.id) == shape(with_annotations, "j")
    points = queries.touchpoints(with_annotations.state, made.id)
    assert [each.origin_id for each in points] == ["a", "b", "c"]
    ways = queries.connections(with_annotations.state, made.id)
    assert {each.origin_id for each in ways} == {"a-b", "b-c"}
    assert not compare.compare(with_annotations.state, "j", made.id).changed
    history.undo()
    assert [each.id for each in with_annotations.state.live_records()] == before


def test_ideas_answer_the_pains_of_their_own_version(with_annotations: Document) -> None:
    made = made_from(with_annotations)
    state = with_annotations.state
    fix = next(each for each in queries.journey_opportunities(state, made.id) if each.kind == "fix")
    inside = {each.id for each in queries.touchpoints(state, made.id)}
    assert set(fix.touchpoint_ids) <= inside and fix.answers_ids != ("pain",)
    original = state.get(Opportunity, "fix")
    assert original is not None and original.touchpoint_ids == ("b",)


def test_what_people_said_stays_with_the_original(with_annotations: Document) -> None:
    document = Document(
        [
            *with_annotations.state,
            Comment(id="said", subject_id="b", text=LocalText(en="Really?")),
            Note(id="note", journey_id="j", subject_id="b"),
        ]
    )
    made = made_from(document)
    assert [each.id for each in document.state.all(Comment)] == ["said"]
    (note,) = document.state.children(Note, made.id)
    point = document.state.get(Touchpoint, note.subject_id)
    assert point is not None and point.origin_id == "b"


def test_an_approval_is_not_copied_but_the_path_is(small_journey: Document) -> None:
    small_journey.apply(
        [Set("j", "review", "approved"), Set("j", "review_by", "Ada"), Set("j", "chosen_path", ("a", "b"))], LABEL
    )
    made = made_from(small_journey)
    assert (made.review, made.review_by, made.review_on) == ("draft", "", None)
    assert made.chosen_path == tuple(each.id for each in queries.touchpoints(small_journey.state, made.id)[:2])


def test_sub_journeys_are_copied_so_that_neither_version_changes_the_other(small_journey: Document) -> None:
    standing, changes = grouping.group(small_journey.state, ["a", "b"], LocalText(en="Both"))
    assert standing is not None
    small_journey.apply(changes, LABEL)
    made = made_from(small_journey)
    state = small_journey.state
    (copy,) = [each for each in state.children(Journey, made.id) if each.parent_id == made.id]
    assert copy.id != standing.sub_journey_id
    first = queries.touchpoints(state, made.id)[0]
    assert first.sub_journey_id == copy.id and first.origin_id == standing.id
    way = queries.connections_out(state, first.id)[0]
    assert state.get(Touchpoint, way.source_within[0]) in queries.touchpoints(state, copy.id)
    small_journey.apply(grouping.dissolve(state, first.id), LABEL)
    assert [each.origin_id for each in queries.touchpoints(small_journey.state, made.id)] == ["a", "b", "c"]
    assert len(queries.touchpoints(small_journey.state, "j")) == 2


def test_versions_of_versions_are_compared_with_the_first(small_journey: Document) -> None:
    second = made_from(small_journey, made_from(small_journey).id)
    found = compare.compare(small_journey.state, "j", second.id)
    assert list(found.matched) == ["a", "b", "c"] and not found.gone and not found.added
    back = compare.compare(small_journey.state, second.id, "j")
    assert list(back.matched.values()) == ["a", "b", "c"]


def test_a_version_stands_in_the_row_behind_its_original(small_journey: Document) -> None:
    last = made_from(small_journey)
    between = made_from(small_journey)
    assert [each.id for each in queries.journeys(small_journey.state)] == ["j", between.id, last.id]
    assert versions.make(small_journey.state, "nobody", TITLE, "to_be") == (None, [])


def differing(document: Document, after_id: str) -> set[tuple[str, str]]:
    found = compare.compare(document.state, "j", after_id)
    return {(each.before_id, each.field) for each in found.changed}


def test_moved_touchpoints_other_notes_and_ways_led_elsewhere_are_changes(with_annotations: Document) -> None:
    document = with_annotations
    document.apply([Set("s1", "title", LocalText(en="Before")), Set("s2", "title", LocalText(en="After"))], LABEL)
    made = made_from(document)
    a, b, c = queries.touchpoints(document.state, made.id)
    stages = queries.stages(document.state, made.id)
    (pain,) = queries.pain_points(document.state, b.id)
    way = queries.connections_out(document.state, b.id)[0]
    changes: list[Change] = [
        Set(c.id, "stage_id", stages[1].id),
        *fields.delete([pain.id]),
        Set(way.id, "target_id", a.id),
    ]
    changes += annotations.add_expectation(document.state, a.id, LocalText(en="Quick"))[1]
    document.apply(changes, LABEL)
    assert differing(document, made.id) == {
        ("c", "stage_id"), ("b", "pain_points"), ("b-c", "target_id"), ("a", "expectations"),
    }  # fmt: skip
    new, more = touchpoints.add_behind(document.state, c.id, title=LocalText(en="New"))
    document.apply([*more, *touchpoints.delete(document.state, [a.id])], LABEL)
    found = compare.compare(document.state, "j", made.id)
    assert (found.added, found.gone) == ((new.id,), ("a",))
    assert "a-b" in found.gone_connections and len(found.added_connections) == 1


def test_what_is_compared_unless_somebody_says_otherwise(small_journey: Document) -> None:
    assert compare.counterparts(small_journey.state, "j") is None
    made = made_from(small_journey)
    assert compare.counterparts(small_journey.state, "j") == ("j", made.id)
    assert compare.counterparts(small_journey.state, made.id) == ("j", made.id)
    other = made_from(small_journey)
    small_journey.apply(fields.delete(["j"]), LABEL)
    assert compare.comparable(small_journey.state, made.id) == [other.id]
    assert compare.counterparts(small_journey.state, made.id) == (other.id, made.id)


def test_less_time_is_better_and_less_feeling_is_worse() -> None:
    assert compare.better("finishing.time", -3600.0) is True
    assert compare.better("time.mean", 3600.0) is False
    assert compare.better("chosen.mean", -0.5) is False
    assert compare.better("everyone.fee.CNY", -1.0) is True
    assert compare.better("persona.ada.served", 0.2) is True
    assert (
        compare.better("paths", 3.0) is None
        and compare.better("goal", 0.0) is None
        and compare.better("goal", None) is None
    )
