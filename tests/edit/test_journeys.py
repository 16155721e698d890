"""Journeys, personas and projects made from templates."""

from __future__ import annotations

import pytest

from journeymap.edit import journeys, projects, sub_journeys
from journeymap.model import queries
from journeymap.model.changes import Label, Set
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


def several(document: Document, *titles: str) -> list[str]:
    made = []
    for title in titles:
        journey, changes = journeys.add(document.state, LocalText(en=title), [], [])
        document.apply(changes, LABEL)
        made.append(journey.id)
    return made


def tree(document: Document) -> list[tuple[str, int]]:
    return [(each.title.shown_in("en"), depth) for each, depth in queries.journey_tree(document.state)]


def test_journeys_are_put_within_each_other_and_taken_out(small_journey: Document) -> None:
    one, two = several(small_journey, "One", "Two")
    small_journey.apply(journeys.push_in(small_journey.state, two), LABEL)
    assert tree(small_journey) == [("Register", 0), ("One", 0), ("Two", 1)]
    small_journey.apply(journeys.push_in(small_journey.state, one), LABEL)
    assert tree(small_journey) == [("Register", 0), ("One", 1), ("Two", 2)]
    assert journeys.push_in(small_journey.state, "j") == [] and journeys.pull_out(small_journey.state, "j") == []
    assert journeys.nest(small_journey.state, "j", two) == []
    small_journey.apply(journeys.pull_out(small_journey.state, two), LABEL)
    assert tree(small_journey) == [("Register", 0), ("One", 1), ("Two", 1)]
    small_journey.apply(journeys.pull_out(small_journey.state, one), LABEL)
    assert tree(small_journey) == [("Register", 0), ("Two", 1), ("One", 0)]


def test_journeys_move_among_those_beside_them(small_journey: Document) -> None:
    one, two, three = several(small_journey, "One", "Two", "Three")
    small_journey.apply(journeys.nest(small_journey.state, three, "j"), LABEL)
    small_journey.apply(journeys.move(small_journey.state, two, -1), LABEL)
    assert tree(small_journey) == [("Register", 0), ("Three", 1), ("Two", 0), ("One", 0)]
    small_journey.apply(journeys.move(small_journey.state, "j", 1), LABEL)
    assert tree(small_journey) == [("Two", 0), ("Register", 0), ("Three", 1), ("One", 0)]
    assert journeys.move(small_journey.state, one, 1) == [] and journeys.move(small_journey.state, three, -1) == []
    small_journey.apply(journeys.nest(small_journey.state, one, "j", three), LABEL)
    assert tree(small_journey) == [("Two", 0), ("Register", 0), ("One", 1), ("Three", 1)]
    assert journeys.nest(small_journey.state, one, "j", three) == []


def test_a_journey_behind_a_touchpoint_lies_within_its_journey(small_journey: Document) -> None:
    below, changes = sub_journeys.begin_behind(small_journey.state, "b")
    assert below is not None
    small_journey.apply(changes, LABEL)
    state = small_journey.state
    assert queries.journeys_above(state)[below.id] == "j"
    assert queries.stages(state, below.id) and queries.lanes(state, below.id)
    assert sub_journeys.begin_behind(state, "b") == (state.get(Journey, below.id), [])
    (one,) = several(small_journey, "One")
    small_journey.apply([Set("a", "sub_journey_id", one)], LABEL)
    assert [depth for _, depth in tree(small_journey)] == [0, 1, 1]
    assert journeys.pull_out(small_journey.state, one) == []


def test_a_journey_goes_with_those_within_it(small_journey: Document) -> None:
    one, two = several(small_journey, "One", "Two")
    small_journey.apply(journeys.nest(small_journey.state, two, one), LABEL)
    small_journey.apply(journeys.delete(small_journey.state, one), LABEL)
    assert tree(small_journey) == [("Register", 0)]


def test_journeys_in_a_circle_are_all_in_the_tree(small_journey: Document) -> None:
    one, two = several(small_journey, "One", "Two")
    small_journey.apply([Set(one, "parent_id", two), Set(two, "parent_id", one)], LABEL)
    assert len(tree(small_journey)) == 3
    above = queries.journeys_above(small_journey.state)
    assert sorted(len(queries.line_of_journeys(above, each)) for each in (one, two)) == [1, 2]
