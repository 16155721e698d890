"""A journey as slides for other people to edit: one with the map, of shapes joined by connectors, and one or more for each stage.

Written with python-pptx, which is imported only when slides are written. The same journey gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from journeymap.analysis.geometry import Metrics, Rect
from journeymap.analysis.layout import layout_map
from journeymap.exporting.palette import COLOUR
from journeymap.exporting.wording import Voice
from journeymap.labels import amounts
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Connection, Journey, Record, Stage, Touchpoint
from journeymap.model.text import LocalText

_WIDTH, _HEIGHT = 960.0, 540.0
"""A slide in points, 16 : 9."""
_MARGIN = 28.0
_HEAD = 54.0
_SMALLEST, _LARGEST = 5.0, 12.0
_ON_A_SLIDE = 6
_EPOCH = datetime(2000, 1, 1)
_TOP, _LEFT, _BOTTOM, _RIGHT = range(4)
"""The places of a rectangle that connectors are glued to."""


def pptx_bytes(state: State, journey_id: str, languages: tuple[str, ...], date: str = "") -> bytes:
    """The slides of a journey. Raises KeyError if there is no such journey."""
    from pptx import Presentation
    from pptx.util import Pt

    journey = state.get(Journey, journey_id)
    if journey is None:
        raise KeyError(journey_id)
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(_WIDTH), Pt(_HEIGHT)
    writer = _Writer(deck, state, journey, Voice(languages[0], languages[1] if len(languages) > 1 else None))
    writer.map_slide()
    for number, stage in enumerate(queries.stages(state, journey_id), 1):
        writer.stage_slides(stage, number)
    properties = deck.core_properties
    properties.title = writer.said(journey.title) or writer.says("print.untitled")
    properties.author = writer.said(queries.project(state).organization)
    properties.language = languages[0]
    properties.created = properties.modified = datetime.fromisoformat(date) if date else _EPOCH
    properties.last_modified_by = ""
    target = io.BytesIO()
    deck.save(target)
    return _without_clock(target.getvalue())


class _Writer:
    def __init__(self, deck: Any, state: State, journey: Journey, voice: Voice) -> None:
        self._deck = deck
        self._state = state
        self._journey = journey
        self._voice = voice
        self._points = queries.touchpoints(state, journey.id)
        self._numbers = {point.id: number for number, point in enumerate(self._points, 1)}

    def said(self, text: LocalText) -> str:
        """A text in the languages of the slides, the second below the first."""
        found = [text.shown_in(self._voice.first)]
        if self._voice.second is not None and (second := text.get(self._voice.second)) and second != found[0]:
            found.append(second)
        return "\n".join(each for each in found if each)

    def says(self, key: str, **values: Any) -> str:
        return self._voice.says(key, **values).shown_in(self._voice.first)

    # slides

    def _slide(self, title: str) -> Any:
        """An empty slide with a real title, so that outlines and screen readers have one."""
        slide = self._deck.slides.add_slide(self._deck.slide_layouts[5])
        shape = slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = (
            _points(each) for each in (_MARGIN, 10, _WIDTH - 2 * _MARGIN, 38)
        )
        _write(shape, [title], 22, bold=True, middle=True)
        return slide

    def map_slide(self) -> None:
        """The whole map; the type of its cards is as large as the slide allows."""
        slide = self._slide(self.said(self._journey.title) or self.says("print.untitled"))
        layout = layout_map(self._state, self._journey.id, Metrics(lane_header_width=110))
        bounds = layout.bounds
        if not layout.cards and not layout.stages:
            return
        room_x, room_y = _WIDTH - 2 * _MARGIN, _HEIGHT - _HEAD - _MARGIN
        scale = min(room_x / max(bounds.width, 1), room_y / max(bounds.height, 1), 1.0)

        def place(rect: Rect) -> tuple[float, float, float, float]:
            return (
                _MARGIN + (rect.x - bounds.x) * scale, _HEAD + (rect.y - bounds.y) * scale, rect.width * scale,
                rect.height * scale,
            )  # fmt: skip

        size = max(_SMALLEST, min(_LARGEST, 13 * scale))
        for stage in queries.stages(self._state, self._journey.id):
            if stage.id in layout.stage_headers:
                box = _box(slide, place(layout.stage_headers[stage.id]), COLOUR.head, COLOUR.line)
                _write(box, [self._title(stage, "stage.untitled")], size, bold=True, middle=True)
        for lane in queries.lanes(self._state, self._journey.id):
            if lane.id in layout.lane_headers:
                box = _box(slide, place(layout.lane_headers[lane.id]), COLOUR.lane_head, COLOUR.line)
                name = self.said(lane.title or self._voice.token("lane_kind", lane.kind))
                _write(box, [name], size, colour=COLOUR.second, middle=True)
        shapes = {}
        for point in self._points:
            box = _box(slide, place(layout.cards[point.id]), COLOUR.card, COLOUR.emotion(point.emotion), 1.5)
            _write(box, [f"{self._numbers[point.id]}  {self._title(point, 'touchpoint.untitled')}"], size, bold=True)
            _describe(box, self._in_words(point))
            shapes[point.id] = box
        for way in queries.connections(self._state, self._journey.id):
            if way.source_id in shapes and way.target_id in shapes:
                self._connect(slide, way, shapes, size)

    def _connect(self, slide: Any, way: Connection, shapes: dict[str, Any], size: float) -> None:
        from pptx.enum.dml import MSO_LINE_DASH_STYLE
        from pptx.enum.shapes import MSO_CONNECTOR

        source, target = shapes[way.source_id], shapes[way.target_id]
        leaves, enters = _sides(source, target)
        line = slide.shapes.add_connector(MSO_CONNECTOR.ELBOW, 0, 0, 0, 0)
        line.begin_connect(source, leaves)
        line.end_connect(target, enters)
        line.line.color.rgb = _rgb(COLOUR.path)
        line.line.width = _points(1.0)
        if way.kind in ("loop", "recovery", "information"):
            line.line.dash_style = MSO_LINE_DASH_STYLE.DASH
        _arrow(line)
        slide.shapes._spTree.insert(2, line._element)  # behind the cards
        label = " ".join(
            filter(None, (self.said(way.condition), amounts.share(way.share) if way.share is not None else ""))
        )
        _describe(
            line, " ".join(filter(None, (self.says(f"connection_kind.{way.kind}"), label))) if way.kind else label
        )
        if label:
            x = (line.begin_x + line.end_x) // 2
            y = (line.begin_y + line.end_y) // 2
            text = slide.shapes.add_textbox(x - _points(40), y - _points(8), _points(80), _points(16))
            _write(text, [label], max(_SMALLEST, size * 0.8), colour=COLOUR.second, middle=True)

    def stage_slides(self, stage: Stage, number: int) -> None:
        """A stage, its touchpoints side by side with all that is noted on them; many take several slides."""
        inside = [point for point in self._points if point.stage_id == stage.id]
        name = self.says("tell.stage", number=number, title=self._title(stage, "stage.untitled"))
        parts = [inside[start : start + _ON_A_SLIDE] for start in range(0, len(inside), _ON_A_SLIDE)] or [[]]
        for part, points in enumerate(parts, 1):
            slide = self._slide(name if len(parts) == 1 else f"{name} ({part}/{len(parts)})")
            columns = min(3, max(1, len(points)))
            rows = max(1, -(-len(points) // columns))
            width = (_WIDTH - 2 * _MARGIN - (columns - 1) * 12) / columns
            height = (_HEIGHT - _HEAD - _MARGIN - (rows - 1) * 12) / rows
            for place, point in enumerate(points):
                x, y = _MARGIN + place % columns * (width + 12), _HEAD + place // columns * (height + 12)
                self._card(slide, point, (x, y, width, height))

    def _card(self, slide: Any, point: Touchpoint, place: tuple[float, float, float, float]) -> None:
        box = _box(slide, place, COLOUR.card, COLOUR.emotion(point.emotion), 1.5)
        lines = [f"{self._numbers[point.id]}  {self._title(point, 'touchpoint.untitled')}", *self._details(point)]
        # What is noted decides the size of the type, down to a limit; the box can be made larger by hand.
        fitting = (place[2] * place[3] / max(1, sum(len(line) + 12 for line in lines))) ** 0.5
        _write(box, lines, max(7.0, min(_LARGEST, fitting)), first_bold=True, top=True)
        _describe(box, self._in_words(point))

    def _details(self, point: Touchpoint) -> list[str]:
        facts = []
        if point.channel:
            facts.append(self._voice.token("channel", point.channel).shown_in(self._voice.first))
        if point.emotion is not None:
            word = self._voice.token("emotion", str(point.emotion)).shown_in(self._voice.first)
            facts.append(f"{amounts.signed(point.emotion)} {word}")
        for value in (point.contact_time, point.waiting):
            if value is not None:
                facts.append(amounts.duration(value, self._voice.first))
        if point.fee is not None:
            facts.append(amounts.money(point.fee, self._voice.first))
        rows = [" · ".join(facts)] if facts else []
        found: Sequence[tuple[str, Sequence[Any]]] = (
            ("record.expectation", queries.expectations(self._state, point.id)),
            ("record.pain_point", queries.pain_points(self._state, point.id)),
            ("record.opportunity", queries.opportunities(self._state, point.id)),
        )
        for key, notes in found:
            rows += [
                self.says("tell.value_rests_on", field=self.says(key), evidence=self.said(note.text))
                for note in notes
                if note.text
            ]
        return rows

    def _in_words(self, point: Touchpoint) -> str:
        return ". ".join([self._title(point, "touchpoint.untitled"), *self._details(point)])

    def _title(self, record: Record, untitled: str) -> str:
        return self.said(getattr(record, "title", LocalText())) or self.says(untitled)


def _points(value: float) -> Any:
    from pptx.util import Pt

    return Pt(value)


def _rgb(colour: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor(*bytes.fromhex(colour.removeprefix("#")))  # type: ignore[no-untyped-call]


def _box(slide: Any, place: tuple[float, float, float, float], fill: str, line: str, width: float = 0.75) -> Any:
    from pptx.enum.shapes import MSO_SHAPE

    shape = slide.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *(_points(each) for each in place))
    shape.adjustments[0] = min(0.5, 6 / max(1.0, min(place[2:])))
    shape.fill.solid()
    shape.fill.fore_color.rgb = _rgb(fill)
    shape.line.color.rgb = _rgb(line)
    shape.line.width = _points(width)
    shape.shadow.inherit = False
    return shape


def _write(
    shape: Any, lines: Sequence[str], size: float, *, bold: bool = False, first_bold: bool = False, colour: str = COLOUR.ink,
    middle: bool = False, top: bool = False,
) -> None:  # fmt: skip
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = _points(4)
    frame.margin_top = frame.margin_bottom = _points(3)
    frame.vertical_anchor = MSO_ANCHOR.TOP if top else MSO_ANCHOR.MIDDLE
    for place, text in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.CENTER if middle else PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text = _printable(text)
        run.font.size = _points(size)
        run.font.bold = bold or (first_bold and place == 0)
        run.font.color.rgb = _rgb(colour)


def _printable(text: str) -> str:
    """XML holds no control characters but tab and line end."""
    return "".join(each for each in text if each >= " " or each in "\n\t")


def _describe(shape: Any, words: str) -> None:
    """The words that take the shape's place for those who cannot see it."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", _printable(words))


def _arrow(line: Any) -> None:
    from pptx.oxml.ns import qn

    ending = line.line._get_or_add_ln().makeelement(qn("a:tailEnd"), {"type": "triangle"})
    line.line._get_or_add_ln().append(ending)


def _sides(source: Any, target: Any) -> tuple[int, int]:
    """The sides at which a connector leaves and enters, by where the shapes stand."""
    if target.left >= source.left + source.width:
        return _RIGHT, _LEFT
    if target.top >= source.top + source.height:
        return _BOTTOM, _TOP
    if source.top >= target.top + target.height:
        return _TOP, _BOTTOM
    return _LEFT, _RIGHT


def _without_clock(data: bytes) -> bytes:
    """The same package with fixed times in its directory."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            entry = zipfile.ZipInfo(info.filename, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(info.filename))
    return target.getvalue()
