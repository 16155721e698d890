"""Words: complete and of equal standing in both languages, and there for every key that the program uses."""

from __future__ import annotations

import ast
import re
from collections import Counter
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest

import journeymap
from journeymap.labels import TABLES, say, say_token, table
from journeymap.model import values
from journeymap.model.records import RECORD_CLASSES

SOURCE = Path(journeymap.__file__).parent
CHINESE = "\u4e00-\u9fff"
TOKENS = {
    "citizen_kind": values.CITIZEN_KINDS,
    "lane_kind": values.LANE_KINDS,
    "touchpoint_kind": values.TOUCHPOINT_KINDS,
    "contact": values.CONTACTS,
    "channel": values.CHANNELS,
    "barrier": values.BARRIERS,
    "limit": values.BARRIERS,
    "connection_kind": values.CONNECTION_KINDS,
    "expectation_kind": values.EXPECTATION_KINDS,
    "kano": values.KANO_CLASSES,
    "opportunity_kind": values.OPPORTUNITY_KINDS,
    "status": values.OPPORTUNITY_STATES,
    "phase": values.PHASES,
    "relation": values.RELATIONS,
    "evidence_kind": values.EVIDENCE_KINDS,
    "journey_state": values.JOURNEY_STATES,
    "review": values.REVIEW_STATES,
    "level": tuple(str(number) for number in range(5)),
    "emotion": tuple(str(number) for number in range(-2, 3)),
}


def places(text: str) -> Counter[str]:
    return Counter(name for _before, name, _form, _conversion in Formatter().parse(text) if name is not None)


def test_a_key_is_in_one_table_only() -> None:
    keys = [key for name in TABLES for key in import_module(f"journeymap.labels.{name}").WORDS]
    assert [key for key, times in Counter(keys).items() if times > 1] == []
    on_disk = {path.stem for path in (SOURCE / "labels").glob("*.py")} - {"__init__", "amounts", "review"}
    assert on_disk == set(TABLES)


def test_words_are_there_in_both_languages_with_the_same_places() -> None:
    odd = []
    for key, (english, chinese) in table().items():
        if not english.strip() or not chinese.strip():
            odd.append(key)
        one_or_many, forms = english.split("|"), chinese.split("|")
        for form, other in zip(one_or_many, forms * (len(one_or_many) // len(forms)), strict=True):
            # Either may leave the number out where it goes without saying.
            if set(places(form)) | {"n"} != set(places(other)) | {"n"}:
                odd.append(f"{key}: {form} / {other}")
    assert odd == []


ENGLISH_SLIPS = {
    "[“”‘’，。；：（）]": "straight quotes, narrow marks: the shipped font's curly quotes are as wide as Chinese ones",
    r"\.\.\.": "one character for three dots",
}
CHINESE_SLIPS = {
    f"[{CHINESE}）”][,.;:!?]+($|[{CHINESE}（“])": "wide punctuation",
    f"[{CHINESE}]\\([^)&]*[{CHINESE}]": "wide brackets",
    f"[{CHINESE}] +[{CHINESE}]": "no blank between Chinese characters",
    r"\.\.\.": "one character for three dots",
}


@pytest.mark.parametrize(
    ("place", "slip", "better"),
    [
        *((0, slip, better) for slip, better in ENGLISH_SLIPS.items()),
        *((1, slip, better) for slip, better in CHINESE_SLIPS.items()),
    ],
)
def test_punctuation_is_that_of_the_language(place: int, slip: str, better: str) -> None:
    assert {key: pair[place] for key, pair in table().items() if re.search(slip, pair[place])} == {}, better


def test_english_holds_no_chinese_but_the_name_of_the_language() -> None:
    mixed = [key for key, (english, _chinese) in table().items() if re.search(f"[{CHINESE}]", english)]
    assert set(mixed) == {"action.language_zh", "language_sign.zh"}


@pytest.mark.parametrize("prefix", sorted(TOKENS))
def test_every_token_that_this_version_knows_has_words(prefix: str) -> None:
    assert [token for token in TOKENS[prefix] if f"{prefix}.{token}" not in table()] == []


def test_a_token_of_a_newer_program_is_shown_as_it_is() -> None:
    assert say_token("channel", "smart_mirror", "zh") == "smart mirror"
    assert say_token("channel", None, "en") == ""
    assert say_token("channel", "counter", "zh") == "窗口"


def test_one_and_many_in_english() -> None:
    assert say("count.touchpoints", "en", n=1) == "1 touchpoint"
    assert say("count.touchpoints", "en", n=0) == "0 touchpoints"
    assert say("count.touchpoints", "zh", n=1) == "1个触点"


def test_what_a_person_typed_is_not_read_as_a_form() -> None:
    assert say("dialog.unsaved.title", "en", name="a|b {n} {{") == 'Save the changes to "a|b {n} {{"?'


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("no.such.key", "en")


# keys in the source


def _calls() -> list[tuple[str, ast.Call]]:
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                found.append((f"{path.relative_to(SOURCE)}:{node.lineno}", node))
    return found


def _name(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _literals(node: ast.expr) -> list[str]:
    match node:
        case ast.Constant(value=str() as text):
            return [text]
        case ast.IfExp(body=body, orelse=other):
            return [*_literals(body), *_literals(other)]
    return []


def _pattern(node: ast.expr) -> str | None:
    """An f-string as a pattern with anything in its places."""
    if not isinstance(node, ast.JoinedStr):
        return None
    parts = [re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in node.values]
    return "".join(parts)


def test_every_key_said_in_the_source_has_words() -> None:
    known, missing, seen = table(), [], 0
    for place, call in _calls():
        if _name(call) != "say" or not call.args:
            continue
        for key in _literals(call.args[0]):
            seen += 1
            if key not in known:
                missing.append(f"{place} {key}")
        pattern = _pattern(call.args[0])
        if pattern is not None and not any(re.fullmatch(pattern, key) for key in known):
            missing.append(f"{place} {pattern}")
    assert missing == []
    assert seen > 50


def test_every_label_of_a_change_has_words() -> None:
    known, missing, seen = table(), [], 0
    for place, call in _calls():
        if not call.args or ast.unparse(call.func) != "Label.of":
            continue
        keys = [f"change.{key}" for key in _literals(call.args[0])]
        seen += len(keys)
        missing += [f"{place} {key}" for key in keys if key not in known]
        pattern = _pattern(call.args[0])
        if pattern is not None and not any(re.fullmatch(f"change\\.{pattern}", key) for key in known):
            missing.append(f"{place} {pattern}")
    assert missing == []
    assert seen > 5


def test_every_record_has_a_word_that_people_meet() -> None:
    met = {"project", "journey", "persona", "stage", "lane", "touchpoint", "connection", "expectation", "pain_point"}
    met |= {"opportunity", "model_link", "evidence", "note"}
    assert met <= set(RECORD_CLASSES)
    assert [kind for kind in met if f"record.{kind}" not in table()] == []


def test_tokens_said_in_the_source_have_a_table_of_words() -> None:
    prefixes = {key.rsplit(".", 1)[0] for key in table()}
    missing = [
        f"{place} {prefix}"
        for place, call in _calls()
        if _name(call) == "say_token" and call.args
        for prefix in _literals(call.args[0])
        if prefix and prefix not in prefixes
    ]
    assert missing == []
