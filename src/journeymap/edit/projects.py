"""New projects from templates: stages and lanes to type into, in both languages.

Templates are data in `resources/templates.json`: name → title, stages, lanes, and perhaps first touchpoints with the ways
between them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from journeymap.edit import journeys
from journeymap.edit.ordering import fresh_keys
from journeymap.model import queries
from journeymap.model.changes import Add, Change, Label
from journeymap.model.document import Document, State
from journeymap.model.records import Connection, Journey, Project, Touchpoint
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


def new_project(template: str = "empty", languages: tuple[str, str] = ("zh", "en"), paper: str = "A3") -> Document:
    """A document with one project and one journey made from a template.

    Raises KeyError for an unknown template.
    """
    shape = _templates()[template]
    edition = "gbt-47747-2026" if languages[0] == "zh" else "iso-11367-2025"
    document = Document([Project(id=new_id(), languages=languages, edition=edition, paper=paper)])
    journey, changes = new_journey(document.state, template)
    document.apply(changes, Label.of("new_journey"))
    stage_ids = [stage.id for stage in queries.stages(document.state, journey.id)]
    lane_ids = [lane.id for lane in queries.lanes(document.state, journey.id)]
    changes = _first_steps(shape, journey.id, stage_ids, lane_ids)
    document.apply(changes, Label.of("add_touchpoint"))
    return document


def _first_steps(
    shape: dict[str, Any], journey_id: str, stage_ids: Sequence[str], lane_ids: Sequence[str]
) -> list[Change]:
    """The touchpoints and connections that a template begins with. They say what happens, never how it feels."""
    rows = shape.get("touchpoints", ())
    points = {}
    for row, order in zip(rows, fresh_keys(len(rows)), strict=True):
        points[row["id"]] = Touchpoint(
            id=new_id(), journey_id=journey_id, stage_id=stage_ids[row["stage"]], lane_id=lane_ids[row["lane"]],
            title=LocalText(row["title"]), kind=row["kind"], channel=row.get("channel"), is_goal=row.get("goal", False),
            order=order,
        )  # fmt: skip
    ways = [
        Connection(
            id=new_id(), journey_id=journey_id, source_id=points[row["from"]].id, target_id=points[row["to"]].id,
            kind=row["kind"], condition=LocalText(row.get("condition", {})),
        )
        for row in shape.get("ways", ())
    ]  # fmt: skip
    return [*map(Add, points.values()), *map(Add, ways)]
