"""ArchiMate exchange files, 2.1 and 3, and those of the Archi program. Business processes and events are touchpoints, roles
lanes, triggers ways.

What serves a process is told in its description. The other layers and the drawn views are left out, element by element.
"""

from __future__ import annotations

from collections import defaultdict
from xml.etree.ElementTree import Element

from journeymap.importing import vocabulary
from journeymap.importing.report import Report, at_element
from journeymap.importing.sketch import Card, Sketch, Way
from journeymap.importing.source import attribute, child, children, inner_text, tag
from journeymap.labels import say

_STEPS = frozenset(
    {
        "BusinessProcess",
        "BusinessFunction",
        "BusinessEvent",
        "BusinessInteraction",
        "ApplicationProcess",
        "ApplicationEvent",
    }
)
_WHO = frozenset({"BusinessActor", "BusinessRole", "BusinessCollaboration", "Stakeholder"})
_FLOWS = {"Triggering": "", "Flow": "information"}
_SERVES = ("Serving", "UsedBy")
_WHOLES = ("Composition", "Aggregation")


def archimate(root: Element, report: Report) -> Sketch:
    """The sketch of a model: all its processes and events as one journey."""
    sketch = Sketch(_name(root), _documentation(root), is_model=True)
    report.understood("import.title", at_element(attribute(root, "identifier")), title=sketch.title)
    held, ties_of = (
        _native(root)
        if child(root, "elements") is None
        else (_inside(root, "elements", "element"), _inside(root, "relationships", "relationship"))
    )
    elements = {_key(each): each for each in held}
    kinds = {key: attribute(each, "type").rpartition(":")[2] for key, each in elements.items()}
    names = {key: _name(each) for key, each in elements.items()}
    ties = [
        (attribute(each, "type").rpartition(":")[2].removesuffix("Relationship"), attribute(each, "source"),
         attribute(each, "target"), _name(each), _key(each))
        for each in ties_of
    ]  # fmt: skip
    report.facts["elements"] += len(elements)
    report.facts["relationships"] += len(ties)
    report.facts["views"] += sum(tag(each) == "view" for each in root.iter())
    report.facts["processes"] += sum(kind in _STEPS and kind != "BusinessEvent" for kind in kinds.values())
    report.facts["actors"] += sum(kind in _WHO for kind in kinds.values())
    walked = {end for kind, source, target, *_ in ties if kind in _FLOWS for end in (source, target)}
    wholes = _wholes(ties, kinds, walked)
    cards: dict[str, Card] = {}
    for key, element in elements.items():
        if kinds[key] in _STEPS and key not in wholes:
            card = Card(key, names[key], kind="communication" if kinds[key].endswith("Event") else "action")
            card.description.append(_documentation(element))
            cards[key] = card
            report.understood("import.touchpoint", at_element(key), title=names[key])
    for key, parts in wholes.items():
        stage = sketch.column(names[key], _documentation(elements[key]))
        report.understood("import.stage", at_element(key), title=names[key])
        for part in parts:
            if part in cards and not cards[part].stage:
                cards[part].stage = stage
    sketch.cards = list(cards.values())
    told = _ties(sketch, ties, cards, kinds, names, report)
    for key, kind in kinds.items():
        if key not in cards and key not in wholes and key not in told:
            report.left_out("import.other_element", at_element(key), kind=kind, title=names[key])
    report.left_out("import.drawing", None)
    return sketch


def _wholes(
    ties: list[tuple[str, str, str, str, str]], kinds: dict[str, str], walked: set[str]
) -> dict[str, list[str]]:
    """Processes that are made of others and take no part in the flow themselves: the stages."""
    found: dict[str, list[str]] = defaultdict(list)
    for kind, source, target, *_ in ties:
        if kind in _WHOLES and kinds.get(source) in _STEPS and kinds.get(target) in _STEPS and source not in walked:
            found[source].append(target)
    # A part of a stage is no stage itself.
    return {key: parts for key, parts in found.items() if not any(key in others for others in found.values())}


def _ties(
    sketch: Sketch, ties: list[tuple[str, str, str, str, str]], cards: dict[str, Card], kinds: dict[str, str],
    names: dict[str, str], report: Report,
) -> set[str]:  # fmt: skip
    """Ways, lanes and what serves a step; returns the elements that were told in one of these."""
    told: set[str] = set()
    for kind, source, target, name, key in ties:
        if kind in _FLOWS and source in cards and target in cards:
            sketch.ways.append(Way(source, target, _FLOWS[kind], name))
            report.understood("import.way", at_element(key), source=names[source], target=names[target])
        elif kind == "Assignment" and kinds.get(source) in _WHO and target in cards:
            cards[target].lane = cards[target].lane or sketch.row(names[source])
            told.add(source)
            report.understood("import.lane", at_element(source), title=names[source])
        elif kind == "Assignment" and kinds.get(source) in _WHO and kinds.get(target) in _WHO:
            row = next((each for each in sketch.rows if each.title == names[target]), None)
            if row is not None:
                row.actor = names[source]
            told |= {source, target}
        elif kind in _SERVES and target in cards and source in names:
            cards[target].description.append(f"← {names[source]}")
            told.add(source)
            report.changed("import.to_description", at_element(key), text=names[source])
        elif kind not in _WHOLES:
            ends = {"source": names.get(source, source), "target": names.get(target, target)}
            report.left_out("import.relation", at_element(key), kind=kind, **ends)
    if sketch.rows and any(not card.lane for card in cards.values()):
        other = sketch.row(say("import.word.lane", vocabulary.language_of(" ".join(names.values()))), "frontstage")
        for card in cards.values():
            card.lane = card.lane or other
    return told


def _inside(root: Element, name: str, of: str) -> list[Element]:
    holder = child(root, name)
    return children(holder, of) if holder is not None else []


def _native(root: Element) -> tuple[list[Element], list[Element]]:
    """Elements and relationships as the Archi program keeps them in its own files: in folders, one list for both."""
    found = [each for each in root.iter() if tag(each) == "element" and "Diagram" not in attribute(each, "type")]
    return [each for each in found if not attribute(each, "source")], [
        each for each in found if attribute(each, "source")
    ]


def _key(element: Element) -> str:
    return attribute(element, "identifier") or attribute(element, "id")


def _name(element: Element) -> str:
    """The name of an element: its English, Chinese or first label."""
    labels = children(element, "label", "name")
    by_language = {attribute(each, "lang")[:2]: inner_text(each) for each in reversed(labels)}
    return (
        by_language.get("en")
        or by_language.get("zh")
        or (inner_text(labels[0]) if labels else attribute(element, "name"))
    )


def _documentation(element: Element) -> str:
    return "\n".join(inner_text(each) for each in children(element, "documentation"))
