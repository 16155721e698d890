"""The map on a slide: stages, lanes, cards and connectors as shapes, as large as the slide allows.

What is laid out is measured at type of `TYPE` points and then enlarged or made smaller as a whole, so that every text stays in
its shape. Of a journey too large to be read on one slide, parts of it follow on slides of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from journeymap.analysis.geometry import MapLayout, Metrics, Rect
from journeymap.analysis.layout import layout_map
from journeymap.exporting.fitting import stretched
from journeymap.exporting.palette import COLOUR
from journeymap.exporting.picture import state_with_stages
from journeymap.exporting.slide_shapes import Frame, Line, box, connector, describe, label, versions, write
from journeymap.exporting.wording import Voice
from journeymap.labels import amounts, say
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Connection, Stage, Touchpoint
from journeymap.model.text import LocalText
from journeymap.typesetting import break_lines

TYPE = 8.0
READABLE = 6.5
"""Where type becomes smaller than this, parts of the map follow."""
LEADING = 1.2
SPARE = 1.1
"""Other fonts than the shipped one are up to so much wider."""
_CARD, _CARD_LINES = 78.0, 5
_LABEL, _LABEL_LINES, _LABEL_TYPE = 46.0, 3, 6.5
_LANE, _STAGE, _STAGE_LINES, _GAP = 62.0, 24.0, 2, 4.0
_HIGHEST, _LARGEST = 1.4, 1.8
_MOST_CARDS = 10
"""So many cards make a part of the map, unless a single stage has more."""


def parts(state: State, journey_id: str) -> list[list[Stage]]:
    """The stages that share a slide where all together would be too small to read; none where there is but one part."""
    stages = queries.stages(state, journey_id)
    points = queries.touchpoints(state, journey_id)
    found: list[list[Stage]] = []
    taken = 0
    for stage in stages:
        inside = sum(point.stage_id == stage.id for point in points)
        if not found or taken + inside > _MOST_CARDS:
            found.append([])
            taken = 0
        found[-1].append(stage)
        taken += inside
    return found if len(found) > 1 else []


class MapSlide:
    """The shapes of a map or of some of its stages in a `room` on a slide. `words` tell each touchpoint to the blind."""

    def __init__(
        self, state: State, journey_id: str, voice: Voice, room: Frame, words: dict[str, str],
        stages: Sequence[Stage] = (),
    ) -> None:  # fmt: skip
        self._whole, self._journey_id, self._voice, self._words = state, journey_id, voice, words
        self._numbers = {point.id: place for place, point in enumerate(queries.touchpoints(state, journey_id), 1)}
        self._stage_numbers = {stage.id: place for place, stage in enumerate(queries.stages(state, journey_id), 1)}
        kept = {stage.id for stage in stages}
        self._state = state_with_stages(state, journey_id, kept) if kept else state
        self._points = queries.touchpoints(self._state, journey_id)
        self._beyond = self._leading_beyond()
        self._layout = self._laid_out()
        bounds = self._layout.bounds
        self._wide, self._high = bounds.width + _LANE + _GAP, bounds.height + _STAGE + _GAP
        self._scale = min(room[2] / self._wide, room[3] / self._high, _LARGEST)
        spare = room[3] / self._scale - _STAGE - _GAP
        self._layout = stretched(self._layout, 1.0, min(_HIGHEST, max(1.0, spare / max(bounds.height, 1.0))))
        self._left, self._top = room[0] + (_LANE + _GAP) * self._scale, room[1] + (_STAGE + _GAP) * self._scale

    @property
    def type_size(self) -> float:
        """The size of the type on the cards."""
        return TYPE * self._scale

    def _laid_out(self) -> MapLayout:
        lines = max((len(self._broken(point)) for point in self._points), default=1)
        metrics = Metrics(
            card_width=_CARD, card_height=max(2, lines) * TYPE * LEADING + 8, gap_x=15, gap_y=8, stage_header=0,
            stage_gap=3, stage_padding=8, lane_header_width=0, lane_gap=3, lane_padding=7, header_gap=0, track_gap=6,
            clearance=7, label_gap=2,
        )  # fmt: skip
        return stretched(layout_map(self._state, self._journey_id, metrics, self._label_size), 1.0, 1.0)

    def draw(self, slide: Any) -> None:
        for stage in queries.stages(self._state, self._journey_id):
            if stage.id in self._layout.stages:
                self._stage(slide, stage, self._layout.stages[stage.id])
        for lane in queries.lanes(self._state, self._journey_id):
            if lane.id in self._layout.lanes:
                rect = self._layout.lanes[lane.id]
                name = lane.title or self._voice.token("lane_kind", lane.kind)
                frame = self._frame(Rect(-_LANE - _GAP, rect.y, _LANE, rect.height))
                self._head(slide, frame, name, 7.0, max(1, int((rect.height - 6) / 8.4)), COLOUR.lane_head)
        ways = [way for way in queries.connections(self._state, self._journey_id) if way.id in self._layout.routes]
        shapes = {point.id: self._card(slide, point) for point in self._points if point.id in self._layout.cards}
        for way in ways:
            self._connect(slide, way, shapes)
        for way in ways:
            self._label(slide, way)

    def _frame(self, rect: Rect) -> Frame:
        x, y = self._place((rect.x, rect.y))
        return x, y, rect.width * self._scale, rect.height * self._scale

    def _place(self, place: tuple[float, float]) -> tuple[float, float]:
        return self._left + place[0] * self._scale, self._top + place[1] * self._scale

    def _stage(self, slide: Any, stage: Stage, rect: Rect) -> None:
        name = stage.title or LocalText({self._voice.first: say("stage.untitled", self._voice.first)})
        numbered = LocalText({language: f"{self._stage_numbers[stage.id]}  {text}" for language, text in name.items()})
        frame = self._frame(Rect(rect.x, -_STAGE - _GAP, rect.width, _STAGE))
        self._head(slide, frame, numbered, TYPE, _STAGE_LINES, COLOUR.head, bold=True)

    def _head(
        self, slide: Any, frame: Frame, text: LocalText, size: float, most: int, fill: str, *, bold: bool = False
    ) -> None:
        shape = box(slide, frame, fill, COLOUR.line)
        space = frame[2] / self._scale - 6
        each = max(1, most // len(versions(text, self._voice.first, self._voice.second) or [""]))
        lines = self._lines(text, space, size, each, bold=bold)
        write(shape, lines, middle=True, inset=(2 * self._scale, 1 * self._scale))

    def _lines(self, text: LocalText, space: float, size: float, most: int, *, bold: bool = False) -> list[Line]:
        """A text in the languages of the slides, broken so that it fits in other fonts too."""
        found = []
        for place, version in enumerate(versions(text, self._voice.first, self._voice.second)):
            broken = break_lines(version, space / SPARE, size, bold, most)
            # The program that shows the slide breaks lines itself: only what is shortened is given to it line by line.
            shown = " ".join(broken.lines) if broken.shortened else version
            found.append(Line(shown, size * self._scale, bold and not place, COLOUR.second if place else COLOUR.ink))
        return found

    def _title(self, point: Touchpoint) -> LocalText:
        title = point.title or LocalText({self._voice.first: say("touchpoint.untitled", self._voice.first)})
        first = title.shown_in(self._voice.first)
        numbered = LocalText({self._voice.first: f"{self._numbers[point.id]}  {first}"})
        second = self._voice.second and title.get(self._voice.second)
        return (
            numbered.with_text(self._voice.second, second)
            if self._voice.second and second != first and second
            else numbered
        )

    def _broken(self, point: Touchpoint) -> list[str]:
        """The lines that a card needs."""
        texts = versions(self._title(point), self._voice.first, self._voice.second)
        broken = [
            line for text in texts for line in break_lines(text, (_CARD - 8) / SPARE, TYPE, True, _CARD_LINES).lines
        ]
        return [*broken, "→"] if point.id in self._beyond else broken

    def _leading_beyond(self) -> dict[str, list[int]]:
        """Touchpoint → the numbers of those on other slides that ways of it lead to."""
        shown = {each.id for each in self._points}
        found: dict[str, set[int]] = defaultdict(set)
        for way in queries.connections(self._whole, self._journey_id) if self._state is not self._whole else ():
            if way.source_id in shown and way.target_id not in shown:
                found[way.source_id].add(self._numbers[way.target_id])
        return {source_id: sorted(numbers) for source_id, numbers in found.items()}

    def _card(self, slide: Any, point: Touchpoint) -> Any:
        shape = box(slide, self._frame(self._layout.cards[point.id]), COLOUR.card, COLOUR.emotion(point.emotion), 1.5)
        lines = self._lines(self._title(point), _CARD - 8, TYPE, _CARD_LINES, bold=True)
        if beyond := self._beyond.get(point.id):
            lines.append(Line("→ " + ", ".join(map(str, beyond)), TYPE * 0.9 * self._scale, False, COLOUR.second))
        write(shape, lines, inset=(4 * self._scale, 2 * self._scale))
        describe(shape, self._words.get(point.id, ""))
        return shape

    def _connect(self, slide: Any, way: Connection, shapes: dict[str, Any]) -> None:
        route = [self._place(place) for place in self._layout.routes[way.id].points]
        dashed = way.kind in ("loop", "recovery", "information")
        line = connector(
            slide, route, (shapes[way.source_id], shapes[way.target_id]), dashed=dashed, width=max(0.5, self._scale)
        )
        told = [say(f"connection_kind.{way.kind}", self._voice.first) if way.kind else "", *self._label_texts(way)]
        describe(line, " ".join(filter(None, told)))

    def _label_texts(self, way: Connection) -> list[str]:
        share = amounts.share(way.share) if way.share is not None else ""
        return [part for part in (way.condition.shown_in(self._voice.first), share) if part]

    def _label_lines(self, way: Connection) -> tuple[str, ...]:
        return break_lines(" ".join(self._label_texts(way)), _LABEL / SPARE, _LABEL_TYPE, False, _LABEL_LINES).lines

    def _label_size(self, way: Connection) -> tuple[float, float] | None:
        lines = self._label_lines(way) if self._label_texts(way) else ()
        return (_LABEL, len(lines) * _LABEL_TYPE * LEADING + 1) if lines else None

    def _label(self, slide: Any, way: Connection) -> None:
        rect = self._layout.routes[way.id].label
        if rect is not None and self._label_texts(way):
            text = " ".join(self._label_lines(way))
            label(slide, self._frame(rect), [Line(text, _LABEL_TYPE * self._scale, False, COLOUR.second)])
