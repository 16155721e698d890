"""The map is a projection: whatever changed, each card shows what its record holds now, and nothing else is on the map."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from journeymap.edit import annotations, fields, stages, touchpoints
from journeymap.model import queries
from journeymap.model.changes import Change, Label
from journeymap.model.document import State
from journeymap.model.records import Touchpoint
from journeymap.model.text import LocalText
from journeymap.ui.canvas.card_face import card_face
from tests.ui.conftest import Hand

Wish = Callable[[State, str, str, random.Random], list[Change]]


def _annotated(state: State, _journey: str, point: str, dice: random.Random) -> list[Change]:
    add = dice.choice((annotations.add_expectation, annotations.add_pain_point, annotations.add_opportunity))
    return add(state, point, text=LocalText(en="x"))[1]


WISHES: list[Wish] = [
    lambda state, journey, point, dice: fields.set_field([point], "emotion", dice.randint(-2, 2)),
    lambda state, journey, point, dice: fields.set_field([point], "channel", dice.choice(("web", "counter", None))),
    lambda state, journey, point, dice: fields.set_text(state, point, "title", "en", f"T{dice.randint(0, 99)}"),
    _annotated,
    lambda state, journey, point, dice: annotations.cycle_link(state, point, "el-service-culture"),
    lambda state, journey, point, dice: touchpoints.add_behind(state, point)[1],
    lambda state, journey, point, dice: touchpoints.move_by_keys(state, [point], dice.choice((-1, 1)), 0),
    lambda state, journey, point, dice: touchpoints.connect(
        state, point, dice.choice(queries.touchpoints(state, journey)).id
    )[1],
    lambda state, journey, point, dice: touchpoints.delete(state, [point]),
    lambda state, journey, point, dice: stages.add_stage(state, journey)[1],
    lambda state, journey, point, dice: stages.move(state, dice.choice(queries.stages(state, journey)).id, 0),
]


@pytest.mark.parametrize("seed", range(6))
def test_cards_show_their_records_after_every_change(hand: Hand, seed: int) -> None:
    dice = random.Random(seed)
    session, journey = hand.window.session, hand.window.journey_id
    assert session is not None
    stage, lane = touchpoints.first_place(session.state, journey) or ("", "")
    for _ in range(3):
        session.run(Label.of("add_touchpoint"), touchpoints.add(session.state, journey, stage, lane)[1])
    for _ in range(40):
        points = queries.touchpoints(session.state, journey)
        if not points:
            break
        if dice.random() < 0.2:
            session.undo()
        else:
            changes = dice.choice(WISHES)(session.state, journey, dice.choice(points).id, dice)
            session.run(Label.of("move_touchpoints", n=1), changes)
        shown = {each.id for each in queries.touchpoints(session.state, journey)}
        assert set(hand.scene._cards) == shown
        assert set(hand.scene._lines) == {each.id for each in queries.connections(session.state, journey)}
        for touchpoint_id, card in hand.scene._cards.items():
            record = session.state.get(Touchpoint, touchpoint_id)
            assert record is not None
            assert card.face == card_face(session.state, record)
            box = hand.scene.layout.cards[touchpoint_id]
            assert (card.x(), card.y()) == (box.x, box.y)
