"""A journey as slides for other people to edit: one with the map, of shapes joined by connectors, and one or more for each stage.

Written with python-pptx, which is imported only when slides are written. The same journey gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from journeymap.exporting.palette import COLOUR
from journeymap.exporting.pictures import as_png, size_of
from journeymap.exporting.slide_map import LEADING, READABLE, SPARE, MapSlide, parts
from journeymap.exporting.slide_shapes import Frame, Line, box, describe, points, printable, versions, write
from journeymap.exporting.wording import Voice
from journeymap.labels import amounts
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Journey, Media, Stage, Touchpoint
from journeymap.model.text import LocalText
from journeymap.typesetting import break_lines, shorten, width

_WIDTH, _HEIGHT = 960.0, 540.0
"""A slide in points, 16 : 9."""
_MARGIN, _HEAD, _BETWEEN, _INSET = 28.0, 58.0, 12.0, 7.0
_TITLE, _TITLES = (24.0,), (20.0, 13.0)
"""The type of a title in one language, and in two."""
_SIZES = (16.0, 14.0, 12.0, 11.0, 10.0, 9.0, 8.0, 7.0, 6.0)
_SMALL, _SMALLEST = 10.0, 6.0
"""Fewer cards share a slide before their type gets smaller than the first; nothing is smaller than the second."""
_ON_A_SLIDE = (6, 4, 3, 2, 1)
_SHORT = 40
_PICTURE = 0.4
"""The part of a card's width that its picture may take."""
_EPOCH = datetime(2000, 1, 1)


