"""Saved views: filters on a journey under a name."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.model.changes import Add, Change, Set
from journeymap.model.document import State
from journeymap.model.records import SavedView
from journeymap.model.text import LocalText
from journeymap.model.values import new_id


def save(
    state: State, journey_id: str, title: str, language: str, conditions: Sequence[str]
) -> tuple[SavedView, list[Change]]:
    """Keep conditions under a title; a view of the journey that has this title already takes them over."""
    for view in state.children(SavedView, journey_id):
        if view.title.shown_in(language) == title:
            return view, [Set(view.id, "filters", tuple(conditions))]
    view = SavedView(id=new_id(), journey_id=journey_id, title=LocalText({language: title}), filters=tuple(conditions))
    return view, [Add(view)]
