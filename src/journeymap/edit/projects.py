"""New projects from templates: stages and lanes to type into, in both languages.

Templates are data in `resources/templates.json`: name → title, stages, lanes, and perhaps first touchpoints.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from journeymap.edit import journeys, touchpoints
from journeymap.model import queries
from journeymap.model.changes import Change, Label
from journeymap.model.document import Document, State
from journeymap.model.records import Journey, Project
from journeymap.model.text import LocalText
from journeymap.model.values import new_id
from journeymap.resources import resource


@cache
def _templates() -> dict[str, dict[str, Any]]:
    data: dict[str, dict[str, Any]] = json.loads(resource("templates.json").read_bytes())
    return data


def template_names() -> tuple[str, ...]:
    """The templates, in the order in which they are offered."""
    return tuple(_templates())


def template_title(name: str) -> LocalText:
    return LocalText(_templates()[name]["title"])


def new_journey(state: State, template: str = "empty", title: LocalText | None = None) -> tuple[Journey, list[Change]]:
    """A journey with the stages and lanes of a template; under the template's own title where none is given."""
    shape = _templates()[template]
    return journeys.add(
        state,
        LocalText(shape["journey"]) if title is None else title,
        [LocalText(each) for each in shape["stages"]],
        [(lane["kind"], LocalText(lane["title"])) for lane in shape["lanes"]],
    )


def new_project(template: str = "empty", languages: tuple[str, str] = ("zh", "en")) -> Document:
    """A document with one project and one journey made from a template.

    Raises KeyError for an unknown template.
    """
    shape = _templates()[template]
    edition = "gbt-47747-2026" if languages[0] == "zh" else "iso-11367-2025"
    document = Document([Project(id=new_id(), languages=languages, edition=edition)])
    journey, changes = new_journey(document.state, template)
    document.apply(changes, Label.of("new_journey"))
    stage_ids = [stage.id for stage in queries.stages(document.state, journey.id)]
    lane_ids = [lane.id for lane in queries.lanes(document.state, journey.id)]
    former_id = None
    for row in shape.get("touchpoints", ()):
        point, more = touchpoints.add(
            document.state, journey.id, stage_ids[row["stage"]], lane_ids[row["lane"]], LocalText(row["title"])
        )
        document.apply(more, Label.of("add_touchpoint"))
        if former_id is not None:
            _, ways = touchpoints.connect(document.state, former_id, point.id)
            document.apply(ways, Label.of("connect"))
        former_id = point.id
    return document
