"""Sketches drawn as records: stages and lanes, touchpoints in an order that lays out well, the kinds of connections.

Knows no file format. Loops and the direction of the flow are found as the map's own arrangement finds them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from journeymap.analysis.arrangement import Places, forward_links
from journeymap.edit.ordering import fresh_keys
from journeymap.importing import vocabulary
from journeymap.importing.errors import ImportProblem
from journeymap.importing.report import Report, at_element, shortened
from journeymap.importing.sketch import Card, Row, Sketch, Way
from journeymap.labels import say
from journeymap.model.records import (
    Connection,
    Expectation,
    Journey,
    Lane,
    Note,
    Opportunity,
    PainPoint,
    Record,
    Stage,
    Touchpoint,
)
from journeymap.model.text import EMPTY, MAX_LENGTH, LocalText
from journeymap.model.values import LANE_KINDS, new_id

MOST_CARDS = 20_000
"""A file with more touchpoints is none that people look at as a map."""
_PARTS_FROM = 9
"""Flows of at least so many steps one after the other are parted into stages where the file has none."""
_STEPS_A_PART = 6
_MOST_PARTS = 8
_TEXTS = frozenset({"owner_unit", "third_party", "quote"})


def drawn(sketches: Sequence[Sketch], language: str, report: Report) -> list[Record]:
    """The records of new journeys. What cannot be kept as it is goes into descriptions and the report.

    Raises ImportProblem where there are more touchpoints than a map can have.
    """
    total = sum(len(each.cards) for each in sketches)
    if total > MOST_CARDS:
        raise ImportProblem("error.import.too_many", n=total, limit=MOST_CARDS)
    ids = {each.key: new_id() for each in sketches if each.key}
    records: list[Record] = []
    above = {card.sub: each.key for each in sketches for card in each.cards if card.sub and each.key}
    for sketch, order in zip(sketches, fresh_keys(len(sketches)), strict=True):
        writer = _Writer(sketch.language or language, report)
        journey = Journey(
            id=ids.get(sketch.key) or new_id(), title=writer.text(sketch.title), summary=writer.text(sketch.summary),
            order=order, parent_id=ids.get(above.get(sketch.key, "")),
        )  # fmt: skip
        records += [journey, *_parts(sketch, journey, ids, writer)]
    return records


class _Writer:
    """Makes texts of one language, as long as a record's may be."""

    def __init__(self, language: str, report: Report) -> None:
        self.language = language
        self.report = report

    def text(self, text: str) -> LocalText:
        text = text.strip()
        # Composing letters may lengthen a text a little.
        if len(text) > MAX_LENGTH * 0.9:
            self.report.changed("import.shortened", text=text, n=len(text))
            text = text[: int(MAX_LENGTH * 0.9)]
        return LocalText({self.language: text}) if text else EMPTY


def _parts(sketch: Sketch, journey: Journey, ids: Mapping[str, str], writer: _Writer) -> list[Record]:
    cards = _unique(sketch.cards, writer.report)
    lanes, lane_of = _lanes(sketch, journey, cards, writer)
    points = {key: _touchpoint(card, journey, lane_of[key], ids.get(card.sub), writer) for key, card in cards.items()}
    ways, open_ids = _ways(sketch, journey, points, writer)
    forward, rank = _flow(points, ways)
    stages, stage_of = _stages(sketch, journey, cards, rank, writer)
    place = {stage.id: number for number, stage in enumerate(stages)}
    given = {key: number for number, key in enumerate(cards)}
    in_order = sorted(cards, key=lambda key: (place[stage_of[key]], rank[key], given[key]))
    for key, order in zip(in_order, fresh_keys(len(in_order)), strict=True):
        points[key] = points[key].model_copy(update={"stage_id": stage_of[key], "order": order})
    return [
        *stages,
        *lanes,
        *(points[key] for key in in_order),
        *_kinds(ways, open_ids, forward),
        *(record for key in in_order for record in _annotations(cards[key], points[key], writer)),
        *_notes(sketch, journey, points, writer),
    ]


def _unique(cards: Iterable[Card], report: Report) -> dict[str, Card]:
    """Cards by their keys. Of two with one key the second gets a key of its own; ways lead to the first."""
    found: dict[str, Card] = {}
    for card in cards:
        key = card.key
        if key in found:
            report.changed("import.double_id", at_element(key), title=card.title)
            key = f"{key} {len(found)}"
        found[key] = card
    return found


