"""Connections led elsewhere and given another kind."""

from __future__ import annotations

from tests.journeys import chain_of, frame, way

from journeymap.edit import connections
from journeymap.model import queries
from journeymap.model.changes import Label
from journeymap.model.document import Document

LABEL = Label.of("reconnect")


def ways(document: Document) -> set[tuple[str, str, str]]:
    return {(each.source_id, each.target_id, each.kind) for each in queries.connections(document.state, "j")}


def test_a_connection_ends_elsewhere(small_journey: Document) -> None:
    small_journey.apply(connections.reconnect(small_journey.state, "a-b", "c", at_start=False), LABEL)
    assert ways(small_journey) == {("a", "c", "sequence"), ("b", "c", "sequence")}


def test_a_connection_led_back_becomes_a_loop_and_forward_again_a_way() -> None:
    document = Document([*frame(), *chain_of("a", "b", "c"), *chain_of("d"), way("c", "d")])
    document.apply(connections.reconnect(document.state, "c-d", "a", at_start=False), LABEL)
    assert ("c", "a", "loop") in ways(document)
    document.apply(connections.reconnect(document.state, "c-d", "d", at_start=False), LABEL)
    assert ("c", "d", "sequence") in ways(document)


def test_a_second_way_out_makes_branches() -> None:
    document = Document([*frame(), *chain_of("a", "b", "c"), *chain_of("d"), way("d", "c")])
    document.apply(connections.reconnect(document.state, "d-c", "a", at_start=True), LABEL)
    assert ways(document) == {("a", "b", "branch"), ("a", "c", "branch"), ("b", "c", "sequence")}


def test_kinds_that_were_chosen_stay(small_journey: Document) -> None:
    small_journey.apply(connections.set_kind(small_journey.state, ["a-b"], "information"), LABEL)
    small_journey.apply(connections.reconnect(small_journey.state, "a-b", "c", at_start=False), LABEL)
    assert ("a", "c", "information") in ways(small_journey)
    assert connections.set_kind(small_journey.state, ["a-b", "gone"], "information") == []


def test_a_connection_does_not_meet_itself_or_run_twice(small_journey: Document) -> None:
    for target in ("a", "b", "gone"):
        assert connections.reconnect(small_journey.state, "a-b", target, at_start=False) == []
    document = Document([*frame(), *chain_of("a", "b", "c"), way("a", "c")])
    assert connections.reconnect(document.state, "a-b", "c", at_start=False) == []
