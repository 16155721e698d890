"""The exact coordinates of courses: runs that share a channel or a card's side lie side by side, crossing little.

Each run has one coordinate to be found, a wish for it and limits. Runs that would touch are ordered by what they do at
their ends, then spread about their wishes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cmp_to_key
from itertools import pairwise
from types import MappingProxyType

from journeymap.analysis.geometry import Metrics, Rect
from journeymap.analysis.routing import Course, Grid, Way

STRAIGHT = 50.0
"""How much stronger a run from card to card holds its wish than one that turns."""
CORNER = 14.0
"""The part of a card's side at its corners where nothing leaves or enters, at most a quarter of the side."""
MEETING = 20.0
"""Runs that come this near to each other along their length are kept apart: either may still be shifted a little."""
THIN = 24.0
"""Tiles thinner than this lend room from their neighbours."""


@dataclass(slots=True, eq=False)
class Track:
    """One run on its way to a coordinate `at`: y of a level run, x of an upright one."""

    level: bool
    tile: int
    low: float
    high: float
    wish: float
    weight: float
    at: float
    label: float
    start: float
    end: float
    """The coordinates along the run where the card's edge is, if it begins or ends at one."""
    before: Track | None = None
    after: Track | None = None

    @property
    def begin(self) -> float:
        return self.start if self.before is None else self.before.at

    @property
    def finish(self) -> float:
        return self.end if self.after is None else self.after.at

    def ends(self) -> list[tuple[float, float]]:
        """For each end that turns: where it lies along the run, and how far the way goes on across."""
        found = []
        if self.before is not None:
            found.append((self.before.at, self.before.begin - self.at))
        if self.after is not None:
            found.append((self.after.at, self.after.finish - self.at))
        return found


_Spanning = tuple[float, float, Track]
"""A run with the coordinates between which it lies along its length."""
_Row = tuple[float, float, list[tuple[float, float]], float, Track]
"""A run that spans, with its ends and where it is."""


@dataclass(slots=True)
class Traced:
    """The tracks of each way, and how much room the channels would need: (level, tile) → width of its tracks."""

    tracks: dict[str, list[Track]] = field(default_factory=dict)
    needs: dict[tuple[bool, int], float] = field(default_factory=dict)

    def points(self, way_id: str) -> tuple[tuple[float, float], ...]:
        """The corners of a way from edge to edge, without those that do not turn."""
        tracks = self.tracks[way_id]
        first, last = tracks[0], tracks[-1]
        found = [(first.begin, first.at) if first.level else (first.at, first.begin)]
        for one, other in pairwise(tracks):
            found.append((other.at, one.at) if one.level else (one.at, other.at))
        found.append((last.finish, last.at) if last.level else (last.at, last.finish))
        kept = found[:1]
        skipped = found[0]
        for place, (x, y) in enumerate(found[1:], 1):
            if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) < 0.01:
                skipped = (x, y)
                continue
            point = (kept[-1][0] if x == skipped[0] else x, kept[-1][1] if y == skipped[1] else y)
            skipped = point
            following = found[place + 1] if place + 1 < len(found) else None
            if following is not None and any(kept[-1][axis] == point[axis] == following[axis] for axis in (0, 1)):
                continue
            kept.append(point)
        return tuple(kept)


def traced(
    grid: Grid,
    cards: Mapping[str, Rect],
    ways: Sequence[Way],
    chosen: Mapping[str, Course],
    metrics: Metrics,
    *,
    reserved: Mapping[int, tuple[float, float]],
    borders: tuple[Sequence[float], Sequence[float]],
    rounds: int,
    kept: Mapping[str, Sequence[tuple[float, float]]] = MappingProxyType({}),
) -> Traced:
    """Coordinates for all courses.

    `reserved` keeps the left and right parts of a column of tiles free for labels; `borders` are the x of stage borders and
    the y of lane borders, along which no connection shall run. With each of the `rounds` the order of runs rests on better
    coordinates. Ways that are `kept` stay on their line but where others come to lie beside them.
    """
    found = Traced()
    for way in ways:
        if way.id in chosen:
            found.tracks[way.id] = _tracks(grid, cards, way, chosen[way.id], metrics=metrics, reserved=reserved)
    for tracks in found.tracks.values():
        for track in tracks:
            track.at = track.wish
    for tracks in found.tracks.values():
        for track in tracks:  # a hint of where each end goes on orders those that leave one side
            track.at += sum(0.001 * _clamped(across, 1000) for _, across in track.ends())
    settled: set[Track] = set()
    for way_id, points in kept.items():
        for track, (x, y) in zip(found.tracks[way_id], points, strict=False):
            track.at = y if track.level else x
            settled.add(track)
    by_tile: dict[tuple[bool, int], list[Track]] = {}
    for tracks in found.tracks.values():
        for track in tracks:
            by_tile.setdefault((track.level, track.tile), []).append(track)
    for turn in range(2 * rounds):
        level = turn % 2 == 1
        for (is_level, tile), tracks in by_tile.items():
            if is_level == level:
                for group in _touching(tracks):
                    if settled and all(track in settled for _, _, track in group):
                        continue
                    need = _spread(group, metrics, borders[1] if level else borders[0])
                    if not any(track.before is None or track.after is None for _, _, track in group):
                        found.needs[level, tile] = max(found.needs.get((level, tile), 0), need)
    return found


