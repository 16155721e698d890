"""The geometry of a journey's map, shared by screen and print: stages as columns, lanes as rows, cards, routes.

Owns the lengths; who stands beside whom comes from `arrangement`, the course of connections from `routing`. Paints
nothing and changes nothing: the same state gives the same layout.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from journeymap.analysis.arrangement import Arrangement, Cell, Places, arrangement, places, sub_rows
from journeymap.analysis.geometry import MapLayout, Metrics, Rect, Route
from journeymap.analysis.routing import Way, routed
from journeymap.model.document import State
from journeymap.model.records import Connection

__all__ = ["MapLayout", "Metrics", "Rect", "Route", "drop_place", "layout_map"]

LabelSize = Callable[[Connection], tuple[float, float] | None]
PASSES = 3
"""How often the map is opened up for connections and labels that found no room."""


def layout_map(
    state: State,
    journey_id: str,
    metrics: Metrics | None = None,
    label_size: LabelSize = lambda _: None,
    previous: MapLayout | None = None,
) -> MapLayout:
    """Where everything of a journey stands.

    `label_size` gives the width and height of a connection's label in map units, None where it has none. With
    `previous` cards of one cell keep the order they had there as far as that costs no crossings.
    """
    metrics = metrics or Metrics()
    given = places(state, journey_id)

    def former(touchpoint_id: str) -> float | None:
        card = previous.cards.get(touchpoint_id) if previous is not None else None
        return card.y if card is not None else None

    found = arrangement(given, former)
    ways = [
        Way(each.id, each.source_id, each.target_id, each.kind, label_size(each))
        for each in given.connections
    ]  # fmt: skip
    frame = _frame(found, given, metrics, _Needs())
    routes = routed(frame.cards, frame.area, ways, metrics)
    return _layout(frame, given, routes, metrics)


@dataclass(slots=True)
class _Needs:
    """The least width of channels between sub-columns and height of channels between sub-rows, by their place."""

    columns: dict[tuple[int, int], float] = field(default_factory=dict)
    rows: dict[tuple[int, int], float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Band:
    """A stage along x or a lane along y: its extent and the starts of its sub-columns or sub-rows."""

    start: float
    end: float
    starts: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Stages, lanes and cards in place, before the connections."""

    columns: Sequence[_Band]
    rows: Sequence[_Band]
    cards: Mapping[str, Rect]
    area: Rect


def _bands(
    counts: Sequence[int],
    least: Sequence[float],
    needs: Mapping[tuple[int, int], float],
    *,
    start: float,
    size: float,
    gap: float,
    padding: float,
    between: float,
) -> list[_Band]:
    """Bands one after the other; `least` is their least extent without the start.

    Channel (n, 0) lies before the first slot of band n and is shared with the band before, (n, k) before its slot k.
    """
    bands = []
    for place, count in enumerate(counts):
        outside = (0 if place == 0 else between) / 2
        at = start + max(padding, needs.get((place, 0), 0) / (1 if place == 0 else 2) - outside)
        starts = []
        for number in range(count):
            if number:
                at += max(gap, needs.get((place, number), 0))
            starts.append(at)
            at += size
        last = place == len(counts) - 1
        outside = (0 if last else between) / 2
        at += max(padding, needs.get((place + 1, 0), 0) / (1 if last else 2) - outside)
        end = max(at, start + least[place])
        bands.append(_Band(start, end, tuple(starts)))
        start = end + between
    return bands


