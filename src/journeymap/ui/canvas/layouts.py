"""The layouts of the journeys that were shown, so that coming back to one is instant and finds everything in its place.

One set for each session, shared by all maps of it. Layouts are told of every change set by the map that people work on; one
that a change may have touched is only a former layout, to keep the order of cards.
"""

from __future__ import annotations

from typing import NamedTuple
from weakref import WeakKeyDictionary

from journeymap.analysis.layout import LabelSize, MapLayout, Metrics, layout_map
from journeymap.model.changes import ChangeSet, Set
from journeymap.session import Session
from journeymap.ui.canvas.reach import moves
from journeymap.ui.words import language


class _Kept(NamedTuple):
    layout: MapLayout
    revision: int
    language: str


class Layouts:
    """By journey. A layout is fresh while no change set has touched its journey, in the language of its labels."""

    def __init__(self, session: Session) -> None:
        self._document = session.document
        self._kept: dict[str, _Kept] = {}

    def layout(self, journey_id: str, metrics: Metrics, label_size: LabelSize) -> MapLayout:
        """The layout of a journey as it is now: the one that is kept while it holds, else one made after its model."""
        found = self.fresh(journey_id)
        if found is None:
            former = self._kept.get(journey_id)
            found = layout_map(
                self._document.state, journey_id, metrics, label_size, former.layout if former is not None else None
            )
            if journey_id:
                self._kept[journey_id] = _Kept(found, self._document.revision, language())
        return found

    def fresh(self, journey_id: str) -> MapLayout | None:
        """The layout of a journey, if it still holds."""
        kept = self._kept.get(journey_id)
        holds = kept is not None and kept.revision == self._document.revision and kept.language == language()
        return kept.layout if kept is not None and holds else None

    def follow(self, change_set: ChangeSet) -> None:
        """Layouts of journeys that a change set leaves alone stay fresh; to be called once it has been applied."""
        touched: set[str] = set()
        for change in change_set.changes:
            record = self._document.state.find(change.id)
            to_another = isinstance(change, Set) and change.field == "journey_id"
            if record is not None and (to_another or moves(record, change)):
                touched.add(str(record.value("journey_id")))
            if isinstance(change, Set) and to_another:
                touched.add(str(change.before))
        revision = self._document.revision
        for journey_id, kept in self._kept.items():
            if kept.revision == revision - 1 and journey_id not in touched:
                self._kept[journey_id] = kept._replace(revision=revision)


_layouts: WeakKeyDictionary[Session, Layouts] = WeakKeyDictionary()


def layouts_of(session: Session) -> Layouts:
    """The layouts of one session."""
    found = _layouts.get(session)
    if found is None:
        found = _layouts[session] = Layouts(session)
    return found
