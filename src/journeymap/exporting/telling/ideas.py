"""Where a journey could become better: the standard's elements and levels it touches, its opportunities, its findings, and the
evidence all of this rests on."""

from __future__ import annotations

from journeymap import catalogue
from journeymap.analysis.finding_words import finding_words
from journeymap.analysis.findings import findings_of
from journeymap.exporting.document import Bullets, Paragraph, Part, Section, Table, Words
from journeymap.exporting.telling.teller import Teller
from journeymap.labels import amounts
from journeymap.model import queries
from journeymap.model.records import Contribution, Decision, Evidence, Opportunity, Workshop
from journeymap.model.text import EMPTY, LocalText


def model_section(teller: Teller) -> Section:
    """Levels reached and aimed at, and element by element how the journey is linked to it."""
    says = teller.voice.says
    standard, total = catalogue.load(), teller.figures.summary
    levels = tuple(
        (
            teller.level(each.number),
            teller.count(total.levels_reached[each.number]),
            teller.count(total.levels_aimed[each.number]),
        )
        for each in standard.levels
    )
    heads = ("tell.level", "level_reached", "level_aimed")
    parts: list[Part] = [Table(says("pyramid"), tuple(map(says, heads)), levels, (3, 1, 1))]
    counts = _relations(teller)
    rows = tuple(
        (
            teller.plain(element.clause),
            element.title,
            *(
                teller.count(found) if (found := counts.get((element.id, relation), 0)) else EMPTY
                for relation in _RELATIONS
            ),
        )
        for element in standard.elements(teller.edition)
    )
    names = (
        says("tell.clause"),
        says("model_elements"),
        *(teller.voice.token("relation", each) for each in _RELATIONS),
    )
    parts.append(Table(says("coverage"), names, rows, (0.8, 4, 1, 1, 1.5)))
    edition = standard.edition(teller.edition).title
    parts.append(Paragraph(says("tell.claims_nothing", edition=edition), "small"))
    return Section(says("tell.model"), tuple(parts), key="model")


_RELATIONS = ("shows", "lacks", "would_serve")


def _relations(teller: Teller) -> dict[tuple[str, str], int]:
    """(element, relation) → touchpoints linked so, themselves or by what is noted on them."""
    found: dict[tuple[str, str], set[str]] = {}
    for point in teller.touchpoints:
        for subject in queries.subjects_of_touchpoint(teller.state, point.id):
            for link in queries.model_links(teller.state, subject.id):
                found.setdefault((link.element_id, link.relation), set()).add(point.id)
    return {key: len(points) for key, points in found.items()}


def opportunity_section(teller: Teller) -> Section:
    """All opportunities of the journey, the best gain for its effort first."""
    says = teller.voice.says
    gains = {each.opportunity_id: each for each in teller.figures.prospects}
    order = {each: place for place, each in enumerate(gains)}
    found = sorted(
        queries.journey_opportunities(teller.state, teller.journey.id),
        key=lambda each: (order.get(each.id, len(order)), -(each.impact or 0), each.effort or 9, each.id),
    )
    if not found:
        return Section(says("opportunities"), (Paragraph(says("print.no_opportunities")),), key="opportunities")
    heads = (
        "field.text",
        "field.kind",
        "field.status",
        "field.impact",
        "field.effort",
        "figure.gain",
        "field.owner",
        "field.due",
    )
    rows = tuple(_opportunity(teller, each, gains[each.id].gain if each.id in gains else None) for each in found)
    kept = [place for place in range(len(heads)) if place == 0 or any(row[place] for row in rows)]
    shares = (4, 1.3, 1.2, 0.9, 0.9, 1, 1.6, 1.4)
    table = Table(
        EMPTY,
        tuple(says(heads[place]) for place in kept),
        tuple(tuple(row[place] for place in kept) for row in rows),
        tuple(shares[place] for place in kept),
    )
    return Section(says("opportunities"), (table,), key="opportunities")


