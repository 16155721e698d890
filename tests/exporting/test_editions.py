"""Tiles, cards, the public edition: what a person gets who prints, cuts, lays together or hands out."""

from __future__ import annotations

import page
import pypdfium2
import pytest
from PIL import Image, ImageChops

from journeymap.exporting import EDITIONS, FORMATS, PosterOptions, Wish, export, made
from journeymap.exporting.paper import MILLIMETRE
from journeymap.exporting.plan import Window
from journeymap.exporting.public import BLOCK
from journeymap.exporting.tiles import MARGIN, OVERLAP, name_of
from journeymap.model.document import Document, State
from journeymap.model.records import Comment, Note, Opportunity, Touchpoint
from journeymap.model.text import LocalText
from tests.exporting.pages import JOURNEY, journey, pdf_text, squeezed, text_faults, title_of

ZH = PosterOptions(languages=("zh",), date="2026-11-01")


PRINTED = [edition for edition in EDITIONS if "pdf" in FORMATS[edition]]


@pytest.mark.parametrize("edition", PRINTED)
def test_every_edition_is_a_valid_tagged_pdf_and_the_same_twice(edition: str) -> None:
    wish = Wish(edition, ZH)
    data = export(journey(9), JOURNEY, wish).data
    assert data == export(journey(9), JOURNEY, wish).data
    found = page.validate_pdf_bytes(data, profile=page.ValidationProfile.PDF_UA_1)
    assert list(found.failures) == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_format_that_an_edition_does_not_have_is_refused(edition: str) -> None:
    for to in {"pdf", "png", "svg", "html", "pptx", "docx", "xlsx"} - set(FORMATS[edition]):
        with pytest.raises(ValueError, match=to):
            export(journey(2), JOURNEY, Wish(edition, ZH), to)


def test_an_unknown_journey_is_a_key_error_in_every_edition() -> None:
    for edition in EDITIONS:
        with pytest.raises(KeyError):
            export(journey(2), "gone", Wish(edition, ZH), FORMATS[edition][-1])


def _pictures(data: bytes, scale: float) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(data)
    try:
        return [sheet.render(scale=scale).to_pil().convert("L") for sheet in document]
    finally:
        document.close()


def test_tiles_laid_over_each_other_are_the_poster() -> None:
    wish = Wish("tiles", PosterOptions("A3", "landscape", ("zh",)))
    state = journey(24)
    whole = _pictures(export(state, JOURNEY, Wish("poster", wish.page)).data, 1.0)[0]
    found = made(state, JOURNEY, wish)
    sheets = _pictures(export(state, JOURNEY, wish).data, 1.0)
    laid = Image.new("L", whole.size, 255)
    for plan, picture in list(zip(found.plans, sheets, strict=True))[1:]:
        window = next(mark for mark in plan.marks if isinstance(mark, Window))
        box = (window.x, window.y, window.x + window.width, window.y + window.height)
        laid.paste(picture.crop(tuple(round(edge) for edge in box)), (round(window.left), round(window.top)))
    # Half a point of rounding at each edge shifts thin lines; texts and cards must be where they were.
    difference = ImageChops.difference(laid.resize((300, 210)), whole.resize((300, 210)))
    histogram = difference.histogram()
    assert sum(histogram[60:]) < 300 * 210 * 0.01


def test_tiles_overlap_stay_off_the_edge_of_the_sheet_and_are_named_like_a_town_map() -> None:
    plans = made(journey(24), JOURNEY, Wish("tiles", PosterOptions("A1", "landscape", ("en",)))).plans
    windows = [next(mark for mark in plan.marks if isinstance(mark, Window)) for plan in plans[1:]]
    first, second = windows[:2]
    assert first.left + first.width - second.left == pytest.approx(OVERLAP, abs=0.01)
    for plan, window in zip(plans[1:], windows, strict=True):
        assert (
            min(window.x, window.y, plan.width - window.x - window.width, plan.height - window.y - window.height)
            >= MARGIN - 0.01
        )
        assert {round(plan.width / MILLIMETRE), round(plan.height / MILLIMETRE)} == {210, 297}
        assert text_faults(plan) == []
    names = [next(text.text for text in plan.texts) for plan in plans[1:]]
    assert [name.split()[1] for name in names[:2]] == ["A1", "A2"]
    assert len({name.split()[1] for name in names}) == len(names)
    assert [name_of(0, row) for row in (0, 25, 26)] == ["A1", "Z1", "AA1"]


def test_every_touchpoint_and_opportunity_has_a_card_with_a_code() -> None:
    state = journey(24)
    plans = made(state, JOURNEY, Wish("cards", PosterOptions("A4", languages=("zh",)))).plans
    said = squeezed("".join(text.text for plan in plans for text in plan.texts))
    assert [
        place for place in range(24) if f"T{place + 1}" not in said or squeezed(title_of(place)["zh"]) not in said
    ] == []
    assert "V1" in said
    assert [fault for plan in plans for fault in text_faults(plan)] == []


def test_a_journey_without_touchpoints_says_so_on_its_card_page() -> None:
    found = made(journey(0), JOURNEY, Wish("cards", PosterOptions("A4", languages=("en",))))
    assert "no touchpoints" in " ".join(text.text for plan in found.plans for text in plan.texts)


def _with_secrets() -> State:
    state = journey(6)
    records = {record.id: record for record in state}
    point = records["t1"]
    assert isinstance(point, Touchpoint)
    opportunity = next(record for record in records.values() if isinstance(record, Opportunity))
    records["t1"] = point.model_copy(update={"description": LocalText(zh="请找王女士，电话 13812345678。")})
    records[opportunity.id] = opportunity.model_copy(update={"owner": "Secretowner"})
    records["c"] = Comment(id="c", subject_id="t1", text=LocalText(zh="内部评论"))
    records["n"] = Note(id="n", journey_id=JOURNEY, text=LocalText(zh="内部便签"))
    return Document(records.values()).state


@pytest.mark.parametrize("edition", PRINTED)
def test_the_public_edition_holds_no_secret_and_says_what_was_left_out(edition: str) -> None:
    found = export(_with_secrets(), JOURNEY, Wish(edition, ZH, public=True))
    document = pypdfium2.PdfDocument(found.data)
    said = "".join(sheet.get_textpage().get_text_range() for sheet in document)
    document.close()
    for secret in ("13812345678", "王女士，电", "Secretowner", "内部评论", "内部便签"):
        assert secret not in said
        assert secret.encode() not in found.data
    told = {notice.key: dict(notice.values)["n"] for notice in found.notices}
    assert told["print.left_out.notes"] == 2
    assert told["print.left_out.owners"] == 1
    assert told["print.left_out.personal"] >= 2


def test_the_internal_edition_keeps_everything_and_black_bars_are_printed() -> None:
    inside = pypdfium2.PdfDocument(export(_with_secrets(), JOURNEY, Wish("text", ZH)).data)
    outside = pypdfium2.PdfDocument(export(_with_secrets(), JOURNEY, Wish("text", ZH, public=True)).data)
    try:
        assert any("13812345678" in sheet.get_textpage().get_text_range() for sheet in inside)
        assert any(BLOCK * 11 in squeezed(sheet.get_textpage().get_text_range()) for sheet in outside)
    finally:
        inside.close()
        outside.close()


def test_journeys_of_a_public_project_keep_their_titles() -> None:
    data = export(_with_secrets(), JOURNEY, Wish("poster", ZH, public=True)).data
    assert squeezed("搬家“一件事”") in pdf_text(data)
