"""What a reader of connections relies on: they go round cards, keep apart, and their labels can be read."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from tests.analysis.maps import JOURNEY, Plan, chain, plans
from tests.analysis.test_layout import flowing

from journeymap.analysis.layout import MapLayout, Rect, layout_map
from journeymap.model.records import Connection


def laid(plan: Plan, label: tuple[float, float] | None = (44, 18)) -> MapLayout:
    return layout_map(plan.state(), JOURNEY, label_size=lambda _: label)


def runs(layout: MapLayout) -> list[tuple[str, tuple[float, float], tuple[float, float]]]:
    return [(key, *run) for key, route in layout.routes.items() for run in pairwise(route.points)]


def passes_through(run: tuple[str, tuple[float, float], tuple[float, float]], rect: Rect) -> bool:
    _, (x, y), (to_x, to_y) = run
    inner = rect.inset(0.01)
    return (
        min(x, to_x) < inner.right and max(x, to_x) > inner.x and min(y, to_y) < inner.bottom and max(y, to_y) > inner.y
    )


def crosses(
    one: tuple[str, tuple[float, float], tuple[float, float]],
    other: tuple[str, tuple[float, float], tuple[float, float]],
) -> bool:
    """Whether a level and an upright run cut through each other."""
    _, (x, y), (to_x, to_y) = one
    _, (other_x, other_y), (other_to_x, other_to_y) = other
    if y != to_y:
        return other_y == other_to_y and crosses(other, one)
    upright = other_x == other_to_x and min(other_y, other_to_y) < y < max(other_y, other_to_y)
    return upright and min(x, to_x) < other_x < max(x, to_x)


def on_edge(point: tuple[float, float], card: Rect) -> bool:
    x, y = point
    on_side = x in (pytest.approx(card.x), pytest.approx(card.right)) and card.y <= y <= card.bottom
    return on_side or (y in (pytest.approx(card.y), pytest.approx(card.bottom)) and card.x <= x <= card.right)


@settings(max_examples=60)
@given(plans(most=10))
def test_connections_run_from_card_edge_to_card_edge_and_through_no_card(plan: Plan) -> None:
    layout = laid(plan)
    assert len(layout.routes) == len(plan.connections)
    for number, (source, target, _) in enumerate(plan.connections):
        points = layout.routes[f"c{number}"].points
        assert on_edge(points[0], layout.cards[f"t{source}"])
        assert on_edge(points[-1], layout.cards[f"t{target}"])
        assert all(x == to_x or y == to_y for (x, y), (to_x, to_y) in pairwise(points))
    for run in runs(layout):
        assert not any(passes_through(run, card) for card in layout.cards.values())
        assert not any(passes_through(run, rect) for rect in layout.stage_headers.values())
        assert not any(passes_through(run, rect) for rect in layout.lane_headers.values())


@settings(max_examples=60)
@given(plans(most=10, by_hand=True))
def test_connections_go_round_cards_placed_by_hand(plan: Plan) -> None:
    layout = laid(plan)
    if any(one.intersects(other.inset(-4)) for one, other in combinations(layout.cards.values(), 2)):
        return  # cards laid upon each other leave no way between them
    for run in runs(layout):
        assert not any(passes_through(run, card) for card in layout.cards.values())


@settings(max_examples=60)
@given(plans(most=10))
def test_labels_lie_on_their_route_clear_of_cards_and_of_each_other(plan: Plan) -> None:
    layout = laid(plan)
    labels = {key: route.label for key, route in layout.routes.items() if route.label is not None}
    for key, label in labels.items():
        assert not any(label.intersects(card) for card in layout.cards.values())
        assert any(passes_through(run, label) for run in runs(layout) if run[0] == key)
    for one, other in combinations(labels.values(), 2):
        assert not one.intersects(other)


@settings(max_examples=50)
@given(plans(most=8))
def test_connections_that_run_side_by_side_keep_apart(plan: Plan) -> None:
    layout = laid(plan, label=None)
    for (one, *first), (other, *second) in combinations(runs(layout), 2):
        if one == other:
            continue
        for axis in (0, 1):
            (begin, end), (begin2, end2) = sorted(p[axis] for p in first), sorted(p[axis] for p in second)
            across, across2 = {p[1 - axis] for p in first}, {p[1 - axis] for p in second}
            if len(across) == len(across2) == 1 and begin < end and begin2 < end2:
                overlap = min(end, end2) - max(begin, begin2)
                assert overlap <= 0.01 or abs(across.pop() - across2.pop()) > 0.5


def test_neighbours_are_joined_by_a_straight_line_between_the_middles_of_their_sides() -> None:
    layout = laid(chain((0, 0), (0, 0)))
    source, target = layout.cards["t0"], layout.cards["t1"]
    assert layout.routes["c0"].points == ((source.right, source.center[1]), (target.x, target.center[1]))


def test_a_gap_grows_for_a_long_label() -> None:
    short, long = laid(chain((0, 0), (0, 0)), (30, 18)), laid(chain((0, 0), (0, 0)), (120, 18))
    label = long.routes["c0"].label
    assert label is not None
    assert long.cards["t1"].x - long.cards["t0"].right > label.width
    assert short.bounds.width < long.bounds.width


def test_a_loop_goes_round_apart_from_the_way_forward() -> None:
    plan = Plan(1, 1, ((0, 0), (0, 0), (0, 0)), ((0, 1, "sequence"), (1, 2, "sequence"), (2, 0, "loop")))
    layout = laid(plan)
    forward, back = layout.routes["c0"].points, layout.routes["c2"].points
    assert len(forward) == 2
    assert max(y for _, y in back) > layout.cards["t1"].bottom
    assert back[0][1] == layout.cards["t2"].bottom
    assert back[-1][1] == layout.cards["t0"].bottom


def test_many_ways_at_one_side_are_spread_without_crossing_each_other() -> None:
    targets = 5
    links = tuple((0, number, "branch") for number in range(1, targets + 1))
    layout = laid(Plan(2, 1, ((0, 0), *((1, 0),) * targets), links))
    assert len({route.points[0] for route in layout.routes.values()}) == targets
    for one, other in combinations(runs(layout), 2):
        assert one[0] == other[0] or not crosses(one, other)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("count", [12, 30, 60])
def test_every_share_of_a_real_journey_finds_room(count: int, seed: int) -> None:
    plan = flowing(count, seed)
    layout = layout_map(plan.state(), JOURNEY, label_size=_share_size)
    missing = [key for key, route in layout.routes.items() if route.label is None and route.kind == "branch"]
    assert missing == []


def _share_size(connection: Connection) -> tuple[float, float] | None:
    return (44, 18) if connection.kind == "branch" else None
