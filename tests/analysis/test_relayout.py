"""A map after a small change: everything a reader relies on still holds, and what has nothing to do with it stays."""

from __future__ import annotations

import os
import random
from itertools import combinations, pairwise

import pytest
from tests.analysis.maps import JOURNEY
from tests.analysis.test_layout import flowing, slots
from tests.analysis.test_routing import on_edge, passes_through, runs

from journeymap.analysis.layout import MapLayout, layout_map
from journeymap.edit import touchpoints
from journeymap.model import queries
from journeymap.model.changes import Change, Label, Set
from journeymap.model.document import Document, State
from journeymap.model.records import Connection
from journeymap.model.values import Point
from journeymap.session import Session

SCALE = int(os.environ.get("JOURNEYMAP_TEST_SCALE", "1"))


def label_size(connection: Connection) -> tuple[float, float] | None:
    return (44.0, 18.0) if connection.kind == "branch" else None


def laid(state: State, previous: MapLayout | None = None) -> MapLayout:
    return layout_map(state, JOURNEY, label_size=label_size, previous=previous)


def edit(state: State, dice: random.Random) -> list[Change]:
    """Something that people do to a map."""
    points = queries.touchpoints(state, JOURNEY)
    ways = queries.connections(state, JOURNEY)
    point, other = dice.choice(points), dice.choice(points)
    match dice.randrange(8):
        case 0 | 1:
            return touchpoints.add_behind(state, point.id)[1]
        case 2:
            return touchpoints.connect(state, point.id, other.id)[1]
        case 3:
            return touchpoints.move(state, {point.id: (other.stage_id, other.lane_id, None)})
        case 4:
            pos = Point(dice.uniform(0, 900), dice.uniform(0, 500))
            return touchpoints.move(state, {point.id: (point.stage_id, point.lane_id, pos)})
        case 5 if len(points) > 5:
            return touchpoints.delete(state, [point.id])
        case 6 if ways:
            return [Set(dice.choice(ways).id, "deleted", True)]
        case _ if ways:
            return [Set(dice.choice(ways).id, "kind", dice.choice(("sequence", "branch", "loop", "recovery")))]
    return []


def check(state: State, layout: MapLayout) -> None:
    points = {each.id: each for each in queries.touchpoints(state, JOURNEY)}
    assert layout.cards.keys() == points.keys()
    by_hand = {key for key, each in points.items() if each.pos is not None}
    for key, each in points.items():
        assert layout.cells[each.stage_id, each.lane_id].holds(layout.cards[key])
    for one, other in combinations(points, 2):
        assert {one, other} <= by_hand or not layout.cards[one].intersects(layout.cards[other])
    if any(layout.cards[one].intersects(layout.cards[other].inset(-4)) for one, other in combinations(by_hand, 2)):
        return  # cards laid upon each other leave no way between them
    ways = {each.id: each for each in queries.connections(state, JOURNEY)}
    assert list(layout.routes) == list(ways)
    for key, way in ways.items():
        line = layout.routes[key].points
        assert on_edge(line[0], layout.cards[way.source_id])
        assert on_edge(line[-1], layout.cards[way.target_id])
        assert all(x == to_x or y == to_y for (x, y), (to_x, to_y) in pairwise(line))
    for run in runs(layout):
        for key, card in layout.cards.items():
            assert not passes_through(run, card), (run, key)
    labels = [route.label for route in layout.routes.values() if route.label is not None]
    assert not any(label.intersects(card) for label in labels for card in layout.cards.values())
    assert not any(one.intersects(other) for one, other in combinations(labels, 2))


@pytest.mark.parametrize("seed", range(8 * SCALE))
def test_whatever_is_done_to_a_map_leaves_it_readable(seed: int) -> None:
    dice = random.Random(seed)
    session = Session(Document(flowing(dice.choice((8, 20, 45)), seed).state()))
    layout = laid(session.state)
    for _ in range(25):
        if dice.random() < 0.2:
            session.undo()
        else:
            session.run(Label.of("edit"), edit(session.state, dice))
        layout = laid(session.state, layout)
        check(session.state, layout)


def test_one_touchpoint_more_leaves_nearly_all_connections_on_their_course() -> None:
    """Those that ran where the new card stands must turn; one in twenty on the average, one in ten at worst."""
    shares = []
    for seed in range(6):
        session = Session(Document(flowing(120, seed).state()))
        before = laid(session.state)
        _, changes = touchpoints.add_behind(session.state, "t60")
        session.run(Label.of("edit"), changes)
        after = laid(session.state, before)
        turned = [key for key, route in before.routes.items() if len(route.points) != len(after.routes[key].points)]
        shares.append(len(turned) / len(before.routes))
    assert sum(shares) / len(shares) <= 0.05
    assert max(shares) <= 0.1


def test_a_change_of_the_whole_is_laid_out_as_a_whole() -> None:
    plan = flowing(60)
    other = flowing(60, 9)
    assert laid(other.state(), laid(plan.state())).cards.keys() == laid(other.state()).cards.keys()
    assert slots(laid(other.state(), laid(plan.state())), other)
