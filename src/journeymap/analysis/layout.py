"""The geometry of a journey's map, shared by screen and print: stages as columns, lanes as rows, cards, routes.

Owns the lengths; who stands beside whom comes from `arrangement`, the course of connections from `routing`. Paints
nothing and changes nothing: the same state gives the same layout.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from journeymap.analysis.arrangement import Arrangement, Cell, Places, arrangement, places, sub_rows
from journeymap.analysis.geometry import MapLayout, Metrics, Rect, Route
from journeymap.analysis.route_labels import placed_labels
from journeymap.analysis.routing import Course, Grid, Way, beside, courses
from journeymap.analysis.tracks import Traced, traced
from journeymap.model.document import State
from journeymap.model.records import Connection

__all__ = ["MapLayout", "Metrics", "Rect", "Route", "drop_place", "layout_map"]

_Key = tuple[int, int]
"""A channel: (n, 0) lies before the first slot of band n, shared with the band before, (n, k) before its slot k."""
LabelSize = Callable[[Connection], tuple[float, float] | None]
ROUNDS = 2
"""How often the finished map's tracks are ordered by one another; maps that are only measured are content with one."""


def layout_map(
    state: State,
    journey_id: str,
    metrics: Metrics | None = None,
    label_size: LabelSize = lambda _: None,
    previous: MapLayout | None = None,
) -> MapLayout:
    """Where everything of a journey stands.

    `label_size` gives the width and height of a connection's label in map units, None where it has none. With
    `previous` the cards of one cell keep the order they had there, and those that are new or got another order key join
    them; where these are most of the cards, as after the Arrange command, the map is laid out afresh.
    """
    metrics = metrics or Metrics()
    given = places(state, journey_id)

    former = _former(previous, given) if previous is not None else {}
    found = arrangement(given, former)
    ways = [Way(each.id, each.source_id, each.target_id, each.kind, label_size(each)) for each in given.connections]
    sizes = {way.id: way.label for way in ways if way.label is not None}
    needs = _Needs()
    rows_found = sub_rows(found, given)
    frame = _frame(found, given, rows_found, metrics, needs)
    grid = Grid(frame.cards, frame.area)
    chosen = courses(grid, ways)
    course: Traced | None = None
    for with_labels in (False, True) if sizes else (False,):
        course = course or _traced(frame, grid, ways, chosen, metrics=metrics, needs=needs, rounds=1)
        homeless = []
        if with_labels:
            lines = _lines(course, frame, ways)
            labels = placed_labels(frame.cards.values(), lines, sizes, metrics, crossing=False)
            homeless = [way for way in ways if way.id in sizes and way.id not in labels]
        if _grow(needs, frame, grid, course, homeless=homeless, chosen=chosen):
            course = None
            frame = _frame(found, given, rows_found, metrics, needs)
            former_grid, grid = grid, Grid(frame.cards, frame.area)
            if not grid.same_as(former_grid):
                chosen = courses(grid, ways)
    lines = _lines(_traced(frame, grid, ways, chosen, metrics=metrics, needs=needs, rounds=ROUNDS), frame, ways)
    labels = placed_labels(frame.cards.values(), lines, sizes, metrics, crossing=True)
    routes = {way.id: Route(lines[way.id], labels.get(way.id), way.kind) for way in ways}
    return _layout(frame, given, routes, metrics)


def _former(previous: MapLayout, given: Places) -> dict[str, float]:
    """How high cards stood whose order nobody has changed since; nothing where most are new or reordered."""
    found = {
        key: previous.cards[key].y for key, each in given.touchpoints.items() if previous.orders.get(key) == each.order
    }
    return found if 2 * len(found) > len(given.touchpoints) else {}


@dataclass(slots=True)
class _Needs:
    """The least width of channels between sub-columns and height of channels between sub-rows, by their place."""

    columns: dict[_Key, float] = field(default_factory=dict)
    rows: dict[_Key, float] = field(default_factory=dict)
    labels: dict[_Key, tuple[float, float]] = field(default_factory=dict)
    """What labels take of the left and of the right part of a channel between sub-columns."""


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
    metrics: Metrics


def _bands(
    counts: Sequence[int],
    least: Sequence[float],
    needs: Mapping[_Key, float],
    *,
    start: float,
    size: float,
    gap: float,
    padding: float,
    between: float,
) -> list[_Band]:
    """Bands one after the other; `least` is their least extent."""
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