def _lanes(
    sketch: Sketch, journey: Journey, cards: Mapping[str, Card], writer: _Writer
) -> tuple[list[Lane], dict[str, str]]:
    """The lanes, those of the citizen on top, and the lane of each card. Cards without one are in the first."""
    rows = list(sketch.rows)
    known = {row.key for row in rows}
    if not rows:
        rows = [Row("", say("lane_kind.citizen", writer.language), "citizen")]
    kinds = [row.kind or vocabulary.lane_kind(row.title) or vocabulary.lane_kind(row.actor) for row in rows]
    if "citizen" not in kinds and not any(row.kind for row in rows):
        # In a story the one who is named first is the one it is about; models of an administration may have none.
        if sketch.is_model and rows[0].title:
            writer.report.changed("import.no_citizen", None)
        else:
            kinds[0] = kinds[0] or "citizen"
            if rows[0].title:
                writer.report.changed("import.first_lane", None, title=rows[0].title)
    ranked = sorted(
        zip(rows, (kind or "frontstage" for kind in kinds), strict=True), key=lambda pair: LANE_KINDS.index(pair[1])
    )
    lanes: dict[str, Lane] = {}
    for (row, kind), order in zip(ranked, fresh_keys(len(ranked)), strict=True):
        lanes[row.key] = Lane(
            id=new_id(), journey_id=journey.id, kind=kind, title=writer.text(row.title), actor=writer.text(row.actor),
            order=order,
        )  # fmt: skip
    first = lanes[rows[0].key].id
    return list(lanes.values()), {
        key: lanes[card.lane].id if card.lane in known else first for key, card in cards.items()
    }


def _touchpoint(card: Card, journey: Journey, lane_id: str, sub_id: str | None, writer: _Writer) -> Touchpoint:
    values: dict[str, Any] = {}
    lines = list(card.description)
    for name, value in card.fields.items():
        values[name] = writer.text(value) if name in _TEXTS else value
    title = card.title.strip()
    if len(title) > 300:
        # A whole paragraph is no title; the rest is told below it.
        lines.insert(0, title)
        title = shortened(title)
        writer.report.changed("import.long_title", at_element(card.key), title=title)
    values |= {"title": writer.text(title), "kind": card.kind, "sub_journey_id": sub_id}
    values["description"] = writer.text("\n".join(dict.fromkeys(line for line in lines if line)))
    fixed: dict[str, Any] = {"id": new_id(), "journey_id": journey.id, "stage_id": journey.id, "lane_id": lane_id}
    try:
        return Touchpoint(**fixed, **values)
    except ValidationError as error:
        bad = {str(each["loc"][0]) for each in error.errors()}
        for name in sorted(bad & values.keys()):
            writer.report.changed("import.bad_value", at_element(card.key), field=name, value=str(values.pop(name)))
        return Touchpoint(**fixed, **values)


def _ways(
    sketch: Sketch, journey: Journey, points: Mapping[str, Touchpoint], writer: _Writer
) -> tuple[list[Connection], set[str]]:
    """The connections whose ends are there, each once, and the ids of those whose kind is still to be found."""
    found: dict[tuple[str, str, str, str], Connection] = {}
    for way in sketch.ways:
        if way.source not in points or way.target not in points:
            writer.report.left_out("import.way_without_end", None, source=way.source, target=way.target)
            continue
        key = (way.source, way.target, way.kind, way.condition)
        if key in found:
            writer.report.left_out("import.way_twice", None, source=way.source, target=way.target)
            continue
        found[key] = Connection(
            id=new_id(), journey_id=journey.id, source_id=points[way.source].id, target_id=points[way.target].id,
            kind=way.kind or "sequence", condition=writer.text(way.condition), share=_share(way, writer.report),
            waiting=way.waiting, cases=way.cases,
        )  # fmt: skip
    return list(found.values()), {each.id for (_, _, kind, _), each in found.items() if not kind}


def _share(way: Way, report: Report) -> float | None:
    if way.share is None or 0 <= way.share <= 1:
        return way.share
    report.left_out("import.bad_share", None, value=way.share, source=way.source, target=way.target)
    return None


def _flow(points: Mapping[str, Touchpoint], ways: Sequence[Connection]) -> tuple[dict[str, list[str]], dict[str, int]]:
    """The ways that lead on, by ids, and how many steps into the journey each card (by key) stands at least.

    Parts that only messages connect begin where the message reaches them.
    """
    by_id = {point.id: point for point in points.values()}
    forward = forward_links(Places((), (), by_id, ways, {}, {}))
    rank, part = _ranks(list(by_id), forward)
    told: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for way in ways:
        if way.kind == "information" and part[way.source_id] != part[way.target_id]:
            told[part[way.target_id]].append((way.source_id, way.target_id))
    offset = dict.fromkeys(part.values(), 0)
    settled: set[str] = set()
    for name in offset:
        settled.add(name)
        messages = [(source, target) for source, target in told[name] if part[source] in settled - {name}]
        if messages:
            source, target = min(messages, key=lambda pair: rank[pair[1]])
            offset[name] = max(0, rank[source] + offset[part[source]] - rank[target])
    return forward, {key: rank[point.id] + offset[part[point.id]] for key, point in points.items()}


