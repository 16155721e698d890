"""Pictures of the map alone, without anything around it: the whole map, one or more stages side by side, or chosen touchpoints.

The page is as large as what it shows. Numbers are those of the whole map, so that pictures and report agree.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from journeymap.exporting import chart
from journeymap.exporting.blocks import Look
from journeymap.exporting.chart import Band
from journeymap.exporting.content import Content
from journeymap.exporting.fitting import Arrangement, arrangements
from journeymap.exporting.gathering import gather
from journeymap.exporting.paper import FITTED, LARGEST
from journeymap.exporting.plan import Plan, Sheet
from journeymap.exporting.poster import PosterOptions, poster
from journeymap.exporting.wording import SMALLEST
from journeymap.labels import say
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Connection, Lane, Stage, Touchpoint

_MARGIN = 12.0


def picture(state: State, journey_id: str, look: Look, page: PosterOptions, part: Sequence[str] = ()) -> Plan:
    """The map, or the stages or touchpoints in `part`. Raises KeyError for a journey or parts that are not there."""
    content = gather(state, journey_id, look.voice)
    if not content.stages or not content.lanes:
        return poster(state, journey_id, replace(page, paper=FITTED)).plan
    stages = [place for place, stage in enumerate(content.stages) if stage.stage_id in part]
    if part and not stages:
        state = _only(state, journey_id, part)
        content = _within(content, gather(state, journey_id, look.voice))
    first, last = (min(stages), max(stages)) if stages else (0, len(content.stages) - 1)
    way = next(iter(arrangements(state, journey_id, look, content)))
    return _drawn(look, content, way, first, last, page)


def _drawn(look: Look, content: Content, way: Arrangement, first: int, last: int, page: PosterOptions) -> Plan:
    rects = [way.layout.stages[stage.stage_id] for stage in content.stages]
    band = Band(first, last, rects[first].x, rects[last].right, first > 0, last < len(rects) - 1)
    block = chart.band_block(look, content, way.layout, band, terse=way.terse)
    width, height = chart.SIDE + chart.GAP + band.width + 2 * _MARGIN, block.height + 2 * _MARGIN
    scale = min(page.smallest / SMALLEST, LARGEST / max(width, height))
    sheet = Sheet(scale, _MARGIN * scale, _MARGIN * scale)
    language = look.voice.first
    title = content.title.shown_in(language)
    sheet.bookmark(title, 0)
    block.draw(sheet)
    return Plan(
        width=width * scale, height=height * scale, marks=tuple(sheet.marks), title=title,
        language=language, author=content.organization.shown_in(language), subject=say("print.subject", language),
        date=page.date, alternative=content.words,
    )  # fmt: skip


def state_with_stages(state: State, journey_id: str, stage_ids: Collection[str]) -> State:
    """The project with these stages of the journey and all its lanes."""
    gone = {each.id for each in queries.touchpoints(state, journey_id) if each.stage_id not in stage_ids}
    gone |= {each.id for each in queries.stages(state, journey_id) if each.id not in stage_ids}
    return State(each for each in state if each.id not in gone)


def _only(state: State, journey_id: str, touchpoint_ids: Sequence[str]) -> State:
    """The project with these touchpoints of the journey, and the stages and lanes that hold them."""
    kept = [each for each in queries.touchpoints(state, journey_id) if each.id in touchpoint_ids]
    if not kept:
        raise KeyError(", ".join(touchpoint_ids))
    ids = {each.id for each in kept}
    holders = {each.stage_id for each in kept} | {each.lane_id for each in kept}

    def stays(record: object) -> bool:
        match record:
            case Touchpoint():
                return record.id in ids
            case Stage() | Lane():
                return record.id in holders
            case Connection():
                return record.source_id in ids and record.target_id in ids
        return True

    return State(record for record in state if stays(record))


def _within(content: Content, part: Content) -> Content:
    """The content of a whole map, cut down to what a part of it holds."""
    stages = {stage.stage_id for stage in part.stages}
    lanes = {lane_id for lane_id, _, _ in part.lanes}
    cards = {card.touchpoint_id for card in part.cards}
    ways = {way.connection_id for way in part.ways}
    return replace(
        content,
        stages=tuple(each for each in content.stages if each.stage_id in stages),
        lanes=tuple(each for each in content.lanes if each[0] in lanes),
        cards=tuple(each for each in content.cards if each.touchpoint_id in cards),
        ways=tuple(each for each in content.ways if each.connection_id in ways),
        words=part.words,
    )
