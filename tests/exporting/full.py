"""A journey with everything on it: each kind of annotation at each touchpoint, each text filled in both languages and unlike
any other, with words longer than a column."""

from __future__ import annotations

from itertools import count
from typing import Any

from journeymap.model.document import State
from journeymap.model.order import keys_between
from journeymap.model.records import (
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
from tests.exporting.pages import JOURNEY

_LONG = ("Rechtsschutzversicherungsgesellschaften", "Donaudampfschifffahrt", "antidisestablishmentarianism")
_SHORT = {"title", "name", "condition"}


def full_journey(touchpoints: int) -> State:
    """A journey of so many touchpoints; about one stage for each ten, five lanes."""
    numbers = count(1)

    def filled(record: type[Record], /, **values: Any) -> Record:
        texts = {}
        for name in record.model_fields:
            if name not in values and record.model_fields[name].annotation is LocalText:
                texts[name] = _text(next(numbers), record.KIND, name)
        return record(**texts, **values)

    stages, lanes = max(2, touchpoints // 10), 5
    records = [
        filled(Project, id="project", languages=("en", "zh")),
        filled(Journey, id=JOURNEY, persona_ids=("persona",)),
        filled(Persona, id="persona"),
        filled(Evidence, id="evidence"),
    ]
    kinds = ("citizen", "frontstage", "backstage", "partner", "support")
    for place, key in enumerate(keys_between(None, None, stages)):
        records.append(filled(Stage, id=f"s{place}", journey_id=JOURNEY, order=key))
    for place, key in enumerate(keys_between(None, None, lanes)):
        records.append(filled(Lane, id=f"l{place}", journey_id=JOURNEY, order=key, kind=kinds[place]))
    for place, key in enumerate(keys_between(None, None, touchpoints)):
        point = f"t{place}"
        where = {"journey_id": JOURNEY, "stage_id": f"s{place * stages // touchpoints}", "lane_id": f"l{place % lanes}"}
        records.append(
            filled(
                Touchpoint, id=point, order=key, **where, channel=("counter", "app", "phone")[place % 3], kind="action",
                emotion=(place * 2) % 5 - 2, level_reached=place % 5, level_aimed=4, is_goal=place == touchpoints - 1,
                moment_of_truth=place % 2 == 0, visits=1, documents=3, data_repeated=2, barriers=("language", "hearing"),
            )
        )  # fmt: skip
        if place:
            ends = {"source_id": f"t{place - 1}", "target_id": point}
            records.append(filled(Connection, id=f"c{place}", journey_id=JOURNEY, kind="sequence", **ends))
        ways = {"touchpoint_id": point, "evidence_ids": ("evidence",)}
        records += [
            filled(Expectation, id=f"e{place}", expected=5, perceived=2, kano="must", **ways),
            filled(PainPoint, id=f"p{place}", severity=5, frequency=0.4, **ways),
            filled(PainPoint, id=f"q{place}", severity=2, **ways),
            filled(
                Opportunity,
                id=f"o{place}",
                touchpoint_ids=(point,),
                kind="surprise",
                impact=5,
                effort=1,
                owner="Office 4",
            ),
            filled(Opportunity, id=f"i{place}", touchpoint_ids=(point,), kind="improve", impact=2, effort=3),
            filled(ModelLink, id=f"m{place}", subject_id=point, element_id="fairness-access", relation="lacks"),
            filled(DataPoint, id=f"d{place}", touchpoint_id=point, personal=True),
            filled(Indicator, id=f"n{place}", subject_id=point, unit="min", baseline=40.0, target=10.0, actual=25.0),
            Feeling(id=f"f{place}", touchpoint_id=point, persona_id="persona", emotion=-1),
        ]
    return State(records)


def _text(number: int, kind: str, field: str) -> LocalText:
    """A text that is nowhere else; titles are shorter than what is written below them."""
    long = _LONG[number % len(_LONG)]
    if field in _SHORT:
        return LocalText(en=f"No. {number}: {long}", zh=f"第{number}项：办理“一件事”（须本人到场）")
    words = f"{kind.replace('_', ' ')} {field.replace('_', ' ')}"
    return LocalText(
        en=f"Text {number} of the {words}: whoever reads {long} at the desk has to come back on Monday, with all papers.",
        zh=f"第{number}条文字（{kind}·{field}）：窗口人员说明“材料不全，请补正后再来”，办事人需要再跑一趟，且无法网上预约。",
    )
