"""Copies of records: what belongs to touchpoints when they are copied, and twins that refer to each other as the originals do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import (
    Basis,
    DataPoint,
    Expectation,
    Feeling,
    Indicator,
    ModelLink,
    PainPoint,
    Record,
    Touchpoint,
)

_AT_TOUCHPOINTS: tuple[type[Record], ...] = (Feeling, Expectation, PainPoint, DataPoint)
_ON_ANYTHING: tuple[type[Record], ...] = (ModelLink, Indicator, Basis)


def with_annotations(state: State, chosen: Sequence[Touchpoint]) -> list[Record]:
    """Touchpoints, the connections among them and what is noted on all of these, each once."""
    ids = {each.id for each in chosen}
    found: dict[str, Record] = {each.id: each for each in chosen}

    def take(cls: type[Record], parent_ids: Iterable[str]) -> None:
        for parent_id in tuple(parent_ids):
            found.update((each.id, each) for each in state.children(cls, parent_id))

    for each in chosen:
        found.update((way.id, way) for way in queries.connections_out(state, each.id) if way.target_id in ids)
        found.update((row.id, row) for row in queries.opportunities(state, each.id))
    for cls in _AT_TOUCHPOINTS:
        take(cls, ids)
    for cls in _ON_ANYTHING:
        take(cls, found)
    return list(found.values())


def twin(record: Record, twins: Mapping[str, str], **fields: Any) -> Record:
    """A copy under its new id. Single references without a twin stay what they are, members of lists without one go."""
    changed: dict[str, Any] = {"id": twins[record.id]}
    for name in record.REFERENCES:
        value = getattr(record, name)
        if isinstance(value, tuple):
            changed[name] = tuple(sorted(twins[each] for each in value if each in twins))
        else:
            changed[name] = twins.get(value, value)
    return record.model_copy(update={**changed, **fields})
