"""What a persona's limits keep her from: for each of her journeys whether she gets through, where she is barred and by what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journeymap.analysis.graph import journey_graph
from journeymap.analysis.limits import Passage, passage
from journeymap.labels import amounts
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Journey, Persona, Touchpoint
from journeymap.session import Session
from journeymap.ui.icons import barrier_icon
from journeymap.ui.tasks import OvertakenError, Stale, Work
from journeymap.ui.theme import theme
from journeymap.ui.views.parts import Card, icon_label
from journeymap.ui.widgets import label
from journeymap.ui.words import listed, say, say_token, sentences, shown

WAIT_MS = 120
MOST_SHOWN = 12
MOST_JOURNEYS = 8


@dataclass(frozen=True, slots=True)
class Effect:
    """How a persona fares on one journey of `touchpoints` touchpoints."""

    journey_id: str
    touchpoints: int
    passage: Passage


def effects(state: State, persona: Persona, journey_ids: Sequence[str], stale: Stale) -> list[Effect]:
    """How she fares on each of these journeys."""
    found = []
    for journey_id in journey_ids:
        if stale():
            raise OvertakenError
        graph = journey_graph(state, journey_id)
        if graph.touchpoints:
            found.append(Effect(journey_id, len(graph.touchpoints), passage(graph, persona)))
    return found


def journeys_of(state: State, persona: Persona, journey_id: str) -> list[str]:
    """The journeys she is on, the one in sight first; that one alone where she is on none."""
    hers = [each.id for each in queries.journeys(state) if persona.id in each.persona_ids]
    first = [journey_id] if journey_id in hers or not hers else []
    return [*first, *(each for each in hers if each not in first)][:MOST_JOURNEYS]


class PersonaEffect(QWidget):
    """Sentences and cards; worked out aside, a moment after the last change."""

    jump = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._asked: object = None
        self._wish: tuple[Persona, str] | None = None
        self.found: list[Effect] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._work = Work(self)
        self._work.done.connect(self._take_in)
        self._work.failed.connect(self._on_failure)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._begin)

    def show_persona(self, persona: Persona, journey_id: str) -> None:
        """Work out how she fares, unless that is known."""
        wanted = (persona.id, persona.limits, journey_id, self._session.document.revision)
        if wanted != self._asked:
            self._asked, self._wish = wanted, (persona, journey_id)
            self._later.start(WAIT_MS if self.found else 0)

    def leave(self) -> None:
        """Nobody waits any more."""
        self._later.stop()
        self._work.drop()

    def _begin(self) -> None:
        if self._wish is None:
            return
        persona, journey_id = self._wish
        snapshot = self._session.document.snapshot()
        ids = journeys_of(snapshot, persona, journey_id)
        self._work.ask(lambda stale: effects(snapshot, persona, ids, stale))

    def _on_failure(self, error: Exception) -> None:
        raise error

    def _take_in(self, found: list[Effect]) -> None:
        self.found = found
        while (item := self._column.takeAt(0)) is not None:
            former = item.widget()
            if former is not None:
                former.hide()
                former.deleteLater()
        persona = self._wish[0] if self._wish is not None else None
        if persona is None:
            return
        if not found:
            self._column.addWidget(label(say("persona.effect.no_journey"), "second", wrap=True))
        for effect in found:
            for widget in self._parts(persona, effect, several=len(found) > 1):
                self._column.addWidget(widget)

    def _parts(self, persona: Persona, effect: Effect, *, several: bool) -> list[QWidget]:
        state, way = self._session.state, effect.passage
        journey = state.get(Journey, effect.journey_id)
        parts: list[QWidget] = []
        if several:
            title = shown(journey.title) if journey is not None else ""
            parts.append(label(title or say("navigator.untitled_journey"), "bold", wrap=True))
        parts.append(label(verdict(persona, effect), "second", wrap=True))
        for touchpoint_id in way.barred[:MOST_SHOWN]:
            point = state.get(Touchpoint, touchpoint_id)
            if point is None:
                continue
            tags = [each for each in point.barriers if each in persona.limits]
            caption = listed(say_token("barrier", each) for each in tags)
            if touchpoint_id in way.unavoidable:
                caption = f"{caption} · {say('persona.effect.on_every_way')}"
            sign = icon_label(barrier_icon(tags), theme().problem)
            card = Card(shown(point.title) or say("touchpoint.untitled"), caption, sign=sign)
            card.pressed.connect(lambda touchpoint_id=touchpoint_id: self.jump.emit(touchpoint_id))
            parts.append(card)
        if len(way.barred) > MOST_SHOWN:
            parts.append(label(say("remarks.more", n=len(way.barred) - MOST_SHOWN), "caption"))
        return parts


def verdict(persona: Persona, effect: Effect) -> str:
    """In a sentence or two whether she gets through."""
    way = effect.passage
    if not way.barred:
        return say("persona.effect.free" if persona.limits else "persona.effect.no_limits")
    barred = say("persona.effect.barred", n=len(way.barred), total=effect.touchpoints)
    served = say("persona.effect.served", share=amounts.share(way.served))
    if way.chance <= 0:
        return sentences(barred, say("persona.effect.shut_out"), served)
    return sentences(barred, say("persona.effect.chance", share=amounts.share(way.chance)), served)
