"""The door to all readers: a file or bytes in, new records and a report line by line out.

`read` recognizes the kind by the contents. `changes_for` puts what was read into an open project. Tables of others are read by a
mapping that the user may change: `sheets.tables_of` opens them, `read_tables` reads them by it.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass
from pathlib import Path

from journeymap.edit.ordering import key_at_end
from journeymap.importing import (
    archimate,
    bpmn,
    cjml,
    discovery,
    drawio,
    event_log,
    flowchart,
    follows,
    govuk,
    graphml,
    grids,
    mermaid,
    outline,
    own_tables,
    recognition,
    sheets,
    source,
    tables,
    vocabulary,
)
from journeymap.importing.drawing import drawn
from journeymap.importing.errors import Cancelled, ImportProblem
from journeymap.importing.report import Line, Place, Report, at_line
from journeymap.importing.sketch import Sketch
from journeymap.model import queries
from journeymap.model.changes import Add, Change, Set
from journeymap.model.document import State
from journeymap.model.order import key_between
from journeymap.model.records import Journey, Project, Record
from journeymap.model.text import LocalText
from journeymap.model.values import new_id

__all__ = ["Imported", "Progress", "changes_for", "project_of", "read", "read_tables"]

Progress = Callable[[float], bool]
"""Told the part read so far, 0 to 1; answers whether to go on."""
_FLOWCHARTS = ("flowchart", "flowchart-elk", "graph")


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file held: records with fresh ids, or with their own where `whole`, then they are those of a project.

    `report` tells line by line what became of it; `facts` counts what the file holds in its own terms, such as tasks and lanes.
    """

    kind: str
    records: tuple[Record, ...]
    report: tuple[Line, ...]
    facts: Map[str, int]
    language: str
    whole: bool = False

    @property
    def journeys(self) -> list[Journey]:
        return [each for each in self.records if isinstance(each, Journey)]


def read(
    given: Path | bytes, kind: str | None = None, *, name: str = "", language: str | None = None,
    mapping: tables.Mapping | None = None, sheet: str | None = None, progress: Progress = lambda _part: True,
) -> Imported:  # fmt: skip
    """Read a file, a folder of our own CSV tables, or bytes such as those of a clipboard.

    `kind` is one of `recognition.KINDS` where the caller knows better; `language` that of the texts, 'en' or 'zh', else it is
    guessed. `mapping` and `sheet` are for tables of others. Raises ImportProblem, with cause and place, for what cannot be read,
    and Cancelled when `progress` answers no.
    """
    name = name or (given.name if isinstance(given, Path) else "")
    if isinstance(given, Path) and given.is_dir():
        return _own_sheets(sheets.of_folder(given), "own_tables", guarded=True, name=name)
    data = source.load(given, source.MAX_BYTES * 4) if isinstance(given, Path) else given
    if not progress(0.0):
        raise Cancelled
    request = _Request(name, language, mapping, sheet, progress)
    return _told(lambda: _read(data, kind, request), name)


def _told(job: Callable[[], Imported], name: str) -> Imported:
    """What a reader gives; what goes wrong in it is told with the name of the file."""
    try:
        return job()
    except RecursionError as error:
        raise ImportProblem("error.import.too_deep", name=name, limit=source.MAX_DEPTH) from error
    except ImportProblem as problem:
        problem.values.setdefault("name", name)
        raise


@dataclass(frozen=True, slots=True)
class _Request:
    name: str
    language: str | None
    mapping: tables.Mapping | None
    sheet: str | None
    progress: Progress