def _clamped(value: float, limit: float) -> float:
    return max(-limit, min(limit, value))


def _tracks(
    grid: Grid,
    cards: Mapping[str, Rect],
    way: Way,
    course: Course,
    *,
    metrics: Metrics,
    reserved: Mapping[int, tuple[float, float]],
) -> list[Track]:
    """The runs of a course with their wishes and limits: the middle of a card's side, or of a channel."""
    source, target = cards[way.source], cards[way.target]
    extents = grid.extents(course, grid.boxes[way.source], grid.boxes[way.target])
    label = way.label or (0.0, 0.0)
    found: list[Track] = []
    for place, (level, tile, begin, end) in enumerate(extents):
        first, last = place == 0, place == len(extents) - 1
        low, high = _corridor(grid, level, tile, (min(begin, end), max(begin, end)))
        if not level and tile in reserved:
            left, right = reserved[tile]
            if left + right < high - low:
                low, high = low + left, high - right
        room = high - low
        wish = (low + high) / 2
        margin = min(metrics.clearance, room * 0.3)
        low, high = low + margin, high - margin
        sides = [card for card, attached in ((source, first), (target, last)) if attached]
        if sides:
            spans = [(card.y, card.bottom) if level else (card.x, card.right) for card in sides]
            edge = min(CORNER, (spans[0][1] - spans[0][0]) / 4)
            wish = sum((one + other) / 2 for one, other in spans) / len(spans)
            least = max(low, *(one + edge for one, _ in spans))
            most = min(high, *(other - edge for _, other in spans))
            if least > most:  # hardly any of the side is free: then near its corner, but on it
                side_low, side_high = max(one for one, _ in spans), min(other for _, other in spans)
                least = most = max(side_low, min(side_high, (low + high) / 2))
            low, high = least, most
            wish = max(low, min(high, wish))
        weight = STRAIGHT if first and last else 1.0
        start = _edge(source, course.leaves)
        finish = _edge(target, course.enters)
        labelled = label[level] if last else 0.0
        found.append(Track(level, tile, low, high, wish, weight, wish, labelled, start, finish))
    for one, other in pairwise(found):
        one.after, other.before = other, one
    return found


def _edge(card: Rect, side: str) -> float:
    match side:
        case "left":
            return card.x
        case "right":
            return card.right
        case "top":
            return card.y
        case _:
            return card.bottom


def _corridor(grid: Grid, level: bool, tile: int, extent: tuple[int, int]) -> tuple[float, float]:
    """How far a run could be moved across without meeting a card; beyond its own tiles only where those are thin."""
    edges = grid.ys if level else grid.xs
    low, high = tile, tile
    grown = True
    while grown and edges[high + 1] - edges[low] < THIN:
        grown = False
        if grid.is_free(level, high + 1, *extent):
            high += 1
            grown = True
        if grid.is_free(level, low - 1, *extent):
            low -= 1
            grown = True
    return edges[low], edges[high + 1]


def _touching(tracks: Sequence[Track]) -> list[list[_Spanning]]:
    """Groups of runs in one row of tiles that overlap along it."""
    spans = []
    for place, track in enumerate(tracks):
        one, other = track.begin, track.finish
        spans.append((one, other, place) if one <= other else (other, one, place))
    spans.sort()
    groups: list[list[_Spanning]] = []
    reach = float("-inf")
    for low, high, place in spans:
        if low > reach:
            groups.append([])
            reach = high + MEETING
        groups[-1].append((low, high, tracks[place]))
        reach = max(reach, high + MEETING)
    return groups


