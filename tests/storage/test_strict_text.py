"""`project.json` has one reading or none, and each refusal says which entry is at fault (safety rows 66–70, 77)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.storage.packages import NAME, members, package, refused, saved_again

from journeymap.storage import FileError, parse_project
from journeymap.storage.package import write_package
from journeymap.storage.project_file import _manifest_text
from journeymap.storage.strict_json import MAX_DEPTH, StrictJSONError, parse

HEADER = b'"format":{"major":1,"minor":0},'


def with_text(text: bytes) -> bytes:
    """A sound package around any text."""
    contents = [("mimetype", members(package())["mimetype"]), ("project.json", text)]
    return write_package([*contents, ("manifest.json", _manifest_text(contents, "d1", 1))])


def with_record(record: bytes) -> bytes:
    return with_text(b"{" + HEADER + b'"records":[' + record + b"]}")


def opened(record: bytes) -> Any:
    (only,) = parse_project(with_record(record), NAME).records
    return only


BAD_JSON = {
    "NaN": "number", "Infinity": "number", "-Infinity": "number", "1e400": "number", "-1e999": "number",
    "9007199254740993": "number", "-9007199254740993": "number", "9" * 5000: "number", "-" + "9" * 5000: "number",
    '{"a":1,"a":1}': "double_key", '[{"b":{"a":1,"\\u0061":2}}]': "double_key",
    "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1): "depth", "[" * 1_000_000: "depth", '{"a":' * 100_000: "depth",
    '["]",' * 200: "depth", '["\\"",' * 200: "depth", '["\\\\",' * 200: "depth",
    "": "syntax", "{": "syntax", "'a'": "syntax", "[1,]": "syntax", "01": "syntax", "+1": "syntax", ".5": "syntax",
    "// x\n1": "syntax", '"\n"': "syntax", '"\\x"': "syntax", "1 2": "syntax", "\ufeff1": "syntax", "True": "syntax",
}  # fmt: skip


@pytest.mark.parametrize("text", BAD_JSON, ids=range(len(BAD_JSON)))
def test_json_of_two_readings_or_none_is_refused(text: str) -> None:
    with pytest.raises(StrictJSONError) as caught:
        parse(text.encode())
    assert caught.value.reason == BAD_JSON[text]
    assert refused(with_text(text.encode())).key == "error.file.bad_text"


@pytest.mark.parametrize("data", [b"\xff", b'"\xc3"', b'"\xed\xa0\x80"', b'"\xc0\x80"', '"é"'.encode("latin-1")])
def test_other_encodings_than_utf8_are_refused(data: bytes) -> None:
    with pytest.raises(StrictJSONError, match="encoding"):
        parse(data)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('"[[[[\\"{{\\\\"', '[[[["{{\\'),
        ("[" * MAX_DEPTH + "]" * MAX_DEPTH, None),
        ("[" + "[]," * 100 + '"]]"]', [*[[]] * 100, "]]"]),
        ("-0.0", 0.0), ("9007199254740992", 2**53), ('"\\ud83d\\ude00"', "😀"), ('"a\\ud800b"', "ab"),
        ('{"\\udfffk":["\\ud800"]}', {"k": [""]}), ('"\\\\ud800"', "\\ud800"), ("0.1", 0.1),
    ],
)  # fmt: skip
def test_sound_json_is_read_as_every_parser_reads_it(text: str, value: Any) -> None:
    read = parse(text.encode())
    assert read == value if value is not None else read == json.loads(text)
    assert str(read) == str(value) or value is None


BAD_RECORDS = {
    "[]": "record", "1": "record", "null": "record", '{"id":"a"}': "record", '{"record":1,"id":"a"}': "record",
    '{"record":"evidence"}': "id", '{"record":"evidence","id":""}': "id", '{"record":"evidence","id":"a b"}': "id",
    '{"record":"evidence","id":"a\\n"}': "id", '{"record":"evidence","id":7}': "id",
    '{"record":"evidence","id":"' + "a" * 65 + '"}': "id",
    '{"record":"Bad Kind","id":"a"}': "opaque_kind",
    '{"record":"tomorrow","id":"a","opaque_kind":"b"}': "record",
    '{"record":"evidence","id":"a","sample":-1}': "sample", '{"record":"evidence","id":"a","sample":1.5}': "sample",
    '{"record":"evidence","id":"a","date":"yesterday"}': "date",
    '{"record":"evidence","id":"a","title":"plain"}': "title",
    '{"record":"evidence","id":"a","title":{"en":1}}': "title",
    '{"record":"evidence","id":"a","title":{"<b>":"x"}}': "title",
    '{"record":"note","id":"a","journey_id":"j","pos":[1e9,0]}': "pos.0",
    '{"record":"note","id":"a","journey_id":"j","pos":[1]}': "pos.1",
    '{"record":"rating","id":"a","round_id":"r","touchpoint_id":"t","voter":"v","emotion":3}': "emotion",
    '{"record":"round","id":"a","workshop_id":"w","timebox":{"typical":5,"low":6}}': "timebox",
    '{"record":"round","id":"a","workshop_id":"w","timebox":{"typical":-1}}': "timebox.typical",
    '{"record":"media","id":"a","sha256":"../../etc/passwd"}': "sha256",
    '{"record":"media","id":"a","sha256":"' + "0" * 64 + '","mime":"image/svg+xml"}': "mime",
    '{"record":"evidence","id":"a","source":"' + "x" * 10_000_000 + '"}': "source",
}  # fmt: skip


@pytest.mark.parametrize("record", BAD_RECORDS, ids=range(len(BAD_RECORDS)))
def test_a_value_beyond_its_limits_is_refused_and_its_place_told(record: str) -> None:
    error = refused(with_record(record.encode()))
    assert error.key == "error.file.bad_record"
    assert error.values["field"] == BAD_RECORDS[record]
    assert error.values["number"] == 1


def test_two_records_of_one_id_are_refused() -> None:
    error = refused(with_record(b'{"record":"evidence","id":"a"},{"record":"stage","id":"a","journey_id":"j"}'))
    assert (error.key, error.values["id"]) == ("error.file.double_id", "a")


@pytest.mark.parametrize(
    "text",
    [
        b"[]", b"1", b"{}", b'{"records":[]}', b'{"format":1,"records":[]}', b'{"format":{"major":1},"records":[]}',
        b'{"format":{"major":true,"minor":0},"records":[]}', b'{"format":{"major":-1,"minor":0},"records":[]}',
        b'{"format":{"major":1.0,"minor":0},"records":[]}', b'{"format":{"major":0,"minor":9},"records":[]}',
        b"{" + HEADER + b'"records":{}}', b"{" + HEADER + b'"records":null}', b"{" + HEADER + b'"x":1}',
        b"{" + HEADER + b'"must_understand":"x","records":[]}', b"{" + HEADER + b'"min_reader":1,"records":[]}',
    ],
)  # fmt: skip
def test_a_text_without_a_sound_header_is_refused(text: bytes) -> None:
    assert refused(with_text(text)).key == "error.file.bad_text"


def test_unwanted_characters_are_cleaned_from_known_fields_and_kept_in_unknown_ones() -> None:
    record = opened(
        b'{"record":"evidence","id":"a","source":"x\\u0000\\u202e\\u2028y\\ud800","title":{"en":"e\\u0301"},"new":"\\u0000\\u202e"}'
    )
    assert record.source == "x\ny"
    assert record.title["en"] == "é"
    assert record.model_extra == {"new": "\0\u202e"}


def test_dangling_and_circular_references_open_and_are_saved_again() -> None:
    rows = [
        b'{"record":"comment","id":"a","subject_id":"b"}', b'{"record":"comment","id":"b","subject_id":"a"}',
        b'{"record":"comment","id":"c","subject_id":"c"}', b'{"record":"connection","id":"d","journey_id":"no",'
        b'"source_id":"d","target_id":"nowhere"}', b'{"record":"journey","id":"j","parent_id":"j"}',
    ]  # fmt: skip
    loaded = parse_project(with_record(b",\n".join(rows)), NAME)
    assert [record.id for record in loaded.records] == ["a", "b", "c", "d", "j"]
    assert parse_project(saved_again(loaded), NAME).records == loaded.records


def test_words_of_a_newer_program_stand_where_tokens_are_open() -> None:
    touchpoint = (
        b'{"record":"touchpoint","id":"t","journey_id":"j","stage_id":"s","lane_id":"l",'
        b'"kind":"hologram","channel":"telepathy"}'
    )
    assert (opened(touchpoint).kind, opened(touchpoint).channel) == ("hologram", "telepathy")


def test_another_layout_of_the_same_values_opens_and_is_saved_canonically() -> None:
    contents = members(package())
    value = json.loads(contents["project.json"])
    value["records"].reverse()
    loose = with_text(json.dumps(value, indent=4, ensure_ascii=True, sort_keys=True).replace("\n", "\r\n").encode())
    assert members(saved_again(parse_project(loose, NAME)))["project.json"] == contents["project.json"]


def test_only_file_errors_leave_for_a_million_values() -> None:
    flood = b"{" + HEADER + b'"records":[' + b"[]," * 1_000_001 + b"0]}"
    with pytest.raises(FileError) as caught:
        parse_project(with_text(flood), NAME)
    assert caught.value.key == "error.file.too_many_records"
