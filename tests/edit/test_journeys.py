"""Journeys, personas and projects made from templates."""

from __future__ import annotations

import pytest

from journeymap.edit import journeys, projects
from journeymap.model import queries
from journeymap.model.changes import Label
from journeymap.model.document import Document
from journeymap.model.records import Journey, Opportunity, Touchpoint
from journeymap.model.text import LocalText

LABEL = Label.of("new_journey")


def test_a_new_journey_has_stages_and_lanes_in_the_order_given(small_journey: Document) -> None:
    titles = [LocalText(en=name) for name in "abc"]
    journey, changes = journeys.add(small_journey.state, LocalText(en="New"), titles, [("citizen", LocalText(en="x"))])
    small_journey.apply(changes, LABEL)
    assert [each.title for each in queries.stages(small_journey.state, journey.id)] == titles
    assert [each.kind for each in queries.lanes(small_journey.state, journey.id)] == ["citizen"]
    assert [each.id for each in queries.journeys(small_journey.state)][-1] == journey.id


def test_a_journey_goes_with_all_in_it_but_the_last_one_stays(with_annotations: Document) -> None:
    assert journeys.delete(with_annotations.state, "j") == []
    other, changes = journeys.add(with_annotations.state, LocalText(), [], [])
    with_annotations.apply(changes, LABEL)
    with_annotations.apply(journeys.delete(with_annotations.state, "j"), LABEL)
    state = with_annotations.state
    assert [each.id for each in queries.journeys(state)] == [other.id]
    assert state.all(Touchpoint) == [] and state.all(Opportunity) == []


def test_a_persona_joins_the_journey_it_was_made_for(small_journey: Document) -> None:
    persona, changes = journeys.add_persona(small_journey.state, "j", LocalText(en="Ada"))
    small_journey.apply(changes, LABEL)
    journey = small_journey.state.get(Journey, "j")
    assert [each.id for each in queries.personas(small_journey.state, journey)] == [persona.id]
    _other, changes = journeys.add_persona(small_journey.state, None)
    small_journey.apply(changes, LABEL)
    assert len(queries.personas(small_journey.state)) == 2
    assert len(queries.personas(small_journey.state, small_journey.state.get(Journey, "j"))) == 1


def test_a_path_is_chosen_and_let_go(small_journey: Document) -> None:
    small_journey.apply(journeys.choose_path("j", ("a", "b")), LABEL)
    journey = small_journey.state.get(Journey, "j")
    assert journey is not None and journey.chosen_path == ("a", "b")
    small_journey.apply(journeys.choose_path("j", ()), LABEL)
    journey = small_journey.state.get(Journey, "j")
    assert journey is not None and journey.chosen_path == ()


@pytest.mark.parametrize("languages", [("zh", "en"), ("en", "zh")])
@pytest.mark.parametrize("name", projects.template_names())
def test_each_template_makes_a_journey_to_type_into_in_both_languages(name: str, languages: tuple[str, str]) -> None:
    state = projects.new_project(name, languages).state
    (journey,) = queries.journeys(state)
    project = queries.project(state)
    assert project.languages == languages
    assert project.edition == ("gbt-47747-2026" if languages[0] == "zh" else "iso-11367-2025")
    titles = [projects.template_title(name), journey.title]
    for row in (
        queries.stages(state, journey.id),
        queries.lanes(state, journey.id),
        queries.touchpoints(state, journey.id),
    ):
        titles += [each.title for each in row]
    assert all(set(title) in ({"en", "zh"}, set()) for title in titles)
    assert set(projects.template_title(name)) == {"en", "zh"}
    assert queries.stages(state, journey.id) and queries.lanes(state, journey.id)


@pytest.mark.parametrize("name", [each for each in projects.template_names() if each != "empty"])
def test_a_template_leads_from_its_beginning_to_its_goal_and_claims_no_facts(name: str) -> None:
    state = projects.new_project(name).state
    journey_id = queries.journeys(state)[0].id
    points = {each.id: each for each in queries.touchpoints(state, journey_id)}
    ways = queries.connections(state, journey_id)
    (goal,) = (each.id for each in points.values() if each.is_goal)
    reached = {next(iter(points))}
    for _ in points:
        reached |= {each.target_id for each in ways if each.kind != "information" and each.source_id in reached}
    assert goal in reached
    assert {end for each in ways for end in (each.source_id, each.target_id)} == set(points)
    assert {each.lane_id for each in points.values()} == {each.id for each in queries.lanes(state, journey_id)}
    assert {each.stage_id for each in points.values()} == {each.id for each in queries.stages(state, journey_id)}
    for point in points.values():
        assert (point.emotion, point.waiting, point.start_share) == (None, None, None)
        assert set(point.title) == {"en", "zh"}
    assert all(each.share is None for each in ways)
    assert all(set(each.condition) in ({"en", "zh"}, set()) for each in ways)


def test_an_unknown_template_is_refused() -> None:
    with pytest.raises(KeyError):
        projects.new_project("no such template")
