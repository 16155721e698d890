"""Files of newer programs open with a notice or are refused with both versions named (safety rows 61, 62, 65)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.storage.packages import NAME, members, package, refused, saved_again
from tests.storage.test_strict_text import with_text

from journeymap.labels import LANGUAGES, say
from journeymap.storage import load_project, parse_project
from journeymap.storage.migrations import migrated
from journeymap.storage.package import write_package


def of_version(major: int, minor: int, **header: Any) -> bytes:
    content = json.loads(members(package())["project.json"])
    content["format"] = {"major": major, "minor": minor}
    return with_text(json.dumps({**content, **header}).encode())


def test_a_newer_minor_version_opens_with_a_notice_and_keeps_its_number() -> None:
    loaded = parse_project(of_version(1, 3, mood={"x": 1}, min_reader={"major": 1, "minor": 0}), NAME)
    (notice, missing) = loaded.notices
    assert missing.key == "notice.file.pictures_missing"
    for language in LANGUAGES:
        words = say(notice.key, language, **notice.values)
        assert "1.3" in words and "1.0" in words and NAME in words
    again = json.loads(members(saved_again(loaded))["project.json"])
    assert again["format"] == {"major": 1, "minor": 3}
    assert again["mood"] == {"x": 1}


@pytest.mark.parametrize(
    ("data", "version"),
    [
        (of_version(2, 0), "2.0"),
        (of_version(17, 4, records={"another": "shape"}), "17.4"),
        (of_version(1, 5, min_reader={"major": 1, "minor": 4}), "1.5"),
    ],
)
def test_a_newer_major_version_is_refused_with_both_versions(data: bytes, version: str) -> None:
    error = refused(data)
    assert error.key == "error.file.newer_version"
    for language in LANGUAGES:
        assert version in say(error.key, language, **error.values)
        assert "1.0" in say(error.key, language, **error.values)


def test_a_newer_major_version_is_told_even_where_the_rest_is_not_understood() -> None:
    text = b'{"format":{"major":2,"minor":0},"tables":{}}'
    data = write_package([("mimetype", members(package())["mimetype"]), ("project.json", text), ("index", b"")])
    assert refused(data).key == "error.file.newer_version"


@pytest.mark.parametrize("demands", [["encrypted_texts"], ["a", "b"], [1], [None, {"x": 2}], ["z" * 5000] * 100])
def test_what_must_be_understood_and_is_not_is_refused(demands: list[Any]) -> None:
    error = refused(of_version(1, 1, must_understand=demands))
    assert error.key == "error.file.must_understand"
    assert str(demands[0])[:40] in error.values["features"]
    assert (error.values["file_version"], error.values["own_version"]) == ("1.1", "1.0")
    assert len(error.values["features"]) < 300


def test_opening_never_writes(tmp_path: Any) -> None:
    path = tmp_path / "newer.journey"
    path.write_bytes(of_version(1, 9))
    path.chmod(0o444)
    before = (path.stat().st_mtime_ns, path.read_bytes())
    load_project(path)
    assert (path.stat().st_mtime_ns, path.read_bytes()) == before
    assert [each.name for each in tmp_path.iterdir()] == ["newer.journey"]


def test_the_present_format_needs_no_migration() -> None:
    content = {"format": {"major": 1, "minor": 0}, "records": [1]}
    assert migrated(dict(content), 1, 1) == content
    with pytest.raises(KeyError):
        migrated(dict(content), 1, 2)
