"""Pictures in the report: shown where their bytes are, described to who cannot see them, told in words elsewhere."""

from __future__ import annotations

import hashlib
import io

import page
import pypdfium2
import pytest
from PIL import Image

from journeymap.edit import pictures
from journeymap.exporting import PosterOptions, Wish, export, made, written
from journeymap.exporting.plan import Element, Open, Picture
from journeymap.model import queries
from journeymap.model.changes import Label, Set
from journeymap.model.document import Document
from journeymap.model.records import Media
from journeymap.model.text import LocalText
from journeymap.session import Session

RED = (200, 30, 40)
A4 = PosterOptions("A4", "portrait", languages=("en",), date="2026-11-01")


def photo(kind: str, mode: str = "RGB") -> bytes:
    target = io.BytesIO()
    Image.new(mode, (300, 200), RED if mode == "RGB" else (*RED, 128)).save(target, kind)
    return target.getvalue()


def journey(data: bytes, mime: str) -> tuple[Document, str, dict[str, bytes]]:
    """A journey of two touchpoints and a persona that share a picture."""
    document = Session.new("counter_visit", ("en", "zh")).document
    journey_id = queries.journeys(document.state)[0].id
    ids = [each.id for each in queries.touchpoints(document.state, journey_id)][:2]
    sha256 = hashlib.sha256(data).hexdigest()
    document.apply(pictures.attach(document.state, ids, sha256, mime, "queue.jpg"), Label.of("add_picture"))
    media = document.state.all(Media)[0]
    words = LocalText(en="A queue in front of two counters", zh="两个窗口前排着队")
    document.apply([Set(media.id, "alternative_text", words)], Label.of("set_field"))
    return document, journey_id, {sha256: data}


@pytest.mark.parametrize(
    ("kind", "mime", "mode"),
    [
        ("JPEG", "image/jpeg", "RGB"),
        ("PNG", "image/png", "RGB"),
        ("PNG", "image/png", "RGBA"),
        ("WEBP", "image/webp", "RGB"),
    ],
)
def test_the_report_shows_pictures_with_their_words(kind: str, mime: str, mode: str) -> None:
    document, journey_id, media = journey(photo(kind, mode), mime)
    found = made(document.state, journey_id, Wish("report", A4), media)
    everywhere = [(plan, mark) for plan in found.plans for mark in plan.marks if isinstance(mark, Picture)]
    marks = [each for each in everywhere if each[0].width == found.plans[0].width]
    assert len(marks) == 2
    assert len(everywhere) == 4, "the map in the report shows them too"
    for plan, mark in marks:
        assert abs(mark.width / mark.height - 1.5) < 0.01
        assert mark.x >= 0 and mark.x + mark.width <= plan.width and mark.y + mark.height <= plan.height
    figures = {
        mark.element.alternative for plan in found.plans for mark in plan.marks
        if isinstance(mark, Open) and isinstance(mark.element, Element) and mark.element.kind == "Figure"
    }  # fmt: skip
    assert "A queue in front of two counters" in figures
    pdf = written(found, "pdf")
    assert pdf == export(document.state, journey_id, Wish("report", A4), "pdf", media).data
    number = found.plans.index(marks[0][0])
    sheet = pypdfium2.PdfDocument(pdf)[number].render().to_pil().convert("RGB")
    middle = (round(marks[0][1].x + marks[0][1].width / 2), round(marks[0][1].y + marks[0][1].height / 2))
    red, green, blue = sheet.getpixel(middle)
    assert red > 180 and green < 160 and blue < 160
    if mode == "RGB":
        assert (green, blue) < (60, 60)


def test_the_report_stays_accessible_with_pictures() -> None:
    document, journey_id, media = journey(photo("JPEG"), "image/jpeg")
    pdf = export(document.state, journey_id, Wish("report", A4), "pdf", media).data
    html = export(document.state, journey_id, Wish("report", A4), "html", media).data.decode()
    found = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
    assert list(found.failures) == []
    assert "data:image/jpeg;base64," in html and "A queue in front of two counters" in html


def test_a_picture_that_is_lost_or_damaged_is_told_in_words() -> None:
    document, journey_id, media = journey(photo("PNG"), "image/png")
    broken = {sha256: data[:50] for sha256, data in media.items()}
    for held in ({}, broken, dict.fromkeys(media, b"<svg/>")):
        found = made(document.state, journey_id, Wish("report", A4), held)
        assert not [mark for plan in found.plans for mark in plan.marks if isinstance(mark, Picture)]
        assert any("A queue in front" in text.text for plan in found.plans for text in plan.texts)
    text = made(document.state, journey_id, Wish("text", A4), media)
    assert not [mark for plan in text.plans for mark in plan.marks if isinstance(mark, Picture)]
