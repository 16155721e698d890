"""The journey touchpoint by touchpoint: a section for each stage, in it one for each touchpoint with all that is noted there."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap import catalogue
from journeymap.exporting.document import Bullets, Link, Paragraph, Part, Section, Table, Words, facts
from journeymap.exporting.telling.pictures import picture_part
from journeymap.exporting.telling.teller import Fact, Teller, told
from journeymap.labels import amounts
from journeymap.model import queries
from journeymap.model.records import (
    Basis,
    Connection,
    DataPoint,
    Expectation,
    Feeling,
    Indicator,
    Journey,
    Lane,
    Media,
    Opportunity,
    PainPoint,
    Persona,
    Stage,
    Touchpoint,
)
from journeymap.model.text import EMPTY, LocalText


def stage_sections(teller: Teller, *, new_pages: bool = False) -> list[Section]:
    """A section for each stage. `new_pages` begins each on a page of its own."""
    return [_stage(teller, stage, number, new_pages) for number, stage in enumerate(teller.stages, 1)]


def key_of(touchpoint_id: str) -> str:
    """The key that links to a touchpoint's section lead to."""
    return f"touchpoint-{touchpoint_id}"


def reference(teller: Teller, touchpoint_id: str) -> Words:
    """A touchpoint by number and title, leading to its section."""
    name = teller.numbered(touchpoint_id)
    return Link(name, key_of(touchpoint_id)) if touchpoint_id in teller.numbers else name


def _stage(teller: Teller, stage: Stage, number: int, new_page: bool) -> Section:
    says = teller.voice.says
    points = [point for point in teller.touchpoints if point.stage_id == stage.id]
    title = stage.title or says("stage.untitled")
    parts: list[Part] = []
    if stage.aim:
        parts.append(Paragraph(says("tell.aim", text=stage.aim)))
    parts.append(
        Paragraph(says("print.touchpoints", n=len(points)) if points else says("tell.no_touchpoints"), "small")
    )
    return Section(
        says("tell.stage", number=number, title=title),
        tuple(parts),
        tuple(_touchpoint(teller, point) for point in points),
        key=f"stage-{stage.id}",
        new_page=new_page,
    )


def _touchpoint(teller: Teller, point: Touchpoint) -> Section:
    parts: list[Part] = []
    if point.description:
        parts.append(Paragraph(point.description))
    if point.quote:
        parts.append(Paragraph(teller.quoted(point.quote)))
    parts.append(facts(EMPTY, told(_facts(teller, point))))
    picture = teller.state.get(Media, point.media_id)
    if picture is not None:
        parts.append(picture_part(teller, picture))
    parts += _ways(teller, point)
    parts += _expectations(teller, point)
    parts += _pain_points(teller, point)
    parts += _opportunities(teller, point)
    parts += _links(teller, point)
    parts += _data_points(teller, point)
    parts += _indicators(teller, point.id)
    return Section(teller.numbered(point.id), tuple(parts), key=key_of(point.id), whole=True)


