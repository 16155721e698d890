"""Real files that nobody here wrote: what each holds comes out, or a sentence says why not."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import pytest

from journeymap.importing.errors import ImportProblem
from journeymap.importing.reading import read
from journeymap.labels import say
from tests.importing import journeys_read
from tests.importing.journeys_read import EXAMPLES

pytestmark = [
    pytest.mark.examples,
    pytest.mark.skipif(not EXAMPLES.is_dir(), reason="the example files are not here"),
]

_WORDS = {
    "element": "elements", "relationship": "relationships", "view": "views", "businessProcess-like": "processes",
    "actors/roles": "actors",
}  # fmt: skip


def _facts() -> list[tuple[str, dict[str, int]]]:
    """What the index says that each file holds, as far as an importer counts it."""
    found = []
    folder = ""
    folders = {
        "Mermaid": "mermaid", "CJML": "cjml", "BPMN": "bpmn", "ArchiMate": "archimate", "draw.io": "drawio", "GOV.UK": "govuk",
        "Tables": "tables", "Event": "eventlogs",
    }  # fmt: skip
    index = EXAMPLES / "INDEX.md"
    for line in index.read_text("utf-8").split("\n") if index.is_file() else ():
        if line.startswith("## "):
            folder = next(each for name, each in folders.items() if line[3:].startswith(name))
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 6 and (EXAMPLES / folder / cells[0]).is_file() and folder != "mermaid":
            said = cells[5].replace("'", "").replace("df edges in file order", "edges")
            said = said.replace("dfEdges", "edges").replace("start 1", "starts 1").replace("ends 2", "ends 2")
            counted = {
                _WORDS.get(name, name): int(count)
                for name, count in re.findall(r"([a-zA-Z][\w /-]*?) (\d+)(?![\w.])", said)
            }
            found.append((f"{folder}/{cells[0]}", counted))
    return found


@pytest.mark.parametrize(("name", "facts"), _facts(), ids=lambda value: value if isinstance(value, str) else "")
def test_every_example_gives_the_facts_that_the_index_states(name: str, facts: dict[str, int]) -> None:
    if name.endswith("apply-blue-badge.json"):
        with pytest.raises(ImportProblem) as problem:
            read(EXAMPLES / name)
        assert "transaction" in say(problem.value.key, "en", **problem.value.values)
        return
    imported = read(EXAMPLES / name)
    journeys_read.valid(imported)
    counted = {key: count for key, count in facts.items() if key in imported.facts}
    assert counted, facts
    assert {key: imported.facts[key] for key in counted} == counted


def _mermaid() -> list[dict[str, Any]]:
    path = EXAMPLES / "mermaid" / "EXPECTED.json"
    return json.loads(path.read_text("utf-8"))["files"] if path.is_file() else []


@pytest.mark.parametrize("expected", _mermaid(), ids=lambda each: str(each["file"]))
def test_every_mermaid_journey_gives_its_sections_tasks_scores_and_actors(expected: dict[str, Any]) -> None:
    path = EXAMPLES / "mermaid" / expected["file"]
    if not path.is_file():
        pytest.skip("not among the examples")
    found = journeys_read.of(path)
    facts = Counter(found.imported.facts)
    assert facts["sections"] == expected["sectionCount"]
    assert facts["tasks"] == expected["taskCount"]
    assert facts["actors"] == expected["actorCount"]
    if expected["title"] or expected["accTitle"]:
        assert found.title == (expected["title"] or expected["accTitle"])
    stage_of = {title: stage for stage, titles in found.by_stage.items() for title in titles}
    got = []
    for title in found.titles:
        point = found.point(title)
        actors = [found.lane_of[title], *point.third_party.shown_in(found.imported.language).split(", ")]
        got.append((stage_of[title], title, point.emotion, actors))
    for section, title, score, actors in expected["tasks"]:
        emotion = score - 3 if isinstance(score, int) and 1 <= score <= 5 else None
        matches = [each for each in got if each[1] == title and (not section or each[0] == section)]
        assert matches, (section, title)
        assert len({each[1] for each in got}) < len(got) or matches[0][2] == emotion
        if actors:
            assert [each for each in matches[0][3] if each] == list(dict.fromkeys(actors))
    assert len(got) == expected["taskCount"]


def test_a_document_about_diagrams_gives_the_journey_in_it() -> None:
    found = journeys_read.of(EXAMPLES / "mermaid" / "doc-examples.md")
    assert found.imported.facts["diagrams"] == 9
    assert found.imported.facts["journeys"] == 1
    assert found.titles
    assert not found.others
