"""Files for other programs: which formats there are, whether they hold a project or one journey, and what writes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from journeymap.exporting.poster import Notice
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Media

PROJECT_FORMATS = {"xlsx": "xlsx", "csv": "csv.zip", "json": "json"}
"""Formats that hold a whole project without loss → the ending of their files."""
JOURNEY_FORMATS = {"mermaid": "mmd", "flowchart": "flowchart.mmd", "graphml": "graphml", "bpmn": "bpmn"}
"""Formats that hold what their programs know of one journey → the ending of their files."""


class Written(NamedTuple):
    """A file, files that belong beside it by their names, and what is to be said about them."""

    data: bytes
    notices: tuple[Notice, ...] = ()
    beside: tuple[tuple[str, bytes], ...] = ()


def project_file(state: State, to: str, language: str) -> Written:
    """A whole project in one of PROJECT_FORMATS. Raises KeyError for another."""
    from journeymap.exporting import tables

    writers: dict[str, Callable[[], bytes]] = {
        "xlsx": lambda: tables.workbook_bytes(state, language),
        "csv": lambda: tables.csv_archive(state),
        "json": lambda: tables.json_bytes(state),
    }
    beside = (("journeymap-records.schema.json", tables.schema_bytes()),) if to == "json" else ()
    notices = (Notice("export.tables.pictures", ()),) if state.all(Media) else ()
    return Written(writers[to](), notices, beside)


def journey_file(state: State, journey_id: str, to: str, language: str) -> Written:
    """One journey in one of JOURNEY_FORMATS, texts in one language. Raises KeyError for another, or without such a journey."""
    if journey_id not in {each.id for each in queries.journeys(state)}:
        raise KeyError(journey_id)
    match to:
        case "mermaid" | "flowchart":
            from journeymap.exporting import mermaid

            write = mermaid.journey_text if to == "mermaid" else mermaid.flowchart_text
            text, notices = write(state, journey_id, language)
            return Written(text.encode("utf-8"), tuple(notices))
        case "graphml":
            from journeymap.exporting import graphml

            return Written(graphml.graphml_bytes(state, journey_id, language))
        case "bpmn":
            from journeymap.exporting import bpmn

            data, said = bpmn.bpmn_bytes(state, journey_id, language)
            return Written(data, tuple(said))
    raise KeyError(to)
