"""What a file that is no project probably is, by its first bytes, so that the message can say so.

A guess for people, never a decision: what a file may do is decided by the readers alone.
"""

from __future__ import annotations

import re

_PROLOGUE = 4096

_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
    (b"{\\rtf", "office"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ\0", "archive"),
    (b"PK\x05\x06", "archive"),
    (b"SQLite format 3\0", "database"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"#!", "program"),
    (b"\xff\xfe", "utf16"),
    (b"\xfe\xff", "utf16"),
)
_OFFICE_MEMBERS = (
    b"[Content_Types].xml", b"word/", b"xl/", b"ppt/", b"application/vnd.oasis.opendocument", b"META-INF/",
)  # fmt: skip
_DRAWIO = re.compile(rb"<(mxfile|mxGraphModel)[\s>]")
_HTML = re.compile(rb"<(!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)


def likely_kind(data: bytes) -> str:
    """What `data` looks like, as the end of an `error.file.is_…` key; `unknown` where nothing fits."""
    if not data:
        return "empty"
    if not data.strip(b"\0"):
        return "zeros"
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning):
            return kind
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "picture"
    prologue = data[:_PROLOGUE]
    if data.startswith(b"PK\x03\x04"):
        return "office" if any(name in prologue for name in _OFFICE_MEMBERS) else "archive"
    return _likely_text(prologue)


def _likely_text(prologue: bytes) -> str:
    every_other = prologue[1:64:2], prologue[0:64:2]
    if len(prologue) >= 4 and any(half and not half.strip(b"\0") for half in every_other):
        return "utf16"
    if b"\0" in prologue:
        return "unknown"
    start = prologue.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _DRAWIO.search(start):
        return "drawio"
    if _HTML.match(start) or (start.startswith(b"<") and _HTML.search(start)):
        return "html"
    if start.startswith(b"<"):
        return "xml"
    if start.startswith((b"{", b"[")):
        return "json"
    try:
        prologue.decode("utf-8")
    except UnicodeDecodeError as error:
        # A character cut in two by the end of the prologue says nothing.
        return "text" if error.start >= _PROLOGUE - 3 else "unknown"
    return "text" if all(byte >= 0x20 or byte in b"\t\n\r\f" for byte in prologue) else "unknown"
