"""What the Opportunities view shows of each opportunity, gathered once for a change: votes, gain, what blocks it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from journeymap.analysis import foundation
from journeymap.analysis.content import Content, content_of
from journeymap.analysis.graph import JourneyGraph, journey_graph
from journeymap.analysis.surprise import Prospect, prospects
from journeymap.model.document import State
from journeymap.model.records import Opportunity, Touchpoint, Vote
from journeymap.ui.theme import theme
from journeymap.ui.views.pyramid import crack_words
from journeymap.ui.words import listed, say, say_token, shown

CLOSED = ("done", "dropped")
_ICONS = {"surprise": "surprise", "fix": "fix", "improve": "improvement"}
_ROLES = {"surprise": "surprise", "fix": "pain_point", "improve": "improvement"}


@dataclass(frozen=True, slots=True)
class OpportunityRow:
    """One opportunity with its figures; `prospect` is None where the planner cannot say what it gains."""

    opportunity: Opportunity
    touchpoints: tuple[Touchpoint, ...]
    votes: int
    rounds: int
    prospect: Prospect | None
    cracks: Mapping[str, tuple[str, ...]]
    """Touchpoint id → why nothing of level 3 or 4 can stand there; only of opportunities that aim so high."""

    @property
    def id(self) -> str:
        return self.opportunity.id

    @property
    def text(self) -> str:
        return shown(self.opportunity.text) or say("opps.untitled")

    @property
    def where(self) -> str:
        """The touchpoints it stands on, by name."""
        return listed(shown(each.title) or say("touchpoint.untitled") for each in self.touchpoints)

    @property
    def kind(self) -> str:
        return say_token("opportunity_kind", self.opportunity.kind)

    @property
    def place(self) -> str:
        """Impact and effort in words."""
        if self.opportunity.impact is None or self.opportunity.effort is None:
            return say("opps.unplaced")
        return say("opps.place", impact=self.opportunity.impact, effort=self.opportunity.effort)

    @property
    def is_open(self) -> bool:
        return self.opportunity.status not in CLOSED

    def blocks(self) -> list[str]:
        """What blocks it, one sentence for each touchpoint without firm ground."""
        names = {each.id: shown(each.title) or say("touchpoint.untitled") for each in self.touchpoints}
        return [say("planner.blocked", name=names[key], cracks=crack_words(why)) for key, why in self.cracks.items()]


@dataclass(frozen=True, slots=True)
class OpportunityBoard:
    """All opportunities of a journey in reading order, the planner's ranking, and what both were computed from."""

    content: Content
    graph: JourneyGraph
    rows: tuple[OpportunityRow, ...]
    ranking: tuple[OpportunityRow, ...]

    def row(self, opportunity_id: str) -> OpportunityRow | None:
        return next((row for row in self.rows if row.id == opportunity_id), None)


def board_of(state: State, journey_id: str, former: OpportunityBoard | None = None) -> OpportunityBoard:
    """Gather the opportunities of a journey; the graph of a `former` board is kept where nothing in it changed."""
    content = content_of(state, journey_id)
    kept = former is not None and _same_ways(content, former.content)
    graph = former.graph if former is not None and kept else journey_graph(state, journey_id)
    ranked = prospects(content, graph)
    by_id = {each.opportunity_id: each for each in ranked}
    places = {each.id: place for place, each in enumerate(content.touchpoints)}
    rows = tuple(_row(content, places, each, by_id.get(each.id)) for each in content.journey_opportunities())
    rows_by_id = {row.id: row for row in rows}
    return OpportunityBoard(content, graph, rows, tuple(rows_by_id[each.opportunity_id] for each in ranked))


def _same_ways(content: Content, former: Content) -> bool:
    """Whether the records that a graph is made of are the very same; records never change, they are replaced."""
    return content.journey.id == former.journey.id and all(
        len(new) == len(old) and all(one is other for one, other in zip(new, old, strict=True))
        for new, old in (
            ((content.project, content.journey), (former.project, former.journey)),
            (content.lanes, former.lanes),
            (content.touchpoints, former.touchpoints),
            (content.connections, former.connections),
        )
    )


def _row(
    content: Content, places: Mapping[str, int], opportunity: Opportunity, prospect: Prospect | None
) -> OpportunityRow:
    found = sorted(places[each] for each in opportunity.touchpoint_ids if each in places)
    here = tuple(content.touchpoints[place] for place in found)
    votes = content.state.children(Vote, opportunity.id)
    high = opportunity.kind == "surprise" or (opportunity.level or 0) >= 3
    cracks = {each.id: why for each in here if (why := foundation.cracks(content, each))} if high else {}
    return OpportunityRow(
        opportunity, here, sum(each.dots for each in votes), len({each.round_id for each in votes}), prospect, cracks
    )


def kind_icon(kind: str) -> str:
    """The icon of a kind of opportunity."""
    return _ICONS.get(kind, "improvement")


def kind_tint(kind: str) -> str:
    """The colour of a kind of opportunity, as #RRGGBB."""
    return str(getattr(theme(), _ROLES.get(kind, "improvement")))
