"""A real service is entered whole, by keyboard alone and by mouse alone: registering a death in England and Wales.

Stages are named and added, touchpoints set into their lanes, ways branch and join again with their conditions, feelings
and pain points are noted. Real events only; the hand looks for what it wants on the screen as a person does, and touches
nothing that is out of sight. Facts: the texts of "Register a death" on GOV.UK (2026); feelings are assumptions.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from journeymap.model import queries
from tests.ui.conftest import Hand

ENTER = Qt.Key.Key_Return
ALT, CONTROL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
STAGES = ("First hours", "Check", "Coroner", "Register", "Funeral", "Affairs")
FAMILY, FRONT, BACK = range(3)
FACES = {-2: "angry", -1: "tense", 0: "neutral", 1: "content", 2: "delighted"}


class Step(NamedTuple):
    """A touchpoint: behind which other one it comes and on what condition, where it is, what is felt, what hurts."""

    title: str
    behind: str
    stage: int
    lane: int
    condition: str = ""
    emotion: int | None = None
    pain: str = ""


STEPS = (
    Step("Calls the doctor or 999", "", 0, FAMILY, emotion=-2),
    Step("Cause of death is written", "Calls the doctor or 999", 0, FRONT),
    Step(
        "Medical examiner reviews", "Cause of death is written", 1, BACK, "cause known", pain="Takes more than a week"
    ),
    Step("Examiner's office calls", "Medical examiner reviews", 1, FRONT, emotion=1),
    Step("Referred to the coroner", "Cause of death is written", 2, BACK, "unexplained", -1),
    Step("Post-mortem", "Referred to the coroner", 2, BACK, emotion=-2, pain="The family cannot refuse"),
    Step("Natural cause confirmed", "Post-mortem", 2, FRONT, "natural"),
    Step("Inquest", "Post-mortem", 2, FAMILY, "unnatural", -1),
    Step("Books a register office", "Examiner's office calls", 3, FAMILY, pain="Five days, weekends included"),
    Step("Finds the papers", "Books a register office", 3, FAMILY, emotion=-1),
    Step("Talks to the registrar", "Finds the papers", 3, FRONT, emotion=0),
    Step("Gets the green form", "Talks to the registrar", 3, FRONT),
    Step("Buys certificates", "Gets the green form", 3, FAMILY),
    Step("Funeral director takes over", "Gets the green form", 4, FRONT),
    Step("Funeral", "Funeral director takes over", 4, FAMILY, emotion=1, pain="Four to five weeks after the death"),
    Step("Tells all offices once", "Buys certificates", 5, FAMILY, emotion=1),
    Step("Probate, bank, pension", "Tells all offices once", 5, FAMILY, emotion=-1),
    Step("Support by phone", "Funeral", 5, FRONT, emotion=1),
)
JOINS = (("Natural cause confirmed", "Books a register office"), ("Inquest", "Buys certificates"))


class Person:
    """What a person does with both hands and one kind of tool."""

    def __init__(self, hand: Hand) -> None:
        self.hand = hand

    def point_id(self, title: str) -> str:
        return self.hand.point(title).id

    def way_id(self, source: str, target: str) -> str:
        ends = (self.point_id(source), self.point_id(target))
        ways = queries.connections(self.hand.window.session.state, self.hand.window.journey_id)
        return next(each.id for each in ways if (each.source_id, each.target_id) == ends)

    def stage_ids(self) -> list[str]:
        return [each.id for each in queries.stages(self.hand.window.session.state, self.hand.window.journey_id)]

    def sees(self, place: QPointF) -> bool:
        return self.hand.view.viewport().rect().adjusted(80, 40, -40, -70).contains(self.hand.spot(place))


class AtTheKeys(Person):
    """Never touches the mouse."""

    def walk_to(self, title: str) -> None:
        """Arrows as far as they lead nearer; then by name."""
        hand, wanted = self.hand, self.point_id(title)
        been: set[str] = set()
        while (here := hand.scene.selected_ids()[0]) != wanted:
            if here in been or here not in hand.scene.layout.cards:
                self.find(title)
                continue
            been.add(here)
            way = hand.centre(title) - hand.scene.card(here).sceneBoundingRect().center()
            across = abs(way.x()) >= abs(way.y())
            ahead = (Qt.Key.Key_Right if way.x() > 0 else Qt.Key.Key_Left) if across else (
                Qt.Key.Key_Down if way.y() > 0 else Qt.Key.Key_Up)  # fmt: skip
            hand.key(ahead)

    def find(self, title: str) -> None:
        """Ctrl+K, its name, Enter."""
        hand = self.hand
        hand.key(Qt.Key.Key_K, CONTROL)
        field = QApplication.focusWidget()
        hand.qtbot.keyClicks(field, title)
        hand.actions += 1
        hand.qtbot.keyClick(field, ENTER)
        hand.qtbot.waitUntil(lambda: hand.view.hasFocus() and hand.scene.selected_ids() == [self.point_id(title)])

    def name_stages(self) -> None:
        hand = self.hand
        hand.key(Qt.Key.Key_Down)
        for place, title in enumerate(STAGES):
            if place >= len(self.stage_ids()):
                hand.key(Qt.Key.Key_G, CONTROL | SHIFT)
            else:
                hand.key(Qt.Key.Key_F2)
            hand.type(title)
            hand.key(ENTER)
            if place + 1 < len(self.stage_ids()):
                hand.key(Qt.Key.Key_Right)

    def begin(self, title: str) -> None:
        self.hand.key(Qt.Key.Key_Escape)
        self.hand.key(ENTER)
        self.hand.type(title)
        self.hand.key(ENTER)

    def add(self, step: Step) -> None:
        hand = self.hand
        source = hand.point(step.behind)
        stages = self.stage_ids()
        lanes = [each.id for each in queries.lanes(hand.window.session.state, hand.window.journey_id)]
        self.walk_to(step.behind)
        hand.key(ENTER)
        hand.type(step.title)
        hand.key(ENTER)
        for _ in range(step.stage - stages.index(source.stage_id)):
            hand.key(Qt.Key.Key_Right, ALT)
        by = step.lane - lanes.index(source.lane_id)
        for _ in range(abs(by)):
            hand.key(Qt.Key.Key_Down if by > 0 else Qt.Key.Key_Up, ALT)

    def say_when(self, step: Step) -> None:
        hand = self.hand
        hand.key(Qt.Key.Key_Left, CONTROL)
        assert hand.scene.selected_ids() == [self.way_id(step.behind, step.title)]
        hand.key(Qt.Key.Key_F2)
        hand.type(step.condition)
        hand.key(ENTER)
        hand.key(Qt.Key.Key_Right)

    def feel(self, step: Step) -> None:
        self.hand.key(Qt.Key(Qt.Key.Key_3 + (step.emotion or 0)), CONTROL | ALT)

    def hurt(self, step: Step) -> None:
        self.hand.key(Qt.Key.Key_P, CONTROL | SHIFT)
        field = QApplication.focusWidget()
        self.hand.qtbot.keyClicks(field, step.pain)
        for _ in range(8):
            if self.hand.view.hasFocus():
                return
            self.hand.actions += 1
            self.hand.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        raise AssertionError("F6 does not lead back to the map")

    def join(self, source: str, target: str) -> None:
        self.walk_to(source)
        self.hand.key(Qt.Key.Key_L, CONTROL)
        self.walk_to(target)
        self.hand.key(ENTER)


class AtTheMouse(Person):
    """Touches keys only to type words."""

    def bring(self, *places: QPointF) -> None:
        """Push the map with the middle button until the places are in sight; step back from it where they are too far apart."""
        hand, port = self.hand, self.hand.view.viewport()
        for _ in range(6):
            if all(self.sees(each) for each in places):
                return
            middle = sum(places[1:], places[0]) / len(places)
            way = port.rect().center() - hand.spot(middle)
            if way.manhattanLength() < 30:
                button = next(each for each in hand.window.map_page.findChildren(QAbstractButton)
                              if each.accessibleName() == "Zoom out" and each.isVisible())  # fmt: skip
                hand.actions += 1
                hand.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
                continue
            hand.actions += 1
            start = port.rect().center() - way / 2
            start = QPoint(min(max(start.x(), 5), port.width() - 5), min(max(start.y(), 5), port.height() - 5))
            hand.qtbot.mousePress(port, Qt.MouseButton.MiddleButton, pos=start)
            hand.qtbot.mouseMove(port, start + way / 2)
            hand.qtbot.mouseMove(port, start + way)
            hand.qtbot.mouseRelease(port, Qt.MouseButton.MiddleButton, pos=start + way)
        raise AssertionError("the map cannot be brought there")

    def away(self) -> None:
        """A click on the ground takes over what was typed."""
        layout = self.hand.scene.layout
        lanes, stages = list(layout.lanes.values()), list(layout.stages.values())
        taken = [*layout.cards.values()]
        for y in (lane.bottom - 12 for lane in lanes):
            for x in (stage.x + 14 for stage in stages):
                place = QPointF(x, y)
                free = not any(r.x <= x <= r.right and r.y <= y <= r.bottom for r in taken)
                if free and self.sees(place) and self.hand.scene.thing_at(place) is None:
                    self.hand.click(place)
                    return
        raise AssertionError("no free ground in sight")

    def name_stages(self) -> None:
        hand = self.hand
        for place, title in enumerate(STAGES):
            if place >= len(self.stage_ids()):
                layout = hand.scene.layout
                header = layout.stage_headers[self.stage_ids()[-1]]
                plus = QPointF(header.right + 27, header.center[1])
                self.bring(plus)
                hand.click(plus)
            else:
                x, y = hand.scene.layout.stage_headers[self.stage_ids()[place]].center
                self.bring(QPointF(x, y + 60))
                hand.double_click(QPointF(x, y))
            hand.type(title)
            self.away()

    def begin(self, title: str) -> None:
        self.bring(self.hand.cell(0, 0))
        self.hand.double_click(self.hand.cell(0, 0))
        self.hand.type(title)
        self.away()

    def add(self, step: Step) -> None:
        hand = self.hand
        stages, lanes = list(hand.scene.layout.stages.values()), list(hand.scene.layout.lanes.values())
        inside = [each for each in hand.scene.layout.cards.values()
                  if stages[step.stage].x <= each.center[0] <= stages[step.stage].right
                  and lanes[step.lane].y <= each.center[1] <= lanes[step.lane].bottom]  # fmt: skip
        x = max((each.right + 40 for each in inside), default=stages[step.stage].x + 60)
        place = QPointF(min(x, stages[step.stage].right - 4), lanes[step.lane].y + lanes[step.lane].height / 2)
        self.bring(hand.handle(step.behind), place)
        hand.drag(hand.handle(step.behind), place)
        hand.type(step.title)
        self.away()

    def say_when(self, step: Step) -> None:
        hand = self.hand
        label = hand.scene.line(self.way_id(step.behind, step.title)).text_rect().center()
        self.bring(label)
        hand.double_click(hand.scene.line(self.way_id(step.behind, step.title)).text_rect().center())
        hand.type(step.condition)
        self.away()

    def choose(self, title: str) -> None:
        self.bring(self.hand.centre(title))
        self.hand.click(self.hand.centre(title))
        self.hand.window.workspace.inspect_now()

    def press(self, name: str) -> None:
        found = self.hand.window.workspace.inspector.findChildren(QAbstractButton)
        button = next(each for each in found if each.accessibleName() == name and each.isVisible())
        self.hand.actions += 1
        self.hand.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def feel(self, step: Step) -> None:
        self.choose(step.title)
        self.press(f"Feeling: {FACES[step.emotion or 0]}")

    def hurt(self, step: Step) -> None:
        self.choose(step.title)
        self.press("Add pain point")
        self.hand.qtbot.keyClicks(QApplication.focusWidget(), step.pain)

    def join(self, source: str, target: str) -> None:
        self.bring(self.hand.handle(source), self.hand.centre(target))
        self.hand.drag(self.hand.handle(source), self.hand.centre(target))


@pytest.mark.parametrize("kind", [AtTheKeys, AtTheMouse], ids=["keyboard", "mouse"])
def test_a_real_service_is_entered_whole(hand: Hand, kind: type[AtTheKeys] | type[AtTheMouse]) -> None:
    hand.window.activateWindow()
    hand.qtbot.waitUntil(hand.window.isActiveWindow)
    person = kind(hand)
    person.name_stages()
    for step in STEPS:
        if step.behind:
            person.add(step)
        else:
            person.begin(step.title)
        if step.condition:
            person.say_when(step)
        if step.emotion is not None:
            person.feel(step)
        if step.pain:
            person.hurt(step)
    for source, target in JOINS:
        person.join(source, target)
    check(hand, person)


def check(hand: Hand, person: Person) -> None:
    """The journey in the document is the one that was meant, to the last word."""
    state, journey_id = hand.window.session.state, hand.window.journey_id
    stages = [each.title["en"] for each in queries.stages(state, journey_id)]
    lanes = [each.id for each in queries.lanes(state, journey_id)]
    ids = person.stage_ids()
    assert stages == list(STAGES)
    found = {
        (each.title["en"], ids.index(each.stage_id), lanes.index(each.lane_id), each.emotion,
         tuple(pain.text["en"] for pain in queries.pain_points(state, each.id)))
        for each in hand.points()
    }  # fmt: skip
    wanted = {(each.title, each.stage, each.lane, each.emotion, (each.pain,) if each.pain else ()) for each in STEPS}
    assert found == wanted
    names = {each.id: each.title["en"] for each in hand.points()}
    ways = {(names[each.source_id], names[each.target_id], each.condition.get("en", ""))
            for each in queries.connections(state, journey_id)}  # fmt: skip
    assert ways == {
        *((each.behind, each.title, each.condition) for each in STEPS if each.behind),
        *((source, target, "") for source, target in JOINS),
    }
