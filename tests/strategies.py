"""Random valid projects for tests: every kind of record, every field, unknown kinds and unknown fields.

The strategies are read off the record classes, so a new field is drawn as soon as it exists.
"""

from __future__ import annotations

import os
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from journeymap.model import values
from journeymap.model.records import RECORD_CLASSES, Record, record_from
from journeymap.model.text import LocalText, PlainText

SCALE = int(os.environ.get("JOURNEYMAP_TEST_SCALE", "1"))
"""How many times as long as usual the counted tests run."""

_IDS = st.text("abcdefghjkmnpqrstvwxyzABC0123456789_-", min_size=1, max_size=12)
_TOKENS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=8) | st.sampled_from(
    [*values.CHANNELS, *values.BARRIERS, *values.TOUCHPOINT_KINDS, *values.CONNECTION_KINDS, "from-a-newer_version"]
)
_TEXTS = st.text(max_size=30) | st.sampled_from(
    [
        "Counter 3",
        "窗口办理\n第二行",
        "<b>bold</b>",
        "%s {name} ${x}",
        "=1+1",
        '"quoted" \\ /',
        "e\u0301",
        "👩‍👩‍👧",
        "\u202eabc",
    ]
)
_LANGUAGES = st.sampled_from(["en", "zh", "de", "zh-Hant"])
_LOCAL_TEXTS = st.dictionaries(_LANGUAGES, _TEXTS, max_size=3).map(LocalText)
_FLOATS = st.floats(allow_nan=False, allow_infinity=False)
_LEAVES = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | _FLOATS | _TEXTS
JSON_VALUES = st.recursive(
    _LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXTS, inner, max_size=3), max_leaves=6
)
"""Whatever a newer program may have written into a field of its own."""


def _unknown_fields(known: set[str]) -> st.SearchStrategy[dict[str, Any]]:
    names = st.sampled_from(["zz_new", "a new field", "字段", "copy", "model_fields", "KIND"]) | _TEXTS
    usable = names.filter(lambda name: name not in known and name not in {"record", "opaque_kind", "kind", "unit"})
    return st.dictionaries(usable, JSON_VALUES, min_size=1, max_size=2)


@st.composite
def _amounts(draw: st.DrawFn, units: st.SearchStrategy[str]) -> dict[str, Any]:
    low, typical, high = sorted(draw(st.lists(st.floats(0, 1e12), min_size=3, max_size=3)))
    amount: dict[str, Any] = {"typical": typical, "unit": draw(units)}
    if draw(st.booleans()):
        amount |= {"low": low, "high": high}
    if draw(st.integers(0, 4)) == 0:
        amount |= draw(_unknown_fields({"typical", "low", "high", "unit"}))
    return amount


_DAYS = st.dates().map(lambda day: f"{day.year:04}-{day.month:02}-{day.day:02}") | st.sampled_from(["2026", "2026-05"])
_BY_TYPE: list[tuple[Any, st.SearchStrategy[Any]]] = [
    (bool, st.booleans()),
    (float, _FLOATS),
    (values.RecordId, _IDS),
    (values.IdSet, st.lists(_IDS, max_size=3)),
    (values.IdList, st.lists(_IDS, max_size=3)),
    (values.Token, _TOKENS),
    (values.TokenSet, st.lists(_TOKENS, max_size=3)),
    (values.OrderKey, st.text("0AZaz", max_size=5)),
    (values.Share, st.floats(0, 1)),
    (values.Emotion, st.integers(-2, 2)),
    (values.Rating5, st.integers(1, 5)),
    (values.Level, st.integers(0, 4)),
    (values.Count, st.integers(0, 1_000_000)),
    (values.Extent, st.floats(80, 4000)),
    (values.Day, _DAYS),
    (values.Point, st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))),
    (values.Duration, _amounts(st.sampled_from(["second", "working_day"]))),
    (values.Money, _amounts(st.sampled_from(["CNY", "EUR", "GBP"]))),
    (LocalText, _LOCAL_TEXTS),
    (PlainText, _TEXTS),
]
_BY_FIELD: dict[tuple[str, str], st.SearchStrategy[Any]] = {
    ("project", "workdays_per_week"): st.integers(1, 7),
    ("project", "languages"): st.tuples(_LANGUAGES, _LANGUAGES),
    ("opportunity", "level"): st.integers(1, 4),
    ("saved_view", "filters"): st.lists(_TEXTS, max_size=3),
    ("media", "sha256"): st.binary(max_size=4).map(lambda data: data.hex().rjust(64, "0")),
    ("media", "mime"): st.sampled_from(["image/png", "image/jpeg", "image/webp"]),
}
_TARGETS = {
    "source_id": "touchpoint", "target_id": "touchpoint", "chosen_path": "touchpoint", "sub_journey_id": "journey",
    "parent_id": "journey", "derived_from_id": "journey", "merged_into_id": "contribution", "answers_ids": "pain_point",
}  # fmt: skip


