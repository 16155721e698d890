"""Evidence and what rests on it: new pieces of evidence, and the basis of single values."""

from __future__ import annotations

from journeymap.edit.ordering import key_at_end
from journeymap.model.changes import Add, Change, Set
from journeymap.model.document import State
from journeymap.model.records import Basis, Evidence
from journeymap.model.text import EMPTY, LocalText
from journeymap.model.values import new_id


def add(state: State, title: LocalText = EMPTY, kind: str = "observation") -> tuple[Evidence, list[Change]]:
    """A new piece of evidence behind the others of the project."""
    record = Evidence(id=new_id(), title=title, kind=kind, order=key_at_end(state.all(Evidence)))
    return record, [Add(record)]


def toggle_basis(state: State, subject_id: str, field: str, evidence_id: str) -> list[Change]:
    """Let one value of a record rest on a piece of evidence, or no longer."""
    existing = [each for each in state.children(Basis, subject_id) if each.field == field]
    if not existing:
        return [Add(Basis(id=new_id(), subject_id=subject_id, field=field, evidence_ids=(evidence_id,)))]
    holding = [each for each in existing if evidence_id in each.evidence_ids]
    changed = holding or existing[:1]
    return [Set(each.id, "evidence_ids", tuple(set(each.evidence_ids) ^ {evidence_id})) for each in changed]
