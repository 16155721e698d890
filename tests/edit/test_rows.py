"""Rows that come several at once, and annotations that go to another touchpoint."""

from __future__ import annotations

from typing import Any

import pytest

from journeymap.edit import annotations as notes
from journeymap.edit import rows, touchpoints
from journeymap.model import queries
from journeymap.model.changes import Change, Label, Set
from journeymap.model.records import DataPoint, Indicator, Opportunity, PainPoint, Touchpoint
from journeymap.model.text import LocalText
from journeymap.session import Session


class Trip:
    """Two touchpoints, one after the other, with pain points at the first."""

    def __init__(self) -> None:
        self.session = Session.new("empty", ("en", "zh"))
        self.journey_id = queries.journeys(self.state)[0].id
        stage, lane = touchpoints.first_place(self.state, self.journey_id) or ("", "")
        self.first = self.made(touchpoints.add(self.state, self.journey_id, stage, lane, LocalText(en="First"))).id
        self.second = self.made(touchpoints.add_behind(self.state, self.first, title=LocalText(en="Second"))).id
        self.pains = [self.made(notes.add_pain_point(self.state, self.first)).id for _ in range(3)]

    @property
    def state(self) -> Any:
        return self.session.state

    def run(self, changes: list[Change]) -> None:
        self.session.run(Label.of("paste"), changes)

    def made(self, both: tuple[Any, list[Change]]) -> Any:
        self.run(both[1])
        return both[0]

    def ids(self, cls: type, touchpoint_id: str) -> list[str]:
        return [each.id for each in rows.noted(self.state, cls, touchpoint_id)]

    def ways(self) -> set[tuple[str, str, str]]:
        return {
            (each.source_id, each.target_id, each.kind) for each in queries.connections(self.state, self.journey_id)
        }


@pytest.fixture
def trip() -> Trip:
    return Trip()


def test_new_touchpoints_lie_on_the_way_that_led_on(trip: Trip) -> None:
    made, changes = rows.add_behind(trip.state, trip.state.get(Touchpoint, trip.first), 2)
    trip.run(changes)
    one, two = (each.id for each in made)
    assert trip.ways() == {
        (trip.first, one, "sequence"), (one, two, "sequence"), (two, trip.second, "sequence"),
    }  # fmt: skip
    assert [each.id for each in queries.touchpoints(trip.state, trip.journey_id)] == [trip.first, one, two, trip.second]


def test_behind_a_choice_they_are_another_branch(trip: Trip) -> None:
    trip.run(touchpoints.add_behind(trip.state, trip.first)[1])
    (made,), changes = rows.add_behind(trip.state, trip.state.get(Touchpoint, trip.first), 1)
    trip.run(changes)
    assert (trip.first, made.id, "branch") in trip.ways()
    assert {kind for source, _, kind in trip.ways() if source == trip.first} == {"branch"}


@pytest.mark.parametrize("cls", rows.ANNOTATIONS)
def test_annotations_of_each_kind_come_several_at_once_and_move(trip: Trip, cls: type) -> None:
    before = trip.ids(cls, trip.first)
    made, changes = rows.add_under(trip.state, cls, trip.first, 2)
    trip.run(changes)
    assert set(trip.ids(cls, trip.first)) == {*before, *(each.id for each in made)}
    trip.run(rows.move_to(trip.state, made[0].id, trip.first, trip.second))
    assert trip.ids(cls, trip.second) == [made[0].id]
    assert made[0].id not in trip.ids(cls, trip.first)


def test_annotations_take_a_place_and_stop_at_the_border(trip: Trip) -> None:
    one, two, three = trip.pains
    trip.run(rows.place_at(trip.state, one, trip.first, 2))
    assert trip.ids(PainPoint, trip.first) == [two, three, one]
    trip.run(rows.place_by(trip.state, one, trip.first, -1))
    assert trip.ids(PainPoint, trip.first) == [two, one, three]
    assert rows.place_by(trip.state, two, trip.first, -1) == []
    assert rows.place_at(trip.state, two, trip.first, 0) == []


def test_moving_on_crosses_to_the_next_touchpoint_and_back_to_the_end(trip: Trip) -> None:
    last = trip.pains[-1]
    trip.run(rows.move_on(trip.state, last, 1, trip.first))
    assert trip.ids(PainPoint, trip.second) == [last]
    assert rows.move_on(trip.state, last, 1, trip.second) == []
    trip.run(rows.move_on(trip.state, last, -1, trip.second))
    assert trip.ids(PainPoint, trip.first) == trip.pains


def test_an_opportunity_and_a_link_that_are_there_already_are_not_doubled(trip: Trip) -> None:
    idea = trip.made(notes.add_opportunity(trip.state, trip.first, "fix")).id
    trip.run([Set(idea, "touchpoint_ids", (trip.first, trip.second))])
    trip.run(rows.move_to(trip.state, idea, trip.first, trip.second))
    assert trip.state.get(Opportunity, idea).touchpoint_ids == (trip.second,)
    for point in (trip.first, trip.second):
        trip.run(notes.link(trip.state, point, "el-equity-transparency-accessibility"))
    link = queries.model_links(trip.state, trip.first)[0]
    trip.run(rows.move_to(trip.state, link.id, trip.first, trip.second))
    assert not queries.model_links(trip.state, trip.first)
    assert len(queries.model_links(trip.state, trip.second)) == 1


def test_what_leads_somewhere_is_not_added_so(trip: Trip) -> None:
    way = queries.connections(trip.state, trip.journey_id)[0]
    assert rows.add_behind(trip.state, way, 3, trip.first) == ([], [])
    assert rows.move_to(trip.state, way.id, trip.first, trip.second) == []
    assert {DataPoint, Indicator} <= set(rows.ANNOTATIONS)
