"""Journeys of any shape for the tests of layout and routing, written down as whole numbers."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from journeymap.model.document import State
from journeymap.model.order import keys_between
from journeymap.model.records import Connection, Journey, Lane, Record, Stage, Touchpoint
from journeymap.model.values import CONNECTION_KINDS, LANE_KINDS, Point

JOURNEY = "journey"


@dataclass(frozen=True)
class Plan:
    """A journey: for each touchpoint its stage and lane, for each connection its ends and kind; places by hand."""

    stages: int
    lanes: int
    touchpoints: tuple[tuple[int, int], ...]
    connections: tuple[tuple[int, int, str], ...] = ()
    by_hand: tuple[tuple[int, float, float], ...] = ()

    def state(self) -> State:
        records: list[Record] = [Journey(id=JOURNEY)]
        for place, key in enumerate(keys_between(None, None, self.stages)):
            records.append(Stage(id=f"s{place}", journey_id=JOURNEY, order=key))
        for place, key in enumerate(keys_between(None, None, self.lanes)):
            kind = LANE_KINDS[min(place, len(LANE_KINDS) - 1)]
            records.append(Lane(id=f"l{place}", journey_id=JOURNEY, order=key, kind=kind))
        places = {number: Point(x, y) for number, x, y in self.by_hand}
        for number, (stage, lane) in enumerate(self.touchpoints):
            key = f"{number + 1:05d}"  # does not change when touchpoints are added
            records.append(
                Touchpoint(
                    id=f"t{number}",
                    journey_id=JOURNEY,
                    stage_id=f"s{stage}",
                    lane_id=f"l{lane}",
                    order=key,
                    pos=places.get(number),
                )
            )
        for number, (source, target, kind) in enumerate(self.connections):
            records.append(
                Connection(
                    id=f"c{number}", journey_id=JOURNEY, source_id=f"t{source}", target_id=f"t{target}", kind=kind
                )
            )
        return State(records)


def chain(*touchpoints: tuple[int, int], stages: int = 1, lanes: int = 1) -> Plan:
    """Touchpoints of one sequence."""
    links = tuple((number, number + 1, "sequence") for number in range(len(touchpoints) - 1))
    return Plan(stages, lanes, touchpoints, links)


@st.composite
def plans(draw: st.DrawFn, most: int = 14, by_hand: bool = False) -> Plan:
    """Any small journey: flows mostly forward, with branches, loops, doubled and circular connections."""
    stages, lanes = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    count = draw(st.integers(1, most))
    touchpoints = draw(
        st.lists(st.tuples(st.integers(0, stages - 1), st.integers(0, lanes - 1)), min_size=count, max_size=count)
    )
    ends = st.integers(0, count - 1)
    connections = draw(st.lists(st.tuples(ends, ends, st.sampled_from(CONNECTION_KINDS)), max_size=2 * count))
    places: dict[int, tuple[int, float, float]] = {}
    if by_hand:
        for number in draw(st.sets(ends)):
            x, y = draw(st.integers(0, 900)), draw(st.integers(0, 500))
            places[number] = (number, float(x), float(y))
    return Plan(stages, lanes, tuple(touchpoints), tuple(connections), tuple(places.values()))
