"""The files that leave the program: PDFs with embedded fonts and honest metadata, well-formed SVG, pictures."""

from __future__ import annotations

import io
from xml.etree import ElementTree

import pytest
from PIL import Image
from pypdf import PdfReader

from journeymap.exporting import FORMATS, PosterOptions, export_poster
from journeymap.exporting.pdf.fonts import character_map
from journeymap.model.records import Journey
from journeymap.model.text import LocalText
from tests.exporting.pages import JOURNEY, journey, pdf_text, squeezed, title_of

OPTIONS = PosterOptions("A3", languages=("zh",), date="2026-11-22")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("to", FORMATS["poster"])
def test_the_same_journey_gives_the_same_bytes(to: str) -> None:
    assert export_poster(journey(7), JOURNEY, OPTIONS, to).data == export_poster(journey(7), JOURNEY, OPTIONS, to).data


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="docx"):
        export_poster(journey(1), JOURNEY, OPTIONS, "docx")


def test_all_fonts_are_embedded_subsets_and_the_file_is_small() -> None:
    data = export_poster(journey(24), JOURNEY, OPTIONS).data
    assert len(data) < 400_000
    fonts = PdfReader(io.BytesIO(data)).pages[0]["/Resources"]["/Font"]
    assert len(fonts) >= 2
    for font in fonts.values():
        font = font.get_object()
        assert font["/BaseFont"][7:8] == "+"
        assert "JourneymapSansSC" in font["/BaseFont"]
        assert "/FontFile2" in font["/FontDescriptor"]
        assert "/ToUnicode" in font


def test_title_language_and_date_are_told_and_nothing_of_the_computer() -> None:
    data = export_poster(journey(3), JOURNEY, OPTIONS).data
    reader = PdfReader(io.BytesIO(data))
    assert reader.metadata is not None
    assert reader.metadata.title == "搬家“一件事”"
    assert reader.metadata.author == "市政务中心"
    assert reader.metadata.subject == "民众旅程图"
    assert str(reader.metadata.creation_date_raw).startswith("D:20261122")
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"
    assert [entry.title for entry in _flat(reader.outline)][:2] == ["搬家“一件事”", "1 阶段1"]


def test_the_map_is_a_figure_with_its_text_in_words() -> None:
    root = PdfReader(io.BytesIO(export_poster(journey(3), JOURNEY, OPTIONS).data)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    document = root["/StructTreeRoot"]["/K"][0].get_object()
    figure = document["/K"][0].get_object()
    assert figure["/S"] == "/Figure"
    assert "第000步办理 → 第001步办理" in figure["/Alt"]


def _flat(outline: list) -> list:  # type: ignore[type-arg]
    return [each for entry in outline for each in (_flat(entry) if isinstance(entry, list) else [entry])]


@pytest.mark.parametrize(
    "text",
    [
        "a) Tj ET (",
        "\\\\(((",
        "<para>x</para>",
        "<img src='file:///etc/passwd'/>",
        "%PDF-1.4",
        "javascript:alert(1)",
        "&amp;<&>",
    ],
)
def test_texts_are_shown_literally_and_cannot_become_anything_else(text: str) -> None:
    state = journey(3, titles={1: LocalText(zh=text)})
    data = export_poster(state, JOURNEY, OPTIONS).data
    assert squeezed(text) in pdf_text(data)
    page = PdfReader(io.BytesIO(data)).pages[0]
    assert "/Annots" not in page
    assert not any(name in data for name in (b"/JavaScript", b"/Launch", b"/URI", b"/OpenAction"))
    root = ElementTree.fromstring(export_poster(state, JOURNEY, OPTIONS, "svg").data)
    shown = "".join(node.text or "" for node in root.iter(f"{SVG}text"))
    assert squeezed(text) in squeezed(shown)
    assert not any(node.tag.endswith(("script", "image", "a")) for node in root.iter())


def test_svg_holds_all_texts_at_their_measured_widths() -> None:
    root = ElementTree.fromstring(export_poster(journey(7), JOURNEY, OPTIONS, "svg").data)
    texts = list(root.iter(f"{SVG}text"))
    shown = squeezed("".join(node.text or "" for node in texts))
    assert all(squeezed(title_of(place)["zh"]) in shown for place in range(7))
    assert all(float(node.get("textLength", "0")) > 0 for node in texts)
    assert root.find(f"{SVG}title").text == "搬家“一件事”"  # type: ignore[union-attr]
    defined = {node.get("id") for node in root.find(f"{SVG}defs")}  # type: ignore[union-attr]
    assert {node.get("href", "").removeprefix("#") for node in root.iter(f"{SVG}use")} <= defined


def test_png_shows_something_everywhere() -> None:
    picture = Image.open(io.BytesIO(export_poster(journey(24), JOURNEY, OPTIONS, "png").data)).convert("L")
    assert picture.width > 2000
    for left in range(4):
        part = picture.crop((left * picture.width // 4, 0, (left + 1) * picture.width // 4, picture.height))
        dark = sum(part.histogram()[:128])
        assert dark > 500


def test_character_maps_carry_every_plane_and_no_zero() -> None:
    told = character_map("F", [0, ord("办"), ord("😀")])
    assert "<01> <529E>" in told
    assert "<02> <D83DDE00>" in told
    assert "<00> <0000>" not in told


def test_a_journey_without_a_title_still_has_a_name() -> None:
    state = journey(2)
    untitled = type(state)([each if each.id != JOURNEY else Journey(id=JOURNEY) for each in state])
    assert "未命名旅程" in pdf_text(export_poster(untitled, JOURNEY, OPTIONS).data)
