"""The document: all or nothing, only what really changes, and states that stay as they were."""

from __future__ import annotations

import math
from typing import Any

import pytest

from journeymap.labels import table
from journeymap.model import queries
from journeymap.model.changes import Add, ChangeSet, Label, Origin, Set
from journeymap.model.document import LONG, ChangeError, Document, State
from journeymap.model.records import (
    Comment,
    Connection,
    Indicator,
    Journey,
    Lane,
    Opaque,
    Opportunity,
    Project,
    Stage,
    Touchpoint,
    record_from,
)
from journeymap.model.text import LocalText
from journeymap.model.values import Duration, Point

LABEL = Label.of("set_field")


def document() -> Document:
    return Document(
        [
            Project(id="p"),
            Journey(id="j"),
            Stage(id="s", journey_id="j"),
            Lane(id="l", journey_id="j"),
            Touchpoint(id="a", journey_id="j", stage_id="s", lane_id="l"),
            Touchpoint(id="b", journey_id="j", stage_id="s", lane_id="l"),
            Connection(id="c", journey_id="j", source_id="a", target_id="b"),
        ]
    )


def test_apply_fills_in_what_was_there_before() -> None:
    applied = document().apply([Set("a", "emotion", -2), Set("a", "emotion", 1)], LABEL)
    assert applied is not None and applied.changes == (Set("a", "emotion", 1, before=None),)


def test_what_changes_nothing_is_no_change() -> None:
    doc = document()
    told: list[ChangeSet] = []
    doc.listen(told.append)
    assert doc.apply([Set("a", "emotion", None)], LABEL) is None
    assert doc.apply([Set("a", "emotion", 2), Set("a", "emotion", None)], LABEL) is None
    assert doc.apply([Add(Project(id="p"))], LABEL) is None
    assert (doc.revision, told) == (0, [])


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (Set("nobody", "title", LocalText(en="x")), "unknown_record"),
        (Set("a", "colour", "red"), "unknown_field"),
        (Set("a", "id", "z"), "unknown_field"),
        (Set("a", "emotion", 3), "bad_value"),
        (Set("a", "title", {"English": "x"}), "bad_value"),
        (Set("c", "share", 1.2), "bad_value"),
        (Set("a", "waiting", {"typical": 5, "low": 9}), "bad_value"),
        (Set("a", "pos", (math.nan, 0)), "bad_value"),
        (Set("a", "order", "not a key"), "bad_value"),
        (Add(Journey(id="a")), "double_id"),
    ],
)
def test_one_bad_change_stops_all_and_says_why(change: Any, key: str) -> None:
    doc = document()
    before = {record.id: record for record in doc.state}
    with pytest.raises(ChangeError) as caught:
        doc.apply([Set("a", "emotion", 1), Add(Journey(id="k")), change], LABEL)
    assert caught.value.key == key
    assert f"error.change.{key}" in table()
    assert {record.id: record for record in doc.state} == before
    assert doc.revision == 0


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_no_field_takes_a_figure_that_no_file_can_hold(value: float) -> None:
    doc = Document([Journey(id="j"), Indicator(id="i", subject_id="j")])
    with pytest.raises(ChangeError, match="bad_value"):
        doc.apply([Set("i", "actual", value)], LABEL)


def test_plain_values_become_what_the_field_holds() -> None:
    doc = document()
    doc.apply(
        [Set("a", "pos", [1, 2]), Set("a", "barriers", ["b", "a", "b"]), Set("a", "waiting", {"typical": 60})], LABEL
    )
    touchpoint = doc.state.get(Touchpoint, "a")
    assert touchpoint is not None
    assert (touchpoint.pos, touchpoint.barriers, touchpoint.waiting) == (Point(1, 2), ("a", "b"), Duration(typical=60))


def test_snapshots_stay_and_are_shared_until_something_changes() -> None:
    doc = document()
    before = doc.snapshot()
    assert doc.snapshot() is before
    doc.apply(
        [Set("a", "deleted", True), Add(Opportunity(id="o", touchpoint_ids=("b",))), Set("c", "target_id", "a")], LABEL
    )
    assert before.get(Touchpoint, "a") is not None and "o" not in before
    assert [each.id for each in before.children(Connection, "b")] == ["c"]
    assert before.children(Opportunity, "b") == []
    assert [each.id for each in doc.state.children(Opportunity, "b")] == ["o"]


def test_listeners_are_told_in_order_with_origin_until_they_leave() -> None:
    doc, told = document(), []
    first = lambda each: told.append(("first", each.origin))  # noqa: E731
    doc.listen(first)
    doc.listen(lambda each: told.append(("second", each.origin)))
    doc.apply([Set("a", "emotion", 1)], LABEL, origin=Origin.REMOTE)
    doc.unlisten(first)
    doc.apply([Set("a", "emotion", 2)], LABEL)
    assert told == [("first", Origin.REMOTE), ("second", Origin.REMOTE), ("second", Origin.LOCAL)]