def pptx_bytes(
    state: State, journey_id: str, languages: tuple[str, ...], date: str, media: Mapping[str, bytes]
) -> bytes:
    """The slides of a journey. Raises KeyError if there is no such journey."""
    from pptx import Presentation

    journey = state.get(Journey, journey_id)
    if journey is None:
        raise KeyError(journey_id)
    deck = Presentation()
    deck.slide_width, deck.slide_height = points(_WIDTH), points(_HEIGHT)
    writer = _Writer(deck, state, journey, Voice(languages[0], languages[1] if len(languages) > 1 else None), media)
    writer.map_slides()
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
    def __init__(self, deck: Any, state: State, journey: Journey, voice: Voice, media: Mapping[str, bytes]) -> None:
        self._media = media
        self._deck = deck
        self._state = state
        self._journey = journey
        self._voice = voice
        self._points = queries.touchpoints(state, journey.id)
        self._numbers = {point.id: number for number, point in enumerate(self._points, 1)}

    def versions(self, text: LocalText) -> list[str]:
        return versions(text, self._voice.first, self._voice.second)

    def said(self, text: LocalText) -> str:
        """A text in the languages of the slides, the second below the first."""
        return "\n".join(self.versions(text))

    def says(self, key: str, **values: Any) -> str:
        return self._voice.says(key, **values).shown_in(self._voice.first)

    # slides

    def _slide(self, title: Sequence[str]) -> Any:
        """An empty slide with a real title, so that outlines and screen readers have one."""
        slide = self._deck.slides.add_slide(self._deck.slide_layouts[5])
        # Else each new shape looks at all before it.
        slide.shapes.turbo_add_enabled = True
        shape = slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = (
            points(each) for each in (_MARGIN, 10, _WIDTH - 2 * _MARGIN, _HEAD - 14)
        )
        sizes = _TITLE if len(title) == 1 else _TITLES
        lines = [
            Line(text, size, place == 0, COLOUR.second if place else COLOUR.ink)
            for place, (text, size) in enumerate(zip(title, sizes, strict=False))
        ]
        write(shape, lines, inset=(0.0, 0.0))
        return slide

    def _shortened(self, title: Sequence[str], more: str = "") -> list[str]:
        """A title in one line for each language."""
        sizes = _TITLE if len(title) == 1 else _TITLES
        room = (_WIDTH - 2 * _MARGIN) / SPARE
        return [
            shorten(text, room - width(more, size, True), size, True) + (more if place == 0 else "")
            for place, (text, size) in enumerate(zip(title, sizes, strict=False))
        ]

    def map_slides(self) -> None:
        """The whole map, and parts of it where it is too large to be read on one slide."""
        title = self.versions(self._journey.title) or [self.says("print.untitled")]
        room = (_MARGIN, _HEAD, _WIDTH - 2 * _MARGIN, _HEIGHT - _HEAD - _MARGIN)
        words = {point.id: self._in_words(point) for point in self._points}
        whole = MapSlide(self._state, self._journey.id, self._voice, room, words)
        whole.draw(self._slide(self._shortened(title)))
        found = parts(self._state, self._journey.id) if whole.type_size < READABLE else []
        for place, stages in enumerate(found, 1):
            part = MapSlide(self._state, self._journey.id, self._voice, room, words, stages)
            part.draw(self._slide(self._shortened(title, f" ({place}/{len(found)})")))

    def stage_slides(self, stage: Stage, number: int) -> None:
        """A stage, its touchpoints side by side with all that is noted on them; many take several slides."""
        inside = [point for point in self._points if point.stage_id == stage.id]
        names = self.versions(stage.title) or [self.says("stage.untitled")]
        title = [self.says("tell.stage", number=number, title=names[0]), *names[1:]]
        told = [(self._lines(point), self._picture(point) is not None) for point in inside]
        most, size = next(
            ((most, size) for most in _ON_A_SLIDE if (size := self._fitting(told, most)) >= _SMALL),
            (1, max(self._fitting(told, 1), _SMALLEST)),
        )
        starts = range(0, len(inside), most)
        for place, start in enumerate(starts, 1):
            slide = self._slide(self._shortened(title, f" ({place}/{len(starts)})" if len(starts) > 1 else ""))
            chosen = inside[start : start + most]
            for point, (lines, _), frame in zip(chosen, told[start : start + most], _cells(len(chosen)), strict=True):
                self._card(slide, point, lines, frame, size)
        if not inside:
            self._slide(self._shortened(title))

    def _fitting(self, told: Sequence[tuple[list[str], bool]], most: int) -> float:
        """The largest size of type in which all of a stage's cards hold their texts, `most` of them on a slide."""
        frames = [frame for start in range(0, len(told), most) for frame in _cells(len(told[start : start + most]))]
        cards = [(lines, _for_text(frame, pictured)) for (lines, pictured), frame in zip(told, frames, strict=True)]
        return next((size for size in _SIZES if all(_holds(lines, frame, size) for lines, frame in cards)), 0.0)

    def _picture(self, point: Touchpoint) -> tuple[Media, bytes] | None:
        """The touchpoint's picture; None where there is none, or none that can be shown."""
        record = self._state.get(Media, point.media_id) if point.media_id else None
        data = self._media.get(record.sha256) if record is not None else None
        if record is None or data is None:
            return None
        try:
            shown = as_png(data) if record.mime == "image/webp" else data
            size_of(shown)
        except (ValueError, OSError):
            return None
        return record, shown

    def _put_picture(self, slide: Any, point: Touchpoint, frame: Frame) -> None:
        found = self._picture(point)
        if found is None:
            return
        record, data = found
        x, y, wide, high = frame
        across, along = size_of(data)
        scale = min((wide * _PICTURE - _INSET) / across, (high - 2 * _INSET) / along)
        place = (x + wide * (1 - _PICTURE), y + _INSET, across * scale, along * scale)
        shape = slide.shapes.add_picture(io.BytesIO(data), *(points(each) for each in place))
        describe(shape, self.said(record.alternative_text) or record.name)

    def _lines(self, point: Touchpoint) -> list[str]:
        names = self.versions(point.title) or [self.says("touchpoint.untitled")]
        return [f"{self._numbers[point.id]}  {names[0]}", *names[1:], *self._details(point)]

    def _card(self, slide: Any, point: Touchpoint, lines: list[str], frame: Frame, size: float) -> None:
        shape = box(slide, frame, COLOUR.card, COLOUR.emotion(point.emotion), 1.5)
        whole, pictured = frame, self._picture(point) is not None
        frame = _for_text(whole, pictured)
        shown = lines
        if not _holds(lines, frame, size):
            # What no type can hold on one slide stands whole in its notes.
            slide.notes_slide.notes_text_frame.text = printable("\n".join(lines))
            while shown and not _holds(shown, frame, size):
                shown = [*shown[:-1], shown[-1][: len(shown[-1]) // 2] + "…"] if len(shown[-1]) > _SHORT else shown[:-1]
        titles = len(self.versions(point.title) or [""])
        write(
            shape,
            [
                Line(text, size, place == 0, COLOUR.second if 0 < place < titles else COLOUR.ink)
                for place, text in enumerate(shown)
            ],
            top=True,
            inset=(_INSET, _INSET),
        )
        shape.text_frame.margin_right = points(_INSET + whole[2] - frame[2])
        describe(shape, self._in_words(point))
        self._put_picture(slide, point, whole)

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
        return ". ".join([self.said(point.title) or self.says("touchpoint.untitled"), *self._details(point)])


def _cells(count: int) -> list[Frame]:
    """Where so many cards stand on a slide: beside each other, from the fourth on in two rows."""
    columns = count if count < 4 else -(-count // 2)
    rows = -(-count // max(1, columns))
    wide = (_WIDTH - 2 * _MARGIN - (columns - 1) * _BETWEEN) / max(1, columns)
    high = (_HEIGHT - _HEAD - _MARGIN - (rows - 1) * _BETWEEN) / max(1, rows)
    return [
        (_MARGIN + place % columns * (wide + _BETWEEN), _HEAD + place // columns * (high + _BETWEEN), wide, high)
        for place in range(count)
    ]


def _for_text(frame: Frame, pictured: bool) -> Frame:
    """The part of a card that its text has beside a picture."""
    x, y, wide, high = frame
    return (x, y, wide * (1 - _PICTURE), high) if pictured else frame


def _holds(lines: Sequence[str], frame: Frame, size: float) -> bool:
    """Whether a card holds these paragraphs at this size, in other fonts too."""
    space = (frame[2] - 2 * _INSET) / SPARE
    count = sum(len(break_lines(text, space, size, place == 0).lines) or 1 for place, text in enumerate(lines))
    return count * size * LEADING <= frame[3] - 2 * _INSET


def _without_clock(data: bytes) -> bytes:
    """The same package with fixed times in its directory."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            entry = zipfile.ZipInfo(info.filename, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(info.filename))
    return target.getvalue()
