"""One finding as a value. What makes findings is in the checks, what they are called in `labels.findings`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

SEVERITIES = ("note", "warning", "problem")


class Tokens(NamedTuple):
    """Open tokens in a finding's figures, to be said with the words of `prefix`."""

    prefix: str
    tokens: tuple[str, ...]


class Share(NamedTuple):
    """A share in a finding's figures, 0 to 1."""

    value: float


class Named(NamedTuple):
    """Records in a finding's figures, to be told by their titles."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something odd in a journey. Never an error: the journey can be worked on as it is.

    `subject_ids` are the records to show, the first of them the one to go to. `values` fill the words. `group` says
    that each subject stands for itself, `fix` names what the program can offer to do about it.
    """

    key: str
    severity: str
    subject_ids: tuple[str, ...]
    values: Mapping[str, Any] = field(default_factory=dict)
    group: bool = False
    fix: str | None = None


def note(key: str, *subject_ids: str, fix: str | None = None, **values: Any) -> Finding:
    return Finding(key, "note", subject_ids, values, fix=fix)


def warning(key: str, *subject_ids: str, fix: str | None = None, **values: Any) -> Finding:
    return Finding(key, "warning", subject_ids, values, fix=fix)


def problem(key: str, *subject_ids: str, fix: str | None = None, **values: Any) -> Finding:
    return Finding(key, "problem", subject_ids, values, fix=fix)


def group(key: str, severity: str, subject_ids: Iterable[str], fix: str | None = None, **values: Any) -> list[Finding]:
    """One finding about all these records, none where there are none."""
    ids = tuple(subject_ids)
    return [Finding(key, severity, ids, {"n": len(ids), **values}, True, fix)] if ids else []
