"""The catalogue of the standard: two editions, how sure each row is, and a team's own rows over it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from journeymap import catalogue
from journeymap.catalogue import CatalogueError
from journeymap.labels import LANGUAGES, say

ISO, GBT = "iso-11367-2025", "gbt-47747-2026"


def own(folder: Path, content: Any) -> Path:
    path = folder / "own catalogue.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return path


def test_the_international_edition_has_twelve_elements_the_chinese_one_eleven() -> None:
    rows = catalogue.load()
    assert len(rows.elements(ISO)) == 12
    assert len(rows.elements(GBT)) == 11
    (left_out,) = {each.id for each in rows.elements(ISO)} - {each.id for each in rows.elements(GBT)}
    found = rows.find(left_out)
    assert found is not None and found.clause == "7.1.3"
    assert rows.is_in(left_out, ISO) and not rows.is_in(left_out, GBT)


def test_four_levels_four_dimensions_principles() -> None:
    rows = catalogue.load()
    assert [each.number for each in rows.levels] == [1, 2, 3, 4]
    assert [each.clause for each in rows.dimensions(ISO)] == ["7.1", "7.2", "7.3", "7.4"]
    assert rows.level(4) is not None and rows.level(5) is None
    assert {each.group for each in rows.principles()}


@pytest.mark.parametrize("edition", [ISO, GBT])
def test_whatever_is_shown_is_there_in_both_languages(edition: str) -> None:
    rows = catalogue.load()
    shown = [*rows.editions, *rows.levels, *rows.dimensions(edition), *rows.elements(edition), *rows.principles()]
    for row in shown:
        for name in ("title", "short", "summary", "prompt", "outcome"):
            text = getattr(row, name, None)
            assert not text or set(text) >= {"en", "zh"}, (row.id, name)
        assert row.title["en"] and row.title["zh"]
    for element in rows.elements(edition):
        assert element.prompt and element.short and element.summary


def test_rows_nobody_has_seen_confirmed_are_hidden_until_asked_for() -> None:
    rows, all_rows = catalogue.load(), catalogue.read(show_unverified=True)
    assert len(all_rows.principles()) > len(rows.principles())
    hidden = {each.id for each in all_rows.principles()} - {each.id for each in rows.principles()}
    assert all(rows.find(each) is not None for each in hidden)
    parts = [part for element in rows.elements(ISO) for part in element.subelements]
    assert parts and all(part.provenance.confidence != "unverified" for part in parts)
    assert len([part for element in all_rows.elements(ISO) for part in element.subelements]) > len(parts)


def test_an_element_knows_its_dimension_and_an_unknown_edition_is_the_first() -> None:
    rows = catalogue.load()
    dimension = rows.dimension_of("el-monitoring")
    assert dimension is not None and dimension.clause == "7.4"
    assert rows.dimension_of("el-nothing") is None
    assert rows.edition("from-a-newer-program") == rows.editions[0]
    assert rows.find("el-nothing") is None and not rows.is_in("el-nothing", ISO)


def test_a_teams_own_rows_lie_over_the_shipped_ones(tmp_path: Path) -> None:
    shipped = catalogue.load()
    path = own(
        tmp_path,
        {
            "dimensions": [
                {
                    "id": "dim-operational",
                    "elements": [
                        {"id": "el-monitoring", "title": {"en": "Our figures"}},
                        {"id": "el-own", "clause": "X.1", "title": {"en": "Ours", "zh": "自定"}},
                    ],
                }
            ],
            "editions": [{"id": GBT, "omits": []}],
        },
    )
    rows = catalogue.read(path)
    changed, former = rows.find("el-monitoring"), shipped.find("el-monitoring")
    assert changed is not None and former is not None
    assert changed.title == {"en": "Our figures", "zh": former.title["zh"]}
    assert changed.summary == former.summary
    assert [each.id for each in rows.elements(ISO)][-1] == "el-own"
    assert rows.find("el-public-accountability") in rows.elements(GBT)
    assert shipped.find("el-own") is None


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "bom.json"
    path.write_bytes(b"\xef\xbb\xbf{}")
    assert catalogue.read(path).elements(ISO) == catalogue.load().elements(ISO)


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("not json", "error.catalogue.unreadable"),
        ("[" * 100_000, "error.catalogue.unreadable"),
        ("[]", "error.catalogue.form"),
        ({"editions": []}, "error.catalogue.form"),
        ({"levels": 3}, "error.catalogue.form"),
        ({"levels": [{"id": "level-5", "number": 5, "title": {"en": "x"}}]}, "error.catalogue.form"),
        ({"principles": [{"id": "own"}]}, "error.catalogue.form"),
        ({"principles": [{"id": ["own"]}]}, "error.catalogue.form"),
        (
            {"dimensions": [{"id": "dim-operational", "elements": [{"id": "x", "subelements": [3]}]}]},
            "error.catalogue.form",
        ),
        ({"dimensions": [{"id": "dim-operational", "title": {"English": "x"}}]}, "error.catalogue.form"),
    ],
)
def test_a_file_that_is_no_catalogue_is_refused_with_its_name_and_the_place(
    tmp_path: Path, content: Any, key: str
) -> None:
    with pytest.raises(CatalogueError) as caught:
        catalogue.read(own(tmp_path, content))
    assert caught.value.key == key
    for language in LANGUAGES:
        words = say(caught.value.key, language, name=caught.value.name, detail=caught.value.detail)
        assert "own catalogue.json" in words and "{" not in words.replace("{…}", "")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="unreadable"):
        catalogue.read(tmp_path / "nowhere.json")


def test_parts_of_an_element_are_replaced_as_a_whole(tmp_path: Path) -> None:
    part = {"id": "a", "title": {"en": "Part", "zh": "部分"}, "provenance": {"confidence": "confirmed"}}
    content = {"dimensions": [{"id": "dim-operational", "elements": [{"id": "el-monitoring", "subelements": [part]}]}]}
    rows = catalogue.read(own(tmp_path, content))
    (element,) = (each for each in rows.elements(ISO) if each.id == "el-monitoring")
    assert [each.title["en"] for each in element.subelements] == ["Part"]
