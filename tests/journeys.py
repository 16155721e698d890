"""Small journeys that tests begin with: plain records with short ids that say what they are."""

from __future__ import annotations

import itertools

import pytest

from journeymap.model.document import Document
from journeymap.model.order import keys_between
from journeymap.model.records import (
    Basis,
    Connection,
    DataPoint,
    Evidence,
    Expectation,
    Feeling,
    Indicator,
    Journey,
    Lane,
    ModelLink,
    Opportunity,
    PainPoint,
    Persona,
    Project,
    Record,
    Stage,
    Touchpoint,
)
from journeymap.model.text import LocalText


def way(source: str, target: str, kind: str = "sequence", **more: object) -> Connection:
    """The connection `source-target`."""
    fields = {"id": f"{source}-{target}", "journey_id": "j", "source_id": source, "target_id": target, "kind": kind}
    return Connection(**{**fields, **more})


def chain_of(*names: str, journey_id: str = "j") -> list[Record]:
    """Touchpoints one after the other, a sequence, in stage `s1` and lane `front`."""
    points: list[Record] = [
        Touchpoint(id=name, journey_id=journey_id, stage_id="s1", lane_id="front", order=key, title=LocalText(en=name))
        for name, key in zip(names, keys_between(None, None, len(names)), strict=True)
    ]
    return [*points, *(way(one, other) for one, other in itertools.pairwise(names))]


def frame() -> list[Record]:
    """A project with one journey of two stages and two lanes, and nothing in them."""
    return [
        Project(id="p", title=LocalText(en="Move", zh="搬家"), languages=("en", "zh")),
        Journey(id="j", title=LocalText(en="Register", zh="登记")),
        Stage(id="s1", journey_id="j", order="A"),
        Stage(id="s2", journey_id="j", order="B"),
        Lane(id="front", journey_id="j", kind="frontstage", order="A"),
        Lane(id="back", journey_id="j", kind="backstage", order="B"),
    ]


@pytest.fixture
def small_journey() -> Document:
    """Touchpoints a → b → c in one cell of an otherwise empty journey."""
    return Document([*frame(), *chain_of("a", "b", "c")])


@pytest.fixture
def with_annotations(small_journey: Document) -> Document:
    """The small journey with something of every kind noted at b."""
    return Document(
        [
            *small_journey.state,
            Persona(id="ada", name=LocalText(en="Ada")),
            Evidence(id="e", kind="survey"),
            Feeling(id="feeling", touchpoint_id="b", persona_id="ada", emotion=-1),
            Expectation(id="hope", touchpoint_id="b"),
            PainPoint(id="pain", touchpoint_id="b", severity=5),
            Opportunity(id="fix", touchpoint_ids=("b",), answers_ids=("pain",), kind="fix"),
            Opportunity(id="idea", touchpoint_ids=("b", "c")),
            ModelLink(id="link", subject_id="b", element_id="el-monitoring"),
            ModelLink(id="pain_link", subject_id="pain", element_id="el-monitoring", relation="lacks"),
            DataPoint(id="data", touchpoint_id="b"),
            Indicator(id="figure", subject_id="b"),
            Basis(id="basis", subject_id="b", field="emotion", evidence_ids=("e",)),
        ]
    )