def _spread(group: Sequence[_Spanning], metrics: Metrics, borders: Sequence[float]) -> float:
    """Give the runs of a group their coordinates; return the width they would like to have."""
    if len(group) == 1:
        track = group[0][2]
        shift = _off_borders((track.wish,), track.low, track.high, borders)
        track.at = max(track.low, min(track.high, track.wish + shift))
        return 0.0
    levels = _levels(group)
    gaps = [0.0]
    for one, other in pairwise(levels):
        widest = (max([track.label for track in one]), max([track.label for track in other]))
        labels = sum(widest) if one[0].level else max(widest)  # upright, labels may lie at different heights
        gaps.append(max(metrics.track_gap, labels / 2 + metrics.label_gap if labels else 0))
    need = sum(gaps)
    for level, at in zip(levels, _positions(levels, gaps, borders), strict=True):
        for track in level:
            track.at = max(track.low, min(track.high, at))
    return need


def _levels(group: Sequence[_Spanning]) -> list[list[Track]]:
    """The runs of a group side by side in an order that lets their ends cross little; those that do not meet share a level."""
    rows = [(low, high, track.ends(), track.at, track) for low, high, track in group]

    def compared(one: _Row, other: _Row) -> int:
        low, high, ends, at, _ = one
        other_low, other_high, other_ends, other_at, _ = other
        excess = 0
        for along, across in ends:
            if other_low - 0.5 < along < other_high + 0.5:
                excess += 1 if across > 0 else -1
        for along, across in other_ends:
            if low - 0.5 < along < high + 0.5:
                excess -= 1 if across > 0 else -1
        return excess or (at > other_at) - (at < other_at)

    rows.sort(key=cmp_to_key(compared))
    levels: list[list[Track]] = []
    placed: list[tuple[float, float, int]] = []
    for low, high, _, _, track in rows:
        number = 0
        for other_low, other_high, other in placed:
            if other >= number and other_low < high + MEETING and low < other_high + MEETING:
                number = other + 1
        placed.append((low, high, number))
        if number == len(levels):
            levels.append([])
        levels[number].append(track)
    return levels


def _positions(levels: Sequence[Sequence[Track]], gaps: list[float], borders: Sequence[float]) -> list[float]:
    """Places at least `gaps` apart and as near as can be to the wishes of their runs."""
    lows = [max([track.low for track in level]) for level in levels]
    highs = [max(low, min([track.high for track in level])) for low, level in zip(lows, levels, strict=True)]
    room = max(highs) - min(lows)
    if sum(gaps) > room:
        gaps = [gap * room / sum(gaps) for gap in gaps]
    offsets, offset = [], 0.0
    for gap in gaps:
        offset += gap
        offsets.append(offset)
    blocks: list[tuple[float, float, int]] = []  # mean wish without offset, weight, number of levels
    for level, offset in zip(levels, offsets, strict=True):
        weight = sum([track.weight for track in level])
        mean = sum([track.weight * track.wish for track in level]) / weight - offset
        count = 1
        while blocks and blocks[-1][0] >= mean:
            other, other_weight, other_count = blocks.pop()
            mean = (mean * weight + other * other_weight) / (weight + other_weight)
            weight, count = weight + other_weight, count + other_count
        blocks.append((mean, weight, count))
    found = [mean for mean, _, count in blocks for _ in range(count)]
    found = [mean + offset for mean, offset in zip(found, offsets, strict=True)]
    shift = _off_borders(found, min(lows), max(highs), borders)
    found = [at + shift for at in found]
    for place, low in enumerate(lows):
        found[place] = max(found[place], low, found[place - 1] + gaps[place] if place else low)
    for place in range(len(found) - 1, -1, -1):
        following = found[place + 1] - gaps[place + 1] if place + 1 < len(found) else highs[place]
        found[place] = min(found[place], highs[place], following)
    return found


def _off_borders(found: Sequence[float], low: float, high: float, borders: Sequence[float]) -> float:
    """A small shift that takes runs off a border line they would lie on."""
    first = bisect_right(borders, low)
    near = borders[first : bisect_left(borders, high)]
    if not near:
        return 0.0
    for shift in (0.0, -6.0, 6.0):
        if all(abs(at + shift - border) >= 5 for at in found for border in near):
            return shift
    return 0.0
