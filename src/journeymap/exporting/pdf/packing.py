"""Makes finished PDF files small: the many little objects of a structure tree go into compressed streams (ISO 32000-1, 7.5.7).

Takes what reportlab writes: a classic table of places at the end, objects of generation 0, no encryption. In plain Python, so
that the window's thread gets its turns meanwhile.
"""

from __future__ import annotations

import re
import zlib

_PLACE = re.compile(rb"(\d{10}) \d{5} n")
_ENTRY = re.compile(rb"/(Info|Root) (\d+ 0 R)")
_ID = re.compile(rb"/ID\s*(\[<[0-9a-f]+><[0-9a-f]+>\])")
_TOGETHER = 200
"""So many objects go into one stream: readers unpack a stream as a whole."""


def packed(data: bytes) -> bytes:
    """The same document in a third of the bytes. The same bytes give the same bytes."""
    table = data.rindex(b"\nxref") + 1
    trailer = data.index(b"trailer", table)
    places = [int(place) for place in _PLACE.findall(data, table, trailer)]
    ends = dict(zip(sorted(places), [*sorted(places)[1:], table], strict=True))
    target = bytearray(data[: min(places)])
    rows: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
    little: list[tuple[int, bytes]] = []
    for number, place in enumerate(places, 1):
        written = data[place : ends[place]]
        body = written[written.index(b"obj") + 3 : written.rindex(b"endobj")].strip()
        if body.endswith(b"endstream"):
            rows[number] = (1, len(target), 0)
            target += written
        else:
            little.append((number, body))
    following = len(places) + 1
    for start in range(0, len(little), _TOGETHER):
        some = little[start : start + _TOGETHER]
        rows |= {number: (2, following, index) for index, (number, _) in enumerate(some)}
        rows[following] = (1, len(target), 0)
        target += _object_stream(following, some)
        following += 1
    end = len(target)
    rows[following] = (1, end, 0)
    entries = b"".join(
        kind.to_bytes(1, "big") + place.to_bytes(4, "big") + index.to_bytes(2, "big")
        for _, (kind, place, index) in sorted(rows.items())
    )
    named = b" ".join(b"/%s %s" % each for each in _ENTRY.findall(data, trailer))
    identity = _ID.search(data, trailer)
    assert identity is not None, "reportlab gives each file an identity"
    head = b"/Type /XRef /Size %d /W [1 4 2] %s /ID %s" % (following + 1, named, identity[1])
    target += _stream(following, head, entries)
    target += b"startxref\n%d\n%%%%EOF\n" % end
    return bytes(target)


def _object_stream(number: int, objects: list[tuple[int, bytes]]) -> bytes:
    """One stream with objects inside: first their numbers and places, then what they are."""
    head, bodies = [], bytearray()
    for each, body in objects:
        head.append(b"%d %d" % (each, len(bodies)))
        bodies += body + b"\n"
    first = b" ".join(head) + b"\n"
    return _stream(number, b"/Type /ObjStm /N %d /First %d" % (len(objects), len(first)), first + bodies)


def _stream(number: int, head: bytes, content: bytes) -> bytes:
    compressed = zlib.compress(content, 9)
    return b"%d 0 obj\n<< %s /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (
        number, head, len(compressed), compressed,
    )  # fmt: skip
