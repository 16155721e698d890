"""Cards to cut out for workshops on paper: one for each touchpoint with room to write on, one for each opportunity to vote on.

Each has a short code (T7, V3), so that what is written on paper finds its way back to the map.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from journeymap.exporting.blocks import Look
from journeymap.exporting.content import Shot
from journeymap.exporting.paper import MILLIMETRE, Paper
from journeymap.exporting.pictures import NO_PICTURES
from journeymap.exporting.plan import Element, Plan, Sheet, line_height
from journeymap.exporting.signs import channel_icon, face
from journeymap.exporting.storyboard import shot
from journeymap.exporting.wording import SMALL, SMALLEST, STRONG, Style, Wrapped, set_lines
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Journey, Opportunity, Touchpoint
from journeymap.model.text import EMPTY, LocalText

MARGIN = 10 * MILLIMETRE
_WIDE, _HIGH = 90 * MILLIMETRE, 64 * MILLIMETRE
_PAD = 10.0
_TITLES = tuple(Style(size, True) for size in (12, 11, 10, SMALLEST))
"""A long title is set smaller, as far as the smallest type goes."""
_CODE = Style(15, True)
_DOTS = 8
_PICTURE = 84.0
"""How wide a picture may be beside a title."""
_LINES = 3


@dataclass(frozen=True, slots=True)
class _Card:
    code: str
    title: LocalText
    note: LocalText
    words: str
    foot: float
    """Where its lower part begins, from the top of the card."""
    draw: Callable[[Sheet], None]
    """Draws its lower part."""
    shot: Shot | None = None


class Cards(NamedTuple):
    """Pages of cards, and how many texts had to be shortened on them."""

    plans: list[Plan]
    shortened: int


def cards(
    state: State,
    journey_id: str,
    look: Look,
    paper: Paper,
    date: str = "",
    pictures: Mapping[str, bytes] = NO_PICTURES,
) -> Cards:
    """The cards of a journey on as many pages as they need. Raises KeyError if there is no such journey."""
    journey = state.get(Journey, journey_id)
    if journey is None:
        raise KeyError(journey_id)
    found = [*_touchpoint_cards(state, journey_id, look, pictures), *_vote_cards(state, journey_id, look)]
    width, height = paper.size
    columns = max(1, int((width - 2 * MARGIN) // _WIDE))
    rows = max(1, int((height - 2 * MARGIN) // _HIGH))
    pages = [found[start : start + columns * rows] for start in range(0, len(found), columns * rows)] or [[]]
    first = look.voice.first
    title = journey.title.shown_in(first) or look.voice.says("print.untitled").shown_in(first)
    author = queries.project(state).organization.shown_in(first)
    subject = look.voice.says("print.cards").shown_in(first)
    plans, shortened = [], 0
    for page in pages:
        sheet, cut = _page(look, page, columns)
        shortened += cut
        plans.append(
            Plan(width, height, tuple(sheet.marks), f"{title}: {subject}", first, author, subject, (subject,), date)
        )
    return Cards(plans, shortened)


def _page(look: Look, page: Sequence[_Card], columns: int) -> tuple[Sheet, int]:
    sheet, shortened = Sheet(), 0
    if not page:
        sheet.open(Element("P"))
        words = look.voice.wrap(look.voice.says("print.no_cards"), 400, STRONG)
        set_lines(sheet, look.palette, words, MARGIN, MARGIN, 400)
        sheet.close()
    for place, card in enumerate(page):
        x, y = MARGIN + place % columns * _WIDE, MARGIN + place // columns * _HIGH
        sheet.line(
            [(x, y), (x + _WIDE, y), (x + _WIDE, y + _HIGH), (x, y + _HIGH), (x, y)],
            look.palette.strong_line,
            0.5,
            dash=(3, 3),
        )
        shortened += _draw(look, sheet.at(x, y), card)
    return sheet, shortened


def _draw(look: Look, sheet: Sheet, card: _Card) -> int:
    """Draw a card; returns how many of its texts were shortened."""
    palette, room = look.palette, _WIDE - 2 * _PAD
    sheet.open(Element("H1"))
    sheet.text(_PAD, _PAD + 14, card.code, _CODE.size, palette.accent, space=44, bold=True)
    note = look.voice.wrap(card.note, room, SMALL, 1)
    high = card.foot - _PAD - note.height - 2
    title, space, beside = _title(look, card.title, room - 48, high), room - 48, None
    if card.shot is not None:
        width = min(_PICTURE, high * card.shot.ratio)
        narrow = _title(look, card.title, space - width - 8, high)
        if not narrow.shortened:
            title, space, beside = narrow, space - width - 8, card.shot
    top = _PAD + set_lines(sheet, palette, title, _PAD + 48, _PAD, space)
    sheet.close()
    if beside is not None:
        _draw_picture(sheet, look, beside, _PAD + 48 + space + 8, room - 56 - space)
    sheet.open(Element("P"))
    set_lines(sheet, palette, note, _PAD, min(max(top, _PAD + 36) + 2, card.foot - note.height), room)
    sheet.close()
    figure = Element("Figure", card.words)
    sheet.place(figure, 0, card.foot, _WIDE, _HIGH - card.foot)
    sheet.open(figure)
    card.draw(sheet)
    sheet.close()
    return title.shortened + note.shortened


def _draw_picture(sheet: Sheet, look: Look, beside: Shot, x: float, width: float) -> None:
    """The picture of a touchpoint in the upper right corner of its card."""
    high = width / beside.ratio
    figure = Element("Figure", (beside.words or look.voice.says("record.media")).shown_in(look.voice.first))
    sheet.place(figure, x, _PAD, width, high)
    sheet.open(figure)
    sheet.picture(x, _PAD, width, high, beside.data, beside.mime)
    sheet.box(x, _PAD, width, high, stroke=look.palette.card_line, stroke_width=0.5)
    sheet.close()


def _title(look: Look, text: LocalText, room: float, high: float) -> Wrapped:
    """A title as large as its place allows; shortened only where the smallest type is too large."""
    wrapped = [look.voice.wrap(text, room, style) for style in _TITLES]
    whole = next((each for each in wrapped if each.height <= high), None)
    if whole is not None:
        return whole
    languages = len(look.voice.languages)
    lines = max(1, int(high / line_height(SMALLEST)) // languages)
    return look.voice.wrap(text, room, _TITLES[-1], lines)


def _touchpoint_cards(state: State, journey_id: str, look: Look, pictures: Mapping[str, bytes]) -> Iterator[_Card]:
    voice = look.voice
    titles = {stage.id: stage.title for stage in queries.stages(state, journey_id)}
    for number, point in enumerate(queries.touchpoints(state, journey_id), 1):
        stage = titles.get(point.stage_id, EMPTY)
        channel = voice.token("channel", point.channel) if point.channel else EMPTY
        note = voice.made(_joined(stage, channel))
        words = voice.says("print.card_alternative").shown_in(voice.first)
        title = point.title or voice.says("touchpoint.untitled")
        picture = shot(state, point.media_id, pictures, number)
        yield _Card(f"T{number}", title, note, words, _HIGH / 2 - 8, _faces_and_lines(look, point), picture)


def _joined(*texts: LocalText) -> Callable[[str], str]:
    return lambda language: " · ".join(filter(None, (text.shown_in(language) for text in texts)))


def _faces_and_lines(look: Look, point: Touchpoint) -> Callable[[Sheet], None]:
    """Five faces to tick and lines to write on."""

    def draw(sheet: Sheet) -> None:
        palette = look.palette
        top = _HIGH / 2 + 4
        for place, emotion in enumerate(range(-2, 3)):
            face(sheet, palette, emotion, _PAD + 9 + place * 34, top, 18)
            sheet.box(_PAD + 20 + place * 34, top - 4, 8, 8, radius=1.5, stroke=palette.strong_line, stroke_width=0.7)
        if point.channel:
            sheet.icon(_WIDE - _PAD - 14, top - 7, 14, channel_icon(point.channel), palette.second)
        for line in range(_LINES):
            y = _HIGH - _PAD - line * 20
            sheet.line([(_PAD, y), (_WIDE - _PAD, y)], palette.line, 0.6)

    return draw


def _vote_cards(state: State, journey_id: str, look: Look) -> Iterator[_Card]:
    voice = look.voice
    for number, each in enumerate(queries.journey_opportunities(state, journey_id), 1):
        words = voice.says("print.vote_alternative", n=_DOTS).shown_in(voice.first)
        kind = voice.token("opportunity_kind", each.kind)
        yield _Card(f"V{number}", each.text, kind, words, _HIGH - _PAD - 34, _dots(look, each))


def _dots(look: Look, each: Opportunity) -> Callable[[Sheet], None]:
    """Rings to put dots into."""

    def draw(sheet: Sheet) -> None:
        colour = look.palette.surprise if each.kind == "surprise" else look.palette.strong_line
        for place in range(_DOTS):
            sheet.box(_PAD + place * 29, _HIGH - _PAD - 26, 22, 22, radius=11, stroke=colour, stroke_width=1)

    return draw
