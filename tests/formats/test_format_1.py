"""Files of format 1 open for good.

`format_1.journey` was built once from the hand-written `format_1_project.json`, which holds every kind of record with
every field set, a kind, fields, a header entry and a member of a later program, and one picture that is missing.
Neither file is ever built anew.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from tests.storage.packages import members, saved_again

from journeymap.model.document import State
from journeymap.model.records import RECORD_CLASSES, Connection, Duration, Money, Opaque, Touchpoint
from journeymap.model.text import LocalText
from journeymap.model.values import Point
from journeymap.storage import export_json, load_project

FOLDER = Path(__file__).parent
PROJECT = (FOLDER / "format_1_project.json").read_bytes()
LOADED = load_project(FOLDER / "format_1.journey")
BY_ID = {record.id: record for record in LOADED.records}


def test_the_file_is_the_one_that_was_frozen() -> None:
    data = (FOLDER / "format_1.journey").read_bytes()
    assert hashlib.sha256(data).hexdigest() == "c80bfcfcbd57bb35c30d34e16603cb70baa720a86f96818e0dfd6a5487a7ff1c"
    assert members(data)["project.json"] == PROJECT


def test_every_kind_of_record_is_there_with_the_values_that_were_written() -> None:
    rows = json.loads(PROJECT)["records"]
    assert set(RECORD_CLASSES) <= {row["record"] for row in rows}
    assert [(record.kind_name, record.id) for record in LOADED.records] == [(row["record"], row["id"]) for row in rows]
    for record, row in zip(LOADED.records, rows, strict=True):
        plain = record.model_dump(mode="json")
        for name, value in row.items():
            if name == "record":
                assert record.kind_name == value
            elif isinstance(value, dict) and isinstance(plain[name], dict):
                assert value.items() <= plain[name].items()
            else:
                assert plain[name] == value


def test_records_of_the_map_open_to_what_they_mean() -> None:
    touchpoint, connection = BY_ID["touchpoint_1"], BY_ID["connection_1"]
    assert isinstance(touchpoint, Touchpoint) and isinstance(connection, Connection)
    assert touchpoint.title == LocalText(en="Wait at the counter", zh="窗口排队")
    assert touchpoint.pos == Point(120.0, 40.5)
    assert touchpoint.contact_time == Duration(typical=600, low=300, high=900)
    assert touchpoint.fee == Money(typical=34.5, unit="CNY")
    assert touchpoint.waiting is not None and touchpoint.waiting.model_extra == {"typical_of_tomorrow": "p50"}
    assert touchpoint.model_extra == {"weather": {"rain": 0.3}, "窗口": "三"}
    assert connection.waiting == Duration(typical=3, low=2, high=5, unit="working_day")
    assert (connection.kind, connection.share, connection.handover) == ("branch", 0.75, True)
    assert BY_ID["touchpoint_2"] == Touchpoint(
        id="touchpoint_2", journey_id="journey_1", stage_id="stage_1", lane_id="lane_1"
    )


def test_what_a_later_program_wrote_is_there() -> None:
    forecast = BY_ID["forecast_1"]
    assert isinstance(forecast, Opaque) and forecast.model_extra is not None
    assert forecast.model_extra["deep"] == {"a": {"b": [{"c": None}]}}
    assert LOADED.header_extra == {"theme_of_tomorrow": {"accent": "teal", "steps": [1, 2.5, None, True]}}
    assert LOADED.unknown_members == {"previews/journey_1.txt": "旅程".encode()}
    assert (LOADED.document_id, LOADED.revision) == ("frozen-format-1", 42)
    assert [(notice.key, notice.values["n"]) for notice in LOADED.notices] == [("notice.file.pictures_missing", 1)]
    assert [len(content) for content in LOADED.media.values()] == [67]


def test_it_is_saved_to_the_same_bytes_but_for_the_name_of_the_writer() -> None:
    old, new = members((FOLDER / "format_1.journey").read_bytes()), members(saved_again(LOADED))
    manifests = [json.loads(contents.pop("manifest.json")) for contents in (old, new)]
    assert list(old.items()) == list(new.items())
    assert {**manifests[0], "writer": ""} == {**manifests[1], "writer": ""}
    assert manifests[1]["writer"].startswith("journeymap ")


def test_the_exported_text_is_the_text_in_the_file_without_what_the_header_keeps() -> None:
    text = PROJECT.decode().replace('"theme_of_tomorrow":{"accent":"teal","steps":[1,2.5,null,true]},\n', "")
    assert export_json(State(LOADED.records)) == text
