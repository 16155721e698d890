"""A small project to try the panels on, and ways to find their parts."""

from __future__ import annotations

from collections.abc import Callable

from journeymap.edit import annotations as notes
from journeymap.edit import journeys, touchpoints
from journeymap.model import queries
from journeymap.model.changes import Change, Label
from journeymap.model.records import Record, Touchpoint
from journeymap.model.text import LocalText
from journeymap.session import Session


class Small:
    """A session with one journey of three touchpoints, one expectation, one pain point and one persona."""

    def __init__(self) -> None:
        self.session = Session.new("empty", ("en", "zh"))
        state = self.session.state
        self.journey_id = queries.journeys(state)[0].id
        stages, lanes = queries.stages(state, self.journey_id), queries.lanes(state, self.journey_id)
        point = self._add(
            touchpoints.add(state, self.journey_id, stages[0].id, lanes[0].id, LocalText(en="Ask", zh="咨询"))
        )
        self.ask = point.id
        self.apply = self._add(touchpoints.add_behind(state, self.ask, title=LocalText(en="Apply"))).id
        self.wait = self._add(
            touchpoints.add_behind(state, self.apply, stage_id=stages[1].id, title=LocalText(en="Wait"))
        ).id
        self.expectation = self._add(notes.add_expectation(state, self.ask, LocalText(en="One list of papers"))).id
        self.pain = self._add(notes.add_pain_point(state, self.ask, LocalText(en="Long queue"))).id
        self.persona = self._add(journeys.add_persona(state, self.journey_id, LocalText(en="Ms Wang"))).id
        self.steps = len(self.session.history.done)

    def _add(self, made: tuple[Record, list[Change]]) -> Record:
        record, changes = made
        self.session.run(Label.of("paste"), changes)
        return record

    def change(self, make: Callable[..., list[Change]], *arguments: object) -> None:
        """A change that comes from elsewhere."""
        self.session.run(Label.of("paste"), make(*arguments))

    def point(self, touchpoint_id: str) -> Touchpoint:
        found = self.session.state.get(Touchpoint, touchpoint_id)
        assert found is not None
        return found

    @property
    def new_steps(self) -> int:
        """How many steps of the history there are since the project was made."""
        return len(self.session.history.done) - self.steps

    def titles(self) -> list[str]:
        return [each.title.shown_in("en") for each in queries.touchpoints(self.session.state, self.journey_id)]
