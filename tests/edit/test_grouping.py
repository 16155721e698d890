"""Groups: what a sub-journey takes along, what stays connected, and that taking it apart gives back the same graph."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.journeys import chain_of, frame, way
from tests.strategies import SCALE

from journeymap.edit import grouping
from journeymap.model import queries
from journeymap.model.changes import Add, Label, Set
from journeymap.model.document import Document, State
from journeymap.model.records import Comment, Connection, Journey, Note, PainPoint, Stage, Touchpoint
from journeymap.model.text import LocalText
from journeymap.model.values import CONNECTION_KINDS, Point

LABEL = Label.of("group")


def group(document: Document, *ids: str) -> Touchpoint:
    standing, changes = grouping.group(document.state, ids, LocalText(en="Group"))
    assert standing is not None
    document.apply(changes, LABEL)
    return standing


def ways(state: State, journey_id: str = "j") -> set[tuple[str, str, str]]:
    return {(each.source_id, each.target_id, each.kind) for each in queries.connections(state, journey_id)}


def graph(state: State) -> dict[str, Any]:
    """All that a person sees of a journey and its touchpoints, the order keys included."""
    points = {each.id: each for each in queries.touchpoints(state, "j")}
    return {
        "points": points,
        "order": list(points),
        "ways": {each.id: each for each in queries.connections(state, "j")},
        "path": state.get(Journey, "j").chosen_path,  # type: ignore[union-attr]
        "notes": state.children(Note, "j"),
        "stages": queries.stages(state, "j"),
        "lanes": queries.lanes(state, "j"),
        "journeys": [each.id for each in queries.journeys(state)],
    }


def test_the_middle_of_a_way_becomes_one_touchpoint() -> None:
    document = Document([*frame(), *chain_of("a", "b", "c", "d")])
    standing = group(document, "b", "c")
    state = document.state
    assert [each.id for each in queries.touchpoints(state, "j")] == ["a", standing.id, "d"]
    assert ways(state) == {("a", standing.id, "sequence"), (standing.id, "d", "sequence")}
    below = state.get(Journey, standing.sub_journey_id)
    assert below is not None and below.parent_id == "j" and below.title == LocalText(en="Group")
    assert ways(state, below.id) == {("b", "c", "sequence")}
    assert [each.lane_id != "front" for each in queries.touchpoints(state, below.id)] == [True, True]


def test_annotations_stay_at_their_touchpoints_and_notes_go_along() -> None:
    records = [*frame(), *chain_of("a", "b", "c"), PainPoint(id="pain", touchpoint_id="b")]
    document = Document([*records, Note(id="note", journey_id="j", subject_id="b")])
    standing = group(document, "b", "c")
    assert [each.id for each in queries.pain_points(document.state, "b")] == ["pain"]
    assert document.state.get(Note, "note").journey_id == standing.sub_journey_id  # type: ignore[union-attr]


def test_one_touchpoint_is_no_group() -> None:
    document = Document([*frame(), *chain_of("a", "b")])
    assert grouping.group(document.state, ["a"]) == (None, [])
    assert grouping.group(document.state, ["nobody"]) == (None, [])


def test_what_was_noted_on_the_group_goes_to_the_first_inside() -> None:
    document = Document([*frame(), *chain_of("a", "b", "c")])
    standing = group(document, "b", "c")
    notes = [PainPoint(id="pain", touchpoint_id=standing.id), Comment(id="remark", subject_id=standing.id)]
    document.apply([Add(each) for each in notes], LABEL)
    document.apply(grouping.dissolve(document.state, standing.id), LABEL)
    assert [each.id for each in queries.pain_points(document.state, "b")] == ["pain"]
    assert [each.id for each in document.state.children(Comment, "b")] == ["remark"]


def test_a_connection_drawn_to_the_group_ends_at_the_first_inside() -> None:
    document = Document([*frame(), *chain_of("b", "c"), *chain_of("z")])
    standing = group(document, "b", "c")
    document.apply([Add(way("z", standing.id)), Add(way(standing.id, "z", "loop"))], LABEL)
    document.apply(grouping.dissolve(document.state, standing.id), LABEL)
    assert ways(document.state) == {("b", "c", "sequence"), ("z", "b", "sequence"), ("c", "z", "loop")}


def test_a_group_for_which_two_touchpoints_stand_is_not_taken_apart() -> None:
    document = Document([*frame(), *chain_of("a", "b", "c")])
    standing = group(document, "b", "c")
    document.apply([Add(standing.model_copy(update={"id": "twin"}))], LABEL)
    assert grouping.dissolve(document.state, standing.id) == []
    assert grouping.dissolve(document.state, "a") == []


def test_an_emptied_group_closes_the_gap() -> None:
    document = Document([*frame(), *chain_of("a", "b", "c", "d")])
    standing = group(document, "b", "c")
    document.apply([Set("b", "deleted", True), Set("c", "deleted", True)], LABEL)
    document.apply(grouping.dissolve(document.state, standing.id), LABEL)
    assert ways(document.state) == {("a", "d", "sequence")}


def test_renaming_the_group_renames_its_journey_while_both_are_called_alike() -> None:
    document = Document([*frame(), *chain_of("a", "b", "c")])
    standing = group(document, "b", "c")
    (change,) = grouping.named_alike(document.state, standing.id, "zh", "组")
    assert (change.id, change.after) == (standing.sub_journey_id, LocalText(en="Group", zh="组"))  # type: ignore[union-attr]
    document.apply([Set(standing.id, "title", LocalText(en="Other"))], LABEL)
    assert grouping.named_alike(document.state, standing.id, "en", "x") == []


NAMES = "abcdefgh"


@st.composite
def journeys(draw: st.DrawFn) -> tuple[Document, list[str], list[str]]:
    """A journey with any connections, and two lists of touchpoints to put together, one after the other."""
    titles = draw(st.sampled_from([("", ""), ("One", "Two"), ("Same", "Same")]))
    stages = [
        Stage(id=f"s{n}", journey_id="j", order=key, title=LocalText(en=titles[n % 2])) for n, key in enumerate("ABC")
    ]
    records: list[Any] = [each for each in frame() if not isinstance(each, Stage)]
    points = [
        Touchpoint(
            id=name, journey_id="j", stage_id=draw(st.sampled_from(["s0", "s1", "s2"])), order=name,
            lane_id=draw(st.sampled_from(["front", "back"])), title=LocalText(en=name),
            pos=draw(st.none() | st.just(Point(30.0, 40.0))),
        )
        for name in NAMES
    ]  # fmt: skip
    pairs = draw(st.sets(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=14))
    kinds = st.sampled_from(CONNECTION_KINDS)
    lines = [
        way(one, other, draw(kinds), share=draw(st.none() | st.floats(0, 1)))
        for one, other in sorted(pairs)
        if one != other
    ]
    some = st.lists(st.sampled_from(NAMES), min_size=2, max_size=5, unique=True)
    return Document([*records, *stages, *points, *lines]), draw(some), draw(some)


@settings(max_examples=60 * SCALE, deadline=None)
@given(journeys())
def test_taking_a_group_apart_gives_back_the_same_graph(drawn: tuple[Document, list[str], list[str]]) -> None:
    document, ids, others = drawn
    before = graph(document.state)
    inner = group(document, *ids)
    reached = {(each.source_id, each.target_id) for each in document.state.all(Connection)}
    assert len(document.state.all(Connection)) == len(before["ways"])
    assert not {end for pair in reached for end in pair} - {*NAMES, inner.id}
    # Groups within groups: the first group and what else is left of the second list.
    rest = [each for each in others if each not in ids]
    outer = group(document, inner.id, *rest) if rest else None
    if outer is not None:
        document.apply(grouping.dissolve(document.state, outer.id), LABEL)
    document.apply(grouping.dissolve(document.state, inner.id), LABEL)
    assert graph(document.state) == before
