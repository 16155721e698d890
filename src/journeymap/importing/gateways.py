"""Flows with nodes that only part, join, begin or end, folded into ways between steps.

A gateway with a question of its own stays as a decision. Nothing is folded where a condition or a choice would be lost.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from journeymap.importing.report import Report, at_element
from journeymap.importing.sketch import Card, Way
from journeymap.labels import say


@dataclass(slots=True)
class Node:
    """A card and its role: card, start, end, join, boundary (at `host`), or branch and parallel for gateways."""

    card: Card
    role: str
    host: str = ""
    keeps: bool = False
    """Whether the file says that this is a touchpoint, however empty it looks."""
    folds: bool = False
    """Whether the file says that this is none: our own export writes so what stands for ways."""


class _Graph:
    """Ways by their ends, while nodes are taken out. Information is only drawn, never walked."""

    def __init__(self, nodes: dict[str, Node], ways: list[Way]) -> None:
        self.nodes = nodes
        self.out: dict[str, dict[int, Way]] = defaultdict(dict)
        self.into: dict[str, dict[int, Way]] = defaultdict(dict)
        self.others: list[Way] = []
        for way in ways:
            if way.kind == "information" or way.source not in nodes or way.target not in nodes:
                self.others.append(way)
            else:
                self.add(way)

    def add(self, way: Way) -> None:
        self.out[way.source][id(way)] = way
        self.into[way.target][id(way)] = way

    def remove(self, way: Way) -> None:
        del self.out[way.source][id(way)]
        del self.into[way.target][id(way)]

    def ways(self) -> list[Way]:
        return [way for ways in self.out.values() for way in ways.values()]

    def drop(self, key: str) -> None:
        """Take a node out and lead each way into it on to where its ways out lead."""
        incoming, outgoing = list(self.into[key].values()), list(self.out[key].values())
        for way in (*incoming, *outgoing):
            if id(way) in self.out[way.source]:
                self.remove(way)
        for one in incoming:
            for other in outgoing:
                self.add(_joined(one, other))
        del self.nodes[key]


def _joined(one: Way, other: Way) -> Way:
    condition = " · ".join(part for part in (one.condition, other.condition) if part)
    share = one.share if other.share is None else other.share if one.share is None else one.share * other.share
    # Beside a choice, ways that are taken together stay together.
    kind = other.kind if other.kind == "parallel" else one.kind or other.kind
    return replace(one, target=other.target, kind=kind, condition=condition, share=share)


def folded(
    nodes: dict[str, Node], ways: list[Way], report: Report, language: str = "en"
) -> tuple[list[Card], list[Way]]:
    """The cards that stay and the ways between them, with what was folded told in the report.

    Nodes that stay and have no name get one in the language of the file.
    """
    graph = _Graph(nodes, ways)
    for node in nodes.values():
        # What a gateway does is said by its ways, before it may go.
        if node.role in ("branch", "parallel") and len(graph.out[node.card.key]) > 1:
            for way in graph.out[node.card.key].values():
                way.kind = way.kind or node.role
    _boundaries(graph, report)
    noted = {end for way in graph.others for end in (way.source, way.target)}
    for key, node in list(graph.nodes.items()):
        if key not in noted and node.role not in ("card", "boundary") and _may_go(graph, node):
            _go(graph, node, report)
    for node in graph.nodes.values():
        if node.role in ("branch", "parallel", "join", "start", "end") and not node.card.title:
            node.card.kind = "decision" if node.role in ("branch", "parallel") else "action"
            if not node.keeps:
                node.card.title = say(f"import.word.{node.role}", language)
                report.changed("import.named_by_kind", at_element(node.card.key), title=node.card.title)
    cards = [node.card for node in graph.nodes.values()]
    return cards, [*graph.ways(), *graph.others]


def _boundaries(graph: _Graph, report: Report) -> None:
    """Events at the border of a step: the ways out of them are recoveries out of the step."""
    for key, node in list(graph.nodes.items()):
        if node.role != "boundary":
            continue
        name = node.card.title or "; ".join(node.card.description)
        host = graph.nodes.get(node.host)
        if host is None:
            node.role = "card"
            continue
        outgoing = list(graph.out[key].values())
        for way in outgoing:
            graph.remove(way)
            condition = " · ".join(part for part in (name, way.condition) if part)
            graph.add(replace(way, source=node.host, kind="recovery", condition=condition))
        if not outgoing and name:
            host.card.description.append(name)
        for end in graph.others:
            end.source = node.host if end.source == key else end.source
            end.target = node.host if end.target == key else end.target
        for way in list(graph.into[key].values()):
            graph.remove(way)
        report.changed("import.boundary", at_element(key), title=name, host=host.card.title)
        del graph.nodes[key]


def _may_go(graph: _Graph, node: Node) -> bool:
    key = node.card.key
    incoming, outgoing = graph.into[key], graph.out[key]
    if node.keeps or node.folds:
        return node.folds
    if any(way.source == way.target for way in (*incoming.values(), *outgoing.values())):
        return False
    if node.role == "start":
        return not incoming and len(outgoing) == 1
    if node.role == "end":
        # Where a step only leads here it is the end itself; else the way with its condition has to lead somewhere.
        return all(len(graph.out[way.source]) == 1 and not way.condition for way in incoming.values())
    if node.card.description or (node.card.title and len(outgoing) > 1):
        return False
    if len(outgoing) == 1:
        return bool(incoming)
    if not outgoing or len(incoming) != 1:
        return False
    (way,) = incoming.values()
    before = graph.nodes[way.source]
    # The choice moves to the step before it; that step must do nothing else, and be no choice itself.
    return len(graph.out[way.source]) == 1 and not way.condition and before.role in ("card", "boundary")


def _go(graph: _Graph, node: Node, report: Report) -> None:
    key, title = node.card.key, node.card.title
    outgoing = list(graph.out[key].values())
    if node.role == "start" and not node.folds and len(graph.into[outgoing[0].target]) > 1:
        # A way leads back to the first step: without a word it would be no start any more.
        graph.nodes[outgoing[0].target].card.fields.setdefault("start_share", 1.0)
    if title and outgoing:
        graph.nodes[outgoing[0].target].card.description.append(title)
        report.changed("import.to_description", at_element(key), text=title)
    graph.drop(key)
    report.changed(f"import.folded.{node.role}", at_element(key), n=len(outgoing))
