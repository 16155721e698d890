"""What is saved is what opens, byte for byte the same at every saving (safety rows 57–60, 68, 84)."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from difflib import unified_diff
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.storage.packages import JPEG, NAME, media, members, package, records, saved_again, sha256
from tests.strategies import JSON_VALUES, SCALE, projects

from journeymap.model.changes import Label, Set
from journeymap.model.document import Document, State
from journeymap.model.records import (
    RECORD_CLASSES,
    Comment,
    Duration,
    Evidence,
    Journey,
    Media,
    Note,
    Touchpoint,
    record_from,
)
from journeymap.model.values import Point
from journeymap.storage import export_json, parse_project


@settings(max_examples=150 * SCALE)
@given(projects())
def test_a_project_opens_as_it_was_saved_and_saves_to_the_same_bytes(drawn: list[Any]) -> None:
    drawn = drawn or records()
    data = package(records=drawn)
    loaded = parse_project(data, NAME)
    assert list(loaded.records) == sorted(drawn, key=lambda record: (record.kind_name, record.id))
    assert loaded.media == media()
    assert saved_again(loaded) == data


@settings(max_examples=80 * SCALE)
@given(projects(deleted=True))
def test_what_is_live_comes_back_and_what_was_deleted_does_not(drawn: list[Any]) -> None:
    state = State(drawn)
    again = State(parse_project(package(records=[*drawn, Evidence(id="one-more")]), NAME).records)
    assert [record for record in again.live_records() if record.id != "one-more"] == state.live_records()
    assert not [record for record in again if record.deleted]


def test_the_package_is_a_zip_for_everybody() -> None:
    data = package()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert [info.compress_type for info in archive.infolist()] == [zipfile.ZIP_STORED] * 6
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        pictures = sorted(
            [f"media/{sha256(content)}.{end}" for content, end in zip(media().values(), ("png", "jpg"), strict=True)]
        )
        assert archive.namelist() == ["mimetype", "project.json", *pictures, "newer/thing.bin", "manifest.json"]
    assert data[38:].startswith(b"application/vnd.journeymap.journey+zip")


def test_the_manifest_lists_every_member_with_length_and_digest() -> None:
    contents = members(package())
    manifest = json.loads(contents.pop("manifest.json"))
    assert (manifest["document_id"], manifest["revision"]) == ("d1", 7)
    assert manifest["members"] == [
        {"name": name, "length": len(content), "sha256": sha256(content)} for name, content in contents.items()
    ]


def test_equal_projects_give_equal_bytes_in_whatever_order_they_were_made() -> None:
    assert package(records=records()[::-1]) == package()


@pytest.mark.parametrize(
    "environment", [{"PYTHONHASHSEED": str(seed)} for seed in range(3 * SCALE)] + [{"LC_ALL": "tr_TR.UTF-8"}]
)
def test_hash_seed_and_locale_do_not_reach_the_file(environment: dict[str, str]) -> None:
    program = "import sys; from tests.storage.packages import package, sha256; sys.stdout.write(sha256(package()))"
    run = subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, **environment}, capture_output=True, text=True, check=True
    )
    assert run.stdout == sha256(package())


def test_moving_one_touchpoint_changes_one_line() -> None:
    document = Document(records())
    before = export_json(document.snapshot())
    document.apply([Set("t1", "pos", Point(10, 20))], Label("move"))
    changed = list(unified_diff(before.split("\n"), export_json(document.state).split("\n"), n=0))[3:]
    assert [line[0] for line in changed] == ["-", "+"]
    assert json.loads(changed[1][1:].rstrip(","))["pos"] == [10.0, 20.0]


def test_the_text_is_json_with_one_record_on_a_line() -> None:
    lines = export_json(State(records())).split("\n")
    content = json.loads("\n".join(lines))
    first = lines.index('"records":[') + 1
    for line, record in zip(lines[first:], content["records"], strict=False):
        assert json.loads(line.rstrip(",")) == record
        assert list(record)[:2] == ["record", "id"]
    assert [row["id"] for row in content["records"]] == ["j", "l", "m1", "m2", "p", "s", "t1", "t2"]


def test_fields_that_hold_their_default_are_not_written() -> None:
    line = next(
        line
        for line in export_json(State([Touchpoint(id="t", journey_id="j", stage_id="s", lane_id="l")])).split("\n")
        if '"t"' in line
    )
    assert json.loads(line) == {"record": "touchpoint", "id": "t", "journey_id": "j", "stage_id": "s", "lane_id": "l"}


@settings(max_examples=60 * SCALE)
@given(kind=st.sampled_from([*RECORD_CLASSES, "of_tomorrow"]), extra=JSON_VALUES, deeper=JSON_VALUES)
def test_unknown_fields_survive_an_edit_and_a_save(kind: str, extra: Any, deeper: Any) -> None:
    data: dict[str, Any] = {"id": "x", "tomorrow": extra, "a b": {"z": deeper, "a": [deeper]}}
    for name, info in RECORD_CLASSES[kind].model_fields.items() if kind in RECORD_CLASSES else ():
        if info.is_required() and name != "id":
            data[name] = "0" * 64
    if kind == "touchpoint":
        data["waiting"] = {"typical": 5, "tomorrow": extra}
    document = Document([record_from(kind, data), Evidence(id="e")])
    document.apply([Set("e", "source", "interview")], Label("edit"))
    loaded = parse_project(package(records=list(document.state)), NAME)
    again = next(record for record in loaded.records if record.id == "x")
    assert again.kind_name == kind
    assert again.model_extra is not None
    assert (again.model_extra["tomorrow"], again.model_extra["a b"]) == (extra, {"z": deeper, "a": [deeper]})
    if isinstance(again, Touchpoint):
        assert again.waiting is not None
        assert again.waiting.model_extra == {"tomorrow": extra}


def test_the_order_of_unknown_fields_does_not_matter() -> None:
    one = record_from("evidence", {"id": "e", "b": {"y": 1, "x": 2}, "a": 1})
    other = record_from("evidence", {"id": "e", "a": 1, "b": {"x": 2, "y": 1}})
    assert package(records=[one]) == package(records=[other])
    assert '{"record":"evidence","id":"e","a":1,"b":{"x":2,"y":1}}' in export_json(State([one]))


def test_unknown_members_and_unknown_parts_of_the_header_are_kept() -> None:
    header = {"theme": {"z": [1, 2.5, None]}, "format": {"codename": "x"}, "min_reader": {"why": "y"}}
    loaded = parse_project(package(header_extra=header), NAME)
    assert loaded.header_extra == header
    assert loaded.unknown_members == {"newer/thing.bin": b"\0\1\2"}
    assert saved_again(loaded) == package(header_extra=header)
    assert json.loads(members(saved_again(loaded))["project.json"])["format"] == {
        "major": 1,
        "minor": 0,
        "codename": "x",
    }


def test_minus_zero_is_never_written() -> None:
    point = Touchpoint(
        id="t", journey_id="j", stage_id="s", lane_id="l", pos=Point(-0.0, 1), waiting=Duration(typical=-0.0)
    )
    note = Note(id="n", journey_id="j", author="-0.0")
    text = export_json(State([point, note, record_from("evidence", {"id": "e", "new": [-0.0]})]))
    assert '"pos":[0.0,1.0]' in text
    assert '"waiting":{"typical":0.0}' in text
    assert '"author":"-0.0"' in text
    assert '"new":[0.0]' in text


LITERAL = [
    "<b>x</b>", "<img src=\\\\host\\share>", "%n %s {0} {name} ${HOME}", "';DROP TABLE", "\\u0041", "=HYPERLINK()",
    "a\tb\nc",
    "&amp;", "\u202eevil", "line\u2028separator", "nul\0byte", "é", "👩‍👩‍👧", "𝒳", "z" + "\u0301" * 10_000,
]  # fmt: skip


@pytest.mark.parametrize("text", LITERAL, ids=range(len(LITERAL)))
def test_every_text_comes_back_as_it_stood_in_the_document(text: str) -> None:
    evidence = record_from("evidence", {"id": "e", "source": text, "title": {"zh": text}, "later": text})
    (again,) = parse_project(package(records=[evidence]), NAME).records
    assert again == evidence
    assert again.model_extra == {"later": text}


def test_records_that_hang_on_nothing_are_kept_and_those_of_a_deleted_one_are_not() -> None:
    lost = Comment(id="lost", subject_id="never-there")
    loops = [Comment(id="a", subject_id="b"), Comment(id="b", subject_id="a"), Comment(id="self", subject_id="self")]
    chain = [Comment(id=f"c{number:04}", subject_id=f"c{number - 1:04}") for number in range(2000)]
    gone = [Journey(id="j", deleted=True), Note(id="n", journey_id="j"), Comment(id="under", subject_id="n")]
    loaded = parse_project(package(records=[lost, *loops, *chain, *gone]), NAME)
    assert {record.id for record in loaded.records} == {record.id for record in (lost, *loops, *chain)}


def test_pictures_leave_with_the_last_record_that_names_them() -> None:
    document = Document(records())
    document.apply([Set("m2", "deleted", True)], Label("delete"))
    kept = parse_project(package(records=list(document.state)), NAME)
    assert sha256(JPEG) not in kept.media
    document.apply([Set("m2", "deleted", False)], Label("undo"))
    assert parse_project(package(records=list(document.state)), NAME).media == media()
    nameless = [record for record in records() if not isinstance(record, Media)]
    assert parse_project(package(records=nameless), NAME).media == media()


@pytest.mark.parametrize("titles", [[], ["one", "two"]])
def test_none_or_several_project_records_open(titles: list[str]) -> None:
    drawn = [record_from("project", {"id": title, "title": {"en": title}}) for title in titles]
    loaded = parse_project(package(records=[*drawn, Evidence(id="e")]), NAME)
    assert [record.id for record in loaded.records] == ["e", *titles]
    assert not loaded.notices
