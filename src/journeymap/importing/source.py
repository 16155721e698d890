"""The bytes of a file as text and as XML, within limits: encodings as they come, markup without entities and network.

Knows no format; `recognition` tells one from another.
"""

from __future__ import annotations

import codecs
import html
import re
import zlib
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from journeymap.importing.errors import ImportProblem

MAX_BYTES = 64 * 1024 * 1024
"""No file that a person drew is larger; event logs, which are, are read as a stream instead."""
MAX_DEPTH = 200
_HEAD = 4096
_BLOCKS = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "hr"})
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)\b[^<>]*>|<!--|<![A-Za-z][^<>]*>")
_COMMENT_END = re.compile("-->")
_HIDDEN = ("script", "style")
_SCRIPT_END = re.compile(r"</(?:script|style)\b[^<>]*>", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}encoding=["']([A-Za-z0-9_.-]{1,40})["']""")


def load(path: Path, most: int = MAX_BYTES) -> bytes:
    """The bytes of a file. Raises ImportProblem for what cannot be read or is too large."""
    try:
        with path.open("rb") as stream:
            data = stream.read(most + 1)
    except OSError as error:
        raise ImportProblem("error.import.unreadable", name=path.name, reason=error.strerror or str(error)) from error
    if len(data) > most:
        raise ImportProblem("error.import.too_large", name=path.name, limit=most // 2**20)
    return data


def inside_picture(data: bytes) -> bytes:
    """The diagram that draw.io has put into a PNG; nothing in other pictures."""
    place = 8
    while data.startswith(b"\x89PNG") and place + 8 <= len(data):
        size = int.from_bytes(data[place : place + 4], "big")
        kind, body = data[place + 4 : place + 8], data[place + 8 : place + 8 + size]
        keyword, _, rest = body.partition(b"\0")
        if keyword == b"mxfile" and kind in (b"tEXt", b"zTXt"):
            try:
                return unquote_to_bytes(
                    rest if kind == b"tEXt" else zlib.decompressobj().decompress(rest[1:], MAX_BYTES)
                )
            except zlib.error:
                return b""
        place += size + 12
    return b""


def decoded(data: bytes) -> str:
    """The text of a file in whatever encoding people save in: UTF-8, UTF-16 and 32 with and without mark, GB 18030."""
    for mark, encoding in (
        (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
    ):  # fmt: skip
        if data.startswith(mark):
            return _lines(data.decode(encoding, "replace"))
    head = data[:_HEAD]
    if b"\0" in head:
        # Latin letters leave every other byte empty, on the side that tells the order.
        even, odd = head[::2].count(0), head[1::2].count(0)
        return _lines(data.decode("utf-16-be" if even > odd else "utf-16-le", "replace"))
    found = _XML_ENCODING.match(head.lstrip())
    named = found[1].decode("ascii") if found is not None else ""
    for encoding in ("utf-8", named, "gb18030"):
        try:
            if encoding:
                return _lines(data.decode(encoding))
        except (UnicodeDecodeError, LookupError):
            continue
    # A few damaged bytes should not turn a whole text into another script.
    text = data.decode("utf-8", "replace")
    return _lines(text if text.count("\ufffd") * 50 < len(text) else data.decode("latin-1"))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def xml(text: str, name: str = "", lines: dict[str, int] | None = None) -> Element:
    """The root of an XML text. No document types, entities or network; not deeper than people nest things.

    `lines` is filled with the lines of the elements that have an id.
    """
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import XMLParser

    # The declaration speaks of bytes; this is text already.
    body = re.sub(r"\A\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff"), count=1)
    skipped = text[: len(text) - len(body)].count("\n")
    try:
        builder = _Builder(lines if lines is not None else {}, skipped)
        builder.parser = XMLParser(target=builder, forbid_dtd=True)
        builder.parser.feed(body)
        root: Element = builder.parser.close()
    except DefusedXmlException as error:
        raise ImportProblem("error.import.xml_entities", name=name) from error
    except (ParseError, ValueError) as error:
        line = error.position[0] + skipped if isinstance(error, ParseError) else 1
        raise ImportProblem("error.import.xml", name=name, line=line) from error
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            raise ImportProblem("error.import.too_deep", name=name, limit=MAX_DEPTH)
        level = [child for each in level for child in each]
    return root


class _Builder(TreeBuilder):
    """Builds the tree and notes on which line each element with an id begins."""

    def __init__(self, lines: dict[str, int], skipped: int) -> None:
        super().__init__()
        self.parser: Any = None
        self._lines = lines
        self._skipped = skipped

    def start(self, name: str, attributes: dict[str, str], /) -> Element:
        key = attributes.get("id") or attributes.get("identifier")
        if key:
            self._lines.setdefault(key, self.parser.parser.CurrentLineNumber + self._skipped)
        return super().start(name, attributes)


def tag(element: Element) -> str:
    """The local name of an element, without its namespace; '' for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def namespace(element: Element) -> str:
    return element.tag[1:].partition("}")[0] if isinstance(element.tag, str) and element.tag.startswith("{") else ""


def attribute(element: Element, name: str, default: str = "") -> str:
    """An attribute by its local name, whatever its namespace."""
    if name in element.attrib:
        return element.attrib[name]
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), default)


def children(element: Element, *names: str) -> list[Element]:
    """The children with these local names."""
    return [each for each in element if tag(each) in names]


def child(element: Element | None, name: str) -> Element | None:
    return next(iter(children(element, name)), None) if element is not None else None


def inner_text(element: Element | None) -> str:
    """All text inside an element, without its tags."""
    return "" if element is None else tidy("".join(element.itertext()))


def tidy(text: str) -> str:
    """Text without blank lines, and without blanks at the ends of lines."""
    lines = (" ".join(line.replace("\xa0", " ").split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def plain(markup: str) -> str:
    """HTML as the text a reader sees: blocks on lines of their own, references resolved, scripts and styles gone."""
    if "<" not in markup:
        return tidy(html.unescape(markup))
    # Line breaks in the source of HTML are blanks.
    body = markup.replace("\n", " ")
    parts, place = [], 0
    while (found := _TAG.search(body, place)) is not None:
        parts.append(body[place : found.start()])
        place = found.end()
        name = (found[2] or "").casefold()
        hidden = _COMMENT_END if found[0] == "<!--" else _SCRIPT_END if name in _HIDDEN and not found[1] else None
        if hidden is not None:
            end = hidden.search(body, place)
            place = end.end() if end is not None else len(body)
        elif name in _BLOCKS:
            parts.append("\n")
    parts.append(body[place:])
    return tidy(html.unescape("".join(parts)))


def as_text(value: Any) -> str:
    """What a JSON file holds in place of a text, as text: lists and objects give nothing."""
    if isinstance(value, str):
        return value
    return "" if value is None or isinstance(value, (list, dict, bool)) else str(value)
