"""What a poster shows of a journey, gathered from records and figures into plain values; places and type come later."""

from __future__ import annotations

from dataclasses import dataclass

from journeymap.model.text import EMPTY, LocalText


@dataclass(frozen=True, slots=True)
class Card:
    """A touchpoint on the map. `dimensions` are pairs of a dimension's number and whether all its links there say `lacks`."""

    touchpoint_id: str
    number: int
    title: LocalText
    channel: str | None
    emotion: int | None
    level: int | None
    expectations: int
    pain_points: int
    surprises: int
    dimensions: tuple[tuple[int, bool], ...]
    is_goal: bool
    moment_of_truth: bool
    on_path: bool


@dataclass(frozen=True, slots=True)
class Way:
    """A connection on the map."""

    connection_id: str
    source: int
    target: int
    kind: str
    on_path: bool
    share: str = ""
    condition: LocalText = EMPTY


@dataclass(frozen=True, slots=True)
class Note:
    """An entry of a row below the map: its text, and the touchpoint or the dimension that it belongs to."""

    text: LocalText
    number: int = 0
    dimension: int | None = None
    lacking: bool = False


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: of which touchpoint (0: a portrait), the bytes of its file, how many times as wide as high, and in words."""

    number: int
    data: bytes
    mime: str
    ratio: float
    words: LocalText


@dataclass(frozen=True, slots=True)
class StageColumn:
    """A stage with the notes of its touchpoints, by the kinds of `ROWS`, and their pictures."""

    stage_id: str
    number: int
    title: LocalText
    notes: tuple[tuple[Note, ...], ...]
    shots: tuple[Shot, ...] = ()


ROWS = ("expectation", "pain_point", "surprise", "element")


@dataclass(frozen=True, slots=True)
class PathPoint:
    """A touchpoint on the chosen path."""

    touchpoint_id: str
    number: int
    stage: int
    title: LocalText
    emotion: int | None


@dataclass(frozen=True, slots=True)
class Level:
    """A level of the pyramid: how many touchpoints are there today, how many are meant to be."""

    number: int
    title: LocalText
    reached: int
    aimed: int


@dataclass(frozen=True, slots=True)
class Dimension:
    """A dimension of the model and how many touchpoints are linked to it."""

    number: int
    title: LocalText
    touchpoints: int


@dataclass(frozen=True, slots=True)
class Chance:
    """An opportunity with the figure that ranks it."""

    kind: str
    text: LocalText
    figure: LocalText


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding in words."""

    severity: str
    text: LocalText


@dataclass(frozen=True, slots=True)
class Content:
    """All that a poster shows."""

    title: LocalText
    subtitle: LocalText
    goal: LocalText
    organization: LocalText
    edition: LocalText
    stages: tuple[StageColumn, ...]
    lanes: tuple[tuple[str, str, LocalText], ...]
    cards: tuple[Card, ...]
    ways: tuple[Way, ...]
    path: tuple[PathPoint, ...]
    path_summary: LocalText
    levels: tuple[Level, ...]
    dimensions: tuple[Dimension, ...]
    coverage_note: LocalText
    burden: tuple[tuple[LocalText, LocalText], ...]
    chances: tuple[Chance, ...]
    findings: tuple[Finding, ...]
    words: str
    portraits: tuple[Shot, ...] = ()
