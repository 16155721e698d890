"""Inverse and squash: change sets as data."""

from __future__ import annotations

from journeymap.model.changes import UNKNOWN, Add, ChangeSet, Label, Set, inverse, squash
from journeymap.model.records import Journey
from journeymap.model.text import LocalText


def test_the_inverse_goes_backwards_and_marks_what_was_added_as_deleted() -> None:
    journey = Journey(id="j")
    back = inverse([Add(journey), Set("k", "owner", "B", before="A")])
    assert back == [Set("k", "owner", "A", before="B"), Set("j", "deleted", True, before=False)]


def test_several_sets_of_a_field_become_one() -> None:
    changes = [Set("j", "owner", "B", before="A"), Set("j", "owner", "C", before="B")]
    assert squash(changes) == (Set("j", "owner", "C", before="A"),)


def test_going_back_to_where_it_began_leaves_nothing() -> None:
    assert squash([Set("j", "owner", "B", before="A"), Set("j", "owner", "A", before="B")]) == ()


def test_what_is_set_in_an_added_record_is_added_with_it() -> None:
    (added,) = squash([Add(Journey(id="j")), Set("j", "owner", "B", before="")])
    assert added == Add(Journey(id="j", owner="B"))


def test_a_change_set_names_the_records_it_touches() -> None:
    change_set = ChangeSet((Add(Journey(id="j")), Set("k", "owner", "B")), Label.of("x"))
    assert change_set.ids == {"j", "k"}


def test_before_is_unknown_until_a_change_was_applied() -> None:
    assert Set("j", "title", LocalText(en="A")).before is UNKNOWN


def test_equal_labels_are_equal_whatever_the_order_of_their_values() -> None:
    assert Label.of("move", n=3, to="a") == Label.of("move", to="a", n=3)
