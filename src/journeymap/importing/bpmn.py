"""BPMN 2.0: pools and lanes, tasks, events and flows of a file as one sketch for each collaboration or process.

Gateways that only part or join are folded into the kinds of the ways by `gateways`. How a diagram was drawn is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from journeymap.importing import vocabulary
from journeymap.importing.gateways import Node, folded
from journeymap.importing.report import Report, at_element
from journeymap.importing.sketch import Card, Row, Sketch, Way
from journeymap.importing.source import attribute, child, children, inner_text, plain, tag
from journeymap.labels import say
from journeymap.model.values import CONNECTION_KINDS, LANE_KINDS, Duration

_OWN = "{urn:journeymap:bpmn:1}"
"""What our own export adds to BPMN: stage, kind, channel and feeling of a step, kind and share of a flow."""
_TASKS = frozenset(
    {"task", "userTask", "manualTask", "serviceTask", "sendTask", "receiveTask", "scriptTask", "businessRuleTask"}
)
_SUBS = frozenset({"subProcess", "transaction", "adHocSubProcess"})
_CALLS = frozenset({"callActivity", "subChoreography", "callChoreography", "choreographyTask"})
_GATEWAYS = {
    "exclusiveGateway": "branch", "inclusiveGateway": "branch", "complexGateway": "branch", "eventBasedGateway": "branch",
    "parallelGateway": "parallel",
}  # fmt: skip
_EVENTS = frozenset({"startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent"})
_NAMED_EVENTS = frozenset(
    {"message", "timer", "signal", "error", "escalation", "compensate", "conditional", "link", "cancel"}
)
_DATA = frozenset({"dataObject", "dataObjectReference", "dataStoreReference", "dataStore", "dataInput", "dataOutput"})
_FACTS = {
    **dict.fromkeys(_TASKS, "tasks"), **dict.fromkeys(_SUBS, "subprocesses"), **dict.fromkeys(_GATEWAYS, "gateways"),
    **dict.fromkeys(_EVENTS, "events"), "callActivity": "callActivities", "sequenceFlow": "sequenceFlows",
    "messageFlow": "messageFlows", "process": "processes", "participant": "pools", "lane": "lanes",
    "dataObject": "dataObjects", "dataStoreReference": "dataObjects", "textAnnotation": "annotations",
    "BPMNShape": "shapes", "BPMNEdge": "edges", "BPMNDiagram": "diagrams",
}  # fmt: skip
_PERIOD = re.compile(r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")


@dataclass(slots=True)
class _File:
    """What all parts of a file may refer to."""

    report: Report
    sketches: list[Sketch] = field(default_factory=list)
    processes: dict[str, Element] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    holders: dict[str, str] = field(default_factory=dict)
    """Elements inside a sub-process → the sub-process, which stands for them outside."""
    language: str = "en"


def bpmn(root: Element, report: Report) -> list[Sketch]:
    """The processes of a file as sketches: those of one collaboration together, others each by itself."""
    file = _File(report)
    for each in root.iter():
        name = tag(each)
        if name in _FACTS:
            report.facts[_FACTS[name]] += 1
        if attribute(each, "id"):
            file.names.setdefault(attribute(each, "id"), attribute(each, "name"))
    file.language = vocabulary.language_of(" ".join(file.names.values()))
    processes = children(root, "process", "choreography")
    file.processes = {attribute(each, "id"): each for each in processes}
    title = attribute(root, "name")
    used: set[str] = set()
    for collaboration in children(root, "collaboration"):
        pools = children(collaboration, "participant")
        held = [attribute(each, "processRef").rpartition(":")[2] for each in pools]
        used |= set(held)
        _collaboration(collaboration, pools, attribute(collaboration, "name") or title, file)
    for process in processes:
        if attribute(process, "id") not in used:
            sketch = Sketch(
                attribute(process, "name") or title, _documentation(process), attribute(process, "id"), is_model=True
            )
            file.sketches.append(sketch)
            _Drawer(file, sketch).process(process, "")
    report.left_out("import.drawing", None)
    return [each for each in file.sketches if each.cards or each.rows or each.notes]


def _collaboration(collaboration: Element, pools: list[Element], title: str, file: _File) -> None:
    only = [each for each in pools if attribute(each, "name")]
    sketch = Sketch(
        title or (attribute(only[0], "name") if len(only) == 1 else ""), _documentation(collaboration), is_model=True
    )
    file.sketches.append(sketch)
    drawer = _Drawer(file, sketch)
    lanes: dict[str, str] = {}
    for pool in pools:
        key, name = attribute(pool, "id"), attribute(pool, "name")
        process = file.processes.get(attribute(pool, "processRef").rpartition(":")[2])
        lanes[key] = drawer.pool(process, name, key)
        file.report.understood("import.pool", at_element(key), title=name)
    drawer.artifacts(collaboration)
    drawer.messages(collaboration, lanes)
    drawer.fold()


def _documentation(element: Element) -> str:
    return "\n".join(plain(inner_text(each)) for each in children(element, "documentation"))


class _Drawer:
    """Draws the processes of one sketch; sub-processes get drawers of their own."""

    def __init__(self, file: _File, sketch: Sketch) -> None:
        self.file = file
        self.sketch = sketch
        self.report = file.report
        self.nodes: dict[str, Node] = {}
        self.lane_of: dict[str, str] = {}

    def pool(self, process: Element | None, name: str, key: str) -> str:
        """The contents of a pool; returns the key of its first lane."""
        first = len(self.sketch.rows)
        if process is not None:
            self._lanes(process, name)
        if len(self.sketch.rows) == first:
            self.sketch.rows.append(Row(f"pool {key}", name, actor=name))
        lane = self.sketch.rows[first].key
        if process is not None:
            self._elements(process, lane)
            text = _documentation(process)
            self.sketch.summary = "\n".join(part for part in (self.sketch.summary, text) if part)
        return lane

    def process(self, process: Element, lane: str) -> None:
        """A process without a pool, or the inside of a sub-process."""
        self._lanes(process, "")
        self._elements(process, self.sketch.rows[0].key if self.sketch.rows else lane)
        self.fold()

    def fold(self) -> None:
        """Take what only parts and joins out of the flow; called once, when all flows are there."""
        self.sketch.cards, self.sketch.ways = folded(self.nodes, self.sketch.ways, self.report, self.file.language)

    def _lanes(self, process: Element, pool: str) -> None:
        for lane_set in children(process, "laneSet", "childLaneSet"):
            for lane in children(lane_set, "lane"):
                key, name = attribute(lane, "id"), attribute(lane, "name")
                inner = [each for each in children(lane, "childLaneSet") if children(each, "lane")]
                for reference in children(lane, "flowNodeRef"):
                    self.lane_of[inner_text(reference)] = f"lane {key}"
                if inner:
                    self._lanes(lane, name or pool)
                    continue
                own_kind = lane.get(f"{_OWN}kind", "")
                kind = own_kind if own_kind in LANE_KINDS else ""
                self.sketch.rows.append(Row(f"lane {key}", name or pool, kind, actor="" if kind else pool))
                self.report.understood("import.lane", at_element(key), title=name or pool)

    def _elements(self, process: Element, lane: str) -> None:
        for each in process:
            name, key = tag(each), attribute(each, "id")
            if name in _TASKS or name in _CALLS or name in _SUBS:
                self._activity(each, lane)
            elif name in _EVENTS:
                self._event(each, lane)
            elif name in _GATEWAYS:
                self._gateway(each, lane)
            elif name == "sequenceFlow":
                self._flow(each)
            elif name in _DATA and attribute(each, "name"):
                self.report.changed("import.data_object", at_element(key), title=attribute(each, "name"))
        self.artifacts(process)
        self._data(process)

    def _card(self, element: Element, lane: str, title: str, kind: str = "action") -> Card:
        key = attribute(element, "id")
        card = Card(key, title, lane=self.lane_of.get(key, lane), kind=kind)
        if text := _documentation(element):
            card.description.append(text)
        own = {name.removeprefix(_OWN): value for name, value in element.attrib.items() if name.startswith(_OWN)}
        if "kind" in own:
            card.kind = own["kind"]
            stage = own.get("stage", "")
            known = next((each.key for each in self.sketch.columns if each.title == stage), "")
            card.stage = known or self.sketch.column(stage)
            if "channel" in own:
                card.fields["channel"] = own["channel"]
            if re.fullmatch(r"-?[0-2]", own.get("emotion", "")):
                card.fields["emotion"] = int(own["emotion"])
            if (share := _share(own.get("start_share", ""))) is not None:
                card.fields["start_share"] = share
        return card

    def _node(self, element: Element, card: Card, role: str) -> None:
        key = card.key
        if not key or key in self.nodes:
            self.report.changed("import.double_id", at_element(key), title=card.title)
            card.key = f"{key} {len(self.nodes)}"
        folds = element.get(f"{_OWN}folds") == "true"
        self.nodes[card.key] = Node(card, role, keeps=bool(card.stage), folds=folds)

    def _activity(self, element: Element, lane: str) -> None:
        name, key = tag(element), attribute(element, "id")
        title = " ".join(attribute(element, "name").split())
        kind = "communication" if name in ("sendTask", "receiveTask") else "action"
        if not title and name in _SUBS:
            starts = (attribute(each, "name") for each in children(element, "startEvent"))
            title = " ".join(next(filter(None, starts), say("import.word.sub", self.file.language)).split())
            self.report.changed("import.named_by_kind", at_element(key), title=title)
        card = self._card(element, lane, title, kind)
        for loop in children(element, "standardLoopCharacteristics", "multiInstanceLoopCharacteristics"):
            self.report.left_out("import.repeats", at_element(key), title=title, how=tag(loop))
        for performer in children(element, "potentialOwner", "humanPerformer", "performer", "resourceRole"):
            if owner := plain(
                attribute(performer, "name") or self.file.names.get(inner_text(child(performer, "resourceRef")), "")
            ):
                card.fields["owner_unit"] = owner
        inside = [each for each in element if tag(each) in _TASKS | _CALLS | _SUBS | _EVENTS]
        if name in _SUBS and inside:
            for one in element.iter():
                if one is not element and attribute(one, "id"):
                    self.file.holders.setdefault(attribute(one, "id"), key)
            below = Sketch(title, _documentation(element), f"sub {key}", is_model=True)
            self.file.sketches.append(below)
            row = next((each for each in self.sketch.rows if each.key == card.lane), None)
            below.rows.append(
                Row("inside", row.title if row else "", row.kind if row else "", row.actor if row else "")
            )
            _Drawer(self.file, below).process(element, "inside")
            card.sub = below.key
            self.report.understood("import.sub_journey", at_element(key), title=title)
        called = attribute(element, "calledElement").rpartition(":")[2]
        if called in self.file.processes:
            card.sub = called
        elif called:
            card.description.append(called)
        self._node(element, card, "card")
        self.report.understood("import.touchpoint", at_element(key), title=title)

    def _event(self, element: Element, lane: str) -> None:
        name, key = tag(element), attribute(element, "id")
        title = " ".join(attribute(element, "name").split())
        definitions = [
            tag(each).removesuffix("EventDefinition") for each in element if tag(each).endswith("EventDefinition")
        ]
        definitions = [each for each in definitions if each]
        what = definitions[0] if definitions else ""
        named = title or (say(f"import.word.{what}", self.file.language) if what in _NAMED_EVENTS else what)
        kind = {"timer": "wait", "message": "communication", "signal": "communication"}.get(what, "action")
        card = self._card(element, lane, title, kind)
        if waiting := next(_periods(element), None):
            card.fields["waiting"] = waiting
        card.description += [text for text in _timers(element) if text]
        host = attribute(element, "attachedToRef")
        if name == "boundaryEvent" and host:
            # What may go wrong at a step: the way out of it is a recovery, named by the event.
            self._node(element, card, "boundary")
            self.nodes[card.key].host = host
            card.title = title if self.nodes[card.key].folds else named
        elif title or what not in ("", "terminate"):
            card.title = named
            if not title:
                self.report.changed("import.named_by_kind", at_element(key), title=named)
            self._node(element, card, "card")
        else:
            self._node(element, card, {"startEvent": "start", "endEvent": "end"}.get(name, "join"))
        self.report.understood("import.event", at_element(key), title=named or self._word(name))

    def _word(self, name: str) -> str:
        """What an element without a name is called."""
        role = {"startEvent": "start", "endEvent": "end", "branch": "branch"}.get(name, "join")
        return say(f"import.word.{role}", self.file.language)

    def _gateway(self, element: Element, lane: str) -> None:
        name, key = tag(element), attribute(element, "id")
        title = " ".join(attribute(element, "name").split())
        self._node(element, self._card(element, lane, title, "decision"), _GATEWAYS[name])
        if name not in ("exclusiveGateway", "parallelGateway"):
            self.report.changed(
                "import.gateway_kind",
                at_element(key),
                kind=name.removesuffix("Gateway"),
                title=title or self._word("branch"),
            )
        else:
            self.report.understood("import.gateway", at_element(key), title=title)

    def _flow(self, element: Element) -> None:
        condition, told = vocabulary.share_in(attribute(element, "name"))
        expression = inner_text(child(element, "conditionExpression"))
        share, kind = element.get(f"{_OWN}share", ""), element.get(f"{_OWN}kind", "")
        self.sketch.ways.append(
            Way(
                attribute(element, "sourceRef"), attribute(element, "targetRef"),
                kind if kind in CONNECTION_KINDS else "", condition or expression,
                _share(share) if share else told,
            )
        )  # fmt: skip
        if condition and expression:
            self.report.left_out("import.expression", at_element(attribute(element, "id")), text=expression)

    def messages(self, collaboration: Element, pools: dict[str, str]) -> None:
        """Message flows as information. One that ends at a pool as a whole ends at a card made for it there."""
        for flow in children(collaboration, "messageFlow"):
            key, name = attribute(flow, "id"), " ".join(attribute(flow, "name").split())
            ends = [self._outside(attribute(flow, end)) for end in ("sourceRef", "targetRef")]
            other = {ends[0]: ends[1], ends[1]: ends[0]}
            for place, end in enumerate(ends):
                if end in pools:
                    title = name or (self.nodes[other[end]].card.title if other[end] in self.nodes else "")
                    card = Card(
                        f"{key} {place}", title or self.file.names.get(end, ""), lane=pools[end], kind="communication"
                    )
                    self.nodes[card.key] = Node(card, "card")
                    ends[place] = card.key
                    self.report.changed("import.pool_message", at_element(key), title=card.title)
            self.sketch.ways.append(Way(ends[0], ends[1], "information", name))
            told = name or next((self.nodes[end].card.title for end in ends if end in self.nodes), "")
            self.report.understood("import.message", at_element(key), title=told)

    def _outside(self, key: str) -> str:
        """What stands in this sketch for an element that is inside a sub-process."""
        seen: set[str] = set()
        while key not in self.nodes and key in self.file.holders and key not in seen:
            seen.add(key)
            key = self.file.holders[key]
        return key

    def artifacts(self, element: Element) -> None:
        """Text annotations as notes on what they are tied to; ties between steps as information."""
        texts = {
            attribute(each, "id"): plain(inner_text(child(each, "text")))
            for each in children(element, "textAnnotation")
        }
        about: dict[str, str] = {}
        for each in children(element, "association"):
            source, target = attribute(each, "sourceRef"), attribute(each, "targetRef")
            if source in texts or target in texts:
                about.setdefault(*((source, target) if source in texts else (target, source)))
            elif source in self.nodes and target in self.nodes:
                share = _share(each.get(f"{_OWN}share", ""))
                self.sketch.ways.append(Way(source, target, "information", _documentation(each), share))
        for key, text in texts.items():
            if text:
                self.sketch.notes.append((text, about.get(key, "")))
                self.report.understood("import.note", at_element(key), text=text)

    def _data(self, process: Element) -> None:
        """What data go into and out of a step is told in its description."""
        for each in process:
            node = self.nodes.get(attribute(each, "id"))
            if node is None:
                continue
            for kind, arrow in (("dataInputAssociation", "←"), ("dataOutputAssociation", "→")):
                for tie in children(each, kind):
                    ends = [inner_text(one) for one in children(tie, "sourceRef", "targetRef")]
                    name = next((self.file.names[end] for end in ends if self.file.names.get(end)), "")
                    if name:
                        node.card.description.append(f"{arrow} {name}")


def _share(text: str) -> float | None:
    value = vocabulary.number(text)
    return value if value is not None and 0 <= value <= 1 else None


def _periods(element: Element) -> Iterator[Duration]:
    for text in _timers(element):
        found = _PERIOD.fullmatch(text)
        if found and any(found.groups()):
            weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
            total = (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds
            yield Duration(typical=min(total, 10**12))


def _timers(element: Element) -> Iterator[str]:
    for timer in children(element, "timerEventDefinition"):
        for name in ("timeDuration", "timeDate", "timeCycle"):
            if text := inner_text(child(timer, name)):
                yield text
