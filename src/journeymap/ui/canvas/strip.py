"""What stands below the map: the curve along the chosen path and the rows of annotations, aligned with the stages.

Plain geometry: where each point of the curve and each note lies in map units. The item only paints it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journeymap import catalogue, typesetting
from journeymap.analysis.geometry import MapLayout, Rect
from journeymap.labels import quoted
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Media, Touchpoint
from journeymap.ui.theme import CAPTION
from journeymap.ui.words import language

CURVE_HEIGHT = 150.0
CURVE_INSET = 24.0
TITLE_HEIGHT = 34.0
NOTE_PADDING = 7.0
NOTE_GAP = 5.0
NOTE_WIDTH = 170.0
MAX_NOTES = 4
MAX_LINES = 3
MAX_QUOTE = 5
PICTURE_HEIGHT = 110.0
LINE = CAPTION * 1.32


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """One touchpoint of the path on the curve; y is None where the feeling is not known."""

    touchpoint_id: str
    x: float
    y: float | None
    emotion: int | None


@dataclass(frozen=True, slots=True)
class StripNote:
    """One annotation in a row: text already broken, its place, and what it opens when clicked."""

    kind: str
    record_id: str
    touchpoint_id: str
    rect: Rect
    lines: tuple[str, ...]
    full_text: str
    picture: str = ""
    """The SHA-256 of the picture that stands above the lines."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of annotations: its kind and its height."""

    kind: str
    rect: Rect


@dataclass(frozen=True, slots=True)
class Strip:
    """All that stands below the map."""

    bounds: Rect
    curve: Rect
    points: tuple[CurvePoint, ...]
    rows: tuple[Row, ...]
    notes: tuple[StripNote, ...]


def emotion_y(curve: Rect, emotion: float) -> float:
    """The height of a feeling −2…+2 in the curve's rectangle."""
    room = curve.height - 2 * CURVE_INSET
    return curve.y + CURVE_INSET + room * (2 - emotion) / 4


def build_strip(state: State, layout: MapLayout, path: Sequence[str], top: float) -> Strip:
    """The curve and rows of a path, below `top`."""
    left = min((rect.x for rect in layout.stages.values()), default=0.0)
    right = max((rect.right for rect in layout.stages.values()), default=0.0)
    curve = Rect(left, top + TITLE_HEIGHT, right - left, CURVE_HEIGHT)
    found = (state.get(Touchpoint, each) for each in path)
    steps = [each for each in found if each is not None]
    points = _points(steps, layout, curve)
    y = curve.bottom + 14
    rows: list[Row] = []
    notes: list[StripNote] = []
    board, height = _storyboard(state, steps, layout, y)
    if board:
        rows.append(Row("storyboard", Rect(left, y, right - left, height)))
        notes += board
        y += height + 8
    for kind in ("expectation", "pain_point", "surprise", "model_element"):
        row_notes, height = _row(state, kind, steps, layout, y)
        rows.append(Row(kind, Rect(left, y, right - left, height)))
        notes += row_notes
        y += height + 8
    return Strip(Rect(layout.bounds.x, top, layout.bounds.width, y - top), curve, points, tuple(rows), tuple(notes))


def _points(steps: Sequence[Touchpoint], layout: MapLayout, curve: Rect) -> tuple[CurvePoint, ...]:
    by_stage: dict[str, list[Touchpoint]] = {}
    for step in steps:
        by_stage.setdefault(step.stage_id, []).append(step)
    places: dict[str, float] = {}
    for stage_id, members in by_stage.items():
        column = layout.stages.get(stage_id)
        if column is None:
            continue
        for number, step in enumerate(members):
            places[step.id] = column.x + column.width * (number + 0.5) / len(members)
    return tuple(
        CurvePoint(
            step.id, places[step.id], None if step.emotion is None else emotion_y(curve, step.emotion), step.emotion
        )
        for step in steps
        if step.id in places
    )


