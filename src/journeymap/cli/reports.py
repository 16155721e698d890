"""What `check` and `figures` tell of a file: lines for people, or one line of JSON for scripts.

Computes nothing: findings and figures come from `analysis`. How figures are said is in `figure_lines`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from journeymap import catalogue
from journeymap.analysis import figures as figures_module
from journeymap.analysis.finding import Finding
from journeymap.analysis.finding_words import finding_words, title_of
from journeymap.analysis.findings import findings
from journeymap.cli import say as say_here
from journeymap.cli.figure_lines import figure_lines
from journeymap.edit.annotations import dismissals
from journeymap.labels import say
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Journey
from journeymap.model.text import LocalText


def check(path: Path, state: State, language: str, *, as_json: bool) -> int:
    """Tell the findings of every journey; returns 1 where one is worse than a note."""
    titles = catalogue.load().titles(queries.project(state).edition)
    found = {journey.id: findings(state, journey.id, today=date.today()) for journey in queries.journeys(state)}
    if as_json:

        def told(finding: Finding) -> dict[str, Any]:
            return _as_json(state, finding, language, titles)

        def of_journey(journey: Journey) -> dict[str, Any]:
            own = found[journey.id]
            aside = [{**told(each), "reasons": _reasons(state, journey.id, each)} for each in own.dismissed]
            return {"findings": [told(each) for each in own.open], "dismissed": aside}

        _print_json(path, state, language, of_journey)
    else:
        _print_findings(path, state, language, {each: own.open for each, own in found.items()}, titles)
    return int(any(each.severity != "note" for own in found.values() for each in own.open))


def figures(path: Path, state: State, language: str, *, as_json: bool) -> int:
    """Tell the figures of every journey; always 0."""
    edition = queries.project(state).edition
    dimensions = {row.id: each.id for each in catalogue.load().dimensions(edition) for row in each.elements}

    def of_journey(journey: Journey) -> figures_module.Figures:
        return figures_module.figures(state, journey.id, element_ids=dimensions, dimensions=dimensions)

    if as_json:
        _print_json(path, state, language, lambda journey: {"figures": figures_module.as_json(of_journey(journey))})
        return 0
    journeys = queries.journeys(state)
    if not journeys:
        print(say("cli.no_journeys", language, name=path.name))
    for place, journey in enumerate(journeys):
        if place:
            print()
        print(say("cli.figures_of", language, name=path.name, journey=_title(journey, language)))
        for name, value in figure_lines(state, of_journey(journey), language):
            print("  " + say("cli.figure", language, name=name, value=value))
    return 0


def _print_findings(
    path: Path, state: State, language: str, found: Mapping[str, tuple[Finding, ...]], titles: Mapping[str, LocalText]
) -> None:
    for journey in queries.journeys(state):
        for finding in found[journey.id]:
            text, advice = finding_words(state, finding, language, titles)
            severity = say(f"finding.severity.{finding.severity}", language)
            values = {"name": path.name, "journey": _title(journey, language), "severity": severity}
            print(say_here("cli.finding", language, text=text, advice=advice, **values))
    if not any(found.values()):
        print(say_here("cli.findings_none", language, name=path.name))


def _print_json(path: Path, state: State, language: str, of_journey: Callable[[Journey], dict[str, Any]]) -> None:
    """One line for the whole file. Letters that the terminal or pipe cannot take are escaped, so that none is lost."""
    journeys = [
        {"id": each.id, "title": each.title.shown_in(language), **of_journey(each)} for each in queries.journeys(state)
    ]
    escaped = not (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")
    print(json.dumps({"file": str(path), "journeys": journeys}, ensure_ascii=escaped, allow_nan=False))


def _as_json(state: State, finding: Finding, language: str, titles: Mapping[str, LocalText]) -> dict[str, Any]:
    text, advice = finding_words(state, finding, language, titles)
    subjects = []
    for record_id in finding.subject_ids:
        record = state.find(record_id)
        kind = record.kind_name if record is not None else ""
        subjects.append({"id": record_id, "kind": kind, "title": title_of(state, record_id, language)})
    return {
        "key": finding.key, "severity": finding.severity, "subjects": subjects, "sentence": text, "advice": advice,
    }  # fmt: skip


def _reasons(state: State, journey_id: str, finding: Finding) -> list[str]:
    found = dismissals(state, journey_id, finding.key, finding.subject_ids, group=finding.group)
    return list(dict.fromkeys(each.reason for each in found if each.reason))


def _title(journey: Journey, language: str) -> str:
    return journey.title.shown_in(language) or say("print.untitled", language)
