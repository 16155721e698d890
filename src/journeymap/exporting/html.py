"""A document as one self-contained HTML file: for browsers, screen readers and mail, with nothing fetched from elsewhere and no
script; its policy forbids both to whoever might change it on the way. The map inside is looked at whole or nearer.

Type and colours follow the reader's own settings as far as these say something: size, dark scheme, reduced motion, print.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape
from itertools import count
from xml.etree import ElementTree

from journeymap.exporting.blocks import Look
from journeymap.exporting.document import (
    Bullets,
    Contents,
    Document,
    DrawnPage,
    Figure,
    Link,
    Paragraph,
    Part,
    Section,
    Table,
    Words,
)
from journeymap.exporting.plan import Plan, Sheet, language_tag
from journeymap.exporting.svg import svg_tree
from journeymap.exporting.wording import BODY
from journeymap.model.text import LocalText

_FIGURE_WIDTH = 680.0
_STYLE = """
:root{--ink:#1F2933;--second:#52606D;--line:#CBD2D9;--accent:#0B5CAD;--paper:#fff;--head:#E6EEF7}
@media(prefers-color-scheme:dark){:root{--ink:#E4E9EE;--second:#A9B4C0;--line:#3E4C59;--accent:#7FB8F0;--paper:#161B21;--head:#22303D}
figure svg{background:#fff;border-radius:8px}}
*{box-sizing:border-box}
body{margin:0;overflow-wrap:anywhere;background:var(--paper);color:var(--ink);
font:1rem/1.6 "Noto Sans SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif}
a{color:var(--accent)} a:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.skip{position:absolute;left:-99em}.skip:focus{left:1em;top:1em;background:var(--paper);padding:.5em 1em}
header,main>*,footer{max-width:62rem;margin:0 auto;padding:0 1.25rem} main>.broad{max-width:none}
header{padding-top:2.5rem} footer{padding-bottom:3rem;color:var(--second)}
h1{font-size:2rem;line-height:1.25;margin:.2em 0} h2{font-size:1.45rem;margin:2.2em 0 .5em;border-bottom:1px solid var(--line)}
h3{font-size:1.15rem;margin:1.8em 0 .4em} h4{font-size:1rem;margin:1.4em 0 .3em}
.lead{font-size:1.1rem;color:var(--second)} .small,figcaption{font-size:.9rem;color:var(--second)}
.second{display:block;font-size:.88em;color:var(--second);font-weight:normal}
nav ol{padding-left:1.2em;list-style:none} nav>ol{padding-left:0}
.wide{overflow-x:auto;margin:.8em 0 1.2em}
table{border-collapse:collapse;width:100%} caption{text-align:left;font-weight:bold;padding:.3em 0}
th,td{text-align:left;vertical-align:top;padding:.35em .6em;border-bottom:1px solid var(--line);overflow-wrap:break-word}
th,td{min-width:4.5em}
thead th{background:var(--head)} figure{margin:1em 0} figure svg{max-width:100%;height:auto}
.map{border:0;margin:1em 0;padding:0;min-width:0;display:grid;grid-template-columns:auto 1fr;align-items:center}
@media(min-width:40em){.map{grid-template-columns:repeat(3,auto auto) 1fr}} .map legend{padding:0;font-weight:bold}
.map label{padding:.15em 1.2em .15em .4em} .map input{width:1.15em;height:1.15em;margin:0;accent-color:var(--accent)}
.sheet{grid-column:1/-1;min-width:0;overflow:auto;max-height:85vh;margin-top:.6em}
.sheet{border:1px solid var(--line);border-radius:8px;background:#fff}
.sheet svg{display:block;max-width:none;border-radius:0} .whole:checked~.sheet svg{width:100%;height:auto}
@media print{.map legend,.map label,.map input{display:none} .sheet{overflow:visible;max-height:none;border:0}
.sheet svg{width:100%!important}
body{font-size:10pt} nav{break-after:page} section section{break-inside:avoid} h2,h3,h4{break-after:avoid}}
"""
_NEARER = 2.0
"""How much nearer than its printed size the map comes."""
_ZOOMS = ("whole", "readable", "near")


def html_bytes(look: Look, document: Document) -> bytes:
    """The document as HTML in UTF-8. The same document gives the same bytes."""
    writer = _Writer(look, document)
    return writer.page().encode("utf-8")


class _Writer:
    def __init__(self, look: Look, document: Document) -> None:
        self._look = look
        self._voice = look.voice
        self._document = document
        self._pictures = count(1)
        numbered = enumerate(document.walk(), 1)
        self._keys = {id(section): section.key or f"section-{number}" for number, (_, section) in numbered}

    def page(self) -> str:
        document, first = self._document, self._voice.first
        title = escape(document.title.shown_in(first))
        skip = escape(self._voice.says("html.skip").shown_in(first))
        opening = "\n".join(self._part(part) for part in document.opening)
        body = "\n".join(self._section(section, 2) for section in document.sections)
        foot = escape(" · ".join(filter(None, (document.author.shown_in(first), document.date))))
        style = _STYLE + "".join(_near(part.plan) for _, section in document.walk() for part in _maps(section))
        description = escape(document.subject.shown_in(first))
        return "\n".join([
            "<!DOCTYPE html>",
            f'<html lang="{language_tag(first)}">', "<head>", '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="generator" content="journeymap">',
            f'<meta name="description" content="{description}">',
            f'<meta http-equiv="Content-Security-Policy" content="{_policy(style)}">',
            f"<title>{title}</title>", f"<style>{style}</style>", "</head>",
            "<body>", f'<a class="skip" href="#main">{skip}</a>',
            "<header>", f"<h1>{self._text(document.title)}</h1>", f'<p class="lead">{self._text(document.subtitle)}</p>', opening,
            "</header>", f'<main id="main">\n{body}\n</main>', f"<footer><p>{foot}</p></footer>" if foot else "",
            "</body>", "</html>", "",
        ])  # fmt: skip

    def _section(self, section: Section, level: int) -> str:
        key = self._keys[id(section)]
        tag = f"h{min(level, 6)}"
        parts = [self._part(part) for part in section.parts]
        inner = [self._section(each, level + 1) for each in section.sections]
        heading = f'<{tag} id="{escape(key)}">{self._text(section.title)}</{tag}>'
        broad = ' class="broad"' if level == 2 and _maps(section) else ""
        return "\n".join([f'<section{broad} aria-labelledby="{escape(key)}">', heading, *parts, *inner, "</section>"])

    def _part(self, part: Part) -> str:
        match part:
            case Paragraph():
                strong = part.role == "strong"
                style = f' class="{part.role}"' if part.role in ("lead", "small") else ""
                text = self._text(part.text)
                return f"<p{style}><strong>{text}</strong></p>" if strong else f"<p{style}>{text}</p>"
            case Bullets():
                tag = "ol" if part.ordered else "ul"
                items = "\n".join(f"<li>{self._text(item)}</li>" for item in part.items)
                return f"<{tag}>\n{items}\n</{tag}>"
            case Table():
                return self._table(part)
            case Figure():
                return self._figure(part)
            case DrawnPage():
                return self._map(part)
            case Contents():
                return self._contents(part)

    def _table(self, table: Table) -> str:
        caption = f"<caption>{self._text(table.caption)}</caption>" if table.caption else ""
        heads = "".join(f'<th scope="col">{self._text(head)}</th>' for head in table.heads)
        head = f"<thead><tr>{heads}</tr></thead>" if table.heads else ""
        rows = "\n".join(self._row(row) for row in table.rows)
        # A wide table scrolls by itself, by keyboard too.
        named = table.caption or (table.heads[0] if table.heads else self._document.title)
        name = escape(named.shown_in(self._voice.first))
        table_tag = f"<table>{caption}{head}<tbody>\n{rows}\n</tbody></table>"
        return f'<div class="wide" role="group" tabindex="0" aria-label="{name}">{table_tag}</div>'

    def _row(self, row: tuple[Words, ...]) -> str:
        first, *rest = (self._text(words) for words in row)
        return f'<tr><th scope="row">{first}</th>' + "".join(f"<td>{text}</td>" for text in rest) + "</tr>"

    def _figure(self, part: Figure) -> str:
        block = part.draw(_FIGURE_WIDTH)
        sheet = Sheet()
        block.draw(sheet)
        words = part.alternative.shown_in(self._voice.first)
        return self._drawn(
            Plan(_FIGURE_WIDTH, block.height, tuple(sheet.marks), words, self._voice.first), part.caption
        )

    def _drawn(self, plan: Plan, caption: LocalText) -> str:
        picture = ElementTree.tostring(svg_tree(plan, f"picture-{next(self._pictures)}-"), encoding="unicode")
        said = f"<figcaption>{self._text(caption)}</figcaption>" if caption else ""
        return f"<figure>{picture}{said}</figure>"

    def _map(self, part: DrawnPage) -> str:
        """The page in a frame that scrolls, and how near it is looked at. Style alone does it."""
        says, first = self._voice.says, self._voice.first
        choices = [
            f'<input type="radio" name="zoom" class="{name}" id="zoom-{name}"{" checked" if name == "whole" else ""}>'
            f'<label for="zoom-{name}">{self._text(says(f"html.zoom.{name}"))}</label>'
            for name in _ZOOMS
        ]
        legend = f"<legend>{self._text(says('html.zoom'))}</legend>"
        named = escape(says("html.map").shown_in(first))
        sheet = f'<div class="sheet" role="group" tabindex="0" aria-label="{named}">{self._drawn(part.plan, part.caption)}</div>'
        return "\n".join(['<fieldset class="map">', legend, *choices, sheet, "</fieldset>"])

    def _contents(self, part: Contents) -> str:
        title = self._voice.says("print.contents")
        items = "\n".join(self._entry(each, 1, part.depth) for each in self._document.sections)
        return f'<nav aria-labelledby="contents">\n<h2 id="contents">{self._text(title)}</h2>\n<ol>\n{items}\n</ol>\n</nav>'

    def _entry(self, section: Section, depth: int, deepest: int) -> str:
        link = f'<a href="#{escape(self._keys[id(section)])}">{escape(section.title.shown_in(self._voice.first))}</a>'
        if depth >= deepest or not section.sections:
            return f"<li>{link}</li>"
        inner = "\n".join(self._entry(each, depth + 1, deepest) for each in section.sections)
        return f"<li>{link}\n<ol>\n{inner}\n</ol></li>"

    def _text(self, words: Words) -> str:
        text, to = (words.text, words) if isinstance(words, Link) else (words, None)
        found = []
        for shown, _, language in self._voice.versions(text, BODY):
            said = escape(shown).replace("\n", "<br>")
            if language != self._voice.first:
                said = f'<span class="second" lang="{language_tag(language)}">{said}</span>'
            found.append(said)
        joined = "".join(found)
        if to is not None and joined:
            address = escape(to.to if to.is_address else f"#{to.to}")
            joined = f'<a href="{address}">{joined}</a>'
        return joined


def _maps(section: Section) -> list[DrawnPage]:
    return [part for part in section.parts if isinstance(part, DrawnPage)]


def _near(plan: Plan) -> str:
    """How large the map is when one comes near."""
    return f".near:checked~.sheet svg{{width:{plan.width * _NEARER:.0f}pt;height:{plan.height * _NEARER:.0f}pt}}\n"


def _policy(style: str) -> str:
    """Nothing is loaded or run; the one style that counts is the one written here."""
    digest = b64encode(sha256(style.encode()).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