def _texts(state: State, kind: str, touchpoint: Touchpoint) -> list[tuple[str, str]]:
    """(record id, text) of one kind of annotation at a touchpoint."""
    lang = language()
    if kind == "expectation":
        return [(each.id, each.text.shown_in(lang)) for each in queries.expectations(state, touchpoint.id)]
    if kind == "pain_point":
        return [(each.id, each.text.shown_in(lang)) for each in queries.pain_points(state, touchpoint.id)]
    if kind == "surprise":
        found = queries.opportunities(state, touchpoint.id)
        return [(each.id, each.text.shown_in(lang)) for each in found if each.kind == "surprise"]
    rows = ((link, catalogue.load().find(link.element_id)) for link in queries.model_links(state, touchpoint.id))
    return [
        (link.id, f"{row.clause} {(row.short or row.title).shown_in(lang)}") for link, row in rows if row is not None
    ]


def _storyboard(
    state: State, steps: Sequence[Touchpoint], layout: MapLayout, top: float
) -> tuple[list[StripNote], float]:
    """Pictures with what people say at the steps of a path, side by side below their stage."""
    notes, height = [], 0.0
    for stage_id, column in layout.stages.items():
        told = [each for each in steps if each.stage_id == stage_id and (each.media_id or each.quote)]
        places = max(int((column.width + NOTE_GAP) // (NOTE_WIDTH + NOTE_GAP)), 1)
        width = (column.width - (places - 1) * NOTE_GAP) / places
        y = top
        for start in range(0, len(told), places):
            boxes = []
            for place, step in enumerate(told[start : start + places]):
                media, lang = state.get(Media, step.media_id), language()
                quote, words = step.quote.shown_in(lang), media.alternative_text.shown_in(lang) if media else ""
                if media is None and not quote:
                    continue
                text = quoted(quote, lang) if quote else ""
                lines = typesetting.break_lines(text, width - 2 * NOTE_PADDING - 6, CAPTION, False, MAX_QUOTE).lines
                high = (PICTURE_HEIGHT if media is not None else 0) + len(lines) * LINE + 2 * NOTE_PADDING
                boxes.append(Rect(column.x + place * (width + NOTE_GAP), y, width, high))
                full = "\n".join(each for each in (step.title.shown_in(lang), text, words) if each)
                sha256 = media.sha256 if media is not None else ""
                notes.append(StripNote("storyboard", step.id, step.id, boxes[-1], lines if text else (), full, sha256))
            y = max((box.bottom for box in boxes), default=y) + NOTE_GAP
        height = max(height, y - top - NOTE_GAP)
    return notes, height


def _row(
    state: State, kind: str, steps: Sequence[Touchpoint], layout: MapLayout, top: float
) -> tuple[list[StripNote], float]:
    notes, height = [], 40.0
    for stage_id, column in layout.stages.items():
        y = top
        found = [
            (step.id, record_id, text)
            for step in steps if step.stage_id == stage_id for record_id, text in _texts(state, kind, step) if text
        ]  # fmt: skip
        if kind == "model_element":
            found = list({text: (step_id, record_id, text) for step_id, record_id, text in found}.values())
        places = max(int((column.width + NOTE_GAP) // (NOTE_WIDTH + NOTE_GAP)), 1)
        width = (column.width - (places - 1) * NOTE_GAP) / places
        most = MAX_NOTES * places
        shown = found if len(found) <= most else found[: most - 1]
        for start in range(0, len(shown), places):
            boxes = []
            for place, (step_id, record_id, text) in enumerate(shown[start : start + places]):
                lines = typesetting.break_lines(text, width - 2 * NOTE_PADDING - 6, CAPTION, False, MAX_LINES).lines
                x = column.x + place * (width + NOTE_GAP)
                boxes.append(Rect(x, y, width, len(lines) * LINE + 2 * NOTE_PADDING))
                notes.append(StripNote(kind, record_id, step_id, boxes[-1], lines, text))
            y = max(box.bottom for box in boxes) + NOTE_GAP
        if len(found) > len(shown):
            rest = found[len(shown) :]
            box = Rect(column.x, y, width, LINE + NOTE_PADDING)
            notes.append(
                StripNote("more", rest[0][1], rest[0][0], box, (f"+{len(rest)}",), "\n".join(row[2] for row in rest))
            )
            y = box.bottom + NOTE_GAP
        height = max(height, y - top - NOTE_GAP)
    return notes, height
