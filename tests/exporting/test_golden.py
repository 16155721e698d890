"""Plans of small journeys, compared with what was looked at and found good. `JOURNEYMAP_RENEW_GOLDEN=1` writes them anew."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from journeymap.exporting import PosterOptions, poster
from journeymap.exporting.plan import as_data
from tests.exporting.pages import JOURNEY, journey

GOLDEN = Path(__file__).resolve().parent.parent / "golden"
CASES = {
    "poster_empty_zh": (0, PosterOptions("A4", "landscape", ("zh",), "2026-11-22")),
    "poster_seven_zh": (7, PosterOptions("A3", "landscape", ("zh",), "2026-11-22")),
    "poster_seven_en": (7, PosterOptions("A3", "portrait", ("en",), "2026-11-22")),
    "poster_seven_both": (7, PosterOptions("fitted", "landscape", ("zh", "en"), "2026-11-22")),
}


def _readable(data: dict[str, Any]) -> str:
    """JSON with one mark on a line, so that a changed mark is a changed line."""
    head = {key: value for key, value in data.items() if key != "marks"}
    marks = ",\n".join(json.dumps(mark, ensure_ascii=False) for mark in data["marks"])
    return json.dumps(head, ensure_ascii=False, indent=1)[:-2] + ',\n "marks": [\n' + marks + "\n]}\n"


@pytest.mark.parametrize("name", CASES)
def test_plan_is_as_it_was(name: str) -> None:
    count, options = CASES[name]
    text = _readable(as_data(poster(journey(count), JOURNEY, options).plan))
    path = GOLDEN / f"{name}.json"
    if os.environ.get("JOURNEYMAP_RENEW_GOLDEN"):
        path.write_text(text, "utf-8")
    assert json.loads(text) == json.loads(path.read_text("utf-8")), f"set JOURNEYMAP_RENEW_GOLDEN=1 if {name} is right"
