"""The matrix in words: what a cell says, for status line, tooltip and screen reader, and the rows of its export."""

from __future__ import annotations

from journeymap.analysis.content import Content
from journeymap.model.document import State
from journeymap.model.records import Opportunity, PainPoint
from journeymap.ui.views.model_sheet import Column, Row, Sheet, relations_of
from journeymap.ui.words import language, say, say_token, shown

LEVEL_FIELDS = ("level_reached", "level_aimed")


def row_name(row: Row) -> str:
    """What a row is called."""
    if row.touchpoint is None:
        return say("model.whole_journey")
    return shown(row.touchpoint.title) or say("touchpoint.untitled")


def column_name(column: Column) -> str:
    """A column's clause with its short title, as people say it."""
    return f"{column.clause} {shown(column.short)}"


def cell_words(state: State, sheet: Sheet, row: Row, column: Column) -> str:
    """One sentence: touchpoint, element, every relation there and where it comes from."""
    marks = sheet.marks.get((row.subject_id, column.row_id), ())
    parts = []
    for mark in marks:
        relation = say_token("relation", mark.relation)
        if mark.source_id == row.subject_id:
            parts.append(relation)
        else:
            parts.append(say("model.by_annotation", relation=relation, name=source_name(state, mark.source_id)))
    what = ("；" if language() == "zh" else "; ").join(parts) or say("model.none")
    if not column.in_edition:
        what = f"{what} ({say('model.not_in_edition')})"
    elif column.row_id in sheet.untouched:
        what = say("model.never_touched")
    return say("model.cell", touchpoint=row_name(row), element=column_name(column), what=what)


def level_words(row: Row, field: str) -> str:
    """One sentence: touchpoint, which level, and what it is."""
    value = getattr(row.touchpoint, field) if row.touchpoint is not None else None
    what = say("model.no_level") if value is None else f"{value} · {say(f'level.{value}')}"
    return say("model.level_cell", touchpoint=row_name(row), name=say(field), what=what)


def source_name(state: State, record_id: str) -> str:
    """What an annotation is called."""
    record = state.find(record_id)
    text = shown(record.text) if isinstance(record, PainPoint | Opportunity) else ""
    return text or say("opps.untitled")


def table_rows(content: Content, sheet: Sheet) -> list[list[str]]:
    """The matrix as a table of words: what is shown, with its totals."""
    stages = {stage.id: shown(stage.title) for stage in content.stages}
    head = [say("record.touchpoint"), say("model.stage"), say("level_reached"), say("level_aimed")]
    rows = [[*head, *(column_name(column) for column in sheet.columns), say("model.total")]]
    for row in sheet.rows:
        point = row.touchpoint
        line = [row_name(row), stages.get(point.stage_id, "") if point is not None else ""]
        line += [_number(getattr(point, field, None)) for field in LEVEL_FIELDS]
        for column in sheet.columns:
            marks = sheet.marks.get((row.subject_id, column.row_id), ())
            line.append("; ".join(say_token("relation", relation) for relation in relations_of(marks)))
        rows.append([*line, str(sheet.row_totals[row.subject_id].linked)])
    totals = [sheet.column_totals[column.row_id] for column in sheet.columns]
    rows.append([say("model.totals"), "", "", "", *(str(each.linked) for each in totals), ""])
    rows.append([say("model.totals.lacks"), "", "", "", *(str(each.lacks) for each in totals), ""])
    return rows


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
