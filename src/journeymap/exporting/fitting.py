"""How large a poster can be set on a page: the arrangements worth trying, and the largest scale at which each fits.

A draft is a page at one scale with everything at its least height; what it makes of the room left over is the poster's business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from journeymap.analysis.geometry import MapLayout, Metrics, Rect, Route
from journeymap.analysis.layout import layout_map
from journeymap.exporting import chart, strip
from journeymap.exporting.blocks import Block, Look
from journeymap.exporting.chart import GAP, SIDE, Band
from journeymap.exporting.content import Content
from journeymap.exporting.heading import head, legend
from journeymap.exporting.panels import panels
from journeymap.exporting.storyboard import storyboard_block
from journeymap.exporting.strip import FULL, TIGHTER, Limits
from journeymap.exporting.wording import Wrapped
from journeymap.model.document import State
from journeymap.model.records import Connection

MARGIN = 26.0
COLUMN, COLUMN_GAP = 214.0, 24.0
"""The width of a column of panels, and what is left free beside it."""
PANEL_GAP = 15.0
HEAD_GAP, FOOT_GAP, BAND_GAP = 12.0, 10.0, 14.0
CURVE_GAP, ROWS_GAP = 7.0, 7.0
CURVE_LOW, CURVE_HIGH = 72.0, 130.0
FINDINGS = (8, 5, 3)
"""How many findings are shown: as many as there is room for."""
_CARD_WIDTHS = (118.0, 138.0, 164.0)
_LARGE = 120
_STEPS, _ROUGH_STEPS = 7, 4
_BANDS = 4
_A4_AREA = 595.3 * 841.9


class Subject(NamedTuple):
    """What is set: the content in its look, with the date that stands in the head and the panels at their least width."""

    look: Look
    content: Content
    date: str
    panels: dict[int, list[Block]]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """One way to fill the page: how many bands of stages, panels beside the map or below it, whether labels are `terse`
    (shares without conditions), and how the map is laid out.
    """

    bands: int
    beside: bool
    terse: bool
    layout: MapLayout
    lay: Callable[[Metrics], MapLayout]

    @property
    def merit(self) -> float:
        """What its scale counts for: a map in one piece reads better than one in several."""
        return 0.95 ** (self.bands - 1)


@dataclass(frozen=True, slots=True)
class Draft:
    """An arrangement at one scale. `width` and `height` are those inside the margins, in units; `spare` is height left over."""

    scale: float
    width: float
    height: float
    arrangement: Arrangement
    limits: Limits
    findings: int
    spare: float


def subject(look: Look, content: Content, date: str) -> Subject:
    return Subject(look, content, date, {most: panels(look, content, COLUMN, most) for most in FINDINGS})


def arrangements(state: State, journey_id: str, look: Look, content: Content) -> Iterator[Arrangement]:
    """The ways worth trying, those with full labels first. Large journeys take long to lay out and get one layout."""
    large = len(content.cards) > _LARGE
    conditions = any(way.condition for way in content.ways)
    for terse in (False,) if not conditions else (True,) if large else (False, True):
        yield from _arranged(
            state, journey_id, look, content, terse=terse, card_widths=_CARD_WIDTHS[:1] if large else _CARD_WIDTHS
        )


def whole(state: State, journey_id: str, look: Look, content: Content) -> Arrangement:
    """The map with full labels in one band and the panels beside it, for a page as large as it needs."""
    return next(_arranged(state, journey_id, look, content, terse=False, card_widths=_CARD_WIDTHS[:1]))


def _arranged(
    state: State, journey_id: str, look: Look, content: Content, *, terse: bool, card_widths: Sequence[float]
) -> Iterator[Arrangement]:
    """The arrangements with these labels, in bands from one up, the panels first beside and then below the map."""
    labels = {way.connection_id: chart.label_text(look, way, terse=terse) for way in content.ways}
    lay = _laying(state, journey_id, labels)
    for card_width in card_widths:
        layout = lay(
            Metrics(
                card_width=card_width, card_height=chart.card_height(look, content, card_width), gap_x=19,
                gap_y=11, stage_header=0, stage_gap=4, stage_padding=8, lane_header_width=0, lane_gap=4,
                lane_padding=8, header_gap=0, track_gap=8, clearance=8, label_gap=3,
            )
        )  # fmt: skip
        layout = stretched(layout, 1.0, 1.0)
        for bands in range(1, min(_BANDS, len(content.stages)) + 1):
            yield from (Arrangement(bands, beside, terse, layout, lay) for beside in (True, False))


def _laying(state: State, journey_id: str, labels: dict[str, Wrapped | None]) -> Callable[[Metrics], MapLayout]:
    def label_size(connection: Connection) -> tuple[float, float] | None:
        label = labels.get(connection.id)
        return (label.width + 9, label.height + 1) if label is not None else None

    return lambda metrics: layout_map(state, journey_id, metrics, label_size)


def best(topic: Subject, ways: Sequence[Arrangement], size: tuple[float, float], promise: float) -> Draft:
    """The draft with the largest type; with all notes if that keeps the `promise`, a scale, else with as many as keep it."""
    ceiling = 1.12 * (size[0] * size[1] / _A4_AREA) ** 0.5
    worded = [way for way in ways if not way.terse] or list(ways)
    full = _largest(topic, worded, size, FULL, ceiling)
    if full.scale >= promise:
        return full
    hopeful = keeping(topic, ways, size, promise, TIGHTER[-1])
    for some in ([way for way in hopeful if not way.terse], hopeful):
        for limits in TIGHTER:
            if found := keeping(topic, some, size, promise, limits):
                return _largest(topic, found, size, limits, max(promise, ceiling))
    return _relaxed(topic, _largest(topic, ways, size, TIGHTER[2], ceiling), size)


def _relaxed(topic: Subject, draft: Draft, size: tuple[float, float]) -> Draft:
    """The draft with as much of the notes as its scale leaves room for."""
    found = (fits(topic, draft.arrangement, size, draft.scale, limits) for limits in (FULL, *TIGHTER))
    return next((each for each in found if each is not None), draft)


def keeping(
    topic: Subject, ways: Sequence[Arrangement], size: tuple[float, float], promise: float, limits: Limits
) -> list[Arrangement]:
    """The arrangements that fit at a scale."""
    return [way for way in ways if fits(topic, way, size, promise, limits) is not None]


def _largest(
    topic: Subject, ways: Sequence[Arrangement], size: tuple[float, float], limits: Limits, ceiling: float
) -> Draft:
    """The best of the arrangements, each only looked into if it beats the best so far."""
    found: Draft | None = None
    for way in ways:
        low = 0.02 if found is None else found.scale * found.arrangement.merit / way.merit * 1.01
        if low > ceiling:
            continue
        start = fits(topic, way, size, low, limits)
        if start is not None:
            found = _grown(topic, start, size, ceiling)
    if found is None:
        raise ValueError("no arrangement fits even at a fiftieth of its size")
    return found


def _grown(topic: Subject, start: Draft, size: tuple[float, float], ceiling: float) -> Draft:
    """The same arrangement at the largest scale that fits."""
    way, limits = start.arrangement, start.limits
    ceiling = min(ceiling, size[0] / (2 * MARGIN + least_width(topic.content, way)))
    top = fits(topic, way, size, ceiling, limits)
    if top is not None:
        return top
    found, low, high = start, start.scale, ceiling
    for _ in range(_STEPS if len(topic.content.cards) <= _LARGE else _ROUGH_STEPS):
        middle = (low * high) ** 0.5
        draft = fits(topic, way, size, middle, limits)
        if draft is None:
            high = middle
        else:
            low, found = middle, draft
    return found


def fits(topic: Subject, way: Arrangement, size: tuple[float, float], scale: float, limits: Limits) -> Draft | None:
    """The draft of an arrangement at a scale, with as many findings as there is room for; None where it does not fit."""
    width, height = size[0] / scale - 2 * MARGIN, size[1] / scale - 2 * MARGIN
    if width < least_width(topic.content, way) - 1e-6:
        return None
    draft = Draft(scale, width, height, way, limits, 0, 0.0)
    rest = height - _map_height(topic, draft)
    for findings in FINDINGS:
        spare = rest - _panels_height(topic, draft, findings, rest)
        if spare >= 0:
            return replace(draft, findings=findings, spare=spare)
    return None


def least_width(content: Content, way: Arrangement) -> float:
    """The width inside the margins below which the map of an arrangement does not go."""
    found = chart.bands(content, way.layout, way.bands)
    return max(band.width for band in found) + SIDE + GAP + (COLUMN + COLUMN_GAP if way.beside else 0.0)


def map_width(draft: Draft) -> float:
    """The width of map, curve and rows together with their heads."""
    return draft.width - (COLUMN + COLUMN_GAP if draft.arrangement.beside else 0.0)


def stretch(draft: Draft, band: Band) -> float:
    """How much wider than in its layout a band may be drawn."""
    return (map_width(draft) - SIDE - GAP - band.ends) / (band.right - band.left)


def spread_bands(content: Content, draft: Draft, layout: MapLayout, high: float) -> list[tuple[Band, MapLayout]]:
    """The bands of a draft, each with the map made so wide that the band takes all the width there is."""
    count = draft.arrangement.bands
    found = []
    for place, band in enumerate(chart.bands(content, layout, count)):
        wide = stretched(layout, max(1.0, stretch(draft, band)), high)
        found.append((chart.bands(content, wide, count)[place], wide))
    return found


def _map_height(topic: Subject, draft: Draft) -> float:
    """Everything but the panels."""
    look, content = topic.look, topic.content
    height = head(look, content, draft.width, topic.date).height + HEAD_GAP + FOOT_GAP
    height += legend(look, draft.width, shortened=True, terse=True, replaced=True).height
    layout = draft.arrangement.layout
    found = chart.bands(content, layout, draft.arrangement.bands)
    for place, band in enumerate(found):
        # Heights hang on the widths of stages only, so cards and ways stay as they are.
        wide = max(1.0, stretch(draft, band))
        stages = {
            key: Rect(each.x * wide, each.y, each.width * wide, each.height) for key, each in layout.stages.items()
        }
        widened = replace(layout, stages=stages)
        band = chart.bands(content, widened, len(found))[place]
        height += chart.band_height(look, content, widened, band) + CURVE_GAP
        height += storyboard_block(look, content, widened, band, draft.limits).height
        height += strip.curve_block(look, content, widened, band, CURVE_LOW).height + ROWS_GAP
        height += strip.rows_block(look, content, widened, band, draft.limits).height
    return height + BAND_GAP * (len(found) - 1)


def _panels_height(topic: Subject, draft: Draft, findings: int, rest: float) -> float:
    """What the panels add to the height: nothing beside the map, unless they are higher than it."""
    made = topic.panels[findings]
    if draft.arrangement.beside:
        look, content = topic.look, topic.content
        above = head(look, content, draft.width, topic.date).height + HEAD_GAP + FOOT_GAP
        above += legend(look, draft.width, shortened=True, terse=True, replaced=True).height
        return max(0.0, sum(each.height + PANEL_GAP for each in made) - PANEL_GAP - (draft.height - rest - above))
    return BAND_GAP + panels_height(topic, replace(draft, findings=findings))


def panels_height(topic: Subject, draft: Draft) -> float:
    """The height of the panels below the map."""
    return max(map(_height, divided(topic.panels[draft.findings], panel_columns(draft.width))))


def panel_columns(width: float) -> int:
    """How many columns of panels stand side by side in this width."""
    return max(1, int((width + COLUMN_GAP) / (COLUMN + COLUMN_GAP)))


def divided(made: Sequence[Block], count: int) -> list[list[Block]]:
    """Panels in at most `count` columns, in order, so that the highest column is as low as can be."""
    count = min(count, len(made))
    splits = [[list(made[first:last]) for first, last in split] for split in _splits(len(made), count)]
    return min(splits, key=lambda columns: max(map(_height, columns)))


def _height(column: Sequence[Block]) -> float:
    return sum(block.height + PANEL_GAP for block in column) - PANEL_GAP


def _splits(items: int, parts: int) -> Iterable[list[tuple[int, int]]]:
    """All ways to cut a row of items into this many parts."""
    if parts == 1:
        yield [(0, items)]
        return
    for first in range(1, items - parts + 2):
        for rest in _splits(items - first, parts - 1):
            yield [(0, first), *((start + first, end + first) for start, end in rest)]


def stretched(layout: MapLayout, wide: float, high: float) -> MapLayout:
    """The same map with all lengths multiplied but those of labels, its top left corner at the origin."""
    left, top = layout.bounds.x, layout.bounds.y

    def rect(old: Rect) -> Rect:
        return Rect((old.x - left) * wide, (old.y - top) * high, old.width * wide, old.height * high)

    def route(old: Route) -> Route:
        label = None
        if old.label is not None:
            x, y = (old.label.center[0] - left) * wide, (old.label.center[1] - top) * high
            label = Rect(x - old.label.width / 2, y - old.label.height / 2, old.label.width, old.label.height)
        return replace(old, points=tuple(((x - left) * wide, (y - top) * high) for x, y in old.points), label=label)

    def line(y: float | None) -> float | None:
        return None if y is None else (y - top) * high

    return replace(
        layout,
        bounds=rect(layout.bounds),
        stages={key: rect(each) for key, each in layout.stages.items()},
        stage_headers={},
        lanes={key: rect(each) for key, each in layout.lanes.items()},
        lane_headers={},
        cells={},
        cards={key: rect(each) for key, each in layout.cards.items()},
        routes={key: route(each) for key, each in layout.routes.items()},
        visibility_y=line(layout.visibility_y),
        interaction_y=line(layout.interaction_y),
    )
