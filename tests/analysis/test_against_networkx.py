"""Our plain graph algorithms give what networkx gives, on random graphs of every shape."""

from __future__ import annotations

from pathlib import Path

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap import resources
from journeymap.analysis.components import components, topological_order
from journeymap.analysis.dominators import immediate_dominators
from journeymap.analysis.graph import journey_graph
from journeymap.analysis.networks import as_networkx
from journeymap.model import queries
from journeymap.session import Session

GRAPHS = st.integers(1, 14).flatmap(
    lambda size: st.lists(
        st.lists(st.integers(0, size - 1), max_size=4, unique=True).map(sorted), min_size=size, max_size=size
    )
)


def peer_of(successors: list[list[int]]) -> networkx.DiGraph[int]:
    peer: networkx.DiGraph[int] = networkx.DiGraph()
    peer.add_nodes_from(range(len(successors)))
    peer.add_edges_from((node, target) for node, targets in enumerate(successors) for target in targets)
    return peer


@given(GRAPHS)
def test_components_are_the_same_and_stand_before_those_they_lead_to(successors: list[list[int]]) -> None:
    found = components(successors)
    assert {frozenset(each) for each in found} == {
        frozenset(each) for each in networkx.strongly_connected_components(peer_of(successors))
    }
    place = {node: number for number, each in enumerate(found) for node in each}
    assert all(place[node] <= place[target] for node, targets in enumerate(successors) for target in targets)


@given(GRAPHS)
def test_a_topological_order_exists_where_networkx_finds_no_cycle(successors: list[list[int]]) -> None:
    order = topological_order(successors)
    assert (order is not None) == networkx.is_directed_acyclic_graph(peer_of(successors))
    if order is not None:
        place = {node: number for number, node in enumerate(order)}
        assert all(place[node] < place[target] for node, targets in enumerate(successors) for target in targets)


@given(GRAPHS)
def test_immediate_dominators_are_the_same(successors: list[list[int]]) -> None:
    theirs = dict(networkx.immediate_dominators(peer_of(successors), 0))
    theirs.pop(0, None)
    assert immediate_dominators(successors, 0) == theirs


@pytest.mark.parametrize("sample", resources.samples(), ids=lambda each: each.stem)
def test_a_journey_as_a_networkx_graph_says_what_its_own_graph_says(sample: Path) -> None:
    state = Session.open_copy(sample).state
    graph = journey_graph(state, queries.journeys(state)[0].id)
    peer = as_networkx(graph)
    assert set(peer.nodes) == {each.id for each in graph.touchpoints}
    assert {key for _, _, key in peer.edges(keys=True)} == {each.connection_id for each in graph.ways}
    starts = [each for each, part in peer.nodes(data="start") if part]
    reached = set(starts).union(*(networkx.descendants(peer, each) for each in starts))
    assert reached == set(graph.ids(graph.reachable))
    assert {each for each, goal in peer.nodes(data="goal") if goal} == set(graph.ids(graph.goals))
    assert sum(part for _, part in peer.nodes(data="start")) == pytest.approx(1)