def test_a_deleted_touchpoint_takes_its_connections_along_and_brings_them_back() -> None:
    doc = document()
    doc.apply([Set("b", "deleted", True)], LABEL)
    assert doc.state.get(Connection, "c") is None
    assert "c" not in {record.id for record in doc.state.live_records()}
    doc.apply([Set("b", "deleted", False)], LABEL)
    assert doc.state.get(Connection, "c") is not None


def test_dangling_parents_make_a_record_unseen_not_an_error() -> None:
    state = State([Stage(id="s", journey_id="gone"), Journey(id="j", parent_id="gone")])
    assert state.all(Stage) == []
    assert [each.id for each in state.all(Journey)] == ["j"]


def test_a_long_thread_of_comments_stays_alive_as_a_whole() -> None:
    comments = [Comment(id=f"c{place}", subject_id=f"c{place - 1}" if place else "j") for place in range(3_000)]
    doc = Document([Journey(id="j"), *comments])
    assert doc.state.get(Comment, "c2999") is not None
    doc.apply([Set("j", "deleted", True)], LABEL)
    assert doc.state.get(Comment, "c2999") is None


def test_a_web_of_references_made_to_take_for_ever_does_not() -> None:
    way = [
        Connection(id=f"c{n}", journey_id=f"c{n - 1}", source_id=f"c{n - 1}", target_id=f"c{n - 1}")
        for n in range(1, 60)
    ]
    state = State([Journey(id="c0"), *way, Comment(id="x", subject_id="x")])
    assert len(state.all(Connection)) == 59


def test_unknown_kinds_and_fields_are_kept_and_can_be_deleted() -> None:
    newer = record_from("hologram", {"id": "h", "depth": 3})
    journey = record_from("journey", {"id": "j", "mood": {"a": [1]}, "copy": 1})
    doc = Document([newer, journey])
    doc.apply([Set("h", "deleted", True), Set("j", "mood", "blue"), Set("j", "copy", 2)], LABEL)
    found = doc.state.find("j")
    assert found is not None and found.model_extra == {"mood": "blue", "copy": 2}
    assert isinstance(doc.state.find("h"), Opaque) and doc.state.find("h").deleted  # type: ignore[union-attr]
    with pytest.raises(ChangeError, match="unknown_field"):
        doc.apply([Set("h", "opaque_kind", "journey")], LABEL)


def test_the_former_value_of_an_unknown_field_is_its_own_also_where_its_name_is_a_method() -> None:
    doc = Document([record_from("journey", {"id": "j", "copy": 1})])
    applied = doc.apply([Set("j", "copy", 2)], LABEL)
    assert applied is not None and applied.changes == (Set("j", "copy", 2, before=1),)


def test_two_records_of_one_id_are_refused() -> None:
    with pytest.raises(ChangeError, match="double_id"):
        State([Journey(id="j"), Stage(id="j", journey_id="j")])


def test_records_come_in_their_order_and_then_by_id() -> None:
    stages = [Stage(id=name, journey_id="j", order=key) for name, key in (("c", "A"), ("b", "B"), ("a", "B"))]
    assert [each.id for each in State([Journey(id="j"), *stages]).all(Stage)] == ["c", "a", "b"]


def test_long_lists_that_were_asked_for_before_follow_every_change() -> None:
    number = 3 * LONG
    document = Document(
        [
            Journey(id="j"),
            Stage(id="s", journey_id="j"),
            Stage(id="s2", journey_id="j", order="b"),
            Lane(id="l", journey_id="j"),
            *(Touchpoint(id=f"t{at:02d}", journey_id="j", stage_id="s", lane_id="l") for at in range(number)),
            *(
                Connection(id=f"c{at:02d}", journey_id="j", source_id=f"t{at:02d}", target_id=f"t{at + 1:02d}")
                for at in range(number - 1)
            ),
        ]
    )
    state = document.state

    def asked() -> tuple[list[str], list[str]]:
        return [each.id for each in queries.touchpoints(state, "j")], [
            each.id for each in state.children(Connection, "j")
        ]

    points, ways = asked()
    queries.touchpoints(state, "j").clear()
    state.all(Connection).clear()
    before = document.snapshot()
    document.apply([Set("t00", "stage_id", "s2"), Set("t01", "title", LocalText(en="Apply"))], Label.of("x"))
    assert asked() == ([*points[1:], "t00"], ways)
    assert state.all(Touchpoint)[1].title == LocalText(en="Apply")
    document.apply([Set("t02", "deleted", True)], Label.of("x"))
    assert asked() == ([*points[1:2], *points[3:], "t00"], [*ways[:1], *ways[3:]])
    document.apply([Set("j", "deleted", True)], Label.of("x"))
    assert asked() == ([], [])
    document.apply([Set("j", "deleted", False), Set("t02", "deleted", False)], Label.of("x"))
    document.apply([Set("t00", "stage_id", "s")], Label.of("x"))
    assert asked() == (points, ways)
    assert [each.id for each in queries.touchpoints(before, "j")] == points
    assert before.all(Touchpoint)[1].title == LocalText()
