"""The words of a comparison, without a window: every figure of the samples and of endless loops has a name and a value."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

import pytest

from journeymap import labels, resources
from journeymap.analysis.compare import Changed, Comparison, Difference, compare
from journeymap.edit import fields, versions
from journeymap.model import queries
from journeymap.model.changes import Change, Label, Set
from journeymap.model.document import Document
from journeymap.model.records import Touchpoint
from journeymap.model.text import LocalText
from journeymap.model.values import Duration, Money
from journeymap.session import Session
from journeymap.ui.views.compare_words import change_words, figure_lines, marks
from journeymap.ui.words import set_language

LABEL = Label.of("paste")


@pytest.fixture(params=labels.LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    set_language(str(request.param))
    yield str(request.param)
    set_language("en")


def versions_of(path: object) -> tuple[Session, str, str]:
    session = Session.open_copy(path)  # type: ignore[arg-type]
    before_id = queries.journeys(session.state)[0].id
    made, changes = versions.make(session.state, before_id, LocalText(en="New"), "to_be")
    assert made is not None
    session.run(LABEL, changes)
    return session, before_id, made.id


@pytest.mark.parametrize("path", resources.samples(), ids=lambda path: path.stem)
def test_a_sample_and_its_copy_are_the_same_until_one_is_changed(path: object, language: str) -> None:
    session, before_id, after_id = versions_of(path)
    found = compare(session.state, before_id, after_id)
    assert marks(session.state, found) == [] and figure_lines(session.state, found) == []
    points = queries.touchpoints(session.state, after_id)
    changes: list[Change] = list(fields.set_field([each.id for each in points], "emotion", 2))
    for each in points:
        changes += [
            Set(each.id, "waiting", Duration(typical=9e6)), Set(each.id, "fee", Money(typical=77.0, unit="CNY")),
            Set(each.id, "channel", "post"), Set(each.id, "visits", 3), Set(each.id, "barriers", ("upload",)),
            Set(each.id, "title", LocalText(en="Other", zh="其他")), Set(each.id, "description", LocalText(en="x" * 90)),
            Set(each.id, "level_reached", 4), Set(each.id, "is_goal", not each.is_goal),
        ]  # fmt: skip
    session.run(LABEL, changes)
    found = compare(session.state, before_id, after_id)
    told = marks(session.state, found)
    assert len([each for each in told if each.before_id and session.state.get(Touchpoint, each.before_id)]) == len(
        points
    )
    lines = figure_lines(session.state, found)
    assert len(lines) > 20 and all(each.name and "→" in each.values for each in lines)
    words = " ".join([*(each.detail for each in told), *(each.name + each.values for each in lines)])
    assert "figure." not in words and "None" not in words and "Duration" not in words


def test_endless_money_and_time_are_told(language: str, small_journey: Document) -> None:
    found = compare(small_journey.state, "j", "j")
    names = [name for name in found.figures if found.figures[name].before is not None]
    names += ["fee.CNY.most", "fee.GBP.most", "time.most", "everyone.fee.XAU", "dearest_path.CNY", "slowest_path"]
    endless = Comparison({}, (), (), (), (), (), {name: Difference(1.0, inf) for name in names}, {}, {})
    assert len(figure_lines(small_journey.state, endless)) >= len(names) - 12


def test_one_field_is_told_from_what_to_what(small_journey: Document) -> None:
    set_language("en")

    def told(field: str, before: object, after: object) -> str:
        return change_words(small_journey.state, Changed("a", "a", field, before, after))

    assert told("kind", "action", "wait") == "Kind Action → Wait"
    assert told("level_aimed", 2, None) == "Level aimed at L2 → –"
    assert told("moment_of_truth", False, True) == "Moment of truth no → yes"
    assert told("start_share", 0.25, 0.5) == "Starts here 25 % → 50 %"
    assert told("title", LocalText(en="Ask"), LocalText(en="Apply")) == 'Title "Ask" → "Apply"'
    assert told("pain_points", (LocalText(en="x"),) * 3, ()) == "Pain points 3 → 0"
    assert told("expectations", (LocalText(en="x"),), (LocalText(en="y"),)) == "Expectations reworded"
    assert told("stage_id", "s1", "gone") == "Stage – → –"