def _ranks(ids: Sequence[str], forward: Mapping[str, Sequence[str]]) -> tuple[dict[str, int], dict[str, str]]:
    """The longest way from a start to each card, and the connected part each belongs to, named by its first card."""
    missing = Counter(target for targets in forward.values() for target in targets)
    rank = dict.fromkeys(ids, 0)
    ready = [each for each in ids if not missing[each]]
    for source in ready:
        for target in forward[source]:
            rank[target] = max(rank[target], rank[source] + 1)
            missing[target] -= 1
            if not missing[target]:
                ready.append(target)
    near: dict[str, list[str]] = defaultdict(list)
    for source, targets in forward.items():
        for target in targets:
            near[source].append(target)
            near[target].append(source)
    part: dict[str, str] = {}
    for each in ids:
        if each in part:
            continue
        part[each] = each
        waiting = [each]
        while waiting:
            for other in near[waiting.pop()]:
                if other not in part:
                    part[other] = each
                    waiting.append(other)
    return rank, part


def _stages(
    sketch: Sketch, journey: Journey, cards: Mapping[str, Card], rank: Mapping[str, int],
    writer: _Writer,
) -> tuple[list[Stage], dict[str, str]]:  # fmt: skip
    """The stages and the stage of each card. Without any in the file, long flows are parted by their steps."""
    if not sketch.columns:
        return _made_stages(journey, cards, rank, writer)
    stages = [
        Stage(
            id=new_id(),
            journey_id=journey.id,
            title=writer.text(column.title),
            aim=writer.text(column.aim),
            order=order,
        )
        for column, order in zip(sketch.columns, fresh_keys(len(sketch.columns)), strict=True)
    ]
    known = {column.key: stage.id for column, stage in zip(sketch.columns, stages, strict=True)}
    stage_of: dict[str, str] = {}
    at_rank: dict[int, str] = {}
    for key, card in cards.items():
        if card.stage in known:
            stage_of[key] = known[card.stage]
            at_rank.setdefault(rank[key], known[card.stage])
    ranks = sorted(at_rank)
    for key in cards:
        if key not in stage_of:
            # Where the others are that far into the journey; the last one before it, or the first at all.
            nearest = max((each for each in ranks if each <= rank[key]), default=ranks[0] if ranks else None)
            stage_of[key] = at_rank[nearest] if nearest is not None else stages[0].id
            if at_rank:
                title = next(column.title for column in sketch.columns if known[column.key] == stage_of[key])
                writer.report.changed("import.put_into", at_element(key), title=cards[key].title, stage=title)
    return stages, stage_of


def _made_stages(
    journey: Journey, cards: Mapping[str, Card], rank: Mapping[str, int], writer: _Writer
) -> tuple[list[Stage], dict[str, str]]:
    steps = max(rank.values(), default=0) + 1
    count = 1 if steps < _PARTS_FROM else min(_MOST_PARTS, -(-steps // _STEPS_A_PART))
    titles = (
        [LocalText({each: say("import.word.stage", each) for each in ("en", "zh")})]
        if count == 1
        else [
            LocalText({each: say("import.word.part", each, number=number) for each in ("en", "zh")})
            for number in range(1, count + 1)
        ]
    )
    if count > 1:
        writer.report.changed("import.parted", None, n=count)
    stages = [
        Stage(id=new_id(), journey_id=journey.id, title=title, order=order)
        for title, order in zip(titles, fresh_keys(count), strict=True)
    ]
    return stages, {key: stages[rank[key] * count // steps].id for key in cards}


def _kinds(
    ways: Sequence[Connection], open_ids: Container[str], forward: Mapping[str, Sequence[str]]
) -> list[Connection]:
    """The connections with kinds: where the file says nothing, what leads back is a loop, several ways on are branches."""
    leads_on = {(source, target) for source, targets in forward.items() for target in targets}
    out = Counter(
        way.source_id
        for way in ways
        if way.kind in ("sequence", "branch") and (way.source_id, way.target_id) in leads_on
    )

    def kind(way: Connection) -> str:
        if way.id not in open_ids:
            return way.kind
        if (way.source_id, way.target_id) not in leads_on:
            return "loop"
        return "branch" if out[way.source_id] > 1 else "sequence"

    return [way.model_copy(update={"kind": kind(way)}) for way in ways]


def _annotations(card: Card, point: Touchpoint, writer: _Writer) -> list[Record]:
    found: list[Record] = []
    for text, order in zip(card.needs, fresh_keys(len(card.needs)), strict=True):
        found.append(Expectation(id=new_id(), touchpoint_id=point.id, order=order, text=writer.text(text)))
    for text, order in zip(card.pains, fresh_keys(len(card.pains)), strict=True):
        found.append(PainPoint(id=new_id(), touchpoint_id=point.id, order=order, text=writer.text(text)))
    for text, order in zip(card.ideas, fresh_keys(len(card.ideas)), strict=True):
        found.append(Opportunity(id=new_id(), touchpoint_ids=(point.id,), order=order, text=writer.text(text)))
    return found


def _notes(sketch: Sketch, journey: Journey, points: Mapping[str, Touchpoint], writer: _Writer) -> list[Note]:
    return [
        Note(
            id=new_id(),
            journey_id=journey.id,
            subject_id=points[key].id if key in points else None,
            text=writer.text(text),
        )
        for text, key in sketch.notes
    ]