def _facts(teller: Teller, point: Touchpoint) -> Iterator[Fact]:
    voice, says = teller.voice, teller.voice.says
    lane = teller.state.get(Lane, point.lane_id)
    if lane is not None:
        name = lane.title or voice.token("lane_kind", lane.kind)
        yield says("field.lane_id"), says("tell.with", first=name, second=lane.actor) if lane.actor else name
    yield says("field.channel"), voice.token("channel", point.channel) if point.channel else EMPTY
    yield says("field.kind"), voice.token("touchpoint_kind", point.kind)
    yield says("field.contact"), voice.token("contact", point.contact)
    yield says("field.owner_unit"), point.owner_unit
    yield says("field.third_party"), point.third_party
    yield says("field.emotion"), teller.emotion(point.emotion) if point.emotion is not None else EMPTY
    yield from _feelings(teller, point)
    yield says("field.engagement"), teller.of_five(point.engagement)
    yield says("level_reached"), teller.level(point.level_reached)
    yield says("level_aimed"), teller.level(point.level_aimed)
    yield says("moment_of_truth"), teller.yes(point.moment_of_truth)
    yield says("field.emotional_touchpoint"), teller.yes(point.emotional_touchpoint)
    yield says("field.is_goal"), teller.yes(point.is_goal)
    yield says("field.contact_time"), teller.duration(point.contact_time)
    yield says("field.waiting"), teller.duration(point.waiting)
    yield says("field.fee"), teller.money(point.fee)
    for field in ("visits", "documents", "data_repeated"):
        yield says(f"field.{field}"), teller.count(getattr(point, field)) if getattr(point, field) else EMPTY
    yield says("field.barriers"), teller.listed(voice.token("barrier", each) for each in point.barriers)
    starts = amounts.share(point.start_share) if point.start_share is not None else ""
    yield says("field.start_share"), teller.plain(starts)
    sub = teller.state.get(Journey, point.sub_journey_id) if point.sub_journey_id else None
    yield says("field.sub_journey_id"), sub.title if sub is not None else EMPTY
    yield (
        says("field.evidence_ids"),
        teller.listed(
            says("tell.value_rests_on", field=says(f"field.{basis.field}"), evidence=teller.evidence(found))
            for basis in teller.state.children(Basis, point.id)
            if (found := queries.evidence_of(teller.state, basis.evidence_ids))
        ),
    )


def _feelings(teller: Teller, point: Touchpoint) -> Iterator[Fact]:
    for feeling in teller.state.children(Feeling, point.id):
        persona = teller.state.get(Persona, feeling.persona_id)
        if persona is not None and feeling.emotion is not None:
            yield teller.voice.says("tell.feeling_of", name=persona.name), teller.emotion(feeling.emotion)


def _ways(teller: Teller, point: Touchpoint) -> Iterator[Part]:
    says = teller.voice.says
    out = queries.connections_out(teller.state, point.id)
    if out:
        yield Paragraph(says("tell.ways_on"), "strong")
        yield Bullets(tuple(_way(teller, way) for way in out if way.target_id in teller.numbers))


def _way(teller: Teller, way: Connection) -> Words:
    voice = teller.voice
    notes = [
        voice.token("connection_kind", way.kind) if way.kind != "sequence" else EMPTY,
        teller.plain(amounts.share(way.share)) if way.share is not None else EMPTY,
        way.condition,
        voice.says("tell.wait", time=teller.duration(way.waiting)) if way.waiting is not None else EMPTY,
        voice.says("field.handover") if way.handover else EMPTY,
    ]
    name, said = teller.numbered(way.target_id), teller.listed(notes)
    text = voice.says("tell.with", first=name, second=said) if said else name
    return Link(text, key_of(way.target_id))


def _expectations(teller: Teller, point: Touchpoint) -> Iterator[Part]:
    found = queries.expectations(teller.state, point.id)
    if found:
        names = ("expectations", "field.kind", "field.kano", "field.expected", "field.perceived", "tell.gap")
        rows = tuple(_expectation(teller, each) for each in found)
        yield _table(teller, "expectations", names, rows, (4, 1.4, 1.6, 1.4, 1.4, 1))


def _expectation(teller: Teller, each: Expectation) -> tuple[Words, ...]:
    voice = teller.voice
    gap = each.perceived - each.expected if each.perceived is not None and each.expected is not None else None
    return (
        _with_evidence(teller, each.text, each),
        voice.token("expectation_kind", each.kind),
        voice.token("kano", each.kano) if each.kano else EMPTY,
        teller.of_five(each.expected),
        teller.of_five(each.perceived),
        teller.plain(amounts.signed(gap)) if gap is not None else EMPTY,
    )


def _pain_points(teller: Teller, point: Touchpoint) -> Iterator[Part]:
    found = queries.pain_points(teller.state, point.id)
    if found:
        names = ("pain_points", "field.severity", "field.frequency", "field.cause")
        rows = tuple(_pain_point(teller, each) for each in found)
        yield _table(teller, "pain_points", names, rows, (4, 1.3, 1.3, 2.6))


