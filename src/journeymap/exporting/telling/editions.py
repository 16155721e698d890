"""The editions that are read in order: the text edition and the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from journeymap import catalogue
from journeymap.exporting.document import Contents, Document, DrawnPage, Figure, Paragraph, Part, Section, facts
from journeymap.exporting.palette import Palette
from journeymap.exporting.plan import Plan
from journeymap.exporting.telling.drawings import curve_figure, matrix_figure
from journeymap.exporting.telling.ideas import (
    evidence_section,
    findings_section,
    glossary_section,
    model_section,
    opportunity_section,
    workshop_section,
)
from journeymap.exporting.telling.teller import Fact, Teller, told
from journeymap.exporting.telling.touchpoints import stage_sections
from journeymap.exporting.telling.ways import curve_words, key_figures, paths_section, persona_sections
from journeymap.exporting.wording import Voice
from journeymap.labels.review import review_words
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Journey
from journeymap.model.text import EMPTY, LocalText

EDITIONS = ("text", "report")


@dataclass(frozen=True, slots=True)
class EditionOptions:
    """How a document is wanted: its languages, and the day (ISO 8601) that is printed and on which things are late."""

    languages: tuple[str, ...] = ("zh",)
    date: str = ""


def text_edition(state: State, journey_id: str, options: EditionOptions, poster: Plan | None = None) -> Document:
    """The journey in reading order, the curve in words, below the poster if there is one. KeyError without such a journey."""
    teller = _teller(state, journey_id, options)
    drawn = [Section(teller.voice.says("tell.map"), (DrawnPage(poster),), key="map")] if poster is not None else []
    sections = [
        *drawn,
        _about(teller),
        key_figures(teller),
        Section(teller.voice.says("emotion_curve"), tuple(curve_words(teller)), key="curve"),
        *_body(teller, new_pages=False),
    ]
    made = _document(teller, options, sections, cover=False)
    # Below a map the contents stay short, so that it is seen at once.
    return replace(made, opening=(Contents(depth=1),)) if poster is not None else made


def report(
    state: State, journey_id: str, options: EditionOptions, palette: Palette, poster: Plan,
    media: Mapping[str, bytes] = MappingProxyType({}),
) -> Document:  # fmt: skip
    """The paged report with cover, contents, the poster as a page, and a section for each stage. KeyError as above."""
    teller = replace(_teller(state, journey_id, options), media=media)
    says = teller.voice.says
    curve: list[Part] = []
    drawn = curve_figure(teller, palette)
    if drawn is not None:
        curve.append(drawn)
    sections = [
        _about(teller),
        key_figures(teller),
        Section(says("tell.map"), (Paragraph(says("tell.map_note")), DrawnPage(poster)), key="map"),
        Section(says("emotion_curve"), (*curve, *curve_words(teller)), key="curve", new_page=True),
        *_body(teller, new_pages=True, matrix=matrix_figure(teller, palette)),
    ]
    return _document(teller, options, sections, cover=True)


def _teller(state: State, journey_id: str, options: EditionOptions) -> Teller:
    journey = state.get(Journey, journey_id)
    if journey is None:
        raise KeyError(journey_id)
    voice = Voice(options.languages[0], options.languages[1] if len(options.languages) > 1 else None)
    return Teller(state, journey, voice, date.fromisoformat(options.date) if options.date else None)


def _document(teller: Teller, options: EditionOptions, sections: list[Section], *, cover: bool) -> Document:
    voice, says = teller.voice, teller.voice.says
    project = queries.project(teller.state)
    edition = catalogue.load().edition(project.edition).title
    version = says("print.version", version=project.version) if project.version else EMPTY
    state = says("print.to_be" if teller.journey.state == "to_be" else "print.as_is")
    subtitle = teller.listed([state, project.organization, version, teller.plain(options.date), edition])
    return Document(
        title=teller.journey.title or says("print.untitled"),
        subtitle=subtitle,
        sections=tuple(sections),
        opening=(Contents(),) if cover or len(teller.touchpoints) > 8 else (),
        cover=cover,
        author=project.organization,
        subject=says("print.subject"),
        keywords=(voice.says("print.subject"), edition),
        date=options.date,
    )


def _about(teller: Teller) -> Section:
    """What the journey is: its summary, goal, scenario, scope, people and state."""
    journey, says, voice = teller.journey, teller.voice.says, teller.voice
    review = voice.made(lambda each: review_words(journey.review, journey.review_by, journey.review_on, each))
    rows: list[Fact] = [
        (says("field.goal"), journey.goal),
        (says("field.scenario"), journey.scenario),
        (says("field.scope_from"), journey.scope_from),
        (says("field.scope_to"), journey.scope_to),
        (says("field.persona_ids"), teller.listed(each.name for each in teller.personas)),
        (says("field.owner"), teller.plain(journey.owner)),
        (says("field.review"), review),
        (says("tell.size"), _size(teller)),
    ]
    summary = (Paragraph(journey.summary),) if journey.summary else ()
    return Section(says("tell.about"), (*summary, facts(EMPTY, told(rows))), key="about")


def _size(teller: Teller) -> LocalText:
    says = teller.voice.says
    lanes = queries.lanes(teller.state, teller.journey.id)
    return teller.listed(
        [
            says("tell.stages", n=len(teller.stages)),
            says("tell.lanes", n=len(lanes)),
            says("print.touchpoints", n=len(teller.touchpoints)),
        ]
    )


def _body(teller: Teller, *, new_pages: bool, matrix: Figure | None = None) -> list[Section]:
    ideas = opportunity_section(teller)
    if matrix is not None:
        ideas = Section(ideas.title, (matrix, *ideas.parts), key=ideas.key, new_page=new_pages)
    found = [
        *stage_sections(teller, new_pages=new_pages),
        paths_section(teller),
        persona_sections(teller),
        model_section(teller),
        ideas,
        workshop_section(teller),
        findings_section(teller),
        evidence_section(teller),
        glossary_section(teller),
    ]
    return [section for section in found if section is not None]
