"""What an import gave, as plain titles and ways, taken from a valid project that really holds it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from journeymap.importing.reading import Imported, project_of, read
from journeymap.importing.report import Line
from journeymap.model import queries
from journeymap.model.document import Document, State
from journeymap.model.records import RECORD_CLASSES, Journey, Opaque, Touchpoint, record_from

EXAMPLES = Path(__file__).resolve().parents[3] / "shared" / "examples"
"""Files that nobody here wrote. They lie beside the project, where there are any."""


@dataclass(frozen=True)
class Read:
    """One journey of what was read; further ones are in `others`."""

    imported: Imported
    state: State
    journey: Journey
    others: tuple[Read, ...] = ()

    @property
    def title(self) -> str:
        return self._said(self.journey.title)

    @property
    def summary(self) -> str:
        return self._said(self.journey.summary)

    @property
    def stages(self) -> list[str]:
        return [self._said(each.title) for each in queries.stages(self.state, self.journey.id)]

    @property
    def lanes(self) -> list[tuple[str, str]]:
        return [(self._said(each.title), each.kind) for each in queries.lanes(self.state, self.journey.id)]

    @property
    def titles(self) -> list[str]:
        return [self._said(each.title) for each in queries.touchpoints(self.state, self.journey.id)]

    @property
    def by_stage(self) -> dict[str, list[str]]:
        """The titles of each stage, in the order of the map."""
        found: dict[str, list[str]] = {title: [] for title in self.stages}
        names = {each.id: self._said(each.title) for each in queries.stages(self.state, self.journey.id)}
        for each in queries.touchpoints(self.state, self.journey.id):
            found[names[each.stage_id]].append(self._said(each.title))
        return found

    @property
    def lane_of(self) -> dict[str, str]:
        names = {each.id: self._said(each.title) for each in queries.lanes(self.state, self.journey.id)}
        points = queries.touchpoints(self.state, self.journey.id)
        return {self._said(each.title): names[each.lane_id] for each in points}

    @property
    def ways(self) -> set[tuple[str, str, str, str]]:
        """Source, target, kind and condition of each connection."""
        names = {each.id: self._said(each.title) for each in queries.touchpoints(self.state, self.journey.id)}
        return {
            (names[each.source_id], names[each.target_id], each.kind, self._said(each.condition))
            for each in queries.connections(self.state, self.journey.id)
        }

    @property
    def links(self) -> set[tuple[str, str]]:
        return {(source, target) for source, target, *_ in self.ways}

    def point(self, title: str) -> Touchpoint:
        return next(each for each in queries.touchpoints(self.state, self.journey.id) if title in each.title.values())

    def told(self, title: str) -> str:
        """The description of a touchpoint."""
        return self._said(self.point(title).description)

    def lines(self, severity: str) -> list[Line]:
        return [each for each in self.imported.report if each.severity == severity]

    def said(self, severity: str, language: str = "en") -> list[str]:
        """The lines of the report of one severity, in words."""
        return [each.said(language) for each in self.lines(severity)]

    def _said(self, text: object) -> str:
        return text.shown_in(self.imported.language or "en")  # type: ignore[attr-defined]


def valid(imported: Imported) -> State:
    """The state of a new project that holds what was read. Every record is as valid as one that comes out of a file."""
    state = Document(project_of(imported)).state
    for record in imported.records:
        assert record.kind_name in RECORD_CLASSES or isinstance(record, Opaque)
        data = {name: value for name, value in record.model_dump(mode="json").items() if name != "opaque_kind"}
        assert record_from(record.kind_name, data) == record
    ids = {each.id for each in imported.records}
    for journey in queries.journeys(state):
        stages = {each.id for each in queries.stages(state, journey.id)}
        lanes = {each.id for each in queries.lanes(state, journey.id)}
        for point in queries.touchpoints(state, journey.id):
            assert point.stage_id in stages
            assert point.lane_id in lanes
        for way in queries.connections(state, journey.id):
            assert {way.source_id, way.target_id} <= ids
    for line in imported.report:
        assert line.said("en")
        assert line.said("zh")
    return state


def of(given: str | bytes | Path, name: str = "", language: str | None = None) -> Read:
    """Read a text, bytes or a file as a person would, without telling the kind."""
    data = given.encode() if isinstance(given, str) else given
    imported = read(data, name=name or ("" if isinstance(given, Path) else "file"), language=language)
    state = valid(imported)
    found = [Read(imported, state, journey) for journey in queries.journeys(state)]
    return Read(imported, state, found[0].journey, tuple(found[1:]))
