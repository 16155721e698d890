"""The text edition and the report: whole, in place, and readable to whoever cannot see the page."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import page
import pypdf
import pypdfium2
import pytest

from journeymap.exporting import PosterOptions, Wish, export, made, poster
from journeymap.exporting.blocks import Look
from journeymap.exporting.document import Bullets, Contents, Document, Link, Paragraph, Section, Table
from journeymap.exporting.html import html_bytes
from journeymap.exporting.paging import pages
from journeymap.exporting.palette import COLOUR
from journeymap.exporting.paper import Paper
from journeymap.exporting.pdf import pdf_bytes
from journeymap.exporting.plan import Close, Element, Open, Plan
from journeymap.exporting.telling import EditionOptions, report, text_edition
from journeymap.exporting.wording import SMALLEST, Voice
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import ModelLink
from journeymap.model.text import EMPTY, LocalText
from journeymap.resources import samples
from journeymap.session import Session
from tests.exporting.documents import all_heard, heard, texts_of
from tests.exporting.pages import JOURNEY, journey, squeezed, text_faults

LANGUAGES = (("zh",), ("en",), ("en", "zh"))
A4 = Paper("A4", "portrait").size


def _edition(state: State, journey_id: str, name: str, languages: tuple[str, ...]) -> tuple[Look, Document]:
    options = EditionOptions(languages, "2026-11-01")
    look = Look(Voice(*languages), COLOUR)
    if name == "text":
        return look, text_edition(state, journey_id, options)
    plan = poster(state, journey_id, PosterOptions("A3", languages=languages, date="2026-11-01")).plan
    if name == "map":
        return look, text_edition(state, journey_id, options, plan)
    return look, report(state, journey_id, options, COLOUR, plan)


def _sample(place: int) -> tuple[State, str]:
    state = Session.open_copy(samples()[place]).state
    return state, queries.journeys(state)[0].id


def _paged(plans: list[Plan]) -> list[Plan]:
    """The pages of running text: the poster inside has tests of its own."""
    return [plan for plan in plans if (plan.width, plan.height) == (plans[0].width, plans[0].height)]


@pytest.mark.parametrize("languages", LANGUAGES, ids="-".join)
@pytest.mark.parametrize("name", ["text", "report"])
def test_every_text_of_the_journey_is_read_in_order_on_pages_without_faults(
    name: str, languages: tuple[str, ...]
) -> None:
    state, journey_id = _sample(0)
    look, document = _edition(state, journey_id, name, languages)
    plans = pages(look, document, A4)
    said = all_heard(plans)
    missing = [
        (record.kind_name, field, text)
        for record, field, text in texts_of(state, journey_id, languages[0])
        if text not in said
    ]
    assert missing == []
    running = _paged(plans)
    assert [fault for plan in running for fault in text_faults(plan)] == []
    assert min(plan.smallest_type for plan in running) >= SMALLEST


@pytest.mark.parametrize("paper", ["A4", "A3", "Letter", "A0"])
@pytest.mark.parametrize("count", [2, 60])
def test_any_paper_holds_journeys_with_the_longest_words(paper: str, count: int) -> None:
    long = {
        place: LocalText(
            en=f"Donaudampfschifffahrts{'gesellschafts' * 9}kapitän {place}",
            zh=f"第{place}步" + "（须本人到场，委托无效）" * 6,
        )
        for place in range(count)
    }
    look, document = _edition(journey(count, titles=long), JOURNEY, "text", ("zh", "en"))
    plans = pages(look, document, Paper(paper, "portrait").size)
    said = all_heard(plans)
    assert [
        title for title in long.values() if squeezed(title["zh"]) not in said or squeezed(title["en"]) not in said
    ] == []
    assert [fault for plan in plans for fault in text_faults(plan)] == []


@pytest.mark.parametrize("place", range(len(samples())))
@pytest.mark.parametrize("name", ["text", "report"])
def test_a_validator_finds_no_failure_of_pdf_ua(name: str, place: int) -> None:
    look, document = _edition(*_sample(place), name, LANGUAGES[place % 3])
    found = page.validate_pdf_bytes(pdf_bytes(pages(look, document, A4)), profile=page.ValidationProfile.PDF_UA_1)
    assert list(found.failures) == []
    assert found.is_compliant


def test_the_poster_meets_pdf_ua_too_and_a_broken_one_does_not() -> None:
    state, journey_id = _sample(0)
    data = pdf_bytes([poster(state, journey_id, PosterOptions("A1")).plan])
    profile = page.ValidationProfile.PDF_UA_1
    assert page.validate_pdf_bytes(data, profile=profile).is_compliant
    assert not page.validate_pdf_bytes(data.replace(b"/MarkInfo", b"/MarkNone"), profile=profile).is_compliant


def _document(*sections: Section, opening: tuple[Contents, ...] = ()) -> Document:
    return Document(LocalText(en="Title"), LocalText(en="Subtitle"), sections, opening=opening)


def _text(words: str) -> LocalText:
    return LocalText(en=words)


LOOK = Look(Voice("en"), COLOUR)


def _kinds(plans: list[Plan]) -> list[str]:
    seen: set[Element] = set()
    kinds = []
    for plan in plans:
        for mark in plan.marks:
            if isinstance(mark, Open) and mark.element not in seen and mark.element.kind != "Artifact":
                seen.add(mark.element)
                kinds.append(mark.element.kind)
    return kinds


def test_structure_follows_what_is_read() -> None:
    table = Table(_text("Facts"), (_text("Name"), _text("Value")), ((_text("Fee"), _text("12")),))
    inner = Section(_text("Inner"), (Bullets((_text("one"), Link(_text("two"), "outer"))),))
    plans = pages(LOOK, _document(Section(_text("Outer"), (table,), (inner,), key="outer")), A4)
    assert _kinds(plans) == [
        "H1", "P", "Sect", "H2", "Table", "Caption", "TR", "TH", "TH", "TR", "TH", "TD",
        "Sect", "H3", "L", "LI", "Lbl", "LBody", "LI", "Lbl", "LBody", "Link",
    ]  # fmt: skip


def test_every_open_element_is_closed_on_its_page() -> None:
    look, document = _edition(*_sample(0), "report", ("zh",))
    for plan in pages(look, document, A4):
        opens = sum(isinstance(mark, Open) for mark in plan.marks)
        assert opens == sum(isinstance(mark, Close) for mark in plan.marks)


def test_a_table_over_pages_repeats_its_head_for_the_eye_and_stays_one_table_to_the_ear() -> None:
    rows = tuple((_text(f"Row {number}"), _text("word " * 40)) for number in range(60))
    plans = pages(
        LOOK, _document(Section(_text("Long"), (Table(_text("All"), (_text("Name"), _text("Text")), rows),))), A4
    )
    assert len(plans) > 3
    for plan in plans:
        assert sum(text.text == "Name" for text in plan.texts) == 1
    tables = [element for element in heard(plans) if element.kind == "Table"]
    assert len(tables) == 1
    assert heard(plans)[tables[0]].count("Name") == 1


def test_a_whole_section_is_not_broken_and_one_longer_than_a_page_is_told_in_full() -> None:
    short = [Section(_text(f"Part {number}"), (Paragraph(_text("word " * 300)),), whole=True) for number in range(7)]
    plans = pages(LOOK, _document(*short), A4)
    for number in range(7):
        inside = [plan for plan in plans if any(text.text == f"Part {number}" and text.bold for text in plan.texts)]
        assert len(inside) == 1
    endless = Section(
        _text("Endless"), (Paragraph(_text("word " * 3000)), Paragraph(_text("word " * 3000))), whole=True
    )
    plans = pages(LOOK, _document(endless), A4)
    assert all_heard(plans).count("word") >= 6000
    assert [fault for plan in plans for fault in text_faults(plan)] == []


def test_a_row_higher_than_a_page_is_broken_and_nothing_of_it_lost() -> None:
    table = Table(_text("T"), (), ((_text("Name"), _text("word " * 3900)),))
    plans = pages(LOOK, _document(Section(_text("S"), (table,))), A4)
    cells = [text for element, text in heard(plans).items() if element.kind == "TD"]
    assert cells == ["word" * 3900]
    assert [fault for plan in plans for fault in text_faults(plan)] == []


def test_contents_lead_to_the_pages_they_name() -> None:
    sections = [
        Section(_text(f"Chapter {number}"), (Paragraph(_text("word " * 200)),), new_page=True) for number in range(1, 5)
    ]
    data = pdf_bytes(pages(LOOK, _document(*sections, opening=(Contents(),)), A4))
    document = pypdfium2.PdfDocument(data)
    try:
        outline = [(item.get_title(), item.get_dest().get_index()) for item in document.get_toc()]
        listed = document[0].get_textpage().get_text_range()
    finally:
        document.close()
    assert outline == [(f"Chapter {number}", number) for number in range(1, 5)]
    assert squeezed("Chapter 1 2 Chapter 2 3 Chapter 3 4 Chapter 4 5") in squeezed(listed)


def test_the_same_journey_gives_the_same_bytes() -> None:
    state, journey_id = _sample(1)
    made = [_edition(state, journey_id, "text", ("zh",)) for _ in range(2)]
    assert len({pdf_bytes(pages(*each, A4)) for each in made}) == 1
    assert len({html_bytes(*each) for each in made}) == 1


class _Reader(HTMLParser):
    """Collects what a browser would make of the file."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.outside: list[str] = []
        self.text = ""
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in ("meta", "br", "input"):
            self.open.append(tag)
        values = dict(attrs)
        if values.get("id"):
            self.ids.append(values["id"] or "")
        if tag == "a":
            self.links.append(values.get("href") or "")
        for name in ("src", "href"):
            if tag != "a" and values.get(name) and not (values[name] or "").startswith("#"):
                self.outside.append(values[name] or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("name", ["text", "report", "map"])
def test_html_is_whole_by_itself_and_its_links_lead_somewhere(name: str) -> None:
    state, journey_id = _sample(0)
    look, document = _edition(state, journey_id, name, ("zh",))
    reader = _Reader()
    reader.feed(html_bytes(look, document).decode())
    assert reader.open == []
    assert reader.outside == []
    assert len(set(reader.ids)) == len(reader.ids)
    assert [link for link in reader.links if link.startswith("#") and link[1:] not in reader.ids] == []
    assert reader.tags.count("h1") == 1
    said = squeezed(reader.text)
    assert [text for _, _, text in texts_of(state, journey_id, "zh") if text not in said] == []


def test_the_map_page_is_found_by_its_name_and_its_words_and_forbids_what_is_foreign() -> None:
    """What is shared by mail: the map with a name and its words, ways to come nearer, the whole text below, and a policy."""
    data = export(
        journey(9), JOURNEY, Wish("poster", PosterOptions("A4", languages=("zh", "en"))), "html"
    ).data.decode()
    picture = re.search(r"<svg[^>]*>.*?</svg>", data, re.DOTALL)
    assert picture is not None
    named = {name: re.search(rf'{name}="([^"]*)"', picture[0])[1] for name in ("aria-labelledby", "aria-describedby")}  # type: ignore[index]
    assert f'<title id="{named["aria-labelledby"]}">搬家“一件事”</title>' in picture[0]
    assert re.search(rf'<desc id="{named["aria-describedby"]}">[^<]*阶段 1“阶段1”：', picture[0])
    style = re.search(r"<style>(.*?)</style>", data, re.DOTALL)[1]  # type: ignore[index]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:;" in data
    assert data.count('type="radio"') == 3
    assert data.index("<svg") < data.index('id="about"') < data.rindex("痛点0：周一排队95分钟")


_AXE = os.environ.get("JOURNEYMAP_AXE", "")


@pytest.mark.skipif(
    not _AXE or shutil.which("chromedriver") is None, reason="needs JOURNEYMAP_AXE=axe.min.js and chromedriver"
)
@pytest.mark.parametrize("edition", ["poster", "report", "text"])
def test_a_browser_finds_no_barrier(edition: str, tmp_path: Path) -> None:
    state, journey_id = _sample(0)
    page = tmp_path / "journey.html"
    page.write_bytes(export(state, journey_id, Wish(edition, PosterOptions(languages=("en", "zh"))), "html").data)
    script = Path(__file__).parents[2] / "scripts" / "check_html.py"
    done = subprocess.run(
        [sys.executable, str(script), "--axe", _AXE, str(page)],
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_user_text_cannot_become_markup() -> None:
    evil = "<script>alert(1)</script>&\"'{}"
    look, document = _edition(journey(2, titles={0: LocalText(en=evil, zh=evil)}), JOURNEY, "text", ("en",))
    page = html_bytes(look, document).decode()
    assert "<script" not in page
    reader = _Reader()
    reader.feed(page)
    assert evil in reader.text


def test_words_end_where_lines_do_for_those_who_listen() -> None:
    """What a reading program gets from the file: a space where a line was broken at one, none inside a broken word."""
    long = "Rechtsschutzversicherungsgesellschaftenaufsichtsbehördenverzeichnisantragsformularprüfungsstellenleitung"
    words = f"Whoever comes to the desk on a Monday with all papers is sent away again to {long} and has to wait, 办理登记手续。"
    section = Section(LocalText(en="One"), (Paragraph(LocalText(en=words * 2)), Contents()), key="one")
    document = Document(LocalText(en="Title"), EMPTY, (section,))
    look = Look(Voice("en", None), COLOUR)
    data = pdf_bytes(pages(look, document, Paper("A4", "portrait").size))
    with pypdf.PdfReader(io.BytesIO(data)) as reader:
        said = "".join(reader.pages[0].extract_text().replace("\n", ""))
    assert words in said
    assert "One 1" in said


def test_no_text_tells_a_principle_by_its_key() -> None:
    link = ModelLink(id="principle", subject_id="t1", element_id="principle-accessibility", relation="lacks")
    state = State([*journey(6), link])
    for edition in ("report", "text", "poster"):
        for plan in made(state, JOURNEY, Wish(edition, PosterOptions("A3", languages=("en",)))).plans:
            assert "principle-" not in " ".join(text.text for text in plan.texts)
