"""All editions of a journey: which there are, in which formats, and how each is made. The one way from records to files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, NamedTuple

from journeymap.exporting.blocks import Look
from journeymap.exporting.cards import cards
from journeymap.exporting.characters import lacking
from journeymap.exporting.document import Document
from journeymap.exporting.interchange import DATA_FORMATS, data_file
from journeymap.exporting.paging import pages
from journeymap.exporting.palette import PALETTES
from journeymap.exporting.paper import FITTED, Paper
from journeymap.exporting.picture import picture
from journeymap.exporting.pictures import NO_PICTURES, CleanPictures
from journeymap.exporting.plan import Plan
from journeymap.exporting.poster import Notice, PosterOptions, poster
from journeymap.exporting.public import public_state, redacted_state
from journeymap.exporting.telling import EditionOptions, report, text_edition
from journeymap.exporting.tiles import tiles
from journeymap.exporting.wording import SMALLEST, Voice
from journeymap.model.document import State

FORMATS: dict[str, tuple[str, ...]] = {
    "poster": ("pdf", "png", "svg", "html"),
    "tiles": ("pdf",),
    "report": ("pdf", "html"),
    "text": ("pdf", "html"),
    "cards": ("pdf",),
    "slides": ("pptx",),
    "picture": ("png", "svg"),
    "data": DATA_FORMATS,
}
"""Edition → what it can be written as."""
EDITIONS = tuple(FORMATS)
Media = Mapping[str, bytes]
"""The pictures of a project: SHA-256 → the bytes of the file."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted: an edition, on which page, and whether for the public. `sheet` is the paper that tiles are cut to.

    `page.paper` is the poster's; the paper of report, text edition and cards. There a page as large as the map means A4.
    """

    edition: str = "poster"
    page: PosterOptions = field(default_factory=PosterOptions)
    public: bool = False
    sheet: str = "A4"
    redact: bool = False
    """Black out what looks like personal data; the public edition always does."""
    part: tuple[str, ...] = ()
    """The stages or touchpoints that a picture shows; the whole map where none are named."""


class Made(NamedTuple):
    """An edition before it is written: its pages, its text or what writes its slides. `fits` as in `Poster`.

    Of slides the pages are the map, to be looked at; how slides look is decided by the program that shows them.
    """

    plans: tuple[Plan, ...]
    notices: tuple[Notice, ...]
    keeps_promise: bool = True
    fits: str | None = None
    document: Callable[[], tuple[Look, Document]] | None = None
    slides: Callable[[], bytes] | None = None


class Export(NamedTuple):
    """A file's bytes and what is to be said about them."""

    data: bytes
    notices: tuple[Notice, ...]
    beside: tuple[tuple[str, bytes], ...] = ()
    """Files that belong beside it, by their names."""


def made(state: State, journey_id: str, wish: Wish, media: Media = NO_PICTURES) -> Made:
    """The pages of an edition. Raises KeyError for a journey that is not there, ValueError for an edition without pages.

    The pictures in `media` leave without their metadata.
    """
    state, said = cleaned(state, wish)
    found = _made(state, journey_id, wish, CleanPictures(media))
    return found._replace(notices=(*found.notices, *lacking(state, found.plans), *said))


def cleaned(state: State, wish: Wish) -> tuple[State, tuple[Notice, ...]]:
    """What of a project may be in the edition, and what was taken out for it."""
    if wish.public:
        state, counts = public_state(state)
        return state, tuple(_notice(f"print.left_out.{name}", n=number) for name, number in counts.items() if number)
    return (redacted_state(state) if wish.redact else state), ()


def export(state: State, journey_id: str, wish: Wish, to: str = "pdf", media: Media = NO_PICTURES) -> Export:
    """An edition of a journey as a file. Raises as `made`, and ValueError for a format the edition does not have."""
    if to not in FORMATS.get(wish.edition, ()):
        raise ValueError(f"no {to} of edition {wish.edition}")
    if wish.edition == "data":
        state, said = cleaned(state, wish)
        file = data_file(state, journey_id, to, wish.page.languages[0])
        return Export(file.data, (*file.notices, *said), file.beside)
    found = made(state, journey_id, wish_for(wish, to), media)
    return Export(written(found, to), found.notices)


