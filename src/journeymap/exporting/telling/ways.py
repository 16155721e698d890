"""What the graph says of a journey: key figures, the feelings along the chosen path in words, paths, and who gets through."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.analysis.figures import PathFigures
from journeymap.analysis.limits import Passage
from journeymap.analysis.paths import Path
from journeymap.exporting.document import Bullets, Paragraph, Part, Section, Table, Words, facts
from journeymap.exporting.telling.pictures import picture_part
from journeymap.exporting.telling.teller import Fact, Teller
from journeymap.exporting.telling.touchpoints import reference
from journeymap.labels import amounts
from journeymap.model.records import Media, Persona, Touchpoint
from journeymap.model.text import EMPTY, LocalText


def key_figures(teller: Teller) -> Section:
    """The sum of the journey on one page: how many get there, what it costs them, how it feels, what it rests on."""
    found, says = teller.figures, teller.voice.says
    outlook = found.outlook
    rows: list[Fact] = [(says("figure.goal"), teller.plain(amounts.share(outlook.goal)))]
    for name, value in (("left", outlook.left), ("never", outlook.never)):
        if value:
            rows.append((says(f"figure.{name}"), teller.plain(amounts.share(value))))
    rows += teller.burden(outlook.finishing or outlook.everyone)
    count = found.path_count
    rows.append(
        (
            says("figure.paths"),
            says("print.paths" if count.exact else "print.more_paths", n=amounts.number(count.value)),
        )
    )
    total = found.summary
    if total.mean_emotion is not None:
        rows.append((says("figure.sum_emotion"), teller.plain(amounts.signed(total.mean_emotion, 2))))
    if total.peak_end is not None:
        rows.append((says("figure.sum_peak_end"), teller.plain(amounts.signed(total.peak_end.value, 2))))
    rows.append((says("figure.open_pain_points"), teller.count(sum(total.open_pain_points.values()))))
    ground = found.ground("peak_end") + found.ground("time")
    based = says("figure.based_on.counts", measured=ground.measured, observed=ground.observed, assumed=ground.assumed)
    rows.append((says("figure.based_on"), based))
    note = says("figure.finishing" if outlook.finishing else "figure.everyone")
    return Section(
        says("tell.key_figures"),
        (facts(EMPTY, rows), Paragraph(says("tell.figures_are_of", people=note), "small"), *_spread(teller)),
        key="key-figures",
    )


def _spread(teller: Teller) -> Iterator[Part]:
    spread, says = teller.figures.time, teller.voice.says
    if spread is not None and spread.deviation:
        values = [
            ("least", spread.least),
            ("median", spread.median.value),
            ("slowest_tenth", spread.slowest_tenth.value),
            ("most", spread.most),
        ]
        yield facts(
            says("tell.time_spread"), [(says(f"figure.{name}"), teller.seconds(value)) for name, value in values]
        )


def curve_words(teller: Teller) -> list[Part]:
    """The emotion curve in words: the feeling at each touchpoint of the chosen path, and what stands out."""
    chosen, says = teller.figures.chosen, teller.voice.says
    if chosen is None:
        return [Paragraph(says("print.no_path"))]
    parts: list[Part] = [Paragraph(says("tell.curve_intro", n=len(chosen.path.touchpoint_ids)))]
    parts.append(Bullets(tuple(felt(teller, each) for each in chosen.path.touchpoint_ids), ordered=True))
    parts.append(facts(EMPTY, _series(teller, chosen)))
    return parts


def felt(teller: Teller, touchpoint_id: str) -> LocalText:
    """A touchpoint with what is felt there."""
    point = teller.state.get(Touchpoint, touchpoint_id)
    emotion = teller.emotion(point.emotion if point is not None else None)
    return teller.voice.says("tell.point_feels", name=teller.numbered(touchpoint_id), emotion=emotion)


def _series(teller: Teller, chosen: PathFigures) -> Iterator[Fact]:
    says, found = teller.voice.says, chosen.series
    for name, value in (("peak_end", found.peak_end), ("mean", found.mean)):
        if value is not None:
            yield says(f"figure.{name}"), teller.plain(amounts.signed(value, 2))
    for name, place in (("peak", found.peak), ("low", found.low), ("end", found.end)):
        if place is not None:
            yield says(f"figure.{name}"), felt(teller, found.points[place].touchpoint_id)
    lows = [teller.numbered(found.points[place].touchpoint_id) for place in found.unrecovered]
    if lows:
        yield says("figure.unrecovered"), teller.listed(lows)


def paths_section(teller: Teller) -> Section:
    """The likeliest paths and the extreme ones, each with its share, time, fees and feeling."""
    found, says = teller.figures, teller.voice.says
    rows = [
        _path_row(teller, says("tell.path_number", number=number), each) for number, each in enumerate(found.likely, 1)
    ]
    parts: list[Part] = []
    if rows:
        heads = ("tell.path", "figure.share", "figure.time", "figure.fee", "figure.peak_end", "tell.course")
        parts.append(Table(says("tell.likely_paths"), tuple(map(says, heads)), tuple(rows), (1.2, 1, 1.4, 1.2, 1.1, 5)))
    named = [("slowest_path", found.slowest), ("worst_path", found.worst)]
    named += [("dearest_path", each) for each in found.dearest.values()]
    extremes: list[Fact] = [
        (says(f"figure.{name}"), _course(teller, extreme.path)) for name, extreme in named if extreme is not None
    ]
    if extremes:
        parts.append(facts(says("tell.extremes"), extremes))
    return Section(says("tell.paths"), tuple(parts) or (Paragraph(says("print.no_path")),), key="paths")


def _path_row(teller: Teller, name: LocalText, each: PathFigures) -> tuple[Words, ...]:
    feeling = each.series.peak_end
    return (
        name,
        teller.plain(amounts.share(each.path.share)),
        teller.seconds(each.burden.time),
        teller.sums(each.burden.fees),
        teller.plain(amounts.signed(feeling, 2)) if feeling is not None else EMPTY,
        _course(teller, each.path),
    )


def _course(teller: Teller, path: Path) -> LocalText:
    numbers = [str(teller.numbers[each]) for each in path.touchpoint_ids if each in teller.numbers]
    return teller.plain(" → ".join(numbers))


def persona_sections(teller: Teller) -> Section | None:
    """Can she get through? A section for each persona of the journey."""
    by_id = {each.persona_id: each for each in teller.figures.personas}
    sections = tuple(_persona(teller, each, by_id[each.id]) for each in teller.personas if each.id in by_id)
    return Section(teller.voice.says("tell.personas"), (), sections, key="personas") if sections else None


def _persona(teller: Teller, persona: Persona, found: Passage) -> Section:
    voice, says = teller.voice, teller.voice.says
    rows: list[Fact] = [(says("field.citizen_kind"), voice.token("citizen_kind", persona.citizen_kind))]
    if persona.limits:
        rows.append((says("field.limits"), teller.listed(voice.token("limit", each) for each in persona.limits)))
    if persona.channels:
        rows.append((says("field.channels"), teller.listed(voice.token("channel", each) for each in persona.channels)))
    if persona.needs:
        rows.append((says("field.needs"), persona.needs))
    rows.append((says("figure.her_chance"), teller.plain(amounts.share(found.chance))))
    rows.append((says("figure.served"), teller.plain(amounts.share(found.served))))
    if found.burden is not None and found.chance:
        rows += teller.burden(found.burden)
    parts: list[Part] = [Paragraph(text) for text in (persona.story, teller.quoted(persona.quote)) if text]
    portrait = teller.state.get(Media, persona.media_id)
    if portrait is not None:
        parts.append(picture_part(teller, portrait))
    parts.append(facts(EMPTY, rows))
    for key, ids in (
        ("tell.barred", found.barred),
        ("figure.unavoidable", found.unavoidable),
        ("figure.to_open", found.to_open),
    ):
        if ids:
            parts += [Paragraph(says(key), "strong"), Bullets(tuple(reference(teller, each) for each in ids))]
    return Section(
        persona.name or says("navigator.untitled_persona"), tuple(parts), key=f"persona-{persona.id}", whole=True
    )