def _frame(
    found: Arrangement,
    given: Places,
    rows_found: tuple[tuple[int, ...], dict[str, int]],
    metrics: Metrics,
    needs: _Needs,
) -> _Frame:
    """Cards in place for the least channels that are needed; sub-rows are sought anew only round cards placed by hand."""
    by_hand = [each for each in given.touchpoints.values() if each.pos is not None]
    widths = [stage.width or 0.0 for stage in given.stages] or [0.0]
    heights = [lane.height or 0.0 for lane in given.lanes] or [0.0]
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
        band = rows_of([row + 1] * len(heights))[lane]
        y = band.starts[row] - band.start
        return any(
            abs(x - hand_x) < metrics.card_width + metrics.clearance
            and abs(y - hand_y) < metrics.card_height + metrics.clearance
            for hand_x, hand_y in hands
        )

    counts, row_of = sub_rows(found, given, blocked) if by_hand else rows_found
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
    return _Frame(columns, rows, {each: cards[each] for each in given.touchpoints}, area, metrics)


def _traced(
    frame: _Frame,
    grid: Grid,
    ways: Sequence[Way],
    chosen: Mapping[str, Course],
    *,
    metrics: Metrics,
    needs: _Needs,
    rounds: int,
) -> Traced:
    """The coordinates of all courses in a frame."""
    reserved = {}
    for tile, x in enumerate(grid.middle_x):
        key = _channel(frame.columns, x, metrics.card_width)
        if key is not None and key in needs.labels:
            reserved[tile] = needs.labels[key]
    borders = (
        [band.start - metrics.stage_gap / 2 for band in frame.columns[1:]],
        [band.start - metrics.lane_gap / 2 for band in frame.rows[1:]],
    )
    return traced(grid, frame.cards, ways, chosen, metrics, reserved=reserved, borders=borders, rounds=rounds)


def _grow(
    needs: _Needs,
    frame: _Frame,
    grid: Grid,
    course: Traced,
    *,
    homeless: Sequence[Way],
    chosen: Mapping[str, Course],
) -> bool:
    """Add to `needs` what tracks and labels lack in a frame; tell whether that is anything."""
    metrics = frame.metrics
    tracks: dict[tuple[bool, _Key], float] = {}
    for (level, tile), width in course.needs.items():
        key = _channel_of(frame, grid, level, tile)
        if key is not None:
            tracks[level, key] = max(tracks.get((level, key), 0), width + 2 * metrics.clearance)
    around = metrics.clearance + 10
    for way in homeless:
        if way.id not in chosen or way.label is None:
            continue
        enters = chosen[way.id].enters
        level = enters in ("top", "bottom")
        key = _channel_of(frame, grid, level, beside(grid.boxes[way.target], enters))
        if key is None:
            continue
        if level:
            needed = tracks.get((True, key), metrics.clearance) + way.label[1] + around
            tracks[True, key] = max(tracks.get((True, key), 0), needed)
        else:
            left, right = needs.labels.get(key, (0.0, 0.0))
            if enters == "right":
                left = max(left, way.label[0] + around)
            else:
                right = max(right, way.label[0] + around)
            needs.labels[key] = (left, right)
    for key, parts in needs.labels.items():
        tracks[False, key] = tracks.get((False, key), 0) + sum(parts)
    grown = False
    for (level, key), width in tracks.items():
        bands, size = (frame.rows, metrics.card_height) if level else (frame.columns, metrics.card_width)
        channels = needs.rows if level else needs.columns
        if width > _channel_width(bands, key, size) + 0.5:
            channels[key] = width
            grown = True
    return grown


def _channel_of(frame: _Frame, grid: Grid, level: bool, tile: int) -> _Key | None:
    """The channel that a row or column of tiles lies in; None within a sub-column or sub-row."""
    if level:
        return _channel(frame.rows, grid.middle_y[tile], frame.metrics.card_height)
    return _channel(frame.columns, grid.middle_x[tile], frame.metrics.card_width)


def _channel(bands: Sequence[_Band], at: float, size: float) -> _Key | None:
    place = max(0, bisect_right([band.start for band in bands], at) - 1)
    number = bisect_right(bands[place].starts, at)
    if number and at < bands[place].starts[number - 1] + size:
        return None
    return (place, number) if number < len(bands[place].starts) else (place + 1, 0)


def _channel_width(bands: Sequence[_Band], key: _Key, size: float) -> float:
    place, number = key
    high = bands[place].starts[number] if place < len(bands) else bands[-1].end
    if number:
        return high - bands[place].starts[number - 1] - size
    return high - (bands[place - 1].starts[-1] + size if place else bands[0].start)


def _lines(course: Traced, frame: _Frame, ways: Sequence[Way]) -> dict[str, tuple[tuple[float, float], ...]]:
    """The polylines of all ways."""
    return {way.id: course.points(way.id) if way.id in course.tracks else _elbow(frame.cards, way) for way in ways}


def _elbow(cards: Mapping[str, Rect], way: Way) -> tuple[tuple[float, float], ...]:
    """A plain way between cards so close together that no course lies between them."""
    source, target = cards[way.source], cards[way.target]
    (x, y), (to_x, to_y) = source.center, target.center
    start = source.right if to_x > x else source.x
    return ((start, y), (to_x, y), (to_x, target.y if to_y > y else target.bottom))


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
        orders={key: each.order for key, each in given.touchpoints.items()},
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
