"""The geometry of a journey's map, shared by screen and print: stages as columns, lanes as rows, cards, routes.

Owns the lengths; who stands beside whom comes from `arrangement`, the course of connections from `routing`. Paints
nothing and changes nothing: the same state gives the same layout.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from journeymap.analysis.arrangement import Places, arrangement, places, sub_rows
from journeymap.analysis.framing import Blocked, Frame, Needs, Rows, channel, framed, grow
from journeymap.analysis.geometry import MapLayout, Metrics, Rect, Route
from journeymap.analysis.relayout import Memory, Shift, bounds_of, carried, carried_needs, rearranged
from journeymap.analysis.route_labels import placed_labels
from journeymap.analysis.routing import Course, Grid, Way, course_along, courses
from journeymap.analysis.tracks import Traced, traced
from journeymap.model.document import State
from journeymap.model.records import Connection

__all__ = ["MapLayout", "Metrics", "Rect", "Route", "drop_place", "layout_map"]

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
    them; where these are most of the cards, as after the Arrange command, the map is laid out afresh. Its `memory` lets a
    small change touch little of the map, as long as `label_size` says the same of the same connections.
    """
    metrics = metrics or Metrics()
    given = places(state, journey_id)
    memory = previous.memory if previous is not None and previous.metrics == metrics else None
    known = memory.known if memory is not None else {}
    ways = [
        former[1] if (former := known.get(each.id)) is not None and former[0] is each
        else Way(each.id, each.source_id, each.target_id, each.kind, label_size(each))
        for each in given.connections
    ]  # fmt: skip
    if previous is not None and memory is not None:
        found = _after_change(given, ways, previous, memory)
        if found is not None:
            return found
    return _afresh(given, ways, metrics, _former(previous, given) if previous is not None else {})


def _afresh(given: Places, ways: Sequence[Way], metrics: Metrics, former: Mapping[str, float]) -> MapLayout:
    """The layout of a whole map; `former` tells how high cards stood."""
    found = arrangement(given, former)
    sizes = {way.id: way.label for way in ways if way.label is not None}
    needs = Needs()
    rows_found = sub_rows(found, given)
    by_hand = any(each.pos is not None for each in given.touchpoints.values())

    def rows_of(blocked: Blocked) -> Rows:
        return sub_rows(found, given, blocked) if by_hand else rows_found

    frame = framed(found, given, rows_of, metrics, needs)
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
        if grow(needs, frame, grid, course, homeless=homeless, chosen=chosen):
            course = None
            frame = framed(found, given, rows_of, metrics, needs)
            former_grid, grid = grid, Grid(frame.cards, frame.area)
            if not grid.same_as(former_grid):
                chosen = courses(grid, ways)
    lines = _lines(_traced(frame, grid, ways, chosen, metrics=metrics, needs=needs, rounds=ROUNDS), frame, ways)
    labels = placed_labels(frame.cards.values(), lines, sizes, metrics, crossing=True)
    routes = {way.id: Route(lines[way.id], labels.get(way.id), way.kind) for way in ways}
    bounds = {key: bounds_of(points) for key, points in lines.items()}
    memory = Memory.of(given, found, frame, needs, ways, bounds)
    return _layout(frame, given, routes, metrics, memory)


def _after_change(given: Places, ways: Sequence[Way], previous: MapLayout, memory: Memory) -> MapLayout | None:
    """The layout after a small change, with everything else where it was; None after a large one."""
    metrics = previous.metrics
    change = rearranged(given, ways, memory)
    if change is None:
        return None
    needs = carried_needs(memory.needs, change.columns)
    for last in (False, False, True):
        frame = framed(change.found, given, change.rows_of, metrics, needs)
        shift = Shift(memory.frame, frame, change.columns)
        taken = carried(frame, memory, previous.routes, ways, shift)
        if not taken.fresh:
            break
        grid = Grid(frame.cards, frame.area)
        kept = {way.id: taken.routes[way.id].points for way in taken.near}
        chosen = {key: course_along(grid, points) for key, points in kept.items()}
        for way in taken.near:
            grid.occupy(chosen[way.id], grid.boxes[way.source], grid.boxes[way.target])
        chosen |= courses(grid, taken.fresh)
        both = [*taken.near, *taken.fresh]
        course = _traced(frame, grid, both, chosen, metrics=metrics, needs=needs, rounds=ROUNDS, kept=kept)
        lines = _lines(course, frame, both)
        moved = {key for key, points in kept.items() if lines[key] != points}
        sizes = {way.id: way.label for way in both if way.label is not None and (way.id not in kept or way.id in moved)}
        solid = [rect for rect in frame.cards.values() if rect.intersects(taken.area)]
        solid += [route.label for key, route in taken.routes.items() if route.label is not None and key not in moved]
        labels = placed_labels(solid, lines, sizes, metrics, crossing=last)
        homeless = [way for way in both if way.id in sizes and way.id not in labels]
        if not last and grow(needs, frame, grid, course, homeless=homeless, chosen=chosen):
            continue
        if homeless:
            labels = placed_labels(solid, lines, sizes, metrics, crossing=True)
        for way in both:
            if way.id not in kept or way.id in moved:
                taken.routes[way.id] = Route(lines[way.id], labels.get(way.id), way.kind)
                taken.bounds[way.id] = bounds_of(lines[way.id])
        break
    routes = {way.id: taken.routes[way.id] for way in ways}
    memory = Memory.of(given, change.found, frame, needs, ways, taken.bounds)
    return _layout(frame, given, routes, metrics, memory)


def _former(previous: MapLayout, given: Places) -> dict[str, float]:
    """How high cards stood whose order nobody has changed since; nothing where most are new or reordered."""
    found = {
        key: previous.cards[key].y for key, each in given.touchpoints.items() if previous.orders.get(key) == each.order
    }
    return found if 2 * len(found) > len(given.touchpoints) else {}


def _traced(
    frame: Frame,
    grid: Grid,
    ways: Sequence[Way],
    chosen: Mapping[str, Course],
    *,
    metrics: Metrics,
    needs: Needs,
    rounds: int,
    kept: Mapping[str, Sequence[tuple[float, float]]] = MappingProxyType({}),
) -> Traced:
    """The coordinates of all courses in a frame."""
    reserved = {}
    for tile, x in enumerate(grid.middle_x):
        key = channel(frame.columns, x, metrics.card_width)
        if key is not None and key in needs.labels:
            reserved[tile] = needs.labels[key]
    borders = (
        [band.start - metrics.stage_gap / 2 for band in frame.columns[1:]],
        [band.start - metrics.lane_gap / 2 for band in frame.rows[1:]],
    )
    return traced(
        grid, frame.cards, ways, chosen, metrics, reserved=reserved, borders=borders, rounds=rounds, kept=kept
    )


def _lines(course: Traced, frame: Frame, ways: Sequence[Way]) -> dict[str, tuple[tuple[float, float], ...]]:
    """The polylines of all ways."""
    return {way.id: course.points(way.id) if way.id in course.tracks else _elbow(frame.cards, way) for way in ways}


def _elbow(cards: Mapping[str, Rect], way: Way) -> tuple[tuple[float, float], ...]:
    """A plain way between cards so close together that no course lies between them."""
    source, target = cards[way.source], cards[way.target]
    (x, y), (to_x, to_y) = source.center, target.center
    start = source.right if to_x > x else source.x
    return ((start, y), (to_x, y), (to_x, target.y if to_y > y else target.bottom))


def _layout(frame: Frame, given: Places, routes: Mapping[str, Route], metrics: Metrics, memory: Memory) -> MapLayout:
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
        memory=memory,
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
