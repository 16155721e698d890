"""Mermaid texts that leave the program say what Mermaid can say, and come back with every letter."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap import resources
from journeymap.exporting import mermaid
from journeymap.importing import reading
from journeymap.importing.reading import Imported
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Connection, Journey, Lane, Project, Stage, Touchpoint
from journeymap.model.text import LocalText
from journeymap.storage import load_project
from tests.strategies import SCALE

HARD_TEXTS = [
    "a: b; c", 'say "hi"', "[draft] (1) {2}", "# 5 of #6; 100%", "%% no comment", "50% off %%{init}%%", "section two",
    "title", "end", "a|b", "a --> b", "`code` and <b>bold</b>", "1 < 2 > 0", "C:\\new\\table", "one\ntwo",
    "窗口办理：取号；等待，“叫号”（三号）", "style x fill:#f00", "click here", "graph", "subgraph x", "journey",
    "accTitle: x", "emoji 👩\u200d👩\u200d👧 #128512;", "&amp; &lt;", "#quot;", "a,b", "o", "x", "---", "~~~",
    "commas, and: colons", "tab\there", "{{x}}", "@{shape: x}", ":::class", "A & B", "''", "\\n", "$x$ ~y~ *z* _u_",
    "https://example.org/a?b=c#d",
]  # fmt: skip
_TEXTS = st.sampled_from(HARD_TEXTS) | st.text(min_size=1, max_size=25)


def a_journey(titles: list[str], *, stages: list[str], lanes: list[str], actors: list[str] | None = None) -> State:
    """Touchpoints one after the other, spread over the stages in order and over the lanes in turn."""
    keys = [f"{place:04d}" for place in range(200)]

    def texts(text: str) -> LocalText:
        return LocalText(en=text)

    points = [
        Touchpoint(
            id=f"t{place}", journey_id="j", stage_id=f"s{place * len(stages) // len(titles)}", lane_id=f"l{place % len(lanes)}",
            order=keys[place], title=texts(title), emotion=place % 5 - 2,
            third_party=texts(actors[place % len(actors)] if actors else ""),
        )
        for place, title in enumerate(titles)
    ]  # fmt: skip
    ways = [
        Connection(
            id=f"w{place}", journey_id="j", source_id=f"t{place - 1}", target_id=f"t{place}", condition=texts(title)
        )
        for place, title in enumerate(titles)
        if place
    ]
    return State([
        Project(id="p", languages=("en", "zh")),
        Journey(id="j", title=texts(titles[0]), summary=texts(titles[-1])),
        *(Stage(id=f"s{place}", journey_id="j", order=keys[place], title=texts(title)) for place, title in enumerate(stages)),
        *(Lane(id=f"l{place}", journey_id="j", order=keys[place], title=texts(title)) for place, title in enumerate(lanes)),
        *points, *ways,
    ])  # fmt: skip


def back(text: str) -> tuple[Imported, State]:
    found = reading.read(text.encode(), name="map.mmd", language="en")
    return found, State(reading.project_of(found))


def told(state: State) -> list[tuple[str, ...]]:
    """What a journey diagram can say: each touchpoint with stage, lane, others who take part and feeling."""
    (journey,) = queries.journeys(state)
    stages = {each.id: each.title.shown_in("en") for each in queries.stages(state, journey.id)}
    lanes = {each.id: each.title.shown_in("en") for each in queries.lanes(state, journey.id)}
    return [
        tuple(
            each.strip() for each in (
                point.title.shown_in("en"), stages[point.stage_id], lanes.get(point.lane_id, ""),
                point.third_party.shown_in("en"), str(point.emotion),
            )
        )
        for point in queries.touchpoints(state, journey.id)
    ]  # fmt: skip


def test_a_journey_of_hard_texts_comes_back() -> None:
    state = a_journey(HARD_TEXTS, stages=HARD_TEXTS[:12], lanes=HARD_TEXTS[10:20], actors=HARD_TEXTS[20:])
    text, notices = mermaid.journey_text(state, "j", "en")
    found, again = back(text)
    assert told(again) == told(state)
    assert queries.journeys(again)[0].title == state.get(Journey, "j").title  # type: ignore[union-attr]
    assert queries.journeys(again)[0].summary == state.get(Journey, "j").summary  # type: ignore[union-attr]
    assert not notices
    assert not [line.said("en") for line in found.report if line.severity == "left_out"]


def ways(state: State) -> set[tuple[str, str, str, str]]:
    (journey,) = queries.journeys(state)
    titles = {each.id: each.title.shown_in("en").strip() for each in queries.touchpoints(state, journey.id)}
    return {
        (titles[way.source_id], titles[way.target_id], _kind(way.kind), way.condition.shown_in("en").strip())
        for way in queries.connections(state, journey.id)
    }


def _kind(kind: str) -> str:
    return kind if kind in ("information", "parallel", "recovery") else "way"


@pytest.mark.parametrize("title", ['say "hi" \\ it\'s', "办事: #1", "2026", "one\ntwo"])
def test_the_title_of_a_flowchart_comes_back(title: str) -> None:
    _, again = back(mermaid.flowchart_text(a_journey([title], stages=["s"], lanes=["l"]), "j", "en")[0])
    assert queries.journeys(again)[0].title == {"en": title}


def test_a_flowchart_of_hard_texts_comes_back() -> None:
    state = a_journey(HARD_TEXTS, stages=HARD_TEXTS[:12], lanes=["x"])
    text, _ = mermaid.flowchart_text(state, "j", "en")
    found, again = back(text)
    assert [row[:2] for row in told(again)] == [row[:2] for row in told(state)]
    assert ways(again) == ways(state)
    assert not [line.said("en") for line in found.report if line.severity == "left_out"]


@settings(max_examples=40 * SCALE)
@given(
    titles=st.lists(_TEXTS, min_size=1, max_size=5, unique=True),
    names=st.lists(_TEXTS, min_size=1, max_size=3, unique=True),
)
def test_any_texts_come_back(titles: list[str], names: list[str]) -> None:
    titles, names = _usable(titles), _usable(names)
    if not titles or not names:
        return
    state = a_journey(titles, stages=names, lanes=names)
    _, again = back(mermaid.journey_text(state, "j", "en")[0])
    assert told(again) == told(state)
    _, again = back(mermaid.flowchart_text(state, "j", "en")[0])
    assert [row[:2] for row in told(again)] == [row[:2] for row in told(state)]
    assert ways(again) == ways(state)


def _usable(texts: list[str]) -> list[str]:
    """Texts as records keep them, without blanks around, each once."""
    found = [LocalText(en=text).get("en", "").strip() for text in texts]
    return list(dict.fromkeys(text for text in found if text))


@pytest.mark.parametrize("sample", resources.samples(), ids=lambda path: path.stem)
def test_samples_come_back_with_all_that_mermaid_can_say(sample) -> None:  # type: ignore[no-untyped-def]
    state = State(load_project(sample).records)
    for journey in queries.journeys(state):
        for language in ("en", "zh"):
            text, notices = mermaid.flowchart_text(state, journey.id, language)
            found, _ = back(text)
            points = queries.touchpoints(state, journey.id)
            assert found.facts["nodes"] == len(points)
            assert found.facts["edges"] == len(queries.connections(state, journey.id))
            assert found.facts["subgraphs"] == len(queries.stages(state, journey.id))
            text, notices = mermaid.journey_text(state, journey.id, language)
            found, _ = back(text)
            assert found.facts["tasks"] == len(points)
            assert [notice.key for notice in notices][-1:] == ["export.mermaid.one_after_other"]


def test_lines_tell_their_kinds_and_diamonds_decisions() -> None:
    state = a_journey(["a", "b", "c", "d"], stages=["s"], lanes=["l"])
    kinds = [
        Connection(id=f"k{place}", journey_id="j", source_id="t0", target_id="t2", kind=kind)
        for place, kind in enumerate(("information", "parallel", "recovery"))
    ]
    (last,) = (each for each in state.all(Touchpoint) if each.id == "t3")
    decision = last.model_copy(update={"kind": "decision"})
    state = State([*(each for each in state if each.id != "t3"), decision, *kinds])
    text, _ = mermaid.flowchart_text(state, "j", "en")
    _, again = back(text)
    assert ways(again) == ways(state)
    assert {each.title["en"] for each in again.all(Touchpoint) if each.kind == "decision"} == {"d"}


def test_a_feeling_that_nobody_noted_is_said_and_scores_of_a_file_stay() -> None:
    source = "journey\n  section Go\n    In: 4.5: Me\n    Out: 9: Me, Cat\n    Off: 2: Me\n"
    found, state = back(source)
    text, notices = mermaid.journey_text(state, found.journeys[0].id, "en")
    assert re.findall(r": ([\d.]+): Me", text) == ["4.5", "9", "2"]
    assert not [each for each in notices if each.key == "export.mermaid.no_feeling"]
    bare = a_journey(["a"], stages=["s"], lanes=["l"])
    bare = State([each.model_copy(update={"emotion": None}) if isinstance(each, Touchpoint) else each for each in bare])
    text, notices = mermaid.journey_text(bare, "j", "en")
    assert "a: 3: l" in text
    assert [each.key for each in notices] == ["export.mermaid.no_feeling"]
