"""CJML, the Customer Journey Modelling Language: actors as lanes, touchpoints in the order of the file.

A communication stands in the lane of who begins it and tells who receives it. Days since the start become waiting.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from journeymap.importing import vocabulary
from journeymap.importing.report import Report, at_element
from journeymap.importing.sketch import Card, Sketch, Way
from journeymap.importing.source import attribute, child, inner_text, tag
from journeymap.model.values import seconds

_DAY = re.compile(r"^\s*(?:day|d|第)\s*(\d{1,5})\s*(?:天|日)?\s*$", re.IGNORECASE)
_KNOWN = frozenset(
    {"time", "initiator", "initiatorDescription", "receiver", "receiverDescription", "channel", "name", "title", "description",
     "status", "emotion", "experience"}
)  # fmt: skip


def cjml(root: Element, report: Report) -> Sketch:
    """The sketch of a journey in CJML."""
    sketch = Sketch(
        inner_text(child(root, "title")) or inner_text(child(root, "name")), inner_text(child(root, "description"))
    )
    names: dict[str, str] = {}
    for actor in (each for each in root.iter() if tag(each) == "actor"):
        key = attribute(actor, "id")
        name, role = inner_text(child(actor, "actorName")), inner_text(child(actor, "actorRole"))
        names[key] = name or role or key
        kind = vocabulary.lane_kind(role) if role else ""
        sketch.row(names[key], "frontstage" if "provider" in role.casefold() else kind, role)
        report.facts["actors"] += 1
        report.understood("import.lane", at_element(key), title=names[key])
    channels: set[str] = set()
    day: float | None = None
    for number, each in enumerate((one for one in root.iter() if tag(one) == "touchpoint"), 1):
        card = _touchpoint(each, sketch, names, number, report)
        if text := inner_text(child(each, "channel")):
            channels.add(text)
        found = _DAY.match(inner_text(child(each, "time")))
        now = float(found[1]) if found is not None else None
        if sketch.cards:
            way = Way(sketch.cards[-1].key, card.key)
            if now is not None and day is not None and now > day:
                way.waiting = seconds(days=now - day)
                report.changed("import.days_between", at_element(card.key), n=int(now - day))
            sketch.ways.append(way)
        day = now
        sketch.cards.append(card)
    report.facts["channels"] += len(channels)
    if any((each.tail or "").strip() or (each.text or "").strip() for each in (root,) if len(each)):
        report.left_out("import.stray_text", None, text=(root.text or "").strip())
    return sketch


def _touchpoint(element: Element, sketch: Sketch, names: dict[str, str], number: int, report: Report) -> Card:
    key = attribute(element, "id") or f"touchpoint {number}"
    kind = attribute(element, "type")
    from_id, to_id = inner_text(child(element, "initiator")), inner_text(child(element, "receiver"))
    text = inner_text(child(element, "initiatorDescription")) or inner_text(child(element, "title"))
    received = inner_text(child(element, "receiverDescription"))
    card = Card(key, text or received or inner_text(child(element, "name")))
    card.kind = kind if kind in ("communication", "action") else "action"
    if from_id:
        card.lane = sketch.row(names.get(from_id, from_id))
    receiver = names.get(to_id, to_id)
    if receiver or (received and text):
        card.description.append("→ " + ": ".join(part for part in (receiver, received) if part))
    channel = inner_text(child(element, "channel"))
    if channel:
        card.fields["channel"] = vocabulary.channel(channel) or "other"
        card.description.append(channel)
    for each in element:
        value = inner_text(each)
        if value and (tag(each) == "time" or tag(each) not in _KNOWN):
            card.description.append(f"{tag(each)}: {value}")
    if description := inner_text(child(element, "description")):
        card.description.append(description)
    report.facts["touchpoints"] += 1
    report.facts[card.kind] += 1
    report.understood("import.touchpoint", at_element(key), title=card.title)
    if kind and kind != card.kind:
        report.changed("import.unknown_kind", at_element(key), kind=kind, title=card.title)
    return card
