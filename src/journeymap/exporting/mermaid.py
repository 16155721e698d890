"""Journeys as Mermaid text: the `journey` diagram and the `flowchart`. What each cannot say is told in notices.

Marks that would end a text or begin a command are written as Mermaid's own references, so that every text comes back.
"""

from __future__ import annotations

import json
import re
from itertools import pairwise

from journeymap.exporting.poster import Notice
from journeymap.labels import say_token
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Lane, Touchpoint

_RESERVED = re.compile(
    r"^(section|title|journey|accTitle|accDescr|end|subgraph|style|class|click|direction|graph|flowchart)",
    re.IGNORECASE,
)
_ALWAYS = "#;%<"
"""Marks that begin a reference, end a line, begin a comment or directive, or a tag."""
_LINES = {"information": "-.->", "parallel": "==>", "recovery": "--o"}


def journey_text(state: State, journey_id: str, language: str) -> tuple[str, list[Notice]]:
    """A journey as a Mermaid journey diagram: feelings as scores from 1 to 5, lanes and third parties as actors."""
    journey = next(each for each in queries.journeys(state) if each.id == journey_id)
    lanes = {lane.id: lane for lane in queries.lanes(state, journey_id)}
    stages = {stage.id: stage for stage in queries.stages(state, journey_id)}
    lines = ["journey"]
    if title := journey.title.shown_in(language):
        lines.append(f"    title {_escaped(title)}")
    if summary := journey.summary.shown_in(language):
        lines.append("    accDescr: " + _escaped(summary, "{}"))
    points = queries.touchpoints(state, journey_id)
    inside: dict[str, list[Touchpoint]] = {stage_id: [] for stage_id in stages}
    for point in points:
        inside.setdefault(point.stage_id, []).append(point)
    unknown = 0
    for stage_id, members in inside.items():
        stage = stages.get(stage_id)
        lines.append(
            f"    section {_escaped(stage.title.shown_in(language), ':') if stage is not None else ''}".rstrip()
        )
        for point in members:
            actors = [_lane_name(lanes[point.lane_id], language)] if point.lane_id in lanes else []
            actors += point.third_party.shown_in(language).split(", ")
            named = ", ".join(_escaped(each, ":,") for each in actors if each)
            kept = (point.model_extra or {}).get("score_in_file")
            known = kept is not None and (point.emotion is None or _same(str(kept), point.emotion))
            score = str(kept) if known else str((point.emotion or 0) + 3)
            unknown += point.emotion is None and kept is None
            title = _escaped(point.title.shown_in(language), ":", first=True) or "#32;"
            lines.append(f"      {title}: {_escaped(score, ':')}" + (f": {named}" if named else ""))
    notices = [Notice("export.mermaid.no_feeling", (("n", unknown),))] if unknown else []
    if _branches(state, journey_id):
        notices.append(Notice("export.mermaid.one_after_other", ()))
    return "\n".join(lines) + "\n", notices


def _lane_name(lane: Lane, language: str) -> str:
    return lane.title.shown_in(language).strip() or say_token("lane_kind", lane.kind, language)


def _same(score: str, emotion: int) -> bool:
    """Whether a score from a file still is the feeling, which was rounded from it."""
    try:
        return round(float(score)) - 3 == emotion
    except ValueError:
        return False


def _branches(state: State, journey_id: str) -> bool:
    points = [point.id for point in queries.touchpoints(state, journey_id)]
    ways = {(way.source_id, way.target_id) for way in queries.connections(state, journey_id)}
    return ways != set(pairwise(points))


def _escaped(text: str, marks: str = "", *, first: bool = False) -> str:
    """Text for one line. `marks` would be read as Mermaid's own too; `first` says that the text begins its line."""
    text = text.strip()
    found = "".join(f"#{ord(letter)};" if letter in marks or letter in _ALWAYS else letter for letter in text)
    found = found.replace("\\n", "\\#110;").replace("\t", "#9;").replace("\n", "<br>")
    return f"#{ord(text[0])};{found[1:]}" if first and _RESERVED.match(text) else found


def flowchart_text(state: State, journey_id: str, language: str) -> tuple[str, list[Notice]]:
    """A journey as a Mermaid flowchart: stages as subgraphs, decisions as diamonds, conditions on the lines."""
    journey = next(each for each in queries.journeys(state) if each.id == journey_id)
    points = queries.touchpoints(state, journey_id)
    names = {point.id: f"t{number}" for number, point in enumerate(points, 1)}
    lines = (
        ["---", f"title: {json.dumps(journey.title.shown_in(language), ensure_ascii=False)}", "---"]
        if journey.title
        else []
    )
    lines += ["flowchart LR", "    %% journeymap: dotted is information, thick is parallel, a round end is recovery"]
    for number, stage in enumerate(queries.stages(state, journey_id), 1):
        lines.append(f'    subgraph s{number}["{_quoted(stage.title.shown_in(language))}"]')
        for point in points:
            if point.stage_id == stage.id:
                lines.append(f"        {names[point.id]}{_node(point, language)}")
        lines.append("    end")
    homeless = {stage.id for stage in queries.stages(state, journey_id)}
    lines += [f"    {names[point.id]}{_node(point, language)}" for point in points if point.stage_id not in homeless]
    for way in queries.connections(state, journey_id):
        condition = _quoted(way.condition.shown_in(language))
        label = f'|"{condition}"|' if condition else ""
        lines.append(f"    {names[way.source_id]} {_LINES.get(way.kind, '-->')}{label} {names[way.target_id]}")
    return "\n".join(lines) + "\n", [Notice("export.mermaid.no_lanes", ())]


def _node(point: Touchpoint, language: str) -> str:
    text = _quoted(point.title.shown_in(language))
    return f'{{"{text}"}}' if point.kind == "decision" else f'["{text}"]'


def _quoted(text: str) -> str:
    # Mermaid takes a colon before a reference for the colour of a style and cuts the line.
    return _escaped(text, '"`|>:')