def _frame(found: Arrangement, given: Places, metrics: Metrics, needs: _Needs) -> _Frame:
    """Cards in place for the least channels that are needed."""
    by_hand = [each for each in given.touchpoints.values() if each.pos is not None]
    widths = [0.0] * len(found.columns)
    heights = [0.0] * max(1, len(given.lanes))
    offsets: dict[str, tuple[float, float]] = {}
    in_cell: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for each in by_hand:
        assert each.pos is not None
        stage, lane = given.stage_of[each.id], given.lane_of[each.id]
        x, y = max(0.0, each.pos.x), max(0.0, each.pos.y)
        offsets[each.id] = (x, y)
        in_cell.setdefault((stage, lane), []).append((x, y))
        widths[stage] = max(widths[stage], x + metrics.card_width + metrics.clearance)
        heights[lane] = max(heights[lane], y + metrics.card_height + metrics.clearance)
    left = metrics.lane_header_width + metrics.header_gap
    top = metrics.stage_header + metrics.header_gap
    columns = _bands(
        found.columns, widths, needs.columns, start=left, size=metrics.card_width, gap=metrics.gap_x,
        padding=metrics.stage_padding, between=metrics.stage_gap,
    )  # fmt: skip

    def rows_of(counts: Sequence[int]) -> list[_Band]:
        return _bands(
            counts, heights, needs.rows, start=top, size=metrics.card_height, gap=metrics.gap_y,
            padding=metrics.lane_padding, between=metrics.lane_gap,
        )  # fmt: skip

    def blocked(cell: Cell, row: int) -> bool:
        stage, column, lane = cell
        hands = in_cell.get((stage, lane))
        if not hands:
            return False
        x = columns[stage].starts[column] - columns[stage].start
        y = metrics.lane_padding + row * (metrics.card_height + metrics.gap_y)
        return any(
            abs(x - hand_x) < metrics.card_width + metrics.clearance
            and abs(y - hand_y) < metrics.card_height + metrics.clearance
            for hand_x, hand_y in hands
        )

    counts, row_of = sub_rows(found, given, blocked)
    rows = rows_of(counts)
    cards = {}
    for (stage, column, lane), ids in found.cells.items():
        for each_id in ids:
            x, y = columns[stage].starts[column], rows[lane].starts[row_of[each_id]]
            cards[each_id] = Rect(x, y, metrics.card_width, metrics.card_height)
    for each_id, (x, y) in offsets.items():
        x += columns[given.stage_of[each_id]].start
        y += rows[given.lane_of[each_id]].start
        cards[each_id] = Rect(x, y, metrics.card_width, metrics.card_height)
    area = Rect(left, top, columns[-1].end - left, rows[-1].end - top)
    return _Frame(columns, rows, {each: cards[each] for each in given.touchpoints}, area)


def _layout(frame: _Frame, given: Places, routes: Mapping[str, Route], metrics: Metrics) -> MapLayout:
    """The finished layout of a frame and its routes."""
    area = frame.area
    stages = {
        stage.id: Rect(band.start, area.y, band.end - band.start, area.height)
        for stage, band in zip(given.stages, frame.columns, strict=False)
    }
    lanes = {
        lane.id: Rect(area.x, band.start, area.width, band.end - band.start)
        for lane, band in zip(given.lanes, frame.rows, strict=False)
    }
    return MapLayout(
        bounds=Rect(0, 0, area.right, area.bottom),
        stages=stages,
        stage_headers={key: Rect(rect.x, 0, rect.width, metrics.stage_header) for key, rect in stages.items()},
        lanes=lanes,
        lane_headers={key: Rect(0, rect.y, metrics.lane_header_width, rect.height) for key, rect in lanes.items()},
        cells={
            (stage, lane): Rect(column.x, row.y, column.width, row.height)
            for stage, column in stages.items()
            for lane, row in lanes.items()
        },
        cards=frame.cards,
        routes=routes,
        visibility_y=_line_under(given, lanes, ("citizen", "frontstage"), metrics),
        interaction_y=_line_under(given, lanes, ("citizen",), metrics),
        metrics=metrics,
    )


def _line_under(given: Places, lanes: Mapping[str, Rect], kinds: tuple[str, ...], metrics: Metrics) -> float | None:
    """The border under the last lane of these kinds; None where no other lane lies below it."""
    inside = [place for place, lane in enumerate(given.lanes) if lane.kind in kinds]
    if not inside or inside[-1] == len(given.lanes) - 1:
        return None
    return lanes[given.lanes[inside[-1]].id].bottom + metrics.lane_gap / 2


def drop_place(layout: MapLayout, x: float, y: float) -> tuple[str, str, tuple[float, float]] | None:
    """The stage, lane and place in their cell for a card whose top left corner is dropped at (x, y).

    The middle of the card decides, the nearest cell where it lies outside all. None where there is no stage or no lane.
    """
    if not layout.stages or not layout.lanes:
        return None
    middle_x, middle_y = x + layout.metrics.card_width / 2, y + layout.metrics.card_height / 2
    stage, column = min(layout.stages.items(), key=lambda each: _distance(middle_x, each[1].x, each[1].right))
    lane, row = min(layout.lanes.items(), key=lambda each: _distance(middle_y, each[1].y, each[1].bottom))
    return stage, lane, (max(0.0, x - column.x), max(0.0, y - row.y))


def _distance(value: float, low: float, high: float) -> float:
    return max(low - value, 0.0, value - high)