@cache
def _fields(kind: str) -> dict[str, tuple[bool, bool, st.SearchStrategy[Any]]]:
    """Field → whether it is required, whether it refers to records, and its values."""
    cls = RECORD_CLASSES[kind]
    hints = get_type_hints(cls, include_extras=True)
    result = {}
    for name, info in cls.model_fields.items():
        if name in ("id", "deleted"):
            continue
        hint = hints[name]
        if get_origin(hint) in (Union, UnionType):
            (hint,) = (each for each in get_args(hint) if each is not type(None))
        found = _BY_FIELD.get((kind, name))
        if found is None:
            found = next(strategy for known, strategy in _BY_TYPE if known == hint)
        refers = any(hint == known for known in (values.RecordId, values.IdSet, values.IdList))
        result[name] = (info.is_required(), refers, found)
    return result


@st.composite
def projects(draw: st.DrawFn, *, max_records: int = 12, unknown: bool = True, deleted: bool = False) -> list[Record]:
    """The records of a project with distinct ids. Most references lead somewhere, some dangle.

    `unknown` adds kinds and fields that this version does not know, `deleted` marks some records as deleted.
    """
    kinds = st.sampled_from([*RECORD_CLASSES, *(["future_kind", "x-1"] if unknown else [])])
    plan = draw(st.lists(st.tuples(_IDS, kinds), max_size=max_records, unique_by=lambda each: each[0]))
    ids: dict[str, list[str]] = {}
    for record_id, kind in plan:
        ids.setdefault(kind, []).append(record_id)
    everyone = [record_id for record_id, _kind in plan]
    records = []
    for record_id, kind in plan:
        data = _data(draw, kind, ids, everyone)
        if unknown and (kind not in RECORD_CLASSES or draw(st.integers(0, 3)) == 0):
            data |= draw(_unknown_fields({"id", "deleted", *(_fields(kind) if kind in RECORD_CLASSES else ())}))
        if deleted and draw(st.integers(0, 3)) == 0:
            data["deleted"] = True
        records.append(record_from(kind, {"id": record_id, **data}))
    return records


def _data(draw: st.DrawFn, kind: str, ids: dict[str, list[str]], everyone: list[str]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    fields = _fields(kind) if kind in RECORD_CLASSES else {}
    optional = [name for name, (required, _refers, _values) in fields.items() if not required]
    chosen = draw(st.sets(st.sampled_from(optional), max_size=8)) if optional else set()
    for name, (required, refers, strategy) in fields.items():
        if not required and name not in chosen:
            continue
        if refers and draw(st.integers(0, 9)):
            target = _TARGETS.get(name, name.removesuffix("_ids").removesuffix("_id"))
            known = st.sampled_from(ids.get(target) or everyone)
            strategy = known if name.endswith("_id") else st.lists(known, max_size=3)
        data[name] = draw(strategy)
    return data
