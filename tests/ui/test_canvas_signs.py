"""What a card shows beside its touchpoint: dimming, badges, signs for comments, pictures and the journey inside."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journeymap.edit import journeys, touchpoints
from journeymap.model import queries
from journeymap.model.changes import Add, Label, Set
from journeymap.model.document import Document
from journeymap.model.records import Comment, Journey, Media
from journeymap.model.text import LocalText
from journeymap.session import Session
from journeymap.ui import theme
from journeymap.ui.canvas.painting import FAR
from tests.analysis.maps import Plan
from tests.ui.conftest import Hand


@pytest.fixture
def two(hand: Hand) -> list[str]:
    """Two connected touchpoints."""
    session = hand.window.session
    assert session is not None
    place = touchpoints.first_place(session.state, hand.window.journey_id)
    assert place is not None
    first, changes = touchpoints.add(session.state, hand.window.journey_id, *place)
    session.run(Label.of("add_touchpoint"), changes)
    second, changes = touchpoints.add_behind(session.state, first.id)
    session.run(Label.of("add_touchpoint"), changes)
    return [first.id, second.id]


def picture(hand: Hand) -> QImage:
    return hand.view.viewport().grab().toImage()


def darkest(hand: Hand, touchpoint_id: str) -> int:
    """How dark the darkest pixel of a card is; 0 is black."""
    image, card = picture(hand), hand.scene.card(touchpoint_id)
    box = hand.view.mapFromScene(card.sceneBoundingRect()).boundingRect() & hand.view.viewport().rect()
    return min(
        QColor(image.pixel(x, y)).lightness()
        for x in range(box.left(), box.right()) for y in range(box.top(), box.bottom())
    )  # fmt: skip


@pytest.mark.parametrize("scale", [0.75, 0.2])
@pytest.mark.parametrize("choice", ["light", "dark"])
def test_what_bars_somebody_is_hatched_in_the_colour_of_a_problem_near_and_far(
    hand: Hand, two: list[str], scale: float, choice: str
) -> None:
    session, dressed = hand.window.session, theme.theme().name
    assert session is not None
    persona, changes = journeys.add_persona(session.state, hand.window.journey_id)
    session.run(Label.of("new_persona"), changes)
    session.run(Label.of("set_field"), [Set(persona.id, "limits", ("needs_smartphone",))])
    session.run(Label.of("set_field"), [Set(two[0], "barriers", ("needs_smartphone",))])
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, choice)
    hand.window.show_persona(persona.id)
    hand.view.zoom_to(scale)
    hand.view.reveal(two[0])
    reds = [reddest(hand, each) for each in two]
    theme.apply(app, dressed)
    assert reds[0] > reds[1] + 15


def reddest(hand: Hand, touchpoint_id: str) -> int:
    """By how much red exceeds the other colours, at most, on a card without its edges."""
    image, card = picture(hand), hand.scene.card(touchpoint_id)
    box = hand.view.mapFromScene(card.sceneBoundingRect()).boundingRect().adjusted(9, 5, -9, -5)
    box &= hand.view.viewport().rect()
    found = [QColor(image.pixel(x, y)) for x in range(box.left(), box.right()) for y in range(box.top(), box.bottom())]
    return max(each.red() - max(each.green(), each.blue()) for each in found)


def test_what_a_filter_leaves_out_recedes_until_the_filter_is_gone(hand: Hand, two: list[str]) -> None:
    before = darkest(hand, two[1])
    hand.scene.set_dimmed(frozenset(two[:1]))
    assert darkest(hand, two[1]) > before + 60
    assert darkest(hand, two[0]) <= before
    hand.scene.refresh()
    assert darkest(hand, two[1]) > before + 60, "a refresh keeps the filter"
    hand.scene.set_dimmed(None)
    assert darkest(hand, two[1]) == before


def test_a_connection_recedes_with_either_of_its_ends(hand: Hand, two: list[str]) -> None:
    line = hand.scene.line(queries.connections_of(hand.scene.state, two[0])[0].id)
    hand.scene.set_dimmed(frozenset(two[:1]))
    assert line.look.dimmed
    hand.scene.set_dimmed(frozenset(two))
    assert not line.look.dimmed


def test_a_badge_says_its_word_and_is_seen(hand: Hand, two: list[str]) -> None:
    before = picture(hand)
    hand.scene.set_badges({two[0]: ("changed", "Changed")})
    assert picture(hand) != before
    assert "Changed" in hand.scene.card(two[0]).tip()
    hand.scene.set_badges({})
    assert picture(hand) == before


def test_the_sign_of_a_sub_journey_opens_it(hand: Hand, two: list[str], qtbot: QtBot) -> None:
    session = hand.window.session
    assert session is not None
    inside = Journey(id="inside", title=LocalText(en="Inside"))
    session.run(Label.of("arrange"), [Add(inside), Set(two[0], "sub_journey_id", "inside")])
    card = hand.scene.card(two[0])
    assert "Inside" in card.tip()
    with qtbot.waitSignal(hand.scene.sub_journey_wanted) as wanted:
        hand.click(card.pos() + card.sub_journey_rect().center())
    assert wanted.args == [two[0]]
    assert hand.window.journey_id == "inside"
    hand.key(Qt.Key.Key_Escape)
    session.run(Label.of("arrange"), [Set("inside", "deleted", True)])
    card = hand.scene.card(two[0])
    assert card.sub_journey_rect().isEmpty(), "a journey that is gone has no sign"


def test_comments_and_pictures_are_told_on_the_card(hand: Hand, two: list[str]) -> None:
    session = hand.window.session
    assert session is not None
    session.run(Label.of("arrange"), [Add(Comment(id=f"c{n}", subject_id=two[0])) for n in range(2)])
    session.run(Label.of("arrange"), [Add(Media(id="picture", sha256="0" * 64)), Set(two[0], "media_id", "picture")])
    tip = hand.scene.card(two[0]).tip()
    assert "2 open comments" in tip and "picture" in tip
    session.run(Label.of("arrange"), [Set("c0", "resolved", True)])
    assert "1 open comment" in hand.scene.card(two[0]).tip()


def test_from_afar_the_same_cards_are_seen_selected_and_moved(hand: Hand, two: list[str]) -> None:
    hand.view.zoom_to(FAR - 0.05)
    far = picture(hand)
    rect = hand.scene.card(two[0]).sceneBoundingRect()
    spot = hand.spot(rect.center() + QPointF(0, 30))
    assert QColor(far.pixel(spot)) != QColor(far.pixel(spot.x(), far.height() - 2)), "the card's paper is painted"
    hand.click(rect.center())
    assert hand.scene.selected_ids() == two[:1]
    hand.drag(rect.center(), rect.center() + QPointF(160, 120))
    assert queries.touchpoints(hand.scene.state, hand.window.journey_id)[0].pos is not None


def test_a_large_map_from_afar_shows_every_card(open_window, qtbot: QtBot) -> None:  # type: ignore[no-untyped-def]
    plan = Plan(3, 2, tuple((number % 3, number // 30) for number in range(60)), ((0, 1, "sequence"), (1, 2, "loop")))
    window = open_window(Session(Document(plan.state())))
    view = window.map_page.view
    view.fit()
    image = view.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    ground = QColor(image.pixel(1, 1))
    for rect in view.map_scene.layout.cards.values():
        spot = view.mapFromScene(QPointF(rect.x + rect.width / 2, rect.bottom - 14))
        assert QColor(image.pixel(int(spot.x() * ratio), int(spot.y() * ratio))) != ground
