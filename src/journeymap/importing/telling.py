"""An import told in words: what kind of file it was, what it holds, and the report as text or as plain data for scripts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from journeymap.importing.reading import Imported
from journeymap.importing.report import SEVERITIES, Line, Place
from journeymap.labels import say, say_token, table
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Journey

_OF_THE_DRAWING = {"bpmn": ("shapes", "edges", "diagrams")}
"""What a file counts of its picture, which nobody wants to be told."""


def facts(imported: Imported, language: str) -> list[str]:
    """What the file holds in its own terms, such as "3 tasks"."""
    drawing = _OF_THE_DRAWING.get(imported.kind, ())
    return [_counted(name, count, language) for name, count in imported.facts.items() if count and name not in drawing]


def _counted(name: str, count: int, language: str) -> str:
    key = f"import.fact.{name}"
    if key in table():
        return say(key, language, n=count)
    return say("import.fact", language, n=count, name=say_token("record", name, language))


def counts(imported: Imported) -> Counter[str]:
    """How many lines of the report there are of each severity."""
    return Counter(line.severity for line in imported.report)


def drawn(state: State, journey: Journey, language: str) -> str:
    """What one of the journeys consists of."""
    parts = (
        ("touchpoint", queries.touchpoints), ("connection", queries.connections), ("stage", queries.stages),
        ("lane", queries.lanes),
    )  # fmt: skip
    return " · ".join(say(f"import.drawn.{name}", language, n=len(found(state, journey.id))) for name, found in parts)


def title(journey: Journey, language: str) -> str:
    return journey.title.shown_in(language) or say("import.untitled", language)


def lines(imported: Imported, language: str, severities: Sequence[str] = SEVERITIES) -> Iterator[str]:
    """The lines of the report in words, each begun by its severity."""
    for line in imported.report:
        if line.severity in severities:
            yield said(line, language)


def said(line: Line, language: str) -> str:
    severity = say(f"import.severity.{line.severity}", language)
    return say("import.line", language, severity=severity, text=line.said(language))


def as_text(imported: Imported, state: State, name: str, language: str) -> str:
    """The whole report as a text to be kept."""
    head = [
        say("import.of_kind", language, name=name, kind=say(f"import.kind.{imported.kind}", language)),
        " · ".join(facts(imported, language)),
        *(
            say("import.journey", language, title=title(each, language), what=drawn(state, each, language))
            for each in imported.journeys
        ),
        summary(imported, language),
    ]
    return "\n".join([*(each for each in head if each), "", *lines(imported, language)]) + "\n"


def summary(imported: Imported, language: str) -> str:
    """How much was understood, changed and left out."""
    found = counts(imported)
    return " · ".join(say(f"import.count.{each}", language, n=found[each]) for each in SEVERITIES)


def as_data(imported: Imported, language: str) -> dict[str, Any]:
    """The report as plain data."""
    return {
        "kind": imported.kind,
        "language": imported.language,
        "facts": dict(imported.facts),
        "journeys": [each.title.shown_in(language) for each in imported.journeys],
        "lines": [
            {
                "severity": each.severity,
                "key": each.key,
                "place": _place(each.place),
                "text": each.said(language),
            }
            for each in imported.report
        ],
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {"kind": place.kind, "at": place.at} | ({"line": place.line} if place.line else {})
