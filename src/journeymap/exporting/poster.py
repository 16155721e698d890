"""The poster: one journey on one page, as large as the paper allows.

The page is composed in units in which the smallest type is 9 (`wording.SMALLEST`); `fitting` finds how many points a unit may
take. Where that breaks the promised type size, notes are shortened first, and what cannot be kept is said together with
the smallest paper that would keep it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from journeymap.analysis.geometry import MapLayout
from journeymap.exporting import chart, strip
from journeymap.exporting.blocks import Block, Look, paragraph, stacked
from journeymap.exporting.chart import Band
from journeymap.exporting.content import Content
from journeymap.exporting.fitting import (
    BAND_GAP,
    COLUMN,
    COLUMN_GAP,
    CURVE_GAP,
    CURVE_HIGH,
    CURVE_LOW,
    FOOT_GAP,
    HEAD_GAP,
    MARGIN,
    PANEL_GAP,
    ROWS_GAP,
    Arrangement,
    Draft,
    Subject,
    arrangements,
    best,
    divided,
    fits,
    keeping,
    least_width,
    panel_columns,
    panels_height,
    spread_bands,
    stretch,
    subject,
    whole,
)
from journeymap.exporting.gathering import gather
from journeymap.exporting.heading import head, legend
from journeymap.exporting.palette import PALETTES
from journeymap.exporting.panels import panels
from journeymap.exporting.paper import AUTO, FITTED, LARGEST, ORIENTATIONS, Paper, ladder
from journeymap.exporting.pictures import NO_PICTURES
from journeymap.exporting.plan import Plan, Sheet
from journeymap.exporting.storyboard import storyboard_block
from journeymap.exporting.strip import FULL, TIGHTER, Limits
from journeymap.exporting.wording import BODY, SMALLEST, Voice
from journeymap.labels import say
from journeymap.model.document import State
from journeymap.model.text import LocalText
from journeymap.typesetting import missing_characters

_WIDER, _HIGHER = 1.25, 1.3
"""How far cards grow with the map; beyond that only the room between them does."""
_TOLERANCE = 0.005
_AIR = 16.0
"""How much wider gaps become where height is left over."""


@dataclass(frozen=True, slots=True)
class PosterOptions:
    """How a poster is wanted. `smallest` is the promised size of its smallest type in points. An `auto` page lies or stands,
    whichever lets the type be larger.

    `colours` names one of `palette.PALETTES`. `date` (ISO 8601) is printed, written into the file and taken as the day on which
    things are late; '' leaves all that out.
    """

    paper: str = "A3"
    orientation: str = AUTO
    languages: tuple[str, ...] = ("zh",)
    date: str = ""
    smallest: float = 9.0
    colours: str = "colour"


class Notice(NamedTuple):
    """Something to be said about an export: a key of `labels.printing` with its values."""

    key: str
    values: tuple[tuple[str, Any], ...]

    def said(self, language: str) -> str:
        values = (
            (name, value.shown_in(language) if isinstance(value, LocalText) else value) for name, value in self.values
        )
        return say(self.key, language, **dict(values))


class Poster(NamedTuple):
    """A page with what is to be said about it. `fits` is the smallest paper that keeps the promise where this one does not."""

    plan: Plan
    notices: tuple[Notice, ...]
    keeps_promise: bool
    fits: str | None


def poster(
    state: State, journey_id: str, options: PosterOptions, pictures: Mapping[str, bytes] = NO_PICTURES
) -> Poster:
    """The poster of a journey. Raises KeyError if there is no such journey."""
    voice = Voice(options.languages[0], options.languages[1] if len(options.languages) > 1 else None)
    look = Look(voice, PALETTES[options.colours])
    today = date.fromisoformat(options.date) if options.date else None
    content = gather(state, journey_id, voice, today, pictures)
    if not content.stages or not content.lanes:
        return _finished(_empty(look, content, options), options, 0, None)
    topic = subject(look, content, options.date)
    if options.paper == FITTED:
        plan, cut = _fitted(topic, whole(state, journey_id, look, content), options)
        return _finished(plan, options, cut, None)
    ways = list(arrangements(state, journey_id, look, content))
    promise = options.smallest / SMALLEST
    paper, draft = _on_paper(topic, ways, options, promise)
    plan, cut = _composed(topic, draft, paper.size, options)
    larger = _smallest_paper(topic, ways, paper, promise) if draft.scale < promise - _TOLERANCE else None
    return _finished(plan, options, cut, larger)


def _on_paper(
    topic: Subject, ways: Sequence[Arrangement], options: PosterOptions, promise: float
) -> tuple[Paper, Draft]:
    """The best draft on the paper; standing only where that is asked for, or lets the type be clearly larger."""
    tried = [
        (paper, best(topic, ways, paper.size, promise))
        for paper in (Paper(options.paper, orientation) for orientation in ORIENTATIONS)
        if options.orientation in (AUTO, paper.orientation)
    ]
    return max(tried, key=lambda item: item[1].scale * (1.0 if item[0].orientation == "landscape" else 0.92))


def _composed(topic: Subject, draft: Draft, size: tuple[float, float], options: PosterOptions) -> tuple[Plan, int]:
    """The page of a draft, and how many texts were shortened. Height left over goes to the curve, the map and the gaps."""
    look, content = topic.look, topic.content
    count = draft.arrangement.bands
    panels_below = None if draft.arrangement.beside else _panels_below(topic, draft)
    if panels_below is not None:
        # In wider columns they are lower than was reckoned.
        draft = replace(draft, spare=draft.spare + panels_height(topic, draft) - panels_below.height)
    curve = min(CURVE_HIGH, CURVE_LOW + draft.spare * 0.3 / count)
    found = _spread(content, draft, draft.spare - (curve - CURVE_LOW) * count)
    sheet = Sheet(draft.scale, MARGIN * draft.scale, MARGIN * draft.scale)
    top_block = head(look, content, draft.width, options.date)
    top_block.draw(sheet)
    top = body = top_block.height + HEAD_GAP
    pieces: list[tuple[Block, float]] = []
    for band, layout in found:
        pieces.append((chart.band_block(look, content, layout, band, terse=draft.arrangement.terse), CURVE_GAP))
        shots = storyboard_block(look, content, layout, band, draft.limits)
        if shots.height:
            pieces.append((shots, 0.0))
        pieces.append((strip.curve_block(look, content, layout, band, curve), ROWS_GAP))
        pieces.append((strip.rows_block(look, content, layout, band, draft.limits), BAND_GAP))
    foot_top = draft.height - legend(look, draft.width, shortened=True, terse=True, replaced=True).height - FOOT_GAP
    below = panels_below.height if panels_below is not None else 0.0
    rest = foot_top - top - below - sum(block.height + gap for block, gap in pieces)
    airy = max(0.0, min(_AIR, rest / len(pieces)))
    for block, gap in pieces:
        block.draw(sheet.at(0, top))
        top += block.height + gap + airy
    cut = top_block.shortened + sum(block.shortened for block, _ in pieces)
    if panels_below is not None:
        panels_below.draw(sheet.at(0, top))
        cut += panels_below.shortened
    else:
        made = topic.panels[draft.findings]
        room = foot_top - body - sum(each.height for each in made)
        column = stacked(made, max(PANEL_GAP, min(2 * PANEL_GAP, room / (len(made) - 1))))
        column.draw(sheet.at(draft.width - COLUMN, body))
        cut += column.shortened
    terse = draft.arrangement.terse and any(way.condition for way in content.ways)
    has_missing = any(missing_characters(mark.text) for mark in sheet.texts)
    foot = legend(look, draft.width, shortened=cut > 0, terse=terse, replaced=has_missing)
    cut += sum(bool(way.condition) for way in content.ways) if terse else 0
    foot.draw(sheet.at(0, draft.height - foot.height))
    return _plan(topic.look, content, sheet, size, options), cut


def _panels_below(topic: Subject, draft: Draft) -> Block:
    """The panels side by side over the whole width."""
    columns = len(divided(topic.panels[draft.findings], panel_columns(draft.width)))
    step = (draft.width + COLUMN_GAP) / columns
    made = panels(topic.look, topic.content, step - COLUMN_GAP, draft.findings)
    stacks = [stacked(column, PANEL_GAP) for column in divided(made, columns)]

    def draw(sheet: Sheet) -> None:
        for place, stack in enumerate(stacks):
            stack.draw(sheet.at(place * step, 0))

    return Block(max(stack.height for stack in stacks), draw, sum(stack.shortened for stack in stacks))


def _spread(content: Content, draft: Draft, spare: float) -> list[tuple[Band, MapLayout]]:
    """The map over all the width there is and as much of the height left over as becomes it."""
    layout, count = draft.arrangement.layout, draft.arrangement.bands
    found = chart.bands(content, layout, count)
    wide = min(stretch(draft, band) for band in found)
    high = 1 + max(0.0, spare) / (layout.bounds.height * count)
    if wide > _WIDER or high > _HIGHER:
        metrics = layout.metrics
        stages = max(band.last - band.first + 1 for band in found)
        extra_x = max(0.0, wide - _WIDER) / _WIDER * layout.bounds.width / count / stages / 2
        extra_y = min(40.0, max(0.0, high - _HIGHER) / _HIGHER * layout.bounds.height / len(content.lanes) / 2)
        roomy = replace(
            metrics, stage_padding=metrics.stage_padding + extra_x, lane_padding=metrics.lane_padding + extra_y
        )
        grown = draft.arrangement.lay(roomy)
        more = (grown.bounds.height - layout.bounds.height) * count
        if more <= spare and all(stretch(draft, band) >= 1 for band in chart.bands(content, grown, count)):
            high = 1 + (spare - more) / (grown.bounds.height * count)
            layout = grown
    return spread_bands(content, draft, layout, min(_HIGHER, high))


def _fitted(topic: Subject, way: Arrangement, options: PosterOptions) -> tuple[Plan, int]:
    """A page as large as the map needs at the promised type size, the panels beside the map. Where a PDF cannot be so large,
    the map goes in bands, and then with fewer notes; in the end in smaller type.
    """
    scale = options.smallest / SMALLEST
    drafts = (draft for limits in (FULL, *TIGHTER) for draft in _endless(topic, way, scale, limits))
    found: Draft | None = None
    for draft in drafts:
        if found is None or _longer_side(draft) < _longer_side(found):
            found = draft
        if _longer_side(found) * scale <= LARGEST:
            break
    if found is None:
        raise ValueError("a page without an end holds everything")
    scale = min(scale, LARGEST / _longer_side(found))
    size = ((found.width + 2 * MARGIN) * scale, (found.height + 2 * MARGIN) * scale)
    return _composed(topic, replace(found, scale=scale), size, options)


def _endless(topic: Subject, way: Arrangement, scale: float, limits: Limits) -> Iterator[Draft]:
    """The map on pages as high as it needs, in one band, two, and so on as long as that makes the page wider than high."""
    for bands in range(1, len(topic.content.stages) + 1):
        banded = replace(way, bands=bands)
        width = max(760.0, least_width(topic.content, banded))
        draft = fits(topic, banded, ((width + 2 * MARGIN) * scale, 1e6 * scale), scale, limits)
        if draft is None:
            return
        yield replace(draft, height=draft.height - draft.spare + 30, spare=30.0)
        if draft.height - draft.spare > width:
            return


def _longer_side(draft: Draft) -> float:
    return max(draft.width, draft.height) + 2 * MARGIN


def _empty(look: Look, content: Content, options: PosterOptions) -> Plan:
    """A page that says that there is nothing to show yet."""
    orientation = "landscape" if options.orientation == AUTO else options.orientation
    size = Paper("A4" if options.paper == FITTED else options.paper, orientation).size
    scale = max(options.smallest / SMALLEST, min(size) / 600)
    width = size[0] / scale - 2 * MARGIN
    sheet = Sheet(scale, MARGIN * scale, MARGIN * scale)
    top = head(look, content, width, options.date)
    top.draw(sheet)
    words = look.voice.wrap(look.voice.says("print.empty_journey"), width, BODY)
    paragraph(look, words, width).draw(sheet.at(0, top.height + 24))
    return _plan(look, content, sheet, size, options)


def _plan(look: Look, content: Content, sheet: Sheet, size: tuple[float, float], options: PosterOptions) -> Plan:
    first = look.voice.first
    subject_words = say("print.subject", first)
    return Plan(
        width=size[0],
        height=size[1],
        marks=tuple(sheet.marks),
        title=content.title.shown_in(first),
        language=first,
        author=content.organization.shown_in(first),
        subject=subject_words,
        keywords=(subject_words, content.edition.shown_in(first)),
        date=options.date,
        alternative=content.words,
    )


def _smallest_paper(topic: Subject, ways: Sequence[Arrangement], paper: Paper, promise: float) -> str | None:
    """The smallest larger paper of the A series on which the promise is kept, in the end with fewer notes."""
    area = paper.size[0] * paper.size[1]
    larger = (each for each in ladder(paper.orientation) if each.size[0] * each.size[1] > area * 1.05)
    return next((each.name for each in larger if keeping(topic, ways, each.size, promise, TIGHTER[-1])), None)


def _finished(plan: Plan, options: PosterOptions, cut: int, larger: str | None) -> Poster:
    notices = []
    keeps = plan.smallest_type >= options.smallest * (1 - _TOLERANCE)
    if not keeps:
        values = {"paper": options.paper, "size": f"{plan.smallest_type:.1f}", "promised": f"{options.smallest:g}"}
        if options.paper == FITTED:
            notices.append(_notice("print.too_small_at_all", **values))
        elif larger is not None:
            notices.append(_notice("print.too_small", **values, fits=larger))
        else:
            notices.append(_notice("print.too_small_for_all", **values))
    if cut:
        notices.append(_notice("print.texts_shortened", n=cut))
    return Poster(plan, tuple(notices), keeps, larger)


def _notice(key: str, **values: Any) -> Notice:
    return Notice(key, tuple(sorted(values.items())))


__all__ = ["Notice", "Poster", "PosterOptions", "poster"]
