"""What a reader of the map relies on: cards in their stage and lane, none upon another, and a picture that stays calm."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.maps import JOURNEY, Plan, chain, plans

from journeymap.analysis.arrangement import arrange
from journeymap.analysis.layout import MapLayout, Metrics, drop_place, layout_map
from journeymap.model.document import State
from journeymap.model.order import key_between
from journeymap.model.records import Journey, Lane, Stage, Touchpoint


def laid(plan: Plan, **options: object) -> MapLayout:
    return layout_map(plan.state(), JOURNEY, **options)  # type: ignore[arg-type]


def in_cell(layout: MapLayout, touchpoint_id: str, stage: str, lane: str) -> tuple[float, float]:
    card, cell = layout.cards[touchpoint_id], layout.cells[stage, lane]
    return card.x - cell.x, card.y - cell.y


@settings(max_examples=60)
@given(plans())
def test_cards_stand_in_their_stage_and_lane_and_none_upon_another(plan: Plan) -> None:
    layout = laid(plan)
    assert len(layout.cards) == len(plan.touchpoints)
    for number, (stage, lane) in enumerate(plan.touchpoints):
        assert layout.cells[f"s{stage}", f"l{lane}"].holds(layout.cards[f"t{number}"])
    for one, other in combinations(layout.cards.values(), 2):
        assert not one.intersects(other)


@settings(max_examples=60)
@given(plans(by_hand=True))
def test_cards_placed_by_hand_stay_and_others_keep_clear_of_them(plan: Plan) -> None:
    layout = laid(plan)
    by_hand = {f"t{number}": (x, y) for number, x, y in plan.by_hand}
    for number, (stage, lane) in enumerate(plan.touchpoints):
        card = layout.cards[f"t{number}"]
        assert layout.cells[f"s{stage}", f"l{lane}"].holds(card)
        if f"t{number}" in by_hand:
            assert in_cell(layout, f"t{number}", f"s{stage}", f"l{lane}") == pytest.approx(by_hand[f"t{number}"])
        else:
            others = [rect for key, rect in layout.cards.items() if key != f"t{number}"]
            assert not any(card.intersects(other) for other in others)


@settings(max_examples=60)
@given(plans())
def test_headers_and_lines_frame_the_map(plan: Plan) -> None:
    layout = laid(plan)
    headers = [*layout.stage_headers.values(), *layout.lane_headers.values()]
    bands = [*layout.stages.values(), *layout.lanes.values()]
    assert all(layout.bounds.holds(rect) for rect in [*headers, *bands, *layout.cards.values()])
    assert not any(header.intersects(card) for header in headers for card in layout.cards.values())
    for group in (layout.stages, layout.lanes):
        assert not any(one.intersects(other) for one, other in combinations(group.values(), 2))
    for y in (layout.visibility_y, layout.interaction_y):
        assert y is None or not any(card.y < y < card.bottom for card in layout.cards.values())


@settings(max_examples=60)
@given(plans(by_hand=True))
def test_the_same_journey_gives_the_same_map(plan: Plan) -> None:
    assert laid(plan) == laid(plan)


def test_the_flow_runs_from_left_to_right() -> None:
    layout = laid(chain((0, 0), (0, 0), (0, 0)))
    assert layout.cards["t0"].right < layout.cards["t1"].x
    assert layout.cards["t1"].right < layout.cards["t2"].x
    assert layout.cards["t0"].y == layout.cards["t1"].y == layout.cards["t2"].y


def test_a_step_into_the_next_lane_goes_straight_down() -> None:
    layout = laid(chain((0, 0), (0, 1), lanes=2))
    assert layout.cards["t0"].x == layout.cards["t1"].x
    (start, end) = layout.routes["c0"].points
    assert start == (layout.cards["t0"].center[0], layout.cards["t0"].bottom)
    assert end == (layout.cards["t1"].center[0], layout.cards["t1"].y)


def test_labels_side_by_side_take_the_height_of_one() -> None:
    def height(stages: int) -> float:
        cards = tuple((place // 2, place % 2) for place in range(2 * stages))
        steps = tuple((place, place + 1, "sequence") for place in range(0, 2 * stages, 2))
        layout = laid(Plan(stages, 2, cards, steps), label_size=lambda _: (60.0, 50.0))
        labels = [route.label for route in layout.routes.values()]
        assert all(label is not None for label in labels)
        return layout.bounds.height

    assert height(8) == height(1)


def test_a_card_between_keeps_two_steps_from_sharing_a_column() -> None:
    plan = Plan(1, 3, ((0, 0), (0, 1), (0, 2)), ((0, 1, "branch"), (0, 2, "branch")))
    layout = laid(plan)
    assert layout.cards["t0"].x == layout.cards["t1"].x < layout.cards["t2"].x


def test_branches_of_one_lane_stand_one_above_the_other() -> None:
    layout = laid(Plan(1, 1, ((0, 0), (0, 0), (0, 0)), ((0, 1, "branch"), (0, 2, "branch"))))
    assert layout.cards["t1"].x == layout.cards["t2"].x
    assert layout.cards["t1"].bottom < layout.cards["t2"].y


def test_a_loop_does_not_turn_the_flow_round() -> None:
    plan = chain((0, 0), (0, 0), (0, 0))
    looped = replace(plan, connections=(*plan.connections, (2, 0, "loop")))
    assert laid(looped).cards["t0"].x < laid(looped).cards["t1"].x < laid(looped).cards["t2"].x


def test_empty_stages_and_lanes_have_room_to_type_in() -> None:
    layout = laid(Plan(2, 3, ((0, 0),)))
    metrics = Metrics()
    assert all(rect.width > metrics.card_width for rect in layout.stages.values())
    assert all(rect.height > metrics.card_height for rect in layout.lanes.values())


def test_a_journey_without_stages_or_lanes_still_shows_its_touchpoints() -> None:
    touchpoint = Touchpoint(id="t0", journey_id=JOURNEY, stage_id="gone", lane_id="gone")
    layout = layout_map(State([Journey(id=JOURNEY), touchpoint]), JOURNEY)
    assert layout.bounds.holds(layout.cards["t0"])
    assert drop_place(layout, 10, 10) is None


def test_touchpoints_without_stage_or_lane_are_shown_in_the_first_ones() -> None:
    records = [
        Journey(id=JOURNEY), Stage(id="s0", journey_id=JOURNEY, order="1"), Stage(id="s1", journey_id=JOURNEY, order="2"),
        Lane(id="l0", journey_id=JOURNEY, order="1"), Lane(id="l1", journey_id=JOURNEY, order="2"),
        Touchpoint(id="t0", journey_id=JOURNEY, stage_id="gone", lane_id="l1"),
        Touchpoint(id="t1", journey_id=JOURNEY, stage_id="s1", lane_id="gone"),
    ]  # fmt: skip
    layout = layout_map(State(records), JOURNEY)
    assert (layout.home("t0"), layout.home("t1")) == (("s0", "l1"), ("s1", "l0"))


def test_a_cell_grows_to_hold_a_card_placed_by_hand() -> None:
    plan = Plan(2, 2, ((0, 0), (1, 1)), by_hand=((0, 700.0, 300.0),))
    before, after = laid(replace(plan, by_hand=())), laid(plan)
    assert after.stages["s0"].width > before.stages["s0"].width
    assert after.lanes["l0"].height > before.lanes["l0"].height
    assert in_cell(after, "t1", "s1", "l1") == in_cell(before, "t1", "s1", "l1")


@settings(max_examples=60)
@given(plans(), st.floats(-50, 3000), st.floats(-50, 2000))
def test_a_dropped_card_lands_where_it_was_dropped(plan: Plan, x: float, y: float) -> None:
    layout = laid(plan)
    place = drop_place(layout, x, y)
    assert place is not None
    stage, lane, (offset_x, offset_y) = place
    moved = replace(
        plan,
        touchpoints=((int(stage[1:]), int(lane[1:])), *plan.touchpoints[1:]),
        by_hand=((0, offset_x, offset_y),),
        connections=(),
    )
    cell = layout.cells[stage, lane]
    metrics = layout.metrics
    middle = (x + metrics.card_width / 2, y + metrics.card_height / 2)
    if layout.bounds.contains(*middle) and cell.contains(*middle):
        assert in_cell(laid(moved), "t0", stage, lane) == pytest.approx((max(0, x - cell.x), max(0, y - cell.y)))


def flowing(count: int, seed: int = 1, stages: int = 6, lanes: int = 4) -> Plan:
    """A journey like real ones: mostly one step after the other, with branches, shortcuts and ways back."""
    chance = random.Random(seed)
    per_stage = max(1, count // stages)
    touchpoints = tuple((min(stages - 1, number // per_stage), chance.randrange(lanes)) for number in range(count))
    links = [(number, number + 1, "sequence") for number in range(count - 1) if chance.random() < 0.85]
    for number in range(count):
        if chance.random() < 0.25:
            links.append((number, min(count - 1, number + chance.randint(2, 5)), "branch"))
        if chance.random() < 0.08 and number > 4:
            links.append((number, number - chance.randint(1, 4), "loop"))
    return Plan(stages, lanes, touchpoints, tuple(link for link in links if link[0] != link[1]))


def slots(layout: MapLayout, plan: Plan) -> dict[str, tuple[int, int]]:
    """The sub-column of each card in its stage and its sub-row in its lane."""
    found = {}
    for number, (stage, lane) in enumerate(plan.touchpoints):
        columns = {layout.cards[f"t{other}"].x for other, place in enumerate(plan.touchpoints) if place[0] == stage}
        rows = {layout.cards[f"t{other}"].y for other, place in enumerate(plan.touchpoints) if place[1] == lane}
        card = layout.cards[f"t{number}"]
        found[f"t{number}"] = (sorted(columns).index(card.x), sorted(rows).index(card.y))
    return found


def test_one_touchpoint_more_moves_few_others() -> None:
    """At most one in twenty on the average and one in ten at worst; what lies behind moves on as a whole."""
    moved = []
    for seed in range(12):
        plan = flowing(60, seed)
        more = (*plan.connections, (20, 60, "branch"))
        added = replace(plan, touchpoints=(*plan.touchpoints, plan.touchpoints[20]), connections=more)
        before = laid(plan)
        after = laid(added, previous=before)
        former, now = slots(before, plan), slots(after, plan)
        moved.append(sum(former[key] != now[key] for key in former) / len(former))
    assert sum(moved) / len(moved) <= 0.05
    assert max(moved) <= 0.1


@settings(max_examples=40)
@given(plans(by_hand=True))
def test_arranging_clears_places_and_writes_down_the_order_it_found(plan: Plan) -> None:
    state = plan.state()
    wishes = arrange(state, JOURNEY)
    assert {key for key, fields in wishes.items() if "pos" in fields} == {f"t{number}" for number, _, _ in plan.by_hand}
    records = [record.model_copy(update=wishes.get(record.id, {})) for record in state]
    arranged = State(records)
    assert not any(record.pos for record in arranged.all(Touchpoint))
    assert arrange(arranged, JOURNEY) == {}


def test_arranging_some_touchpoints_leaves_the_others_alone() -> None:
    plan = Plan(1, 1, ((0, 0),) * 4, ((0, 1, "sequence"),), by_hand=((1, 30.0, 40.0), (2, 300.0, 40.0)))
    assert arrange(plan.state(), JOURNEY, ["t2"]) == {"t2": {"pos": None}}


def test_arranging_uncrosses_branches() -> None:
    links = ((0, 1, "branch"), (0, 2, "branch"), (1, 4, "sequence"), (2, 3, "sequence"))
    plan = Plan(3, 1, ((0, 0), (1, 0), (1, 0), (2, 0), (2, 0)), links)
    layout = laid(plan)
    first = layout.cards["t1"].y < layout.cards["t2"].y
    assert (layout.cards["t4"].y < layout.cards["t3"].y) == first


def test_other_measures_scale_the_map() -> None:
    plan = flowing(12)
    small = laid(plan, metrics=Metrics(card_width=80, card_height=50))
    assert small.bounds.width < laid(plan).bounds.width
    assert {(card.width, card.height) for card in small.cards.values()} == {(80, 50)}


def test_a_new_order_shows_although_the_map_is_kept_calm() -> None:
    plan = Plan(2, 1, ((0, 0), (1, 0), (1, 0), (1, 0)), tuple((0, number, "branch") for number in (1, 2, 3)))
    before = laid(plan)
    state = plan.state()
    last = max(("t1", "t2", "t3"), key=lambda key: before.cards[key].y)
    first = min(("t1", "t2", "t3"), key=lambda key: before.cards[key].y)
    key = key_between(None, state.get(Touchpoint, first).order)  # type: ignore[union-attr]
    moved = State(record.model_copy(update={"order": key}) if record.id == last else record for record in state)
    after = layout_map(moved, JOURNEY, previous=before)
    assert after.cards[last].y < after.cards[first].y


def test_another_journey_is_laid_out_afresh() -> None:
    other = laid(flowing(10, 5))
    assert laid(Plan(1, 1, ((0, 0),)), previous=other) == laid(Plan(1, 1, ((0, 0),)))
