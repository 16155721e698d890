"""Gathers what a poster shows of one journey from its records, its figures and the catalogue. Chooses words, not places."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial

from journeymap import catalogue
from journeymap.analysis import finding as analysis_finding
from journeymap.analysis import paths
from journeymap.analysis.burden import Burden
from journeymap.analysis.coverage import Coverage, coverage
from journeymap.analysis.finding_words import finding_words
from journeymap.analysis.findings import findings_of
from journeymap.analysis.graph import journey_graph
from journeymap.analysis.paths import Path
from journeymap.analysis.series import Series, series
from journeymap.exporting.content import (
    Card,
    Chance,
    Content,
    Dimension,
    Finding,
    Level,
    Note,
    PathPoint,
    StageColumn,
    Way,
)
from journeymap.exporting.map_words import map_words, picture_words
from journeymap.exporting.pictures import NO_PICTURES
from journeymap.exporting.storyboard import shot
from journeymap.exporting.wording import Voice
from journeymap.labels import listed, say, say_token
from journeymap.labels.amounts import elapsed, number, share, signed, sum_of_money
from journeymap.labels.review import review_words
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import (
    Expectation,
    Journey,
    Opportunity,
    Touchpoint,
    Vote,
)
from journeymap.model.text import EMPTY, LocalText

TOP_CHANCES = 5
_PORTRAITS = 4
_STEPS = 16
_NAMED = 6  # more untouched elements than this are counted, not named
_EDITION = re.compile(r"[^《(（]*?(?:19|20)\d{2}")


def gather(
    state: State, journey_id: str, voice: Voice, today: date | None = None, pictures: Mapping[str, bytes] = NO_PICTURES
) -> Content:
    """The content of one journey's poster in the languages of `voice`. Raises KeyError if there is no such journey.

    Without `today` nothing is called late or out of date. Pictures are shown where their bytes are in `pictures`.
    """
    journey = state.get(Journey, journey_id)
    if journey is None:
        raise KeyError(journey_id)
    project = queries.project(state)
    points = queries.touchpoints(state, journey_id)
    numbers = {point.id: place for place, point in enumerate(points, 1)}
    graph = journey_graph(state, journey_id)
    path = paths.chosen_path(state, journey_id, graph)
    on_path = set(path.touchpoint_ids) if path else set()
    standard = catalogue.load()
    elements = standard.elements(project.edition)
    dimensions = standard.dimensions(project.edition)
    number_of = {row.id: place for place, each in enumerate(dimensions, 1) for row in each.elements}
    covered = coverage(state, journey_id, [row.id for row in elements])
    feelings = series(graph, path) if path else None
    stages = queries.stages(state, journey_id)
    stage_places = {stage.id: place for place, stage in enumerate(stages)}
    links = _links_by_touchpoint(covered)
    shots = {each.id: found for each in points if (found := shot(state, each.media_id, pictures, numbers[each.id]))}
    portraits = [shot(state, each.media_id, pictures) for each in queries.personas(state, journey)]
    words = map_words(state, journey, points, path, feelings, voice.first)
    return Content(
        title=journey.title or voice.says("print.untitled"),
        subtitle=_subtitle(state, journey, voice, len(points), paths.path_count(graph)),
        goal=voice.says("print.goal", text=journey.goal) if journey.goal else EMPTY,
        organization=project.organization,
        edition=_edition(standard.edition(project.edition).title, project.version, voice),
        stages=tuple(
            StageColumn(
                stage.id,
                place,
                stage.title,
                _notes(state, [point for point in points if point.stage_id == stage.id], numbers, voice, links, number_of),
                tuple(shots[point.id] for point in points if point.stage_id == stage.id and point.id in shots),
            )
            for place, stage in enumerate(stages, 1)
        ),
        lanes=tuple(
            (lane.id, lane.kind, lane.title or voice.token("lane_kind", lane.kind))
            for lane in queries.lanes(state, journey_id)
        ),
        cards=tuple(_card(state, point, numbers[point.id], links, number_of, point.id in on_path) for point in points),
        ways=tuple(
            Way(
                each.id, numbers[each.source_id], numbers[each.target_id], each.kind,
                path is not None and each.id in path.connection_ids,
                share(each.share) if each.share is not None else "", each.condition,
            )
            for each in queries.connections(state, journey_id)
            if each.source_id in numbers and each.target_id in numbers
        ),
        path=_path_points(path, feelings, state, numbers, stage_places),
        path_summary=_path_summary(path, feelings, numbers, voice),
        levels=_levels(covered, standard, voice),
        dimensions=tuple(
            Dimension(
                place,
                _named(row, voice),
                sum(any(number_of.get(link) == place for link, _ in found) for found in links.values()),
            )
            for place, row in enumerate(dimensions, 1)
        ),
        coverage_note=_coverage_note(covered, elements, voice),
        burden=_burden(paths.path_burden(graph, path), voice) if path else (),
        chances=_chances(state, journey_id, voice),
        findings=_findings(state, journey_id, voice, today),
        words=words + picture_words(points, shots, voice.first),
        portraits=tuple(each for each in portraits if each is not None)[:_PORTRAITS],
    )  # fmt: skip


def _subtitle(state: State, journey: Journey, voice: Voice, points: int, count: paths.Count) -> LocalText:
    def make(language: str) -> str:
        names = [persona.name.shown_in(language) for persona in queries.personas(state, journey)]
        key = "print.paths" if count.exact else "print.more_paths"
        known_state = journey.state in ("as_is", "to_be")
        parts = [
            *(name for name in names if name),
            say(f"print.{journey.state}", language)
            if known_state
            else say_token("journey_state", journey.state, language),
            review_words(journey.review, journey.review_by, journey.review_on, language),
            say("print.touchpoints", language, n=points),
            *([say(key, language, n=count.value)] if count.value else []),
        ]
        return " · ".join(parts)

    return voice.made(make)


def _edition(title: LocalText, version: str, voice: Voice) -> LocalText:
    def make(language: str) -> str:
        found = _EDITION.match(title.shown_in(language))
        name = found.group() if found else title.shown_in(language)
        return " · ".join([say("print.version", language, version=version), name] if version else [name])

    return voice.made(make)


def _links_by_touchpoint(covered: Coverage) -> dict[str, list[tuple[str, str]]]:
    """Touchpoint → the elements linked there with the relations of the links."""
    links: dict[str, list[tuple[str, str]]] = {}
    for link in covered.links:
        if link.touchpoint_id is not None:
            links.setdefault(link.touchpoint_id, []).append((link.element_id, link.relation))
    return links


def _card(
    state: State, point: Touchpoint, place: int, links: dict[str, list[tuple[str, str]]], number_of: dict[str, int],
    on_path: bool,
) -> Card:  # fmt: skip
    relations: dict[int, set[str]] = {}
    for element_id, relation in links.get(point.id, ()):
        if element_id in number_of:
            relations.setdefault(number_of[element_id], set()).add(relation)
    return Card(
        touchpoint_id=point.id,
        number=place,
        title=point.title,
        channel=point.channel,
        emotion=point.emotion,
        level=point.level_reached,
        expectations=len(queries.expectations(state, point.id)),
        pain_points=len(queries.pain_points(state, point.id)),
        surprises=sum(each.kind == "surprise" for each in queries.opportunities(state, point.id)),
        dimensions=tuple((each, found == {"lacks"}) for each, found in sorted(relations.items())),
        is_goal=point.is_goal,
        moment_of_truth=point.moment_of_truth,
        on_path=on_path,
    )


def _notes(
    state: State, points: Sequence[Touchpoint], numbers: dict[str, int], voice: Voice,
    links: dict[str, list[tuple[str, str]]], number_of: dict[str, int],
) -> tuple[tuple[Note, ...], ...]:  # fmt: skip
    """The notes of one stage in the four rows, the weightiest first."""
    expected = [(each, numbers[point.id]) for point in points for each in queries.expectations(state, point.id)]
    pains = [(each, numbers[point.id]) for point in points for each in queries.pain_points(state, point.id)]
    ideas = {
        each.id: (each, numbers[point.id])
        for point in reversed(points)
        for each in queries.opportunities(state, point.id)
    }
    surprises = [
        (idea, place) for idea, place in ideas.values() if idea.kind == "surprise" and idea.status != "dropped"
    ]
    return (
        tuple(
            Note(_with_gap(each, voice), place)
            for each, place in sorted(expected, key=lambda row: (_gap(row[0]), row[1]))
        ),
        tuple(
            Note(each.text, place) for each, place in sorted(pains, key=lambda row: (-(row[0].severity or 0), row[1]))
        ),
        tuple(Note(each.text, place) for each, place in sorted(surprises, key=lambda row: (_rank(row[0], 0), row[1]))),
        _element_notes([link for point in points for link in links.get(point.id, ())], number_of, voice),
    )


def _gap(expectation: Expectation) -> int:
    if expectation.expected is None or expectation.perceived is None:
        return 0
    return expectation.perceived - expectation.expected


def _with_gap(expectation: Expectation, voice: Voice) -> LocalText:
    gap = _gap(expectation)
    if not gap:
        return expectation.text

    def make(language: str) -> str:
        text = expectation.text.shown_in(language)
        return f"{text}（{signed(gap)}）" if language == "zh" else f"{text} ({signed(gap)})"

    return voice.made(make)


def _element_notes(links: Iterable[tuple[str, str]], number_of: dict[str, int], voice: Voice) -> tuple[Note, ...]:
    relations: dict[str, set[str]] = {}
    for element_id, relation in links:
        relations.setdefault(element_id, set()).add(relation)
    standard = catalogue.load()
    notes = []
    for element_id, found in relations.items():
        row = standard.find(element_id)
        if row is None or element_id not in number_of:
            continue
        lacking = "lacks" in found and "shows" not in found

        key = "print.lacks" if lacking else "print.would_serve" if found == {"would_serve"} else ""
        name = _named(row, voice)
        text = voice.says("print.element", name=name, relation=voice.says(key)) if key else name
        notes.append((_clause_key(row.clause), Note(text, 0, number_of[element_id], lacking)))
    return tuple(note for _, note in sorted(notes, key=lambda item: item[0]))


def _named(row: catalogue.Element | catalogue.Principle | catalogue.Dimension, voice: Voice) -> LocalText:
    """A row of the standard by its clause and its short title."""
    return voice.made(lambda language: f"{row.clause} {(row.short or row.title).shown_in(language)}")


def _clause_key(clause: str) -> tuple[tuple[int, str], ...]:
    """Sorts clauses by their numbers: 7.2 before 7.10."""
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in re.split(r"[.\s]", clause))


def _path_points(
    path: Path | None, feelings: Series | None, state: State, numbers: dict[str, int], stage_places: dict[str, int]
) -> tuple[PathPoint, ...]:
    if path is None or feelings is None:
        return ()
    found = []
    for point in feelings.points:
        touchpoint = state.get(Touchpoint, point.touchpoint_id)
        if touchpoint is not None:
            stage = stage_places.get(touchpoint.stage_id, 0)
            found.append(PathPoint(touchpoint.id, numbers[touchpoint.id], stage, touchpoint.title, point.emotion))
    return tuple(found)


def _path_summary(path: Path | None, feelings: Series | None, numbers: dict[str, int], voice: Voice) -> LocalText:
    if path is None or feelings is None:
        return voice.says("print.no_path")
    if feelings.mean is None:
        return voice.says("print.no_feeling")
    mean, low, end, peak_end = (
        feelings.mean,
        feelings.emotion(feelings.low),
        feelings.emotion(feelings.end),
        feelings.peak_end,
    )
    steps = _steps([numbers[each] for each in path.touchpoint_ids])

    def make(language: str) -> str:
        parts = [
            f"{say('print.curve', language)} {steps}",
            say("print.mean", language, value=signed(mean)),
            say("print.lowest", language, value=signed(low or 0)),
            say("print.end", language, value=signed(end or 0)),
            say("print.peak_end", language, value=signed(peak_end or 0)),
        ]
        return " · ".join(parts)

    return voice.made(make)


def _steps(places: Sequence[int]) -> str:
    """The numbers along a path; of a long one those that follow each other are drawn together."""
    if len(places) <= _STEPS:
        return " → ".join(map(str, places))
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return " → ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else " → ".join(map(str, run)) for run in runs)


def _levels(covered: Coverage, standard: catalogue.Catalogue, voice: Voice) -> tuple[Level, ...]:
    rows = []
    for place in range(1, 5):
        row = standard.level(place)
        title = (row.short or row.title) if row is not None else voice.token("level", str(place))
        rows.append(Level(place, title, covered.levels_reached[place], covered.levels_aimed[place]))
    return tuple(rows)


def _coverage_note(covered: Coverage, elements: Sequence[catalogue.Element], voice: Voice) -> LocalText:
    missing = [row for row in elements if row.id in covered.untouched]
    if not missing:
        return voice.says("print.all_touched", all=len(elements))
    if len(missing) > _NAMED:
        return voice.says("print.untouched_many", n=len(missing), all=len(elements))

    def make(language: str) -> str:
        names = [f"{row.clause} {(row.short or row.title).shown_in(language)}" for row in missing]
        joined = listed(names, language)
        return say("print.untouched", language, n=len(missing), all=len(elements), names=joined)

    return voice.made(make)


def _burden(found: Burden, voice: Voice) -> tuple[tuple[LocalText, LocalText], ...]:
    """What the path costs, by name; what is nothing or without end is left out."""
    rows: list[tuple[str, LocalText]] = []
    at_least = "≥ " if found.at_least else ""
    if found.time and math.isfinite(found.time):
        rows.append(("time", voice.made(lambda language: at_least + elapsed(found.time, language))))
        if found.waiting and math.isfinite(found.waiting):
            rows.append(("waiting", voice.made(partial(elapsed, found.waiting))))
    for currency, value in sorted(found.fees.items()):
        if value and math.isfinite(value):
            rows.append(("fee", voice.made(partial(sum_of_money, value, currency))))
    for name, count in (("visits", found.visits), ("documents", found.documents), ("repeated", found.data_repeated)):
        if count and math.isfinite(count):
            rows.append((name, LocalText(dict.fromkeys(voice.languages, number(count)))))
    return tuple((voice.says(f"print.burden.{name}"), text) for name, text in rows)


def _rank(opportunity: Opportunity, votes: int) -> tuple[float, ...]:
    """Sorts opportunities: most votes first, then most impact for the effort, then most impact."""
    impact, effort = opportunity.impact or 0, opportunity.effort or 3
    return (-votes, -impact / effort, -impact)


def _chances(state: State, journey_id: str, voice: Voice) -> tuple[Chance, ...]:
    found = [
        each for each in queries.journey_opportunities(state, journey_id) if each.status not in ("done", "dropped")
    ]
    votes = {each.id: sum(vote.dots for vote in state.children(Vote, each.id)) for each in found}
    found.sort(key=lambda each: (_rank(each, votes[each.id]), each.order, each.id))
    return tuple(
        Chance(each.kind, each.text, _chance_figure(each, votes[each.id], voice)) for each in found[:TOP_CHANCES]
    )


def _chance_figure(opportunity: Opportunity, votes: int, voice: Voice) -> LocalText:
    def make(language: str) -> str:
        parts = [say("print.votes", language, n=votes)] if votes else []
        if opportunity.impact is not None and opportunity.effort is not None:
            parts.append(say("print.impact_effort", language, impact=opportunity.impact, effort=opportunity.effort))
        parts.append(say_token("status", opportunity.status, language))
        return " · ".join(parts)

    return voice.made(make)


def _findings(state: State, journey_id: str, voice: Voice, today: date | None) -> tuple[Finding, ...]:
    """The open findings, the worst first, one of each kind; mere notes only where there is nothing worse."""
    found = findings_of(state, journey_id, today)
    grave = [each for each in found if each.severity != "note"] or found
    titles = catalogue.load().titles(queries.project(state).edition)
    by_kind: dict[str, list[analysis_finding.Finding]] = {}
    for each in grave:
        by_kind.setdefault(each.key, []).append(each)

    def words(alike: Sequence[analysis_finding.Finding], language: str) -> str:
        text, _ = finding_words(state, alike[0], language, titles)
        more = len(alike) - 1
        return text + say("print.and_more_like_it", language, n=more) if more else text

    return tuple(Finding(alike[0].severity, voice.made(partial(words, alike))) for alike in by_kind.values())
