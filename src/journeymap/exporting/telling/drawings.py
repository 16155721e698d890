"""Drawings inside a report: the emotion curve of the chosen path, and the opportunities by impact and effort."""

from __future__ import annotations

from collections import defaultdict

from journeymap.exporting.blocks import Block
from journeymap.exporting.document import Figure
from journeymap.exporting.palette import Palette
from journeymap.exporting.plan import Sheet
from journeymap.exporting.signs import face
from journeymap.exporting.strip import curve_through
from journeymap.exporting.telling.teller import Teller
from journeymap.labels.amounts import signed
from journeymap.model import queries
from journeymap.model.records import Opportunity

_CURVE_HEIGHT = 170.0
_AXIS = 26.0
_FACE = 16.0
_FIELD = 220.0
_DISC = 8.5
_TYPE = 9.0


def curve_figure(teller: Teller, palette: Palette) -> Figure | None:
    """The feelings along the chosen path, numbered; None where no path or no feeling is known."""
    chosen = teller.figures.chosen
    if chosen is None or all(point.emotion is None for point in chosen.series.points):
        return None
    points = chosen.series.points

    def draw(width: float) -> Block:
        return Block(_CURVE_HEIGHT, lambda sheet: _draw_curve(sheet, teller, palette, width))

    said = [
        teller.voice.says(
            "tell.point_feels", name=teller.numbered(each.touchpoint_id), emotion=teller.emotion(each.emotion)
        )
        for each in points
    ]
    words = teller.voice.says("tell.curve_alternative", points=teller.listed(said))
    return Figure(draw, words, teller.voice.says("tell.curve_caption"))


def _draw_curve(sheet: Sheet, teller: Teller, palette: Palette, width: float) -> None:
    assert teller.figures.chosen is not None
    points = teller.figures.chosen.series.points
    top, bottom = _FACE, _CURVE_HEIGHT - _FACE - 6
    step = (width - _AXIS - _FACE) / max(1, len(points))

    def place(number: int, emotion: float) -> tuple[float, float]:
        return _AXIS + (number + 0.5) * step, top + (bottom - top) * (2 - emotion) / 4

    for emotion in range(-2, 3):
        y = place(0, emotion)[1]
        sheet.line([(_AXIS, y), (width, y)], palette.strong_line if emotion == 0 else palette.line, 0.6)
        sheet.text(0, y + 3, signed(emotion), _TYPE, palette.second, space=_AXIS - 6, align=1.0)
    known = [(number, point) for number, point in enumerate(points) if point.emotion is not None]
    if len(known) > 1:
        sheet.curve(curve_through([place(number, point.emotion or 0) for number, point in known]), palette.path, 1.8)
    size = max(5.0, min(_FACE, step - 1))
    every = max(1, round(18 / step))
    for number, point in known:
        x, y = place(number, point.emotion or 0)
        face(sheet, palette, point.emotion or 0, x, y, size)
    for number, point in enumerate(points):
        if number % every == 0:
            x = place(number, 0)[0]
            label = str(teller.numbers.get(point.touchpoint_id, ""))
            sheet.text(x - 12, _CURVE_HEIGHT - 3, label, _TYPE, palette.ink, space=24, align=0.5)


def matrix_figure(teller: Teller, palette: Palette) -> Figure | None:
    """The opportunities in a field of impact over effort, numbered as they are listed; None where none has both."""
    found = [
        each
        for each in queries.journey_opportunities(teller.state, teller.journey.id)
        if each.impact is not None and each.effort is not None
    ]
    if not found:
        return None

    def draw(_width: float) -> Block:
        return Block(_FIELD + 40, lambda sheet: _draw_matrix(sheet, teller, palette, found))

    said = [
        teller.voice.says(
            "tell.with",
            first=each.text,
            second=teller.voice.says("print.impact_effort", impact=each.impact, effort=each.effort),
        )
        for each in found
    ]
    words = teller.voice.says("tell.matrix_alternative", opportunities=teller.listed(said))
    return Figure(draw, words, teller.voice.says("tell.matrix_caption"))


def _draw_matrix(sheet: Sheet, teller: Teller, palette: Palette, found: list[Opportunity]) -> None:
    voice = teller.voice
    left, cell = 30.0, _FIELD / 5
    for place in range(6):
        at = place * cell
        sheet.line([(left, at), (left + _FIELD, at)], palette.line, 0.6)
        sheet.line([(left + at, 0), (left + at, _FIELD)], palette.line, 0.6)
    for value in range(1, 6):
        middle = (value - 0.5) * cell
        sheet.text(left + middle - 10, _FIELD + 13, str(value), _TYPE, palette.second, space=20, align=0.5)
        sheet.text(0, _FIELD - middle + 3, str(value), _TYPE, palette.second, space=left - 8, align=1.0)
    effort, impact = voice.says("field.effort"), voice.says("field.impact")
    axes = voice.says("tell.matrix_axes", impact=impact, effort=effort).shown_in(voice.first)
    sheet.text(left, _FIELD + 28, axes, _TYPE, palette.second, space=_FIELD)
    by_cell: dict[tuple[int, int], list[Opportunity]] = defaultdict(list)
    for each in found:
        by_cell[each.effort or 1, each.impact or 1].append(each)
    for (effort_value, impact_value), here in by_cell.items():
        x, y = left + (effort_value - 1) * cell, _FIELD - impact_value * cell
        colour = palette.surprise_text if any(each.kind == "surprise" for each in here) else palette.accent
        sheet.disc(x + cell / 2, y + cell / 2, min(_DISC + len(here), cell / 2 - 2), colour)
        sheet.text(x, y + cell / 2 + 3.2, str(len(here)), _TYPE, palette.paper, space=cell, bold=True, align=0.5)
