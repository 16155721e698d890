"""A newcomer draws a journey of twelve touchpoints with two branches: once by mouse alone, once by keyboard alone.

Typing aside, at most four actions (clicks, keys, drags) for each touchpoint. `docs/actions.md` tells the counts
found here.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt

from journeymap.model import queries
from tests.ui.conftest import Hand

TOUCHPOINTS = 12
MOUSE_ACTIONS, KEY_ACTIONS = 26, 30
WAYS = {
    ("Hears of it", "Looks it up", "sequence"),
    ("Looks it up", "Applies online", "branch"),
    ("Looks it up", "Goes to the counter", "branch"),
    ("Applies online", "Is checked", "sequence"),
    ("Goes to the counter", "Is checked", "sequence"),
    ("Is checked", "Is accepted", "branch"),
    ("Is checked", "Is asked for more", "branch"),
    ("Is asked for more", "Hands in papers", "sequence"),
    ("Hands in papers", "Is accepted", "sequence"),
    ("Is accepted", "Pays", "sequence"),
    ("Pays", "Gets the card", "sequence"),
    ("Gets the card", "Uses it", "sequence"),
    ("Uses it", "Is asked how it was", "sequence"),
}


def check(hand: Hand, told: int) -> None:
    assert len(hand.points()) == TOUCHPOINTS
    assert hand.ways() == WAYS
    stages = {
        each.id: place for place, each in enumerate(queries.stages(hand.window.session.state, hand.window.journey_id))
    }
    assert {stages[each.stage_id] for each in hand.points()} == {0, 1, 2, 3}
    assert hand.actions == told
    assert told <= 4 * TOUCHPOINTS


def test_by_mouse_alone(hand: Hand) -> None:
    def name(text: str) -> None:
        hand.type(text)
        hand.click(hand.cell(3, 2))

    def next_in(source: str, stage: int, lane: int, text: str) -> None:
        hand.drag(hand.handle(source), hand.cell(stage, lane))
        name(text)

    def next_of(source: str, text: str) -> None:
        hand.click(hand.handle(source))
        name(text)

    hand.double_click(hand.cell(0, 0))
    name("Hears of it")
    next_of("Hears of it", "Looks it up")
    next_in("Looks it up", 1, 0, "Applies online")
    next_in("Looks it up", 1, 1, "Goes to the counter")
    next_in("Applies online", 2, 0, "Is checked")
    hand.drag(hand.handle("Goes to the counter"), hand.centre("Is checked"))
    next_of("Is checked", "Is accepted")
    next_in("Is checked", 2, 1, "Is asked for more")
    next_of("Is asked for more", "Hands in papers")
    hand.drag(hand.handle("Hands in papers"), hand.centre("Is accepted"))
    next_of("Is accepted", "Pays")
    next_in("Pays", 3, 0, "Gets the card")
    next_of("Gets the card", "Uses it")
    next_of("Uses it", "Is asked how it was")
    check(hand, MOUSE_ACTIONS)


def test_by_keyboard_alone(hand: Hand) -> None:
    enter, tab = Qt.Key.Key_Return, Qt.Key.Key_Tab
    shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier

    def walk_to(title: str) -> None:
        """As a person does: look where the card is and press the arrows until it is selected."""
        for _ in range(8):
            here = hand.scene.card(hand.scene.selected_ids()[0]).sceneBoundingRect().center()
            if hand.scene.selected_ids() == [hand.point(title).id]:
                return
            there: QPointF = hand.centre(title)
            dx, dy = there.x() - here.x(), there.y() - here.y()
            if abs(dx) >= abs(dy):
                hand.key(Qt.Key.Key_Right if dx > 0 else Qt.Key.Key_Left)
            else:
                hand.key(Qt.Key.Key_Down if dy > 0 else Qt.Key.Key_Up)
        raise AssertionError(f"the arrows do not lead to {title}")

    def connect(target: str) -> None:
        hand.key(Qt.Key.Key_L, control)
        walk_to(target)
        hand.key(enter)

    hand.key(enter)
    hand.type("Hears of it")
    hand.key(tab)
    hand.type("Looks it up")
    hand.key(enter, shift)
    hand.type("Applies online")
    hand.key(enter, shift)
    hand.type("Is checked")
    hand.key(tab)
    hand.type("Is accepted")
    hand.key(tab)
    hand.type("Pays")
    hand.key(enter, shift)
    hand.type("Gets the card")
    hand.key(tab)
    hand.type("Uses it")
    hand.key(tab)
    hand.type("Is asked how it was")
    hand.key(enter)
    walk_to("Looks it up")
    hand.key(enter, shift)
    hand.type("Goes to the counter")
    hand.key(enter)
    hand.key(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    connect("Is checked")
    walk_to("Is checked")
    hand.key(enter, control)
    hand.type("Is asked for more")
    hand.key(tab)
    hand.type("Hands in papers")
    hand.key(enter)
    connect("Is accepted")
    check(hand, KEY_ACTIONS)