def _pain_point(teller: Teller, each: PainPoint) -> tuple[Words, ...]:
    voice = teller.voice
    text = _with_evidence(teller, each.text, each)
    if each.harm:
        text = voice.says("tell.with", first=text, second=voice.says("card.harm"))
    hits = teller.plain(amounts.share(each.frequency)) if each.frequency is not None else EMPTY
    return text, teller.of_five(each.severity), hits, each.cause


def _opportunities(teller: Teller, point: Touchpoint) -> Iterator[Part]:
    found = queries.opportunities(teller.state, point.id)
    if found:
        names = ("opportunities", "field.kind", "field.status", "field.impact", "field.effort")
        rows = tuple(_opportunity(teller, each) for each in found)
        yield _table(teller, "opportunities", names, rows, (4, 1.4, 1.3, 1.1, 1.1))


def _opportunity(teller: Teller, each: Opportunity) -> tuple[Words, ...]:
    voice = teller.voice
    return (
        _with_evidence(teller, each.text, each),
        voice.token("opportunity_kind", each.kind),
        voice.token("status", each.status),
        teller.of_five(each.impact),
        teller.of_five(each.effort),
    )


def _with_evidence(teller: Teller, text: LocalText, each: Expectation | PainPoint | Opportunity) -> LocalText:
    found = queries.evidence_of(teller.state, each.evidence_ids)
    if not found:
        return text
    return teller.voice.says("tell.with_evidence", text=text, evidence=teller.evidence(found))


def _links(teller: Teller, point: Touchpoint) -> Iterator[Part]:
    standard = catalogue.load()
    rows = []
    for subject in queries.subjects_of_touchpoint(teller.state, point.id):
        for link in queries.model_links(teller.state, subject.id):
            row = standard.find(link.element_id)
            name = row.title if row is not None else teller.plain(link.element_id)
            about = getattr(subject, "text", EMPTY)
            rows.append(
                (
                    name,
                    teller.voice.token("relation", link.relation),
                    about if subject is not point else EMPTY,
                    link.note,
                )
            )
    if rows:
        names = ("model_elements", "tell.relation", "tell.through", "field.note")
        yield _table(teller, "model_elements", names, tuple(rows), (2.4, 1.2, 2.6, 2))


def _data_points(teller: Teller, point: Touchpoint) -> Iterator[Part]:
    found = teller.state.children(DataPoint, point.id)
    if found:
        names = ("section.data_points", "field.purpose", "field.personal", "field.legal_ground")
        rows = tuple((each.what, each.purpose, teller.yes(each.personal), each.legal_ground) for each in found)
        yield _table(teller, "section.data_points", names, rows, (2, 2, 1.2, 2))


def _indicators(teller: Teller, subject_id: str) -> Iterator[Part]:
    found = teller.state.children(Indicator, subject_id)
    if found:
        names = (
            "section.indicators",
            "field.unit",
            "field.baseline",
            "field.target",
            "field.actual",
            "field.measured_on",
        )
        yield _table(
            teller, "section.indicators", names, tuple(_indicator(teller, each) for each in found), (3, 1, 1, 1, 1, 1.4)
        )


def _indicator(teller: Teller, each: Indicator) -> tuple[Words, ...]:
    values = [
        teller.count(value) if value is not None else EMPTY for value in (each.baseline, each.target, each.actual)
    ]
    day = teller.plain(each.measured_on or "")
    return each.name, teller.plain(each.unit), *values, day


def _table(
    teller: Teller, caption: str, names: tuple[str, ...], rows: tuple[tuple[Words, ...], ...], shares: tuple[float, ...]
) -> Table:
    """A table of annotations without the columns in which nothing is noted."""
    kept = [place for place in range(len(names)) if place == 0 or any(row[place] for row in rows)]
    return Table(
        EMPTY if names[0] == caption else teller.voice.says(caption),
        tuple(teller.voice.says(names[place]) for place in kept),
        tuple(tuple(row[place] for place in kept) for row in rows),
        tuple(shares[place] for place in kept),
    )