def wish_for(wish: Wish, to: str) -> Wish:
    """The wish as a format allows it: on the screen a poster is as large as its type needs."""
    whole = wish.edition == "poster" and to == "html"
    return replace(wish, page=replace(wish.page, paper=FITTED)) if whole else wish


def export_poster(state: State, journey_id: str, options: PosterOptions, to: str = "pdf") -> Export:
    """The poster of a journey as a file."""
    return export(state, journey_id, Wish(page=options), to)


def written(found: Made, to: str) -> bytes:
    """The bytes of an edition. What writes them is imported only now: reportlab takes its time."""
    match to:
        case "pdf":
            from journeymap.exporting.pdf import pdf_bytes

            return pdf_bytes(found.plans)
        case "html" if found.document is not None:
            from journeymap.exporting.html import html_bytes

            return html_bytes(*found.document())
        case "pptx" if found.slides is not None:
            return found.slides()
        case "svg":
            from journeymap.exporting.svg import svg_bytes

            return svg_bytes(found.plans[0])
        case "png":
            from journeymap.exporting.png import png_bytes

            return png_bytes(found.plans[0])
    raise ValueError(f"unknown format: {to}")


def _made(state: State, journey_id: str, wish: Wish, media: Media) -> Made:
    page = wish.page
    look = _look(page)
    match wish.edition:
        case "poster":
            found = poster(state, journey_id, page, media)
            options = EditionOptions(page.languages, page.date)
            return Made(
                (found.plan,), found.notices, found.keeps_promise, found.fits,
                lambda: (look, text_edition(state, journey_id, options, found.plan)),
            )  # fmt: skip
        case "tiles":
            found = poster(state, journey_id, page, media)
            return Made(tuple(tiles(look, found.plan, wish.sheet)), found.notices, found.keeps_promise, found.fits)
        case "cards":
            set_cards = cards(state, journey_id, look, _paper(page), page.date, media)
            said = (_notice("print.cards_shortened", n=set_cards.shortened),) if set_cards.shortened else ()
            paged = _paged(set_cards.plans)
            return paged._replace(notices=(*paged.notices, *said))
        case "slides":
            plan = poster(state, journey_id, replace(page, paper=FITTED), media).plan
            return Made((plan,), (), slides=partial(_slides, state, journey_id, page, media))
        case "picture":
            return _paged([picture(state, journey_id, look, page, wish.part)])
        case "text":
            options = EditionOptions(page.languages, page.date)
            document = text_edition(state, journey_id, options)
            return _set(look, document, page)
        case "report":
            # The poster inside is large enough for its type: on screen it is zoomed, on paper it folds out.
            whole = poster(state, journey_id, replace(page, paper=FITTED), media)
            options = EditionOptions(page.languages, page.date)
            paged = _set(look, report(state, journey_id, options, look.palette, whole.plan, media), page)
            told = tuple(each for each in whole.notices if each.key == "print.too_small_at_all")
            return paged._replace(notices=(*paged.notices, *told), keeps_promise=whole.keeps_promise)
    raise ValueError(f"unknown edition: {wish.edition}")


def _slides(state: State, journey_id: str, page: PosterOptions, media: Media) -> bytes:
    from journeymap.exporting.slides import pptx_bytes

    return pptx_bytes(state, journey_id, page.languages, page.date, media)


def _look(page: PosterOptions) -> Look:
    voice = Voice(page.languages[0], page.languages[1] if len(page.languages) > 1 else None)
    return Look(voice, PALETTES[page.colours])


def _paper(page: PosterOptions) -> Paper:
    orientation = page.orientation if page.orientation in ("landscape", "portrait") else "portrait"
    return Paper("A4" if page.paper == FITTED else page.paper, orientation)


def _set(look: Look, document: Document, page: PosterOptions) -> Made:
    scale = max(1.0, page.smallest / SMALLEST)
    return _paged(pages(look, document, _paper(page).size, scale))._replace(document=lambda: (look, document))


def _paged(plans: list[Plan]) -> Made:
    return Made(tuple(plans), ())


def _notice(key: str, **values: Any) -> Notice:
    return Notice(key, tuple(sorted(values.items())))