def _read(data: bytes, kind: str | None, request: _Request) -> Imported:
    name = request.name
    what = recognition.kind_of_bytes(data)
    if what == "picture" and (inside := source.inside_picture(data)):
        # draw.io keeps the diagram inside the pictures it exports.
        data, what = inside, ""
    if what in ("xlsx", "csv_zip"):
        return _read_package(data, what, request)
    if what:
        raise ImportProblem(f"error.import.is_{what}", name=name)
    if len(data) > source.MAX_BYTES * 4:
        raise ImportProblem("error.import.too_large", name=name, limit=source.MAX_BYTES * 4 // 2**20)
    text = source.decoded(data)
    found = kind or recognition.kind_of_text(text, name)
    if found == "event_log":
        return _read_log(data, request)
    if len(data) > source.MAX_BYTES:
        raise ImportProblem("error.import.too_large", name=name, limit=source.MAX_BYTES // 2**20)
    if not text.strip():
        raise ImportProblem("error.import.empty", name=name)
    if found in ("json", "own_json", "govuk"):
        return _read_json(text, request)
    report = Report()
    if found in ("table", "workbook"):
        return _read_table(sheets.of_text(text, name, request.progress), found, request)
    sketches = _sketches(found, text, name, report)
    return _finished(found, sketches, report, request)


def _sketches(kind: str, text: str, name: str, report: Report) -> list[Sketch]:
    """The sketches in a text of a kind that is neither JSON, a table nor a log."""
    match kind:
        case "mermaid":
            return _mermaid(text, name, report)
        case "drawio":
            root = source.xml(text, name, report.elements)
            if source.tag(root) == "svg":
                # draw.io keeps the diagram inside the pictures it exports.
                content = source.attribute(root, "content")
                if "<mx" not in content:
                    raise ImportProblem("error.import.is_picture", name=name)
                report.elements.clear()
                root = source.xml(content, name)
            return drawio.drawio(root, name, report)
        case "bpmn" | "graphml" | "cjml" | "archimate":
            root = source.xml(text, name, report.elements)
            if kind == "bpmn":
                if "/bpmn/" not in source.namespace(root).casefold():
                    raise ImportProblem("error.import.unknown_xml", name=name, root=source.tag(root))
                return bpmn.bpmn(root, report)
            if kind == "graphml":
                return graphml.graphml(root, report)
            if kind == "cjml":
                return [cjml.cjml(root, report)]
            if "archimate" not in source.namespace(root):
                raise ImportProblem("error.import.unknown_xml", name=name, root=source.tag(root))
            return [archimate.archimate(root, report)]
        case "html":
            raise ImportProblem("error.import.is_web_page", name=name)
        case "follows":
            return [follows.follows(text, name, report)]
        case "outline":
            return [outline.outline(text, report)]
    if text.lstrip("\ufeff \t\n").startswith("<"):
        # Broken XML is told as such, with its line.
        root = source.xml(text, name)
        raise ImportProblem("error.import.unknown_xml", name=name, root=source.tag(root))
    raise ImportProblem("error.import.unknown", name=name)


def _mermaid(text: str, name: str, report: Report) -> list[Sketch]:
    found = mermaid.diagrams(text)
    journeys = [each for each in found if each.kind == "journey"]
    flowcharts = [each for each in found if each.kind in _FLOWCHARTS]
    report.facts["diagrams"] += len(found)
    report.facts["journeys"] += len(journeys)
    # A document about diagrams shows all kinds; where there are journeys they are what is meant.
    chosen = journeys or flowcharts
    for each in found:
        if not any(each is one for one in chosen):
            report.left_out("import.other_diagram", at_line(each.lines[0][0]), kind=each.kind)
    if not chosen:
        raise ImportProblem("error.import.other_diagram", name=name, kind=found[0].kind if found else "?")
    reader = mermaid.journey if journeys else flowchart.flowchart
    return [reader(each, report) for each in chosen]


def _finished(kind: str, sketches: Sequence[Sketch], report: Report, request: _Request) -> Imported:
    language = request.language or _language(sketches)
    kept = [each for each in sketches if each.cards or each.columns or each.rows or each.notes or each.title]
    if not kept:
        raise ImportProblem("error.import.nothing", name=request.name)
    nameless = [each for each in kept if not each.title]
    for number, sketch in enumerate(nameless, 1):
        stem = Path(request.name).stem if request.name else ""
        sketch.title = f"{stem} {number}" if stem and len(nameless) > 1 else stem
    if not request.progress(0.5):
        raise Cancelled
    records = drawn(kept, language, report)
    report.understood("import.language", None, language=language)
    return Imported(kind, tuple(records), tuple(report.lines), dict(report.facts), language)


def _language(sketches: Sequence[Sketch]) -> str:
    """The one of our two languages in which a file's texts are, by its letters."""
    named = next((each.language for each in sketches if each.language), "")
    if named:
        return named
    text = "".join(part for each in sketches for part in (each.title, *(card.title for card in each.cards)))
    return vocabulary.language_of(text)


# JSON


def _read_json(text: str, request: _Request) -> Imported:
    content = own_tables.json_of(text.lstrip("\ufeff"), request.name)
    report = Report()
    if own_tables.is_own_json(content):
        records = own_tables.records_of_json(content, request.name, report)
        return Imported("own_json", tuple(records), tuple(report.lines), dict(report.facts), "", whole=True)
    if govuk.is_govuk(content):
        return _finished("govuk", [govuk.govuk(content, request.name, report)], report, request)
    rows = sheets.rows_of_json(content)
    if rows:
        return _read_table([grids.Sheet("", rows)], "table", request)
    raise ImportProblem("error.import.unknown_json", name=request.name)


# tables


def read_tables(
    found: Sequence[grids.Sheet], kind: str, *, name: str = "", language: str | None = None,
    mapping: tables.Mapping | None = None, sheet: str | None = None, progress: Progress = lambda _part: True,
) -> Imported:  # fmt: skip
    """Read tables of others that `sheets.tables_of` has opened, as often as the mapping changes. Raises like `read`."""
    request = _Request(name, language, mapping, sheet, progress)
    return _told(lambda: _read_table(found, kind, request), name)


def _read_package(data: bytes, what: str, request: _Request) -> Imported:
    if what == "csv_zip":
        return _own_sheets(sheets.unzipped(data, request.name), "own_tables", guarded=True, name=request.name)
    found = grids.workbook(data, request.name, request.progress)
    if own_tables.are_own(found):
        return _own_sheets(found, "own_workbook", guarded=False, name=request.name)
    return _read_table(found, "workbook", request)


def _own_sheets(found: Sequence[grids.Sheet], kind: str, *, guarded: bool, name: str) -> Imported:
    if not own_tables.are_own(found):
        raise ImportProblem("error.import.no_own_tables", name=name)
    report = Report()
    records = own_tables.records_of_sheets(found, report, guarded=guarded)
    return Imported(kind, tuple(records), tuple(report.lines), dict(report.facts), "", whole=True)


def _read_table(found: Sequence[grids.Sheet], kind: str, request: _Request) -> Imported:
    if own_tables.are_own(found):
        return _own_sheets(found, "own_tables", guarded=True, name=request.name)
    filled = [each for each in found if each.is_filled]
    if request.sheet is not None:
        filled = [each for each in filled if each.name == request.sheet]
    if not filled:
        raise ImportProblem("error.import.empty_table", name=request.name)
    report = Report()
    several = len(filled) > 1
    if several and request.mapping is None:
        # Beside the map people keep personas, legends and notes.
        maps = [each for each in filled if tables.has_known_heads(each.texts())]
        for each in filled if maps else ():
            if each not in maps:
                report.left_out("import.foreign_sheet", Place("sheet", each.name))
        filled = maps or filled
        several = len(filled) > 1
    sketches = []
    for sheet in filled:
        rows = sheet.texts()
        mapping = request.mapping or tables.guess_mapping(rows)
        try:
            sketch = tables.read_table(rows, mapping, report, sheet=sheet.name if several else "", name=request.name)
        except ImportProblem:
            if not several:
                raise
            report.left_out("import.foreign_sheet", None, at=sheet.name)
            continue
        sketch.title = sketch.title or (sheet.name if several else "")
        sketches.append(sketch)
    return _finished(kind, sketches, report, request)


# event logs


def _read_log(data: bytes, request: _Request) -> Imported:
    report = Report()
    counted = discovery.directly_follows(
        event_log.events_of(io.BytesIO(data), Path(request.name), len(data), progress=request.progress)
    )
    state = State([Project(id="project")])
    found = discovery.discover(state, counted, Path(request.name).stem, request.name)
    for name, count in (
        ("cases", counted.cases), ("events", counted.events), ("activities", len(counted.activities)),
        ("edges", len(counted.edges)), ("starts", len(counted.starts)), ("ends", len(counted.ends)),
        ("variants", counted.variants),
    ):  # fmt: skip
        report.facts[name] += count
    for name, times in counted.activities.items():
        report.understood("import.activity", None, title=name, n=times)
    if found.small_sample:
        report.changed("import.small_log", None, n=counted.cases)
    records = tuple(change.record for change in found.changes if isinstance(change, Add))
    language = request.language or vocabulary.language_of(" ".join(counted.activities))
    return Imported("event_log", records, tuple(report.lines), dict(report.facts), language)


# into a project


def changes_for(state: State, imported: Imported) -> list[Change]:
    """What puts the records into a project. New journeys come behind those there are.

    Records of a whole project that are here already are changed to what the file says, field by field; no record is deleted.
    """
    changes: list[Change] = []
    last = key_at_end(queries.journeys(state))
    here = queries.project(state)
    for record in imported.records:
        present = state.find(record.id)
        if present is not None:
            changes += _differences(present, record)
        elif isinstance(record, Project) and here.id in state:
            continue
        elif isinstance(record, Journey) and not imported.whole:
            changes.append(Add(record.model_copy(update={"order": last})))
            last = key_between(last, None)
        else:
            changes.append(Add(record))
    return changes


def _differences(present: Record, record: Record) -> list[Change]:
    if present.kind_name != record.kind_name:
        return []
    known = {*type(present).model_fields, *(present.model_extra or ())} - {"id"}
    return [
        Set(record.id, name, record.value(name)) for name in sorted(known) if present.value(name) != record.value(name)
    ]


def project_of(imported: Imported) -> list[Record]:
    """The records of a new project that holds what was read and nothing else."""
    if any(isinstance(each, Project) for each in imported.records):
        return list(imported.records)
    first = imported.language or "en"
    title = imported.journeys[0].title if len(imported.journeys) == 1 else LocalText()
    edition = "gbt-47747-2026" if first == "zh" else "iso-11367-2025"
    project = Project(
        id=new_id(), title=title, languages=("zh", "en") if first == "zh" else ("en", "zh"), edition=edition
    )
    return [project, *imported.records]