def _opportunity(teller: Teller, each: Opportunity, gain: float | None) -> tuple[Words, ...]:
    voice = teller.voice
    where = teller.listed(teller.numbered(point) for point in each.touchpoint_ids if point in teller.numbers)
    return (
        voice.says("tell.with", first=each.text, second=where) if where else each.text,
        voice.token("opportunity_kind", each.kind),
        voice.token("status", each.status),
        teller.plain(str(each.impact or "")),
        teller.plain(str(each.effort or "")),
        teller.plain(amounts.signed(gain, 2)) if gain is not None else EMPTY,
        teller.plain(each.owner),
        teller.plain(each.due or ""),
    )


def workshop_section(teller: Teller) -> Section | None:
    """The minutes: workshops held on the project, how many took part, what came of them."""
    says, state = teller.voice.says, teller.state
    sections = []
    for workshop in state.all(Workshop):
        people = says("tell.people", citizens=workshop.citizens, staff=workshop.staff, partners=workshop.partners)
        day = teller.plain(workshop.date or "")
        parts: list[Part] = [Paragraph(teller.listed([day, teller.plain(workshop.place), people]), "small")]
        notes = [each for each in state.children(Contribution, workshop.id) if each.state == "shown" and each.text]
        if notes:
            parts.append(Bullets(tuple(_note(teller, each) for each in notes)))
        sections.append(Section(workshop.title or says("tell.workshop"), tuple(parts), key=f"workshop-{workshop.id}"))
    decisions = tuple(_decision(teller, each) for each in state.all(Decision))
    if decisions:
        heads = ("tell.decision", "field.owner", "field.due")
        sections.append(
            Section(says("tell.decisions"), (Table(EMPTY, tuple(map(says, heads)), decisions, (4, 1.5, 1.2)),))
        )
    return Section(says("tell.workshops"), (), tuple(sections), key="workshops") if sections else None


def _note(teller: Teller, note: Contribution) -> LocalText:
    kind = teller.voice.token("contributor_kind", note.contributor_kind)
    return teller.voice.says("tell.with", first=note.text, second=kind)


def _decision(teller: Teller, each: Decision) -> tuple[Words, ...]:
    return each.what, teller.plain(each.owner), teller.plain(each.due or "")


def findings_section(teller: Teller) -> Section:
    """What the program finds odd, with what to do about it, the gravest first."""
    voice, says = teller.voice, teller.voice.says
    titles = catalogue.load().titles(teller.edition)
    rows = []
    for each in findings_of(teller.state, teller.journey.id, today=teller.today):
        said = {language: finding_words(teller.state, each, language, titles) for language in voice.languages}
        rows.append(
            (
                voice.token("severity", each.severity),
                LocalText({language: words for language, (words, _) in said.items()}),
                LocalText({language: advice for language, (_, advice) in said.items()}),
            )
        )
    if not rows:
        return Section(says("tell.findings"), (Paragraph(says("print.no_findings")),), key="findings")
    heads = ("tell.severity", "tell.finding", "tell.advice")
    return Section(
        says("tell.findings"), (Table(EMPTY, tuple(map(says, heads)), tuple(rows), (1, 4, 4)),), key="findings"
    )


def evidence_section(teller: Teller) -> Section | None:
    """The evidence ledger of the project."""
    says = teller.voice.says
    rows = tuple(
        (
            each.title or says("evidence.untitled"),
            teller.voice.token("evidence_kind", each.kind),
            teller.plain(each.source),
            teller.plain(each.date or ""),
            teller.count(each.sample) if each.sample else EMPTY,
        )
        for each in teller.state.all(Evidence)
    )
    if not rows:
        return None
    heads = ("field.title", "field.kind", "field.source", "field.date", "field.sample")
    return Section(
        says("tell.evidence"), (Table(EMPTY, tuple(map(says, heads)), rows, (3, 1.2, 3, 1.3, 1)),), key="evidence"
    )


_TERMS = ("touchpoint", "moment_of_truth", "peak_end", "pyramid", "visibility", "kano", "share", "persona")


def glossary_section(teller: Teller) -> Section:
    """The words a reader may not know."""
    says = teller.voice.says
    rows = tuple((says(f"glossary.{term}"), says(f"glossary.{term}.is")) for term in _TERMS)
    return Section(says("tell.glossary"), (Table(EMPTY, (), rows, (1, 3)),), key="glossary")
