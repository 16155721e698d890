"""The map itself: heads of stages and lanes, the cards, the ways between them, the lines of interaction and visibility.

Where cards and ways lie is the layout's business; a map too long for the page is cut between two stages into bands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from journeymap.analysis.geometry import MapLayout, Rect
from journeymap.exporting.blocks import Block, Look
from journeymap.exporting.content import Card, Content, StageColumn, Way
from journeymap.exporting.plan import Place, Sheet, line_height
from journeymap.exporting.signs import channel_icon, dimension_shape, face, level_bars, number_width, numbered
from journeymap.exporting.wording import CARD, LANE, SMALL, STAGE, Wrapped, set_lines
from journeymap.model.text import LocalText

SIDE = 84.0
"""The width of the lane heads to the left of the map."""
GAP = 6.0
EDGE = 20.0
"""Room at an open end of a band, for the numbers of what lies beyond."""
CARD_LINES = 4
LABEL_SPACE, LABEL_LINES = 52.0, 3
_LEFT, _RIGHT = 9.0, 7.0
_HEAD, _FOOT = 19.5, 15.5


@dataclass(frozen=True, slots=True)
class Band:
    """The stages that stand side by side, and the part of the layout that holds them."""

    first: int
    last: int
    left: float
    right: float
    opens: bool
    continues: bool

    @property
    def ends(self) -> float:
        """The room that its open ends take."""
        return EDGE * (self.opens + self.continues)

    @property
    def width(self) -> float:
        return self.right - self.left + self.ends

    @property
    def shift(self) -> float:
        """What is added to an x of the layout to get an x beside the lane heads."""
        return SIDE + GAP - self.left + (EDGE if self.opens else 0)


def title_space(card_width: float) -> float:
    """The width of a title on a card."""
    return card_width - _LEFT - _RIGHT


def card_height(look: Look, content: Content, card_width: float) -> float:
    """The height that the longest title asks for, within `CARD_LINES` lines of each language."""
    space = title_space(card_width)
    titles = (look.voice.wrap(card.title, space, CARD, CARD_LINES).height for card in content.cards)
    return max([2 * line_height(CARD.size), *titles]) + _HEAD + 2 + _FOOT


def bands(content: Content, layout: MapLayout, count: int) -> list[Band]:
    """The stages in `count` bands of about the same width."""
    rects = [layout.stages[stage.stage_id] for stage in content.stages]
    whole = rects[-1].right - rects[0].x
    cuts, taken = [0], 0.0
    for place, rect in enumerate(rects):
        left = len(rects) - place
        wanted = count - len(cuts)
        if place and wanted and (taken + rect.width / 2 > whole * len(cuts) / count or left <= wanted):
            cuts.append(place)
        taken += rect.width
    ends = [*cuts[1:], len(rects)]
    return [
        Band(first, end - 1, rects[first].x, rects[end - 1].right, first > 0, end < len(rects))
        for first, end in zip(cuts, ends, strict=True)
    ]


def band_height(look: Look, content: Content, layout: MapLayout, band: Band) -> float:
    """The height of `band_block`, without making it."""
    heads = (_stage_head(look, content.stages[place], layout).height for place in range(band.first, band.last + 1))
    top, bottom = _span(layout)
    return max(heads) + 10 + GAP + bottom - top


def _span(layout: MapLayout) -> tuple[float, float]:
    """Top and bottom of the lanes and of whatever labels stand out of them."""
    labels = [route.label for route in layout.routes.values() if route.label is not None]
    boxes = [*layout.lanes.values(), *labels]
    return min(box.y for box in boxes), max(box.bottom for box in boxes)


def band_block(look: Look, content: Content, layout: MapLayout, band: Band, *, terse: bool) -> Block:
    """One band of the map with its heads; with `terse` labels the conditions of ways are left out."""
    stages = content.stages[band.first : band.last + 1]
    heads = [_stage_head(look, stage, layout) for stage in stages]
    head_height = max(wrapped.height for wrapped in heads) + 10
    lanes = [layout.lanes[lane_id] for lane_id, _, _ in content.lanes]
    top, bottom = _span(layout)
    lane_heads = [_lane_head(look, title, rect) for (_, _, title), rect in zip(content.lanes, lanes, strict=True)]
    cards = [card for card in content.cards if card.touchpoint_id in layout.cards and _within(layout, card, band)]
    titles = {card.touchpoint_id: _card_title(look, card, layout.cards[card.touchpoint_id]) for card in cards}
    labels = list(_labels(look, content, layout, band, terse=terse))

    def draw(sheet: Sheet) -> None:
        map_sheet = sheet.at(band.shift, head_height + GAP - top)
        for wrapped, stage in zip(heads, stages, strict=True):
            _draw_stage(sheet, look, wrapped, layout.stages[stage.stage_id], band, head_height, bottom - top)
        for wrapped, rect, (_, kind, _) in zip(lane_heads, lanes, content.lanes, strict=True):
            _draw_lane(sheet.at(0, head_height + GAP - top), look, wrapped, rect, kind)
        _draw_borders(map_sheet, look, layout, band)
        _draw_ways(map_sheet, look, content, layout, band)
        for card in cards:
            _draw_card(map_sheet, look, card, layout.cards[card.touchpoint_id], titles[card.touchpoint_id])
        for box, wrapped in labels:
            _draw_label(map_sheet, look, box, wrapped)
        _draw_visibility(map_sheet, look, layout, band)

    cut = sum(each.shortened for each in (*heads, *lane_heads, *titles.values(), *(wrapped for _, wrapped in labels)))
    return Block(head_height + GAP + bottom - top, draw, cut)


def _within(layout: MapLayout, card: Card, band: Band) -> bool:
    middle = layout.cards[card.touchpoint_id].x + layout.cards[card.touchpoint_id].width / 2
    return band.left <= middle <= band.right


def _stage_head(look: Look, stage: StageColumn, layout: MapLayout) -> Wrapped:
    title = look.voice.made(lambda language: f"{stage.number} {stage.title.shown_in(language)}".strip())
    return look.voice.wrap(title, layout.stages[stage.stage_id].width - 20, STAGE, 3)


def _draw_stage(
    sheet: Sheet, look: Look, wrapped: Wrapped, rect: Rect, band: Band, head_height: float, map_height: float
) -> None:
    palette = look.palette
    x = rect.x + band.shift
    sheet.box(x + 3, 0, rect.width - 6, head_height, radius=8, fill=palette.head)
    sheet.bookmark(wrapped.lines[0].text if wrapped.lines else "", 0, 1)
    set_lines(sheet, palette, wrapped, x + 10, (head_height - wrapped.height) / 2, rect.width - 20, align=0.5)
    if rect.right < band.right - 1:
        edge = rect.right + band.shift
        sheet.line(
            [(edge, head_height + GAP), (edge, head_height + GAP + map_height)], palette.line, 0.8, dash=(1.5, 3.5)
        )


def _lane_head(look: Look, title: LocalText, rect: Rect) -> Wrapped:
    lines = max(1, int((rect.height - 34) / line_height(LANE.size) / len(look.voice.languages)))
    return look.voice.wrap(title, SIDE - 12, LANE, lines)


def _draw_lane(sheet: Sheet, look: Look, wrapped: Wrapped, rect: Rect, kind: str) -> None:
    palette = look.palette
    sheet.box(0, rect.y + 2, SIDE, rect.height - 4, radius=8, fill=palette.lane_head)
    whole = 17 + wrapped.height
    top = rect.y + (rect.height - whole) / 2
    sheet.icon(SIDE / 2 - 7, top, 14, f"lane_{kind}", palette.second)
    set_lines(sheet, palette, wrapped, 6, top + 17, SIDE - 12, align=0.5)


def _draw_borders(sheet: Sheet, look: Look, layout: MapLayout, band: Band) -> None:
    """Lines between lanes; the lines of interaction and of visibility are dashed, the latter is named."""
    palette = look.palette
    left, right = band.left - (EDGE if band.opens else 0), band.right + (EDGE if band.continues else 0)
    lanes = sorted(layout.lanes.values(), key=lambda rect: rect.y)
    for upper, _ in pairwise(lanes):
        y = upper.bottom + layout.metrics.lane_gap / 2
        if layout.visibility_y is not None and abs(y - layout.visibility_y) < 8:
            continue
        sheet.line([(left, y), (right, y)], palette.line, 0.8)
    if layout.visibility_y is not None:
        sheet.line([(left, layout.visibility_y), (right, layout.visibility_y)], palette.strong_line, 1.0, dash=(5, 4))


def _draw_ways(sheet: Sheet, look: Look, content: Content, layout: MapLayout, band: Band) -> None:
    """The ways, pale ones first, cut at the edges of the band; what goes on in another band is told by its number."""
    palette = look.palette
    stubs: list[tuple[float, bool, int, bool]] = []
    for way in sorted(content.ways, key=lambda each: each.on_path):
        route = layout.routes.get(way.connection_id)
        if route is None or len(route.points) < 2:
            continue
        colour, stroke = (palette.path, 1.7) if way.on_path else (palette.pale_path, 1.0)
        dash = (4.0, 3.0) if way.kind == "information" else (6.0, 2.5) if way.kind in ("loop", "recovery") else None
        for points, enters, leaves in clipped(route.points, band):
            sheet.line(points, colour, stroke, radius=7, dash=dash, arrow=0.0 if leaves else 6.5)
            if leaves:
                stubs.append((points[-1][1], True, way.target, way.on_path))
            if enters:
                stubs.append((points[0][1], False, way.source, way.on_path))
    _draw_stubs(sheet, look, stubs, band)


def clipped(points: Sequence[Place], band: Band) -> list[tuple[list[Place], bool, bool]]:
    """The parts of a route inside a band, each with whether it comes in from and goes out to another band."""
    left = band.left - (EDGE - 16 if band.opens else 1e9)
    right = band.right + (EDGE - 16 if band.continues else 1e9)
    parts: list[tuple[list[Place], bool, bool]] = []
    part: list[Place] = []
    entered = False
    for start, end in pairwise(points):
        inside = _clip(start, end, left, right)
        if inside is None:
            continue
        first, last = inside
        if not part:
            part, entered = [first], first != start
        part.append(last)
        if last != end:
            parts.append((part, entered, True))
            part = []
    if part:
        parts.append((part, entered, False))
    return parts


def _clip(start: Place, end: Place, left: float, right: float) -> tuple[Place, Place] | None:
    """The piece of a straight line between two upright borders."""
    if max(start[0], end[0]) < left or min(start[0], end[0]) > right:
        return None
    if start[0] == end[0]:
        return start, end

    def at(x: float) -> Place:
        part = (x - start[0]) / (end[0] - start[0])
        return x, start[1] + (end[1] - start[1]) * part

    low, high = max(left, min(start[0], end[0])), min(right, max(start[0], end[0]))
    if high - low < 1e-6:
        return None
    first, last = (low, high) if start[0] < end[0] else (high, low)
    return (start if first == start[0] else at(first)), (end if last == end[0] else at(last))


def _draw_stubs(sheet: Sheet, look: Look, stubs: Iterable[tuple[float, bool, int, bool]], band: Band) -> None:
    """The numbers of touchpoints in other bands, at the edges, kept clear of each other."""
    for leaving in (True, False):
        lowest = -1e9
        for y, _, number, strong in sorted(stub for stub in stubs if stub[1] is leaving):
            top = max(y - 6, lowest)
            lowest = top + 13.5
            wide = number_width(number)
            x = band.right + EDGE - 15 if leaving else band.left - EDGE + 15 - wide
            numbered(sheet, look.palette, number, x, top, strong=strong)


def _card_title(look: Look, card: Card, rect: Rect) -> Wrapped:
    return look.voice.wrap(card.title, title_space(rect.width), CARD, CARD_LINES)


def _draw_card(sheet: Sheet, look: Look, card: Card, rect: Rect, title: Wrapped) -> None:
    """Number, channel and face on top, the title below them, counts and level at the foot."""
    palette = look.palette
    card_sheet = sheet.at(rect.x, rect.y)
    width, height = rect.width, rect.height
    stroke, stroke_width = (palette.strong_line, 1.1) if card.on_path else (palette.card_line, 0.7)
    card_sheet.box(0, 0, width, height, radius=6, fill=palette.card, stroke=stroke, stroke_width=stroke_width)
    card_sheet.box(2.2, 6, 3, height - 12, radius=1.5, fill=palette.bar(card.emotion))
    x = _LEFT + numbered(card_sheet, palette, card.number, _LEFT, 5, strong=card.on_path) + 4
    card_sheet.icon(x, 5, 12, channel_icon(card.channel), palette.second)
    x += 16
    for present, name in ((card.is_goal, "goal"), (card.moment_of_truth, "moment_of_truth")):
        if present:
            card_sheet.icon(x, 5.5, 11, name, palette.accent)
            x += 14
    right = width - _RIGHT
    if card.emotion is not None:
        face(card_sheet, palette, card.emotion, right - 7, 11, 15)
    _draw_dimensions(card_sheet, look, card, x, right - 20)
    set_lines(card_sheet, palette, title, _LEFT, _HEAD, title_space(width) + 0.01)
    _draw_card_foot(card_sheet.at(0, height - _FOOT), look, card, width)


def _draw_dimensions(sheet: Sheet, look: Look, card: Card, left: float, right: float) -> None:
    """The shapes of the dimensions up to `right`, in a row; smaller and in two rows where a row would run into the signs."""
    count = len(card.dimensions)
    if right - 10 * count >= left:
        for place, (number, lacking) in enumerate(reversed(card.dimensions)):
            dimension_shape(sheet, look.palette, number, right - 3.6 - 10 * place, 11, 3.6, hollow=lacking)
        return
    for place, (number, lacking) in enumerate(card.dimensions):
        x = right - 3 - 7 * ((count - 1) // 2 - place // 2)
        dimension_shape(sheet, look.palette, number, x, 7.6 + 7 * (place % 2), 3.0, hollow=lacking)


def _draw_card_foot(sheet: Sheet, look: Look, card: Card, width: float) -> None:
    palette = look.palette
    x = _LEFT
    for name, count, sign, colour in (
        ("expectation", card.expectations, palette.expectation, palette.expectation),
        ("pain_point", card.pain_points, palette.pain_point, palette.pain_point),
        ("surprise", card.surprises, palette.surprise, palette.surprise_text),
    ):
        if count:
            sheet.icon(x, 0, 10.5, name, sign)
            x += 12 + sheet.text(x + 12, 8.7, str(count), 9, colour, space=20, bold=True) + 5
    if card.level is not None:
        colour = palette.surprise_text if card.level == 4 else palette.second
        x = width - _RIGHT
        x -= sheet.text(x - 20, 8.7, f"L{card.level}", 9, colour, space=20, bold=True, align=1.0) + 14
        level_bars(sheet, palette, card.level, x, 0.4)


def label_text(look: Look, way: Way, *, terse: bool) -> Wrapped | None:
    """The label of a way: its share, and its condition unless the label is to be `terse`; None where there is neither.

    The share comes first, so that it stands even where the condition is shortened.
    """
    shown = look.voice.made(
        lambda language: " ".join(
            part for part in (way.share, "" if terse else way.condition.shown_in(language)) if part
        )
    )
    return look.voice.wrap(shown, LABEL_SPACE, SMALL, LABEL_LINES) if shown else None


def _labels(
    look: Look, content: Content, layout: MapLayout, band: Band, *, terse: bool
) -> Iterator[tuple[Rect, Wrapped]]:
    """The labels of the ways in a band and where they stand."""
    for way in content.ways:
        route = layout.routes.get(way.connection_id)
        wrapped = label_text(look, way, terse=terse)
        if route is None or route.label is None or wrapped is None:
            continue
        box = _inside(route.label, band)
        if box is not None:
            yield box, wrapped


def _draw_label(sheet: Sheet, look: Look, box: Rect, wrapped: Wrapped) -> None:
    palette, radius = look.palette, min(7.0, box.height / 2)
    sheet.box(
        box.x, box.y, box.width, box.height, radius=radius, fill=palette.paper, stroke=palette.card_line, stroke_width=0.6
    )  # fmt: skip
    top = box.y + (box.height - wrapped.height) / 2
    set_lines(sheet, palette, wrapped, box.x + 4, top, box.width - 8 + 0.01, align=0.5)


def _draw_visibility(sheet: Sheet, look: Look, layout: MapLayout, band: Band) -> None:
    """What the line of visibility is, where there is room for it."""
    palette = look.palette
    if layout.visibility_y is not None and not band.continues:
        words = look.voice.one_line(look.voice.says("line_of_visibility"), 200, SMALL)
        place = _free_place(layout, band, words.width + 6)
        if place is not None:
            set_lines(sheet, palette, words, place[0] + 3, place[1], words.width + 0.01)


def _inside(label: Rect, band: Band) -> Rect | None:
    """Where a label stands in a band: wholly inside it, so that it keeps clear of the numbers at its open ends."""
    if not band.left <= label.center[0] <= band.right:
        return None
    left = max(band.left + 2, min(label.x, band.right - 2 - label.width))
    return Rect(left, label.y, label.width, label.height)


def _free_place(layout: MapLayout, band: Band, width: float) -> Place | None:
    """Where a word can stand on or under the line of visibility without meeting anything, as far right as may be."""
    line = layout.visibility_y or 0.0
    for top in (line - 13.5, line + 0.5):
        taken = list(_taken(layout, top, top + 13))
        left = band.right - width - 4
        while left > band.left:
            blocking = [low for low, high in taken if low < left + width + 2 and high > left - 2]
            if not blocking:
                return left, top
            left = min(blocking) - width - 2.5
    return None


def _taken(layout: MapLayout, top: float, bottom: float) -> Iterator[tuple[float, float]]:
    """From where to where cards, labels, ways and the borders of stages take room between two heights."""
    yield from ((stage.right, stage.right) for stage in layout.stages.values())
    labels = (route.label for route in layout.routes.values() if route.label is not None)
    for box in (*layout.cards.values(), *labels):
        if box.y < bottom and box.bottom > top:
            yield box.x, box.right
    for route in layout.routes.values():
        for (x1, y1), (x2, y2) in pairwise(route.points):
            if min(y1, y2) < bottom and max(y1, y2) > top:
                yield min(x1, x2), max(x1, x2)
