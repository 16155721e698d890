"""Evidence and what rests on it, and its way to a spreadsheet and back."""

from __future__ import annotations

from datetime import date

import pytest
from tests.ui.panel_project import Small

from journeymap.analysis.ledger import Use, is_aged, ledger, share_of_evidence, statements, uses
from journeymap.edit import evidence, fields
from journeymap.model.changes import Label
from journeymap.model.records import Evidence
from journeymap.model.text import LocalText

TODAY = date(2026, 11, 28)


@pytest.fixture
def small() -> Small:
    return Small()


def add(small: Small, title: str, kind: str, **more: object) -> str:
    record, changes = evidence.add(small.session.state, LocalText(en=title), kind, **more)
    small.session.run(Label.of("add_evidence", n=1), changes)
    return record.id


def rest(small: Small, evidence_id: str, record_id: str, field: str = "") -> None:
    changes = evidence.toggle_use(small.session.state, evidence_id, record_id, field)
    small.session.run(Label.of("set_field", field="field.basis"), changes)


def test_the_ledger_knows_what_rests_on_each_piece_and_what_is_left_when_it_goes(small: Small) -> None:
    survey, talk = add(small, "Survey", "survey", date="2024-01"), add(small, "Talk", "interview", date="2026-10-01")
    small.change(fields.set_field, [small.ask], "emotion", -1)
    small.change(fields.set_field, [small.apply], "emotion", 0)
    rest(small, survey, small.ask, "emotion")
    rest(small, talk, small.ask, "emotion")
    rest(small, talk, small.pain)
    state = small.session.state
    assert uses(state) == {
        survey: [Use(small.ask, "emotion")], talk: [Use(small.ask, "emotion"), Use(small.pain)],
    }  # fmt: skip
    found = ledger(state, TODAY)
    assert [(each.evidence.id, each.is_aged) for each in found.entries] == [(survey, True), (talk, False)]
    # Said in the journey: two feelings, an expectation, a pain point.
    ground = found.ground(small.journey_id)
    assert (ground.measured, ground.observed, ground.assumed) == (1, 1, 2)
    assert share_of_evidence(ground) == 0.5
    small.change(fields.delete, [survey])
    ground = statements(small.session.state, small.journey_id)
    assert (ground.measured, ground.observed, ground.assumed) == (0, 2, 2)
    rest(small, talk, small.ask, "emotion")
    assert uses(small.session.state)[talk] == [Use(small.pain)]


@pytest.mark.parametrize(
    ("day", "aged"),
    [(None, False), ("2024", False), ("2023", True), ("2024-11", False), ("2024-10", True), ("2024-11-27", True),
     ("2024-11-28", False)],
)  # fmt: skip
def test_what_is_older_than_two_years_as_far_as_the_date_is_known(day: str | None, aged: bool) -> None:
    assert is_aged(day, TODAY) is aged


@pytest.mark.parametrize("language", ["en", "zh"])
def test_rows_come_back_from_a_spreadsheet_as_they_went(small: Small, language: str) -> None:
    add(
        small, 'Counter "log"\nof May', "log", source="Hall 3", date="2026-05", sample=1200,
        note=LocalText(en="a\tb", zh="甲\t乙"),
    )  # fmt: skip
    add(small, "Guess", "assumption")
    text = evidence.as_text(evidence.as_rows(small.session.state.all(Evidence), language))
    found, _, unread = evidence.from_text(Small().session.state, text, language)
    assert unread == 0
    fields_of = [(each.kind, each.source, each.date, each.sample) for each in found]
    assert fields_of == [("log", "Hall 3", "2026-05", 1200), ("assumption", "", None, None)]
    assert found[0].title[language] == 'Counter "log"\nof May'
    assert found[0].order < found[1].order


def test_rows_of_any_table_are_taken_with_what_cannot_be_read_in_the_note(small: Small) -> None:
    text = (
        "来源\t类型\t标题\t日期\t无关\n热线\t投诉\t群众来电\t2026年5月\tx\n\t\t\t\t\n网站\tgossip\t留言\tlast May\ty\n"
    )
    found, changes, unread = evidence.from_text(small.session.state, text, "zh")
    small.session.run(Label.of("add_evidence", n=2), changes)
    assert [(each.title["zh"], each.kind, each.source, each.date) for each in found] == [
        ("群众来电", "complaint", "热线", "2026-05"), ("留言", "observation", "网站", None),
    ]  # fmt: skip
    assert unread == 2 and found[1].note["zh"] == "gossip · last May"
    assert small.new_steps == 1


@pytest.mark.parametrize("text", ["", "\n\n", "\t\t\n", '"never closed\t' + "x" * 200_000])
def test_odd_text_is_no_error(small: Small, text: str) -> None:
    found, changes, _ = evidence.from_text(small.session.state, text[:140_000], "en")
    assert len(found) == len(changes) <= 1
