"""Stages, lanes and cards in place: how wide channels between sub-columns and sub-rows are, and how they grow.

Knows what room connections and labels ask for, not how they run; `layout` asks again until there is room.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from journeymap.analysis.arrangement import Arrangement, Cell, Places
from journeymap.analysis.geometry import Metrics, Rect
from journeymap.analysis.routing import Course, Grid, Way, beside
from journeymap.analysis.tracks import Traced

_Key = tuple[int, int]
"""A channel: (n, 0) lies before the first slot of band n, shared with the band before, (n, k) before its slot k."""
Rows = tuple[tuple[int, ...], Mapping[str, int]]
"""The number of sub-rows of each lane, and the sub-row of each card."""
Blocked = Callable[[Cell, int], bool]
"""Whether a card placed by hand stands in a sub-row of a cell."""


@dataclass(slots=True)
class Needs:
    """The least width of channels between sub-columns and height of channels between sub-rows, by their place."""

    columns: dict[_Key, float] = field(default_factory=dict)
    rows: dict[_Key, float] = field(default_factory=dict)
    labels: dict[_Key, tuple[float, float]] = field(default_factory=dict)
    """What labels take of the left and of the right part of a channel between sub-columns."""


@dataclass(frozen=True, slots=True)
class Band:
    """A stage along x or a lane along y: its extent and the starts of its sub-columns or sub-rows."""

    start: float
    end: float
    starts: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """Stages, lanes and cards in place, before the connections."""

    columns: Sequence[Band]
    rows: Sequence[Band]
    row_of: Mapping[str, int]
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
) -> list[Band]:
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
        bands.append(Band(start, end, tuple(starts)))
        start = end + between
    return bands


def framed(
    found: Arrangement,
    given: Places,
    rows_of: Callable[[Blocked], Rows],
    metrics: Metrics,
    needs: Needs,
) -> Frame:
    """Cards in place for the least channels that are needed, in the sub-rows that `rows_of` finds round cards placed by hand."""
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

    def row_bands(counts: Sequence[int]) -> list[Band]:
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
        band = row_bands([row + 1] * len(heights))[lane]
        y = band.starts[row] - band.start
        return any(
            abs(x - hand_x) < metrics.card_width + metrics.clearance
            and abs(y - hand_y) < metrics.card_height + metrics.clearance
            for hand_x, hand_y in hands
        )

    counts, row_of = rows_of(blocked)
    rows = row_bands(counts)
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
    return Frame(columns, rows, row_of, {each: cards[each] for each in given.touchpoints}, area, metrics)


def grow(
    needs: Needs,
    frame: Frame,
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
    stacked: dict[tuple[_Key, float], float] = {}
    for way in homeless:
        if way.id not in chosen or way.label is None:
            continue
        enters = chosen[way.id].enters
        level = enters in ("top", "bottom")
        key = _channel_of(frame, grid, level, beside(grid.boxes[way.target], enters))
        if key is None:
            continue
        if level:
            # Labels above the same place may have to stand over each other, those above different ones stand side by side.
            place = key, frame.cards[way.target].x
            stacked[place] = stacked.get(place, 0.0) + way.label[1] + metrics.label_gap
        else:
            left, right = needs.labels.get(key, (0.0, 0.0))
            if enters == "right":
                left = max(left, way.label[0] + around)
            else:
                right = max(right, way.label[0] + around)
            needs.labels[key] = (left, right)
    bare = {key: width for (level, key), width in tracks.items() if level}
    for (key, _), height in stacked.items():
        needed = bare.get(key, metrics.clearance) + height - metrics.label_gap + around
        tracks[True, key] = max(tracks.get((True, key), 0), needed)
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


def _channel_of(frame: Frame, grid: Grid, level: bool, tile: int) -> _Key | None:
    """The channel that a row or column of tiles lies in; None within a sub-column or sub-row."""
    if level:
        return channel(frame.rows, grid.middle_y[tile], frame.metrics.card_height)
    return channel(frame.columns, grid.middle_x[tile], frame.metrics.card_width)


def channel(bands: Sequence[Band], at: float, size: float) -> _Key | None:
    place = max(0, bisect_right([band.start for band in bands], at) - 1)
    number = bisect_right(bands[place].starts, at)
    if number and at < bands[place].starts[number - 1] + size:
        return None
    return (place, number) if number < len(bands[place].starts) else (place + 1, 0)


def _channel_width(bands: Sequence[Band], key: _Key, size: float) -> float:
    place, number = key
    high = bands[place].starts[number] if place < len(bands) else bands[-1].end
    if number:
        return high - bands[place].starts[number - 1] - size
    return high - (bands[place - 1].starts[-1] + size if place else bands[0].start)
