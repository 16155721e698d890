"""JSON from strangers: one reading for one text, or none.

Refuses what parsers disagree about (other encodings, doubled keys, NaN, numbers out of range) and what is made to
exhaust them (depth, sheer count), before it is parsed where that is possible. What the values mean is left to the
caller.
"""

from __future__ import annotations

import json
import re
from itertools import accumulate
from math import isfinite
from typing import Any, Never

MAX_BYTES = 256 * 1024 * 1024
MAX_DEPTH = 64
MAX_CONTAINERS = 10_000_000
MAX_COMMAS = 50_000_000
MAX_INTEGER = 2**53

_STRUCTURE = b'"[]{}'
_NOT_STRUCTURE = bytes(set(range(256)) - set(_STRUCTURE))
_STEPS = bytes({ord("["): 2, ord("{"): 2}.get(byte, 0) for byte in range(256))
_SURROGATE_ESCAPE = re.compile(rb"\\u[dD][89a-fA-F]")
_SURROGATE = re.compile("[\ud800-\udfff]")


class StrictJSONError(ValueError):
    """Why a text is no acceptable JSON, as a word: `encoding`, `syntax`, `double_key`, `number`, `depth` or `size`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def parse(data: bytes) -> Any:
    """The value that `data` stands for. Lone surrogates in texts are left out, −0 becomes 0. Raises StrictJSONError."""
    if len(data) > MAX_BYTES:
        raise StrictJSONError("size")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise StrictJSONError("encoding") from None
    _refuse_floods(data)
    try:
        value = json.loads(
            text, object_pairs_hook=_object, parse_int=_integer, parse_float=_number, parse_constant=_constant
        )
    except json.JSONDecodeError:
        raise StrictJSONError("syntax") from None
    return _without_surrogates(value) if _SURROGATE_ESCAPE.search(data) else value


def _refuse_floods(data: bytes) -> None:
    """Bound depth and count by looking at brackets outside of strings only; all of it runs at the speed of memory."""
    if data.count(b",") > MAX_COMMAS:
        raise StrictJSONError("size")
    # Without escaped quotes and all else that is neither quote nor bracket, every second piece between quotes is
    # outside. Neighbouring quotes go first: taking out a pair changes neither the order of the rest nor what is
    # inside of strings.
    bare = data.replace(b"\\\\", b"").replace(b'\\"', b"").translate(None, _NOT_STRUCTURE).replace(b'""', b"")
    brackets = b"".join(bare.split(b'"')[::2])
    if brackets.count(b"{") + brackets.count(b"[") > MAX_CONTAINERS:
        raise StrictJSONError("size")
    depth = 0
    for start in range(0, len(brackets), 65_536):
        steps = brackets[start : start + 65_536].translate(_STEPS)
        levels = list(accumulate((step - 1 for step in steps), initial=depth))
        if max(levels) > MAX_DEPTH:
            raise StrictJSONError("depth")
        depth = levels[-1]


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise StrictJSONError("double_key")
    return result


def _integer(text: str) -> int:
    if len(text) > 17 or abs(value := int(text)) > MAX_INTEGER:
        raise StrictJSONError("number")
    return value


def _number(text: str) -> float:
    value = float(text) + 0.0
    if not isfinite(value):
        raise StrictJSONError("number")
    return value


def _constant(_text: str) -> Never:
    raise StrictJSONError("number")


def _without_surrogates(value: Any) -> Any:
    match value:
        case str():
            return _SURROGATE.sub("", value)
        case list():
            return [_without_surrogates(each) for each in value]
        case dict():
            return _object([(_without_surrogates(key), _without_surrogates(each)) for key, each in value.items()])
    return value
