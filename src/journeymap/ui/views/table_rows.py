"""What the keys of the table come to: which rows are added where, deleted or cleared. Functions on the state, without widgets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from journeymap.edit import annotations as notes
from journeymap.edit import fields, stages, touchpoints
from journeymap.edit import rows as edit_rows
from journeymap.edit.clipboard import Target as Place
from journeymap.model import queries
from journeymap.model.changes import Change, Set
from journeymap.model.document import State
from journeymap.model.records import (
    Connection,
    DataPoint,
    Expectation,
    Indicator,
    Lane,
    ModelLink,
    Opportunity,
    PainPoint,
    Record,
    Stage,
    Touchpoint,
)
from journeymap.model.text import EMPTY
from journeymap.ui.icons import channel_icon, icon
from journeymap.ui.matching import Target
from journeymap.ui.panels.pick_popup import Pick
from journeymap.ui.theme import theme
from journeymap.ui.views.outline_cells import cell_of
from journeymap.ui.views.outline_clipboard import Block
from journeymap.ui.words import say, shown

_NOTED = {each.KIND: each for each in (Expectation, PainPoint, DataPoint, Indicator)}


def next_touchpoint(
    state: State, journey_id: str, source_id: str | None, current: Record | None
) -> tuple[Touchpoint | None, list[Change]]:
    """The touchpoint that comes next: behind `source_id`, else at the end of the current stage or of the first one."""
    if source_id is not None:
        return touchpoints.add_behind(state, source_id)
    place = touchpoints.first_place(state, journey_id)
    if place is None:
        return None, []
    stage_id = current.id if isinstance(current, Stage) else place[0]
    inside = [each for each in queries.touchpoints(state, journey_id) if each.stage_id == stage_id]
    return touchpoints.add(state, journey_id, stage_id, inside[-1].lane_id if inside else place[1])


def annotation(state: State, touchpoint_id: str, kind: str) -> tuple[Record, list[Change]]:
    """A new annotation at a touchpoint; a kind of opportunity stands for one of that kind."""
    if kind in _NOTED:
        (made,), changes = edit_rows.add_under(state, _NOTED[kind], touchpoint_id)
        return made, changes
    return notes.add_opportunity(state, touchpoint_id, kind)


def targets(state: State, source_id: str) -> list[Pick]:
    """The touchpoints of the same journey to which there is no connection yet."""
    source = state.get(Touchpoint, source_id)
    if source is None:
        return []
    taken = {source_id, *(each.target_id for each in queries.connections_out(state, source_id))}
    titles = {each.id: shown(each.title) for each in queries.stages(state, source.journey_id)}
    return [
        Pick(
            each.id,
            shown(each.title) or say("touchpoint.untitled"),
            titles.get(each.stage_id, ""),
            icon(channel_icon(each.channel), theme().ink_2),
            Target.of(tuple(each.title.values()), (titles.get(each.stage_id, ""),)),
        )
        for each in queries.touchpoints(state, source.journey_id)
        if each.id not in taken
    ]


def deleted(state: State, records: Sequence[Record]) -> list[Change]:
    """What deleting rows comes to; touchpoints close the gaps they leave."""
    changes: list[Change] = touchpoints.delete(state, [each.id for each in records if isinstance(each, Touchpoint)])
    for each in records:
        if isinstance(each, Stage | Lane):
            changes += stages.delete(state, each.id)
        elif not isinstance(each, Touchpoint):
            changes += fields.delete([each.id])
    return changes


def delete_label(records: Sequence[Record]) -> str:
    """The key of what deleting these rows is called."""
    kinds = {type(each) for each in records}
    for kind, key in ((Stage, "delete_stage"), (Lane, "delete_lane"), (Connection, "delete_connection")):
        if kinds == {kind}:
            return key
    if kinds == {ModelLink}:
        return "unlink"
    return "delete_annotation" if kinds <= {Expectation, PainPoint, Opportunity, DataPoint, Indicator} else "delete"


def cleared(state: State, columns: Sequence[str], block: Block) -> list[Change]:
    """Empty the selected cells; what must have a value keeps it."""
    changes: list[Change] = []
    for node, places in block.rows:
        record = state.find(node.id)
        for place in places:
            cell = cell_of(record, columns[place])
            if record is None or cell is None:
                continue
            default: Any = type(record).model_fields[cell.field].default
            if cell.edit == "text":
                default = EMPTY
            if not type(record).model_fields[cell.field].is_required():
                changes.append(Set(record.id, cell.field, default))
    return changes


def target(state: State, journey_id: str, touchpoint_id: str | None, current: Record | None) -> Place | None:
    """Where copied touchpoints go: behind the touchpoint at hand, into the current stage, or into the first one."""
    point = state.get(Touchpoint, touchpoint_id)
    if point is not None:
        return Place(journey_id, point.stage_id, None, point.id)
    first = touchpoints.first_place(state, journey_id)
    if first is None:
        return None
    return Place(journey_id, current.id if isinstance(current, Stage) else first[0])
