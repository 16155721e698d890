"""Which of the known kinds a file is, told by its contents; its name only decides where contents leave it open."""

from __future__ import annotations

import io
import re
import zipfile

from journeymap.importing import event_log
from journeymap.importing.grids import markdown_tables, separator_of, table_of
from journeymap.importing.mermaid import diagrams

KINDS = (
    "own_workbook", "own_tables", "own_json", "workbook", "table", "mermaid", "drawio", "bpmn", "graphml", "cjml", "archimate",
    "govuk", "event_log", "follows", "outline",
)  # fmt: skip
"""What can be read. Kinds of one file format that are told apart only inside it are set by the reader."""
ENDINGS = frozenset({
    "xlsx", "xlsm", "csv", "tsv", "tab", "md", "markdown", "txt", "mmd", "mermaid", "drawio", "dio", "xml", "svg", "bpmn",
    "graphml", "json", "xes", "dfg", "cjml", "archimate", "zip", "html", "htm",
})  # fmt: skip
"""How the names of files end that may hold one of these kinds. Others are read where somebody names them."""
_ROOTS = {
    "mxfile": "drawio", "mxGraphModel": "drawio", "definitions": "bpmn", "graphml": "graphml", "cjml": "cjml", "CJML": "cjml",
    "model": "archimate", "log": "event_log", "svg": "drawio",
}  # fmt: skip
_ROOT = re.compile(
    r"\A\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>\s*)*<(?:[\w.-]+:)?([\w.-]+)", re.DOTALL
)
_BINARY = {
    b"%PDF": "pdf", b"\x89PNG": "picture", b"\xff\xd8\xff": "picture", b"GIF8": "picture", b"RIFF": "picture",
    b"\xd0\xcf\x11\xe0": "old_office", b"\x1f\x8b": "archive", b"Rar!": "archive", b"7z\xbc\xaf": "archive",
    b"{\\rtf": "office", b"SQLite format 3": "database",
}  # fmt: skip


def kind_of_bytes(data: bytes) -> str:
    """What bytes that are no text are: xlsx, csv_zip, or what they are instead; '' for text."""
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                names = set(package.namelist())
                media_type = package.read("mimetype")[:200] if "mimetype" in names else b""
        except Exception:  # a damaged package, in more ways than its module names
            return "archive"
        if any(name.startswith("xl/") for name in names):
            return "xlsx"
        if media_type.startswith(b"application/vnd.journeymap"):
            return "project"
        if any(name.endswith(".csv") for name in names):
            return "csv_zip"
        return "office" if "[Content_Types].xml" in names or b"opendocument" in media_type else "archive"
    for mark, what in _BINARY.items():
        if data.startswith(mark):
            return what
    head = data[:4096]
    controls = sum(byte < 9 or 13 < byte < 32 for byte in head)
    # UTF-16 is full of zeros and yet a text.
    zeros = head.count(0)
    return "binary" if head and (controls - zeros) * 10 > len(head) else ""


def kind_of_text(text: str, name: str) -> str:
    """The kind of a text; '' where it is none of those that are read."""
    ending = name.rpartition(".")[2].casefold() if "." in name else ""
    body = text.lstrip("\ufeff \t\n")
    if not body:
        return ""
    if body.startswith("<"):
        found = _ROOT.match(body)
        root = found[1] if found is not None else ""
        if root in _ROOTS:
            return _ROOTS[root]
        if _has_diagram(text):
            return "mermaid"
        return "html" if root.casefold() == "html" or re.match(r"(?i)<!doctype html", body) else ""
    if body[0] in "{[" and not body.startswith("[//]"):
        return "json"
    if _has_diagram(text):
        return "mermaid"
    if is_follows(body):
        return "follows"
    if ending in ("md", "markdown") or re.search(r"^#{1,6} \S", body, re.MULTILINE):
        return "table" if _is_all_table(text) else "outline"
    mark = separator_of(text)
    if ending in ("csv", "tsv", "tab") or mark:
        heads = [str(cell).strip() for cell in (table_of(text[:65_536], name, mark).rows or [[]])[0]]
        guess = event_log.guess_columns(heads)
        return "event_log" if guess.case and guess.activity else "table"
    return "table" if _is_all_table(text) else "outline"


def _has_diagram(text: str) -> bool:
    return any(each.kind in ("journey", "flowchart", "flowchart-elk", "graph") for each in diagrams(text)) or bool(
        not re.search(r"^\s*#", text) and diagrams(text) and "```" not in text
    )


def _is_all_table(text: str) -> bool:
    """Whether a Markdown text is a table rather than a list with a table somewhere."""
    sheets = markdown_tables(text)
    return any(len(sheet.rows) > 2 for sheet in sheets) and not re.search(
        r"^\s{0,3}(?:[-*+]|\d+\.)\s", text, re.MULTILINE
    )


def is_follows(text: str) -> bool:
    """Whether a text is a directly-follows graph: a number, as many names, starts, ends and edges by number."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) < 3 or not re.fullmatch(r"\d{1,6}", lines[0]):
        return False
    rest = lines[1 + int(lines[0]) :]
    return len(rest) > 2 and rest[0].isdigit() and bool(re.fullmatch(r"\d+x\d+", rest[1]))
