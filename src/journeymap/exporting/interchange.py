"""Files for other programs: which formats there are, whether they hold a project or one journey, what writes them, and what is
told about a file before it is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from journeymap.exporting.poster import Notice
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import RECORD_CLASSES, Media
from journeymap.model.rows import OTHER

PROJECT_FORMATS = {"xlsx": "xlsx", "csv": "csv.zip", "json": "json"}
"""Formats that hold a whole project without loss → the ending of their files."""
JOURNEY_FORMATS = {"mermaid": "mmd", "flowchart": "flowchart.mmd", "graphml": "graphml", "bpmn": "bpmn"}
"""Formats that hold what their programs know of one journey → the ending of their files."""
ENDINGS = {**PROJECT_FORMATS, **JOURNEY_FORMATS}
DATA_FORMATS = tuple(ENDINGS)
WORDLESS = frozenset({"csv", "json"})
"""Formats without words of the program or a choice of one language: they hold all languages under their tags."""
SCHEMA = "journeymap-records.schema.json"
_LINES, _LONGEST = 60, 400


class Written(NamedTuple):
    """A file, files that belong beside it by their names, and what is to be said about them."""

    data: bytes
    notices: tuple[Notice, ...] = ()
    beside: tuple[tuple[str, bytes], ...] = ()


class Told(NamedTuple):
    """What is told of a file: how much of each kind is in it, its first lines if it is a text, what it leaves behind."""

    counts: tuple[tuple[str, int], ...]
    text: str
    notices: tuple[Notice, ...]
    size: int
    beside: tuple[str, ...]


def data_file(state: State, journey_id: str, to: str, language: str) -> Written:
    """A file for another program. Raises KeyError for a format that is not there, or one of a journey without such a journey."""
    if to in PROJECT_FORMATS:
        return _project_file(state, to, language)
    if journey_id not in {each.id for each in queries.journeys(state)}:
        raise KeyError(journey_id)
    return _journey_file(state, journey_id, to, language)


def told(state: State, journey_id: str, to: str, language: str) -> Told:
    """What a file would hold and what not. Raises as `data_file`."""
    file = data_file(state, journey_id, to, language)
    counts = _in_project(state) if to in PROJECT_FORMATS else _in_journey(state, journey_id, to)
    lines = [] if to in ("xlsx", "csv") else file.data.decode("utf-8").split("\n", _LINES)
    shown = [line if len(line) <= _LONGEST else line[:_LONGEST] + "…" for line in lines[:_LINES]]
    if len(lines) > _LINES:
        shown.append("…")
    return Told(counts, "\n".join(shown), file.notices, len(file.data), tuple(name for name, _ in file.beside))


def _project_file(state: State, to: str, language: str) -> Written:
    from journeymap.exporting import tables

    writers: dict[str, Callable[[], bytes]] = {
        "xlsx": lambda: tables.workbook_bytes(state, language),
        "csv": lambda: tables.csv_archive(state),
        "json": lambda: tables.json_bytes(state),
    }
    beside = ((SCHEMA, tables.schema_bytes()),) if to == "json" else ()
    notices = (Notice("export.tables.pictures", ()),) if state.all(Media) else ()
    return Written(writers[to](), notices, beside)


def _journey_file(state: State, journey_id: str, to: str, language: str) -> Written:
    match to:
        case "mermaid" | "flowchart":
            from journeymap.exporting import mermaid

            write = mermaid.journey_text if to == "mermaid" else mermaid.flowchart_text
            text, notices = write(state, journey_id, language)
            lost = Notice(f"export.data.lost.{to}", ())
            return Written(text.encode("utf-8"), (*notices, lost, *_notes_stay(state, journey_id)))
        case "graphml":
            from journeymap.exporting import graphml

            lost = Notice("export.data.lost.graphml", ())
            return Written(graphml.graphml_bytes(state, journey_id, language), (lost, *_notes_stay(state, journey_id)))
        case "bpmn":
            from journeymap.exporting import bpmn

            data, said = bpmn.bpmn_bytes(state, journey_id, language)
            return Written(data, (*said, *_notes_stay(state, journey_id)))
    raise KeyError(to)


def _in_project(state: State) -> tuple[tuple[str, int], ...]:
    counts: Counter[str] = Counter()
    for record in state.live_records():
        counts[record.kind_name if type(record).KIND else OTHER] += 1
    return tuple((kind, counts[kind]) for kind in (*RECORD_CLASSES, OTHER) if counts[kind])


def _in_journey(state: State, journey_id: str, to: str) -> tuple[tuple[str, int], ...]:
    """How many of what a format tells apart. A Mermaid journey has no ways, a flowchart no lanes."""
    counts = {
        "stage": len(queries.stages(state, journey_id)), "lane": len(queries.lanes(state, journey_id)),
        "touchpoint": len(queries.touchpoints(state, journey_id)), "connection": len(queries.connections(state, journey_id)),
    }  # fmt: skip
    unknown = {"mermaid": ("connection",), "flowchart": ("lane",)}.get(to, ())
    return tuple((kind, count) for kind, count in counts.items() if kind not in unknown)


def _notes_stay(state: State, journey_id: str) -> tuple[Notice, ...]:
    """How much is noted on the journey's touchpoints, which only whole projects hold."""
    points = [each.id for each in queries.touchpoints(state, journey_id)]
    values = {
        "pain_points": sum(len(queries.pain_points(state, each)) for each in points),
        "expectations": sum(len(queries.expectations(state, each)) for each in points),
        "opportunities": len({one.id for each in points for one in queries.opportunities(state, each)}),
    }
    return (Notice("export.data.notes_stay", tuple(sorted(values.items()))),) if any(values.values()) else ()
