"""The sample journeys: built from their sources, whole in both languages, and worth looking at."""

from __future__ import annotations

import importlib.util
import tomllib
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pydantic import BaseModel

from journeymap import catalogue, resources
from journeymap.analysis.findings import findings_of
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Connection, Evidence, Journey, ModelLink, Opportunity, Persona, Record, Touchpoint
from journeymap.model.text import LocalText
from journeymap.model.values import BARRIERS
from journeymap.storage import load_project, project_bytes

SAMPLES = resources.samples()
NAMES = [path.stem for path in SAMPLES]
WRITTEN = date(2026, 11, 22)
INTENDED = {"shut_out", "must_be_gap"}
"""What a sample shows on purpose: somebody who cannot get through, and an unmet must-be expectation."""


def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_samples", SAMPLES[0].parent / "build.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(params=SAMPLES, ids=NAMES)
def sample(request: pytest.FixtureRequest) -> State:
    path: Path = request.param
    loaded = load_project(path)
    assert loaded.notices == ()
    return State(loaded.records)


def texts(value: Any, place: str = "") -> list[tuple[str, LocalText]]:
    if isinstance(value, LocalText):
        return [(place, value)]
    if isinstance(value, BaseModel):
        found = []
        for name in type(value).model_fields:
            found += texts(getattr(value, name), f"{place}.{name}")
        return found
    return []


def test_there_are_samples_of_both_editions() -> None:
    editions = {queries.project(State(load_project(path).records)).edition for path in SAMPLES}
    assert len(SAMPLES) >= 4
    assert editions == {each.id for each in catalogue.load().editions}


def test_each_file_is_what_its_source_makes() -> None:
    build = builder()
    sources = sorted((SAMPLES[0].parent / "sources").glob("*.toml"))
    assert [path.stem for path in sources] == NAMES
    for path in sources:
        source = build.Source(path.stem, tomllib.loads(path.read_text("utf-8")))
        document_id = source.id_of("document", path.stem)
        built = project_bytes(State(source.build()), {}, document_id=document_id, revision=1)
        assert built == (SAMPLES[0].parent / f"{path.stem}.journey").read_bytes(), "run `make samples`"


def test_every_text_is_there_in_both_languages(sample: State) -> None:
    for record in sample:
        for place, text in texts(record, record.kind_name):
            assert set(text) in (set(), {"en", "zh"}), (place, dict(text))


def test_nothing_hangs_in_the_air(sample: State) -> None:
    assert {each.id for each in sample.live_records()} == {each.id for each in sample}
    for record in sample:
        for name in (*record.REFERENCES, *(each for each in type(record).model_fields if each == "evidence_ids")):
            value = getattr(record, name)
            for each in value if isinstance(value, tuple) else (value,):
                assert each is None or each in sample, (record.kind_name, name, each)


def test_a_sample_is_a_whole_journey(sample: State) -> None:
    (journey,) = sample.all(Journey)
    points = sample.all(Touchpoint)
    assert 12 <= len(points) <= 60 and any(each.is_goal for each in points)
    assert journey.goal and journey.scope_from and journey.scope_to and journey.persona_ids
    assert {"branch", "loop"} <= {each.kind for each in sample.all(Connection)}
    assert {each.kind for each in sample.all(Opportunity)} == {"fix", "improve", "surprise"}
    assert sum(each.emotion is not None for each in points) >= 10
    assert {each.kind for each in sample.all(Evidence)} > {"assumption"}
    assert "sample" in queries.project(sample).about["en"].lower()


def test_a_persona_has_a_limit_that_matters_in_her_journey(sample: State) -> None:
    barriers = {barrier for each in sample.all(Touchpoint) for barrier in each.barriers}
    assert barriers <= set(BARRIERS)
    personas = sample.all(Persona)
    assert len(personas) >= 2
    assert any(set(each.limits) & barriers for each in personas)
    assert all(set(each.limits) <= set(BARRIERS) for each in personas)


def test_links_lead_to_elements_of_the_edition_and_some_are_left_untouched(sample: State) -> None:
    rows = catalogue.read(show_unverified=True)
    edition = queries.project(sample).edition
    linked = {each.element_id for each in sample.all(ModelLink)}
    assert [each for each in linked if not rows.is_in(each, edition)] == []
    elements = {each.id for each in rows.elements(edition)}
    assert len(elements & linked) >= 6 and elements - linked


def test_a_sample_has_no_problem_but_the_intended_ones(sample: State) -> None:
    (journey,) = sample.all(Journey)
    found = findings_of(sample, journey.id, WRITTEN)
    assert found
    assert {each.key for each in found if each.severity == "problem"} <= INTENDED
    subjects: list[Record | None] = [sample.find(record_id) for each in found for record_id in each.subject_ids]
    assert None not in subjects
